"""What happened to the people a number counts: by their noun, by what governs it, as a part or as one of a row."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.ahead import may_bring, not_yet, will_be
from bot.facts.figures.among import of_the_harmed, part_of
from bot.facts.figures.amounts import amount
from bot.facts.figures.both import both
from bot.facts.figures.crowds import TOWN, their_number, told_otherwise
from bot.facts.figures.governor import CROWD, NONE, Kind, changed, governor
from bot.facts.figures.lines import in_line
from bot.facts.figures.lists import by_place, by_time
from bot.facts.figures.moves import families_told, freed, going_home, setting_out
from bot.facts.figures.rows import listed, row, same_toll
from bot.facts.figures.sentence import (
    ARTICLE,
    COMMAS,
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
from bot.facts.figures.settled import got_away, settled
from bot.facts.figures.undergone import done_to_them
from bot.model.facts import FigureKind

_CLAUSE_ENDS = frozenset(
    fold_word(word)
    for word in (
        "الذي", "التي", "الذين", "أن", "إن", "حيث", "عندما", "بعد", "بعدما", "فيما", "بينما", "حين", "لكن", "إذ", "كما",
        "مما", "ما", "غير", "قبل", "وذلك", "؛", ":", "وقال", "وأضاف", "إلا",
    )
)  # fmt: skip
_OF_THINGS, _SOON, _OF_THEM = frozenset({"منها", "منهما"}), 8, frozenset({"منهم", "منهن", "منها"})
_RELATIVE = frozenset(fold_word(word) for word in ("الذين", "ممن", "اللذين", "الذي"))
_WHO = fold_word("الذين")
#: «177 ألفا ما زالوا محاصرين».
_STILL = frozenset(fold_word(word) for word in ("ما", "لا", "لم", "مازالوا", "لايزالون"))
_HARMS, _FAMILY = {FigureKind.KILLED, FigureKind.WOUNDED}, bits("family")
_TOLD_ASIDE = bits("among", "most_of", "all_of")
_ON_THE_WAY, _STRANDED = {FigureKind.REFUGEES, FigureKind.DISPLACED}, bits("stranded")
_STATES, _ACTED = {FigureKind.MISSING, FigureKind.AFFECTED}, {"verb", "noun of action"}
_PEOPLE, _HURT_CASE = bits("people"), bits("hurt_case")
_AMONG, _AMONG_PREP, _MAYBE = bits("among"), bits("among_prep"), bits("maybe")
_KILL, _TOLL, _WEAK = bits("kill"), bits("toll"), bits("weak")
_VERB, _NOUN, _THING, _PLURAL = bits("*_verb"), bits("*_noun"), bits("thing"), bits(".plural")
_TIMED, _PRESENT, _FALL_VERB, _RESIDE_VERB = (
    bits(".past", ".present"), bits(".present"), bits("fall_verb"), bits("reside_verb")
)  # fmt: skip
_FALL_NOUN, _SPEECH = bits("fall_noun"), bits("speech")
_CASE_UNIT = bits("case_unit")
_RETURN, _BEGIN_VERB = bits("return"), bits("begin_verb")
_AFFECT_NOUN, _DISPLACE_NOUN, _SEVERITY = bits("affect_noun"), bits("displace_noun"), bits("severity")
_AFFECT, _PLACE_UNIT, _BODY = bits("affect"), bits("place_unit"), bits("corpse")


def kind_of(sentence: Sentence, count: Count, head: int | None, how: str, before: Claim | None) -> Kind:
    """What happened to those counted; NONE where the number counts nobody harmed or moved.

    `how` says how the noun at `head` stands behind the number, `before` is the last claim of the sentence before.
    """
    if changed(sentence, count):
        return NONE
    named = their_number(sentence, count)
    found = named if named is not None else _kind_of(sentence, count, head, how, before)
    if found.kind is None:
        return found
    at = count.start if found.governor is None else found.governor
    if may_bring(sentence, min(at, count.start)) or not_yet(sentence, at, found.kind, count.start):
        return NONE
    return settled(sentence, count, head, found)


def _kind_of(sentence: Sentence, count: Count, head: int | None, how: str, before: Claim | None) -> Kind:
    """The same, before what stands behind settles it."""
    governed = governor(sentence, count)
    if governed.rule == "fell" and sentence.words[count.end] in _OF_THINGS:
        return NONE  # «سقط اثنان منها في البحر»
    rule, named = both(sentence, count, head)
    if rule:
        return Kind(FigureKind.KILLED_OR_WOUNDED, rule, governed.governor if named is None else named)
    if how == "case":
        return _case(sentence, count, head, before)
    by_head = HEAD_SAYS[sentence.bits[head] & HARMED] if head is not None else None
    near = governed.governor is not None and count.start - governed.governor <= 3
    if by_head is not None and not _outdone(
        by_head,
        governed,
        how,
        near=near,
        right_behind=near and governed.governor == count.start - 1 and not sentence.conjunction(count.start),
        beside=near and sentence.bits[governed.governor or 0] & HARMED > 0 and sentence.conjunction(count.start),
    ):
        befell = _befell(sentence, count, head, by_head, governed)
        return befell or _by_noun(sentence, count, by_head, governed, before)
    people = is_people(sentence, head, how)
    part = part_of(sentence, count, before) if people or how == "none" else NONE
    if part.kind is not None and (people or part.rule in {"part", "part of those named"}):
        return part
    behind = _behind(sentence, count, head, people) if not near and governed.rule != "toll" else NONE
    living = behind.rule == "people living there"
    if how == "of them" and behind.kind is FigureKind.AFFECTED and (living or count.stated < CROWD):
        behind = NONE  # «اثنان منهم بحال الخطر»، «60 ألفا منهم يعيشون في الخيام»
    if behind.kind is not None:
        return NONE if behind.kind is FigureKind.DETAINED and freed(sentence, count) else behind
    if governed.kind is not None and (
        _accepts(sentence, count, governed, people, near, how) or _rising(sentence, count, governed)
    ):
        return governed
    return _otherwise(sentence, count, head, how, before)


def _befell(sentence: Sentence, count: Count, head: int | None, by_head: FigureKind, governed: Kind) -> Kind | None:
    """«ثلاثة لاجئين، منهم طفلان، قضوا في القصف», «2700 لاجئ عالقين»: what befell those who are called refugees."""
    if by_head not in _ON_THE_WAY or governed.kind is not None:
        return None
    if sentence.near(_STRANDED, count.end, count.end + _SOON):
        return Kind(FigureKind.AFFECTED, "state behind")
    behind = _behind(sentence, count, head, people=True)
    return behind if behind.kind in _HARMS and behind.rule == "verb behind" else None


def _otherwise(sentence: Sentence, count: Count, head: int | None, how: str, before: Claim | None) -> Kind:
    """A number that no word around it governs."""
    people = is_people(sentence, head, how)
    found = told_otherwise(sentence, count, head, people=people)
    if found.kind is not None:
        return found
    if how == "of them" and (sentence.found or before) and not got_away(sentence, count, head):
        total = sentence.found[-1] if sentence.found else before
        return Kind(total.kind, "of them", None, total.total or total) if total else NONE
    if people and sentence.present & _FAMILY:
        found = families_told(sentence, count)
        if found.kind is not None:
            return found
    for found in (
        amount(sentence, count), in_line(sentence, count, people=people), same_toll(sentence, count, before)
    ):  # fmt: skip
        if found.kind is not None and (people or head is None or found.rule == "amount"):
            return found
    in_list = listed(sentence, count, people=people) if people or head is None else NONE
    return in_list if in_list.kind is not None else row(sentence, count, head, people)


def _outdone(by_head: FigureKind, governed: Kind, how: str, *, near: bool, right_behind: bool, beside: bool) -> bool:
    """Does what happened now say more than the noun? «مقتل 5 لاجئين»، «احتجاز عشرات النازحين»."""
    if near and governed.rule == "bodies" and by_head not in _HARMS:
        return True  # «جثث 4 رهائن»
    if how == "of" and near and governed.kind is FigureKind.KILLED:
        return by_head is not FigureKind.WOUNDED or governed.rule != "fell"  # «سقوط العشرات من الجرحى»
    if by_head is FigureKind.WOUNDED and governed.kind is FigureKind.KILLED and governed.rule in _ACTED:
        return right_behind  # «وفاة ثلاثة جرحى متأثرين بإصاباتهم»
    if by_head in _HARMS or governed.rule not in _ACTED or beside:
        return False
    return governed.kind in _HARMS or (governed.kind is FigureKind.DETAINED and near)


def is_people(sentence: Sentence, head: int | None, how: str) -> bool:
    """Are people counted, as far as the words behind the number say?"""
    if how == "holding":
        return True  # «ثلاثة بينهم طفل»
    return head is not None and (sentence.bits[head] & _PEOPLE > 0 or how in {"of them", "unknown of", "dual"})


def _rising(sentence: Sentence, count: Count, governed: Kind) -> bool:
    """«ارتفعت الحصيلة إلى 12»."""
    toll = sentence.present & _TOLL and sentence.words[count.start - 1] == "الي"
    return toll > 0 and sentence.near(_TOLL, (governed.governor or 0) - 6, count.start)


def _accepts(sentence: Sentence, count: Count, governed: Kind, people: bool, near: bool, how: str) -> bool:
    if people or governed.rule == "toll":
        return True
    at = governed.governor or 0
    if how == "none" and governed.rule == "verb" and (by_place(sentence, count, at) or by_time(sentence, count, at)):
        return True
    if governed.rule == "fell" and how == "none" and sentence.bits[count.start - 1] & _FALL_NOUN:
        return True  # «سقوط 45 على الأقل»
    weak = sentence.bits[governed.governor or 0] & _WEAK
    return near and not weak and governed.rule != "fell" and how.startswith(("unknown", "none", "adjective"))


def _by_noun(sentence: Sentence, count: Count, kind: FigureKind, governed: Kind, before: Claim | None) -> Kind:
    if kind is FigureKind.DETAINED and (governed.kind is FigureKind.DISPLACED or freed(sentence, count)):
        return NONE  # «فر 15 سجينا»
    if kind is FigureKind.DISPLACED and (
        sentence.near(_RETURN, count.start - 6, count.start) or going_home(sentence, count)
    ):
        kind = FigureKind.REFUGEES
    if not governed.kind and sentence.denied(count.start):
        return NONE
    part = part_of(sentence, count, before)
    total = part.total or (of_the_harmed(sentence, count, kind) if governed.kind is None else None)
    if part.rule == "one more part" and part.kind is not kind:  # «70 قتيلا و350 جريحا، بينهم 18 قتيلا و40 جريحا»
        fits = (claim for claim in sentence.found if claim.kind is kind and claim.total is None)
        total = next((claim for claim in fits if claim.stated > count.stated), None)
    return Kind(kind, "harmed noun", governed.governor, total)


def _case(sentence: Sentence, count: Count, head: int | None, before: Claim | None) -> Kind:
    """«70 حالة اختناق»، «بينهم اثنان حالتهما حرجة»."""
    for at in range((head or 0) + 1, (head or 0) + 3):
        if sentence.bits[at] & _HURT_CASE:
            return Kind(FigureKind.WOUNDED, "case")
        kind = sentence.by_governor(at) or sentence.by_head(at)
        if kind is not None:
            return Kind(kind, "case")
    reach = 12 if sentence.present & _TOLL else 6  # «بلغ عدد حالات الاعتقال بعد السابع من أكتوبر 900 حالة»
    for at in range(count.start - 1, count.start - reach, -1):
        kind = sentence.by_governor(at + 1) if sentence.bits[at] & _CASE_UNIT and sentence.bits[at] & NOT_ONE else None
        if kind is not None:
            return Kind(kind, "case", at)  # «بلغت حالات الاعتقال 40 حالة»
    return part_of(sentence, count, before)


def _behind(sentence: Sentence, count: Count, head: int | None, people: bool) -> Kind:
    """«100 شخص قتلوا»، «12 عاملا بينهم 3 فتيان توفوا»، «841 شخصا في عداد المفقودين»، «40 امرأة بين القتلى»."""
    begin = max(count.end, (head or 0) + 1)
    aside = False
    begun = sentence.near(_BEGIN_VERB, count.start - 3, count.start)
    seen, words = sentence.bits, sentence.words
    reach = 14 if people else 4 if words[begin] in _STILL or _many_in(sentence, count) else 2
    for at in range(begin, min(sentence.end, begin + reach)):
        here, word = seen[at], words[at]
        aside = aside or here & _AMONG > 0 or (here & _TOLD_ASIDE > 0 and words[at - 1] in COMMAS)
        of_harmed = here & _AMONG_PREP and seen[at + 1] & HARMED
        if of_harmed and (sentence.clitics[at + 1] & ARTICLE or seen[at + 1] & NOT_ONE):
            named = sentence.by_head(at + 1)
            return Kind(named, "among those named", None, sentence.total(named, at)) if named else NONE
        if word == _WHO and count.stated >= CROWD and sentence.near(_AFFECT, at + 1, at + 4):
            return Kind(FigureKind.AFFECTED, "state behind")  # «الذين يواجهون خطر المجاعة»
        if word in _RELATIVE and at - begin <= 1 and seen[at + 1] & _KILL and seen[at + 1] & _TIMED:
            continue  # «عشرات الأطفال الذين قتلوا»
        still = word == "ما" and words[at + 1].startswith("زال")  # «20 شخصا ما زالوا في عداد المفقودين»
        said = here & _SPEECH and here & _TIMED and sentence.conjunction(at)  # «… من جنوده وأكد إصابة اثنين»
        if (word in _CLAUSE_ENDS and not still) or here & _MAYBE or said or (here & _KILL and sentence.conjunction(at)):
            return NONE
        found = _predicate(sentence, count, at, at - begin, aside)
        if found is not None:
            return found
        other = not aside and at in sentence.cores and sentence.cores[at].stated > 1  # not «من عائلة واحدة»
        if other and not sentence.conjunction(at) and not _of_places(sentence, at):
            return NONE
        if word in COMMAS:
            among = at + 1 + (words[at + 1] == "من")  # «14 شخصا، من بينهم 5 نساء، قتلوا»
            goes_on = aside or begun or sentence.plural_verb(at + 1) or seen[among] & _TOLD_ASIDE
            if not goes_on:
                return NONE
    return NONE


def _many_in(sentence: Sentence, count: Count) -> bool:
    """«ملايين في أمس الحاجة إلى الغذاء»."""
    return count.stated >= CROWD and count.how.startswith("vague") and sentence.words[count.end] == "في"


def _of_places(sentence: Sentence, at: int) -> bool:
    """«5 ملايين شخص في نحو 1200 منطقة بحاجة إلى …»."""
    return sentence.bits[sentence.cores[at].end] & _PLACE_UNIT > 0


def _predicate(sentence: Sentence, count: Count, at: int, distance: int, aside: bool) -> Kind | None:
    """What the word at a token says of a number before it; None = go on looking."""
    here, words = sentence.bits[at], sentence.words
    word = words[at]
    done = done_to_them(sentence, at, distance)
    if done.kind is not None:
        return done
    verbal = here & _TIMED and not here & _THING
    if verbal and not sentence.clitics[at] & PRONOUN and not sentence.joined(at):
        kind = GOVERNOR_SAYS[here & GOVERNING] or (FigureKind.KILLED if here & _FALL_VERB else None)
        things = words[count.end] in _OF_THINGS and word.endswith("ت")  # «أربعة منها أصيبت»
        if kind and (things or words[at + 1] in _OF_THEM or will_be(sentence, at, kind) or sentence.denied(at)):
            return NONE  # «عددهم 30 ألفا قتل منهم 4 آلاف»
        if kind is not None and here & _VERB:
            two = count.stated == 2 and word.endswith("ا")
            plural = two or here & _PLURAL or sentence.plural_verb(at)
            return Kind(kind, "verb behind") if plural or not here & _NOUN or distance <= 1 else NONE
        if here & _RESIDE_VERB and count.stated >= TOWN and distance <= 3 and here & _PRESENT:
            return Kind(FigureKind.AFFECTED, "people living there")
    named = HEAD_SAYS[here & HARMED]
    if words[at - 1] in {"عداد", "حافه", "خطر"}:
        return Kind(named or FigureKind.AFFECTED, "state behind")
    of_a_place = word.endswith("ه") and sentence.clitics[at] & sentence.clitics[at - 1] & ARTICLE
    if here & _AFFECT_NOUN and not here & _SEVERITY and not of_a_place and (distance <= 3 or count.stated >= CROWD):
        return Kind(FigureKind.AFFECTED, "state behind")
    definite = sentence.clitics[at] & ARTICLE and not (named is FigureKind.AFFECTED and count.stated >= CROWD)
    ends = ("ون", "ين", "ا", "ات") if named in _STATES else ("ون", "ين")
    if named and distance <= 1 and not (aside or definite or here & _BODY) and word.endswith(ends):
        return Kind(named, "state behind")
    moving = here & _DISPLACE_NOUN and setting_out(sentence, count, at)
    return Kind(FigureKind.DISPLACED, "moving behind") if moving else None
