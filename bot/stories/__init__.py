"""Is it news? Pure deciders over incidents made from facts.

    judge(article, reading, matches, open_incidents, gazetteer, arrival) -> Judgement

is what the pipeline and the backtest call: it places, decides and says what is to be told, in these steps, each a pure
function of its own (`open_incidents` is an OpenIncidents, an index in memory; judge does not change it: the caller
stores `judgement.incidents` and `.story`, and then puts them back with `open_incidents.put(…)`):

    place_in(reading, article, open_incidents, gazetteer, now) -> Placing   which event is this?
    decide(match, case, reading) -> Verdict                                 is it news at all?
    alert_of(placed, decided, article, reading, now) -> Alert               what can be said of it?

and for every chat that subscribes to one of `alert.rules`, with what it was told of `alert.incident` (None = nothing):

    address(alert, chat, subscriptions, told, now, gazetteer, lately, gather)   is it news to this chat?
    refreshed(alert, said) -> Alert                                         a quiet edit of what was said last
    told_after(alert, address, told, now) -> Told                           what the chat knows once it is sent

    taking_effect(open_incidents, now)                                      what time alone changes
    due(incident)                                                           … and when to ask for it
    OpenIncidents(gazetteer, incidents=(), stories=())   .put  .put_story  .story(id)  .age_out(now)  len()
"""

from bot.stories.address import address, quiet_end, told_after
from bot.stories.decide import decide, follow_up
from bot.stories.grouping import GATHERED
from bot.stories.grouping import WITHIN as LATELY
from bot.stories.judge import alert_of, judge, refreshed
from bot.stories.lifetimes import due, effect_of, effect_told, taking_effect
from bot.stories.open_incidents import OpenIncidents
from bot.stories.place_in import place_in

__all__ = [
    "GATHERED",
    "LATELY",
    "OpenIncidents",
    "address",
    "alert_of",
    "decide",
    "due",
    "effect_of",
    "effect_told",
    "follow_up",
    "judge",
    "place_in",
    "quiet_end",
    "refreshed",
    "taking_effect",
    "told_after",
]
