"""Names in rules: does who is named in a fact go by the name that a rule asks for?"""

from __future__ import annotations

from functools import lru_cache

from bot.arabic.letters import fold_word
from bot.arabic.place_words import nations
from bot.arabic.tables import load_rows
from bot.facts.name_words import name_words
from bot.rulebook.conditions import Named

#: What may be attached before a word of a name.
_ATTACHED = frozenset("ول")
#: Endings by which one word of a name differs from case to case and of its feminine: «الحوثيون», «الحوثيين», «الحوثية».
_ENDINGS = ("يون", "يين", "يه")
_PLURALS = ("ون", "ين")
_SHORTEST = 3


def is_called(test: Named, value: str) -> bool:
    """Is the name in a fact one of those asked for, or that of a body of the state asked for?"""
    folded = fold_word(value).casefold()
    if any(has_words(folded, name) for name in test.names):
        return True
    return bool(test.states and _states_of(folded) & test.states)


def has_words(value: str, name: str) -> bool:
    """Are all the words of a name in the value, ال and what is attached set aside? No name is in no value alone.

    «إسرائيل وحماس» has حماس, «مكتب حقوق الإنسان التابع للأمم المتحدة» the United Nations, «مليشيا الحوثي» الحوثيين.
    """
    if not name:
        return not value
    words = {_plain(form) for word in value.split() for form in _bare(word)}
    return bool(words) and all(_plain(word.removeprefix("ال")) in words for word in name.split())


def also_called(name: str) -> tuple[str, ...]:
    """All the names of who is asked for by one of them, folded; () for who has no other."""
    return _names().get(_key(name), ())


@lru_cache(maxsize=5_000)
def known_as(name: str) -> frozenset[str]:
    """Whom a name is known to mean, under whichever of his names: his first one, folded."""
    folded = fold_word(name).casefold()
    return frozenset([forms[0] for forms in set(_names().values()) if any(has_words(folded, one) for one in forms)])


@lru_cache(maxsize=5_000)
def state_of(name: str) -> frozenset[str]:
    """The codes of the states that a name means: «أوكرانيا», «كييف», «القوات الأوكرانية»."""
    folded = fold_word(name).casefold()
    return _states_of(folded) | _lands(folded)


def _lands(name: str) -> frozenset[str]:
    """The country that a name of one word is: «أوكرانيا»."""
    word = name.removeprefix("ال")
    forms = (word + "ي", word.removesuffix("يا") + "ي")
    return frozenset([code for form in forms if " " not in word and (code := nations().get(form))])


def _key(name: str) -> str:
    return " ".join(_plain(word.removeprefix("ال")) for word in fold_word(name).casefold().split())


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in load_rows("bot.rulebook", "called.tsv"):
        forms = tuple(fold_word(form).casefold() for form in row.pattern.split("|"))
        found.update(dict.fromkeys(map(_key, forms), forms))
    return found


def _states_of(name: str) -> frozenset[str]:
    """The countries that a state's body is of: «الطيران الحربي الروسي», «موسكو», not «المعارضة السورية»."""
    if seat := _seats().get(name):
        return frozenset({seat})
    words = name.split()
    of = frozenset(code for word in words if (code := nations().get(word)))
    bare = {word.removeprefix("ال") for word in words} if of else set()
    return of if not bare.isdisjoint(name_words().state) and bare.isdisjoint(name_words().rebel) else frozenset()


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    rows = load_rows("bot.rulebook", "seats.tsv")
    return {fold_word(form).casefold(): row.name for row in rows for form in row.pattern.split("|")}


def _bare(word: str) -> tuple[str, ...]:
    """A word without its article, and as it would be without a و or ل before that."""
    if word[:1] not in _ATTACHED:
        return (word.removeprefix("ال"),)
    rest = word[2:] if word.startswith("لل") else word[1:].removeprefix("ال")
    return word, rest


def _plain(word: str) -> str:
    """A word without the ending of its case: «حوثيون» and «حوثية» are حوثي, «مسلحين» is مسلح."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word.removesuffix(ending) + "ي"
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
