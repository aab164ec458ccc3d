"""Is a match news at all? Pure; every answer has its name and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from bot.model.article import Article
from bot.model.facts import Ceasefire, Fact, Figure
from bot.model.reading import Reading
from bot.model.story import Announced, Arrival, Change, Incident, Placed, SavedFact, Verdict, VerdictKind
from bot.rulebook.rule import Certainty, Confirm, Match, Rule, UpdatePolicy
from bot.stories.fronts import told_on_front
from bot.stories.kinship import folded
from bot.stories.known import headlines, is_past
from bot.stories.matters import concerning
from bot.stories.moved import low
from bot.stories.news import NO_NEWS, News
from bot.stories.told_before import told_as_another
from bot.stories.truces_nearby import counts_beside, is_setting

#: An article that comes later than this after its publication is no news any more.
LATE = timedelta(hours=48)
#: An event that happened more than this before its article is background.
OLD = timedelta(days=3)
#: More articles of unknown time than this at once are an archive, not news.
HANDFUL = 5
#: What may be no more than a front's going on.
_OF_A_FRONT = frozenset({VerdictKind.TELL_NEW, VerdictKind.HOLD_NOTHING_NEW})
_FIRST = Verdict(VerdictKind.TELL_NEW, "first report")


class Case:
    """One incident that an article reports, as rules are asked about it: what is the same for all of them.

    `at` is the moment of the report, `late` why nobody is told of anything in it (see `untimely`).
    """

    __slots__ = ("_news", "at", "late", "placed")

    def __init__(self, placed: Placed, article: Article, arrival: Arrival) -> None:
        """The incident as the article left it."""
        self.placed, self.at = placed, article.published or arrival.now
        self.late = untimely(article, arrival)
        self._news: News | None = None

    @property
    def news(self) -> News:
        """What the report changes in what was last told."""
        if self._news is None:
            self._news = _news(self.placed)
        return self._news


def _news(placed: Placed) -> News:
    incident = placed.before
    if incident is None:
        return NO_NEWS
    before = set(map(id, incident.facts))  # what stood before stands on as the same object
    report = [saved for saved in placed.after.facts if id(saved) not in before]
    if not report:
        return NO_NEWS
    return News(
        incident.told or incident.facts,
        report,
        incident.day,
        rises=placed.rises,
        # What rose may be read as the toll of days where it was read as that of one before.
        summed=incident.kind == "toll" or placed.rises,
        owned=placed.after.owned and not incident.owned,
    )


def decide(match: Match, case: Case, reading: Reading) -> Verdict:
    """Say whether this match is news, is an update of what was told, or is held, and why."""
    facts = [reading.facts[at] for at in match.facts]
    return (
        case.late
        or _uncertain(match)
        or _old_event(facts, case.at)
        or _unconfirmed(match.rule, case)
        or _novelty(match.rule, case, facts)
    )


def follow_up(rule: Rule, case: Case) -> Verdict | None:
    """Tell what a report that does not fire the rule changes in what was told under it (a toll corrected, a breach)."""
    if case.late is not None or not case.news:
        return None
    found = concerning(case.news.under(rule.update), rule, case.placed.before)
    return Verdict(VerdictKind.TELL_UPDATE, _in_words(found), found) if found else None


def untimely(article: Article, arrival: Arrival) -> Verdict | None:
    """Hold what comes too late, from before the first start, or of a time that nobody can know; None = in time."""
    published = article.published
    if published is None:
        if arrival.first_fetch:
            return Verdict(VerdictKind.HOLD_FIRST_FETCH, "of unknown time, from a source fetched for the first time")
        if arrival.unknown_together > HANDFUL:
            reason = f"one of {arrival.unknown_together} articles of unknown time that came together"
            return Verdict(VerdictKind.HOLD_UNKNOWN_TIME, reason)
        return None
    if arrival.started is not None and _at_the_latest(published) < arrival.started:
        at = f"{published.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return Verdict(VerdictKind.HOLD_BEFORE_START, f"published {at}, before the first start")
    age = arrival.now - published
    if age > LATE:
        return Verdict(VerdictKind.HOLD_LATE_ARTICLE, f"published {age.total_seconds() / 3600:.0f} hours ago")
    return None


def _at_the_latest(published: datetime) -> datetime:
    """A date without an hour came in as noon, and may be any hour of its day."""
    moment = published.astimezone(UTC)
    return moment + timedelta(hours=12) if moment.time() == time(12) else moment


def _uncertain(match: Match) -> Verdict | None:
    if match.certainty is Certainty.POSSIBLE and match.rule.certainty is Certainty.SURE:
        return Verdict(VerdictKind.HOLD_UNCERTAIN, "only possible, and the rule asks to be sure")
    return None


def _old_event(facts: Sequence[Fact], at: datetime) -> Verdict | None:
    if not facts:
        return None
    if all(is_past(fact) for fact in facts):
        return Verdict(VerdictKind.HOLD_OLD_EVENT, "the facts that fire it are told as the past")
    days = [fact.on for fact in facts if not isinstance(fact, Ceasefire)]
    dated = [day for day in days if day is not None]
    if dated and len(dated) == len(facts) and max(dated) < (at - OLD).date():
        return Verdict(VerdictKind.HOLD_OLD_EVENT, f"happened on {max(dated).isoformat()}")
    return None


def _unconfirmed(rule: Rule, case: Case) -> Verdict | None:
    placed = case.placed
    if rule.confirm is None or confirmed(rule.confirm, placed.after):
        return None
    known = _announced(placed.before, rule)
    reason = f"so far {len(placed.after.outlets)} outlet(s) report it"
    found = case.news.under(rule.update) if known is not None and known.unconfirmed else ()
    if found:
        return Verdict(VerdictKind.TELL_UPDATE, f"told unconfirmed: {_in_words(found)}", found, unconfirmed=True)
    if not rule.confirm.meanwhile or known is not None:
        return Verdict(VerdictKind.HOLD_UNCONFIRMED, reason)
    return Verdict(VerdictKind.TELL_NEW, f"told unconfirmed: {reason}", unconfirmed=True)


def confirmed(confirm: Confirm, incident: Incident) -> bool:
    """Have enough outlets and speakers said it, within the rule's time of the latest report?"""
    since = incident.last - confirm.within
    outlets = {folded(report.outlet) for report in incident.reports if report.at >= since and report.outlet}
    # A claim that names no speaker is its outlet's own.
    recent = [saved for saved in incident.facts if saved.at is None or saved.at >= since]
    speakers = {folded(saved.fact.speaker or saved.outlet) for saved in recent}
    return max(1, len(outlets)) >= confirm.outlets and max(1, len(speakers)) >= confirm.speakers


def _novelty(rule: Rule, case: Case, facts: Sequence[Fact]) -> Verdict:
    verdict, placed = _new_or_known(rule, case, facts), case.placed
    if verdict.kind is VerdictKind.TELL_NEW and not verdict.changes:
        counted = told_as_another(placed.counted, rule, facts)
        if counted is not None:
            return Verdict(VerdictKind.HOLD_NOTHING_NEW, f"only counts once more whom {counted.id} was told of")
    if not placed.front or verdict.changes or verdict.kind not in _OF_A_FRONT:
        return verdict
    told = told_on_front(placed, rule, facts)
    if told is None:
        return verdict
    at = f"{told.last.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    reason = f"the front of {told.id} goes on, told {at}: no toll, place or step of its own"
    return Verdict(VerdictKind.HOLD_NOTHING_NEW, reason)


def _new_or_known(rule: Rule, case: Case, facts: Sequence[Fact]) -> Verdict:
    placed, before = case.placed, case.placed.before
    if is_setting(placed.after, facts):
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "a truce that the report only names beside its news")
    if before is None:
        return _FIRST
    known = _announced(before, rule)
    if known is not None and known.unconfirmed:
        found = (_confirmation(placed, facts), *case.news.under(rule.update))
        return Verdict(VerdictKind.TELL_UPDATE, "confirmed", found)
    if not before.announced:
        return Verdict(VerdictKind.TELL_NEW, _first_asked(rule, placed))
    grown = case.news.under(_however_little(rule.update)) if case.news else ()
    found = concerning(case.news.under(rule.update), rule, before, facts) if grown else ()
    if found:
        kind = VerdictKind.TELL_NEW if known is None else VerdictKind.TELL_UPDATE
        return Verdict(kind, _in_words(found), found)
    if known is None and counts_beside(placed.after, facts):
        return Verdict(VerdictKind.HOLD_NOTHING_NEW, "only counts from the background of the report")
    if known is None:  # who has only this rule was not told, whatever others were
        return Verdict(VerdictKind.TELL_NEW, "first report under this rule")
    little = [one for one in concerning(grown, rule, before, facts) if not _counted_before(one, before)]
    if little:
        return Verdict(VerdictKind.HOLD_BELOW_STEP, f"{_in_words(little)}: less than the rule's next step")
    return _repeated(placed, before, known)


@lru_cache(maxsize=1000)
def _however_little(policy: UpdatePolicy) -> UpdatePolicy:
    """The same policy, to which any growth is one."""
    return replace(policy, growth=0.0)


def _counted_before(change: Change, before: Incident) -> bool:
    """Has a report counted as many already, though that was too few more to be told?"""
    new = change.new.fact
    known = headlines(before.facts).get(new.kind) if isinstance(new, Figure) else None
    return known is not None and isinstance(new, Figure) and low(new) <= low(known.figure)


def told_over_time(rule: Rule, case: Case) -> Verdict | None:
    """Say what one more report of an incident is to a rule over time that told it; None where it did not yet."""
    before = case.placed.before
    known = _announced(before, rule)
    if before is None or known is None:
        return None
    return follow_up(rule, case) or _repeated(case.placed, before, known)


def _repeated(placed: Placed, before: Incident, known: Announced) -> Verdict:
    when = f"told {known.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if len(placed.after.outlets) > len(before.outlets):
        return Verdict(VerdictKind.HOLD_ANOTHER_SOURCE, f"{placed.because}; {when}, another outlet but nothing new")
    return Verdict(VerdictKind.HOLD_NOTHING_NEW, f"{placed.because}; {when}, nothing new")


def _first_asked(rule: Rule, placed: Placed) -> str:
    if rule.confirm is not None:
        return f"confirmed: {len(placed.after.outlets)} outlets report it"
    return "first report that a rule asks for"


def _announced(incident: Incident | None, rule: Rule) -> Announced | None:
    return incident.told_under(rule.id) if incident is not None else None


def _confirmation(placed: Placed, facts: Sequence[Fact]) -> Change:
    """What is confirmed is what the rule asks for, a number of people before what happened to them."""
    asked = [saved for saved in placed.after.facts if saved.fact in facts]
    counted = [saved for saved in asked if isinstance(saved.fact, Figure)]
    new = (counted or asked or placed.after.facts)[-1]
    return Change("confirmed", new, placed.before.facts[0] if placed.before and placed.before.facts else None)


def _in_words(found: Sequence[Change]) -> str:
    return "; ".join(map(_change_in_words, found))


def _change_in_words(change: Change) -> str:
    new = change.new.fact
    if change.repeats and not isinstance(new, Figure):
        anew = f"{new.status} anew" if isinstance(new, Ceasefire) else "ground changed hands"
        return f"{anew} by {new.by}" if new.by else anew
    return f"{change.what}: {_say(change.old)} → {_say(change.new)}"


def _say(saved: SavedFact | None) -> str:
    if saved is None:
        return "–"
    fact = saved.fact
    if isinstance(fact, Figure):
        upper = "" if fact.max == fact.min else "+" if fact.max is None else f"–{fact.max}"
        return f"{fact.min if fact.min is not None else ''}{upper} {fact.kind}"
    return f"{fact.status}" if isinstance(fact, Ceasefire) else f"{fact.kind} {fact.status}"
