"""The commands about a chat's own watches: watch, unwatch, watches."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.commands.forms import headline, plain_button, reply, told
from bot.commands.state import Command, State
from bot.messages import isolate, say
from bot.model.change import ChatStarted, DemoAsked, Reply, Watch, WatchAdded, WatchRemoved
from bot.model.message import Button, Paragraph
from bot.rulebook import unread, watch_words

#: Watches of one chat: each is a rule that every article is compared with.
MOST = 20

_MOST_WORDS = 8


def watch(command: Command, state: State) -> Reply:
    """Watch for articles in which all these words stand and which lie in the place named among them."""
    if not command.rest:
        return reply(state, told(state, "watch_how"))
    text = " ".join(command.rest.split())
    if len(text.split()) > _MOST_WORDS or len(text) > 200:
        return reply(state, told(state, "watch_too_long"))
    same = next((known for known in state.watches if fold_word(known.text) == fold_word(text)), None)
    if same is not None:
        return reply(state, told(state, "watch_already", id=isolate(same.id)))
    if len(state.watches) >= MOST:
        return reply(state, told(state, "watch_too_many", most=str(MOST)))
    place = state.place_in(text)
    words = watch_words(text, place)
    if not words and not place:
        return reply(state, told(state, "watch_nothing", words=isolate(text)))
    new = Watch(state.chat.ref, _next_id(state), text, words, place, state.now)
    key = ("watch_added_place" if words else "watch_added_there") if place else "watch_added"
    samples = [DemoAsked(state.chat.ref, again=False)] if state.samples and not state.wants_anything else []
    said = [told(state, key, watch=isolate(" ".join(words) or text), place=isolate(place), id=isolate(new.id))]
    if latin := unread(words):
        said.append(told(state, "watch_latin", words=isolate(" ".join(latin))))
    if samples:
        said.append(told(state, "subscribed_samples"))
    return reply(state, *said, *_past(state), changes=[ChatStarted(state.chat), WatchAdded(new), *samples])


def _past(state: State) -> list[Paragraph]:
    """How often it would have told in the last week, where that is known."""
    count = state.would_have_told
    if count is None:
        return []
    if not count:
        return [told(state, "watch_past_none")]
    return [told(state, "watch_past", count=str(count), n=isolate(str(count)))]


def unwatch(command: Command, state: State) -> Reply:
    """End a watch by its id, or by its words."""
    if not state.watches:
        return reply(state, told(state, "watches_none"))
    presses = [_end_button(known, state) for known in state.watches]
    wanted = fold_word(command.rest).lower()
    if not wanted:
        return reply(state, told(state, "unwatch_which"), buttons=presses)
    found = next((known for known in state.watches if wanted in {known.id, known.id[1:], fold_word(known.text)}), None)
    if found is None:
        return reply(state, told(state, "no_such_watch", id=isolate(command.rest[:40])), buttons=presses)
    said = told(state, "unwatched", watch=isolate(found.text))
    return reply(state, said, changes=[WatchRemoved(state.chat.ref, found.id)])


def watches(_command: Command, state: State) -> Reply:
    """The chat's watches, a button to end each."""
    if not state.watches:
        return reply(state, told(state, "watches_none"), told(state, "watch_how"))
    lines = [told(state, "watch_line", id=isolate(known.id), watch=isolate(known.text)) for known in state.watches]
    title = headline(say(state.chat.language, "watches_title"))
    return reply(state, title, *lines, buttons=[_end_button(known, state) for known in state.watches])


def _end_button(known: Watch, state: State) -> Button:
    return plain_button(say(state.chat.language, "button_unwatch", watch=known.text), f"unwatch {known.id}")


def _next_id(state: State) -> str:
    used = [int(known.id[1:]) for known in state.watches if known.id[1:].isdigit()]
    return f"w{max(used, default=0) + 1}"
