"""What a claim looks like to the model that says who was counted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.arabic.alphabet import Alphabet
from bot.arabic.words import Words
from bot.facts.figure_choice import Choice, Feature
from bot.facts.figure_letters import any_of, having, names_of
from bot.facts.figure_sentence import Claim
from bot.model.facts import FigureKind

_PEOPLE = (
    "child", "woman", "journalist", "medic", "aid_worker", "soldier", "fighter", "civilian", "generic", "member",
    "nation", "others", "dead", "hurt", "displaced_person", "refugee", "captive", "man", "leader", "official",
)  # fmt: skip
_GROUPS = (
    "fighter_group", "soldier_group", "civilian_group", "civilian", "soldier", "fighter", "child", "woman",
    "journalist", "medic", "medic_hint", "aid_worker", "aid_hint", "civilian_hint", "soldier_hint",
)  # fmt: skip
#: Nouns that leave open who is counted, and words behind which stands whose they are.
_OPEN_HEADS = frozenset({"none", "generic", "dead", "hurt", "others", "member"})
_LOST = ("dead", "hurt", "losses")
_LOSSES = 9
#: Who a noun or a group means, if nothing else is said.
_SAID = {
    "child": "children", "woman": "women", "journalist": "journalists", "medic": "medics", "medic_hint": "medics",
    "aid_worker": "aid workers", "aid_hint": "aid workers", "soldier": "soldiers", "soldier_group": "soldiers",
    "fighter": "fighters", "fighter_group": "fighters", "civilian": "civilians",
}  # fmt: skip
_VERBS = ("kill_verb", "wound_verb")
_ENDS = ("comma", "stop", "newline", "semicolon", "colon", "among", "t_during", "t_since")
#: Words behind which stands who the rest of those counted are.
_MIXES = {"most_of": "most of them", "all_of": "all of them", "among": "among them"}
_NOBODY, _NAMED = "nobody", "a named total"


class WhoFeatures:
    """Sees what speaks for one answer or another. Made once for a model over an alphabet."""

    def __init__(self, model: Choice, alphabet: Alphabet) -> None:
        see, heads, answers = model.feature, ("none", *_PEOPLE), model.answers
        self._noun = {head: see(f"noun {head}") for head in heads}
        self._kind = {kind: see(f"kind {kind}") for kind in FigureKind}
        self._behind = {head: {name: see(f"{head}, behind it {name}") for name in _GROUPS} for head in heads}
        self._first = {name: see(f"first behind {name}") for name in _GROUPS}
        self._later = {name: see(f"none, later {name}") for name in _GROUPS}
        self._mixed = {mix: {name: see(f"{said} {name}") for name in _GROUPS} for mix, said in _MIXES.items()}
        self._both_sides = see("both sides")
        self._dead_of = {name: see(f"dead of {name}") for name in _GROUPS}
        self._says = {name: see(f"says {said}") for name, said in _SAID.items()}
        self._of = {head: {each: see(f"{head} of {each}") for each in (*answers, _NAMED)} for head in heads}
        self._repeats, self._follows, self._after, self._row = (
            {head: {each: see(f"{head} {how} {each}") for each in (*answers, _NOBODY)} for head in heads}
            for how in ("repeats", "follows", "after", "row of")
        )
        self._killed_and_wounded = see("killed and wounded")
        self._heads = names_of(alphabet, _PEOPLE)
        self._groups = names_of(alphabet, _GROUPS)
        self._mixes = names_of(alphabet, ("both_sides", *_MIXES))
        verbs = having(alphabet, _VERBS) - alphabet.having("people")
        self._ends = frozenset(alphabet.classes[letter] for letter in having(alphabet, _ENDS) | verbs)
        self._telling = any_of(having(alphabet, (*_ENDS, *_GROUPS)) | verbs).finditer
        self._mixing = any_of(having(alphabet, ("both_sides", *_MIXES))).finditer
        self._losing = any_of(having(alphabet, _LOST)).finditer

    def of(
        self, words: Words, claim: Claim, decided: dict[int, str], told_before: Mapping[tuple[str, int], int]
    ) -> list[Feature]:
        """What is seen of a claim. `decided` holds the answers of earlier claims, by `at`, `told_before` the tokens of
        earlier claims by what they count and state.
        """
        if claim.head is not None:
            heads, begin = self._heads.get(words.classes(claim.head), ("none",)), claim.head
        else:
            heads, begin = ("none",), claim.end - 1
        head, end = heads[0], claim.sentence[1]
        seen = [self._noun[name] for name in heads]
        seen.append(self._kind[claim.kind])
        groups = self._named_in(words, begin + 1, min(end, begin + 8))
        if groups:
            behind = self._behind[head]
            seen += [behind[name] for name in groups]
            seen.append(self._first[groups[0]])
        elif claim.head is None:  # «قتل 13 وأصيب 85 من مقاتلي …»
            seen += [self._later[name] for name in self._named_in(words, begin + 4, min(end, begin + 12))]
        self._see_mixed(seen, words, begin + 1, min(end, begin + 16))
        self._see_said(seen, words, claim, heads, groups, begin)
        if head in _OPEN_HEADS:
            self._see_retold(seen, claim, head, decided, told_before)
        if claim.total is not None:
            seen.append(self._of[head][decided.get(claim.total.at, _NAMED)])
        elif claim.previous is not None:
            joined = self._row if claim.rule == "row" else self._after
            seen.append(joined[head][decided.get(claim.previous.at, _NOBODY)])
        if claim.rule == "killed and wounded" and claim.governor is not None:
            seen.append(self._killed_and_wounded)
        return seen

    def _named_in(self, words: Words, start: int, end: int) -> list[str]:
        """The groups of people named among some tokens, up to where their phrase ends."""
        found: list[str] = []
        for match in self._telling(words.letters, start, end):
            classes = words.classes(match.start())
            if classes in self._ends:
                break
            found += self._groups[classes]
        return list(dict.fromkeys(found)) if len(found) > 1 else found

    def _see_mixed(self, seen: list[Feature], words: Words, start: int, end: int) -> None:
        """«معظمهم من المدنيين»، «بينهم أطفال»، «من الطرفين»."""
        for match in self._mixing(words.letters, start, end):
            at = match.start()
            for mix in self._mixes[words.classes(at)]:
                if mix == "both_sides":
                    seen.append(self._both_sides)
                else:
                    named = self._mixed[mix]
                    seen += [named[name] for name in self._named_in(words, at + 1, min(at + 4, end))]

    def _see_said(
        self, seen: list[Feature], words: Words, claim: Claim, heads: tuple[str, ...], groups: list[str], begin: int
    ) -> None:
        """Who is meant by the noun, by «من» behind it, or by the side whose losses are told."""
        lost: list[str] = []
        if heads[0] in _OPEN_HEADS:  # «ارتفع عدد قتلى الجيش إلى 30»
            for match in self._losing(words.letters, max(claim.sentence[0], claim.at - _LOSSES), claim.at):
                at = match.start()
                lost += self._named_in(words, at + 1, min(at + 4, claim.at))
            seen += [self._dead_of[name] for name in lost]
        says = self._says
        for name in heads:
            if name in says:
                seen.append(says[name])
                return
        if groups and "من" in words.words(begin, min(begin + 2, claim.sentence[1])):
            lost = groups + lost
        for name in lost:
            if name in says:
                seen.append(says[name])
                return

    def _see_retold(
        self,
        seen: list[Feature],
        claim: Claim,
        head: str,
        decided: dict[int, str],
        told_before: Mapping[tuple[str, int], int],
    ) -> None:
        """The answers of the same number told before, and of the sentence before."""
        if claim.stated > 1:
            same = told_before.get((claim.kind, claim.stated))
            if same is not None and same in decided:
                seen.append(self._repeats[head][decided[same]])
        if claim.previous is None and claim.total is None:
            before = claim.sentence[0]
            last = next((answer for at, answer in reversed(decided.items()) if at < before), _NOBODY)
            seen.append(self._follows[head][last])
