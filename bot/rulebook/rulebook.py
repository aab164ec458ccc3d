"""The rules, sources and faults of one folder, as they stood when it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from bot.model.source import SourceEntry
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.rule import Rule, Settings


class Gazetteer(Protocol):
    """What rules ask of the table of places: `bot.arabic.places.Gazetteer` is one."""

    def lookup(self, name: str) -> tuple[str, ...]:
        """The codes of the places of that name, in Arabic or English; none, one, or several where it is ambiguous."""
        ...

    def within(self, inner: str, outer: str) -> bool:
        """Lies the place with the code `inner` in that of `outer`, or is it the same?"""
        ...

    def above(self, code: str) -> frozenset[str]:
        """The codes of all that a place lies in."""
        ...

    def country(self, code: str) -> str:
        """The code of the country it lies in, its own for a country; "" for a sea."""
        ...

    def weight(self, code: str) -> int:
        """About how many people live there: what a name means most often."""
        ...

    def kind(self, code: str) -> str:
        """What kind of place it is (`town`, `region` …)."""
        ...

    def __iter__(self) -> Iterator[str]:
        """Every code."""
        ...

    def name(self, code: str, language: str) -> str:
        """Its name in a language (`ar`, `en`), "" for an unknown code."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """What one entry of a file gave, and the line it began in: kept by its text, so that only edits are read again.

    One that read example files is not `lasting`: these may change while its text does not.
    """

    line: int
    rule: Rule | None = None
    source: SourceEntry | None = None
    faults: tuple[Fault, ...] = ()
    id: str = ""
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a file says for all rules that do not say otherwise, the line it begins in, and what is wrong there."""

    settings: Settings
    line: int = 1
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """What one file gave.

    `stamps` say that it, and the example files it names, are unchanged: path, time of change in ns, size in bytes.
    `kept` are the ids of rules that stand as they were in an earlier state, the present one being broken.
    """

    path: str
    stamps: tuple[tuple[str, int, int], ...]
    rules: tuple[Rule, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    faults: tuple[Fault, ...] = ()
    defaults: Defaults | None = None
    kept: tuple[str, ...] = ()
    pieces: dict[str, Piece] = field(default_factory=dict, compare=False, repr=False)


_PLAIN = Settings()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything a folder of rule files says. `rules` holds the enabled rules only, `disabled` the others.

    `faults` are all that is wrong or doubtful, in order of file and line. A rule with an error is left out of `rules`;
    where an earlier state of it was good, that one stays (`kept` names such rules).
    """

    rules: tuple[Rule, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    defaults: Settings = _PLAIN
    faults: tuple[Fault, ...] = ()
    disabled: tuple[Rule, ...] = ()
    kept: tuple[str, ...] = ()
    files: tuple[LoadedFile, ...] = field(default=(), repr=False)
    #: Asked for each article and each rule that told its incident before.
    _by_id: dict[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """File the rules under their ids; of two with one id the first stands."""
        object.__setattr__(self, "_by_id", {rule.id: rule for rule in reversed(self.rules)})

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that keep something from working."""
        return tuple(fault for fault in self.faults if fault.weight is Weight.ERROR)

    def rule(self, id: str) -> Rule | None:  # noqa: A002  # the rule files call it id
        """The enabled rule of that id."""
        return self._by_id.get(id)
