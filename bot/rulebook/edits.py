"""What an edit of the rule files changed, for those who must be told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rulebook.fault import Fault, Weight
from bot.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Edits:
    """The difference between two states of a folder. Rules by id, files by path; each list in the order of the files.

    `faults` are the errors that are new, `mended` the files that had errors and have none any more. A rule that is kept
    in its last good state is not among `removed`.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    mended: tuple[str, ...] = ()
    sources: bool = False

    def __bool__(self) -> bool:
        """Is there anything to tell?"""
        return bool(self.added or self.removed or self.changed or self.faults or self.mended or self.sources)


def edits(before: Rulebook, after: Rulebook) -> Edits:
    """What changed from one state to the next. A rule that only moved within its file did not change."""
    old, new = ({rule.id: rule for rule in book.rules} for book in (before, after))
    known = {_telling(fault) for fault in before.errors}
    broken_before, broken_after = ({fault.path for fault in book.errors} for book in (before, after))
    return Edits(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name, rule in new.items() if name in old and old[name] != rule),
        faults=tuple(fault for fault in after.faults if fault.weight is Weight.ERROR and _telling(fault) not in known),
        mended=tuple(sorted(broken_before - broken_after)),
        sources=before.sources != after.sources,
    )


def _telling(fault: Fault) -> tuple[str, str, str]:
    """What makes a fault the same though it moved to another line."""
    return fault.path, fault.what, fault.rule
