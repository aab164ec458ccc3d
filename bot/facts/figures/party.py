"""Whose people are counted: the parties that a row of nouns names («قوات النظام وفصائل المعارضة», «النساء والأطفال»).

A noun of a side may be overruled by the name behind it: «قوات» are soldiers, «قوات الدعم السريع» fighters, «مقاتل»
fights for anybody, «مقاتل من الجيش» is a soldier.
"""

from __future__ import annotations

from functools import cache

from bot.arabic.alphabet import Alphabet
from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells
from bot.arabic.words import Words
from bot.facts.figures.sentence import JOINED, NOT_ONE, PREPOSITION, WITH_B, WITH_L, bits, bits_of_classes

#: What a word says of those it counts or whose they are; the first that fits.
_SAYS = {
    "child": "children", "woman": "women", "journalist": "journalists", "medic": "medics", "medic_hint": "medics",
    "aid_worker": "aid_workers", "aid_hint": "aid_workers", "soldier": "soldiers", "soldier_group": "soldiers",
    "soldier_hint": "soldiers", "fighter": "fighters", "fighter_group": "fighters", "civilian": "civilians",
    "civilian_group": "civilians", "civilian_hint": "civilians", "kin": "civilians", "culprit": "fighters",
}  # fmt: skip
#: Names that tell whose forces, or whose staff, are meant.
_NAMED = {
    "armed_name": "fighters", "forces_name": "soldiers", "aid_name": "aid_workers", "medic_name": "medics",
}  # fmt: skip
_SAYS_NOTHING = "", "", ""
_ENDS = bits(
    "comma", "stop", "newline", "semicolon", "colon", "among", "open", "t_during", "t_since", "kill_verb", "wound_verb",
    "that", "digits", "number", "agent", "whereabouts", "most_of", "all_of", "according", "addition", "because",
)  # fmt: skip
_VERBS, _NOUNS = (
    bits(".past", ".present"),
    bits("people", "suspected", "fighter_group", "soldier_group", "civilian_group"),
)
_BOUND = bits("people", "nation", "ranks_of", "suspected")
_GENERAL = bits("warrior", "member", "leader", "ranks_of", "official", "activist", "armed_adjective")
_FORCES, _RANKED = bits("fighter_group", "soldier_group"), bits("fighter_group", "soldier_group", "ranks_of")
_CARE = bits("medic_hint", "aid_hint", "aid_name", "medic_name")
_HARMED, _LOYAL, _NP_END = bits("dead", "hurt"), bits("loyal"), bits("np_end")
_SUSPECTED, _THAT = bits("suspected"), bits("that")
_PATRON, _RANK, _FEM = bits("patron"), bits("rank"), "ه"
_BELONGS = frozenset({"تعود", "يعود", "عائده", "تابعه"})
#: «يشتبه في انتمائهم إلى تنظيم …»: what leads from those who are suspected to whose they are.
_LINKS = frozenset({
    "في", "الي", "انتمايهم", "بانتمايهم", "لانتمايهم", "انتسابهم", "بانتسابهم", "ارتباطهم", "بارتباطهم",
    "لارتباطهم", "صلتهم", "بصلتهم", "علاقتهم", "بعلاقتهم", "الانتماء", "بالانتماء", "للانتماء", "انتمايه",
    "بانتمايه", "لانتمايه", "ارتباطه", "بارتباطه", "صلته", "به", "بهم",
})  # fmt: skip
_LINKED = 4
#: «مدنيين متطوعين»: who is called a civilian is one.
_CALLED = "مدني"
_BETWEEN = frozenset({"من", "بين"})
_TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان", "واحد", "واحده", "الاقل"})
_MASCULINE, _FEMININE = ("ين", "ان", "ون"), ("تين", "تان")
#: Whom staff serves, and what stands before such names.
_SERVED = frozenset({"aid_workers", "medics"})
_BODIES = [["برنامج"], ["منظمه"], ["لجنه"], ["المجلس"], ["هييه"], ["جمعيه"], ["وكاله"], ["المنظمه"]]
#: So many words that say nothing may stand in a row before one that does.
_IDLE = 3


#: So few words is a subject long that stands before its verb.
_SUBJECT = 4


def masculine(word: str) -> bool:
    """«مواطنين», «شابان»: an ending that counts no women, though a word for a woman has the same stem."""
    return word.endswith(_MASCULINE) and not word.endswith(_FEMININE)


@cache
def _phrases() -> dict[str, list[tuple[list[str], str, bool]]]:
    """The table of phrases by their last word: what stands before it, the side, is it sure?"""
    found: dict[str, list[tuple[list[str], str, bool]]] = {}
    for side, phrase, *sure in load_cells("bot.facts", "figure_party.phrases.tsv", 2):
        *before, last = [fold_word(word) for word in phrase.split()]
        found.setdefault(last, []).append((before, side, bool(sure)))
    return found


def _by_phrase(words: Words, at: int) -> tuple[str, bool]:
    """«الدفاع المدني», «فلول النظام»: the side that a word names with those before it, and is it sure? "" = none."""
    for before, side, sure in _phrases().get(words.forms[at], ()):
        if words.forms[max(at - len(before), 0) : at] == before:
            return side, sure
    return "", False


class Parties:
    """Reads rows of nouns. Made once over an alphabet."""

    def __init__(self, alphabet: Alphabet) -> None:
        of_classes = bits_of_classes(alphabet)
        said = {alphabet.classes[letter] for letter in alphabet.having_any((*_SAYS, *_NAMED))}
        self._words = {
            classes: (*(_said(classes) if classes in said else _SAYS_NOTHING), number)
            for classes, number in of_classes.items()
        }

    def said_by(self, words: Words, at: int) -> str:
        """Who is meant by a word; "" where it leaves that open."""
        who, others, _, _ = self._words[words.sets[at]]
        by_phrase, _ = _by_phrase(words, at)
        if by_phrase:
            return by_phrase
        return others if who == "women" and masculine(words.forms[at]) else who

    def read(self, words: Words, start: int, end: int, headed: bool = True) -> list[str]:
        """Who stands in a row of nouns that begins at a token, each once, in order; `headed`: at the noun counted."""
        row, of, phrases, suspected = _Row(), False, _phrases(), 0
        for at in range(start, end):
            who, others, named, seen = self._words[words.sets[at]]
            word, attached = words.forms[at], ord(words.code[2 * at + 1])
            if at > start and self._aside(words, at, seen):
                continue
            of = of or word in _BETWEEN
            suspected |= seen & _SUSPECTED
            by_phrase, sure = _by_phrase(words, at) if word in phrases else ("", False)
            if by_phrase:
                who, named = by_phrase, by_phrase if sure else named
            if (who == "women" and masculine(word)) or (seen & _RANK and word.endswith(_FEM)):
                who = others if who == "women" else ""  # «مساعدة», «مقدمة» are no ranks
            if seen & _LOYAL:
                return self._loyal(words, at, end, row)
            if (
                (not suspected and _elsewhere(attached & PREPOSITION, who, seen, at - start, headed))
                or (seen & _ENDS and (at > start or not headed))
                or (self._leaves(words, at, end, seen, row.here) and not self._names(words, at, named))
            ):
                break
            if at > start and attached >= JOINED and not seen & _HARMED:
                if not (who or seen & _GENERAL) or self._begins(words, start, at, end, seen, headed and not of):
                    break
                row.close()
            if not row.take(who, named, seen, word, first=at == start):
                break
        row.close()
        return row.found

    def _loyal(self, words: Words, at: int, end: int, row: _Row) -> list[str]:
        """«قوات النظام والمسلحين الموالين له» fight on his side; «القوات الموالية لأنقرة» on no side of the state."""
        for near in range(at + 1, min(at + _IDLE, end)):
            if self._words[words.sets[near]][3] & _PATRON:
                return [*row.found, "fighters"] if "fighters" not in row.found else row.found
        return row.found or [row.here] * bool(row.here)

    def _names(self, words: Words, at: int, named: str) -> bool:
        """«من فتح», «حركة تحرير …»: a name that looks like a verb."""
        before = at - 1
        return named != "" and (words.forms[before] == "من" or self._words[words.sets[before]][3] & _FORCES > 0)

    def _aside(self, words: Words, at: int, seen: int) -> bool:
        """«شخصا على الأقل من سكان …», «عنصرين اثنين», «يشتبه بأنهم من …»: words that do not end a row."""
        word = words.forms[at]
        if word in _BELONGS:  # «12 جثة تعود لجنود»
            return True
        if word == "علي":
            return at + 1 < len(words) and words.forms[at + 1] == "الاقل"
        if word in _LINKS and any(
            self._words[words.sets[near]][3] & _SUSPECTED for near in range(max(at - _LINKED, 0), at)
        ):
            return True
        return word in _TWO or bool(seen & _THAT and self._words[words.sets[at - 1]][3] & _SUSPECTED)

    def _leaves(self, words: Words, at: int, end: int, seen: int, here: str) -> bool:
        """Does the row end before this word: a verb, a preposition that leads elsewhere?

        «في صفوف الحوثيين», «العاملون في القطاع الصحي»: what follows is whose they are.
        """
        if seen & _VERBS and not seen & _NOUNS:
            return True
        word = words.forms[at]
        if word == "في":
            near = [self._words[words.sets[each]][3] for each in range(at + 1, min(at + 3, end))]
            caring = here == "civilians" and (any(each & _CARE for each in near) or _serves(words, at + 1, end))
            return not (caring or (near and near[0] & _RANKED))
        return bool(seen & _NP_END) and word != "من"

    def _begins(self, words: Words, head: int, at: int, end: int, seen: int, headed: bool) -> bool:
        """Is what stands behind «و» not one of those counted?"""
        return self._acts(words, at, end) or (headed and self._apart(words, head, at, seen))

    def _acts(self, words: Words, at: int, end: int) -> bool:
        """«31 قتيلا وحركة الشباب تتبنى الهجوم»: does who stands behind «و» do what its clause goes on to say?"""
        for near in range(at + 1, min(at + _SUBJECT, end)):
            if ".present" in words.sets[near]:
                return words.forms[at].startswith(("وال", "فال")) or words.forms[near - 1].startswith("ال")
        return False

    def _apart(self, words: Words, head: int, at: int, seen: int) -> bool:
        """«أربعة فلسطينيين وجندي», «28 مدنيا ومقاتلون»: indefinite and in another number than what was counted."""
        if words.forms[at].startswith(("وال", "فال")):
            return False
        return bool(seen & NOT_ONE) != bool(self._words[words.sets[head]][3] & NOT_ONE)


def _serves(words: Words, at: int, end: int) -> bool:
    """«موظف في | الأمم المتحدة», «في | برنامج الأغذية العالمي»: does the name of who brings aid or heals begin here?"""
    first = at + (words.forms[at : at + 1] in _BODIES)
    for last in range(first + 1, min(first + 4, end)):
        for before, side, _ in _phrases().get(words.forms[last], ()):
            if side in _SERVED and first + len(before) == last and words.forms[first:last] == before:
                return True
    return False


class _Row:
    """The parties found, and the one at hand: is it `sure`, how many `idle` words stood in the row?"""

    __slots__ = ("found", "here", "idle", "sure")

    def __init__(self) -> None:
        self.found: list[str] = []
        self.here = ""
        self.sure = False
        self.idle = 0

    def take(self, who: str, named: str, seen: int, word: str, *, first: bool) -> bool:
        """Hear the next word; False where too many said nothing."""
        if named and (self.here or not who or not first):
            self.here, self.sure = named, True
        elif who:
            if not self.sure and not (self.here and seen & _GENERAL):
                self.here = _stronger(self.here, who)
            self.sure = self.sure or (first and who == "civilians" and word.startswith(_CALLED))
        elif not seen & _BOUND and word != "من":
            self.idle += 1
        return self.idle <= _IDLE

    def close(self) -> None:
        """The party at hand is complete."""
        if self.here and self.here not in self.found:
            self.found.append(self.here)
        self.here, self.sure = "", False


def _elsewhere(preposition: int, who: str, seen: int, place: int, headed: bool) -> bool:
    """Does a preposition lead out of the row? «ضابط بالجيش», «قتيلا للجيش», but «قتيلا برصاص الجيش»."""
    if preposition == WITH_B:
        return not (headed and (place == 0 or (place == 1 and seen & _FORCES)))
    return preposition == WITH_L and not who and not seen & _HARMED


def _said(classes: frozenset[str]) -> tuple[str, str, str]:
    """Who a word says, who if it means no women, and the party that it names."""
    said = [who for name, who in _SAYS.items() if name in classes]
    others = [who for who in said if who != "women"]
    named = next((side for name, side in _NAMED.items() if name in classes), "")
    return said[0] if said else "", others[0] if others else "", named


def _stronger(here: str, who: str) -> str:
    """A side behind a general noun: «مقاتلون من الجيش», «موظف في منظمة إغاثة»."""
    if here == "civilians" or (here == "fighters" and who == "soldiers"):
        return who if who not in {"children", "women"} else here
    return here or who
