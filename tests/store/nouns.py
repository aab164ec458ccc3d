"""Articles, incidents and alerts of ours, small and whole."""

from dataclasses import replace
from datetime import timedelta

from bot.model.article import Article
from bot.model.chat import Chat, ChatRef, Language
from bot.model.delivery import How, Owed
from bot.model.facts import (
    Ceasefire,
    CeasefireStatus,
    Event,
    EventKind,
    EventStatus,
    Evidence,
    Figure,
    FigureKind,
    Place,
    Scope,
    Who,
)
from bot.model.reading import Reading
from bot.model.story import (
    Alert,
    FiredRule,
    Incident,
    Judged,
    Judgement,
    Placed,
    Placing,
    SavedFact,
    Story,
    Told,
    Verdict,
    VerdictKind,
)
from tests.fakes import NOON

TITLE = "هدنة في بلدة النهر"
TEXT = "أعلن مجلس البلدة هدنة تبدأ مساء اليوم، ومقتل ثلاثة مدنيين قبلها."
ARTICLE = Article("a1", TITLE, TEXT, NOON - timedelta(minutes=3), "صحيفة التجربة", "https://example.org/a1", "feed")
PLACES = (Place("بلدة النهر", "SY0001"),)
TRUCE = Ceasefire(
    CeasefireStatus.DECLARED, PLACES, "مجلس البلدة", "", NOON, None, Evidence("text", 0, 20, TEXT[:20], "declared")
)
DEAD = Figure(
    FigureKind.KILLED,
    3,
    3,
    False,
    Who.CIVILIANS,
    Scope.INCIDENT,
    False,
    PLACES,
    "",
    Evidence("text", 40, 50, TEXT[40:50], "k"),
)
STRIKE = Event(EventKind.AIRSTRIKE, EventStatus.REPORTED, (), "", "", Evidence("title", 0, 4, TITLE[:4], "strike"))
READING = Reading("a1", True, (TRUCE, DEAD, STRIKE), PLACES)
SAVED = SavedFact(TRUCE, "a1", "صحيفة التجربة", NOON)
INCIDENT = Incident(
    "i1", "s1", "ceasefire", ("ceasefire",), PLACES, ("مجلس",), NOON.date(), None, NOON, NOON, facts=(SAVED,)
)
STORY = Story("s1", PLACES, (), NOON, NOON, ("i1",))
RULE = FiredRule("new-ceasefire", "high", ((Language.ARABIC, "هدنة جديدة"), (Language.ENGLISH, "New ceasefire")))
OTHER = FiredRule("idlib-new-ceasefire", "critical", ((Language.ENGLISH, "Idlib"),))
ALERT = Alert(
    "i1/a1", "i1", "s1", VerdictKind.TELL_NEW, "first report", "high", (RULE, OTHER), (TRUCE,), ARTICLE, known=(SAVED,)
)
VERDICT = Verdict(VerdictKind.TELL_NEW, "first report")
JUDGEMENT = Judgement(
    Placing(Placed(INCIDENT, None, (0,), "first")),
    (Judged("new-ceasefire", "i1", "s1", (0,), VERDICT),),
    (INCIDENT,),
    STORY,
    (ALERT,),
)
WEB = ChatRef("web", "w1")
GROUP = ChatRef("telegram", "-100", "7")


def chat(ref: ChatRef = WEB, language: Language = Language.ARABIC) -> Chat:
    return Chat(ref, language, NOON)


def told(ref: ChatRef = WEB, incident: str = "i1") -> Told:
    return Told(ref, incident, "s1", NOON, ("new-ceasefire",), "high", (SAVED,), alert="i1/a1")


def owed(ref: ChatRef = WEB, how: How = How.TELL, rules: tuple[str, ...] = ("new-ceasefire",), due=NOON) -> Owed:
    return Owed(chat(ref), how, rules, due)


def article(name: str) -> Article:
    """The article under another id."""
    return replace(ARTICLE, id=name)


def replace_id(name: str) -> Alert:
    """The alert as that article would make it."""
    return replace(ALERT, id=f"i1/{name}", article=article(name))
