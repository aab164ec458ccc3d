"""Mistakes speak to their author: all at once, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.rulebook import Rulebook, formatted

ROWS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "rulebook" / "faults.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_mistake_is_told_with_place_and_remedy(row: dict[str, Any], written: Callable[..., Rulebook]) -> None:
    book = written(a=row["text"])
    told = sorted(str(fault).partition("a.yaml:")[2] for fault in book.faults)
    expected = sorted(row["faults"], key=lambda line: [fault for fault in told if fault.startswith(line)] or [line])
    assert len(told) == len(expected), told
    for beginning, fault in zip(expected, told, strict=True):
        assert fault.startswith(beginning), told
    for words in row.get("says", []):
        assert any(words in fault for fault in told), told
    assert [rule.id for rule in book.rules] == row.get("rules", [rule.id for rule in book.rules])


def test_faults_are_formatted_for_people_programs_and_github(written: Callable[..., Rulebook]) -> None:
    faults = written(a="rules:\n  - {id: a, title: 'x', when: {event: clsh}, fires: [x], quiet: [x]}\n").faults
    path = faults[0].path
    what, remedy = "'clsh' is not an event kind", faults[0].remedy
    assert formatted(faults, "text") == f"{path}:2:39: {what} — {remedy}"
    assert f'"line": 2, "column": 39, "weight": "error", "rule": "a", "what": "{what}"' in formatted(faults, "json")
    assert formatted(faults, "github") == f"::error file={path},line=2,col=39::{what} — {remedy}"


def test_github_gets_percent_and_colons_as_codes() -> None:
    from bot.rulebook import Fault

    fault = Fault("a,b:c.yaml", 1, 2, "50% of it\nis wrong")
    assert formatted([fault], "github") == "::error file=a%2Cb%3Ac.yaml,line=1,col=2::50%25 of it%0Ais wrong"


def test_a_fault_shows_what_is_too_long_and_does_not_repeat_it(written: Callable[..., Rulebook]) -> None:
    book = written(a=f"rules:\n  - {{id: a, title: {'ق' * 5000}, {'k' * 900}: 1, when: {{event: {'w' * 5000}}}}}\n")
    assert any("a title of 5000 letters" in fault.what for fault in book.errors)
    assert max(len(str(fault)) for fault in book.faults) < 1500
