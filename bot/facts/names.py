"""The names of speakers and parties: where one begins and ends among words, and how the text writes it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.arabic.alphabet import CONJOINED, Alphabet, led_by, one_letter
from bot.arabic.words import TIMED, Words
from bot.facts.given import is_called, is_given, is_given_behind
from bot.facts.name_words import name_words
from bot.facts.run_on import trimmed
from bot.facts.written import AUXILIARY

_LONGEST_NAME = 8
_LONGEST_SUBJECT = 18
_PLACE_NAME, _OF_WHOM = 3, 6
_LONGEST_OFFICE = 13
_NO_NAME = frozenset({
    "np_end", "cf_weekday", "cf_today", "cf_yesterday", "digits", "speech", "statement", "quote", "open", "participle",
    "they",
})  # fmt: skip
#: Classes that a speaker's name does not hold.
_ENDS = frozenset(
    {"np_end", "that", "digits"}
    | {"colon", "quote", "open", "close", "comma", "stop", "newline", "dash", "bar", "semicolon"}
    | {"kill_noun", "wound_noun", "dead", "number", "ceasing", "truce", "cf_approve"}
    | {"outlet_word", "his_words", "according", "according_what", "participle", "goes_on", "cf_weekday", "announced"}
)
#: A name before a verb may hold quotes.
_NO_BACK = _ENDS - {"quote"}
_VICTIMS = frozenset({"people", "kill_noun", "wound_noun", "dead", "hurt", "number", "unit", "digits"})
_COUNTED = _VICTIMS - {"people"}
#: Classes of words that begin a name without the article.
_NAMED = frozenset({"actor", "actor_name", "same_source", "source_word", "place", "outlet_word", "body"})
#: A clause may begin behind these; a noun behind those is no subject.
_BEGINS = frozenset({"comma", "quote", "newline", "stop", "colon", "semicolon", "dash", "close"})
_PREPOSITIONS = frozenset(
    {"في", "من", "خلال", "الي", "علي", "عن", "مع", "ضد", "بعد", "قبل", "ذوي", "بين", "حول", "منذ"}
)
#: With these no name of a speaker begins, unless the word is of _NAMED as well.
_NO_SOURCE = frozenset({"no_source", "month", "name_stop", "event_unit", "weapon", "vehicle", "money", "measure"})
_OFFICES = frozenset({"body", "office", "official"})
_NO_ACTORS = frozenset({"name_stop", "time", "month"})
_IN_OFFICE = frozenset({"source_word", "title", "office"})
_MARTYRS, _NAMED_AFTER = frozenset({"شهداء", "الشهداء"}), frozenset({"building", "actor", "body"})
_TITLES = frozenset({"title", "honorific"})
_UNNAMED = frozenset({"announced", "their_number", "t_onset"})
#: Whose leader or staff may speak: «قائدها», «ممثلوها».
_HIS = _NAMED | _OFFICES | {"people", "title", "kin", "unknown"}
_OUTLET, _OUTLETS = frozenset({"outlet_word"}), frozenset({"outlet_word", "estimates", "same_source"})
#: An office ends no name behind these, and an apposition goes on over none of the last.
_NO_OFFICE = _NO_NAME | {"comma", "month", ".past", ".present"}
_OFFICE_ENDS = frozenset({"that", "colon"})
_NO_APPOSITION = frozenset({"that", "np_end", "speech", "colon", "participle", "according"})


class Signs(NamedTuple):
    """Expressions over the codes and letters of one alphabet that find where names may end, at the speed of `re`."""

    stop: re.Pattern[str]
    first_stop: re.Pattern[str]
    that: re.Pattern[str]


@lru_cache(maxsize=4)
def signs(alphabet: Alphabet) -> Signs:
    """The expressions over an alphabet. A token of the code is a class letter and a clitic letter."""
    timed = alphabet.having_any(TIMED)
    spoke = alphabet.having("speech") & alphabet.having(".past")
    first = f"{one_letter(alphabet.having_any(_ENDS))}.|[^0-_]{one_letter(led_by('b'))}"
    return Signs(
        re.compile(f"{first}|{one_letter(spoke)}.|{one_letter(timed)}{one_letter(CONJOINED)}"),
        re.compile(first),
        re.compile(one_letter(alphabet.having("that") | alphabet.having("colon"))),
    )


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
    if last < end and "comma" in sets[last] and not (words.clitics(at).article or not sets[at].isdisjoint(_NAMED)):
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
    return not words.clitics(at).article and _NAMED.isdisjoint(words.sets[at])


def _back_over(words: Words, start: int, end: int) -> int:
    """Back over the words of a name that ends at `end`."""
    at, sets = end, words.sets
    furthest = max(start, end - _LONGEST_NAME)
    while at > furthest and sets[at - 1].isdisjoint(_NO_BACK):
        at -= 1
    while start < at < end and "outlet_word" in sets[at - 1] and not words.clitics(at - 1).preposition:
        at -= 1  # «وكالة الأنباء الرسمية قالت»
    return at


def may_act(words: Words, at: int, long: bool = False) -> bool:
    """Can a name before a verb begin with this word? No object of another verb («أصابت فلسطينيا، قالت إنه …»)."""
    clitics, classes = words.clitics(at), words.sets[at]
    if clitics.preposition or not classes.isdisjoint(TIMED) or not classes.isdisjoint(_NO_ACTORS):
        return False
    named = clitics.article or not classes.isdisjoint(_NAMED)
    return named or (long and not words.forms[at].endswith("ا"))


def name_end(words: Words, start: int, end: int, *, outlets: bool = False) -> int:
    """Where a name that begins at `start` ends: before a mark, a word of time or place, «أن», a fact's own words.

    `outlets`: may it be one («قناة المستقبل»)?
    """
    if start >= end or not _may_begin(words, start):
        return start
    stop, first_stop, _ = signs(words.vocabulary.alphabet)
    code, limit = words.code, min(end, start + _LONGEST_NAME)
    at = start
    while at < limit:
        match = stop.search(code, 2 * at, 2 * limit) if at > start else first_stop.match(code, 2 * at)
        if match is None and at > start:
            at = limit
        elif match is None:
            at += 1
        else:
            at = match.start() // 2
            if outlets and _is_outlet(words, at, start):
                at += 1
                continue
            inner = _goes_on_inside(words, at, start, end)
            if inner == at:
                break
            at = inner
    return trimmed(words, start, _with_office(words, start, at, end) or _with_apposition(words, start, at, end))


def _with_office(words: Words, start: int, at: int, end: int) -> int:
    """«المستشار الأمني في المجلس فلان الفلاني إن»: an office, its place, the name, «إن»; else 0."""
    if not start < at < end or not (words.forms[at] == "في" or words.clitics(at).preposition == "b"):
        return 0
    for that in range(at + 1, min(end - 1, start + _LONGEST_OFFICE)):
        classes = words.sets[that]
        if not classes.isdisjoint(_OFFICE_ENDS) or ("comma" in classes and "participle" in words.sets[that + 1]):
            return that
        if not classes.isdisjoint(_NO_OFFICE) and words.forms[that] != "في":
            break
    return 0


def _with_apposition(words: Words, start: int, at: int, end: int) -> int:
    """«رئيس البعثة في البلاد، فلان الفلاني، إن»: the name proper stands between commas before "that"."""
    found = signs(words.vocabulary.alphabet).that.search(words.letters, at, min(end, start + _LONGEST_SUBJECT))
    if found is not None:
        that, sets = found.start(), words.sets
        commas = [mark for mark in range(at, that) if "comma" in sets[mark]]
        if words.forms[at] == "عن" or (commas and not all(map(_NO_NAME.isdisjoint, sets[at + 1 : commas[0]]))):
            return at
        for first, last in pairwise([*commas, that]):
            if 1 < last - first <= _LONGEST_NAME - 2 and all(map(_NO_NAME.isdisjoint, sets[first + 1 : last])):
                return last
    return _behind_office(words, start, at, end)


def _behind_office(words: Words, start: int, at: int, end: int) -> int:
    """«المستشار في الحكومة، فلان الفلاني، …»: a name of words unknown to us between commas, behind an office."""
    if words.sets[start].isdisjoint(_IN_OFFICE) or at >= end:
        return at
    if words.forms[at] != "في" and "comma" not in words.sets[at]:
        return at
    commas = [mark for mark in range(at, min(end, at + _LONGEST_OFFICE)) if "comma" in words.sets[mark]][:2]
    if len(commas) < 2 or commas[1] - commas[0] not in range(3, 5):
        return at
    first = commas[0] + 1 + (not words.sets[commas[0] + 1].isdisjoint(_TITLES))
    given = name_words().given
    named = all("unknown" in words.sets[k] or words.forms[k] in given for k in range(first, commas[1]))
    return commas[1] if named else at


def _is_outlet(words: Words, at: int, start: int) -> bool:
    """«قناة المستقبل»، «موقع قناة …»، «تقديرات وكالة …»: an outlet's word that a name begins with."""
    sets = words.sets
    if sets[at].isdisjoint(_OUTLET) or words.clitics(at).preposition:
        return at == start and not sets[at].isdisjoint(_OUTLET) and "according" in sets[at - 1]
    return at == start or not sets[at - 1].isdisjoint(_OUTLETS)


def _may_tell(words: Words, at: int) -> bool:
    """«قال متظاهرون إن», «وفقا لنازحين»: people without an article may tell, the dead and the counted do not."""
    if not words.sets[at].isdisjoint(_COUNTED):
        return False
    behind = at > 0 and "according" in words.sets[at - 1] and words.clitics(at).preposition == "l"
    if at + 1 < len(words) and words.clitics(at + 1).article:  # «قال شقيق الضحية إن»
        return behind or any("that" in each for each in words.sets[at + 2 : at + _OF_WHOM])
    return behind or (at + 1 < len(words) and "that" in words.sets[at + 1])


def _may_begin(words: Words, at: int) -> bool:
    """A speaker is definite, a source, or a name we do not know; never a victim, a count or a verb."""
    classes = words.sets[at]
    if not classes.isdisjoint(_OFFICES) or is_given(words, at):
        return True
    if not classes.isdisjoint(_NO_SOURCE) and classes.isdisjoint(_NAMED):
        return False
    if not classes.isdisjoint(_UNNAMED) or ("time" in classes and words.clitics(at).article):
        return False
    if words.clitics(at).pronoun and classes.isdisjoint(_HIS):  # «أكد تحقيقها …»
        return False
    if "elimination" in classes and words.forms[at + 1 : at + 2] == ["علي"]:
        return False
    if "unknown" in classes and words.forms[at].endswith(("ها", "هم")):  # «تؤكد تأييدها …»
        return False
    if "nation" in classes and at + 1 < len(words) and "unknown" in words.sets[at + 1]:
        return True  # «قال علوي الباشا»: a surname
    if not classes.isdisjoint(_VICTIMS) and classes.isdisjoint(_NAMED):
        return words.clitics(at).article or ("people" in classes and _may_tell(words, at))
    return classes.isdisjoint(TIMED) or "outlet_word" in classes  # «إذاعة» is a verb, too


def _goes_on_inside(words: Words, at: int, start: int, end: int) -> int:
    """A name goes on behind «في» of a source, in short quotes («منظمة "أطباء بلا حدود"»), in an apposition."""
    sets = words.sets
    classes, near = sets[at], min(end, at + _LONGEST_NAME)
    if at > start and (is_given_behind(words, at) or is_called(words, at) or _is_of_martyrs(words, at)):
        return at + 1
    if at > start and words.forms[at] in name_words().goes_on.get(words.forms[at - 1], ()):
        return at + 1  # «منسقو استجابة سوريا»
    if at > start and "stop" in classes and len(words.forms[at - 1]) == 1 and at + 1 < end:  # «د. سامي الفارس»
        return at + 1
    if at > start and words.forms[at] == "في" and not words.clitics(at - 1).article and sets[at - 1] & _IN_OFFICE:
        return at + 1
    if at > start and "comma" in classes and at + 1 < end and sets[at + 1] & _TITLES:  # «…، العميد فلان الفلاني …»
        last = next((k for k in range(at + 2, min(end, at + 5)) if not _goes_on(words, k)), min(end, at + 5))
        return last if last > at + 2 else at
    mark = "quote" if "quote" in classes else "comma" if "comma" in classes else "open" if "open" in classes else ""
    if mark and (at > start or mark == "quote"):
        closing = "close" if mark == "open" else mark
        for close in range(at + 1, min(near, at + (_LONGEST_NAME if mark == "quote" and at == start else 6))):
            inside = sets[close]
            if closing in inside or (mark == "comma" and "that" in inside):
                return close + (mark != "comma")
            if not inside.isdisjoint(_NO_APPOSITION) or words.clitics(close).conjunction:
                return at
    return at


def _is_of_martyrs(words: Words, at: int) -> bool:
    """«مستشفى شهداء الأقصى», «كتائب شهداء …»: those who died long ago gave it their name."""
    return words.forms[at] in _MARTYRS and not words.sets[at - 1].isdisjoint(_NAMED_AFTER)


def _goes_on(words: Words, at: int) -> bool:
    return words.sets[at].isdisjoint(_ENDS) and not words.clitics(at).preposition
