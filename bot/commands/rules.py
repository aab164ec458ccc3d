"""The commands about rules: rules, subscribe, unsubscribe, subscriptions, test."""

from __future__ import annotations

from collections.abc import Callable

from bot.commands.forms import (
    button,
    headline,
    plain,
    plain_button,
    reply,
    rule_line,
    subscribe_button,
    title_of,
    told,
    unsubscribe_button,
)
from bot.commands.naming import means_all, named
from bot.commands.state import Command, OfferedRule, State
from bot.messages import isolate, say
from bot.model.change import ChatStarted, DemoAsked, Reply, Subscribed, TestAsked, Unsubscribed
from bot.model.message import Button, Paragraph, Part, Span

#: Rules in one page of a list: as many as a phone shows with their buttons.
_PAGE = 12

_Then = Callable[[OfferedRule, State], Reply]


def rules(command: Command, state: State) -> Reply:
    """Every rule, a page at a time, with a button for each that is not subscribed to."""
    if not state.rules:
        return reply(state, told(state, "rules_none"))
    pages = -(-len(state.rules) // _PAGE)
    page = min(max(int(command.rest), 1), pages) if command.rest.isascii() and command.rest[:6].isdigit() else 1
    language, mine = state.chat.language, _subscribed(state)
    first = (page - 1) * _PAGE
    shown = state.rules[first : first + _PAGE]
    lines = [
        rule_line(number, rule, state, mark="✓ " if rule.id in mine else "")
        for number, rule in enumerate(shown, first + 1)
    ]
    title = (
        say(language, "rules_title") if pages == 1 else say(language, "rules_page", page=str(page), pages=str(pages))
    )
    presses = [subscribe_button(rule, state) for rule in shown if rule.id not in mine]
    if page > 1:
        presses.append(button(state, "button_back", f"rules {page - 1}"))
    if page < pages:
        presses.append(button(state, "button_more", f"rules {page + 1}"))
    return reply(state, headline(title), *lines, told(state, "rules_how"), buttons=presses)


def subscribe(command: Command, state: State) -> Reply:
    """Subscribe to one rule or to all; the first subscription of all lets the sample articles begin."""
    if not command.rest:
        return _choose(state, "which_rule_subscribe", subscribe_button, state.rules)
    mine = _subscribed(state)
    if means_all(command.rest) and state.rules:
        new = tuple(rule for rule in state.rules if rule.id not in mine)
        return _subscribed_to(new, state) if new else reply(state, told(state, "subscribed_all_already"))

    def then(rule: OfferedRule, state: State) -> Reply:
        if rule.id in mine:
            text = told(state, "subscribed_already", rule=title_of(rule, state.chat.language))
            return reply(state, text, buttons=_after(rule, state))
        return _subscribed_to((rule,), state)

    return _with_rule(command.rest, state, subscribe_button, then)


def unsubscribe(command: Command, state: State) -> Reply:
    """End one subscription or all, those of rules that are gone included."""
    mine = _subscribed(state)
    held = tuple(rule for rule in state.rules if rule.id in mine)
    if not mine:
        return reply(state, told(state, "subscriptions_none"), buttons=[button(state, "button_rules", "rules")])
    if not command.rest:
        return _choose(state, "unsubscribe_which", unsubscribe_button, held)
    if means_all(command.rest):
        changes = [Unsubscribed(state.chat.ref, rule) for rule in mine]
        return reply(state, told(state, "unsubscribed_all"), changes=changes)
    gone = command.rest.strip()
    if gone in mine and gone not in {rule.id for rule in held}:
        text = told(state, "unsubscribed", rule=isolate(gone))
        return reply(state, text, changes=[Unsubscribed(state.chat.ref, gone)])

    def then(rule: OfferedRule, state: State) -> Reply:
        title = title_of(rule, state.chat.language)
        if rule.id not in mine:
            return reply(state, told(state, "not_subscribed", rule=title), buttons=[subscribe_button(rule, state)])
        changes = [Unsubscribed(state.chat.ref, rule.id)]
        return reply(state, told(state, "unsubscribed", rule=title), changes=changes)

    # A number counts in the list that "subscriptions" shows, a name is looked for among those held first.
    among = held if command.rest.isdigit() or named(command.rest, held).rule else state.rules
    return _with_rule(command.rest, state, unsubscribe_button, then, among)


def subscriptions(_command: Command, state: State) -> Reply:
    """What the chat subscribes to, a button to end each."""
    mine = _subscribed(state)
    if not mine:
        return reply(state, told(state, "subscriptions_none"), buttons=_offered(state))
    held = tuple(rule for rule in state.rules if rule.id in mine)
    lines = [rule_line(number, rule, state) for number, rule in enumerate(held, 1)]
    known = {rule.id for rule in state.rules}
    gone = [told(state, "subscription_gone", rule=isolate(rule)) for rule in mine if rule not in known]
    title = headline(say(state.chat.language, "subscriptions_title"))
    return reply(state, title, *lines, *gone, buttons=[unsubscribe_button(rule, state) for rule in held[:_PAGE]])


def test(command: Command, state: State) -> Reply:
    """Show what an alert of a rule looks like; the alert itself follows."""
    if not command.rest:
        return _choose(state, "which_rule_test", _test_button, state.rules)

    def then(rule: OfferedRule, state: State) -> Reply:
        text = told(state, "test_title", rule=title_of(rule, state.chat.language))
        return reply(state, text, changes=[TestAsked(state.chat.ref, rule.id)])

    return _with_rule(command.rest, state, _test_button, then)


def _subscribed_to(chosen: tuple[OfferedRule, ...], state: State) -> Reply:
    chat, language = state.chat, state.chat.language
    changes = [Subscribed(chat.ref, rule.id, state.now) for rule in chosen]
    samples = [DemoAsked(chat.ref, again=False)] if state.samples and not state.wants_anything else []
    if len(chosen) == 1:
        said = [told(state, "subscribed", rule=title_of(chosen[0], language))]
        presses = _after(chosen[0], state)
    else:
        lines = [Paragraph(Part.PLAIN, (Span(f"• {title_of(rule, language)}"),)) for rule in chosen]
        said = [told(state, "subscribed_many"), *lines]
        presses = [button(state, "button_subscriptions", "subscriptions")]
    if samples:
        said.append(told(state, "subscribed_samples"))
    return reply(state, *said, buttons=presses, changes=[ChatStarted(chat), *changes, *samples])


def _with_rule(
    query: str,
    state: State,
    press: Callable[[OfferedRule, State], Button],
    then: _Then,
    among: tuple[OfferedRule, ...] | None = None,
) -> Reply:
    """Go on with the rule of this name, or offer the nearest ones."""
    found = named(query, state.rules if among is None else among)
    if found.rule is not None:
        return then(found.rule, state)
    said = isolate(query[:80])
    if not found.near:
        text = told(state, "no_such_rule", rule=said)
        return reply(state, text, buttons=[button(state, "button_rules", "rules")])
    lines = [plain(f"• {title_of(rule, state.chat.language)} · {isolate(rule.id)}") for rule in found.near]
    text = told(state, "no_such_rule_near", rule=said)
    return reply(state, text, *lines, buttons=[press(rule, state) for rule in found.near])


def _choose(
    state: State,
    key: str,
    press: Callable[[OfferedRule, State], Button],
    offered: tuple[OfferedRule, ...],
) -> Reply:
    if not offered:
        return reply(state, told(state, "rules_none"))
    buttons = [press(rule, state) for rule in offered[:_PAGE]]
    if len(offered) > _PAGE:
        buttons.append(button(state, "button_more", "rules 2"))
    return reply(state, told(state, key), buttons=buttons)


def _after(rule: OfferedRule, state: State) -> list[Button]:
    return [
        button(state, "button_test", f"test {rule.id}"),
        button(state, "button_subscriptions", "subscriptions"),
        button(state, "button_rules", "rules"),
    ]


def _offered(state: State) -> list[Button]:
    return [subscribe_button(rule, state) for rule in state.rules[:_PAGE]]


def _test_button(rule: OfferedRule, state: State) -> Button:
    return plain_button(rule.title_in(state.chat.language), f"test {rule.id}")


def _subscribed(state: State) -> tuple[str, ...]:
    return tuple(dict.fromkeys(subscription.rule for subscription in state.subscriptions))
