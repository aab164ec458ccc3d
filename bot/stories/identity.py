"""Is it the same event? Facts weighed against one another, each weight with its name. Pure.

Identity comes from the event: kind, place and its containment, parties, day, toll. Wording only helps. The weights are
additive and stand in one table, so that every judgement can say what spoke for it and what against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from bot.model.facts import Place
from bot.model.story import Incident
from bot.stories.alike import Words, most
from bot.stories.centres import Lies, lies, names_centre
from bot.stories.compared import Compared
from bot.stories.counts import GREW, counted, first_count
from bot.stories.courses import NEARBY, SINGLE, belongs
from bot.stories.days import aged, dated
from bot.stories.essence import Essence
from bot.stories.filed import Filed
from bot.stories.kinds import kinship
from bot.stories.kinship import WITHIN, Nearness, affinity, family, in_words
from bot.stories.open_incidents import OpenIncidents
from bot.stories.sides import takes_on
from bot.stories.titles import titles_apart
from bot.stories.truces_nearby import only_sought
from bot.stories.weights import WEIGHTS
from bot.stories.whereabouts import Asked, asked_of, elsewhere, where, where_agreed

#: What a truce lets through; it is told of one that an agreement is about among its first kinds, of at most so many.
_LET_THROUGH = frozenset({"displacement", "siege_aid"})
_TOLD = 4
#: Talks are told of from where the mediators are, and what they are about is not always named.
_TALKED_OF = {"ceasefire", "talks"}
#: The families of what people flee from: it stands in each report of their flight, and is another event.
_FLED_FROM = frozenset({"fire", "ground", "attack"})
#: Copies of one report come within so many seconds; after that, it is what is said every day.
_COPIED_WITHIN = 18 * 3600
#: … and are among so many that share most of its anchors.
_COPIES = 2
#: Of an event told without its victims they are counted within so many seconds.
_SOON = 12 * 3600
#: … by who names what it was by a word that may well name it.
_MAY_NAME = 0.6
#: What a title calls a new one is not what was told first so many seconds before.
_ONE_BEFORE = 2 * 3600
#: What time counts, as a share, where both tell of ground taken in a place of which little else is told: who took it
#: holds it, and newsrooms tell of it for days.
_TAKEN, _TELLING_PLACE = 0.6, 1.0
#: … and where somebody answers what was told of.
_ANSWERED = 0.5
#: The families of what happens in one place, even where a report names only the area around it.
_IN_ONE_PLACE = frozenset({"fire", "blast", "harm", "ground"})
#: What share of the incidents of an area fills it, and how many, at least, a country.
_NEARLY_ALL, _SEVERAL = 0.75, 4
#: How what goes on in an area lies to who tells of all of it, and what goes on in a country.
_AROUND, _IN_COUNTRY = frozenset({Lies.AROUND}), frozenset({Lies.UNKNOWN, Lies.NEAR})
#: What titles that name other towns count, as a share, against one course of events, unless it is told from there.
_OTHER_TOWNS = 0.33
#: How near agreements lie is told by where they hold.
_AGREED = {
    Nearness.SAME: Lies.SAME,
    Nearness.WITHIN: Lies.WITHIN,
    Nearness.NEAR: Lies.NEAR,
    Nearness.UNKNOWN: Lies.UNKNOWN,
}
#: The most that words count where one newsroom tells alike of two towns.
_TOLD_ALIKE = 0.3
#: A finding as it is kept until somebody asks: words, or what words are made of.
Said = str | float | tuple[Place, Place, Nearness] | None


def _in_words(said: Said) -> str:
    if isinstance(said, tuple):
        return in_words(*said)
    return f"words {said:.0%}" if isinstance(said, float) else said or ""


class Weighed(NamedTuple):
    """An incident that may be meant: how much speaks for it, and how much for its story: sums of WEIGHTS.

    `because` says what they were, when it is asked.
    """

    theirs: Filed
    score: float
    story: float
    said: tuple[Said, ...]

    @property
    def because(self) -> str:
        """What spoke for it and against, in words."""
        return ", ".join([_in_words(said) for said in self.said if said])


class _Draft(NamedTuple):
    """What facts say of one candidate, before words are compared.

    `close` is how near the nearest places are, `silence` the seconds since its last report, `party` a name of both,
    `elapsed` what time takes away. `worded_anew`: what becomes of a truce is never told in the words in which it was
    declared, and other words speak against nothing.
    """

    theirs: Filed
    score: float
    said: tuple[Said, ...]
    close: Lies
    silence: float
    party: str
    elapsed: float
    worded_anew: bool


def weigh(ours: Compared, candidates: Sequence[Filed], open_incidents: OpenIncidents) -> tuple[Weighed, ...]:
    """Weigh a report against each of the incidents that may be meant, the likeliest first by what shares its anchors.

    Words are compared last, and only where they could still make an incident the likeliest one or hold its story
    together: the others are left out.
    """
    if not candidates:
        return ()
    asked = asked_of(ours, open_incidents)
    drafts = _filling(ours, [_draft(asked, theirs, open_incidents) for theirs in candidates])
    found: list[tuple[int, Weighed]] = []
    best, enough = float("-inf"), WEIGHTS["same incident"]
    words, (by_title, by_words, copied) = Words(ours.essence, candidates), most()
    # However alike the words, they add no more than this (and a hair for rounding).
    highest = by_title + by_words + copied + 0.001
    for at, draft in sorted(enumerate(drafts), key=lambda one: -one[1].score):
        if best >= enough and draft.score + highest < best:
            break  # nor can any of those after it
        title = words.headline(at)
        score = draft.score + (max(0.0, title) if draft.worded_anew else title)
        limit = score + by_words + (copied if at < _COPIES and draft.silence < _COPIED_WITHIN else 0.0)
        if limit < best and (best >= enough or _story(asked, draft, limit) < NEARBY):
            continue
        weight, said = words.weighed(at, of_now=draft.silence < _COPIED_WITHIN)
        if score + weight > draft.score + _TOLD_ALIKE and _told_alike(ours, draft.theirs):
            score, weight = draft.score, _TOLD_ALIKE
        score += max(0.0, weight) if draft.worded_anew else weight
        best = max(best, score)
        found.append((at, Weighed(draft.theirs, score, _story(asked, draft, score), (*draft.said, said))))
    found.sort(key=itemgetter(0))
    return tuple([one for _, one in found])


def _filling(ours: Compared, drafts: list[_Draft]) -> list[_Draft]:
    """Who tells of a whole area, and not of one strike or battle in it, tells of the course of events that fills it.

    So does who tells of a whole country, or of no place, where more than a few incidents there are of one course; but
    what is talked of there is one by itself.
    """
    if all(one.is_country for one in ours.spots):
        if ours.essence.kind == "talks":
            return drafts
        lie, least = _IN_COUNTRY, max(_SEVERAL, int(_NEARLY_ALL * len(drafts)))
    elif family(ours.essence.kind) in _IN_ONE_PLACE:
        return drafts
    else:
        lie, least = _AROUND, 0
    told = Counter([one.theirs.incident.story for one in drafts if one.close >= min(lie)])
    story, most = max(told.items(), key=itemgetter(1), default=("", 0))
    if most < least or most < _NEARLY_ALL * told.total():
        return drafts
    return [
        one._replace(close=Lies.FILLS) if one.close in lie and one.theirs.incident.story == story else one
        for one in drafts
    ]


def _told_alike(ours: Compared, theirs: Filed) -> bool:
    """Does one newsroom tell of another town? It words all strikes alike, and what it tells again names its town."""
    same = ours.outlet in theirs.incident.outlets and not agreed(ours.essence, theirs.incident)
    return same and elsewhere(ours.spots, theirs.spots)


def _draft(asked: Asked, theirs: Filed, open_incidents: OpenIncidents) -> _Draft:
    ours, towns = asked.report, asked.towns
    essence, incident = ours.essence, theirs.incident
    truces = agreed(essence, incident)
    talked = truces or _talks_of_truce(essence, incident)
    place, pair, close = where_agreed(asked, theirs) if talked else where(asked, theirs, open_incidents)
    summed = essence.kind == "toll" and "toll" in incident.kinds
    # The toll of a war is of no single attack; it may be that of the fighting with which it began.
    rises = summed or (essence.toll_rises and (essence.kind != "toll" or family(incident.kind) not in SINGLE))
    fled = essence.kind == incident.kind == "displacement"
    counts = counted(ours.tolls, theirs.tolls, fled=fled, rises=rises, falls=essence.toll_falls)
    kind, kinds = _kind(asked, theirs)
    if essence.round and essence.round == incident.round and counts.alike:
        place = max(place, WEIGHTS["unknown place"])  # the strikes of one night fall on many towns
    answered = ours.answers and _is_answered(essence, incident)
    # Who denies, claims or concedes an event, or counts its victims anew, may call it otherwise than who told of it.
    if answered or (rises and counts.alike):
        kind = max(kind, WEIGHTS["called otherwise"])
    # As many people, or a truce, are told of from many places; what else is told alike of two towns happened in both.
    same = truces or counts.alike or not towns.surely
    other = 0.0 if same or not titles_apart(towns, theirs.towns) else WEIGHTS["another title"]
    silence = abs(ours.moment - theirs.last)
    taken = essence.kind == incident.kind == "advance" and place > _TELLING_PLACE
    late = answered and silence > _SOON
    age = aged(ours, theirs, silence) * min(counts.time, _TAKEN if taken else 1.0, _ANSWERED if late else 1.0)
    day, said_of_day = (0.0, "") if summed else dated(ours, theirs, max(counts.later, int(answered)))
    if truces and ours.agreed and only_sought(incident, silence):
        day += WEIGHTS["only sought"]
    named = affinity(essence.kind, incident.kind)
    toll = counts.score * (named if counts.said == GREW else 1.0)
    if close >= WITHIN and silence < _SOON and named >= _MAY_NAME and first_count(ours.tolls, theirs.tolls):
        toll += WEIGHTS["first count"] * max(0.0, place) * named
    if summed and counts.alike:
        toll += WEIGHTS["same sum"]
    if answered and close >= WITHIN:
        toll += WEIGHTS["answered"]
    party = _party(essence.parties, incident.parties)
    if essence.anew and not incident.anew and ours.moment - theirs.first > _ONE_BEFORE:
        other += WEIGHTS["one before"]
    spoken = WEIGHTS["statement"] if essence.speaks != incident.statement and not (truces or ours.answers) else 0.0
    score = kind + place + other + age + day + toll + spoken + (WEIGHTS["party"] if party else 0.0)
    said = (kinds, pair, said_of_day, counts.said, party)
    anew = answered or (truces and (ours.follows or ours.beside))
    course = Lies.APART if close is Nearness.APART else _AGREED[close] if talked else _course(asked, theirs)
    elapsed = age + min(0.0, day) + other * (1.0 if course > Lies.NEAR else 1.0 - _OTHER_TOWNS)
    return _Draft(theirs, score, said, course, silence, party, elapsed, anew)


def _course(asked: Asked, theirs: Filed) -> Lies:
    return lies(asked.report.spots, asked.centre, theirs.spots, theirs.centre)


def _is_answered(ours: Essence, incident: Incident) -> bool:
    """May what somebody denies, claims or concedes be this? No attack is answered by talks."""
    return (ours.kind in _TALKED_OF) == (incident.kind in _TALKED_OF)


def agreed(ours: Essence, incident: Incident) -> bool:
    """Are both agreements?"""
    return ours.kind == incident.kind == "ceasefire"


def _talks_of_truce(ours: Essence, incident: Incident) -> bool:
    """Is one of them a truce, and the other talks that tell of one?"""
    both = {ours.kind, incident.kind} == _TALKED_OF
    return both and "ceasefire" in ours.kinds and "ceasefire" in incident.kinds


def _kind(asked: Asked, other: Filed) -> tuple[float, str]:
    ours, incident = asked.report.essence, other.incident
    kind, theirs = ours.kind, incident.kind
    if kind == theirs == "ceasefire":
        return WEIGHTS["kind"] + WEIGHTS["ceasefire"], kind
    if kind != theirs and "ceasefire" in (kind, theirs):
        # An attack is not the truce it breaks: what it says of the truce is placed by itself.
        talked = "talks" in (kind, theirs) or _agreed_with_a_way_out(ours, incident)
        weight = WEIGHTS["kind"] * affinity("talks", "ceasefire") if talked else WEIGHTS["no truce"]
        return weight, f"{kind}/{theirs}"
    if (kind == "displacement") != (theirs == "displacement") and {family(kind), family(theirs)} & _FLED_FROM:
        return WEIGHTS["fled from"], f"{kind}/{theirs}"
    main, aside, alike = kinship(asked.kinds, other.kinds)
    best = max(main, WEIGHTS["side kind"] * aside)
    alike = WEIGHTS["kinds alike"] * (alike - WEIGHTS["usual kinds"])
    name = kind if kind == theirs else f"{kind}/{theirs}"
    return (WEIGHTS["kind"] * best if best else WEIGHTS["another kind"]) + alike, name


def _agreed_with_a_way_out(ours: Essence, incident: Incident) -> bool:
    """Do both tell of a truce and of people or aid that it lets through? That is one agreement, whichever leads."""
    if _LET_THROUGH.isdisjoint((ours.kind, incident.kind)):
        return False
    both = set(ours.kinds[:_TOLD]).intersection(incident.kinds[: _TOLD + 1])
    return "ceasefire" in both and not both.isdisjoint(_LET_THROUGH)


def _party(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    for party in ours:
        if party in theirs:
            return party
    return ""


def _story(asked: Asked, draft: _Draft, likely: float) -> float:
    """Weigh whether it is of the same course of events, `likely` being how much it looks like the incident itself.

    Time makes another incident of it, and a story by itself knows how long it lasts.
    """
    ours, party = asked.report.essence, bool(draft.party)
    likely -= draft.elapsed
    taken_on = takes_on(asked.report, draft.theirs)
    theirs, part = draft.theirs.incident, bool(ours.round) and ours.round == draft.theirs.incident.round
    named = draft.close in _IN_COUNTRY and asked.centre is not None
    named = named and names_centre(ours.words.words, theirs.places, draft.theirs.spots, draft.theirs.centre)
    return belongs(
        ours.kind,
        theirs.kind,
        draft.close,
        draft.silence,
        likely,
        party=party,
        taken_on=taken_on,
        part=part,
        named=named,
    )
