"""A folder of rule files, read: the only part of the rulebook that looks at a disk.

`load(folder, gazetteer)` reads everything. `load(folder, gazetteer, previous)` reads only what changed since, entry by
entry, and keeps the last good state of what is broken now; where nothing changed it gives back `previous` itself.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from bot.rulebook.disk import ExampleFiles, Stamp, read_bytes, stamp, stamps_below
from bot.rulebook.document import LARGEST_FILE, UnreadableError, decode
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.files import Draft, Surroundings, default_node, draft, read_defaults, read_file
from bot.rulebook.merging import merged
from bot.rulebook.near_places import NearPlaces
from bot.rulebook.rule import Settings
from bot.rulebook.rulebook import Defaults, Gazetteer, LoadedFile, Rulebook


def load(folder: Path, gazetteer: Gazetteer, previous: Rulebook | None = None) -> Rulebook:
    """The rules, sources and defaults of every `.yaml` file below a folder, and every fault in them.

    Never raises for what a file holds; a folder or file that cannot be read is a fault. Places are looked up in
    `gazetteer`, which must be the same from call to call.
    """
    before = {file.path: file for file in previous.files} if previous else {}
    stamps, faults = stamps_below(folder)
    outside = [fault for fault in previous.faults if fault.path not in before] if previous else []
    stamps |= _unseen(folder, before, faults)
    changed = {path: _draft_of(path) for path, known in stamps.items() if not _same(before.get(path), known)}
    if previous is not None and not changed and len(stamps) == len(before) and faults == outside:
        return previous
    settled = {path: file.defaults for path, file in before.items() if path in stamps and path not in changed}
    for path, (made, _) in changed.items():
        settled[path] = _defaults_of(made, gazetteer, before.get(path))
    defaults = _one_default({path: settled[path] for path in stamps}, faults)
    afresh = previous is None or defaults != previous.defaults
    files, near = [], NearPlaces(gazetteer)
    for path, known in stamps.items():
        if path not in changed and not afresh:
            files.append(before[path])
            continue
        examples = ExampleFiles(Path(path).parent)
        made, text = changed.get(path) or _draft_of(path)
        around = Surroundings(gazetteer, defaults, examples.read, near)
        file = read_file(made, text, around, before.get(path), afresh=afresh)
        files.append(replace(file, stamps=(known, *examples.stamps), defaults=settled[path]))
    return _bound(files, defaults, faults)


def _unseen(folder: Path, before: dict[str, LoadedFile], faults: list[Fault]) -> dict[str, Stamp]:
    """The files that were below a folder that is gone or cannot be looked into now: what they gave last stays."""
    closed = [fault.path for fault in faults if fault.weight is Weight.ERROR]
    every, below = str(folder) in closed, tuple(path + os.sep for path in closed)
    return {path: file.stamps[0] for path, file in before.items() if every or path.startswith(below)}


def _bound(files: list[LoadedFile], defaults: Settings, faults: list[Fault]) -> Rulebook:
    """All files as one rulebook."""
    rules, sources, found = merged(files)
    return Rulebook(
        rules=tuple(rule for rule in rules if rule.enabled),
        sources=sources,
        defaults=defaults,
        faults=tuple(sorted([*faults, *found])),
        disabled=tuple(rule for rule in rules if not rule.enabled),
        kept=tuple(name for file in files for name in file.kept),
        files=tuple(files),
    )


def _same(file: LoadedFile | None, known: Stamp) -> bool:
    """Is the file, and every example file it names, as it was?"""
    return file is not None and file.stamps[0] == known and all(stamp(one[0]) == one for one in file.stamps[1:])


def _draft_of(path: str) -> tuple[Draft, str]:
    """A file's draft and text; never raises."""
    try:
        text = decode(read_bytes(path, LARGEST_FILE))
    except UnreadableError as error:
        return Draft(path, error=error), ""
    return draft(path, text), text


def _defaults_of(made: Draft, gazetteer: Gazetteer, before: LoadedFile | None) -> Defaults | None:
    """The defaults of a changed file: those it had, where it is broken."""
    if made.error is not None:
        return before.defaults if before else None
    pair = default_node(made)
    if pair is None:
        return None
    found, faults = read_defaults(made.path, pair[1], gazetteer)
    return Defaults(found, pair[0].line, tuple(faults))


def _one_default(settled: dict[str, Defaults | None], faults: list[Fault]) -> Settings:
    """The defaults of the folder: those of the first file that has some; a fault for each other."""
    having = {path: found for path, found in settled.items() if found is not None}
    first, *others = having or [""]
    what = f"there are defaults in {first}:{having[first].line} already" if having else ""
    for path, found in having.items():
        faults.extend(found.faults)
        if path in others:
            faults.append(Fault(path, found.line, 1, what, "keep one `defaults:`"))
    return having[first].settings if having else Settings()
