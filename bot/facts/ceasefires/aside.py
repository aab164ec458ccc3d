"""What stands between a ceasefire and what is said of it: «بين … و…»، «، وهي السادسة هذا العام، »."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.ceasefires.words import beside_words

#: So near behind «بين» the second of two parties stands; so far behind «، وهي» the comma that closes it.
_PARTIES, _ASIDE = 9, 9
_COMMA = "comma"


def aside_of(words: Words, end: int, limit: int) -> int:
    """The token behind an aside right behind token `end`, which says of which kind a ceasefire is. Else `end`."""
    if end + 1 >= limit or _COMMA not in words.sets[end] or words.forms[end + 1] not in beside_words().namely:
        return end
    last = min(limit, end + _ASIDE)
    return next((at + 1 for at in range(end + 2, last) if _COMMA in words.sets[at]), end)


def behind_asides(words: Words, end: int, limit: int) -> int:
    """The token behind all that stands between a ceasefire that ends at `end` and what is said of it."""
    return _behind_parties(words, aside_of(words, end, limit), limit)


def _behind_parties(words: Words, end: int, limit: int) -> int:
    """The token behind «بين … و…» right behind a ceasefire: nothing is said of it there. Else `end`."""
    if end >= limit or words.forms[end] != "بين":
        return end
    last = min(limit, end + _PARTIES)
    last = next((at for at in range(end + 1, last) if "cf_not" in words.sets[at]), last)  # «بين الطرفين لم تصمد إلا …»
    return next(
        (at + 1 for at in range(end + 2, last) if words.clitics(at).conjunction == "w" or _is_and(words, at)), end
    )


def _is_and(words: Words, at: int) -> bool:
    """Is a word that no table knows joined by «و»: «بين غزاليا ووادفري»?"""
    return words.forms[at].startswith("و") and "unknown" in words.sets[at]
