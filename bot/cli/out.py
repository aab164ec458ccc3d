"""How the commands speak: to people on stdout, of errors on stderr, to machines in JSON lines."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

OK, FAILED, WRONG = 0, 1, 2

#: Control characters of a text, which a terminal would obey; the line feed and the tab may stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: What turns all that follows around, the marks of ours behind it too.
_TURNING = re.compile("[\u202a-\u202e]")


def complain(line: str) -> None:
    """One line on stderr."""
    sys.stderr.write(safe(" ".join(line.splitlines())) + "\n")


def say_json(value: Any) -> None:
    """One JSON object, one line, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def console() -> Console:
    """Where people read: coloured when it is a terminal, lines never broken (that would tear right-to-left text)."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=True, markup=False, emoji=False)


def safe(text: str) -> str:
    """A text of the world as it may go to a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _TURNING.sub("", text))


def plain(text: str, style: str = "") -> Text:
    """A text of the world in a style."""
    return Text(safe(text), style=style)


def folder_of_rules(folder: Path | None) -> Path | None:
    """The folder a command was given or the settings name; None, with a line on stderr, where there is none."""
    if folder is None:
        from bot.settings import SettingsError, load

        try:
            folder = load().rules
        except SettingsError as error:
            for fault in error.faults:
                complain(fault)
            return None
    if folder.is_dir():
        return folder
    complain(f"{folder}: no such folder of rule files")
    return None
