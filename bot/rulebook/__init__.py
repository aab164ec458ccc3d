"""Floor 3 · what was asked: rule files read, proven and compiled, and matched against what was read in an article.

rulebook = load(folder, reader.gazetteer)          # every rule, every fault; never raises for what is in a file
matcher = compile(rulebook.rules, reader)
matcher.match(article, reading)                    # -> the rules it fires, with their evidence
matcher.explain(article, reading)                  # -> why the others do not
"""

from bot.rulebook.edits import Edits, edits
from bot.rulebook.fault import Fault, Weight
from bot.rulebook.forms import explained
from bot.rulebook.full_lexicon import installed as installed_lexicon
from bot.rulebook.load import load
from bot.rulebook.matcher import Matcher, compile  # noqa: A004  # rulebook.compile
from bot.rulebook.personal import place_in, rule_of_watch, unread, watch_id, watch_rule, watch_words
from bot.rulebook.proving import Checked, check
from bot.rulebook.report import FORMATS, formatted
from bot.rulebook.rule import (
    Certainty,
    Change,
    Confirm,
    Example,
    Match,
    Miss,
    Rule,
    Sequence,
    Severity,
    Step,
    Surge,
    UpdatePolicy,
)
from bot.rulebook.rulebook import Gazetteer, Rulebook

__all__ = [
    "FORMATS",
    "Certainty",
    "Change",
    "Checked",
    "Confirm",
    "Edits",
    "Example",
    "Fault",
    "Gazetteer",
    "Match",
    "Matcher",
    "Miss",
    "Rule",
    "Rulebook",
    "Sequence",
    "Severity",
    "Step",
    "Surge",
    "UpdatePolicy",
    "Weight",
    "check",
    "compile",
    "edits",
    "explained",
    "formatted",
    "installed_lexicon",
    "load",
    "place_in",
    "rule_of_watch",
    "unread",
    "watch_id",
    "watch_rule",
    "watch_words",
]
