"""What stands around a verb of speech: who issued what is quoted, where somebody's words end, where nobody speaks."""

from __future__ import annotations

from bot.arabic.patterns import Hit
from bot.arabic.words import TIMED, Words
from bot.facts.name_words import name_words
from bot.facts.names import name_end
from bot.facts.run_on import is_told
from bot.facts.subjects import may_act, subject_before
from bot.facts.written import bare_end

_THAT = frozenset({"that", "colon", "quote"})
_ISSUED = frozenset({"statement", "tally_word", "estimates"})
_NO_ISSUE = frozenset({"that", "comma", "stop"})
#: What may stand between a verb and who spoke; what says that harm is stated; what tells what came before.
_ASIDES = frozenset({"speech_aside", "cf_weekday", "cue_now"})
_STATES = frozenset({
    "kill", "wound", "displace", "detain", "miss", "refuge", "affect", "toll", "dead", "hurt", "refugee",
    "displaced_person", "captive",
})  # fmt: skip
_AFTER = frozenset({"بعد", "اثر", "عقب", "غداه", "منذ"})
_WHICH = frozenset({"الذي", "التي"})
_BROUGHT = _AFTER | {"الذي", "التي"}
_ALSO = frozenset({"كما"})
_CUTS = _BROUGHT | _ALSO
_NEAR_ANNOUNCED, _NEAR_NAME, _PROPER, _SHORT_QUOTE, _FAR = 7, 5, 4, 9, 200
_NEAR_STATEMENT, _NEAR_TOLD, _NEAR_BLAME, _NEAR_VERB = 4, 6, 8, 30
_IT, _CARRIED = ("ه", "ها"), frozenset({".past", "unknown"})
TALLIES = frozenset({"حصيله"})  # «حصيلة سابقة أشارت إلى …»: nobody's
_WAS, _NEAR_WAS = frozenset({"كان", "كانت"}), 16
_LEAFLETS = ("بيان", "بلاغ")
_NOT = frozenset({"عدم", "دون", "لم", "ولم", "لن", "ولن"})
_TELLERS = frozenset({"actor", "body", "source_word", "ev_troops"})
_THESE = frozenset({"تلك", "هذه", "هولاء"})
_LATEST, _NEWS = frozenset({"اخر", "احدث", "اول"}), frozenset({"نبا", "خبر", "انباء"})
_LAID = ("وجه", "ساق")
_BY_IT = frozenset({"به", "بها", "عنه", "عنها"})
_WHERE = frozenset({"capital", "state"})
_OF_NOW = frozenset({"cue_last", "t_current"})
_OPENLY = frozenset({"بوضوح", "صراحه", "علنا", "بالقول", "حرفيا"})
_BLAME = frozenset({"مسووليه", "المسووليه"})
#: Who tells, or what is told, behind whom it is told to.
_TELLS = frozenset({"that", "title", "actor", "colon", "source_word", "body", "comma", "office", "senior"})
_NOT_PROPER = frozenset({
    "np_end", "cf_weekday", "digits", "number", "speech", ".past", ".present", "quote", "people", "that", "kill",
    "wound", "comma", "participle",
})  # fmt: skip
_PARTIES = frozenset({"actor", "actor_name", "body"})
_RECKONING = frozenset({"actor", "actor_name", "body", "source_word", "same_source"})


def whose(words: Words, start: int, last: int, end: int) -> tuple[int, int]:
    """«بيان للمرصد»، «تقرير صادر عن المركز»، «حصيلة نشرتها الوزارة»: who issued it is who speaks."""
    if start >= end or (words.sets[start].isdisjoint(_ISSUED) and words.forms[start] not in name_words().issue):
        return start, last
    for near in range(start + 1, min(end, start + 5)):
        at, classes = near, words.sets[near]
        if words.clitics(at).preposition == "l" and "that" not in classes:
            return _issuer(words, at, end) or (start, last)
        carried = words.forms[at].endswith(_IT) and not classes.isdisjoint(_CARRIED) and not words.clitics(at).article
        carried = carried and not words.forms[at].startswith(("ل", "ال"))
        if "speech" in classes and ".past" in classes and near + 1 < end and words.forms[near + 1] in _BY_IT:
            return _issuer(words, near + 2, end) or (start, last)  # «حصيلة أعلنت عنها النقابة»
        if words.forms[near] == "قبل" and words.forms[near - 1] == "من":
            return _issuer(words, near + 1, end) or (start, last)  # «الشكاوى المستلمة من قبل المفوضية»
        if "issued" in classes or carried or (words.forms[at] == "عن" and _is_from(words, start, at, end)):
            at += words.forms[at] != "عن"  # «بيان تلاه المتحدث»، «حصيلة كشفها المرصد»
            at += at + 1 < end and words.forms[at] == "عن"
            if words.forms[near].startswith(_LAID):  # «اتهامات وجهها مسعفون | للجيش»
                end = next((to for to in range(at + 1, end) if words.clitics(to).preposition == "l"), end)
            return _issuer(words, at, end) or (start, last)
        if not classes.isdisjoint(_NO_ISSUE):
            break
    return start, last


def _issuer(words: Words, at: int, end: int) -> tuple[int, int] | None:
    """Where the name of who issued something stands, from a token on; outlets issue tallies too."""
    last = name_end(words, at + (at < end and "outlet_word" in words.sets[at]), end)
    return (at, last) if last > at and (at < end and words.sets[at].isdisjoint(_NO_ISSUE)) else None


def _is_from(words: Words, start: int, at: int, end: int) -> bool:
    """«بيان عن وزارة الدفاع»، not «أوضح البيان عن وقوع …»."""
    return (
        at + 1 < end
        and words.forms[start].endswith(_LEAFLETS)
        and not words.clitics(start).article
        and not words.sets[at + 1].isdisjoint(_RECKONING)
    )


def past_asides(words: Words, at: int, end: int, *, told: bool = True) -> int:
    """Past «لاحقا»، «العام الماضي»، «فيه»، «عدة» between a verb and who spoke; `told`: past whom he told, too."""
    while at < end:
        classes = words.sets[at]
        pointed = words.forms[at] in _THESE and at + 1 < end and not words.sets[at + 1].isdisjoint(_TELLERS)
        if not classes.isdisjoint(_ASIDES) or words.forms[at] in _OPENLY or pointed:
            at += 1
        elif words.forms[at] == "بشكل" and at + 1 < end:
            at += 2
        elif told and is_told(words, at):
            at = _past_told(words, at, end)
        elif "time" in classes and words.clitics(at).article:
            at += 1 + (at + 1 < end and not words.sets[at + 1].isdisjoint(_OF_NOW))
        elif "t_onset" in classes and at + 1 < end and "time" in words.sets[at + 1]:
            at += 2  # «بداية الشهر الحالي»
            while at < end and not words.sets[at].isdisjoint(_OF_NOW):
                at += 1
        else:
            break
    return at


def past_marks(words: Words, at: int, end: int) -> int:
    """Past what stands before the source: «بحسب (المرصد …)»، «وفق آخر | حصيلة رسمية»، «بحسب نبأ | وكالة الأنباء»."""
    if at + 1 >= end:
        return at
    behind, latest = words.sets[at + 1], words.forms[at] in _LATEST and "tally_word" in words.sets[at + 1]
    news = words.forms[at] in _NEWS and "outlet_word" in behind
    return at + ("open" in words.sets[at] or latest or news)


def _past_told(words: Words, at: int, end: int) -> int:
    """Past whom somebody told: «قال لوكالة فرانس برس مدير المرصد إن»، «قال ل CNN إن»."""
    near = min(end, at + _NEAR_TOLD)
    return next((place for place in range(at + 1, near) if not words.sets[place].isdisjoint(_TELLS)), at + 1)


def is_spoken_of(words: Words, hit: Hit, begin: int, last: int) -> bool:
    """Does nobody speak here? «واتهمت الحركة بتفجير …»، «بيانا أكد فيه …»، «تقدر حصيلتهم بـ…»."""
    said, sets = words.sets[hit.start], words.sets
    if hit.start and words.forms[hit.start - 1] in _NOT:
        return True
    if "goes_on" in said and ".present" in said:  # «تتابع الوضع»
        return all(map(_THAT.isdisjoint, sets[last : words.bounds[hit.start][1]]))
    if begin > hit.end and (
        not sets[begin].isdisjoint(_ISSUED)
        or any("statement" in classes for classes in sets[max(hit.start - _NEAR_STATEMENT, 0) : hit.start])
    ):
        return True
    if "accuses" in said:
        accused = any(not sets[at].isdisjoint(_PARTIES) for at in range(begin + 2, last))
        accused = accused or (last - 1 > begin and not words.forms[last - 1].startswith("ال"))
        return not accused and last < len(sets) and words.clitics(last).preposition == "b"
    if "blames" in said:
        return _BLAME.isdisjoint(words.forms[begin : begin + _NEAR_BLAME])
    return "reckons" in said and sets[begin].isdisjoint(_RECKONING)


def is_passive(words: Words, hit: Hit) -> bool:
    """«وأعلن في طهران عن مقتل …»: where it was said stands for who said it."""
    at, sets = hit.end, words.sets
    return at + 1 < len(sets) and words.forms[at] == "في" and not sets[at + 1].isdisjoint(_WHERE)


def said_until(words: Words, hit: Hit, at: int, end: int) -> int:
    """Where what somebody states ends, if not with the sentence.

    «أعلنت الحكومة اتخاذ إجراءات بعد مقتل …»: who announces something else does not state what it came after; nor who
    denies something what it brought; and «أكدت الوزارة مقتل …، كما لقي …» goes on without her.
    """
    sets, forms = words.sets, words.forms
    if hit.start and forms[hit.start - 1] in _WHICH:  # «…، الذي يقول محللون إنه …، …»
        return next((place for place in range(at, min(at + _FAR, end)) if "comma" in sets[place]), end)
    told = forms[at : min(at + _FAR, end)]
    if _CUTS.isdisjoint(told):
        return end
    beyond = _AFTER
    if "denies" in sets[hit.start]:
        beyond = _BROUGHT
    elif not any("announced" in classes for classes in sets[at : min(at + _NEAR_ANNOUNCED, end)]):
        beyond = _ALSO
    if beyond.isdisjoint(told):
        return end
    for place in range(at, at + len(told)):
        if not sets[place].isdisjoint(_THAT) or (beyond is _AFTER and not sets[place].isdisjoint(_STATES)):
            return end
        if forms[place] in beyond and (beyond is not _ALSO or _goes_on_alone(words, place)):
            return place
    return end


def _goes_on_alone(words: Words, at: int) -> bool:
    """«، كما لقي …», but not «، كما أفاد عن …»."""
    return "comma" in words.sets[at - 1] and at + 1 < len(words) and "speech" not in words.sets[at + 1]


def signed(words: Words, at: int, end: int) -> int:
    """«… صادر عن وزير الإدارة في البلاد، فلان الفلاني.»: the name proper stands at the end of the sentence."""
    comma = next((place for place in range(at, min(end, at + _NEAR_NAME)) if "comma" in words.sets[place]), end)
    proper = range(comma + 1, end)
    if 1 < len(proper) <= _PROPER and all(
        words.sets[place].isdisjoint(_NOT_PROPER) and not words.clitics(place).preposition for place in proper
    ):
        return end
    return at


def follows_its_subject(words: Words, hit: Hit, begin: int, last: int) -> bool:
    """«المرصد السوري قال إن …»: the verb is followed by "that" at once, so its subject stands before it."""
    if begin >= len(words.sets):
        return hit.start > 0
    if "quote" in words.sets[begin] and begin + 1 < last <= begin + _SHORT_QUOTE:
        return "quote" not in words.sets[last - 1]  # «وذكرت "وفا" أن»
    return not words.sets[begin].isdisjoint(_THAT)


def actor_before(words: Words, at: int) -> tuple[int, int] | None:
    """Who acts by the first verb of the sentence, before a token of it: where his name stands."""
    start = words.bounds[at][0]
    verb = next(
        (place for place in range(start, min(at, start + _NEAR_VERB)) if not words.sets[place].isdisjoint(TIMED)), -1
    )
    last = name_end(words, verb + 1, at)
    return (verb + 1, last) if verb >= 0 and last > verb + 1 and may_act(words, verb + 1) else None


def is_feminine(words: Words, at: int) -> bool:
    """«قالت»، «تقول»: is the verb of a she, or of many things?"""
    form = words.forms[at][1 if words.clitics(at).conjunction else 0 :]
    return form.endswith("ت") if ".past" in words.sets[at] else form.startswith("ت")


def subject_of(words: Words, start: int, verb: int) -> tuple[int, int]:
    """Where the subject that stands before a verb is named: (verb, verb) where none is.

    «وكان المرصد السوري المعارض، ومقره بريطانيا، أفاد»: behind «كان»; «الجيش الذي يقول»: before «الذي».
    """
    if words.forms[start].removeprefix("و") in _WAS and verb - start <= _NEAR_WAS:
        last = name_end(words, start + 1, verb)
        if words.forms[start + 1] in TALLIES:
            return verb, verb
        if last > start + 1 and may_act(words, start + 1, long=True):
            return start + 1, last
    if verb > start + 1 and words.forms[verb - 1] in _WHICH:
        named = [at for at in range(max(start, verb - _NEAR_VERB), verb - 1) if words.sets[at] & _RECKONING]
        if named and name_end(words, named[-1], verb) == verb - 1:
            return named[-1], verb - 1
        return verb, verb
    first = subject_before(words, start, verb)
    if first == verb or words.forms[first] in TALLIES:
        return verb, verb
    return first, bare_end(words, verb)
