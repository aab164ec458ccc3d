"""What every platform promises, asked of each of them over real loopback connections."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat.errors import MessageGone
from bot.model.chat import ChatRef, Language
from bot.model.message import Button, Message, MessageRef, Paragraph, Part, Span
from tests.chat.worlds import WORLDS, World
from tests.fakes import message

ALERT = Message(
    Language.ARABIC,
    (
        Paragraph(Part.HEADLINE, (Span("وقف إطلاق نار في إدلب يبدأ السبت 6:00 — الجيش الروسي"),)),
        Paragraph(Part.FACTS, (Span("14 قتيلا على الأقل"),)),
        Paragraph(Part.QUOTE, (Span("أعلن الجيش "), Span("وقفا لإطلاق النار", bold=True), Span(" في إدلب"))),
        Paragraph(Part.META, (Span("وكالة الأفق · "), Span("الخبر", link="https://example.org/a?b=1&c=<2>"))),
    ),
    short="وقف إطلاق نار في إدلب",
    severity="high",
    buttons=(Button("لماذا؟", "why"), Button("القواعد", "rules")),
)

HOSTILE = (
    '<b>&"</b> <script>alert(1)</script>',
    "<!channel> <!here> <@U123> <#C123|x>",
    "*bold* _italic_ ~struck~ `code` ```pre```",
    "&amp; &lt;b&gt; &#39;",
    "🕊️ 👨‍👩‍👧‍👦 é ﷺ",
    "[text](tg://user?id=1) @everyone /start",
    "\u2068Reuters\u2069 قالت: 50% من \u2068Idlib\u2069",
)


@pytest.fixture(params=sorted(WORLDS))
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async with WORLDS[request.param]() as world:
        yield world
        assert world.breaches() == []


def bare(text: str) -> str:
    """The text without the marks that settle its direction, and with any white space as one space."""
    return " ".join(text.replace("\u200f", "").replace("\u200e", "").split())


async def test_what_a_person_says_is_heard(world: World) -> None:
    await world.person_says("اشترك هدنة")
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    assert (heard.chat, heard.text, heard.addressed) == (world.chat, "اشترك هدنة", True)
    assert heard.id
    assert heard.user


async def test_an_answer_to_what_was_heard_arrives(world: World) -> None:
    await world.person_says("/help")
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    ref = await world.platform.send(heard.chat, message("الأوامر"), MessageRef(heard.chat.id, heard.id))
    assert bare(world.seen()[0]) == "الأوامر"
    assert ref.chat_id == world.chat.id


async def test_an_alert_arrives_with_every_part(world: World) -> None:
    await world.platform.send(world.chat, ALERT)
    assert [bare(text) for text in world.seen()] == [bare(ALERT.text)]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("part", [Part.PLAIN, Part.HEADLINE, Part.QUOTE, Part.META, Part.CODE])
async def test_texts_arrive_as_they_are(world: World, text: str, part: Part) -> None:
    said = replace(ALERT, paragraphs=(Paragraph(part, (Span(text), Span("وقف", bold=True))),))
    await world.platform.send(world.chat, said)
    assert bare(world.seen()[0]) == bare(said.text)


async def test_a_link_that_no_browser_opens_is_text(world: World) -> None:
    said = replace(ALERT, paragraphs=(Paragraph(Part.META, (Span("هنا", link="javascript:alert(1)"),)),))
    await world.platform.send(world.chat, said)
    assert bare(world.seen()[0]) == "هنا"


@pytest.mark.parametrize("length", [4096, 5000, 30_000])
async def test_a_long_message_arrives_whole_and_in_order(world: World, length: int) -> None:
    words = [f"كلمة{number}" for number in range(length // 8)]
    text = " ".join(words)
    long = replace(ALERT, paragraphs=(ALERT.paragraphs[0], Paragraph(Part.PLAIN, (Span(text, bold=True),))))
    await world.platform.send(world.chat, long)
    seen = bare(" ".join(world.seen())).split()
    assert seen == bare(long.text).split()


async def test_many_paragraphs_and_buttons_arrive(world: World) -> None:
    lines = tuple(
        Paragraph(part, (Span(f"سطر {n}", bold=True),)) for n in range(150) for part in (Part.PLAIN, Part.META)
    )
    buttons = tuple(Button(f"زر {number} " + "طويل" * 30, f"subscribe rule-{number}") for number in range(30))
    await world.platform.send(world.chat, replace(ALERT, paragraphs=lines, buttons=buttons))
    assert bare(" ".join(world.seen())).count("سطر") == 300


async def test_an_edit_takes_the_place_of_the_message(world: World) -> None:
    ref = await world.platform.send(world.chat, message("أول"))
    await world.platform.edit(ref, message("ثان"))
    await world.platform.edit(ref, message("ثان"))
    assert [bare(text) for text in world.seen()] == ["ثان"]


async def test_what_is_replied_to_may_be_gone(world: World) -> None:
    await world.platform.send(world.chat, message("نص"), MessageRef(world.chat.id, "999999"))
    assert [bare(text) for text in world.seen()] == ["نص"]


async def test_a_pressed_button_is_a_command_about_its_message(world: World) -> None:
    ref = await world.platform.send(world.chat, ALERT)
    await world.person_presses("لماذا؟", ref)
    await world.until(lambda: world.heard)
    assert (world.heard[0].text, world.heard[0].answers, world.heard[0].chat) == ("why", ref.id, world.chat)


async def test_one_failing_answer_does_not_silence_the_next(world: World) -> None:
    world.failing = 1
    await world.person_says("أول")
    await world.person_says("ثان")
    await world.until(lambda: world.heard)
    assert [heard.text for heard in world.heard] == ["ثان"]


async def test_stopping_twice_is_stopping_once(world: World) -> None:
    await world.platform.stop()
    await world.platform.stop()


async def test_an_edit_of_a_deleted_message_says_so(world: World) -> None:
    if world.platform.name == "web":
        return  # its messages cannot be deleted
    ref = await world.platform.send(world.chat, message("نص"))
    with pytest.raises(MessageGone):
        await world.platform.edit(replace(ref, id="77777"), message("آخر"))


async def test_the_name_is_that_of_its_chats(world: World) -> None:
    assert world.chat == ChatRef(world.platform.name, world.chat.id)
    assert world.platform.stopped == ""
