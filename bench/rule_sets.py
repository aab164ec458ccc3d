"""The rule sets of ../shared/bench/stream.py in our own rule language.

    rule_sets.py 1000 > rules.yaml        # needs ../shared/bench beside the project

A set's rule has keywords (`all`, `any`, `none`), a place, and in three of ten cases a number of killed.
"""

import importlib.util
import json
import sys
import warnings
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench"


def stream():
    """The module that makes the articles and rule sets."""
    spec = importlib.util.spec_from_file_location("stream", SHARED / "stream.py")
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():  # it leaves closing its file to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        spec.loader.exec_module(module)
    return module


def entry(rule):
    """One rule of a set as an entry under `rules:`."""
    none = [word for word in rule["none"] if word not in rule["all"] and [word] != rule["any"]]  # could never fire
    words = {side: some for side, some in (("all", rule["all"]), ("any", rule["any"]), ("none", none)) if some}
    when = {"words": words, "place": rule["place"]}
    if rule["killed_over"]:
        when["figure"] = {"kind": "killed", "at_least": rule["killed_over"]}
    return {
        "id": f"set-{rule['id']}",
        "title": f"قاعدة {rule['id']}",
        "conflict": "any",
        "when": when,
        "fires": ["مثال"],
        "quiet": ["مثال"],
    }


def as_yaml(count):
    """A rule file of `count` rules. Flow style is JSON: one line a rule."""
    return "rules:\n" + "".join(
        f"  - {json.dumps(entry(rule), ensure_ascii=False)}\n" for rule in stream().rules(count)
    )


if __name__ == "__main__":
    print(as_yaml(int(sys.argv[1]) if sys.argv[1:] else 1000), end="")
