"""Who did what an event tells: «غارات شنها التحالف», «غارة إسرائيلية», «قصفت القوات …», «اشتباكات بين الجيش والمسلحين».

First who is said to carry it out, then whose it is by an adjective, then the party near the words that nothing in the
sentence makes somebody else's doing.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.place_words import nations
from bot.arabic.words import TIMED, Words
from bot.facts.accused import accused_at, tells_a_toll
from bot.facts.events.losers import drives_out, is_driven_out, is_party, left
from bot.facts.events.sides import Sides, is_both
from bot.facts.name_words import name_words
from bot.facts.page import Page
from bot.facts.parties import PARTY, WHO_DID, Parties, means_a_party, named, owns_up, party_end, says
from bot.facts.shapes import is_adjective
from bot.model.facts import EventKind

#: Nobody is said to do these: people flee and demonstrate, and the parties beside are what from and what against.
_NOBODY_DOES = frozenset({EventKind.DISPLACEMENT, EventKind.PROTEST})
#: Those who are named right behind these suffer them.
_SUFFERED = frozenset({EventKind.ASSASSINATION})
#: What has no owner told by an adjective: «محادثات سورية» are about a land.
_NO_NATION = _NOBODY_DOES | {EventKind.TALKS, EventKind.BORDER_CROSSING, EventKind.HEALTH_ATTACK}
#: Verbs of a deed: behind one stands who did it, «غارات شنتها القوات»; those that say so of a deed before or behind.
_DOES = frozenset({"ev_carry_out", "ev_launch", "ev_strike_verb", "ev_hit", "ev_clash_verb", "cf_attack"})
_CARRIES = frozenset({"ev_carry_out", "ev_launch"})
_FEMININE = frozenset({".fem", ".plural"})
_ARMS = frozenset({"aircraft", "drone", "armour", "warship", "weapon", "rocket"})
_WHICH, _THAT, _COLON = "cf_which", "that", "colon"
#: A mention behind one of these is a place and no party, though it may be a capital.
_PLACED = frozenset({"noun", "nouns", "at", "direction", "list"})
#: So many words a clause like «التي تسيطر عليها» has before who holds the place.
_CLAUSE = 4
#: So far from a deed may stand the verb that says who carried it out; so long is a run of adjectives.
_CARRIED, _RUN, _SUBJECT = 14, 4, 2
_ADJECTIVES, _OF_WOMEN = ("ي", "يه", "يتان", "يتين"), ("يه", "يتان", "يتين")
#: Nouns whose adjectives tell who is hit: «قصف ميناء سوداني», «قنص جندي إسرائيلي»; those of a deed that hits what
#: stands behind: «استهداف سفينة إسرائيلية», and deeds that are done to whatever is named behind their noun.
_HIT = frozenset({"ev_position", "place_unit", "building", "title", "civilian", "ev_troops"})
_TARGETED = frozenset({"ev_target_noun", "ev_sniping"})
_DONE_TO = _SUFFERED | {EventKind.ABDUCTION_ARREST, EventKind.BOMBING}
_DEPENDS, _FOR, _WITH = "depends", "l", "b"
#: So many words a name of who speaks may have before the word of a party.
_BEFORE_PARTY = 2
#: What looks like a verb is a noun: «قصف», «ضربة» that could be «ضربه».
_NOUN = frozenset({"cf_masdar", ".fem"})
#: Of what an adjective of a nation tells no doer; «على» looks like an adjective.
_NO_DEEDS = frozenset({"people", "civilian", "building", "captive", "place_unit", "ev_position"})
_PREPOSITIONS = frozenset({"علي", "في", "الي"})
_LANDS = frozenset({"state", "capital"})
_MEMBERS = frozenset({"people", "member", "unit"})
_STRIKE = "استهداف"
_OWN, _FROM = frozenset({"شنه", "شنها"}), "من"
_AGAINST = "مع"


class Doers:
    """Finds who did it. Made once for an alphabet; changes nothing."""

    def __init__(self, alphabet: Alphabet, gazetteer: Gazetteer) -> None:
        self._parties = Parties(alphabet)
        self._sides = Sides(alphabet)
        self._carrying = any_of(alphabet.having_any(_CARRIES)).finditer
        self._beginning = frozenset(begin + word for word in name_words().sets_about for begin in ("", "و"))
        self._nations = {form: gazetteer.name(code, "ar") for form, code in nations().items() if code in gazetteer}
        for name, adjectives in name_words().people.items():
            self._nations |= {before + word: name for word in adjectives for before in ("", "ال")}

    def of(self, page: Page, start: int, end: int, kind: EventKind) -> str:
        """Who did what tokens start … end - 1 tell; "" where nobody near them did, or such a thing has no doer.

        A name is written as in the text; where only an adjective tells whose deed it was, it is the country's own.
        """
        if kind in _NOBODY_DOES:
            return ""
        accused = accused_at(page, start)
        if accused >= 0:
            return named(page, accused, accused + 1)
        if kind is not EventKind.CLASH:
            found = self._doer(page, start, end, kind)
            return (self._sides.told(page, start) or found) if found and is_both(found) else found
        sides = self._sides.of(page, end)
        return sides if sides and not is_both(sides) else self._fighter(page, start, end, sides)

    def _fighter(self, page: Page, start: int, end: int, sides: str) -> str:
        """Who fights where no two sides are named right behind: who acts, who is fought, else the sides told before."""
        found = self._sides.begun(page, start, end) or self._doer(page, start, end, EventKind.CLASH)
        if found and not is_both(found):
            return found
        words = page.words
        last = words.bounds[start][1]
        head = _against(words, end, last)
        if head >= 0:
            return named(page, head, last)
        known = any("ev_clash" in words.sets[at] and words.forms[at].startswith("ال") for at in range(start, end))
        return (self._sides.told(page, start) if known or found or sides else "") or found or sides

    def _doer(self, page: Page, start: int, end: int, kind: EventKind) -> str:
        words = page.words
        last = words.bounds[start][1]
        head = next(self._carriers(words, start, end), -1)
        if head >= 0:
            return named(page, head, last)
        whose = "" if kind in _NO_NATION else self._by_nation(words, start, end, kind in _DONE_TO)
        if whose:
            return whose
        head = _belongs(words, start, end)
        if head >= 0:
            return named(page, head, last)
        placed = {place.first for place in page.places if not place.role and place.cue in _PLACED}

        def refused(head: int) -> bool:
            if kind in _SUFFERED and head == end:
                return True
            if tells_a_toll(words, head, start, own=kind is not EventKind.BOMBING):
                return True
            return head in placed or _does_other(words, head, start, end)

        return self._parties.near(page, start, end, refused)

    def near(self, page: Page, start: int, end: int) -> str:
        """The party near these words, whatever it does: see Parties.near."""
        return self._parties.near(page, start, end)

    def _carriers(self, words: Words, start: int, end: int) -> Iterator[int]:
        """Where the names begin of those who carry a deed out: «غارات … شنها التحالف», «شن الجيش … غارات»."""
        first, last = words.bounds[start]
        for match in self._carrying(words.letters, end, max(end, min(last - 1, end + _CARRIED))):
            if words.clitics(match.start()).pronoun or words.forms[match.start()] in _OWN:
                if is_party(words, match.start() + 1):
                    yield match.start() + 1
                return
        if _is_from(words, end, last):
            yield end + 1
            return
        if not TIMED.isdisjoint(words.sets[start]) and "cf_masdar" not in words.sets[start]:
            return
        for at in range(start - 1, self._verb_before(words, max(first, start - _CARRIED), start) - 1, -1):
            begins = words.forms[at].removeprefix("و") in name_words().sets_about
            if begins or not TIMED.isdisjoint(words.sets[at]):
                if begins or ("ev_carry_out" in words.sets[at] and not words.clitics(at).pronoun):
                    yield from _behind_verb(words, at, start)
                return

    def _verb_before(self, words: Words, first: int, start: int) -> int:
        """The first verb of these tokens that may say who carries something out; `start` where there is none."""
        found = self._carrying(words.letters, first, start)
        begins = [at for at in range(first, start) if words.forms[at] in self._beginning]
        return min([match.start() for match in found] + begins, default=start)

    def _by_nation(self, words: Words, start: int, end: int, done_to: bool) -> str:
        """«قصف إسرائيلي», «طائرات حربية تركية»: the country that an adjective of the deed or of its weapon names."""
        aimed = not _TARGETED.isdisjoint(words.sets[start])
        for noun in range(start, end):
            classes = words.sets[noun]
            verb = not TIMED.isdisjoint(classes) and _NOUN.isdisjoint(classes)
            if (verb and not self._is_moved(words, noun)) or _is_body(classes):
                continue
            if not classes.isdisjoint(_NO_DEEDS) or (
                noun and is_adjective(words, noun) and _is_body(words.sets[noun - 1])
            ):
                continue  # «منزل أسير فلسطيني», «المحافظات اليمنية», «الجيش الوطني اليمني»
            if noun > start and (not _HIT.isdisjoint(classes) or (aimed and words.clitics(noun).preposition != _WITH)):
                continue
            if noun > start and done_to and "ev_arrest" not in classes:
                continue  # «خطف مهندس صيني», «تفجير حافلة إيرانية», but «حملة اعتقالات إسرائيلية»
            whose = self._nation_of(words, noun)
            if whose:
                return whose
        return ""

    def _is_moved(self, words: Words, at: int) -> bool:
        """«توغل | إسرائيلي جديد»: what looks like a verb is a noun, for an adjective of a nation stands behind."""
        behind = words.forms[at + 1 : at + 2]
        return "ev_advance_noun" in words.sets[at] and bool(behind) and behind[0] in self._nations

    def _nation_of(self, words: Words, noun: int) -> str:
        """The country that an adjective of just this noun names: one of the same gender."""
        feminine = not words.sets[noun].isdisjoint(_FEMININE)
        for at in range(noun + 1, min(words.bounds[noun][1], noun + 1 + _RUN)):
            form, clitics, classes = words.forms[at], words.clitics(at), words.sets[at]
            arms = not _ARMS.isdisjoint(classes)
            adjective = form.endswith(_ADJECTIVES)
            joined = clitics.conjunction and not (arms and adjective)  # «قصف مدفعي وصاروخي تركي»
            if (
                clitics.preposition
                or form in _PREPOSITIONS
                or joined
                or _is_body(classes)
                or not _HIT.isdisjoint(classes)
            ):
                break
            whose = self._nations.get(form, "") if adjective else ""
            if whose:
                return whose if form.endswith(_OF_WOMEN) is feminine else ""
            if not arms and not adjective and form.removeprefix("ال") not in name_words().manner:
                break
        return ""


def _belongs(words: Words, start: int, end: int) -> int:
    """«مسيرة تابعة لقوات الدعم السريع»: where the name begins of the party that a weapon belongs to; -1 for none."""
    for noun in range(start, min(end, words.bounds[start][1] - 2)):
        if _ARMS.isdisjoint(words.sets[noun]):
            continue
        near = range(noun + 1, min(noun + 1 + _SUBJECT, words.bounds[start][1] - 1))
        own = words.clitics(noun + 1).preposition == _FOR  # «مسيرة للجيش تقصف …»
        at = noun if own else next((at for at in near if _DEPENDS in words.sets[at]), -1)
        if at < 0 or words.clitics(at + 1).preposition != _FOR:
            continue
        if not words.sets[at + 1].isdisjoint(PARTY) and means_a_party(words, at + 1):
            return at + 1
    return -1


def _is_body(classes: AbstractSet[str]) -> bool:
    """A party that has its own name: «القوات», not «الطائرات»."""
    return not classes.isdisjoint(PARTY) and classes.isdisjoint(_ARMS)


def _behind_verb(words: Words, verb: int, end: int) -> Iterator[int]:
    """The party that is the subject of a verb: «شنت القوات», «نفذ فيه الجيش»."""
    for at in range(verb + 1, min(end, verb + 1 + _SUBJECT)):
        if is_party(words, at):
            yield at
            return


def _is_from(words: Words, end: int, last: int) -> bool:
    """«إطلاق نار | من قوات …»: does a party, but no land, follow a deed and «من»?"""
    near = end + 1 < last and words.forms[end] == _FROM and words.sets[end + 1].isdisjoint(_LANDS)
    return near and words.sets[end - 1].isdisjoint(_MEMBERS) and is_party(words, end + 1)


def _against(words: Words, end: int, last: int) -> int:
    """«اشتباكات مع قوات الأمن»: where the name of who is fought begins; -1 where none is named right behind."""
    for at in range(end, min(last - 1, end + _RUN)):
        if words.forms[at] == _AGAINST:
            return at + 1 if is_party(words, at + 1) else -1
    return -1


def _does_other(words: Words, head: int, start: int, end: int) -> bool:
    """Does the sentence say of a party that it does something else than the deed of tokens start … end - 1?"""
    if head and words.forms[head - 1] in name_words().undergoes:
        return not (_strikes_with(words, head) or drives_out(words, head))  # «… من طرد الحوثيين»
    if head >= end:
        return head > end and _behind_does_other(words, head, end)
    return head < start and (
        _is_in_a_clause(words, head, words.bounds[start][0])
        or _only_says(words, head, start, end)
        or is_driven_out(words, head)
    )


def _strikes_with(words: Words, head: int) -> bool:
    """«استهداف قوات النظام بقذائف … منازل»: does a weapon stand behind the party, so that it strikes with it?"""
    end = party_end(words, head, words.bounds[head][1])
    if words.forms[head - 1] != _STRIKE or end >= words.bounds[head][1]:
        return False
    return words.clitics(end).preposition == _WITH and not words.sets[end].isdisjoint(_ARMS)


def _behind_does_other(words: Words, head: int, end: int) -> bool:
    before = words.sets[head - 1]
    if left(words, head, end):
        return True
    if not TIMED.isdisjoint(before):
        # «تحرير سبعة جنود احتجزهم مسلحون», «ضربات تستهدف القوات»
        return (_DOES.isdisjoint(before) or not words.clitics(head - 1).pronoun) and not owns_up(words, head)
    return _is_in_a_clause(words, head, end)


def _is_in_a_clause(words: Words, head: int, first: int) -> bool:
    """«… حي المرجة الذي تسيطر عليه الفصائل»: does a clause that tells of something else end with this party?"""
    for at in range(head - 1, max(first, head - _CLAUSE) - 1, -1):
        if _WHICH in words.sets[at]:
            return all(_DOES.isdisjoint(words.sets[between]) for between in range(at + 1, head))
    return False


def _only_says(words: Words, head: int, start: int, end: int) -> bool:
    """«أفادت السلطات بأن …», «الجيش: …»: does the party but speak? Not where it speaks of itself: «قالت إنها»."""
    if any(_COLON in words.sets[at] for at in range(head + 1, start)):
        return True
    first = words.bounds[head][0]
    if not any(says(words, at) for at in range(max(first, head - 1 - _BEFORE_PARTY), head)):
        return False
    for at in range(head + 1, start):
        if _THAT in words.sets[at]:
            return words.forms[at] not in WHO_DID and not any(words.clitics(near).pronoun for near in range(at, end))
    return False
