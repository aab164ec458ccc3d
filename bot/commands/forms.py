"""The few shapes in which commands answer: a text, a list, rules to press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.commands.parse import word_for
from bot.commands.state import OfferedRule, State
from bot.messages import isolate, say
from bot.model.change import Change, Reply
from bot.model.chat import Language
from bot.model.message import Button, Message, Paragraph, Part, Span

#: A title on a button; longer ones are cut there (never in the text).
_LABEL = 48


def plain(text: str, *, bold: bool = False) -> Paragraph:
    """A paragraph of one text."""
    return Paragraph(Part.PLAIN, (Span(text, bold=bold),))


def headline(text: str) -> Paragraph:
    """The title of an answer."""
    return Paragraph(Part.HEADLINE, (Span(text, bold=True),))


def message(state: State, *paragraphs: Paragraph, buttons: Sequence[Button] = ()) -> Message:
    """A message in the chat's language."""
    return Message(state.chat.language, paragraphs, short=paragraphs[0].text, buttons=tuple(buttons))


def reply(
    state: State,
    *paragraphs: Paragraph,
    buttons: Sequence[Button] = (),
    changes: Iterable[Change] = (),
) -> Reply:
    """An answer of one message."""
    return Reply((message(state, *paragraphs, buttons=buttons),), tuple(changes))


def told(state: State, key: str, **values: str) -> Paragraph:
    """A paragraph of a fixed text."""
    return plain(say(state.chat.language, key, **values))


def title_of(rule: OfferedRule, language: Language) -> str:
    """The rule's title, safe to stand in a sentence of either direction."""
    return isolate(rule.title_in(language))


def severity_of(rule: OfferedRule) -> str:
    """low, medium, high or critical."""
    return str(rule.severity)


def rule_line(number: int, rule: OfferedRule, state: State, *, mark: str = "") -> Paragraph:
    """One rule in a list: number, title, severity, id."""
    language = state.chat.language
    grade = say(language, f"severity_{severity_of(rule)}")
    return Paragraph(
        Part.PLAIN,
        (
            Span(f"{number}. {mark}"),
            Span(title_of(rule, language), bold=True),
            Span(f" · {grade} · {isolate(rule.id)}"),
        ),
    )


def subscribe_button(rule: OfferedRule, state: State) -> Button:
    """A press that subscribes."""
    return _rule_button("button_subscribe", f"subscribe {rule.id}", rule, state)


def unsubscribe_button(rule: OfferedRule, state: State) -> Button:
    """A press that ends a subscription."""
    return _rule_button("button_unsubscribe", f"unsubscribe {rule.id}", rule, state)


def button(state: State, key: str, command: str, **values: str) -> Button:
    """A press with a fixed label."""
    return Button(say(state.chat.language, key, **values), command)


def plain_button(label: str, command: str) -> Button:
    """A press with a label of its own, cut where it is too long for one."""
    return Button(_short(label), command)


def shown_command(command: str, state: State) -> str:
    """How a person of this chat writes the command: the word of their language, or with what the platform needs."""
    language = state.chat.language
    if language is Language.ARABIC:
        return word_for(command, language)
    return f"/nadhir {command}" if state.chat.ref.platform == "slack" else f"/{command}"


def _rule_button(key: str, command: str, rule: OfferedRule, state: State) -> Button:
    language = state.chat.language
    return Button(say(language, key, rule=_short(rule.title_in(language))), command)


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"
