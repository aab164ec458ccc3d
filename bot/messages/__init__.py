"""Floor 4 · words: messages in the reader's language, generated from facts.

render_alert(alert, language, gazetteer, zone, rules=(), translation="") -> Message     the whole alert
render_update(alert, language, gazetteer, zone, rules=()) -> Message                     the short reply: old → new
render_group(alerts, language, gazetteer, zone) -> Message                               several alerts, a line each
say(language, key, **values) -> str         a fixed text of data/*.yaml; `count=` chooses the plural class
say_reason(reason, language, zone) -> str   a stored reason in the reader's language
say_what(what, language), say_remedy(…)     a fault of a rule file in the reader's language
isolate(text) -> str                        sets a name, number or link apart in a sentence of the other direction
"""

from bot.messages.alerts import proof, published, render_alert, render_group, render_update, say_change
from bot.messages.catalogue import isolate, knows, plural, say
from bot.messages.faults import say_remedy, say_what
from bot.messages.names import party_name, place_name
from bot.messages.quotes import clean
from bot.messages.reasons import say_reason

__all__ = [
    "clean",
    "isolate",
    "knows",
    "party_name",
    "place_name",
    "plural",
    "proof",
    "published",
    "render_alert",
    "render_group",
    "render_update",
    "say",
    "say_change",
    "say_reason",
    "say_remedy",
    "say_what",
]
