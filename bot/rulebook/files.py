"""The text of one rule file, read entry by entry: what did not change since the last time is taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.model.source import SourceEntry
from bot.rulebook.document import Items, Node, Scalar, UnreadableError, parse
from bot.rulebook.document import Mapping as MappingNode
from bot.rulebook.entries import SETTINGS, rule, settings
from bot.rulebook.fault import Fault
from bot.rulebook.near_places import NearPlaces
from bot.rulebook.notes import Notes, Sample, unknown_word
from bot.rulebook.pieces import Section, cut
from bot.rulebook.rule import Origin, Rule, Settings
from bot.rulebook.rulebook import Gazetteer, LoadedFile, Piece
from bot.rulebook.source_entries import source
from bot.rulebook.vocabulary import means, tables

Pieces = dict[str, Piece]
#: Twice what a large desk could write; ten thousand rules load in three seconds.
MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's text: cut into entries, or, where it cannot be cut, as one tree; or why it is neither."""

    path: str
    sections: tuple[Section, ...] | None = None
    root: Node | None = None
    error: UnreadableError | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What reading an entry needs besides its text. `read` opens an example file by its name."""

    gazetteer: Gazetteer
    defaults: Settings
    read: Callable[[str], list[Sample]]
    near: NearPlaces


class _NotCutError(Exception):
    """An entry does not stand for itself: the file must be read as a whole."""


def draft(path: str, text: str, *, whole: bool = False) -> Draft:
    """Make a draft of a file's text; never raises."""
    sections = None if whole else cut(text)
    if sections and not any(means("file", section.key) == "defaults" for section in sections):
        return Draft(path, sections)
    try:
        return Draft(path, None, parse(text))
    except UnreadableError as error:
        return Draft(path, error=error)


def default_node(made: Draft) -> tuple[Scalar, Node] | None:
    """The pair `defaults: …` of a file."""
    pairs = made.root.pairs if isinstance(made.root, MappingNode) else ()
    return next((pair for pair in pairs if means("file", pair[0].text) == "defaults"), None)


def read_defaults(path: str, node: Node, gazetteer: Gazetteer) -> tuple[Settings, list[Fault]]:
    """The settings under `defaults:`, a mapping or a list of mappings."""
    notes = Notes(path, gazetteer)
    known = {written: word for written, word in tables()["rule"].items() if word in SETTINGS}
    made = Settings()
    for part in node.items if isinstance(node, Items) else (node,):
        made = settings(notes, notes.pairs(part, known, "`defaults`"), made)
    return made, notes.faults


def read_file(made: Draft, text: str, around: Surroundings, before: LoadedFile | None, *, afresh: bool) -> LoadedFile:
    """What a file gives. `before` is its earlier state; `afresh`: its entries must all be read again.

    A rule that is broken now stays as it was in `before`; so does everything where the file itself is broken.
    """
    old = before.pieces if before and not afresh else {}
    error = made.error or _too_many(made)
    if error is not None:
        fault = Fault(made.path, error.line, error.column, error.what, error.remedy)
        return _all_kept(made.path, [fault], before)
    try:
        pieces, faults = _read_sections(made, around, old) if made.sections is not None else _read_root(made, around)
    except _NotCutError:
        return read_file(draft(made.path, text, whole=True), text, around, before, afresh=afresh)
    if not pieces and not text.strip() and before and (before.rules or before.sources):
        fault = Fault(made.path, 1, 1, "the file is empty", "delete it if its rules are to go")
        return _all_kept(made.path, [fault], before)
    return _collected(made.path, pieces, faults, before)


def _too_many(made: Draft) -> UnreadableError | None:
    """A file of more entries than anybody writes: reading it would take minutes."""
    cut_entries = [len(section.entries) for section in made.sections or ()]
    pairs = made.root.pairs if isinstance(made.root, MappingNode) else ()
    entries = sum(cut_entries) + sum(len(value.items) for _, value in pairs if isinstance(value, Items))
    if entries <= MOST_ENTRIES:
        return None
    return UnreadableError(f"the file holds {entries} entries, more than {MOST_ENTRIES}", "split it into several files")


def _all_kept(path: str, faults: list[Fault], before: LoadedFile | None) -> LoadedFile:
    """A file that does not load: what it gave last stays."""
    if before is None:
        return LoadedFile(path, (), faults=tuple(faults))
    kept = tuple(rule.id for rule in before.rules)
    return replace(before, faults=tuple(faults), kept=kept)


def _collected(
    path: str, pieces: list[tuple[str, Piece]], faults: list[Fault], before: LoadedFile | None
) -> LoadedFile:
    rules: list[Rule] = []
    sources: list[SourceEntry] = []
    kept: list[str] = []
    good = {rule.id: rule for rule in before.rules} if before else {}
    for _, piece in pieces:
        faults.extend(piece.faults)
        if piece.rule is not None:
            rules.append(piece.rule)
        elif piece.source is not None:
            sources.append(piece.source)
        elif piece.id in good:
            rules.append(good[piece.id])
            kept.append(piece.id)
    return LoadedFile(path, (), tuple(rules), tuple(sources), tuple(faults), kept=tuple(kept), pieces=dict(pieces))


def _read_sections(
    made: Draft, around: Surroundings, old: Mapping[str, Piece]
) -> tuple[list[tuple[str, Piece]], list[Fault]]:
    pieces: list[tuple[str, Piece]] = []
    groups: dict[str, int] = {}
    notes = Notes(made.path, around.gazetteer)
    for section in made.sections or ():
        key = Scalar(section.key, section.line, 1)
        group = _group(notes, key, groups)
        if group is None:
            continue
        if not section.entries:
            raise _NotCutError
        for entry in section.entries:
            name = f"{group}:{entry.text}"
            known = old.get(name)
            if known is not None and known.lasting:
                pieces.append((name, _moved(known, entry.line)))
                continue
            try:
                node = parse(entry.text, entry.line)
            except UnreadableError:
                raise _NotCutError from None
            if not isinstance(node, Items) or len(node.items) != 1:
                raise _NotCutError
            pieces.append((name, _read_entry(made.path, group, node.items[0], entry.line, around)))
    return pieces, notes.faults


def _read_root(made: Draft, around: Surroundings) -> tuple[list[tuple[str, Piece]], list[Fault]]:
    notes = Notes(made.path, around.gazetteer)
    pieces: list[tuple[str, Piece]] = []
    if made.root is None:
        return pieces, notes.faults
    if not isinstance(made.root, MappingNode):
        notes.error(
            made.root, "a file begins with `rules:`, `sources:` or `defaults:`", "write that line above the list"
        )
        return pieces, notes.faults
    groups: dict[str, int] = {}
    for key, value in made.root.pairs:
        group = _group(notes, key, groups)
        if group is None or group == "defaults":
            continue
        if isinstance(value, Scalar) and value.plain and value.text in {"", "~", "null"}:
            continue
        if not isinstance(value, Items):
            notes.error(value, f"below `{key.text}:` must stand a list", "begin each entry with `- id: …`")
            continue
        for number, node in enumerate(value.items):
            pieces.append((f"{group}:{number}", _read_entry(made.path, group, node, node.line, around)))
    return pieces, notes.faults


def _group(notes: Notes, key: Scalar, groups: dict[str, int]) -> str | None:
    """What a top-level key holds; a fault for an unknown or a second one."""
    group = means("file", key.text)
    if group is None:
        notes.error(key, f"'{key.text}' is no part of a rule file", unknown_word(key.text, tables()["file"]))
    elif group in groups:
        notes.error(key, f"`{key.text}:` stands here twice, first in line {groups[group]}", "put both lists under one")
        return None
    else:
        groups[group] = key.line
    return group


def _read_entry(path: str, group: str, node: Node, line: int, around: Surroundings) -> Piece:
    notes = Notes(path, around.gazetteer, around.read, around=around.near)
    if group == "rules":
        made = rule(notes, node, around.defaults)
        return Piece(line, rule=made, faults=tuple(notes.faults), id=notes.rule, lasting=not notes.opened)
    return Piece(line, source=source(notes, node), faults=tuple(notes.faults), id=notes.rule)


def _moved(piece: Piece, line: int) -> Piece:
    """The same entry, standing some lines further down."""
    down = line - piece.line
    if not down:
        return piece
    faults = tuple(replace(fault, line=fault.line + down) for fault in piece.faults)
    moved = piece.rule
    if moved is not None:
        origin = Origin(moved.origin.path, moved.origin.line + down, moved.origin.column)
        fires, quiet = (
            tuple(replace(one, line=one.line + down) for one in side) for side in (moved.fires, moved.quiet)
        )
        moved = replace(moved, origin=origin, fires=fires, quiet=quiet)
    return replace(piece, line=line, rule=moved, faults=faults)
