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
_FIRST = frozenset({"الحادي", "الحاديه"})
#: A war in its second month, its third year.
_LONG = (("t_months", "months"), ("t_years", "years"))
_ARTICLE, _DAYS, _IN_A_ROW = "ال", "ايام", frozenset({"التوالي", "تواليا"})
#: No war lasts longer in days.
_MOST_DIGITS = 4
#: So far behind the number stands what it is a day of.
_REACH, _BACK = 3, 6
#: What an attack brought, by its first letters; before it nobody is harmed.
_CAUSED = ("اسفر", "ادت", "ادي", "خلف", "مخلف", "اوقع", "واوقع", "واسفر", "وادت", "وادي", "وخلف", "تسبب", "وتسبب")
_HARM = frozenset({"kill_verb", "wound_verb", "kill_noun", "wound_noun", "dead", "hurt", "stop", "t_now", "t_today"})
_GOES_ON = frozenset({"t_war", "t_offensive", "t_lasting"})


def read_nth(line: Line, at: int) -> Cue | None:
    """A word for a day or a week at a token, as one of those that are counted; None where it is no such day."""
    sets = line.words.sets
    if line.word(at) == _DAYS:  # «في سابع أيام الهجوم»
        counted = at > line.start and _ORDINAL in sets[at - 1] and _counted(line, at + 1)
        return Cue(at - 1, at + 1, NTH, _brought(line, at + 1)) if counted else None
    number = at + 1 + (line.word(at + 1) == _ARTICLE)
    long = next((over for name, over in _LONG if name in sets[at]), "")
    if number >= line.end or (line.word(number) in _EARLY and not long and not _teens(line, number + 1)):
        return None
    ordinal = _ORDINAL in sets[number] or (line.word(number) in _FIRST and _teens(line, number + 1))
    if not ordinal and (_DIGITS not in sets[number] or len(line.word(number)) > _MOST_DIGITS):
        return None
    last = number + 1
    while _teens(line, last):
        last += 1
    its = "cf_itsday" in sets[at] and (ordinal or number > at + 1)
    if not (its and _goes_on(line, at) if long else its or _counted(line, last)):
        return None
    return Cue(at, last, NTH, long or _brought(line, last))


def _brought(line: Line, start: int) -> str:
    """«يتواصل الحصار لليوم العاشر، ما أسفر عن مقتل …»: is what comes of all its days told next?"""
    for at in range(start, line.end):
        if line.word(at).startswith(_CAUSED):
            return "brought"
        if not line.words.sets[at].isdisjoint(_HARM):
            break
    return ""


def _goes_on(line: Line, at: int) -> bool:
    """«الحملة التي دخلت شهرها الثاني», not «حامل في شهرها التاسع»."""
    return any(not classes.isdisjoint(_GOES_ON) for classes in line.words.sets[max(line.start, at - _BACK) : at])


def _teens(line: Line, at: int) -> bool:
    """«الثاني عشر», «الثاني والعشرين»: does a further part of the number stand there?"""
    return at < line.end and not line.words.sets[at].isdisjoint(_MORE)


def _counted(line: Line, last: int) -> bool:
    """Does what goes on stand behind it, or that the days follow on one another?"""
    for at in range(last, min(last + _REACH, line.end)):
        if line.word(at) in _IN_A_ROW or not line.words.sets[at].isdisjoint(_GOES_ON):
            return True
    return False
