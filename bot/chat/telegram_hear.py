"""From an update of Telegram to what a person said to us, if anything."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot.model.chat import ChatRef, Incoming

#: What we ask Telegram for.
UPDATES = ("message", "channel_post", "callback_query")


def heard(update: Update, bot_id: int, bot_name: str) -> Incoming | None:
    """What was said: text, or a pressed button. None where it is neither, or was said by a bot."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    message = update.message or update.channel_post
    if message is None or not message.text or (message.from_user is not None and message.from_user.is_bot):
        return None
    answered = message.reply_to_message
    ours = answered is not None and answered.from_user is not None and answered.from_user.id == bot_id
    private = message.chat.type == "private"
    text, mentioned = _without_mention(message.text, bot_name)
    return Incoming(
        chat=_ref(message),
        text=text,
        user=str(message.from_user.id) if message.from_user else str(message.chat.id),
        # Between two people an answer needs no quotation: an id that is no bare number is not quoted.
        id=f"private:{message.message_id}" if private else str(message.message_id),
        addressed=private or ours or mentioned or _commanded(message.text, bot_name),
        language=(message.from_user.language_code or "") if message.from_user else "",
        answers=str(answered.message_id) if answered is not None and ours else "",
    )


def _pressed(query: CallbackQuery) -> Incoming | None:
    message = query.message
    if query.data is None or message is None:
        return None
    ref = _ref(message) if isinstance(message, Message) else ChatRef("telegram", str(message.chat.id))
    return Incoming(
        chat=ref,
        text=query.data,
        user=str(query.from_user.id),
        id=f"press:{query.id}",
        language=query.from_user.language_code or "",
        answers=str(message.message_id),
    )


def _ref(message: Message) -> ChatRef:
    """The chat, with its topic where the group has topics (a reply chain without a topic is no thread of ours)."""
    topic = message.message_thread_id if message.is_topic_message else None
    return ChatRef("telegram", str(message.chat.id), str(topic) if topic else "")


def _without_mention(text: str, bot_name: str) -> tuple[str, bool]:
    """The text without «@our_bot» as a word of its own, and whether it was there."""
    mention = f"@{bot_name}".lower()
    words = text.split(" ")
    kept = [word for word in words if word.lower().rstrip(":,،") != mention]
    return (" ".join(kept).strip(), True) if bot_name and len(kept) < len(words) else (text, False)


def _commanded(text: str, bot_name: str) -> bool:
    """Is it a slash command to every bot, or to us by name?"""
    if not text.startswith("/"):
        return False
    _, at, name = text.split(maxsplit=1)[0].partition("@")
    return not at or name.lower() == bot_name.lower()
