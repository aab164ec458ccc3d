"""The values of a rule: words of a set, names, numbers, places, spans of time. Each reads a node or notes a fault."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.arabic.letters import fold_word
from bot.rulebook.conditions import Between, Named, OneOf, PlaceTest, Region, Stated
from bot.rulebook.document import Items, Mapping, Node, Scalar
from bot.rulebook.naming import also_called
from bot.rulebook.near_places import of_something_there
from bot.rulebook.notes import Notes
from bot.rulebook.vocabulary import a, means, words_of

_SPAN = re.compile(r"\s*(\d+(?:[.,]\d+)?)?\s*([^\W\d]+)\s*\Z")
#: A figure above the number of people alive can never fire.
EVERYONE = 9_000_000_000
_NOTHING = Items((), 0, 0)
#: The years that news can be of.
_FIRST_YEAR, _LATEST_YEAR = 1900, 2200
#: A namesake so many times smaller is not meant.
_DWARFED = 4
_NEVER_DWARFED = frozenset({"country", "region", "governorate"})
#: The codes of GeoNames: places far from what we read, many of them suburbs with as many people as a city here.
_LISTED = re.compile(r"G\d+\Z")
_MARKS = re.compile("[\u064b-\u0652]")


def negatable(notes: Notes, node: Node, what: str) -> tuple[Node, bool]:
    """The value itself, and whether it stood in `{not: …}`."""
    if not isinstance(node, Mapping):
        return node, False
    pairs = notes.keys(node, "value", what)
    if "not" not in pairs:
        if not node.pairs:
            notes.error(node, f"{what} is empty", "write a value")
        return _NOTHING, False
    return pairs["not"][1], True


def one_of(notes: Notes, node: Node, field: str, group: str, what: str) -> OneOf | None:
    """One word, a list (any of them) or `{not: …}`."""
    value, negated = negatable(notes, node, what)
    if value is _NOTHING:
        return None
    if isinstance(value, Items) and not value.items:
        notes.error(value, f"{what}: the list is empty", "write at least one word, or leave the line out")
        return None
    found: dict[str, None] = {}
    for part in value.items if isinstance(value, Items) else (value,):
        word = notes.word(part, group, a(what))
        if word in found:
            notes.warn(part, f"'{word}' stands here twice", "keep one of them")
        if word is not None:
            found[word] = None
    if negated and set(found) == set(words_of(group)):
        notes.error(value, f"{what}: every word there is stands in `not`", "so nothing is left that could fire")
    return OneOf(field, tuple(found), negated) if found else None


def named(notes: Notes, node: Node, field: str) -> Named | None:
    """One name, a list (any of them) or `{not: …}`."""
    value, negated = negatable(notes, node, field)
    if value is _NOTHING:
        return None
    parts = value.items if isinstance(value, Items) and value.items else (value,)
    written = tuple(name for part in parts for name in _name(notes, part, field))
    names = tuple(fold_word(name).casefold() for name in written)
    states = [code for name in names if name for code in notes.gazetteer.lookup(name)[:1] if _is_state(notes, code)]
    spelt = [fold_word(notes.gazetteer.name(code, "ar")) for code in states]  # `by: Russia` finds روسيا
    others = [other for name in names for other in also_called(name)]
    every = tuple(dict.fromkeys((*names, *spelt, *others)))
    for part in parts:
        if isinstance(part, Scalar) and _is_foreign(notes, part.text):
            notes.warn(part, f"'{part.text}' is no name that Arabic news write", "write the name in Arabic")
    return Named(field, every, negated, frozenset(states), tuple(filter(None, written))) if names else None


def _is_foreign(notes: Notes, name: str) -> bool:
    """Is a name one of Latin letters alone that stands for nobody known? «M23» may stand in Arabic news."""
    letters = [sign for sign in name if sign.isalpha()]
    latin = len(letters) > 1 and all(sign.isascii() for sign in letters)
    return latin and not also_called(name) and not any(_is_state(notes, code) for code in notes.gazetteer.lookup(name))


def _is_state(notes: Notes, code: str) -> bool:
    return notes.gazetteer.country(code) == code


def _name(notes: Notes, node: Node, field: str) -> tuple[str, ...]:
    """A name as written; "" in quotes is the outlet itself, or nobody."""
    if isinstance(node, Scalar) and not node.plain and not node.text.strip():
        return ("",)
    return tuple(name.text for name in notes.names(node, field))


def yes(notes: Notes, node: Node, what: str) -> bool | None:
    """True or false, in any of its words."""
    word = notes.word(node, "yes", f"yes or no ({what})")
    return None if word is None else word == "true"


def stated(notes: Notes, node: Node, field: str) -> Stated | None:
    """Is a moment said in the text?"""
    word = notes.word(node, "stated", f"a word for {field}")
    return None if word is None else Stated(field, word == "stated")


def between(notes: Notes, low: Node | None, high: Node | None) -> Between | None:
    """`at_least` and `at_most` together."""
    at_least = notes.number(low, "at_least") if low is not None else None
    at_most = notes.number(high, "at_most") if high is not None else None
    if at_least is not None and at_least > EVERYONE and low is not None:
        notes.error(low, f"at_least: {at_least} can never be reached", "that is more people than there are")
    if at_least == 0 and low is not None:
        notes.warn(low, "at_least: 0 asks nothing", "write 1 or more, or leave the line out")
    if high is not None and at_most is not None and (at_most == 0 or (at_least is not None and at_least > at_most)):
        why = "no figure counts nobody" if at_most == 0 else f"nothing is at least {at_least} and at most {at_most}"
        notes.error(high, "this can never fire", why)
    return Between(at_least, at_most) if (at_least, at_most) != (None, None) else None


def span(notes: Notes, node: Node, what: str) -> timedelta | None:
    """A time such as 5m, 6h, 3d, «6 ساعات», «يومين»: more than nothing, at most a year."""
    text = fold_word(node.text) if isinstance(node, Scalar) else ""
    match = _SPAN.match(text)
    unit = means("unit", match[2]) if match else None
    dual = _dual(match[2]) if match and not unit and not match[1] else None
    if match is None or (unit or dual) is None:
        written = node.text.strip() if isinstance(node, Scalar) else ""
        digits = text.strip().isdecimal()
        remedy = f"write its unit: {written}h" if digits else f"'{written}' is none: write it in digits"
        notes.error(node, f"{what} must be a time such as 30m, 6h or 3d", remedy if written else "")
        return None
    number = float(match[1].replace(",", ".")) if match[1] else 2 if dual else 1
    seconds = number * {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[str(unit or dual)]
    if not 0 < seconds <= 366 * 86400:
        notes.error(node, f"{what} must be more than nothing and at most a year")
        return None
    return timedelta(seconds=seconds)


def _dual(word: str) -> str | None:
    """The unit that an Arabic dual counts two of: يومين, ساعتان."""
    if not word.endswith(("ان", "ين")):
        return None
    stem = word[:-2]
    return means("unit", stem) or (means("unit", stem[:-1] + "ه") if stem.endswith("ت") else None)


def is_moment(text: str) -> bool:
    """Is it a day or a moment in ISO 8601, in a year that news can be of?"""
    try:
        return _FIRST_YEAR <= datetime.fromisoformat(text).year <= _LATEST_YEAR
    except ValueError:
        return False


def place_test(notes: Notes, node: Node | None, without: Node | None = None) -> PlaceTest | None:
    """One place, a list (any of them), `{not: …}`, or `{in: …, except: …}`; `without` is an `except:` beside it."""
    within: tuple[Region, ...] = ()
    excluded: tuple[Region, ...] = regions(notes, without) if without is not None else ()
    if isinstance(node, Mapping):
        found = notes.keys(node, "place", "a place")
        within = regions(notes, found["in"][1]) if "in" in found else ()
        for key in ("except", "not"):
            excluded += regions(notes, found[key][1]) if key in found else ()
    elif node is not None:
        within = regions(notes, node)
    for one in excluded:
        if within and all(_covers(notes, one, inner) for inner in within):
            notes.error(
                without or node or _NOTHING, f"nothing of the place is left without {one.name}", "mend `except`"
            )
    return PlaceTest(within, excluded) if within or excluded else None


def _covers(notes: Notes, outer: Region, inner: Region) -> bool:
    within = notes.gazetteer.within
    return bool(inner.codes) and all(any(within(one, other) for other in outer.codes) for one in inner.codes)


def regions(notes: Notes, node: Node) -> tuple[Region, ...]:
    """The places that a node names; faults for unknown and ambiguous ones."""
    found = (region(notes, name) for name in notes.texts(node, "a place"))
    return tuple(one for one in found if one is not None)


def region(notes: Notes, node: Scalar) -> Region | None:
    """A place by its Arabic or English name, its code, or `name, wider place` where several share the name."""
    name, _, wider = (part.strip() for part in node.text.replace("،", ",").partition(","))
    codes = find(notes, name)
    if wider:
        outer = find(notes, wider)
        inside = tuple(code for code in codes if any(notes.gazetteer.within(code, one) for one in outer))
        if codes and not inside:
            two = f"; to name both, write [{name}, {wider}]" if "،" in node.text and find(notes, wider) else ""
            notes.error(node, f"there is no '{name}' in '{wider}'", f"there is {candidates(notes, codes)}{two}")
            return None
        codes = inside
    if not codes:
        notes.error(node, f"the place '{name}' is not known", suggestion(notes, name))
        return None
    meant = _meant(notes, codes, name)
    if of_something_there(name, notes.gazetteer):
        what = f"'{name}' is no place of a table: all of {notes.gazetteer.name(meant[0], 'ar')} is asked for"
        notes.warn(node, what, "write the place alone, and ask for what is there by `words:`")
    if len(meant) > 1:
        notes.warn(
            node,
            f"'{name}' is the name of {len(meant)} places, all of which count",
            f"name one by its code or as '{name}, …': {candidates(notes, meant)}",
        )
    return Region(node.text.strip(), meant, fold_word(name))


def _meant(notes: Notes, codes: tuple[str, ...], written: str) -> tuple[str, ...]:
    """Of the places of one name: the one spelled so with its marks (عمّان is not عُمان), the one that holds the others,
    else those that are not dwarfed by the weightiest. Regions are dwarfed by none, and our own places not by those
    that only the list of all the world's places has.
    """
    gazetteer = notes.gazetteer
    if len(_MARKS.sub("", written)) < len(written):
        codes = tuple(code for code in codes if gazetteer.name(code, "ar") == written) or codes
    for code in codes:
        if all(gazetteer.within(other, code) for other in codes):
            return (code,)
    weights = {code: gazetteer.weight(code) for code in codes}
    most = max(weights[code] for code in [code for code in codes if not _LISTED.match(code)] or codes)
    return tuple(code for code in codes if weights[code] * _DWARFED >= most or gazetteer.kind(code) in _NEVER_DWARFED)


def find(notes: Notes, name: str) -> tuple[str, ...]:
    """The codes of a name, or the name itself where it is a code."""
    gazetteer = notes.gazetteer
    return gazetteer.lookup(name) or next(((code,) for code in (name, name.upper()) if gazetteer.name(code, "ar")), ())


def candidates(notes: Notes, codes: tuple[str, ...]) -> str:
    """The places of an ambiguous name, with the places they lie in and their codes."""
    gazetteer = notes.gazetteer
    shown = []
    for code in codes[:6]:
        around = [one for one in gazetteer.above(code) if gazetteer.name(one, "ar") != gazetteer.name(code, "ar")]
        nearest = max(sorted(around), key=lambda one: len(gazetteer.above(one)), default="")  # a set has no order
        where = f" ({gazetteer.name(nearest, 'ar')})" if nearest else ""
        shown.append(f"{gazetteer.name(code, 'ar')}{where} = {code}")
    return "; ".join(shown) + ("; …" if len(codes) > 6 else "")


def suggestion(notes: Notes, name: str) -> str:
    """The nearest names of places, and the way out."""
    near = notes.near.nearest(name)
    meant = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
    return f"{meant}A place that no table knows can be asked for by `words:`"
