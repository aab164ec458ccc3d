#!/usr/bin/env python3
"""Rules on articles: ours beside the ways that others match, in one run, on the same articles and rule sets.

    matching.py [--articles FILE.jsonl] [--rules 10 100 1000 10000] [--count 200] [--json]

Articles and rule sets are those of ../shared/bench/stream.py. Every figure is articles a second of CPU; its ratio is to
a plain `re` loop of 100 rules (`calibration`). Ours reads the article too: "whole" is reading and matching, "matching"
is what the rules add. The others match letters: no forms, no clitics, no figures, no places. Peers that are not
installed are left out (pip install pyahocorasick ahocorasick-rs google-re2 spacy).
"""

import argparse
import importlib
import json
import re
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import rule_sets  # noqa: E402

from bot import facts, rulebook  # noqa: E402
from bot.arabic.letters import fold  # noqa: E402
from bot.model.article import Article  # noqa: E402


def seconds(action, texts):
    """CPU seconds of an action on every text."""
    start = time.process_time()
    for text in texts:
        action(text)
    return time.process_time() - start


def plain_re(rules):
    """One expression for each keyword of each rule: what feed bots do."""
    compiled = [
        (
            [re.compile(re.escape(folded(word))).search for word in (*rule["all"], rule["place"])],
            re.compile("|".join(map(re.escape, map(folded, rule["any"])))).search if rule["any"] else None,
            re.compile("|".join(map(re.escape, map(folded, rule["none"])))).search if rule["none"] else None,
        )
        for rule in rules
    ]

    def match(text):
        text = folded(text)
        return sum(
            all(search(text) for search in need) and not (some and not some(text)) and not (never and never(text))
            for need, some, never in compiled
        )

    return match


def folded(text):
    return fold(text).text


def words_of(rules):
    """Every keyword of a rule set, and the rules as sets of keyword numbers, filed under one that they need."""
    numbers = {}
    number = lambda word: numbers.setdefault(folded(word), len(numbers))  # noqa: E731
    made, filed = [], {}
    for rule in rules:
        every = {number(word) for word in (*rule["all"], rule["place"])}
        some, never = {number(word) for word in rule["any"]}, {number(word) for word in rule["none"]}
        filed.setdefault(min(every, key=lambda one: -one), []).append(len(made))
        made.append((every, some, never))
    return list(numbers), made, filed


def fired(present, made, filed):
    """The rules whose keywords are there."""
    near = [rule for number in present if number in filed for rule in filed[number]]
    return sum(
        every <= present and (not some or bool(some & present)) and not never & present
        for every, some, never in map(made.__getitem__, near)
    )


def pyahocorasick(rules):
    library = importlib.import_module("ahocorasick")
    words, made, filed = words_of(rules)
    automaton = library.Automaton()
    for number, word in enumerate(words):
        automaton.add_word(word, number)
    automaton.make_automaton()
    return lambda text: fired({number for _, number in automaton.iter(folded(text))}, made, filed)


def ahocorasick_rs(rules):
    library = importlib.import_module("ahocorasick_rs")
    words, made, filed = words_of(rules)
    automaton = library.AhoCorasick(words, implementation=library.Implementation.ContiguousNFA)
    find = automaton.find_matches_as_indexes
    return lambda text: fired({number for number, _, _ in find(folded(text), overlapping=True)}, made, filed)


def re2_set(rules):
    library = importlib.import_module("re2")
    words, made, filed = words_of(rules)
    patterns = library.Set.SearchSet()
    for word in words:
        patterns.Add(library.escape(word))
    patterns.Compile()
    return lambda text: fired(set(patterns.Match(folded(text))), made, filed)


def spacy_phrases(rules):
    spacy = importlib.import_module("spacy")
    matchers = importlib.import_module("spacy.matcher")
    words, made, filed = words_of(rules)
    language = spacy.blank("ar")
    matcher = matchers.PhraseMatcher(language.vocab)
    for number, word in enumerate(words):
        matcher.add(str(number), [language.make_doc(word)])
    name = language.vocab.strings
    return lambda text: fired({int(name[key]) for key, _, _ in matcher(language.make_doc(folded(text)))}, made, filed)


PEERS = {
    "re, a loop": plain_re,
    "pyahocorasick": pyahocorasick,
    "ahocorasick_rs": ahocorasick_rs,
    "google-re2 Set": re2_set,
    "spaCy PhraseMatcher": spacy_phrases,
}


def ours(count, texts, reader):
    """CPU seconds of reading and of matching, caches cold at the start; and how many rules fired."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rules.yaml").write_text(rule_sets.as_yaml(count), encoding="utf-8")
        start = time.process_time()
        book = rulebook.load(Path(folder), reader.gazetteer)
        loaded = time.process_time()
        matcher = rulebook.compile(book.rules, reader)
        compiled = time.process_time()
    reading = matching = hits = 0
    for number, text in enumerate(texts):
        article = Article(str(number), "", text)
        begin = time.process_time()
        read = reader.read(article)
        middle = time.process_time()
        hits += len(matcher.match(article, read))
        matching += time.process_time() - middle
        reading += middle - begin
    return {
        "reading": reading,
        "matching": matching,
        "hits": hits,
        "load": loaded - start,
        "compile": compiled - loaded,
    }


def run(counts, texts):
    stream = rule_sets.stream()
    calibrate = plain_re(stream.rules(100))
    unit = len(texts) / seconds(calibrate, texts)
    rows = []
    for count in counts:
        # a reader of its own for each set: its memos are cold
        found = ours(count, texts, facts.load())
        whole = len(texts) / (found["reading"] + found["matching"])
        rows.append(
            {
                "rules": count,
                "who": "ours, whole",
                "articles_per_second": round(whole),
                "ratio": round(whole / unit, 3),
                "matching_share": round(found["matching"] / (found["reading"] + found["matching"]), 3),
                "hits": found["hits"],
                "load_s": round(found["load"], 3),
                "compile_s": round(found["compile"], 3),
            }
        )
        alone = len(texts) / found["matching"]
        rows.append(
            {
                "rules": count,
                "who": "ours, matching",
                "articles_per_second": round(alone),
                "ratio": round(alone / unit, 3),
            }
        )
        for name, peer in PEERS.items():
            few = texts[: max(3, min(len(texts), 20_000 // count))] if name == "re, a loop" else texts
            try:
                rate = len(few) / seconds(peer(stream.rules(count)), few)
            except ModuleNotFoundError:
                continue
            rows.append(
                {"rules": count, "who": name, "articles_per_second": round(rate), "ratio": round(rate / unit, 3)}
            )
    return {"calibration": round(unit, 1), "articles": len(texts), "rows": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--rules", type=int, nargs="+", default=[10, 100, 1000, 10000])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.articles:
        lines = args.articles.read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines if line.strip()][: args.count]
    else:
        texts = rule_sets.stream().articles(args.count)
    found = run(args.rules, texts)
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    print(f"calibration: {found['calibration']} articles/s (re, 100 rules), {found['articles']} articles")
    for row in found["rows"]:
        more = "".join(f"  {key} {row[key]}" for key in ("matching_share", "hits", "load_s", "compile_s") if key in row)
        speed = f"{row['articles_per_second']:>7}/s  ratio {row['ratio']:<6}"
        print(f"{row['rules']:>6} rules  {row['who']:<20} {speed}{more}")


if __name__ == "__main__":
    main()
