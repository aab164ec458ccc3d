"""What leads to a place, and in whose name it stands: «من اتجاه الجولان», «قالت مصادر في مستشفى كذا إن …»."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from bot.arabic.alphabet import Alphabet, one_letter
from bot.arabic.gazetteer import GENERIC
from bot.arabic.place_roles import role_words
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words

#: Cues that stand between the preposition and the name: «من بلدة كذا», «إلى شمال كذا».
_HEADED = frozenset({"noun", "nouns", "direction"})
#: So many words of them.
_DEEP = 3
_THIN = frozenset("\"'#(_")
_BY_CLITIC = {"b": "in", "l": "to"}
_SAYS = ("speech", "points", "quotes", "according")
#: What is said follows these, or is one of these itself: «أعلن مصدر في كذا مقتل …».
_THAT = ("that", "colon", "kill_noun", "wound_noun")
#: So long is the name of a source.
_SOURCE = 12
#: So far before its land stands the name of an authority: «وزارة الصحة في كذا».
_HELD = 8
#: So far before a place stands the verb that reaches it.
_REACH = 7
#: So far before a hospital stands the verb that takes people there.
_CARRIED = 6
#: What begins a clause with its place, so near before it, and its number so near behind.
_AND_IN, _LED, _TOLD_NEXT = frozenset({"وفي", "ففي"}), 2, 2
#: The classes of words that say what is done elsewhere than it happened.
ACTS = ("told", "found", "launched", "headed", "treats", "office", "authority")
#: So near before a hospital a strike fell on it.
_STRUCK_NEAR = 5
_IN, _THENCE = frozenset({"في", "من"}), frozenset({"in", "from"})


class Leads:
    """Looks before places. Made once over an alphabet.

    `words` = what words lead to a place, and how; `before_from` = how «من» does behind these; `acts` = what is done
    elsewhere than it happened ("told", "launched"), and verbs of speech for what is told where it did ("found").
    """

    def __init__(
        self,
        alphabet: Alphabet,
        words: Mapping[str, str],
        before_from: Mapping[str, str],
        acts: Mapping[str, frozenset[str]],
    ) -> None:
        self._words, self._before_from = words, before_from
        self._told, self._found, self._launched, self._headed, self._treats, self._offices, self._authorities = (
            acts[kind] for kind in ACTS
        )
        self._tells = alphabet.having("speech") - alphabet.having("counts")
        self._asides = alphabet.having("speech_aside")
        says, that = alphabet.having_any(_SAYS), alphabet.having_any(_THAT)
        ends = alphabet.having_any(("comma", "stop", "newline", "dash", "colon"))
        self._according = alphabet.having("according")
        hits = alphabet.having_any(("ev_bombard", "ev_strike_verb", "ev_attack_verb", "ev_storm", "ev_hit"))
        self._hits = re.compile(f"{_but(hits | ends)}*{one_letter(hits)}").match
        self._strikes = alphabet.having("t_strike")
        carries = alphabet.having_any(("carry_verb", "arrive_verb"))
        self._carries = re.compile(f"{_but(carries | ends)}*{one_letter(carries)}").match
        # The first looks back: it reads the letters before a place from behind.
        self._said = re.compile(f"{_but(says | that | ends)}*({one_letter(says)})").match
        self._that = re.compile(f"{_but(that | ends)}*{one_letter(that)}").match

    def lead(self, words: Words, mention: PlaceMention) -> str:
        """How a place is led to: in, from, to, with, near, over, hit («قصفت … كذا»), heading («كذا: …»); or ""."""
        if mention.cue == "to":
            return "to"
        at, forms = mention.first, words.forms
        deep = 1
        if mention.cue in _HEADED:
            if not self._has_noun(forms[at]):
                deep = _DEEP
            elif led := _BY_CLITIC.get(words.clitics(at).preposition):
                return led
        for _ in range(deep):
            at -= 1
            while at > 0 and forms[at] in _THIN:
                at -= 1
            if at < 0:
                break
            found = self._words.get(forms[at]) or _BY_CLITIC.get(words.clitics(at).preposition)
            if found == "from" and at:
                return self._before_from.get(forms[at - 1].removeprefix("ال"), found)
            if found:
                return found
        return self._unled(words, mention)

    def _unled(self, words: Words, mention: PlaceMention) -> str:
        """How a place is led to that no preposition stands before."""
        if mention.last < len(words) and words.forms[mention.last] == ":":
            return "heading"
        if mention.cue == "at":
            return "in"
        return "hit" if self._is_hit(words, mention) else ""

    def _is_hit(self, words: Words, mention: PlaceMention) -> bool:
        """«قصفت المدفعية معسكر كذا»: does a verb of striking reach the place, and nothing lead elsewhere between?"""
        low = max(words.bounds[mention.first][0], mention.first - _REACH)
        return self._hits(words.letters[low : mention.first][::-1]) is not None

    @staticmethod
    def _has_noun(word: str) -> bool:
        """Does a name begin with the word for its kind: «مدينة كذا», «بحي كذا»?"""
        return word in GENERIC or word[1:] in GENERIC

    def elsewhere(self, words: Words, mention: PlaceMention, lead: str) -> str:
        """What tells that a place is where something was said, or shots came from; "" where nothing does.

        "said there", "launched there", "taken there", "headed there" («متجهة إلى كذا»), "in a hospital", "of an office"
        («محافظ كذا»), "of an authority" («سلطات كذا»: it speaks of its own land), or "in a source": it stands in the
        name of who says so.
        """
        if self._in_hospital(words, mention, lead):
            return "in a hospital"
        if lead == "to":
            return self._reached(words, mention)
        if lead in _THENCE and (found := self._thence(words, mention, lead)):
            return found
        before = words.forms[mention.first - 1] if mention.first else ""
        if before in self._offices:
            return "of an office"
        if not self._in_name(words, mention):
            return ""
        low = max(words.bounds[mention.first][0], mention.first - _HELD)
        held = not self._authorities.isdisjoint(words.forms[low : mention.first])
        return "of an authority" if held else "in a source"

    def _reached(self, words: Words, mention: PlaceMention) -> str:
        """«نقلوا إلى كذا», «متجهة إلى كذا»."""
        low = max(words.bounds[mention.first][0], mention.first - _CARRIED)
        if not self._headed.isdisjoint(words.forms[low : mention.first]):
            return "headed there"
        return "taken there" if self._carries(words.letters[low : mention.first][::-1]) is not None else ""

    def _thence(self, words: Words, mention: PlaceMention, lead: str) -> str:
        """«متوجهة من كذا», «أطلقت من كذا», «أعلن في كذا»."""
        forms, start = words.forms, words.bounds[mention.first][0]
        if lead == "from" and not self._headed.isdisjoint(forms[max(start, mention.first - _DEEP) : mention.first]):
            return "headed there"
        at = mention.first - 1
        low = max(start, mention.first - _DEEP - 1)
        while at > low and forms[at] not in _IN:
            at -= 1
        if not self._launched.isdisjoint(forms[max(start, at - _DEEP) : at]):
            return "launched there"
        return "said there" if at > start and forms[at] == "في" and self._said_before(words, start, at) else ""

    def _in_hospital(self, words: Words, mention: PlaceMention, lead: str) -> bool:
        """«توزعوا على مستشفيات كذا»، «استقبل مستشفى كذا ستة جرحى»; not what was struck there."""
        first = mention.first
        if lead == "in" and self._is_treated(words, first):
            return True
        if (
            not first
            or lead == "hit"
            or mention.kind == "country"
            or words.forms[first - 1].lstrip("وبل") not in role_words().care
        ):
            return False
        low = max(words.bounds[first][0], first - _STRUCK_NEAR)
        return self._strikes.isdisjoint(words.letters[low:first])

    def _is_treated(self, words: Words, first: int) -> bool:
        """«واستقبل مستشفى كذا في كذا ستة جرحى»، «ووصلوا إلى مستشفى في كذا»: is it where they were treated?"""
        low = max(words.bounds[first][0], first - _CARRIED)
        forms, care = words.forms, role_words().care
        if not any(forms[at].lstrip("وبل") in care for at in range(max(low, first - _DEEP - 1), first)):
            return False
        treated = not self._treats.isdisjoint(forms[low:first])
        return treated or self._carries(words.letters[low:first][::-1]) is not None

    def _said_before(self, words: Words, start: int, at: int) -> bool:
        """«وأعلن في كابل عن …», «شيع في النبطية …»: does a verb of what is only told there stand before «في»?"""
        while at > start and words.letters[at - 1] in self._asides:
            at -= 1
        verb = words.forms[at - 1] if at > start else ""
        return verb in self._told or (at > start and words.letters[at - 1] in self._tells and verb not in self._found)

    def _in_name(self, words: Words, mention: PlaceMention) -> bool:
        """Does a place stand in the name of who says so: «أفادت مصادر طبية في رفح بأن …», «وبحسب شرطة كركوك، …»?"""
        begin, end = words.bounds[mention.first]
        letters, first = words.letters, mention.first
        said = self._said(letters[max(begin, first - _SOURCE) : first][::-1])
        if said is None:
            return False
        return said[1] in self._according or self._that(letters, mention.last, min(end, first + _SOURCE)) is not None


def opening(words: Words, mentions: Sequence[PlaceMention], numbers: Sequence[int]) -> frozenset[int]:
    """The places that begin a clause with a number right behind them: «أربعة في حلب وفي إدلب خمسة»."""
    forms = words.forms
    led = [
        number
        for number, mention in enumerate(mentions)
        if not _AND_IN.isdisjoint(forms[max(0, mention.first - _LED) : mention.first])
    ]
    behind = {number: bisect_left(numbers, mentions[number].last) for number in led}
    return frozenset(
        number
        for number, next_one in behind.items()
        if next_one < len(numbers) and numbers[next_one] - mentions[number].last <= _TOLD_NEXT
    )


def _but(letters: Iterable[str]) -> str:
    """The expression for any letter but these."""
    return f"[^{''.join(map(re.escape, sorted(letters)))}]"
