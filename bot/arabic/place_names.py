"""Names of places as they stand in a text, before it is known whether they are places here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

from bot.arabic.foreign import Foreign
from bot.arabic.names_abroad import NamesAbroad
from bot.arabic.place_words import COMMAS, Found, Spot, Start, has_cue, token_before
from bot.arabic.unknown_names import UnknownNames
from bot.arabic.words import Words

_NO_KINDS: frozenset[str] = frozenset()
_BY_CLITIC = {"ب": "at", "ل": "to", "ك": "like"}


class NameFinder:
    """Finds the names of one article. `countries` counts the adjectives of nations it meets on the way."""

    def __init__(self, words: Words, spots: Sequence[Spot | None], common: frozenset[str], foreign: Foreign) -> None:
        self._spots = spots
        self._pieces = words.pieces
        self._forms = words.forms
        self._unknown = UnknownNames(words, spots, common)
        self._abroad = NamesAbroad(words, spots, foreign)
        self._wide = False  # is the list of names being read one of regions (مناطق)?
        self._done = 0  # tokens before this one are read
        self._listing = -1  # where a list of names headed by قرى, بلدات … may go on
        self._ended = 0  # no name from abroad goes on from this token
        self.countries: dict[str, int] = {}

    def found(self) -> Iterator[Found]:
        """Names of tables and unknown names behind cues, as they stand; countries of adjectives are counted."""
        spots, pieces, behind = self._spots, [*self._pieces, ""], [*self._forms[1:], ""]
        size, abroad = len(spots), self._abroad.tokens()
        told = compress(range(size), spots)  # most words mean nothing here
        active = [at for at in told if (spot := spots[at]) is not None and spot.active]
        for at in [*(sorted({*active, *abroad}) if abroad else active), size]:
            if self._listing >= self._done or self._ended != self._done:
                yield from self._listed(at)
            if not self._done <= at < size:
                continue
            spot, found = spots[at], None
            if spot is not None:
                if spot.country:
                    self.countries[spot.country] = self.countries.get(spot.country, 0) + 1
                # Most words that begin a name begin it only with the next one.
                alone = spot.begins and at != self._listing and pieces[at + 1] != "_"
                if not (alone and behind[at] not in spot.seconds):
                    found = self._name(at, spot, listed=at == self._listing)
            if at in abroad:
                found = found._replace(told=True) if found is not None else self._abroad.name(at, abroad[at])
            if found is not None:
                yield found
                heads = found.cue == "nouns" or has_cue(self._spots, at - 1, "nouns")
                if heads:
                    self._wide = self._is_wide(at)
                goes_on = heads or (at == self._listing and found.cue in {"", "list"})
                self._listing = self._behind_comma(found.last) if goes_on else -1
                self._done = max(found.last, at + 1)

    def _listed(self, until: int) -> Iterator[Found]:
        """The unknown names that go on from the last name, before this token."""
        while self._done <= self._listing < until:
            found = self._unknown.item(self._listing, wide=self._wide)
            if found is None:
                break
            yield found
            self._done, self._listing = found.last, self._behind_comma(found.last)
        while self._ended < self._done < until:
            found = self._abroad.item(self._done)
            if found is None:
                self._ended = self._done
                break
            yield found
            self._done = found.last

    def _behind_comma(self, at: int) -> int:
        return at + (at < len(self._forms) and self._forms[at] in COMMAS)

    def _name(self, at: int, spot: Spot, *, listed: bool) -> Found | None:
        found = self._longest(at, spot, listed=listed) if spot.starts else None
        if spot.heads and (found is None or found.words == 1):
            found = self._behind(at, spot)  # قرية is a name too, but hardly here
        if listed and (found is None or (found.words == 1 and has_cue(self._spots, at, "opener"))):
            return self._unknown.item(at, wide=self._wide) or found
        return found

    def _behind(self, at: int, own: Spot) -> Found | None:
        """The unknown name behind قرية, بلدات …; None where the tables know it."""
        name = self._unknown.next(at)
        spot = self._spots[name] if name < len(self._spots) else None
        known = self._longest(name, spot) if spot and spot.starts else None
        if known is not None and (known.words > 1 or not has_cue(self._spots, name, "opener")):
            return None
        return self._unknown.behind(at, own)

    def _is_wide(self, at: int) -> bool:
        """Do names of regions follow here: behind مناطق, or behind «أبرزها» that says which?"""
        for each in (at, token_before(self._forms, at) if at else at):
            spot = self._spots[each]
            if spot is not None and "nouns" in spot.cues:
                return self._unknown.wide(spot.cues["nouns"].argument)
        return self._unknown.wide(self._unknown.introduces(at) or _NO_KINDS)

    def _longest(self, at: int, spot: Spot, *, listed: bool = False) -> Found | None:
        """The longest name that begins at this token; of equally long ones that with the fewest letters skipped."""
        best = None
        if spot.seconds:
            following, forms = at + 1, self._forms
            if following < len(forms) and self._pieces[following] == "_":
                following += 1
            if following < len(forms) and forms[following] in spot.seconds:
                best = self._longer(following, forms[following], spot)
        if best is None:
            begin = spot.alone or (spot.shy if spot.shy and (listed or self._headed(at, spot.shy)) else None)
            if begin is None:
                return None
            best = (1, at + 1, begin, begin.names.alone)
        length, last, begin, codes = best
        cue, kinds, person = self._before(at, begin)
        return Found(at, last, begin, codes, length, cue, kinds, person)

    def _headed(self, at: int, begin: Start) -> bool:
        """Does قرية, بلدات … stand before this token?"""
        before = self._spots[token_before(self._forms, at)] if at and not begin.clitics else None
        return before is not None and before.heads

    def _longer(self, at: int, second: str, spot: Spot) -> tuple[int, int, Start, tuple[str, ...]] | None:
        """The longest name of several words whose second word stands at this token."""
        best: tuple[int, int, Start, tuple[str, ...]] | None = None
        for begin in spot.starts:
            for rest, codes in begin.names.longer.get(second, ()):
                if best is not None and len(rest) + 2 <= best[0]:
                    break
                end = self._match(at + 1, rest) if rest else at + 1
                if end:
                    best = (len(rest) + 2, end, begin, codes)
                    break
        return best

    def _match(self, at: int, further: tuple[str, ...]) -> int:
        """Where these words end, if they stand at this token; else 0. A hashtag's underscores are passed over."""
        pieces, forms, size = self._pieces, self._forms, len(self._forms)
        for word in further:
            if at < size and pieces[at] == "_":
                at += 1
            if at >= size or forms[at] != word:
                return 0
            at += 1
        return at

    def _before(self, at: int, begin: Start) -> tuple[str, frozenset[str], bool]:
        """What leads to a name: the class of the cue before it, the kinds it asks for; and does a person's name?"""
        clitics = begin.clitics
        spot = self._spots[token_before(self._forms, at)] if at and clitics[:1] != "w" else None
        if spot is None:
            return (_BY_CLITIC.get(clitics[-1], "") if clitics else ""), _NO_KINDS, False
        if "intro" in spot.cues and not clitics:
            introduced = self._unknown.introduces(token_before(self._forms, at))
            if introduced is not None:
                return "nouns", introduced, False
        cue, kinds = spot.leads_on if clitics else spot.leads
        if cue:
            return cue, kinds, spot.person
        return (_BY_CLITIC.get(clitics[-1], "") if clitics else ""), _NO_KINDS, spot.person
