"""Every way in which Telegram refuses, over real HTTP with the published error texts, and what we make of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.errors import (
    CannotParse,
    ChatError,
    GoneForGood,
    MessageGone,
    Moved,
    PassingError,
    PlatformStopped,
    ThreadGone,
)
from bot.chat.telegram import Telegram
from bot.model.chat import ChatRef, Language
from bot.model.message import Button, Message, MessageRef, Paragraph, Part, Span
from tests.chat.faulty import Fault
from tests.chat.telegram_server import TOKEN, TelegramServer
from tests.chat.worlds import TelegramWorld, telegram
from tests.fakes import message

GROUP = ChatRef("telegram", "-100500", "7")


def refusal(status: int, description: str, **parameters: object) -> Fault:
    """An answer of the Bot API that is a refusal."""
    body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
    return Fault(status=status, body=body | ({"parameters": parameters} if parameters else {}))


@pytest.fixture
async def world() -> AsyncIterator[TelegramWorld]:
    async with telegram() as world:
        yield world
        assert world.breaches() == []


REFUSALS: dict[str, tuple[Fault, type[ChatError]]] = {
    "blocked": (refusal(403, "Forbidden: bot was blocked by the user"), GoneForGood),
    "kicked": (refusal(403, "Forbidden: bot was kicked from the supergroup chat"), GoneForGood),
    "deactivated": (refusal(403, "Forbidden: user is deactivated"), GoneForGood),
    "no chat": (refusal(400, "Bad Request: chat not found"), GoneForGood),
    "no rights": (refusal(400, "Bad Request: not enough rights to send text messages to the chat"), GoneForGood),
    "no topic": (refusal(400, "Bad Request: message thread not found"), ThreadGone),
    "closed topic": (refusal(400, "Bad Request: TOPIC_CLOSED"), ThreadGone),
    "moved": (refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100777), Moved),
    "flood": (refusal(429, "Too Many Requests: retry after 7", retry_after=7), PassingError),
    "bad gateway": (Fault(status=502, body="<html>502 Bad Gateway</html>"), PassingError),
    "internal": (refusal(500, "Internal Server Error"), PassingError),
    "hung up": (Fault(hang_up=True), PassingError),
    "token": (refusal(401, "Unauthorized"), PlatformStopped),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_each_refusal_says_what_to_do(world: TelegramWorld, name: str) -> None:
    fault, expected = REFUSALS[name]
    world.server.fail("sendMessage", fault)
    with pytest.raises(expected) as raised:
        await world.platform.send(GROUP, message("نص"))
    assert TOKEN not in raised.value.reason
    assert world.server.texts(-100500) == []


async def test_a_flood_is_waited_out_as_long_as_telegram_asks(world: TelegramWorld) -> None:
    world.server.fail("sendMessage", REFUSALS["flood"][0])
    with pytest.raises(PassingError) as raised:
        await world.platform.send(world.chat, message("نص"))
    assert raised.value.retry_after == timedelta(seconds=7)
    assert not raised.value.may_have_been_sent
    await world.platform.send(world.chat, message("نص"))
    assert len(world.seen()) == 1


async def test_a_moved_group_says_where_to(world: TelegramWorld) -> None:
    world.server.moved["-100500"] = -100777
    with pytest.raises(Moved) as raised:
        await world.platform.send(GROUP, message("نص"))
    assert raised.value.new_id == "-100777"


@pytest.mark.parametrize("fault", [Fault(taken=True, hang_up=True), Fault(status=502, body="", taken=True)])
async def test_a_line_that_breaks_after_sending_leaves_a_doubt(world: TelegramWorld, fault: Fault) -> None:
    world.server.fail("sendMessage", fault)
    with pytest.raises(PassingError) as raised:
        await world.platform.send(world.chat, message("نص"))
    assert raised.value.may_have_been_sent
    assert len(world.seen()) == 1


async def test_a_server_out_of_reach_leaves_none(world: TelegramWorld) -> None:
    await world.server.close()
    with pytest.raises(PassingError) as raised:
        await world.platform.send(world.chat, message("نص"))
    assert not raised.value.may_have_been_sent


async def test_refused_markup_goes_out_as_plain_text(world: TelegramWorld) -> None:
    world.server.fail("sendMessage", refusal(400, "Bad Request: can't parse entities: unsupported start tag"))
    said = Message(Language.ARABIC, (Paragraph(Part.META, (Span("خبر <عاجل>", link="https://example.org"),)),))
    await world.platform.send(world.chat, said)
    assert world.seen() == ["خبر <عاجل> https://example.org"]


async def test_what_is_refused_even_as_plain_text_is_never_taken(world: TelegramWorld) -> None:
    refused = refusal(400, "Bad Request: something new")
    world.server.fail("sendMessage", refused, refused)
    with pytest.raises(CannotParse):
        await world.platform.send(world.chat, message("نص"))


async def test_an_edit_falls_back_to_plain_text_too(world: TelegramWorld) -> None:
    ref = await world.platform.send(world.chat, message("أول"))
    world.server.fail("editMessageText", refusal(400, "Bad Request: can't parse entities: x"))
    await world.platform.edit(ref, message("ثان"))
    assert world.seen() == ["ثان"]


async def test_an_edit_of_an_old_message_says_so(world: TelegramWorld) -> None:
    ref = await world.platform.send(world.chat, message("أول"))
    world.server.fail("editMessageText", refusal(400, "Bad Request: message can't be edited"))
    with pytest.raises(MessageGone):
        await world.platform.edit(ref, message("ثان"))


async def test_a_topic_and_a_reply_are_named(world: TelegramWorld) -> None:
    await world.platform.send(GROUP, message("نص"), MessageRef("-100500", "33", "7"))
    taken = world.server.taken[0]
    assert (taken.thread, taken.reply_to) == ("7", "33")


async def test_an_answer_between_two_people_quotes_nothing(world: TelegramWorld) -> None:
    world.server.say("/start")
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    await world.platform.send(heard.chat, message("أهلا"), MessageRef(heard.chat.id, heard.id))
    assert world.server.taken[0].reply_to == ""


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("/start", {}, ("/start", True)),
        ("/start@nadhir_bot x", {}, ("/start@nadhir_bot x", True)),
        ("/start@other_bot", {}, ("/start@other_bot", False)),
        ("اشترك هدنة", {}, ("اشترك هدنة", False)),
        ("@nadhir_bot اشترك هدنة", {}, ("اشترك هدنة", True)),
        ("اشترك هدنة @Nadhir_Bot", {}, ("اشترك هدنة", True)),
        ("@nadhir_bots اشترك", {}, ("@nadhir_bots اشترك", False)),
        ("لماذا", {"reply": True}, ("لماذا", True)),
    ],
)
async def test_in_a_group_it_answers_who_speaks_to_it(
    world: TelegramWorld, text: str, more: dict[str, bool], expected: tuple[str, bool]
) -> None:
    ours = {"message_id": 5, "date": 1, "chat": {"id": -1, "type": "supergroup", "title": "G"}, "text": "x"}
    ours["from"] = {"id": 42, "is_bot": True, "first_name": "nadhir", "username": "nadhir_bot"}
    world.server.say(text, chat=-1, kind="supergroup", **({"reply_to_message": ours} if more else {}))
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    assert (heard.text, heard.addressed) == expected
    assert heard.answers == ("5" if more else "")


async def test_what_was_not_answered_comes_again_after_a_restart(world: TelegramWorld) -> None:
    world.server.say("أول")
    await world.until(lambda: world.heard and world.server.confirmed)
    await world.platform.stop()
    world.server.say("ثان")
    again = TelegramWorld(Telegram(TOKEN, base_url=world.server.url), world.chat, server=world.server)
    await again.platform.start(again.listen)
    await again.until(lambda: again.heard)
    assert [heard.text for heard in again.heard][-1] == "ثان"
    await again.platform.stop()


async def test_the_menu_is_filled_in_each_language() -> None:
    server = TelegramServer()
    await server.open()
    menu = (("ar", (("start", "البداية"),)), ("", (("start", "begin"),)))
    platform = Telegram(TOKEN, base_url=server.url, commands=menu)
    await platform.start(TelegramWorld(platform, GROUP).listen)
    assert server.menus == {
        "ar": [{"command": "start", "description": "البداية"}],
        "": [{"command": "start", "description": "begin"}],
    }
    assert server.breaches == []
    await platform.stop()
    await server.close()


async def test_a_wrong_token_stops_it_at_once_and_is_not_told() -> None:
    server = TelegramServer()
    await server.open()
    platform = Telegram("42:wrong-secret", base_url=server.url)
    with pytest.raises(PlatformStopped) as raised:
        await platform.start(TelegramWorld(platform, GROUP).listen)
    assert "wrong-secret" not in raised.value.reason
    assert "TELEGRAM_TOKEN" in platform.stopped
    with pytest.raises(PlatformStopped):
        await platform.send(GROUP, message("نص"))
    await platform.stop()
    await server.close()


async def test_a_second_poller_stops_it_with_a_clear_word(
    world: TelegramWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.telegram._CONFLICTS", 1)
    text = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    world.server.fail("getUpdates", refusal(409, text))
    world.server.say("/start")
    await world.until(lambda: world.platform.stopped)
    assert "409" in world.platform.stopped


async def test_out_of_reach_at_the_start_it_goes_on_trying() -> None:
    server = TelegramServer()
    await server.open()
    server.fail("getMe", Fault(status=502, body="<html>"))
    world = TelegramWorld(Telegram(TOKEN, base_url=server.url), ChatRef("telegram", "1"), server=server)
    await world.platform.start(world.listen)
    with pytest.raises(PassingError):
        await world.platform.send(world.chat, message("نص"))
    server.say("/start")
    await world.until(lambda: world.heard)
    await world.platform.send(world.chat, message("نص"))
    await world.platform.stop()
    await server.close()


async def test_commands_too_long_for_a_button_have_none(world: TelegramWorld) -> None:
    fitting, long = Button("قصير", "subscribe " + "ق" * 27), Button("طويل", "subscribe " + "ق" * 28)
    await world.platform.send(world.chat, replace(message("نص"), buttons=(fitting, long)))
    assert world.server.taken[0].buttons == [("قصير", fitting.command)]


async def test_a_bot_api_address_with_or_without_its_last_part() -> None:
    server = TelegramServer()
    await server.open()
    for url in (server.url, f"{server.url}/", f"{server.url}/bot"):
        platform = Telegram(TOKEN, base_url=url)
        await platform.start(TelegramWorld(platform, GROUP).listen)
        await platform.send(ChatRef("telegram", "1"), message("نص"))
        await platform.stop()
    assert len(server.taken) == 3
    await server.close()


async def test_a_message_of_too_many_entities_loses_emphasis_and_no_words(world: TelegramWorld) -> None:
    spans = tuple(
        Span(f"<{n}> & \"'", bold=n % 2 == 0, link="https://example.org/?a=1&b=\"'" * (n % 3 == 0)) for n in range(60)
    )
    said = Message(Language.ARABIC, tuple(Paragraph(part, spans) for part in Part))
    await world.platform.send(world.chat, said)
    assert "".join(world.seen()).count("<59>") == len(Part)
