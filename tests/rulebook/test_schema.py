"""The schema for editors: made from the language's own tables, and in step with the file that is shipped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.rulebook import schema

RULES = Path(__file__).parents[2] / "rules"
SCHEMA = schema.schema()

TYPES = {
    "null": type(None),
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def fits(value: Any, wanted: dict[str, Any]) -> bool:
    """As much of JSON Schema as our schema uses."""
    if "$ref" in wanted:
        return fits(value, SCHEMA["definitions"][wanted["$ref"].rpartition("/")[2]])
    if "anyOf" in wanted and not any(fits(value, one) for one in wanted["anyOf"]):
        return False
    if "enum" in wanted and value not in wanted["enum"]:
        return False
    kinds = wanted.get("type", list(TYPES))
    if not isinstance(value, tuple(_flat(TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)))):
        return False
    if isinstance(value, str):
        return len(value) <= wanted.get("maxLength", 10**6) and bool(re.search(wanted.get("pattern", ""), value))
    if isinstance(value, dict) and "properties" in wanted:
        return all(key in wanted["properties"] and fits(one, wanted["properties"][key]) for key, one in value.items())
    if isinstance(value, list) and "items" in wanted:
        return len(value) >= wanted.get("minItems", 0) and all(fits(one, wanted["items"]) for one in value)
    return value is None or isinstance(value, dict | list) or value >= wanted.get("minimum", value)


def _flat(kinds: Any) -> list[type]:
    return [one for kind in kinds for one in (kind if isinstance(kind, tuple) else (kind,))]


def test_the_shipped_schema_is_that_of_the_code() -> None:
    assert (RULES / schema.FILE_NAME).read_text(encoding="utf-8") == schema.text(), "run `nadhir schema`"


@pytest.mark.parametrize("path", sorted(RULES.glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_files_fit_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    assert fits(yaml.safe_load(text), SCHEMA)


WRONG = {
    "an unknown key": "rules: [{id: a, titel: x}]",
    "an unknown status": "rules: [{id: a, when: {ceasefire: {status: anounced}}}]",
    "a field of another fact": "rules: [{id: a, when: {event: {at_least: 5}}}]",
    "an id in Arabic": "rules: [{id: قصف}]",
    "a list at the top": "[rules]",
    "an empty list of words": "rules: [{id: a, when: {words: {any: []}}}]",
    "an empty list of kinds": "rules: [{id: a, when: {event: {kind: []}}}]",
    "not a fact": "rules: [{id: a, when: {event: {not: clash}}}]",
    "a sequence of one step": "rules: [{id: a, sequence: {steps: [{event: clash}], within: 3d}}]",
    "an unknown kind of source": "sources: [{id: a, kind: fede}]",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_does_not_fit(name: str) -> None:
    assert not fits(yaml.safe_load(WRONG[name]), SCHEMA)


RIGHT = {
    "words in Arabic": "قواعد: [{معرف: a, متى: {هدنة: {الحال: معلن, المكان: إدلب}}, خطورة: عالية}]",
    "short forms": "rules: [{id: a, when: {event: [airstrike, shelling], words: قصف}}]",
    "not": "rules: [{id: a, when: {figure: {at_least: 5, who: {not: fighters}, place: {in: إدلب, except: سراقب}}}}]",
    "nesting": "rules: [{id: a, when: {any: [{event: clash}, {all: [{place: إدلب}, {none: {words: {any: [x]}}}]}]}}]",
    "any event": "rules: [{id: a, when: {event: any}}, {id: b, when: {event: }}]",
    "not at all": "rules: [{id: a, when: {event: clash, not: {speaker: ''}}}]",
    "over time": "rules: [{id: a, sequence: {steps: [{ceasefire: declared}, {event: airstrike}], within: 72h}}]",
    "a source": "sources: [{id: a, kind: feed, url: 'https://x.example', outlet: {ar: أ, en: b}, full_text: false}]",
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_fits(name: str) -> None:
    assert fits(yaml.safe_load(RIGHT[name]), SCHEMA)


def test_the_schema_is_json() -> None:
    assert json.loads(schema.text()) == SCHEMA
