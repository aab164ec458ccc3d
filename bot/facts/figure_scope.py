"""What a claim looks like to the model that says over what span it counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from bot.facts.figure_choice import Choice, Feature
from bot.facts.figure_sentence import Claim
from bot.facts.figure_times import AGES, SPANNED, Timed, TimedWords, Times
from bot.model.facts import FigureKind

_NEAR, _FAR = 9, 60
_STEPS = (3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000, 1_000_000)
_OBJECT = 7
_YEARS = ("told", "this", "last", "old")
_BEFORE, _BEHIND = "before", "behind"
_LATE = 7
_NAMED, _NONE = "named", "none"


class ScopeFeatures:
    """Sees what speaks for one answer or another. Made once for a model."""

    def __init__(self, model: Choice, words: TimedWords) -> None:
        see, answers = model.feature, model.answers
        self._counted = {
            kind: [
                (see(f"size {order}"), see(f"kind {kind}"), see(f"{kind}, size {order // 2}"))
                for order in range(len(_STEPS) + 1)
            ]
            for kind in FigureKind
        }
        self._at_least, self._about, self._title = see("at least"), see("about"), see("title")
        self._sentence = [see(f"sentence {min(3, number)}") for number in range(_LATE)]
        self._late = see(f"sentence {_LATE}")
        self._part = {each: see(f"part of {each}") for each in (*answers, _NAMED)}
        self._after = {each: see(f"after {each}") for each in (*answers, _NONE)}
        self._repeats = {each: see(f"repeats {each}") for each in answers}
        self._first = see("first")
        over = (*(name[2:] for name in SPANNED), "it", *AGES)
        self._since = {each: see(f"since {each}") for each in over}
        self._during = {each: see(f"during {each}") for each in over}
        self._since_year = {age: see(f"since {age} year") for age in _YEARS}
        self._year_before, self._year_behind = (
            {age: see(f"in {age} year, {side}") for age in _YEARS} for side in (_BEFORE, _BEHIND)
        )
        self._cue_before, self._cue_behind = (
            {cue: see(f"{cue} {side}") for cue in words.cues} for side in (_BEFORE, _BEHIND)
        )
        self._was, self._aside = see("opens with was"), see("opens an aside")
        self._moment_before, self._moment_behind = (
            {age: see(f"{age}, {side}") for age in AGES} for side in (_BEFORE, _BEHIND)
        )
        self._nearest = {age: see(f"nearest {age}") for age in AGES}
        self._no_moment = see("no moment")

    def of(
        self, times: Times, claim: Claim, decided: Mapping[int, str], told_before: Mapping[tuple[str, int], int]
    ) -> list[Feature]:
        """What is seen of a claim. `decided` holds the answers of earlier claims, by `at`, `told_before` the tokens of
        earlier claims by what they count and state.
        """
        seen = [*self._counted[claim.kind][bisect_right(_STEPS, claim.stated)]]
        if claim.max is None:
            seen.append(self._at_least)
        if claim.approx:
            seen.append(self._about)
        if claim.at < times.page.words.title_end:
            seen.append(self._title)
        else:
            number = times.number(claim.at)
            seen.append(self._sentence[number] if number < _LATE else self._late)
        if claim.total is not None:
            seen.append(self._part[decided.get(claim.total.at, _NAMED)])
            return seen
        if claim.previous is not None:
            seen.append(self._after[decided.get(claim.previous.at, _NONE)])
        if claim.stated > 1:
            same = told_before.get((claim.kind, claim.stated))
            if same is not None and same in decided:
                seen.append(self._repeats[decided[same]])
        if not decided or next(iter(decided)) >= claim.sentence[0]:
            seen.append(self._first)
        timed = times.timed(claim.sentence)
        if timed:
            self._see_words(seen, times, claim, timed)
        self._see_moments(seen, times, claim)
        return seen

    def _see_words(self, seen: list[Feature], times: Times, claim: Claim, timed: list[tuple[int, Timed]]) -> None:
        """The words of time and of wars around a claim, the years of its sentence, and how that opens."""
        start, end = claim.sentence
        first, last = max(start, claim.start - _FAR), min(end, claim.end + _FAR)
        near, nearer = claim.start - _NEAR, claim.end + _NEAR
        years: list[Feature] = []
        cues: dict[str, Feature] = {}
        for number, (at, word) in enumerate(timed):
            if not first <= at < last:
                continue
            if word.since or word.during:
                over = _over(times, timed, number, min(at + _OBJECT, last))
                seen += [self._since[over]] * word.since + [self._during[over]] * word.during
            if word.year:
                years += self._year(times, claim, timed, number, first)
            if word.cues and near <= at < nearer:
                side = self._cue_before if at < claim.start else self._cue_behind
                for cue in word.cues:
                    cues.setdefault(side[cue].name, side[cue])
        seen += years
        seen += cues.values()
        if timed[0][0] == start:
            if "was" in timed[0][1].cues:
                seen.append(self._was)
            if "aside" in timed[0][1].cues:
                seen.append(self._aside)

    def _year(
        self, times: Times, claim: Claim, timed: list[tuple[int, Timed]], number: int, first: int
    ) -> tuple[Feature, ...]:
        """A year that the sentence names, by its age: «في هجوم عام 2014», «منذ 2014»."""
        at, published = timed[number][0], times.page.article.published
        word = times.page.words.word(at)
        if len(word) != 4 or not word.isdigit():
            return ()
        old = published.year - int(word) if published else None
        age = "told" if old is None else "this" if old <= 0 else "last" if old == 1 else "old"
        if any(before.since and at - _OBJECT <= place < at and place >= first for place, before in timed[:number]):
            return (self._since_year[age],)
        return ((self._year_before if at < claim.at else self._year_behind)[age],)

    def _see_moments(self, seen: list[Feature], times: Times, claim: Claim) -> None:
        """The moments that the sentence tells, by their age."""
        told = times.told(claim)
        if not told:
            seen.append(self._no_moment)
            return
        for number in told:
            side = self._moment_before if times.place(number) < claim.at else self._moment_behind
            seen.append(side[times.age(number)])
        seen.append(self._nearest[times.age(times.nearest(claim, told))])


def _over(times: Times, timed: list[tuple[int, Timed]], number: int, stop: int) -> str:
    """What is counted from or over: «منذ بدء الحرب» is no «منذ بدء الهجوم»."""
    rank = min((word.rank for at, word in timed[number + 1 :] if at < stop), default=len(SPANNED))
    return SPANNED[rank][2:] if rank < len(SPANNED) else times.age_in(timed[number][0], stop)
