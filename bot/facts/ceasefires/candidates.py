"""Which places of an article may be areas that a ceasefire covers at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.words import area_words

#: What a government does to a ceasefire.
_MAKING = frozenset(
    {"cf_announce", "cf_agree", "cf_sign", "cf_approve", "cf_reject", "cf_propose", "cf_call", "cf_mediate"}
)
_OPENING, _TO = 2, "الي"
_NO_AREA = frozenset({"talks", "between", "org", "outlet"})
#: Kinds of places that a ceasefire nearby is not about: it covers more than an airport, less than the country.
NO_GROUND = frozenset({"country", "site", "crossing"})
HOLDING = frozenset({"at", "direction", "noun", "nouns"})
_TOLD = HOLDING | {"on", "list"}
_TRUCES = frozenset({"truce", "calm"})
#: So far before a land stands who is sent there; what parts them.
_MISSION, _NO_MISSION = 7, TIMED | {"truce", "calm", "gunfire", "ceasing", "comma", "stop", "that", "cf_agree_noun"}
#: So many words tell whose office it is, at most.
_OFFICE = 4


def areas_of(words: Words, named: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The mentions that may be areas; what is listed with one that is none is none either: «بين كينشاسا وكيغالي»."""
    refused = -1
    for number, mention in enumerate(named):
        listed = mention.cue == "list" and mention.first == refused
        if listed or _is_joined_to_a_government(mention, named[number + 1 : number + 2]):
            refused = mention.last
        elif _is_area(words, mention):
            yield mention
        elif mention.cue in _NO_AREA or mention.role == "government":
            refused = mention.last


def _is_joined_to_a_government(mention: PlaceMention, behind: Sequence[PlaceMention]) -> bool:
    """«تبادلت كييف وموسكو الاتهامات»: what a government is listed with is one too."""
    joined = not mention.cue and any(each.cue == "list" and each.first == mention.last for each in behind)
    return joined and behind[0].role == "government"


def is_of(words: Words, mention: PlaceMention) -> bool:
    """«هدنة حلب»: a truce of this place."""
    if mention.kind in NO_GROUND or mention.cue != "talks" or not mention.first or mention.role == "government":
        return False
    return not words.clitics(mention.first - 1).article and not words.sets[mention.first - 1].isdisjoint(_TRUCES)


def comes_from(words: Words, mention: PlaceMention, mentions: Sequence[PlaceMention]) -> bool:
    """«أعيان من مدن الغرب»، «مقاتلون من بلدة …»: where somebody comes from. `mentions`: all, in their order."""
    forms, at, said = words.forms, mention.first - 1, area_words()
    if mention.cue == "list":  # «أعيان من مصراتة والزنتان»
        before = mentions[max(0, bisect_left(mentions, mention.first, key=attrgetter("first")) - 1)]
        return before.last == mention.first and before is not mention and comes_from(words, before, mentions)
    if mention.cue in {"noun", "nouns"} and at > 0 and forms[at] not in said.origin:
        at -= 1  # «من مدن …»
    return at > 0 and forms[at] in said.origin and forms[at - 1] not in said.near_to


def is_base(mention: PlaceMention) -> bool:
    """«مطار صنعاء»: what no ceasefire is made for, unless it is named in its own phrase."""
    return fold_word(mention.name.partition(" ")[0]) in area_words().base


def is_office(words: Words, mention: PlaceMention) -> bool:
    """«محافظ حضرموت», «رئيس بلدية صيدا»: does a name tell whose office it is, no more?"""
    said, at = area_words(), mention.first - 1
    if mention.cue == "at" and words.forms[at] not in said.office:
        return False
    low = max(words.bounds[mention.first][0], at - _OFFICE) if mention.first < len(words) else at
    while at > low and words.forms[at] in said.body:
        at -= 1
    return at >= 0 and words.forms[at] in said.office


def _is_of_mission(words: Words, mention: PlaceMention) -> bool:
    """«بعثة الدعم الأممية في ليبيا»: the land that somebody is sent to, of whom it tells?"""
    if mention.kind != "country":
        return False
    for at in range(mention.first - 1, max(words.bounds[mention.first][0], mention.first - _MISSION) - 1, -1):
        if words.forms[at] in area_words().mission:
            return True
        if not words.sets[at].isdisjoint(_NO_MISSION):
            return False
    return False


def _is_area(words: Words, mention: PlaceMention) -> bool:
    """No government, venue of talks, country that acts, no base, and no dateline («دبي، الإمارات (CNN)»)."""
    if mention.cue not in _TOLD and "cf_begin" in words.sets[mention.first]:
        return False  # «سرت الهدنة»
    if is_of(words, mention):
        return True
    if mention.first and words.forms[mention.first - 1] == _TO and "capital" in words.sets[mention.first]:
        return False  # «المبعوث إلى دمشق»
    if (
        not mention.cue
        and not words.sets[mention.first - 1].isdisjoint(_MAKING)
        and words.clitics(mention.first - 1).pronoun
    ):
        return False  # «هدنة أعلنتها الخرطوم»
    if _is_of_mission(words, mention):
        return False
    if mention.role or mention.cue in _NO_AREA or (is_base(mention) and mention.cue not in HOLDING):
        return False
    start = words.title_end
    if mention.first < start + _OPENING and not mention.cue and mention.field == "text":
        goes_on = mention.last < len(words) and words.forms[mention.last].isalpha()  # «حلب على موعد مع هدنة»
        led = goes_on or any(words.forms[at].isalpha() for at in range(start, mention.first))
        return led and mention.kind != "country"
    all_over = mention.first > 0 and words.forms[mention.first - 1] in area_words().all_over  # «في عموم سوريا»
    return mention.kind != "country" or mention.cue in {"at", "direction"} or all_over
