"""Who acts: the party that some words of a sentence make the doer of a deed, and where its name ends."""

from __future__ import annotations

from collections.abc import Callable

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.letters import fold_word
from bot.arabic.words import TIMED, Words
from bot.facts.given import goes_on, led_end
from bot.facts.name_words import name_words
from bot.facts.names import name_end
from bot.facts.page import Page
from bot.facts.shapes import is_adjective
from bot.facts.written import name_at

#: Classes of the words that name a party.
PARTY = frozenset({"actor", "actor_name"})
_REACH, _LONGEST, _SEVERAL = 8, 5, 3
_KIN = PARTY | {"nation", "armed_name"}
_NO_HE = frozenset({".fem", ".plural", "actor_name"})
_LAND = frozenset({"state", "capital"})
_STRIKES = frozenset({"ev_strike_verb", "ev_hit"})
#: Deeds that strike by themselves; what stands behind those they struck.
_DEEDS = frozenset({"ev_raid", "ev_strike_noun", "rocket", "shell"})
_BEHIND = frozenset({"np_end", "comma", "stop", "newline"})
#: So near behind who speaks stands what he owns up to.
_OWNED = 5
_ENDS = frozenset({"depends", "np_end", "name_stop", "speech", "cf_weekday", "that", "digits", "number"})
#: A party stands free behind these: behind other words it is what is hit, or where.
_FREE = frozenset({"comma", "newline", "stop", "quote", "colon", "semicolon", "dash", "bar", "close"})
#: People who only speak; the endings of plurals of people and of adjectives.
_IN_OFFICE, _MANY = frozenset({"title", "office", "rank"}), frozenset({".plural"})
_DESCRIBED, _TENS = 3, frozenset({"عشرات", "مئات", "الاف", "عناصر"})
_FROM, _TO, _ARMY = "من", "الي", "الجيش"
_SPEAKS, _SAYS = frozenset({"title", "official"}), frozenset({"speech", "according"})
_NO_DECISION = frozenset({"cf_attack", "cf_weekday", "cf_today", "cf_yesterday", "cf_year", "cf_despite", "cf_not"})
_VERBS = TIMED | {"ev_advance_verb"}  # «سيطرت» is listed by its forms only
WHO_DID = frozenset(map(fold_word, ("أنه", "أنها", "أنهم", "بأنه", "بأنها", "بأنهم")))
_SOUND, _ADJECTIVAL = ("ون", "ين"), ("ي", "يه")


class Parties:
    """Finds the parties of articles whose words are written in one alphabet. Made once; changes nothing."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._naming = any_of(alphabet.having("actor") | alphabet.having("actor_name"))

    def near(self, page: Page, start: int, end: int, refused: Callable[[int], bool] | None = None) -> str:
        """The party that acts by tokens start … end - 1: looked for behind them first, then before; "" where none does.
        `refused` says of the first token of a name that it is none of those.

        The name is written as in the text, without clitics. It promises a doer's place in the sentence, not grammar:
        «قصف الجيش مواقع للمعارضة» gives the army because it stands first behind the verb and free.
        """
        words = page.words
        first, last = words.bounds[start]
        beyond = min(last, end + _REACH)
        inside, behind, before = [
            [match.start() for match in self._naming.finditer(words.letters, *near)]
            for near in ((start, end), (end, beyond), (max(first, start - _REACH), start))
        ]
        for at in (*inside[:_SEVERAL], *behind[:_SEVERAL], *before[: -_SEVERAL - 1 : -1]):
            head = head_of(words, at, first)
            if acts(words, head, start, end) and not (refused and refused(head)):
                return named(page, head, last)
        return ""


def is_civil(name: str) -> bool:
    """Is a party one that heals, counts or speaks, and takes no part in a fight? «قوات الأمم المتحدة» may."""
    return not name.startswith("قوات ") and any(fold_word(word) in name_words().civil for word in name.split())


def named(page: Page, head: int, last: int) -> str:
    """The name of the party that begins at a token, with the one that «و» joins to it; of a person the whole."""
    words = page.words
    end = party_end(words, head, last)
    classes = words.sets[head]
    if not classes.isdisjoint(_IN_OFFICE) and classes.isdisjoint(_MANY) and not words.clitics(head).preposition:
        end = max(end, name_end(words, head, last))
    end = led_end(words, head, end, last)
    return name_at(page.article, words, head, joined_end(words, end, last))


def head_of(words: Words, at: int, first: int) -> int:
    """Where the name begins that a word of a party stands in: «قوات الأمن» with القوات, not with الأمن."""
    if at > first and is_adjective(words, at) and words.forms[at - 1].endswith(_ARMY):
        return at - 1  # «الجيش النظامي»
    while at > first and not words.sets[at - 1].isdisjoint(PARTY) and not _is_definite(words, at - 1):
        if words.clitics(at).conjunction or words.clitics(at).preposition:
            break
        at -= 1
    return at


def acts(words: Words, head: int, start: int, end: int) -> bool:
    """Can the party that begins at a token be the doer of the deed that tokens start … end - 1 tell?"""
    classes, clitics, form = words.sets[head], words.clitics(head), words.forms[head]
    if clitics.preposition:  # «غارات جوية للتحالف», «القصف المدفعي لقوات النظام», not «مواقع للحوثيين»
        near = head == end or (end < head <= end + _DESCRIBED and _is_described(words, end, head))
        near = near and all(map(TIMED.isdisjoint, words.sets[end:head]))  # «عبوة استهدفت دورية للجيش»
        return clitics.preposition == "l" and near and means_a_party(words, head)
    if "nation" in classes and form.endswith("يه") and not (head and words.forms[head - 1] in name_words().doer):
        return False  # «القوات السورية», «غارات سورية»: an adjective
    if not means_a_party(words, head) or (head >= end and _is_told_of(words, start)):
        return False
    if _is_struck(words, head, start, end) or (head > end and says(words, head - 1) and not owns_up(words, head)):
        return False
    before = words.forms[head - 1]
    if head in {start + 1, end, words.bounds[head][0]}:
        return head == words.bounds[head][0] or before not in name_words().aim  # «صواريخ على | إسرائيل»
    if not classes.isdisjoint(_SPEAKS) and not words.sets[head - 1].isdisjoint(_SAYS):
        return False  # «قال المسؤول إن …»
    if before in name_words().doer or is_ascribed(words, head) or _are_many(words, head, start):
        return True
    if before in name_words().object or words.clitics(head - 1).preposition:
        return False
    behind = words.sets[head - 1]
    free = not _FREE.isdisjoint(behind) or not TIMED.isdisjoint(behind)
    free = free or ("unknown" in behind and head - 1 == words.bounds[head][0])  # a verb that begins the sentence
    free = free or any(map(_decides, behind))
    if not classes.isdisjoint(_LAND):
        return free or bool(clitics.conjunction)
    last = words.forms[head - 1]
    return free or bool(clitics.conjunction) or _is_definite(words, head - 1) or (end <= head and _describes(last))


def _are_many(words: Words, head: int, start: int) -> bool:
    """«عشرات المستوطنين هاجموا …»: do so many of a party stand right before the verb of the deed?"""
    if words.forms[head - 1] not in _TENS or head >= start or TIMED.isdisjoint(words.sets[start]):
        return False
    return party_end(words, head, start) == start


def _is_described(words: Words, end: int, head: int) -> bool:
    """«القصف | المدفعي المتواصل | لجيش …»: does nothing but adjectives stand between a deed and whose it is?"""
    if words.forms[head - 1].endswith(_ADJECTIVAL) and head <= end + 2:
        return True
    return all(is_adjective(words, at) for at in range(end, head))


def says(words: Words, at: int) -> bool:
    """Is it a verb of saying?"""
    classes = words.sets[at]
    return "speech" in classes and not classes.isdisjoint(TIMED)


def is_ascribed(words: Words, head: int) -> bool:
    """«غارة نسبت إلى إسرائيل»: is the deed laid to who is named at a token?"""
    return head > 1 and words.forms[head - 1] == _TO and words.forms[head - 2] in name_words().ascribed


def _is_told_of(words: Words, start: int) -> bool:
    """«قالت … إنها قصفت بيروت»: the doer was named before, and what stands behind the verb is what was hit."""
    return start > 0 and words.forms[start - 1] in WHO_DID and not _VERBS.isdisjoint(words.sets[start])


def owns_up(words: Words, head: int) -> bool:
    """Does who speaks of a deed told before say that it was his: «وأعلنت … مسؤوليتها», not «ونفت … مسؤوليتها»?"""
    if "denies" in words.sets[head - 1]:
        return False
    return any("cue_blame" in classes for classes in words.sets[head + 1 : head + 1 + _OWNED])


def _is_struck(words: Words, head: int, start: int, end: int) -> bool:
    """«تفجير استهدف الشرطة», «استهدفت غارة الشرطة في …»: a party behind the verb of a deed that is its subject."""
    verb = head - 1
    if head - 2 >= words.bounds[head][0] and not _STRIKES.isdisjoint(words.sets[head - 2]):
        beyond = party_end(words, head, words.bounds[head][1])
        over = beyond == words.bounds[head][1] or not _BEHIND.isdisjoint(words.sets[beyond])
        if over and not TIMED.isdisjoint(words.sets[head - 2]) and not _DEEDS.isdisjoint(words.sets[verb]):
            return True
    if not start < verb <= end or _STRIKES.isdisjoint(words.sets[verb]) or words.clitics(verb).conjunction:
        return False
    return TIMED.isdisjoint(words.sets[start])


def _describes(form: str) -> bool:
    """«غارات جوية …», «قصفا …»: an adjective or an adverb, not a noun whose owner follows («معاقل …»)."""
    return form.endswith((*_ADJECTIVAL, "ا"))


def _decides(name: str) -> bool:
    """«موافقة مجلس الأمن», «قرار أنقرة»: a class of what a party decides on a truce, with its decider behind it."""
    return name.startswith("cf_") and name not in _NO_DECISION


def means_a_party(words: Words, head: int) -> bool:
    """Does a party's word mean a party here, and say which? «قوات» alone, «جبهات القتال», «الحركة الجوية» do not."""
    classes, clitics, form = words.sets[head], words.clitics(head), words.forms[head]
    form = form[1:] if clitics.conjunction or clitics.preposition else form
    behind = words.forms[head + 1] if head + 1 < len(words) else ""
    known = name_words()
    sited = "capital" in classes and head and words.forms[head - 1].lstrip("وبل") in known.sited  # «مطار طرابلس»
    if sited or behind in known.ground.get(form, ()) or form in known.vague or clitics.pronoun:
        return False
    if form in known.only_with and behind not in known.only_with[form]:
        return False
    if form in known.sides:
        return behind in known.conflict
    known_alone = "actor_name" in classes or _is_definite(words, head) or form.endswith(_SOUND)
    if known_alone and form not in known.partial and form not in known.arms and classes.isdisjoint(_SPEAKS):
        return True
    more = party_end(words, head, words.bounds[head][1]) > head + 1
    if form in known.arms and form not in known.partial:
        near = words.sets[head + 1 : head + 3] if more else []
        return any(not classes.isdisjoint(_KIN) for classes in near)
    return more


def _is_definite(words: Words, at: int) -> bool:
    form = words.forms[at][1 if words.clitics(at).conjunction else 0 :]
    if form in name_words().bare:
        return False
    return words.clitics(at).article or form.startswith("ال") or "actor_name" in words.sets[at]


def joined_end(words: Words, end: int, last: int) -> int:
    """Where two parties joined by «و» end: «إسرائيل وحماس»؛ `end` where only one is named."""
    if end < last and words.clitics(end).conjunction == "w" and words.classes(end) & PARTY:
        joined = party_end(words, end, last)
        return joined if joined > end + 1 or _is_definite(words, end) else end
    return end


def party_end(words: Words, at: int, last: int) -> int:
    """Where the name of a party that begins at `at` ends: with what makes its head definite, and its adjectives."""
    end = _fixed_end(words, at, last)
    if end:
        return end
    end, whole, strange = at + 1, _is_definite(words, at), False
    sound = words.forms[at].endswith(_SOUND)
    while end < min(last, at + _LONGEST):
        if goes_on(words, end):
            end, whole = end + 1, True
            continue
        whom = _served(words, end, last)
        if whom and not (whole and words.forms[whom - 1] == _FROM):
            return party_end(words, whom, last)
        classes, clitics = words.sets[end], words.clitics(end)
        if clitics.preposition or clitics.conjunction or not _ENDS.isdisjoint(classes) or _is_where(words, end):
            break
        definite = _is_definite(words, end)
        if whole and (not is_adjective(words, end) or (end == at + 1 and _is_of_what_he_did(words, at, end))):
            break
        if definite and sound and not whole:  # «أطلق مسلحون النار»
            break
        if not definite and classes.isdisjoint(_KIN) and not _is_indefinite_adjective(words, end):
            if sound or "unknown" not in classes or (strange and words.forms[end - 1] not in name_words().son):
                break
            strange = True
        whole = whole or definite
        end += 1
    return end


def _is_where(words: Words, at: int) -> bool:
    """«قوات المعارضة | المتمركزة على …»: only where they are, not who?"""
    if at + 1 >= len(words) or words.forms[at] not in name_words().whereabouts:
        return False
    return bool(words.clitics(at + 1).preposition) or "np_end" in words.sets[at + 1]


def _fixed_end(words: Words, at: int, last: int) -> int:
    """Where a name ends that is one word («إسرائيل»), two («الأمم المتحدة») or quoted («تنظيم "الدولة"»); else 0."""
    form, end = words.forms[at], at + 1
    if "actor_name" in words.sets[at]:
        bare = form.removeprefix("و").replace("لل", "ال", 1) if form[:1] in ("و", "ل") else form
        return end + (end < last and words.forms[end] in name_words().goes_on.get(bare, ()))
    if end < last and "quote" in words.sets[end]:
        close = next((k for k in range(end + 1, min(last, end + _LONGEST)) if "quote" in words.sets[k]), -1)
        return close + 1 if close > end + 1 else end
    return 0


def _served(words: Words, at: int, last: int) -> int:
    """«… الموالية للحكومة», «الأمين العام للأمم»: whom the party of these words serves; 0 where nobody is named."""
    if words.forms[at - 1] in name_words().serves:
        return at if words.clitics(at).preposition == "l" else 0
    if "depends" in words.sets[at] and at + 2 < last and words.forms[at + 1] == _FROM:
        return at + 2 if not words.sets[at + 2].isdisjoint(PARTY) else 0  # «ميليشيات مدعومة من تركيا»
    serves = "depends" in words.sets[at] and at + 1 < last and words.clitics(at + 1).preposition == "l"
    return at + 1 if serves else 0


def _is_of_what_he_did(words: Words, at: int, end: int) -> bool:
    """«غارات التحالف الجوية»: an adjective of a she behind one that is none belongs to what stands before."""
    head = words.sets[at]
    single = head.isdisjoint(_NO_HE) and not words.forms[at].endswith("ه")
    return single and words.forms[end].endswith("ه")


def _is_indefinite_adjective(words: Words, at: int) -> bool:
    return (
        words.forms[at].endswith(_ADJECTIVAL) and "thing" not in words.sets[at] and not words.forms[at].startswith("ي")
    )
