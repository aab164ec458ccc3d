"""What a rule asks of an article: a small tree of frozen questions. Nothing here reads YAML or looks at an article."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from bot.model.facts import FACT_NAMES


@dataclass(frozen=True, slots=True)
class Region:
    """A place as a rule names it: any of `codes` of the gazetteer, or, where no table knows it, the folded name."""

    name: str
    codes: tuple[str, ...]
    folded: str

    def __hash__(self) -> int:
        """By its name: it is looked up for each article and rule."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class PlaceTest:
    """Lies it within (any of) `within` and outside all of `without`? An empty `within` is the whole world."""

    within: tuple[Region, ...]
    without: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field with a closed set of words (an enum, a bool): is it one of `values`? `negated`: none of them?"""

    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A free name (`by`, `speaker`): are all the words of one of `names` in it? Words are folded as the texts are.

    The name "" is that of nobody: the outlet itself says it. A body of one of the countries `states` (their codes) is
    the country's: «الجيش الروسي» for روسيا. `written`: the names as the rule has them.
    """

    field: str
    names: tuple[str, ...]
    negated: bool = False
    states: frozenset[str] = frozenset()
    written: tuple[str, ...] = dataclasses.field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """The interval of a count: at least, at most; None asks nothing."""

    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A moment (`starts`, `ends`, `on`): does the text say it?"""

    field: str
    stated: bool


Test = OneOf | Named | Between | Stated


@dataclass(frozen=True, slots=True)
class FactCondition:
    """Some fact of the kind `fact` ("" = of any kind) passes every test. `place` asks where it happened."""

    fact: str
    tests: tuple[Test, ...] = ()
    place: PlaceTest | None = None


@dataclass(frozen=True, slots=True)
class Keyword:
    """A free keyword of one or more words. `exact`: these very letters, and no clitic, ending or other spelling."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class WordsCondition:
    """All of `all`, at least one of `any` (where there are any) and none of `none` stand in title or text."""

    all: tuple[Keyword, ...] = ()
    any: tuple[Keyword, ...] = ()
    none: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """Something that the article reports happens there."""

    place: PlaceTest


@dataclass(frozen=True, slots=True)
class From:
    """Who brought or published the article: `field` is `source` (ids) or `outlet` (names, folded)."""

    field: str
    names: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No condition holds."""

    parts: tuple[Condition, ...]


Condition = FactCondition | WordsCondition | ArticlePlace | From | AllOf | AnyOf | NoneOf
_Kind = TypeVar("_Kind", bound=Condition)


def each(condition: Condition, kind: type[_Kind], *, forbidden: bool = True) -> Iterator[_Kind]:
    """The conditions of one kind within a condition, in the order written; `forbidden`: those under `none` too."""
    if isinstance(condition, kind):
        yield condition
    elif isinstance(condition, AllOf | AnyOf) or (forbidden and isinstance(condition, NoneOf)):
        for part in condition.parts:
            yield from each(part, kind, forbidden=forbidden)


#: What a fact goes by in rules.
FACTS: tuple[str, ...] = tuple(FACT_NAMES.values())
