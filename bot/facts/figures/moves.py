"""People on the move, told by no word of displacement: who crosses, arrives, is taken off or to hospital."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.governor import CROWD, NONE, Kind, governor
from bot.facts.figures.sentence import PREPOSITION, WITH_B, WITH_L, Sentence, bits
from bot.model.facts import FigureKind

_CROSS, _ARRIVE, _GATHER, _STREAM = bits("cross_verb"), bits("arrive_verb"), bits("gather_verb"), bits("stream_verb")
_FLEEING, _DISPLACE, _BORDER, _PROTEST = bits("fleeing"), bits("displace"), bits("ev_border"), bits("ev_protest")
_CARRY, _ADMIT, _HOSPITAL, _QUIT = bits("carry_verb"), bits("admit_verb"), bits("ev_hospital"), bits("quit_verb")
_MASSACRE, _AGAINST, _UNDERGO, _NATION = bits("massacre"), bits("against"), bits("undergo"), bits("nation")
_ARMED, _NOBODY = bits("soldier", "fighter", "official"), bits("soldier", "official")
_LIVES, _WOUNDS = bits("lives"), bits("wounds", "wound_noun")
_BOARD, _VEHICLE, _LIFE = bits("board_verb"), bits("vehicle"), bits("life_verb")
_ENTER, _WAY = bits("enter_verb"), bits("way_verb")
_LINES = frozenset({"خطوط", "خط"})
_MOVING = _ENTER | _WAY | _CROSS | _ARRIVE | _GATHER | _STREAM | _CARRY | _ADMIT | _QUIT | _BOARD | _MASSACRE | _UNDERGO
#: Of these it is no news that they are taken somewhere.
_TRAVELLERS = frozenset(fold_word(word) for word in ("راكب", "راكبا", "مسافر", "مسافرا", "حاج", "سائح", "سائحا"))
_TO = frozenset(fold_word(word) for word in ("إلى", "من", "خارج", "باتجاه", "نحو", "صوب"))
_PROTESTERS, _AID = bits("protester"), bits("aid")
_BEGIN, _MANAGE, _PRESENT = bits("begin_verb"), bits("manage_verb"), bits(".present")
_CAUGHT, _OF_THEM = bits("soldier", "fighter", "captive"), frozenset({"منهم", "منهن", "منها"})
_BEFORE, _BEHIND = 4, 6
#: So many go by coach, not by motorcycle.
_BUSLOAD = 10
_MANY = 100


def setting_out(sentence: Sentence, count: Count, at: int) -> bool:
    """Does a noun of moving behind a number tell that they move: «اضطر ألف شخص إلى النزوح», «بدأ ألف شخص بالفرار»?"""
    words, seen = sentence.words, sentence.bits
    begins = seen[at - 1] & _BEGIN and seen[at - 1] & _PRESENT
    to_it = words[at - 1] in {"الي", "علي"} or sentence.clitics[at] & PREPOSITION == WITH_L
    return bool(begins or to_it) or sentence.near(_BEGIN, count.start - 3, count.start) or _managed(sentence, count, at)


def _managed(sentence: Sentence, count: Count, at: int) -> bool:
    """«تمكن ألف مدني من الخروج», «ألف مدني تمكنوا من الفرار»; not of those who fight, or «تمكن 26 منهم»."""
    if sentence.words[at - 1] != "من" or sentence.bits[count.end] & _CAUGHT or sentence.words[count.end] in _OF_THEM:
        return False
    return sentence.near(_MANAGE, count.start - 3, count.start) or bool(sentence.bits[at - 2] & _MANAGE)


def moving(sentence: Sentence, count: Count, begin: int, head: int | None) -> Kind:
    """What the verbs around a number of people say; `begin` is the first token behind number and noun."""
    with_b = sentence.words[count.start].startswith("ب") or sentence.clitics[count.start] & PREPOSITION == WITH_B
    if (
        with_b
        and sentence.near(_LIFE, count.start - 4, count.start)
        and not sentence.near(_LIVES, count.start - 4, begin)
    ):
        return Kind(FigureKind.KILLED, "carried away")
    if (
        not sentence.present & _MOVING
        or sentence.clitics[count.start] & PREPOSITION
        or sentence.words[count.start][:1] == "ل"
    ):
        return NONE
    around = _Around(sentence, count.start, begin)
    if around.left(_MASSACRE) and sentence.near(_AGAINST, count.start - 2, count.start):
        return Kind(FigureKind.KILLED, "massacre of")
    suffered = _suffered(sentence, around, begin)
    if suffered.kind is not None:
        return suffered
    here = sentence.bits[head] if head is not None else 0
    hospital = sentence.near(_HOSPITAL, begin, begin + _BEHIND) and not sentence.near(_AID, begin, begin + _BEHIND)
    if hospital and around.near(_CARRY | _ADMIT) and not here & _VEHICLE:
        return Kind(FigureKind.WOUNDED, "to hospital")
    traveller = head is not None and sentence.words[head] in _TRAVELLERS
    if traveller or here & _NOBODY or sentence.near(_PROTEST, count.start - _BEFORE, begin + _BEHIND):
        return NONE
    abroad = around.left(_ENTER) and count.stated >= CROWD and (head is None or here & _NATION)
    if abroad and not sentence.near(_ARMED, count.start - _BEFORE, begin + _BEFORE):
        return Kind(FigureKind.REFUGEES, "into another land")  # «دخل تشاد 560 ألف سوداني»
    if (not here & _ARMED or around.near(_BOARD)) and _goes(sentence, around, count, begin):
        country = here & _NATION and around.near(_ARRIVE)
        return Kind(FigureKind.REFUGEES if country else FigureKind.DISPLACED, "on the move")
    carried = (
        not here & _PROTESTERS
        and around.left(_CARRY)
        and any(sentence.words[at] in _TO for at in range(begin, begin + 4))
    )
    return Kind(FigureKind.DISPLACED, "carried off") if carried else NONE


class _Around:
    """The words near a number."""

    def __init__(self, sentence: Sentence, start: int, begin: int) -> None:
        self._sentence, self._start, self._begin = sentence, start, begin

    def left(self, mask: int) -> bool:
        """Before it?"""
        return self._sentence.near(mask, self._start - _BEFORE, self._start)

    def near(self, mask: int) -> bool:
        """Before it, or right behind?"""
        return self.left(mask) or self._sentence.near(mask, self._begin, self._begin + 4)


def _suffered(sentence: Sentence, around: _Around, begin: int) -> Kind:
    """«تعرض ثلاثة ناشطين للاغتيال»."""
    if around.left(_UNDERGO) and sentence.clitics[begin] & PREPOSITION == WITH_L and sentence.bits[begin] & _WOUNDS:
        return Kind(FigureKind.WOUNDED, "suffered")  # «تعرض 30 متظاهرا لإصابات»
    if not around.left(_UNDERGO) or sentence.words[begin][:2] != "لل":
        return NONE
    return Kind(sentence.by_governor(begin), "suffered")


def _goes(sentence: Sentence, around: _Around, count: Count, begin: int) -> bool:
    """«عبر 340 مدنيا الحدود»، «وصل 200 شخص هربا من القصف»، «تدفق الآلاف نحو الحدود»."""
    border = sentence.near(_BORDER, begin, begin + _BEHIND)
    if border and around.near(_CROSS | _STREAM):
        return True
    if around.left(_CROSS) and sentence.words[begin] in _LINES:
        return True  # «اجتاز 300 مدني خطوط القتال»
    if around.left(_WAY) and count.stated >= CROWD and "الي" in sentence.words[begin : begin + _BEHIND]:
        return True  # «قطع 28 ألفا الطريق إلى أرمينيا»
    if around.left(_CROSS) and sentence.words[begin] == "من" and "الي" in sentence.words[begin : begin + _BEHIND]:
        return True  # «عبر 300 شخص من لبنان إلى سوريا»
    if around.left(_CROSS) and sentence.words[begin] == "الي" and count.stated >= _MANY:
        return True  # «عبر 6 آلاف شخص إلى تشاد»
    if count.stated >= _BUSLOAD and around.near(_BOARD) and sentence.near(_VEHICLE, begin, begin + _BEHIND):
        return True
    if around.left(_QUIT) and count.how == "vague":
        return True
    if not around.near(_ARRIVE | _GATHER | _STREAM):
        return False
    fleeing = sentence.near(_FLEEING, begin, begin + 2 * _BEHIND)
    told = any(claim.kind is FigureKind.DISPLACED for claim in (*sentence.earlier, *sentence.found))
    return fleeing or (border and (told or sentence.near(_DISPLACE, sentence.start, sentence.end)))


#: «3 آلاف أسرة، أي نحو 17 ألف شخص».
_THAT_IS = frozenset(fold_word(word) for word in ("أي", "(", "يعادل", "بواقع", "يعادلون", "تضم", "قوامها", "يقارب"))
_FAMILY, _SOON = bits("family"), 7
_RETURN, _RELEASE, _PAST_OR_NOW, _NOT_FAR = bits("return"), bits("release"), bits(".past", ".present"), 8


def families_told(sentence: Sentence, count: Count) -> Kind:
    """What befell the families that a number of people stands beside."""
    for other in sentence.counts:
        gap = count.start - other.stop
        told = any(word in _THAT_IS for word in sentence.words[other.end : count.start])
        if told and 0 < gap <= _SOON and sentence.bits[other.end] & _FAMILY:
            return governor(sentence, other)._replace(rule="families, that is")
    return NONE


def going_home(sentence: Sentence, count: Count) -> bool:
    """«بدأ آلاف النازحين بالعودة إلى بيوتهم»، «آلاف النازحين عادوا»."""
    behind = range(count.end + 1, min(count.end + _NOT_FAR, sentence.end))
    back = next((at for at in behind if sentence.bits[at] & _RETURN), None)
    if back is None or sentence.denied(back):
        return False
    begun = sentence.near(_BEGIN, count.start - 3, back)
    return begun or (sentence.bits[back] & _PAST_OR_NOW > 0 and not sentence.conjunction(back))


def freed(sentence: Sentence, count: Count) -> bool:
    """Those released are no figure."""
    return sentence.near(_RELEASE, count.start - 9, count.start) or sentence.near(_RELEASE, count.end, count.end + 7)
