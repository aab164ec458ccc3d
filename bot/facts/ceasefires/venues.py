"""Where a truce was only agreed on, talked about or told of, or what befell a town: no such place is its area."""

from __future__ import annotations

from bot.arabic.places import PlaceMention
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.words import area_words

#: A town or a country, so many tokens behind a word for a meeting or for signing.
_TOWNS, _BEFORE = frozenset({"city", "governorate", "country"}), 3
#: So far before where somebody spoke stands that they did.
_SPOKE = 8
#: So far before a town stands what befell it.
_STRUCK = 3
#: So far before a town stands who came there, and that he did.
_VISITED, _ENVOYS, _COMING = 6, frozenset({"ev_envoy", "ev_statesman"}), frozenset({"arrive_verb", "leave_verb"})
#: So far before a town stands that they march there.
_MARCHED = 5
#: So far before it stands whose house they met in.
_HOUSED = 7
#: So far behind where they talk stands that they do, with a day between.
_TALKING, _BETWEEN_THEM = 4, frozenset({"comma", "cf_weekday", "cf_today", "cf_yesterday"})
_ANNOUNCED = frozenset({"cf_announce", ".past"})
_SAYING = frozenset({"cf_said", "cf_accuse"})
_LED = frozenset({"at", "noun"})
_MEETING, _SIGNED = frozenset({"cf_meeting", "cf_talk"}), frozenset({"cf_agree", "cf_sign"})
_GROUND = frozenset({"truce", "calm", "gunfire", "hostile", "hostilities", "cf_attack"})
_TRUCES = frozenset({"truce", "calm", "gunfire"})
_FROM_WHERE, _TO_WHERE = frozenset({"في", "من"}), frozenset({"الي", "ل"})
_SIGNABLE = frozenset({"truce", "calm", "gunfire", "cf_agree_noun", "hostile", "hostilities"})


def is_venue(words: Words, mention: PlaceMention, abroad: bool) -> bool:
    """«خلال اجتماع في صيدا»، «هدنة أبرمت في شرم الشيخ»، «استضافت مدينة جنيف»: a town where they only met or spoke.

    `abroad`: it lies where others make their truces; where the war is, they sign for the town itself.
    """
    if mention.kind not in _TOWNS or mention.first < _BEFORE:
        return False
    if _is_come_to(words, mention):
        return True
    at = mention.first - (mention.cue == "noun")
    if words.forms[at - 1] in area_words().hosts or words.forms[mention.first - 1] in area_words().hosts:
        return True
    if mention.cue not in _LED or at < _BEFORE:
        return False
    before = words.sets[at - 2] | words.sets[at - _BEFORE]
    if "cf_signed" in words.sets[at - 2] and not before.isdisjoint(_SIGNABLE):
        return True  # «الهدنة الموقعة في جنيف»
    at_home = not abroad and not words.sets[at - 2].isdisjoint(_TRUCES)  # «محادثات الهدنة في اليمن»
    if not before.isdisjoint(_MEETING) and not at_home:
        return True
    if mention.cue == "at" and not area_words().heard.isdisjoint(words.forms[at - _BEFORE : at - 1]):
        return True  # «في إحاطة من …»، «أمام البرلمان في أديس أبابا»
    if (
        mention.last < len(words)
        and "that" in words.sets[mention.last]
        and mention.cue == "at"
        and _is_said(words, mention.first)
    ):
        return True  # «قال الرئيس في أبوجا إن …»
    return _is_of_talks(words, mention, at, abroad) or _is_spoken_in(words, mention)


def _is_visited(words: Words, mention: PlaceMention, begin: int) -> bool:
    """«وصل المبعوث إلى بورتسودان»، «زار الوزير عدن»: where an envoy or a minister came to, or left."""
    low = max(begin, mention.first - _VISITED)
    said = frozenset[str]().union(*words.sets[low : mention.first])
    if said.isdisjoint(_ENVOYS):
        return False
    return not said.isdisjoint(_COMING) or not area_words().visits.isdisjoint(words.forms[low : mention.first])


def _is_of_talks(words: Words, mention: PlaceMention, at: int, abroad: bool) -> bool:
    """A seat of government where something was announced («هدنة أعلنت في بيروت»), or they talk; a town abroad where
    something was signed. `at`: the token of the place, or of the noun before it."""
    seat = "capital" in words.sets[mention.first]
    if (abroad or seat) and _is_where_they_talk(words, mention, at):
        return True
    if seat and mention.cue == "at" and words.sets[at - 2] >= _ANNOUNCED:
        return True
    return abroad and (not words.sets[at - 2].isdisjoint(_SIGNED) or _is_where_signed(words, at))


def _is_come_to(words: Words, mention: PlaceMention) -> bool:
    """Where somebody only came («خلال زيارة لبورتسودان»), met or marches; what befell a town («زلزال دمر ماندالاي»)."""
    forms, visited = words.forms, area_words().visited
    if forms[mention.first - 1] in visited or (
        forms[mention.first - 2] in visited and forms[mention.first - 1] in _TO_WHERE
    ):
        return True
    begin = words.bounds[mention.first][0]
    if _is_visited(words, mention, begin):
        return True
    if mention.cue == "at" and any(
        forms[at] in area_words().house and forms[at - 1] in _FROM_WHERE
        for at in range(max(begin + 1, mention.first - _HOUSED), mention.first)
    ):
        return True
    if any("ev_protest" in said for said in words.sets[max(begin, mention.first - _MARCHED) : mention.first]):
        return True
    low = max(begin, mention.first - _STRUCK)
    return not area_words().struck.isdisjoint(forms[low : mention.first])


def _is_where_they_talk(words: Words, mention: PlaceMention, at: int) -> bool:
    """«اختتمت في برازافيل محادثات»، «انطلقت في جنيف الأحد جولة»: does a verb lead there, and what they talk follow?"""
    if mention.cue != "at" or words.sets[at - 2].isdisjoint(TIMED):
        return False
    behind = (said for said in words.sets[mention.last : mention.last + _TALKING] if said.isdisjoint(_BETWEEN_THEM))
    return not next(behind, frozenset[str]()).isdisjoint(_MEETING)


def _is_spoken_in(words: Words, mention: PlaceMention) -> bool:
    """Is it a seat of government that a sentence opens with, and somebody speaks there («وفي دمشق قال الوزير»)?"""
    opens = mention.first - words.bounds[mention.first][0] == 1 and mention.last + 1 < len(words)
    behind = words.sets[mention.last + ("comma" in words.sets[mention.last])] if opens else frozenset[str]()
    return "capital" in words.sets[mention.first] and not behind.isdisjoint(_SAYING)


def _is_where_signed(words: Words, at: int) -> bool:
    """«الاتفاق الذي وقعته مع كمبوديا الشهر الماضي في كوالالمبور»."""
    low = max(words.bounds[at][0] + 1, at - _SPOKE)
    return any(not words.sets[one].isdisjoint(_SIGNED) and "cf_which" in words.sets[one - 1] for one in range(low, at))


def is_where_made(words: Words, mention: PlaceMention) -> bool:
    """«اتفق القادة في نيروبي على …», «أعلنها أمس في موسكو»: is a place led to by «في» or «من», where no
    ceasefire and no attack is told right before it («هدنة في أديس أبابا»)? To be asked of towns where others meet."""
    at = mention.first - (mention.cue == "noun")
    if at < 1 or words.forms[at - 1] not in _FROM_WHERE:
        return False
    return at < 2 or words.sets[at - 2].isdisjoint(_GROUND)


def _is_said(words: Words, first: int) -> bool:
    """Does a verb of speech open what goes on with a place at token `first`?"""
    low = max(words.bounds[first][0], first - _SPOKE)
    if not area_words().local.isdisjoint(words.forms[low:first]):
        return False  # «قال وجيه في بني وليد إن …»
    return any("cf_said" in words.sets[at] for at in range(low, first))
