"""Counts of people in words: who, how many, how surely, in all plural classes."""

from __future__ import annotations

from bot.messages.catalogue import isolate, say
from bot.messages.names import who_says
from bot.model.chat import Language
from bot.model.facts import Figure, Scope

#: Intervals that stand for a word (GUIDE of the reading: عشرات is 20 to 99 …).
_VAGUE = {
    (3, 9): "vague_few",
    (20, 99): "vague_tens",
    (200, 999): "vague_hundreds",
    (2000, 9999): "vague_thousands",
    (20_000, 99_999): "vague_tens_of_thousands",
    (200_000, 999_999): "vague_hundreds_of_thousands",
    (2_000_000, 9_999_999): "vague_millions",
}
_SCOPES = {Scope.PERIOD: "scope_period", Scope.TOTAL: "scope_total", Scope.PAST: "scope_past"}


def number(count: int, language: Language) -> str:
    """A number with its thousands set apart, in the digits of newsrooms; isolated in Arabic."""
    text = f"{count:,}"
    return isolate(text) if language is Language.ARABIC else text


def people(figure: Figure, language: Language) -> str:
    """`12 civilians`, `at least 300 fighters`, `dozens of people`: whom and how many."""
    low, high = figure.min, figure.max
    vague = _VAGUE.get((low or 0, high or 0)) if figure.approx else None
    if vague is not None:
        return say(language, vague, crowd=say(language, f"crowd_{figure.who}"))
    if low is None or high is None:
        bound = "bound_at_least" if high is None else "bound_at_most"
        return say(language, bound, people=_counted(figure, low if low is not None else high or 0, language))
    if low != high:
        return say(language, "bound_between", low=number(low, language), high=_counted(figure, high, language))
    counted = _counted(figure, high, language)
    return say(language, "bound_about", people=counted) if figure.approx else counted


def _counted(figure: Figure, count: int, language: Language) -> str:
    return say(language, f"people_{figure.who}", count=count, n=number(count, language))


def harm(figure: Figure, language: Language) -> str:
    """`12 civilians killed`: what happened to how many of whom."""
    return say(language, f"harm_{figure.kind}", people=people(figure, language))


def figure_line(figure: Figure, language: Language, speaker: bool = False) -> str:
    """A figure with its scope; with `speaker` also who says so."""
    text = harm(figure, language)
    if figure.part_of_total:
        text = say(language, "part_of_total", figure=text)
    if figure.scope in _SCOPES:
        text = say(language, _SCOPES[figure.scope], figure=text)
    return claimed(text, figure, language) if speaker else text


def claimed(text: str, figure: Figure, language: Language) -> str:
    """Add who says so, where the article names somebody."""
    if not figure.speaker:
        return text
    return say(language, "claims", what=text, speaker=who_says(figure.speaker, language))


def short_count(figure: Figure, language: Language) -> str:
    """The bare interval: `12`, `300+`, `10–15`."""
    low, high = figure.min, figure.max
    if low is not None and low == high:
        text = f"{low:,}"
    elif high is None:
        text = f"{low or 0:,}+"
    else:
        text = f"{low:,}–{high:,}" if low is not None else f"≤{high:,}"
    return isolate(text) if language is Language.ARABIC else text
