"""What happened to people of whom no word of harm near their number speaks: crowds, and those told in other ways."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.arabic.numbers import Count
from bot.facts.figures.governor import CROWD, NONE, Kind
from bot.facts.figures.headed import headed
from bot.facts.figures.lists import in_brackets
from bot.facts.figures.losses import told_by_another_verb
from bot.facts.figures.moves import moving
from bot.facts.figures.sentence import NOT_ONE, PREPOSITION, WITH_L, Sentence, bits
from bot.facts.figures.settled import ABOARD
from bot.model.facts import FigureKind

_AID, _BATCH_WORD, _DEPEND_VERB, _DISPLACE = bits("aid"), bits("batch"), bits("depend_verb"), bits("displace")
_FEAR, _FORCE_VERB, _HOME, _HUNGER = bits("fear"), bits("force_verb"), bits("home"), bits("hunger")
_IN_HOLD, _LACK, _LEAVE_VERB, _LIVES = bits("in_hold"), bits("lack"), bits("leave_verb"), bits("lives")
_LOSE_VERB, _PEOPLE, _PERCENT, _PRESENT = bits("lose_verb"), bits("people"), bits("percent"), bits(".present")
_RESIDE_NOUN, _RESIDE_VERB, _RETURN = bits("reside_noun"), bits("reside_verb"), bits("return")
_RUBBLE, _SOLDIER, _THEIR_NUMBER, _THREAT = bits("rubble"), bits("soldier"), bits("their_number"), bits("threat")
#: So far back stands what happened to a share of people that «أي» tells the number of.
_SHARED = 20
_AS_MANY = frozenset({"ما", "يعادل", "يساوي", "يقارب", "حوالي", "قرابه"})
_FATES, _KNOWN = frozenset({"مصير", "مكان"}), frozenset({"يعرف", "نعرف", "يعرفون", "يعلم", "نعلم", "تعرف"})
_TOLL, _UNKNOWN_FATE, _VICTIM = bits("toll"), bits("unknown_fate"), bits("victim")
_NATION = bits("nation")
#: From here on those who live in a place are told because they are at risk.
TOWN = 10_000
OUTWARD = frozenset(fold_word(word) for word in ("نحو", "باتجاه", "إلى", "صوب"))
#: «القضاء على جميع أفراد المجموعة المسلحة البالغ عددهم …»
_OF_ALL = 7
_WAS = frozenset(fold_word(word) for word in ("كان", "وكان", "كانت"))
_TO = frozenset(fold_word(word) for word in ("إلى", "تكفي", "يكفي", "لصالح", "بحق", "ضد", "على", "عن"))
_ANTECEDENT = 12
#: So long may what stands between a number and its toll, or between a fate and «مجهول», be.
_INSERTED, _FATE = 22, 12
_COST_REACH, _FIGHT = 6, bits("t_strike", "t_offensive", "t_war")
_RISING = bits("reach_verb", "rise_noun")
#: A convoy or a batch that holds so many people brings them out.
_BATCH = 50
_ARRIVE, _CASE_UNIT, _HURT_CASE = bits("arrive_verb"), bits("case_unit"), bits("hurt_case")
_SPEECH, _TURNED = bits("speech"), bits("t_clause")
_THEY_ARE, _CLOSES = frozenset(("انهم", "انها", "عددهم")), frozenset(("", ".", "،", ",", "؛", "فقط"))
_OUTSIDE = fold_word("خارج")
_VEHICLE, _SETS_OUT = bits("vehicle"), bits("arrive_verb", "displace", "sets_out", "carry_verb", "cross_verb")
_AT_RISK = bits("fear", "besieged", "hunger", "siege")
_RESCUE = bits("rescue")
_FRACTION = bits("fraction", "most_of", "percent", "number")
_MOURN = bits("mourn")
_ELIMINATION = bits("elimination")
_HARMED_ALL = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED}
_FIGHTING = bits("soldier", "fighter", "member")


def told_otherwise(sentence: Sentence, count: Count, head: int | None, *, people: bool) -> Kind:
    """What is told of those counted in any other way; NONE where nothing is."""
    begin = max(count.end, (head or 0) + 1)
    many = count.stated >= CROWD
    found = _forced(sentence, count, begin) if people or many else NONE
    if found.kind is None:
        found = _toll_behind(sentence, count)
    if found.kind is None and (people or many):
        found = _leaving_home(sentence, count, begin)
    if found.kind is None and people:
        found = _brought_out(sentence, count, head)
    buried = head is None and sentence.words[begin] == "تحت"  # «ما زال 45 تحت الأنقاض»
    if found.kind is None and (people or buried or count.how.startswith("vague")):
        found = _held_or_lost(sentence, count, head, begin)
    if found.kind is None:
        found = _bare(sentence, count) if head is None else NONE
        found = found if found.kind else told_by_another_verb(sentence, count, head, people=people)
    if found.kind is None and sentence.found and _arrived_too(sentence, count, head):
        return Kind(FigureKind.DISPLACED, "arrived too")
    if found.kind is None and (people or many):
        found = moving(sentence, count, begin, head)
    lack = sentence.bits[begin] & _LACK or sentence.words[begin] == "غير"  # «15 مليونا بلا رعاية»
    wanting = count.stated >= TOWN and head is None and lack
    if found.kind is None and many and (people or wanting):
        found = _of_those_displaced(sentence, count) or _crowd(sentence, count, begin)
    return _that_is(sentence, count) if found.kind is None and people else found


def _bare(sentence: Sentence, count: Count) -> Kind:
    """A number alone: of cases, in brackets, behind its place, or what others count."""
    cases = _of_cases(sentence, count)
    if cases is not None and cases.kind is not None:
        return cases
    found = in_brackets(sentence, count)
    found = found if found.kind else headed(sentence, count)
    return _by_others(sentence, count) if found.kind is None and sentence.found else found


def _that_is(sentence: Sentence, count: Count) -> Kind:
    """«نزح 90 في المئة من السكان، أي ما يعادل 70 إلى 75 ألف شخص», «فر نصف السكان، أي 75 ألف شخص»."""
    at = next((at for at in range(count.start - 1, count.start - 4, -1) if sentence.words[at] not in _AS_MANY), 0)
    if sentence.words[at] != "اي":
        return NONE
    for place in range(at - 1, max(sentence.start, at - _SHARED) - 1, -1):
        kind = sentence.by_governor(place)
        if kind is not None:
            share = sentence.near(_PERCENT | _FRACTION, place + 1, at) and not sentence.denied(place)
            return Kind(kind, "that is", place) if share else NONE
    return NONE


def _of_cases(sentence: Sentence, count: Count) -> Kind | None:
    """«بلغ عدد حالات الاختناق 120»."""
    at = count.start - 2
    cases = sentence.bits[at] & _CASE_UNIT and sentence.bits[at] & NOT_ONE and sentence.near(_TOLL, at - 1, at)
    if not cases or sentence.words[count.end] not in _CLOSES:
        return None
    kind = FigureKind.WOUNDED if sentence.bits[at + 1] & _HURT_CASE else sentence.by_governor(at + 1)
    return Kind(kind, "cases told", at) if kind in _HARMED_ALL else None


def _arrived_too(sentence: Sentence, count: Count, head: int | None) -> bool:
    """«عدد النازحين بلغ 88 ألفا، بينما أعلنت وصول 2500 آخرين»."""
    others = sentence.words[count.end].startswith("اخر") or (head is not None and sentence.words[head + 1] == "اخر")
    told = any(claim.kind is FigureKind.DISPLACED for claim in sentence.found)
    return others and told and sentence.near(_ARRIVE, count.start - 3, count.start)


def _by_others(sentence: Sentence, count: Count) -> Kind:
    """«مقتل 118 جنديا، بينما تحدث الجيش عن 23»، «14 قتيلا، فيما قالت الشرطة إنهم ستة»: what others count."""
    last, before = sentence.found[0], sentence.words[count.start - 1]
    if last.kind not in _HARMED_ALL or sentence.words[count.end] not in _CLOSES:
        return NONE
    told = before in _THEY_ARE or (before == "عن" and sentence.near(_SPEECH, count.start - 5, count.start - 1))
    turned = sentence.near(_TURNED, last.end, count.start)
    return Kind(last.kind, "counted by others") if told and turned else NONE


def their_number(sentence: Sentence, count: Count) -> Kind | None:
    """«النازحين البالغ عددهم 30 ألفا»: those named before; None where no such word stands before the number."""
    if not sentence.present & _THEIR_NUMBER:
        return None
    at = next((at for at in range(count.start - 1, count.start - 4, -1) if sentence.bits[at] & _THEIR_NUMBER), None)
    if at is None:
        return None
    for place in range(at - 1, max(sentence.start, at - _ANTECEDENT) - 1, -1):
        kind = sentence.by_head(place)
        if kind is not None and sentence.bits[place] & NOT_ONE and not sentence.bits[place] & _VICTIM:
            return Kind(kind, "their number", place)
        if sentence.bits[place] & _NATION and sentence.by_head(place - 1):
            continue  # «اللاجئين السوريين البالغ عددهم …»
        if sentence.bits[place] & _PEOPLE or sentence.bits[place] & _RESIDE_NOUN:
            risk = sentence.present & _AT_RISK
            whole = not sentence.near(_PERCENT, place - 4, place)
            if sentence.near(_DISPLACE, place - 5, place) and not _fraction(sentence, place):
                return Kind(FigureKind.DISPLACED, "their number", place)
            kind = next(filter(None, map(sentence.by_governor, range(place - 1, place - _OF_ALL, -1))), None)
            people = not sentence.bits[place] & _RESIDE_NOUN
            if people and (kind in _HARMED_ALL or sentence.near(_ELIMINATION, place - _OF_ALL, place)):
                return Kind(kind or FigureKind.KILLED, "their number", place)  # «مقتل ركابها البالغ عددهم …»
            if risk and whole and count.stated >= TOWN:
                return Kind(FigureKind.AFFECTED, "their number, at risk", place)
            break
    return NONE if any(word in sentence.words[at - 1] for word in ("بالغ", "يبلغ")) else None


def _fraction(sentence: Sentence, at: int) -> bool:
    """«نزوح ربع سكان البلاد البالغ عددهم …»."""
    return sentence.near(_FRACTION, at - 4, at)


def _forced(sentence: Sentence, count: Count, begin: int) -> Kind:
    """«دفع الهجوم عشرات الآلاف نحو الحدود»."""
    forced = sentence.near(_FORCE_VERB, count.start - 9, count.start)
    row = bool(sentence.found) and sentence.found[-1].rule == "forced" and sentence.conjunction(count.start)
    if (forced or row) and any(sentence.words[at] in OUTWARD for at in range(begin, begin + 4)):
        return Kind(FigureKind.DISPLACED, "forced")
    return NONE


def _toll_behind(sentence: Sentence, count: Count) -> Kind:
    """«يرتفع إلى 44 عدد من قتلوا»، «ارتفع إلى 9 أشخاص، بينهم طفلان، عدد قتلى الغارة»."""
    toll = count.end
    if not sentence.bits[toll] & _TOLL:
        risen = sentence.words[count.start - 1] == "الي" and sentence.bits[count.start - 2] & _RISING
        beyond = range(count.end, min(count.end + _INSERTED, sentence.end) if risen else 0)
        toll = next((at for at in beyond if sentence.bits[at] & _TOLL), sentence.end)
    for at in range(toll + 1, min(toll + 6, sentence.end)):
        kind = sentence.by_head(at) or sentence.by_governor(at)
        if kind is not None:
            return Kind(kind, "toll behind")
    return NONE


def _leaving_home(sentence: Sentence, count: Count, begin: int) -> Kind:
    """«ترك 6 آلاف شخص بيوتهم»، «عاد 60 ألف شخص إلى منازلهم»."""
    if not sentence.present & _HOME or not sentence.near(_HOME, begin, begin + 7):
        return NONE
    if sentence.words[begin] == _OUTSIDE and sentence.bits[begin + 1] & _HOME:
        return Kind(FigureKind.DISPLACED, "away from home")  # «لا يزال 80 ألفا خارج منازلهم»
    around = ((count.start - 5, count.start), (begin, begin + 4))
    if any(sentence.near(_LEAVE_VERB, *span) for span in around):
        return Kind(FigureKind.DISPLACED, "leaving home")
    if any(sentence.near(_RETURN, *span) for span in around):
        return Kind(FigureKind.REFUGEES, "returning home")
    return NONE


def _brought_out(sentence: Sentence, count: Count, head: int | None) -> Kind:
    """«دفعة أولى من 1580 شخصا»، «القافلة الثالثة وعلى متنها 1500 شخص»."""
    if count.stated < _BATCH or (head is not None and sentence.bits[head] & _SOLDIER):
        return NONE
    span = count.start - 9, count.start
    coaches = sentence.near(_VEHICLE, *span) and sentence.near(_SETS_OUT, count.start - 12, count.start)
    if not (sentence.near(_BATCH_WORD, *span) or sentence.near(_DISPLACE, *span) or coaches):
        return NONE
    aboard = sentence.words[count.start - 1] in ABOARD
    return Kind(FigureKind.DISPLACED, "brought out") if aboard else NONE


def _held_or_lost(sentence: Sentence, count: Count, head: int | None, begin: int) -> Kind:
    """«وقع أربعة جنود في الأسر»، «لا يزال 50 شخصا تحت الأنقاض»، «خسر الجيش 24 جنديا»."""
    if sentence.words[count.start - 1] == "سراح" or sentence.near(_RESCUE, count.start - 5, count.start):
        return NONE
    theirs = count.how in {"digits", "words", "dual"} and sentence.words[count.end] == "من"
    if theirs and sentence.near(_MOURN, count.start - 5, count.start):
        return Kind(FigureKind.KILLED, "mourned")  # «نعت الكتائب اثنين من قادتها»
    if sentence.words[count.start - 1] in _FATES and _not_known(sentence, count.start - 1):
        return Kind(FigureKind.MISSING, "fate unknown")  # «لا يعرف مصير 82 جنديا»
    far = _FATE if sentence.words[count.start - 1] == "مصير" else 3  # «لا يزال مصير عشرات من عناصر الجيش مجهولا»
    for at in range(begin, min(begin + far, sentence.end)):
        if sentence.words[at] == "في" and sentence.bits[at + 1] & _IN_HOLD:
            return Kind(FigureKind.DETAINED, "in hold")
        fate = sentence.bits[at] & _UNKNOWN_FATE and not sentence.words[at + 1].startswith("الهوي")
        if fate or (sentence.words[at] == "تحت" and sentence.bits[at + 1] & _RUBBLE):
            return Kind(FigureKind.MISSING, "fate unknown")
    if any(sentence.words[at] == "يعثر" and sentence.words[at - 1] == "لم" for at in range(begin, begin + 4)):
        return Kind(FigureKind.MISSING, "no trace")  # «جنديان لم يعثر لهما على أثر»
    fighting = head is not None and sentence.bits[head] & _FIGHTING
    if fighting and _cost(sentence, count, begin):
        return Kind(FigureKind.KILLED, "lost")  # «كلف الهجوم الجيش 192 جنديا»
    if fighting and sentence.near(_LOSE_VERB, count.start - 7, count.start) and not sentence.denied(count.start):
        return Kind(FigureKind.KILLED, "lost")
    return NONE


def _cost(sentence: Sentence, count: Count, begin: int) -> bool:
    """Did a fight cost somebody those counted? Not «كلف القائد ستة ضباط بالمهمة»."""
    if sentence.words[begin].startswith("ب") or not sentence.near(_FIGHT, count.start - 2 * _COST_REACH, count.start):
        return False
    near = range(max(sentence.start, count.start - _COST_REACH), count.start)
    return any(sentence.words[at].lstrip("وف").startswith("كلف") for at in near)


def _not_known(sentence: Sentence, at: int) -> bool:
    """«لا يعرف مصير …», «لم يعرف مكان …»: is what stands before said not to be known?"""
    known, no = sentence.words[at - 1].lstrip("و"), sentence.words[at - 2].lstrip("و")
    return known in _KNOWN and no in {"لا", "لم", "لن"}


def _of_those_displaced(sentence: Sentence, count: Count) -> Kind | None:
    """«800 ألف نازح، يقيم 120 ألفا منهم في المدارس»."""
    told = sentence.found[-1] if sentence.found and sentence.words[count.end] == "منهم" else None
    if told is None or told.kind is not FigureKind.DISPLACED or told.stated <= count.stated:
        return None
    return Kind(told.kind, "of them", None, told.total or told)


def _crowd(sentence: Sentence, count: Count, begin: int) -> Kind:
    """Many people at risk: those an aid convoy is for, those who live in a besieged place."""
    if sentence.near(_THEIR_NUMBER, count.start - 2, count.start):
        return NONE
    armed = sentence.near(_FIGHTING, begin - 1, begin)  # «قوة تضم 17 ألف عنصر»
    for at in range(count.start - 1, max(sentence.start, count.start - 9) - 1, -1):
        if count.stated >= TOWN and sentence.bits[at] & _RESIDE_VERB and sentence.bits[at] & _PRESENT and not armed:
            past = any(sentence.words[place] in _WAS for place in (at - 1, at - 2))
            return NONE if past else Kind(FigureKind.AFFECTED, "people living there", at)
    before = sentence.words[count.start - 1]
    given = sentence.clitics[count.start] & PREPOSITION == WITH_L or sentence.words[count.start][:1] == "ل"
    if given and sentence.near(_AID, count.start - 14, count.start):
        return Kind(FigureKind.AFFECTED, "aid for")
    if before in _TO and sentence.near(_AID, count.start - 5, count.start):
        return Kind(FigureKind.AFFECTED, "aid for")
    feared = before in _TO or sentence.bits[count.start - 1] & _FEAR
    if feared and sentence.near(_FEAR, count.start - 5, count.start):
        return Kind(FigureKind.AFFECTED, "fear for")
    if sentence.bits[count.start - 1] & _LIVES and sentence.near(_THREAT, count.start - 7, count.start):
        return Kind(FigureKind.AFFECTED, "lives in danger")
    unable = sentence.words[begin] == "غير" and sentence.words[begin + 1].startswith("قادر")
    if ((sentence.bits[begin] & _LACK or unable) and not armed) or (
        sentence.bits[begin] & _DEPEND_VERB and sentence.near(_AID, begin + 1, begin + 5)
    ):
        return Kind(FigureKind.AFFECTED, "in want")
    hungry = sentence.near(_HUNGER, count.start - 7, count.start)
    if hungry and sentence.near(_THREAT, count.start - 7, count.start):
        return Kind(FigureKind.AFFECTED, "hunger threatens")
    return NONE
