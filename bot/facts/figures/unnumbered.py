"""The total that «بينهم» speaks of where no number told it: «قتلى بينهم …»، «مقتل مدنيين بينهم …»."""

from __future__ import annotations

from bot.facts.figures.sentence import NOT_ONE, PRONOUN, Claim, Sentence, bits
from bot.model.facts import FigureKind

#: So far back stand those whom «بينهم» speaks of; so soon behind a number stands its verb.
_ANTECEDENT, _SOON = 9, 4
_OF_THINGS = frozenset({"منها", "منهما"})
_ACTION, _TIMED = bits("kill", "wound", "detain"), bits(".past", ".present")


def unnumbered(sentence: Sentence, at: int) -> Claim | None:
    """The total that «بينهم» speaks of where no number told it: «قتلى بينهم …», «مقتل مدنيين بينهم …»."""
    if sentence.words[at] in _OF_THINGS:
        return None
    for place in range(at - 1, max(sentence.start, at - 1 - _ANTECEDENT) - 1, -1):
        if place in sentence.taken or place in sentence.cores:
            return None
        here = sentence.bits[place]
        kind = sentence.by_head(place) if here & NOT_ONE else None
        if kind is None and here & _ACTION and not sentence.clitics[place] & PRONOUN:
            if sentence.words[place + 1] == "من" and place + 2 == at and here & _TIMED:
                return None  # «19 مدنيا، قتل من بينهم خمسة»
            kind = sentence.by_governor(place)
            if kind is not None and here & _TIMED and _counted_before(sentence, place, kind):
                return None  # «خمسة أشخاص أصيبوا بينهم ضابطان»
        if kind is not None and sentence.by_head(place - 1) not in {None, kind}:
            return None  # «قتلى وجرحى بينهم …»
        if kind is not None:
            said = not sentence.denied(place)
            return Claim(at, at, at, None, None, False, kind, "named total", None) if said else None
    return None


def _counted_before(sentence: Sentence, at: int, kind: FigureKind) -> bool:
    """Does the last number tell whom the verb at a token speaks of?"""
    last = sentence.found[-1] if sentence.found else None
    return last is not None and last.kind is kind and last.rule == "verb behind" and 0 <= at - last.end <= _SOON
