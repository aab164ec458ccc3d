"""What tests of all rooms share."""

from __future__ import annotations

import pytest

from bot.facts import Reader, load


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One for all tests: it takes a second and a half to load, and nothing that it remembers changes a reading."""
    return load()
