"""A chain of governors in the making, and what it comes to with what is said behind the ceasefire."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.arabic.words import Words
from bot.facts.ceasefires.ahead import has_begun, is_definite, is_over, is_predicate, is_until_then, opens
from bot.facts.ceasefires.cues import ANTECEDENTS, ONE_NOUN, OVER_THAT, PARTICLES
from bot.facts.ceasefires.idioms import by_resolution, is_insisted_on, is_only_said
from bot.facts.ceasefires.lasted import (
    awaits,
    by_proposal,
    ended_long_ago,
    has_lasted,
    is_conditional,
    is_in_return,
    is_news,
    is_outlived,
    is_threatened,
    is_time_up,
    is_to_come,
    is_told_before,
    over_years,
    stays_until,
    was_another,
    was_brief,
    was_ended,
    was_once,
    was_one_of_many,
)
from bot.facts.ceasefires.mentions import Mention, is_several
from bot.facts.ceasefires.words import beside_words

#: Nothing is said yet.
NOTHING = "-"
#: What a clause may say of a ceasefire that is its subject.
_PREDICATES = frozenset({"extended", "in_force"})
_OPENED = frozenset({"declared", "announced"})
#: Of what such a thing is said, it is said of the ceasefire: «اتفاق وقف إطلاق النار ما زال ساريا».
_SUBJECTS = frozenset({"agreement", "resolution", "terms"})
_HOLDING, _CALLED = ["holding"], frozenset({"sought", "resolution"})
_UNSURE = frozenset({"> will begin if", "> expected"})
#: What is prolonged where a further time is told.
_PROLONGED = frozenset({"-", "declared", "approved", "in_force", "started"})
#: Over how many years something went on is told so near to it; what may be told so.
_SPAN = 12
#: So far behind a ceasefire stands when it was agreed.
_AT_ONCE = 7
_EXPECTED = frozenset({"> expected", "> expected, not"})
_SUPPOSED = frozenset({"supposed", "was"})  # «كان من المفترض أن يعلنوا هدنة»
_NOT_SO = frozenset({"> proposed by", "> supposed once"})
_WISHED_FOR = frozenset({"sought", "proposed"})
_OPEN = _WISHED_FOR | {"declared", "reported"}
_OFFERED = frozenset({"> called for by", "> proposed by"})
_ANNOUNCED = frozenset({"announced, further", "agreed", "agreement"})
#: What «شهرها الثاني» makes of what began.
_BEGUN, _LASTING = frozenset({"started", "agreement"}), frozenset({"in_force", "today"})
#: So far behind «اتفاق» stands the second thing agreed.
_BOTH = 7
_WISHES = frozenset({"sought", "not before", "stops"})
_CEASE, _TOLD_OF = "operations cease", frozenset({NOTHING, "result"})
_STAYS, _BROKE = frozenset({"in_force", "declared"}), frozenset({"violated", "ended"})
_BRIEF = frozenset({NOTHING, "started"})
#: What may be said of one whose time is up.
_UP = frozenset({NOTHING, "started", "approved", "sought"})
_OVER_YEARS = frozenset({"violated", "declared", "started", "ended"})


@dataclass(slots=True)
class Walk:
    """A chain in the making."""

    claim: str = NOTHING
    rows: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    first: int = 0
    end: int = 0
    aside: int = 0  # so many tokens before what is said so far only tell where and when somebody speaks
    joined: bool = False
    verb: bool = False
    linked: bool = False
    closed: bool = False  # a verb behind a comma opens the clause: nothing before it governs what it says
    again: int = 0  # «… وأن»: the token of a further clause of the same speech, 0 = none


def settle(words: Words, mention: Mention, walk: Walk, ahead: str, last: int) -> None:
    """What is said behind a mention, and over how long, makes something else of what stands before it."""
    end = mention.end
    if walk.claim == "resolution":
        walk.claim = by_resolution(words, walk.made, walk.first, end)
    if walk.claim == "ended" and ("> expected" in walk.marks or is_until_then(words, mention.start, end)):
        walk.claim = "warned"  # «انتهاء الهدنة بات وشيكا»، «تبدأ مع انتهاء الهدنة الحالية»
    if walk.claim == NOTHING and not ahead and "> will end" in walk.marks:
        walk.claim = "warned"  # «الهدنة ستنتهي الجمعة»
    untold = walk.claim == NOTHING or walk.made[-1:] == ["stated"]
    if (untold or walk.claim in _SUBJECTS) and ahead in _PREDICATES and is_predicate(words, end, last):
        walk.claim = ahead  # «الهدنة السارية في … تم تمديدها»، «أكد أن نظام الهدنة صامد»
    elif "> further" in walk.marks and walk.claim in _PROLONGED:
        walk.claim = "extended"  # «هدنة شهرين إضافيين»
    else:
        walk.claim = (_by_what_follows if untold else _with_what_follows)(words, mention, walk, ahead, last)
    walk.claim = _over(words, mention, walk, ahead, last)
    walk.claim = _of_old(words, mention, walk)
    if mention.says in _BROKE:
        walk.marks.discard("last")  # «الهدنة القائمة منذ الشتاء الماضي لم تنج من الخروق»


def _over(words: Words, mention: Mention, walk: Walk, ahead: str, last: int) -> str:
    """The claim, unless the ceasefire is told to be over by now, or not to be there yet."""
    start, end, claim = mention.start, mention.end, walk.claim
    if _is_over(words, mention, walk, ahead, last):
        return "ended"
    if claim == NOTHING and ahead == "lasting" and "cf_which" in words.sets[end]:
        return "earlier declared"  # «وقف إطلاق النار الذي دام أسبوعا»
    if claim in _TOLD_OF and was_another(words, end):
        return "earlier declared"
    if claim.startswith(("after", "since")) and "but broken" in walk.marks:
        return "violated"  # «بعد أسبوع على سريان وقف للنار لكنه لم يحترم»
    if claim == "ended" and ended_long_ago(words, walk.first, ahead):
        return "earlier ended"
    if claim == "violated" and walk.made == ["breach of"] and is_threatened(words, walk.first):
        return "warned"
    if claim == "approved" and (awaits(words, walk.first, start, end) or is_conditional(words, end)):
        return "sought"
    return _taken_up(words, mention, walk, ahead)


def _is_over(words: Words, mention: Mention, walk: Walk, ahead: str, last: int) -> bool:
    claim = walk.claim
    after = claim.startswith(("after", "attack after")) or claim == NOTHING
    if (after and is_outlived(words, last, walk.marks)) or has_lasted(claim, ahead):
        return True
    if claim in _BRIEF and was_brief(words, mention.start):
        return True
    return (claim in _UP and is_time_up(words, mention)) or was_ended(words, mention, claim, ahead, last)


def _taken_up(words: Words, mention: Mention, walk: Walk, ahead: str) -> str:
    """The claim, unless somebody will keep to the ceasefire, or it starts within hours."""
    start, claim = mention.start, walk.claim
    if claim == "started" and by_proposal(words, walk.first):
        return "proposed"
    if claim in _STAYS and stays_until(words, start, mention.end):
        return "extended"
    if claim == "before started" and any("cf_soon" in one for one in words.sets[walk.first + 1 : walk.first + 3]):
        walk.marks.add("soon")  # «قبل ساعات من سريان الهدنة»
        return "started"
    if claim == "in_force" and walk.made[-1:] == ["holding"] and "> for a time" in walk.marks:
        held = [at for at in range(walk.first, start) if "cf_hold" in words.sets[at]]
        return "approved" if held and is_to_come(words, held[-1]) else claim  # «ستلتزم بوقف إطلاق النار ثلاثة أيام»
    if claim == NOTHING and mention.pattern.endswith("verb") and is_in_return(words, mention.end):
        return "sought"
    if claim == NOTHING and mention.pattern.endswith("verb") and ahead not in _WISHES:
        if is_to_come(words, start):
            return "approved" if walk.linked else claim  # «بأن قواته ستوقف إطلاق النار»
        return "started" if is_news(words, start, walk.linked) else claim
    if claim == NOTHING and mention.pattern == _CEASE and ahead not in _WISHES:
        return "started"
    return claim


def _by_what_follows(words: Words, mention: Mention, walk: Walk, ahead: str, last: int) -> str:
    """The claim of a ceasefire of which nothing is said before it, by what is said behind."""
    if not _NOT_SO.isdisjoint(walk.marks) and {"> takes effect", "> scheduled"} & walk.marks:
        return "proposed"  # «الهدنة وفقا للمقترح كانت ستبدأ»، «الهدنة كان يفترض أن تبدأ»
    if ahead == "sought" and not _UNSURE.isdisjoint(walk.marks):
        return ahead  # «الهدنة ممكنة إذا …»، «هدنة محتملة»
    if words.forms[mention.start - 1] in beside_words().firstly and "> in force since" in walk.marks:
        return "started"  # «في أول هدنة منذ بدء الحرب»
    if ahead in _OPENED and opens(words, mention.start, mention.end, last, walk.marks):
        return "started"  # «التهدئة دخلت حيز التنفيذ»
    return ahead if ahead == "ended" and is_over(words, mention.start, mention.end, last) else walk.claim


def _with_what_follows(words: Words, mention: Mention, walk: Walk, ahead: str, last: int) -> str:
    """The claim that is made before a ceasefire, as what is said behind it makes it."""
    if walk.claim in _OPEN:
        return _held_open(walk, ahead)
    if walk.made == ["agreement on"] and (claim := _of_an_accord(words, mention, walk, ahead, last)):
        return claim
    if walk.made[-1:] == ["holding"]:
        if ahead == "declared" and not words.clitics(mention.start).article:
            return ahead  # «تثبيت هدنة تبدأ غدا»، «سيلتزم بهدنة … اعتبارا من الغد»
        if ahead == "sought" and "> will begin if" in walk.marks:
            return ahead  # «ستلتزم بالهدنة إذا التزمت بها الحكومة»
        lasts = any("cf_ongoing" in words.sets[at] for at in range(walk.first, mention.start))
        if lasts and "> for a time" in walk.marks and not _ANNOUNCED.isdisjoint(walk.rows):
            return "extended"  # «أعلنا استمرار الهدنة يوما آخر»
        if _is_taken_on(words, mention, walk):
            # «يلتزم الهدنة التي دعا إليها …»، «التزم الجانبان بوقف متبادل للقتال»
            return "sought" if is_insisted_on(words, walk.first) else "approved"
    lasts = ahead in _LASTING and "> in its nth day" in walk.marks
    return "in_force" if lasts and walk.claim in _BEGUN else walk.claim  # «تدخل الهدنة اليوم شهرها الثاني»


def _of_an_accord(words: Words, mention: Mention, walk: Walk, ahead: str, last: int) -> str:
    """«اتفاق على هدنة أبرم أمس»، «دخل حيز التنفيذ»، «يتهاوى»; "" = nothing more than that there is one."""
    if walk.claim != "agreement":
        return ""
    if ahead == "announced" and last <= mention.end + _AT_ONCE:
        return "declared"
    if ahead == "declared" and has_begun(words, mention.end, last, walk.marks):
        return "started"
    return ahead if ahead == "ended" and is_over(words, mention.start, mention.end, last) else ""


def _held_open(walk: Walk, ahead: str) -> str:
    """«أي حديث عن هدنة غير وارد»، «خطة لوقف النار غير مقبولة»، «إعلان الهدنة بات وشيكا»، «أنباء عن هدنة مرتقبة»."""
    if walk.claim in _WISHED_FOR:
        return "rejected" if "> thinkable, not" in walk.marks else walk.claim
    if walk.claim == "declared" and "> called a sham" in walk.marks:
        return "rejected"  # «وصف إعلان الهدنة بأنه مناورة»
    if walk.claim == "declared":
        expected = not (walk.verb or _EXPECTED.isdisjoint(walk.marks))
        return "sought" if expected or walk.marks >= _SUPPOSED else walk.claim
    return ahead if ahead == "sought" else walk.claim


def _is_taken_on(words: Words, mention: Mention, walk: Walk) -> bool:
    """«التزموا بهدنة», «الهدنة التي دعا إليها …»: one that nobody kept before."""
    if not _OFFERED.isdisjoint(walk.marks) and "cf_which" in words.sets[mention.end]:
        return True
    if mention.pattern.startswith("its "):
        return False  # «الالتزام باتفاق ستوكهولم»
    return words.clitics(mention.start).preposition == "b" and not is_definite(words, mention.start, mention.end)


def _of_old(words: Words, mention: Mention, walk: Walk) -> str:
    """Of several («انهارت ثلاث هدن»), over years («طوال العامين … خرق»), before («كانت قد تعثرت هدنة»): of old ones."""
    several = is_several(words, mention.start) and not words.clitics(mention.start).article
    several = several and mention.says == NOTHING and not is_definite(words, mention.start, mention.end)
    start = max(mention.sentence[0], walk.first - _SPAN)
    untimely = mention.says == NOTHING and "was" in walk.marks and not is_definite(words, mention.start, mention.end)
    formerly = range(walk.first + 1, mention.start + 1)
    long_ago = any(words.forms[at - 1] == "في" and words.forms[at] in beside_words().formerly for at in formerly)
    long_ago = long_ago or (several and "was" in walk.marks)  # «كانوا أعلنوا ثلاث هدن»
    long_ago = long_ago or "formerly" in walk.marks  # «سبق للطرفين أن وقعا هدنة»
    long_ago = long_ago or {"was", "> lasting, not"} <= walk.marks  # «كانا قد توصلا إلى هدنة لم تعمر طويلا»
    long_ago = long_ago or {"was", "> mere ink"} <= walk.marks  # «كانا وقعا هدنة ظلت حبرا على ورق»
    long_ago = long_ago or {"was", "but ended"} <= walk.marks  # «كانا قد اتفقا على هدنة، لكنها لم تصمد»
    several = several or (is_several(words, mention.start) and is_told_before(words, mention.end))
    old = (
        ((several or untimely) and walk.claim in _BROKE)
        or (long_ago and walk.claim in _OVER_YEARS)
        or (walk.claim in _OVER_YEARS and over_years(words, start, mention.end))
        or (walk.claim in _OVER_YEARS and was_one_of_many(words, walk.first, mention.start, mention.end))
        or (walk.claim == "ended" and was_once(words, walk.first, mention.start))
    )
    return f"earlier {walk.claim}" if old else walk.claim


def reaches(words: Words, cue: str, at: int, walk: Walk, verb: bool) -> bool:
    """May a cue at a token govern what its chain says so far?"""
    if walk.joined and not verb and cue in ONE_NOUN:  # but «اتفاق فض الاشتباك ووقف إطلاق النار»
        both = cue == "cf_agree_noun" and walk.claim == NOTHING
        both = both or (cue == "cf_breach" and words.clitics(walk.first).preposition == "l")  # «خرق للقرار وللهدنة»
        return both and walk.first - at <= _BOTH
    if walk.closed:
        return cue in PARTICLES
    if cue == "cf_expected" and walk.claim == "result":
        return not verb  # «الاتفاق المرتقب يشمل هدنة»
    if not verb and cue in ANTECEDENTS:
        return walk.linked or walk.rows[-1:] != ["is done"]  # «بمبادرة من القاهرة، تم تمديد الهدنة»
    if walk.verb and not walk.linked:
        return cue in PARTICLES
    if walk.linked and cue == "cf_order":
        return walk.verb  # «أمر بأن يكفوا عن القتال», not «قرر أن يبقي على الهدنة»
    return not walk.linked or (cue in OVER_THAT and (verb or cue != "cf_effort"))


def becoming(words: Words, at: int, row: str, becomes: str, walk: Walk) -> str:
    """What a row that speaks at a token becomes by the words beside it."""
    if row == "yields" and walk.made[-1:] == _HOLDING and words.forms[walk.first] in beside_words().making_firm:
        return "declared"  # «نجحت القاهرة في تثبيت وقف إطلاق النار»
    if becomes == "approved" and walk.claim in _CALLED and is_only_said(words, at, walk.first):
        return "sought"  # «قرار غير ملزم يدعو إلى هدنة»
    return becomes
