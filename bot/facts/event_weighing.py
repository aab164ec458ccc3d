"""What the model of events sees: for each kind that an article speaks of, how it does.

Features are named in words, so that a decision can be shown: `air raid in title`, `real now`, `airstrike beside talks`.
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
    amounts = {kind: math.log1p(len({each.start for each in found})) / scale for kind, found in by_kind.items()}
    title_end, lead = words.title_end, lead_end(words)
    found: dict[EventKind, dict[str, float]] = {}
    for kind, spoken in by_kind.items():
        features = _of_kind(spoken, title_end, lead)
        counts = Counter(mention.pattern for mention in spoken if mention.real)
        features |= {f"{pattern} often": math.log1p(count) / scale for pattern, count in counts.items()}
        features |= {f"{kind} beside {other}": amounts[other] for other in amounts if other != kind}
        features["often"] = amounts[kind]
        features[f"{kind} often"] = math.log1p(counts.total()) / scale
        features["where first"] = min(mention.start for mention in spoken) / len(words)
        if len(words) < _SHORT_ARTICLE:
            features["short article"] = 1.0
        features[f"is {kind}"] = 1.0
        found[kind] = features
    return found


def _of_kind(spoken: list[Mention], title_end: int, lead: int) -> dict[str, float]:
    features: dict[str, float] = {}
    marks: Counter[str] = Counter()
    for mention in spoken:
        zone = "title" if mention.start < title_end else "lead" if mention.start < lead else "text"
        features[f"{mention.pattern} in {zone}"] = 1.0
        features[f"{mention.pattern}"] = 1.0
        features[f"in {zone}"] = 1.0
        marks.update(mention.marks)
        if mention.real:
            features["real"] = features[f"real in {zone}"] = 1.0
            for mark in mention.marks & {"now", "dead"}:
                features[f"real {mark}"] = 1.0
            if "dead" in mention.marks:
                features[f"{mention.kind} with dead"] = 1.0
    features |= {f"told as {mark}": count / len(spoken) for mark, count in marks.items()}
    return features
