"""Where a ceasefire is named: data/ceasefires.patterns.tsv. Behind its name, it is also meant where it is broken
(«يتهم الآخر بخرقها»، «انتهاك الاتفاق»): the rows of UNNAMED.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import TIMED, Vocabulary, Words
from bot.facts.ceasefires.told import Turn, told_macros, told_rows, turns
from bot.facts.ceasefires.words import beside_words, lasted_words, mention_words

#: A noun that is a verb behind «لم».
_HALTS = "توقف"
#: So many mentions are read: what a newsroom writes has fewer, and a megabyte of one word must not take seconds.
_MOST = 120
#: A turn of phrase that names a ceasefire in these ways stands around a name; one that does not is a name itself.
_NAMED = ("@ceased", "+truce|calm")
_NOTHING = "-"
#: Rows that mean a ceasefire named before without naming it, and what they say of it themselves.
UNNAMED = {
    "it is refused": "rejected",
    "it is refused, by whom": "rejected",
    "it is refused, by whom, elsewhere": "rejected",
    "it is not accepted": "rejected",
    "it is refused, by a noun": "rejected",
    "it is refused, for oneself": "rejected",
    "it is refused, as offered": "rejected",
    "it is refused, by mockery": "rejected",
    "it is turned on": "violated",
    "it is kept": "in_force",
    "it is not kept": "violated",
    "it is not kept, by a noun": "violated",
    "its accord broken": _NOTHING,
    "its accord not kept": _NOTHING,
    "its accord begins": _NOTHING,
    "its accord begun": _NOTHING,
    "its accord just made": _NOTHING,
    "its accord, despite it, as agreed": _NOTHING,
    "its pledge, despite it": _NOTHING,
    "its hour": _NOTHING,
    "its like, elsewhere": _NOTHING,
    "its like, elsewhere, of fire": _NOTHING,
    "fire goes on": "violated",
    "its predecessors": "earlier ended",
    "its predecessors, accords": "earlier ended",
    "its predecessors, none of them": "earlier ended",
    "its predecessors, broken": "earlier ended",
    "its accord, despite it": _NOTHING,
    "since it began": _NOTHING,
    "breaches counted": "violated",
    "it is broken": "violated",
    "it is prolonged": "extended",
    "its breach": "violated",
    "its breach, flagrant": "violated",
    "its breach, as deemed": "violated",
    "it is broken, by a noun": "violated",
    "its breaches": "violated",
    "its breaches, one": "violated",
}
#: A ceasefire named so closely behind a breach is what is broken.
_OBJECT = 6
#: Rows that mean one only where it is told that somebody attacks, so near before; and behind which they mean another.
_FOUGHT, _ATTACKED = frozenset({"its pledge, despite it", "its hour"}), 20
_ATTACKS, _OF_ELSE = frozenset({"cf_attack", "hostilities"}), frozenset({"علي", "تجاه", "حيال"})
_OF_FIGHTING = ("ceasing of fighting", "ceasing the campaign", "ceasing one's")
#: Tokens behind a truce that tell what it is a truce in.
_KIND = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a ceasefire is named: tokens start … end - 1, the row that saw it, its sentence.

    `says`: what the mention claims by itself, whatever governs it; `begins`: the
    first token of a turn of phrase (told.py), if one tells of it.
    """

    start: int
    end: int
    pattern: str
    sentence: tuple[int, int]
    order: int
    says: str = _NOTHING
    begins: int = -1

    @property
    def first(self) -> int:
        """The token that what governs it stands before: of the ceasefire, or of the turn of phrase that tells of it."""
        return self.start if self.begins < 0 else self.begins


class Tables(NamedTuple):
    """The patterns that name a ceasefire, and the turns of phrase around a name: looked for only where there is one."""

    naming: Table
    turning: Table


def table(vocabulary: Vocabulary) -> Tables:
    """The patterns that name a ceasefire."""
    rows = load_rows("bot.facts", "ceasefires.patterns.tsv")
    around = {name: pattern for name, pattern in told_rows().items() if any(named in pattern for named in _NAMED)}
    alone = {name: pattern for name, pattern in told_rows().items() if name not in around}
    naming = {row.name: row.pattern for row in rows} | alone
    return Tables(Table(vocabulary.alphabet, naming, told_macros()), Table(vocabulary.alphabet, around, told_macros()))


def mentions(words: Words, patterns: Tables) -> list[Mention]:
    """Every mention, in the order of the text; of overlapping ones the longest. Of a text beyond measure the first."""
    hits = patterns.naming.hits(words)
    hits = sorted(hits + patterns.turning.hits(words) if hits else hits, key=lambda hit: (hit.start, -hit.end))
    turned = told_rows()
    named: list[Hit] = []
    for hit in hits:
        if hit.pattern not in UNNAMED and hit.pattern not in turned and (not named or hit.start >= named[-1].end):
            named.append(hit)
    of_else = {at for hit in named if _names_else(words, hit) for at in range(hit.start, hit.end)}
    told: dict[int, Turn] = {}
    for turn in turns(hits):
        if turn.start not in of_else:
            told.setdefault(turn.start, turn)
    kept = [(hit.start, hit.end, hit.pattern) for hit in named if hit.start not in of_else][:_MOST]
    kept = _with_turns(kept, told) if told else kept
    if len(named) < len(hits):
        broken = (_meant(hit) for hit in hits if hit.pattern in UNNAMED)
        named_first = named[0].start if named else len(words)
        kept = sorted({*kept, *(each for each in broken if _means_one(words, each, kept, named_first))})[:_MOST]
    return [_mention(words, at, *each, _turn(told, each[0], each[1])) for at, each in enumerate(kept)]


def _mention(words: Words, order: int, start: int, end: int, pattern: str, turn: Turn | None) -> Mention:
    if turn is not None:
        row = pattern if pattern.endswith(turn.row) else f"{pattern}, {turn.row}"
        return Mention(start, end, row, words.bounds[start], order, turn.says, turn.begins)
    says = UNNAMED.get(pattern) or _by_its_kind(words, start, end)
    if says == "extended" and words.clitics(start).preposition == "l":
        says = "sought"  # «يسابق الزمن لتمديدها»
    return Mention(start, end, pattern, words.bounds[start], order, says)


def _turn(told: Mapping[int, Turn], start: int, end: int) -> Turn | None:
    """The turn of phrase that tells of a ceasefire named by some tokens."""
    return next((told[at] for at in range(start, end) if at in told), None) if told else None


def _with_turns(named: Sequence[tuple[int, int, str]], told: Mapping[int, Turn]) -> list[tuple[int, int, str]]:
    """The ceasefires named, and those that only a turn of phrase tells of."""
    taken = {at for start, end, _ in named for at in range(start, end)}
    alone = [turn for turn in told.values() if taken.isdisjoint(range(turn.start, turn.end))]
    return sorted([*named, *((turn.start, turn.end, f"told, {turn.row}") for turn in alone)])[:_MOST]


def _by_its_kind(words: Words, start: int, end: int) -> str:
    """«وقف دائم محتمل لإطلاق النار»: what may come is only sought."""
    return "sought" if any("cf_expected" in words.sets[at] for at in range(start + 1, end)) else _NOTHING


def _meant(hit: Hit) -> tuple[int, int, str]:
    """The tokens of a hit that stand for the ceasefire."""
    return (*hit.groups.get("it", (hit.start, hit.end)), hit.pattern)


def _means_one(
    words: Words, broken: tuple[int, int, str], named: Sequence[tuple[int, int, str]], named_first: int
) -> bool:
    """Is it a ceasefire named before that is broken there? One named right behind is what is broken itself.

    `named_first`: where the first is named, if only in the name of who watches over it.
    """
    start, end, pattern = broken
    last = words.bounds[start][1]
    # A verb has its object with it: «رفضتها كييف، وطالبت بهدنة».
    reach = 0 if pattern.startswith("it is") and not words.sets[start].isdisjoint(TIMED) else _OBJECT
    if any(end <= first < min(last, end + reach) or (first < end and start < until) for first, until, _ in named):
        return False
    if pattern.startswith("its breaches") and is_watched(words, start):
        return False
    if pattern in _FOUGHT and not _is_fought(words, start, end):
        return False
    if pattern == "breaches counted":
        return True
    if pattern == "it is broken" and _is_whoever(words, start):
        return False
    watched = pattern.startswith("its breach") and named_first < start  # «لجنة مراقبة الهدنة … بلغت الخروقات 249»
    before = watched or any(first < start for first, _, _ in named)
    if pattern.startswith("its accord"):
        return before or "cf_accord" in words.sets[end - 1]
    return before and not (end < last and not mention_words().other.isdisjoint(words.forms[end : end + 2]))


def _is_whoever(words: Words, start: int) -> bool:
    """«سيحاسب من يخرقها»: nobody did; not so «أول من يخرقها»."""
    if start < 2 or words.forms[start - 2] in beside_words().firstly:
        return False
    return ".present" in words.sets[start] and words.forms[start - 1] in lasted_words().whoever


def _is_fought(words: Words, start: int, end: int) -> bool:
    """Is an attack told before it, and no pledge of something else: «قصف رغم تعهده»، not «رغم تعهده بالانسحاب»?"""
    if end < len(words) and (words.clitics(end).preposition == "b" or words.forms[end] in _OF_ELSE):
        return False
    low = max(words.bounds[start][0], start - _ATTACKED)
    return any(not words.sets[at].isdisjoint(_ATTACKS) for at in range(low, start))


def is_watched(words: Words, start: int) -> bool:
    """«رصد الخروقات»، «التحقيق في أي خروقات»: such as there may be, not «رصد خروقات»."""
    beside = words.forms[max(0, start - _KIND) : start]
    if "cf_every" in words.sets[start - 1]:
        return True
    return words.clitics(start).article and any(
        one.removeprefix("و").removeprefix("ل") in mention_words().watch for one in beside
    )


def _names_else(words: Words, hit: Hit) -> bool:
    """«منطقة خفض التصعيد»، «خط الهدنة» name a region, «لجنة مراقبة الهدنة» a body, not what is claimed."""
    before = hit.start - 1
    if before > 0 and "quote" in words.sets[before]:
        before -= 1
    if before >= 0 and words.clitics(hit.start).preposition == "":
        body = _body_before(words, before)
        if body > 0 and body < before and "nation" in words.sets[body]:
            body -= 1  # «المركز الروسي لتنسيق الهدنة»
        direct = body == hit.start - 1 and words.clitics(body).article  # «تراقب البعثة وقف إطلاق النار»
        signed = any("cf_signed" in one for one in words.sets[hit.end : hit.end + 1])  # «لجنة وقف النار المبرم في …»
        if body >= 0 and "cf_body" in words.sets[body] and not (direct or signed):
            return True
    if before >= 0 and hit.pattern == "truce" and "cf_line" in words.sets[before]:
        return True
    if before >= 0 and words.forms[hit.start] == _HALTS and words.forms[before] in mention_words().never:
        return True  # «الهدنة لم توقف القصف»
    if _is_unarmed(words, hit):
        return True
    if hit.pattern not in {"deescalation", "calm"}:
        return False
    if before >= 0 and "zone" in words.sets[before]:
        return True
    # «تهدئة الأوضاع»، «تهدئة التوتر» calm something else.
    return (
        hit.pattern == "calm"
        and not words.clitics(hit.start).article
        and hit.end < len(words)
        and (words.forms[hit.end].startswith("ال") or words.forms[hit.end] in mention_words().definite)
    )


def _is_unarmed(words: Words, hit: Hit) -> bool:
    """«هدنة تجارية»، «هدنة الرسوم الجمركية»؛ «وقف المعارك القضائية»، «الحملات الإعلامية»."""
    if hit.pattern in {"truce", "calm"}:
        return any("cf_trade" in one for one in words.sets[hit.end : hit.end + _KIND])
    fighting = hit.pattern.startswith(_OF_FIGHTING)
    return fighting and any("cf_unarmed" in one for one in words.sets[hit.end : hit.end + 1])


def _body_before(words: Words, before: int) -> int:
    """Where a body would stand that is named after a ceasefire: «اللجنة المشرفة على تطبيق اتفاق وقف إطلاق النار»."""
    known, at = mention_words(), before
    deal = at > 0 and "cf_agree_noun" in words.sets[at]
    if words.forms[at - deal].removeprefix("ل").removeprefix("ب") not in known.watch:
        return before
    at -= deal + 1
    while at > 0 and words.forms[at] in known.charged:
        at -= 1
    return at


def is_several(words: Words, at: int) -> bool:
    """«هدن», «وقفات»; «هدنة» could be «هدنه», his truces, and is not."""
    return ".plural" in words.sets[at] and ".fem" not in words.sets[at]


def others_of(spans: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The tokens that all mentions take → the start of their mention."""
    return {token: start for start, end in spans for token in range(start, end)}
