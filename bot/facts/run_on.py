"""Where a name is over although its words seem to go on: «السلطات | تفكيك خلية», «الجيش، | السبت», «مصدر | للصحيفة»."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.beyond import begins_beyond, is_what_is_told
from bot.facts.given import goes_on, is_called
from bot.facts.name_words import name_words
from bot.facts.shapes import is_adjective, is_verbal

#: Behind these a name goes on no further; words of days; what says whom somebody told, not who.
_OVER = frozenset({"name_stop", "his_words", "kill", "wound_verb", "heard", "seated", "issued"})
_DAYS = frozenset({"cf_weekday", "cf_today", "cf_yesterday", "time", "np_end", "name_stop", "that", "seated"})
_MARKS = frozenset({"quote", "open", "latin"})
_TOLD = frozenset({"outlet_word", "outlet_name", "journalist"})
_SIGNS = frozenset({"quote", "open", "close", "dash", "slash", "mark", "hash", "underscore", "latin", "blank"})
#: Parties that no adjective is; nouns of what is done that follow a name which is whole.
_PARTY, _ADJECTIVE = frozenset({"actor", "actor_name"}), frozenset({"nation", "title"})
_THINGS = frozenset({"event_unit", "weapon", "vehicle", "money", "time"})
_LIKE_ADJECTIVES = frozenset({"unknown", "depends", "nation"})
_DONE = frozenset({"announced", "rise_noun", "state", "capital", "statement"})
_DOING = _OVER | {"announced", "rise_noun"}
_PERSON, _OUTLET = (
    frozenset({"title", "people", "unknown", "office", "epithet", "honorific"}),
    frozenset({"outlet_word", "outlet_name"}),
)
#: People whom a name that is whole has for its object where they stand in the accusative.
_SOMEBODY = frozenset({"people", "title", "leader", "fighter", "civilian"})
#: … and whom it mourns, definite or not.
_MOURNED = _SOMEBODY | {"sure_rank", "rank"}
#: What the name of a body may go on with, whole as it is; what else is known begins something new.
_NAMELIKE = frozenset(
    {"title", "people", "actor", "body", "source_word", "nation", "epithet", "unknown", "outlet_word"}
)
#: What a verb of the present begins with that no name does.
_NOW = ("يست", "تست", "ترتفع", "يرتفع", "تشير", "يشير", "تظهر", "يظهر")
#: Behind these stands a name, whatever its shape.
_CALLED = frozenset({"honorific", "rank"})
#: No name ends with these.
_LOOSE = frozenset(
    {"np_end", "name_stop", "his_words", "comma", "dash", "open", "participle", "depends", "digits", "that"}
)
_ON_BEHALF, _WITHIN = "باسم", "في"
_FIRST = "اول"  # «أول من أمس»
_WHERE = frozenset({"np_end", "seated"})
_LETTERS = frozenset({"ل", "ب", "و", "ك", "او"})


def trimmed(words: Words, start: int, end: int) -> int:
    """Where the name of tokens start … end - 1 really ends: never before its first word."""
    whole = False
    for at in range(start, end):
        joined = at > start and goes_on(words, at)
        if at > start and not joined and _runs_on(words, start, at, whole):
            end = at
            break
        whole = _is_whole(words, at, whole) or (joined and is_called(words, at))
    while end > start + 1 and _is_loose(words, end - 1):
        end -= 1
    if words.quotes(start, end) % 2:
        if end < len(words) and "quote" in words.sets[end]:
            return end + 1
        if "quote" in words.sets[end - 1] and end > start + 1:
            return end - 1
    return end


def _is_loose(words: Words, at: int) -> bool:
    """Does no name end with this word: «المركز الروسي المعني | بـ…», «مصادر محلية وأخرى | …»?"""
    form, known = words.forms[at], name_words()
    if "digits" in words.sets[at] and is_called(words, at):
        return False
    if not words.sets[at].isdisjoint(_LOOSE) or form in _LETTERS:
        return True
    if form in known.whereabouts and at + 1 < len(words):  # «المعني بتنسيق …», not «السلطات المعنية»
        aimed = "unknown" in words.sets[at + 1] and words.forms[at + 1].startswith("ب")
        return aimed or bool(words.clitics(at + 1).preposition) or not words.sets[at + 1].isdisjoint(_WHERE)
    return bool(words.clitics(at).conjunction) and form[1:] in known.dangling


def is_told(words: Words, at: int) -> bool:
    """«قال لصحيفة …», «قال ل "فرانس برس"»: does somebody who is told something stand here?"""
    if words.forms[at] == "ل":
        return at + 1 < len(words) and not words.sets[at + 1].isdisjoint(_MARKS)
    told = words.clitics(at).preposition == "l" and not words.sets[at].isdisjoint(_TOLD)
    return told or "heard" in words.sets[at]


def _runs_on(words: Words, start: int, at: int, whole: bool) -> bool:
    """Does something else begin at a token of a name?"""
    classes, form = words.sets[at], words.forms[at]
    if not classes.isdisjoint(_OVER) or form == "ل" or (form == _FIRST and words.forms[at + 1 : at + 2] == ["من"]):
        return form != "ل" or is_told(words, at)
    clitics = words.clitics(at)
    if _is_whom(words, start, at, whole):
        return True
    if form.startswith(_NOW) and (".present" in classes or "unknown" in classes) and not clitics.article:
        return True  # «معطيات الجيش تستند إلى …»
    if "comma" in classes:
        behind = at + 1
        over = behind >= len(words) or not words.sets[behind].isdisjoint(_DAYS)
        return over or _is_done(words, behind, "b") or is_what_is_told(words, behind)
    if clitics.preposition == "l" and (".present" in classes or not classes.isdisjoint(_TOLD)):
        return True
    if clitics.preposition or ("unknown" in classes and form.startswith("ب")):
        aims = "bl" if not words.sets[start].isdisjoint(_PERSON) else "b"  # «بعثة … لمساعدة العراق» is one name
        return form != _ON_BEHALF and _is_done(words, at, aims)
    if clitics.pronoun and (".past" in classes or ".present" in classes):
        return True
    if begins_beyond(words, start, at, whole):
        return True
    known = clitics.conjunction or form in name_words().given or form == _WITHIN
    if form.startswith("ال") and _is_of_a_source(words, start, at):
        return True
    same = not whole or known or not classes.isdisjoint(_SIGNS)
    return not same and _begins_anew(words, start, at)


def _is_whom(words: Words, start: int, at: int, whole: bool) -> bool:
    """«نعى الجيش عميدا», «نعت الجماعة قياديا», «نعت الكتائب القيادي فلانا»: is it whom the named body speaks of?"""
    classes, clitics = words.sets[at], words.clitics(at)
    if whole and start and "mourn" in words.sets[start - 1] and not classes.isdisjoint(_MOURNED):
        return not clitics.conjunction
    somebody = "sure_rank" in classes or (whole and not classes.isdisjoint(_SOMEBODY))
    return somebody and words.forms[at].endswith("ا") and not clitics.article and not clitics.preposition


def _begins_anew(words: Words, start: int, at: int) -> bool:
    """Does a word behind a name that is whole say something else? An adjective or a person's own name does not."""
    classes, form, head = words.sets[at], words.forms[at], words.sets[start]
    # these go on with names that we do not know
    named = not head.isdisjoint(_PERSON | _OUTLET) or words.forms[start] in name_words().given
    if form.startswith("ال"):
        if not classes.isdisjoint(_THINGS) and "same_source" not in classes and form not in name_words().adjective:
            return True
        if "quote" in words.sets[at - 1] or "close" in words.sets[at - 1]:
            return not form.endswith(("ي", "يه"))
        if not named and classes.isdisjoint(_LIKE_ADJECTIVES) and not form.endswith(("ي", "يه", "ين")):
            return not is_adjective(words, at)
        party = not classes.isdisjoint(_PARTY) and not form.endswith("يه")
        return "their_number" in classes or (party and classes.isdisjoint(_ADJECTIVE))
    called = at == start + 1 and not head.isdisjoint(_CALLED)  # «الدكتور معاوية …»
    called = called or (named and "unknown" in classes and "unknown" in words.sets[at - 1])  # «خورخي إيفان»
    if not classes.isdisjoint(_DONE) or (classes.isdisjoint(_PARTY) and not called and is_verbal(form)):
        return True
    if named:  # «وزير السياحة فلان الفلاني | مهرجانات …»
        return form.endswith("ات") and "unknown" not in classes and classes.isdisjoint(_NAMELIKE)
    if "unknown" in classes:
        return form.endswith("ا") or (words.forms[at - 1].endswith(("ي", "يه")) and not form.startswith("ل"))
    if "armed_name" in classes and "unknown" in words.sets[at - 1]:
        return False  # «… للواء المتقاعد خليفة حفتر»
    return classes.isdisjoint(_NAMELIKE)


def _is_of_a_source(words: Words, start: int, at: int) -> bool:
    """«مصدر أمني | السومرية نيوز»: a source without an article is whole with its adjective."""
    return (
        at == start + 2
        and "source_word" in words.sets[start]
        and not words.forms[start].startswith("ال")
        and words.forms[at - 1] != _WITHIN
        and words.forms[at - 1].endswith(("ي", "يه", "ون", "ين"))
    )


def _is_done(words: Words, at: int, prepositions: str) -> bool:
    """«بإطلاق نار», «لإقناع»: something done behind a preposition."""
    clitics, form = words.clitics(at), words.forms[at]
    if "unknown" in words.sets[at]:  # «بارتكاب»
        return form[:1] == "ب" and "b" in prepositions and is_verbal(form[1:])
    return (
        bool(clitics.preposition)
        and clitics.preposition in prepositions
        and not (clitics.article and clitics.preposition == "l")
        and words.sets[at].isdisjoint(_PARTY)
        and (not words.sets[at].isdisjoint(_DOING) or is_verbal(words.forms[at][1:].removeprefix("ال")))
    )


def _is_whole(words: Words, at: int, whole: bool) -> bool:
    """Is a name definite with this word? «وزير» waits for another, «وزير الدفاع» does not."""
    classes, form = words.sets[at], words.forms[at]
    if words.clitics(at).article or form.startswith("ال") or "actor_name" in classes:
        return True
    if form.startswith("ل"):
        return False  # «المرصد السوري لحقوق …»
    return whole and "unknown" in classes and form != _ON_BEHALF
