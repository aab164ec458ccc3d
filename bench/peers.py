"""Ours beside named peers, on one stream of articles and the same generated rules, in one run.

    peers.py [--articles 300] [--rules 10 100 1000 10000] [--seconds 1.0]

Ours reads every fact of an article and matches rules over words with all their forms, places with containment, and
figures; the peers look for folded character strings only. So the table says what the difference costs, not who wins.
spaCy is measured where it is installed (it is no part of the development set-up).
"""

import argparse
import importlib.util
import tempfile
import time
from pathlib import Path

import ahocorasick

from bot.bench import folded, generated, measure, re_loop, stream
from bot.facts import load as load_reader
from bot.rulebook import compile as compile_rules
from bot.rulebook import load as load_rules
from bot.sources.samples import samples


def ours(articles, rules):
    """Articles a second, and of reading alone."""
    reader = load_reader()
    with tempfile.TemporaryDirectory() as folder:
        text = "rules:\n" + "".join(rule.as_rule(number) for number, rule in enumerate(rules))
        (Path(folder) / "generated.yaml").write_text(text, encoding="utf-8")
        book = load_rules(Path(folder), reader.gazetteer)
    speed = measure(articles, reader, compile_rules(book.rules, reader), len(rules), rules[:10])
    return speed.articles_per_second, speed.reading_per_second


def automaton(articles, rules, seconds):
    """pyahocorasick over every keyword, each rule filed under its first required one."""
    found_by, filed = ahocorasick.Automaton(), {}
    numbers = {}
    for rule in rules:
        for word in (*rule.every, *rule.some, *rule.none, rule.place):
            number = numbers.setdefault(folded(word), len(numbers))
            found_by.add_word(folded(word), number)
        number_of = [[numbers[folded(word)] for word in words] for words in (rule.every, rule.some, rule.none)]
        filed.setdefault(number_of[0][0], []).append((*map(frozenset, number_of), numbers[folded(rule.place)]))
    found_by.make_automaton()

    def hits(text):
        found = {number for _, number in found_by.iter(folded(text))}
        return sum(
            every <= found and place in found and (not some or not some.isdisjoint(found)) and none.isdisjoint(found)
            for number in found
            for every, some, none, place in filed.get(number, ())
        )

    return per_second(hits, articles, seconds)


def spacy_matcher(articles, rules, seconds):
    """spaCy's PhraseMatcher over every keyword; None where spaCy is not installed."""
    if importlib.util.find_spec("spacy") is None:
        return None
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("ar")
    matcher = PhraseMatcher(language.vocab)
    for number, rule in enumerate(rules):
        words = [folded(word) for word in (*rule.every, *rule.some, *rule.none, rule.place)]
        matcher.add(str(number), list(language.pipe(words)))
    return per_second(lambda text: len(matcher(language(folded(text)))), articles, seconds)


def per_second(hits, articles, seconds):
    """Calls a second of CPU."""
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        hits(articles[done % len(articles)].text)
        done += 1
    return done / spent


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rules", type=int, nargs="+", default=[10, 100, 1000, 10_000])
    parser.add_argument("--seconds", type=float, default=1.0)
    wish = parser.parse_args()
    texts = [sample.text for sample in samples()]
    articles = stream(texts, wish.articles)
    names = ("read + match", "read alone", "re loop", "pyahocorasick", "spaCy PhraseMatcher")
    print(f"articles/s of CPU, {wish.articles} articles of 2,500 characters\n")
    print(f"{'rules':>7}" + "".join(f"{name:>21}" for name in names))
    for count in wish.rules:
        rules = generated(texts, count)
        whole, reading = ours(articles, rules)
        rates = (
            whole,
            reading,
            re_loop(articles, rules, wish.seconds),
            automaton(articles, rules, wish.seconds),
            spacy_matcher(articles, rules, wish.seconds),
        )
        print(f"{count:>7}" + "".join(f"{rate:>21,.0f}" if rate else f"{'not installed':>21}" for rate in rates))


if __name__ == "__main__":
    main()
