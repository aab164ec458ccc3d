"""What an edit changed: who must be told of what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.rulebook import Rulebook, edits

ONE = "  - {id: one, title: x, when: {event: clash}, fires: [x], quiet: [x]}\n"
TWO = "  - {id: two, title: x, when: {event: talks}, fires: [x], quiet: [x]}\n"


def test_nothing_changed(written: Callable[..., Rulebook]) -> None:
    book = written(a="rules:\n" + ONE)
    assert not edits(book, written(book, b="# only a comment\n"))


def test_added_removed_changed_and_merely_moved(written: Callable[..., Rulebook]) -> None:
    book = written(a="rules:\n" + ONE + TWO)
    after = written(book, a="rules:\n\n" + TWO.replace("talks", "clash") + ONE.replace("one", "three"))
    found = edits(book, after)
    assert (found.added, found.removed, found.changed) == (("three",), ("one",), ("two",))
    moved = written(after, a="rules:\n" + TWO.replace("talks", "clash") + ONE.replace("one", "three"))
    assert not edits(after, moved)


def test_broken_and_mended(written: Callable[..., Rulebook], tmp_path: Path) -> None:
    book = written(a="rules:\n" + ONE)
    broken = written(book, a="rules:\n" + ONE.replace("clash", "clahs"))
    found = edits(book, broken)
    assert (found.removed, found.changed, len(found.faults), found.mended) == ((), (), 1, ())
    assert not edits(broken, written(broken, a="rules:\n# moved\n" + ONE.replace("clash", "clahs")))
    mended = edits(broken, written(broken, a="rules:\n" + ONE))
    assert (mended.faults, mended.mended) == ((), (str(tmp_path / "a.yaml"),))


def test_sources_are_told_apart(written: Callable[..., Rulebook]) -> None:
    book = written(a="sources:\n  - {id: s, kind: folder, path: inbox}\n")
    found = edits(book, written(book, a="sources:\n  - {id: s, kind: folder, path: inbox2}\n"))
    assert (found.sources, bool(found)) == (True, True)
