"""A mistake in a rule file, told to its author: where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """An error keeps a rule from working; a warning says that it may not do what its author means."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake. Lines and columns count from 1, columns in code points; `rule` is the id where it is known."""

    path: str
    line: int
    column: int
    what: str
    remedy: str = ""
    weight: Weight = Weight.ERROR
    rule: str = ""

    def __str__(self) -> str:
        """One line: `path:line:column: what — remedy`; a warning says that it is one."""
        mark = "warning: " if self.weight is Weight.WARNING else ""
        remedy = f" — {self.remedy}" if self.remedy else ""
        return f"{self.path}:{self.line}:{self.column}: {mark}{self.what}{remedy}"
