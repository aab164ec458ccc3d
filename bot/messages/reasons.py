"""Reasons of judgements in the reader's language.

A reason is stored in English, in the forms of data/reasons.yaml. Read back by those forms it is said in any other
language: also what was stored long ago, and without anything beside the text. What has no form stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.messages.catalogue import isolate, knows, plural, rows
from bot.model.chat import Language

_NAME = re.compile(r"\\\{(\w+)\\\}")
#: A value reaches no further than its part of the reason.
_VALUE = r"(?P<\1>(?:(?!; | and ).)+?)"
#: What joins the parts of a reason, the loosest first.
_JOINTS = ("; ", " and ", " or ", ", ", "/")
_JOINED = {"; ": "؛ ", " and ": " و", " or ": " أو ", ", ": "، ", "/": "/"}
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d)( UTC)?")
_COUNTED = re.compile(r"([\d–?.+]+) (\w+)")
_LATIN = re.compile("[A-Za-z]")


def say_reason(reason: str, language: Language, zone: ZoneInfo) -> str:
    """The reason in this language, its moments in this zone."""
    local = _MOMENT.sub(lambda found: _moment(found[1], zone), reason)
    return local if language is Language.ENGLISH else _said(local, language, 0)


def _moment(text: str, zone: ZoneInfo) -> str:
    """A moment of a reason (UTC) as the reader's clock has it."""
    return f"{datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(zone):%Y-%m-%d %H:%M}"


def _said(text: str, language: Language, depth: int) -> str:
    if not _LATIN.search(text) or depth > 8:
        return _apart(text.replace("», «", "»، «"))
    word = _words(language).get(text)
    if word is not None:
        return word
    for expression, wording in _forms(language):
        found = expression.fullmatch(text)
        if found is not None:
            said = {name: _said(value, language, depth + 1) for name, value in found.groupdict().items()}
            return _worded(wording, found.groupdict().get("count", ""), language).format_map(said)
    for joint in _JOINTS:
        if joint in text:
            return _JOINED[joint].join(_said(part, language, depth + 1) for part in text.split(joint))
    counted = _COUNTED.fullmatch(text)
    if counted is not None and knows(f"counted_{counted[2]}"):
        wording = rows()[f"counted_{counted[2]}"][language.value]
        return _worded(wording, counted[1], language).format(n=isolate(counted[1]))
    if counted is not None:
        return f"{isolate(counted[1])} {_said(counted[2], language, depth + 1)}"
    parts = text.split(" ")
    if len(parts) > 1:  # the name of a fact and of its kind: a word each
        return " ".join(_said(part, language, depth + 1) for part in parts)
    return _apart(text)


def _worded(wording: str | Mapping[str, str], count: str, language: Language) -> str:
    """The wording for that many: the last number of a range is the one that the noun goes by."""
    if isinstance(wording, str):
        return wording
    numbers = re.findall(r"\d+", count)
    return wording.get(plural(language, int(numbers[-1]))) or wording["other"] if numbers else wording["other"]


def _apart(text: str) -> str:
    return isolate(text) if re.search(r"[A-Za-z0-9]", text) else text


@cache
def _forms(language: Language) -> tuple[tuple[re.Pattern[str], str | Mapping[str, str]], ...]:
    """Every form as an expression over English, with its wording; those with more words of their own go first."""
    found = [
        (str(row[Language.ENGLISH.value]), row[language.value])
        for key, row in rows().items()
        if key.startswith("because_")
    ]
    found.sort(key=lambda pair: -len(re.sub(r"\{\w+\}", "", pair[0])))
    return tuple((re.compile(_NAME.sub(_VALUE, re.escape(english))), wording) for english, wording in found)


@cache
def _words(language: Language) -> dict[str, str]:
    """Single words: those of their own, and what alerts call kinds of events."""
    found = {
        str(row[Language.ENGLISH.value]): str(row[language.value])
        for key, row in rows().items()
        if key.startswith("word_")
    }
    events = {
        key.removeprefix("event_"): str(row[language.value]) for key, row in rows().items() if key.startswith("event_")
    }
    named = {key: text for key, text in events.items() if "{" not in text}
    return named | _with_status(named, language) | found


def _with_status(events: Mapping[str, str], language: Language) -> dict[str, str]:
    """Events that were reported, denied …: as changes name them (`clash denied`) and as readings do."""
    found = {}
    for key, row in rows().items():
        if key.startswith("said_"):
            for kind, text in events.items():
                said = str(row[language.value]).format(event=text)
                found[str(row[Language.ENGLISH.value]).format(event=kind)] = said
                found[f"event {key.removeprefix('said_')} {kind}"] = said
    return found
