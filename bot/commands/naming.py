"""Which rule does a person mean? By id, by number in the list, by title, by some words of it; else the nearest ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.arabic.letters import fold_word
from bot.commands.state import OfferedRule
from bot.model.chat import Language

#: Words between a command and the name of a rule that are no part of the name.
_BETWEEN = frozenset(
    {"في", "من", "الي", "قاعده", "القاعده", "رقم", "number", "to", "from", "in", "the", "rule", "rules"}
)

#: Words that mean all of them.
_ALL = frozenset({"all", "everything", "الكل", "كل", "جميع", "الجميع"})
#: What may stand beside them: «كل القواعد» are all of them, «كل حدث في إدلب» is the name of a rule, or nothing.
_THINGS = frozenset(
    map(fold_word, ("شيء", "القواعد", "قواعد", "التنبيهات", "الأخبار", "الاشتراكات", "اشتراكاتي", "المتاح"))
) | {"my", "alerts", "subscriptions", "available", "of", "them", "it"}

_ALIKE = 0.55
_WORD_ALIKE = 0.75
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What a name may mean: one rule, or the likeliest ones (`near`, best first)."""

    rule: OfferedRule | None = None
    near: tuple[OfferedRule, ...] = ()


def means_all(query: str) -> bool:
    """Does the person mean every rule?"""
    said = [word for word in fold_word(query).lower().split() if word not in _BETWEEN]
    return bool(_ALL.intersection(said[:1])) and _THINGS.issuperset(said[1:])


def named(query: str, rules: Sequence[OfferedRule]) -> Named:
    """The rule of this name. `rules` in the order in which they were listed: a number counts from 1 in it."""
    wanted = _words(query)
    exact = " ".join(wanted)
    if exact.isdigit() and 0 < int(exact[:6]) <= len(rules):
        return Named(rules[int(exact) - 1])
    for rule in rules:
        if exact.replace(" ", "-") == rule.id or any(exact == " ".join(words) for words in _titles(rule)):
            return Named(rule)
    holding = tuple(rule for rule in rules if wanted and set(wanted) <= _all_words(rule))
    if len(holding) == 1:
        return Named(holding[0])
    return Named(near=holding[:_OFFERED] or _nearest(wanted, rules))


def _nearest(wanted: list[str], rules: Sequence[OfferedRule]) -> tuple[OfferedRule, ...]:
    scored = [(_likeness(wanted, rule), rule) for rule in rules]
    best = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return tuple(rule for _, rule in best[:_OFFERED])


def _likeness(wanted: list[str], rule: OfferedRule) -> float:
    """How alike the whole is to id or title, or the share of its words that stand, or nearly, among the rule's own."""
    if not wanted:
        return 0.0
    whole = " ".join(wanted)
    names = [rule.id.replace("-", " "), *(" ".join(words) for words in _titles(rule))]
    alike = max(SequenceMatcher(None, whole, name).ratio() for name in names)
    found = sum(
        any(SequenceMatcher(None, word, own).ratio() >= _WORD_ALIKE for own in _all_words(rule)) for word in wanted
    )
    return max(alike, found / len(wanted))


def _titles(rule: OfferedRule) -> tuple[list[str], ...]:
    return tuple(_words(rule.title_in(language)) for language in Language)


def _all_words(rule: OfferedRule) -> set[str]:
    return set(rule.id.split("-")).union(*_titles(rule))


def _words(text: str) -> list[str]:
    """Folded words without the article, so that «الهدنة» and «هدنة» are one; quotes and hyphens part words."""
    folded = "".join(sign if sign.isalnum() else " " for sign in fold_word(text).lower())
    return [_bare(word) for word in folded.split() if word not in _BETWEEN]


def _bare(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 4 else word
