"""More alerts of one region than anybody can read: one message, over the real store, judges, courier and words."""

import random

from bot.model.delivery import DeliveryState
from bot.model.story import AddressKind
from bot.stories.grouping import GATHERED, MOST
from tests.fakes import NOON
from tests.pipeline.desk import desk
from tests.store.nouns import WEB

#: Nine things that happened in one governorate in a few minutes, each an event of its own.
NEWS = (
    ("خان شيخون", "شنت طائرات حربية غارة جوية على خان شيخون."),
    ("سراقب", "انفجرت سيارة مفخخة قرب فرن في سراقب."),
    ("بنش", "اندلعت اشتباكات عنيفة بين فصيلين في بنش."),
    ("حارم", "اغتال مسلحون مجهولون قائدا محليا في حارم."),
    ("أريحا", "خرجت مظاهرة حاشدة في أريحا تطالب بإطلاق المعتقلين."),
    ("كفرنبل", "اعتقل عناصر أمنيون ثلاثة ناشطين في كفرنبل."),
    ("جسر الشغور", "وصلت تعزيزات عسكرية كبيرة إلى جسر الشغور."),
    ("سرمدا", "دخلت قافلة مساعدات أممية إلى سرمدا."),
    ("معرة النعمان", "قصفت المدفعية أطراف معرة النعمان."),
)
RULES = """
rules:
  - id: any-event
    title: {ar: حدث, en: Any event}
    severity: high
    conflict: any
    when: {event: {place: إدلب}}
"""


def witnesses(number: int) -> str:
    """Names that no other article has: real reports of two events share few words."""
    chance = random.Random(number)
    return f"وروى ذلك {' و'.join(''.join(chance.choices('بتجحدرزسشصطعفقكلمن', k=5)) for _ in range(16))}."


async def test_a_flood_of_one_region_ends_in_one_message(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "any-event") as news:
        for number, (village, text) in enumerate(NEWS):
            news.clock.forward(seconds=5)
            await news.hear(f"{text} {witnesses(number)}", f"{village}: {text}")
        kinds = [found.kind for outcome in news.outcomes for _, found in outcome.addressed]
        more = len(NEWS) - MOST
        assert kinds == [AddressKind.TELL] * MOST + [AddressKind.HOLD_GROUPED] * more
        assert len(news.alerts) == MOST
        news.clock.forward(seconds=GATHERED.total_seconds())
        await news.drain()
        assert len(news.alerts) == MOST + 1
        last = news.web.sent[-1][1]
        assert last.paragraphs[0].text.endswith(f"{more} alerts within minutes")
        assert len(last.paragraphs) == 1 + more
        assert await news.store.outbox() == {DeliveryState.DONE: len(NEWS)}
        async with news.store.taking() as taking:
            told = [one.message for one in (await taking.lately(NOON))[WEB]]
        assert told.count(None) == more  # nobody edits the message of all
