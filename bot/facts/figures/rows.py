"""What follows a claim without a word of harm: «… وجندي»، «إضافة إلى ضابط»، «15، ثلاثة في رفح و12 في غزة»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.crowds import OUTWARD
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.lists import PLACED, listed_beside, room
from bot.facts.figures.more import another_one
from bot.facts.figures.sentence import (
    ARTICLE,
    COMMAS,
    CONJUNCTION,
    HARMED,
    JOINED,
    NOT_ONE,
    PREPOSITION,
    WITH_W,
    Claim,
    Sentence,
    bits,
)
from bot.facts.figures.uncounted import FATHERS
from bot.model.facts import FigureKind

_SEVERITY, _HURT_CASE = bits("severity"), bits("hurt_case")
_MOST_OF, _STATE = bits("most_of"), ("حالهم", "حالتهم", "حالاتهم", "اصابتهم", "اصاباتهم", "جراحهم", "جروحهم")
_ADDITION, _KIN, _PEOPLE = bits("addition"), bits("kin"), bits("people")
_REACH = 7
_NAMED_BEFORE = 3
_TOLL, _THINGS = bits("toll"), bits("thing", "family")
_NUMBER = frozenset(("العدد", "بالعدد", "الحصيله"))
#: So far may one more number of a row stand off.
_ROW = 14
_LIST_ENDS = frozenset(("", ":", "،", ",", "-", ")", ".", "|", "/", "؛"))
#: What stands so behind a claim is counted beside it, not in it.
BESIDE = frozenset({"row", "one more", PLACED})
#: Behind more than so many the noun counted stands in the singular.
_FEW = 10
_TO = frozenset(fold_word(word) for word in ("إلى", "عن"))
_IN = frozenset(
    fold_word(word) for word in ("في", "من", "شمال", "جنوب", "شرق", "غرب", "بمدينة", "ببلدة", "بقرية", "داخل")
)
_COUNTED = frozenset({FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED})
_NO_MORE = bits(
    "comma", "stop", "newline", "semicolon", "colon", "among", "they", "that", "t_during", "t_since", "digits"
)
_NO_PERSON = bits("official", "others", "thing", "nation", "fighter_group", "soldier_group") | HARMED
_SPEECH = bits("speech")
_JENIN = "وجنين"  # the town
_NEXT_ONE = bits("one_other", "ordinal_one")
_KINDS_OF_PEOPLE = tuple(
    map(bits, ("kin", "child", "woman", "soldier", "fighter", "journalist", "medic", "aid_worker", "civilian"))
)
_PEOPLE_OR_KIN, _PRESENT = bits("people", "kin"), bits(".present")
_TIMED, _PERSON = bits(".past", ".present"), bits("people", "unknown")


#: A word of none of these classes neither adds anybody nor ends the row.
_TELLING = bits("rank", "kin_of", "one_of") | _ADDITION | _PEOPLE_OR_KIN | _NO_MORE | _TIMED | _NEXT_ONE


def joined_ones(sentence: Sentence, claim: Claim) -> Iterator[Claim]:
    """Those who stand behind a claim as one more: «7 مسلحين وضابط»، «200 متظاهر إضافة إلى جندي»."""
    if claim.kind not in _COUNTED:
        return
    seen, clitics = sentence.bits, sentence.clitics
    at, last = claim.end, claim.end + _REACH
    while at < last and at < sentence.end:
        here = seen[at]
        if not here & _TELLING and (at not in sentence.cores or sentence.words[at - 1] in FATHERS):
            at += 1
            continue
        if here & _ADDITION:
            head = at + 2 if sentence.words[at + 1] in _TO else at + 1
        elif (other := another_one(sentence, claim, at)) is not None:
            yield other
            at, last = other.end + (other.head == at), other.end + 1 + _REACH
            continue
        elif here & _PEOPLE_OR_KIN and clitics[at] & CONJUNCTION == WITH_W:
            head = at
        elif ((here & _NO_MORE or at in sentence.cores) and not _goes_on(sentence, at)) or (
            here & _TIMED and not here & _PERSON and sentence.words[at - 1] != "في"
        ):
            return
        else:
            at += 1
            continue
        if not _one_more(sentence, head) or (head == claim.end and _mixed(sentence, claim, head)):
            return
        group = _group(sentence, claim.head)
        if claim.min == claim.max == 1 and head == at and group and group == _group(sentence, head):
            claim.min = claim.max = claim.stated = 2  # «ضابط وجندي»
            claim.end = head + 1
        else:
            yield Claim(head, head + 1, head, 1, 1, False, claim.kind, "one more", head, claim.governor, claim.total)
        at, last = head + 1, head + _REACH


def _in_a_list(sentence: Sentence) -> bool:
    """«وأربعة في حماة، وشخص في دمشق»."""
    return sentence.found[-1].rule == PLACED


def _goes_on(sentence: Sentence, at: int) -> bool:
    """«…، إضافة إلى جندي»: more follows a comma."""
    if sentence.words[at] not in COMMAS:
        return False
    one = sentence.bits[at + 1] & _PEOPLE and sentence.conjunction(at + 1) and sentence.words[at + 2] == "في"
    return sentence.bits[at + 1] & _ADDITION > 0 or (one > 0 and bool(sentence.found) and _in_a_list(sentence))


def _one_more(sentence: Sentence, head: int) -> bool:
    """Is that one person, harmed as those before?"""
    if sentence.words[head] == _JENIN:
        return False
    if head in sentence.taken or sentence.clitics[head] & ARTICLE or not sentence.bits[head] & _PEOPLE:
        return sentence.bits[head] & _KIN > 0 and head not in sentence.taken
    following = sentence.cores.get(head + 1)
    if head in sentence.cores or (following is not None and following.stated == 1):
        return False
    if sentence.bits[head] & (NOT_ONE | _NO_PERSON) or sentence.clitics[head] & PREPOSITION:
        return False
    return not sentence.bits[head + 1] & _PRESENT or sentence.bits[head + 1] & _PEOPLE > 0


def _mixed(sentence: Sentence, claim: Claim, head: int) -> bool:
    """«30 امرأة وطفلا» are women and children, thirty in all."""
    return claim.stated > _FEW and sentence.words[head].endswith(("ا", "ه"))


def _group(sentence: Sentence, at: int | None) -> int:
    """Which of those kinds of people the word at a token is of; 0 where none."""
    here = sentence.bits[at] if at is not None else 0
    return next((mask for mask in _KINDS_OF_PEOPLE if here & mask), 0)


def parts_of_sum(sentence: Sentence) -> Iterator[Claim]:
    """«15 فلسطينيا، ثلاثة في رفح و12 في مدينة غزة»: numbers without people that make up the number before them."""
    told_at = {claim.at: claim for claim in sentence.found}
    for claim in tuple(sentence.found):
        if claim.kind not in _COUNTED or claim.total is not None or claim.stated < 3:
            continue
        rest, parts = claim.stated, list[Count]()
        for count in sentence.counts:
            if count.core < claim.end:
                continue
            told = told_at.get(count.core)
            if told is not None and not _may_be_part(told, claim, first=not parts):
                break
            if sentence.near(_SPEECH, claim.end, count.core):
                break  # «أربعة قتلوا، فيما أفادت الشرطة بقتيلين في …»
            rest -= count.stated
            closing = not rest and bool(parts) and sentence.conjunction(count.start)
            if rest < 0 or not (told is not None or closing or _placed(sentence, count)):
                break
            parts.append(count)
            first = told_at.get(parts[0].core)
            if not rest and len(parts) > 1 + (first is not None and first.rule == PLACED):
                yield from _made_up(claim, parts, told_at)
                break


def _may_be_part(told: Claim, claim: Claim, *, first: bool) -> bool:
    """«13 مسلحا و9 جنود»: what stands joined to a number is none of its parts."""
    beside = first and told.rule in BESIDE and told.rule != PLACED
    return not beside and told.kind is claim.kind and (told.total is None or told.total is claim)


def _made_up(claim: Claim, parts: list[Count], told: Mapping[int, Claim]) -> Iterator[Claim]:
    """The parts of a claim that add up to it: those that no claim stands on yet; those told belong to it."""
    for part in parts:
        if part.core in told:
            told[part.core].total = claim
        else:
            yield _part(part, claim)


def _placed(sentence: Sentence, count: Count) -> bool:
    return sentence.words[count.end] in _IN


def _part(count: Count, claim: Claim) -> Claim:
    return Claim(
        count.start, count.end, count.core, count.min, count.max, count.approx, claim.kind, "part of a sum", None, None,
        claim,
    )  # fmt: skip


def row(sentence: Sentence, count: Count, head: int | None, people: bool) -> Kind:
    """One more of a row: «و57 عنصرا»، «مقابل 159 مسلحا»، «و3 خطيرة»."""
    if not sentence.found:
        return NONE
    last = sentence.found[-1]
    if people and _listed_on(sentence, count, last):
        return Kind(last.kind, "row behind a comma", None, room(sentence, last.total, count))
    joined = sentence.conjunction(count.start) or sentence.near(_ADDITION, last.end, count.start)
    beside = NONE if people else listed_beside(sentence, count)
    if beside.kind is not None:
        return beside
    badly = sentence.words[count.end] in _STATE and sentence.bits[count.end + 1] & _SEVERITY
    if badly and last.kind is FigureKind.WOUNDED and count.stated < last.stated and count.start - last.end <= _ROW:
        return Kind(last.kind, "row", None, room(sentence, last.total or last, count))  # «11 حالهم خطيرة»
    if head is None:
        ranks = sentence.words[count.end] == "في" and sentence.words[count.end + 1] == "صفوف"
        onward = last.kind is FigureKind.DISPLACED and sentence.words[count.end] in OUTWARD
        near = joined and count.start - last.end <= _ROW
        ranks = ranks or (last.kind is FigureKind.WOUNDED and sentence.bits[count.end] & _HURT_CASE > 0)
        return Kind(last.kind, "row", None, last.total) if near and (ranks or onward) else NONE
    if not joined or count.start - last.end > _ROW or sentence.words[count.start - 1] == "سراح":
        return NONE
    opened = last if sentence.words[last.end] == ":" and count.stated < last.stated else None
    total = room(sentence, last.total or opened, count)
    severe = sentence.bits[head] & _SEVERITY and last.kind is FigureKind.WOUNDED
    return Kind(last.kind, "row", None, total) if people or severe else NONE


def _listed_on(sentence: Sentence, count: Count, last: Claim) -> bool:
    """«226 من أبناء المدينة، 305 من عناصر الشرطة، 46 سيدة»: a list without و."""
    listing = sentence.words[count.start - 1] in COMMAS and last.kind in _COUNTED and not last.approx
    return listing and count.start - last.end <= _REACH and not sentence.near(_TIMED, last.end, count.start)


def listed(sentence: Sentence, count: Count, *, people: bool) -> Kind:
    """«القتلى: 5 - الجرحى: 12»."""
    at = count.start - 1 - (sentence.words[count.start - 1] in {":", "("})
    here, behind = sentence.bits[at], sentence.words[count.end]
    ends = people or behind in _LIST_ENDS or sentence.clitics[count.end] >= JOINED
    ends = ends or sentence.bits[count.end] & _MOST_OF > 0  # «قدر الضحايا بنحو 300 جلهم مدنيون»
    named = sentence.by_head(at) if here & NOT_ONE and ends else None
    if named is None and behind in _LIST_ENDS:
        at = _also_named(sentence, at) or at
        named = sentence.by_head(at) if sentence.bits[at] & NOT_ONE else None
    return Kind(named, "listed", at) if named in _COUNTED else NONE


def same_toll(sentence: Sentence, count: Count, before: Claim | None) -> Kind:
    """«قتل 30 شخصا. وارتفع العدد إلى 45»: the number of those told of before."""
    if not sentence.present & _TOLL:
        return NONE
    at = next((at for at in range(count.start - 1, count.start - 6, -1) if sentence.words[at] in _NUMBER), None)
    if at is None or sentence.near(_THINGS, at + 1, count.start):
        return NONE  # «بلغ العدد الإجمالي للغارات 45»
    told = sentence.found or [each for each in sentence.earlier if before and each.sentence == before.sentence]
    whole = [each for each in told if each.total is None and each.kind in _COUNTED]
    over = next((each for each in whole if each.kind is FigureKind.KILLED), whole[0] if whole else None)
    return Kind(over.kind, "toll of those told") if over is not None and over.stated > 1 else NONE


def _also_named(sentence: Sentence, at: int) -> int | None:
    """«بلغ قتلى الجيش 17 وقتلى الفصائل 12»: the noun joined to those whose number was told."""
    if not sentence.found or sentence.found[-1].rule != "toll":
        return None
    for place in range(at - 1, max(sentence.found[-1].end, at - _NAMED_BEFORE) - 1, -1):
        if sentence.clitics[place] >= JOINED:
            return place
    return None
