"""What the commands print for people, in their language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.cli.out import safe
from bot.messages import isolate, say, say_reason, say_remedy, say_what
from bot.model.chat import Language
from bot.rulebook import Fault

#: The clock of everything that commands print.
_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Tongue:
    """Says the rows `cli_…` of the catalogue, and what is made in English elsewhere, in one language."""

    language: Language = Language.ENGLISH

    def say(self, key: str, **values: object) -> str:
        """The text of that key, filled in."""
        return say(self.language, f"cli_{key}", **values)

    def many(self, count: int, things: str) -> str:
        """`1 rule`, `2 rules`: `things` is a key (rules, articles …)."""
        return self.say(things, count=count, n=self.apart(f"{count:,}"))

    def reason(self, text: str) -> str:
        """A reason, or a word of the facts' own, made in English."""
        return say_reason(text, self.language, _ZONE)

    def apart(self, text: str) -> str:
        """What is written in figures or in Latin letters, set apart within an Arabic sentence."""
        return text if self.language is Language.ENGLISH else isolate(text)

    def fault(self, fault: Fault) -> Fault:
        """A fault of the rule files, which is made in English."""
        what, remedy = say_what(fault.what, self.language), say_remedy(fault.remedy, self.language)
        return replace(fault, what=what, remedy=remedy)

    def text(self, text: str) -> str:
        """A text of the world within a line of ours."""
        return self.apart(safe(text))
