"""What an article says of time, as far as figures ask: looked up once for a page, and for each sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from bot.arabic.alphabet import Alphabet, any_of
from bot.arabic.calendar_days import OF_A_DAY, Moment
from bot.arabic.places import PlaceMention
from bot.facts.figures.cues import CUES, read_cues
from bot.facts.figures.line import DAYS_OF_WEEK, Cue, Line, Said, goes_on, lasts, weekday_among
from bot.facts.figures.lists import LISTED, PLACED
from bot.facts.figures.nth import NTH
from bot.facts.figures.says import says
from bot.facts.figures.sentence import Claim
from bot.facts.page import Page

_DATED = frozenset({"digits", "month"})
_NO_DAY, _TODAY = -1, "اليوم"
#: What tells of a bare number of a list when, right behind it.
_OF_TIME = frozenset({"t_now", "t_today", "t_weekday", "cf_weekday", "t_since", "t_during", "time"})
#: The day of an article stands in its first sentences.
_HEADING = 3
#: So far from a claim, in its sentence, what is said of time still belongs to it.
_FAR, _BEFORE, _BEHIND = 60, 80, 60
#: A sentence is no shorter; so many stretches are looked at for the sentence before.
_SHORT, _STEPS = 3, 12
#: So many clauses behind it, a cue still belongs to a claim.
_CLAUSES = 2
_OPENING = 3
#: So many words has the name of who took a picture, with its brackets.
_CREDIT = 6
#: «خلال مداهمة», «خلال تظاهرات» tell of an occasion: what says more of when comes first.
_WEAK = frozenset({"during it", "during strike", "during offensive", NTH})
_AFTER = frozenset({"بعد", "باستشهاد", "بمقتل", "بوفاه"})
#: So near behind its verb stands how long a state has lasted.
_STATE = 8
#: «…، بعد يوم من هجوم», «…، وسبقه تفجير»: what stands before these is not told by them.
_ELSEWHEN = frozenset({"after", "before"})
_HARMING = frozenset({"kill", "wound", "displace", "dead", "hurt", "comma", "semicolon"})
#: What an attack brought goes on so, by the first letters: «وأسفر», «وأدت», «وخلفت»; from the sentence right before.
_CAUSING, _STEM, _SEAM = frozenset({"اسفر", "اد", "ادت", "ادي", "خلف", "خلفت", "اوقع", "تسبب", "اودت", "اودي"}), 4, 1
_AGES = ((9.0, "days"), (40.0, "weeks"), (400.0, "months"))
_TWO_DAYS, _THREE_DAYS, _AHEAD = timedelta(days=2), timedelta(days=3), timedelta(days=-1)


class TimedWords:
    """Finds the words that cues begin with, and what parts clauses. Made once over an alphabet."""

    def __init__(self, alphabet: Alphabet) -> None:
        today = alphabet.having("t_now")
        self.cues = any_of(alphabet.having_any(CUES) - today).finditer
        self.clauses = any_of(alphabet.having_any(("comma", "semicolon", "colon", "t_clause"))).finditer


_NOTHING = Said((), ())
_first = attrgetter("first")


class Times:
    """What one page says of time."""

    __slots__ = ("_firsts", "_named", "_now", "_places", "_said", "_today", "_words", "caption", "frame", "page")

    def __init__(self, page: Page, words: TimedWords) -> None:
        self.page = page
        self._words = words
        self._firsts = [moment.first for moment in page.moments]
        self._places = [place for place in page.places if place.role != "government"]
        #: Where each place is named first.
        self._named: dict[str, int] = {}
        for place in self._places:
            self._named.setdefault(place.code or place.name, place.first)
        self._said: dict[int, Said] = {}
        self.caption = self._caption()
        self._now = page.article.published or self._headed()
        self._today: int | None = None
        self.frame = self._frame()

    def _caption(self) -> tuple[int, int]:
        """The words under a picture that a text begins with, as those who took it stand behind them; (0, 0) for none:
        «دمار في حي شرقي المدينة (رويترز)». Of other times than the article they tell.
        """
        words = self.page.words
        if len(words) <= words.title_end:
            return 0, 0
        start, end = words.bounds[words.title_end]
        named = end + 1 < len(words) and words.forms[end - 1] == ")" and "newline" in words.sets[end]
        return (start, end) if named and "(" in words.forms[end - _CREDIT : end - 2] else (0, 0)

    def _headed(self) -> datetime | None:
        """The day, told with its name, that an article of an unknown day begins with: «الخميس 20 أيار 2021»."""
        words = self.page.words
        beyond = bisect_right(words.stops, self.caption[1] or words.title_end) + _HEADING - 1
        end = words.stops[beyond] if beyond < len(words.stops) else len(words)
        for moment in self.page.moments:
            if moment.first >= end:
                break
            named = any("t_weekday" in classes for classes in words.sets[max(moment.first - 2, 0) : moment.last])
            if named and moment.begin is not None and moment.unit in OF_A_DAY:
                return moment.begin
        return None

    def _frame(self) -> str:
        """The scope that the title speaks for, else the first sentence: «312 قتيلا خلال تموز»; "" where none does."""
        bounds, seam = self.page.words.bounds, self.page.words.title_end
        first = bounds[self.caption[1] + 1 if self.caption[1] else seam]
        heads = (bounds[0], first) if seam else (first,)
        return next(filter(None, (self.said(each).of_all for each in heads if each[1] - each[0] > _SHORT)), "")

    def said(self, sentence: tuple[int, int]) -> Said:
        """What a sentence says of time."""
        known = self._said.get(sentence[0])
        if known is None:
            known = self._said[sentence[0]] = self._say(*sentence)
        return known

    def _say(self, start: int, end: int) -> Said:
        words, published, firsts = self.page.words, self.page.article.published, self._firsts
        places = [match.start() for match in self._words.cues(words.letters, start, end)]
        first = bisect_left(firsts, start) if firsts else 0
        moments = []
        while first < len(firsts) and firsts[first] < end:
            moments.append((self.page.moments[first], self._age_of(self.page.moments[first])))
            first += 1
        if not places and not moments:
            return _NOTHING
        cues = read_cues(Line(words, start, end, moments, published.year if published else None), places)
        return Said(cues, [says(*cue[2:]) for cue in cues])

    def governing(self, claim: Claim) -> tuple[str, Cue | None, str]:
        """Where the cue stands that a claim is told by, the cue, and the scope that it speaks for ("" = none)."""
        cues, saying = self.said(claim.sentence)
        if not any(saying):
            carried = self._carried_on(claim)
            if carried is not None:
                return carried
        if not cues:
            return "none", None, ""
        first, last = claim.start - _BEFORE, claim.end + _BEHIND
        near = [each for each in zip(cues, saying, strict=True) if first <= each[0].first < last]
        telling = [each for each in near if each[1]]
        # «الخميس، دخل الهجوم يومه التاسع، وبلغ عدد القتلى 90»: a day before it is that of the entry
        telling = telling[next((at for at, each in enumerate(telling) if each[1] == NTH), 0) :]
        if not telling:
            return ("said clause", near[-1][0], "") if near else ("none", None, "")
        return self._nearest(claim, telling) or ("said clause", near[-1][0], "")

    def _carried_on(self, claim: Claim) -> tuple[str, Cue, str] | None:
        """«وقع التفجير الثلاثاء الماضي. وأسفر عن مقتل ستة»: the time of the sentence that this one goes on from."""
        words, start = self.page.words, claim.sentence[0]
        if not words.clitics(start).conjunction or words.forms[start].lstrip("وف")[:_STEM] not in _CAUSING:
            return None
        before = self.before(start)
        if before is None or start - before[1] > _SEAM:
            return None
        told = [each for each in zip(*self.said(before), strict=True) if each[1] and each[1] not in _WEAK]
        return ("sentence before", *told[-1]) if told else None

    def _nearest(self, claim: Claim, telling: list[tuple[Cue, str]]) -> tuple[str, Cue, str] | None:
        """Of the cues near a claim that tell a scope the one that tells its own; None where none does."""
        clauses = self._clauses(*claim.sentence)
        clause = bisect_left(clauses, claim.at)
        telling = [each for each in telling if not self._of_others(claim, each[0])]
        same = [each for each in telling if bisect_left(clauses, each[0].first) == clause]
        same = [each for each in same if each[1] not in _WEAK] or same
        telling = [each for each in telling if each[1] not in _WEAK] or telling
        if same:
            return "same clause", *min(same, key=lambda each: abs(each[0].first - claim.at))
        after = claim.next
        if after is not None and self.page.words.clitics(after.start).conjunction == "w":
            shared = [each for each in telling if each[0].first > after.at]
            if shared and bisect_left(clauses, shared[0][0].first) == bisect_left(clauses, after.at) == clause + 1:
                return "shared clause", *shared[0]  # «مقتل 20 شخصا، وإصابة 30 منذ بدء الهجوم»
        before = [each for each in telling if each[0].first < claim.at and not self._later(claim, each[0])]
        if before:
            opening = before[-1][0].first - claim.sentence[0] <= _OPENING
            return "opening clause" if opening else "before clause", *before[-1]
        behind = [each for each in telling if each[0].first > claim.at]
        if behind and bisect_left(clauses, behind[0][0].first) - clause <= _CLAUSES:
            sets = self.page.words.sets
            if not any("t_mounts" in sets[at] for at in clauses if claim.at < at < behind[0][0].first):
                return "after clause", *behind[0]  # «مقتل خمسة، ليرتفع العدد إلى 60 منذ بدء الهجوم»
        return None

    def _clauses(self, start: int, end: int) -> list[int]:
        """Where the clauses of a sentence begin, its first left out."""
        return [match.start() for match in self._words.clauses(self.page.words.letters, start, end)]

    def _of_others(self, claim: Claim, cue: Cue) -> bool:
        """Does it tell when something else was: how long a state lasted, an older attack «بعد يوم من …»?"""
        if cue.kind in _ELSEWHEN and claim.at < cue.first:
            return True
        return self._of_a_state(claim, cue) or self._of_next(claim, cue)

    def _of_next(self, claim: Claim, cue: Cue) -> bool:
        """«ارتفع العدد إلى 60 بعد مقتل خمسة اليوم»: it tells when those behind it were harmed."""
        after = claim.next
        if after is None or cue.first < after.at:
            return False
        return not _AFTER.isdisjoint(self.page.words.forms[claim.end : after.start + 1])

    def _later(self, claim: Claim, cue: Cue) -> bool:
        """«ارتفع عدد القتلى منذ أيام إلى 13 بعد وفاة اثنين»، «قتل خمسة اليوم، ليرتفع العدد إلى 60»: what stands before
        does not tell when they died."""
        at, words = claim.governor, self.page.words
        if at is not None and cue.first < at and words.forms[at - 1] in _AFTER:
            return True
        return any("t_mounts" in classes for classes in words.sets[cue.last : claim.start])

    def _of_a_state(self, claim: Claim, cue: Cue) -> bool:
        """«قتل ستة في معارك مع مسلحين يسيطرون على المدينة منذ شهرين»: how long something has gone on."""
        if not cue.kind.startswith("since") or cue.first < claim.end:
            return False
        sets = self.page.words.sets
        for at in range(cue.first - 1, max(claim.end, cue.first - _STATE) - 1, -1):
            if not sets[at].isdisjoint(_HARMING):
                return False
            if goes_on(sets[at], self.page.words.forms[at], "t_who" in sets[at - 1]):
                return not lasts(sets[at - 1])  # «في مواجهات تدور منذ الخميس»
        return False

    def opens_anew(self, sentence: tuple[int, int]) -> bool:
        """Does a sentence tell of something else? No و or ف joins it, and the article named none of its places yet."""
        words, (start, end) = self.page.words, sentence
        if start <= words.title_end or words.clitics(start).conjunction:
            return False
        here = [self._named[key] for place in self._places_in(start, end) if (key := place.code or place.name)]
        return bool(here) and min(here) >= start

    def _places_in(self, start: int, end: int) -> Sequence[PlaceMention]:
        """The places named among some tokens."""
        places = self._places
        return places[bisect_left(places, start, key=_first) : bisect_left(places, end, key=_first)]

    def before(self, start: int) -> tuple[int, int] | None:
        """The sentence before the one that begins at a token; None where only the title is before it."""
        words, at = self.page.words, start - 1
        for _ in range(_STEPS):
            if at < max(words.title_end, 1):
                break
            first, end = words.bounds[at]
            if end - first >= _SHORT and not (self.caption[1] and first == self.caption[0]):
                return first, min(end, start)
            at = first - 1
        return None

    def _age_of(self, moment: Moment) -> str:
        """How long before publication a moment begins; where that cannot be told, whether it is a date or a name."""
        now, month = self._now, moment.unit in {"month", "year"}
        if moment.begin is None:
            if now is None and self._another_day(moment):
                return "days"
            sets = self.page.words.sets[moment.first : moment.last]
            dated = month or moment.unit in {"since", "within", "ago"}
            return "dated" if dated or any(not each.isdisjoint(_DATED) for each in sets) else "named"
        if now is None:
            return "absolute"
        passed = now - moment.begin
        if passed < _AHEAD:
            return "ahead"
        if passed <= _THREE_DAYS and not month:
            return "fresh" if passed <= _TWO_DAYS else "fresh, not today"
        days = passed / timedelta(days=1)
        return next((age for most, age in _AGES if days < most or (days == most != _AGES[-1][0])), "years")

    def _another_day(self, moment: Moment) -> bool:
        """«اليوم الاثنين … وكان الحي قد قصف السبت»: is it a day of the week before yesterday, where today's is told?"""
        words = self.page.words
        if self._today is None:
            told = (each for each in self.page.moments if _TODAY in words.forms[each.first : each.last])
            days = (weekday_among(words.forms[each.first : each.last]) for each in told)
            self._today = next((day for day in days if day is not None), _NO_DAY)
        day = weekday_among(words.forms[moment.first : moment.last])
        return day is not None and self._today != _NO_DAY and (self._today - day) % DAYS_OF_WEEK > 1

    def _told(self, claim: Claim) -> Sequence[int]:
        """The numbers of the moments that the sentence of a claim tells, not too far from it."""
        firsts = self._firsts
        start, end = claim.sentence
        first = bisect_left(firsts, max(start, claim.start - _FAR))
        return range(first, bisect_left(firsts, min(end, claim.end + _FAR), first))

    def day_of(self, claim: Claim) -> date | None:
        """The day of what is counted: the nearest that its sentence tells, None where it tells none."""
        moments, firsts = self.page.moments, self._firsts
        if not firsts:
            return None
        dated = [each for each in self._told(claim) if moments[each].unit in OF_A_DAY and moments[each].begin]
        days = [each for each in dated if not self.page.since_then(moments[each])]
        if claim.rule in {PLACED, LISTED}:  # «أربعة أمس | وأربعة اليوم», «12 أمس | و350 منذ بدء التصعيد»
            timed = any(not _OF_TIME.isdisjoint(each) for each in self.page.words.sets[claim.end : claim.end + 1])
            days = [each for each in days if firsts[each] >= claim.at] if days and timed else days
        return moments[min(days, key=lambda each: abs(firsts[each] - claim.at))].day if days else None
