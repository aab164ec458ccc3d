"""What the keywords of rules will find: the forms of each word, for `nadhir check --explain`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.rulebook.conditions import Keyword
from bot.rulebook.matcher import Matcher, conditions_of
from bot.rulebook.plans import keywords_of
from bot.rulebook.rule import Rule


@dataclass(frozen=True, slots=True)
class WordForms:
    """One word of a keyword. `known`: the lexicon has it, and finds the forms of its lemma; else it is found as itself.

    `forms` are folded, the shortest first; every one of them is found, and nothing else.
    """

    word: str
    known: bool
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeywordForms:
    """A keyword and the forms of its words, one behind the other. An exact one has none: it is found to the letter."""

    keyword: Keyword
    words: tuple[WordForms, ...]


def explained(rule: Rule, matcher: Matcher) -> tuple[KeywordForms, ...]:
    """What each keyword of a rule finds."""
    found = dict.fromkeys(keyword for condition in conditions_of(rule) for keyword in keywords_of(condition))
    return tuple(_explained(keyword, matcher) for keyword in found)


def _explained(keyword: Keyword, matcher: Matcher) -> KeywordForms:
    if keyword.exact:
        return KeywordForms(keyword, ())
    keywords = matcher.tables.keywords
    tokens = keywords.lemmas.tokens(keyword.text)
    numbers = keywords.words_of[keywords.numbers[keyword]]
    words = []
    for token, number in zip(tokens, numbers, strict=True):
        forms = keywords.lemmas.forms(token)
        made = {form for form in keywords.lemmas.surfaces(forms) if number in keywords.words_in(form)}
        words.append(WordForms(token, forms.known, _ordered(made)))
    return KeywordForms(keyword, tuple(words))


def _ordered(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (len(form), form)))


def as_text(rule: Rule, matcher: Matcher, most: int = 40) -> str:
    """The same for people: a line for each word, with at most so many of its forms."""
    lines = []
    for keyword in explained(rule, matcher):
        if keyword.keyword.exact:
            lines.append(f"{rule.id}: «{keyword.keyword.text}» to the letter")
        for word in keyword.words:
            how = "a word of the lexicon" if word.known else "as itself, with clitics and endings"
            shown = "، ".join(word.forms[:most]) + (f" … ({len(word.forms)})" if len(word.forms) > most else "")
            lines.append(f"{rule.id}: «{keyword.keyword.text}» {word.word} ({how}): {shown}")
    return "\n".join(lines)
