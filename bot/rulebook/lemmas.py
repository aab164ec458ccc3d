"""Which forms a keyword has: those of its lemma where a lexicon knows it, else itself with a closed list.

The lexicon is ours; where the user has installed camel-tools' full database, its lemmas are known too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.arabic.database import takes
from bot.arabic.letters import fold_word
from bot.arabic.lexicon import Entry, load_entries
from bot.arabic.words import Vocabulary, Words
from bot.rulebook.full_lexicon import FullLexicon

#: A stem and the category that says which affixes it takes.
Stem = tuple[str, str]
#: A word of fewer letters takes no endings, and no preposition before it: too much else would look like it.
_SHORT = 3

#: Father and brother change their vowel with their case, in names too: لأبي محمد is أبو محمد.
_FAMILY = (("ابو", "ابي", "ابا"), ("اخو", "اخي", "اخا"))
_PLAIN = re.compile("[ء-غف-ي]+(?: +[ء-غف-ي]+)*\\Z")
_WEAK = re.compile("[اويهء]")
_WITHOUT_CLITICS = frozenset({"bare", "person"})
_BEFORE_UNKNOWN = frozenset({"bare", "conj", "nominal", "article"})
_AFTER_UNKNOWN = frozenset({"none", "tanwin", "dual", "sound", "fem", "pronoun", "fempronoun", "vpast"})
#: What a word that no lexicon knows takes; the other categories are those of the lexicon.
_UNKNOWN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "unknown": (_BEFORE_UNKNOWN, _AFTER_UNKNOWN),
    "unknown_short": (frozenset({"bare", "conj"}), frozenset({"none"})),
    "as_it_is": (frozenset({"bare"}), frozenset({"none"})),
}


@dataclass(frozen=True, slots=True)
class Forms:
    """How one word of a keyword is found: its stems with their categories. `known`: a lexicon has the word."""

    stems: tuple[Stem, ...]
    known: bool = False


class Lemmas:
    """The words that the lexicon knows: each stem with the stems of the same lemma. Remembers what it was asked."""

    def __init__(
        self, vocabulary: Vocabulary, entries: Iterable[Entry] | None = None, full: FullLexicon | None = None
    ) -> None:
        """Over the lexicon's rows (the package's by default) and, where the user has one, a full lexicon."""
        self._vocabulary, self.full = vocabulary, full
        self._lemmas: dict[str, list[frozenset[Stem]]] = {}
        for entry in load_entries() if entries is None else entries:
            for lemma in _lemmas_of(entry):
                for stem, _ in lemma:
                    self._lemmas.setdefault(stem, []).append(lemma)
        self._own = vocabulary.morphology.affixes()
        #: What may stand before a stem and behind it: surface → categories.
        self.before, self.after = (
            _merged(own, more)
            for own, more in zip(self._own, (full.before, full.after) if full else ({}, {}), strict=True)
        )
        self._forms: dict[str, Forms] = {}
        self._tokens: dict[str, tuple[str, ...]] = {}

    def affixes_of(self, category: str) -> tuple[frozenset[str], frozenset[str]]:
        """The categories of affixes before and behind a stem of that category."""
        if category in _UNKNOWN:
            return _UNKNOWN[category]
        return self.full.affixes_of(category) if self.full and ":" in category else takes(category)

    def tokens(self, text: str) -> tuple[str, ...]:
        """The folded words of a keyword, cut as texts are."""
        found = self._tokens.get(text)
        if found is None:
            folded = fold_word(text)
            pieces = folded.split() if _PLAIN.match(folded) else Words(self._vocabulary, "", folded).pieces
            found = self._tokens[text] = tuple(piece.strip() for piece in pieces if piece.strip())
        return found

    def forms(self, word: str) -> Forms:
        """The forms of one folded word, which may carry the article."""
        found = self._forms.get(word)
        if found is None:
            found = self._forms[word] = self._make_forms(word)
        return found

    def surfaces(self, forms: Forms) -> set[str]:
        """Every surface that the stems of a word can have."""
        made: set[str] = set()
        for stem, category in forms.stems:
            left, right = self.affixes_of(category)
            before = [surface for surface, names in self.before.items() if not names.isdisjoint(left)]
            after = [surface for surface, names in self.after.items() if not names.isdisjoint(right)]
            made.update(first + stem + last for first in before for last in after)
        return made

    def _make_forms(self, word: str) -> Forms:
        bare = word[2:] if word.startswith("ال") and len(word) > _SHORT + 1 else ""
        for known in (self._known, self.full.stems if self.full else _nothing):
            stems = known(word) or (known(bare) if bare else frozenset())
            if stems:
                return Forms(tuple(sorted(stems)), known=True)
        family = next((words for words in _FAMILY if word in words), (word,))
        return Forms(tuple(stem for one in family for stem in _unknown(one)))

    def _known(self, word: str) -> frozenset[Stem]:
        """The stems of every lemma that has this word as a form without clitics (a present verb has its person).

        Where the word is the very name of a lemma, its other readings are set aside: مدرسة is a school, not the
        teacher's feminine; حربي is military, not "my war".
        """
        prefixes, suffixes = self._own
        found: dict[bool, set[Stem]] = {True: set(), False: set()}
        for cut in (0, 1):
            before = prefixes.get(word[:cut], frozenset()) & _WITHOUT_CLITICS
            for end in range(len(word), max(cut + 1, len(word) - 5), -1) if before else ():
                after = suffixes.get(word[end:], frozenset())
                for lemma in self._lemmas.get(word[cut:end], ()):
                    taking = _taking(lemma, word[cut:end], before, after)
                    # A plural that is a row of its own (هدن) has no other way back to its singular.
                    itself = end == len(word) or (
                        word[end:] == "ه" and not taking.isdisjoint({"noun_fem", "noun_fixed"})
                    )
                    if taking:
                        found[itself and not cut] |= lemma
        return frozenset(found[True] or found[False])


def _nothing(_word: str) -> frozenset[Stem]:
    return frozenset()


def _merged(own: dict[str, frozenset[str]], more: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {surface: own.get(surface, frozenset()) | more.get(surface, frozenset()) for surface in {**own, **more}}


def _taking(lemma: frozenset[Stem], stem: str, before: frozenset[str], after: frozenset[str]) -> set[str]:
    """The categories under which a lemma's stem takes what stands before and behind it."""
    found = set()
    for own, category in lemma:
        left, right = takes(category)
        if own == stem and not before.isdisjoint(left) and not after.isdisjoint(right):
            found.add(category)
    return found


def _lemmas_of(entry: Entry) -> list[frozenset[Stem]]:
    """The lemmas of a row: a row of the lexicon may hold several words of one class.

    A plural belongs to the singular before it with which it shares its letters (سكان is none of مدني), a present to
    the past before it.
    """
    lemmas: list[list[Stem]] = []
    past = True
    for stem, category, features in entry.forms:
        begins = not lemmas or (".plural" in features and not _akin(lemmas[-1][0][0], stem))
        if category == "verb_past":
            begins, past = begins or not past, True
        elif category in {"verb_present", "verb_present_whole"}:
            past = False
        elif category != "verb_past_whole" and ".plural" not in features and category != "name_after_lil":
            begins = True
        if begins:
            lemmas.append([])
        lemmas[-1].append((stem, category))
    return [frozenset(lemma) for lemma in lemmas]


def _akin(singular: str, plural: str) -> bool:
    """Do the letters of the shorter word, weak ones left out, all stand in the longer one in their order?"""
    one, other = sorted((_WEAK.sub("", singular), _WEAK.sub("", plural)), key=len)
    rest = iter(other)
    return len(one) > 1 and all(letter in rest for letter in one)


def _unknown(word: str) -> tuple[Stem, ...]:
    """A word that no lexicon knows: itself, with affixes as far as it is long enough to bear them."""
    if not word.isalpha() or word.isascii():
        return ((word.casefold(), "as_it_is"),)
    if word.startswith("ال") and len(word) > _SHORT + 1:
        return ((word, "literal"), (word[2:], "name_after_lil"))
    if len(word) < _SHORT:
        return ((word, "unknown_short"),)
    if word.endswith("ه") and len(word) > _SHORT:
        return ((word, "unknown_short"), (word[:-1], "noun_fem"))
    return ((word, "unknown"),)
