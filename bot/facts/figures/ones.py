"""One person, said without a number: «مقتل مدني»، «استشهاد الشاب فلان»، «بينهم طفل»، «3 قتلى وجريح»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.ends import by_phrase, life_taken, passed
from bot.facts.figures.equal import AS_MANY, as_many
from bot.facts.figures.fallen import among, aside_dead, by_names, is_among, mourned, served_by
from bot.facts.figures.harmed import harmed
from bot.facts.figures.named import (
    acted_on,
    full_name,
    in_clause,
    indefinite,
    name_follows,
    named,
    of_one,
    one,
    titled,
)
from bot.facts.figures.pairs import does_it, is_parent
from bot.facts.figures.ranks import by_rank
from bot.facts.figures.sentence import (
    ARTICLE,
    COMMAS,
    CONJUNCTION,
    GOVERNING,
    GOVERNOR_SAYS,
    HARMED,
    NOT_ONE,
    PRONOUN,
    WITH_W,
    Claim,
    Sentence,
    bits,
)
from bot.facts.figures.undergone import before_verb, his_end, one_of_a_side, slain, undergone
from bot.facts.figures.unnumbered import unnumbered
from bot.model.facts import FigureKind

#: The kinds that one person without a number may be of.
COUNTED = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.DETAINED, FigureKind.MISSING}
_ON, _OF, _UNDER = fold_word("على"), fold_word("من"), fold_word("تحت")
#: So far behind «ارتقاء» stands what slew him, behind «ارتقاء المواطن فلان (45 عاما)» farther.
_SLAIN_NEAR, _SLAIN_FAR = 7, 15
_UNDER_WOUNDS = fold_word("متأثرا")
#: What kills who «ascends».
SLAIN_BY = frozenset(
    fold_word(word)
    for word in ("برصاص", "بالرصاص", "بقصف", "بغارة", "بنيران", "بشظايا", "متأثرا", "متأثرة", "جراء", "إثر")
)
#: Behind these the one person may stand further off: «وقتل في اليوم ذاته جندي».
BETWEEN = frozenset(
    fold_word(word)
    for word in (
        "في", "فيه", "فيها", "خلاله", "خلالها", "بداخله", "بينهم", "إثر", "على", "أيضا", "خلال", "جراء", "متأثرا",
        "فجر", "صباح", "مساء", "ليلة", "ظهر", "اليوم", "أمس", "برصاص", "بنيران", "لاحقا",
    )
)  # fmt: skip
_WHO, _AT_ONCE = frozenset(("الذي", "التي")), frozenset(("امس", "اليوم"))
_IN_IT = frozenset(fold_word(word) for word in ("فيه", "فيها", "خلاله", "خلالها", "أيضا", "لاحقا"))
_HARMS = {FigureKind.KILLED, FigureKind.WOUNDED}
_ONE_WORDS = frozenset(fold_word(word) for word in ("واحد", "واحدة", "واحدا"))
_WARRANT = frozenset(fold_word(word) for word in ("مذكرة", "أمر", "أوامر", "مذكرات", "بأمر", "بمذكرة"))
_AMONG, _DEAD_OR_HURT, _WEAK = bits("among"), bits("dead", "hurt"), bits("weak")
_PLURAL = bits(".plural")
_PEOPLE, _ONE_OF, _KIN, _ORDINAL = bits("people"), bits("one_of"), bits("kin"), bits("ordinal_one")
_BODY, _NATION, _PAST, _NOUN = bits("corpse"), bits("nation"), bits(".past"), bits("*_noun")
_THEY, _ONE_OF_THEM, _MOURN, _ARREST = bits("they"), bits("one_of_them"), bits("mourn"), bits("arrest")
_LIVES, _LIFE_VERB, _CLAIMS_VERB, _VICTIM = bits("lives"), bits("life_verb"), bits("claims_verb"), bits("victim")
_DEAD, _OFFICIAL, _BADLY, _CASE_UNIT = bits("dead"), bits("official"), bits("severity"), bits("case_unit")
_CULPRIT, _KILL_NOUN, _RANK = bits("culprit"), bits("kill_noun"), bits("rank")
_FALL_NOUN, _SPARED = bits("fall_noun"), bits("thing", "nation", "actor", "kin")
#: «سقوط قريب»، «سقوط آخر معاقل …» tell of places.
_NEAR_AT_HAND = frozenset(("قريب", "قريبا", "اخر", "اول"))
_STRIKE, _TITLE = bits("t_strike"), bits("title")
_UNDERGO, _SLAIN = bits("undergo"), bits("slain")
_BY_PHRASE = bits("slain", "elimination", "kill", "life_verb")
_AGENT_VERBS = bits("kill_verb", "detain_verb", "wound_verb")
_DOING = _AGENT_VERBS | bits("miss_verb")
#: None of these says by itself that somebody was harmed.
_ASIDE = _AMONG | _THEY | _ONE_OF_THEM | _MOURN | _LIVES | _CLAIMS_VERB | AS_MANY
#: So far behind a number may «، أحدهم الضابط فلان» stand.
_ASIDE_REACH = 14
#: Of these is the one person right behind a word of action, if it is there.
_ONE = _ONE_OF | _PEOPLE | _KIN | _ORDINAL | bits("title", "office", "unknown", "number")


def one_of(sentence: Sentence, at: int) -> Claim | None:
    """The one person that the word at a token speaks of, if it does."""
    here = sentence.bits[at]
    if here & _UNDERGO:
        return undergone(sentence, at)
    if here & _BY_PHRASE and (ended := _ended(sentence, at, here)) is not None:
        return ended
    if here & _ASIDE:
        return _aside(sentence, at, here)
    if here & _FALL_NOUN and not here & _KILL_NOUN:
        return _fallen(sentence, at)
    if here & _DEAD_OR_HURT and is_among(sentence, at):
        return among(sentence, at)
    kind = GOVERNOR_SAYS[here & GOVERNING]
    if kind is FigureKind.MISSING and sentence.near(_LIVES, at + 2, at + 5):
        kind, here = FigureKind.KILLED, here & ~_WEAK  # «فقد شاب حياته»
    ended = his_end(sentence, at) if kind is FigureKind.KILLED and here & _KILL_NOUN else None
    if ended is not None:
        return ended
    if kind is not None and kind in COUNTED and (not here & _WEAK or _martyr(sentence, at)):
        found = _of_action(sentence, at, here, kind)
        if found is not None:
            return found
    return harmed(sentence, at) if here & _DEAD_OR_HURT else None


def _ended(sentence: Sentence, at: int, here: int) -> Claim | None:
    """«القائد الميداني المقتول»، «القضاء على القيادي فلان»."""
    found = slain(sentence, at) if here & _SLAIN and sentence.clitics[at] & ARTICLE else None
    return found or by_phrase(sentence, at)


def _fallen(sentence: Sentence, at: int) -> Claim | None:
    """«أدى القصف إلى سقوط مدني وثلاث إصابات»."""
    head = at + 1
    person = indefinite(sentence, head) and not sentence.bits[head] & (_DEAD_OR_HURT | _SPARED)
    person = person and sentence.words[head] not in _NEAR_AT_HAND
    fell = person and not sentence.clitics[at] & (ARTICLE | PRONOUN) and sentence.words[head + 1] != _OF
    return one(sentence, at, head, FigureKind.KILLED, "one fallen") if fell else None


def _of_action(sentence: Sentence, at: int, here: int, kind: FigureKind) -> Claim | None:
    """The one that a verb or noun of action speaks of."""
    found = (before_verb(sentence, at, kind) or aside_dead(sentence, at, kind)) if here & _PAST else None
    if found is None and (here & (_PAST | _ARREST) or sentence.bits[at + 1] & _ONE):
        found = _governed(sentence, at, kind)
    if found is None and here & _AGENT_VERBS:
        found = acted_on(sentence, at, kind)
    if found is None and here & _PAST:
        found = in_clause(sentence, at, kind)
    return found or (one_of_a_side(sentence, at, kind) if here & _NOUN else None)


def _aside(sentence: Sentence, at: int, here: int) -> Claim | None:
    """«بينهم طفل»، «هم رجل وامرأة»، «وأصيب أحدهم»، «تنعى القائد»، «أودى بحياة مدني»."""
    if here & AS_MANY:
        return as_many(sentence, at)
    if here & _AMONG:
        total = unnumbered(sentence, at) or (sentence.found[-1] if sentence.found else None)
        return _among(sentence, at, total) if total is not None else None
    if here & _THEY:
        near = sentence.found and at - sentence.found[-1].end <= 2
        return _among(sentence, at, sentence.found[-1]) if near else None
    if here & _ONE_OF_THEM:
        return _one_of_them(sentence, at)
    return mourned(sentence, at) if here & _MOURN else life_taken(sentence, at, here)


def _martyr(sentence: Sentence, at: int) -> bool:
    """«ارتقى الشاب فلان شهيدا»، «ارتقاء شاب برصاص الاحتلال»."""
    under = sentence.words[at + 1] == _UNDER  # «ورجل قضى تحت التعذيب»
    far = _SLAIN_FAR if sentence.bits[at] & _KILL_NOUN and titled(sentence, at + 1) else _SLAIN_NEAR
    if _UNDER in sentence.words[at + 2 : at + 4] or (sentence.words[at - 1] in _WHO and _at_once(sentence, at)):
        return True  # «قضى معتقل تحت التعذيب»، «الذي قضى على الفور»
    if under or passed(sentence, at) or not SLAIN_BY.isdisjoint(sentence.words[at + 2 : min(at + far, sentence.end)]):
        return True
    if sentence.bits[at + 1] & _DEAD and not sentence.bits[at + 1] & NOT_ONE and sentence.bits[at] & _PAST:
        return True  # «ارتقى شهيد وأصيب ثلاثة»
    if (under or sentence.words[at + 1] in SLAIN_BY) and indefinite(sentence, at - 1):
        return True  # «قالت مصادر إن متظاهرا قضى برصاص الأمن»
    struck = (place for place in range(at + 1, min(at + _SLAIN_NEAR, sentence.end)) if sentence.words[place] == "في")
    if any(sentence.bits[place + 1] & _STRIKE for place in struck):
        return True  # «قضى نائب القائد في انفجار»
    return any(sentence.bits[place] & _DEAD and sentence.words[place].endswith("ا") for place in range(at + 2, at + 7))


def _at_once(sentence: Sentence, at: int) -> bool:
    behind = sentence.words[at + 1]
    return behind in SLAIN_BY or behind in _AT_ONCE or (behind == _ON and sentence.words[at + 2] == "الفور")


def _among(sentence: Sentence, at: int, told: Claim) -> Claim | None:
    """«بينهم طفل»، «بينها جثة طفل»، «بينهم القيادي فلان»، «بينهم عناصر أمن وطفل»."""
    seen = sentence.bits
    total = told.total or told
    head = at + 2 if seen[at + 1] & _BODY and seen[at + 2] & _PEOPLE else at + 1
    if head in sentence.cores:
        return None  # «بينهم طفلان وسيدة»: those two come first
    culprit = seen[head] & (_CULPRIT | _RANK) and not seen[head] & NOT_ONE
    if seen[head] & _ONE_OF and seen[head + 1] & _PEOPLE and seen[head + 1] & NOT_ONE:
        return one(sentence, at, head + 1, total.kind, "one among", total)  # «بينهم أحد المسعفين»
    several = seen[head] & _PLURAL  # «بينهم قيادات عسكرية»
    if culprit or (not several and (indefinite(sentence, head) or titled(sentence, head))):
        found = one(sentence, at, head, total.kind, "one among", total)
        if found is not None and sentence.words[head].endswith("ا") and sentence.clitics[head + 1] & ARTICLE:
            found.min = found.max = found.stated = 2  # «بينهم سائقا السيارتين»
        return found
    if seen[head] & _PEOPLE and seen[head] & NOT_ONE:
        for place in range(head + 1, head + 6):
            if place in sentence.cores or (sentence.words[place] in COMMAS and not _joined_one(sentence, place + 1)):
                break
            if _joined_one(sentence, place):
                return one(sentence, at, place, total.kind, "one among", total)
    return None


def _joined_one(sentence: Sentence, at: int) -> bool:
    """«وطفل»."""
    here, attached = sentence.bits[at], sentence.clitics[at]
    joined = attached & CONJUNCTION == WITH_W and not attached & (ARTICLE | PRONOUN)
    return joined and here & _PEOPLE > 0 and not here & (NOT_ONE | HARMED)


def _one_of_them(sentence: Sentence, at: int) -> Claim | None:
    """«وأصيب أحدهم»، «ثلاث إصابات إحداها خطيرة»."""
    kind = sentence.by_governor(at - 1)
    if kind in COUNTED and kind is not None and of_one(sentence, at - 1):
        return one(sentence, at - 1, at, kind, "one of them")
    last = sentence.found[-1] if sentence.found else None
    person = indefinite(sentence, at + 1) and not sentence.bits[at + 1] & _DEAD_OR_HURT
    person = person or titled(sentence, at + 1)
    reach = _ASIDE_REACH if sentence.words[at - 1] in COMMAS else 2
    if last is not None and person and last.stated > 1 and at - last.end <= reach and last.kind in COUNTED:
        return one(sentence, at, at + 1, last.kind, "one of them", last.total or last)
    badly = sentence.near(_BADLY, at + 1, at + 4) or sentence.near(_CASE_UNIT, at + 1, at + 3)
    if last is not None and last.kind is FigureKind.WOUNDED and badly:
        return one(sentence, at, at, last.kind, "one of them", last.total or last)
    return None


def _governed(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """The person right behind the verb or noun of action."""
    here = sentence.bits[at]
    if here & _ARREST:
        return _arrested(sentence, at, kind)
    if sentence.clitics[at] & ARTICLE or (sentence.clitics[at] & PRONOUN and not here & _NOUN):
        return None
    found = _plain(sentence, at, at + 1, kind) or named(sentence, at, at + 1, kind) or by_names(sentence, at, kind)
    if found is not None or kind not in _HARMS:
        return found
    if here & _PAST and sentence.words[at + 1] in BETWEEN and of_one(sentence, at):
        return _later(sentence, at, kind)
    return None


def _late_name(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«قتل فيه حسين العبد الله»."""
    if kind is FigureKind.KILLED and sentence.words[at + 1] in _IN_IT and full_name(sentence, at + 2):
        return one(sentence, at, at + 2, kind, "named, later")
    return None


def _arrested(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«القبض على فلان»; a warrant (مذكرة قبض) holds nobody."""
    if sentence.words[at + 1] != _ON or sentence.words[at - 1] in _WARRANT:
        return None
    head = at + 2
    here = sentence.bits[head]
    definite = here & _PEOPLE and not here & NOT_ONE and sentence.clitics[head] & ARTICLE
    if definite and not any(claim.kind is kind for claim in (*sentence.earlier, *sentence.found)):
        return one(sentence, at, head, kind, "one arrested")
    return _plain(sentence, at, head, kind) or named(sentence, at, head, kind)


def _plain(sentence: Sentence, at: int, head: int, kind: FigureKind) -> Claim | None:
    """«مقتل مدني»، «إصابة أحد المارة»، «وأسر ثالث»، «قتل والده»."""
    behind = sentence.bits[head]
    if behind & _ONE_OF:
        return one(sentence, at, head + 1, kind, "one of") if head not in sentence.cores else None  # «أحد عشر»
    if sentence.bits[at] & _DOING and head + 1 in sentence.cores and does_it(sentence, head + 1):
        return None
    if indefinite(sentence, head) or by_rank(sentence, head) or is_parent(sentence, head):
        return one(sentence, at, head, kind, "one")
    other = (
        behind & _ORDINAL
        and not sentence.conjunction(head)
        and not sentence.bits[head + 1] & _PEOPLE
        and not sentence.clitics[at] & ARTICLE
    )
    if other and (sentence.found or sentence.earlier):
        return one(sentence, at, head, kind, "one more")
    alone = sentence.words[head + 1] == _OF or (sentence.bits[head + 1] & _PAST and sentence.conjunction(head + 1))
    if sentence.words[head] in _ONE_WORDS and alone:
        return one(sentence, at, head, kind, "one of")
    if behind & _KIN and kind is not FigureKind.MISSING and head not in sentence.cores:
        return one(sentence, at, head, kind, "one of a family")
    return None


def _later(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«وقتل في اليوم ذاته جندي»: the person a few words behind the verb."""
    for head in range(at + 2 + (sentence.words[at + 1] not in _IN_IT), at + 7):
        if sentence.bits[head] & _ONE_OF and sentence.bits[head + 1] & _PEOPLE:
            return one(sentence, at, head + 1, kind, "one, later")
        if sentence.words[head] in COMMAS or head in sentence.cores:
            return None
        if not sentence.bits[head] & _NATION and indefinite(sentence, head):
            return one(sentence, at, head, kind, "one, later")
        known = kind is FigureKind.KILLED and (name_follows(sentence, head) or served_by(sentence, head))
        if titled(sentence, head) and (known or sentence.words[at + 1] == _UNDER_WOUNDS):
            return one(sentence, at, head, kind, "one, later")
    return _late_name(sentence, at, kind)
