"""How far somebody's words go beyond their sentence, and who speaks by a heading («وزارة الصحة: …»)."""

from __future__ import annotations

from bot.arabic.words import Words
from bot.facts.name_words import name_words
from bot.facts.run_on import trimmed
from bot.facts.speech import TALLIES

#: A heading begins behind these: at a line's beginning, behind «عاجل |», a bullet, an emoji.
_HEADS = frozenset({"newline", "bar", "stop", "mark", "star", "slash", "colon", "underscore"})
_URGENT = "عاجل"
_LANDS, _OUTLETS = frozenset({"state", "capital"}), frozenset({"outlet_word", "outlet_name"})
_ITEM = frozenset({"dash", "star", "digits", "mark", "underscore", "number", "stop"})
_QUOTE, _ITEMS = 200, 12
#: Marks are counted no further: a sentence without an end is looked through for each of its speakers.
_LONGEST = 400
#: What such a word heads is told by nobody: «مجزرة بحق عائلة: 93 شهيدا».
_HAPPENED = frozenset({"massacre", "t_strike", "kill_noun"})
#: Who has a tally of his own, and what may lead to him.
_COUNTING, _BY = frozenset({"body", "source_word", "same_source", "actor", "actor_name"}), frozenset({"من", "عن"})
#: A colon behind these opens a list.
_THESE = frozenset({"وهم", "هم", "وهما", "وهن", "وهي", "بينهم", "منهم", "كالتالي", "كالاتي"})


def headed(words: Words, first: int, last: int) -> tuple[int, int]:
    """Whose words stand behind the heading of tokens first … last - 1 and a colon; (0, 0) where it says where, or what.

    «رويترز عن مسؤول: …» are the official's; «سوريا: …» and «دمشق - وكالات: …» are nobody's.
    """
    sets, forms = words.sets, words.forms
    if first and sets[first - 1].isdisjoint(_HEADS) and not _is_dash(words, first - 1) and forms[first - 1] != _URGENT:
        return 0, 0
    if not sets[first].isdisjoint(_LANDS) or (last == first + 1 and forms[first] in name_words().label):
        return 0, 0
    if any("dash" in classes for classes in sets[first:last]) and not sets[first].isdisjoint(_OUTLETS):
        return 0, 0
    if not _THESE.isdisjoint(forms[first:last]) or not sets[first].isdisjoint(_HAPPENED):
        return 0, 0  # «… ممن وثقهم المرصد، وهم: 14 مدنيا»
    if forms[first] in TALLIES:
        first = _whose_tally(words, first, last)
    if first == last:
        return 0, 0
    last = trimmed(words, first, last)
    about = next((at for at in range(first, last - 1) if forms[at] == "عن"), -1)
    return (about + 1, last) if about > first and not sets[first].isdisjoint(_OUTLETS) else (first, last)


def _whose_tally(words: Words, first: int, last: int) -> int:
    """Where whose tally it is stands («حصيلة | الدفاع المدني: …»); `last` where it is nobody's («حصيلة أولية: …»)."""
    at = first + 1
    at += at < last and words.forms[at] in _BY
    return last if at < last and words.sets[at].isdisjoint(_COUNTING) else at


def _is_dash(words: Words, at: int) -> bool:
    """A dash that begins a line: an item of a list."""
    return "dash" in words.sets[at] and (at == 0 or "newline" in words.sets[at - 1])


def quoted_until(words: Words, at: int, end: int) -> int:
    """Where words from token `at` on end that go beyond the end of their sentence: in a quotation, or in a list.

    A quotation goes on to its closing mark within its line; a list of lines behind a colon, to its last item.
    """
    sets = words.sets
    if end >= len(words):
        return end
    first = words.bounds[at][0]
    if words.quotes(max(first, end - _LONGEST), end) % 2:
        for close in range(end, min(len(words), end + _QUOTE)):
            if "newline" in sets[close]:
                return end
            if "quote" in sets[close]:
                return close
        return end
    if "newline" in sets[end] and end > at and "colon" in sets[end - 1]:
        for _ in range(_ITEMS):
            if end + 1 >= len(words) or sets[end + 1].isdisjoint(_ITEM):
                break
            end = words.bounds[end + 2][1] if end + 2 < len(words) else len(words)
    return end
