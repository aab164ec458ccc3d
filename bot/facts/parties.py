"""Who acts: the party nearest to some words of a sentence."""

from __future__ import annotations

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.words import Words
from bot.facts.names import name_at
from bot.facts.page import Page

#: Classes of the words that name a party.
PARTY = frozenset({"actor", "actor_name"})
_REACH = 8
_LONGEST = 5
_GOES_ON = frozenset({"actor", "actor_name", "place", "state"})


class Parties:
    """Finds the parties of articles whose words are written in one alphabet. Made once; changes nothing."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._naming = any_of(alphabet.having("actor") | alphabet.having("actor_name"))

    def near(self, page: Page, start: int, end: int) -> str:
        """The party named nearest to tokens start … end - 1 in their sentence, behind them first; "" where none is.

        The name is written as in the text, without clitics. It promises nearness, not grammar: «قصف الجيش مواقع
        للمعارضة» gives the army because it stands first behind the verb.
        """
        words = page.words
        first, last = words.bounds[start]
        match = self._naming.search(words.letters, end, min(last, end + _REACH))
        if match is not None:
            at = match.start()
        else:
            back = words.letters[max(first, start - _REACH) : start][::-1]
            match = self._naming.search(back)
            if match is None:
                return ""
            at = start - 1 - match.start()
        return name_at(page.article, words, at, joined_end(words, party_end(words, at, last), last))


def joined_end(words: Words, end: int, last: int) -> int:
    """Where two parties joined by «و» end: «إسرائيل وحماس»؛ `end` where only one is named."""
    if end < last and words.clitics(end).conjunction == "w" and words.classes(end) & PARTY:
        return party_end(words, end, last)
    return end


def party_end(words: Words, at: int, last: int) -> int:
    """Where the name of a party that begins at `at` ends: its head with the definite words and names behind it."""
    if "actor_name" in words.classes(at):
        return at + 1
    end = at + 1
    while end < last and end - at < _LONGEST:
        classes, clitics = words.classes(end), words.clitics(end)
        attached = words.word(end).startswith("ال") or classes & _GOES_ON
        if not attached or clitics.preposition or clitics.conjunction or classes & {"np_end", "speech", "cf_weekday"}:
            break
        end += 1
    return end
