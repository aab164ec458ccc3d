"""The day of a war or a campaign by its number: «في اليوم السادس من الهجوم», «يومه الـ11», «لليوم 34 على التوالي».

What is counted then is mostly counted since its first day.
"""

from __future__ import annotations

from bot.facts.figures.line import Cue, Line

#: The kind of such a cue.
NTH = "nth"
_ORDINAL, _DIGITS, _MORE = "ordinal_one", "digits", frozenset({"tens", "ten"})
#: «اليوم الثاني» may be today: what is counted on it is of one event.
_EARLY = frozenset({"الثاني", "ثانيه", "ثاني", "الثانيه"})
_ARTICLE, _IN_A_ROW = "ال", "التوالي"
#: No war lasts longer in days.
_MOST_DIGITS = 4
#: So far behind the number stands what it is a day of.
_REACH = 3
_GOES_ON = frozenset({"t_war", "t_offensive", "t_lasting"})


def read_nth(line: Line, at: int) -> Cue | None:
    """A word for a day or a week at a token, as one of those that are counted; None where it is no such day."""
    sets = line.words.sets
    number = at + 1 + (line.word(at + 1) == _ARTICLE)
    if number >= line.end or line.word(number) in _EARLY:
        return None
    if _ORDINAL not in sets[number] and (_DIGITS not in sets[number] or len(line.word(number)) > _MOST_DIGITS):
        return None
    last = number + 1
    while last < line.end and not sets[last].isdisjoint(_MORE):
        last += 1
    its = "cf_itsday" in sets[at] and (_ORDINAL in sets[number] or number > at + 1)
    return Cue(at, last, NTH) if its or _counted(line, last) else None


def _counted(line: Line, last: int) -> bool:
    """Does what goes on stand behind it, or that the days follow on one another?"""
    for at in range(last, min(last + _REACH, line.end)):
        if line.word(at) == _IN_A_ROW or not line.words.sets[at].isdisjoint(_GOES_ON):
            return True
    return False
