"""A rule's own wording of the headline: `message: {ar: "قصف {place}: {number} قتيلا"}`."""

from __future__ import annotations

import re

from bot.messages.catalogue import isolate, say
from bot.messages.counts import short_count
from bot.messages.headline import lead_figure
from bot.messages.names import Gazetteer, party_name, place_list
from bot.messages.quotes import clean
from bot.model.chat import Language
from bot.model.facts import Ceasefire, Event, Figure
from bot.model.story import Alert

_NAME = re.compile(r"\{(\w+)\}")


def filled(template: str, alert: Alert, language: Language, gazetteer: Gazetteer, time: str) -> str:
    """The template with its values; "" where the alert has not all that it names: our own headline is better then."""
    values = _values(alert, language, gazetteer) | {"time": time}
    if not all(values.get(name) for name in _NAME.findall(template)):
        return ""
    return _NAME.sub(lambda found: values[found[1]], template)


def _values(alert: Alert, language: Language, gazetteer: Gazetteer) -> dict[str, str]:
    figures = [fact for fact in alert.facts if isinstance(fact, Figure)]
    first = alert.facts[0] if alert.facts else None
    by = next((fact.by for fact in alert.facts if isinstance(fact, Ceasefire | Event) and fact.by), "")
    places = next((fact.places for fact in alert.facts if fact.places), alert.places)
    status = say(language, f"ceasefire_{first.status}") if isinstance(first, Ceasefire) else ""
    quote = clean(first.evidence.quote).strip() if first is not None else ""
    return {
        "title": alert.rules[0].title_in(language) if alert.rules else "",
        "place": place_list(places, language, gazetteer),
        "number": short_count(lead_figure(figures), language) if figures else "",
        "party": party_name(by, language) if by else "",
        "speaker": party_name(first.speaker, language) if first is not None and first.speaker else "",
        "status": status,
        "quote": isolate(f"«{quote}»") if quote else "",
        "outlet": isolate(clean(alert.article.outlet)) if alert.article.outlet else "",
    }
