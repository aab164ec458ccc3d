"""Names in the reader's language: places by the gazetteer, actors by a table, the rest letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol

from bot.arabic.letters import fold_word
from bot.messages.catalogue import isolate, say
from bot.messages.english import english_name, rows
from bot.model.chat import Language
from bot.model.facts import Place

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z]")
_MARK = re.compile(r"[،,؛;:\"“”«»()\n]")
#: Words of the longest name of somebody who acts («المتحدث باسم قوات سوريا الديمقراطية كينو غابرييل» has seven).
_LONGEST = 7
#: «وزير» has no «و» before it.
_JOINED = 5
_WORD = re.compile(r"[\u0600-\u06ff]+|[^\u0600-\u06ff]+")


class Gazetteer(Protocol):
    """What messages ask of the table of places."""

    def name(self, code: str, language: str) -> str:
        """Its name in a language (`ar`, `en`), "" for an unknown code."""
        ...

    def within(self, inner: str, outer: str) -> bool:
        """Does one place lie within the other (or is the other)?"""
        ...

    def country(self, code: str) -> str:
        """The code of the country it lies in, its own for a country."""
        ...


@cache
def _name_words() -> dict[str, str]:
    return {fold_word(arabic): latin for arabic, latin in rows("name_words.tsv")}


@cache
def _letters() -> dict[str, tuple[str, str]]:
    return {letter: (latin, kind) for letter, latin, kind in rows("letters.tsv")}


def place_name(place: Place, language: Language, gazetteer: Gazetteer) -> str:
    """As the text writes it in Arabic; in other languages as the gazetteer does, else in readable letters."""
    if language is Language.ARABIC:
        return place.name
    return (gazetteer.name(place.code, language.value) if place.code else "") or latin(place.name)


def place_list(places: Iterable[Place], language: Language, gazetteer: Gazetteer, most: int = 2) -> str:
    """The first places by name, joined as the language does; says when there are more.

    What only says where another of them lies stands in brackets behind a single one, and nowhere else.
    """
    named = {place_name(place, language, gazetteer): place.code for place in places}
    around = {
        name: code
        for name, code in named.items()
        if any(code and other and other != code and gazetteer.within(other, code) for other in named.values())
    }
    names = [name for name in named if name not in around]
    joined = say_list(names[:most], language)
    if len(names) > most:
        return say(language, "and_more", list=joined)
    region = next((name for name, code in around.items() if gazetteer.country(code) != code), "")
    alone = len(names) == 1 and not joined.endswith(")")
    return f"{joined} ({region})" if alone and region and region not in joined else joined


def say_list(items: list[str], language: Language) -> str:
    """Join names with the language's own comma and `and`."""
    if len(items) < 2:
        return "".join(items)
    if language is Language.ARABIC:
        return "، ".join(items[:-1]) + " و" + items[-1]
    return ", ".join(items[:-1]) + " and " + items[-1]


def party_name(name: str, language: Language) -> str:
    """Name who acts, speaks or publishes: unchanged in Arabic, by the table of actors elsewhere."""
    if language is Language.ARABIC:
        return isolate(name) if _LATIN.search(name) else name
    if not _ARABIC.search(name):
        return name
    return english_name(name, latin) or latin(name)


def who_says(name: str, language: Language) -> str:
    """A name behind «بحسب»: in Arabic in the genitive, whatever case its words had in the article."""
    in_case = _inflected(name, _genitives(), ("يون", "يان"), "يين", "يين") if language is Language.ARABIC else name
    return party_name(in_case, language)


def who_acts(name: str, language: Language) -> str:
    """A name that stands for itself, behind a dash: in Arabic in the nominative."""
    in_case = _inflected(name, _nominatives(), ("يين",), "يون", "يان") if language is Language.ARABIC else name
    return party_name(in_case, language)


@cache
def _genitives() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("cases.tsv")}


@cache
def _nominatives() -> dict[str, str]:
    """A form that two nominatives share, «مسؤولين», is rather the plural: it stands first."""
    found: dict[str, str] = {}
    for nominative, genitive in rows("cases.tsv"):
        found.setdefault(genitive, nominative)
    return found


def _inflected(name: str, forms: Mapping[str, str], endings: tuple[str, ...], plural: str, dual: str) -> str:
    """The name with its first word in another case, its adjectives too, and what «و» joins to it right behind."""
    words, ending = name.split(" "), plural
    for at, word in enumerate(words):
        joined = "و" if at and word.startswith("و") and len(word) > _JOINED else ""
        article = "ال" if word.startswith("ال", len(joined)) else ""
        stem = word[len(joined) + len(article) :]
        changed = forms.get(stem, "")
        if not changed and at and stem.endswith(endings):  # «ناشطون محليون»
            changed = stem[: -len(plural)] + ending
        if changed:
            words[at] = f"{joined}{article}{changed}"
            ending = dual if changed.endswith("ان") else ending
        elif not joined and (at or not any(behind.startswith("و") for behind in words[1:3])):
            break
    return " ".join(words)


def actor(name: str, places: Iterable[Place]) -> str:
    """A name that may stand in a headline: up to its first mark; "" for a sentence, or a place that is named already.

    Readings err, and a headline is the worst place to see it.
    """
    short = _MARK.split(name, maxsplit=1)[0].strip()
    known = {fold_word(place.name) for place in places}
    return "" if len(short.split()) > _LONGEST or fold_word(short) in known else short


def latin(name: str) -> str:
    """Write an Arabic name in readable Latin letters; what is Latin already stays."""
    parts = [_word(part) if _ARABIC.match(part) else part for part in _WORD.findall(name)]
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _word(word: str) -> str:
    known = _name_words().get(fold_word(word))
    if known is not None:
        return known
    if word.startswith("ال") and len(word) > 4:
        return "al-" + _spell(word[2:])
    if word.startswith("و") and len(word) > 4 and _name_words().get(fold_word(word[1:])):
        return "and " + _word(word[1:])
    return _spell(word)


def _spell(word: str) -> str:
    """Letter by letter: و and ي are vowels between consonants, and a short `a` parts two consonants at the start."""
    found: list[tuple[str, str]] = []
    letters = [(letter, *_letters().get(letter, ("", "-"))) for letter in word]
    for at, (letter, latin_form, kind) in enumerate(letters):
        before = found[-1][1] if found else ""
        after = letters[at + 1][2] if at + 1 < len(letters) else ""
        if kind == "-" or (letter == "ة" and before == "v"):
            continue
        if letter in "وي" and before == "c" and after != "v":
            found.append(({"و": "u", "ي": "i"}[letter], "v"))
        elif kind == "c" and before == "c" and (len(found) == 1 or after == "c"):
            found.extend([("a", "v"), (latin_form, "c")])
        elif kind == "v" and before == "v" and found[-1][0] == latin_form:
            continue
        else:
            found.append((latin_form, kind))
    text = "".join(latin_form for latin_form, _ in found)
    return text[:1].upper() + text[1:]
