"""What is seen of each mention of a ceasefire: the features of the models that decide what is claimed there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arabic.words import Words
from bot.facts.ceasefires.ages import age_of
from bot.facts.ceasefires.claims import Chain
from bot.facts.ceasefires.mentions import Mention, is_several
from bot.facts.page import Page

#: Characters of the text that are its lead.
_LEAD = 300
#: Places in the article that change what a claim says.
_WHERE = frozenset({"in the title", "in the lead", "heads the article"})
#: Words before a first mention that is a headline of its own: «عاجل | اتفاق على …».
_HEADS = 2
#: What is seen elsewhere in the sentence and changes what a chain says.
_MARKS = frozenset(
    {
        "was",
        "calm",
        "soon",
        "earlier",
        "last",
        "but attacked",
        "but rejected",
        "but ended",
        "but broken",
        "behind another",
    }
)
#: Claims that tell of a ceasefire as such: how old it is decides what they mean.
_TOLD = frozenset({
    "-", "declared", "approved", "started", "agreement", "resolution", "reported", "welcomed",
    "after -", "after declared", "after approved", "after started", "after agreement",
})  # fmt: skip
#: Those that bring news of one, and ages that are no news.
_NEWS = _TOLD - {"-", "resolution"}
_NO_NEWS = frozenset({"age ancient", "age old", "age stale", "definite"})
#: What is told of a mention, in kinds: what was told before it in the article changes what it says.
_KINDS = {
    **dict.fromkeys(("violated", "despite", "attack"), "breach"),
    **dict.fromkeys(("sought", "proposed", "draft", "urged", "may"), "wish"),
    **dict.fromkeys(
        ("declared", "approved", "started", "agreement", "reported", "welcomed", "celebrated", "resolution"), "news"
    ),
    **{kind: kind for kind in ("extended", "ended", "rejected", "in_force", "past", "earlier", "denied", "warned")},
    **{kind: kind for kind in ("after", "since", "during", "under", "before")},
}
_UNTOLD = "nothing"


def features(page: Page, mention: Mention, chain: Chain) -> frozenset[str]:
    """What is seen around a mention."""
    words = page.words
    form, position = _form(words, mention), _position(words, mention)
    if mention.order == 0 and chain.first - mention.sentence[0] <= _HEADS:
        position.append("heads the article")
    age, ahead, claim = (
        f"age {age_of(page, mention, chain)}",
        f"ahead {chain.ahead or 'nothing'}",
        f"claim {chain.claim}",
    )
    seen = [*form, *position, *chain.marks, claim, ahead, age]
    if " " in chain.claim:
        seen.append(f"claim {chain.claim.rpartition(' ')[0]} …")
    where = [each for each in position if each in _WHERE]
    further = (form[1], age, form[0], ahead, *where, *(chain.marks & _MARKS))
    seen += [f"{claim}, {more}" for more in further]
    seen += [f"< {row}" for row in chain.made]
    if chain.claim in _TOLD:
        seen.append(f"told, {age}")
    return frozenset(seen)


def seen_of(page: Page, claims: Sequence[tuple[Mention, Chain]]) -> list[frozenset[str]]:
    """What is seen of each mention on a page: around it, and what was told before («الهدنة» is the one announced)."""
    found: list[frozenset[str]] = []
    told, before = False, list[str]()
    for mention, chain in claims:
        seen = features(page, mention, chain)
        kind = _KINDS.get(chain.claim.partition(" ")[0], _UNTOLD)
        seen |= {each for one in before for each in (f"behind {one}", f"{kind}, behind {one}")}
        if kind != _UNTOLD and kind not in before:
            before.append(kind)
        if told:
            seen |= {f"behind the news of one, {'definite' if 'definite' in seen else 'indefinite'}"}
        told = told or (chain.claim in _NEWS and seen.isdisjoint(_NO_NEWS))
        found.append(seen)
    return found


def _position(words: Words, mention: Mention) -> list[str]:
    first = ["first mention"] if mention.order == 0 else []
    if mention.start < words.title_end:
        return ["in the title", *first]
    if words.starts[mention.start] - words.starts[words.title_end] < _LEAD:
        return ["in the lead", *first]
    return ["near the end", *first] if mention.start > 0.75 * len(words) else first


def _form(words: Words, mention: Mention) -> list[str]:
    """How the mention is named: definite or not first, then by which words."""
    clitics = words.clitics(mention.start)
    form = [
        "definite" if clitics.article or clitics.pronoun else "indefinite",
        "named " + mention.pattern.partition(",")[0],
    ]
    if clitics.preposition:
        form.append(f"with {clitics.preposition}")
    if is_several(words, mention.start):
        form.append("several")
    if any("cf_weak" in words.sets[at] for at in range(mention.start, mention.end)):
        form.append("of attacks")
    return form
