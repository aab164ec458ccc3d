"""One event over hours and days, over the real pieces: updates, confirmation, a ceasefire's life, rules over time."""

from datetime import timedelta

from bot.model.change import ChatStarted, Subscribed
from bot.model.story import AddressKind, VerdictKind
from tests.fakes import NOON
from tests.pipeline.desk import Desk, desk, opened
from tests.store.nouns import WEB

RULES = """
rules:
  - id: new-truce
    title: {ar: هدنة جديدة, en: New truce}
    severity: high
    message: {en: "TRUCE {place} by {party}"}
    when: {ceasefire: {status: declared, place: إدلب}}
  - id: killed-10
    title: {ar: عشرة قتلى, en: Ten killed}
    severity: high
    update: {toll: 25%, steps: [50]}
    when: {figure: {kind: killed, at_least: 10}}
  - id: anybody-killed
    title: {ar: قتلى, en: Anybody killed}
    severity: low
    when: {figure: {kind: killed, at_least: 1}}
  - id: women-killed
    title: {ar: نساء, en: Women killed}
    severity: high
    update: none
    when: {figure: {kind: killed, who: women}}
  - id: killed-by-two
    title: {ar: قتلى أكدتهم وسيلتان, en: Killed by two}
    severity: high
    confirm: {outlets: 2, within: 6h, meanwhile: yes}
    when: {figure: {kind: killed, at_least: 10}}
  - id: gas
    title: {ar: غاز سام, en: Toxic gas}
    severity: high
    confirm: {outlets: 2, within: 6h}
    when: {event: {kind: chemical}}
  - id: gas-at-once
    title: {ar: غاز سام على الفور, en: Toxic gas at once}
    severity: high
    confirm: {outlets: 2, within: 6h, meanwhile: yes}
    when: {event: {kind: chemical}}
  - id: truce-then-strike
    title: {ar: قصف بعد هدنة, en: A strike after a truce}
    severity: critical
    sequence:
      within: 72h
      steps:
        - ceasefire: {status: declared}
        - event: {kind: airstrike}
  - id: many-strikes
    title: {ar: غارات كثيرة, en: More strikes than usual}
    severity: medium
    surge: {at_least: 3, times: 2, within: 24h, same: anywhere}
    when: {event: {kind: airstrike}}
"""
TRUCE = "أعلن الجيش الروسي اليوم السبت وقفا لإطلاق النار في محافظة إدلب يبدأ في السادسة من صباح الغد."
BREACH = "خرقت قوات النظام وقف إطلاق النار في محافظة إدلب بعد ساعات من بدئه، بحسب مصدر محلي."
GAS = "تعرضت مدينة خان شيخون لقصف بغاز الكلور السام صباح اليوم."
NEW = VerdictKind.TELL_NEW


def strike(dead: int, where: str = "خان شيخون", speaker: str = "الدفاع المدني") -> str:
    return f"أعلن {speaker} مقتل {dead} مدنيا في غارة جوية على مدينة {where} اليوم."


async def test_a_toll_is_edited_and_answered_when_it_matters(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10") as news:
        assert NEW in await news.hear(strike(20))
        news.clock.forward(hours=1)
        kinds = await news.hear(strike(22))
        assert VerdictKind.HOLD_BELOW_STEP in kinds
        assert len(news.alerts) == 1
        assert "22" in news.edits[-1]
        news.clock.forward(hours=1)
        await news.hear(strike(31), outlet="وكالة ثانية")
        assert "Toll up" in news.alerts[-1]
        assert ("20" in news.alerts[-1], "31" in news.alerts[-1], "14:00" in news.alerts[-1]) == (True, True, True)
        assert news.web.sent[-1][2].id == "1"
        assert "eported by 2 sources" in news.edits[-1]
        news.clock.forward(hours=1)
        await news.hear(strike(18))
        assert "corrected downwards" in news.alerts[-1]
        assert "31" in news.alerts[-1]


async def test_a_correction_below_what_the_rule_asks_is_told_with_its_own_words(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10") as news:
        await news.hear(strike(12))
        news.clock.forward(hours=1)
        await news.hear(strike(8))
        assert "corrected downwards" in news.alerts[-1]
        why = await news.say("/why")
        assert "a change of what was known" in why
        assert "toll_down: 12 killed → 8 killed" in why
        assert "8 civilians killed" in news.edits[-1].splitlines()[0]


async def test_a_rule_that_wants_no_updates_gets_none_though_others_do(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "women-killed") as news:
        await news.hear("أعلن الدفاع المدني مقتل 20 مدنيا بينهم أربع نساء في غارة جوية على مدينة خان شيخون اليوم.")
        assert len(news.alerts) == 1
        news.clock.forward(hours=1)
        kinds = await news.hear(strike(60))
        assert VerdictKind.TELL_UPDATE in kinds  # under the rules of others
        assert len(news.alerts) == 1


async def test_another_source_adds_itself_and_leaves_the_words_that_were_said(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10") as news:
        await news.hear(strike(20))
        news.clock.forward(minutes=30)
        await news.hear("قتل عشرات المدنيين في غارة جوية على خان شيخون اليوم.", outlet="وكالة ثانية")
        assert len(news.alerts) == 1  # another rule, of others, is confirmed by it
        assert "eported by 2 sources" in news.edits[-1]
        assert news.edits[-1].splitlines()[0] == news.alerts[0].splitlines()[0]
        assert "الدفاع المدني" in news.edits[-1]


async def test_figures_of_different_speakers_stand_side_by_side_with_their_range(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10") as news:
        await news.hear(strike(20))
        news.clock.forward(hours=1)
        await news.hear(strike(28, speaker="المرصد السوري"), outlet="وكالة ثانية")
        line = next(line for line in news.alerts[-1].splitlines() if "differ" in line.lower())
        assert "20–28" in line
        assert line.index("20 (") < line.index("28 (")


async def test_two_outlets_confirm(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "gas") as news:
        assert VerdictKind.HOLD_UNCONFIRMED in await news.hear(GAS)
        assert news.alerts == []
        news.clock.forward(hours=2)
        await news.hear(GAS.replace("صباح", "فجر"), outlet="وكالة ثانية")
        assert len(news.alerts) == 1
        assert "eported by 2 sources" in news.alerts[0]


async def test_told_at_once_it_is_marked_and_then_confirmed(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "gas-at-once") as news:
        await news.hear(GAS)
        assert "Not yet confirmed" in news.alerts[0]
        news.clock.forward(hours=2)
        await news.hear(GAS.replace("صباح", "فجر"), outlet="وكالة ثانية")
        assert "Confirmed by more than one source" in news.alerts[1]
        assert "Not yet confirmed" not in news.edits[-1]


async def test_a_ceasefire_takes_effect_at_its_stated_moment_and_is_then_broken(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "new-truce") as news:
        await news.hear(TRUCE)
        assert "TRUCE Idlib by Russian" in news.alerts[0]  # the rule's own words
        assert await news.pipeline.pass_time() == ()
        news.clock.now = NOON.replace(hour=6) + timedelta(days=1)
        (begun,) = await news.pipeline.pass_time()
        assert (begun.rule, begun.verdict.kind) == ("new-truce", VerdictKind.HOLD_TOOK_EFFECT)
        await news.drain()
        assert (len(news.alerts), "Its stated moment has come" in news.edits[-1]) == (1, True)
        assert await news.pipeline.pass_time() == ()
        news.clock.forward(hours=3)
        await news.hear(BREACH, outlet="وكالة ثانية")
        assert "in force" in news.alerts[-1].lower()
        assert "broken" in news.alerts[-1].lower() or "violated" in news.alerts[-1].lower()


async def test_a_sequence_is_told_though_the_service_was_restarted_between(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "truce-then-strike") as news:
        await news.hear(TRUCE)
        clock, count = news.clock, len(news.outcomes)
    clock.forward(hours=20)
    async with opened(tmp_path, reader, clock) as news:
        news.outcomes = [None] * count
        await news.hear("شنت طائرات حربية غارة جوية على خان شيخون في إدلب مساء اليوم.")
        assert any("A strike after a truce" in text for text in news.alerts)


async def test_a_surge_counts_what_was_before_a_restart(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "many-strikes") as news:
        await news.hear("شنت طائرات حربية غارة جوية على مدينة حلب فجر اليوم.")
        news.clock.forward(hours=3)
        await news.hear("استهدفت غارة جوية معسكرا قرب مدينة الحديدة في اليمن اليوم.", outlet="ثانية")
        assert news.alerts == []
        clock, count = news.clock, len(news.outcomes)
    clock.forward(hours=3)
    async with opened(tmp_path, reader, clock) as news:
        news.outcomes = [None] * count
        await news.hear("قصفت مقاتلات بلدة في درعا بغارة جوية بعد ظهر اليوم.", outlet="ثالثة")
        assert any("More strikes than usual" in text for text in news.alerts)


async def test_told_as_grave_it_is_not_told_again_as_less(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10", "anybody-killed") as news:
        await news.hear(strike(20))
        first = news.alerts[:]
        assert "Ten killed" in first[0]
        news.clock.forward(hours=1)
        await news.hear("قتل مدنيون في غارة جوية على خان شيخون اليوم، بينهم 3 أطفال.", outlet="وكالة ثانية")
        assert news.alerts == first
        assert {one.kind for _, one in news.outcomes[-1].addressed} <= {
            AddressKind.EDIT,
            AddressKind.HOLD_INHIBITED,
            AddressKind.HOLD_ALREADY_TOLD,
        }


async def test_what_nobody_dated_is_told_with_that_mark_and_what_is_old_is_not(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10") as news:
        await news.hear(strike(20), published=None)
        assert "Time of publication unknown" in news.alerts[0]
        old = news.clock() - timedelta(hours=20)
        kinds = await news.hear(strike(40, "حلب"), published=old - timedelta(days=10))
        assert set(kinds) == {VerdictKind.HOLD_BEFORE_START}
        assert len(news.alerts) == 1


async def test_what_is_confirmed_is_what_the_rule_asks_for(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-by-two") as news:
        await news.hear(strike(20))
        news.clock.forward(hours=1)
        await news.hear(strike(20, speaker="مصدر طبي"), outlet="وكالة ثانية")
        assert "Confirmed by more than one source: 20 civilians killed" in news.alerts[-1]


async def test_a_small_rise_leaves_the_rules_that_it_was_told_under(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10", "women-killed") as news:
        await news.hear("أعلن الدفاع المدني مقتل 20 مدنيا بينهم أربع نساء في غارة جوية على مدينة خان شيخون اليوم.")
        assert "Women killed" in news.alerts[0]
        news.clock.forward(hours=1)
        await news.hear(strike(22))
        assert "22" in news.edits[-1]
        assert "Women killed" in news.edits[-1]


async def test_one_truce_in_other_words_and_of_a_wider_area_is_told_once(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "new-truce") as news:
        await news.hear(
            "أعلنت وزارة الدفاع التركية اليوم التوصل مع روسيا إلى اتفاق على وقف لإطلاق النار في إدلب يبدأ صباح الأحد.",
            "تركيا تعلن التوصل إلى وقف لإطلاق النار في إدلب",
        )
        news.clock.forward(minutes=25)
        await news.hear(
            "أكد مركز المصالحة الروسي أن هدنة في شمال غرب سوريا اتفق عليها مع أنقرة ستدخل حيز التنفيذ صباح الأحد.",
            "هدنة روسية تركية شمال غرب سوريا تبدأ الأحد",
            outlet="وكالة ثانية",
        )
        assert len(news.alerts) == 1
        assert "eported by 2 sources" in news.edits[-1]


async def test_a_toll_that_is_corrected_beside_the_old_one_is_told(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "killed-10") as news:
        await news.hear(strike(21))
        news.clock.forward(hours=4)
        await news.hear(
            "صحح الدفاع المدني حصيلة الغارة على مدينة خان شيخون اليوم إلى 18 قتيلا مدنيا بعد أن كان قد أعلن مقتل 21."
        )
        assert "corrected downwards: 21" in news.alerts[-1]
        assert "18 civilians killed" in news.edits[-1].splitlines()[0]
        assert "differ" not in news.edits[-1]  # nobody says 21 any more


async def test_a_truce_takes_effect_at_the_hour_that_one_report_told(tmp_path, reader):
    async with desk(tmp_path, reader, RULES, "new-truce") as news:
        await news.hear(TRUCE.replace("في السادسة من صباح الغد", "عند الساعة السادسة صباح يوم غد"))
        news.clock.forward(hours=2)
        await news.hear(
            "اتفقت روسيا وتركيا على وقف لإطلاق النار في محافظة إدلب يبدأ يوم غد الأحد.", outlet="وكالة ثانية"
        )
        assert len(news.alerts) == 1
        news.clock.now = NOON.replace(hour=1) + timedelta(days=1)
        assert await news.pipeline.pass_time() == ()
        news.clock.now = NOON.replace(hour=6) + timedelta(days=1)
        assert len(await news.pipeline.pass_time()) == 1


async def test_a_newcomer_is_told_the_next_change_whole(tmp_path, reader):
    async with desk(tmp_path, reader, RULES) as news:
        await news.hear(strike(20))
        await news.store.apply(
            [ChatStarted(await chat(news)), Subscribed(WEB, "killed-10", news.clock())], news.clock()
        )
        news.clock.forward(hours=1)
        await news.hear(strike(31))
        assert len(news.alerts) == 1
        assert "31 civilians killed" in news.alerts[0]


async def chat(news: Desk):
    found = await news.store.chat(WEB)
    assert found is not None
    return found
