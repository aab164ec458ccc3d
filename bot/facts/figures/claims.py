"""Which counts of an article are counts of people harmed or moved.

Every number is asked what noun stands behind it and what happened (kind.py); people without a number (مقتل مدني)
count as one (ones.py). What comes out are Claims, in the order of the text: reader.py makes Figures of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count, Numbers
from bot.arabic.patterns import Table
from bot.arabic.tables import load_cells
from bot.arabic.words import Vocabulary, Words
from bot.facts.figures.cover import Rows
from bot.facts.figures.first import first_one
from bot.facts.figures.handed import told_rule
from bot.facts.figures.kind import kind_of
from bot.facts.figures.lines import heading, lines, opens_list, told_in
from bot.facts.figures.lists import listed_beside, one_more_of_those, one_of_those
from bot.facts.figures.named import indefinite
from bot.facts.figures.ones import one_of
from bot.facts.figures.ranks import a_craft, a_school, heads
from bot.facts.figures.rows import joined_ones, parts_of_sum
from bot.facts.figures.sentence import (
    ARTICLE,
    JOINED,
    NOT_ONE,
    PREPOSITION,
    WITH_B,
    Claim,
    Sentence,
    bits,
    bits_of_classes,
)
from bot.facts.figures.uncounted import no_count, on_a_day, theirs, two_things
from bot.model.facts import FigureKind

_MARKS = (
    "kill|wound|displace|detain|miss|refuge|affect|dead|hurt|displaced_person|refugee|captive|missing_person|besieged"
    "|among|lives|claims_verb|elimination|reside_verb|toll|force_verb|hurt_case|cause_noun"
    "|home|aid|unknown_fate|in_hold|lose_verb|one_of_them|mourn|depend_verb|rubble|fear|they|batch|these"
    "|without|fall_verb|massacre|ev_border|fleeing|admit_verb|undergo|ev_hospital|include_verb|carry_verb&.present"
    "|fall_noun|aboard|board_verb|life_verb|loss_toll|as_many|t_buried|cross_verb|enter_verb|finding"
)

#: An article has at most some dozens of each: the limits keep what is none from taking its time.
_MOST_SENTENCES, _MOST_CLAIMS, _MOST_MARKS = 1000, 120, 60
_FAMILY, _BODY = bits("family"), bits("corpse")
_THE_MANY = {"الالاف", "الميات", "المءات", "العشرات", "المئات", "الملايين"}
_OF = {'"', "(", "'", "بين", "اصل", "#"}
_QUOTES = {'"', "(", "'", "", "#"}
_PEOPLE, _UNKNOWN, _AMONG, _THING = bits("people"), bits("unknown"), bits("among"), bits("thing", "percent", "age")
_CASE_UNIT, _SEVERITY = bits("case_unit"), bits("severity")
_SETTLED, _PERCENT = bits("place_unit", "building"), bits("percent")
#: The phrase before a number that bounds it from below.
_AT_LEAST = "at least"
#: So far behind what is counted a phrase that bounds it may end.
_SOON = 2
_LOSSES, _GROUPS = bits("loss_toll"), bits("fighter_group", "soldier_group", "actor")


@cache
def _bounds() -> dict[str, tuple[str, ...]]:
    return {
        kind: tuple(map(fold_word, words.split())) for kind, words in load_cells("bot.facts", "figure_bounds.tsv", 2)
    }


class Claims:
    """Finds claims. Made once over a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._numbers = Numbers(vocabulary.alphabet)
        self._marks = Table(vocabulary.alphabet, {"mark": _MARKS})
        self._bits = bits_of_classes(vocabulary.alphabet)
        self._first_one = first_one(vocabulary, self._bits).match

    def read(self, words: Words) -> list[Claim]:
        """Every claim of an article, in the order of the text; of a text beyond all measure only the first."""
        found: list[Claim] = []
        marks = self._marks.starts(words)
        if not marks:
            return found
        headings: dict[int, Claim] = {}
        spots, rows, code = self._numbers.spots(words), Rows(words, self._bits), words.code
        place = 0
        for _ in range(_MOST_SENTENCES):
            if place == len(marks) or len(found) > _MOST_CLAIMS:
                break
            start, end = words.sentence(marks[place])
            beyond = bisect_left(marks, end, place)
            first = bisect_left(spots, start)
            inside = spots[first : min(first + _MOST_MARKS, bisect_left(spots, end))]
            counts = self._numbers.read(words, inside) if inside else ()
            near = marks[place : min(place + _MOST_MARKS, beyond)]
            opens = opens_list(words, end)
            if counts or opens or any(self._first_one(code, 2 * at) for at in near):
                sentence = Sentence(rows, start, end, counts, near, found[-12:])
                sentence.heading = headings.get(start)
                found.extend(_claims(sentence, found[-1] if found else None))
                over = heading(sentence, found) if opens else None
                if over is not None:
                    listed = dict.fromkeys(lines(words, end), over)
                    headings |= listed
                    marks = [*marks[:beyond], *sorted({*marks[beyond:], *listed})]
                rows.hide(start, end)
            place = beyond
        return found


def _claims(sentence: Sentence, before: Claim | None) -> list[Claim]:
    """Counts and people without a number, in order."""
    cores, found, taken = sentence.cores, sentence.found, sentence.taken
    beyond = sentence.start
    for at in sorted({*cores, *sentence.marks}) if cores else sentence.marks:
        count = cores.get(at)
        if count is not None:
            those = one_of_those(sentence, at)
            claim = one_more_of_those(sentence, at) if those else _of_count(sentence, count, before)
            beyond = count.stop
        elif at >= beyond and at not in taken:
            claim = one_of(sentence, at)
        else:
            continue
        if claim is not None:
            _keep(sentence, claim)
            for more in joined_ones(sentence, claim):
                _keep(sentence, more)
    for part in parts_of_sum(sentence) if len(cores) > 2 and found else ():
        _keep(sentence, part)
    if sentence.heading is not None:
        told_in(sentence)
    return found


def _keep(sentence: Sentence, claim: Claim) -> None:
    _bound_both(sentence, claim)
    claim.previous = sentence.found[-1] if sentence.found else None
    if claim.previous is not None and claim.previous.at < claim.at:
        claim.previous.next = claim
    claim.sentence, claim.rule = (sentence.start, sentence.end), told_rule(sentence, claim)
    sentence.taken.update(range(claim.at, claim.end))
    sentence.found.append(claim)


def _head(sentence: Sentence, count: Count) -> tuple[int | None, str]:
    """The noun counted: its token and how it stands; "thing" where no people are counted."""
    if count.how.startswith("dual"):
        return count.core, "dual"
    with_b = sentence.clitics[count.core] & PREPOSITION == WITH_B
    if with_b and count.how == "vague" and sentence.by_head(count.core - 1):
        return count.core - 1, "before"  # «قتلى بالعشرات»
    at = _past(sentence, count.end, _QUOTES)
    how = "behind"
    if sentence.words[at] in {"من", "ضمن"}:
        at, how = _past(sentence, at + 1, _OF), "of"
    if sentence.clitics[at] >= JOINED:
        return None, "none"  # «مقتل 5 وإصابة 10»: what is joined on is not counted
    if how == "behind" and sentence.clitics[at] & PREPOSITION:
        return (at, "thing") if sentence.bits[at] & _PERCENT else (None, "none")  # «أصابت 46 بقنابل الغاز»
    return _standing(sentence, at, how, count.stated)


def _standing(sentence: Sentence, at: int, how: str, stated: int) -> tuple[int | None, str]:
    """How the word at a token stands to the number before it."""
    here = sentence.bits[at]
    if here & _PEOPLE:
        return at, "thing" if a_school(sentence, at) or _carried(sentence, at, how) else how
    if here & _AMONG and stated > 2 and sentence.words[at].startswith("بين"):
        return None, "holding"  # «قتل ثلاثة بينهم طفل»
    if how == "of" and here & _FAMILY:
        return at, "unknown of"  # «ستة من أسرة واحدة»
    if how == "of" and here & _SETTLED and (not here & NOT_ONE or _leaving(sentence, at)):
        return None, "none"  # «18 من مدينة جنين»، «5 من بيت ساحور»، «نزوح الآلاف من القرى»
    if here & _THING:
        crowd = sentence.words[at - 1] in _THE_MANY and sentence.clitics[at] & ARTICLE
        return (None, "none") if crowd or on_a_day(sentence, at) else (at, "thing")  # «غادر الآلاف المدينة»
    if here & _CASE_UNIT:
        return at, "case"
    if here & _SEVERITY:
        return at, "adjective"
    if here & _AMONG and sentence.words[at].startswith("من"):
        more = at + 1 in sentence.cores or indefinite(sentence, at + 1)
        return (None, "holding") if more else (at, "of them")  # «إصابة 12 منهم 4 …», «12 منهم»
    if how == "of" and here & _GROUPS:
        return at, "unknown of"  # «14 من القوات الحكومية»
    return (at, f"unknown {how}") if here & _UNKNOWN else (None, "none")


def _leaving(sentence: Sentence, at: int) -> bool:
    """«نزوح الآلاف من القرى الحدودية»: do they leave the places at a token?"""
    many = sentence.words[at - 2] in _THE_MANY and sentence.words[at - 1] == "من"
    return many and sentence.by_governor(at - 3) is FigureKind.DISPLACED


def _past(sentence: Sentence, at: int, words: Collection[str]) -> int:
    """The first token from `at` on that is none of these words."""
    while at < sentence.end and sentence.words[at] in words:
        at += 1
    return at


def _carried(sentence: Sentence, at: int, how: str) -> bool:
    """«شيع المئات جثمان فلان»: those many carry the body."""
    body = sentence.bits[at] & _BODY and not sentence.bits[at] & NOT_ONE
    return bool(body) and how == "behind" and sentence.words[at - 1] in _THE_MANY


def _of_count(sentence: Sentence, count: Count, before: Claim | None) -> Claim | None:
    head, how = _head(sentence, count)
    told = sentence.found[-1] if sentence.found else None
    if how == "dual" and _no_two(sentence, count, told):
        return None
    if how == "thing" or (head is not None and a_craft(sentence, head)) or no_count(sentence, count):
        return None
    if count.how.startswith("words") and count.stated == 1:  # «مدني واحد»: the noun stands before
        if sentence.bits[count.core - 1] & _PEOPLE and count.core - 1 not in sentence.taken:
            head, how = count.core - 1, "before"
            count = replace(count, start=head)
        elif not told or head is not None or listed_beside(sentence, count).kind is None:
            return None
    if head is None and count.how == "words" and sentence.clitics[count.core] & ARTICLE and theirs(sentence, count):
        head, how = count.core - 1, "before"
        count = replace(count, start=head)
    kind = kind_of(sentence, count, head, how, before)
    if kind.kind is None:
        return None
    losses = next((at for at in range(count.start - 1, count.start - 4, -1) if sentence.bits[at] & _LOSSES), None)
    if kind.rule == "harmed noun" and losses is not None:
        count = _of_toll(sentence, count, losses)  # «فتخطت خسائر الجانبين 400 قتيل»
    if kind.governor is not None and kind.rule in {"toll", "their number"}:
        count = _of_toll(sentence, count, kind.governor if kind.rule == "toll" else count.start - 1)
    near = kind.governor is not None and 0 <= count.start - kind.governor <= 6
    first = kind.governor if near and kind.governor is not None else min(count.start, head or count.start)
    last = max(count.end, (head or 0) + 1) + (kind.rule == "dead and hurt")
    most = None if kind.rule == "harmed noun" and _at_least_both(sentence, count) else count.max
    return Claim(
        first,
        last,
        count.core,
        count.min,
        most,
        count.approx,
        kind.kind,
        kind.rule,
        head,
        kind.governor,
        kind.total,
    )


def _no_two(sentence: Sentence, count: Count, told: Claim | None) -> bool:
    """A dual that counts nobody: «جثتا شابين», «صاروخان آخران», or the two dead told before («الضحيتان كانتا …»)."""
    if told is not None and told.end == count.start and sentence.bits[told.at] & _BODY:
        return True
    kind = sentence.by_head(count.core) if sentence.words[count.core].removeprefix("و").startswith("ال") else None
    before = kind is not None and any(claim.kind is kind for claim in (*sentence.earlier, *sentence.found))
    return before or two_things(sentence, count) or heads(sentence, count.core)


def _at_least_both(sentence: Sentence, count: Count) -> bool:
    """«ما لا يقل عن 9 قتلى و31 جريحا»: are both numbers bounded by one phrase?"""
    last = sentence.found[-1] if sentence.found else None
    if last is None or last.end != count.start or count.min != count.max or not sentence.conjunction(count.start):
        return False
    return last.kind is FigureKind.KILLED and last.max is None and sentence.cores[last.at].how.endswith(_AT_LEAST)


def _bound_both(sentence: Sentence, claim: Claim) -> None:
    """«213 قتيلا و1009 مصابين على الأقل»: what bounds the second of two bounds the first.

    Not of two that happened: «مقتل 13 وإصابة 60 على الأقل».
    """
    last = sentence.found[-1] if sentence.found else None
    if last is None or claim.max is not None or last.max != last.min or claim.rule != "harmed noun":
        return
    joined = last.end == claim.start and sentence.conjunction(claim.start) and "harmed" in last.rule
    if joined and "الاقل" in sentence.words[claim.at : claim.end + _SOON]:
        last.max = None


def _exceeds(word: str) -> bool:
    """«تجاوز», «تعدى»; not «تعداد»."""
    return (
        word.startswith(_bounds()["exceeds"]) or word.lstrip("وف").startswith(_bounds()["exceeds"])
    ) and "تعداد" not in word


def _of_toll(sentence: Sentence, count: Count, toll: int) -> Count:
    """«لم يتجاوز عدد القتلى 20»، «تجاوز عدد القتلى 20»: the bound stands before what is counted."""
    words = sentence.words
    at = next((at for at in range(toll - 1, toll - 4, -1) if _exceeds(words[at])), None)
    if at is None or count.min != count.max or count.approx:
        return count
    return replace(count, min=None) if words[at - 1] in _bounds()["not"] else replace(count, max=None)
