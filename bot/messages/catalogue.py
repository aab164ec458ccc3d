"""Fixed texts in every language, as data: `data/*.yaml`, one row a key.

A row is `key: {ar: …, en: …}`; `{name}` in a text is filled in with a value. Where the words change with a number, the
language holds its plural classes instead of a text (`one`, `two`, `few`, `many`, `other` …, as CLDR names them) and
the value `count` chooses among them. A new text is a new row; a new language is one more key in every row (a test asks
that none is missing). Keys are unique over all files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.model.chat import Language

_DATA = Path(__file__).parent / "data"

#: Opens and closes an isolate: what stands between does not turn the direction of what stands around it.
FSI, PDI = "\u2068", "\u2069"

Row = Mapping[str, str | Mapping[str, str]]


def isolate(text: str) -> str:
    """Set a name, a number or a link apart, so that its direction does not disturb the sentence around it."""
    return f"{FSI}{text}{PDI}" if text and not text.startswith(FSI) else text


@cache
def rows() -> dict[str, Row]:
    """Every row of every file, by key. Raises ValueError for a key that stands in two files."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where it is installed, takes a tenth of the time
    found: dict[str, Row] = {}
    for path in sorted(_DATA.glob("*.yaml")):
        for key, row in (yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}).items():  # noqa: S506  # safe, either
            if key in found:
                raise ValueError(f"{path.name}: the key {key} stands twice")
            found[key] = row
    return found


def say(language: Language, key: str, **values: object) -> str:
    """Fill in the text of that key; the values are shown as they are. Raises KeyError for an unknown key or value."""
    text = rows()[key][language.value]
    if not isinstance(text, str):
        category = plural(language, int(str(values["count"])))
        text = text.get(category) or text["other"]
    return text.format_map(values)


def knows(key: str) -> bool:
    """Is there a text of that key?"""
    return key in rows()


@cache
def _locale(language: Language) -> object:
    from babel import Locale

    return Locale.parse("ar_SY" if language is Language.ARABIC else "en")


def plural(language: Language, count: int) -> str:
    """Name the plural class of a count: Arabic has six of them."""
    return str(_locale(language).plural_form(count))  # type: ignore[attr-defined]
