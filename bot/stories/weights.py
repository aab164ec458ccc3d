"""What each finding weighs when reports are compared: one table, so that judgements can be read and searched for."""

from __future__ import annotations

#: What each finding weighs. Found by search over the hand-made groups (bench/stories.py), kept where every
#: window gains.
WEIGHTS: dict[str, float] = {
    "same incident": 2.6,  # from here on two reports tell of one event
    "same story": 1.5,  # … or belong to one course of events
    "kind": 1.6,  # times affinity
    "ceasefire": 1.5,  # more, where both are one: agreements are rarer than attacks
    "side kind": 0.6,  # times affinity of what is not the main kind
    "kinds alike": 2.0,  # times the cosine of all kinds reported, above the usual
    "usual kinds": 0.6,
    "another kind": -1.4,
    "no truce": -2.5,
    "called otherwise": 0.9,  # at least, by who answers what was told of it or counts its victims anew
    "answered": 1.0,  # somebody denies, claims or concedes what was told of there
    "fled from": 0.0,  # one tells of flight, the other of the fighting
    "same place": 1.4,  # times how telling the place is
    "within": 0.6,  # likewise
    "near": -0.8,
    "unknown place": -0.4,
    "apart": -2.5,
    "another title": -6.0,  # the titles name other towns
    "one before": -6.0,  # the title tells its event from one before it
    "same day": 0.65,
    "same beginning": 1.0,  # … of two truces: few others begin then, and newsrooms word one truce anew
    "only sought": -4.0,  # a truce is agreed, and another was only talked of days ago
    "another day": -2.0,
    "the night between": -0.3,  # … which one night lies between
    "age": -1.0,  # for every lifetime of the kind since the first report
    "silence": -3.0,  # … and since the last
    "hours": -0.2,  # times the logarithm of the hours since the last: most reports of an event come in its first hours
    "party": 0.2,
    "statement": -0.5,  # one is what somebody says, and the other what happened
    "toll": 1.2,
    "rare toll": 0.5,  # … more for every power of ten above ten
    "toll nearby": 0.8,  # hardly more or fewer dead
    "toll unread": 0.8,  # it is said to have risen, and nobody read to how many
    "first count": 0.9,  # … of what was told without any, times what the place weighs and affinity
    "same sum": 1.0,  # … and both are counts of all whom a war, or a round of it, harmed so far
    "toll grew": 0.2,  # more dead, as the first counts of one event grow
    "another toll": -0.4,
    "toll rose": 1.3,  # the report says that it rose, and it did
    "words": 4.0,  # times likeness above the usual
    "usual words": 0.13,
    "contrast": 20.0,  # times likeness by what the other candidates do not share, above the usual
    "usual contrast": 0.08,
    "least words": -0.8,
    "most words": 3.0,
    "copied words": 8.0,  # … and of the same hours once more, above the likeness that only copies have
    "usual copy": 0.33,
    "headline": 3.0,  # times likeness above the usual: titles name what is new
    "usual headline": 0.2,
    # For belonging to one course of events, whichever event of it:
    "story likely": 0.42,  # times what speaks for the same incident, time apart: a course of events lasts
    "story kind": 0.63,  # times affinity
    "story same": 1.84,
    "story within": 0.85,
    "story fills": 1.6,
    "story around": 0.6,
    "story beside": 0.4,
    "story near": 0.3,
    "story unknown": -0.3,
    "story apart": -1.49,
    "story party": 0.48,
    "story taken on": 3.0,  # the side that took a place takes another one, elsewhere in the country
    "story named": 1.5,  # the report names, whatever for, where the other mainly is
    "story round": 3.0,  # both are parts of one round of fighting between two states, wherever each happens
    "story only struck": -0.5,  # fighting for a place, where so far only strikes on it were told of
    "story another strike": -6.0,  # a strike, where so far only strikes of other days were told of
    "story once": -0.8,  # a strike, days after anything was told of the story: at once, and for every day more
    "story silence": -0.13,  # for every day since the last report, half a day left out
}
