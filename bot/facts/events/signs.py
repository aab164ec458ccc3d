"""What single words leave on the mentions of events near them: by class, how many words behind and before."""

from __future__ import annotations

from operator import or_
from typing import NamedTuple

from bot.arabic.alphabet import Alphabet, any_of
from bot.facts.events.marks import IRREAL, PAST, PLACED, bits
from bot.facts.events.negation import DENY_REACH, FALSE_REACH, NOT_REACH

#: The mark that a word of each class leaves on a mention behind it, and how many words behind it still.
BEFORE: dict[str, tuple[str, int]] = {
    "cue_if": ("irreal", 7),
    "cue_may": ("irreal", 7),
    "cue_any": ("irreal", 2),
    "cue_threat": ("threatened", 10),
    "cue_plan": ("planned", 7),
    "cue_fear": ("wished", 7),
    "cue_call": ("wished", 7),
    "cue_must": ("wished", 5),
    "cue_try": ("tried", 3),
    "cue_state": ("state", 3),
    "cue_state_area": ("state", 3),
    "cue_lift": ("stop", 2),
    "cue_foil": ("foiled", 5),
    "cue_not": ("not", NOT_REACH),
    "cue_no": ("not", 1),
    "cue_deny": ("denied", DENY_REACH),
    "cue_truth": ("denied", DENY_REACH),
    "cue_stop": ("stop", 3),
    "cue_had": ("had", 8),
    "cue_terms": ("terms", 10),
    "cue_memory": ("past", 12),
    "cue_condemn": ("said", 8),
    "cue_accuse": ("said", 8),
    "cue_goes_on": ("goes_on", 4),
    "ev_fleeing": ("cause", 8),
    "ev_displacement": ("cause", 8),
}
#: Classes that speak of a mention from either side, the mark they leave, and how far they reach.
_AROUND: dict[str, tuple[str, int]] = {
    "cue_now": ("now", 12),
    "topic_killed": ("dead", 12),
    "air_word": ("air", 6),
    "aircraft": ("air", 6),
    "drone": ("air", 6),
    "ev_raid": ("air", 6),
    "rocket": ("guns", 6),
    "shell": ("guns", 6),
    "artillery": ("guns", 6),
    "armour": ("guns", 6),
    "cue_metaphor": ("metaphor", 2),
    "cue_exercise": ("metaphor", 7),
    "cue_coming": ("irreal", 2),
    "topic_sport": ("metaphor", 6),
    "cue_cache": ("cache", 6),
    "cue_march": ("march", 3),
    "cue_tears": ("tears", 12),
    "air_power": ("flyer", 2),
    "cue_false": ("denied", FALSE_REACH),
}
#: Classes that say nothing right behind a word of another class.
_OTHERWISE = {"cue_warn": "cue_wary", "air_word": "air_base"}
#: Nothing further from a mention leaves a mark on it; nor does a word that points back beyond the news.
REACH, _PAST_REACH = 15, 12
_PLACE_BEHIND, _PLACE_BEFORE = 9, 4
_PAST_HEADS = frozenset({"cue_year", "cue_month", "cue_since", "cue_last", "year_like"})
_FUTURE_HEADS = frozenset({".present", "cue_might"})
#: A word that stops what follows it, unless that is fire: then it names a truce.
STOP = "cue_stop"
_FUTURE_REACH = 5
_MERE_VERB = frozenset({".present"})


class Sign(NamedTuple):
    """What one word leaves on mentions near it.

    `behind`: on one that begins so many words behind it (0: with it). `before`: on one that ends so many words before
    it, itself counted (0: on one that it stands in).
    """

    behind: tuple[int, ...]
    before: tuple[int, ...]


def _nearby(mark: int, behind: int, before: int) -> Sign:
    """A mark on mentions that begin so many words behind it, or end so many before it, and on those it stands in."""
    distances = range(REACH + 1)
    return Sign(
        tuple([mark * (distance <= behind) for distance in distances]),
        tuple([mark * (distance <= before) for distance in distances]),
    )


#: What a moment leaves, and a place that may be that of an event.
LASTING, OLD, FRESH, AHEAD, SOME_TIME = [
    _nearby(bits([mark]), REACH, REACH) for mark in ("lasting", "old", "fresh", "ahead", "some time")
]
PLACE = _nearby(PLACED, _PLACE_BEFORE, _PLACE_BEHIND)


class Unsure(NamedTuple):
    """A word that may point back (a year, a month …) or ahead: what it leaves depends on its neighbours."""

    may_be_past: bool
    may_be_future: bool
    classes: frozenset[str]
    #: Nothing but a verb in the present, which speaks only where it looks ahead.
    mere_verb: bool
    #: What it leaves as it is (None: nothing), where it points back, ahead, or both.
    plain: Sign | None
    past: Sign
    future: Sign
    both: Sign


class Cues:
    """The signs of the class letters that have some, and the expression that finds these letters."""

    def __init__(self, alphabet: Alphabet) -> None:
        known: dict[frozenset[str], Sign | Unsure] = {}
        telling = {*BEFORE, *_AROUND, *_PAST_HEADS, *_FUTURE_HEADS}
        self.sure: dict[str, Sign] = {}
        self.unsure: dict[str, Unsure] = {}
        for letter, classes in alphabet.classes.items():
            own = classes & telling
            if own:
                if own not in known:
                    known[own] = _signs(own)
                signs = known[own]
                if isinstance(signs, Sign):
                    self.sure[letter] = signs
                else:
                    self.unsure[letter] = signs
        #: Letters of words that say nothing behind another: «هدوء حذر» warns of nothing, «قاعدة جوية» strikes nobody.
        self.otherwise = {letter: before for word, before in _OTHERWISE.items() for letter in alphabet.having(word)}
        letters = [*self.sure, *self.unsure]
        self.telling = any_of(letters)


def _signs(classes: frozenset[str]) -> Sign | Unsure:
    """The signs of a word of these classes."""
    behind, before = [0] * (REACH + 1), [0] * (REACH + 1)
    for name in classes:
        mark, reach = BEFORE.get(name, ("", 0))
        around, far = _AROUND.get(name, ("", 0))
        for distance in range(1, REACH + 1):
            behind[distance] |= bits([mark] * (distance <= reach) + [around] * (distance <= far))
        for distance in range(REACH + 1):
            before[distance] |= bits([around] * (distance <= far > 0))
    behind[0] = before[0]
    ahead = [cell | IRREAL * (distance <= _FUTURE_REACH) for distance, cell in enumerate(behind)]
    plain, past, future, both = [
        Sign(*[tuple(map(or_, cells, past)) for cells in (far_behind, before)])
        for far_behind in (behind, ahead)
        for past in ([0] * (REACH + 1), [PAST * (distance <= _PAST_REACH) for distance in range(REACH + 1)])
    ]
    may_be_past, may_be_future = not classes.isdisjoint(_PAST_HEADS), not classes.isdisjoint(_FUTURE_HEADS)
    if not may_be_past and not may_be_future and STOP not in classes:
        return plain
    silent = not any(behind) and not any(before)
    mere_verb = classes == _MERE_VERB
    return Unsure(may_be_past, may_be_future, classes, mere_verb, None if silent else plain, past, future, both)
