"""The rules, sources and faults of one folder, as they stood when it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bot.model.source import SourceEntry
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.rule import Rule


class Gazetteer(Protocol):
    """What rules ask of the table of places: `bot.arabic.places.Gazetteer` is one."""

    def lookup(self, name: str) -> tuple[str, ...]:
        """The codes of the places of that name, in Arabic or English; none, one, or several where it is ambiguous."""
        ...

    def within(self, inner: str, outer: str) -> bool:
        """Lies the place with the code `inner` in that of `outer`, or is it the same?"""
        ...

    def name(self, code: str, language: str) -> str:
        """Its name in a language (`ar`, `en`), "" for an unknown code."""
        ...


@dataclass(frozen=True, slots=True)
class Stamp:
    """What says that a file is unchanged without reading it: its time of change in ns and its size in bytes."""

    changed: int
    size: int


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What one file gave. `last_good` is true where the rules are those of an earlier state, the present one being broken.

    `pieces` remembers what each entry's text gave, so that an edit of one entry reads only that one again.
    """

    path: str
    stamp: Stamp
    key: str
    rules: tuple[Rule, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    faults: tuple[Fault, ...] = ()
    last_good: bool = False
    pieces: dict[str, object] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything a folder of rule files says. `rules` holds the enabled rules only, `disabled` the others.

    `faults` are all that is wrong or doubtful, in order of file and line; a rule with an error is left out of `rules`,
    and a file that no longer loads keeps the rules it gave last (`stale` names such files).
    """

    rules: tuple[Rule, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    faults: tuple[Fault, ...] = ()
    disabled: tuple[Rule, ...] = ()
    stale: tuple[str, ...] = ()
    files: tuple[LoadedFile, ...] = field(default=(), repr=False)

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep something from working."""
        return tuple(fault for fault in self.faults if fault.weight is Weight.ERROR)

    def rule(self, id: str) -> Rule | None:  # noqa: A002  # the rule files call it id
        """The enabled rule of that id."""
        return next((rule for rule in self.rules if rule.id == id), None)
