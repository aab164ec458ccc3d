"""What is found wrong while one file is read, and what reading it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.rulebook.document import Items, Mapping, Node, Scalar, UnreadableError
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.near_places import NearPlaces
from bot.rulebook.rulebook import Gazetteer
from bot.rulebook.vocabulary import FACT_WORDS, asked_as, choice, did_you_mean, means, normal, tables

#: A fault is a line: what somebody wrote is shown in it, not repeated at any length.
_LONGEST_WHAT, _LONGEST_REMEDY = 240, 800
_ARABIC_COMMAS = "،؛"


@dataclass(frozen=True, slots=True)
class Sample:
    """An article in an example file; "" = unknown."""

    title: str
    text: str
    published: str = ""
    outlet: str = ""


@dataclass(slots=True)
class Notes:
    """The faults of one entry, collected; `rule` is the id that they are about, as soon as it is known.

    `read` opens an example file by the name that stands in the rule.
    """

    path: str
    gazetteer: Gazetteer
    read: Callable[[str], list[Sample]] | None = None
    rule: str = ""
    opened: bool = False
    faults: list[Fault] = field(default_factory=list)
    around: NearPlaces | None = None

    @property
    def near(self) -> NearPlaces:
        """The places near to one that is unknown: one index for a whole folder."""
        if self.around is None:
            self.around = NearPlaces(self.gazetteer)
        return self.around

    def error(self, node: Node, what: str, remedy: str = "") -> None:
        """Something that keeps the rule from working."""
        self._note(node, what, remedy, Weight.ERROR)

    def warn(self, node: Node, what: str, remedy: str = "") -> None:
        """Something that works, and may not be what was meant."""
        self._note(node, what, remedy, Weight.WARNING)

    def _note(self, node: Node, what: str, remedy: str, weight: Weight) -> None:
        what, remedy = (_cut(text, most) for text, most in ((what, _LONGEST_WHAT), (remedy, _LONGEST_REMEDY)))
        self.faults.append(Fault(self.path, node.line, node.column, what, remedy, weight, self.rule[:_LONGEST_WHAT]))

    @property
    def broken(self) -> bool:
        """Is there an error?"""
        return any(fault.weight is Weight.ERROR for fault in self.faults)

    def keys(self, node: Node, group: str, what: str) -> dict[str, tuple[Scalar, Node]]:
        """The pairs of a mapping by the words of a set; faults for all others."""
        return self.pairs(node, tables()[group], what)

    def pairs(self, node: Node, known: dict[str, str], what: str) -> dict[str, tuple[Scalar, Node]]:
        """The pairs of a mapping by `known` (what may be written, in normal form → what it stands for)."""
        found: dict[str, tuple[Scalar, Node]] = {}
        if not isinstance(node, Mapping):
            self.error(node, f"{what} must be written as `key: value`", f"keys are {listed(known.values())}")
            return found
        for key, value in node.pairs:
            word = known.get(normal(key.text))
            if word is None:
                self.error(key, f"'{key.text}' is not known in {what}", unknown_word(key.text, known))
            elif word in found:
                first = found[word][0]
                self.error(key, f"'{key.text}' stands here twice, first in line {first.line}", "keep one of them")
            else:
                found[word] = (key, value)
        return found

    def word(self, node: Node, group: str, what: str) -> str | None:
        """The one word of a set that a node says; a fault and None where it does not."""
        if not isinstance(node, Scalar):
            self.error(node, f"{what} must be one word", listed(tables()[group].values()))
            return None
        word = means(group, node.text)
        if word is None and not self.parted(node, quotable=False):
            elsewhere = asked_as(node.text) if group in FACT_WORDS else ""
            remedy = f"write it there: `{elsewhere}`" if elsewhere else unknown_word(node.text, tables()[group])
            self.error(node, f"'{node.text}' is not {what}", remedy)
        return word

    def parted(self, node: Node, *, quotable: bool = True) -> bool:
        """Was an Arabic comma meant to part this? Then a fault says that it does not; in quotes it is a mere sign."""
        if not isinstance(node, Scalar) or not node.plain or not any(sign in node.text for sign in _ARABIC_COMMAS):
            return False
        words = [word.strip() for word in re.split(f"[{_ARABIC_COMMAS}]", node.text) if word.strip()]
        remedy = f"write the Latin comma: [{', '.join(words)}]" + ("; or the text in quotes" if quotable else "")
        self.error(node, f"the Arabic comma in '{node.text}' parts nothing", remedy)
        return True

    def text(self, node: Node, what: str) -> str:
        """The text of a node; a fault and "" where there is none."""
        if isinstance(node, Scalar) and node.text.strip():
            return node.text.strip()
        self.error(node, f"{what} must be a text", "")
        return ""

    def texts(self, node: Node, what: str) -> tuple[Scalar, ...]:
        """One text or a list of texts, each where it stands."""
        nodes = node.items if isinstance(node, Items) else (node,)
        if not nodes:
            self.error(node, f"{what} is an empty list", "write at least one, or leave the line out")
        return tuple(one for one in nodes if self.text(one, what) and isinstance(one, Scalar))

    def names(self, node: Node, what: str) -> tuple[Scalar, ...]:
        """The same for names, which an Arabic comma does not part."""
        return tuple(one for one in self.texts(node, what) if not self.parted(one))

    def examples(self, node: Node) -> list[Sample]:
        """The articles of an example file."""
        name = self.text(node, "a file name")
        if self.read is None or not name:
            return []
        self.opened = True
        try:
            return self.read(name)
        except UnreadableError as error:
            self.error(node, f"{name}: {error.what}", error.remedy)
            return []

    def number(self, node: Node, what: str, least: int = 0) -> int | None:
        """A whole number in any digits; `1,000` and `1000` are the same."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        digits = "".join(sign for sign in text if sign not in ",٬_ ")
        if not digits.isdecimal() or len(digits) > 12:
            found = re.findall(r"\d+", text)
            remedy = f"write the bare number: {found[0]}" if len(found) == 1 else f"'{text}' is none"
            remedy = f"{remedy}: write it in digits" if text and not found else remedy
            self.error(node, f"{what} must be a whole number", remedy if text else "")
            return None
        if int(digits) < least:
            self.error(node, f"{what} must be at least {least}", "")
            return None
        return int(digits)


def _cut(text: str, most: int) -> str:
    """Beginning and end of what somebody wrote far too long."""
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 4 :]}"


def listed(words: Iterable[str]) -> str:
    """Words in brackets' order, each once."""
    return ", ".join(dict.fromkeys(words))


def unknown_word(written: str, known: dict[str, str]) -> str:
    """The remedy for an unknown word: the nearest one, and all there are."""
    near, every = did_you_mean(written, known), listed(choice(written, known))
    return f"{near} ({every})" if near else f"one of {every}"
