"""What a claim looks like to the model that says over what span it counts.

A claim is *told* where its sentence says when (figures/cues.py), else it is *bare* and has its time from what stands
before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.words import Words
from bot.facts.figures.choice import Choice, Feature
from bot.facts.figures.line import Cue
from bot.facts.figures.sentence import Claim
from bot.facts.figures.times import Times
from bot.model.facts import FigureKind, Scope

_STEPS = (3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000, 1_000_000)
#: Whom articles count beforehand: who will leave, who will be in need.
_TO_COME = frozenset({"displaced", "affected", "refugees"})
#: From here on it matters whether one attack is told of: «140 قتيلا في قصف على صالة عزاء».
_MANY_DEAD = 100
#: No attack of which nothing else is said kills so many.
_NO_ATTACK = 500
_SIZES = tuple(f"size {order}" for order in range(len(_STEPS) + 1))
_NEAR, _BESIDE, _EVENT, _AHEAD, _RELATIVE = 9, 2, 14, 12, 5
#: Words near a claim that speak of its span.
_HINTS = (
    "t_rise", "t_total", "t_count", "t_un", "t_recall", "t_previous", "t_court", "t_standing", "t_recalled", "t_when",
    "t_aside", "t_was", "t_eve", "t_daily", "t_part", "t_buried",
    "t_overall", "t_still", "t_about", "t_ranked", "t_sofar", "t_ongoing", "t_mounts",
)  # fmt: skip
_EVENTS = ("t_war", "t_offensive", "t_strike", "topic_attack")
_THIS = frozenset({"هذا", "هذه", "تلك", "ذلك"})
#: A line of so few words, with no stop, is the headline of another article.
_HEADLINE = 22
#: «على الجانب الآخر قتل 49»: who counts the other side counts over the same span; so near to its beginning it says so.
_OTHER_SIDE, _OPENS = "t_otherside", 3
#: Cues over so much time that one strike is older where it is told in them.
_SPANS, _LONG = frozenset({"during", "last"}), frozenset({"days", "weeks", "months", "years"})
#: How the cue of a day before yesterday ends.
_OF_DAYS = " days"
_INCIDENT = Scope.INCIDENT.value
_GROWN, _TIMES = (0.4, 1, 2, 5, 20), ("far fewer", "fewer", "as many", "more", "many more", "far more")
#: What no headline ends with; a list ends its lines with numbers: «عدد الجرحى: 340».
_NO_HEADLINE = frozenset({"stop", "quote", "digits"})
#: Sentences that a bare claim looks back at.
_BACK = 2


class Named(dict[tuple[str, ...], Feature]):
    """The features of a model by the parts of their names, made when first asked for: there are some hundreds."""

    def __init__(self, model: Choice) -> None:
        self._model = model

    def __missing__(self, parts: tuple[str, ...]) -> Feature:
        """The feature, made now."""
        feature = self[parts] = self._model.feature(", ".join(parts))
        return feature


def in_order(words: Words, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the text, then those of the title: it tells again what the text tells with its time."""
    seam = words.title_end
    return [each for each in claims if each.at >= seam] + [each for each in claims if each.at < seam]


def never(times: Times, claim: Claim) -> str:
    """The answer that a claim cannot have: so many dead are not of one attack where no word says that they are."""
    many = claim.kind is FigureKind.KILLED and claim.stated >= _NO_ATTACK
    return "" if not many or times.governing(claim)[2] else Scope.INCIDENT.value


class ScopeFeatures:
    """Sees what speaks for one answer or another. Made once for a model."""

    def __init__(self, model: Choice, alphabet: Alphabet) -> None:
        self._see = see = Named(model)
        self._no_cue = see["no cue",]
        self._counted = {
            (told, kind.value): [
                (
                    see[told,],
                    see[told, size],
                    see[told, kind.value],
                    *([see[told, kind.value, _SIZES[order // 2]]] if told == "bare" else []),
                )
                for order, size in enumerate(_SIZES)
            ]
            for told in ("told", "bare")
            for kind in FigureKind
        }
        self._hints = alphabet.names_of(_HINTS)
        self._hinting = any_of(alphabet.having_any(_HINTS)).finditer
        verbs = alphabet.having(".past") | alphabet.having(".present")
        self._events = {
            letter: _event_of(alphabet.classes[letter])
            for letter in alphabet.having_any(_EVENTS)
            if letter not in verbs
        }
        self._happening = any_of(self._events).finditer
        self._relative = any_of(alphabet.having("t_who")).search
        self._coming = any_of(alphabet.having_any(("t_ahead", ".present"))).finditer

    def of(
        self, times: Times, claim: Claim, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
    ) -> list[Feature]:
        """What is seen of a claim. `decided` holds the answers of claims before it (see `in_order`), by `at`,
        `told_before` their tokens by what they count and state.
        """
        see, words, kind = self._see, times.page.words, claim.kind.value
        where, cue, scope = times.governing(claim)
        told = "told" if scope else "bare"
        order = bisect_right(_STEPS, claim.stated)
        seen = [*self._counted[told, kind][order]]
        seen.append(self._no_cue if cue is None else see[where, cue.name])
        if scope:
            seen += (see["says", scope], see["says", scope, kind, _SIZES[order // 3]])
            if times.frame and scope.endswith(_OF_DAYS) and _is_further(words, claim):
                seen.append(see["days before", times.frame])  # «قتل ستة اليوم … والثلاثاء الماضي قتل تسعة»
        event = self._event(words, claim)
        seen.append(see[event,])
        if cue is not None:
            beside_news = times.frame == _INCIDENT and _is_further(words, claim)
            seen += [see[parts] for parts in _of_cue(claim, cue, event, beside_news=beside_news)]
        if claim.total is not None:
            seen.append(see["part of", decided.get(claim.total.at, "named")])
            return seen
        if claim.previous is not None:
            seen.append(see["after", told, decided.get(claim.previous.at, "none")])
        if claim.stated > 1:
            same = told_before.get((claim.kind, claim.stated))
            if same is not None and same in decided:
                seen.append(see["repeats", decided[same]])
        if not scope:
            seen.append(see[event, told])
            seen += [see[parts] for parts in _beside(claim, event, decided, told_before)]
            if claim.previous is None and claim.at >= words.title_end:
                seen += [see[parts] for parts in _inherited(times, claim, decided, event)]
        seen += [see[parts] for parts in self._around(words, claim, told, kind)]
        return seen

    def _around(self, words: Words, claim: Claim, told: str, kind: str) -> Iterator[tuple[str, ...]]:
        """The clause and the sentence of a claim, and the words near it."""
        start, end = claim.sentence
        sets = words.sets
        if claim.governor is not None:
            first = max(start, claim.governor - _RELATIVE)
            if self._relative(words.letters, first, claim.governor):
                yield ("relative",)
                yield "relative", told
        if start and end < len(words) and end - start < _HEADLINE and claim.at >= words.title_end:
            line = "newline" in sets[end] and "newline" in sets[start - 1]
            if line and sets[end - 1].isdisjoint(_NO_HEADLINE):
                yield ("line",)
        if kind in _TO_COME and self._to_come(words, max(start, claim.start - _AHEAD), claim.end):
            yield "to come", kind
        opening = "opens with was" if "t_was" in sets[start] else "opens an aside" if "t_aside" in sets[start] else ""
        if opening:
            yield (opening,)
            yield opening, told
        first = min(claim.start - _NEAR, claim.start if claim.governor is None else claim.governor - _BESIDE)
        near = [*self._hinting(words.letters, max(start, first), min(end, claim.end + _NEAR))]
        if near:
            for hint in {hint: None for match in near for hint in self._hints[sets[match.start()]]}:
                yield "near", told, hint[2:]

    def _event(self, words: Words, claim: Claim) -> str:
        """The event that a claim is told of: «في هجوم» is a new one, «في الهجوم» one that was told of before."""
        start, end = max(claim.sentence[0], claim.start - _EVENT), min(claim.sentence[1], claim.end + _EVENT)
        found = [match.start() for match in self._happening(words.letters, start, end)]
        if not found:
            return "no event"
        at = min(found, key=lambda each: abs(each - claim.at))
        clitics = words.clitics(at)
        known = "the" if clitics.article else "its" if clitics.pronoun else "a"
        if known == "a" and at > start and words.forms[at - 1] in _THIS:
            known = "this"
        return f"{known} {self._events[words.letters[at]]}"

    def _to_come(self, words: Words, start: int, end: int) -> bool:
        """Is it feared, planned or asked for? «قد يؤدي», «سيغادر», «من شأنه»."""
        for match in self._coming(words.letters, start, end):
            at = match.start()
            word = words.forms[at]
            if "t_ahead" in words.sets[at] or word[:2] in {"سي", "ست"}:
                return True
            if at > start and words.forms[at - 1] == "قد":
                return True
        return False


def _is_further(words: Words, claim: Claim) -> bool:
    """Does a claim open what is told behind the lead?"""
    return claim.previous is None and claim.sentence[0] > words.bounds[words.title_end][0]


def _of_cue(claim: Claim, cue: Cue, event: str, *, beside_news: bool) -> Iterator[tuple[str, ...]]:
    """How a claim stands to the words of time that it is told by: one strike in a month, a toll that dates another.

    `beside_news`: does the lead tell of a fresh one?
    """
    if cue.kind == "month":
        yield "in a month", event
    elif beside_news and cue.kind in _SPANS and cue.over in _LONG:
        yield "within a span", event
    if cue.first <= claim.at < cue.last:
        yield "within its cue", cue.kind  # «أكبر حصيلة منذ مقتل 70»


def _beside(
    claim: Claim, event: str, decided: Mapping[int, str], told: Mapping[tuple[str, int], int]
) -> Iterator[tuple[str, ...]]:
    """How a claim without a time of its own stands to the event it is told of, and to the incidents before it."""
    if claim.kind is FigureKind.KILLED and claim.stated >= _MANY_DEAD:
        yield "many dead", event
    grown = _beside_incident(claim, decided, told)
    if grown:
        yield "beside an incident", grown
        yield "beside an incident", claim.kind.value, grown


def _beside_incident(claim: Claim, decided: Mapping[int, str], told: Mapping[tuple[str, int], int]) -> str:
    """How many times as many a claim counts as any of the incidents told before it; "" where none was."""
    most = max(
        (stated for (kind, stated), at in told.items() if kind is claim.kind and decided.get(at) == _INCIDENT),
        default=0,
    )
    return _TIMES[bisect_left(_GROWN, claim.stated / most)] if most else ""


def _event_of(classes: frozenset[str]) -> str:
    if "t_war" in classes:
        return "war"
    return "offensive" if "t_offensive" in classes and "t_strike" not in classes else "strike"


def _inherited(times: Times, claim: Claim, decided: dict[int, str], event: str) -> Iterator[tuple[str, ...]]:
    """What a claim has from before it: the answer of the last claim, what the sentences before say of when."""
    words, start = times.page.words, claim.sentence[0]
    if times.opens_anew(claim.sentence):
        yield ("opens anew",)
        return
    beyond = max(words.title_end, times.caption[1])
    last = next((at for at in reversed(decided) if beyond <= at < start), None)
    if last is None:
        yield ("first",)
    else:
        between = bisect_left(words.stops, claim.at) - bisect_left(words.stops, last)
        yield "follows", decided[last], "next" if between <= 2 else "far"
        if any(_OTHER_SIDE in classes for classes in words.sets[start : start + _OPENS]):
            yield "other side", decided[last]
    if times.frame:
        yield "frame", times.frame
        yield "frame", event.partition(" ")[0], times.frame
    for back in range(1, _BACK + 1):
        sentence = times.before(start)
        if sentence is None:
            yield ("nothing before",)
            return
        scope = times.said(sentence).last
        if scope:
            yield "before", str(back), scope
            yield "before", event.partition(" ")[0], str(back), scope
            return
        start = sentence[0]
