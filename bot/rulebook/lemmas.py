"""Which forms a keyword has: those of its lemma where a lexicon knows it, else itself with a closed list.

The lexicon is ours; where the user has installed camel-tools' full database, its lemmas are known too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.arabic.database import takes
from bot.arabic.letters import fold_word
from bot.arabic.lexicon import Entry, entry, load_entries
from bot.arabic.tables import load_cells
from bot.arabic.tokens import MARKS
from bot.arabic.words import Vocabulary, Words
from bot.rulebook.full_lexicon import FullLexicon

#: A stem and the category that says which affixes it takes.
Stem = tuple[str, str]
#: A word of fewer letters takes no endings, and before it no preposition without the article: too much else would look
#: like it.
_SHORT = 3

#: Father and brother change their vowel with their case, in names too: لأبي محمد is أبو محمد.
_FAMILY = (("ابو", "ابي", "ابا"), ("اخو", "اخي", "اخا"))
_PLAIN = re.compile("[ء-غف-ي]+(?: +[ء-غف-ي]+)*\\Z")
_WEAK = re.compile("[اويهء]")
_WITHOUT_CLITICS = frozenset({"bare", "person"})
#: What stands before a word with the article in it, as letters; behind such a word stands no pronoun.
ARTICLES = ("ال", "لل")
_BEFORE_UNKNOWN = frozenset({"bare", "conj", "nominal", "article"})
_AFTER_UNKNOWN = frozenset({"none", "tanwin", "dual", "sound", "fem", "pronoun", "fempronoun", "vpast"})
#: What words of keywords take, where it is not what the lexicon says: words that no lexicon knows, things, and nouns
#: with a ta marbuta, of which those without it are not told apart there (مدرسين are no schools).
_TAKEN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "unknown": (_BEFORE_UNKNOWN, _AFTER_UNKNOWN),
    "unknown_short": (frozenset({"bare", "conj", "definite", "article"}), frozenset({"none"})),
    "as_it_is": (frozenset({"bare"}), frozenset({"none"})),
    "thing": (_BEFORE_UNKNOWN, frozenset({"none", "tanwin", "two", "owned"})),
    "noun_fem": (_BEFORE_UNKNOWN, frozenset({"fem", "she", "fempronoun"})),
}
_UNSEEN = frozenset({"quote", "open", "close", "underscore"})
#: Over these a word goes on («F-16»); a dash between blanks parts words.
HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_PLAIN_NOUNS = frozenset({"noun", "noun_fixed"})
#: Endings of a thing: of two, and of whose it is; «ه» is as well that of another word, the feminine. Those of a she.
_ENDINGS = {
    **dict.fromkeys(("ان", "ين"), "two"),
    **dict.fromkeys(("ها", "هم", "هما", "هن", "نا"), "owned"),
    **dict.fromkeys(("ات", "تان", "تين", "تا", "تي"), "she"),
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
        rows = load_entries() if entries is None else entries
        self._of_keywords = _by_stem(_of_keywords() if entries is None else ())
        self._lemmas = _by_stem(lemma for row in rows for lemma in _lemmas_of(row))
        self._own = _with_our_own(*vocabulary.morphology.affixes())
        #: What may stand before a stem and behind it: surface → categories.
        self.before, self.after = (
            _merged(own, more)
            for own, more in zip(self._own, (full.before, full.after) if full else ({}, {}), strict=True)
        )
        self._forms: dict[str, Forms] = {}
        self._tokens: dict[str, tuple[str, ...]] = {}

    def affixes_of(self, category: str) -> tuple[frozenset[str], frozenset[str]]:
        """The categories of affixes before and behind a stem of that category."""
        return self.full.affixes_of(category) if self.full and ":" in category else _takes(category)

    def tokens(self, text: str) -> tuple[str, ...]:
        """The folded words of a keyword, cut as texts are."""
        found = self._tokens.get(text)
        if found is None:
            folded = fold_word(text)
            pieces = folded.split() if _PLAIN.match(folded) else Words(self._vocabulary, "", folded).pieces
            found = self._tokens[text] = tuple(
                token for piece in pieces if not (unseen(token := piece.strip()) or piece in HYPHENS)
            )
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
        for known in (self._of_keyword, self._known, self.full.stems if self.full else _nothing):
            stems = known(word) or (known(bare) if bare else frozenset())
            if stems:
                return Forms(tuple(sorted(stems)), known=True)
        family = next((words for words in _FAMILY if word in words), (word,))
        return Forms(tuple(stem for one in family for stem in _unknown(one)))

    def _of_keyword(self, word: str) -> frozenset[Stem]:
        """The stems of the words of keywords' own table that have this word as a form; Latin ones in small letters."""
        if word.isascii():
            return frozenset().union(*self._of_keywords.get(word.casefold(), ()))
        return self._known(word, self._of_keywords)

    def _known(self, word: str, lemmas: dict[str, list[frozenset[Stem]]] | None = None) -> frozenset[Stem]:
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
                for lemma in (self._lemmas if lemmas is None else lemmas).get(word[cut:end], ()):
                    taking = _taking(lemma, word[cut:end], before, after)
                    itself = end == len(word) or (word[end:] == "ه" and "noun_fem" in taking)
                    if taking:
                        found[itself and not cut] |= lemma
        return frozenset(found[True] or found[False])


def unseen(token: str) -> bool:
    """Does a phrase go on over it? «جماعة "أنصار الله"» and #أنصار_الله are what they say; a new line begins anew."""
    return MARKS.get(token) in _UNSEEN or (not token.strip() and "\n" not in token)


def _nothing(_word: str) -> frozenset[Stem]:
    return frozenset()


def _merged(own: dict[str, frozenset[str]], more: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {surface: own.get(surface, frozenset()) | more.get(surface, frozenset()) for surface in {**own, **more}}


def _taking(lemma: frozenset[Stem], stem: str, before: frozenset[str], after: frozenset[str]) -> set[str]:
    """The categories under which a lemma's stem takes what stands before and behind it."""
    found = set()
    for own, category in lemma:
        left, right = _takes(category)
        if own == stem and not before.isdisjoint(left) and not after.isdisjoint(right):
            found.add(category)
    return found


def _takes(category: str) -> tuple[frozenset[str], frozenset[str]]:
    return _TAKEN[category] if category in _TAKEN else takes(category)


def _by_stem(lemmas: Iterable[frozenset[Stem]]) -> dict[str, list[frozenset[Stem]]]:
    found: dict[str, list[frozenset[Stem]]] = {}
    for lemma in lemmas:
        for stem, _ in lemma:
            found.setdefault(stem, []).append(lemma)
    return found


def _with_our_own(
    before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The affixes with the categories that only words of keywords take."""
    definite = {surface: frozenset({"definite"}) for surface in before if surface.endswith(ARTICLES[0])}
    return _merged(before, definite), _merged(after, {end: frozenset({name}) for end, name in _ENDINGS.items()})


def _of_keywords() -> list[frozenset[Stem]]:
    """The words of data/lemmas.tsv: each row is one, with all its stems."""
    made = []
    for name, part_of_speech, written in load_cells("bot.rulebook", "lemmas.tsv", 3):
        stems: set[Stem] = set()
        for form in written.split():
            bare, _, how = form.partition(":")
            kind = "literal" if how == "whole" else "noun" if how or part_of_speech == "thing" else part_of_speech
            read = entry(name, kind, (), [bare if how == "whole" else form])
            thing = part_of_speech == "thing"
            stems.update((stem, "thing" if thing and has in _PLAIN_NOUNS else has) for stem, has, _ in read.forms)
        made.append(frozenset(stems))
    return made


def _lemmas_of(row: Entry) -> list[frozenset[Stem]]:
    """The lemmas of a row: a row of the lexicon may hold several words of one class.

    A plural belongs to the singular before it with which it shares its letters (سكان is none of مدني), past and present
    of a verb share their root (سجن is none of أوقف).
    """
    if row.part_of_speech == "verb":
        return _verbs_of(row)
    lemmas: list[list[Stem]] = []
    for stem, category, features in row.forms:
        goes_on = category == "name_after_lil" or (".plural" in features and lemmas and _akin(lemmas[-1][0][0], stem))
        if not lemmas or not goes_on:
            lemmas.append([])
        lemmas[-1].append((stem, category))
    return [frozenset(lemma) for lemma in lemmas]


def _verbs_of(row: Entry) -> list[frozenset[Stem]]:
    """The verbs of a row: each has the stems of one root. A stem whose weak letter fell follows the one it is of."""
    verbs: list[tuple[set[str], list[Stem]]] = []
    last: list[Stem] = []
    for stem, category, _ in row.forms:
        if not category.endswith("_whole"):
            roots = {_WEAK.sub("", one) for one in (stem, stem.removesuffix("وا"), _without_her(stem))}
            known = next((verb for verb in verbs if verb[0] & roots), None)
            if known is None:
                verbs.append(known := (roots, []))
            known[0].update(roots)
            last = known[1]
        last.append((stem, category))
    return [frozenset(stems) for _, stems in verbs]


def _without_her(past: str) -> str:
    """A past without the ending of the feminine, where enough is left of it: خلفت is one with خلف, مات is itself."""
    short = past.removesuffix("ت")
    return short if len(_WEAK.sub("", short)) > 1 else past


def _akin(singular: str, plural: str) -> bool:
    """Do the letters of the shorter word, weak ones left out, all stand in the longer one in their order, one first?"""
    one, other = sorted((_WEAK.sub("", singular), _WEAK.sub("", plural)), key=len)
    rest = iter(other)
    return len(one) > 1 and one[0] == other[0] and all(letter in rest for letter in one)


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
