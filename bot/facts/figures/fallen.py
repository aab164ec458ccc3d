"""One known dead, told aside: «وقتلته»، «كان قائد الكتيبة بين القتلى»، «أن المهاجم قتل برصاص الشرطة»."""

from __future__ import annotations

from bot.facts.figures.named import full_name, indefinite, name_follows, of_one, one, titled
from bot.facts.figures.ranks import by_rank
from bot.facts.figures.sentence import ARTICLE, COMMAS, NOT_ONE, PREPOSITION, PRONOUN, Claim, Sentence, bits
from bot.facts.figures.suffered import SUFFERED
from bot.facts.figures.told_words import told_words
from bot.model.facts import FigureKind

_PEOPLE, _THING, _CULPRIT, _OFFICE = bits("people"), bits("thing"), bits("culprit"), bits("office")
_KILL_VERB, _PAST, _AMONG_PREP, _RANK = bits("kill_verb"), bits(".past"), bits("among_prep"), bits("rank")
_DEAD, _OFFICIAL, _TITLE = bits("dead"), bits("official"), bits("title")
_TIMED, _ALL_OF, _DEAD_OR_HURT = bits(".past", ".present"), bits("all_of"), bits("dead", "hurt")
#: So far before it stands who that is.
_ANTECEDENT = 14
_UNKNOWN, _NAMES, _SHORT = bits("unknown"), 14, 3
_NAME = 4
_ENDS, _SO_NEAR = frozenset(("", ".", "،", ",", ")")), 8
_KNOWN = FigureKind.KILLED
_ATTACKER = "the attacker"


def aside_dead(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«وقتلته»، «قتل المهاجم في المكان»."""
    if kind is not FigureKind.KILLED:
        return None
    return attacker(sentence, at) or killed_him(sentence, at)


def by_names(sentence: Sentence, at: int, kind: FigureKind) -> Claim | None:
    """«استشهاد الصحفيين حسن حمدان وأحمد منصور»: as many as are named."""
    head, here = at + 1, sentence.bits[at + 1]
    several = here & _PEOPLE and here & NOT_ONE and sentence.clitics[head] & ARTICLE and not sentence.joined(head)
    if not several or not sentence.words[head].endswith(("ين", "ان")) or sentence.denied(at) or head in sentence.taken:
        return None
    end = head + 1
    names: list[list[int]] = [[]]
    while end < min(head + _NAMES, sentence.end) and sentence.words[end] not in SUFFERED | _ENDS:
        if sentence.clitics[end] & (PREPOSITION | ARTICLE) and end == head + 1:
            return None
        joined = sentence.words[end][:1] == "و" and len(sentence.words[end]) > _SHORT
        if joined and sentence.words[end] not in told_words().with_waw and names[-1]:
            names.append([])
        names[-1].append(end)
        end += 1
    if len(names) == 1 or not all(_a_name(sentence, each) for each in names):
        return None
    return Claim(at, end, head, len(names), len(names), False, kind, "named together", head, at)


def _a_name(sentence: Sentence, tokens: list[int]) -> bool:
    """Two to four words: the first is in no lexicon, or a rank that is a name too; none has the article."""
    if not 1 < len(tokens) <= _NAME or any(sentence.clitics[each] & (ARTICLE | PREPOSITION) for each in tokens):
        return False
    first = sentence.words[tokens[0]].removeprefix("و")
    return sentence.bits[tokens[0]] & (_UNKNOWN | _RANK) > 0 and not first.startswith("ال")


def killed_him(sentence: Sentence, at: int) -> Claim | None:
    """«استهدفت مسيرة سيارة قيادي وقتلته»: the one told of before, where nothing else says that he died."""
    here, word = sentence.bits[at], sentence.words[at]
    done = here & _KILL_VERB and here & _PAST and sentence.clitics[at] & PRONOUN and sentence.joined(at)
    if not done or not word.endswith(told_words().him) or sentence.denied(at):
        return None
    if any(claim.kind is _KNOWN and claim.stated == 1 for claim in (*sentence.earlier, *sentence.found)):
        return None
    for head in range(at - 1, max(sentence.start, at - _ANTECEDENT) - 1, -1):
        if head in sentence.cores:
            return None
        single = sentence.bits[head] & _PEOPLE and not sentence.bits[head] & (NOT_ONE | _THING)
        if single and (indefinite(sentence, head) or titled(sentence, head)):
            free = head not in sentence.taken
            return Claim(at, at + 1, at, 1, 1, False, _KNOWN, "killed him", head, at) if free else None
    return None


def is_among(sentence: Sentence, at: int) -> bool:
    """Is the noun of those harmed at a token led to by «بين», «ضمن», «من»?"""
    return sentence.bits[at - 1] & _AMONG_PREP > 0 or sentence.words[at - 1] in told_words().within


def among(sentence: Sentence, at: int) -> Claim | None:
    """One of those harmed, whose noun stands at a token: «ومن القتلى ضابط», «كان القائد بين القتلى»."""
    out_of = sentence.bits[at - 1] & _AMONG_PREP or sentence.words[at - 1] == "ومن"
    found = among_named(sentence, at - 1) if out_of else None
    return found or among_the_dead(sentence, at)


def among_named(sentence: Sentence, at: int) -> Claim | None:
    """«من بين القتلى ضابطا»."""
    kind = sentence.by_head(at + 1)
    construct = not sentence.clitics[at + 1] & ARTICLE and sentence.clitics[at + 2] & ARTICLE  # «ضحايا المجزرة»
    if kind is None or not (construct or sentence.clitics[at + 1] & ARTICLE):
        return None
    head = at + 2 + (construct > 0)
    if not (indefinite(sentence, head) or titled(sentence, head) or full_name(sentence, head)):
        return None
    return one(sentence, at, head, kind, "one among those named", sentence.total(kind, at))


def among_the_dead(sentence: Sentence, at: int) -> Claim | None:
    """«قائد الكتيبة كان بين القتلى», «وكان رئيس البلدية ضمن الجرحى»: at `at` stands the noun of those harmed."""
    kind = sentence.by_head(at)
    within = sentence.bits[at - 1] & _AMONG_PREP or sentence.words[at - 1] in told_words().within
    if kind is None or not within or not sentence.clitics[at] & ARTICLE or not sentence.bits[at] & NOT_ONE:
        return None
    for was in range(at - 2, max(sentence.start, at - _SO_NEAR) - 1, -1):
        if sentence.words[was] in told_words().was:
            break
        if was in sentence.cores or sentence.bits[was] & _TIMED:
            return None
    else:
        return None
    inside = _subject(sentence, was + 1, at - 1)  # «وكان رئيس البلدية بين القتلى»
    head = inside if inside is not None else _subject(sentence, max(sentence.start, was - _SO_NEAR), was)
    if head is None:
        return None
    return one(sentence, head, head, kind, "one among those named", sentence.total(kind, at))


def _subject(sentence: Sentence, start: int, end: int) -> int | None:
    """The one person of whom a clause speaks, told by title, office or name."""
    for head in range(start, end):
        here = sentence.bits[head]
        if head in sentence.cores or here & _ALL_OF or sentence.words[head] in COMMAS:
            continue
        if sentence.clitics[head] & PREPOSITION or here & (NOT_ONE | _DEAD_OR_HURT):
            continue
        if here & (_OFFICE | _RANK) or titled(sentence, head) or indefinite(sentence, head):
            return head
        if full_name(sentence, head):
            return head
    return None


def attacker(sentence: Sentence, at: int) -> Claim | None:
    """«أن المهاجم قتل برصاص الشرطة», «وقد قتل المهاجم في المكان», once."""
    if not sentence.bits[at] & _PAST or not of_one(sentence, at) or sentence.clitics[at] & PRONOUN:
        return None
    for head, behind in ((at - 1, at + 1), (at + 1, at + 2)):
        here = sentence.bits[head]
        definite = sentence.clitics[head] & ARTICLE and not sentence.clitics[head] & PREPOSITION
        if not here & _CULPRIT or here & NOT_ONE or not definite:
            continue
        if sentence.words[behind] not in SUFFERED and sentence.words[behind] not in _ENDS:
            return None
        told = (*sentence.earlier, *sentence.found)
        if any(claim.rule == _ATTACKER for claim in told) or any(at < core < at + _SO_NEAR for core in sentence.cores):
            return None
        return one(sentence, min(at, head), head, _KNOWN, _ATTACKER)
    return None


def mourned(sentence: Sentence, at: int) -> Claim | None:
    """«نعت الكتائب القائد فلانا»."""
    for head in range(at + 1, at + 5):
        martyr = sentence.bits[head] & _DEAD and sentence.clitics[head] & ARTICLE and not sentence.bits[head] & NOT_ONE
        martyr = martyr and name_follows(sentence, head)  # «نعى الحزب الشهيد المجاهد علي حسن»
        theirs = sentence.bits[head] & _TITLE and not sentence.bits[head] & NOT_ONE and sentence.clitics[head] & PRONOUN
        known = theirs or (titled(sentence, head) and not sentence.bits[head] & _OFFICIAL)
        if by_rank(sentence, head, alone=True) or known or martyr:
            return one(sentence, at, head, FigureKind.KILLED, "mourned")
    return None


def served_by(sentence: Sentence, head: int) -> bool:
    """«القائد الميداني في الفصيل فلان»: does a name follow behind whom he serves?"""
    led = next((at for at in range(head + 1, head + 3) if sentence.words[at] == "في"), None)
    return led is not None and name_follows(sentence, led + 1)
