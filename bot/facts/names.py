"""The names of speakers and parties: where one begins and ends among words, and how the text writes it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.arabic.alphabet import CONJOINED, Alphabet, led_by, one_letter
from bot.arabic.words import TIMED, Words
from bot.facts.beyond import is_verb
from bot.facts.given import goes_on, is_given, is_given_behind, is_medium
from bot.facts.name_words import name_words
from bot.facts.run_on import trimmed
from bot.facts.shapes import is_adjective, is_verbal

LONGEST_NAME = 8
_LONGEST_SUBJECT = 18
_OF_WHOM = 6
_LONGEST_OFFICE = 13
_NO_NAME = frozenset({
    "np_end", "cf_weekday", "cf_today", "cf_yesterday", "digits", "speech", "statement", "quote", "open", "participle",
    "they",
})  # fmt: skip
#: Classes that a speaker's name does not hold.
ENDS = frozenset(
    {"np_end", "that", "digits"}
    | {"colon", "quote", "open", "close", "comma", "stop", "newline", "dash", "bar", "semicolon"}
    | {"kill_noun", "wound_noun", "dead", "number", "ceasing", "truce", "cf_approve"}
    | {"outlet_word", "his_words", "according", "according_what", "participle", "goes_on", "cf_weekday", "announced"}
)
_VICTIMS = frozenset({"people", "kill_noun", "wound_noun", "dead", "hurt", "number", "unit", "digits"})
_COUNTED = _VICTIMS - {"people"}
#: Classes of words that begin a name without the article.
NAMED = frozenset({"actor", "actor_name", "same_source", "source_word", "place", "outlet_word", "body"})
#: With these no name of a speaker begins, unless the word is of NAMED as well.
_NO_SOURCE = frozenset({"no_source", "month", "name_stop", "event_unit", "weapon", "vehicle", "money", "measure"})
_OFFICES = frozenset({"body", "office", "official", "leader"})
_IN_OFFICE = frozenset({"source_word", "title", "office"})
_MARTYRS, _NAMED_AFTER = frozenset({"شهداء", "الشهداء"}), frozenset({"building", "actor", "body"})
_TITLES = frozenset({"title", "honorific"})
_UNNAMED = frozenset({"announced", "their_number", "t_onset"})
#: Whose leader or staff may speak: «قائدها», «ممثلوها».
_HIS = NAMED | _OFFICES | {"people", "title", "kin", "unknown"}
_OUTLET, _OUTLETS = frozenset({"outlet_word"}), frozenset({"outlet_word", "estimates", "same_source"})
#: An office ends no name behind these, and an apposition goes on over none of the last.
_NO_OFFICE = _NO_NAME | {"comma", "month", ".past", ".present"}
_OFFICE_ENDS = frozenset({"that", "colon"})
_NO_APPOSITION = frozenset({"that", "np_end", "speech", "colon", "participle", "according"})


#: So many words a name of the longest has; what goes on with a name proper, and with what it is of.
_LONGEST_WHOLE, _SHORTEST = 14, 2
_CALLED = frozenset({"rank", "honorific"})
_OF_SOMETHING = frozenset({"actor", "body", "building", "armed_name", "soldier_group"})
_HEALTH = "صحه"
_BODY, _FIRING, _CEASE = frozenset({"body"}), frozenset({"announced", "fire"}), "وقف"
_PROPER = frozenset({"unknown", "armed_name", "rank"})
_SONS = frozenset({"بن", "عبد", "ابو", "ابن", "ال"})


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
    first = f"{one_letter(alphabet.having_any(ENDS))}.|[^0-_]{one_letter(led_by('b'))}"
    return Signs(
        re.compile(f"{first}|{one_letter(spoke)}.|{one_letter(timed)}{one_letter(CONJOINED)}"),
        re.compile(first),
        re.compile(one_letter(alphabet.having("that") | alphabet.having("colon"))),
    )


def name_end(words: Words, start: int, end: int, *, outlets: bool = False) -> int:
    """Where a name that begins at `start` ends: before a mark, a word of time or place, «أن», a fact's own words.

    `outlets`: may it be one («قناة المستقبل»)?
    """
    if start >= end or not _may_begin(words, start):
        return start
    stop, first_stop, _ = signs(words.vocabulary.alphabet)
    code, limit = words.code, min(end, start + LONGEST_NAME)
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
    while limit <= at < min(end, start + _LONGEST_WHOLE) and _is_unfinished(words, at):
        at += 1
    if at == start and "np_end" in words.sets[at]:
        return start  # «وقالت على لسان فلان، ناطقها، إن»
    return trimmed(words, start, _with_office(words, start, at, end) or _with_apposition(words, start, at, end))


def _is_unfinished(words: Words, at: int) -> bool:
    """«المتحدث باسم القوات المسلحة في البلاد العميد فلان | الفلاني»: does a long name go on with a token?"""
    classes, before, form = words.sets[at], words.sets[at - 1], words.forms[at - 1]
    if "depends" in before:
        return words.clitics(at).preposition == "l"
    if not classes.isdisjoint(ENDS) or words.clitics(at).preposition or words.clitics(at).conjunction:
        return False
    if form.startswith("ال") and (is_adjective(words, at) or "unknown" in classes):  # «… لحقوق الإنسان | إيلينا …»
        return len(words.forms[at]) > _SHORTEST and not is_verbal(words.forms[at])
    if not before.isdisjoint(_CALLED) or form in _SONS or form in ("باسم", "للامم", "دار"):
        return True
    given = name_words().given
    if "unknown" in before or "served" in before or form in given:
        return not classes.isdisjoint(_PROPER) or words.forms[at] in given
    return not form.startswith("ال") and not before.isdisjoint(_OF_SOMETHING) and not words.clitics(at - 1).article


def _with_office(words: Words, start: int, at: int, end: int) -> int:
    """«المستشار الأمني في المجلس فلان الفلاني إن»: an office, its place, the name, «إن»; else 0."""
    if not start < at < end or not (words.forms[at] == "في" or words.clitics(at).preposition == "b"):
        return 0
    if is_medium(words, at + 1):
        return 0
    for that in range(at + 1, min(end - 1, start + _LONGEST_OFFICE)):
        classes = words.sets[that]
        if "comma" in classes and not words.sets[that + 1].isdisjoint(_OFFICE_ENDS):
            return 0 if words.sets[start].isdisjoint(_IN_OFFICE | {"unknown"}) else that
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
            proper = all(map(_NO_NAME.isdisjoint, sets[first + 1 : last]))
            if proper and 1 < last - first <= LONGEST_NAME - 2 and not is_verb(words, last - 1):
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
    if not classes.isdisjoint(_NO_SOURCE) and classes.isdisjoint(NAMED):
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
    if not classes.isdisjoint(_VICTIMS) and classes.isdisjoint(NAMED):
        return words.clitics(at).article or ("people" in classes and _may_tell(words, at))
    return classes.isdisjoint(TIMED) or "outlet_word" in classes  # «إذاعة» is a verb, too


def _goes_on_inside(words: Words, at: int, start: int, end: int) -> int:
    """A name goes on behind «في» of a source, in short quotes («منظمة "أطباء بلا حدود"»), in an apposition."""
    sets = words.sets
    classes, near = sets[at], min(end, at + LONGEST_NAME)
    if at > start and _is_of_it(words, at):
        return at + 1
    if at > start and "stop" in classes and len(words.forms[at - 1]) == 1 and at + 1 < end:  # «د. سامي الفارس»
        return at + 1
    if at > start and words.forms[at] == "في" and not words.clitics(at - 1).article and sets[at - 1] & _IN_OFFICE:
        return at if is_medium(words, at + 1) else at + 1
    if at > start and "comma" in classes and at + 1 < end and sets[at + 1] & _TITLES:  # «…، العميد فلان الفلاني …»
        last = next((k for k in range(at + 2, min(end, at + 5)) if not _goes_on(words, k)), min(end, at + 5))
        return last if last > at + 2 else at
    mark = "quote" if "quote" in classes else "comma" if "comma" in classes else "open" if "open" in classes else ""
    if mark and (at > start or mark == "quote"):
        closing = "close" if mark == "open" else mark
        for close in range(at + 1, min(near, at + (LONGEST_NAME if mark == "quote" and at == start else 6))):
            inside = sets[close]
            if closing in inside or (mark == "comma" and "that" in inside):
                return close + (mark != "comma")
            if not inside.isdisjoint(_NO_APPOSITION) or words.clitics(close).conjunction:
                return at
    return at


def _is_of_it(words: Words, at: int) -> bool:
    """Is it a part of the name whatever it is besides: «علي», «القناة | 12», «منسقو استجابة | سوريا»?"""
    return goes_on(words, at) or is_given_behind(words, at) or _is_of_martyrs(words, at) or _is_of_work(words, at)


def _is_of_martyrs(words: Words, at: int) -> bool:
    """«مستشفى شهداء الأقصى», «كتائب شهداء …»: those who died long ago gave it their name."""
    return words.forms[at] in _MARTYRS and not words.sets[at - 1].isdisjoint(_NAMED_AFTER)


def _is_of_work(words: Words, at: int) -> bool:
    """«لجنة | وقف إطلاق النار», «مكتب | رصد الانتهاكات»: is it what a body is there for?"""
    if words.forms[at - 2 : at] and words.forms[at - 1] == _CEASE and not words.sets[at].isdisjoint(_FIRING):
        return "body" in words.sets[at - 2]
    if words.sets[at - 1].isdisjoint(_BODY) or words.clitics(at - 1).article or words.clitics(at).conjunction:
        return False
    if words.forms[at] == _HEALTH:
        return True  # «مديرية صحة الرصافة»
    return "ceasing" in words.sets[at] or (
        "counts" in words.sets[at] and at + 1 < len(words) and words.clitics(at + 1).article
    )


def _goes_on(words: Words, at: int) -> bool:
    return words.sets[at].isdisjoint(ENDS) and not words.clitics(at).preposition
