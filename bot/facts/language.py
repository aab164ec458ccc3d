"""Which language is an article in? Arabic is read; others are told apart so that nobody reads them as Arabic.

Decided by script first, then by letters and small words that only one language writes (data/languages.tsv): enough to
say "not ours", no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.arabic.tables import load_cells

#: Characters looked at: enough for any article, and the time stays the same for a megabyte.
_LOOKED_AT = 1500

_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
#: The first byte of the signs U+0600 to U+06FF, and those of them that are no letters.
_ARABIC_BLOCK = 0x06
_NO_LETTERS = re.compile("[\u0600-\u061f\u064b-\u066d\u06d4-\u06ff]")
_LATIN_SCRIPT = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|[@#][A-Za-z_]\w*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Marks:
    """What tells one language from others of its script."""

    language: str
    letters: str
    words: frozenset[str]


@cache
def _marks(script: str) -> tuple[_Marks, ...]:
    return tuple(
        _Marks(cells[0], cells[2].strip("-"), frozenset(cells[3].split()))
        for cells in load_cells("bot.facts", "languages.tsv", 4)
        if cells[1] == script
    )


@cache
def _own_letters(script: str) -> re.Pattern[str]:
    """The letters that one of the languages of a script has for its own."""
    return re.compile(f"[{re.escape(''.join(marks.letters for marks in _marks(script)))}]")


def language_of(title: str, text: str) -> str:
    """`ar`, the code of another language, `und` for a language not told apart, "" where there are no letters.

    A text with any good share of Arabic is Arabic, whatever names, links and hashtags stand in it.
    """
    sample = f"{title} {text}"[:_LOOKED_AT]
    # The second bytes say the block of each sign, and counting bytes takes a tenth of the time of finding words.
    block = sample.encode("utf-16-le", "surrogatepass")[1::2].count(_ARABIC_BLOCK)
    if block * 5 > len(sample) * 3 and (block - len(_NO_LETTERS.findall(sample))) * 5 > len(sample) * 3:
        return _told_apart(sample, "arabic", "ar")  # most of the signs: no need to look for links first
    arabic = sum(map(len, _ARABIC_SCRIPT.findall(sample)))
    if arabic * 5 > len(sample) * 3:
        return _told_apart(sample, "arabic", "ar")
    sample = _LINK.sub(" ", sample)
    latin = len(_LATIN_SCRIPT.findall(sample))
    others = {code: len(script.findall(sample)) for code, script in _OTHER_SCRIPTS}
    most = max(others, key=lambda code: others[code])
    if not arabic and not latin and not others[most]:
        return ""
    if arabic * 3 >= latin and arabic * 3 >= others[most]:
        return _told_apart(sample, "arabic", "ar")
    if others[most] > latin:
        return "ja" if others["ja"] else most
    return _told_apart(sample, "latin", "und")


def _told_apart(sample: str, script: str, otherwise: str) -> str:
    """The language whose own letters and small words are commonest: a word in twelve, or it is `otherwise`."""
    if otherwise == "ar" and not _own_letters(script).search(sample):
        return otherwise  # only letters that Arabic writes: nearly every article, decided without cutting words
    own = {marks.language: sum(map(sample.count, marks.letters)) for marks in _marks(script)}
    words = _WORD.findall(sample.lower())
    best, most = otherwise, len(words) / 12
    for marks in _marks(script):
        score = sum(word in marks.words for word in words) + own[marks.language] / 2
        if score > most:
            best, most = marks.language, score
    return best
