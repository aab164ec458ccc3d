"""The words of the rule language as a table for docs/rules.md, made from the code so that the two cannot part."""

from __future__ import annotations

from bot.model.facts import FACT_NAMES
from bot.rulebook.entries import PLACEHOLDERS
from bot.rulebook.vocabulary import askable, spellings, words_of

_SETS = {
    "CeasefireStatus": "ceasefire: status",
    "FigureKind": "figure: kind",
    "Who": "figure: who",
    "Scope": "figure: scope",
    "EventKind": "event: kind",
    "EventStatus": "event: status",
    "yes": "yes and no",
    "stated": "starts, ends, on",
    "Severity": "severity",
    "Certainty": "certainty",
    "conflict": "conflict",
    "update": "update",
    "Change": "update: changes",
    "same": "same",
    "unit": "times (30m, 6h, 3d)",
    "SourceKind": "kind of a source",
    "language": "languages",
    "file": "keys of a file",
    "rule": "keys of a rule",
    "condition": "conditions",
    "fact": "facts",
    "field": "fields of facts",
    "place": "keys of a place",
    "value": "keys of a value",
    "example": "keys of an example",
    "confirm": "keys of `confirm`",
    "sequence": "keys of `sequence`",
    "surge": "keys of `surge`",
    "update_key": "keys of `update`",
    "source": "keys of a source",
}


def wordbook() -> str:
    """Every word of the language with everything that may be written for it, as Markdown."""
    lines = ["### What each fact may be asked", "", "| fact | fields |", "|---|---|"]
    for fact in [*FACT_NAMES.values(), "fact"]:
        lines += [f"| `{fact}` | {', '.join(f'`{field}`' for field in askable(fact))} |"]
    lines += ["", f"A `message` may hold {', '.join(f'`{{{name}}}`' for name in PLACEHOLDERS)}.", ""]
    for group, title in _SETS.items():
        lines += [f"### {title[0].upper()}{title[1:]}", "", "| word | also |", "|---|---|"]
        lines += [f"| `{word}` | {'، '.join(spellings(group, word)[1:])} |" for word in words_of(group)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
