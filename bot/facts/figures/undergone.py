"""What befell people, told by a noun or a verb with its pronoun: «تعرض صحفي للاختطاف»، «شخصا جرى تهجيرهم»."""

from __future__ import annotations

from bot.arabic.letters import fold_word
from bot.facts.figures.governor import NONE, Kind
from bot.facts.figures.named import indefinite, of_one, one, titled
from bot.facts.figures.sentence import (
    ARTICLE,
    COMMAS,
    CONJUNCTION,
    GOVERNING,
    GOVERNOR_SAYS,
    NOT_ONE,
    PREPOSITION,
    PRONOUN,
    WITH_W,
    Claim,
    Sentence,
    bits,
)
from bot.facts.figures.suffered import SUFFERED
from bot.model.facts import FigureKind

_PEOPLE, _UNKNOWN, _THING = bits("people"), bits("unknown"), bits("thing")
_KINDS = {FigureKind.KILLED, FigureKind.DETAINED}
_REACH, _BEFORE = 8, 3
_OTHER_ONE, _NATION, _ORDINAL = bits("one_other", "ordinal_one"), bits("nation"), bits("ordinal_one")
_OF = fold_word("من")
#: «صاروخا أصاب مبنى»: who is hurt «أصيب».
_STRIKES = fold_word("أصاب")
#: «قتلتهم»: what was done to those counted so near before.
_CLOSE = 3
_DEATH_OF = fold_word("وفاة")
#: «أدى إلى», «أسفر عن», «تسبب في»; so far before them stands who died.
_LED, _ANTECEDENT = ("اد", "يود", "تود", "اسفر", "تسبب", "افض"), 16
#: How old somebody is, told between him and the verb.
_YEARS, _AGED = frozenset({"عاما", "سنه", "عام", "سنوات", "اعوام"}), frozenset({"يبلغ", "تبلغ", "عمره", "عمرها"})
_OF_AGE, _AGE_REACH, _THAT = frozenset({"عمره", "عمرها", "العمر"}), 7, frozenset({"ان", "بان", "وان"})
_AGENT = bits("actor", "fighter_group", "soldier_group")
#: «قيد الاختفاء القسري»، «رهن الاعتقال».
_UNDER = frozenset(("قيد", "رهن"))
_ONE_OF, _ENDS_HERE = bits("one_of"), frozenset((*COMMAS, "في"))
_DONE, _NOUN, _VERB, _TIMED = bits("cf_done"), bits("*_noun"), bits("*_verb"), bits(".past", ".present")


def undergone(sentence: Sentence, at: int) -> Claim | None:
    """«تعرض القيادي فلان للاغتيال»; an attempt (لمحاولة اغتيال) befalls nobody."""
    head = at + 1
    for place in range(head + 1, min(at + _REACH, sentence.end)):
        if place in sentence.cores:
            return None
        kind = sentence.by_governor(place)
        if kind in _KINDS and sentence.words[place].startswith("لل"):
            known = indefinite(sentence, head) or titled(sentence, head) or _somebody(sentence, head)
            return one(sentence, head, head, kind, "one, undergone") if known else None
    return None


def _somebody(sentence: Sentence, head: int) -> bool:
    """A name, as no lexicon knows it."""
    here = sentence.bits[head]
    return here & _UNKNOWN > 0 and not here & (NOT_ONE | _THING) and not sentence.words[head].endswith(("ات", "ه"))


def slain(sentence: Sentence, at: int) -> Claim | None:
    """«القائد الميداني المقتول»."""
    for head in range(at - 1, max(sentence.start, at - 1 - _BEFORE) - 1, -1):
        if sentence.bits[head] & _PEOPLE and titled(sentence, head):
            return one(sentence, head, head, FigureKind.KILLED, "one slain")
    return None


def his_end(sentence: Sentence, at: int) -> Claim | None:
    """«استهدفت مسيرة القيادي فلانا، ما أدى إلى مقتله»: the one told of before, where nothing else says that he died."""
    his = sentence.words[at].endswith(("ه", "ها")) and sentence.words[at] != _DEATH_OF
    if not his or not sentence.words[at - 2].lstrip("وف").startswith(_LED):
        return None
    told = (*sentence.earlier, *sentence.found)
    if any(claim.kind is FigureKind.KILLED and claim.stated == 1 for claim in told):
        return None
    for head in range(at - 3, max(sentence.start, at - 3 - _ANTECEDENT) - 1, -1):
        if head in sentence.cores:
            return None
        single = sentence.bits[head] & _PEOPLE and not sentence.bits[head] & (NOT_ONE | _THING)
        if single and (titled(sentence, head) or indefinite(sentence, head)):
            known = head in sentence.taken or sentence.denied(at)
            return None if known else Claim(at, at + 1, at, 1, 1, False, FigureKind.KILLED, "his end", head, at)
    return None


def done_to_them(sentence: Sentence, at: int, distance: int) -> Kind:
    """«شخصا جرى تهجيرهم»، «مدنيا قتلتهم القوات»، «شخص قيد الاختفاء القسري»."""
    here, before = sentence.bits[at], sentence.bits[at - 1]
    kind = GOVERNOR_SAYS[here & GOVERNING]
    if kind is None:
        return NONE
    if sentence.words[at - 1] in _UNDER:
        return Kind(kind, "state behind")
    theirs = sentence.clitics[at] & PRONOUN and not sentence.conjunction(at)
    noun = here & _NOUN and before & _DONE
    verb = here & _TIMED and here & _VERB and distance <= _CLOSE
    word, agent = sentence.words[at], sentence.bits[at + 1] & _AGENT > 0
    verb = verb and (word.endswith(("تهم", "وهم")) or (agent and word.endswith("هم")))
    return Kind(kind, "done to them") if theirs and (noun or verb) else NONE


def before_verb(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«أن طفلا مات»، «"إرهابيا" قتل», «أن رجلا (63 عاما) قتل»."""
    head = _before_age(sentence, at - 1 - (sentence.words[at - 1] in {'"', "'"}))
    if sentence.bits[head] & (_OTHER_ONE | _NATION) and indefinite(sentence, head - 1):
        head -= 1  # «أن شخصا آخر قتل»
    if _OF in sentence.words[head - 3 : head]:
        head = _led_by(sentence, at, head)
    word = sentence.words[head]
    thing = sentence.words[head - 1].endswith("ا") and not sentence.bits[head - 1] & (_PEOPLE | _UNKNOWN)
    if sentence.bits[head] & _NATION and thing:
        return None  # «زورقا إيرانيا قتل …»
    if kind is FigureKind.WOUNDED and sentence.words[at].startswith(_STRIKES):
        return None
    if sentence.bits[head] & _ORDINAL and word.endswith("ا") and (sentence.found or sentence.earlier):
        return None if sentence.conjunction(at) else one(sentence, head, head, kind, "one more, verb behind")
    opens = head == sentence.start or sentence.words[head - 1] in _THAT
    opens = opens and word.endswith("ه") and sentence.words[at + 1] != ""
    if sentence.found and sentence.clitics[head] & CONJUNCTION == WITH_W and sentence.words[head - 1] in COMMAS:
        return _one_more(sentence, at, head, kind)
    if not (word.endswith("ا") or opens) or not indefinite(sentence, head) or head - 1 in sentence.cores:
        return None
    if sentence.conjunction(at) or not of_one(sentence, at) or _does_to_many(sentence, at):
        return None
    return one(sentence, head, head, kind, "one, verb behind")


def _before_age(sentence: Sentence, at: int) -> int:
    """The token before how old somebody is, where that ends at a token, else the token itself."""
    words, first = sentence.words, max(at - _AGE_REACH, sentence.start)
    if words[at] in _OF_AGE and words[at - 1] == _OF:  # «طفلا في السابعة من عمره»
        return next((place - 1 for place in range(at - 2, first, -1) if words[place] == "في"), at)
    close = words[at] == ")"
    if words[at - close] not in _YEARS:
        return at
    begins = {"("} if close else _AGED  # «رجلا (63 عاما)», «رجلا يبلغ من العمر 63 عاما»
    return next((place - 1 for place in range(at - 1, first, -1) if words[place] in begins), at)


def _one_more(sentence: Sentence, at: int, head: int, kind: FigureKind) -> Claim | None:
    """«قتل أربعة جنود في الشمال، وصحفي قتل خلال الاشتباكات»."""
    single = sentence.bits[head] & _PEOPLE and not sentence.bits[head] & (NOT_ONE | _NATION)
    attached = sentence.clitics[head] & (ARTICLE | PRONOUN | PREPOSITION)
    suffers = sentence.words[at + 1] in SUFFERED and of_one(sentence, at) and not sentence.conjunction(at)
    last = sentence.found[-1]
    if not single or attached or not suffers or last.kind is not kind:
        return None
    return one(sentence, head, head, kind, "one more, verb behind", last.total)


def _led_by(sentence: Sentence, at: int, head: int) -> int:
    """The person whom «من» and his side part from the verb: «أن شرطيا من قوات الأمن قتل»."""
    for place in range(head - 1, head - 4, -1):
        if sentence.words[place] == _OF:
            suffers = sentence.words[at + 1] in SUFFERED
            return place - 1 if suffers and indefinite(sentence, place - 1) else head
    return head


def _does_to_many(sentence: Sentence, at: int) -> bool:
    """«40 شخصا قتلتهم القوات»: a verb whose pronoun says "them"."""
    return sentence.clitics[at] & PRONOUN > 0 and sentence.words[at].endswith(("هم", "هما", "هن"))


def one_of_a_side(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«اعتقال قوات النظام أحد عناصر الكتائب»: who did it stands before the one it was done to."""
    if kind is FigureKind.WOUNDED or not sentence.bits[at + 1] & _AGENT or sentence.clitics[at] & (ARTICLE | PRONOUN):
        return None
    for head in range(at + 2, min(at + 6, sentence.end - 1)):
        if sentence.bits[head] & _ONE_OF and sentence.bits[head + 1] & _PEOPLE:
            return one(sentence, at, head + 1, kind, "one of a side") if head not in sentence.cores else None
        if sentence.bits[head] & _TIMED or sentence.words[head] in _ENDS_HERE:
            return None
    return None
