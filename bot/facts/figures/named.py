"""One person told by name or in a clause: «مقتل صالح»، «الذي قتل في غارة»، «كان فتى قد قتل»، «لقي القائد مصرعه»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.pairs import and_one_of, two_of
from bot.facts.figures.ranks import a_craft, a_school, by_rank, serves
from bot.facts.figures.sentence import ARTICLE, NOT_ONE, PREPOSITION, PRONOUN, Claim, Sentence, bits
from bot.facts.figures.suffered import SUFFERED
from bot.model.facts import FigureKind

_ACTOR_NAME, _ALL_OF, _CHILD, _HIS_DEATH = bits("actor_name"), bits("all_of"), bits("child"), bits("his_death")
_NATION, _OFFICE, _PAST, _PEOPLE = bits("nation"), bits("office"), bits(".past"), bits("people")
_THING, _TITLE, _TOLL, _UNKNOWN, _WOMAN = bits("thing"), bits("title"), bits("toll"), bits("unknown"), bits("woman")
_PLURAL_ENDS = ("ين", "ون", "ات", "ان")
_WHO = frozenset(fold_word(word) for word in ("الذي", "التي"))
_WAS = frozenset(fold_word(word) for word in ("كان", "وكان", "كانت", "وكانت"))
_HE_WHO, _HAD = fold_word("الذي"), fold_word("قد")
_SURELY_ONE = bits("surely_one")
_CULPRIT, _PERSON = bits("culprit"), bits("people", "rank")
_ONLYSUFFERED = ("ستشهد", "غتيل")
_HURT_BY = bits("wounds", "struck", "weapon", "t_strike")
_EVENTS = bits("thing", "t_strike", "t_offensive", "fighter_group")
_VERBS, _KILL_VERB, _NOUN = bits("kill_verb", "detain_verb", "wound_verb"), bits("kill_verb"), bits("*_noun")
_TIMED = bits(".past", ".present")
_STOPS = frozenset({"،", ",", "في"})
_ENDS = frozenset({"", "،", ",", ")", '"', "."})
#: Small words that no lexicon lists.
_NO_NAME = frozenset(
    fold_word(word)
    for word in (
        "وهو", "وهي", "وهم", "فيه", "فيها", "فيهما", "به", "بها", "بهم", "لأن", "لأنه", "كما", "مما", "حين", "حينما",
        "عندما", "لدى", "عند", "نحو", "كل", "كلا", "ذلك", "تلك", "هذا", "هذه", "هؤلاء", "أي", "أية", "معه", "معها",
        "منه", "عنه", "إليه", "له", "لها", "لهم", "حتى", "أثر", "مع", "سواء", "مثل", "مثلما", "فور", "حوله", "إلا",
        "قرابة", "ضمن", "عبر", "ضد", "رهن", "دفاعا", "ظلما", "غدرا", "غرقا", "حرقا", "شنقا", "ذبحا", "جوعا", "بردا",
    )
)  # fmt: skip
_BARE_NAMES = frozenset({FigureKind.KILLED, FigureKind.DETAINED})
_STOPPED = "اوقف"
_CONFINED = frozenset(
    fold_word(word) for word in ("سجن", "سجني", "سجنا", "حبس", "بالسجن", "بالحبس", "السجن", "الحبس", "أسر")
)
_NAME = 4
_CLAUSE = 8


def one(
    sentence: Sentence, start: int, head: int, kind: FigureKind, rule: str, total: Claim | None = None
) -> Claim | None:
    """A claim of the one person at `head`; None where that one is taken, denied, or counted by «واحد»."""
    if head in sentence.taken or sentence.denied(start) or sentence.denied(head) or a_craft(sentence, head):
        return None
    blown = sentence.words[start].lstrip("وف").startswith(_STOPPED) and "نفسه" in sentence.words[head : sentence.end]
    if a_school(sentence, head) or (kind is FigureKind.DETAINED and blown):
        return None  # «أوقف الشرطي انتحاريا ففجر نفسه»
    counted = sentence.cores.get(head + 1)
    if counted is not None and counted.stated == 1 and not and_one_of(sentence, head + 1):
        return None  # «شخص واحد» is read with its number
    many = 1 + two_of(sentence, start, head)
    return Claim(start, head + 1, head, many, many, False, kind, rule, head, start, total)


def indefinite(sentence: Sentence, at: int) -> bool:
    """One person without article, pronoun or preposition."""
    here = sentence.bits[at]
    # What is attached decides: neither a pronoun nor the article, a preposition or a conjunction.
    many = here & NOT_ONE and not here & _SURELY_ONE
    if not here & _PEOPLE or many or here & _ACTOR_NAME or sentence.clitics[at] & 15:
        return False
    return not sentence.conjunction(at) and not sentence.words[at].startswith("ال")


def titled(sentence: Sentence, at: int) -> bool:
    """«القيادي», in the singular."""
    here = sentence.bits[at]
    return here & _TITLE > 0 and not here & NOT_ONE and sentence.clitics[at] & ARTICLE > 0


def of_one(sentence: Sentence, at: int) -> bool:
    """A verb whose ending does not say "they"."""
    return not sentence.bits[at] & NOT_ONE and not sentence.words[at].endswith(("وا", "ون", "ا"))


def named(sentence: Sentence, at: int, head: int, kind: FigureKind) -> Claim | None:
    """The person at `head`, behind the verb or noun of action at `at`, told by title, office or name."""
    here = sentence.bits[at]
    noun = here & _NOUN > 0 and not here & _KILL_VERB
    if sentence.bits[head] & _PERSON and not sentence.bits[head] & NOT_ONE:
        by_title = sentence.bits[head] & _TITLE or (noun and sentence.bits[head] & _CULPRIT)
        # A bare rank needs a name, or whom it serves.
        by_title = by_title and (sentence.bits[head] & _PEOPLE or serves(sentence, head))
        his = sentence.clitics[head] & PRONOUN and noun and kind is FigureKind.KILLED
        name = name_follows(sentence, head)
        definite = sentence.clitics[head] & ARTICLE and (name or (by_title and not _told_before(sentence, kind)))
        if (definite or his) and _befalls(sentence, head, kind):
            return one(sentence, at, head, kind, "named with a title")
    if kind not in _BARE_NAMES or sentence.words[at] in _CONFINED or sentence.clitics[at] & ARTICLE:
        return None
    if sentence.bits[head] & _OFFICE and noun and not sentence.conjunction(head):
        return one(sentence, at, head, kind, "named by office")
    if sentence.bits[head] & _OFFICE and not noun and _slain_in_office(sentence, at, head):
        return one(sentence, at, head, kind, "named by office")
    if noun and _bare_name(sentence, head):
        return one(sentence, at, head, kind, "named")
    if noun and kind is FigureKind.KILLED and _by_one_name(sentence, head):
        return one(sentence, at, head, kind, "named")
    if noun or not here & _PAST or not of_one(sentence, at):
        return None
    if kind is FigureKind.DETAINED:
        return one(sentence, at, head, kind, "named behind a verb") if full_name(sentence, head) else None
    return _name_behind_verb(sentence, at)


def _slain_in_office(sentence: Sentence, at: int, head: int) -> bool:
    """«قتل محافظ المدينة فلان في كمين»; not «قتل رئيس الفصيل ضابطا»."""
    if not sentence.bits[at] & _PAST or not of_one(sentence, at) or sentence.conjunction(head):
        return False
    behind = range(head + 1, min(head + _CLAUSE, sentence.end))
    object_of = any(sentence.bits[place] & _PEOPLE and sentence.words[place].endswith("ا") for place in behind)
    suffered = any(sentence.words[place] in SUFFERED for place in behind)
    return suffered and not object_of and not _counts(sentence, at, head + _CLAUSE)


def name_follows(sentence: Sentence, head: int) -> bool:
    """«النائب العام السابق فلان»."""
    for place in range(head + 1, head + 4):
        if sentence.words[place] in {"،", ",", "في", "علي", "من"}:
            return False
        if _unknown_one(sentence, place):
            return True
    return False


def _told_before(sentence: Sentence, kind: FigureKind) -> bool:
    """Has one of that kind been told already? «الطفل» is then the one told of."""
    return any(claim.kind is kind and claim.stated == 1 for claim in (*sentence.earlier, *sentence.found))


def _befalls(sentence: Sentence, head: int, kind: FigureKind) -> bool:
    """May a definite person be hurt? «أصيب الرئيس بكورونا» is no figure."""
    if kind is not FigureKind.WOUNDED:
        return True
    return sentence.near(_HURT_BY, head + 1, head + _CLAUSE)


def _bare_name(sentence: Sentence, at: int) -> bool:
    """Two words that no lexicon knows, or one before a nation: a name, or a trade («مقتل مهندس روسي»)."""
    if not _unknown_one(sentence, at):
        return False
    next_one = _unknown_one(sentence, at + 1) or _family_name(sentence, at + 1)
    return next_one or (sentence.bits[at + 1] & _NATION > 0 and not sentence.bits[at + 1] & NOT_ONE)


def full_name(sentence: Sentence, at: int) -> bool:
    """Two words that no lexicon knows."""
    second = _unknown_one(sentence, at + 1) or _family_name(sentence, at + 1)
    return _unknown_one(sentence, at) and second


def _by_one_name(sentence: Sentence, at: int) -> bool:
    """«مقتل الزبيدي على يد …»."""
    if not (_unknown_one(sentence, at) or _family_name(sentence, at)) or sentence.words[at].endswith("ه"):
        return False
    behind = sentence.words[at + 1]
    return behind in _ENDS or behind in SUFFERED


def _unknown_one(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    known = not sentence.bits[at] & _UNKNOWN or word in _NO_NAME or word.endswith(_PLURAL_ENDS)
    return not known and not word.startswith("ال") and len(word) > 2


def _family_name(sentence: Sentence, at: int) -> bool:
    """«الزبيدي»: no lexicon knows it."""
    word = sentence.words[at]
    return sentence.bits[at] & _UNKNOWN > 0 and word.startswith("ال") and not word.endswith((*_PLURAL_ENDS, "ه"))


def _name_behind_verb(sentence: Sentence, at: int) -> Claim | None:
    """«قتل صالح على يد …»، «استشهد وليد حمدان»."""
    surely = any(sentence.words[at].lstrip("وف").startswith(("ا" + form, form)) for form in _ONLYSUFFERED)
    end = at + 1
    while end < at + 1 + _NAME and (_unknown_one(sentence, end) or _family_name(sentence, end)):
        end += 1
    aside = end > at + 2 and sentence.words[end] in {"،", ",", "("}  # «قتلت رزان سليم، 21 عاما»
    if aside and full_name(sentence, at + 1):
        return one(sentence, at, at + 1, FigureKind.KILLED, "named behind a verb")
    if end == at + 1 or not (surely or sentence.words[end] in SUFFERED) or _counts(sentence, at, at + _CLAUSE):
        return None
    if not surely and sentence.words[at].endswith("ت"):
        return None  # «قتلت الكتيبة في …»
    return one(sentence, at, at + 1, FigureKind.KILLED, "named behind a verb")


def _counts(sentence: Sentence, start: int, end: int) -> bool:
    return any(start < core < end for core in sentence.cores)


def in_clause(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """The person that a clause tells of: «الذي قتل في غارة»، «كان فتى قد قتل»، «لقي القائد مصرعه»."""
    if kind is FigureKind.DETAINED or not of_one(sentence, at) or not sentence.bits[at] & _PAST:
        return None
    begins = at - 1 - (sentence.words[at - 1] == _HAD)
    if kind is FigureKind.KILLED and sentence.words[begins] in _WHO:
        return _relative(sentence, at, begins)
    if sentence.words[at - 1] == _HAD:
        return _had(sentence, at, kind)
    return _met_death(sentence, at) if kind is FigureKind.KILLED else None


def _suffers(sentence: Sentence, at: int) -> bool:
    """Does what stands behind a verb say that its subject suffered it?"""
    behind = sentence.words[at + 1]
    if behind == "من":
        behind = sentence.words[at + 2]  # «من قبل الجيش»
    end = at + 1
    while end < at + _CLAUSE and not (sentence.conjunction(end) and sentence.bits[end] & _PAST):
        end += 1
    return (behind in _ENDS or behind in SUFFERED) and not _counts(sentence, at, end)


def _relative(sentence: Sentence, at: int, begins: int) -> Claim | None:
    """«خلفا لصالح الذي قتل في غارة»، «المصور الذي قتلته غارة»."""
    by_agent = sentence.words[at].endswith(("ه", "ها"))
    if not by_agent and not _suffers(sentence, at):
        return None
    before = range(begins - 1, max(sentence.start, begins - 5) - 1, -1)
    seen = sentence.bits
    person = next((place for place in before if seen[place] & _PEOPLE and not seen[place] & NOT_ONE), None)
    things = sentence.bits[begins - 1] & _EVENTS
    if things or (person is None and sentence.words[begins] != _HE_WHO):
        return None
    if person is None and not any(sentence.bits[place] & _UNKNOWN for place in (begins - 1, begins - 2)):
        return None
    if person is not None and (person in sentence.taken or any(place in sentence.taken for place in before)):
        return None
    if at in sentence.taken or sentence.denied(at):
        return None
    return Claim(begins, at + 1, at, 1, 1, False, FigureKind.KILLED, "told in a clause", person, at)


def _had(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«وكان فتى فلسطيني قد قتل برصاص …»."""
    was = next((place for place in range(at - 2, at - 8, -1) if sentence.words[place] in _WAS), None)
    if was is None or not _suffers(sentence, at) or _counts(sentence, was, at):
        return None
    head = was + 1
    person = indefinite(sentence, head) or (sentence.bits[head] & _TITLE and not sentence.bits[head] & NOT_ONE)
    if not person and not (kind is FigureKind.KILLED and _bare_name(sentence, head)):
        return None
    return one(sentence, head, head, kind, "one, had been")


def _met_death(sentence: Sentence, at: int) -> Claim | None:
    """«لقي القائد الميداني فلان مصرعه»، «… يدعى فلان لقي حتفه»."""
    death = next((place for place in range(at + 1, at + 10) if sentence.bits[place] & _HIS_DEATH), None)
    if death is None or sentence.words[death].endswith(("هم", "هن", "هما")) or _counts(sentence, at, death):
        return None
    head = at + 1
    if death == head:
        told = at in sentence.taken or bool(sentence.found) or sentence.near(_TOLL, at - _CLAUSE, at)
        if told or sentence.denied(at):
            return None  # «عدد من العناصر لقي حتفه»
        return Claim(at, head + 1, at, 1, 1, False, FigureKind.KILLED, "met his death", None, at)
    if sentence.bits[head] & NOT_ONE or sentence.bits[head] & _THING or sentence.bits[head] & _ALL_OF:
        return None
    return one(sentence, at, head, FigureKind.KILLED, "met his death")


def acted_on(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """The one that somebody did it to: «أعدم التنظيم رجلا»، «اغتال مسلحون مدير الأمن»، «تقتل سائقها»."""
    here = sentence.bits[at]
    if not here & _VERBS or sentence.plural_verb(at):
        return None
    if sentence.words[at].endswith("ا"):
        return None
    if sentence.bits[at + 1] & _PEOPLE and sentence.clitics[at + 1] & PRONOUN and not sentence.bits[at + 1] & NOT_ONE:
        return one(sentence, at, at + 1, kind, "one of theirs")
    if kind is FigureKind.DETAINED and sentence.bits[at + 1] & _OFFICE and sentence.words[at + 1].endswith("ا"):
        return one(sentence, at, at + 1, kind, "one acted on")
    if kind is FigureKind.WOUNDED or not here & _TIMED:
        return None
    beyond = next((core for core in sentence.cores if core > at), sentence.end + 1)
    for head in range(at + 2, min(at + 6, beyond - 1)):
        word = sentence.words[head]
        other = sentence.bits[head] & _PAST and not sentence.bits[head] & _PEOPLE
        if other or word in _STOPS:
            return None
        woman = word.endswith("ه") and (sentence.bits[head] & _WOMAN or sentence.bits[head] & _CHILD)
        person = indefinite(sentence, head) or by_rank(sentence, head, alone=True)
        object_of = person and (word.endswith("ا") or woman) and not sentence.bits[head] & _NATION
        office = sentence.bits[head] & _OFFICE and "غتال" in sentence.words[at]
        led = sentence.clitics[head] & PREPOSITION  # «القوات الموالية للزعيم فلان»
        by_name = titled(sentence, head) and name_follows(sentence, head) and sentence.clitics[head - 1] & ARTICLE
        by_name = by_name and not led
        if by_name or object_of or office or (sentence.bits[head] & _TITLE and "غتال" in sentence.words[at]):
            return one(sentence, at, head, kind, "one acted on")
    return None
