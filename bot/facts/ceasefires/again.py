"""A ceasefire spoken of again without its name: «انهار الاتفاق», «يسعون إلى تمديدها», «سرعان ما انهارت».

The rows of data/ceasefire_again.patterns.tsv tell what means one, and what must be told before it. What is claimed
there is what the row says and what governs it says with it (claims.py): no model weighs it, and no new ceasefire is
read from one unless its row says that it may be new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.arabic.alphabet import CONJOINED
from bot.arabic.patterns import Hit, Table
from bot.arabic.tables import Row, load_rows
from bot.arabic.words import Vocabulary, Words
from bot.facts.ceasefires.ahead import is_definite
from bot.facts.ceasefires.claims import Chain, Chains
from bot.facts.ceasefires.cues import ATTACKS, OPENS
from bot.facts.ceasefires.mentions import Mention, others_of
from bot.facts.ceasefires.told import NOTHING, told_claims, told_rows
from bot.model.facts import CeasefireStatus

_TABLE = "ceasefire_again.patterns.tsv"
_MACRO = "macro"
#: Turns of phrase that tell what becomes of a ceasefire tell it of its accord too («الاتفاق مات ودفن»): what their rows
#: are called here, by which name they speak of it, and what they need.
_TURN, _CEASED, _TURNED = "its accord, ", "@ceased", frozenset({"told"})
#: A pronoun means the last ceasefire named no farther before it than so many tokens.
_REACH = 48
_DENIED = "denied"
#: Rows of ceasefires.patterns.tsv that tell by themselves what becomes of one.
_KEPT = frozenset({"it is kept", "its accord not kept"})
_ITSELF = _KEPT | {
    "it is prolonged", "its breach", "its breach, flagrant", "its breach, as deemed", "it is broken",
    "it is broken, by a noun", "its breaches", "its breaches, one", "its predecessors", "its predecessors, accords",
    "its predecessors, none of them", "its predecessors, broken", "fire goes on", "its accord broken",
}  # fmt: skip
_SINCE = "since it began"
#: So many are read: what a newsroom writes has fewer, and a megabyte of one word must not take seconds.
_MOST = 60
#: A ceasefire named so closely behind an accord is what the accord is about; so near stands what another is about.
_OBJECT, _ABOUT = 6, 3
_BEFORE_IT = frozenset({"cf_was", "cf_earlier"})
_NOT_FOUGHT = _BEFORE_IT | {
    "cf_not", "cf_stop_verb", "cf_calm", "cf_before", "cf_may", "cf_warn", "cf_if", "cf_deny", "cf_last", "cf_since",
}  # fmt: skip
_FIGHTING = ATTACKS | {"topic_attack"}
_NAMES = frozenset({"truce", "calm", "ceasing", "cf_pause", "cf_agree_noun", "cf_offer", "cf_extend", "deescalating"})
_PRONOUNS = frozenset({"به", "بها", "عليه", "عليها", "له", "لها", "اليه", "اليها", "منه", "منها", "فيه", "فيها"})
_ACCORD = frozenset({"cf_agree_noun", "cf_peace"})
_SUBJECTS = frozenset({"علي", "بشان", "حول", "بخصوص"})
#: What a claim comes to.
_SAYS = {
    **dict.fromkeys(("sought", "proposed", "draft"), CeasefireStatus.SOUGHT),
    **dict.fromkeys(("violated", "despite", "attack"), CeasefireStatus.VIOLATED),
    **dict.fromkeys(("rejected", "denied"), CeasefireStatus.REJECTED),
    "ended": CeasefireStatus.ENDED,
    "extended": CeasefireStatus.EXTENDED,
    "in_force": CeasefireStatus.IN_FORCE,
    "earlier": CeasefireStatus.PAST,
}
#: What its clause may tell of one that is wished for.
_CLAUSE = {"ended": CeasefireStatus.ENDED, "rejected": CeasefireStatus.REJECTED, "violated": CeasefireStatus.VIOLATED}
_NOT_TOLD = frozenset({CeasefireStatus.SOUGHT, CeasefireStatus.PAST})
_NEW = frozenset({"declared", "approved"})
#: What stands nearest before an accord that is refused, or broken: not «لم ينفذ كله»; so near behind one stands «قد».
_BY = {
    CeasefireStatus.REJECTED: frozenset({
        "rejected", "holding", "approved", "mocked", "entered into", "opposed", "wanted",
    }),
    CeasefireStatus.VIOLATED: frozenset({
        "breach of", "holding", "despite", "turned on", "scorned", "thrown to the wall", "defied", "accused over",
        "after", "since", "still there",
    }),
}  # fmt: skip
_MAY = 2
#: What somebody does about one, told right before its pronoun; what leads from a refusal to something else.
_ABOUT_IT, _BEFORE = frozenset({"withdrawn from", "breach of", "turned on", "scorned", "approved", "not"}), 4
_OF_ELSE = frozenset({"علي", "عن", "من", "في"})
#: What is told behind an accord of which nothing is told before.
_BEHIND, _LASTS = frozenset({"ended", "violated"}), frozenset({"> in force since", "> still there"})
#: «إلا»; so far behind fire that goes on it tells until when.
_UNLESS, _REACHING = "الا", 8
_MADE, _FELL = _NEW | {"started", "applied"}, frozenset({"ended", "violated"})
_WISHES = frozenset({"sought", "proposed", "draft", "urged", "may"})
_GONE = frozenset({"rejected", "ended", "denied", "doubted", "unconfirmed", "warned"})
#: What means the last one named, and no other.
_CLOSE = frozenset({"near", "alone", "apart", "wish", "there"})
_UNTOLD = frozenset({"-", "agreement", "terms"})


@dataclass(frozen=True, slots=True)
class Again:
    """A row of the table: what it says by itself, and what it needs."""

    says: str
    needs: frozenset[str]


@lru_cache(maxsize=1)
def _rows() -> tuple[Row, ...]:
    return load_rows("bot.facts", _TABLE, 4)


@lru_cache(maxsize=1)
def _again() -> Mapping[str, Again]:
    rows = {row.name: Again(row.cells[0], frozenset(row.cells[1].split())) for row in _rows()}
    turns = {_TURN + name: Again(says, _TURNED) for name, says in told_claims().items()}
    return {name: row for name, row in (rows | turns).items() if row.says != _MACRO}


class AgainReader:
    """The table over one alphabet. Made once; changes nothing."""

    def __init__(self, vocabulary: Vocabulary, chains: Chains) -> None:
        macros = {row.name: row.pattern for row in _rows() if row.cells[0] == _MACRO}
        patterns = {row.name: row.pattern for row in _rows() if row.cells[0] != _MACRO}
        patterns |= {_TURN + name: pattern for name, pattern in told_rows().items() if _CEASED in pattern}
        self._table, self._chains = Table(vocabulary.alphabet, patterns, macros), chains

    def read(
        self, words: Words, claims: Sequence[tuple[Mention, Chain]]
    ) -> list[tuple[Mention, Chain, CeasefireStatus]]:
        """What is told again of the ceasefires that `claims` names, in the order of the text."""
        named = others_of((mention.start, mention.end) for mention, _ in claims)
        told = [(mention.start, mention.end, chain.claim) for mention, chain in claims]
        found: list[tuple[Mention, Chain, CeasefireStatus]] = []
        hits = sorted((_meant(hit) for hit in self._table.hits(words)), key=lambda hit: (hit[0], hit[3], -hit[1]))
        taken = -1
        for start, end, row, begins in hits:
            if start < taken or len(found) == _MOST or any(at in named for at in range(start, end)):
                continue
            before = told[: bisect_left(told, (start,))]
            if not before or not _stands(words, start, end, row, before):
                continue
            says = _again()[row].says
            turned = begins if says != NOTHING else -1
            mention = Mention(start, end, row, words.bounds[start], len(before), says, turned)
            chain = self._chains.read(words, mention, named)
            said = _status(chain, row, before[-1][2])
            if said is not None and not _is_so(words, mention, chain, said):
                continue
            if chain.claim not in _UNTOLD:
                told.insert(len(before), (start, end, chain.claim))
            if said is not None:
                found.append((mention, chain, said))
                taken = end
        return found


def told_by_itself(words: Words, mention: Mention, chain: Chain) -> CeasefireStatus | None:
    """What is claimed of a mention that names no ceasefire, whatever a model makes of it: «يسعون إلى تمديدها».

    «قصف بعد ساعات من سريانها» breaks one. None is new by this.
    """
    if mention.pattern == _SINCE and _is_attacked(words, mention.start):
        return CeasefireStatus.VIOLATED
    said = _SAYS.get(chain.claim.partition(" ")[0])
    broken = said is CeasefireStatus.VIOLATED and mention.pattern in _KEPT and "not" not in chain.made
    of_old = said is CeasefireStatus.EXTENDED and "was" in chain.marks  # «هدنة كانت قد مددتها»
    told = mention.pattern in _ITSELF and chain.claim != _DENIED and not broken and not of_old
    return said if told else None


def told_in_its_clause(words: Words, mention: Mention, chain: Chain) -> CeasefireStatus | None:
    """What its clause tells of a ceasefire beside what governs it: «سبل تجديد الهدنة التي انتهت مطلع الشهر»."""
    if chain.claim not in _WISHES or chain.ahead not in _CLAUSE or not is_definite(words, mention.start, mention.end):
        return None
    which = any("cf_which" in one for one in words.sets[mention.end : mention.end + _MAY])
    return _CLAUSE[chain.ahead] if which else None


def _meant(hit: Hit) -> tuple[int, int, str, int]:
    """What stands for the ceasefire in a hit, its row, and where its turn of phrase begins."""
    return (*hit.groups.get("it", (hit.start, hit.end)), hit.pattern, hit.start)


def _is_so(words: Words, mention: Mention, chain: Chain, said: CeasefireStatus) -> bool:
    """Not so «قد لا يصمد الاتفاق», «لم تسكت المدافع إلا قبل الموعد»; nor «رفضوا أجزاء من الاتفاق»."""
    if mention.says == "ended" and said is CeasefireStatus.IN_FORCE:
        return False  # «قبل ساعات من انتهائها»
    if mention.says == "violated" and _UNLESS in words.forms[mention.end : mention.end + _REACHING]:
        return False
    if any("cf_may" in one for one in words.sets[mention.end : mention.end + _MAY]):
        return False
    needs = _again()[mention.pattern].needs
    if "about" in needs and (
        chain.rows[:1] == () or chain.rows[0] not in _ABOUT_IT or mention.start - chain.first > _BEFORE
    ):
        return False
    refused = mention.says == "sought" and chain.rows[:1] == ("rejected",)
    if refused and any(words.forms[at] in _OF_ELSE for at in range(chain.first + 1, mention.start)):
        return False  # «رفض التعليق على المقترح»
    told = "told" in needs and mention.says == NOTHING
    if not told or not chain.rows or said not in _BY:
        return True
    return chain.rows[0] in _BY[said] and words.forms[mention.start - 1] != "من"


def _status(chain: Chain, row: str, last: str) -> CeasefireStatus | None:
    """What a claim comes to; one is new only by a row that may tell so, where it was only wished for, or is over."""
    claim = chain.claim
    if claim in _NEW and "new" in _again()[row].needs:
        return CeasefireStatus.DECLARED if last in _WISHES or last in {"ended", "violated"} else None
    needs = _again()[row].needs
    untold = claim in _UNTOLD | {"result"} and "about" not in needs
    behind = chain.ahead in _BEHIND or (chain.ahead == "in_force" and not _LASTS.isdisjoint(chain.marks))
    said = _SAYS.get(chain.ahead if untold and behind else claim.partition(" ")[0])
    if "old" in needs and said is not CeasefireStatus.SOUGHT:
        fell = not _FELL.isdisjoint(claim.split()) or (claim in _MADE | _UNTOLD and chain.ahead in _FELL)
        return CeasefireStatus.PAST if fell else None
    if ("told" in needs and said in _NOT_TOLD) or ("wished" in needs and said is not CeasefireStatus.SOUGHT):
        return None
    return said


def _stands(words: Words, start: int, end: int, row: str, before: Sequence[tuple[int, int, str]]) -> bool:
    """Is what a row needs told?"""
    needs, (_, last, claim) = _again()[row].needs, before[-1]
    wished = claim in _WISHES
    there = not wished and claim not in _GONE
    far = start - last > _REACH and not needs.isdisjoint(_CLOSE)
    if far or ("wish" in needs and not wished) or ("there" in needs and not there):
        return False
    if "attack" in needs and not _is_attacked(words, start):
        return False
    if "fought" in needs and (start > words.bounds[start][0] or not _is_plain(words, start, _NOT_FOUGHT)):
        return False
    if "plain" in needs and not _is_plain(words, start, _BEFORE_IT):
        return False
    if not needs.isdisjoint({"alone", "apart"}) and last > words.bounds[start][0]:
        return False
    if "alone" in needs and not _opens(words, start):
        return False
    if words.forms[end - 1] in _PRONOUNS or words.clitics(end - 1).pronoun:
        return _agrees(words, words.forms[end - 1], start)
    return words.sets[start].isdisjoint(_ACCORD) or _is_its_accord(words, start, end, last)


def _agrees(words: Words, pronoun: str, start: int) -> bool:
    """Does a pronoun agree with a ceasefire, its accord or the wish for it named before: «هدنة … بها», «وقف … به»?"""
    if not pronoun.endswith(("ه", "ها")):
        return True
    named = [at for at in range(max(0, start - _REACH), start) if not words.sets[at].isdisjoint(_NAMES)]
    return any(_is_feminine(words, at) == pronoun.endswith("ها") for at in named)


def _is_feminine(words: Words, at: int) -> bool:
    return words.forms[at].endswith("ه") or ".plural" in words.sets[at]


def _is_attacked(words: Words, at: int) -> bool:
    first, last = words.bounds[at]
    return any(not words.sets[one].isdisjoint(_FIGHTING) for one in range(first, last))


def _is_plain(words: Words, at: int, of_else: frozenset[str]) -> bool:
    """Does nothing of some classes stand in the sentence of a token?"""
    return all(one.isdisjoint(of_else) for one in words.sets[slice(*words.bounds[at])])


def _opens(words: Words, at: int) -> bool:
    """Does a word open a clause: behind a stop, «لكن», «أن», «ما», or with «و» of its own?"""
    if at == 0 or words.code[2 * at + 1] in CONJOINED:
        return True
    before = words.sets[at - 1]
    return not before.isdisjoint(OPENS | {"cf_turn"}) or words.forms[at - 1] in {"ما", "ان"}


def _is_its_accord(words: Words, start: int, end: int, last: int) -> bool:
    """Is no other accord meant: none named since the ceasefire, nor told what this one is about?"""
    return not any(_is_of_else(words, at) for at in range(last, start)) and not _leads(words, end)


def _is_of_else(words: Words, at: int) -> bool:
    """«اتفاقا لتبادل الأسرى»: is another accord named at a token?"""
    accord = not words.sets[at].isdisjoint(_ACCORD) and not words.clitics(at).article
    return accord and _leads(words, at + 1)


def _leads(words: Words, at: int) -> bool:
    """Is it told right behind an accord what it is about: «لتبادل …»، «على …»?"""
    if at == len(words):
        return False
    to_do = words.clitics(at).preposition == "l" and ".present" not in words.sets[at]  # «الاتفاق ليشمل …»
    return to_do or words.forms[at] in _SUBJECTS
