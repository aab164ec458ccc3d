"""The commands that look back: latest, why, whynot."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.commands.forms import button, headline, reply, title_of, told
from bot.commands.state import Command, State
from bot.messages import isolate, say, say_reason
from bot.model.change import Recalled, Reply
from bot.model.facts import Evidence
from bot.model.message import Paragraph, Part, Span
from bot.rulebook import watch_id

_LATEST = 5
#: So much of a text without a title is shown for it.
_BEGINNING = 80
_SOUGHT = 3


def latest(command: Command, state: State) -> Reply:
    """The service's last alerts, those with all the words given."""
    wanted = fold_word(command.rest).split()
    found = [past for past in state.latest if past.message and all(word in _searched(past) for word in wanted)]
    if not found:
        none = told(state, "latest_none_of", words=isolate(command.rest)) if wanted else told(state, "latest_none")
        return reply(state, none)
    title = headline(say(state.chat.language, "latest_title"))
    return reply(state, title, *(line for past in found[:_LATEST] for line in _shown(past, state)))


def why(_command: Command, state: State) -> Reply:
    """Why the chat got its last alert, or the one it replied to: rules, judgement, proof."""
    if not state.told:
        return reply(state, told(state, "why_none"))
    past = state.told[0]
    title = headline(say(state.chat.language, "why_title"))
    said = [*_shown(past, state)[:1], *_rules(past, state), *_judgement(past, state)]
    if past.evidence:
        said.append(told(state, "why_proof"))
        said.extend(part for evidence in past.evidence[:_SOUGHT] for part in _proof(evidence, state))
    return reply(state, title, *said, buttons=[button(state, "button_latest", "latest")])


def whynot(command: Command, state: State) -> Reply:
    """What became of the articles with this link or these words."""
    if not command.rest:
        return reply(state, told(state, "whynot_how"))
    if not state.sought:
        a_rule = any(rule.id == command.rest for rule in state.rules)
        answered = "whynot_rule" if a_rule else "whynot_unseen"
        return reply(state, told(state, answered, words=isolate(command.rest[:80])))
    title = headline(say(state.chat.language, "whynot_title"))
    said = [line for past in state.sought[:_SOUGHT] for line in _fate(past, state)]
    return reply(state, title, *said)


def _fate(past: Recalled, state: State) -> list[Paragraph]:
    """One article, and what was decided about it."""
    name = past.article.title or _beginning(past.article.text)
    head = Paragraph(Part.PLAIN, (Span(isolate(name), bold=True, link=past.article.url),))
    if past.told:
        return [head, told(state, "whynot_told")]
    if not past.rules:
        said = [told(state, "whynot_no_rule")]
        return [head, *said, *([_reason(past, state)] if past.reason else [])]
    if past.address:
        detail = [_because(past.address_reason, state)] if past.address_reason else []
        return [head, told(state, f"address_{past.address}"), *_rules(past, state), *detail]
    mine = {subscription.rule for subscription in state.subscriptions} | {watch_id(one) for one in state.watches}
    if not mine & set(past.rules):
        titles = (
            "، ".join(_titles(past, state)) if state.chat.language.value == "ar" else ", ".join(_titles(past, state))
        )
        return [head, told(state, "whynot_subscribe", rule=titles)]
    return [head, *_rules(past, state), *_judgement(past, state)]


def _beginning(text: str) -> str:
    """The first words of a text without a title, whole, with a mark that it goes on."""
    text = " ".join(text[: 4 * _BEGINNING].split())
    if len(text) <= _BEGINNING:
        return text
    return text[:_BEGINNING].rsplit(maxsplit=1)[0] + " …"


def _shown(past: Recalled, state: State) -> list[Paragraph]:
    """An alert in two lines: its headline, then outlet, time and link as it was sent."""
    if past.message is None:
        return [Paragraph(Part.PLAIN, (Span(isolate(past.article.title or _beginning(past.article.text)), bold=True),))]
    heads = [part for part in past.message.paragraphs if part.part is Part.HEADLINE] or list(
        past.message.paragraphs[:1]
    )
    metas = [part for part in past.message.paragraphs if part.part is Part.META]
    # The line with the link says who published it and when; other small print explains the alert, not the news.
    source = [part for part in metas if any(span.link for span in part.spans)] or metas[-1:]
    lines = [Paragraph(Part.PLAIN, (Span("• "), *_unsigned(part.spans))) for part in heads[:1]]
    if source:
        return [*lines, source[0]]
    link = Span(say(state.chat.language, "latest_read"), link=past.article.url) if past.article.url else Span("")
    return [*lines, Paragraph(Part.META, (Span(f"{isolate(past.article.outlet)} "), link))]


def _unsigned(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """A headline without its sign of severity: in a list the bullet stands there."""
    sign = spans[0].text.strip() if spans else ""
    return spans[1:] if len(sign) == 1 and not sign.isalnum() else spans


def _titles(past: Recalled, state: State) -> list[str]:
    titles = {rule.id: title_of(rule, state.chat.language) for rule in state.rules}
    titles |= {watch_id(watch): isolate(watch.text) for watch in state.watches}
    return [titles.get(rule, isolate(rule)) for rule in past.rules]


def _rules(past: Recalled, state: State) -> list[Paragraph]:
    return [told(state, "why_rule", rule=title) for title in _titles(past, state)]


def _judgement(past: Recalled, state: State) -> list[Paragraph]:
    said = []
    if past.verdict:
        said.append(told(state, "why_verdict", verdict=say(state.chat.language, f"verdict_{past.verdict}")))
    return [*said, *([_reason(past, state)] if past.reason else [])]


def _reason(past: Recalled, state: State) -> Paragraph:
    return _because(past.reason, state)


def _because(reason: str, state: State) -> Paragraph:
    """A stored reason in the chat's language, on its clock."""
    language = state.chat.language
    said = isolate(say_reason(reason, language, state.zone))
    return Paragraph(Part.META, (Span(say(language, "why_reason", reason=said)),))


def _proof(evidence: Evidence, state: State) -> list[Paragraph]:
    pattern = say(state.chat.language, "why_pattern", pattern=isolate(evidence.pattern))
    return [Paragraph(Part.QUOTE, (Span(evidence.quote),)), Paragraph(Part.META, (Span(pattern),))]


def _searched(past: Recalled) -> str:
    message = past.message.text if past.message else ""
    return fold_word(f"{past.article.title} {past.article.text} {message}")
