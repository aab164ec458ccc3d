"""How the text writes a name: without what is attached to it, and without the marks around it."""

from __future__ import annotations

from bot.arabic.letters import unmarked
from bot.arabic.words import Words
from bot.model.article import Article

_PAIRS = (('"', '"'), ("«", "»"), ("“", "”"), ("(", ")"))
#: Some keyboards open and close with the one sign.
_SAME_SIGN = "”"
#: What «ل» follows, and the name of a source.
_LEADS = frozenset({"وفقا", "طبقا", "تبعا"})
#: Words between a subject and its verb.
AUXILIARY = frozenset({"قد", "فقد", "كان", "كانت"})


def name_at(article: Article, words: Words, start: int, end: int) -> str:
    """The name that tokens start … end - 1 write, as in the text, without the clitics before it."""
    clitics = words.clitics(start)
    skip = (1 if clitics.conjunction else 0) + (1 if clitics.preposition else 0)
    article_lost = words.forms[start].startswith("لل", skip - 1 if skip else 0) and (
        clitics.preposition == "l" or not skip
    )
    span = words.span(start, end, skip=skip)
    name = _bare(unmarked(article.field(span.field)[span.start : span.end]))
    return f"ا{name}" if article_lost and skip else "ال" + name[2:] if article_lost else name


def led(words: Words, by: int, start: int, name: str) -> str:
    """«وفقا لإسلام آباد», «طبقا لـ"رويترز"»: a name without the «ل» that nothing but the word before it tells."""
    if words.forms[by] not in _LEADS or words.clitics(start).preposition or not name.startswith("ل"):
        return name
    return _bare(name[1:].lstrip("ـ"))


def _bare(raw: str) -> str:
    """Without the marks around it; one that closes what the name itself opens stays."""
    if raw.replace(" ", "").isalpha():
        return raw.strip(" ")  # most names: nothing to look for
    raw = raw.replace("&quot;", '"').replace("quot;", '"')
    name = raw.strip(" \"'«»“”،,.:؛_-&")
    if name.startswith("#"):
        name = name.replace("#", "").replace("_", " ")
    pairs = _PAIRS if _SAME_SIGN not in raw or "“" in raw else ((_SAME_SIGN, _SAME_SIGN), *_PAIRS)
    for opens, closes in pairs:
        alone = name.count(opens) % 2 if opens == closes else name.count(opens) > name.count(closes)
        if alone:
            return name + closes if raw.rstrip().endswith(closes) else name.replace(opens, "").strip()
    return name


def bare_end(words: Words, end: int) -> int:
    """Where a name before a verb ends, without «قد» and a comma."""
    while words.forms[end - 1] in AUXILIARY or "comma" in words.sets[end - 1]:
        end -= 1
    return end
