"""Who fights whom: «اشتباكات بين مسلحين من القبيلة والجيش», and «الاشتباكات» whose sides were told elsewhere."""

from __future__ import annotations

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.words import Words
from bot.facts.name_words import name_words
from bot.facts.names import name_end
from bot.facts.page import Page
from bot.facts.parties import PARTY, means_a_party, party_end
from bot.facts.written import name_at

_BETWEEN, _FROM, _AND = "بين", "من", "و"
#: So near behind a fight stands «بين»; so many words two sides have at most.
_NEAR, _LONGEST, _FEWEST = 10, 12, 3
#: Who may fight besides parties: troops, fighters, people as such.
_FIGHTERS = frozenset({"ev_troops", "fighter", "fighter_group", "armed_name", "nation", "dated_name"})
_BOTH, _NUMBERED = frozenset({"both_sides"}), frozenset({"ev_troops", "dated_name"})
_DESCRIBES = frozenset({"unknown", "armed_adjective"})
_ADJECTIVES = ("ه", "يون", "يين")
#: No side begins or goes on with these: times, counts, things.
_NO_SIDE = frozenset(
    {"time", "digits", "number", "cf_weekday", "building", "weapon", "that", "stop", "newline", "speech"}
)
_NO_MORE = frozenset({"that", "stop", "newline", "speech", "digits", "number", "time", "cf_weekday"})


class Sides:
    """Finds the two sides of a fight. Made once for an alphabet; changes nothing."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._fights = any_of(alphabet.having("ev_clash"))

    def of(self, page: Page, end: int) -> str:
        """The two sides that «بين» names behind a fight that ends before a token; "" where none are named."""
        return " ".join(_names(page, end))

    def begun(self, page: Page, start: int, end: int) -> str:
        """«اشتبكت قوات من الجيش مع …»: who begins a fight that a verb tells of, with what he is of; else ""."""
        words = page.words
        if "ev_clash_verb" not in words.sets[start] or end >= words.bounds[start][1]:
            return ""
        if words.sets[end].isdisjoint(PARTY) or words.clitics(end).preposition or means_a_party(words, end):
            return ""
        last = _side_end(words, end, words.bounds[start][1])
        return name_at(page.article, words, end, last) if last > end + 1 else ""

    def told(self, page: Page, start: int) -> str:
        """The sides of the fight that is told of last before a token; "" where none are named."""
        before = [match.end() for match in self._fights.finditer(page.words.letters, 0, start)]
        for end in reversed(before):
            found = self.of(page, end)
            if found and not is_both(found):
                return found
        return ""


def is_both(name: str) -> bool:
    """«الطرفان», «الجانبين»: two sides without their names?"""
    return name.removeprefix("ال").endswith(("طرفان", "طرفين", "جانبان", "جانبين"))


def _names(page: Page, end: int) -> list[str]:
    """The names of both sides, the second with its «و»; one name where many fight each other."""
    words = page.words
    last = words.bounds[end - 1][1]
    first = next((at + 1 for at in range(end, min(last - 1, end + _NEAR)) if words.forms[at] == _BETWEEN), last)
    if first >= last or not _may_fight(words, first):
        return []
    second = _second(words, first, last)
    if not second:  # «بين مجموعات مسلحة»
        many = ".plural" in words.sets[first] and not words.forms[first].startswith("ال")
        alone = _side_end(words, first, last)
        both = not _BOTH.isdisjoint(words.sets[first])
        return [name_at(page.article, words, first, alone)] if both or (many and alone > first + 1) else []
    head = second + (words.forms[second] == _AND)
    name = name_at(page.article, words, head, _side_end(words, head, last))
    whole = max(_side_end(words, first, second), name_end(words, first, second))
    mine = name_at(page.article, words, first, min(second, whole))
    return [mine, name if name.startswith(_AND) and not words.clitics(head).conjunction else _AND + name]


def _second(words: Words, first: int, last: int) -> int:
    """Where the second side begins, with its «و»; 0 where there is none."""
    camp = words.forms[first] in name_words().camps
    for at in range(first + 1, min(last, first + _LONGEST)):
        if not _NO_MORE.isdisjoint(words.sets[at]) and words.sets[at - 1].isdisjoint(_NUMBERED):
            break
        if (words.forms[at] == _AND and at + 1 < last) or _is_joined(words, at):
            if _may_fight(words, at + (words.forms[at] == _AND)) or camp:
                return at
            break
    return 0


def _is_joined(words: Words, at: int) -> bool:
    """«و»: attached to who is named, also where nobody knows him («والقماومة»)."""
    if words.clitics(at).conjunction == "w":
        return True
    return "unknown" in words.sets[at] and words.forms[at].startswith("وال")


def _side_end(words: Words, at: int, last: int) -> int:
    """Where the name of a side ends: «مسلحين من القبيلة» goes on behind «من», «الفرقة 23» with its number."""
    party = not words.sets[at].isdisjoint(PARTY)
    end = party_end(words, at, last) if party else max(at + 1, name_end(words, at, last))
    end = next((to for to in range(at + 1, end) if words.forms[to] in name_words().object), end)  # «… | شرق تعز»
    if end < last and "digits" in words.sets[end] and not words.sets[end - 1].isdisjoint(_NUMBERED):
        return end + 1
    while end < last and words.forms[end].endswith(_ADJECTIVES) and not words.forms[end - 1].startswith("ال"):
        if words.sets[end].isdisjoint(_DESCRIBES) or words.forms[end].startswith(("ب", "ل", "ال")):
            break
        end += 1  # «مجموعات مسلحة متناحرة»
    bare = end == at + 1 and not words.forms[at].startswith(("ال", "وال"))
    if end < last and (bare and not words.sets[end].isdisjoint(PARTY) and not words.clitics(end).preposition):
        return party_end(words, end, last)  # «متمردي حزب …»
    if end + 1 < last and words.forms[end] == _FROM and _may_fight(words, end + 1):
        return party_end(words, end + 1, last)
    return end


def _may_fight(words: Words, at: int) -> bool:
    """Can a side of a fight begin with this word?"""
    classes, clitics, form = words.sets[at], words.clitics(at), words.forms[at]
    if clitics.preposition or clitics.pronoun or not classes.isdisjoint(_NO_SIDE):
        return False
    if not classes.isdisjoint(PARTY):
        return means_a_party(words, at) or not classes.isdisjoint(_FIGHTERS)
    if not classes.isdisjoint(_FIGHTERS) or form.removeprefix("و") in name_words().camps:
        return True
    return "unknown" in classes and form.removeprefix("و").startswith("ال") and len(form) > _FEWEST
