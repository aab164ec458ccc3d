"""One dead, told by a phrase: «القضاء على القيادي فلان»، «طعن شابا حتى الموت»، «فارق الحياة»، «أودى بحياة مدني»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.named import full_name, indefinite, name_follows, one, titled
from bot.facts.figures.ranks import by_rank
from bot.facts.figures.sentence import ARTICLE, NOT_ONE, PREPOSITION, WITH_B, Claim, Sentence, bits
from bot.facts.figures.told_words import told_words
from bot.model.facts import FigureKind

_ON, _LIFE, _TILL = fold_word("على"), fold_word("الحياة"), fold_word("حتى")
_ONE_OF, _FIGHTER, _PEOPLE = bits("one_of"), bits("fighter"), bits("people")
_ELIMINATION, _KILL_VERB, _PAST = bits("elimination"), bits("kill_verb"), bits(".past")
_FINDING, _DAY, _SLAIN = bits("finding"), bits("t_now", "t_weekday"), bits("slain")
_LIVES, _LIFE_VERB, _VICTIM = bits("lives"), bits("life_verb"), bits("victim")
_MANAGE, _THING = bits("manage_verb"), bits("thing")
#: So far before «حتى الموت», or «مقتولا», stands whom it befell.
_NEAR, _FOUND_SO = 8, 7
_WOUND, _CARRIED = bits("wound"), 5
_KNOWN = FigureKind.KILLED
_DEATH = fold_word("الموت")


def by_phrase(sentence: Sentence, at: int) -> Claim | None:
    """The one whose end the phrase at a token tells of."""
    here = sentence.bits[at]
    if here & _SLAIN and not sentence.clitics[at] & ARTICLE:
        return _found_slain(sentence, at)
    if sentence.words[at] == _DEATH:
        return _to_death(sentence, at)
    if here & _ELIMINATION or (sentence.words[at] in told_words().passed and here & _KILL_VERB):
        return _eliminated(sentence, at)
    if here & _LIFE_VERB:
        return _carried_off(sentence, at)
    return _left_life(sentence, at) if here & _KILL_VERB and here & _PAST else None


def _eliminated(sentence: Sentence, at: int) -> Claim | None:
    """«القضاء على عنصر في الحزب», «قضى على القيادي فلان»; not «القضاء على الإرهاب»."""
    pledged = sentence.clitics[at] & PREPOSITION and not sentence.near(_MANAGE, at - 5, at)  # «تعهد بالقضاء على …»
    if sentence.words[at + 1] != _ON or pledged:
        return None
    head = at + 2
    if sentence.bits[head] & _ONE_OF and sentence.bits[head + 1] & _PEOPLE and head not in sentence.cores:
        return one(sentence, at, head + 1, _KNOWN, "elimination")
    single = sentence.bits[head] & _PEOPLE and (not sentence.bits[head] & NOT_ONE or sentence.words[head].endswith("ي"))
    known = titled(sentence, head) or (single and sentence.clitics[head] & ARTICLE and name_follows(sentence, head))
    if indefinite(sentence, head) or by_rank(sentence, head) or known or full_name(sentence, head):
        return one(sentence, at, head, _KNOWN, "elimination")
    return None


def _to_death(sentence: Sentence, at: int) -> Claim | None:
    """«طعن مستوطن فلسطينيا حتى الموت»."""
    if sentence.words[at - 1] != _TILL:
        return None
    for head in range(at - 2, max(sentence.start, at - _NEAR) - 1, -1):
        if head in sentence.cores or head in sentence.taken:
            return None
        if sentence.words[head].endswith("ا") and indefinite(sentence, head):
            return one(sentence, head, head, _KNOWN, "to death")
    return None


def _found_slain(sentence: Sentence, at: int) -> Claim | None:
    """«عثر على الصحفي المخطوف مقتولا»."""
    for head in range(at - 1, max(sentence.start, at - _FOUND_SO) - 1, -1):
        if head in sentence.taken or head in sentence.cores:
            return None
        him = sentence.words[at - 1] in told_words().on_him and sentence.bits[at - 2] & _FINDING and head < at - 2
        if him and indefinite(sentence, head):
            return one(sentence, head, head, _KNOWN, "found slain")  # «حارس عثر عليه مشنوقا»
        found = sentence.words[head - 1] == _ON and sentence.near(_FINDING, head - 4, head - 1)
        if found:
            person = sentence.bits[head] & _PEOPLE and not sentence.bits[head] & NOT_ONE
            return one(sentence, head, head, _KNOWN, "found slain") if person else None
    return None


def _carried_off(sentence: Sentence, at: int) -> Claim | None:
    """«أودت مسيرة بسائق شاحنة»; not «أودت بحياة …», which tells whose."""
    if not sentence.words[at].lstrip("وف").startswith(told_words().carries_off):
        return None
    for head in range(at + 1, min(at + _CARRIED, sentence.end)):
        if head in sentence.cores or sentence.bits[head] & _LIVES:
            return None
        if sentence.clitics[head] & PREPOSITION == WITH_B:
            here = sentence.bits[head]
            single = here & _PEOPLE and not here & (NOT_ONE | _THING) and not sentence.clitics[head] & ARTICLE
            return one(sentence, at, head, _KNOWN, "carried off") if single else None
    return None


def passed(sentence: Sentence, at: int) -> bool:
    """«قضى مدني وأصيب ستة»: who passes where others are wounded has died."""
    hurt = sentence.bits[at + 2] & _WOUND and sentence.conjunction(at + 2)
    return bool(hurt) and sentence.words[at] in told_words().passed and indefinite(sentence, at + 1)


def _left_life(sentence: Sentence, at: int) -> Claim | None:
    """«فارق الحياة اليوم الأسير فلان»; whom it follows is told of before («شاب فارق الحياة»)."""
    if sentence.words[at + 1] != _LIFE:
        return None
    head = at + 2 + (sentence.bits[at + 2] & _DAY > 0)
    if (
        indefinite(sentence, head)
        or by_rank(sentence, head)
        or (titled(sentence, head) and name_follows(sentence, head))
    ):
        return one(sentence, at, head, _KNOWN, "left life")
    return None


def life_taken(sentence: Sentence, at: int, here: int) -> Claim | None:
    """«أودى القصف بحياة مدني»، «… بحياة الصحفية فلانة»، «راح ضحية القصف طفل»."""
    head = at + 1
    if here & _LIVES:
        known = titled(sentence, head) and name_follows(sentence, head)
        taken = sentence.near(_LIFE_VERB, at - 9, at) and (indefinite(sentence, head) or known)
        return one(sentence, at, head, _KNOWN, "life taken") if taken else None
    if not sentence.bits[head] & _VICTIM:
        return None
    victim = next((place for place in range(at + 2, at + 6) if indefinite(sentence, place)), None)
    if victim is None or any(at < core <= victim for core in sentence.cores):
        return None
    return one(sentence, at, victim, _KNOWN, "fell victim")
