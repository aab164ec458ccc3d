"""The sentences that prove an alert, cut out of the article whole, with the words that fired it marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages.catalogue import FSI, PDI
from bot.model.article import Article
from bot.model.facts import Evidence
from bot.model.message import Paragraph, Part, Span

#: One to three sentences, and no more characters than these together.
MOST_SENTENCES, MOST_CHARACTERS = 3, 700
#: A sentence without an end is cut at a word, this far around its evidence.
_LONGEST = 420

# A full stop between digits or Latin letters ends no sentence, nor does the one of an initial (م. ).
_END = re.compile(r"[.!?؟…](?=[\s\"»”)\]]|$)|\n+")
_CONTROLS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b-\u001f\u007f]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Take the source's direction marks and control characters out: they would turn the text around them."""
    return _SPACE.sub(" ", _CONTROLS.sub("", text))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds `text[start:end]` begins and ends; at most 420 characters around it."""
    begin = 0
    for found in _END.finditer(text, 0, start):
        begin = found.end()
    after = _END.search(text, max(end - 1, start))
    stop = after.end() if after else len(text)
    while begin < start and text[begin].isspace():
        begin += 1
    return _shortened(text, begin, stop, start, end)


def _shortened(text: str, begin: int, stop: int, start: int, end: int) -> tuple[int, int]:
    if stop - begin <= _LONGEST:
        return begin, stop
    room = max(0, _LONGEST - (end - start)) // 2
    if start - begin > room:
        begin = text.find(" ", start - room) + 1 if text.find(" ", start - room) < start else start
        begin = begin or start
    if stop - end > room:
        cut = text.rfind(" ", end, end + room)
        stop = cut if cut > end else min(stop, end + room)
    return begin, stop


def quotes(article: Article, evidence: Sequence[Evidence]) -> tuple[Paragraph, ...]:
    """One paragraph for each sentence, in the order of the evidence: the first ones that fit."""
    marks: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    for proof in evidence:
        text = article.field(proof.field)
        if not proof.quote or text[proof.start : proof.end] != proof.quote:
            continue
        begin, stop = sentence_around(text, proof.start, proof.end)
        marks.setdefault((proof.field, begin, stop), []).append((proof.start, proof.end))
    found: list[Paragraph] = []
    used = 0
    for (field, begin, stop), slices in marks.items():
        if found and (len(found) == MOST_SENTENCES or used + stop - begin > MOST_CHARACTERS):
            break
        used += stop - begin
        found.append(_paragraph(article.field(field), begin, stop, slices))
    return tuple(found)


def _paragraph(text: str, begin: int, stop: int, slices: list[tuple[int, int]]) -> Paragraph:
    opening = "" if begin == 0 or text[:begin].rstrip()[-1:] in ".!?؟…\n" or "\n" in text[:begin][-2:] else "… "
    closing = "" if stop >= len(text) or text[stop - 1 : stop] in {".", "!", "?", "؟", "…", "\n"} else " …"
    spans = [Span(f"{FSI}«{opening}")]
    at = begin
    for start, end in _merged(slices):
        spans.append(Span(clean(text[at:start])))
        spans.append(Span(clean(text[start:end]), bold=True))
        at = end
    spans.append(Span(clean(text[at:stop]).rstrip() + f"{closing}»{PDI}"))
    return Paragraph(Part.QUOTE, tuple(span for span in spans if span.text))


def _merged(slices: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(slices):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
