"""How many those are who stand before a verb: «الشهداء تجاوزوا 50 ألفا»، «من لقوا حتفهم صاروا 1622»."""

from __future__ import annotations

from bot.arabic.numbers import Count
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.sentence import GOVERNING, GOVERNOR_SAYS, NOT_ONE, Sentence, bits
from bot.facts.figures.told_words import told_words
from bot.model.facts import FigureKind

#: So far before that verb stands who is counted; «من قتلوا منذ …» farther.
_NAMED, _RELATIVE = 7, 20
_TIMED = bits(".past")
_LOSSES, _RISING, _LOST = bits("loss_toll"), bits("reach_verb", "rise_noun"), 12
_SIDE = bits("actor", "soldier_group", "fighter_group", "soldier", "fighter")
_CLAUSE = frozenset(("", ".", "،", ",", "؛", "ان", "وان", "بان", "عن", ":"))


def amount(sentence: Sentence, count: Count) -> Kind:
    """Those named before a verb that says how many they are."""
    verb = next((at for at in (count.start, count.start - 1) if sentence.words[at] in told_words().amounts), None)
    if verb is None:
        found = _become(sentence, count)
        return found if found.kind else _losses(sentence, count)
    for at in range(verb - 1, max(sentence.start, verb - _RELATIVE) - 1, -1):
        if verb - at <= _NAMED:
            kind = _named(sentence, at)
            if kind is not None:
                return Kind(kind, "amount", at)
        kind = _those_who(sentence, at)
        if kind is not None:
            return NONE if sentence.denied(at + 1) else Kind(kind, "amount", at)
    return NONE


def _become(sentence: Sentence, count: Count) -> Kind:
    """«يصير من قضوا من المدنيين منذ الهدنة 593»، «ليبلغ من سقطوا منذ عام 14 ألفا»."""
    for at in range(count.start - 2, max(sentence.start, count.start - _RELATIVE) - 1, -1):
        if sentence.words[at - 1].lstrip("فول") not in told_words().become:
            continue
        kind = _those_who(sentence, at) or (sentence.by_head(at) if sentence.bits[at] & NOT_ONE else None)
        if kind is not None:
            return Kind(kind, "amount", at)
    return NONE


def _losses(sentence: Sentence, count: Count) -> Kind:
    """«لتصل خسائر قواتها منذ أيلول إلى 1166»; money has a word for it behind."""
    if not sentence.present & _LOSSES or sentence.words[count.start - 1] != "الي":
        return NONE
    if sentence.words[count.end] not in _CLAUSE or count.how.startswith("vague"):
        return NONE
    for at in range(count.start - 3, max(sentence.start, count.start - _LOST) - 1, -1):
        if sentence.bits[at] & _LOSSES:
            theirs = sentence.near(_SIDE, at + 1, at + 3) and sentence.bits[at - 1] & _RISING
            return Kind(FigureKind.KILLED, "amount", at) if theirs else NONE
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
    if (
        sentence.words[at] not in told_words().of_those
        or not sentence.bits[verb] & _TIMED
        or not sentence.plural_verb(verb)
    ):
        return None
    return GOVERNOR_SAYS[sentence.bits[verb] & GOVERNING]
