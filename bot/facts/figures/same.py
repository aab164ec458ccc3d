"""Which claims are one figure told again: repetitions, headlines, and vague words for an exact toll."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.arabic.words import Words
from bot.facts.figures.sentence import Claim
from bot.model.facts import FigureKind, Scope

#: Parts that tell that a total holds others too.
_MIXING = {"civilians", "soldiers"}
#: Workers, old men, families are no side: of civilians only those called so tell of others.
_SIDED = "مدني"
#: Smaller numbers are the same by chance: they repeat each other only with the same bounds, a one the same people.
_FEW = 4
#: So many tokens lie between two numbers of one statement.
_BREATH = 70
#: From here on numbers are rounded, and by no more than this.
_LARGE, _NEARLY = 1000, 1.1
#: «أكثر من 30 قتيلا» heads a text that tells of no more than so many times thirty.
_HEADED = 1.4
#: A name stands no farther behind its title; what ends it; shorter words are no names.
_NAME_REACH = 9
_NAME_ENDS = frozenset({"comma", "colon", "among", "t_during", "t_since"})
_PREPOSITIONS = frozenset({"في", "علي", "من", "اثر", "جراء", "الذي", "التي", "قبل", "بعد", "الي"})
_SHORT = 3
#: What opens more news, and what opens what had been.
_BESIDES, _HAD_BEEN = frozenset(("كما", "كذلك", "ايضا", "و")), frozenset(("كان", "كانت", "وكان", "وكانت"))
_OTHERS = "others"
#: The rules that see somebody who is told by name.
_NAMED = "named"
_PAST = Scope.PAST.value
_DEAD_AND_HURT = {FigureKind.KILLED, FigureKind.WOUNDED}
#: Nouns for anybody: who is told by another noun may be the same.
_ANYBODY = frozenset(
    ("generic", "dead", "hurt", "member", "case", "nation", "man", "civilian", "any_soldier", ".plural")
)
#: Answers that leave open who was counted: they fit any other.
_OPEN = {"unspecified", "mixed"}


def larger(claim: Claim, claims: list[Claim]) -> Claim | None:
    """What a claim is a part of: its total, or where that is smaller the last larger claim of its kind before it."""
    total = claim.total
    if total is None or not 0 < total.stated < claim.stated:
        return total
    fits = (each for each in reversed(claims) if each.at < claim.at and each.kind is claim.kind and each.total is None)
    return next((each for each in fits if each.stated > claim.stated), total)


def agreed(words: Words, claims: list[Claim], who: Mapping[int, str]) -> dict[int, str]:
    """Who is counted, once all claims of an article are known: repetitions say the same, parts make a total mixed."""
    settled = dict(who)
    for claim in claims:
        total = claim.total
        if total is None or settled.get(total.at) != "unspecified" or claim.kind is not total.kind:
            continue
        if claim.stated < total.stated and _mixes(words, claim, settled[claim.at]):
            settled[total.at] = "mixed"
    for claim in claims:
        _mix(settled, claim)
        if settled[claim.at] == "unspecified":
            settled[claim.at] = _made_of(claim, settled)
    for claim in claims:
        if settled[claim.at] != "unspecified" or claim.stated < _FEW:
            continue
        for other in claims:
            same = other.kind is claim.kind and other.stated == claim.stated and other.total is None
            if same and settled[other.at] != "unspecified" and claim.total is None:
                settled[claim.at] = settled[other.at]
                break
    return settled


def _mix(settled: dict[int, str], part: Claim) -> None:
    """«1265 قتيلا … 609 من الطرفين»: a whole holds whom its parts hold."""
    if part.whole is not None and settled[part.at] == "mixed" and settled.get(part.whole.at) == "unspecified":
        settled[part.whole.at] = "mixed"


def _mixes(words: Words, claim: Claim, who: str) -> bool:
    """Does this part tell that its total holds others too?"""
    if who != "civilians":
        return who in _MIXING
    return any(_SIDED in words.forms[at] for at in range(claim.start, min(claim.end + 1, claim.sentence[1])))


def _made_of(claim: Claim, who: Mapping[int, str]) -> str:
    """Who a figure counts that those behind it add up to: «أربعة أشخاص: جنديان ومدنيان»."""
    rest, found, after = claim.stated, set[str](), claim.next
    while after is not None and after.kind is claim.kind and 0 < after.stated <= rest:
        rest -= after.stated
        found.add(who[after.at])
        if not rest and len(found) > 1:
            return "mixed" if found & _MIXING or "fighters" in found else "unspecified"
        after = after.next
    return "unspecified"


def repetitions(claim: Claim, claims: list[Claim], who: Mapping[int, str]) -> list[Claim]:
    """The claims that say the same as this one, itself first."""
    return [claim, *(other for other in claims if other is not claim and _repeats(other, claim, who))]


def is_part(claim: Claim, claims: list[Claim], who: Mapping[int, str]) -> bool:
    """Is it told as a part of another, here or where the same people are told again?"""
    if claim.total or claim.whole or who[claim.at] in _OPEN:
        return claim.total is not None or claim.whole is not None
    same = (each for each in repetitions(claim, claims, who) if who[each.at] == who[claim.at])
    return any(each.total or each.whole for each in same)


def distinct(
    words: Words,
    claims: list[Claim],
    who: Mapping[int, str],
    scope: Mapping[int, str],
    apart: Callable[[Claim, Claim], bool],
) -> list[Claim]:
    """Each claim once, in the order of the text; what the title says only where the text does not say it.

    `apart`: do the sentences of two claims tell of different places?
    """
    seam = words.title_end
    text = [claim for claim in claims if claim.at >= seam]
    title = [claim for claim in claims if claim.at < seam]
    kept: list[Claim] = []
    for claim in text:
        if not any(_again(words, claim, other, who, scope, apart) for other in kept):
            kept.append(claim)
    kept = [
        claim
        for claim in kept
        if not any(
            _vaguely(claim, other, who) and (scope[claim.at] == scope[other.at] or _beside(claim, other, who))
            for other in kept
        )
    ]
    told = {claim.kind for claim in kept}
    for claim in title:
        both = claim.kind is FigureKind.KILLED_OR_WOUNDED and claim.approx and told >= _DEAD_AND_HURT
        if not both and not any(_headline(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _fits(one: Claim, two: Claim, who: Mapping[int, str]) -> bool:
    """May the two count the same people?"""
    mine, theirs = who[one.at], who[two.at]
    return mine == theirs or mine in _OPEN or theirs in _OPEN


def _repeats(claim: Claim, other: Claim, who: Mapping[int, str]) -> bool:
    """The same number of the same kind and people, in another sentence."""
    if claim.kind is not other.kind or claim.stated != other.stated or claim.sentence == other.sentence:
        return False
    bounds = (claim.min, claim.max) == (other.min, other.max)
    if claim.stated < _FEW and not bounds:
        return False
    first, then = (claim, other) if claim.at < other.at else (other, claim)
    if first.total is not None and then.total is None and not (who[first.at] == who[then.at] not in _OPEN):
        return False  # «قتل سبعة، ثلاثة منهم في …» and then «مقتل ثلاثة في …»
    return _fits(claim, other, who) if claim.stated > 1 else who[claim.at] == who[other.at]


def _again(
    words: Words,
    claim: Claim,
    other: Claim,
    who: Mapping[int, str],
    scope: Mapping[int, str],
    apart: Callable[[Claim, Claim], bool],
) -> bool:
    """Does a claim say of the same people what an earlier one said?"""
    if _namesake(words, claim, other):
        return True
    if not _repeats(claim, other, who):
        return False
    if claim.stated >= _FEW:
        return not (_news_of_its_own(words, claim) and apart(claim, other))
    by_name = claim.rule.startswith(_NAMED) and other.rule.startswith(_NAMED)
    strangers = by_name and bool(_name(words, claim)) and bool(_name(words, other))
    known = claim.stated == 1 and claim.head is not None and words.forms[claim.head].startswith("ال")
    older = not known and _PAST in {scope[claim.at], scope[other.at]} and scope[claim.at] != scope[other.at]
    strangers = strangers or older or _another(words, claim, other)
    return not (strangers or _of_others(claim.total, other.total) or apart(claim, other))


def _news_of_its_own(words: Words, claim: Claim) -> bool:
    """«كما أسفرت غارة على صور عن مقتل خمسة»: told neither as what somebody said, nor as what had been, nor first; or
    as others: «وأضافت أن خمسة آخرين قتلوا في …».
    """
    if claim.previous is None and any(_OTHERS in each for each in words.sets[claim.at : claim.end + 1]):
        return True
    opened = (at for at in range(claim.at, claim.sentence[0], -1) if words.word(at) in _BESIDES)
    first = next(opened, claim.sentence[0])
    before = range(first, claim.at)
    if words.clitics(first).conjunction != "w" and words.word(first) not in _BESIDES:
        return False
    return not any("speech" in words.classes(at) or words.word(at) in _HAD_BEEN for at in before)


def _another(words: Words, claim: Claim, other: Claim) -> bool:
    """«قتل ضابط …» and then «أن مجندا قتل»: two told of by different nouns, neither of them said to be known."""
    if claim.stated != 1 or claim.head is None or other.head is None:
        return False
    nouns = [words.forms[each] for each in (claim.head, other.head)]
    classes = [words.sets[each] for each in (claim.head, other.head)]
    if any(
        noun.startswith("ال") or _ANYBODY & each or "people" not in each
        for noun, each in zip(nouns, classes, strict=True)
    ):
        return False
    return not nouns[0].startswith(nouns[1]) and not nouns[1].startswith(nouns[0])


def _of_others(one: Claim | None, two: Claim | None) -> bool:
    """«خمسة بينهم طفلان» and «تسعة بينهم طفلان»: those of one total are not those of another."""
    return one is not None and two is not None and one.stated != two.stated and min(one.stated, two.stated) > 0


def _namesake(words: Words, claim: Claim, other: Claim) -> bool:
    """One person told twice, by the same name."""
    if claim.stated != 1 or other.stated != 1 or claim.kind is not other.kind:
        return False
    return not _name(words, claim).isdisjoint(_name(words, other))


def _name(words: Words, claim: Claim) -> set[str]:
    """The words of a name at and behind the one person a claim is of."""
    found: set[str] = set()
    for at in range(claim.at, min(claim.at + _NAME_REACH, claim.sentence[1])):
        classes = words.classes(at)
        another = at > claim.at and "people" in classes and words.clitics(at).conjunction == "w"
        if another or not classes.isdisjoint(_NAME_ENDS) or words.word(at) in _PREPOSITIONS:
            break
        if "unknown" in classes and len(words.word(at)) > _SHORT:
            found.add(words.word(at).removeprefix("ال"))
    return found


def _vague(claim: Claim) -> bool:
    return claim.approx and claim.max is not None and claim.min != claim.max


def _beside(claim: Claim, other: Claim, who: Mapping[int, str]) -> bool:
    """Are the two told in one breath, and of the same people?"""
    return abs(claim.at - other.at) <= _BREATH and who[claim.at] == who[other.at] != "mixed"


def _vaguely(claim: Claim, other: Claim, who: Mapping[int, str]) -> bool:
    """A vague word for what another claim says exactly."""
    if other is claim or claim.kind is not other.kind or _vague(other):
        return False
    if not _vague(claim):
        return _rounded(claim, other) and _fits(claim, other, who)
    within = claim.min is not None and claim.max is not None and claim.min <= other.stated <= claim.max
    return within and _fits(claim, other, who)


def _rounded(claim: Claim, other: Claim) -> bool:
    """«أكثر من مليون» for 1,023,870."""
    bound = claim.max is None and claim.stated >= _LARGE and other.max is not None and not other.approx
    return bound and claim.stated < other.stated <= claim.stated * _NEARLY


def _headline(claim: Claim, other: Claim) -> bool:
    """A headline's number that the text tells, perhaps more exactly."""
    if claim.kind is not other.kind:
        return other.kind is FigureKind.KILLED_OR_WOUNDED and claim.stated == other.stated
    if claim.stated == other.stated or (_vague(claim) and claim.stated <= other.stated * 5):
        return True
    about = claim.max is None and other.max is not None and claim.stated <= other.stated <= claim.stated * _HEADED
    return about or _rounded(claim, other)
