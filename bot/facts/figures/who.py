"""What a claim looks like to the model that says who was counted.

Features read «source = answer» where a source says an answer: tools/softmax.py learns what each source is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.words import Words
from bot.facts.figures.choice import Choice, Feature
from bot.facts.figures.lists import BRACKETED
from bot.facts.figures.party import Parties, masculine
from bot.facts.figures.sentence import PRONOUN, Claim
from bot.facts.figures.who_before import FIGHTING, SIDES, inherited, next_place, of_men, retold

_PEOPLE = (
    "child", "woman", "journalist", "medic", "aid_worker", "soldier", "fighter", "civilian", "generic", "member",
    "nation", "others", "dead", "hurt", "displaced_person", "refugee", "captive", "man", "leader", "official",
)  # fmt: skip
#: Nouns that leave open who is counted; those that share who they are with the next one; those that inherit nothing.
_OPEN_HEADS = frozenset({"none", "generic", "dead", "hurt", "others", "member"})
_SHARING = frozenset({"none", "dead", "hurt"})
_TOGETHER = frozenset({"none", "dead", "hurt", "others"})
#: Words behind which stands whose dead and losses they are.
_LOST = ("dead", "hurt", "losses")
_LOSSES = 9
_NAMED_AFTER, _COUNT = frozenset({"building", "actor"}), (["عدد"], ["حصيله"], ["اجمالي"])
#: Words behind which stands who the rest of those counted are.
_MIXES = ("both_sides", "most_of", "all_of", "among")
_MIXED_WITHIN = 16
#: A row of nouns is no longer; so near must the next claim be; so far back is a party looked for.
_ROW, _SHARED, _FAR = 14, 3, 60
#: What counts one woman where it ends like this: «شهيدة», «فلسطينيتان»; cases, bodies and victims are of either.
_BOTH = frozenset({"case", "corpse", "victim", "unit"})
_OF_HER = frozenset({"dead", "hurt", "nation", "captive"})
_HERS = ("ه", "تان", "تين", "ات")
_AIMED = frozenset(
    {"علي", "ضد", "تجاه", "بين", "من", "صفوف", "نحو", "قمع", "بحق", "تفريق", "لتفريق", "لقمع", "استهداف"}
)
#: Who serves somebody is of his side; who lives under somebody is not.
#: «اثنين من العاملين معه», «… لديها»: staff of whoever was named before.
_WORKING = frozenset(("العاملين", "عاملين", "عاملا", "العاملون", "المتطوعين", "متطوعين"))
_WITH_IT = [["معه"], ["معها"], ["لديه"], ["لديها"], ["فيه"], ["فيها"], ["به"], ["بها"], ["ضمنه"], ["ضمنها"]]
_STAFF, _CITIZENS = (["civilians"], ["aid_workers"]), ("مواطن", "سكان", "اهالي")
_OF_THEM = frozenset({"منهم", "منها", "منه"})
#: Those whose neighbours and friends are nobody in particular.
_PERSONS = frozenset({"women", "children"})
#: Of civilians only these make the others something else: workers, old men, families among them do not.
_SIDED = "مدني"
_ALL = "all of them = "


class WhoFeatures:
    """Sees what speaks for one answer or another. Made once for a model over an alphabet."""

    def __init__(self, model: Choice, alphabet: Alphabet) -> None:
        self._see = lru_cache(maxsize=4096)(model.feature)
        self._heads = alphabet.names_of(_PEOPLE)
        self._mixes = alphabet.names_of(_MIXES)
        self._mixing = any_of(alphabet.having_any(_MIXES)).finditer
        self._losing = alphabet.having_any(_LOST)
        self._families = alphabet.having("family")
        self._protest = any_of(alphabet.having_any(("protester", "ev_protest"))).search
        self._protesters = any_of(alphabet.having("protester"))
        self._parties = Parties(alphabet)

    def of(
        self, words: Words, claim: Claim, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
    ) -> list[Feature]:
        """What is seen of a claim. `decided` holds the answers of earlier claims, by `at`, `told_before` the tokens of
        earlier claims by what they count and state.
        """
        heads = self._nouns(words, claim)
        head = heads[0]
        seen = [f"noun {name}" for name in heads]
        seen.append(f"kind {claim.kind}")
        mixed, told = self._mixed(words, claim)
        seen += mixed
        row = ["mixed"] if "from both sides" in mixed else self._named(words, claim) if claim.rule != BRACKETED else []
        if row in _STAFF and claim.head is not None and not words.forms[claim.head].startswith(_CITIZENS):
            theirs = self._theirs(words, claim)
            row = [theirs] if theirs else row  # «نعت الكتائب اثنين من ناشطيها»
        open_head = head in _OPEN_HEADS
        if open_head and not row:
            row = [name[len(_ALL) :] for name in mixed if name.startswith(_ALL)]  # «جميعهم مدنيون»
        seen += _row(row)
        if not row:
            seen += self._elsewhere(words, claim, head)
        if not self._families.isdisjoint(words.letters[max(claim.start - 2, 0) : claim.start]):
            seen.append("row = civilians")  # «عائلة من خمسة أفراد»
        if open_head:
            seen += retold(claim, head, bool(row), decided, told_before)
        heirs = {at: answer for at, answer in decided.items() if answer != "women"} if of_men(words, claim) else decided
        seen += inherited(claim, head, open_head and not row, told, heirs, next_place(words, claim))
        if open_head and not row and self._protest(words.letters, *claim.sentence):
            seen.append("at a protest")
            if self._fired_at(words, claim):
                seen.append("at protesters = civilians")
        if claim.rule == "killed and wounded" and claim.governor is not None:
            seen.append("killed and wounded")
        return [*map(self._see, seen)]

    def _nouns(self, words: Words, claim: Claim) -> tuple[str, ...]:
        """What the noun counted says of people."""
        if claim.head is None:
            return ("none",)
        classes, form = words.sets[claim.head], words.forms[claim.head]
        heads = self._heads.get(classes, ("none",))
        if form.endswith(_HERS) and heads[0] in _OF_HER and classes.isdisjoint(_BOTH):
            return ("woman", *heads)
        return heads[1:] if heads[0] == "woman" and len(heads) > 1 and masculine(words.forms[claim.head]) else heads

    def _fired_at(self, words: Words, claim: Claim) -> bool:
        """«أطلقت الرصاص على المتظاهرين», «حملة ضد المحتجين»: were those who protest the aim?"""
        found = self._protesters.finditer(words.letters, claim.sentence[0], claim.sentence[1])
        return any(
            words.forms[match.start() - 1] in _AIMED or words.clitics(match.start()).preposition for match in found
        )

    def _mixed(self, words: Words, claim: Claim) -> tuple[list[str], set[str]]:
        """«معظمهم من المدنيين»، «بينهم أطفال»، «من الطرفين»; and who is among those counted."""
        begin = claim.head if claim.head is not None else claim.end - 1
        end = claim.sentence[1] if claim.next is None or claim.next.total is claim else claim.next.start
        end = min(end, begin + _MIXED_WITHIN)
        beyond = self._shared_until(words, claim, end)
        seen: list[str] = []
        among: set[str] = set()
        read = self._parties.read
        for match in self._mixing(words.letters, min(begin + 1, claim.at + 1), beyond):
            at = match.start()
            mixes = self._mixes[words.sets[at]]
            if "both_sides" in mixes:
                seen.append("from both sides" if words.forms[at - 1] == "من" else "both sides")
            if at >= end and "among" in mixes:
                continue
            if "most_of" in mixes:
                told = read(words, at + 1, min(at + 6, beyond))
                seen += [f"most of them {name}" for name in told]
                if told and told[0] in SIDES:
                    seen.append("most of them = mixed")
            if "all_of" in mixes:
                seen += [_ALL + name for name in read(words, at + 1, min(at + 6, beyond))]
            if "among" in mixes:
                first = next((k for k in range(at + 1, min(at + 4, end)) if self._parties.said_by(words, k)), end)
                if first < end and words.letters[first] in self._families:
                    continue  # a family may be of any side
                told = read(words, first, min(first + 4, end))
                seen += [f"among them {name}" for name in told]
                among.update(name for name in told if name != "civilians" or _SIDED in words.forms[first])
        return seen, among

    def _shared_until(self, words: Words, claim: Claim, end: int) -> int:
        """«قتل 27 شخصا وأصيب 91 آخرون، معظمهم مدنيون»: what the next claim says of most of them holds for both."""
        after = claim.next
        if after is None or after.total is claim or after.start - claim.end > _SHARED:
            return end
        if self._nouns(words, after)[0] not in _TOGETHER or self._nouns(words, claim)[0] not in _OPEN_HEADS:
            return end
        last = after.sentence[1] if after.next is None else after.next.start
        return max(end, min(last, after.end + _MIXED_WITHIN))

    def _named(self, words: Words, claim: Claim) -> list[str]:
        """The parties that the noun counted names, and those behind it up to the next claim."""
        start = claim.end if claim.head is None else claim.head
        if claim.head is not None and self._nation_of(words, claim.head):
            start -= 1
        beyond = min(claim.sentence[1], start + _ROW)
        if claim.next is not None:
            beyond = min(beyond, max(claim.next.start, start + 1))
        return self._parties.read(words, start, beyond, claim.head is not None)

    def _nation_of(self, words: Words, head: int) -> bool:
        """«فتيان فلسطينيان»: is the noun counted only the nation of those before it?"""
        if not head or "nation" not in words.sets[head]:
            return False
        before = words.sets[head - 1]
        return "people" in before and "nation" not in before and self._parties.said_by(words, head - 1) != ""

    def _elsewhere(self, words: Words, claim: Claim, head: str) -> list[str]:
        """Who is meant where the noun does not say it: by the next claim, by what was lost, by a pronoun."""
        seen = []
        after = claim.next
        if after is not None and head in _SHARING and after.total is not claim and after.start - claim.end <= _SHARED:
            # «مقتل اثنين وإصابة ستة من أفراد الشرطة»
            later = self._named(words, after)[:1] or [self._theirs(words, after)]
            seen += [f"later = {name}" for name in later if name]
        if head in _OPEN_HEADS:
            seen += [f"lost = {name}" for name in self._lost_by(words, claim)[:1]]
            theirs = self._theirs(words, claim)
            if theirs:
                seen.append(f"theirs = {theirs}")
        return seen

    def _lost_by(self, words: Words, claim: Claim) -> list[str]:
        """Whose dead and losses are counted, where the number stands behind: «ارتفع عدد قتلى الجيش إلى 30»."""
        toll = claim.governor if claim.rule == "toll" and claim.governor is not None else claim.at
        first = max(claim.sentence[0], min(toll - 2, claim.at - _LOSSES))
        if claim.previous is not None:
            first = max(first, claim.previous.end)
        for at in range(first, claim.at):
            named_after = words.sets[at - 1] & _NAMED_AFTER if at else frozenset()  # «مستشفى شهداء الأقصى»
            if not named_after and (words.letters[at] in self._losing or words.forms[at] == "عدد"):
                told = self._parties.read(words, at + 1, min(at + 5, claim.at), words.forms[at] == "عدد")
                if told:
                    return told
        if words.forms[claim.end : claim.end + 1] in _COUNT:  # «يرتفع إلى 92 عدد قتلى الجيش»
            return self._parties.read(words, claim.end + 1, min(claim.end + 6, claim.sentence[1]), headed=False)
        return []

    def _points(self, words: Words, at: int) -> bool:
        """«عناصره», «موظفيها»: whose they are was told; «عائلاتهم» are not of their side."""
        return bool(ord(words.code[2 * at + 1]) & PRONOUN) and words.letters[at] not in self._families

    def _theirs(self, words: Words, claim: Claim) -> str:
        """«قتل سبعة من عناصره», «أربعة منهم»: whose they are, the party named last before; "" where nobody is meant."""
        begin = claim.head if claim.head is not None else claim.end - 1
        end = claim.sentence[1]
        of = begin + 1 < end and words.forms[begin + 1] == "من"
        near = range(begin, min(begin + 2 + of, end))
        works = any(words.forms[at] in _WORKING and words.forms[at + 1 : at + 2] in _WITH_IT for at in near)
        if not works and not any(self._points(words, at) or words.forms[at] in _OF_THEM for at in near):
            return ""
        back = range(claim.start - 1, max(claim.sentence[0], claim.start - _FAR) - 1, -1)
        staff = any("staff" in words.sets[at] for at in near)  # «جماعة مسلحة احتجزت ثمانية من موظفيها»: of the UN
        sides = (self._parties.said_by(words, at) for at in back)
        told = next((side for side in sides if side and not (staff and side in FIGHTING)), "")
        of_them = any(words.forms[at] in _OF_THEM for at in near)
        return "" if told in _PERSONS and not of_them else told  # «ثلاثة من جيرانها» are no women for that


def _row(row: list[str]) -> list[str]:
    """Who stands in a row of nouns: one party, or several."""
    if len(row) < 2:
        return [f"row = {row[0]}" if row else "nobody named"]
    fight = not FIGHTING.isdisjoint(row)
    return [f"row of {' and '.join(sorted(row)[:2])}", "row = mixed" if fight else "row = civilians"]
