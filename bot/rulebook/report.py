"""Faults for people, for programs and for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.rulebook.fault import Fault

#: The formats that `nadhir check --format` knows.
FORMATS = ("text", "json", "github")


def formatted(faults: Iterable[Fault], form: str) -> str:
    """The faults in one of FORMATS, a line each: `path:line:column: …`, a JSON object, or a GitHub workflow command."""
    write = {"text": as_text, "json": as_json, "github": as_github}[form]
    return "\n".join(write(fault) for fault in faults)


def as_text(fault: Fault) -> str:
    """`path:line:column: what — remedy`."""
    return str(fault)


def as_json(fault: Fault) -> str:
    """One object on one line."""
    return json.dumps(
        {
            "path": fault.path,
            "line": fault.line,
            "column": fault.column,
            "weight": fault.weight.value,
            "rule": fault.rule,
            "what": fault.what,
            "remedy": fault.remedy,
        },
        ensure_ascii=False,
    )


def as_github(fault: Fault) -> str:
    """A workflow command: `::error file=…,line=…,col=…::message`."""
    message = fault.what + (f" — {fault.remedy}" if fault.remedy else "")
    place = f"file={_escaped(fault.path, ',:')},line={fault.line},col={fault.column}"
    return f"::{fault.weight.value} {place}::{_escaped(message, '')}"


def _escaped(text: str, more: str) -> str:
    """Percent signs and line ends are written as codes, in properties commas and colons too."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
