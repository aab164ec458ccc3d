"""What a rule asks over time: confirmation, sequence, surge, and which changes of a told incident it tells."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.rulebook.asking import Pairs, condition
from bot.rulebook.document import Items, Mapping, Node, Scalar
from bot.rulebook.impossible import apart
from bot.rulebook.notes import Notes
from bot.rulebook.rule import KEPT_FOR_STEPS, Change, Confirm, Sequence, Surge, UpdatePolicy
from bot.rulebook.values import span, yes
from bot.rulebook.vocabulary import means

_PER_CENT = re.compile(r"\s*(\d{1,4})\s*[%٪]\s*\Z")


def confirm(notes: Notes, node: Node) -> Confirm | None:
    """`confirm: {outlets: 2, within: 6h}`; `speakers: 2` counts who says it; `meanwhile: yes` tells it unconfirmed."""
    found = notes.keys(node, "confirm", "`confirm`")
    numbers = {word: notes.number(found[word][1], word, 1) if word in found else 1 for word in ("outlets", "speakers")}
    within = span(notes, found["within"][1], "within") if "within" in found else timedelta(hours=6)
    meanwhile = yes(notes, found["meanwhile"][1], "meanwhile") if "meanwhile" in found else False
    outlets, speakers = numbers["outlets"], numbers["speakers"]
    if not {"outlets", "speakers"} & found.keys():
        if isinstance(node, Mapping):
            notes.error(node, "`confirm` says by how many", "write `outlets: 2` or `speakers: 2`")
    elif outlets == speakers == 1:
        notes.error(node, "one outlet confirms nothing", "write 2 or more")
    if outlets is None or speakers is None or within is None or notes.broken:
        return None
    return Confirm(outlets, speakers, within, bool(meanwhile))


def sequence(notes: Notes, node: Node) -> Sequence | None:
    """`sequence: {steps: [condition, condition …], within: 72h, same: place}`."""
    found = notes.keys(node, "sequence", "`sequence`")
    steps = found["steps"][1] if "steps" in found else None
    if isinstance(node, Mapping) and steps is None:
        notes.error(node, "`sequence` has no steps", "write `steps:` and a list of conditions in their order")
    made = [condition(notes, one) for one in steps.items] if isinstance(steps, Items) else []
    if steps is not None and len(made) < 2:
        notes.error(steps, "a sequence needs two steps or more", "write a list, one condition a line")
    if isinstance(node, Mapping) and "within" not in found:
        notes.error(node, "`sequence` does not say within what time", "write `within: 72h`")
    within = _within(notes, found)
    same = _same_place(notes, found["same"][1]) if "same" in found else True
    if notes.broken or within is None:
        return None
    return Sequence(tuple(step for step in made if step is not None), within, same)


def surge(notes: Notes, node: Node) -> Surge | None:
    """`surge: {at_least: 5, times: 3, within: 24h}`: at least 5, and three times the usual."""
    found = notes.keys(node, "surge", "`surge`")
    at_least = notes.number(found["at_least"][1], "at_least", 2) if "at_least" in found else None
    if isinstance(node, Mapping) and "at_least" not in found:
        notes.error(node, "`surge` does not say how many", "write `at_least: 5`")
    times = _times(notes, found["times"][1]) if "times" in found else 1.0
    within = _within(notes, found, timedelta(hours=24))
    same = _same_place(notes, found["same"][1]) if "same" in found else True
    if at_least is None or within is None or notes.broken:
        return None
    return Surge(at_least, times, within, same)


def over_time(notes: Notes, found: Pairs, order: Sequence | None) -> None:
    """Faults where what a rule asks over time cannot go together, or is not asked of it."""
    if "sequence" in found and "surge" in found:
        remedy = "write two rules: one asks for steps, the other for many of one kind"
        notes.error(found["surge"][0], "`surge` and `sequence` stand side by side", remedy)
    if "confirm" in found and ("sequence" in found or "surge" in found):
        remedy = "leave it out: a rule over time counts what was reported"
        notes.warn(found["confirm"][0], "`confirm` does nothing beside `sequence` or `surge`", remedy)
    steps = order.steps if order and order.same_place else ()
    if any(apart(one, other, notes.gazetteer) for at, one in enumerate(steps) for other in steps[:at]):
        what = "the steps are asked for in places apart from each other, and must be met in one"
        notes.warn(found["sequence"][0], what, "add `same: anywhere`, or mend the places")


def _within(notes: Notes, found: Pairs, otherwise: timedelta | None = None) -> timedelta | None:
    """The time that a rule over time looks back."""
    within = span(notes, found["within"][1], "within") if "within" in found else otherwise
    if within is not None and within > KEPT_FOR_STEPS:
        remedy = f"write at most {KEPT_FOR_STEPS.days}d"
        notes.warn(found["within"][1], f"what is older than {KEPT_FOR_STEPS.days} days does not count any more", remedy)
    return within


def _times(notes: Notes, node: Node) -> float:
    text = node.text.strip().replace(",", ".") if isinstance(node, Scalar) else ""
    if not re.fullmatch(r"\d{1,3}(\.\d{1,3})?", text) or float(text) < 1:
        notes.error(node, "times must be a number from 1 on", "write 3 for three times the usual")
        return 1.0
    return float(text)


def _same_place(notes: Notes, node: Node) -> bool:
    return notes.word(node, "same", "a word for `same`") != "anywhere"


def update_policy(notes: Notes, node: Node) -> UpdatePolicy | None:
    """`update: none`, `update: all`, a list of changes, or `{toll: 50%, steps: [10, 50], changes: […]}`."""
    if isinstance(node, Scalar) and not (word := means("update", node.text)):
        word = notes.word(node, "Change", "a change to tell")
        return UpdatePolicy(frozenset({Change(word)})) if word else None
    if isinstance(node, Scalar):
        return UpdatePolicy() if word == "all" else UpdatePolicy(frozenset())
    if isinstance(node, Items):
        return UpdatePolicy(_changes(notes, node))
    found = notes.keys(node, "update_key", "`update`")
    changes = _changes(notes, found["changes"][1]) if "changes" in found else frozenset(Change)
    growth = _growth(notes, found["toll"][1]) if "toll" in found else 0.25
    steps = found["steps"][1] if "steps" in found else None
    numbers = [notes.number(one, "a step", 1) for one in (steps.items if isinstance(steps, Items) else ())]
    if steps is not None and not isinstance(steps, Items):
        notes.error(steps, "`steps` must be a list of numbers", "write `steps: [10, 50, 100]`")
    return UpdatePolicy(changes, tuple(sorted({one for one in numbers if one is not None})), growth)


def _changes(notes: Notes, node: Node) -> frozenset[Change]:
    words = [
        notes.word(one, "Change", "a change to tell") for one in (node.items if isinstance(node, Items) else (node,))
    ]
    return frozenset(Change(word) for word in words if word)


def _growth(notes: Notes, node: Node) -> float:
    match = _PER_CENT.match(node.text) if isinstance(node, Scalar) else None
    if match is None or match[1] == "0":
        notes.error(node, "toll must be a share such as 25%", "an update is told when the toll has risen by it")
        return 0.25
    return int(match[1]) / 100
