"""Every way in which Slack refuses, over real HTTP and WebSocket with its documented words, and what we make of it."""

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
    PassingError,
    PlatformStopped,
    ThreadGone,
)
from bot.chat.slack import Slack
from bot.model.chat import ChatRef
from bot.model.message import MessageRef
from tests.chat.faulty import Fault
from tests.chat.slack_server import APP_TOKEN, BOT_TOKEN, SlackServer
from tests.chat.worlds import SlackWorld, slack
from tests.fakes import message

CHANNEL = ChatRef("slack", "C1")


def refused(word: str) -> Fault:
    """Slack's refusals are HTTP 200 with a word."""
    return Fault(body={"ok": False, "error": word})


@pytest.fixture
async def world() -> AsyncIterator[SlackWorld]:
    async with slack() as world:
        yield world
        assert world.breaches() == []


WORDS: dict[str, type[ChatError]] = {
    "channel_not_found": GoneForGood,
    "is_archived": GoneForGood,
    "not_in_channel": GoneForGood,
    "user_disabled": GoneForGood,
    "restricted_action": GoneForGood,
    "account_inactive": PlatformStopped,
    "token_revoked": PlatformStopped,
    "token_expired": PlatformStopped,
    "invalid_auth": PlatformStopped,
    "missing_scope": PlatformStopped,
    "thread_not_found": ThreadGone,
    "internal_error": PassingError,
    "fatal_error": PassingError,
    "service_unavailable": PassingError,
    "request_timeout": PassingError,
    "ratelimited": PassingError,
}


@pytest.mark.parametrize("word", WORDS)
async def test_each_refusal_says_what_to_do(world: SlackWorld, word: str) -> None:
    world.server.fail("chat.postMessage", refused(word))
    with pytest.raises(WORDS[word]) as raised:
        await world.platform.send(CHANNEL, message("نص"))
    assert BOT_TOKEN not in raised.value.reason
    assert bool(world.platform.stopped) is (WORDS[word] is PlatformStopped)
    assert world.server.posted == []


async def test_a_flood_is_waited_out_as_long_as_slack_asks(world: SlackWorld) -> None:
    flood = Fault(status=429, body={"ok": False, "error": "ratelimited"}, headers={"Retry-After": "30"})
    world.server.fail("chat.postMessage", flood)
    with pytest.raises(PassingError) as raised:
        await world.platform.send(CHANNEL, message("نص"))
    assert raised.value.retry_after == timedelta(seconds=30)
    assert not raised.value.may_have_been_sent


@pytest.mark.parametrize(
    "fault",
    [
        Fault(taken=True, hang_up=True),
        Fault(status=500, body="<html>", taken=True),
        Fault(status=503, body={"ok": False, "error": "service_unavailable"}, taken=True),
    ],
)
async def test_a_line_that_breaks_after_sending_leaves_a_doubt_and_no_double(world: SlackWorld, fault: Fault) -> None:
    world.server.fail("chat.postMessage", fault)
    with pytest.raises(PassingError) as raised:
        await world.platform.send(CHANNEL, message("نص"))
    assert raised.value.may_have_been_sent
    assert len(world.server.posted) == 1


async def test_a_server_out_of_reach_leaves_none(world: SlackWorld) -> None:
    await world.server.close()
    # The first may still take the line that was kept open, and learn of its end only there.
    with pytest.raises(PassingError):
        await world.platform.send(CHANNEL, message("نص"))
    with pytest.raises(PassingError) as raised:
        await world.platform.send(CHANNEL, message("نص"))
    assert not raised.value.may_have_been_sent


@pytest.mark.parametrize("word", ["invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format"])
async def test_refused_blocks_go_out_as_plain_text(world: SlackWorld, word: str) -> None:
    world.server.fail("chat.postMessage", refused(word))
    await world.platform.send(CHANNEL, message("خبر <عاجل>"))
    assert world.server.texts("C1") == ["خبر <عاجل>"]


async def test_what_is_refused_even_as_plain_text_is_never_taken(world: SlackWorld) -> None:
    world.server.fail("chat.postMessage", refused("invalid_blocks"), refused("msg_too_long"))
    with pytest.raises(CannotParse):
        await world.platform.send(CHANNEL, message("نص"))


@pytest.mark.parametrize("word", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_an_edit_that_is_no_longer_possible_says_so(world: SlackWorld, word: str) -> None:
    ref = await world.platform.send(CHANNEL, message("أول"))
    world.server.fail("chat.update", refused(word))
    with pytest.raises(MessageGone):
        await world.platform.edit(ref, message("ثان"))


async def test_an_update_stands_in_the_thread_of_its_alert(world: SlackWorld) -> None:
    first = await world.platform.send(CHANNEL, message("أول"))
    await world.platform.send(CHANNEL, message("ثان"), first)
    assert world.server.posted[1].thread == first.id


async def test_a_command_is_acknowledged_before_the_work(world: SlackWorld) -> None:
    await world.server.command("subscribe 1")
    await world.until(lambda: world.heard and world.server.acknowledged)
    assert (world.heard[0].text, world.heard[0].chat) == ("subscribe 1", CHANNEL)
    assert world.server.acknowledged[0][1] < 3.0  # seconds: Slack's own patience


async def test_a_bare_command_asks_for_help(world: SlackWorld) -> None:
    await world.server.command("")
    await world.until(lambda: world.heard)
    assert world.heard[0].text == "help"


async def test_a_command_where_the_bot_is_no_member_is_answered_all_the_same(world: SlackWorld) -> None:
    await world.server.command("help", channel="C9")
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    world.server.fail("chat.postMessage", refused("not_in_channel"))
    await world.platform.send(heard.chat, message("الأوامر"), MessageRef(heard.chat.id, heard.id))
    assert [(posted.channel, posted.ephemeral) for posted in world.server.posted] == [("C9", True)]


async def test_a_mention_is_heard_without_it_and_answered_in_its_thread(world: SlackWorld) -> None:
    ts = await world.server.say("اشترك &lt;هدنة&gt; <https://example.org|example>", channel="C1")
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    assert (heard.text, heard.addressed) == ("اشترك <هدنة> https://example.org", True)
    await world.platform.send(heard.chat, message("نعم"), MessageRef(heard.chat.id, heard.id))
    assert world.server.posted[0].thread == ts


async def test_a_direct_message_is_answered_beside_it(world: SlackWorld) -> None:
    await world.server.say("مساعدة")
    await world.until(lambda: world.heard)
    heard = world.heard[0]
    await world.platform.send(heard.chat, message("الأوامر"), MessageRef(heard.chat.id, heard.id))
    assert world.server.posted[0].thread == ""


@pytest.mark.parametrize("reason", ["refresh_requested", "warning", "link_disabled"])
async def test_a_new_socket_takes_the_place_of_the_old_one(world: SlackWorld, reason: str) -> None:
    await world.server.disconnect(reason)
    await world.until(lambda: world.server.opened == 2)
    await world.server.say("مساعدة")
    await world.until(lambda: world.heard)
    assert world.heard[0].text == "مساعدة"


@pytest.mark.parametrize(("bot", "app"), [("xoxb-wrong", APP_TOKEN), (BOT_TOKEN, "xapp-wrong")])
async def test_a_wrong_token_stops_it_at_once_and_is_not_told(bot: str, app: str) -> None:
    server = SlackServer()
    await server.open()
    platform = Slack(bot, app, base_url=server.url)
    with pytest.raises(PlatformStopped) as raised:
        await platform.start(SlackWorld(platform, CHANNEL).listen)
    assert "wrong" not in raised.value.reason
    assert "SLACK_BOT_TOKEN" in platform.stopped
    await platform.stop()
    await server.close()


async def test_out_of_reach_at_the_start_it_goes_on_trying() -> None:
    server = SlackServer()
    await server.open()
    server.fail("auth.test", Fault(status=503, body="<html>"))
    world = SlackWorld(Slack(BOT_TOKEN, APP_TOKEN, base_url=f"{server.url}/api/"), CHANNEL, server=server)
    await world.platform.start(world.listen)
    await server.command("help")
    await world.until(lambda: world.heard)
    await world.platform.send(CHANNEL, message("نص"))
    await world.platform.stop()
    await server.close()


async def test_the_whole_text_stands_in_the_notification(world: SlackWorld) -> None:
    await world.platform.send(CHANNEL, replace(message("خبر <!channel>"), short="خبر"))
    assert world.server.posted[0].fallback == "خبر &lt;!channel&gt;"
