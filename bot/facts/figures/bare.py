"""Cues of a single word that stands for a time: «في هجوم سابق», «حينها», «سبق أن», «في المواجهات الأخيرة»."""

from __future__ import annotations

from bot.facts.figures.line import Cue, Line
from bot.facts.figures.tolls import of_today
from bot.facts.figures.units import over_of

_SINGLE = (("t_lately", "lately"), ("t_then", "then"), ("t_current", "current"))
_TIME = frozenset({"وقت", "وقتا", "حين"})
#: «في وقت سابق من هذا الشهر»: so far behind it stands of what.
_OF_WHAT = 4
_TOLD = 4
_PRECEDED, _WHAT = "سبق", frozenset({"ان", "وان", "ذلك"})
#: What goes on and is recent went on for a while; the last war or siege is over.
_NO_BOUT = frozenset({"t_war", "besieged"})
#: «موجة العنف الأخيرة»; the last escalation alone may be the news of today.
_BOUTS = frozenset({"موجه", "جوله", "دوره"})


def read_bare(line: Line, at: int) -> Cue | None:
    """The cue that a word makes, if any."""
    classes = line.words.sets[at]
    if "t_previous" in classes:
        if line.near("t_strike", at - 1, at) or line.near("t_offensive", at - 1, at):
            return Cue(at - 1, at + 1, "then", "strike")  # «في هجوم سابق»
        return _earlier(line, at) if line.word(at - 1) in _TIME and not of_today(line, at) else None
    if "t_memory" in classes:  # «ذكرى مجزرة الحولة»
        remembered = any(line.near(event, at + 1, at + _TOLD) for event in ("t_strike", "massacre"))
        return Cue(at, at + 1, "then", "memory") if remembered else None
    if "t_before" in classes:
        return _preceded(line, at)
    single = next((said for name, said in _SINGLE if name in classes), "")
    return Cue(at, at + 1, single) if single else _recent(line, at) if "t_recent" in classes else None


def _preceded(line: Line, at: int) -> Cue | None:
    """«سبق أن قتل …», «سبقه هجوم قتل فيه …»; «سبق أن أعلن» only tells that somebody spoke."""
    if line.word(at).endswith(_PRECEDED) and _WHAT.isdisjoint(line.words.forms[at + 1 : at + _TOLD]):
        return None  # «القصف الذي سبق الهجوم»
    spoke = line.near("speech", at + 1, at + _TOLD)
    return Cue(at, at + 1, "said earlier") if spoke else Cue(at, at + 1, "before", "that")


def _recent(line: Line, at: int) -> Cue | None:
    """«في موجة العنف الأخيرة», «خلال المواجهات الأخيرة»: a bout of what goes on."""
    before = line.words.sets[at - 1] if at > line.start else frozenset()
    many = ".plural" in before or not _BOUTS.isdisjoint((line.word(at - 2), line.word(at - 3)))
    if not many or not line.lasting(at - 1) or not before.isdisjoint(_NO_BOUT):
        return None
    return Cue(at - 1, at + 1, "recents", "offensive")


def _earlier(line: Line, at: int) -> Cue:
    """«في وقت سابق من الشهر»: when it happened, or «أعلنت في وقت سابق» when somebody spoke."""
    if line.near("speech", at - _TOLD, at) or line.near("speech", at + 1, at + _TOLD):
        return Cue(at, at + 1, "said earlier")
    if line.word(at + 1) == "من":
        for place in range(at + 2, at + _OF_WHAT):
            over = over_of(line.words.sets[place]) if line.word(place) else ""
            if over or line.near("month", place, place + 1):
                return Cue(at, place + 1, "earlier in", over or "months")
    return Cue(at, at + 1, "earlier")
