"""Numbers that count nobody by themselves: dates, hours, names with numbers, those told of before."""

from __future__ import annotations

from bot.arabic.numbers import Count
from bot.facts.figures.pairs import is_parent
from bot.facts.figures.sentence import ARTICLE, PRONOUN, Sentence, bits

#: What the number behind these is the name or the hour of.
_NOT_BEFORE = {
    "كل", "رقم", "القرار", "قرار", "الساعه", "عام", "سنه", "اللواء", "لواء", "الماده", "ماده", "عيار", "القانون",
}  # fmt: skip
_QUOTES = {'"', "(", "'", "", "#"}
_PEOPLE, _AMONG, _ALL_OF, _MONTH = bits("people"), bits("among"), bits("all_of"), bits("month")
_NUMBER, _QUALIFIES = bits("number", "digits"), bits("nation", "others", "one_other")
_EACH = frozenset(("طرف", "جانب", "فريق", "جهه", "معسكر", "عشره", "ميه", "مايه", "الف", "خمسه"))
_HARM_NOUN = bits("kill_noun", "wound_noun")
_HARM = _HARM_NOUN | bits("wound_verb", "kill_verb")
_PEOPLE_OR_KIN, _FAMILY_OF = bits("people", "kin"), 12
#: «أبو ستة», «أبو خمسين» are names.
FATHERS = frozenset(("ابو", "ابي", "ابا", "بنو", "بني"))
_ORDINAL, _TEN = bits("ordinal_one"), 10
_STEM = 4  # no dual is shorter: «إن» is none
#: «وصلت حصيلة الشهداء إلى 1974»: a number that looks like a year, so near behind its toll.
_TOLL, _TOLD = bits("toll"), 9
#: So many words before its number may the name of an outlet begin.
_IN_NAME = 4
#: «قائد الفرقة 25», «الكيلو 16»: what has a number for its name; but «قتل اللواء 25 مدنيا».
_NUMBERED = bits("numbered")
_MODEL, _YEAR_LIKE = bits("model", "latin"), bits("year_like")
#: So far before a number stands the word for news, and so far behind it what says that it is false.
_REPORT, _FALSE, _REPORTED, _FALSE_BEHIND = bits("cue_report"), bits("cue_false"), 4, 14
_GROUND, _NO = frozenset(("صحيحه", "صحيح", "دقيقه", "دقيق", "اساس")), frozenset(("غير", "لا", "ليست", "ليس", "بلا"))
_YEARS = bits("time", "age", "percent")
_PERCENT, _CLOSES = bits("percent"), frozenset(('"', ")", "'", ""))
#: What stands before a day, a month, a year by its name, and what names them.
_ON_A_DAY = frozenset({"يوم", "ليله", "شهر", "عام", "سنه"})
_DATED = bits("t_weekday", "t_now", "digits", "month", "year_like")


def two_things(sentence: Sentence, count: Count) -> bool:
    """«صاروخان آخران»، «مصدران فلسطينيان»: what says how many follows the noun that is counted."""
    before = count.core - 1
    word = sentence.words[before]
    two = len(word) > _STEM and word.endswith(("ان", "ين")) and not sentence.bits[before] & (_PEOPLE | _NUMBER)
    return two and sentence.bits[count.core] & _QUALIFIES > 0


def _one_by_one(sentence: Sentence, count: Count) -> bool:
    """«القرى واحدة بعد أخرى»."""
    one = count.stated == 1 and sentence.words[count.end] in {"بعد", "تلو"}
    return one and sentence.words[count.end + 1].removeprefix("ال").startswith("اخر")


def no_count(sentence: Sentence, count: Count) -> bool:
    """Dates, hours, names with numbers."""
    words, seen = sentence.words, sentence.bits
    before = words[count.start - 1]
    if words[count.end] == "من" and words[count.end + 1] == "كل" and words[count.end + 2] in _EACH:
        return True  # «واحد من كل طرف»
    if _one_by_one(sentence, count) or is_parent(sentence, count.start - 1):
        return True
    if before in FATHERS and not words[count.core][:1].isdigit():
        return True  # «حلا أبو ستة»
    if before in _NOT_BEFORE and not sentence.conjunction(count.start):
        return True
    if (
        _shares_unit(sentence, count)
        or is_untrue(sentence, count)
        or (seen[count.start - 1] & _ORDINAL and count.how == "words" and count.stated == _TEN)
    ):
        return True  # «وقتل شخص ثالث عشر»
    if words[count.core][:1].isdigit():
        return _digits_aside(sentence, count, before)
    if count.how == "words" and sentence.clitics[count.core] & ARTICLE:
        # «الأطفال الثلاثة»، «مقتل الثلاثة»: those told of before
        harm = count.core - 2 - (seen[count.core - 2] & _ALL_OF > 0)  # «مقتل جميع ركابها الخمسة»
        if seen[count.core - 1] & _PEOPLE and seen[harm] & _HARM_NOUN:
            return False  # «مقتل الجنود الأربعة»
        told = sentence.by_head(count.core - 1) is not None and seen[count.core - 2] & _TOLL
        if theirs(sentence, count) or ((count.max is None or told) and count.stated >= _TEN):
            return False  # «جاوز الجرحى العشرين»، «تجاوز عدد الجرحى العشرين»
        return bool(sentence.clitics[count.core - 1] & ARTICLE) or not seen[count.end] & _PEOPLE
    return False


def _shares_unit(sentence: Sentence, count: Count) -> bool:
    """«يبلغان 12 و14 عاما»: years are counted by both numbers."""
    other = next((each for each in sentence.counts if each.start == count.stop), None)
    return other is not None and sentence.conjunction(other.start) and sentence.bits[other.end] & _YEARS > 0


def is_untrue(sentence: Sentence, count: Count) -> bool:
    """«الأنباء عن مقتل 19 مدنيا غير صحيحة», «ما يتداول عن مقتل 12 عار عن الصحة»: is it told as news that is false?"""
    if not sentence.near(_REPORT, count.start - _REPORTED, count.start):
        return False
    behind = range(count.end, min(count.end + _FALSE_BEHIND, sentence.end))
    words = sentence.words
    return any(sentence.bits[at] & _FALSE or (words[at] in _GROUND and words[at - 1] in _NO) for at in behind)


def _digits_aside(sentence: Sentence, count: Count, before: str) -> bool:
    """Models, outlets, percentages, dates and years."""
    words, seen = sentence.words, sentence.bits
    if seen[count.start - 1] & _NUMBERED and not (seen[count.end] & _PEOPLE or sentence.conjunction(count.start)):
        return True
    if seen[count.start - 1] & _MODEL and (not seen[count.end] & _PEOPLE or seen[count.end] & _QUALIFIES):
        return True  # «طائرة L39»، «مقاتلة إف 16»
    named = '"' in words[count.start - _IN_NAME : count.start - 1]
    if words[count.end] == '"' and before not in _QUOTES and named:
        return True  # «شبكة "أخبار 24"»
    if (
        before in {"%", "٪"}
        or _of_hundred(sentence, count.end)
        or (before in {"/", ":"} and words[count.start - 2].isdigit())
    ):
        return True
    year = seen[count.core] & _YEAR_LIKE and count.how == "digits" and not seen[count.start - 1] & (_AMONG | _HARM)
    year = year and not (before == "الي" and sentence.near(_TOLL, count.start - _TOLD, count.start))
    return bool(year and (not seen[count.end] & _PEOPLE or seen[count.start - 1] & _MONTH))


def theirs(sentence: Sentence, count: Count) -> bool:
    """«مقتل امرأة وأطفالها الثلاثة»."""
    noun = count.core - 1
    named = sentence.bits[noun] & _PEOPLE_OR_KIN and sentence.clitics[noun] & PRONOUN and sentence.conjunction(noun)
    told = sentence.found[-1] if sentence.found else None
    return bool(named) and told is not None and noun - told.end <= _STEM and count.stated <= _FAMILY_OF


def _of_hundred(sentence: Sentence, at: int) -> bool:
    """«"نزحوا" 89 في المئة منهم»."""
    if sentence.words[at] in {"/", "%", "٪"}:
        return True
    at += sentence.words[at] in _CLOSES
    return sentence.words[at] in {"في", "ب"} and sentence.bits[at + 1] & _PERCENT > 0


def on_a_day(sentence: Sentence, at: int) -> bool:
    """«قتل سبعة يوم السبت»: does the word at a token only lead to a day, a month, a year that is named behind it?"""
    return sentence.words[at] in _ON_A_DAY and bool(sentence.bits[at + 1] & _DATED)
