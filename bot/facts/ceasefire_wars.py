"""Which war an article is about, by the parties it names: «الدعم السريع» fights for Sudan, whatever town is named too.

The wars stand in data/ceasefire_wars.tsv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from bot.arabic.letters import fold_word
from bot.arabic.lexicon import rows
from bot.arabic.words import Words

_WHOEVER = "*"
_JOIN = "_"
#: What may be attached before a name, the longest first.
_ATTACHED = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك")


@dataclass(frozen=True, slots=True)
class Wars:
    """All wars: the areas, and which sides the words name. A side is (number of the war, first or second)."""

    areas: tuple[str, ...]
    lands: tuple[frozenset[str], ...]
    one_sided: frozenset[int]
    named: Mapping[str, tuple[tuple[int, int], ...]]
    joined: frozenset[str]

    def fought(self, words: Words, land: str) -> str:
        """The area of the war whose parties are named most; "" where none is, or two are alike.

        `land`: the country that the article tells of, "" if unknown; a war fought elsewhere is not the one.
        """
        sides = Counter(self._sides(words))
        score = {
            war: self._weight(sides, war) for war in {war for war, _ in sides} if not land or land in self.lands[war]
        }
        best = sorted(((weight, war) for war, weight in score.items() if weight), reverse=True)
        if not best or (len(best) > 1 and best[0][0] == best[1][0]):
            return ""
        return self.areas[best[0][1]]

    def _weight(self, sides: Mapping[tuple[int, int], int], war: int) -> int:
        """How much an article speaks of a war: both sides are named, the first one tells wars apart."""
        first, second = sides.get((war, 0), 0), sides.get((war, 1), 0)
        return first if first and (second or war in self.one_sided) else 0

    def _sides(self, words: Words) -> Iterator[tuple[int, int]]:
        """Each side where it is named."""
        named, forms = self.named, words.forms
        for at, form in enumerate(forms):
            for name in _bare(form):
                if name in self.joined and at + 1 < len(forms):
                    yield from named.get(f"{name} {forms[at + 1]}", ())
                    yield from named.get(f"{name} {' '.join(forms[at + 1 : at + 3])}", ())
                if name in named:
                    yield from named[name]
                    break


@lru_cache(maxsize=4096)
def _bare(form: str) -> tuple[str, ...]:
    """A word as it stands, and without what may be attached before it."""
    return form, *(form[len(before) :] for before in _ATTACHED if form.startswith(before))


def load_wars() -> Wars:
    """The wars of data/ceasefire_wars.tsv."""
    text = (resources.files("bot.facts") / "data" / "ceasefire_wars.tsv").read_text(encoding="utf-8")
    named: dict[str, list[tuple[int, int]]] = {}
    areas: list[str] = []
    lands: list[frozenset[str]] = []
    one_sided: set[int] = set()
    for war, (_, (area, countries, *sides)) in enumerate(rows(text, 4, "ceasefire_wars.tsv")):
        areas.append(area)
        lands.append(frozenset(countries.split()))
        for side, names in enumerate(sides):
            if names == _WHOEVER:
                one_sided.add(war)
            for name in names.split() if names != _WHOEVER else ():
                folded = " ".join(map(fold_word, name.split(_JOIN)))
                named.setdefault(folded, []).append((war, side))
    joined = frozenset(name.partition(" ")[0] for name in named if " " in name)
    return Wars(
        tuple(areas), tuple(lands), frozenset(one_sided), {name: tuple(found) for name, found in named.items()}, joined
    )
