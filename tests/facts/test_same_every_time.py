"""A text is read the same way in every process: nothing depends on the order of a set, which differs among them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

#: Two places that lie in each other, and the next sentence tells one within both.
TEXT = "قتل ثلاثة جنود في هجوم على حاجز في شمال سيناء، كبرى محافظات سيناء. ووقع الهجوم في مدينة الشيخ زويد."
READ = """
import sys

from bot import facts
from bot.model.article import Article

reading = facts.load().read(Article(id="1", title="", text=sys.argv[1]))
killed = next(fact for fact in reading.facts if getattr(fact, "min", None) == 3)
print("|".join(place.code for place in killed.places))
"""


@pytest.mark.parametrize("seed", ["1", "2", "4"])
def test_the_innermost_of_several_places_around_one_is_told_with_it(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, TEXT],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == ["EG.sheikh-zuweid|EG-SIN|EG-SINAI"]
