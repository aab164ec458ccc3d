"""From the nodes under `when:` to conditions."""

from __future__ import annotations

import re

from bot.arabic.letters import fold_word
from bot.rulebook.conditions import (
    AllOf,
    AnyOf,
    ArticlePlace,
    Condition,
    FactCondition,
    From,
    Keyword,
    NoneOf,
    Test,
    WordsCondition,
)
from bot.rulebook.document import Items, Mapping, Node, Scalar
from bot.rulebook.notes import Notes
from bot.rulebook.values import between, named, negatable, one_of, place_test, stated, yes
from bot.rulebook.vocabulary import BOUNDS, a, askable, leading, means, normal, tables, words_of

#: More letters than this is no keyword, it is a text.
LONGEST_KEYWORD = 200
_SUCH_AS = "write `event: {kind: airstrike, place: إدلب}`, say, or `words: {all: [قصف]}`"
_LISTS: dict[str, type[AllOf | AnyOf | NoneOf]] = {"all": AllOf, "any": AnyOf, "none": NoneOf}

_NUMBER = re.compile(r"\d+")
#: What stands for other letters elsewhere, and here for itself.
_PATTERN = re.compile(r"\.[*+?]|[*|^$\\]+|\[\^?\w+\]")

Pairs = dict[str, tuple[Scalar, Node]]


def condition(notes: Notes, node: Node) -> Condition | None:
    """A condition: a mapping of several means all of them, a list likewise. None where nothing of it can be used."""
    if isinstance(node, Items):
        return joined(AllOf, parts(notes, node))
    if not isinstance(node, Mapping) or not node.pairs:
        notes.error(node, "here must stand a condition", _SUCH_AS)
        return None
    return from_pairs(notes, notes.pairs(_told_apart(notes, node), known_conditions(), "a condition"))


def from_pairs(notes: Notes, found: Pairs) -> Condition | None:
    """All the conditions of a mapping."""
    made = [one for word in found if (one := _one(notes, word, found)) is not None]
    return joined(AllOf, made)


def known_conditions() -> dict[str, str]:
    """What may stand in a condition: facts, and what is asked of the whole article."""
    return {**tables()["fact"], **tables()["condition"]}


def _told_apart(notes: Notes, node: Mapping) -> Mapping:
    """The mapping without the keys that belong into a fact: these get a fault that says into which."""
    kept = []
    for key, value in node.pairs:
        known = normal(key.text) in known_conditions()
        inside = "" if known else _within_fact(key.text, value)
        if not known and normal(key.text) in tables()["rule"]:
            notes.error(key, f"'{key.text}' is no condition", "write it beside `when`, not below it")
        elif inside:
            notes.error(key, f"'{key.text}' asks a fact", f"write it there: `{inside}`")
        else:
            kept.append((key, value))
    return Mapping(tuple(kept), node.line, node.column)


def _within_fact(written: str, value: Node) -> str:
    """How a word is asked that names a field of a fact, or one of the words of its leading field; "" for all others.

    `value` = what was written for it: a number was meant as its least.
    """
    field = tables()["field"].get(normal(written), "")
    for fact in words_of("fact"):
        if field in askable(fact):
            return f"{fact}: {{{written}: …}}"
    for fact in words_of("fact"):
        first = leading(fact)
        if first and means(askable(fact)[first], written):
            number = _NUMBER.search(fold_word(value.text)) if isinstance(value, Scalar) else None
            least = number and "at_least" in askable(fact)
            return f"{fact}: {{{first}: {written}, {f'at_least: {number[0]}' if number and least else '…'}}}"
    return ""


def _one(notes: Notes, word: str, found: Pairs) -> Condition | None:
    """One pair of a condition."""
    key, value = found[word]
    if word in words_of("fact"):
        return fact_condition(notes, word, value)
    if word == "words":
        return words_condition(notes, value)
    if word == "exact":
        letters = _keywords(notes, value, exact=True)
        return WordsCondition(all=letters) if letters else None
    if word == "place":
        test = place_test(notes, value, found["except"][1] if "except" in found else None)
        return ArticlePlace(test) if test else None
    if word == "except":
        if "place" not in found:
            notes.error(key, "`except` needs a `place` beside it", "write `place: …`, or `place: {not: …}`")
        return None
    if word in {"sources", "outlets"}:
        return origin(notes, word, value)
    if word in {"by", "speaker"}:
        name = named(notes, value, word)
        return FactCondition("", (name,)) if name else None
    return joined(_LISTS[word], parts(notes, value))


def parts(notes: Notes, node: Node) -> list[Condition]:
    """The conditions of a list; a mapping is a list of its pairs."""
    nodes: tuple[Node, ...] = (node,)
    if isinstance(node, Items):
        nodes = node.items
    elif isinstance(node, Mapping) and len(node.pairs) > 1:
        nodes = _each_alone(node)
    if not nodes:
        notes.error(node, "the list of conditions is empty", _SUCH_AS)
    return [one for part in nodes if (one := condition(notes, part)) is not None]


def _each_alone(node: Mapping) -> tuple[Mapping, ...]:
    """The pairs of a mapping, each as one of its own; an `except` stays with the `place` that it is about."""
    words = [tables()["condition"].get(normal(key.text)) for key, _ in node.pairs]
    together = [pair for pair, word in zip(node.pairs, words, strict=True) if word in {"place", "except"}]
    alone: list[Mapping] = []
    for pair, word in zip(node.pairs, words, strict=True):
        if word != "except" or "place" not in words:
            pairs = tuple(together) if word == "place" else (pair,)
            alone.append(Mapping(pairs, pair[0].line, pair[0].column))
    return tuple(alone)


def joined(kind: type[AllOf | AnyOf | NoneOf], made: list[Condition]) -> Condition | None:
    """Several conditions as one."""
    if not made:
        return None
    return made[0] if len(made) == 1 and kind is not NoneOf else kind(tuple(made))


def fact_condition(notes: Notes, fact: str, node: Node) -> Condition | None:
    """`fact: {field: value, …}`; a word or a list asks the fact's leading field; `any` or nothing asks for any."""
    fields, name = askable(fact), "" if fact == "fact" else fact
    if isinstance(node, Scalar) and node.text in {"", "~", "null", "any"}:
        return FactCondition(name)
    if isinstance(node, Scalar | Items) and leading(fact):
        test = one_of(notes, node, leading(fact), fields[leading(fact)], f"{fact} {leading(fact)}")
        return FactCondition(name, (test,)) if test else None
    known = {written: word for written, word in tables()["field"].items() if word in fields}
    found = notes.pairs(_own_fields(notes, fact, node), known, a(fact))
    tests = [_test(notes, fact, word, value) for word, (_, value) in found.items()]
    value_of = {word: value for word, (_, value) in found.items()}
    tests.append(between(notes, value_of.get("at_least"), value_of.get("at_most")))
    place = place_test(notes, value_of.get("place"), value_of.get("except"))
    return FactCondition(name, tuple(test for test in tests if test is not None), place)


def _own_fields(notes: Notes, fact: str, node: Node) -> Node:
    """The mapping without fields that only another fact has: these get a fault that says which."""
    if not isinstance(node, Mapping):
        return node
    kept, fields = [], askable(fact)
    for key, value in node.pairs:
        field = tables()["field"].get(normal(key.text), "")
        owner = next((one for one in words_of("fact") if field in askable(one)), None)
        if means("value", key.text) and leading(fact):
            code = f"{leading(fact)}: {{not: …}}"
            notes.error(key, f"'{key.text}' is not known in {a(fact)}", f"write `{code}`, or `none: [{fact}: …]`")
        elif leading(fact) and not field and means(fields[leading(fact)], key.text):
            number = value.text if isinstance(value, Scalar) and value.text.isdecimal() else ""
            at_least = f", at_least: {number}" if number and "at_least" in fields else ""
            notes.error(
                key, f"'{key.text}' is a word of `{leading(fact)}`", f"write `{leading(fact)}: {key.text}{at_least}`"
            )
        elif key.text.isdecimal() and isinstance(value, Scalar) and not value.text:
            remedy = "write a number without a comma"
            notes.error(key, "a comma within braces ends the text before it", remedy)
        elif owner and field not in askable(fact):
            notes.error(key, f"'{key.text}' cannot be asked of {a(fact)}", f"it is asked of {a(owner)}")
        else:
            kept.append((key, value))
    return Mapping(tuple(kept), node.line, node.column)


def _test(notes: Notes, fact: str, field: str, node: Node) -> Test | None:
    """What one field is asked; bounds and places are asked by fact_condition."""
    kind = askable(fact)[field]
    if field in BOUNDS or kind == "place":
        return None
    if kind == "name":
        return named(notes, node, field)
    if kind == "stated":
        return stated(notes, node, field)
    if kind == "yes":
        answer = yes(notes, node, field)
        # bools are asked like words: one kind of test less in every engine
        return (
            None if answer is None else one_of(notes, Scalar(str(answer), node.line, node.column), field, "yes", field)
        )
    return one_of(notes, node, field, kind, f"{fact} {field}")


def words_condition(notes: Notes, node: Node) -> Condition | None:
    """`words: {all: […], any: […], none: […], exact: …}`; one keyword or a list of keywords means all of them."""
    if not isinstance(node, Mapping):
        found = _keywords(notes, node)
        return WordsCondition(all=found) if found else None
    known = {
        written: word for written, word in tables()["condition"].items() if word in {"all", "any", "none", "exact"}
    }
    pairs = notes.pairs(node, known, "words")
    every, some, never = (
        _keywords(notes, pairs[group][1]) if group in pairs else () for group in ("all", "any", "none")
    )
    if "exact" in pairs:
        every += _keywords(notes, pairs["exact"][1], exact=True)
    barred = [keyword for keyword in never if keyword in every] or (never if some and set(some) <= set(never) else ())
    for keyword in barred:
        notes.error(pairs["none"][1], f"'{keyword.text}' must stand there and must not", "this can never fire")
    if not node.pairs:
        notes.error(node, "`words` is empty", "write at least one keyword")
    return WordsCondition(every, some, never) if every or some or never else None


def _keywords(notes: Notes, node: Node, *, exact: bool = False) -> tuple[Keyword, ...]:
    """Keywords: texts, or `{exact: text}` for the letter."""
    found: dict[Keyword, None] = {}
    for one in node.items if isinstance(node, Items) else (node,):
        value, to_the_letter = one, exact
        if isinstance(one, Mapping):
            exact_word = {written: word for written, word in tables()["condition"].items() if word == "exact"}
            pairs = notes.pairs(one, exact_word, "a keyword")
            if "exact" not in pairs:
                continue
            value, to_the_letter = pairs["exact"][1], True
        text = "" if notes.parted(value) else notes.text(value, "a keyword")
        if len(text) > LONGEST_KEYWORD:
            notes.error(
                value, f"a keyword of {len(text)} letters", f"at most {LONGEST_KEYWORD}: write the telling words"
            )
        elif text and not any(sign.isalnum() for sign in fold_word(text)):
            notes.error(value, f"'{text}' holds no letter and no digit", "a keyword is a word")
        elif text:
            if not to_the_letter and _PATTERN.search(text):
                plain = _PATTERN.sub(" ", text).strip()
                remedy = f"a keyword finds its word in all its forms: write {plain}"
                notes.warn(value, f"the signs of '{text}' are looked for as they stand", remedy)
            found[Keyword(text, to_the_letter)] = None
    if isinstance(node, Items) and not node.items:
        notes.error(node, "the list of keywords is empty", "write at least one, or leave the line out")
    return tuple(found)


def origin(notes: Notes, word: str, node: Node) -> From | None:
    """`sources: [ids]` or `outlets: [names]`; `{not: …}` too."""
    value, negated = negatable(notes, node, word)
    names = tuple(name.text.strip() for name in notes.names(value, word)) if not _empty(value) else ()
    folded = names if word == "sources" else tuple(fold_word(name).casefold() for name in names)
    return From(word.removesuffix("s"), folded, negated) if folded else None


def _empty(node: Node) -> bool:
    return isinstance(node, Items) and not node.items and not node.line
