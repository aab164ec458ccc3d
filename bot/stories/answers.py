"""Does a report begin with somebody who answers what others told of: denies, claims or concedes it? Pure."""

from __future__ import annotations

from bot.stories.headlines import class_of

#: Who answers is named in so many words before he does: «تنظيم الدولة يعلن مسؤوليته …» …
_ANSWERS = 6
#: … which are at most so many characters.
_BEGUN = 90


def answers(title: str, text: str) -> bool:
    """Does title or text begin with somebody who denies, claims or concedes what others told of?"""
    return _begin_with("answers", title, text)


def denial_in(text: str) -> int:
    """The character behind the verb with which a title or text begins by denying what others told of; -1 for none."""
    at, denies = 0, class_of("denies")
    if not any(map(text[:_BEGUN].__contains__, denies)):
        return -1
    for word in text[:_BEGUN].split()[:_ANSWERS]:
        at = text.index(word, at) + len(word)
        if word.removeprefix("و") in denies:
            return at
    return -1


def untrue_in(text: str) -> bool:
    """«ما نشر … غير صحيح»: does the first sentence say of what others told that it is not true?"""
    first = text[: sentence_end(text, 0)]
    return any(map(first.__contains__, class_of("untrue")))


def owns_up(title: str, text: str) -> bool:
    """Does title or text begin with somebody who claims what others told of, or concedes it?"""
    return _begin_with("owns", title, text)


def _begin_with(kind: str, title: str, text: str) -> bool:
    """Does title or text begin with a word of this class?"""
    words = class_of(kind)
    return any(not words.isdisjoint(begun.split()[:_ANSWERS]) for begun in (title, text[:_BEGUN]))


def sentence_end(text: str, at: int) -> int:
    """The character at which the sentence around a character ends."""
    ends = [end for mark in (". ", ".\n", "\n") if (end := text.find(mark, max(at, 0))) >= 0]
    return min(ends, default=len(text))
