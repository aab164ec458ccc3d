"""What stands between a ceasefire and what is said of it: «بين … و…»، «، وهي السادسة هذا العام، »، «، في بيان، »."""

from __future__ import annotations

from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.words import beside_words

#: So near behind «بين» the second of two parties stands; so far behind «، وهي» the comma that closes it.
_PARTIES, _ASIDE = 9, 9
#: So long is what stands between two commas behind who speaks; so near before it stands the verb.
_LONGEST, _SUBJECT = 18, 8
_COMMA = "comma"
#: What a ceasefire may be told by, wherever it stands.
_ACCORDS = frozenset({"cf_resolution", "cf_in_resolution", "cf_agree_noun", "cf_propose"})


def aside_of(words: Words, end: int, limit: int) -> int:
    """The token behind an aside right behind token `end`, which says of which kind a ceasefire is. Else `end`."""
    if end + 1 >= limit or _COMMA not in words.sets[end] or words.forms[end + 1] not in beside_words().namely:
        return end
    last = min(limit, end + _ASIDE)
    return next((at + 1 for at in range(end + 2, last) if _COMMA in words.sets[at]), end)


def behind_asides(words: Words, end: int, limit: int) -> int:
    """The token behind all that stands between a ceasefire that ends at `end` and what is said of it."""
    return _behind_parties(words, aside_of(words, end, limit), limit)


def before_aside(words: Words, end: int, limit: int) -> int:
    """The comma that opens the aside which a comma at `end` closes, behind verb and subject; else `end`.

    «دعا مجلس الأمن، في ختام جلسة طارئة، الطرفين إلى وقف القتال»: where and when somebody speaks, not what he says.
    """
    for at in range(end - 2, max(limit, end - _LONGEST), -1):
        if _COMMA in words.sets[at]:
            verb = any(TIMED & words.sets[one] for one in range(max(limit, at - _SUBJECT), at - 1))
            settled = any(_ACCORDS & words.sets[one] for one in range(at + 1, end))  # «دعا المجلس، في قرار صدر أمس، …»
            return at if verb and not settled and words.forms[at + 1] in beside_words().setting else end
    return end


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
