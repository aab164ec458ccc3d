"""What stands behind those counted settles what happened to them: they fled abroad, were taken to a hospital, lost."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.governor import CROWD, NONE, Kind
from bot.facts.figures.sentence import PREPOSITION, PRONOUN, Claim, Sentence, bits
from bot.model.facts import FigureKind

_AWAY, _ACTOR, _AID, _DISEASE = bits("abroad"), bits("actor"), bits("aid"), bits("disease")
_EV_HOSPITAL, _OFFICIAL, _PEOPLE, _STATES = bits("ev_hospital"), bits("official"), bits("people"), bits("states")
_UNHURT, _REFUGE = "سالمين", bits("refuge_verb")
_LIVES, _BODY, _STILL = bits("lives"), bits("corpse"), bits("t_still")
_VEHICLE = bits("vehicle")
_WEAK, _WITHDRAW = bits("weak"), bits("withdraw")
_PROTEST, _RUBBLE = bits("ev_protest"), bits("rubble")
#: So many that left a country are told as those who live abroad.
_MANY = 1_000_000
_ABROAD = fold_word("الخارج")
_COUNTRY = fold_word("البلاد")
_OUT_OF = frozenset(fold_word(word) for word in ("من", "خارج"))
_NEAR = 7
_LEADS, _SHORT = frozenset(("في", "من", "مع", "خلال", "اثناء", "بعد", "قبل", "بين", "،")), 4
_OF_THEM = fold_word("منهم")
_SHELTER, _SETTLED = bits("building", "place_unit"), bits("place_unit")
#: «قافلة وعلى متنها 600 شخص», «حافلات تقل 400 شخص»: words before the number of those aboard.
ABOARD = frozenset(fold_word(word) for word in ("متنها", "متنه", "من", "تضم", "ضمت", "تقل", "يضم", "أقلت", "وتضم"))
#: People of whom it is no news of displacement that they leave.
_AT_WORK = bits("official", "protester", "soldier")
_FIGHTING = bits("soldier", "fighter", "member")
_SIDE = bits("actor", "soldier_group", "fighter_group", "enemy")
_SAVED, _DISPLACE = bits("rescue", "release", "survive"), bits("displace_noun")
_CAPTIVES = frozenset(map(fold_word, ("أسرى", "أسيرا", "أسيرين", "رهائن")))
_TROOPS = bits("soldier", "fighter", "official")
#: «فقدت»: how a verb ends whose subject is she.
_HERS = "ت"


def settled(sentence: Sentence, count: Count, head: int | None, kind: Kind) -> Kind:
    """The kind found, unless what stands behind the number says otherwise."""
    begin = max(count.end, (head or 0) + 1)
    here = sentence.bits[head] if head is not None else 0
    if kind.kind is FigureKind.REFUGEES and kind.rule == "verb" and here & _OFFICIAL:
        return NONE
    if kind.kind is FigureKind.REFUGEES and kind.rule == "verb" and _sheltered(sentence, begin):
        return kind._replace(kind=FigureKind.DISPLACED, rule="sheltered")
    if kind.kind is FigureKind.REFUGEES and kind.rule == "verb behind" and _sheltered_there(sentence, begin):
        return kind._replace(kind=FigureKind.DISPLACED, rule="sheltered")
    if kind.kind is FigureKind.DISPLACED:
        return _moved(sentence, count, here, kind, begin)
    if kind.kind is FigureKind.AFFECTED and sentence.near(_RUBBLE, begin, begin + 4):
        return kind._replace(kind=FigureKind.MISSING, rule="under rubble")
    if kind.kind is FigureKind.KILLED:
        return _alive(sentence, count, here, kind, begin)
    if kind.kind is FigureKind.AFFECTED and here & _FIGHTING and count.stated < CROWD:
        return NONE  # «تحاصر القوات مجموعة من 15 عنصرا»
    if kind.kind is FigureKind.WOUNDED and sentence.present & _DISEASE:
        since = kind.governor if kind.rule == "toll" and kind.governor is not None else begin
        if sentence.near(_DISEASE, since, begin + 4):
            return kind._replace(kind=FigureKind.AFFECTED, rule="ill")
    lost = kind.kind is FigureKind.MISSING and kind.rule == "verb"
    return _gone(sentence, head, kind, begin, here) if lost else kind


def _gone(sentence: Sentence, head: int | None, kind: Kind, begin: int, here: int) -> Kind:
    """«فقد 30 جنديا»: killed where they were somebody's own, none where something of theirs was lost."""
    if _bereaved(sentence, head) or _lost(sentence, kind, here) or sentence.near(_LIVES, begin, begin + 4):
        return kind._replace(kind=FigureKind.KILLED, rule="lost")
    return NONE if _their_living(sentence, begin) else kind


def _their_living(sentence: Sentence, begin: int) -> bool:
    """«فقد 300 عامل وظائفهم», «… مصادر رزقهم», «… آباءهم»: it is something of theirs that they lost."""
    for at in (begin, begin + 1):
        if sentence.clitics[at] & PREPOSITION or sentence.words[at] in _LEADS or sentence.bits[at] & _PEOPLE:
            return False
        if sentence.words[at].endswith(("هم", "هن")) and len(sentence.words[at]) > _SHORT:
            return True
    return False


def got_away(sentence: Sentence, count: Count, head: int | None) -> bool:
    """«تمكن 26 منهم من الفرار»، «ونجا 4 منهم»، «أنقذ 12 منهم»: they are not harmed as the others."""
    begin = max(count.end, (head or 0) + 1)
    if sentence.near(_SAVED, count.start - 3, count.start):
        return True
    return sentence.words[begin] in {"من", "بالفرار"} and sentence.near(_SAVED | _DISPLACE, begin, begin + 2)


def _alive(sentence: Sentence, count: Count, here: int, kind: Kind, begin: int) -> Kind:
    """«وقوع 30 جنديا أسرى», «ما زال آلاف الضحايا تحت الركام»: those said to have fallen who are not told dead."""
    if kind.rule == "fell" and _as_captives(sentence, begin):
        return kind._replace(kind=FigureKind.DETAINED, rule="fell captive")
    buried = kind.rule == "harmed noun" and not here & _BODY and sentence.near(_RUBBLE, begin, begin + 3)
    if buried and sentence.near(_STILL, count.start - 4, count.start):
        return kind._replace(kind=FigureKind.MISSING, rule="under rubble")
    return kind


def _as_captives(sentence: Sentence, begin: int) -> bool:
    """«وقوع 30 جنديا أسرى», «سقط العشرات كأسرى», «وقعوا في الأسر»."""
    return any(sentence.words[at].removeprefix("ك") in _CAPTIVES for at in range(begin, min(begin + 2, sentence.end)))


def _sheltered(sentence: Sentence, begin: int) -> bool:
    """«لجأ ألفا شخص إلى مدارس المدينة», «… البلدة المجاورة», not «إلى دول الجوار»."""
    if not sentence.near(_SHELTER, begin, begin + 3) or sentence.near(_STATES, begin, begin + 4):
        return False
    away = (at for at in range(begin, begin + 4) if sentence.bits[at] & _AWAY)
    return all(sentence.bits[at - 1] & _SETTLED for at in away)  # «إلى مدارس البلدة المجاورة»


def _sheltered_there(sentence: Sentence, begin: int) -> bool:
    """«عشرات الآلاف قد لجؤوا إلى المدينة»."""
    fled = next((at for at in range(begin, begin + _NEAR) if sentence.bits[at] & _REFUGE), None)
    return fled is not None and _sheltered(sentence, fled + 1)


def _moved(sentence: Sentence, count: Count, here: int, kind: Kind, begin: int) -> Kind:
    """«نقل 15 شخصا إلى المستشفى» are wounded, «فر مليون شخص إلى الخارج» refugees; ministers who leave are nobody."""
    governor, hurt = kind.governor, _taken_away(sentence, count)
    if hurt is not None:
        return Kind(FigureKind.WOUNDED, "taken away", governor, hurt)
    if kind.rule == "verb behind" and sentence.near(_PROTEST, begin, begin + 6):
        return NONE  # «مئات الشبان خرجوا في مظاهرة»
    if governor is not None and sentence.bits[governor] & _WEAK:
        saved = sentence.near(_SAVED, count.end, begin + 1) or sentence.near(_RUBBLE, begin, begin + 3)
        if saved or _UNHURT in sentence.words[begin : begin + _NEAR]:
            return NONE  # «وأخرجت القوات 205 أشخاص من المبنى سالمين»، «ثلاثة ناجين»
        if here & _VEHICLE:
            return NONE  # «خرجت قافلة من خمسين عربة من المستشفى»
        barred = _TROOPS if sentence.bits[governor] & _WITHDRAW else _AT_WORK
        if here & barred or (here & _ACTOR and not here & _PEOPLE):
            return NONE  # «نقل 1700 من مقاتليها من الجبهة»
        if sentence.near(_PROTEST, begin, begin + 5):
            return NONE  # «خرج 300 طالب في مظاهرة»
        if sentence.near(_EV_HOSPITAL, begin, begin + 4):
            return kind._replace(kind=FigureKind.WOUNDED, rule="to hospital")
        aboard = sentence.words[count.start - 1] in ABOARD
        if sentence.near(_AID, governor + 1, governor + 3) and not aboard:
            return kind._replace(kind=FigureKind.AFFECTED, rule="aid for")
        return kind
    return _abroad(sentence, count, kind, begin)


def _abroad(sentence: Sentence, count: Count, kind: Kind, begin: int) -> Kind:
    """Who flees to other states, or millions who leave the country, are refugees."""
    for at in range(begin, min(begin + _NEAR, sentence.end)):
        if at in sentence.cores or sentence.words[at] in {"،", ","}:
            break
        left = sentence.words[at] == _COUNTRY and sentence.words[at - 1] in _OUT_OF and count.stated >= _MANY
        abroad = sentence.words[at] == _ABROAD or sentence.bits[at - 1] & _STATES
        if left or (abroad and sentence.bits[at] & _AWAY):
            return kind._replace(kind=FigureKind.REFUGEES, rule="abroad")
    return kind


def _taken_away(sentence: Sentence, count: Count) -> Claim | None:
    """«أصيب 40 …، وتم نقل 25 منهم إلى المناقل»: the wounded that some of whom were taken away."""
    last = sentence.found[-1] if sentence.found and sentence.words[count.end] == _OF_THEM else None
    hurt = last is not None and last.kind is FigureKind.WOUNDED and count.stated < last.stated
    return (last.total or last) if hurt and last is not None else None


def _lost(sentence: Sentence, kind: Kind, here: int) -> bool:
    """«الجيش فقد 30 جنديا»، «فقدت القوات 30 جنديا», «أعلنت أنها فقدت 30 جنديا», «فقدت كتيبة المدينة 30 جنديا»."""
    verb = kind.governor or 0
    if not here & _FIGHTING:
        return False
    hers = sentence.words[verb].endswith(_HERS)  # soldiers are no feminine: she has lost them
    return hers or (sentence.bits[verb - 1] | sentence.bits[verb + 1]) & _SIDE > 0


def _bereaved(sentence: Sentence, head: int | None) -> bool:
    """«فقد 5 من أبنائه»: his own people."""
    if head is None or sentence.clitics[head] & PRONOUN:
        return head is not None
    return sentence.words[head].endswith(("ه", "ها", "هم")) and not sentence.bits[head] & _PEOPLE
