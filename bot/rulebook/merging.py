"""The rules and sources of all files together: each id once, each source that a rule asks for known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from bot.model.source import SourceEntry
from bot.rulebook.conditions import From, each
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.matcher import conditions_of
from bot.rulebook.notes import listed
from bot.rulebook.rule import Origin, Rule
from bot.rulebook.rulebook import LoadedFile
from bot.rulebook.vocabulary import did_you_mean

#: What articles come from that are pushed to the service.
PUSHED = "push"
_SHOWN = 12


def merged(files: list[LoadedFile]) -> tuple[tuple[Rule, ...], tuple[SourceEntry, ...], tuple[Fault, ...]]:
    """The rules and sources of all files, each id once: the first that has it keeps it."""
    faults = [fault for file in files for fault in file.faults]
    rules: dict[str, Rule] = {}
    sources: dict[str, SourceEntry] = {}
    brought: dict[str, str] = {}
    for file in files:
        for one in file.rules:
            if one.id in rules:
                here = Origin(file.path, one.origin.line, one.origin.column)
                faults.append(_taken(one.id, here, rules[one.id].origin))
            else:
                rules[one.id] = one
        for entry in file.sources:
            if entry.id in sources:
                what = f"the source id '{entry.id}' is taken: {brought[entry.id]}"
                faults.append(Fault(file.path, _line_of(file, entry), 1, what, "give one of them another"))
            else:
                sources[entry.id] = entry
                brought[entry.id] = f"{file.path}:{_line_of(file, entry)}"
    faults += [*_taken_by_broken(files, rules), *_unknown_sources(rules.values(), sources)]
    faults += _told_twice(sources.values(), brought)
    return tuple(rules.values()), tuple(sources.values()), tuple(sorted(faults))


def _taken_by_broken(files: list[LoadedFile], rules: Mapping[str, Rule]) -> list[Fault]:
    """A fault for each rule that is broken and has the id of another besides: both are said at once."""
    faults: list[Fault] = []
    first = {name: rule.origin for name, rule in rules.items()}
    for file in files:
        for name, piece in file.pieces.items():
            if piece.rule is not None or not piece.id or not name.startswith("rules:") or piece.id in file.kept:
                continue
            here = Origin(file.path, piece.line, 1)
            if piece.id in first:
                faults.append(_taken(piece.id, here, first[piece.id]))
            first.setdefault(piece.id, here)
    return faults


def _taken(name: str, here: Origin, first: Origin) -> Fault:
    """The fault of a rule whose id another has, which stands first."""
    what = f"the id '{name}' is taken: {first.path}:{first.line}"
    return Fault(here.path, here.line, here.column, what, "give this rule another", Weight.ERROR, name)


def _told_twice(sources: Iterable[SourceEntry], brought: Mapping[str, str]) -> list[Fault]:
    """A warning for each source with the address of another: one newsroom would confirm its own words."""
    faults: list[Fault] = []
    first: dict[tuple[str, ...], SourceEntry] = {}
    for entry in sources:
        address = _address(entry)
        other = first.setdefault(address, entry) if address and entry.enabled else entry
        if other is not entry:
            path, line = brought[entry.id].rsplit(":", 1)
            what = f"the source '{entry.id}' has the address of '{other.id}' ({brought[other.id]})"
            remedy = "keep one of them: every article would come twice and seem confirmed"
            faults.append(Fault(path, int(line), 1, what, remedy, Weight.WARNING))
    return faults


def _address(entry: SourceEntry) -> tuple[str, ...]:
    """Where a source is fetched from, one address for all its spellings; () where nothing is fetched."""
    if entry.path:
        return entry.kind, entry.path.rstrip("/")
    parts = urlsplit(entry.url)
    host = (parts.hostname or "").removeprefix("www.")
    return (entry.kind, host, parts.path.rstrip("/"), parts.query) if entry.url else ()


def _line_of(file: LoadedFile, entry: SourceEntry) -> int:
    return next((piece.line for piece in file.pieces.values() if piece.source is entry), 1)


def _unknown_sources(rules: Iterable[Rule], sources: Mapping[str, SourceEntry]) -> list[Fault]:
    """A warning for each source that a rule asks for and that no file has: from it nothing will ever come.

    Where no file has any source at all, these are kept elsewhere and nothing is said.
    """
    faults: list[Fault] = []
    for rule in rules if sources else ():
        asked = [one for condition in conditions_of(rule) for one in each(condition, From)]
        names = dict.fromkeys(name for one in asked if one.field == "source" for name in one.names)
        for name in names:
            if name not in sources and name != PUSHED:
                shown = [*list(sources)[:_SHOWN], *(["…"] if len(sources) > _SHOWN else [])]
                remedy = did_you_mean(name, tuple(sources)) or f"one of {listed(shown)}"
                at, what = rule.origin, f"there is no source '{name}' in any file"
                faults.append(Fault(at.path, at.line, at.column, what, remedy, Weight.WARNING, rule.id))
    return faults
