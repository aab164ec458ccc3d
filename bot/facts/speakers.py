"""Who says so: which speaker a claim is put down to.

Rows of data/speakers.patterns.tsv find where a speaker is named: «قال فلان إن …» speaks of what follows, «… بحسب فلان»
of what precedes. A sentence that goes on («وأضاف أن …») has the speaker of the one before. Where nobody is named it is
the outlet itself that speaks: "".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from bot.arabic.letters import fold_word
from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Vocabulary, Words
from bot.facts.names import name_end, subject_before
from bot.facts.run_on import trimmed
from bot.facts.said import headed, quoted_until
from bot.facts.speech import (
    actor_before,
    follows_its_subject,
    is_feminine,
    is_spoken_of,
    past_asides,
    said_until,
    signed,
    whose,
)
from bot.facts.written import bare_end, name_at
from bot.model.article import Article

#: Tokens between the sentence of a speaker and one that goes on with his tally.
_NEAR = 30
#: So many attributions around a claim may rule it; so many names are remembered; a quotation is no longer than this.
_RULING, _REMEMBERED, _FAR = 12, 40, 200
_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها"})
_TIMED = frozenset({".past", ".present"})
_NO_ISSUER, _SHORT = frozenset({"np_end", "that"}), frozenset({"same_source", "epithet"})
#: Names that only pass on what others say: believed where nobody else speaks, outlets right beside a figure too.
_WEAK = frozenset({"estimates", "outlet_word", "outlet_name"})
_PASSING_ON = frozenset({"outlet_word", "outlet_name"})
_OUTLETS = frozenset({"وكاله", "صحيفه", "قناه", "اذاعه", "تلفزيون", "موقع", "شبكه", "وفا", "رويترز", "فرانس", "اناضول"})
_TALLIES, _TALLY = frozenset({"حصيله", "احصاء", "تعداد"}), 2
_NO_PARTS: frozenset[str] = frozenset()


class Attribution(NamedTuple):
    """Tokens start … end - 1 are said by `name`, which stands at token `at`."""

    start: int
    end: int
    name: str
    pattern: str
    at: int
    weak: int = 0


class Speakers:
    """The speakers of one page: looked for when the first claim asks who makes it."""

    __slots__ = ("_ats", "_found", "_look")

    def __init__(self, look: Callable[[], tuple[Attribution, ...]] = tuple) -> None:
        self._look = look
        self._found: tuple[Attribution, ...] | None = None
        self._ats: list[int] = []

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution, in the order of the text."""
        if self._found is None:
            self._found = self._look()
            self._ats = [each.at for each in self._found]
        return self._found

    def of(self, token: int) -> str:
        """Who claims what stands at a token; "" = the outlet."""
        return self.attribution(token).name if self.attributions else ""

    def attribution(self, token: int) -> Attribution:
        """The attribution that rules a token: of several, the one whose speaker is named nearest."""
        found = self.attributions
        near = bisect_left(self._ats, token)
        ruler, distance = _NOBODY, 2 * _BEYOND
        for each in found[max(0, near - _RULING) : near + _RULING]:
            if each.start <= token < each.end:
                away = abs(each.at - token)
                if each.weak and (away > _BESIDE or each.weak == _TALLY):
                    away += _BEYOND
                if away < distance:
                    ruler, distance = each, away
        return ruler


_NOBODY = Attribution(0, 0, "", "", 0)
_BEYOND, _BESIDE = 1 << 30, 8


_AT = attrgetter("at")


def _in_order(hit: Hit) -> tuple[int, int, bool, bool]:
    """Of hits that begin at one token the longest first, of equals a tally, then who is a source."""
    return hit.start, -hit.end, "tally" not in hit.pattern, "according" not in hit.pattern


class SpeakerReader:
    """Finds the speakers of an article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        rows = load_rows("bot.facts", "speakers.patterns.tsv", 3)
        self._side = {row.name: row.cells[0] for row in rows}
        self._table = Table(vocabulary.alphabet, {row.name: row.pattern for row in rows})

    def read(self, article: Article, words: Words) -> Speakers:
        """The speakers of an article."""
        return Speakers(lambda: self._attributions(article, words))

    def _attributions(self, article: Article, words: Words) -> tuple[Attribution, ...]:
        hits = self._table.hits(words)
        if not hits:
            return ()
        found: dict[int, Attribution] = {}
        begun: dict[int, Attribution] = {}
        saying: list[Hit] = []
        for hit in sorted(hits, key=_in_order):
            if hit.start in begun and "tally" in begun[hit.start].pattern:
                continue
            if self._side[hit.pattern] == "saying":
                saying.append(hit)
                continue
            attribution = self._attribution(article, words, hit)
            if attribution and attribution.at not in found:
                found[attribution.at] = begun[hit.start] = attribution
        covered = {words.bounds[at][0] for at in found} if saying else ()
        for hit in saying:
            if words.bounds[hit.start][0] not in covered:
                attribution = self._of_the_sentence(article, words, hit)
                if attribution:
                    found[attribution.at] = attribution
        kept = sorted(found.values(), key=_AT)
        if len(kept) > 1 and "quote" in words.present:
            kept = [
                each
                for number, each in enumerate(kept)
                if not _inside_quote(words, each, kept[max(0, number - _RULING) : number])
            ]
        return tuple(_carried(words, kept))

    @staticmethod
    def _of_the_sentence(article: Article, words: Words, hit: Hit) -> Attribution | None:
        """«وصف الرئيس التركي خصومه …، قائلا إنهم …»: who acts in the sentence is who says so."""
        found = actor_before(words, hit.start)
        if found is None:
            return None
        first, last = found
        return Attribution(
            hit.start, words.sentence(hit.start)[1], name_at(article, words, first, last), hit.pattern, first
        )

    def _attribution(self, article: Article, words: Words, hit: Hit) -> Attribution | None:
        start, end = words.sentence(hit.start)
        side = self._side[hit.pattern]
        if side == "sequel":
            first, end = words.sentence(hit.end - 1)
            return Attribution(first, end, "", hit.pattern, first) if hit.start else None
        if side == "colon":
            first, last = headed(words, hit.start, hit.end - 1)
            if first >= last:
                return None
            name = name_at(article, words, first, last)
            return Attribution(first, quoted_until(words, hit.end, end), name, hit.pattern, first)
        if side == "issuer":
            first = hit.start + 1
            if not words.sets[first].isdisjoint(_NO_ISSUER) or words.clitics(first).preposition:
                return None
            last = trimmed(words, first, hit.end - 1)
            return Attribution(hit.start, end, name_at(article, words, first, last), hit.pattern, first)
        begin = past_asides(words, hit.end, end, told=side != "back")
        last = name_end(words, begin, end, outlets=True)
        if side == "back":
            first, last = whose(words, begin, last, end)
            if last <= first:
                return None
            name = name_at(article, words, first, signed(words, last, end))
            weak = _TALLY if words.forms[first] in _TALLIES else not words.sets[first].isdisjoint(_WEAK)
            if hit.start == start and last >= end - 1 and start > 1:  # «… قتلوا. بحسب الوزارة.»
                start = words.bounds[start - 2][0]
            return Attribution(start, end, name, hit.pattern, first, weak) if name else None
        return self._spoken(article, words, hit, begin, last)

    @staticmethod
    def _spoken(article: Article, words: Words, hit: Hit, begin: int, last: int) -> Attribution | None:
        """Who speaks by a verb: named behind it from `begin` to `last`, else before it."""
        start, end = words.sentence(hit.start)
        if hit.end < end and "stop" in words.sets[hit.end]:  # «الوزير يعترف .. مقتل جندي»
            end = words.bounds[min(end + 1, len(words))][1]
        if last > begin and not follows_its_subject(words, hit, begin, last):
            if is_spoken_of(words, hit, begin, last) or words.clitics(begin).preposition:
                return None  # «موقع تابع للحركة»
            first, last = whose(words, begin, last, end)
            end = said_until(words, hit, last, end)
            return Attribution(
                hit.start, quoted_until(words, last, end), name_at(article, words, first, last), hit.pattern, first
            )
        if hit.end < end and "in_it" in words.sets[hit.end]:  # «أصدر المجلس بيانا أكد فيه …»
            return None
        joined = words.clitics(hit.start).conjunction
        first = hit.start if joined == "w" else subject_before(words, start, hit.start)
        if first < hit.start:
            name = name_at(article, words, first, bare_end(words, hit.start))
            end = quoted_until(words, hit.end, said_until(words, hit, hit.end, end))
            return Attribution(first, end, name, hit.pattern, first)
        end = quoted_until(words, hit.end, end)
        actor = actor_before(words, hit.start) if joined == "w" else None
        if actor is not None and is_feminine(words, actor[0] - 1) == is_feminine(words, hit.start):
            return Attribution(hit.start, end, name_at(article, words, *actor), hit.pattern, hit.end)
        if "goes_on" in words.sets[hit.start] or joined:
            return Attribution(hit.start, end, "", hit.pattern, hit.end)  # filled in by who spoke before
        return None


def _inside_quote(words: Words, inner: Attribution, before: list[Attribution]) -> bool:
    """«قال المصدر: "النظام يزعم أنه …"»: what is claimed inside somebody's quotation is still his."""
    for outer in before:
        if outer.start <= inner.at < outer.end and inner.at - _FAR < outer.at < inner.at:
            marks = sum(["quote" in classes for classes in words.sets[outer.at : inner.at]])
            if marks % 2:
                return True
    return False


def _carried(words: Words, attributions: list[Attribution]) -> Iterator[Attribution]:
    """Attributions without a name («وأضاف أن …») or with a mere «المصدر» take the name of the one before.

    A short form («عبد الرحمن») is the longer name that was given before.
    """
    known: list[tuple[str, frozenset[str]]] = []
    ended, spoken_to = -_NEAR, -1
    for each in attributions:
        name = each.name
        parts = _parts(name) if name else _NO_PARTS
        longer = _longer(known, parts) if parts else None
        if longer is None and known and (not name or _stands_in(words, each)):
            longer = _last_speaker(words, each, known)
        if longer is not None:
            name, parts = longer
        if name and not (each.pattern.startswith("goes on") and each.start - ended > _NEAR):
            if each.at >= spoken_to or "according" not in each.pattern:  # «قال فلان، بحسب الصحيفة، إن»: she passes on
                known.append((name, parts))
            ended = each.end
            spoken_to = each.end if each.start == each.at - 1 else spoken_to
            yield each if name is each.name else each._replace(name=name)


def _last_speaker(
    words: Words, each: Attribution, known: list[tuple[str, frozenset[str]]]
) -> tuple[str, frozenset[str]]:
    """Who spoke last; for «المصدر نفسه» no outlet, which only passes on what others say."""
    if not each.name or not words.sets[each.at].isdisjoint(_PASSING_ON):
        return known[-1]
    return next((other for other in reversed(known[-_REMEMBERED:]) if not other[1] & _OUTLETS), known[-1])


def _longer(known: list[tuple[str, frozenset[str]]], parts: frozenset[str]) -> tuple[str, frozenset[str]] | None:
    """The latest name given before that a short form belongs to."""
    for each in reversed(known[-_REMEMBERED:]):
        if parts < each[1]:
            return each
    return None


@lru_cache(maxsize=4096)
def _parts(name: str) -> frozenset[str]:
    """The words of a name, without the article."""
    return frozenset([word.removeprefix("ال") for word in fold_word(name).split()])


def _stands_in(words: Words, each: Attribution) -> bool:
    """«المصدر»، «البيان ذاته» are whoever spoke before; «مصادر طبية» are somebody."""
    classes = words.sets[each.at] if each.at < len(words) else frozenset()  # a verb may end the text
    if classes.isdisjoint(_SHORT) or "estimates" in classes or not each.name.startswith("ال"):
        return False
    _, *more = each.name.split()
    return not more or fold_word(more[0]) in _SELF or (len(more) == 1 and "epithet" in classes)
