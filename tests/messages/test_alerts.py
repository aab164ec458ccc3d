"""Whole messages: what stands in them, and that nothing of a source's text can disturb them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.messages import render_alert, render_update
from bot.messages.contested import contested
from bot.model.article import Article
from bot.model.chat import Language
from bot.model.facts import Evidence, Figure
from bot.model.message import Message, Part
from bot.model.story import Alert, Change, FiredRule, SavedFact, VerdictKind
from tests.making import NOON, FewPlaces, event, figure, places

ZONE = ZoneInfo("Asia/Damascus")
TEXT = (
    "أغارت طائرات حربية على سوق في خان شيخون صباح اليوم. وقال الدفاع المدني إن 12 مدنيا قتلوا في الغارة. "
    "وما زالت فرق الإنقاذ تبحث عن ناجين."
)


def at(quote: str, text: str = TEXT) -> Evidence:
    start = text.index(quote)
    return Evidence("text", start, start + len(quote), quote, "made by hand")


ARTICLE = Article("a", "غارة على سوق", TEXT, NOON, "BBC", "https://example.org/a")
TOLL = figure(12, "killed", "خان شيخون", who="civilians", speaker="الدفاع المدني", evidence=at("12 مدنيا قتلوا"))
STRIKE = event("airstrike", "خان شيخون", evidence=at("أغارت طائرات حربية"))
ALERT = Alert(
    id="i/a",
    incident="i",
    story="s",
    verdict=VerdictKind.TELL_NEW,
    reason="first report",
    severity="critical",
    rules=(
        FiredRule("killed", "critical", ((Language.ARABIC, "قتلى مدنيون"), (Language.ENGLISH, "Civilians killed"))),
        FiredRule("strike", "high", ((Language.ARABIC, "قصف جوي"), (Language.ENGLISH, "Airstrikes"))),
    ),
    facts=(TOLL, STRIKE),
    article=ARTICLE,
    kind="airstrike",
    places=places("خان شيخون"),
    known=(SavedFact(TOLL, "a", "BBC", NOON),),
    outlets=("BBC",),
)


def plain(message: Message) -> str:
    return message.text.replace("\u2068", "").replace("\u2069", "")


def test_an_alert_in_arabic() -> None:
    message = render_alert(ALERT, Language.ARABIC, FewPlaces(), ZONE)
    assert plain(message) == (
        "🔴 مقتل 12 مدنيًا في خان شيخون — قصف جوي\n"
        "مقتل 12 مدنيًا، بحسب الدفاع المدني\n"
        "«وقال الدفاع المدني إن 12 مدنيا قتلوا في الغارة.»\n"
        "«أغارت طائرات حربية على سوق في خان شيخون صباح اليوم.»\n"
        "BBC · السبت 14 آذار 2026، 15:00 بتوقيت دمشق · الخبر الأصلي\n"
        "القاعدتان: «قتلى مدنيون» و«قصف جوي»"
    )
    assert message.short == "🔴 مقتل \u206812\u2069 مدنيًا في خان شيخون — قصف جوي"
    assert message.severity == "critical"


def test_an_alert_in_english_needs_no_translator() -> None:
    message = render_alert(ALERT, Language.ENGLISH, FewPlaces(), ZONE, rules=("strike",))
    assert plain(message) == (
        "🔴 12 civilians killed in Khan Shaykhun — airstrike\n"
        "12 civilians killed, according to Civil Defence\n"
        "«وقال الدفاع المدني إن 12 مدنيا قتلوا في الغارة.»\n"
        "«أغارت طائرات حربية على سوق في خان شيخون صباح اليوم.»\n"
        "BBC · Sat 14 Mar 2026, 15:00 Damascus time · Original article\n"
        "Rule: “Airstrikes”"
    )


def test_what_proves_it_is_marked() -> None:
    message = render_alert(ALERT, Language.ARABIC, FewPlaces(), ZONE)
    quotes = [one for one in message.paragraphs if one.part is Part.QUOTE]
    bold = [[span.text for span in one.spans if span.bold] for one in quotes]
    assert bold == [["12 مدنيا قتلوا"], ["أغارت طائرات حربية"]]


def test_two_facts_of_one_sentence_are_one_quote() -> None:
    both = replace(ALERT, facts=(TOLL, replace(STRIKE, evidence=at("الغارة"))))
    quotes = [
        one for one in render_alert(both, Language.ARABIC, FewPlaces(), ZONE).paragraphs if one.part is Part.QUOTE
    ]
    assert len(quotes) == 1
    assert [span.text for span in quotes[0].spans if span.bold] == ["12 مدنيا قتلوا", "الغارة"]


@pytest.mark.parametrize("language", Language)
def test_an_unknown_time_is_said(language: Language) -> None:
    message = render_alert(replace(ALERT, article=replace(ARTICLE, published=None)), language, FewPlaces(), ZONE)
    assert {"ar": "وقت النشر غير معروف", "en": "Time of publication unknown"}[language] in message.text


def test_sources_are_counted_and_named() -> None:
    message = render_alert(replace(ALERT, outlets=("BBC", "رويترز", "سانا")), Language.ARABIC, FewPlaces(), ZONE)
    assert "أوردته 3 مصادر: BBC، رويترز وسانا" in plain(message)


def test_outlets_have_the_names_that_their_sources_give_them() -> None:
    alert = replace(ALERT, article=replace(ARTICLE, outlet="قناة الجسر"), outlets=("قناة الجسر", "رويترز"))
    names = {"قناة الجسر": "Jisr TV"}
    said = plain(render_alert(alert, Language.ENGLISH, FewPlaces(), ZONE, outlets=names))
    assert "Jisr TV · " in said
    assert "Reported by 2 sources: Jisr TV and Reuters" in said


def test_contested_tolls_stand_side_by_side() -> None:
    other = figure(20, "killed", "خان شيخون", speaker="المرصد السوري لحقوق الإنسان")
    known = (*ALERT.known, SavedFact(other, "b", "AFP", NOON))
    said = render_alert(replace(ALERT, known=known), Language.ENGLISH, FewPlaces(), ZONE)
    assert "Figures differ (12–20): 12 (Civil Defence) and 20 (Syrian Observatory for Human Rights)" in said.text


def claimed(count: int, speaker: str, hours: float = 0, outlet: str = "AFP") -> SavedFact:
    """A number of dead that somebody gave so many hours later."""
    return SavedFact(figure(count, "killed", "خان شيخون", speaker=speaker), "b", outlet, NOON + timedelta(hours=hours))


MINISTRY, FULLER, MEDICS, ARMY = "وزارة الصحة", "وزارة الصحة في غزة", "مسعفون", "الجيش الإسرائيلي"
CONTESTED = [
    ("who gives the same number stands together", (claimed(27, MINISTRY), claimed(27, MEDICS), claimed(9, ARMY)),
     "Figures differ (9–27): 9 (Israeli army) and 27 (Health Ministry and paramedics)"),
    ("a speaker is one, however fully named", (claimed(27, FULLER), claimed(36, MINISTRY, 2)), ""),
    ("a lower number of long before is no other opinion", (claimed(7, MEDICS), claimed(21, MINISTRY, 8)), ""),
    ("… a higher one is", (claimed(52, ARMY), claimed(41, MEDICS, 14)),
     "Figures differ (41–52): 41 (paramedics) and 52 (Israeli army)"),
    ("… and so is a lower one of the same hours", (claimed(30, MEDICS), claimed(52, ARMY, 2)),
     "Figures differ (30–52): 30 (paramedics) and 52 (Israeli army)"),
]  # fmt: skip


@pytest.mark.parametrize(("known", "said"), [row[1:] for row in CONTESTED], ids=[row[0] for row in CONTESTED])
def test_contested(known: tuple[SavedFact, ...], said: str) -> None:
    assert contested(known, Language.ENGLISH, {}) == said


def test_what_is_unconfirmed_is_marked() -> None:
    said = render_alert(replace(ALERT, unconfirmed=True), Language.ARABIC, FewPlaces(), ZONE)
    assert "لم يؤكده مصدر آخر بعد." in said.text


def test_an_update_says_old_and_new_and_who() -> None:
    old = figure(7, "killed", "خان شيخون")
    change = Change("toll_up", SavedFact(TOLL, "a", "BBC", NOON), SavedFact(old, "b", "AFP", NOON))
    message = render_update(replace(ALERT, changes=(change,)), Language.ENGLISH, FewPlaces(), ZONE)
    assert plain(message).splitlines()[0] == (
        "🔴 Update: Toll up: 7 people killed → 12 civilians killed in Khan Shaykhun, according to Civil Defence"
    )
    assert "«وقال الدفاع المدني إن 12 مدنيا قتلوا في الغارة.»" in plain(message)


def test_direction_marks_of_the_source_are_taken_out_and_ours_are_balanced() -> None:
    text = "\u202bقال إن 12 مدنيا\u202e قتلوا \u2067هنا\u200f."
    toll = figure(12, "killed", evidence=at("12 مدنيا\u202e قتلوا", text))
    alert = replace(ALERT, facts=(toll,), article=replace(ARTICLE, text=text, outlet="\u202eCBB"))
    for language in Language:
        said = render_alert(alert, language, FewPlaces(), ZONE).text
        assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f") & set(said)
        for line in said.splitlines():
            assert line.count("\u2068") == line.count("\u2069")


def test_a_link_that_is_no_web_address_is_not_given() -> None:
    alert = replace(ALERT, article=replace(ARTICLE, url="javascript:alert(1)"))
    message = render_alert(alert, Language.ARABIC, FewPlaces(), ZONE)
    assert [span.link for one in message.paragraphs for span in one.spans if span.link] == []


def test_an_endless_sentence_is_cut_at_words_around_its_evidence() -> None:
    text = "كلمة " * 400 + "قتل 12 مدنيا " + "كلمة " * 400
    alert = replace(ALERT, facts=(figure(12, "killed", evidence=at("قتل 12 مدنيا", text)),))
    message = render_alert(replace(alert, article=replace(ARTICLE, text=text)), Language.ARABIC, FewPlaces(), ZONE)
    quote = next(one.text for one in message.paragraphs if one.part is Part.QUOTE)
    assert "قتل 12 مدنيا" in quote
    assert len(quote) < 450
    assert quote.strip("\u2068\u2069«»").startswith("… كلمة ")


def test_an_alert_without_facts_gives_rule_and_title() -> None:
    said = plain(render_alert(replace(ALERT, facts=(), kind="other"), Language.ARABIC, FewPlaces(), ZONE))
    assert said.startswith("🔴 قتلى مدنيون — غارة على سوق\n«غارة على سوق»\n")


def test_evidence_that_does_not_fit_the_text_is_not_quoted() -> None:
    moved = replace(TOLL, evidence=Evidence("text", 3, 9, "غيره", "made by hand"))
    assert isinstance(moved, Figure)
    message = render_alert(replace(ALERT, facts=(moved,)), Language.ARABIC, FewPlaces(), ZONE)
    assert "«غارة على سوق»" in plain(message)
