"""One fold for texts and tables alike: spelling variants become one, and offsets survive.

What is folded: alef forms and alef with hamza to ا, ى and Persian ی to ي, ة to ه, ؤ to و, ئ to ي, Persian ک to ك,
Arabic-Indic and Persian digits to ASCII, typographic quotes and dashes to plain ones, presentation forms to letters.
What vanishes: tashkeel, tatweel, zero-width and bidi marks, blanks behind a blank or an «و» that stands alone.
What stays: everything else, ء too.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SAME: tuple[tuple[str, str], ...] = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ى", "ي"),
    ("ة", "ه"),
    ("ؤ", "و"),
    ("ئ", "ي"),
)
# Rarer signs: looked for first, since each replacement walks the whole text.
_RARE: dict[str, str] = {
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ی": "ي",
    "ے": "ي",
    "ې": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "ہ": "ه",
    "ھ": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ۃ": "ه",
    "پ": "ب",
    "چ": "ج",
    "ڤ": "ف",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u3000": " ",
    "\t": " ",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\u000b": "\n",
    "\u000c": "\n",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‹": '"',
    "›": '"',
    "″": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
} | {chr(base + digit): str(digit) for base in (0x660, 0x6F0) for digit in range(10)}

#: Signs that nobody sees: zero-width and bidi controls, BOM, soft hyphen.
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c"
#: Signs that carry no letter: tashkeel and Quranic marks, tatweel, what nobody sees.
_GONE = f"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640{_UNSEEN}"
_IS_GONE = re.compile(f"[{_GONE}]")
#: Blanks of any width; one that follows another, marks between them or not, vanishes too.
_BLANKS = " \u00a0\u2007\u202f\u2009\u3000\t"
_DOUBLED = f"(?:(?<=[{_BLANKS}])|(?<=[{_BLANKS}][{_GONE}])|(?<=[{_BLANKS}][{_GONE}]{{2}}))[{_BLANKS}]"
#: «و أصيب»: a blank behind an «and» that stands alone vanishes, the word behind it is the one it is attached to.
_AND_ALONE = rf"(?:(?<=\sو)|(?<=^و))[{_BLANKS}](?=[{_BLANKS}]?[ء-ي]{{2}})"
_IS_GONE_OR_SPACED = re.compile(f"[{_GONE}]|{_DOUBLED}|{_AND_ALONE}")
_FORMS = "\ufb50-\ufdff\ufe70-\ufefc"
_IS_FORM = re.compile(f"[{_FORMS}]")
_IS_UNUSUAL = re.compile(f"[{_GONE}{_FORMS}]|\\s\\s|[^\\S ]")
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_WIDE = frozenset(_BLANKS) - {" "}
#: Everything but the commonest spelling variants: most texts have few of these signs, and one walk finds them.
_IS_SPECIAL = re.compile(f"[{_GONE}{_FORMS}{''.join(map(re.escape, _RARE))}]")


#: Offsets, four bytes each: a text of nothing but marks has as many as characters.
Offsets = Sequence[int]
#: The letters that a presentation form stands for at most (ﷲ); ﷺ and ﷻ stand for sentences, and stay what they are.
_LONGEST_FORM = 4


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters stood in the raw one."""

    text: str
    _gone: Offsets = ()
    _origin: Offsets | None = None

    @property
    def moved(self) -> bool:
        """Do characters stand elsewhere than in the raw text?"""
        return bool(self._gone) or self._origin is not None

    def raw(self, at: int) -> int:
        """The raw offset of the folded character `at`; for `at == len(text)`, the end of the raw text."""
        if self._origin is not None:
            return self._origin[at]
        return at + bisect_right(self._gone, at) if self._gone else at


def _unfold_forms(raw: str) -> tuple[str, Offsets]:
    """Presentation forms (ﻻ) written out as letters, with the raw offset of every letter that comes out."""
    letters: list[str] = []
    origin = array("I")
    for at, sign in enumerate(raw):
        form = unicodedata.normalize("NFKC", sign) if _IS_FORM.match(sign) else sign
        plain = form if len(form) <= _LONGEST_FORM else sign
        letters.append(plain)
        origin.extend([at] * len(plain))
    origin.append(len(raw))
    return "".join(letters), origin


def fold(raw: str) -> Folded:
    """Fold a text. Never fails; linear in the length of the text."""
    origin: Offsets | None = None
    special = set(_IS_SPECIAL.findall(raw))
    if any(map(_IS_FORM.match, special)):
        raw, origin = _unfold_forms(raw)
        special = set(_IS_SPECIAL.findall(raw))
    gone: Offsets = ()
    text = raw
    spaced = _may_double_blanks(raw, special) or _may_leave_and_alone(raw)
    if spaced or not special <= _RARE.keys():
        vanishing = _IS_GONE_OR_SPACED if spaced else _IS_GONE
        gone = array("I", (match.start() for match in vanishing.finditer(raw)))
        text = vanishing.sub("", raw)
    for sign, plain in _SAME:
        text = text.replace(sign, plain)
    for sign in special & _RARE.keys():
        text = text.replace(sign, _RARE[sign])
    if origin is None:
        return Folded(text, array("I", (place - before for before, place in enumerate(gone))))
    dropped = set(gone)
    return Folded(text, (), array("I", (raw_at for at, raw_at in enumerate(origin) if at not in dropped)))


def unmarked(raw: str) -> str:
    """A name as people spell it: without tashkeel, tatweel and marks that nobody sees, its letters in their usual form,
    one blank between two words. Spelling variants stay as they are.

    So a name that a text writes now with marks and now without is one name.
    """
    if _IS_UNUSUAL.search(raw) is None:
        return raw  # nearly all names
    if _IS_FORM.search(raw) is not None:
        raw = _unfold_forms(raw)[0]
    return " ".join(_IS_GONE.sub("", raw).split())


def _may_double_blanks(raw: str, special: set[str]) -> bool:
    """May a blank follow another, marks that nobody sees between them or not? Looking at each blank takes long."""
    return "  " in raw or not special.isdisjoint(_WIDE) or any(map(_IS_UNSEEN.match, special))


def _may_leave_and_alone(raw: str) -> bool:
    return " و " in raw or "\nو " in raw or raw.startswith("و ")


@lru_cache(maxsize=20_000)  # names are compared by their folded forms again and again
def fold_word(word: str) -> str:
    """Fold a word or a name of a table: the same fold, without the offsets."""
    if "  " in word or _may_leave_and_alone(word) or _IS_SPECIAL.search(word) is not None:
        return fold(word).text.strip()
    for sign, plain in _SAME:
        word = word.replace(sign, plain)
    return word.strip()
