"""What is said of two ceasefires that «و» joins: «رفضه خطة لوقف القتال وإعلان هدنة»; what is said of an earlier one."""

from __future__ import annotations

from dataclasses import replace

from bot.arabic.alphabet import CONJOINED
from bot.arabic.words import Words
from bot.facts.ceasefires.claims import SHARING, Chain

#: What is said of both, where of the second nothing else is said.
_SHARED = frozenset({"sought", "rejected", "proposed", "draft", "urged"})
_EARLIER, _BROKEN = "earlier", "violated"
#: So near behind several that are told of indefinitely stands what came of them.
_CLOSE = 2


def shared(words: Words, end: int, before: Chain, chain: Chain) -> Chain:
    """«رفضه خطة لوقف القتال وإعلان هدنة»: what is said of one that ends at `end` is said of one joined to it."""
    several = chain.claim == _BROKEN and chain.first <= end + _CLOSE and ".plural" in words.sets[end - 1]
    if several and not words.clitics(end - 1).article and ".fem" not in words.sets[end - 1]:
        return replace(chain, claim=f"{_EARLIER} {_BROKEN}")  # «هدنا عدة خرقت كلها»
    if before.claim.startswith(_EARLIER) and chain.claim == _BROKEN:
        return replace(chain, claim=f"{_EARLIER} {_BROKEN}")  # «لم يصمد أي منها، إذ خرقها الجميع»
    joined = words.code[2 * chain.first + 1] in CONJOINED and chain.first <= end + 1
    if not joined or before.claim not in _SHARED or chain.claim not in SHARING:
        return chain
    return replace(chain, claim=before.claim, made=(*chain.made, "joined"))
