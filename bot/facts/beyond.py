"""What begins behind a name that is whole: «روسيا | لجوء …», «الجيش الإسرائيلي | نشطاء», «المصادر | نفذت …»."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.arabic.words import TIMED, Words
from bot.facts.name_words import name_words
from bot.facts.shapes import is_adjective

_LANDS = frozenset({"state", "capital"})
#: Parties and people without a name of their own that somebody accuses, warns or tells.
_OTHERS = frozenset({"actor", "source_word", "fighter_group"})
#: What may stand beside a name as more of it: a person's office, his title, an adjective.
_MORE = frozenset({"title", "official", "office", "epithet", "nation", "rank", "honorific", "outlet_name"})
#: What no verb is, though it be spelt like one.
_NO_VERBS = frozenset({
    "actor", "actor_name", "people", "title", "rank", "nation", "office", "body", "source_word", "outlet_name",
    "outlet_word", "honorific", "armed_name", "fighter_group", "building",
})  # fmt: skip
_SOURCES = frozenset({"source_word", "fighter_group", "people", ".plural"})
_NO_ADJECTIVES = frozenset({".fem", "actor", "body", "building", "thing", "np_end"})
_FIRST_OF_TWO = {"اسلام": "اباد", "تل": "ابيب"}
_MANY = frozenset({".plural", "people"})
#: «اكتفى», «انتمى»: verbs that no table knows.
_WEAK_VERB = re.compile(r"ا\wت\wي|انت\wي")
_MARKED = frozenset({"quote", "close"})
_ADJECTIVAL = ("ي", "يه", "يون", "يين")
_PRONOUNS = ("هما", "هم", "ها", "ه")
_ON_BEHALF = "باسم"
_POINTING = frozenset({"ذلك", "تلك"})
_SURNAMES = frozenset({"عوده", "نجاح", "فتح", "رفع", "قيام"})
_FEWEST = 4


def begins_beyond(words: Words, start: int, at: int, whole: bool) -> bool:
    """Does something that is told begin at a token behind the name that begins at `start`?

    `whole`: is the name definite with the word before? It promises nothing of clauses and marks: see run_on.
    """
    form, clitics = words.forms[at], words.clitics(at)
    if words.quotes(start, at) % 2:
        return False
    if (form in _POINTING and words.forms[at - 1] != _ON_BEHALF) or is_verb(words, at):
        return True
    if "unknown" in words.sets[at] and _WEAK_VERB.fullmatch(form) and _is_a_source(words, start, at):
        return True
    if form in _FIRST_OF_TWO and at == start + 1 and words.sets[start].isdisjoint(_NO_VERBS - {"actor_name"}):
        return words.forms[at + 1 : at + 2] == [_FIRST_OF_TWO[form]]  # «حملت نيودلهي | إسلام آباد …»
    if clitics.conjunction or clitics.preposition or form in name_words().given:
        return False
    named = "unknown" in words.sets[at - 1] and words.forms[at - 1] != _ON_BEHALF
    if named and form not in _SURNAMES and is_what_is_told(words, at):
        return True
    if not _is_closed(words, start, at, whole):
        return False
    return is_what_is_told(words, at) or _is_another(words, start, at, whole)


def is_verb(words: Words, at: int) -> bool:
    """«المصادر | نفذت …», «تفاصيل مسربة | تبدأ …», «نشطاء | ينتمون …»: is it a verb by its ending or beginning?"""
    classes, form = words.sets[at], words.forms[at]
    if "unknown" in classes:
        return len(form) > _FEWEST and form.startswith("ي") and form.endswith("ون")
    if classes.isdisjoint(TIMED) or not classes.isdisjoint(_NO_VERBS) or form in name_words().given:
        return False
    if len(form) < _FEWEST or (form[:1] != "ي" and any(each.startswith("=") for each in classes)):
        return False
    return (".past" in classes and form.endswith("ت")) or (".present" in classes and form.startswith(("ي", "ت")))


def is_what_is_told(words: Words, at: int) -> bool:
    """«رئيس البلدية فلان | العثور على …», «زعماء البلاد | التزامهم …»: a deed or a thing that somebody tells of."""
    return words.forms[at] in _all_told()


@lru_cache(maxsize=1)
def _all_told() -> frozenset[str]:
    """The words of what is told, with an article or with a pronoun too."""
    told = name_words().told
    return frozenset(each + his for each in told for his in ("", *_PRONOUNS)) | {f"ال{each}" for each in told}


def _is_closed(words: Words, start: int, at: int, whole: bool) -> bool:
    """May the name be over before a token: with a definite word, a name, an adjective of a source, a closing mark?"""
    before, classes = words.forms[at - 1], words.sets[at - 1]
    if before.startswith("ال") or not classes.isdisjoint(_MARKED) or "actor_name" in classes or "nation" in classes:
        return True
    if "unknown" in classes and (whole or before.endswith(_ADJECTIVAL)):
        return True
    return _is_a_source(words, start, at)


def _is_a_source(words: Words, start: int, at: int) -> bool:
    """«مصدر عسكري كيني | …», «جمعيات حقوقية | …»: somebody without an article, and nothing but adjectives."""
    several = not words.sets[start].isdisjoint(_SOURCES) and at > start + 1
    return several and all(_is_adjectival(words, near) for near in range(start + 1, at))


def _is_adjectival(words: Words, at: int) -> bool:
    """«حكومي», «غربيون», not «في» and «بلدية»."""
    form, classes = words.forms[at], words.sets[at]
    if form.endswith("ايه"):  # «وحدات حماية | الشعب»
        return False
    return form.endswith(_ADJECTIVAL) and len(form) >= _FEWEST and classes.isdisjoint(_NO_ADJECTIVES)


def _is_another(words: Words, start: int, at: int, whole: bool) -> bool:
    """«اتهم الجيش الإسرائيلي | نشطاء», «اتهم مصدر هندي | باكستان», «نبهت أنقرة | الأكراد»: somebody he speaks of."""
    classes, form, head = words.sets[at], words.forms[at], words.sets[start]
    if form.startswith("ال"):
        single = at == start + 1 and not head.isdisjoint(_LANDS) and not words.forms[start].startswith("ال")
        several = _is_a_source(words, start, at) and not words.forms[start].startswith("ال")
        beside = whole and words.forms[at - 1].startswith("ال") and form in name_words().noun
        return (single or several or beside) and not is_adjective(words, at)
    if not classes.isdisjoint(_LANDS):
        return "actor_name" in classes and not classes.issuperset({"nation", "title"})
    other = not classes.isdisjoint(_OTHERS) and (classes.isdisjoint(_MORE) or classes.issuperset(_MANY))
    described = form.endswith("ه") and words.forms[at - 1].endswith("ه")  # «مواقع سورية معارضة»
    return whole and other and not described
