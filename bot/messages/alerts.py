"""An alert as a message: headline and facts generated, the proof quoted, who published it, when, how many say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.messages.catalogue import isolate, say
from bot.messages.contested import contested
from bot.messages.counts import figure_line, number
from bot.messages.headline import headline, lead_figure, locale_of, say_fact, say_figure, sentence
from bot.messages.names import Gazetteer, party_name, say_list
from bot.messages.quotes import clean, quotes
from bot.messages.template import filled
from bot.model.chat import Language
from bot.model.facts import Ceasefire, Evidence, Fact, Figure
from bot.model.message import Message, Paragraph, Part, Span
from bot.model.story import Alert, Change, FiredRule

#: The line of a notification is cut here, at a word.
_SHORT = 160
#: What comes within this time comes within minutes; a group of what is further apart has waited (in quiet hours).
_MINUTES = timedelta(minutes=30)
#: How grave alerts are, the least first.
_GRAVITY = ("low", "medium", "high", "critical")
#: Figures beside the one in the headline.
_MOST_FIGURES = 4
#: Where nobody has told the outlets' names in the reader's language.
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def render_alert(
    alert: Alert,
    language: Language,
    gazetteer: Gazetteer,
    zone: ZoneInfo,
    rules: Sequence[str] = (),
    translation: str = "",
    withheld: bool = False,
    evidence: Sequence[Evidence] = (),
    outlets: Mapping[str, str] = _NO_NAMES,
    template: str = "",
) -> Message:
    """Write the whole alert. `rules` are the ids to name (none given: all of the alert's).

    `translation` is the machine translation of the quoted sentences (`proof`) where there is one, checked by whoever
    made it; `withheld` says that there was one and that it was not to be trusted.
    `evidence` is quoted where the alert has no facts (rules of keywords alone). `outlets` are the names that outlets
    have in the reader's language, by the name that the articles give. `template` is the rule's own wording of the
    headline (docs/rules.md), "" for ours.
    """
    head = headline(alert, language, gazetteer, zone)
    if template:
        head = filled(template, alert, language, gazetteer, published(alert.article.published, language, zone)) or head
    proof = [*(fact.evidence for fact in alert.facts), *evidence]
    paragraphs = [
        Paragraph(Part.HEADLINE, (Span(f"{say(language, f'mark_{alert.severity}')} "), Span(head, bold=True))),
        *_facts(alert, language, outlets),
        *_changes(alert, language, gazetteer, zone),
        *(quotes(alert.article, proof) or _title(alert)),
        *_translated(translation, withheld, language),
        *_meta(alert, language, zone, outlets),
        *_rules(alert, language, rules),
    ]
    return Message(language, tuple(paragraphs), short=_short(alert, head, language), severity=alert.severity)


def render_update(
    alert: Alert,
    language: Language,
    gazetteer: Gazetteer,
    zone: ZoneInfo,
    rules: Sequence[str] = (),
    outlets: Mapping[str, str] = _NO_NAMES,
) -> Message:
    """Write the short reply to the first message: old → new, who says so, when."""
    del rules
    changes = [say_change(change, alert, language, gazetteer, zone) for change in alert.changes]
    head = say(language, "update", what=changes[0] if changes else headline(alert, language, gazetteer, zone))
    more = [_plain(text) for text in changes[1:3]]
    mark = say(language, f"mark_{alert.severity}")
    paragraphs = [
        Paragraph(Part.HEADLINE, (Span(f"{mark} "), Span(head, bold=True))),
        *more,
        *_contested(alert, language, outlets),
        *quotes(alert.article, [change.new.fact.evidence for change in alert.changes])[:1],
        *_meta(alert, language, zone, outlets),
    ]
    return Message(language, tuple(paragraphs), short=_short(alert, head, language), severity=alert.severity)


def render_group(
    alerts: Sequence[Alert],
    language: Language,
    gazetteer: Gazetteer,
    zone: ZoneInfo,
    outlets: Mapping[str, str] = _NO_NAMES,
) -> Message:
    """Write several alerts as one message: a line each, of one incident only the latest."""
    latest = {alert.incident: alert for alert in alerts}
    ranked = list(latest.values())
    gravest = max(ranked, key=lambda alert: _GRAVITY.index(alert.severity))
    mark = say(language, f"mark_{gravest.severity}")
    count = len(ranked)
    moments = [alert.at for alert in ranked if alert.at is not None]
    apart = max(moments) - min(moments) if moments else timedelta()
    key = "group" if apart <= _MINUTES else "group_waited"
    head = say(language, key, count=count, n=number(count, language))
    lines = []
    for alert in ranked:
        name = outlets.get(alert.article.outlet) or party_name(clean(alert.article.outlet), language)
        spans = [Span("• "), Span(headline(alert, language, gazetteer, zone), bold=True)]
        spans.append(Span(f" · {isolate(name or say(language, 'outlet_unknown'))}"))
        if alert.article.url.startswith(("http://", "https://")):
            spans += [Span(" · "), Span(say(language, "original"), link=alert.article.url)]
        lines.append(Paragraph(Part.PLAIN, tuple(spans)))
    title = Paragraph(Part.HEADLINE, (Span(f"{mark} "), Span(head, bold=True)))
    return Message(language, (title, *lines), short=f"{mark} {head}", severity=gravest.severity)


def say_change(change: Change, alert: Alert, language: Language, gazetteer: Gazetteer, zone: ZoneInfo) -> str:
    """One change in a line: what it was, what it is, who says so."""
    new = _said(change.new.fact, alert, language, gazetteer, zone)
    old = ""
    if change.old is not None:
        # Where the same status is told once more, what tells it from before is who, or from when.
        old = _said(change.old.fact, alert, language, gazetteer, zone, bare=not change.repeats)
    key = f"change_{change.what}" if old or change.what != "toll_up" else "change_toll_first"
    return say(language, key, old=old, new=new)


def _said(
    fact: Fact, alert: Alert, language: Language, gazetteer: Gazetteer, zone: ZoneInfo, bare: bool = False
) -> str:
    if isinstance(fact, Figure):
        return figure_line(fact, language) if bare else say_figure(fact, alert.places, language, gazetteer)
    if isinstance(fact, Ceasefire) and bare:
        return say(language, f"ceasefire_{fact.status}")
    return say_fact(fact, alert.places, language, gazetteer, zone)


def _facts(alert: Alert, language: Language, outlets: Mapping[str, str]) -> list[Paragraph]:
    """The figures that the headline does not give, with scope and speaker; then how they differ."""
    figures = [fact for fact in alert.facts if isinstance(fact, Figure)]
    if figures and not isinstance(alert.facts[0], Ceasefire):
        lead = lead_figure(figures)
        figures.remove(lead)
        figures = [lead, *figures] if lead.speaker else figures
    lines = [figure_line(fact, language, speaker=True) for fact in figures[:_MOST_FIGURES]]
    found = [Paragraph(Part.FACTS, (Span(sentence(line)),)) for line in lines]
    found.extend(_contested(alert, language, outlets))
    if alert.unconfirmed:
        found.append(Paragraph(Part.FACTS, (Span(say(language, "unconfirmed")),)))
    return found


def _contested(alert: Alert, language: Language, outlets: Mapping[str, str]) -> list[Paragraph]:
    text = contested(alert.known, language, outlets)
    return [Paragraph(Part.FACTS, (Span(text),))] if text else []


def _changes(alert: Alert, language: Language, gazetteer: Gazetteer, zone: ZoneInfo) -> list[Paragraph]:
    """What this edit changed, kept in the edited message."""
    texts = [say_change(change, alert, language, gazetteer, zone) for change in alert.changes[:3]]
    return [_plain(text) for text in texts]


def _title(alert: Alert) -> tuple[Paragraph, ...]:
    text = clean(alert.article.title or alert.article.text[:200]).strip()
    return (Paragraph(Part.QUOTE, (Span(isolate(f"«{text}»")),)),) if text else ()


def _translated(translation: str, withheld: bool, language: Language) -> list[Paragraph]:
    if translation:
        return [_plain(say(language, "translated", text=isolate(clean(translation))))]
    return [_plain(say(language, "translation_withheld"))] if withheld else []


def proof(alert: Alert) -> str:
    """The quoted sentences as one text: what a translator is asked for."""
    found = quotes(alert.article, [fact.evidence for fact in alert.facts]) or _title(alert)
    return " ".join(clean(one.text).strip(" «»…").strip() for one in found)


def _meta(alert: Alert, language: Language, zone: ZoneInfo, outlets: Mapping[str, str]) -> list[Paragraph]:
    """Outlet, time of publication, link; then how many outlets report it."""
    article = alert.article
    name = outlets.get(article.outlet) or party_name(clean(article.outlet), language)
    outlet = name or say(language, "outlet_unknown")
    spans = [Span(isolate(outlet)), Span(" · "), Span(published(article.published, language, zone))]
    if article.url.startswith(("http://", "https://")):
        spans += [Span(" · "), Span(say(language, "original"), link=article.url)]
    found = [Paragraph(Part.META, tuple(spans))]
    count = len(alert.outlets)
    if count > 1:
        named = [outlets.get(name) or party_name(name, language) for name in alert.outlets[:4]]
        names = say_list([isolate(name) for name in named], language)
        text = say(language, "sources", count=count, n=number(count, language))
        found.append(Paragraph(Part.META, (Span(f"{sentence(text)}: {names}" + (" …" if count > 4 else "")),)))
    return found


def published(at: datetime | None, language: Language, zone: ZoneInfo) -> str:
    """The time of publication in the reader's zone; said so where nobody knows it."""
    from babel.dates import format_datetime, get_timezone_location

    if at is None:
        return say(language, "time_unknown")
    comma = "،" if language is Language.ARABIC else ","
    locale = locale_of(language)
    when = format_datetime(at.astimezone(zone), f"EEE d MMM y{comma} HH:mm", tzinfo=zone, locale=locale)
    city = "UTC" if zone.key == "UTC" else get_timezone_location(zone, locale=locale, return_city=True)
    return say(language, "time_in_zone", when=when, zone=isolate(str(city)))


def _rules(alert: Alert, language: Language, named: Sequence[str]) -> list[Paragraph]:
    rules: list[FiredRule] = [rule for rule in alert.rules if not named or rule.id in named]
    if not rules:
        return []
    titles = say_list([say(language, "quoted", quote=rule.title_in(language)) for rule in rules], language)
    return [Paragraph(Part.META, (Span(say(language, "rules_named", count=len(rules), rules=titles)),))]


def _short(alert: Alert, head: str, language: Language) -> str:
    text = f"{say(language, f'mark_{alert.severity}')} {head}"
    if len(text) <= _SHORT:
        return text
    cut = text.rfind(" ", 0, _SHORT)
    return text[: cut if cut > 0 else _SHORT] + "…"


def _plain(text: str) -> Paragraph:
    return Paragraph(Part.PLAIN, (Span(text),))
