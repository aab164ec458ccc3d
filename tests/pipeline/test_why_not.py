"""Why and why not, and what a watch would have told: asked in the chat, over the real pieces."""

from dataclasses import replace
from datetime import timedelta

from bot.model.change import ChatStarted
from bot.model.chat import ChatRef, Language
from bot.model.story import VerdictKind
from tests.pipeline.desk import desk

RULES = """
rules:
  - id: new-truce
    title: {ar: هدنة جديدة, en: New truce}
    severity: high
    when: {ceasefire: {status: declared, place: إدلب}}
"""
TRUCE = "أعلن الجيش الروسي اليوم وقفا لإطلاق النار في محافظة إدلب يبدأ في السادسة من صباح الغد."
AGAIN = "قالت موسكو إن الجيش الروسي أعلن وقفا لإطلاق النار في إدلب يبدأ صباح الغد."


async def test_whynot_names_the_story_that_was_told_and_when(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "new-truce", language=Language.ARABIC) as news:
        assert await news.hear(TRUCE) == [VerdictKind.TELL_NEW]
        news.clock.forward(minutes=40)
        assert await news.hear(AGAIN, outlet="وكالة ثانية") == [VerdictKind.HOLD_ANOTHER_SOURCE]
        answer = await news.say("/whynot https://example.org/1")
        assert "12:00" in answer
        assert "مصدر آخر" in answer
        by_words = await news.say("/whynot موسكو")
        assert by_words == answer
        assert "12:00" in await news.say("/whynot ادلب موسكو")  # spelled as people do
        assert await news.say("/whynot https://example.org/0") != answer
        await news.hear("تتواصل الجهود للتوصل إلى وقف لإطلاق النار في محافظة إدلب.", outlet="وكالة ثالثة")
        sought = await news.say("/whynot الجهود")
        assert "أقرب القواعد" in sought
        assert "declared" not in sought


async def test_a_muted_chat_learns_why_it_was_not_told(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "new-truce") as news:
        (chat,) = (await news.store.subscribers(["new-truce"]))["new-truce"]
        muted = replace(chat, muted_until=news.clock() + timedelta(hours=2))
        await news.store.apply([ChatStarted(muted)], news.clock())
        await news.hear(TRUCE)
        assert news.alerts == []
        answer = await news.say("/whynot إدلب")
        assert "muted" in answer
        assert "14:00" in answer


async def test_a_watch_says_what_it_would_have_told_and_then_tells(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        assert "last week" not in await news.say("/watch قصف خان شيخون")
        await news.say("/unwatch w1")
        await news.hear("قصفت طائرات حربية بلدة خان شيخون فجر اليوم ما أدى إلى مقتل سبعة مدنيين.")
        await news.hear("قصف جوي على خان شيخون يوقع سبعة قتلى من المدنيين فجر اليوم.", outlet="وكالة ثانية")
        await news.hear("افتتح مجلس بلدة خان شيخون مدرسة جديدة.", outlet="وكالة ثانية")
        news.clock.forward(hours=30)
        assert "once in the last week" in await news.say("/watch قصف خان شيخون")
        assert "قصف خان شيخون" in await news.say("/watches")
        await news.hear("قصف مدفعي على أطراف خان شيخون مساء اليوم يصيب أربعة أشخاص بجروح.")
        assert "خان شيخون" in news.alerts[-1] or "Khan" in news.alerts[-1]
        count = len(news.alerts)
        await news.say("/unwatch w1")
        news.clock.forward(hours=60)
        await news.hear("قصف صاروخي على سوق في خان شيخون ومقتل ثلاثة باعة.")
        assert len(news.alerts) == count + 1  # the answer to unwatch alone


async def test_what_one_chat_watches_for_is_named_to_it_alone(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, language=Language.ARABIC) as news:
        other = ChatRef("web", "other")
        await news.say("راقب قصف سراقب")
        await news.say("/language ar", other)
        await news.hear("قصفت قوات النظام بالمدفعية مدينة سراقب في ريف إدلب اليوم.", title="قصف على سراقب")
        await news.hear("قصفت قوات النظام بالمدفعية مدينة الباب في ريف حلب اليوم.", title="قصف على الباب")
        mine, theirs = await news.say("/whynot قصف"), await news.say("/whynot قصف", other)
        assert "أُرسل إليك" in mine
        assert "أقرب القواعد إليه قصف سراقب" in mine
        assert "watch:" not in mine + theirs
        assert "قصف سراقب" not in theirs
        assert theirs.count("لم يطابق أي قاعدة") == 2


async def test_articles_of_unknown_time_count_for_a_new_watch_too(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        await news.hear("قصفت طائرات حربية بلدة خان شيخون فجر اليوم.", published=None)
        assert "once in the last week" in await news.say("/watch قصف خان شيخون")


async def test_watches_stand_in_the_order_of_their_numbers(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        for number in range(11):
            await news.say(f"/watch كلمة{number}")
        said = await news.say("/watches")
        assert said.index("w2") < said.index("w9") < said.index("w10") < said.index("w11")
