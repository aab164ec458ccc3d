"""Long messages made into several, on the model's side of any markup: no platform cuts a tag or a word in two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.model.message import Message, Paragraph, Span


def split(message: Message, limit: int, measure: Callable[[Paragraph], int]) -> tuple[Message, ...]:
    """Messages whose paragraphs measure `limit` at most together, in order; nothing is left out.

    `measure` counts a paragraph as the platform counts it, with what stands between it and the next. A paragraph that
    is too long by itself is cut between words. The buttons stay with the last message, the `short` line with the first.
    """
    groups: list[list[Paragraph]] = [[]]
    room = limit
    for paragraph in message.paragraphs:
        for piece in _pieces(paragraph, limit, measure):
            size = measure(piece)
            if size > room and groups[-1]:
                groups.append([])
                room = limit
            groups[-1].append(piece)
            room -= size
    last = len(groups) - 1
    return tuple(
        replace(
            message,
            paragraphs=tuple(group),
            short=message.short if at == 0 else "",
            buttons=message.buttons if at == last else (),
        )
        for at, group in enumerate(groups)
    )


def _pieces(paragraph: Paragraph, limit: int, measure: Callable[[Paragraph], int]) -> Iterator[Paragraph]:
    """The paragraph, or parts of it that measure `limit` at most."""
    rest = paragraph
    while measure(rest) > limit:
        # The longest head that fits, found by halving: measures grow with the text, but not letter by letter.
        low, high = 1, len(rest.text)
        while low < high:
            middle = (low + high + 1) // 2
            if measure(_cut(rest, middle)[0]) <= limit:
                low = middle
            else:
                high = middle - 1
        head, tail = _cut(rest, _between_words(rest.text, low))
        yield head
        rest = tail
    yield rest


def _between_words(text: str, most: int) -> int:
    """The last place at or before `most` that does not cut a word, unless the word fills the half of it."""
    space = max(text.rfind(" ", 0, most + 1), text.rfind("\n", 0, most + 1))
    return space + 1 if space + 1 > most // 2 and space + 1 <= most else most


def _cut(paragraph: Paragraph, at: int) -> tuple[Paragraph, Paragraph]:
    """The paragraph's first `at` characters and the rest, each with its emphasis and links."""
    head: list[Span] = []
    tail: list[Span] = []
    for span in paragraph.spans:
        if at > 0:
            head.append(replace(span, text=span.text[:at]))
        if len(span.text) > at:
            tail.append(replace(span, text=span.text[max(at, 0) :]))
        at -= len(span.text)
    return replace(paragraph, spans=tuple(head)), replace(paragraph, spans=tuple(tail))
