"""What the model of events sees: for each kind that an article speaks of, how it does.

Features are named in words, so that a decision can be shown: `tells in title`, `air raid`, `airstrike beside talks`.
Most are shared by all kinds, so that a kind with few articles learns from the others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from bot.arabic.words import Words
from bot.facts.event_mentions import Mention
from bot.model.facts import EventKind

_SHORT_ARTICLE = 120
_LEAD = (25, 60)
_SHORT = 30
#: What the strengths of rows are called in the names of features.
_STRENGTH = {1: "hints", 2: "speaks", 3: "tells"}


def lead_end(words: Words) -> int:
    """The token where the lead of the article ends: its first sentence, but neither a few words nor a page."""
    start = words.title_end
    if start >= len(words):
        return len(words)
    least, most = _LEAD
    return max(start + least, min(words.sentence(start)[1], start + most))


def weigh(words: Words, mentions: Iterable[Mention]) -> dict[EventKind, dict[str, float]]:
    """The features of every kind that is spoken of."""
    by_kind: dict[EventKind, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_kind[mention.kind].append(mention)
    scale = math.log1p(max(len(words), _SHORT) / _SHORT)
    amounts = {
        kind: math.log1p(len({each.start for each in found if each.strength > 1})) / scale
        for kind, found in by_kind.items()
    }
    title_end, lead = words.title_end, lead_end(words)
    found: dict[EventKind, dict[str, float]] = {}
    for kind, spoken in by_kind.items():
        features = _how_told(spoken, title_end, lead, scale)
        features |= _which_rows(spoken, title_end)
        features |= {f"{kind} beside {other}": amount for other, amount in amounts.items() if other != kind and amount}
        features["where first"] = min(mention.start for mention in spoken) / len(words)
        strongest = _STRENGTH[max(mention.strength for mention in spoken)]
        features[f"at most {strongest}"] = 1.0
        if len(words) < _SHORT_ARTICLE:
            features[f"short article {strongest}"] = 1.0
        if not title_end:
            features["no title"] = 1.0
        features[f"is {kind}"] = 1.0
        found[kind] = features
    return found


def _how_told(spoken: list[Mention], title_end: int, lead: int, scale: float) -> dict[str, float]:
    """Where and with which marks the kind is spoken of, whichever kind it is."""
    features: dict[str, float] = {}
    marks: Counter[str] = Counter()
    starts: dict[str, set[int]] = defaultdict(set)
    for mention in spoken:
        strength = _STRENGTH[mention.strength]
        zone = "title" if mention.start < title_end else "lead" if mention.start < lead else "text"
        marks.update(mention.marks)
        features[f"{strength} in {zone}"] = 1.0
        if mention.real:
            features[f"{strength} real in {zone}"] = 1.0
            features[f"{mention.kind} {strength} real"] = 1.0
            starts[f"{strength} real often"].add(mention.start)
            for mark in mention.marks & {"now", "dead", "state", "said", "goes_on", "tried", "foiled"}:
                features[f"{strength} {mark}"] = 1.0
            if mention.marks.isdisjoint({"state", "said", "tried"}):
                features[f"{strength} plainly"] = 1.0
    features |= {f"told as {mark}": count / len(spoken) for mark, count in marks.items()}
    features |= {name: math.log1p(len(places)) / scale for name, places in starts.items()}
    return features


def _which_rows(spoken: list[Mention], title_end: int) -> dict[str, float]:
    """Which rows of the table spoke: what only they can tell."""
    features: dict[str, float] = {}
    for mention in spoken:
        features[mention.pattern] = 1.0
        if mention.real:
            features[f"{mention.pattern} real"] = 1.0
        if mention.start < title_end:
            features[f"{mention.pattern} in title"] = 1.0
    return features
