# ruff: noqa: N818  # these names say what happened, not that something is an error
"""What translates, and what can fail.

TranslationFailed
├── NotNow      again later: no answer, too slow, too many requests, the service is ill (`again` is true)
└── NotEver     not with this setting: wrong key, unknown language, quota used up, nonsense for an answer
"""

from __future__ import annotations

from typing import Protocol


class TranslationFailed(Exception):
    """A text was not translated. `again`: may the same request succeed later? The text never holds a key."""

    again = False


class NotNow(TranslationFailed):
    """Later perhaps."""

    again = True


class NotEver(TranslationFailed):
    """Not before somebody changes a setting."""


class Translator(Protocol):
    """One translation service."""

    @property
    def name(self) -> str:
        """Its word in NADHIR_TRANSLATORS."""
        ...

    async def translate(self, text: str, source: str, target: str) -> str:
        """Translate from one language code to another. Raises TranslationFailed, and nothing else."""
        ...
