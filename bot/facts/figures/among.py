"""A part that words beside it tell: «بينهم خمسة أطفال»، «من بين القتلى 99 طفلا»، «خمسة: ثلاثة رجال وامرأتان»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.sentence import ARTICLE, COMMAS, NOT_ONE, Claim, Sentence, bits
from bot.facts.figures.unnumbered import unnumbered
from bot.model.facts import FigureKind

_AMONG, _AMONG_PREP, _THEY, _HURT = bits("among"), bits("among_prep"), bits("they"), bits("hurt")
_HARM, _INCLUDE = bits("kill", "wound"), bits("include_verb")
_PARTING = bits("among", "among_prep", "they", "kill", "wound", "include_verb", "dead", "hurt", "these")
_NUMBER, _TOLL = bits("number"), bits("toll")
_SHARED_OUT, _MOST_OF, _HEADING = bits("shared_out"), bits("most_of"), 8
_THESE, _TO = fold_word("هؤلاء"), fold_word("إلى")
_WHO_THEY_ARE = bits("people", "severity", "case_unit")
_THESE_CLASS = bits("these")
_NAMING = bits("among_prep", "they", "dead", "hurt", "these", "kill", "wound")
#: «من القتلى», «ضمن الضحايا»; the first of them stands so soon behind.
_COUNT = "عداد"
_OUT_OF, _NEXT = frozenset(("ومن", "ضمن", _COUNT)), 2
_IN_ALL = frozenset(("الاجمالي", "الكلي", "النهاءي"))
#: So far behind a number may the mark stand that opens its parts, and so far where «وهم» stands before the mark.
_OPENS, _BEFORE_THEY = {":": 8, "(": 1, "-": 1}, 24
#: So soon behind «بينهم» stands the first number of its parts.
_SOON = 3
#: «ويشمل هذا الرقم 12 طفلا».
_THAT_NUMBER = frozenset(fold_word(word) for word in ("هذا", "هذه", "ذلك", "الرقم", "العدد", "الحصيلة", "هؤلاء"))


def part_of(sentence: Sentence, count: Count, before: Claim | None) -> Kind:
    """A part of a total: «بينهم خمسة أطفال»، «من بين القتلى 99 طفلا»، «هم خمسة مدنيين وعشرة مقاتلين»."""
    told, begin = sentence.found, count.start
    if sentence.words[begin - 1] == _TO:
        return NONE  # «… بينهم أطفال، ليرتفع العدد إلى 93»
    last = told[-1] if told else before
    of_these = sentence.words[count.end] == "من" and sentence.words[count.end + 1] == _THESE
    told_of = count.end + 2
    known = sentence.bits[told_of] & _WHO_THEY_ARE or sentence.words[told_of].startswith("بحال")
    if of_these and known and last and last.stated > count.stated:
        return Kind(last.kind, "part", None, last.total or last)  # «97 من هؤلاء أطفال»
    opened = _opened(sentence, count, before)
    if opened is not None:
        return Kind(opened.kind, "part", None, opened)
    left = max(sentence.start, told[-1].end if told else sentence.start, begin - 8)
    for at in range(begin - 1, left - 1, -1):
        here = sentence.bits[at]
        if not here & _PARTING:
            continue
        part = _of_named(sentence, at, begin, last) if here & _NAMING else NONE
        if part.kind is not None:
            return part
        named = unnumbered(sentence, at) if here & _AMONG else None
        if named is not None and begin - at <= _SOON:
            return Kind(named.kind, "part of those named", None, named)
        if last and _parts(sentence, at, last):
            return Kind(last.kind, "part", None, last.total or last)
        if here & _HARM and not (told and at == told[-1].end and told[-1].total):
            return NONE  # but not the verb of «ورجل قضى تحت التعذيب، و13 من …»
    return _one_more(sentence, begin)


def of_the_harmed(sentence: Sentence, count: Count, kind: FigureKind) -> Claim | None:
    """«سبعة من القتلى نساء»: the larger number of those dead that was told before."""
    of = count.end
    if sentence.words[of] != "من" or not sentence.clitics[of + 1] & ARTICLE or count.how.startswith("vague"):
        return None
    told = (*reversed(sentence.found), *reversed(sentence.earlier))
    return next((each for each in told if each.kind is kind and not each.total and each.stated > count.stated), None)


def _opened(sentence: Sentence, count: Count, before: Claim | None) -> Claim | None:
    """The total whose parts a mark right before a number opens: «خمسة: ثلاثة رجال وامرأتان», «كالتالي: 22 من …»."""
    told, begin = sentence.found, count.start
    reach = _OPENS.get(sentence.words[begin - 1])
    if reach is None:
        return None
    if sentence.bits[begin - 2] & (_THEY | _SHARED_OUT) or sentence.near(_MOST_OF, begin - _SOON - 2, begin - 1):
        reach = _BEFORE_THEY  # «ارتفع إلى 39 عدد من قضوا أمس، وهم: 14 مدنيا …»
    if told:
        near = begin - told[-1].end <= reach
        whole = next((claim for claim in reversed(told) if claim.total is None), told[-1]) if near else None
    else:
        around = range(begin - 1, max(begin - _HEADING, sentence.start) - 1, -1)
        if not any(sentence.bits[at] & _SHARED_OUT for at in around):
            return None
        named = next(filter(None, map(sentence.by_head, around)), None)
        if named is not None and (before is None or before.kind is not named):
            return Claim(begin, begin, begin, None, None, False, named, "named total", None)
        whole = (before.total or before) if before is not None else None
    return whole if whole is not None and whole.stated > count.stated else None


def _of_named(sentence: Sentence, at: int, begin: int, last: Claim | None) -> Kind:
    """«من بين القتلى 99 طفلا»، «القتلى هم خمسة جنود وثلاثة مدنيين»: a part of those that a noun names."""
    seen = sentence.bits
    if seen[at] & _AMONG_PREP and at + 1 < begin:
        named = sentence.by_head(at + 1)
        if named is not None and not seen[at + 2] & _HURT:
            return Kind(named, "part of those named", None, sentence.total(named, at))
        if last and sentence.words[at + 1] == _THESE:
            return Kind(last.kind, "part", None, last.total or last)
    hurt = _wounds(sentence, at) if seen[at - 1] & _AMONG_PREP and begin - at <= _NEXT else None
    if hurt is not None:  # «من بين الإصابات خمس خطيرة»
        return Kind(hurt, "part of those named", None, sentence.total(hurt, at))
    toll = at - 1 - (sentence.words[at - 1] in _IN_ALL)  # «من بين العدد الإجمالي للشهداء 86 طفلا»
    if seen[toll] & _TOLL and seen[toll - 1] & _AMONG_PREP:  # «من بين إجمالي الإصابات 40 طفلا»
        named = sentence.by_head(at) or sentence.by_governor(at)
        if named is not None:
            return Kind(named, "part of those named", None, sentence.total(named, at))
    shared = sentence.words[begin - 1] == "بين" and begin - at == _NEXT and seen[at - 1] & _INCLUDE
    if shared:
        named = sentence.by_head(at)  # «توزع القتلى بين 11 مدنيا و6 عسكريين»
        return Kind(named, "part of those named", None, sentence.total(named, at)) if named else NONE
    return _of_the_dead(sentence, at, begin, last)


def _wounds(sentence: Sentence, at: int) -> FigureKind | None:
    """«من بين الإصابات خمس خطيرة»: those wounded."""
    many = sentence.clitics[at] & ARTICLE and sentence.bits[at] & NOT_ONE
    kind = sentence.by_governor(at) if many else None
    return kind if kind is FigureKind.WOUNDED else None


def _of_the_dead(sentence: Sentence, at: int, begin: int, last: Claim | None) -> Kind:
    """«ومن القتلى 9 أطفال»، «في عداد القتلى 3 جنود»، «القتلى هم خمسة جنود»."""
    seen = sentence.bits
    counter = sentence.words[at - 1] == _COUNT and sentence.words[at - 2] not in {"في", "وفي"}  # «بلغ عداد الضحايا»
    opening = sentence.words[at - 1] == "من" and (at - 1 == sentence.start or sentence.words[at - 2] in COMMAS)
    out_of = opening or sentence.words[at - 1] in _OUT_OF
    if out_of and not counter and begin - at <= _NEXT:
        if seen[at] & _THESE_CLASS and last:  # «ومن هؤلاء خمسة أطفال»
            return Kind(last.kind, "part", None, last.total or last)
        named = sentence.by_head(at) if sentence.clitics[at] & ARTICLE else None
        if named is not None:  # «ومن الجرحى 9 أطفال»، «في عداد القتلى 3 جنود»
            return Kind(named, "part of those named", None, sentence.total(named, at))
    noun = at - 1 - (seen[at - 1] & _NUMBER > 0)  # «القتلى العشرة هم ستة جنود …»
    listed = sentence.by_head(noun) if seen[at] & _THEY and sentence.clitics[noun] & ARTICLE else None
    if listed is None:
        return NONE
    return Kind(listed, "part of those named", None, sentence.total(listed, at))


def _parts(sentence: Sentence, at: int, last: Claim) -> bool:
    """Does the word at a token tell parts of the last number: بينهم، هم، «ويشمل هذا الرقم»؟"""
    here, told = sentence.bits[at], sentence.found
    if here & _INCLUDE:
        return last.kind is not FigureKind.AFFECTED and not _THAT_NUMBER.isdisjoint(
            (sentence.words[at + 1], sentence.words[at - 1])
        )
    they = here & _THEY and at - last.end <= 2 if told else here & _THEY and _the_four(sentence, at)
    if they and not told:
        return True
    return bool(here & _AMONG or they) and bool(told or at - sentence.start <= 2)


def _the_four(sentence: Sentence, at: int) -> bool:
    """«الجنود الأربعة، وهم رجلان وامرأتان»: those that the sentence before counted."""
    before = range(max(sentence.start, at - _OPENS[":"] // 2), at)
    return any(sentence.bits[place] & _NUMBER and sentence.clitics[place] & ARTICLE for place in before)


def _one_more(sentence: Sentence, begin: int) -> Kind:
    """«بينهم خمسة أطفال وثلاث نساء»."""
    last = sentence.found[-1] if sentence.found else None
    if last is not None and last.total and sentence.conjunction(begin):
        gap = begin - last.end
        if gap <= 3 or (gap <= 12 and sentence.words[begin - 1] in COMMAS):
            return Kind(last.kind, "one more part", None, last.total)
    return NONE
