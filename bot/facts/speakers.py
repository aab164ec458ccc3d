"""Who says so: which speaker a claim is put down to.

Rows of data/speakers.patterns.tsv find where a speaker is named: «قال فلان إن …» speaks of what follows, «… بحسب فلان»
of what precedes. A sentence that goes on («وأضاف أن …») has the speaker of the one before. Where nobody is named it is
the outlet itself that speaks: "".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from operator import attrgetter

from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Vocabulary, Words
from bot.facts.attributions import NOBODY, WEAKEST, Attribution, carried, inside_quote, relayed, words_of
from bot.facts.name_words import name_words
from bot.facts.names import name_end, signs
from bot.facts.nobody import is_nobody, tells_of_many
from bot.facts.run_on import trimmed
from bot.facts.said import headed, quoted_until
from bot.facts.speech import (
    TALLIES,
    actor_before,
    follows_its_subject,
    is_feminine,
    is_passive,
    is_spoken_of,
    past_asides,
    past_marks,
    said_until,
    signed,
    subject_of,
    whose,
)
from bot.facts.written import led, name_at
from bot.model.article import Article

#: So many attributions around a claim may rule it.
_RULING = 12
#: A text with more words of speaking than this is no news: who speaks behind them is not read.
_MOST = 3_000
#: «هدوء حذر»: what it stands behind is no verb of speech.
_WARY = "cue_wary"
#: Rows that say nothing unless somebody signs what they name.
_ALONE = frozenset({"according to a tally of", "according to a tally by", "according to what an outlet quotes"})
_UNSIGNED = frozenset({"in a statement"})
_NO_ISSUER = frozenset({"np_end", "that"})
#: Names that only pass on what others say: believed where nobody else speaks, outlets right beside a figure too.
_WEAK = frozenset({"estimates", "outlet_word", "outlet_name"})
_TALLIES = frozenset({"حصيله", "احصاء", "تعداد"})
#: So near a weak source is believed; in this distance its words count for last.
_BESIDE, _BEYOND = 8, 1 << 30
_AT = attrgetter("at")


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
        ruler, distance = NOBODY, 2 * _BEYOND
        for each in found[max(0, near - _RULING) : near + _RULING]:
            start, end, _, _, at, weak = each
            if start <= token < end:
                away = abs(at - token)
                if weak and (away > _BESIDE or weak == WEAKEST):
                    away += _BEYOND
                if away < distance:
                    ruler, distance = each, away
        return ruler


def _is_clause(words: Words, verb: int, last: int) -> bool:
    """«رئيسا منطقتين | أعلنتا …»: does the verb describe a noun without an article rather than tell who speaks?"""
    form = words.forms[last - 1]
    if ".dual" not in words.sets[verb]:
        return False
    plain = not form.startswith("ال") and "unknown" not in words.sets[last - 1]
    return plain and tells_of_many(words, verb) and words.sets[last - 1].isdisjoint({"actor_name", "source_word"})


def _in_order(hit: Hit) -> tuple[int, int, bool, bool]:
    """Of hits that begin at one token the longest first, of equals a tally, then who is a source."""
    return hit.start, -hit.end, "tally" not in hit.pattern, "according" not in hit.pattern


class SpeakerReader:
    """Finds the speakers of an article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        rows = load_rows("bot.facts", "speakers.patterns.tsv", 3)
        self._side = {row.name: row.cells[0] for row in rows}
        self._quotes = vocabulary.alphabet.asked([vocabulary.alphabet.having("quote")])
        self._table = Table(vocabulary.alphabet, {row.name: row.pattern for row in rows})
        signs(vocabulary.alphabet)  # compiled now, and not when the first name is read

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
        for hit in sorted(hits, key=_in_order)[:_MOST]:
            if hit.start in begun and begun[hit.start].pattern in _ALONE | _UNSIGNED:
                continue
            if hit.start and _WARY in words.sets[hit.start - 1]:  # «ساد هدوء حذر»
                continue
            if self._side[hit.pattern] == "saying":
                saying.append(hit)
                continue
            attribution = self._attribution(article, words, hit)
            if attribution and attribution.at not in found:
                found[attribution.at] = begun[hit.start] = attribution
        for hit in saying:
            attribution = self._of_the_sentence(article, words, hit, found)
            if attribution:
                found.setdefault(attribution.at, attribution)
        kept = sorted(found.values(), key=_AT)
        if len(kept) > 1 and words.asked & self._quotes == self._quotes:
            kept = [
                each
                for number, each in enumerate(kept)
                if not inside_quote(words, each, kept[max(0, number - _RULING) : number])
            ]
        return tuple(carried(words, relayed(words, kept)))

    @staticmethod
    def _of_the_sentence(article: Article, words: Words, hit: Hit, found: dict[int, Attribution]) -> Attribution | None:
        """«قال الوزير …، مضيفا أن …»: who spoke in the sentence; «هاجم الوزير خصومه، قائلا إنهم …»: who acts in it."""
        start, end = words.sentence(hit.start)
        end = quoted_until(words, hit.end, end)
        said = [each for each in found.values() if start <= each.at < hit.start < each.end]
        if said:
            spoken = [each for each in said if words_of(each)] or said
            last = max(spoken, key=_AT)
            return Attribution(hit.start, end, last.name, hit.pattern, hit.start)
        actor = actor_before(words, hit.start)
        if actor is None:  # «… بلغ 63 ألفا. موضحا أن …»: who spoke before
            return Attribution(hit.start, end, "", hit.pattern, hit.start) if hit.start == start > 0 else None
        return Attribution(hit.start, end, name_at(article, words, *actor), hit.pattern, actor[0])

    def _attribution(self, article: Article, words: Words, hit: Hit) -> Attribution | None:
        end = words.sentence(hit.start)[1]
        side = self._side[hit.pattern]
        if side == "before":
            return self._teller(article, words, hit)
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
            return self._issuer(article, words, hit)
        if side == "back":
            return self._source(article, words, hit)
        begin = past_asides(words, hit.end, end, told=True)
        last = name_end(words, begin, end, outlets=True)
        spoken = self._spoken(article, words, hit, begin, last)
        if spoken is not None and not name_words().tallied.isdisjoint(words.forms[spoken.at : spoken.at + 1]):
            return spoken._replace(name="")  # «قال المسؤول إن الإحصائية تشير إلى …»: his
        return spoken

    @staticmethod
    def _teller(article: Article, words: Words, hit: Hit) -> Attribution | None:
        """«قتل … . وأعلنت ذلك الوزارة»: who told what the sentence before tells."""
        end = words.sentence(hit.end - 1)[1]
        last = name_end(words, hit.end, end, outlets=True)
        if not hit.start or last <= hit.end or is_nobody(words, hit.end):
            return None
        start = words.bounds[hit.start - 1][0]
        return Attribution(start, end, name_at(article, words, hit.end, last), hit.pattern, hit.end)

    @staticmethod
    def _issuer(article: Article, words: Words, hit: Hit) -> Attribution | None:
        """«نشرت النقابة … بيانا»: who issued a statement or a tally."""
        first = hit.start + 1
        if not words.sets[first].isdisjoint(_NO_ISSUER) or words.clitics(first).preposition:
            return None
        if is_nobody(words, first):  # «طلب عدم نشر اسمه»
            return None
        last, end = trimmed(words, first, hit.end - 1), words.sentence(hit.start)[1]
        about = next((at for at in range(first + 1, last) if words.forms[at] == "عن"), last)  # «أنباء عن …»
        last = about
        return Attribution(hit.start, end, name_at(article, words, first, last), hit.pattern, first)

    @staticmethod
    def _source(article: Article, words: Words, hit: Hit) -> Attribution | None:
        """«… بحسب الوزارة»: the source of what stands around it."""
        start, end = words.sentence(hit.start)
        begin = past_marks(words, past_asides(words, hit.end, end, told=False), end)
        first, last = whose(words, begin, name_end(words, begin, end, outlets=True), end)
        if last <= first or (first == begin and hit.pattern in _UNSIGNED) or is_nobody(words, first):
            return None
        name = led(words, hit.end - 1, first, name_at(article, words, first, signed(words, last, end)))
        weak = WEAKEST if words.forms[first] in _TALLIES else int(not words.sets[first].isdisjoint(_WEAK))
        if hit.start == start and last >= end - 1 and start > 1:  # «… قتلوا. بحسب الوزارة.»
            start = words.bounds[start - 2][0]
        return Attribution(start, end, name, hit.pattern, first, weak) if name else None

    @staticmethod
    def _spoken(article: Article, words: Words, hit: Hit, begin: int, last: int) -> Attribution | None:
        """Who speaks by a verb: named behind it from `begin` to `last`, else before it."""
        start, end = words.sentence(hit.start)
        if hit.end < end and "stop" in words.sets[hit.end]:  # «الوزير يعترف .. مقتل جندي»
            end = words.bounds[min(end + 1, len(words))][1]
        behind = last > begin and not is_nobody(words, begin)
        behind = behind and not (hit.start > start and tells_of_many(words, hit.start))
        if behind and not follows_its_subject(words, hit, begin, last):
            if is_spoken_of(words, hit, begin, last) or words.clitics(begin).preposition:
                return None  # «موقع تابع للحركة»
            first, last = whose(words, begin, last, end)
            if words.forms[first] in TALLIES:
                return None
            end = said_until(words, hit, last, end)
            return Attribution(
                hit.start, quoted_until(words, last, end), name_at(article, words, first, last), hit.pattern, first
            )
        if hit.end < end and "in_it" in words.sets[hit.end]:  # «أصدر المجلس بيانا أكد فيه …»
            return None
        if last > begin and "blames" in words.sets[hit.start]:
            return None  # «خلية حملت اسم …»
        joined = words.clitics(hit.start).conjunction
        first, last = (hit.start, hit.start) if joined == "w" else subject_of(words, start, hit.start)
        if first < hit.start and not is_nobody(words, first) and not _is_clause(words, hit.start, last):
            name = name_at(article, words, first, last)
            end = quoted_until(words, hit.end, said_until(words, hit, hit.end, end))
            return Attribution(first, end, name, hit.pattern, first)
        end = quoted_until(words, hit.end, end)
        actor = actor_before(words, hit.start) if joined == "w" else None
        if actor is not None and is_feminine(words, actor[0] - 1) == is_feminine(words, hit.start):
            return Attribution(hit.start, end, name_at(article, words, *actor), hit.pattern, hit.end)
        if ("goes_on" in words.sets[hit.start] or joined) and not is_passive(words, hit):
            return Attribution(hit.start, end, "", hit.pattern, hit.end)  # filled in by who spoke before
        return None
