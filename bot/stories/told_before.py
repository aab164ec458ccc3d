"""Whom a report counts once more of what was told as another event: «وجاءت الدعوة بعد ساعات من إصابة شخصين». Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model.article import Article
from bot.model.facts import Fact, Figure
from bot.model.story import Incident, Story
from bot.rulebook.rule import Rule
from bot.stories.headlines import goes_back
from bot.stories.kinship import place_key
from bot.stories.known import LEAD, salience
from bot.stories.moved import low
from bot.stories.open_incidents import OpenIncidents

#: Counts of what was told before, each with an incident that gave it.
Counted = tuple[tuple[Figure, Incident], ...]
#: Of a story's incidents only the latest are looked at.
_LATEST = 40
#: So many people are hardly counted of two events.
_MANY = 10


def counted_before(
    facts: Iterable[Fact], article: Article, incident: Incident, story: Story | None, known: OpenIncidents
) -> Counted:
    """The counts from the background of a report that other incidents of its story gave, where these were told."""
    beside = [fact for fact in facts if isinstance(fact, Figure) and fact.evidence.field != "title"]
    before = [(fact, goes_back(article.text, fact.evidence.start)) for fact in beside]
    before = [(fact, went) for fact, went in before if went or salience(fact) < LEAD]
    if not before or story is None:
        return ()
    others = [known.get(key) for key in story.incidents[-_LATEST:] if key != incident.id]
    told = [one for one in others if one is not None and one.announced]
    return tuple([(figure, one) for figure, went in before for one in told if _counts(one, figure, anywhere=went)])


def told_as_another(counted: Counted, rule: Rule, facts: Sequence[Fact]) -> Incident | None:
    """The incident of which this rule told all the people by which a report fires it; None where there is none."""
    told = [next((one for figure, one in counted if figure == fact and _announced(one, rule)), None) for fact in facts]
    return told[0] if told and all(one is not None for one in told) else None


def _counts(incident: Incident, figure: Figure, *, anywhere: bool) -> bool:
    """Does an incident count as many of the kind, a few of them in the same place?"""
    here = {place_key(place) for place in figure.places}
    return any(
        isinstance(fact, Figure)
        and fact.kind is figure.kind
        and low(fact) == low(figure)
        and (anywhere or _MANY <= low(fact) == fact.max or not here.isdisjoint(map(place_key, fact.places)))
        for fact in (saved.fact for saved in incident.facts)
    )


def _announced(incident: Incident, rule: Rule) -> bool:
    return any(told.rule.id == rule.id for told in incident.announced)
