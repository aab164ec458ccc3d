"""More alerts of one region than anybody can read: one message, over the real store, judges, courier and words."""

import random

import pytest

from bot.facts import load
from bot.model.delivery import DeliveryState
from bot.model.story import AddressKind
from bot.stories.grouping import GATHERED, MOST
from tests.fakes import NOON
from tests.pipeline.desk import desk
from tests.store.nouns import WEB

#: Villages of one governorate, each struck by something of its own.
VILLAGES = ("خان شيخون", "معرة النعمان", "سراقب", "بنش", "تفتناز", "كفرنبل", "جسر الشغور", "حارم", "أريحا")
KINDS = ("غارة جوية", "تفجير سيارة مفخخة", "اشتباكات عنيفة")
RULES = """
rules:
  - id: many-killed
    title: {ar: قتلى, en: People killed}
    severity: high
    when: {figure: {kind: killed, at_least: 5}}
"""


@pytest.fixture(scope="module")
def reader():
    return load()


def witnesses(number: int) -> str:
    """Names that no other article has: real reports of two events share few words."""
    chance = random.Random(number)
    return f"وروى ذلك {' و'.join(''.join(chance.choices('بتجحدرزسشصطعفقكلمن', k=5)) for _ in range(16))}."


async def test_a_flood_of_one_region_ends_in_one_message(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "many-killed") as news:
        for number, village in enumerate(VILLAGES):
            news.clock.forward(seconds=5)
            kind = KINDS[number % 3]
            text = f"قتل {number * 7 + 5} شخصا في {kind} في {village} اليوم. {witnesses(number)}"
            await news.hear(text, f"{kind} في {village}")
        kinds = [found.kind for outcome in news.outcomes for _, found in outcome.addressed]
        more = len(VILLAGES) - MOST
        assert kinds == [AddressKind.TELL] * MOST + [AddressKind.HOLD_GROUPED] * more
        assert len(news.alerts) == MOST
        news.clock.forward(seconds=GATHERED.total_seconds())
        await news.drain()
        assert len(news.alerts) == MOST + 1
        last = news.web.sent[-1][1]
        assert last.paragraphs[0].text.endswith(f"{more} alerts within minutes")
        assert len(last.paragraphs) == 1 + more
        assert await news.store.outbox() == {DeliveryState.DONE: len(VILLAGES)}
        async with news.store.taking() as taking:
            told = [one.message for one in (await taking.lately(NOON))[WEB]]
        assert told.count(None) == more  # nobody edits the message of all
