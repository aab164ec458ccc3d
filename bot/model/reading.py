"""What was read in one article."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from bot.model.facts import FACT_NAMES, EventKind, Evidence, Fact, Place


class Titled(NamedTuple):
    """Words of a title, from the character `start` on, that speak of an event of a `kind`.

    `strength`: 3 they tell of one by themselves, 2 they speak of one, 1 they hint at one.
    """

    kind: EventKind
    strength: int
    start: int


class Opening(NamedTuple):
    """The stems of the words with which an article begins: of its title, or what stands for one; of its text.

    What tells nothing has an empty one. `titled` is what the title speaks of, whatever of it is told as a fact.
    """

    headline: tuple[str, ...]
    lead: tuple[str, ...]
    titled: tuple[Titled, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one article claims.

    `conflict`: is it news of armed conflict or political violence? Facts may be listed where it is not; no rule fires
    on them unless it says so. `places`: where its reported events happen, most specific first. `language`: `ar`, or
    the code of a language that is told apart and not read (then there are no facts), or "" where there are no words.
    `opening` is the article as it was cut, so that nobody cuts it again; it claims nothing, and None says as much.
    """

    article: str
    conflict: bool
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    language: str = "ar"
    opening: Opening | None = field(default=None, repr=False, compare=False)


def as_json(value: Any) -> Any:
    """A noun of the model as JSON values: places by name, moments as ISO 8601, each fact led by its name."""
    if isinstance(value, Place):
        return value.name
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, Evidence) or type(value) in FACT_NAMES:
        named = {"fact": FACT_NAMES[type(value)]} if type(value) in FACT_NAMES else {}
        return named | {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    return value
