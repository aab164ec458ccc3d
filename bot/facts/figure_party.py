"""Whose people are counted: the parties that a row of nouns names («قوات النظام وفصائل المعارضة», «النساء والأطفال»).

A noun of a side may be overruled by the name behind it: «قوات» are soldiers, «قوات الدعم السريع» fighters, «مقاتل»
fights for anybody, «مقاتل من الجيش» is a soldier.
"""

from __future__ import annotations

from functools import lru_cache

from bot.arabic.words import Words, clitic_letters

_CLITICS = dict(clitic_letters())
#: What a word says of those it counts or whose they are; the first that fits.
_SAYS = {
    "child": "children", "woman": "women", "journalist": "journalists", "medic": "medics", "medic_hint": "medics",
    "aid_worker": "aid_workers", "aid_hint": "aid_workers", "soldier": "soldiers", "soldier_group": "soldiers",
    "soldier_hint": "soldiers", "fighter": "fighters", "fighter_group": "fighters", "civilian": "civilians",
    "civilian_group": "civilians", "civilian_hint": "civilians", "kin": "civilians",
}  # fmt: skip
_ENDS = frozenset({
    "comma", "stop", "newline", "semicolon", "colon", "among", "open", "t_during", "t_since", "kill_verb",
    "wound_verb", "that", "digits", "number", "agent", "whereabouts", "most_of", "all_of", "according", "addition",
})  # fmt: skip
_BOUND = frozenset({"people", "nation", "ranks_of", "suspected"})
_SURELY_NOUNS = frozenset({"people", "suspected", "fighter_group", "soldier_group", "civilian_group"})
#: Names that tell whose forces are meant.
_NAMED = {
    "armed_name": "fighters", "forces_name": "soldiers", "aid_name": "aid_workers", "medic_name": "medics"
}  # fmt: skip
_MANY = frozenset({".plural", ".dual"})
_HARMED = frozenset({"dead", "hurt"})
_VERBS = frozenset({".past", ".present"})
_GENERAL = frozenset({"warrior", "member", "leader", "ranks_of", "official", "activist", "armed_adjective"})
_GROUPS = frozenset({"fighter_group", "soldier_group", "ranks_of"})
_CARE = frozenset({"medic_hint", "aid_hint", "aid_name", "medic_name"})
_TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان", "واحد", "واحده"})
_BETWEEN = frozenset({"من", "بين"})
#: So many words that say nothing may stand in a row before one that does.
_IDLE = 3


@lru_cache(maxsize=4096)
def _said(classes: frozenset[str], masculine: bool) -> str:
    return next((who for name, who in _SAYS.items() if name in classes and not (masculine and name == "woman")), "")


def said_by(words: Words, at: int) -> str:
    """Who is meant by a word; "" where it leaves that open."""
    return _said(words.classes(at), masculine(words, at))


def masculine(words: Words, at: int) -> bool:
    """«مواطنين», «شابان»: an ending that counts no women, though a word for a woman has the same stem."""
    word = words.word(at)
    return word.endswith(("ين", "ان", "ون")) and not word.endswith(("تين", "تان"))


def parties(words: Words, start: int, end: int, headed: bool = True) -> list[str]:
    """Who stands in a row of nouns that begins at a token, each once, in order; `headed`: at the noun counted."""
    found: list[str] = []
    here, sure, idle, of = "", False, 0, False
    for at in range(start, end):
        classes = words.classes(at)
        if at > start and _aside(words, at, classes):
            continue
        clitics = _CLITICS[words.code[2 * at + 1]]
        who = said_by(words, at)
        of = of or words.word(at) in _BETWEEN
        if (not classes.isdisjoint(_ENDS) and (at > start or not headed)) or (clitics.preposition == "b" and not (headed and _of_group(words, start, at))):
            break
        if "loyal" in classes:  # «قوات النظام والمسلحين الموالين له»: they fight on his side
            return found or [here] * bool(here)
        if _leaves(words, at, end, here) or (clitics.preposition == "l" and not who):
            break
        if at > start and clitics.conjunction and classes.isdisjoint(_HARMED):
            if (not who and classes.isdisjoint(_GENERAL)) or (headed and not of and _counted_apart(words, start, at)):
                break
            _settle(found, here)
            here, sure = "", False
        named = next((side for name, side in _NAMED.items() if name in classes), "")
        if named and (here or not who or at > start):
            here, sure = named, True
        elif who and not sure and (not here or classes.isdisjoint(_GENERAL)):
            here = _stronger(here, who)
        elif not who:
            idle += classes.isdisjoint(_BOUND) and words.word(at) != "من"
            if idle > _IDLE:
                break
    _settle(found, here)
    return found


def _aside(words: Words, at: int, classes: frozenset[str]) -> bool:
    """«شخصا على الأقل من سكان …», «عنصرين اثنين», «يشتبه بأنهم من …»: words that do not end a row."""
    word = words.word(at)
    if word == "علي":
        return at + 1 < len(words) and words.word(at + 1) == "الاقل"
    return word == "الاقل" or word in _TWO or ("that" in classes and "suspected" in words.classes(at - 1))


def _counted_apart(words: Words, head: int, at: int) -> bool:
    """«أربعة فلسطينيين وجندي», «28 مدنيا ومقاتلون»: indefinite and in another number than what was counted."""
    if words.word(at).startswith(("وال", "فال")):
        return False
    one, two = (words.classes(each).isdisjoint(_MANY) for each in (head, at))
    return one != two


def _of_group(words: Words, start: int, at: int) -> bool:
    """«بعشرات الجنود», «ضابط بالجيش»: the noun counted itself, or whose he is, right behind him."""
    return at == start or (at == start + 1 and bool(words.classes(at) & {"fighter_group", "soldier_group"}))


def _leaves(words: Words, at: int, end: int, here: str) -> bool:
    """Does the row end before this word: a verb, a preposition that leads elsewhere?"""
    classes = words.classes(at)
    if not classes.isdisjoint(_VERBS) and classes.isdisjoint(_SURELY_NOUNS):
        return True
    word = words.word(at)
    if word == "في":
        return not _leads_on(words, at, end, here)
    return "np_end" in classes and word != "من"


def _stronger(here: str, who: str) -> str:
    """A side behind a general noun: «مقاتلون من الجيش», «موظف في منظمة إغاثة»."""
    if here == "civilians" or (here == "fighters" and who == "soldiers"):
        return who if who not in {"children", "women"} else here
    return here or who


def _settle(found: list[str], who: str) -> None:
    if who and who not in found:
        found.append(who)


def _leads_on(words: Words, at: int, end: int, here: str) -> bool:
    """«في صفوف الحوثيين», «العاملون في القطاع الصحي»: what follows is whose they are."""
    near = [words.classes(each) for each in range(at + 1, min(at + 3, end))]
    caring = here == "civilians" and any(not classes.isdisjoint(_CARE) for classes in near)
    return caring or (bool(near) and not near[0].isdisjoint(_GROUPS))
