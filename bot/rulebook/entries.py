"""From the nodes of one entry under `rules:` to a Rule."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.model.chat import Language
from bot.rulebook.asking import Pairs, condition, known_conditions, origin
from bot.rulebook.conditions import AllOf, Condition, From, each
from bot.rulebook.document import Items, Mapping, Node, Scalar
from bot.rulebook.impossible import contradictions, demands
from bot.rulebook.notes import Notes, listed
from bot.rulebook.rule import Certainty, Example, Origin, Rule, Sequence, Settings, Severity
from bot.rulebook.timely import confirm, over_time, sequence, surge, update_policy
from bot.rulebook.values import is_moment, yes
from bot.rulebook.vocabulary import normal, tables

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_ID = 60
#: More letters than this are no heading of an alert.
LONGEST_HEADING = 300
_ARABIC = re.compile("[\u0621-\u064a]")
#: What may stand under `defaults:`: settings, not questions.
SETTINGS = ("severity", "certainty", "conflict", "update", "confirm", "enabled", "sources", "outlets")
#: What a message template may name.
PLACEHOLDERS = ("title", "place", "number", "party", "speaker", "status", "quote", "outlet", "time")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def settings(notes: Notes, found: Pairs, base: Settings) -> Settings:
    """The settings among the pairs of an entry, on top of `base`."""
    made = base
    for word, (_, node) in found.items():
        if word == "severity" and (severity := notes.word(node, "Severity", "a severity")):
            made = replace(made, severity=Severity[severity.upper()])
        elif word == "certainty" and (certainty := notes.word(node, "Certainty", "a certainty")):
            made = replace(made, certainty=Certainty(certainty))
        elif word == "conflict" and (conflict := notes.word(node, "conflict", "a word for `conflict`")):
            made = replace(made, needs_conflict=conflict != "any")
        elif word == "enabled" and (enabled := yes(notes, node, "enabled")) is not None:
            made = replace(made, enabled=enabled)
        elif word == "update" and (update := update_policy(notes, node)):
            made = replace(made, update=update)
        elif word == "confirm":
            made = replace(made, confirm=confirm(notes, node))
        elif word == "sources":
            made = replace(made, sources=origin(notes, word, node))
        elif word == "outlets":
            made = replace(made, outlets=origin(notes, word, node))
    return made


def rule(notes: Notes, node: Node, base: Settings) -> Rule | None:
    """The rule of an entry, None where an error keeps it from working."""
    if not isinstance(node, Mapping):
        notes.error(node, "an entry of `rules` must be a mapping", "write `- id: …` and its other keys below it")
        return None
    notes.rule = next((v.text for k, v in node.pairs if normal(k.text) == "id" and isinstance(v, Scalar)), "")
    found = notes.keys(_without_conditions(notes, _hoisted(node)), "rule", "a rule")
    name = _id(notes, node, found)
    made = settings(notes, found, base)
    order = sequence(notes, found["sequence"][1]) if "sequence" in found else None
    burst = surge(notes, found["surge"][1]) if "surge" in found else None
    asked = _when(notes, node, found, order)
    origins = tuple(extra for extra in (made.sources, made.outlets) if extra is not None)
    if origins and order is not None:
        order = replace(order, steps=tuple(AllOf((*origins, step)) for step in order.steps))
    asked = order.steps[-1] if order is not None and "when" not in found else _from(origins, asked)
    _check_together(notes, found, asked, order, made)
    titles = texts_by_language(notes, found["title"][1], "a title") if "title" in found else ()
    message = texts_by_language(notes, found["message"][1], "a message") if "message" in found else ()
    _check_message(notes, found)
    fires, quiet = (_examples(notes, found[side][1]) if side in found else () for side in ("fires", "quiet"))
    _missing(notes, node, found, {"fires": fires, "quiet": quiet})
    if notes.broken or asked is None:
        return None
    return Rule(
        id=name,
        titles=titles or ((Language.ARABIC, name), (Language.ENGLISH, name)),
        severity=made.severity,
        when=asked,
        certainty=made.certainty,
        needs_conflict=made.needs_conflict,
        fires=fires,
        quiet=quiet,
        update=made.update,
        confirm=made.confirm,
        sequence=order,
        surge=burst,
        message=message,
        enabled=made.enabled,
        origin=Origin(notes.path, node.line, node.column),
    )


def _from(origins: tuple[Condition, ...], asked: Condition | None) -> Condition | None:
    """What is asked of articles that come from there."""
    return AllOf((*origins, asked)) if origins and asked is not None else asked


def _hoisted(node: Mapping) -> Mapping:
    """The entry with settings that were written within `when:` beside it: they are understood there too."""
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if tables()["rule"].get(normal(key.text)) == "when" and isinstance(value, Mapping):
            inner = [(k, v) for k, v in value.pairs if _is_setting(k)]
            kept = tuple(pair for pair in value.pairs if pair not in inner)
            pairs += [*inner, *([(key, Mapping(kept, value.line, value.column))] if kept or not inner else [])]
        else:
            pairs.append((key, value))
    return Mapping(tuple(pairs), node.line, node.column)


def _without_conditions(notes: Notes, node: Mapping) -> Mapping:
    """The entry without conditions that stand beside `when` instead of below it: these get a fault that says so."""
    kept = []
    for key, value in node.pairs:
        word = normal(key.text)
        if word in known_conditions() and word not in tables()["rule"]:
            notes.error(key, f"'{key.text}' is a condition", "write it below `when:`")
        else:
            kept.append((key, value))
    return Mapping(tuple(kept), node.line, node.column)


def _is_setting(key: Scalar) -> bool:
    word = tables()["rule"].get(normal(key.text), "")
    return (
        word in {"certainty", "conflict", "confirm", "sequence", "surge"} and normal(key.text) not in known_conditions()
    )


def _id(notes: Notes, node: Mapping, found: Pairs) -> str:
    if "id" not in found:
        notes.error(node, "the rule has no id", "write `id: a-short-name`")
        return ""
    name = notes.text(found["id"][1], "an id")
    if name and (not _ID.match(name) or len(name) > _LONGEST_ID):
        made = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_ID]
        remedy = "small Latin letters, digits and single hyphens, at most 60" + (f": '{made}'" if made else "")
        notes.error(found["id"][1], f"'{name}' is no id", remedy)
    return name


def _when(notes: Notes, node: Mapping, found: Pairs, order: Sequence | None) -> Condition | None:
    """What the rule asks; a sequence asks its last step."""
    if "when" in found:
        if "sequence" in found:
            notes.error(found["when"][0], "`when` and `sequence` stand side by side", "write the question as a step")
        asked = condition(notes, found["when"][1])
        if asked is not None and not demands(asked):
            remedy = "add what must stand there: it fires on all other news"
            notes.warn(found["when"][0], "the rule only says what must not be", remedy)
        return asked
    if order is not None:
        return order.steps[-1]
    if "sequence" not in found:
        notes.error(node, "the rule asks nothing", "write `when:` and a condition below it")
    return None


def _check_together(
    notes: Notes, found: Pairs, asked: Condition | None, order: Sequence | None, made: Settings
) -> None:
    """Faults where what the rule asks cannot go together."""
    possible = made.certainty is Certainty.POSSIBLE
    if asked is not None and "when" in found:
        contradictions(notes, found["when"][1], asked, possible=possible)
    for step in order.steps if order else ():
        contradictions(notes, found["sequence"][1], step, possible=possible)
    over_time(notes, found, order)
    if made.confirm is not None and made.confirm.outlets > 1 and asked is not None:
        origins = [one for one in each(asked, From, forbidden=False) if one.field == "outlet" and not one.negated]
        if any(len(one.names) == 1 for one in origins):
            what = f"`confirm` waits for {made.confirm.outlets} outlets, and only one is asked for"
            key = next(found[word][0] for word in ("confirm", "outlets", "when", "sequence") if word in found)
            notes.warn(key, what, "name more of them under `outlets`, or leave `confirm` out")


def texts_by_language(notes: Notes, node: Node, what: str) -> tuple[tuple[Language, str], ...]:
    """`{ar: …, en: …}`, or one text in the language of its letters."""
    if isinstance(node, Scalar):
        text = _heading(notes, node, what)
        return ((Language.ARABIC if _ARABIC.search(text) else Language.ENGLISH, text),) if text else ()
    found = notes.keys(_rejoined(notes, node), "language", what)
    made = [(Language(word), _heading(notes, value, what)) for word, (_, value) in found.items()]
    return tuple((language, text) for language, text in made if text)


def _heading(notes: Notes, node: Node, what: str) -> str:
    """The text of a title, a message or an outlet: a line, no page."""
    text = notes.text(node, what)
    if len(text) > LONGEST_HEADING:
        notes.error(node, f"{what} of {len(text)} letters", f"at most {LONGEST_HEADING}")
    return text


def _rejoined(notes: Notes, node: Node) -> Node:
    """Texts with the parts that YAML cut off: in `{en: Killed, wounded}` the comma makes `wounded` an empty key."""
    if not isinstance(node, Mapping):
        return node
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        last = pairs[-1][1] if pairs else None
        is_rest = isinstance(value, Scalar) and not value.text and normal(key.text) not in tables()["language"]
        if is_rest and isinstance(last, Scalar):
            whole = f"{last.text}, {key.text}"
            notes.warn(key, "a comma within braces ends the text before it", f'write "{whole}" in quotes')
            pairs[-1] = (pairs[-1][0], Scalar(whole, last.line, last.column))
        else:
            pairs.append((key, value))
    return Mapping(tuple(pairs), node.line, node.column)


def _check_message(notes: Notes, found: Pairs) -> None:
    if "message" not in found:
        return
    node = found["message"][1]
    for value in [one for _, one in node.pairs] if isinstance(node, Mapping) else [node]:
        if isinstance(value, Scalar):
            for name in _PLACEHOLDER.findall(value.text):
                if name not in PLACEHOLDERS:
                    notes.error(value, f"'{{{name}}}' is no placeholder", f"one of {listed(PLACEHOLDERS)}")
            if any(sign in _PLACEHOLDER.sub("", value.text) for sign in "{}"):
                notes.error(value, "a brace stands alone in the message", "write both: {place}")


def _missing(notes: Notes, node: Mapping, found: Pairs, examples: dict[str, tuple[Example, ...]]) -> None:
    """What a good rule has and a rule can do without."""
    if "title" not in found:
        notes.warn(node, "the rule has no title", "write `title: {ar: …, en: …}`: it heads every alert")
    for side, what in (("fires", "fire it"), ("quiet", "leave it quiet")):
        here, value = found.get(side, (node, None))
        an_empty_list = isinstance(value, Items) and not value.items
        if an_empty_list or (value is None and "sequence" not in found and not examples[side]):
            notes.warn(here, f"the rule has no example under `{side}`", f"write one sentence that must {what}")


def _examples(notes: Notes, node: Node) -> tuple[Example, ...]:
    """Texts, `{text, title, date, outlet}`, or `{file: …}`."""
    made: list[Example] = []
    for one in node.items if isinstance(node, Items) else (node,):
        if isinstance(one, Mapping):
            made.extend(_example(notes, one))
        elif text := notes.text(one, "an example"):
            made.append(Example(text, line=one.line, column=one.column))
    return tuple(made)


def _example(notes: Notes, node: Mapping) -> list[Example]:
    found = notes.keys(node, "example", "an example")
    part = {word: notes.text(value, f"an example's {word}") for word, (_, value) in found.items()}
    date = part.get("date", "")
    if date and not is_moment(date):
        notes.error(found["date"][1], f"'{date}' is no date", "write it as 2026-03-14 or 2026-03-14T12:00:00+03:00")
    if "file" in part:
        outlet = part.get("outlet", "")
        return [
            Example(one.text, one.title, one.published or date, one.outlet or outlet, node.line, node.column)
            for one in notes.examples(found["file"][1])
        ]
    if not part.get("text") and not part.get("title"):
        notes.error(node, "the example has no text", "write `text: …`")
        return []
    return [Example(part.get("text", ""), part.get("title", ""), date, part.get("outlet", ""), node.line, node.column)]
