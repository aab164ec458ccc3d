"""Whom a report counts once more of what was told as another event: «وجاءت الدعوة بعد ساعات من إصابة شخصين». Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model.article import Article
from bot.model.facts import Fact, Figure, FigureKind
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
    if not beside or story is None:
        return ()
    others = [known.get(key) for key in story.incidents[-_LATEST:] if key != incident.id]
    told = [(one, _numbers(one)) for one in others if one is not None and one.announced]
    found: list[tuple[Figure, Incident]] = []
    for figure in beside:
        gave = [(one, numbers[_number(figure)]) for one, numbers in told if _number(figure) in numbers]
        went = bool(gave) and goes_back(article.text, figure.evidence.start)
        if gave and (went or salience(figure) < LEAD):
            found += [(figure, one) for one, given in gave if _are_same(figure, given, anywhere=went)]
    return tuple(found)


def told_as_another(counted: Counted, rule: Rule, facts: Sequence[Fact]) -> Incident | None:
    """The incident of which this rule told all the people by which a report fires it; None where there is none."""
    told = [
        next((one for figure, one in counted if figure == fact and one.told_under(rule.id) is not None), None)
        for fact in facts
    ]
    return told[0] if told and all(one is not None for one in told) else None


def _number(figure: Figure) -> tuple[FigureKind, int]:
    return figure.kind, low(figure)


def _numbers(incident: Incident) -> dict[tuple[FigureKind, int], list[Figure]]:
    """What an incident counts, by kind and number."""
    found: dict[tuple[FigureKind, int], list[Figure]] = {}
    for saved in incident.facts:
        if isinstance(saved.fact, Figure):
            found.setdefault(_number(saved.fact), []).append(saved.fact)
    return found


def _are_same(figure: Figure, given: Sequence[Figure], *, anywhere: bool) -> bool:
    """Are as many of one kind the same people: many of them, or a few in the same place?"""
    here = {place_key(place) for place in figure.places}
    return anywhere or any(
        _MANY <= low(fact) == fact.max or not here.isdisjoint(map(place_key, fact.places)) for fact in given
    )
