"""How fast articles are read and matched: CPU time of one process, caches cold, beside a plain `re` loop in one run.

The unit is the `re` loop: what feed bots do with a hundred rules on the same articles on the same machine a moment
before. `ratio` is ours divided by it, and means the same on every machine.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from bot.model.article import Article
from bot.model.reading import Reading
from bot.rulebook import Match

#: Spellings that a feed bot folds too, as pairs for `str.replace`.
_FOLDS = (
    *(("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ـ", "")),
    *((chr(code), "") for code in range(0x64B, 0x653)),
)
_CEASEFIRE = ("وقف إطلاق النار", "وقف لإطلاق النار", "وقفا لإطلاق النار", "هدنة", "تهدئة", "وقف التصعيد", "خفض التصعيد")
_PLACES = (
    *("إدلب", "حلب", "حماة", "اللاذقية", "معرة النعمان", "خان شيخون", "سراقب", "جسر الشغور", "أريحا", "كفرنبل"),
    *("دارة عزة", "الأتارب", "عفرين", "الباب", "منبج", "تل رفعت", "كفر زيتا", "اللطامنة", "مورك", "التمانعة"),
    *("سرمدا", "الدانا", "بنش", "تفتناز", "سرمين", "خان طومان", "حريتان", "عندان", "دير الزور", "الرقة", "الحسكة"),
    *("القامشلي", "درعا", "السويداء", "القنيطرة", "حمص", "تدمر", "طرطوس", "دمشق", "دوما", "الزبداني", "القصير"),
    *("الرستن", "تلبيسة", "السخنة", "البوكمال", "الميادين", "رأس العين", "تل أبيض", "عين عيسى"),
)
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_NUMBER = re.compile(r"\d+(?:[.,،]\d+)*")
_SENTENCE = re.compile(r"(?<=[.؟!])\s+|\n+")
_WORD = re.compile("[\u0621-\u064a]{4,}")


class Reads(Protocol):
    """What reads articles: `bot.facts.Reader` is one."""

    def read(self, article: Article) -> Reading:
        """Everything the article claims."""
        ...


class Matches(Protocol):
    """What knows which rules an article fires: `rulebook.compile` makes one."""

    def match(self, article: Article, reading: Reading) -> tuple[Match, ...]:
        """The rules it fires."""
        ...


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured. Milliseconds are CPU time of one article, `rss_mb` the most memory the process ever held.

    `reading_per_second` are articles read, without matching.
    """

    articles_per_second: float
    reading_per_second: float
    calibration: float
    p50_ms: float
    p99_ms: float
    rules: int
    matches: int
    rss_mb: float

    @property
    def ratio(self) -> float:
        """Ours in units of the `re` loop."""
        return self.articles_per_second / self.calibration

    def as_json(self) -> dict[str, Any]:
        """The JSON object of the contract."""
        return {
            "articles_per_second": round(self.articles_per_second, 1),
            "calibration": round(self.calibration, 1),
            "ratio": round(self.ratio, 3),
            "reading_per_second": round(self.reading_per_second, 1),
            "reading_ratio": round(self.reading_per_second / self.calibration, 3),
            "p50_ms": round(self.p50_ms, 3),
            "p99_ms": round(self.p99_ms, 3),
            "rules": self.rules,
            "rss_mb": round(self.rss_mb, 1),
        }


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """A generated rule: every word of `every`, one of `some` (where there are any), none of `none`, and the place."""

    every: tuple[str, ...]
    some: tuple[str, ...]
    none: tuple[str, ...]
    place: str
    killed: int | None

    def as_rule(self, number: int) -> str:
        """The rule in our language, as an entry of a rule file."""
        words = {"all": self.every, "any": self.some, "none": self.none}
        lists = "; ".join(f"{name}: [{', '.join(listed)}]" for name, listed in words.items() if listed).replace(
            ";", ","
        )
        figure = f"\n      figure: {{kind: killed, at_least: {self.killed}}}" if self.killed else ""
        return (
            f"  - id: generated-{number}\n    title: {{ar: قاعدة {number}, en: Rule {number}}}\n    severity: low\n"
            f"    when:\n      words: {{{lists}}}\n      place: {self.place}{figure}\n"
        )


def measure(
    articles: Sequence[Article], reader: Reads, matcher: Matches, rules: int, rivals: Sequence[KeywordRule]
) -> Speed:
    """Read and match every article once; `rivals` are the rules of the `re` loop. Caches are as they are handed in."""
    calibration = re_loop(articles, rivals)
    spent, reading, matches = [], 0.0, 0
    for article in articles:
        start = time.process_time_ns()
        read = reader.read(article)
        between = time.process_time_ns()
        matches += len(matcher.match(article, read))
        spent.append((time.process_time_ns() - start) / 1e6)
        reading += (between - start) / 1e9
    ordered = sorted(spent)
    middle, slow = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.99))
    whole = len(spent) * 1000 / sum(spent)
    return Speed(whole, len(spent) / reading, calibration, middle, slow, rules, matches, _memory())


def _memory() -> float:
    """The most this process held, in MB."""
    # Linux counts kilobytes, macOS bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1 / 1024) / 1e6


def re_loop(articles: Sequence[Article], rules: Sequence[KeywordRule], seconds: float = 1.0) -> float:
    """Articles a second (CPU) of one compiled `re` a keyword over folded text: what feed bots do."""
    tests = [_Test(rule) for rule in rules]
    texts = [f"{article.title}\n{article.text}" for article in articles]
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        text = folded(texts[done % len(texts)])
        for test in tests:
            test.hits(text)
        done += 1
    return done / spent


def folded(text: str) -> str:
    """The text with its spelling folded, the way a loop of replacements does it."""
    for old, new in _FOLDS:
        text = text.replace(old, new)
    return text


class _Test:
    """One rule of the `re` loop."""

    def __init__(self, rule: KeywordRule) -> None:
        self._every = [_search(word) for word in (*rule.every, rule.place)]
        self._some = _search(*rule.some) if rule.some else None
        self._none = _search(*rule.none) if rule.none else None

    def hits(self, text: str) -> bool:
        if not all(search(text) for search in self._every):
            return False
        return not (self._some and not self._some(text)) and not (self._none and self._none(text))


def _search(*words: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile("|".join(re.escape(folded(word)) for word in words)).search


def stream(texts: Sequence[str], count: int, seed: int = 7, length: int = 2500) -> tuple[Article, ...]:
    """Articles of about `length` characters, recombined from the sentences of `texts` with other places and numbers."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret: the same stream every time
    sentences = sorted({part.strip() for text in texts for part in _SENTENCE.split(text) if len(part.strip()) > 25})
    places = re.compile("|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True)))
    articles = []
    for number in range(count):
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            sentence = places.sub(lambda _: chance.choice(_PLACES), chance.choice(sentences))
            parts.append(_NUMBER.sub(lambda _: str(chance.randint(2, 600)), sentence))
        articles.append(Article(f"stream:{number}", "", "\n".join(parts)))
    return tuple(articles)


def generated(texts: Sequence[str], count: int, seed: int = 11) -> tuple[KeywordRule, ...]:
    """Rules of the words that `texts` use, of foreign words, places and thresholds: dense, as a busy desk has them."""
    keywords = _Keywords(texts, random.Random(seed))  # noqa: S311  # nothing secret: the same rules every time
    return tuple(keywords.rule() for _ in range(count))


class _Keywords:
    """Makes up keywords, and rules of them."""

    def __init__(self, texts: Sequence[str], chance: random.Random) -> None:
        found = [_WORD.findall(text) for text in texts]
        self._chance = chance
        self._words: list[str] = sorted({word for one in found for word in one})
        self._pairs: list[str] = sorted({" ".join(pair) for one in found for pair in pairwise(one)})

    def rule(self) -> KeywordRule:
        """One rule of two to six keywords, none of them twice."""
        chance = self._chance
        keywords = tuple(dict.fromkeys(self._keyword() for _ in range(chance.randint(2, 6))))
        needed = chance.randint(1, min(2, len(keywords)))
        cut = chance.randint(needed, len(keywords))
        killed = chance.choice((5, 10, 20, 50, 100)) if chance.random() < 0.3 else None
        return KeywordRule(keywords[:needed], keywords[needed:cut], keywords[cut:][:2], chance.choice(_PLACES), killed)

    def _keyword(self) -> str:
        """Of ceasefires 15 of 100, one word 25, two words 25, one that never occurs 15, two such 20."""
        drawn = self._chance.random()
        if drawn < 0.15:
            return self._chance.choice(_CEASEFIRE)
        if drawn < 0.40:
            return self._chance.choice(self._words)
        if drawn < 0.65:
            return self._chance.choice(self._pairs)
        return self._foreign() if drawn < 0.80 else f"{self._foreign()} {self._foreign()}"

    def _foreign(self) -> str:
        return "".join(self._chance.choices(_LETTERS, k=self._chance.randint(4, 8)))
