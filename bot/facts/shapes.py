"""What words look like that no table knows: verbal nouns («استهداف», «انسحاب») and adjectives («السوري», «المسلحة»)."""

from __future__ import annotations

import re

from bot.arabic.words import Words
from bot.facts.name_words import name_words

#: The shapes of verbal nouns: استهداف, انسحاب, ارتفاع, إطلاق, تفكيك, مواصلة, with a pronoun or without.
_VERBAL = re.compile(r"(?:است\w{2,3}ا\w|ا[نت]\w{1,3}ا\w|ا\wت\w?ا\w|ا\w\wا\w|ت\w\wي\w|م\wا\w\wه)(?:ه|ها|هم)?")
_LONGEST_VERBAL = 9
#: What words like adjectives are besides.
_GROUND = frozenset(
    {"place_unit", "building", "thing", "vehicle", "weapon", "place", "civilian", "ev_position", "ev_hospital"}
)


def is_verbal(form: str) -> bool:
    """Has a word the shape of a verbal noun?"""
    return len(form) <= _LONGEST_VERBAL and _VERBAL.fullmatch(form) is not None


def is_adjective(words: Words, at: int) -> bool:
    """Does a word with its article look like an adjective of the name before it: «السوري», «المسلحة», «الحر»?"""
    classes, form = words.sets[at], words.forms[at]
    if not form.startswith("ال") or form in name_words().noun or words.clitics(at).pronoun:
        return False
    if form in name_words().adjective or "nation" in classes:
        return True
    if form.startswith("الم"):
        return classes.isdisjoint(_GROUND) and not form.endswith(("ين", "ون", "يا", "يات"))
    return form.endswith(("ي", "يه")) and classes.isdisjoint(_GROUND)
