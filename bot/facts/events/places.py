"""Which of the places that an article names an event may happen in: not whose deed it is, not where it came from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arabic.letters import fold_word
from bot.arabic.places import PlaceMention
from bot.arabic.words import Words
from bot.facts.accused import is_accused
from bot.facts.page import Page
from bot.facts.parties import is_ascribed, says
from bot.facts.where import Where
from bot.model.facts import EventKind

#: What is sent from one place onto another.
_SENT = frozenset({EventKind.AIRSTRIKE, EventKind.SHELLING})
#: A country right behind one of these did it: «الغارات السعودية», «قصف سورية» by the ending of an adjective.
_DEEDS = frozenset({"ev_raid", "ev_strike_noun", "ev_bombard", "ev_attack", "ev_operation", "ev_target_noun"})
_ADJECTIVAL = "يه"
_FROM = "من"
_TOWARDS = frozenset(map(fold_word, ("على", "فوق", "نحو", "تجاه", "باتجاه", "إلى", "صوب", "مستهدفا", "مستهدفة")))
#: Between «من» and a place: «من اتجاه كذا» is never where something lands.
_SIDES = frozenset(map(fold_word, ("اتجاه", "جهة", "ناحية")))
_GROUND = frozenset(map(fold_word, ("أراضي", "الأراضي", "داخل", "مناطق", "أجواء", "قواعد", "مواقع")))


class Grounds:
    """The places of one page, as events of each kind may have them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._mentions = [
            each for each in page.places if not each.role and not (each.kind == "country" and _did(page.words, each))
        ]
        self._all = Where(page, self._mentions)
        self._struck: Where | None = None

    def of(self, kind: EventKind) -> Where:
        """Where an event of this kind is looked for: what is sent happens where it lands."""
        if kind not in _SENT:
            return self._all
        if self._struck is None:
            landing = _landing(self._page.words, self._mentions)
            self._struck = self._all if len(landing) == len(self._mentions) else Where(self._page, landing)
        return self._struck


def _did(words: Words, country: PlaceMention) -> bool:
    """Is the name of a country an adjective that says whose the deed or the force before it is, or does it speak?"""
    at = country.first
    if at > words.bounds[at][0] and says(words, at - 1) and not words.clitics(at).preposition:
        return True  # «ونفت روسيا»
    if is_ascribed(words, at) or is_accused(words, at):
        return True
    if at <= words.bounds[at][0] or country.last != at + 1 or not words.forms[at].endswith(_ADJECTIVAL):
        return False
    clitics = words.clitics(at)
    if clitics.preposition or clitics.conjunction:
        return False
    return (clitics.article and words.clitics(at - 1).article) or not _DEEDS.isdisjoint(words.sets[at - 1])


def _landing(words: Words, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions but those that something came from, where its sentence says where it went or from which side."""
    led = [_led(words, each.first) for each in mentions]
    aimed = {words.bounds[each.first] for each, lead in zip(mentions, led, strict=True) if lead == "towards"}
    return [
        each
        for each, lead in zip(mentions, led, strict=True)
        if lead != "side" and not (lead == "from" and words.bounds[each.first] in aimed)
    ]


def _led(words: Words, first: int) -> str:
    """What leads to a place that begins at a token: `from`, `side`, `towards`, or "" for anything else."""
    forms, begin = words.forms, words.bounds[first][0]
    at = first - 1
    sided = at > begin and forms[at] in _SIDES
    if sided or (at > begin and forms[at] in _GROUND):
        at -= 1
    if at < begin:
        return ""
    if forms[at] == _FROM:
        return "side" if sided else "from"
    return "towards" if forms[at] in _TOWARDS else ""
