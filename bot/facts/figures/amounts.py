"""How many those are who stand before a verb: «الشهداء تجاوزوا 50 ألفا»، «من لقوا حتفهم صاروا 1622»."""

from __future__ import annotations

from bot.arabic.numbers import Count
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.sentence import GOVERNING, GOVERNOR_SAYS, NOT_ONE, Sentence, bits
from bot.model.facts import FigureKind

_AMOUNT = frozenset(
    (
        "تجاوزوا", "بلغوا", "ناهزوا", "قاربوا", "يتجاوزون", "يبلغون", "باتوا", "تخطوا", "بلغت", "تجاوزت", "ناهزت",
        "قاربت", "فاقوا", "فاقت", "جاوزوا", "جاوزت", "يفوقون", "صاروا", "اصبحوا", "يناهزون",
    )
)  # fmt: skip
#: So far before that verb stands who is counted; «من قتلوا منذ …» farther.
_NAMED, _RELATIVE = 7, 20
_OF, _TIMED = "من", bits(".past")
_CLAUSE = frozenset(("", ".", "،", ",", "؛", "ان", "وان", "بان", "عن", ":"))


def amount(sentence: Sentence, count: Count) -> Kind:
    """Those named before a verb that says how many they are."""
    verb = next((at for at in (count.start, count.start - 1) if sentence.words[at] in _AMOUNT), None)
    if verb is None:
        return NONE
    for at in range(verb - 1, max(sentence.start, verb - _RELATIVE) - 1, -1):
        if verb - at <= _NAMED:
            kind = _named(sentence, at)
            if kind is not None:
                return Kind(kind, "amount", at)
        kind = _those_who(sentence, at)
        if kind is not None:
            return NONE if sentence.denied(at + 1) else Kind(kind, "amount", at)
    return NONE


def _named(sentence: Sentence, at: int) -> FigureKind | None:
    """«الشهداء …»، «قتلى الفصائل …», «جرحى …»."""
    kind = sentence.by_head(at)
    if kind is None or not sentence.bits[at] & NOT_ONE:
        return None
    opens = at == sentence.start or sentence.words[at - 1] in _CLAUSE
    return kind if sentence.words[at].startswith("ال") or opens else None


def _those_who(sentence: Sentence, at: int) -> FigureKind | None:
    """«من لقوا حتفهم …»: what happened to those of whom a clause speaks."""
    verb = at + 1
    if sentence.words[at] != _OF or not sentence.bits[verb] & _TIMED or not sentence.plural_verb(verb):
        return None
    return GOVERNOR_SAYS[sentence.bits[verb] & GOVERNING]
