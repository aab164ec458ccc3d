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
from bot.facts.names import bare_end, may_act, name_at, name_end, subject_before
from bot.model.article import Article

#: Tokens between the sentence of a speaker and one that goes on with his tally.
_NEAR = 30
#: So many attributions around a claim may rule it; so many names are remembered; a quotation is no longer than this.
_RULING, _REMEMBERED, _FAR = 12, 40, 200
_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها"})
_TIMED, _THAT = frozenset({".past", ".present"}), frozenset({"that", "colon", "quote"})
_ISSUED, _NO_ISSUER = frozenset({"statement", "tally_word"}), frozenset({"np_end", "that"})
_NO_ISSUE, _SHORT = frozenset({"that", "comma", "stop"}), frozenset({"same_source", "epithet"})
#: What may stand between a verb and who spoke; what says that harm is stated; what tells what came before.
_ASIDES = frozenset({"speech_aside", "cf_weekday", "time"})
_STATES = frozenset({
    "that", "colon", "quote", "kill", "wound", "displace", "detain", "miss", "refuge", "affect", "toll", "dead", "hurt",
    "number", "digits", "refugee", "displaced_person", "captive", "people",
})  # fmt: skip
_AFTER = frozenset({"بعد", "اثر", "عقب", "غداه", "منذ"})
_NEAR_ANNOUNCED = 7
_PARTIES = frozenset({"actor", "actor_name", "body"})
_RECKONING = frozenset({"actor", "actor_name", "body", "source_word", "same_source"})
_SHORT_QUOTE = 5
_NO_PARTS: frozenset[str] = frozenset()


class Attribution(NamedTuple):
    """Tokens start … end - 1 are said by `name`, which stands at token `at`."""

    start: int
    end: int
    name: str
    pattern: str
    at: int


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
        ruler, distance = _NOBODY, -1
        for each in found[max(0, near - _RULING) : near + _RULING]:
            if each.start <= token < each.end and (distance < 0 or abs(each.at - token) < distance):
                ruler, distance = each, abs(each.at - token)
        return ruler


_NOBODY = Attribution(0, 0, "", "", 0)


_AT = attrgetter("at")


def _in_order(hit: Hit) -> tuple[int, int, bool]:
    """Of hits that begin at one token the longest first, of equals a tally."""
    return hit.start, -hit.end, "tally" not in hit.pattern


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
        start, end = words.sentence(hit.start)
        verb = next(
            (at for at in range(start, min(hit.start, start + _NEAR)) if not words.sets[at].isdisjoint(_TIMED)), -1
        )
        last = name_end(words, verb + 1, hit.start)
        if verb < 0 or last <= verb + 1 or not may_act(words, verb + 1):
            return None
        return Attribution(hit.start, end, name_at(article, words, verb + 1, last), hit.pattern, verb + 1)

    def _attribution(self, article: Article, words: Words, hit: Hit) -> Attribution | None:
        start, end = words.sentence(hit.start)
        side = self._side[hit.pattern]
        if side == "sequel":
            first, end = words.sentence(hit.end - 1)
            return Attribution(first, end, "", hit.pattern, first) if hit.start else None
        if side == "colon":
            if hit.start and "newline" not in words.sets[hit.start - 1]:
                return None
            return Attribution(start, end, name_at(article, words, hit.start, hit.end - 1), hit.pattern, hit.start)
        if side == "issuer":
            first = hit.start + 1
            if not words.sets[first].isdisjoint(_NO_ISSUER) or words.clitics(first).preposition:
                return None
            return Attribution(hit.start, end, name_at(article, words, first, hit.end - 1), hit.pattern, first)
        begin = _past_asides(words, hit.end, end)
        last = name_end(words, begin, end, outlets=True)
        if side == "back":
            first, last = _whose(words, begin, last, end)
            name = name_at(article, words, first, last) if last > first else ""
            return Attribution(start, end, name, hit.pattern, first) if name else None
        if last > begin and not _follows_its_subject(words, hit, begin, last):
            if _is_spoken_of(words, hit, begin, last):
                return None
            first, last = _whose(words, begin, last, end)
            end = _said_until(words, last, end)
            return Attribution(hit.start, end, name_at(article, words, first, last), hit.pattern, first)
        first = subject_before(words, start, hit.start)
        if begin > hit.end and "statement" in words.sets[hit.start - 1]:  # «أصدر المجلس بيانا أكد فيه …»
            return None
        if first < hit.start:
            name = name_at(article, words, first, bare_end(words, hit.start))
            return Attribution(first, _said_until(words, hit.end, end), name, hit.pattern, first)
        if "goes_on" in words.sets[hit.start] or words.clitics(hit.start).conjunction:
            return Attribution(hit.start, end, "", hit.pattern, hit.end)  # filled in by who spoke before
        return None


def _whose(words: Words, start: int, last: int, end: int) -> tuple[int, int]:
    """«بيان للمرصد»، «تقرير صادر عن المركز»، «حصيلة نشرتها الوزارة»: who issued it is who speaks."""
    if start >= end or words.sets[start].isdisjoint(_ISSUED):
        return start, last
    for near in range(start + 1, min(end, start + 5)):
        at, classes = near, words.sets[near]
        if words.clitics(at).preposition == "l" and "that" not in classes:
            return at, max(at + 1, name_end(words, at, end))
        if "issued" in classes:
            at += 1 + (at + 1 < end and words.word(at + 1) == "عن")
            issuer = name_end(words, at, end)
            return (at, issuer) if issuer > at else (start, last)
        if not classes.isdisjoint(_NO_ISSUE):
            break
    return start, last


def _past_asides(words: Words, at: int, end: int) -> int:
    """Past «لاحقا»، «العام الماضي»، «فيه»، «عدة» between a verb and who spoke."""
    while at < end and not words.sets[at].isdisjoint(_ASIDES):
        at += 1 + ("time" in words.sets[at] and at + 1 < end and "cue_last" in words.sets[at + 1])
    return at


def _is_spoken_of(words: Words, hit: Hit, begin: int, last: int) -> bool:
    """Does nobody speak here? «واتهمت الحركة بتفجير …»، «بيانا أكد فيه …»، «تقدر حصيلتهم بـ…»."""
    said, sets = words.sets[hit.start], words.sets
    if "accuses" in said:
        accused = any(not sets[at].isdisjoint(_PARTIES) for at in range(begin + 2, last))
        return not accused and last < len(sets) and words.clitics(last).preposition == "b"
    if "reckons" in said:
        return sets[begin].isdisjoint(_RECKONING)
    return begin > hit.end and (
        not sets[begin].isdisjoint(_ISSUED) or (hit.start > 0 and "statement" in sets[hit.start - 1])
    )


def _said_until(words: Words, at: int, end: int) -> int:
    """«أعلنت الحكومة اتخاذ إجراءات بعد مقتل …»: who announces something else does not state what it came after."""
    if any("announced" in classes for classes in words.sets[at : min(at + _NEAR_ANNOUNCED, end)]):
        for place in range(at, end):
            if not words.sets[place].isdisjoint(_STATES):
                return end
            if words.forms[place] in _AFTER:
                return place
    return end


def _follows_its_subject(words: Words, hit: Hit, begin: int, last: int) -> bool:
    """«المرصد السوري قال إن …»: the verb is followed by "that" at once, so its subject stands before it."""
    if begin >= len(words.sets):
        return hit.start > 0
    if "quote" in words.sets[begin] and begin + 1 < last <= begin + _SHORT_QUOTE:
        return "quote" not in words.sets[last - 1]  # «وذكرت "وفا" أن»
    return not words.sets[begin].isdisjoint(_THAT)


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
    ended = -_NEAR
    for each in attributions:
        name = each.name
        parts = _parts(name) if name else _NO_PARTS
        longer = _longer(known, parts) if parts else None
        if longer is None and known and (not name or _stands_in(words, each)):
            longer = known[-1]
        if longer is not None:
            name, parts = longer
        if name and not (each.pattern.startswith("goes on") and each.start - ended > _NEAR):
            known.append((name, parts))
            ended = each.end
            yield each if name is each.name else each._replace(name=name)


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
    classes = words.sets[each.at]
    if classes.isdisjoint(_SHORT) or not each.name.startswith("ال"):
        return False
    _, *more = each.name.split()
    return not more or fold_word(more[0]) in _SELF or (len(more) == 1 and "epithet" in classes)
