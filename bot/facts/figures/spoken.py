"""The day when somebody spoke is no day of those harmed: «أعلنت الوزارة، الأحد، أن …»."""

from __future__ import annotations

from bisect import bisect_left

from bot.facts.figures.line import Line, begin

#: So many moments side by side tell one time.
_JOINED = 4
#: So far before it stands a verb of speech, where what was said follows the day.
_SPEECH = 14
#: What follows the day when somebody spoke; what was said begins behind these.
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "عن"})
_SAYING = _THAT - {"عن"}
_NO_SPEECH = frozenset({"topic_attack", "kill", "wound", "t_onset", "cause_verb"})


def is_of_speech(line: Line, first: int, last: int) -> bool:
    """Is it the day when somebody spoke? «أعلنت الوزارة، الأحد، أن»; not «قالت إن مسلحين هاجموا القرية الأحد»."""
    beside = bisect_left(line.moments, last, key=begin)
    for moment, *_ in line.moments[beside : beside + _JOINED]:
        if moment.first != last:
            break
        last = moment.last  # «الخميس 3 تشرين الأول»
    behind = line.word(last) if line.word(last) not in {"،", ","} else line.word(last + 1)
    if behind in _SAYING:
        return True
    reach = _SPEECH if behind in _THAT or line.word(first - 1) == ")" else _SPEECH // 2
    for at in range(first - 1, max(line.start, first - reach) - 1, -1):
        classes = line.words.sets[at]
        if "t_aside" in classes or line.word(at) in _SAYING:
            return False
        if "speech" in classes:
            return True
        if not classes.isdisjoint(_NO_SPEECH):
            return False
    return False
