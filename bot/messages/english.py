"""English for names of those who act or speak, made from their words: «السلطات المصرية» → Egyptian authorities.

Offices, bodies and adjectives stand in data/offices.tsv and data/demonyms.tsv, whole names in data/actors.tsv,
countries in babel. What is not wholly understood is not translated: the caller writes it in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale

from bot.arabic.letters import fold_word
from bot.arabic.place_words import nations

DATA = Path(__file__).parent / "data"
_MARKS = re.compile(r"[\"“”«»()]")
_COMMA = re.compile(r"\s*[،,]\s*")
_LONGEST, _AND = 6, 3
#: What is longer is a sentence, no name.
_MOST_WORDS = 14
_ON_BEHALF, _IN, _INSIDE = fold_word("باسم"), "في", "بال"
#: Bodies that anybody, or any place, may have; their names have no more words.
_OF_ANYBODY = frozenset(
    {"authorities", "government", "forces", "army", "police", "residents", "tribes", "fighters", "factions", "rebels"}
    | {"militia", "militias", "elders", "relatives", "brigade", "newspaper", "channel", "agency"}
)
#: Lands, houses and bodies of a place: the name of one has a word, or two that begin with one of _PART.
_OF_A_PLACE = frozenset(
    {"region", "governorate", "state", "district", "city", "town", "village", "camp", "tribe", "clan", "hospital"}
    | {"emergency room", "emergency rooms", "resistance committees", "municipality"}
)
_PART = frozenset(
    map(fold_word, ("شمال", "جنوب", "شرق", "غرب", "وسط", "جبل", "النيل", "أبو", "أم", "بني", "عين", "تل", "خان", "دير"))
)
_NAME = 2
#: What the name of the body behind it says already: «منظمة هيومن رايتس ووتش».
_SAID_BY_THE_NAME = frozenset({"organisation", "group", "movement"})
#: A dual is said with its number: «مصدران أمنيان» are two security sources.
_TWO = "two "
#: Offices of a place: behind these one word is no person's name.
_OFFICES_OF_A_PLACE = frozenset({"governor", "mayor", "district commissioner", "police chief"})
#: Who presides over anything but a country.
_HEADS = {"president": "head", "the president": "the head"}
_BELONGING = frozenset(map(fold_word, ("التابع", "التابعة", "تابع", "تابعة")))
_LOYAL = frozenset(map(fold_word, ("الموالي", "الموالية", "الموالون", "الموالين", "موالية", "موالون")))
#: Of these a whole is said («the», a region): no name of a body.
_NO_STATES = frozenset({"EU", "EZ", "UN", "ZZ", "001"})


class _Tables(NamedTuple):
    whole: Mapping[str, str]
    noun: Mapping[str, str]
    title: Mapping[str, str]
    rank: Mapping[str, str]
    number: Mapping[str, str]
    adjective: Mapping[str, str]


def rows(name: str) -> list[list[str]]:
    """The cells of a table beside, without its remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _tables() -> _Tables:
    arabic, english = Locale("ar").territories, Locale("en").territories
    whole = {fold_word(arabic[code]): english[code] for code in english if code in arabic and code not in _NO_STATES}
    whole |= {fold_word(form): latin for latin, forms in rows("actors.tsv") for form in forms.split("|")}
    kinds: dict[str, dict[str, str]] = {kind: {} for kind in ("noun", "title", "rank", "number", "adjective")}
    for kind, latin, forms in rows("offices.tsv"):
        kinds[kind] |= {fold_word(form): latin for form in forms.split("|")}
    demonyms = {row[0]: row[1] for row in rows("demonyms.tsv")}
    of_lands = {form: demonyms[code] for form, code in nations().items() if code in demonyms}
    adjectives = of_lands | kinds["adjective"]
    return _Tables(whole, kinds["noun"], kinds["title"], kinds["rank"], kinds["number"], adjectives)


@cache
def _countries() -> frozenset[str]:
    return frozenset(Locale("en").territories.values())


def english_name(name: str, latin: Callable[[str], str]) -> str:
    """The name in English, "" where a part of it is not understood; `latin` writes the names of people."""
    if name.count(" ") > _MOST_WORDS:
        return ""
    parts = _COMMA.split(_MARKS.sub("", name).strip(), maxsplit=1)
    first = _compose(parts[0].split(), latin)
    if not first or len(parts) == 1:
        return first
    return f"{first}, {_compose(parts[1].split(), latin) or latin(parts[1])}"


def _compose(words: Sequence[str], latin: Callable[[str], str]) -> str:
    return _composed(tuple(words), latin)


@lru_cache(maxsize=4096)  # a name of many «و» is taken apart at each of them
def _composed(words: tuple[str, ...], latin: Callable[[str], str]) -> str:
    """English for some words; "" where one of them is not understood."""
    whole = _whole(words)
    if whole or not words:
        return whole
    folded = [fold_word(word) for word in words]
    if _ON_BEHALF in folded[1:]:
        at = folded.index(_ON_BEHALF)
        return _spokesperson(words, at, latin)
    for at in range(1, len(words)):
        if folded[at][0] == "و" and len(folded[at]) > _AND:
            one, two = _compose(words[:at], latin), _compose([words[at][1:], *words[at + 1 :]], latin)
            if one and two:
                return f"{one} and {two}"
    return _in_a_place(words, folded, latin) or _phrase(words, folded, latin) or _explained(words, latin)


def _explained(words: Sequence[str], latin: Callable[[str], str]) -> str:
    """«سرايا القدس الجناح العسكري لحركة الجهاد»: a whole name, and what it is."""
    for end in range(len(words) - 2, 1, -1):
        what = _whole(words[:end]) and _compose(words[end:], latin)
        if what:
            return f"{_whole(words[:end])}, {what}"
    return ""


def _in_a_place(words: Sequence[str], folded: Sequence[str], latin: Callable[[str], str]) -> str:
    """«بعثة الأمم المتحدة في ليبيا»: a name that is understood, and where it is."""
    at = folded.index(_IN) if _IN in folded else -1
    name = _compose(words[:at], latin) if 0 < at < len(words) - 1 else ""
    return f"{name} in {_located(words[at + 1 :], latin)}" if name else ""


def _located(where: Sequence[str], latin: Callable[[str], str]) -> str:
    """A place or a body as far as it is understood, then who is in it."""
    for end in range(len(where), 0, -1):
        place, person = _compose(where[:end], latin), latin(" ".join(where[end:]))
        if place:
            return f"{place}, {person}" if person else place
    return latin(" ".join(where))


def _whole(words: Sequence[str]) -> str:
    folded, known = fold_word(" ".join(words)), _tables().whole
    return known.get(folded) or known.get(folded.removeprefix("ال")) or known.get("ال" + folded) or ""


def _spokesperson(words: Sequence[str], at: int, latin: Callable[[str], str]) -> str:
    """«المتحدث باسم الجيش الليبي أحمد المسماري»: for whom somebody speaks, as far as that is understood, then who."""
    who = _compose(words[:at], latin).removeprefix("the ")
    for end in range(len(words), at + 1, -1):
        whom = _compose(words[at + 1 : end], latin)
        if who and whom:
            rest = words[end:]
            return f"{who} for {whom}" + (f", {_compose(rest, latin) or latin(' '.join(rest))}" if rest else "")
    return ""


def _phrase(words: Sequence[str], folded: Sequence[str], latin: Callable[[str], str]) -> str:
    """A rank and a name, or a noun with its adjectives and what it is of."""
    tables = _tables()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        head, rest = " ".join(folded[:size]), words[size:]
        if head in tables.rank and rest and not rest[0].isdigit():
            return f"{tables.rank[head]} {latin(' '.join(rest))}"
        if head in tables.number and rest:
            counted = _compose(rest, latin)
            return f"{tables.number[head]} {counted}" if counted else ""
        kind = tables.noun.get(head) or tables.title.get(head)
        if kind is None:
            continue
        count = next((at for at, word in enumerate(folded[size:]) if word not in tables.adjective), len(rest))
        adjectives = [tables.adjective[word] for word in folded[size : size + count]]
        counted, kind = ("two ", kind.removeprefix(_TWO)) if kind.startswith(_TWO) else ("", kind)
        noun = counted + " ".join([*reversed(adjectives), kind])
        definite = not counted and folded[0].startswith("ال") and not adjectives and kind[0].islower()
        return _with_rest(f"the {noun}" if definite else noun, rest[count:], head in tables.title, latin)
    return ""


def _with_rest(noun: str, rest: Sequence[str], office: bool, latin: Callable[[str], str]) -> str:
    """What stands behind a noun: where, whose, who. "" where it is not understood."""
    if not rest:
        return noun
    first = fold_word(rest[0])
    within = rest[1:] if first == _IN else [rest[0][1:], *rest[1:]] if first.startswith(_INSIDE) else []
    if within:
        return f"{noun} in {_located(within, latin)}"
    if (first in _BELONGING or first in _LOYAL) and len(rest) > 1:
        whose = [_without_for(rest[1]), *rest[2:]]
        tie = "of" if first in _BELONGING else "loyal to"
        return f"{noun} {tie} {_compose(whose, latin) or latin(' '.join(whose))}"
    if office:
        return _office(noun, [_without_for(rest[0]), *rest[1:]], latin)
    bare, whose_name = noun.removeprefix("the "), [_without_for(rest[0]), *rest[1:]]
    whose_body = _compose(whose_name, latin).removeprefix("the ")
    if not whose_body and _may_be_a_name(rest, bare):
        whose_body = latin(" ".join(whose_name))  # «سكان كيدال», «حكومة فايز السراج»
    if not whose_body or whose_body.endswith((" army", " forces", bare)) or bare in _SAID_BY_THE_NAME:
        return whose_body
    return f"{whose_body} {bare}"


def _may_be_a_name(words: Sequence[str], body: str) -> bool:
    """May these words, that nobody knows, be whose or what place's the body is, and no more than that?"""
    if body in _OF_A_PLACE:
        return len(words) == 1 or (len(words) == _NAME and fold_word(words[0]) in _PART)
    return len(words) <= _NAME and body in _OF_ANYBODY


def _office(title: str, rest: Sequence[str], latin: Callable[[str], str]) -> str:
    """Of what somebody is the head, as far as that is understood, and who it is."""
    for end in range(len(rest), 0, -1):
        whose, person = _compose(rest[:end], latin), rest[end:]
        if whose and fold_word(rest[0]) in _tables().rank:
            return f"{title} {whose}"
        if whose:
            of = f"{title if whose in _countries() else _HEADS.get(title, title)} of {whose}"
            return f"{of}, {latin(' '.join(person))}" if person else of
    bare = title.removeprefix("the ")
    of = "of " if len(rest) == 1 and bare in _OFFICES_OF_A_PLACE else ""
    return f"{bare} {of}{latin(' '.join(rest))}"


def _without_for(word: str) -> str:
    """«للأمم» is الأمم, «لحماس» is حماس."""
    return "ال" + word[2:] if word.startswith("لل") else word.removeprefix("ل")
