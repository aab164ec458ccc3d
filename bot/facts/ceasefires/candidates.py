"""Which places of an article may be areas that a ceasefire covers at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.ceasefires.words import area_words

_OPENING = 2
_NO_AREA = frozenset({"talks", "between", "org", "outlet"})
#: Kinds of places that a ceasefire nearby is not about: it covers more than an airport, less than the country.
NO_GROUND = frozenset({"country", "site", "crossing"})
HOLDING = frozenset({"at", "direction", "noun", "nouns"})
_TRUCES = frozenset({"truce", "calm"})


def areas_of(words: Words, named: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions that may be areas; what is listed with one that is none is none either: «بين كينشاسا وكيغالي»."""
    refused = -1
    for mention in named:
        if mention.cue == "list" and mention.first == refused:
            refused = mention.last
        elif _is_area(words, mention):
            yield mention
        elif mention.cue in _NO_AREA or mention.role == "government":
            refused = mention.last


def is_of(words: Words, mention: PlaceMention) -> bool:
    """«هدنة حلب»: a truce of this place."""
    if mention.kind in NO_GROUND or mention.cue != "talks" or not mention.first:
        return False
    return not words.clitics(mention.first - 1).article and not words.sets[mention.first - 1].isdisjoint(_TRUCES)


def _is_area(words: Words, mention: PlaceMention) -> bool:
    """No government, venue of talks, country that acts, no base, and no dateline («دبي، الإمارات (CNN)»)."""
    if mention.cue not in HOLDING and "cf_begin" in words.sets[mention.first]:
        return False  # «سرت الهدنة»
    if is_of(words, mention):
        return True
    if mention.role or mention.cue in _NO_AREA or fold_word(mention.name.partition(" ")[0]) in area_words().base:
        return False
    start = words.title_end
    if mention.first < start + _OPENING and not mention.cue and mention.field == "text":
        return any(words.forms[at].isalpha() for at in range(start, mention.first)) and mention.kind != "country"
    return mention.kind != "country" or mention.cue in {"at", "direction"}
