"""Ceasefires: which are spoken of, and what is claimed of each.

Mentions are found by data/ceasefires.patterns.tsv. What is said of each is read by ceasefire_claims.py: rules for the
words that govern it, which give a claim («sought», «after approved» …). How a claim is to be taken here (by the age of
the moments told, the place in the article, …) one small linear model for each status decides: data/ceasefire_*.tsv,
trained by tools/train_ceasefires.py. Cues are lexicon classes `cf_…`: a new word joins an old cue without training.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.arabic.calendar_days import Moment
from bot.arabic.gazetteer import Gazetteer
from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import load_rows
from bot.arabic.words import Vocabulary, Words
from bot.facts.ceasefire_claims import Chain, Chains, others_of
from bot.facts.ceasefire_details import actor, proof, span_of
from bot.facts.ceasefire_places import Chooser
from bot.facts.page import Page
from bot.facts.parties import Parties
from bot.facts.weights import BIAS, Sum, Weights, load_weights
from bot.model.facts import Ceasefire, CeasefireStatus, Place

_FRESH = timedelta(days=4)  # the label guide's three days, from the midnight they begin with
_WEEK = timedelta(days=8)
_STALE = timedelta(days=45)
#: An article of a hundred pages names fewer; a megabyte of one word must not take seconds.
_MOST = 400
#: So many mentions are read, and so many tokens around each: what a newsroom writes has fewer.
_MOST, _AROUND = 120, 80
#: Characters of the text that are its lead.
_LEAD = 300
#: What moments say of the age of a claim, in the order of the names of features.
_AGES = ("old", "year", "stale", "fresh", "since")
#: Words before a first mention that is a headline of its own: «عاجل | اتفاق على …».
_HEADS = 2
_POINTS = frozenset({"day", "part", "hour"})
#: What is seen elsewhere in the sentence and changes what a chain says.
_MARKS = frozenset({"was", "calm", "soon", "earlier", "last", "but attacked", "behind another"})
#: Statuses whose beginning and end are worth telling.
_TIMED = frozenset(
    {CeasefireStatus.DECLARED, CeasefireStatus.EXTENDED, CeasefireStatus.IN_FORCE, CeasefireStatus.SOUGHT}
)
#: Log-odds from which a status counts as claimed: set by cross-validation (tools/train_ceasefires.py).
BARS = {
    CeasefireStatus.DECLARED: -0.6,
    CeasefireStatus.EXTENDED: -0.8,
    CeasefireStatus.IN_FORCE: -1.8,
    CeasefireStatus.VIOLATED: -1.2,
    CeasefireStatus.ENDED: -0.4,
    CeasefireStatus.SOUGHT: -0.8,
    CeasefireStatus.REJECTED: -0.8,
    CeasefireStatus.PAST: -1.8,
}
#: Statuses that are told in passing: claimed only where nothing else is claimed more clearly of the same mention.
_SHY = frozenset({CeasefireStatus.IN_FORCE, CeasefireStatus.PAST})
_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a ceasefire is named: tokens start … end - 1, the row that saw it, its sentence."""

    start: int
    end: int
    pattern: str
    sentence: tuple[int, int]
    order: int


def table(vocabulary: Vocabulary) -> Table:
    """The patterns that name a ceasefire."""
    rows = load_rows("bot.facts", "ceasefires.patterns.tsv")
    return Table(vocabulary.alphabet, {row.name: row.pattern for row in rows})


def mentions(words: Words, patterns: Table) -> list[Mention]:
    """Every mention, in the order of the text; of overlapping ones the longest. Of a text beyond measure the first."""
    hits = sorted(patterns.hits(words), key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    kept = [hit for hit in kept if not _names_a_zone(words, hit)][:_MOST]
    return [
        Mention(hit.start, hit.end, hit.pattern, words.bounds[hit.start], at) for at, hit in enumerate(kept[:_MOST])
    ]


def _names_a_zone(words: Words, hit: Hit) -> bool:
    """«منطقة خفض التصعيد»، «مناطق تهدئة»، «خط الهدنة» name a region, not what is claimed."""
    before = hit.start - 1
    if before > 0 and "quote" in words.sets[before]:
        before -= 1
    if before >= 0 and "cf_line" in words.sets[before]:
        return True
    if hit.pattern not in {"deescalation", "calm"}:
        return False
    if before >= 0 and "zone" in words.sets[before]:
        return True
    # «تهدئة الأوضاع»، «تهدئة التوتر» calm something else.
    behind = words.forms[hit.end] if hit.end < len(words) else ""
    return hit.pattern == "calm" and not words.clitics(hit.start).article and behind.startswith("ال")


def features(page: Page, mention: Mention, chain: Chain) -> frozenset[str]:
    """What is seen around a mention."""
    words = page.words
    form, position = _form(words, mention), _position(words, mention)
    if mention.order == 0 and chain.first - mention.sentence[0] <= _HEADS:
        position.append("heads the article")
    age, ahead, claim = f"age {_age(page, mention)}", f"ahead {chain.ahead or 'nothing'}", f"claim {chain.claim}"
    seen = [*form, *position, *chain.marks, claim, ahead, age]
    if " " in chain.claim:
        seen.append(f"claim {chain.claim.rpartition(' ')[0]} …")
    further = (form[1], age, form[0], ahead, *position, *(chain.marks & _MARKS))
    seen += [f"{claim}, {more}" for more in further]
    seen += [f"< {row}" for row in chain.made]
    return frozenset(seen)


def seen_of(page: Page, claims: Sequence[tuple[Mention, Chain]]) -> list[frozenset[str]]:
    """What is seen of each mention on a page."""
    return [features(page, mention, chain) for mention, chain in claims]


def _position(words: Words, mention: Mention) -> list[str]:
    first = ["first mention"] if mention.order == 0 else []
    if mention.start < words.title_end:
        return ["in the title", *first]
    if words.starts[mention.start] - words.starts[words.title_end] < _LEAD:
        return ["in the lead", *first]
    return ["near the end", *first] if mention.start > 0.75 * len(words) else first


def _form(words: Words, mention: Mention) -> list[str]:
    """How the mention is named: definite or not first, then by which words."""
    clitics = words.clitics(mention.start)
    form = ["definite" if clitics.article or clitics.pronoun else "indefinite", "named " + mention.pattern]
    if clitics.preposition:
        form.append(f"with {clitics.preposition}")
    if ".plural" in words.sets[mention.start]:
        form.append("several")
    if any("cf_weak" in words.sets[at] for at in range(mention.start, mention.end)):
        form.append("of attacks")
    return form


def _age(page: Page, mention: Mention) -> str:
    """How long ago the moments told around a mention lie: fresh (up to three days), stale (up to six weeks), old."""
    start, end = max(mention.sentence[0], mention.start - _AROUND), min(mention.sentence[1], mention.end + _AROUND)
    ages = {_age_of(page, moment) for moment in page.moments if start <= moment.first < end}
    years = page.words.vocabulary.alphabet.having("year_like")
    if not years.isdisjoint(page.words.letters[start:end]):
        ages |= {_year(page, at) for at in range(start, end) if "year_like" in page.words.sets[at]}
    if not page.words.vocabulary.alphabet.having("cf_recent").isdisjoint(page.words.letters[start:end]):
        ages.add("stale")
    if not ages:
        return "untold"
    return "+".join([age for age in _AGES if age in ages]) or "untold"


def _year(page: Page, at: int) -> str:
    """A year named for itself: before that of publication it is old."""
    published = page.article.published
    if published is None:
        return "year"
    return "old" if int(page.words.forms[at]) < published.year else ""


def _age_of(page: Page, moment: Moment) -> str:
    published = page.article.published
    if moment.unit == "since":
        return "since"
    if moment.begin is None and moment.unit in _POINTS:
        return "fresh"  # اليوم، أمس، الأحد where the time of publication is unknown
    if moment.begin is None or published is None:
        if published is None and moment.unit == "month":
            return "stale"
        return "old" if published is None and moment.begin is not None and moment.unit in {"day", "year"} else "untold"
    ago = published - moment.begin
    if ago <= _FRESH:
        return "fresh"
    if ago <= _WEEK and "cf_weekday" in page.words.sets[moment.first] | page.words.sets[moment.last - 1]:
        return "untold"  # the last Tuesday, or the next one
    return "stale" if ago <= _STALE else "old"


def is_claimed(status: CeasefireStatus, score: float, highest: float) -> bool:
    """Is a status claimed of a mention, given its score and the highest of all statuses there?"""
    return score > BARS[status] and (status not in _SHY or score >= highest - _MARGIN)


class Scores:
    """The models of all statuses as one table: feature → its weight for each status."""

    def __init__(self, models: Mapping[CeasefireStatus, Weights]) -> None:
        names = {name for model in models.values() for name in model.by_name}
        self._table = {name: tuple(model.by_name.get(name, 0.0) for model in models.values()) for name in names}
        self._start = self._table.pop(BIAS, (0.0,) * len(models))
        self._bars = tuple((place, status, BARS[status]) for place, status in enumerate(models))

    def of(self, seen: Iterable[str]) -> list[float]:
        """The log-odds of each status, in the order of the models, whatever the order of what is seen."""
        table = self._table
        return list(map(math.fsum, zip(self._start, *[table[name] for name in seen if name in table], strict=True)))

    def claimed(self, mentions: Iterable[Iterable[str]]) -> dict[CeasefireStatus, list[tuple[float, int]]]:
        """What is claimed of some mentions, by what is seen of each: their scores and numbers, the surest first."""
        found: dict[CeasefireStatus, list[tuple[float, int]]] = {}
        for number, seen in enumerate(mentions):
            scores = self.of(seen)
            highest = max(scores)
            for place, status, bar in self._bars:
                if scores[place] > bar and is_claimed(status, scores[place], highest):
                    found.setdefault(status, []).append((-scores[place], number))
        return {status: sorted(found[status]) for _, status, _ in self._bars if status in found}


class CeasefireReader:
    """Reads the ceasefires of a page."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._patterns = table(vocabulary)
        self._chains = Chains(vocabulary)
        self._parties = Parties(vocabulary.alphabet)
        self._models = {status: load_weights(f"ceasefire_{status}") for status in CeasefireStatus}
        self._scores = Scores(self._models)

    def claims(self, page: Page) -> list[tuple[Mention, Chain]]:
        """Every mention on a page, with what is said of it."""
        found = mentions(page.words, self._patterns)
        others = others_of((mention.start, mention.end) for mention in found)
        return [
            (mention, self._chains.read(page.words, mention.start, mention.end, mention.sentence, others))
            for mention in found
        ]

    def read(self, page: Page) -> tuple[Ceasefire, ...]:
        """One entry for each status and area that is claimed, at the mention that claims it most clearly."""
        claims = self.claims(page)
        if not claims:
            return ()
        spans = [(mention.start, mention.end, mention.sentence) for mention, _ in claims]
        chooser = Chooser(page, spans, self._gazetteer)
        seen = seen_of(page, claims)
        found: list[Ceasefire] = []
        for status, sure in self._scores.claimed(seen).items():
            told: list[tuple[Place, ...]] = []
            for _, number in sure:
                explicit = chooser.explicit(claims[number][0].start)
                if not told or (explicit and all(told) and explicit[0] not in (one for each in told for one in each)):
                    said = self._models[status].sum(dict.fromkeys(seen[number], 1.0))
                    fact = self._ceasefire(page, chooser, claims[number], status, said)
                    found.append(fact)
                    told.append(explicit and (*explicit, *fact.places))
        return tuple(found)

    def _ceasefire(
        self, page: Page, chooser: Chooser, claim: tuple[Mention, Chain], status: CeasefireStatus, said: Sum
    ) -> Ceasefire:
        mention, chain = claim
        start, end = mention.start, mention.end
        evidence = proof(page, start, end, chain, "; ".join((mention.pattern, *chain.rows, *said.because())))
        places = chooser.area(status, start, mention.sentence)
        starts, ends = span_of(page, start, end, chain) if status in _TIMED else (None, None)
        by = actor(page, start, end, chain, self._parties)
        return Ceasefire(status, places, by, page.speakers.of(start), starts, ends, evidence)
