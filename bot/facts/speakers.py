"""Who says so: which speaker a claim is put down to.

Rows of data/speakers.patterns.tsv find where a speaker is named: «قال فلان إن …» speaks of what follows, «… بحسب فلان»
of what precedes. A sentence that goes on («وأضاف أن …») has the speaker of the one before. Where nobody is named it is
the outlet itself that speaks: "".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens start … end - 1 are said by `name`, which stands at token `at`."""

    start: int
    end: int
    name: str
    pattern: str
    at: int


class Speakers:
    """The speakers of one page: looked for when the first claim asks who makes it."""

    __slots__ = ("_found", "_look")

    def __init__(self, look: Callable[[], tuple[Attribution, ...]] = tuple) -> None:
        self._look = look
        self._found: tuple[Attribution, ...] | None = None

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Every attribution, in the order of the text."""
        if self._found is None:
            self._found = self._look()
        return self._found

    def of(self, token: int) -> str:
        """Who claims what stands at a token; "" = the outlet."""
        return self.attribution(token).name if self.attributions else ""

    def attribution(self, token: int) -> Attribution:
        """The attribution that rules a token: of several, the one whose speaker is named nearest."""
        found = self.attributions
        near = bisect_left(found, token, key=lambda each: each.at)
        ruling = [each for each in found[max(0, near - _RULING) : near + _RULING] if each.start <= token < each.end]
        return min(ruling, key=lambda each: abs(each.at - token)) if ruling else _NOBODY


_NOBODY = Attribution(0, 0, "", "", 0)


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
        found: dict[int, Attribution] = {}
        begun: dict[int, int] = {}
        saying: list[Hit] = []
        for hit in sorted(self._table.hits(words), key=lambda hit: (hit.start, -hit.end, "tally" not in hit.pattern)):
            if hit.start in begun and "tally" in found[begun[hit.start]].pattern:
                continue
            if self._side[hit.pattern] == "saying":
                saying.append(hit)
                continue
            attribution = self._attribution(article, words, hit)
            if attribution and attribution.at not in found:
                found[attribution.at] = attribution
                begun[hit.start] = attribution.at
        covered = {words.sentence(at)[0] for at in found}
        for hit in saying:
            if words.sentence(hit.start)[0] not in covered:
                attribution = self._of_the_sentence(article, words, hit)
                if attribution:
                    found[attribution.at] = attribution
        ordered = sorted(found.values(), key=lambda each: each.at)
        quoted = "quote" in words.present
        kept = [
            each
            for number, each in enumerate(ordered)
            if not (quoted and _inside_quote(words, each, ordered[max(0, number - _RULING) : number]))
        ]
        return tuple(_carried(words, kept))

    @staticmethod
    def _of_the_sentence(article: Article, words: Words, hit: Hit) -> Attribution | None:
        """«وصف الرئيس التركي خصومه …، قائلا إنهم …»: who acts in the sentence is who says so."""
        start, end = words.sentence(hit.start)
        verb = next(
            (at for at in range(start, min(hit.start, start + _NEAR)) if words.classes(at) & {".past", ".present"}), -1
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
            return Attribution(start, end, name_at(article, words, hit.start, hit.end - 1), hit.pattern, hit.start)
        if side == "issuer":
            first = hit.start + 1
            if words.classes(first) & {"np_end", "that"} or words.clitics(first).preposition:
                return None
            return Attribution(hit.start, end, name_at(article, words, first, hit.end - 1), hit.pattern, first)
        last = name_end(words, hit.end, end)
        if side == "back":
            first, last = _whose(words, hit.end, last, end)
            name = name_at(article, words, first, last) if last > first else ""
            return Attribution(start, end, name, hit.pattern, first) if name else None
        if last > hit.end and not _follows_its_subject(words, hit, start):
            first, last = _whose(words, hit.end, last, end)
            return Attribution(hit.start, end, name_at(article, words, first, last), hit.pattern, first)
        first = subject_before(words, start, hit.start)
        if first < hit.start:
            name = name_at(article, words, first, bare_end(words, hit.start))
            return Attribution(start, end, name, hit.pattern, first)
        if "goes_on" in words.classes(hit.start) or words.clitics(hit.start).conjunction:
            return Attribution(hit.start, end, "", hit.pattern, hit.end)  # filled in by who spoke before
        return None


def _whose(words: Words, start: int, last: int, end: int) -> tuple[int, int]:
    """«بيان للمرصد»، «تقرير صادر عن المركز»، «حصيلة نشرتها الوزارة»: who issued it is who speaks."""
    if start >= end or not words.classes(start) & {"statement", "tally_word"}:
        return start, last
    for near in range(start + 1, min(end, start + 5)):
        at, classes = near, words.classes(near)
        if words.clitics(at).preposition == "l" and "that" not in classes:
            return at, max(at + 1, name_end(words, at, end))
        if "issued" in classes:
            at += 1 + (at + 1 < end and words.word(at + 1) == "عن")
            issuer = name_end(words, at, end)
            return (at, issuer) if issuer > at else (start, last)
        if classes & {"that", "comma", "stop"}:
            break
    return start, last


def _follows_its_subject(words: Words, hit: Hit, start: int) -> bool:
    """«المرصد السوري قال إن …»: the verb is followed by "that" at once, so its subject stands before it."""
    return bool(words.classes(hit.end) & {"that", "colon", "quote"}) if hit.end < len(words) else hit.start > start


def _inside_quote(words: Words, inner: Attribution, before: list[Attribution]) -> bool:
    """«قال المصدر: "النظام يزعم أنه …"»: what is claimed inside somebody's quotation is still his."""
    for outer in before:
        if outer.start <= inner.at < outer.end and inner.at - _FAR < outer.at < inner.at:
            marks = sum("quote" in words.classes(at) for at in range(outer.at, inner.at))
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
        name, parts = each.name, _parts(each.name)
        longer = next(
            ((other, words_of) for other, words_of in reversed(known[-_REMEMBERED:]) if parts and parts < words_of),
            None,
        )
        if not name or (longer is None and _stands_in(words, each)):
            longer = known[-1] if known else None
        if longer is not None:
            name, parts = longer
        if name and not (each.pattern.startswith("goes on") and each.start - ended > _NEAR):
            known.append((name, parts))
            ended = each.end
            yield replace(each, name=name)


def _parts(name: str) -> frozenset[str]:
    """The words of a name, without the article."""
    return frozenset(word.removeprefix("ال") for word in fold_word(name).split()) if name else frozenset()


def _stands_in(words: Words, each: Attribution) -> bool:
    """«المصدر»، «البيان ذاته» are whoever spoke before; «مصادر طبية» are somebody."""
    first, *more = each.name.split()
    classes = words.classes(each.at)
    if not first.startswith("ال") or not classes & {"same_source", "epithet"}:
        return False
    return not more or fold_word(more[0]) in _SELF or (len(more) == 1 and "epithet" in classes)
