"""One person, said without a number: «مقتل مدني»، «استشهاد الشاب فلان»، «بينهم طفل»، «3 قتلى وجريح»."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.arabic.words import Vocabulary, clitic_letters
from bot.facts.figure_letters import one_letter
from bot.facts.figure_sentence import (
    ARTICLE,
    GOVERNING,
    GOVERNOR_SAYS,
    HARMED,
    HEAD_SAYS,
    NOT_ONE,
    PRONOUN,
    Claim,
    Sentence,
    bits,
)
from bot.model.facts import FigureKind

_COUNTED = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.MISSING}
_PLURAL_ENDS = ("ين", "ون", "ات", "ان")
_COMMAS = frozenset("،,")
#: Behind these the one person may stand further off: «وقتل في اليوم ذاته جندي».
_ASIDES = frozenset({"في", "خلال", "جراء"})
_AMONG, _AMONG_PREP, _DEAD_OR_HURT, _WEAK = bits("among"), bits("among_prep"), bits("dead", "hurt"), bits("weak")
_PEOPLE, _ONE_OF, _KIN, _TITLE, _UNKNOWN = bits("people"), bits("one_of"), bits("kin"), bits("title"), bits("unknown")
_BODY, _NATION, _CASE, _PAST, _NOUN = bits("body"), bits("nation"), bits("case"), bits(".past"), bits("*_noun")
_KILL_VERB, _CAUSED = bits("kill_verb"), bits("fall_noun", "fall_verb", "cause_verb")
#: Of these is the one person right behind a word of action, if it is there.
_ONE = _ONE_OF | _PEOPLE | _KIN | _TITLE | _UNKNOWN


def first_one(vocabulary: Vocabulary, known: Mapping[frozenset[str], int]) -> re.Pattern[str]:
    """To be matched at a token of a code: where it is not found, no rule here sees the first claim of a sentence.

    It only spares the look at sentences that have neither numbers nor one person: what it finds need not be a claim.
    `known` are the bits of each set of classes.
    """
    letters = {letter: known[classes] for letter, classes in vocabulary.alphabet.classes.items()}
    acting = {
        letter: here
        for letter, here in letters.items()
        if GOVERNOR_SAYS[here & GOVERNING] in _COUNTED and not here & _WEAK
    }
    acts, acted = one_letter(acting), one_letter(letter for letter, here in acting.items() if here & _PAST)
    alone = [letter for letter, here in letters.items() if not here & NOT_ONE]
    one = one_letter(letter for letter in alone if letters[letter] & _PEOPLE) + one_letter(
        letter for letter, each in clitic_letters() if each[1:] == ("", False, False) and each.conjunction != "w"
    )
    titled = one_letter(letter for letter in alone if letters[letter] & _TITLE)
    open_ones = one_letter(letter for letter, here in letters.items() if here & (_ONE_OF | _KIN | _UNKNOWN))
    asides = one_letter(vocabulary.read("", word).letters[0] for word in _ASIDES)
    quote = one_letter(vocabulary.read("", mark).letters[0] for mark in "\"'")
    harmed = one_letter(letter for letter, here in letters.items() if here & _DEAD_OR_HURT)
    before = one_letter(letter for letter, here in letters.items() if here & (_CAUSED | _AMONG_PREP))
    return re.compile(
        f"{acts}.(?:{open_ones}|{one}|{titled})|{acted}.{asides}.(?:..){{1,4}}{one}"
        f"|(?<={one}){acted}|(?<={one}{quote}.){acted}|(?<={before}.){harmed}"
    )


def one_of(sentence: Sentence, at: int) -> Claim | None:
    """The one person that the word at a token speaks of, if it does."""
    here = sentence.bits[at]
    if here & _AMONG:
        return _among(sentence, at) if sentence.found else None
    if here & _DEAD_OR_HURT and sentence.bits[at - 1] & _AMONG_PREP:
        return _among_named(sentence, at - 1)
    kind = GOVERNOR_SAYS[here & GOVERNING]
    if kind is not None and not here & _WEAK and kind in _COUNTED:
        found = _before_verb(sentence, at, kind) if here & _PAST else None
        if found is None and (here & _PAST or sentence.bits[at + 1] & _ONE):
            found = _governed(sentence, at, kind)
        if found is not None:
            return found
    return _harmed(sentence, at) if here & _DEAD_OR_HURT else None


def _one(
    sentence: Sentence, start: int, head: int, kind: FigureKind, rule: str, total: Claim | None = None
) -> Claim | None:
    if head in sentence.taken or sentence.denied(start) or sentence.denied(head):
        return None
    counted = sentence.cores.get(head + 1)
    if counted is not None and counted.stated == 1:
        return None  # «شخص واحد» is read with its number
    return Claim(start, head + 1, head, 1, 1, False, kind, rule, head, start, total)


def _indefinite(sentence: Sentence, at: int) -> bool:
    here = sentence.bits[at]
    # What is attached decides: neither a pronoun nor the article, a preposition or a conjunction.
    bare = here & _PEOPLE and not here & NOT_ONE and not sentence.clitics[at] & 15
    return bare > 0 and not sentence.conjunction(at)


def _among(sentence: Sentence, at: int) -> Claim | None:
    """«بينهم طفل»، «بينها جثة طفل»، «بينهم القيادي فلان»."""
    total = sentence.found[-1].total or sentence.found[-1]
    head = at + 2 if sentence.bits[at + 1] & _BODY and sentence.bits[at + 2] & _PEOPLE else at + 1
    if _indefinite(sentence, head) or _titled(sentence, head):
        return _one(sentence, at, head, total.kind, "one among", total)
    return None


def _titled(sentence: Sentence, at: int) -> bool:
    """«القيادي», in the singular."""
    here = sentence.bits[at]
    return here & _TITLE > 0 and not here & NOT_ONE and sentence.clitics[at] & ARTICLE > 0


def _among_named(sentence: Sentence, at: int) -> Claim | None:
    """«من بين القتلى ضابطا»."""
    kind = sentence.by_head(at + 1)
    if kind is None or not sentence.clitics[at + 1] & ARTICLE or not _indefinite(sentence, at + 2):
        return None
    return _one(sentence, at, at + 2, kind, "one among those named", sentence.total(kind, at))


def _governed(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """The person right behind the verb or noun of action."""
    here, noun = sentence.bits[at], sentence.bits[at] & _NOUN
    if not noun and sentence.clitics[at] & PRONOUN:
        return None
    head = at + 1
    behind = sentence.bits[head]
    if behind & _ONE_OF:
        return _one(sentence, at, head + 1, kind, "one of")
    if _indefinite(sentence, head):
        return _one(sentence, at, head, kind, "one")
    if kind is not FigureKind.KILLED:
        return None
    if behind & _KIN:
        return _one(sentence, at, head, kind, "one of a family")
    if _titled(sentence, head):
        return _one(sentence, at, head, kind, "named with a title")
    if noun and not here & _KILL_VERB and _bare_name(sentence, head):
        return _one(sentence, at, head, kind, "named")
    if here & _PAST and sentence.words[head] in _ASIDES and _of_one(sentence, at):
        return _later(sentence, at, kind)
    return None


def _bare_name(sentence: Sentence, at: int) -> bool:
    """Two words that no lexicon knows, or one before a nation: a name, or a trade («مقتل مهندس روسي»)."""
    if not _unknown_one(sentence, at):
        return False
    behind = sentence.bits[at + 1]
    return (behind & _NATION > 0 and not behind & NOT_ONE) or _unknown_one(sentence, at + 1)


def _unknown_one(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    return sentence.bits[at] & _UNKNOWN > 0 and not word.startswith("ال") and not word.endswith(_PLURAL_ENDS)


def _of_one(sentence: Sentence, at: int) -> bool:
    """A verb whose ending does not say "they"."""
    return not sentence.bits[at] & NOT_ONE and not sentence.words[at].endswith(("وا", "ون", "ا"))


def _later(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«وقتل في اليوم ذاته جندي»: the person a few words behind the verb."""
    for head in range(at + 3, at + 7):
        if sentence.words[head] in _COMMAS or head in sentence.cores:
            return None
        if not sentence.bits[head] & _NATION and _indefinite(sentence, head):
            return _one(sentence, at, head, kind, "one, later")
    return None


def _harmed(sentence: Sentence, at: int) -> Claim | None:
    """«سقوط قتيل»، «3 قتلى وجريح»."""
    here = sentence.bits[at]
    if here & (NOT_ONE | _CASE) or sentence.clitics[at] & ARTICLE:
        return None
    follows = bool(sentence.found) and sentence.found[-1].end == at and sentence.conjunction(at)
    opens = at == sentence.start and at + 1 in sentence.cores and sentence.conjunction(at + 1)
    if not (follows or opens or sentence.bits[at - 1] & _CAUSED):  # «قتيل وستة جرحى في …»
        return None
    kind = HEAD_SAYS[here & HARMED]
    return _one(sentence, at, at, kind, "one harmed") if kind is not None else None


def _before_verb(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«أن طفلا مات»، «"إرهابيا" قتل»."""
    head = at - 1 - (sentence.words[at - 1] in {'"', "'"})
    if not sentence.words[head].endswith("ا") or not _indefinite(sentence, head):
        return None
    if sentence.conjunction(at) or not _of_one(sentence, at):
        return None
    return _one(sentence, head, head, kind, "one, verb behind")
