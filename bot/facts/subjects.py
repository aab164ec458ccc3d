"""Who stands before a verb of speech: where the name of its subject begins, going back from it."""

from __future__ import annotations

from bot.arabic.words import TIMED, Words
from bot.facts.name_words import name_words
from bot.facts.names import ENDS, LONGEST_NAME, NAMED
from bot.facts.run_on import trimmed
from bot.facts.written import AUXILIARY

_PLACE_NAME = 3
#: A name before a verb may hold quotes.
_NO_BACK = ENDS - {"quote"}
#: A clause may begin behind these; a noun behind those is no subject.
_BEGINS = frozenset({"comma", "quote", "newline", "stop", "colon", "semicolon", "dash", "close"})
_PREPOSITIONS = frozenset(
    {"في", "من", "خلال", "الي", "علي", "عن", "مع", "ضد", "بعد", "قبل", "ذوي", "بين", "حول", "منذ"}
)
_NO_ACTORS = frozenset({"name_stop", "time", "month"})


def subject_before(words: Words, start: int, end: int) -> int:
    """Where the name right before a verb begins: at most a name's length back, at a mark or a word that ends names."""
    forms, sets = words.forms, words.sets
    at = end
    while at > start and forms[at - 1] in AUXILIARY:
        at -= 1
    if at > start and "comma" in sets[at - 1]:  # «المتحدث باسم الجيش، أعلن أن»
        at -= 1
    last = at
    at = _back_over(words, start, at)
    at += at < last - 1 and "quote" in sets[at] and not any("quote" in each for each in sets[at + 1 : last])
    if last < end and "comma" in sets[last] and not (words.clitics(at).article or not sets[at].isdisjoint(NAMED)):
        return end
    if start < at - 1 and forms[at - 1] == "في" and last - at <= _PLACE_NAME:  # «دائرة الأوقاف في القدس أكدت»
        whole = _back_over(words, start, at - 1)
        if whole < at - 1 and may_act(words, whole, long=True):
            return whole
    if at - 1 > start and "seated" in sets[at] and "comma" in sets[at - 1]:
        last = at - 1  # «المرصد السوري، ومقره بريطانيا، أفاد»
        at = _back_over(words, start, last)
    if start == at == last - 1 and "unknown" in sets[at] and ".present" in sets[end] and not words.clitics(at).pronoun:
        return at  # «ترامب يعلن …»
    if at >= last or not may_act(words, at, at < last - 1) or _is_ruled(words, start, at):
        return end
    ends = trimmed(words, at, last)
    return at if ends == last or "comma" in sets[ends] or "seated" in sets[ends] else end


def _is_ruled(words: Words, start: int, at: int) -> bool:
    """Is the noun before a verb no subject of it? «خلال الأيام الأخيرة، أعلن»; «قتل شرطي يبلغ …», «معلومات تفيد …»."""
    if at == start or not _BEGINS.isdisjoint(words.sets[at - 1]):
        return False
    if words.forms[at - 1].removeprefix("و") in name_words().doer:
        return False
    if "nation" in words.sets[at] and words.clitics(at).article:
        return True  # «لجنة الهدنة الروسية رصدت»
    if words.forms[at - 1] in _PREPOSITIONS:
        return True
    return not words.clitics(at).article and NAMED.isdisjoint(words.sets[at])


def _back_over(words: Words, start: int, end: int) -> int:
    """Back over the words of a name that ends at `end`."""
    at, sets = end, words.sets
    furthest = max(start, end - LONGEST_NAME)
    while at > furthest and sets[at - 1].isdisjoint(_NO_BACK):
        at -= 1
    while start < at < end and "outlet_word" in sets[at - 1] and not words.clitics(at - 1).preposition:
        at -= 1  # «وكالة الأنباء الرسمية قالت»
    return at


def may_act(words: Words, at: int, long: bool = False) -> bool:
    """Can a name before a verb begin with this word? No object of another verb («أصابت فلسطينيا، قالت إنه …»)."""
    clitics, classes = words.clitics(at), words.sets[at]
    timed = not classes.isdisjoint(TIMED) and classes.isdisjoint(NAMED)  # «لجان» may be a verb, too
    if clitics.preposition or timed or not classes.isdisjoint(_NO_ACTORS):
        return False
    named = clitics.article or not classes.isdisjoint(NAMED)
    return named or (long and not words.forms[at].endswith("ا"))
