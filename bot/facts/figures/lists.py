"""Bare numbers of a list by places or culprits: «14 قتيلا في حمص وتسعة في إدلب»، «وفي حماة خمسة»، «و30 على يد …»."""

from __future__ import annotations

from collections.abc import Callable

from bot.arabic.numbers import Count
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.pairs import AND_ONE_OF, and_one_of
from bot.facts.figures.sentence import COMMAS, PREPOSITION, WITH_B, Claim, Sentence, bits
from bot.model.facts import FigureKind

#: Kinds that are told place by place.
LISTED_KINDS = frozenset(
    {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.MISSING, FigureKind.DISPLACED}
)
#: What leads to the place, or to those who did it, of each of a list; so far back may the one before stand.
_LEADS, _OUTER, _ROW = frozenset(("في", "من", "علي")), 3, 14
#: The rule that sees such a number.
PLACED, LISTED, BRACKETED = "row of places", "list of places", "places with brackets"
_HANDS = frozenset(("يد", "ايدي", "ايدى"))
NO_PLACE = bits("percent", "month", "time", "measure", "money", "digits", "number", "severity", "affect_noun")
#: «5 بقصف», «3 بجروح»: what ب may lead to besides places.
_MEANS = bits("wounds", "weapon", "event_unit", "vehicle", "case_unit", "struck", "t_strike") | NO_PLACE
_YEAR = bits("year_like")
_MONTH, _NUMERAL, _STRUCK = bits("month"), bits("digits", "number"), bits("t_strike", "struck", "weapon")
_AT_DAY = frozenset(("يوم", "مساء", "صباح", "فجر", "ليله", "ظهر"))
_SIDE, _AND_BY, _VERB = bits("actor", "soldier_group", "fighter_group"), "وعلي", bits("*_verb")
_AND_IN, _AND_OF = frozenset(("وفي", "ففي")), "ومن"
#: So many words has the name of a place before its number: «وفي ريف دمشق الغربي ثلاثة».
_NAME = 4
#: So many need no noun behind a verb and its time; so far off the verb may stand.
_THOUSANDS, _TIME_BETWEEN = 1000, 9
_SINCE, _DAY, _TIME = bits("t_since", "t_during"), bits("t_now", "t_weekday"), bits("time")
_ENDS = frozenset(("", "،", ",", ".", ")", "؛", "-", "|", "بحسب", "حسب", "وفق", "وفقا"))
_CASE_UNIT, _SHARED_OUT = bits("case_unit"), bits("shared_out")
_THEIR_ENDS = ("يه", "يها", "يهم", "ائه", "ائها")
_PEOPLE, _UNKNOWN = bits("people"), bits("unknown")


def listed_beside(sentence: Sentence, count: Count) -> Kind:
    """One more of a list, its number bare; NONE where there is no such list before it."""
    last = sentence.found[-1]
    if count.start - last.end > _ROW or sentence.bits[count.core] & _YEAR:
        return NONE
    beside = _parallel(sentence, count) or _behind_its_place(sentence, count, last) or _by_its_doer(sentence, count)
    if beside is None:
        return _first_part(sentence, count, last)
    rule = LISTED if sentence.words[count.start - 1] in COMMAS and not sentence.conjunction(count.start) else PLACED
    of_list = (claim for claim in sentence.found if claim.total is beside.total and claim.rule in {PLACED, LISTED})
    told = sum(claim.stated for claim in of_list)
    fits = beside.total is not None and (told + count.stated <= beside.total.stated or not beside.total.stated)
    return Kind(beside.kind, rule, None, beside.total if fits else None)


def room(sentence: Sentence, total: Claim | None, count: Count) -> Claim | None:
    """The total, if there is still room in it: «و18 من جنين، بينهم 12 طالبا، و5 من قلقيلية»."""
    if total is None:
        return None
    told = sum(claim.stated for claim in sentence.found if claim.total is total)
    return total if told + count.stated <= total.stated or not total.stated else None


def _first_part(sentence: Sentence, count: Count, last: Claim) -> Kind:
    """«قتل 50 شخصا، 20 في حمص و10 في حماة»: a comma, and a smaller number that has only a place."""
    opens = sentence.words[count.start - 1] in COMMAS and not sentence.conjunction(count.start)
    if not opens or last.total is not None or last.kind not in LISTED_KINDS or count.stated >= last.stated:
        return NONE
    badly = last.kind is FigureKind.WOUNDED and sentence.bits[count.end + 1] & _CASE_UNIT  # «3 في حالة خطرة»
    return Kind(last.kind, LISTED, None, last) if badly or _lead(sentence, count.end) else NONE


def by_place(sentence: Sentence, count: Count, governor: int) -> bool:
    """«قتل في ريف دمشق 10، و7 في حلب»: does a verb's place stand between it and its bare number?"""
    if sentence.words[governor + 1] != "في" or not 2 < count.start - governor <= _NAME + 2:
        return False
    span = range(governor + 2, count.start)
    named = not any(sentence.bits[at] & (NO_PLACE | _PEOPLE) for at in span)
    return named and _alone(sentence, count) and not sentence.bits[count.core] & _YEAR


def by_time(sentence: Sentence, count: Count, governor: int) -> bool:
    """«قتلت القوات منذ أكتوبر 2023 نحو 47 ألفا»: so many stand alone behind a verb and its time."""
    if count.stated < _THOUSANDS or count.start - governor > _TIME_BETWEEN or not _alone(sentence, count):
        return False
    return sentence.near(_SINCE, governor + 1, count.start) and not sentence.bits[count.core] & _YEAR


def _parallel(sentence: Sentence, count: Count) -> Claim | None:
    """The claim whose place is led to as that of the number is."""
    leads = _lead(sentence, count.end)
    today = sentence.bits[count.start - 1] & _DAY and sentence.conjunction(count.start - 1)  # «واليوم 4 في درعا»
    joined = sentence.conjunction(count.start) or sentence.words[count.start - 1] in COMMAS or today
    if not leads or not joined:
        return None
    if leads == "span":
        return _timed(sentence, count)
    if leads == "means" and any(sentence.found[-1].end <= core < count.core for core in sentence.cores):
        return None  # «بقصف نفذته 4 طائرات و3 بصواريخ»
    before = sorted(sentence.found[-_OUTER:], key=lambda claim: (_bare(sentence, claim), claim.at), reverse=True)
    for claim in before:  # «و18 من جنين، بينهم 12 طالبا من نابلس، و5 من أريحا»: five beside eighteen
        told = (_lead(sentence, at) for at in range(claim.at + 1, min(claim.end + 3, count.start)))
        since = claim.end if claim.governor is None else min(claim.governor, claim.end)
        placed = leads in told or (leads in {"في", "ب"} and _somewhere(sentence, since, count.start))
        if placed and claim.kind in LISTED_KINDS:
            return claim
    return None


def _timed(sentence: Sentence, count: Count) -> Claim | None:
    """«12 قتيلا أمس، و350 منذ بدء التصعيد», not «12 في 20 غارة أمس و350 منذ …»: the claim before, of another time."""
    last = sentence.found[-1]
    told = sentence.near(_DAY | _SINCE, last.end, count.start)
    between = (core for core in sentence.cores if last.end <= core < count.core)
    else_counted = any(not (sentence.bits[core - 1] | sentence.bits[core + 1]) & _TIME for core in between)
    return last if told and last.kind in LISTED_KINDS and not else_counted else None


def _bare(sentence: Sentence, claim: Claim) -> bool:
    """Is a claim's number told without those it counts?"""
    return claim.head is None or not sentence.bits[claim.head] & _PEOPLE


def _lead(sentence: Sentence, at: int) -> str:
    """What leads from a number to its place: «في حمص», «بحمص», «من حمص», «على يد …»; "" where nothing does."""
    word = sentence.words[at]
    if word in _LEADS:
        behind = at + 1
        if word == "في" and sentence.bits[behind] & _MONTH and not sentence.bits[behind] & _NUMERAL:
            return "month"  # «25 في كانون الثاني و30 في شباط»
        if sentence.bits[behind] & NO_PLACE or (word == "علي" and sentence.words[behind] not in _HANDS):
            return ""
        return word
    if sentence.bits[at] & _DAY and not sentence.clitics[at] & PREPOSITION:
        return "day"  # «28 جنديا أمس و26 اليوم»
    if word in _AT_DAY and sentence.bits[at + 1] & _DAY:
        return "day"  # «8 يوم الجمعة و12 يوم السبت»
    if sentence.bits[at] & _SINCE:
        return "span"  # «12 أمس و350 منذ بدء التصعيد»
    if sentence.bits[at] & _STRUCK and sentence.clitics[at] & PREPOSITION == WITH_B:
        return "means"  # «8 بقصف مدفعي و4 بغارات جوية»
    with_b = sentence.clitics[at] & PREPOSITION == WITH_B or (word[:1] == "ب" and sentence.bits[at] & _UNKNOWN)
    return "ب" if with_b and not sentence.bits[at] & (_MEANS | _PEOPLE) else ""


def _somewhere(sentence: Sentence, start: int, end: int) -> bool:
    """«… تسعة بولاية كسلا معظمهم في أروما»."""
    if "في" in sentence.words[start:end]:
        return True
    return any(each & PREPOSITION == WITH_B for each in sentence.clitics[start:end])


def _behind_its_place(sentence: Sentence, count: Count, last: Claim) -> Claim | None:
    """«وفي حماة خمسة»، «وفي ريف دمشق ثلاثة»."""
    if last.kind not in LISTED_KINDS or not _alone(sentence, count):
        return None
    for at in range(count.start - 2, max(last.end, count.start - 2 - _NAME) - 1, -1):
        if sentence.bits[at + 1] & NO_PLACE:
            return None
        if sentence.words[at] in _AND_IN or (sentence.words[at] == _AND_OF and (last.total or last.rule == PLACED)):
            return last  # «منهم 20 مدنيا، ومن قوات النظام 12»
    return None


def _by_its_doer(sentence: Sentence, count: Count) -> Claim | None:
    """«قتلت قوات النظام 30 مدنيا، والقوات الروسية 12»، «وعلى يد مجهولين خمسة»: each behind who did it."""
    last = sentence.found[-1]
    first = next((claim for claim in reversed(sentence.found) if claim.rule != PLACED), last)
    if last.kind not in LISTED_KINDS or first.governor is None or not _alone(sentence, count):
        return None
    span = range(max(last.end, count.start - _NAME - 1), count.start)
    doer = next((at for at in span if sentence.conjunction(at)), None)
    if doer is None or any(sentence.bits[at] & NO_PLACE for at in range(doer + 1, count.start)):
        return None
    if sentence.words[doer] == _AND_BY and sentence.words[doer + 1] in _HANDS:
        return last if not _HANDS.isdisjoint(sentence.words[first.governor : doer]) else None
    verb = sentence.bits[first.governor] & _VERB and sentence.near(_SIDE, first.governor + 1, first.at)
    return last if sentence.bits[doer] & _SIDE and verb else None


def _alone(sentence: Sentence, count: Count) -> bool:
    """Does nothing counted stand behind the number?"""
    return sentence.words[count.end] in _ENDS or sentence.conjunction(count.end)


def one_of_those(sentence: Sentence, at: int) -> bool:
    """«ضابط وأحد الجنود»، «القائد وأحد مرافقيه»: written like «واحد»."""
    if sentence.words[at] != AND_ONE_OF or not sentence.found:
        return False
    if and_one_of(sentence, at):
        return True
    behind = at + 1
    unknown = sentence.bits[behind] & _UNKNOWN and sentence.words[behind].endswith(_THEIR_ENDS)
    return bool(unknown) and sentence.words[behind][:1] != "و"


def one_more_of_those(sentence: Sentence, at: int) -> Claim | None:
    """One more, harmed as the one told right before."""
    last = sentence.found[-1]
    if last.kind not in LISTED_KINDS or at - last.end > _ROW or at + 1 in sentence.taken:
        return None
    return Claim(at, at + 2, at + 1, 1, 1, False, last.kind, "one more", at + 1, last.governor, last.total)


def in_brackets(sentence: Sentence, count: Count) -> Kind:
    """«توزعت الاعتقالات على الخليل (12) ونابلس (6)»: numbers of places, each behind its own in brackets."""
    words = sentence.words
    if words[count.core - 1] != "(" or words[count.stop] != ")" or sentence.bits[count.core] & _YEAR:
        return NONE
    last = sentence.found[-1] if sentence.found else None
    if last is not None and last.rule == BRACKETED and count.start - last.end <= _ROW:
        return Kind(last.kind, BRACKETED, None, last.total)
    for at in range(count.start - 2, max(sentence.start, count.start - _ROW) - 1, -1):
        if sentence.bits[at] & _SHARED_OUT:
            kind = next(filter(None, map(_harm_at(sentence), range(at, at + 3))), None)
            total = next(
                (claim for claim in reversed(sentence.earlier) if claim.kind is kind and not claim.total), None
            )
            fits = total is not None and total.stated > count.stated
            return Kind(kind, BRACKETED, None, total if fits else None) if kind in LISTED_KINDS else NONE
    return NONE


def _harm_at(sentence: Sentence) -> Callable[[int], FigureKind | None]:
    """What happened to those whom a token names, or of whom it tells."""
    return lambda at: sentence.by_head(at) or sentence.by_governor(at)
