"""What is said of a ceasefire behind the words that name it: «الهدنة … دخلت حيز التنفيذ»، «… لم تصمد».

`data/ceasefires.ahead.tsv` says what each cue means there; a negation before it turns it (ceasefires.negated.tsv).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bot.arabic.alphabet import CONJOINED
from bot.arabic.words import TIMED, Words
from bot.facts.ceasefires.aside import behind_asides
from bot.facts.ceasefires.cues import (
    ELSE_BESIDE,
    LONG,
    SAYS_NOTHING,
    TIMES,
    TO_COME,
    TURNS,
    WITH_B,
    Cues,
    Governor,
    Told,
    is_of_month,
    is_within,
    told_to_come,
)
from bot.facts.ceasefires.mentions import is_watched
from bot.facts.ceasefires.words import beside_words

#: Further than this behind a mention nothing is said of it.
_AHEAD = 16
#: How much further one may be taken up by a verb without meaning: «الهدنة السارية في …، تم تمديدها».
_DONE = 8
#: Behind these the end of something is a time.
_WHEN_OVER = frozenset({"مع", "عند", "فور", "قبل", "لدي", "حتي", "لحظه", "قرب"})
#: What is news of a ceasefire beside what was known of it: «الهدنة القائمة … تم تمديدها».
_OVERRULED = frozenset(
    {
        ("in_force", "extended"),
        ("in_force", "ended"),
        ("new", "in_force"),
        ("today", "meant"),
        ("year", "in_force"),
        ("past", "in_force"),
        ("sought", "rejected"),
        ("side", "rejected"),
        ("side", "ended"),
        ("duration", "ended"),
    }
)
_WHEN = TIMES | {"cf_last"}
#: Behind these a headline begins too.
_HEADS = frozenset({"colon", "bar", "semicolon"})
_RELIES = ("عتمد", "عتمدت")
_FIRST, _DEPENDS = ("cf_stop_verb",), ("cf_depends",)
_ELSE = frozenset({"cf_announce", "cf_propose", "cf_apply"})
_NEGATED = 2
_MADE = frozenset({"> announced by", "> reached by", "> approved by"})
_MADE_BY = frozenset({"cf_announce", "cf_agree", "cf_approve", "cf_order"})
_ENDED = LONG | {"hostilities"}
#: What may be joined to a ceasefire's own words: «الغارات الروسية والسورية»، «في صنعاء وعدن».
_JOINABLE = frozenset({"nation", "place"})


#: What tells that it is prolonged, or holds; with «ما زالت», that it is fragile.
_HOLDING, _FRAGILE = frozenset({"cf_extend", "cf_stands"}), frozenset({"cf_fragile", "cf_valid"})
_NTH = frozenset({"cf_itsday"})
_TOLD = frozenset({"announced", "declared"})
_BEGINS = frozenset({"takes effect", "scheduled"})


class Ahead:
    """The table over one alphabet. Made once; changes nothing."""

    def __init__(self, cues: Cues) -> None:
        self._ahead, self._negated, self._tells = cues.ahead, cues.negated, cues.tells

    def read(self, words: Words, end: int, limit: int, others: Mapping[int, int], marks: set[str]) -> tuple[str, int]:
        """What is said behind a mention that ends at token `end`, and where; the rows that spoke go into `marks`."""
        said, last, negated = "", end, -9
        if end < limit and "cf_soon" in words.sets[end] and words.code[2 * end + 1] in WITH_B:
            marks.add("soon")  # «بعد سريان الهدنة بساعات»
        first = behind_asides(words, end, limit)
        for at in range(first, min(limit, first + _AHEAD)):
            first += "place" in words.sets[at] or words.forms[at] == "في"  # «الهدنة في الغوطة الشرقية انهارت»
            told = self._tells.get(words.letters[at])
            if told is None:
                if at in others or (words.code[2 * at + 1] in CONJOINED and words.sets[at].isdisjoint(_JOINABLE)):
                    break
                continue
            cues = told.cues
            if "cf_after" in cues and at + 1 < limit and "that" in words.sets[at + 1]:
                cues = ("cf_once",)  # «بعد أن يتفق الطرفان»
            if at in others or self._ends_here(words, at, told, cues, limit, marks):
                break
            if "cf_not" in cues or "cf_still" in cues:
                silent = words.forms[at] == "غير" and at + 1 < limit and "cf_announce" in words.sets[at + 1]
                negated = at if "cf_not" in cues and not silent else -9  # «لا تزال سارية»، «هدنة غير معلنة»
            row = self._said_by(words, cues, at, first, limit)
            turned = at - negated <= _NEGATED
            if row and not (turned and _may_be(words, end, at)):
                marks.update(_supposed(words, row.name, end, at))
                marks.add(f"> {row.name}" + (", not" if turned else ""))
                says = self._says(words, at, row, turned)
                lasts = row.name != "held" and self._lasts_since(words, at, said, says, limit)
                if not said or lasts or (said, says) in _OVERRULED:
                    said, last = says, at + 1
        return said, last

    def _says(self, words: Words, at: int, row: Governor, turned: bool) -> str:
        """What a row says at a token, behind a negation if it is turned."""
        says = self._negated.get(row.becomes, row.becomes) if turned else row.becomes
        if says == "announced" and words.forms[at].lstrip("وف").startswith(TO_COME) and ".present" in words.sets[at]:
            return "sought"  # «يعتقد أن وقفا لإطلاق النار سيعلن قريبا»
        if says in _TOLD and "cf_may" in words.sets[at - 1]:
            return "sought"  # «إن هدنة قد تعلن قبل العيد»
        if row.name == "fragile" and words.clitics(at).article:
            return ""  # «الهدنة الهشة تدخل أسبوعها الثاني»
        if row.name == "lasting" and ".present" in words.sets[at]:
            return "duration"  # «أعلن هدنة تستمر شهرا»
        if turned and says == "violated" and words.forms[at - 1] in beside_words().no_more:
            return "ended"  # «الهدنة لم تعد قائمة»
        if row.name == "in its nth day" and not beside_words().first.isdisjoint(words.forms[at + 1 : at + 2]):
            return "declared"  # «دخلت الهدنة يومها الأول»
        return says

    @staticmethod
    def _lasts_since(words: Words, at: int, said: str, says: str, limit: int) -> bool:
        """«تسري منذ أسبوع»، «تدخل يومها الثالث»: no longer new. «دخلت حيز التنفيذ منذ ساعات» is."""
        return (said, says) == ("declared", "in_force") and at + 1 < limit and "cf_soon" not in words.sets[at + 1]

    def _ends_here(self, words: Words, at: int, told: Told, cues: tuple[str, ...], limit: int, marks: set[str]) -> bool:
        """Does what is said of the mention end at this token? Another clause, «بعد …», or a noun joined by «و»."""
        if told.ends and not is_within(words, at):
            marks.update(self._turns(words, at, limit))
            return True
        if "comma" in words.sets[at - 1] and words.forms[at] in beside_words().anew | beside_words().alongside:
            return True  # «رغم الهدنة، فقد قتل …»
        if "cf_after" in cues:
            marks.add("> after")
            return True
        if "cf_end" in cues and told_to_come(words, at):
            marks.add("> will end")  # «الهدنة تنتهي الليلة»
            return True
        if "that" in words.sets[at] and words.forms[at].startswith("و"):
            return True  # «ملتزمون بالهدنة، وإن الخلاف يحل بالحوار»
        return not told.verb and words.code[2 * at + 1] in CONJOINED and "cf_not" not in cues

    def _said_by(self, words: Words, cues: tuple[str, ...], at: int, end: int, limit: int) -> Governor | None:
        """The row that one token behind the mention speaks with."""
        for cue in _first_of(words, at, cues):
            row = self._ahead.get(cue)
            past = cue == "cf_end" and ".past" in words.sets[at]  # «انتهت مساء أمس»
            if _speaks_of_else(words, at, cue):
                return None
            if cue in {"cf_before", "cf_end"} and not past and at + 1 < limit and words.sets[at + 1] & _WHEN:
                return None  # «قبل أسبوعين»، «حتى نهاية الشهر» tell a time
            if cue == "cf_breach" and is_watched(words, at):
                return None  # «لمراقبة الهدنة ورصد الخروقات»
            if cue in _ELSE and ELSE_BESIDE[cue](words, at):
                return None  # «هدنة غير معلنة»، «بالهدنة عرض الحائط»
            if cue == "cf_end" and "cf_until" in words.sets[at - 1]:
                return None  # «هدنة حتى انتهاء الحصاد»
            if cue == "cf_more" and words.sets[at - 1].isdisjoint(LONG):
                return None  # «أسبوعا إضافيا», not «هدنة أخرى»
            if cue == "cf_earlier" and words.forms[at] in beside_words().initial:
                return None  # «الاتفاق أول خطوة»، «هدنة أولية»
            if row and at - end <= row.reach + _DONE * ("cf_done" in words.sets[at - 1]):
                return row
        return None

    def _turns(self, words: Words, at: int, limit: int) -> Iterator[str]:
        """What the next clause says: «لكن القصف استمر»، «لكن الحكومة رفضتها»."""
        for one in range(at, min(limit, at + 9)):
            for cue in self._tells.get(words.letters[one], SAYS_NOTHING).cues:
                if cue in TURNS and "cf_rule_out" not in words.sets[one]:  # «لكن دبلوماسيين يستبعدون ذلك»
                    yield TURNS[cue]
                elif cue == "cf_hold" and "cf_not" in words.sets[one - 1]:  # «لكنه لم يصمد»، «لكنه لم يحترم»
                    yield TURNS["cf_end" if words.forms[one] in beside_words().lasting else "cf_breach"]


def _speaks_of_else(words: Words, at: int, cue: str) -> bool:
    """«هدنة أنهت قتالا دام شهرا»، «أنباء عن فشل التهدئة، كشفت صحيفة …»."""
    if cue == "cf_earlier":
        return is_of_month(words, at)  # «تشرين الأول»
    if cue == "cf_since":
        return words.forms[at - 1] in beside_words().raging  # «وقف القتال الدائر منذ أسابيع»
    if cue == "cf_end" and words.forms[at] in beside_words().ending:
        return any(not one.isdisjoint(_ENDED) for one in words.sets[at + 1 : at + 3])
    if cue not in _MADE_BY or "comma" not in words.sets[at - 1]:
        return False
    return not words.sets[at].isdisjoint(TIMED) and not words.clitics(at).pronoun


def _first_of(words: Words, at: int, cues: tuple[str, ...]) -> tuple[str, ...]:
    """«الهدنة لم توقف القصف» orders nothing, «تتوقف على نتائج اللقاء» stops nothing."""
    if "cf_approve" in cues and words.forms[at].endswith(_RELIES) and words.forms[at + 1 : at + 2] == ["علي"]:
        return _DEPENDS  # «ستعتمد على شروط»
    if _FIRST[0] not in cues:
        return cues
    return _DEPENDS if words.forms[at + 1 : at + 2] == ["علي"] else _FIRST


def _may_be(words: Words, end: int, at: int) -> bool:
    """«الهدنة قد لا تصمد»: may it be so? `at`: the verb."""
    return any("cf_may" in one for one in words.sets[max(end, at - _NEGATED) : at])


def _supposed(words: Words, row: str, start: int, at: int) -> tuple[str, ...]:
    """«الهدنة كان يفترض أن تبدأ»: nobody says that it did."""
    said = _said(words, start, at + 1) if row in _BEGINS else frozenset()
    supposed = "cf_was" in said and not said.isdisjoint({"cf_supposed", "cf_scheduled"})
    return ("> supposed once",) if supposed else ()


def _said(words: Words, start: int, end: int) -> frozenset[str]:
    """All classes of the words of a stretch."""
    return frozenset[str]().union(*words.sets[start:end])


def is_over(words: Words, start: int, end: int, last: int) -> bool:
    """Is it news that the ceasefire is over: «الهدنة تنهار»، «الهدنة لم تعد قائمة»? Not so «هدنة انهارت»."""
    over = words.sets[last - 1]
    said = (not over.isdisjoint({"cf_end", "cf_fail"}) and not over.isdisjoint(TIMED)) or (
        words.forms[last - 2] in beside_words().no_more and last - 2 >= end
    )
    said = said or ("cf_void" in over and (words.forms[last - 2] == "حكم" or not words.clitics(last - 1).article))
    named = is_definite(words, start, end) or "topic_war_land" in words.sets[end]  # «هدنة تعز تنهار»
    return said and named and "cf_which" not in _said(words, end, last)


def opens(words: Words, start: int, end: int, last: int, marks: Collection[str]) -> bool:
    """Is it news that it begins: «التهدئة دخلت حيز التنفيذ»، «إن هدنة أعلنت»? Not so «الهدنة التي بدأت»."""
    if words.sets[last - 1].isdisjoint(TIMED):
        return False
    if "that" in words.sets[start - 1] and not is_definite(words, start, end):
        begun = "> takes effect" in marks and ".past" in words.sets[last - 1]  # «إن هدنة دخلت حيز التنفيذ»
        return begun or not _MADE.isdisjoint(marks)
    began = "> takes effect" in marks
    heads = words.bounds[start][0] == start or not words.sets[start - 1].isdisjoint(_HEADS)
    if began and heads and ".present" in words.sets[last - 1]:  # «هدنة في إدلب تدخل حيز التنفيذ»
        return "cf_which" not in _said(words, end, last)
    return began and "cf_which" not in _said(words, end, last) and is_definite(words, start, end)


def has_begun(words: Words, end: int, last: int, marks: Collection[str]) -> bool:
    """«اتفاقا لوقف القتال دخل حيز التنفيذ»; not so «اتفاق الهدنة الذي دخل …»."""
    verb = not words.sets[last - 1].isdisjoint(TIMED) and ".past" in words.sets[last - 1]
    return verb and "> takes effect" in marks and "cf_which" not in _said(words, end, last)


def is_definite(words: Words, start: int, end: int) -> bool:
    """«الهدنة»، «هدنة العيد»، «وقف إطلاق النار», not «هدنة»، «وقف لإطلاق النار»."""
    if words.clitics(start).article or words.clitics(start).pronoun:
        return True
    if any(words.clitics(at).preposition for at in range(start + 1, end)):
        return False
    if end < len(words) and "month" in words.sets[end]:
        return True  # «هدنة آذار»
    return any(words.clitics(at).article for at in (end - 1, end) if at < len(words))


def is_predicate(words: Words, end: int, last: int) -> bool:
    """Is what was said behind a mention news of it? Not so «الهدنة التي تم تمديدها»، «الهدنة السارية»."""
    if "cf_apply" in words.sets[last - 1] and not words.sets[last - 1].isdisjoint(TIMED):
        return "cf_which" not in _said(words, end, last)  # «الهدنة تطبق على طول خط التماس»
    still = "cf_still" in words.sets[last - 1]
    holds = _said(words, last - 1, last + 2 * still) & (_HOLDING | _FRAGILE if still else _HOLDING)
    holds |= words.sets[last - 1] & _NTH  # «الهدنة تدخل أسبوعها الثاني»
    return bool(holds) and "cf_which" not in _said(words, end, last) and not words.clitics(last - 1).article


def is_until_then(words: Words, start: int, end: int) -> bool:
    """Is the end of a ceasefire only a time, that of the one now in force: «تبدأ مع انتهاء الهدنة الحالية»?"""
    over = start - 1 - (words.forms[start - 1] in beside_words().span)
    if over < 1 or "cf_runs_out" not in words.sets[over]:
        return False
    if words.code[2 * over + 1] not in WITH_B and words.forms[over - 1] not in _WHEN_OVER:
        return False
    return any(
        "cf_current" in words.sets[at] and words.clitics(at).article for at in range(end, min(end + 2, len(words)))
    )
