"""Articles from files: `.txt`, `.jsonl` and standard input, as the command line and the folder source read them.

A `.txt` is one article: a first line followed by a blank line is its title, the rest its text, the file's stem its id.
A `.jsonl` has one article a line: `{"id", "title", "text", "published"?, "outlet"?, "url"?}`. UTF-8; a byte order mark
and CRLF are accepted. What cannot be read is a `FileFault` in its place, and the rest is still read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from bot.model.article import Article

#: Bytes of one article. The longest real ones have a hundredth of it; a 300 MB one is no article.
LARGEST = 4_000_000
SUFFIXES = (".txt", ".jsonl")
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHUNK = 1 << 20
#: The zero date of Go and .NET (0001-01-01) and the greatest one of databases (9999-12-31): programs write them for
#: a moment that they do not know.
_NO_YEARS = (1, 9999)


@dataclass(frozen=True, slots=True)
class FileFault:
    """What could not be read. `line` counts from 1, 0 = the whole file."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        """One line: `path:line: what`."""
        return f"{self.path}:{self.line}: {self.what}" if self.line else f"{self.path}: {self.what}"


class _UnreadableError(ValueError):
    """Why a line is no article."""


def load(paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Article | FileFault]:
    """Everything in these files, in their order; `-` is `stdin`, a folder stands for the `.txt` and `.jsonl` in it.

    An id that was read before is a fault, wherever it stood. Nothing is read before it is asked for.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for where, line, item in _numbered(path, stdin):
            if isinstance(item, FileFault):
                yield item
            elif item.id in seen:
                yield FileFault(
                    where, line, f"the id {item.id!r} was read already in {seen[item.id]}; this one is left out"
                )
            else:
                seen[item.id] = f"{where}:{line}"
                yield item


def read_file(path: Path) -> Iterator[Article | FileFault]:
    """Everything in one file, repeated ids included."""
    return (item for _, _, item in _file(path))


_Numbered = Iterator[tuple[str, int, Article | FileFault]]


def _numbered(path: str | Path, stdin: BinaryIO | None) -> _Numbered:
    if str(path) == "-" and stdin is not None:
        yield from _lines("<stdin>", stdin)
    elif Path(path).is_dir():
        for inner in sorted(Path(path).iterdir()):
            if inner.suffix.lower() in SUFFIXES:
                yield from _file(inner)
    else:
        yield from _file(Path(path))


def _file(path: Path) -> _Numbered:
    """Articles of one file with the lines they stand on."""
    name = str(path)
    suffix = path.suffix.lower()
    try:
        if not path.exists():
            yield name, 0, FileFault(name, 0, "no such file")
        elif suffix not in SUFFIXES:
            yield name, 0, FileFault(name, 0, "is neither .txt nor .jsonl")
        elif not path.is_file():
            yield name, 0, FileFault(name, 0, "is not a file")
        else:
            with path.open("rb") as stream:
                if suffix == ".txt":
                    yield name, 1, _text(path, stream.read(LARGEST + 1))
                else:
                    yield from _lines(name, stream)
    except OSError as error:
        yield name, 0, FileFault(name, 0, f"cannot be read ({error.strerror})")


def _text(path: Path, raw: bytes) -> Article | FileFault:
    """The article that a `.txt` is."""
    name = str(path)
    if len(raw) > LARGEST:
        return FileFault(name, 0, _too_large())
    try:
        text = _utf8(raw).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return FileFault(name, raw.count(b"\n", 0, error.start) + 1, _not_utf8(raw))
    lines = text.strip("\n").split("\n", 2)
    if len(lines) == 3 and not lines[1].strip():
        return Article(id=path.stem, title=lines[0].strip(), text=lines[2].strip("\n"))
    return Article(id=path.stem, title="", text=text.strip("\n"))


def _lines(name: str, stream: BinaryIO) -> _Numbered:
    """Articles of a stream of JSON lines."""
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST and not line.endswith(b"\n"):
            _skip_line(stream)
            yield name, number, FileFault(name, number, _too_large())
            continue
        if number == 1 and line.startswith(_UTF16):
            yield name, number, FileFault(name, number, _not_utf8(line))
            return
        if not line.removeprefix(_BOM).strip():
            continue
        try:
            yield name, number, _article(_utf8(line))
        except UnicodeDecodeError:
            yield name, number, FileFault(name, number, _not_utf8(line))
        except _UnreadableError as why:
            yield name, number, FileFault(name, number, str(why))


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(_CHUNK)) and not part.endswith(b"\n"):
        pass


def _utf8(raw: bytes) -> str:
    return raw.removeprefix(_BOM).decode("utf-8")


def _not_utf8(raw: bytes) -> str:
    what = "UTF-16" if raw.startswith(_UTF16) else "an older encoding such as windows-1256"
    return f"is not UTF-8 (it looks like {what}): save it again as UTF-8"


def _too_large() -> str:
    return f"is larger than {LARGEST:,} bytes, too large for an article"


def _article(line: str) -> Article:
    """The article that a line says. Raises _UnreadableError."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _UnreadableError(f"is not JSON ({_reason(error)})") from None
    return article_of(row)


def _reason(error: Exception) -> str:
    return f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep or too large"


def article_of(row: Any) -> Article:
    """The article that a JSON value of the form of a `.jsonl` line says. Raises ValueError with what is wrong."""
    if not isinstance(row, dict):
        raise _UnreadableError("is not an object with id, title and text")
    texts: dict[str, Any] = {name: _string(row, name, required=name in _NEEDED) for name in _STRINGS}
    if not texts["id"].strip():
        raise _UnreadableError("'id' is empty")
    return Article(**texts, published=_published(row.get("published")))


_NEEDED = ("id", "title", "text")
_STRINGS = (*_NEEDED, "outlet", "url")


def _string(row: dict[str, Any], name: str, *, required: bool) -> str:
    value = row.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise _UnreadableError(f"{name!r} is missing" if name not in row else f"{name!r} is not a text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise _UnreadableError(f"{name!r} holds half a character (a lone surrogate)") from None
    return value


def _published(value: Any) -> datetime | None:
    """The moment that `published` says; of a bare date its noon in UTC: the same day wherever we report from.

    None in the years that stand for «never»: nothing can be reckoned from there, and the news itself may be true.
    """
    if value is None:
        return None
    try:
        if isinstance(value, str) and len(value) == 10:
            moment = datetime.combine(date.fromisoformat(value), time(12), UTC)
        else:
            moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _UnreadableError(f"'published' is not a moment in ISO 8601: {str(value)[:40]!r}") from None
    if moment.tzinfo is None:
        raise _UnreadableError(f"'published' has no time zone: {value!r}")
    return None if moment.year in _NO_YEARS else moment
