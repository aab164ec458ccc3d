"""Counts in how many articles each stem stands: what bot/stories/data/word_counts.tsv is made from.

    python bench/word_counts.py ARTICLES.jsonl… > bot/stories/data/word_counts.tsv

Only stems that stand in at least three articles are kept: counts, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from bot.arabic.openings import cut_opening
from bot.stories.words import wordings

LEAST = 3


def main(paths: list[str]) -> None:
    found: Counter[str] = Counter()
    seen: set[str] = set()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").strip().split("\n"):
            row = json.loads(line)
            if row["id"] in seen:
                continue
            seen.add(row["id"])
            found.update(wordings(cut_opening(row.get("title", ""), row["text"]))[0].words)
    print("# In how many of", len(seen), "articles of Arabic conflict news a stem stands (bench/word_counts.py).")
    print(f"articles\t{len(seen)}")
    for stem, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= LEAST:
            print(f"{stem}\t{count}")


if __name__ == "__main__":
    main(sys.argv[1:])
