"""What title and lead say of their report beside the facts: that somebody speaks, that a toll rises. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from bot.arabic.letters import fold
from bot.model.facts import Place
from bot.stories.kinship import Gazetteer, folded, rows

#: More words than this before a colon are a sentence, not a name.
_NAME = 5


#: Who speaks is named in so few words before what is said.
_SAYS = 5
#: Before what somebody answers or avenges, so many characters are looked at.
_BEGUN = 90
#: So few words lead from who avenges to what: «ردا على …», «انتقاما لمقتل قائدها في …».
_AVENGED = 4
#: What stands around words.
_MARKS = "،,.؛:!؟…«»\"'()“”"
#: So many words behind what it describes stands «جديدة».
_DESCRIBED = 3
#: «بعد ساعات من …».
_AFTER = frozenset(("بعد", "عقب"))


@cache
def _written() -> dict[str, list[str]]:
    """The words of each class as newsrooms write them."""
    found: dict[str, list[str]] = {}
    for kind, word in rows("headline_words.tsv"):
        found.setdefault(kind, []).append(word)
    return found


def prepare() -> None:
    """Read the words of titles now: no article waits for them."""
    for kind in _written():
        words_of_class(kind)
        class_of(kind)


@cache
def words_of_class(kind: str) -> tuple[str, ...]:
    """The words of a class, folded, or how they begin."""
    return tuple([fold(word).text for word in _written()[kind]])


@cache
def _sayings() -> frozenset[str]:
    return frozenset((*_written()["says"], *words_of_class("says")))


@cache
def folded_class(kind: str) -> frozenset[str]:
    """The words of a class, folded, to ask whether a word is one of them."""
    return frozenset(words_of_class(kind))


def speaks(title: str, places: Collection[Place], gazetteer: Gazetteer) -> bool:
    """Is a report of these places a statement? That is news in itself, and neither a front's going on nor an attack."""
    if ":" not in title:
        return says(title)
    name = speaker(title)
    if not name or any(folded(place.name) == name for place in places):
        return False
    around = {code for place in places if place.code for code in (place.code, *gazetteer.above(place.code))}
    return not any(folded(gazetteer.name(code, "ar")) == name for code in around)


def says(title: str) -> bool:
    """Does the title begin with somebody who supports, asks, condemns or warns, without a colon?"""
    words = title.split()[:_SAYS]  # as newsrooms write them: folding costs more than it finds
    if _sayings().isdisjoint(words):
        return False
    # «هدوء حذر يسود المدينة» warns of nothing
    return any(word in _sayings() and before not in class_of("wary") for before, word in pairwise(["", *words]))


def speaker(title: str) -> str:
    """Who is named before a colon, folded; "" for nobody, and where a topic or a label stands there."""
    head, colon, said = fold(title).text.partition(":")
    name = head.strip(" \"'«»“”.#")
    words = name.split()
    if not colon or not said.strip() or not words or len(words) > _NAME:
        return ""
    if counts_victims(title.partition(":")[2]):  # «the Observatory: 60 killed …» only says who counted
        return ""
    return name if words[0] not in folded_class("topic") and folded_class("label").isdisjoint(words) else ""


def setting_from(title: str) -> int:
    """The character from which on a title only sets the scene of what it names before: «… بعد اتفاق»."""
    settings, words = class_of("setting"), title.split()
    if settings.isdisjoint(words):
        return len(title)
    at = 0
    for word in words:
        at = title.index(word, at)
        if word in settings:
            break
        at += len(word)
    return at


def goes_back(text: str, at: int) -> bool:
    """Does the sentence around a character of the text tell of what went before: «وكانت …», «وجاء ذلك بعد …»?"""
    begins = max(text.rfind(".", 0, at), text.rfind("\n", 0, at)) + 1
    if text.startswith(" ", begins):
        begins += 1
    had, comes, settings = _before()
    return text.startswith(had, begins) or (
        text.startswith(comes, begins) and not settings.isdisjoint(text[begins:at].split())
    )


def avenged(text: str, at: int) -> bool:
    """«قال إنها رد على تفجير …»: is what a character of the text tells of only what somebody answers or avenges?"""
    words = text[max(0, at - _BEGUN) : at].split()[-_AVENGED:]
    return any(word.removeprefix("و") in class_of("reprisal") for word in words)


@cache
def _before() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    had, comes = (tuple([f"{word} " for word in sorted(class_of(kind))]) for kind in ("had", "comes"))
    return had, comes, class_of("setting")


def truce_from(title: str) -> int:
    """The character at which a title names a truce, before it counts any victims; its length where it does not."""
    if not any(map(title.__contains__, (*class_of("stands"), *class_of("stop")))):
        return len(title)
    at, words = 0, title.split()
    for number, word in enumerate(words):
        at = title.index(word, at)
        bare = _bare(word)
        if folded(bare) in folded_class("victims"):
            break
        if bare in class_of("stands") or (
            bare in class_of("stop") and class_of("firing") & {*words[number + 1 : number + 3]}
        ):
            return at
        at += len(word)
    return len(title)


def despite_truce(title: str) -> bool:
    """«قصف رغم الهدنة», «اشتباكات بعد ساعات من وقف إطلاق النار»: does the title say what became of a truce?"""
    truce, despite = class_of("truce"), class_of("despite")
    words = title.split()
    if truce.isdisjoint(words):
        return False
    for at, word in enumerate(words):
        against = word in despite or (word in _AFTER and _soon_after(words[at + 1 : at + 4]))
        if against and not truce.isdisjoint(words[at + 1 : at + 6]):
            return True
    return False


def _soon_after(words: Sequence[str]) -> bool:
    return bool(words) and words[0] in class_of("soon") and "من" in words[1:]


def sums_up(title: str) -> bool:
    """«حصيلة العدوان», «ضحايا المعارك»: does the title give all whom a war or its fighting killed?"""
    words = [_bare(word) for word in title.split()]
    return not class_of("sum").isdisjoint(words) and not class_of("war").isdisjoint(words)


@lru_cache(maxsize=5_000)
def is_attack(quote: str) -> bool:
    """Do words that may tell of a clash say no more than that somebody attacked, or killed? Others say with what."""
    return _bare(quote.partition(" ")[0].removeprefix("و")).startswith(words_of_class("attack"))


def counts_victims(title: str) -> bool:
    """Does the title count or name victims?"""
    return not folded_class("victims").isdisjoint([_bare(word) for word in titled_words(title)])


def _bare(word: str) -> str:
    """A word without the article, a preposition or a conjunction, as tables list it."""
    word = word.strip("«»\"'“”.,،:؛!؟()…")
    for front in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if word.startswith(front) and len(word) > len(front) + 2:
            return word[len(front) :]
    return word


@cache
def class_of(kind: str) -> frozenset[str]:
    """The words of a class as newsrooms write them."""
    return frozenset(_written()[kind])


def titled_words(title: str) -> tuple[str, ...]:
    """The words of a title, folded and without the marks around them."""
    return tuple([word for raw in fold(title).text.split() if (word := raw.strip(_MARKS))])


def happens_anew(title: str) -> bool:
    """«غارة جديدة على …», «هدنة إنسانية جديدة»: does a title tell an attack or a truce from one before it?"""
    if not any(map(title.__contains__, class_of("another"))):
        return False
    words = titled_words(title)
    return any(
        word in folded_class("another") and not folded_class("attacks").isdisjoint(words[max(0, at - _DESCRIBED) : at])
        for at, word in enumerate(words)
    )


def goes_on(title: str) -> bool:
    """«الغارات تتواصل», «لليوم الثالث»: does a title say that what it tells of goes on?"""
    return any(
        word in folded_class("goes on") or word.removeprefix("و") in folded_class("goes on")
        for word in titled_words(title)
    )


def taker_in(title: str) -> str:
    """Who has a place by what a title says: «… بيد طالبان», «… في قبضة داعش», «الجيش يستعيد …»; "" for nobody."""
    words, hands, lost = titled_words(title), folded_class("hand"), folded_class("out of")
    for at, word in enumerate(words[:-1], 1):
        if word in hands and (at < 2 or words[at - 2] not in lost):
            return " ".join(takewhile(lambda one: one not in folded_class("behind"), words[at : at + _NAME]))
    verb = next((at for at, word in enumerate(words[:_NAME]) if word in folded_class("takes")), 0)
    return " ".join(words[:verb])
