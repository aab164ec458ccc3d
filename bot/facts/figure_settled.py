"""What stands behind those counted settles what happened to them: they fled abroad, were taken to a hospital, lost."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figure_governor import NONE, Kind
from bot.facts.figure_sentence import Sentence
from bot.model.facts import FigureKind

#: So many that left a country are told as those who live abroad.
_MANY = 1_000_000
_ABROAD = fold_word("الخارج")
_COUNTRY = fold_word("البلاد")
_OUT_OF = frozenset(fold_word(word) for word in ("من", "خارج"))
_NEAR = 7
#: People of whom it is no news of displacement that they leave.
_AT_WORK = ("official", "protester", "soldier")
_TROOPS = ("soldier", "fighter", "official")


def settled(sentence: Sentence, count: Count, head: int | None, kind: Kind) -> Kind:
    """The kind found, unless what stands behind the number says otherwise."""
    begin = max(count.end, (head or 0) + 1)
    if kind.kind is FigureKind.REFUGEES and kind.rule == "verb" and sentence.has(head or 0, "official"):
        return NONE
    if kind.kind is FigureKind.DISPLACED:
        return _moved(sentence, count, head, kind, begin)
    ill = sentence.near("disease", begin, begin + 4) or (
        kind.rule == "toll" and sentence.near("disease", kind.governor or begin, begin)
    )
    if kind.kind is FigureKind.WOUNDED and ill:
        return kind._replace(kind=FigureKind.AFFECTED, rule="ill")
    if kind.kind is FigureKind.MISSING and kind.rule == "verb" and _bereaved(sentence, head):
        return kind._replace(kind=FigureKind.KILLED, rule="lost")
    return kind


def _moved(sentence: Sentence, count: Count, head: int | None, kind: Kind, begin: int) -> Kind:
    """«نقل 15 شخصا إلى المستشفى» are wounded, «فر مليون شخص إلى الخارج» refugees; ministers who leave are nobody."""
    weak = kind.governor is not None and sentence.has(kind.governor, "weak")
    if weak:
        barred = _TROOPS if sentence.has(kind.governor or 0, "withdraw") else _AT_WORK
        if head is not None and any(sentence.has(head, name) for name in barred):
            return NONE
        if head is not None and sentence.has(head, "actor") and not sentence.has(head, "people"):
            return NONE  # «نقل 1700 من مقاتليها من الجبهة»
        if sentence.near("ev_hospital", begin, begin + 4):
            return kind._replace(kind=FigureKind.WOUNDED, rule="to hospital")
        if sentence.near("aid", (kind.governor or 0) + 1, (kind.governor or 0) + 3):
            return kind._replace(kind=FigureKind.AFFECTED, rule="aid for")
        return kind
    for at in range(begin, min(begin + _NEAR, sentence.end)):
        if any(other.core == at for other in sentence.counts) or sentence.word(at) in {"،", ","}:
            break
        left = sentence.word(at) == _COUNTRY and sentence.word(at - 1) in _OUT_OF and count.stated >= _MANY
        if left or (sentence.has(at, "abroad") and (sentence.word(at) == _ABROAD or sentence.has(at - 1, "states"))):
            return kind._replace(kind=FigureKind.REFUGEES, rule="abroad")
    return kind


def _bereaved(sentence: Sentence, head: int | None) -> bool:
    """«فقد 5 من أبنائه»: his own people."""
    if head is None or sentence.pronoun(head):
        return head is not None
    return sentence.word(head).endswith(("ه", "ها", "هم")) and not sentence.has(head, "people")
