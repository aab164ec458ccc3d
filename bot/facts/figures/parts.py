"""Parts that no word beside them calls parts: totals shared out over places and people, and numbers that add up.

«قتل 40 شخصا. وتوزع القتلى على …» begins a list of parts; «41 قتيلا … 11 في الجنوب و30 في الشمال» are parts because
eleven and thirty are forty-one.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.arabic.words import Words
from bot.facts.figures.lines import LINE
from bot.facts.figures.lists import PLACED
from bot.facts.figures.rows import BESIDE
from bot.facts.figures.sentence import Claim
from bot.model.facts import FigureKind

#: Kinds whose totals are broken down.
_DIVIDED = frozenset(
    {
        FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.KILLED_OR_WOUNDED, FigureKind.DETAINED, FigureKind.DISPLACED,
        FigureKind.MISSING, FigureKind.REFUGEES,
    }
)  # fmt: skip
#: «قتل 50 شخصا في القصف، حيث قتل 20 في حمص»: so near behind the total.
_WHERE, _CLAUSE = frozenset({"حيث", "اذ"}), 20
_VICTIMS = frozenset({"الضحايا", "ضحايا", "ضحيه"})
_HARMS = (FigureKind.KILLED, FigureKind.WOUNDED)
#: The word that begins a list of parts.
SHARED_OUT = "shared_out"
#: So many tokens may stand between one part and the next, or between a total and its first part.
_APART = 60
#: The rules of totals that may be dead and wounded; so far behind a total all its parts stand.
_OF_VICTIMS, _ALL_PARTS = frozenset({"toll", "their number"}), 400
#: Behind the sentence that shares a total out the list goes on so far.
_GOES_ON = 120
#: So many numbers of a list by places add up to the number before them by chance.
_BY_CHANCE = 2
#: Smaller totals are the sum of others by chance.
_LEAST = 3
#: «عشرة جرحى بحال الخطر», but «أصيب ثلاثة بجروح خطيرة».
_BY_NOUN = frozenset({"harmed noun", "case", "row"})
#: So near before a sum these say that it is one.
_SUMMING = frozenset(
    {"اجمالي", "مجموع", "المجموع", "الاجمالي", "بذلك", "وبذلك", "وبهذا", "ليبلغ", "لتبلغ", "ليصل", "لتصل", "ليرتفع",
     "لترتفع", "ليصبح", "لتصبح", "ليكون"}
)  # fmt: skip
_SOON = 12
_NEXT_TO = frozenset({"تلتها", "تليها", "يليها"})
#: Smaller sums are chance where others speak.
_MANY = 10
#: «بحال الخطر»، «في حالة حرجة»; how far behind a number of wounded that may stand.
_DANGER, _STATE = frozenset({"الخطر", "خطره", "حرجه", "خطيره"}), 5
#: «ثلاثة منهم».
_OF_THEM = frozenset({"منهم", "منهن", "منها", "احدهم", "احداهن"})


def divide(words: Words, claims: list[Claim], *, shared_out: bool) -> None:
    """Tell claims the total that they are parts of, where the article as a whole shows it.

    `shared_out`: does a word of that class stand in it?
    """
    for place, claim in enumerate(claims):
        if claim.total is None and not _OF_THEM.isdisjoint(words.forms[claim.at + 1 : claim.end + 1]):
            claim.total = _last_larger(claims[:place], claim)
        elif claim.total is not None and _of_dead_and_hurt(words, claim, claim.total):
            claim.total.kind = FigureKind.KILLED_OR_WOUNDED
        elif claim.rule == "to hospital" and claim.total is None:
            claim.whole = _last_larger(claims[:place], claim)  # «أصيب عشرون. ونقل تسعة إلى المستشفى»
        elif claim.rule in _BY_NOUN and claim.kind is FigureKind.WOUNDED and _badly(words, claim):
            claim.whole = _last_larger(claims[:place], claim) if claim.total is None else None
    if shared_out:
        _share_out(words, claims)
    if len(claims) < _LEAST:
        return
    for place, total in enumerate(claims):
        if (
            total.total is None
            and total.rule != LINE
            and total.stated >= _LEAST
            and total.kind in _DIVIDED
            and not _vague(total)
        ):
            _add_up(words, total, claims[place + 1 :])
            _in_all(words, total, claims[:place])


def _of_dead_and_hurt(words: Words, part: Claim, total: Claim) -> bool:
    """«ارتفع عدد الضحايا إلى 84 بينهم 21 قتيلا»: victims, of whom some are dead."""
    if part.kind is not FigureKind.KILLED or part.rule != "harmed noun" or total.rule not in _OF_VICTIMS:
        return False
    victims = total.governor is not None and words.forms[total.governor] in _VICTIMS
    return victims and total.stated > part.stated and part.head is not None and words.forms[part.head] not in _VICTIMS


def _badly(words: Words, claim: Claim) -> bool:
    """«12 إصابة خطرة»، «عشرة جرحى بحال الخطر»: the worst of those wounded."""
    behind = words.forms[claim.at + 1 : min(claim.end + _STATE, claim.sentence[1])]
    if not _DANGER.isdisjoint(behind):
        return True
    return any("severity" in words.sets[at] for at in range(claim.at + 1, min(claim.end + 1, claim.sentence[1])))


def _last_larger(claims: list[Claim], part: Claim) -> Claim | None:
    """«نقل 12 جريحا إلى المستشفى، وحالة اثنين منهم خطرة»."""
    for claim in reversed(claims):
        if part.at - claim.end > _APART:
            return None
        if claim.kind is part.kind and claim.stated > part.stated and claim.total is not part:
            return claim.total or claim
    return None


def _share_out(words: Words, claims: list[Claim]) -> None:
    """«توزع الضحايا على …»، «في حصيلة تفصيلية …»: what follows are parts of what was told."""
    for place, claim in enumerate(claims):
        cue = next((at for at in range(claim.sentence[0], claim.at) if SHARED_OUT in words.sets[at]), None)
        if cue is None or claim.total is not None or claim.whole is not None:
            continue
        total = _before(claims[:place], claim, cue)
        where = words.forms[cue] in _WHERE
        if where and (total is None or total.kind not in _HARMS or not 0 < cue - total.end <= _CLAUSE):
            continue
        if total is not None:
            whole = _of_the_first(claims, total) if words.forms[cue] in _NEXT_TO else total
            if whole is None:
                continue
            claim.whole = total = whole
            _list_on(words, total, claim, claims[place + 1 :])


def _of_the_first(claims: list[Claim], first: Claim) -> Claim | None:
    """«سقط في تعز 400 قتيل، تلتها الحديدة بـ200»: the total of those next to the first, which is of it too."""
    first.whole = first.whole or _before(claims[: claims.index(first)], first, first.at)
    return first.whole


def _before(claims: list[Claim], part: Claim, cue: int) -> Claim | None:
    """The last larger total of the same kind before a cue."""
    fits = (each for each in reversed(claims) if each.at < cue and each.kind is part.kind and each.total is None)
    return next((each for each in fits if each.stated > part.stated), None)


def _list_on(words: Words, total: Claim, part: Claim, claims: list[Claim]) -> None:
    """The list goes on behind its sentence, until «وكانت الوزارة …» or more than the total."""
    rest = total.stated - part.stated
    for claim in claims:
        if claim.sentence != part.sentence and "t_was" in words.sets[claim.sentence[0]]:
            return
        if claim.at - part.at > _GOES_ON or (claim.kind is total.kind and claim.stated > rest):
            return
        if claim.kind is total.kind and claim.total is None:
            claim.whole = total
            rest -= claim.stated


def _add_up(words: Words, total: Claim, behind: list[Claim]) -> None:
    """Give a total the claims behind it that add up to it."""
    near = [claim for claim in behind if claim.at - total.end <= _ALL_PARTS]
    run = _adding(words, total, [claim for claim in near if claim.kind is total.kind])
    if not run and (total.kind is FigureKind.KILLED_OR_WOUNDED or total.rule in _OF_VICTIMS):
        run = _adding(words, total, [claim for claim in near if claim.kind in _HARMS])
        if len(run) != len({claim.kind for claim in run}) or len(run) != len(_HARMS):
            return  # «الضحايا 50 شخصا (20 قتيلا و30 جريحا)»: victims are dead and wounded
        _of_both(words, [total, *behind])
    for claim in run:
        claim.whole = total if claim.total is None else None


def _adding(words: Words, total: Claim, behind: list[Claim]) -> list[Claim]:
    """Those that add up to a total: of claims that are parts of nothing, else with those that are its parts."""
    free = [claim for claim in behind if claim.total is None]
    if len(behind) <= 1:
        return []
    told = [claim for claim in behind if claim.total is None or claim.total is total]
    return _run(words, total, free) or _run(words, total, told)


def _in_all(words: Words, total: Claim, before: list[Claim]) -> None:
    """«قتل ثلاثة في … وقتل أربعة في …، ليبلغ المجموع سبعة»: parts that stand before their sum."""
    if _SUMMING.isdisjoint(words.forms[max(0, total.at - _SOON) : total.at]):
        return
    run, rest, at = list[Claim](), total.stated, total.start
    for claim in reversed([claim for claim in before if claim.kind is total.kind]):
        if claim.total is not None:
            continue
        if at - claim.end > _APART or _vague(claim) or claim.stated > rest:
            return
        run.append(claim)
        rest, at = rest - claim.stated, claim.start
        if not rest:
            break
    for claim in run if not rest and len(run) > 1 else ():
        claim.whole = total


def _of_both(words: Words, claims: list[Claim]) -> None:
    """Where victims are dead and wounded, all victims of the article are."""
    for claim in claims:
        if claim is claims[0] or (claim.head is not None and words.forms[claim.head] in _VICTIMS):
            claim.kind = FigureKind.KILLED_OR_WOUNDED


def _each(words: Words, claim: Claim) -> int:
    """«ثلاثة في كل من حماة ودرعا»: over how many places a number is told of each."""
    forms, end = words.forms, claim.sentence[1]
    if "كل" not in forms[claim.end : min(claim.end + 2, end)] or forms[claim.end + 2 : claim.end + 3] != ["من"]:
        return 1
    last = end if claim.next is None or claim.next.start < claim.end else claim.next.start
    last -= last < end and forms[last - 1] == "و"
    return 1 + sum(form.startswith("و") for form in forms[claim.end + 3 : last])


def _run(words: Words, total: Claim, behind: list[Claim]) -> list[Claim]:
    """The claims right behind a total that add up to it; none where they do not."""
    run, rest, beside = list[Claim](), total.stated, False
    for claim in _near(total, behind):
        if not run and total.stated < _MANY and _by_others(words, total, claim):
            break
        stated = claim.stated * _each(words, claim)
        if not 0 < stated <= rest or _vague(claim) or claim.stated == total.stated:
            break
        beside = beside or (not run and claim.rule in BESIDE and claim.previous is total)
        run.append(claim)
        rest -= stated
        if not rest:
            told_so = not beside or (len(run) > _BY_CHANCE and run[0].rule == PLACED)
            return run if told_so and max(claim.stated for claim in run) > 1 else []
    return []


def _by_others(words: Words, total: Claim, claim: Claim) -> bool:
    """«أربعة قتلوا، فيما أفادت الشرطة بقتيلين في … واثنين في …»: others count others, the sum is chance."""
    if total.sentence != claim.sentence:
        return False
    between = words.sets[total.end : claim.start]
    return any("speech" in classes for classes in between) and any("t_clause" in classes for classes in between)


def _near(total: Claim, behind: list[Claim]) -> Iterator[Claim]:
    """The claims behind a total, each near the one before it."""
    at = total.end
    for claim in behind:
        if claim.at - at > _APART:
            return
        at = claim.end
        yield claim


def _vague(claim: Claim) -> bool:
    """«عشرات»: what adds up to it does so by chance."""
    return claim.approx or (claim.min != claim.max and claim.max is not None)
