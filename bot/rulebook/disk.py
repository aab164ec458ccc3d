"""What the rulebook reads from disk: which rule files there are, their bytes, the example files that they name.

Only ordinary files are opened: one that is a pipe or a device would keep its reader waiting for ever.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

from bot.rulebook.document import UnreadableError, decode
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.notes import Sample
from bot.rulebook.values import is_moment

#: An example file is an article, not an archive.
_LARGEST_EXAMPLE = 1_000_000
_ENDINGS = (".yaml", ".yml")
_RIGHTS = "look at the rights of the file"

#: Path, time of change in ns, size in bytes: what says that a file is unchanged.
Stamp = tuple[str, int, int]


def stamps_below(folder: Path) -> tuple[dict[str, Stamp], list[Fault]]:
    """Every rule file below a folder; the faults are about folders, and a warning where there is no file at all."""
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
                    elif entry.name.casefold().endswith(_ENDINGS):
                        found[entry.path] = stamp(entry.path)
        except OSError as error:
            faults.append(Fault(here, 1, 1, f"cannot be read: {error.strerror}", "look at the rights of the folder"))
    if not found and not faults:
        what, remedy = "there is no rule file in this folder", "the name of a rule file ends in .yaml"
        faults.append(Fault(str(folder), 1, 1, what, remedy, Weight.WARNING))
    return dict(sorted(found.items())), sorted(faults)


def stamp(path: str) -> Stamp:
    """What says that a file is unchanged; zeros where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116  # a thousand files each second: Path would double it
    except OSError:
        return (path, 0, 0)
    return (path, found.st_mtime_ns, found.st_size)


def read_bytes(path: str, most: int) -> bytes:
    """A file of bounded size. Raises UnreadableError."""
    try:
        found = os.stat(path)  # noqa: PTH116
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableError("is a folder", "name a file")
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("is no ordinary file", "take it out of the folder")
        data = Path(path).read_bytes() if found.st_size <= most else b""
    except FileNotFoundError:
        raise UnreadableError("there is no such file", "names count from the folder of the rule file") from None
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", _RIGHTS) from None
    size = max(found.st_size, len(data))  # it may have grown meanwhile
    if size > most:
        what = f"the file has {size / 1e6:.0f} MB, more than {most / 1e6:.0f}"
        raise UnreadableError(what, "split it into several files")
    return data


class ExampleFiles:
    """Opens the example files of one rule file, and remembers which: they are part of its state."""

    def __init__(self, folder: Path) -> None:
        """Names are looked up below the folder, which is that of the rule file."""
        self._folder = folder.resolve()
        self.stamps: list[Stamp] = []

    def read(self, name: str) -> list[Sample]:
        """The articles of a `.txt` or `.jsonl` file. Raises UnreadableError."""
        path = self._inside(name)
        self.stamps.append(stamp(str(path)))
        text = decode(read_bytes(str(path), _LARGEST_EXAMPLE))
        if path.suffix.casefold() == ".jsonl":
            numbered = enumerate(text.split("\n"), 1)
            return [_json_line(line, number) for number, line in numbered if line.strip()]
        first, blank, rest = text.partition("\n\n")
        return [Sample(first, rest.strip()) if blank and "\n" not in first else Sample("", text.strip())]

    def _inside(self, name: str) -> Path:
        try:
            path = (self._folder / name).resolve()
        except (OSError, ValueError):  # a loop of links, a zero byte
            raise UnreadableError("is no name of a file", "names count from the folder of the rule file") from None
        if not path.is_relative_to(self._folder):
            raise UnreadableError("stands outside the folder of the rule file", "copy it there")
        return path


def _json_line(line: str, number: int) -> Sample:
    """The article of one line, in the form that `nadhir read` takes too."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableError(f"line {number} is not JSON", "write one article a line") from None
    if not isinstance(found, dict):
        raise UnreadableError(f"line {number} is no article", 'write {"title": …, "text": …}')
    part = {name: _text(found, name, number) for name in ("title", "text", "published", "outlet")}
    if part["published"] and not is_moment(part["published"]):
        what = f"line {number}: '{part['published'][:40]}' is no date"
        raise UnreadableError(what, "write it as 2026-03-14 or 2026-03-14T12:00:00+03:00")
    return Sample(**part)


def _text(found: dict[str, Any], name: str, number: int) -> str:
    value = found.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnreadableError(f"line {number}: '{name}' is not a text", "put it in quotes")
    return value
