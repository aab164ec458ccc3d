"""What people write and what follows, from the table; and what must hold whatever they write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.commands import HANDLERS, Need, State, answer, commands, needs, parse, word_for
from bot.commands.parse import words
from bot.messages import knows
from bot.model.article import Article
from bot.model.change import ChatStarted, LanguageSet, Recalled, Reply, Subscribed, Unsubscribed, Watch
from bot.model.chat import Chat, ChatRef, Language, Subscription
from bot.model.facts import Evidence
from bot.model.message import Message, Paragraph, Part, Span
from bot.model.story import VerdictKind
from tests.fakes import NOON

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "corpus" / "commands" / "conversation.yaml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class SomeRule:
    id: str
    ar: str
    en: str
    severity: str = "high"
    theme: str = "rules/all.yaml"

    def title_in(self, language: Language) -> str:
        return self.ar if language is Language.ARABIC else self.en


RULES = (
    SomeRule("idlib-new-ceasefire", "وقف إطلاق نار جديد في إدلب", "New ceasefire in Idlib"),
    SomeRule("mass-casualties", "خمسون قتيلا فأكثر في حادثة واحدة", "Fifty or more killed in one incident", "critical"),
    SomeRule("place-taken", "سيطرة على منطقة", "A place is taken", "medium"),
)
REF = ChatRef("telegram", "1")
STATE = State(
    now=NOON,
    chat=Chat(REF, Language.ARABIC, NOON - timedelta(days=3)),
    rules=RULES,
    subscriptions=(Subscription(REF, "mass-casualties", NOON - timedelta(days=2)),),
    watches=(Watch(REF, "w1", "قصف معرة النعمان", ("قصف",), "معرة النعمان", NOON),),
    samples=True,
    place_in=lambda text: "سراقب" if "سراقب" in text else "",
)
NEWCOMER = State(now=NOON, chat=Chat(REF, Language.ARABIC, NOON), known=False, rules=RULES, samples=True)


def said(text: str, state: State = STATE) -> Reply:
    return answer(parse(text), state)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("text", "case"), [(text, case) for case in CASES for text in case["said"]], ids=lambda value: str(value)[:40]
)
def test_what_is_said_has_its_consequences(text: str, case: dict[str, Any], language: Language) -> None:
    state = replace(STATE, chat=replace(STATE.chat, language=language))
    command, reply = parse(text), said(text, state)
    assert command.name == case["command"]
    assert command.nearest == case.get("nearest", command.nearest)
    assert [type(change).__name__ for change in reply.changes] == case.get("changes", [])
    offered = [button.command for message in reply.messages for button in message.buttons]
    assert set(case.get("offers", [])) <= set(offered)
    rules = {change.rule for change in reply.changes if isinstance(change, (Subscribed, Unsubscribed))}
    assert rules == {case["rule"]} if "rule" in case else True


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("text", [text for case in CASES for text in case["said"]])
@pytest.mark.parametrize("state", [STATE, NEWCOMER, replace(NEWCOMER, rules=(), samples=False)])
def test_every_answer_says_something_in_the_chats_language(text: str, language: Language, state: State) -> None:
    reply = said(text, replace(state, chat=replace(state.chat, language=language)))
    chosen = [change.language for change in reply.changes if isinstance(change, LanguageSet)]
    for message in reply.messages:
        assert message.language is (chosen or [language])[0]
        assert message.text.strip()
        assert message.short
    assert reply.messages


@pytest.mark.parametrize("text", [text for case in CASES for text in case["said"]])
def test_a_newcomer_is_written_down_whatever_they_say(text: str) -> None:
    assert sum(isinstance(change, ChatStarted) for change in said(text, NEWCOMER).changes) == 1


def test_a_parked_chat_comes_back_with_any_word() -> None:
    parked = replace(STATE, chat=replace(STATE.chat, parked="blocked"))
    assert isinstance(said("latest", parked).changes[0], ChatStarted)


def test_the_first_subscription_lets_the_samples_begin() -> None:
    names = [type(change).__name__ for change in said("subscribe 1", NEWCOMER).changes]
    assert names == ["ChatStarted", "Subscribed", "DemoAsked"]


@pytest.mark.parametrize("state", [replace(NEWCOMER, samples=False), STATE])
def test_later_ones_and_those_of_a_real_service_do_not(state: State) -> None:
    assert "DemoAsked" not in [type(change).__name__ for change in said("subscribe 1", state).changes]


def test_a_real_service_sends_no_samples() -> None:
    assert said("demo", replace(STATE, samples=False)).changes == ()


def test_nothing_older_than_the_subscription_is_wanted() -> None:
    subscribed = next(change for change in said("subscribe 1").changes if isinstance(change, Subscribed))
    assert subscribed.since == NOON


def test_a_watch_knows_its_words_and_its_place() -> None:
    watch = said("راقب غارة سراقب").changes[-1].watch  # type: ignore[union-attr]
    assert (watch.id, watch.words, watch.place) == ("w2", ("غارة",), "سراقب")


def test_a_watch_says_what_it_looks_for() -> None:
    there, latin, meant = (
        said(text).messages[0].text for text in ("راقب سراقب", "watch attack سراقب", "watch shelling")
    )
    assert "كل خبر عن \u2068سراقب\u2069" in there
    assert "«\u2068attack\u2069» بالحروف اللاتينية" in latin
    assert "اللاتينية" not in meant


def test_a_chat_has_only_so_many_watches() -> None:
    many = tuple(Watch(REF, f"w{n}", f"كلمة {n}", ("كلمة",), "", NOON) for n in range(20))
    assert said("watch غارة", replace(STATE, watches=many)).changes == ()


def test_a_subscription_of_a_rule_that_is_gone_can_be_seen_and_ended() -> None:
    state = replace(STATE, subscriptions=(Subscription(REF, "gone-rule", NOON),))
    assert "gone-rule" in said("subscriptions", state).messages[0].text
    assert said("unsubscribe gone-rule", state).changes == (Unsubscribed(REF, "gone-rule"),)


def test_many_rules_come_in_pages() -> None:
    rules = tuple(SomeRule(f"rule-{n}", f"قاعدة {n}", f"Rule {n}") for n in range(1, 31))
    state = replace(STATE, rules=rules)
    first, last = said("rules", state).messages[0], said("rules 3", state).messages[0]
    assert [button.command for button in first.buttons][-1] == "rules 2"
    assert [button.command for button in last.buttons][-1] == "rules 2"
    assert "rule-30" in last.text


ALERT = Message(
    Language.ARABIC,
    (Paragraph(Part.HEADLINE, (Span("غارة على أريحا"),)), Paragraph(Part.META, (Span("وكالة الأفق"),))),
    severity="high",
)
ARTICLE = Article("a", "غارة على أريحا", "قصفت طائرات أريحا", NOON, "وكالة الأفق", "https://example.org/a")
PAST = Recalled(
    at=NOON,
    rules=("mass-casualties", "gone-rule"),
    verdict="tell_new",
    reason="first report",
    article=ARTICLE,
    evidence=(Evidence("text", 0, 11, "قصفت طائرات", "struck by aircraft"),),
    message=ALERT,
    told=True,
)


def test_latest_shows_headlines_and_where_they_are_from() -> None:
    text = said("latest", replace(STATE, latest=(PAST,))).messages[0].text
    assert "غارة على أريحا" in text
    assert "وكالة الأفق" in text


def test_latest_of_a_word_shows_only_those() -> None:
    state = replace(STATE, latest=(PAST,))
    assert "غارة" in said("latest أريحا", state).messages[0].text
    assert "غارة" not in said("latest درعا", state).messages[0].text


def test_why_names_rule_judgement_and_proof() -> None:
    text = said("why", replace(STATE, told=(PAST,))).messages[0].text
    for part in ("خمسون قتيلا", "gone-rule", "خبر جديد", "أول خبر عنه", "قصفت طائرات", "struck by aircraft"):
        assert part in text


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_every_verdict_has_words(kind: VerdictKind) -> None:
    held = replace(PAST, verdict=kind.value, told=False)
    assert said("whynot أريحا", replace(STATE, sought=(held,))).messages[0].text


def test_whynot_says_what_became_of_an_article() -> None:
    held = replace(PAST, told=False, verdict="hold_nothing_new")
    elsewhere = replace(held, rules=("place-taken",))
    missed = replace(held, rules=(), verdict="", reason="place-taken: no place")
    fates = [
        said("whynot x", replace(STATE, sought=(past,))).messages[0].text for past in (PAST, held, elsewhere, missed)
    ]
    for text, part in zip(fates, ("أُرسل إليك", "لا جديد فيه", "سيطرة على منطقة", "لم يطابق"), strict=True):
        assert part in text


def test_only_what_a_command_needs_is_looked_up() -> None:
    assert {name: needs(parse(name)) for name in commands() if needs(parse(name))} == {
        "latest": {Need.LATEST},
        "why": {Need.TOLD},
        "whynot": {Need.SOUGHT},
        "watch": {Need.PAST},
    }


@pytest.mark.parametrize(
    ("count", "words"),
    [(None, ""), (0, "لم تكن لتنبّهك"), (1, "مرة واحدة"), (2, "مرتين"), (4, "مرات خلال"), (11, "مرة خلال")],
)
def test_a_new_watch_says_what_it_would_have_told(count: int | None, words: str) -> None:
    text = said("راقب قصف إدلب", replace(STATE, would_have_told=count)).messages[0].text
    assert words in text
    assert ("الأسبوع الماضي" in text) == (count is not None)


def test_whynot_with_a_rule_for_words_says_what_it_wants() -> None:
    rule = STATE.rules[0].id
    asked, unseen = (said(f"whynot {words}").messages[0].text for words in (rule, "سراقب"))
    assert "قاعدة" in asked
    assert "قاعدة" not in unseen


def test_whynot_says_what_kept_the_alert_from_this_chat() -> None:
    past = replace(
        PAST, told=False, address="hold_inhibited", address_reason="told already as high, at 2026-03-14 09:05 UTC"
    )
    text = said("whynot x", replace(STATE, sought=(past,), zone=ZoneInfo("Asia/Damascus"))).messages[0].text
    assert "سبق إرساله بدرجة لا تقل عنها" in text
    assert "12:05" in text


def test_every_command_has_an_answer_words_and_a_line_of_help() -> None:
    assert set(HANDLERS) == set(commands())
    for name in commands():
        assert knows(f"menu_{name}")
        for language in Language:
            assert parse(word_for(name, language)).name == name
    for word in words():
        assert parse(word.text).name == word.command


def test_help_shows_each_command_the_way_it_is_written_here() -> None:
    english = replace(STATE, chat=replace(STATE.chat, language=Language.ENGLISH))
    slack = replace(english, chat=replace(english.chat, ref=ChatRef("slack", "C1")))
    assert "/subscribe RULE" in said("help", english).messages[0].text
    assert "/nadhir subscribe RULE" in said("help", slack).messages[0].text
    assert "اشترك قاعدة" in said("help").messages[0].text


@pytest.mark.parametrize(
    "text", ["subscribe <b>&\"'", "<!channel>", "اشترك " + "ط" * 5000, "\u202eabc", "a\nb", "/" * 4000]
)
def test_nothing_that_is_said_breaks_it(text: str) -> None:
    assert len(said(text).messages[0].text) < 4096


def test_start_offers_each_file_of_rules_in_turn() -> None:
    files = {"a": ("a1", "a2", "a3"), "b": ("b1",), "c": ("c1", "c2")}
    rules = tuple(SomeRule(name, name, name, theme=path) for path, names in files.items() for name in names)
    presses = [button.command for button in said("start", replace(NEWCOMER, rules=rules)).messages[0].buttons]
    assert presses[:6] == [f"subscribe {name}" for name in ("a1", "b1", "c1", "a2", "c2", "a3")]
