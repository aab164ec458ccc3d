"""What is claimed of a ceasefire where it is named: the words that govern it, read outwards.

`data/ceasefires.chain.tsv` says what each governor makes of what the words between it and the mention say: «رفض» of
«دعوات إلى هدنة» makes a refusal, «اعتمد» of «مشروع قرار يطلب هدنة» makes it declared. A chain ends where a clause ends.
What is said behind the mention ahead.py reads; `data/ceasefires.negated.tsv` says what «لم» makes of a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.arabic.alphabet import CONJOINED
from bot.arabic.words import Vocabulary, Words
from bot.facts.ceasefires.ahead import Ahead
from bot.facts.ceasefires.aside import before_aside
from bot.facts.ceasefires.beside import (
    AS_VERBS,
    as_verb,
    ended,
    in_company,
    is_told,
    leads_away,
    means_else,
    proposed,
)
from bot.facts.ceasefires.cues import (
    ANTECEDENTS,
    BRINGING,
    MARKING,
    NEGATING,
    OWING,
    WISHING,
    WITH_L,
    Cues,
    Governor,
    is_behind,
    is_of_month,
    is_within,
)
from bot.facts.ceasefires.mentions import Mention
from bot.facts.ceasefires.negated import GOES_ON, SUBJECT, negate
from bot.facts.ceasefires.nouns import is_masdar
from bot.facts.ceasefires.speaks_of_else import opens_aside, speaks_of_else
from bot.facts.ceasefires.unreal import goes_on_since, is_attacked, is_attacked_next
from bot.facts.ceasefires.walk import NOTHING, Walk, becoming, reaches, settle
from bot.facts.ceasefires.words import beside_words

#: Further than this from a mention nothing governs it.
_FURTHEST = 34
_ATTACK_REACH = 16
_ROUND = "جول"
#: How a participle ends that tells what somebody says beside it: «مؤكدا»، «مشددة».
_SAYING = ("ا", "ه")
#: How one was reached.
_UNTIL = ["الي", "حين"]
_THAT, _COMMA, _MEMORY = frozenset({"that"}), frozenset({"comma"}), frozenset({"cf_memory"})
#: What may be said of a ceasefire where nothing is told of it that counts.
SHARING = frozenset({NOTHING, "agreement", "declared", "applied", "started"})
_OF_ELSE = frozenset({("rejected", "violated"), ("sought", "declared")})
_NAMED = frozenset({NOTHING, "agreement"})
#: Rows that tell of one that is there, when somebody asks for it.
_OF_ONE = frozenset({"extending", "joined"})
#: So near behind one stands «الذي».
_NEAR = 2
_STOPS = frozenset({"cf_stop_verb", "cf_desists"})
_REACHED = frozenset({"cf_agree", "cf_announce", "cf_sign"})
_BREACHES, _CALM = frozenset({"cf_breach", "cf_incident"}), frozenset({"cf_calm"})
#: Rows that tell when something was, which may open a sentence.
_TIMING = frozenset({"after", "during", "since"})
#: So near before «منذ» stands what was counted since then.
_SPAN = 12


@dataclass(frozen=True, slots=True)
class Chain:
    """What is said of one mention: before it (`claim`, with its rows, nearest first) and behind it.

    `made`: the rows that changed the claim; the others left it as it was.
    """

    claim: str
    rows: tuple[str, ...]
    made: tuple[str, ...]
    ahead: str
    marks: frozenset[str]
    first: int
    last: int


class Chains:
    """The three tables over one alphabet. Made once; changes nothing."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = Cues(vocabulary)
        self._chain, self._negated, self._tells = cues.chain, cues.negated, cues.tells
        self._ahead = Ahead(cues)

    def read(self, words: Words, mention: Mention, others: Mapping[int, int]) -> Chain:
        """What is said of a mention. `others`: the tokens of all mentions → their start."""
        start, end, sentence = mention.first, mention.end, mention.sentence
        numbered = start > 0 and words.forms[start - 1].isdecimal()  # «وثلاث هدن»، «و3 هدن»
        joined = words.code[2 * (start - numbered) + 1] in CONJOINED
        verb = mention.pattern.endswith("verb")
        closed = verb and start > 0 and "comma" in words.sets[start - 1]
        walk = Walk(mention.says, first=start, end=end, joined=joined, verb=verb, closed=closed)
        self._back(words, start, sentence[0], others, walk)
        if walk.claim == "under" and is_told(words, walk.first, start, _REACHED):
            walk.claim = "under declared"  # «بموجب اتفاق أبرم أمس يقضي بهدنة»
        if walk.made == ["efforts for"] and "behind another" in walk.marks and "cf_aims" in words.sets[walk.first]:
            walk.claim = NOTHING  # «كانت الهدنة تهدف إلى وقف القتال»
        ahead, last = self._ahead.read(words, end, sentence[1], others, walk.marks)
        if walk.claim == NOTHING and ahead == "meant":
            walk.claim = "doubted"  # «الهدنة تعني هزيمتنا»
        if "> depending" in walk.marks and walk.claim in SHARING:
            walk.claim = "sought"  # «التوصل إلى هدنة مرهون بالانسحاب»
        if _is_of_else(words, mention, walk, ahead):
            ahead = ""
        settle(words, mention, walk, ahead, last)
        ahead = _settled(walk, ahead)
        return Chain(walk.claim, tuple(walk.rows), tuple(walk.made), ahead, frozenset(walk.marks), walk.first, last)

    def _back(self, words: Words, start: int, limit: int, others: Mapping[int, int], walk: Walk) -> None:
        letters, tells = words.letters, self._tells
        for at in _backwards(words, start - 1, max(limit, start - _FURTHEST), walk):
            if at in others:
                walk.marks.add("behind another")
                return
            told = tells.get(letters[at])
            if told is None and not opens_aside(words, at, walk):
                continue
            if told is None or (told.ends and not is_within(words, at)):
                self._until(words, at, walk)
                return
            if told.links and self._links(words, at, walk):
                return
            for cue in told.cues:
                if self._govern(words, at, cue, walk):
                    return
                if walk.first == at:
                    break
            if told.verb and words.code[2 * at + 1] in CONJOINED:
                return

    def _until(self, words: Words, at: int, walk: Walk) -> None:
        """«إلى حين إعلان الهدنة»."""
        if words.forms[at - 1 : at + 1] == _UNTIL:
            self._govern(words, at, "cf_if", walk)

    def _links(self, words: Words, at: int, walk: Walk) -> bool:
        """Link the clause to what stands before «أن»; true where the chain ends with it."""
        if "that" in words.sets[at] and words.forms[at - 1] in beside_words().although:  # «مع أن الهدنة …»
            self._govern(words, at, "cf_despite", walk)
            return True
        if "that" not in words.sets[at] and "comma" in words.sets[at - 1] and is_told(words, at, walk.first, _COMMA):
            return False  # «أعلن المسلحون، الذين يقاتلون منذ أشهر، هدنة»
        walk.linked = True
        walk.again = at if words.forms[at].startswith("و") else 0
        return False

    def _govern(self, words: Words, at: int, cue: str, walk: Walk) -> bool:
        """Let a cue speak; true where the chain ends."""
        gap = walk.first - at - 1 - walk.aside
        if cue in NEGATING:
            if "cf_after" not in words.sets[at]:  # «بعدما» is no «بعدم»
                negate(words, at, gap, walk, self._negated)
            return False
        if cue == "cf_said":
            # «قائلا إن …», «إذا قبلت الصفقة، مؤكدا رفضه …» open what somebody says.
            return walk.linked or (words.forms[at].endswith(_SAYING) and "comma" in words.sets[at - 1])
        if cue in MARKING:
            if cue == "cf_earlier" and (words.forms[at] in beside_words().firstly or is_of_month(words, at)):
                return False  # «في أول لقاء»، «في تشرين الأول»
            if cue != "cf_last" or words.sets[at - 1] & {"cf_year", "cf_month"}:
                walk.marks.add(cue.removeprefix("cf_"))
            return False
        verb = self._tells[words.letters[at]].verb and not is_masdar(words, at)
        if walk.linked and walk.again and cue in WISHING and not is_told(words, at + 1, walk.again, _THAT):
            return False  # «لا يريدون البقاء، وإن كل ما يطلبونه هدنة»
        cue = self._seen_closely(words, at, cue, walk, verb)
        for row in self._chain.get(cue, ()):
            if gap <= row.reach + SUBJECT * verb and (walk.claim in row.on or "*" in row.on):
                self._take(words, at, row, walk)
                walk.verb = verb or (walk.verb and cue not in ANTECEDENTS)
                walk.linked = False
                still = walk.joined and not verb and cue != "cf_agree_noun"
                walk.joined = still or words.code[2 * at + 1] in CONJOINED
                walk.closed = verb and at > 0 and ".past" in words.sets[at] and "comma" in words.sets[at - 1]
                return row.becomes.endswith("!")
        return False

    def _seen_closely(self, words: Words, at: int, cue: str, walk: Walk, verb: bool) -> str:
        """A cue as what stands beside it makes it; "" where it cannot govern the mention from there."""
        cue = in_company(words, at, cue, walk.first)
        if not reaches(words, cue, at, walk, verb) or leads_away(words, at, cue, walk.first):
            return ""
        untold = walk.claim == NOTHING
        if means_else(words, at, cue, walk.first, verb=verb, untold=untold) or speaks_of_else(
            words, at, cue, walk, verb
        ):
            return ""
        if cue == "cf_announce" and walk.linked and walk.claim in _NAMED:  # «أعلنت أن (اتفاق) الهدنة انتهت»
            wished = "cf_call" if words.forms[walk.first - 1] == "ان" else cue  # «أعلن أن على الجيش أن يوقف القتال»
            return wished if words.sets[walk.first] & _STOPS else "cf_state"
        if verb and cue in AS_VERBS:
            return as_verb(words, at, cue, walk.first, walk.end)
        if cue == "cf_propose":
            return proposed(words, at, walk.first, walk.end)
        if cue == "cf_talk" and words.forms[at].removeprefix("ال").startswith(_ROUND):
            # «الجولة الثالثة من مرحلة الاتفاق …»، «جولة القتال»
            cue = "" if walk.claim == "terms" or "hostilities" in words.sets[at + 1] else cue
        if not verb and cue in BRINGING and words.code[2 * at + 1] in WITH_L:
            return cue if (at and words.sets[at - 1] & OWING) or is_behind(words, at, _MEMORY, 2) else "cf_bringing"
        if verb and cue == "cf_mediate" and ".past" in words.sets[at] and not words.clitics(walk.first).preposition:
            return "cf_agree"  # «رعت القاهرة هدنة»
        return ended(words, at, walk.first, walk.end) if cue == "cf_end" else cue

    def _take(self, words: Words, at: int, row: Governor, walk: Walk) -> None:
        becomes = row.becomes.rstrip("!")
        if becomes.endswith("+"):
            becomes = f"{becomes[:-1]} {walk.claim}"
            if row.name == "after" and "cf_soon" in words.sets[at + 1] | words.sets[at]:
                walk.marks.add("soon")
            broken = is_behind(words, at, _BREACHES, _SPAN) or goes_on_since(words, at, walk.first, self._tells)
            next_to_it = row.name in _TIMING and is_attacked_next(words, at, walk.end, self._tells)
            if row.name == "since" and (broken or next_to_it):
                becomes = "violated"  # «مئات الخروقات منذ سريان الهدنة»، «القصف لم ينقطع منذ …»
            attacked = row.name in {"after", "during"} and is_attacked(words, at, self._tells)
            if attacked or (next_to_it and row.name != "since"):
                becomes = f"attack {becomes}"
            elif row.name == "after" and is_behind(words, at, _CALM, _ATTACK_REACH):
                walk.marks.add("calm")  # «يسود الهدوء المدينة بعد اتفاق على هدنة»
        becomes = becoming(words, at, row.name, becomes, walk)
        if becomes == "approved" and "extending" in walk.made:
            becomes = "."  # «وافق على طلب تمديد الهدنة»
            walk.claim = "extended"
        if becomes != ".":
            walk.claim = becomes
            walk.made.append(row.name)
        if "cf_supposed" in words.sets[at]:
            walk.marks.add("supposed")
        walk.rows.append(row.name)
        walk.first, walk.aside = at, 0


def _backwards(words: Words, last: int, limit: int, walk: Walk) -> Iterator[int]:
    """The tokens before a mention, the nearest first, without the asides between who speaks and what he says."""
    at = last
    while at >= limit:
        opened = before_aside(words, at, limit) if _COMMA & words.sets[at] else at
        if opened == at:
            yield at
        walk.aside += at - opened
        at = opened - 1


def _is_of_else(words: Words, mention: Mention, walk: Walk, ahead: str) -> bool:
    """Is what is told behind a ceasefire no news of what is said of it before?

    «يرفضون الهدنة ولا يريدون الالتزام بها»، «ناشدهم أن يوقفوا القتال في رمضان الذي يحل بعد أيام»، «دعاهم إلى تمديد
    الهدنة التي أعلنوها».
    """
    verb = mention.pattern.endswith("verb")
    if (walk.claim, ahead) in _OF_ELSE and (verb or ahead != "declared"):
        return True
    if walk.claim != "sought" or ahead != "announced":
        return False
    which = any("cf_which" in one for one in words.sets[mention.end : mention.end + _NEAR])
    return mention.says == walk.claim or (which and not _OF_ONE.isdisjoint(walk.made))


def _settled(walk: Walk, ahead: str) -> str:
    """What is said behind a ceasefire, once it is settled what is claimed of it; and the claim with it."""
    if walk.claim == "proposed" and "> supposed once" in walk.marks:
        walk.claim = ahead = "sought"
        walk.marks.discard("> takes effect")
    elif walk.made == ["denied"] and ahead == "ended":
        walk.claim, ahead = "in_force", ""  # «نفى أن تكون الهدنة قد انتهت»
    elif walk.claim == GOES_ON:
        ahead = ""
    elif walk.claim in {"earlier declared", "earlier ended"} and ahead == "in_force":
        ahead = "past"  # «هدنة أيار الماضي التي صمدت بضعة أيام»
    if ahead == "past" and "> earlier" in walk.marks:
        walk.claim = f"earlier {walk.claim}"  # «خرق الهدن السابقة»
    return ahead
