"""What happens while a chat sleeps, over the real pieces: told once when it wakes, as it stands then."""

from datetime import time, timedelta

from bot.model.change import ChatStarted, Subscribed
from bot.model.chat import Chat, ChatRef, Language
from bot.model.delivery import DeliveryState
from tests.fakes import NOON
from tests.pipeline.desk import Desk, desk

RULES = """
rules:
  - id: strikes
    title: {ar: غارات, en: Strikes}
    severity: high
    when: {event: {kind: airstrike}}
  - id: killed-20
    title: {ar: عشرون قتيلا, en: Twenty killed}
    severity: critical
    when: {figure: {kind: killed, at_least: 20}}
"""
SLEEPER = ChatRef("web", "w2")
WAKES = NOON + timedelta(hours=7)


def strike(dead: int) -> str:
    return f"أعلن الدفاع المدني مقتل {dead} مدنيا في غارة جوية على مدينة خان شيخون اليوم."


async def asleep(news: Desk, *wanted: str) -> None:
    """One more chat, quiet from before noon until the evening."""
    before = NOON - timedelta(hours=1)
    chat = Chat(SLEEPER, Language.ENGLISH, before, quiet_from=time(11), quiet_until=WAKES.time(), zone="UTC")
    await news.store.apply([ChatStarted(chat), *(Subscribed(SLEEPER, rule, before) for rule in wanted)], before)


async def test_what_was_learnt_in_quiet_hours_is_one_message_at_their_end(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        await asleep(news, "strikes")
        for dead, outlet in ((7, "أولى"), (8, "ثانية"), (12, "ثالثة")):
            news.clock.forward(minutes=30)
            await news.hear(strike(dead), outlet=outlet)
        assert news.alerts == []
        news.clock.now = WAKES
        await news.drain()
        (told,) = news.alerts
        assert "12 civilians killed" in told
        assert "eported by 3 sources" in told


async def test_several_events_of_the_night_are_one_message_that_says_so(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        await asleep(news, "strikes")
        await news.hear(strike(7))
        news.clock.forward(hours=3)
        await news.hear("استهدفت غارة جوية معسكرا قرب مدينة الحديدة في اليمن اليوم.", outlet="ثانية")
        news.clock.now = WAKES
        await news.drain()
        (told,) = news.alerts
        assert "2 alerts that waited for the end of your quiet hours" in told


async def test_what_is_critical_to_others_wakes_nobody(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        await asleep(news, "strikes")
        await news.hear(strike(7))
        news.clock.forward(minutes=30)
        await news.hear(strike(25))
        assert news.alerts == []
        news.clock.now = WAKES
        await news.drain()
        (told,) = news.alerts
        assert told.startswith("🟠")


async def test_what_waits_is_not_told_after_what_was_critical(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        await asleep(news, "strikes", "killed-20")
        await news.hear(strike(7))
        assert news.alerts == []
        news.clock.forward(minutes=30)
        await news.hear(strike(25))
        (told,) = news.alerts
        assert told.startswith("🔴")
        news.clock.now = WAKES
        await news.drain()
        assert news.alerts == [told]
        assert await news.store.outbox() == {DeliveryState.DONE: 1, DeliveryState.DROPPED: 1}
