"""The one screen that says what is on, what is off, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot import __version__


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the service: is it on, and where or why not."""

    on: bool
    name: str
    what: str


def screen(lines: Sequence[Line], *, colour: bool) -> str:
    """All of them, the parts that are on first."""
    width = max(len(line.name) for line in lines)
    ordered = [*(line for line in lines if line.on), *(line for line in lines if not line.on)]
    said = [f"nadhir {__version__} · نذير", ""]
    for line in ordered:
        mark = ("\033[32m●\033[0m" if colour else "on ") if line.on else ("\033[2m○\033[0m" if colour else "off")
        said.append(f"  {mark} {line.name:<{width}}  {line.what}")
    return "\n".join([*said, "", "Ctrl+C stops it.", ""])
