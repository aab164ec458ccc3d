"""From a command and what is known to a reply and what changes."""

from __future__ import annotations

from collections.abc import Callable

from bot.commands import basics, looking, rules, watching
from bot.commands.state import Command, Need, State
from bot.model.change import ChatStarted, Reply

Handler = Callable[[Command, State], Reply]

HANDLERS: dict[str, Handler] = {
    "start": basics.start,
    "help": basics.help_,
    "rules": rules.rules,
    "subscribe": rules.subscribe,
    "unsubscribe": rules.unsubscribe,
    "subscriptions": rules.subscriptions,
    "language": basics.language,
    "latest": looking.latest,
    "why": looking.why,
    "whynot": looking.whynot,
    "test": rules.test,
    "demo": basics.demo,
    "watch": watching.watch,
    "unwatch": watching.unwatch,
    "watches": watching.watches,
}

_NEEDS: dict[str, frozenset[Need]] = {
    "latest": frozenset({Need.LATEST}),
    "why": frozenset({Need.TOLD}),
    "whynot": frozenset({Need.SOUGHT}),
    "watch": frozenset({Need.PAST}),
}


def needs(command: Command) -> frozenset[Need]:
    """What must be looked up before this command is answered, beyond the chat, its subscriptions and its watches."""
    return _NEEDS.get(command.name, frozenset())


def answer(command: Command, state: State) -> Reply:
    """The reply to a command. It never fails and never fetches; a chat that was not known is written by any command."""
    handler = HANDLERS.get(command.name, basics.unknown)
    reply = handler(command, state)
    started = any(isinstance(change, ChatStarted) for change in reply.changes)
    if started or (state.known and not state.chat.parked):
        return reply
    return Reply(reply.messages, (ChatStarted(state.chat), *reply.changes))
