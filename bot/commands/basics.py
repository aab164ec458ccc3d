"""The commands about the conversation itself: start, help, language, demo, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.arabic.letters import fold_word
from bot.commands.forms import button, headline, plain, plain_button, reply, shown_command, subscribe_button, told
from bot.commands.naming import named
from bot.commands.parse import commands
from bot.commands.state import Command, OfferedRule, State
from bot.messages import isolate, say
from bot.model.change import ChatStarted, DemoAsked, LanguageSet, Reply
from bot.model.chat import Language
from bot.model.message import Button, Paragraph, Part, Span

#: What follows each command, as help shows it; the others take nothing.
ARGUMENTS = {
    "subscribe": "arg_rule",
    "unsubscribe": "arg_rule",
    "test": "arg_rule",
    "language": "arg_language",
    "whynot": "arg_words",
    "watch": "arg_watch",
    "unwatch": "arg_id",
}

_LANGUAGES = {
    Language.ARABIC: ("ar", "arabic", "عربي", "العربيه", "عربيه", "بالعربيه"),
    Language.ENGLISH: ("en", "english", "انجليزي", "الانجليزيه", "انجليزيه", "انكليزي", "الانكليزيه", "بالانجليزيه"),
}


def start(_command: Command, state: State) -> Reply:
    """Greet, say what this is, offer the rules. A chat that was parked comes back with its subscriptions."""
    language = state.chat.language
    title = say(language, "start_back" if state.known else "start_title")
    how = "start_how_subscribed" if state.subscriptions else "start_how" if state.rules else "start_no_rules"
    presses = _first_buttons(state)
    said = [headline(title), told(state, "start_what"), told(state, how)]
    return reply(state, *said, buttons=presses, changes=[ChatStarted(state.chat)])


def help_(_command: Command, state: State) -> Reply:
    """Every command with what it does."""
    lines = [_help_line(name, state) for name in commands() if name != "demo" or state.samples]
    title = headline(say(state.chat.language, "help_title"))
    presses = [button(state, "button_rules", "rules"), button(state, "button_subscriptions", "subscriptions")]
    return reply(state, title, *lines, told(state, "help_both"), buttons=presses)


def language(command: Command, state: State) -> Reply:
    """Set the chat's language; the answer is in the new one."""
    wanted = fold_word(command.rest).lower().strip()
    if not wanted:
        return reply(state, told(state, "language_which"), buttons=_language_buttons())
    chosen = next((known for known, names in _LANGUAGES.items() if wanted in names), None)
    if chosen is None:
        said = told(state, "language_unknown", said=isolate(command.rest[:40]))
        return reply(state, said, buttons=_language_buttons())
    text = say(chosen, "language_set")
    there = Reply((), (ChatStarted(state.chat), LanguageSet(state.chat.ref, chosen)))
    # Said in the language chosen, whatever the chat spoke until now.
    spoken = reply(_speaking(state, chosen), plain(text), buttons=_first_buttons(_speaking(state, chosen))[-3:])
    return Reply(spoken.messages, there.changes)


def demo(_command: Command, state: State) -> Reply:
    """Let the sample articles come again, where that cannot be mistaken for news."""
    if not state.samples:
        return reply(state, told(state, "demo_off"))
    said = [told(state, "demo_begins")]
    if not state.subscriptions:
        said.append(told(state, "demo_subscribe"))
        return reply(state, *said, buttons=_first_buttons(state), changes=[DemoAsked(state.chat.ref, again=True)])
    return reply(state, *said, changes=[DemoAsked(state.chat.ref, again=True)])


def unknown(command: Command, state: State) -> Reply:
    """Say so, and offer the nearest command, or the rule that was named without one."""
    said = isolate(command.rest[:80])
    if command.nearest:
        rest = command.rest.split(maxsplit=1)[1:]
        near = " ".join([shown_command(command.nearest, state), *rest])[:64]
        press = Button(near, " ".join([command.nearest, *rest])[:64])
        return reply(state, told(state, "unknown_near", said=said, nearest=isolate(near)), buttons=[press])
    found = named(command.rest, state.rules)
    if found.rule is not None and not command.rest.isdigit():
        label = say(state.chat.language, "button_subscribe_to", rule=found.rule.title_in(state.chat.language))
        press = plain_button(label, f"subscribe {found.rule.id}")
        return reply(state, told(state, "unknown_near", said=said, nearest=label), buttons=[press])
    presses = [button(state, "button_help", "help"), button(state, "button_rules", "rules")]
    return reply(state, told(state, "unknown", said=said), buttons=presses)


def _first_buttons(state: State) -> list[Button]:
    if state.subscriptions:
        presses = [button(state, "button_subscriptions", "subscriptions"), button(state, "button_rules", "rules")]
        return [*presses, button(state, "button_help", "help")]
    offered = [subscribe_button(rule, state) for rule in _offered(state.rules)[:9]]
    return [*offered, button(state, "button_rules", "rules"), button(state, "button_help", "help")]


def _offered(rules: Sequence[OfferedRule]) -> list[OfferedRule]:
    """The first rule of each file, then the second of each …: a file is a theme that opens with its main rule."""
    themes: dict[str, list[OfferedRule]] = {}
    for rule in rules:
        themes.setdefault(rule.theme, []).append(rule)
    rounds = zip_longest(*themes.values())
    return [rule for each in rounds for rule in each if rule is not None]


def _language_buttons() -> list[Button]:
    return [Button(say(language, "language_name"), f"language {language.value}") for language in Language]


def _help_line(name: str, state: State) -> Paragraph:
    language = state.chat.language
    argument = f" {say(language, ARGUMENTS[name])}" if name in ARGUMENTS else ""
    shown = isolate(shown_command(name, state) + argument)
    what = say(language, f"menu_{name}")
    latin = f" ({isolate('/' + name)})" if language is Language.ARABIC and state.chat.ref.platform != "slack" else ""
    return Paragraph(Part.PLAIN, (Span(shown, bold=True), Span(f" — {what}{latin}")))


def _speaking(state: State, language: Language) -> State:
    return replace(state, chat=replace(state.chat, language=language))
