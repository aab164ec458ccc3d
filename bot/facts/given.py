"""Names of people and of outlets that are other words too: «صادق», «سارة», «علي», «موقع والا», «القناة 12»."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.name_words import name_words
from bot.facts.shapes import is_verbal

_BEFORE_GIVEN = frozenset({"title", "rank", "office", "unknown", "nation"})
_TITLES = frozenset({"rank", "honorific"})
_ON_WHAT = frozenset({"لسان", "معرفه", "علم", "اطلاع", "صله", "درايه", "وسايل", "منصه", "منصات", "صفحته"})
_OUTLET = frozenset({"outlet_word"})
#: Behind a rank so many words may lead to a name that armed men go by: «اللواء المتقاعد خليفة حفتر».
_LED, _RANK, _ARMED, _LEADER = 3, "rank", "armed_name", frozenset({"unknown", "served", "rank"})
#: So far back a verb may stand that says «على».
_LONGEST_NAME = 8


def is_given_behind(words: Words, at: int) -> bool:
    """Is a token such a name behind a rank, an office or another name?"""
    return bool(words.sets[at - 1] & _BEFORE_GIVEN) and is_given(words, at)


def is_medium(words: Words, at: int) -> bool:
    """«المرصد في | بريد إلكتروني», «المرصد في | تحديثه»: is it what somebody says it in, rather than where he is?"""
    if at >= len(words):
        return False
    form, his = words.forms[at], words.clitics(at).pronoun or words.forms[at].endswith(("ها", "هم"))
    return any(form.removesuffix(each) in name_words().medium for each in ("", "ها", "هم", "ه")) or (
        his and is_verbal(form)
    )


def is_called(words: Words, at: int) -> bool:
    """«القناة 12», «موقع والا», «اللواء 444», «حركة 23 مارس»: part of the name of an outlet or a unit."""
    if words.sets[at - 1].isdisjoint(_OUTLET):
        if "digits" in words.sets[at]:
            return "outlet_name" in words.sets[at - 1] or words.forms[at - 1] in name_words().numbered  # «فرانس 24»
        return "month" in words.sets[at] and "digits" in words.sets[at - 1] and at > 1 and is_called(words, at - 1)
    return "digits" in words.sets[at] or (words.forms[at] in name_words().outlet)


def goes_on(words: Words, at: int) -> bool:
    """«الأمم | المتحدة», «اللواء | 444»: is a word one name with the one before it?"""
    return words.forms[at] in name_words().goes_on.get(words.forms[at - 1], ()) or is_called(words, at)


def is_given(words: Words, at: int) -> bool:
    """«العقيد صادق الدويد», «سارة ويتسن»: a name of people that is another word too, with the family's behind it."""
    if words.forms[at] not in name_words().given or at + 1 >= len(words) or "unknown" not in words.sets[at + 1]:
        return False
    if words.forms[at + 1] in _ON_WHAT:  # «على لسان المتحدث», «على معرفة بـ…»
        return False
    if "np_end" not in words.sets[at]:
        return True  # «علي» may be «على»
    if at and not words.sets[at - 1].isdisjoint(_TITLES) and _is_name(words, at + 1) and _is_name(words, at + 2):
        return True  # «أكد الجنرال علي رضا دليري», not «أكد الجنرال على ضرورة …»
    return name_words().on_what.isdisjoint(
        word.removeprefix("و") for word in words.forms[max(0, at - _LONGEST_NAME) : at]
    )


def _is_name(words: Words, at: int) -> bool:
    """Does a word look like a part of somebody's name: unknown, without an article, no noun in ة?"""
    return (
        at < len(words)
        and "unknown" in words.sets[at]
        and not words.forms[at].startswith("ال")
        and (not words.forms[at].endswith("ه"))
    )


def led_end(words: Words, head: int, end: int, last: int) -> int:
    """«قوات المشير | خليفة حفتر»: where the name ends of whom a party is led by, told by his rank; else `end`."""
    if all(_RANK not in words.sets[at] for at in range(head + 1, end)):
        return end
    for at in range(end, min(last, end + _LED)):
        if _ARMED in words.sets[at]:
            return at + 1
        if words.sets[at].isdisjoint(_LEADER):
            break
    return end
