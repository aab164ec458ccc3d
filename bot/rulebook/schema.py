"""A JSON Schema of rule files, made from the words of the language: editors complete and underline by it.

It knows the words, in Arabic and in English, and what may stand where; whether places exist, what a rule can never
fire on and the rest is for `nadhir check` to say. nadhir folds the spelling of words, an editor does not: it underlines
what is spelled in another way than in data/words.tsv.
"""

from __future__ import annotations

import json
from typing import Any

from bot.model.facts import FACT_NAMES
from bot.rulebook.entries import SETTINGS
from bot.rulebook.vocabulary import askable, leading, spellings, words_of

Schema = dict[str, Any]

#: Where the file is looked for by the line `# yaml-language-server: $schema=schema.json` of the shipped files.
FILE_NAME = "schema.json"

_ASKED = [*dict.fromkeys(kind for fact in FACT_NAMES.values() for kind in askable(fact).values() if kind[0].isupper())]
_GROUPS = [*_ASKED, "Severity", "Certainty", "Change", "SourceKind", "yes", "conflict", "stated", "update", "same"]
#: YAML has words of its own for these.
_BOOLEANS = {"yes": (True, False), "update": (True, False)}
#: Settings that may stand within `when` too.
_HOISTED = ("certainty", "conflict", "confirm", "sequence", "surge")

#: What a key means, for the editor's hint.
_HINTS = {
    "id": "Small Latin letters, digits, hyphens; unique in the folder.",
    "title": "Heads every alert: one text, or {ar: …, en: …}.",
    "severity": "low, medium, high, critical.",
    "when": "What an article must say. Several conditions: all of them.",
    "certainty": "sure (default), or possible: tell what may be meant, too.",
    "conflict": "any: also articles that are no news of armed conflict.",
    "fires": "Sentences that must fire the rule; nadhir check runs them.",
    "quiet": "Sentences that must not fire it.",
    "update": "Which changes of a told event are told: all, none, a list, or {toll: 25%, steps: […], changes: […]}.",
    "confirm": "Tell only when several outlets or speakers say it.",
    "sequence": "Steps that follow each other within a time.",
    "surge": "So many within a time, and so many times the usual.",
    "message": "A template of the alert's headline: {place}, {number}, {party} …",
    "enabled": "no: keep the rule, do not run it.",
    "note": "For colleagues; nadhir does not read it.",
    "sources": "Only articles that these sources brought.",
    "outlets": "Only articles of these outlets.",
    "at_least": "The number is surely at least this; possibly, where the interval reaches it.",
    "place": "By Arabic or English name or code; what lies within counts.",
    "except": "Not there.",
    "words": "Keywords, found in all their forms; all, any, none.",
    "exact": "To the letter.",
}


def schema() -> Schema:
    """The schema of a rule file."""
    sections = {
        "rules": {"type": "array", "items": _ref("rule")},
        "sources": {"type": "array", "items": _ref("source")},
        "defaults": _ref("defaults"),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "nadhir rule file",
        "type": "object",
        "properties": _spelled("file", sections),
        "additionalProperties": False,
        "definitions": _definitions(),
    }


def text() -> str:
    """The schema as the file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _definitions() -> Schema:
    text = {"type": ["string", "number"]}
    text_or_list = {"anyOf": [text, _several(text)]}
    return {
        "rule": _object("rule", _rule_keys()),
        "defaults": _object("rule", {key: kind for key, kind in _rule_keys().items() if key in SETTINGS}),
        "source": _object("source", _source_keys()),
        "condition": {"anyOf": [_condition(), _several(_ref("condition"))]},
        "conditions": {"anyOf": [_several(_ref("condition")), _ref("condition")]},
        "example": {"anyOf": [{"type": "string"}, _object("example", {key: {} for key in words_of("example")})]},
        "texts": text_or_list,
        "negatable": {"anyOf": [text_or_list, _object("value", {"not": text_or_list})]},
        "place": {"anyOf": [text_or_list, _object("place", dict.fromkeys(words_of("place"), text_or_list))]},
        "byLanguage": {
            "anyOf": [
                {"type": "string"},
                _object("language", {key: {"type": "string"} for key in words_of("language")}),
            ]
        },
        "keywords": {"anyOf": [_keyword(), _several(_keyword())]},
        "time": {"type": "string", "examples": ["30m", "6h", "3d"]},
        **{f"{fact}Fact": _fact(fact) for fact in [*FACT_NAMES.values(), "fact"]},
        **{f"{group}Word": {"enum": [*spellings(group), *_BOOLEANS.get(group, ())]} for group in _GROUPS},
        **{f"{group}Asked": _asked(group) for group in _ASKED},
        **_blocks(),
    }


def _blocks() -> Schema:
    """What stands below a key of a rule."""
    same = _words("same")
    steps: Schema = {"type": "array", "items": _count(1)}
    toll: Schema = {"type": "string", "examples": ["25%"]}
    return {
        "examples": {"anyOf": [_ref("example"), {"type": "array", "items": _ref("example")}]},
        "confirm": _object(
            "confirm", {"outlets": _count(1), "speakers": _count(1), "within": _ref("time"), "meanwhile": _yes()}
        ),
        "sequence": _object(
            "sequence", {"steps": _several(_ref("condition"), 2), "within": _ref("time"), "same": same}
        ),
        "surge": _object(
            "surge",
            {"at_least": _count(2), "times": {"type": "number", "minimum": 1}, "within": _ref("time"), "same": same},
        ),
        "changes": {"anyOf": [_words("Change"), {"type": "array", "items": _words("Change")}]},
        "updateMap": _object("update_key", {"toll": toll, "steps": steps, "changes": _ref("changes")}),
        "update": {"anyOf": [_words("update"), _ref("changes"), _ref("updateMap")]},
        "words": {
            "anyOf": [
                _ref("keywords"),
                _object("condition", {key: _ref("keywords") for key in ("all", "any", "none", "exact")}),
            ]
        },
    }


def _rule_keys() -> dict[str, Schema]:
    kinds: dict[str, Schema] = {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60},
        "title": _ref("byLanguage"),
        "message": _ref("byLanguage"),
        "severity": _words("Severity"),
        "certainty": _words("Certainty"),
        "conflict": _words("conflict"),
        "enabled": _yes(),
        "when": _ref("condition"),
        "fires": _ref("examples"),
        "quiet": _ref("examples"),
        "note": {"type": "string"},
        **{key: _ref("negatable") for key in ("sources", "outlets")},
        **{key: _ref(key) for key in ("confirm", "sequence", "surge", "update")},
    }
    return {key: {**kind, "description": _HINTS[key]} if key in _HINTS else kind for key, kind in kinds.items()}


def _source_keys() -> dict[str, Schema]:
    texts = {key: {"type": "string"} for key in ("id", "url", "path", "language", "country", "note")}
    return {
        **texts,
        "kind": _words("SourceKind"),
        "outlet": _ref("byLanguage"),
        "every": _ref("time"),
        "full_text": _yes(),
        "enabled": _yes(),
    }


def _condition() -> Schema:
    keys: dict[str, Schema] = {
        **{key: _ref("conditions") for key in ("all", "any", "none")},
        **{key: _ref("negatable") for key in ("by", "speaker", "sources", "outlets")},
        "words": _ref("words"),
        "exact": _ref("texts"),
        "place": _ref("place"),
        "except": _ref("texts"),
    }
    facts = {name: _ref(f"{name}Fact") for name in [*FACT_NAMES.values(), "fact"]}
    settings = {key: kind for key, kind in _rule_keys().items() if key in _HOISTED}
    properties = {**_spelled("rule", settings), **_spelled("condition", keys), **_spelled("fact", facts)}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _fact(fact: str) -> Schema:
    kinds = {
        "name": _ref("negatable"),
        "stated": _words("stated"),
        "yes": _yes(),
        "count": _count(0),
        "place": _ref("place"),
    }
    fields = {field: kinds.get(kind) or _ref(f"{kind}Asked") for field, kind in askable(fact).items()}
    whole = _object("field", fields)
    lead = leading(fact)
    words = _one_or_several(askable(fact)[lead]) if lead else []
    return {"anyOf": [{"enum": [None, "any"]}, *words, whole]}


def _asked(group: str) -> Schema:
    """One word of a set, several of them, or `{not: …}`."""
    words = _one_or_several(group)
    return {"anyOf": [*words, _object("value", {"not": {"anyOf": words}})]}


def _one_or_several(group: str) -> list[Schema]:
    return [_words(group), _several(_words(group))]


def _several(one: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": one, "minItems": least}


def _words(group: str) -> Schema:
    """One word of a set."""
    return _ref(f"{group}Word")


def _yes() -> Schema:
    return _words("yes")


def _count(least: int) -> Schema:
    return {"anyOf": [{"type": "integer", "minimum": least}, {"type": "string"}]}


def _keyword() -> Schema:
    return {"anyOf": [{"type": ["string", "number"]}, _object("condition", {"exact": _ref("texts")})]}


def _object(group: str, keys: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": _spelled(group, keys), "additionalProperties": False}


def _spelled(group: str, keys: dict[str, Schema]) -> dict[str, Schema]:
    """Each key in all its spellings."""
    return {written: keys[word] for word in keys for written in spellings(group, word)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}
