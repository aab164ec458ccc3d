"""The two letters that stand for a word: one for the classes the lexicon gives it, one for what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.arabic.morphology import Clitics

# Class letters begin here, clitic letters are ASCII: the two alphabets never meet, so no pattern can slip by one.
_FIRST_CLASS_LETTER = 0x100
_FIRST_CLITIC_LETTER = 0x30
_CONJUNCTIONS = ("", "w", "f")
_PREPOSITIONS = ("", "b", "l", "k")


def clitic_letter(clitics: Clitics) -> str:
    """The clitic letter of a word."""
    return _LETTERS[clitics]


def _letter_of(clitics: Clitics) -> str:
    number = _CONJUNCTIONS.index(clitics.conjunction) * 4 + _PREPOSITIONS.index(clitics.preposition)
    return chr(_FIRST_CLITIC_LETTER + number * 4 + clitics.article * 2 + clitics.pronoun)


def clitic_letters() -> Iterator[tuple[str, Clitics]]:
    """Every clitic letter with what it stands for."""
    for conjunction in _CONJUNCTIONS:
        for preposition in _PREPOSITIONS:
            for article in (False, True):
                for pronoun in (False, True):
                    clitics = Clitics(conjunction, preposition, article, pronoun)
                    yield _letter_of(clitics), clitics


#: What is attached to a word, by its clitic letter.
CLITICS_OF = dict(clitic_letters())
#: The clitic letters of words that something joins to what stands before them.
CONJOINED = frozenset(letter for letter, clitics in clitic_letters() if clitics.conjunction)
_LETTERS = {clitics: letter for letter, clitics in clitic_letters()}
#: What an unknown word is, and one that has nothing attached to it.
UNKNOWN = frozenset({"unknown"})
PLAIN = Clitics()


def led_by(preposition: str) -> frozenset[str]:
    """The clitic letters of words with this preposition, by its letter ("b", "l", "k")."""
    return frozenset(letter for letter, clitics in clitic_letters() if clitics.preposition == preposition)


def one_letter(letters: Iterable[str]) -> str:
    """The expression for one of these letters; of none, one that is never found."""
    inside = "".join(map(re.escape, sorted(letters)))
    return f"[{inside}]" if inside else r"(?!)"


def any_of(letters: Iterable[str]) -> re.Pattern[str]:
    """Finds one of these letters."""
    return re.compile(one_letter(letters))


class Alphabet:
    """Class letters: one for each set of classes that words can have.

    Sets that answer the same questions stand side by side, above all the questions `asked` most (for one of some
    classes): what patterns ask for is then told by few ranges of letters, and compiled in half the time.
    """

    def __init__(self, sets: Iterable[frozenset[str]] = (), asked: Sequence[frozenset[str]] = ()) -> None:
        self._letters: dict[frozenset[str], str] = {}
        self.classes: dict[str, frozenset[str]] = {}
        self._having: dict[str, set[str]] = {}
        self._asked: dict[frozenset[str], int] = {}
        #: For each letter a bit for every set that is asked for and holds it: see `asked`; and all bits together.
        self.bits: dict[str, int] = {}
        self.all_asked = 0
        questions: dict[str, list[int]] = {}  # the numbers of those that hold a class
        for number, names in enumerate(asked):
            for name in names:
                questions.setdefault(name, []).append(number)
        for classes in sorted(
            sets, key=lambda each: sorted({number for name in each for number in questions.get(name, ())})
        ):
            self.add(classes)

    def add(self, classes: frozenset[str]) -> None:
        """Give a set of classes a letter, if it has none."""
        if classes in self._letters:
            return
        number = _FIRST_CLASS_LETTER + len(self._letters)
        letter = chr(number if number < 0xD800 else number + 0x800)  # above the surrogates
        self._letters[classes] = letter
        self.classes[letter] = classes
        self.bits[letter] = 0
        for name in classes:
            self._having.setdefault(name, set()).add(letter)

    def letter(self, *choices: frozenset[str]) -> str:
        """The letter of the first of these sets that has one."""
        for classes in choices:
            letter = self._letters.get(classes)
            if letter is not None:
                return letter
        return self._letters[UNKNOWN]

    def names(self) -> Iterable[str]:
        """Every class that words may have."""
        return self._having.keys()

    def having(self, name: str) -> frozenset[str]:
        """The letters of all sets that hold a class."""
        return frozenset(self._having.get(name, ()))

    def having_any(self, names: Iterable[str]) -> frozenset[str]:
        """The letters of all sets that hold any of these classes."""
        return frozenset().union(*map(self.having, names))

    def names_of(self, names: tuple[str, ...]) -> dict[frozenset[str], tuple[str, ...]]:
        """For each set of classes with any of these, which of them, in this order."""
        sets = (self.classes[letter] for letter in self.having_any(names))
        return {classes: tuple(name for name in names if name in classes) for classes in sets}

    def asked(self, sets: Iterable[frozenset[str]]) -> int:
        """A number with a bit for each set of letters: all are in an article's bits where it has a letter of each set.

        To be asked when patterns are compiled, before anything is read: articles at hand do not know later bits.
        """
        number = 0
        for letters in sets:
            if letters not in self._asked:
                bit = self._asked[letters] = 1 << len(self._asked)
                self.all_asked |= bit
                for letter in letters:
                    self.bits[letter] |= bit
            number |= self._asked[letters]
        return number
