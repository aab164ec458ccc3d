"""The dead who are only handed over, given back or exchanged: «تسلم الصليب الأحمر جثامين ثلاثة رهائن».

They died some time before, whatever else the article tells.
"""

from __future__ import annotations

from bot.facts.figures.ahead import clause_before
from bot.facts.figures.sentence import Claim, Sentence, bits
from bot.model.facts import FigureKind

#: The rule of claims that count them.
HANDED = "bodies handed over"
_BODY, _HANDING, _HOSPITAL = bits("corpse"), bits("handing"), bits("ev_hospital")
_KILLED = bits("kill_verb", "t_strike")
#: So near behind the dead stands how they died: «جثث خمسة قتلوا في قصف».
_DIED = 6


def told_rule(sentence: Sentence, claim: Claim) -> str:
    """The rule of a claim, HANDED where it counts bodies that are only handed over."""
    return HANDED if _only_handed(sentence, claim) else claim.rule


def _only_handed(sentence: Sentence, claim: Claim) -> bool:
    """Are those of a claim bodies of dead who are handed over, and who died nobody says when?

    Not where a hospital receives them, nor where it is told what killed them.
    """
    if claim.kind is not FigureKind.KILLED:
        return False
    near = range(max(claim.at - 1, sentence.start), min(claim.end + 1, sentence.end))
    body = next((at for at in near if sentence.bits[at] & _BODY), -1)
    if body < 0:
        return False
    left = clause_before(sentence, body)
    handed = claim.at < body and sentence.near(_HANDING, claim.at, body)
    if not handed and not sentence.near(_HANDING, left, body):
        return False
    beyond = min(claim.end + _DIED, sentence.end)
    return not sentence.near(_HOSPITAL, left, body) and not sentence.near(_KILLED, body, beyond)
