"""As many again: «21 قتيلا ومثلهم من الجرحى»، «50 ألفا إلى إثيوبيا وعدد مماثل إلى أوغندا»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.sentence import NOT_ONE, Claim, Sentence, bits
from bot.facts.figures.told_words import told_words
from bot.model.facts import FigureKind

AS_MANY = bits("as_many")
_LIKE = fold_word("مماثل")
#: So near before stands the number meant.
_NEAR = 10
#: What leads to those others.
_OF = "من"
_THING = bits("thing")
_COUNTED = frozenset(
    {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.DISPLACED, FigureKind.REFUGEES}
)


def as_many(sentence: Sentence, at: int) -> Claim | None:
    """The number told right before, once more: of others, or for another place."""
    last = sentence.found[-1] if sentence.found else None
    if last is None or last.kind not in _COUNTED or not 0 <= at - last.end <= _NEAR:
        return None
    if any(last.end <= core < at for core in sentence.cores):
        return None  # «قتل 5 وهاجمت 3 مواقع ومثلها …»
    like = sentence.words[at].startswith(_LIKE)
    start = at - like
    counted = like and sentence.words[start] in told_words().as_many
    if (like and not counted) or sentence.words[start][:1] != "و":
        return None
    behind = at + 1
    if sentence.words[behind] == _OF:
        behind += 1
        if sentence.bits[behind] & _THING and not sentence.by_head(behind):
            return None
    kind = sentence.by_head(behind)
    if kind is not None and (sentence.bits[behind] & NOT_ONE or sentence.words[behind].endswith("ا")):
        return _again(last, start, behind + 1, at, kind)
    led = sentence.words[at + 1] in told_words().whither
    return _again(last, start, at + 1, at, last.kind) if led else None


def _again(last: Claim, start: int, end: int, at: int, kind: FigureKind) -> Claim:
    total = last.total if kind is last.kind else None
    return Claim(start, end, at, last.min, last.max, last.approx, kind, "as many again", None, last.governor, total)
