#!/usr/bin/env python3
"""Two ways to find the words of all keywords: ours (a look-up for each word) and Aho-Corasick over letters.

    keywords.py [--articles FILE.jsonl] [--rules 1000] [--count 200]

Both must find the same words of the same texts. The automaton finds stems anywhere, so each hit is held against its
word's borders and the affixes that the stem takes; ours cuts each new word once and remembers it. "cold" is the first
pass over the articles, "warm" the second.
"""

import argparse
import bisect
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import ahocorasick_rs  # noqa: E402
import rule_sets  # noqa: E402

from bot import facts  # noqa: E402
from bot.rulebook.conditions import Keyword  # noqa: E402
from bot.rulebook.keywords import Keywords  # noqa: E402
from bot.rulebook.lemmas import Lemmas  # noqa: E402


def by_words(keywords, pieces):
    """The keyword words that stand in a text, by our look-ups."""
    return frozenset().union(*map(keywords.sets.__getitem__, set(keywords.codes(pieces))))


class ByLetters:
    """The same by Aho-Corasick: stems found anywhere in the folded text, each hit held against its word."""

    def __init__(self, keywords):
        self.keywords = keywords
        stems = keywords._stems  # noqa: SLF001  # the tables are what is compared
        self.words = list(stems.values())
        self.find = ahocorasick_rs.AhoCorasick(
            list(stems), implementation=ahocorasick_rs.Implementation.ContiguousNFA
        ).find_matches_as_indexes

    def __call__(self, words):
        keywords, text, starts = self.keywords, "".join(words.pieces).casefold(), words.starts
        found = set()
        for number, start, end in self.find(text, overlapping=True):
            token = bisect.bisect_right(starts, start) - 1
            first = starts[token] + (words.pieces[token][0] == " ")
            last = starts[token + 1]
            if end > last:
                continue
            before = keywords._before.get(text[first:start])  # noqa: SLF001
            after = keywords._after.get(text[end:last])  # noqa: SLF001
            if before is None or after is None:
                continue
            for word in self.words[number]:
                fits = not before.isdisjoint(word.before) and not after.isdisjoint(word.after)
                whole = text[first:last]
                if fits and (word.known or start == first or not keywords._is_another(whole, start - first)):  # noqa: SLF001
                    found.add(word.number)
        return frozenset(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--count", type=int, default=200)
    args = parser.parse_args()
    stream = rule_sets.stream()
    if args.articles:
        lines = args.articles.read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines if line.strip()][: args.count]
    else:
        texts = stream.articles(args.count)
    vocabulary = facts.load().vocabulary
    keywords = Keywords(vocabulary, Lemmas(vocabulary))
    rules = stream.rules(args.rules)
    keywords.add(Keyword(word) for rule in rules for side in ("all", "any", "none") for word in rule[side])
    articles = [vocabulary.read("", text) for text in texts]
    letters = ByLetters(keywords)
    ways = {"words": lambda words: by_words(keywords, words), "letters": letters}
    found = {}
    for name, way in ways.items():
        for temperature in ("cold", "warm"):
            start = time.process_time()
            found[name] = [way(words) for words in articles]
            took = (time.process_time() - start) / len(articles)
            print(f"{name:>8} {temperature}: {took * 1e6:8.1f} µs an article")
    different = sum(one != other for one, other in zip(found["words"], found["letters"], strict=True))
    print(f"{keywords.size} keywords, {len(articles)} articles; found differently in {different}")


if __name__ == "__main__":
    main()
