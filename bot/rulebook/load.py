"""A folder of rule files, read: the only part of the rulebook that looks at a disk.

`load(folder, gazetteer)` reads everything. `load(folder, gazetteer, previous)` reads only what changed since, entry by
entry, and keeps the last good state of what is broken now; where nothing changed it gives back `previous` itself.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from bot.rulebook.document import LARGEST_FILE, UnreadableError, decode
from bot.rulebook.fault import Fault
from bot.rulebook.files import Draft, Surroundings, default_node, draft, merged, read_defaults, read_file
from bot.rulebook.notes import Sample
from bot.rulebook.rule import Settings
from bot.rulebook.rulebook import Gazetteer, LoadedFile, Rulebook

#: An example file is an article, not an archive.
_LARGEST_EXAMPLE = 1_000_000
Stamp = tuple[str, int, int]


def load(folder: Path, gazetteer: Gazetteer, previous: Rulebook | None = None) -> Rulebook:
    """The rules, sources and defaults of every `.yaml` file below a folder, and every fault in them.

    Never raises for what a file holds; a folder or file that cannot be read is a fault. Places are looked up in
    `gazetteer`, which must be the same from call to call.
    """
    before = {file.path: file for file in previous.files} if previous else {}
    stamps, faults = _stamps(folder)
    if previous is not None and faults and not stamps:
        return replace(previous, faults=tuple(faults))
    changed = {path: _draft_of(path) for path, stamp in stamps.items() if not _same(before.get(path), stamp)}
    if previous is not None and not changed and len(stamps) == len(before) and not faults:
        return previous
    settled = {path: file.defaults for path, file in before.items() if path in stamps and path not in changed}
    for path, (made, _) in changed.items():
        settled[path], found = _defaults_of(made, gazetteer, before.get(path))
        faults.extend(found)
    defaults = _one_default({path: settled[path] for path in stamps}, faults)
    afresh = previous is None or defaults != previous.defaults
    files = []
    for path, stamp in stamps.items():
        if path not in changed and not afresh:
            files.append(before[path])
            continue
        examples = _Examples(Path(path).parent)
        made, text = changed.get(path) or _draft_of(path)
        around = Surroundings(gazetteer, defaults, examples.read)
        file = read_file(made, text, around, before.get(path), afresh=afresh)
        files.append(replace(file, stamps=(stamp, *examples.stamps), defaults=settled[path]))
    return _bound(files, defaults, faults)


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


def _stamps(folder: Path) -> tuple[dict[str, Stamp], list[Fault]]:
    """Every rule file below the folder with what says that it is unchanged."""
    found: dict[str, Stamp] = {}
    if not folder.is_dir():
        return found, [Fault(str(folder), 1, 1, "there is no such folder", "name one that holds rule files")]
    faults: list[Fault] = []
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.name.endswith((".yaml", ".yml")):
                        found[entry.path] = _stamp(entry.path)
        except OSError as error:
            faults.append(Fault(here, 1, 1, f"cannot be read: {error.strerror}", "look at the rights of the folder"))
    return dict(sorted(found.items())), faults


def _same(file: LoadedFile | None, stamp: Stamp) -> bool:
    """Is the file, and every example file it names, as it was?"""
    return file is not None and file.stamps[0] == stamp and all(_stamp(one[0]) == one for one in file.stamps[1:])


def _stamp(path: str) -> Stamp:
    try:
        stat = os.stat(path)  # noqa: PTH116  # a thousand files each second: Path would double it
    except OSError:
        return (path, 0, 0)
    return (path, stat.st_mtime_ns, stat.st_size)


def _bytes(path: str, most: int) -> bytes:
    """A file of bounded size. Raises UnreadableError."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", "look at the rights of the file") from None
    if len(data) > most:
        what = f"the file has {size / 1e6:.0f} MB, more than {most / 1e6:.0f}"
        raise UnreadableError(what, "split it into several files")
    return data


def _draft_of(path: str) -> tuple[Draft, str]:
    """A file's draft and text; never raises."""
    try:
        text = decode(_bytes(path, LARGEST_FILE))
    except UnreadableError as error:
        return Draft(path, error=error), ""
    return draft(path, text), text


def _defaults_of(made: Draft, gazetteer: Gazetteer, before: LoadedFile | None) -> tuple[Settings | None, list[Fault]]:
    """The defaults of a changed file: those it had, where it is broken."""
    if made.error is not None:
        return (before.defaults if before else None), []
    pair = default_node(made)
    return read_defaults(made.path, pair[1], gazetteer) if pair else (None, [])


def _one_default(settled: dict[str, Settings | None], faults: list[Fault]) -> Settings:
    """The defaults of the folder: those of the first file that has some; a fault for each other."""
    having = [path for path, found in settled.items() if found is not None]
    faults.extend(
        Fault(path, 1, 1, f"there are defaults in {having[0]} already", "keep one `defaults:`") for path in having[1:]
    )
    return (settled[having[0]] if having else None) or Settings()


class _Examples:
    """Opens the example files of one rule file, and remembers which: they are part of its state."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.stamps: list[Stamp] = []

    def read(self, name: str) -> list[Sample]:
        """The articles of a `.txt` or `.jsonl` file below the rule file's folder. Raises UnreadableError."""
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder):
            raise UnreadableError("stands outside the folder of the rule file", "copy it there")
        self.stamps.append(_stamp(str(path)))
        text = decode(_bytes(str(path), _LARGEST_EXAMPLE))
        if path.suffix == ".jsonl":
            return [_json_line(line) for line in text.split("\n") if line.strip()]
        first, blank, rest = text.partition("\n\n")
        return [(first, rest.strip(), "") if blank and "\n" not in first else ("", text.strip(), "")]


def _json_line(line: str) -> Sample:
    try:
        found = json.loads(line)
    except ValueError:
        raise UnreadableError("holds a line that is not JSON", "write one article a line") from None
    if not isinstance(found, dict):
        raise UnreadableError("holds a line that is no article", 'write {"title": …, "text": …}')
    return str(found.get("title") or ""), str(found.get("text") or ""), str(found.get("published") or "")
