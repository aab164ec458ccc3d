"""Faults of rule files in the reader's language.

A fault is made in English, in the forms of data/faults.yaml. Read back by those forms it is said in any other language;
what somebody wrote stands in it as it was written, set apart from the sentence. What has no form stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import ZoneInfo

from bot.messages.catalogue import isolate, rows
from bot.messages.reasons import say_reason
from bot.model.chat import Language

#: What was read in an example stands at the end of its remedy.
_READ = re.compile(r"(?:^|; )(?:read(?:, not as news of conflict)?: |nothing was read$)")
#: No moment stands in these.
_ANY_ZONE = ZoneInfo("UTC")
_NAME = re.compile(r"\\\{(\w+)\\\}")
_FILL = re.compile(r"\{(\w+)\}")
#: Parts that are sentences or words of ours themselves; all others are what somebody wrote.
_OURS = ("what", "thing")
#: Several things that somebody may have meant.
_LISTED = "names"


def say_what(text: str, language: Language) -> str:
    """What is wrong, in this language."""
    return _said("fault_", text, language)


def say_remedy(text: str, language: Language) -> str:
    """What may be done about it, in this language; "" stays so. Of an example: why it failed, and what was read."""
    if _READ.search(text):
        return say_reason(text, language, _ANY_ZONE)
    return _said("remedy_", text, language) if text else ""


def has_form(text: str) -> bool:
    """Is a fault or a remedy one of the forms, so that it can be said in every language?"""
    forms = (*_forms("fault_", Language.ARABIC), *_forms("remedy_", Language.ARABIC))
    return any(expression.fullmatch(text) for expression, _ in forms)


def _said(prefix: str, text: str, language: Language) -> str:
    if language is Language.ENGLISH:
        return text
    for expression, wording in _forms(prefix, language):
        found = expression.fullmatch(text)
        if found is not None:
            parts = {name: _part(prefix, name, value, language) for name, value in found.groupdict().items()}
            return wording.format_map(parts)
    return isolate(text)


def _part(prefix: str, name: str, value: str, language: Language) -> str:
    if name == _LISTED:
        words = [isolate(word.strip("'\"")) for word in value.split(str(rows()["list_or"][Language.ENGLISH.value]))]
        return str(rows()["list_or"][language.value]).join(words)
    if name not in _OURS:
        return isolate(value)
    return _things(language).get(value) or _said(prefix, value, language)


@cache
def _forms(prefix: str, language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every form as an expression over English, with its wording; those with more words of their own go first."""
    found = [
        (str(row[Language.ENGLISH.value]), str(row[language.value]))
        for key, row in rows().items()
        if key.startswith(prefix)
    ]
    found.sort(key=lambda pair: -len(_FILL.sub("", pair[0])))
    return tuple(
        (re.compile(_NAME.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), wording) for english, wording in found
    )


@cache
def _things(language: Language) -> dict[str, str]:
    return {
        str(row[Language.ENGLISH.value]): str(row[language.value])
        for key, row in rows().items()
        if key.startswith("thing_")
    }
