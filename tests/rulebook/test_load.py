"""Loading: only what changed is read again, what is broken keeps its last good state, and no file can do harm."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import rulebook
from bot.rulebook import Rulebook, Severity, edits, load
from bot.rulebook.document import DEEPEST, LARGEST_FILE
from bot.rulebook.files import MOST_ENTRIES
from tests.rulebook.conftest import Known

Write = Callable[..., Rulebook]


def entry(name: str, kind: str = "clash", more: str = "") -> str:
    return f"  - id: {name}\n    title: عنوان\n    when: {{event: {kind}}}\n    fires: [نص]\n    quiet: [نص]\n{more}"


def ids(book: Rulebook) -> list[str]:
    return [rule.id for rule in book.rules]


def test_an_unchanged_folder_gives_back_the_same_rulebook(written: Write) -> None:
    book = written(a="rules:\n" + entry("one"))
    assert written(book) is book


def test_only_the_edited_entry_is_read_again(written: Write) -> None:
    book = written(a="rules:\n" + entry("one") + entry("two") + entry("three"), b="rules:\n" + entry("four"))
    after = written(book, a="rules:\n" + entry("one") + entry("two", "talks") + entry("three"))
    assert ids(after) == ["one", "two", "three", "four"]
    same = [old is new for old, new in zip(book.rules, after.rules, strict=True)]
    assert same == [True, False, True, True]


def test_entries_that_moved_down_know_their_new_lines(written: Write) -> None:
    book = written(a="rules:\n" + entry("one") + "  - id: Bad\n    when: {}\n" + entry("three"))
    after = written(book, a="# a comment\n\nrules:\n" + entry("one") + "  - id: Bad\n    when: {}\n" + entry("three"))
    assert [rule.origin.line for rule in book.rules] == [2, 9]
    assert [rule.origin.line for rule in after.rules] == [4, 11]
    assert [rule.fires[0].line for rule in after.rules] == [7, 14]
    assert [fault.line + 2 for fault in book.faults] == [fault.line for fault in after.faults]
    assert after.rules[0].when is book.rules[0].when


def test_a_file_that_no_longer_loads_keeps_its_last_good_rules(written: Write) -> None:
    book = written(a="rules:\n" + entry("one"), b="rules:\n" + entry("two"))
    broken = written(book, a="rules:\n  - id: [one\n")
    assert ids(broken) == ["one", "two"]
    assert broken.kept == ("one",)
    assert len(broken.errors) == 1
    mended = written(broken, a="rules:\n" + entry("one", "talks"))
    assert (ids(mended), mended.kept, mended.errors) == (["one", "two"], (), ())


def test_a_rule_that_is_broken_now_stays_as_it_was(written: Write) -> None:
    book = written(a="rules:\n" + entry("one") + entry("two"))
    broken = written(book, a="rules:\n" + entry("one", "clahs") + entry("two"))
    assert (ids(broken), broken.kept) == (["one", "two"], ("one",))
    assert broken.rules[0].when == book.rules[0].when


def test_an_empty_file_is_a_slip_of_saving_and_a_deleted_one_is_not(written: Write, tmp_path: Path) -> None:
    book = written(a="rules:\n" + entry("one"), b="rules:\n" + entry("two"))
    emptied = written(book, a="")
    assert ids(emptied) == ["one", "two"]
    (tmp_path / "a.yaml").unlink()
    assert ids(written(emptied)) == ["two"]


def test_new_defaults_reach_every_rule(written: Write) -> None:
    book = written(a="rules:\n" + entry("one"), d="defaults:\n  severity: low\n")
    after = written(book, d="defaults:\n  severity: critical\n  update: none\n")
    assert [rule.severity for rule in book.rules] == [Severity.LOW]
    assert [rule.severity for rule in after.rules] == [Severity.CRITICAL]
    assert not after.rules[0].update.changes


def test_a_disabled_rule_is_known_and_not_in_force(written: Write) -> None:
    book = written(a="rules:\n" + entry("one", more="    enabled: no\n") + entry("two"))
    assert (ids(book), [rule.id for rule in book.disabled]) == (["two"], ["one"])


def test_a_missing_folder_is_a_fault_and_keeps_what_was(tmp_path: Path, known: Known, written: Write) -> None:
    book = written(a="rules:\n" + entry("one"))
    gone = load(tmp_path / "nowhere", known.gazetteer, book)
    assert ids(gone) == ["one"]
    assert "there is no such folder" in str(gone.faults[0])
    assert load(tmp_path / "nowhere", known.gazetteer).rules == ()


def test_example_files_are_read_and_watched(written: Write, tmp_path: Path) -> None:
    article = tmp_path / "strike.txt"
    article.write_text("عنوان الخبر\n\nنص الخبر", encoding="utf-8")
    rule = (
        "rules:\n  - {id: a, title: x, when: {event: clash}, "
        "fires: [{file: strike.txt, date: 2026-01-02}], quiet: [x]}\n"
    )
    book = written(a=rule)
    assert [(one.title, one.text, one.published) for one in book.rules[0].fires] == [
        ("عنوان الخبر", "نص الخبر", "2026-01-02")
    ]
    article.write_text("نص آخر", encoding="utf-8")
    os.utime(article, ns=(1, 1))
    assert [one.text for one in written(book).rules[0].fires] == ["نص آخر"]


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", "nothing.txt"])
def test_an_example_file_stands_below_the_rule_file(name: str, written: Write) -> None:
    book = written(
        a=f"rules:\n  - {{id: a, title: x, when: {{event: clash}}, fires: [{{file: {name}}}], quiet: [x]}}\n"
    )
    assert len(book.errors) == 1
    assert name in str(book.errors[0])


def bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    return ("\n".join(lines) + "\nrules: *a29\n").encode()


BAD_FILES = {
    "a billion laughs": (bomb(), "blow it up"),
    "deep nesting": (b"rules: " + b"[" * 100_000, f"nested deeper than {DEEPEST} levels"),
    "deep block nesting": (b"rules:\n" + b"".join(b"  " * n + b"- a:\n" for n in range(300)), "nested deeper"),
    "binary": (bytes(range(256)) * 100, "not a text file"),
    "windows-1256": ("rules:\n  - id: a\n    title: هدنة\n".encode("cp1256"), "not UTF-8"),
    "utf-16": ("rules:\n  - id: a\n".encode("utf-16"), "not"),
    "too large": (b"# " + b"x" * LARGEST_FILE, "more than 16"),
    "a tag that would build an object": (b"rules: !!python/object/apply:os.system [x]\n", "just a text"),
    "two documents": (b"rules: []\n---\nrules: []\n", "a second document"),
    "a control character": (b"rules:\n  - id: a\x07b\n", "control character"),
    "a list at the top": (b"- id: a\n", "a file begins with `rules:`"),
    "more entries than anybody writes": (b"rules:\n" + b"  - {id: a}\n" * (MOST_ENTRIES + 1), "entries, more than"),
    "a key that is a list": (b"rules:\n  - {[a]: b}\n", "a key must be one word"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_harmful_file_is_one_clear_fault(name: str, known: Known, tmp_path: Path) -> None:
    data, says = BAD_FILES[name]
    (tmp_path / "bad.yaml").write_bytes(data)
    (tmp_path / "good.yaml").write_text("rules:\n" + entry("one"), encoding="utf-8")
    started = time.process_time()
    book = load(tmp_path, known.gazetteer)
    assert ids(book) == ["one"]
    assert book.errors
    if name != "a tag that would build an object":
        assert any(says in str(fault) for fault in book.errors), book.errors
    assert time.process_time() - started < 5


def test_bom_crlf_and_arabic_keys_are_fine(known: Known, tmp_path: Path) -> None:
    text = (
        "قواعد:\r\n  - معرف: hudna\r\n    عنوان: هدنة في إدلب\r\n    خطورة: عالية\r\n    متى:\r\n"
        "      هدنة: {الحال: معلن, المكان: إدلب}\r\n    ينذر: [نص]\r\n    يسكت: [نص]\r\n"
    )
    (tmp_path / "ar.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    english = (
        "rules:\n  - {id: hudna, title: هدنة في إدلب, severity: high, "
        "when: {ceasefire: {status: declared, place: إدلب}}}\n"
    )
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "en.yml").write_text(english, encoding="utf-8")
    book = load(tmp_path, known.gazetteer)
    assert [str(fault) for fault in book.errors] == [
        f"{tmp_path}/x/en.yml:2:5: the id 'hudna' is taken: {tmp_path}/ar.yaml:2 — give this rule another"
    ]
    (tmp_path / "ar.yaml").unlink()
    alone = load(tmp_path, known.gazetteer)
    assert alone.rules[0].when == book.rules[0].when
    assert (alone.rules[0].titles, alone.rules[0].severity) == (book.rules[0].titles, Severity.HIGH)


def test_no_and_times_stay_what_they_look_like(written: Write) -> None:
    book = written(a="sources:\n  - {id: 010, kind: feed, url: 'https://x.example', country: no, every: 30m}\n")
    assert [(source.id, source.country, source.every) for source in book.sources] == [
        ("010", "NO", timedelta(minutes=30))
    ]


def test_a_file_cut_into_entries_and_a_file_read_whole_give_the_same(written: Write) -> None:
    text = "rules:\n" + entry("one") + "# between\n\n" + entry("two", "talks") + "  - id: Bad\n" + entry("three")
    cut = written(a=text)
    whole = written(a=text + "sources: &anchor\n  - {id: s, kind: folder, path: inbox}\n")
    assert cut.rules == whole.rules
    assert [str(fault) for fault in cut.faults] == [str(fault) for fault in whole.faults]
    assert [rule.origin for rule in cut.rules] == [rule.origin for rule in whole.rules]


def test_block_texts_may_look_like_entries(written: Write) -> None:
    text = (
        "rules:\n  - id: one\n    title: x\n    when: {event: clash}\n    fires:\n      - |\n        - id: two\n"
        '        rules:\n      - "a\n\n  - b"\n    quiet: [x]\n'
    )
    book = written(a=text)
    assert ids(book) == ["one"]
    assert [one.text for one in book.rules[0].fires] == ["- id: two\nrules:", "a\n- b"]


def test_one_edited_rule_of_a_thousand_is_live_at_once(known: Known, tmp_path: Path) -> None:
    for number in range(1000):
        words = f"    when: {{words: [كلمة{number}, قصف], place: إدلب}}\n"
        text = f"rules:\n  - id: rule-{number}\n    title: x\n{words}    fires: [x]\n    quiet: [x]\n"
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    book = load(tmp_path, known.gazetteer)
    matcher = rulebook.compile(book.rules, known)
    all_of_them = time.process_time() - started
    took = []
    for before, word in (("قصف", "غارة"), ("غارة", "هجوم"), ("هجوم", "توغل")):
        edited = (tmp_path / "500.yaml").read_text(encoding="utf-8").replace(before, word)
        (tmp_path / "500.yaml").write_text(edited, encoding="utf-8")
        started = time.process_time()
        after = load(tmp_path, known.gazetteer, book)
        rulebook.compile(after.rules, known, matcher)
        took.append(time.process_time() - started)
        assert sum(old is not new for old, new in zip(book.rules, after.rules, strict=True)) == 1
    # The least of three: whoever collects garbage in between is not what is measured.
    assert min(took) < all_of_them / 4, f"{min(took) * 1000:.0f} ms for one, {all_of_them * 1000:.0f} ms for all"


def test_a_folder_that_was_away_is_found_again(written: Write, tmp_path: Path, known: Known) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "a.yaml").write_text("rules:\n" + entry("one"), encoding="utf-8")
    (folder / "b.yaml").write_text("rules:\n" + entry("two", "clahs"), encoding="utf-8")
    book = load(folder, known.gazetteer)
    folder.rename(tmp_path / "away")
    away = load(folder, known.gazetteer, book)
    assert ids(away) == ["one"]
    assert [fault.what for fault in away.errors] == ["there is no such folder", "'clahs' is not an event kind"]
    assert load(folder, known.gazetteer, away) is away
    (tmp_path / "away").rename(folder)
    back = load(folder, known.gazetteer, away)
    assert back.faults == book.faults
    assert edits(away, back).mended == (str(folder),)


def test_a_folder_without_a_rule_file_is_told_of(known: Known, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text("rules:\n" + entry("one"), encoding="utf-8")
    found = load(tmp_path, known.gazetteer)
    assert [str(fault).partition(":1:1: ")[2] for fault in found.faults] == [
        "warning: there is no rule file in this folder — the name of a rule file ends in .yaml"
    ]
    assert load(tmp_path, known.gazetteer, found) is found


def test_deleting_every_file_removes_every_rule(written: Write, tmp_path: Path) -> None:
    book = written(a="rules:\n" + entry("one"))
    (tmp_path / "a.yaml").unlink()
    assert ids(written(book)) == []


def test_faults_of_the_defaults_stay_until_they_are_mended(written: Write) -> None:
    book = written(a="defaults: {severity: hgih}\n", b="rules:\n" + entry("one"))
    after = written(book, b="rules:\n" + entry("two"))
    assert after.errors == book.errors
    assert written(after, a="defaults: {severity: high}\n").errors == ()


def test_second_defaults_are_told_with_both_lines(written: Write, tmp_path: Path) -> None:
    book = written(a="# x\ndefaults: {severity: high}\n", b="\n\ndefaults: {severity: low}\n")
    assert [(fault.path, fault.line, fault.what) for fault in book.faults] == [
        (str(tmp_path / "b.yaml"), 3, f"there are defaults in {tmp_path / 'a.yaml'}:2 already")
    ]


@pytest.mark.parametrize("name", ["a.YAML", "a.Yml"])
def test_the_ending_of_a_name_may_be_in_capitals(name: str, known: Known, tmp_path: Path) -> None:
    (tmp_path / name).write_text("rules:\n" + entry("one"), encoding="utf-8")
    assert ids(load(tmp_path, known.gazetteer)) == ["one"]


def test_a_pipe_is_told_of_and_never_waited_for(known: Known, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert [fault.what for fault in load(tmp_path, known.gazetteer).faults] == ["is no ordinary file"]


EXAMPLES = {
    "gone.txt": (None, "gone.txt: there is no such file"),
    "folder": (None, "folder: is a folder"),
    "cut.jsonl": ('{"text": "x"}\n{"text":', "cut.jsonl: line 2 is not JSON"),
    "list.jsonl": ("[]", "list.jsonl: line 1 is no article"),
    "number.jsonl": ('{"title": 5}', "number.jsonl: line 1: 'title' is not a text"),
    "day.jsonl": ('{"text": "x", "published": "yesterday"}', "day.jsonl: line 1: 'yesterday' is no date"),
    "year.jsonl": ('{"text": "x", "published": "0001-01-01"}', "year.jsonl: line 1: '0001-01-01' is no date"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_file_that_cannot_be_used_is_a_fault(name: str, written: Write, tmp_path: Path) -> None:
    text, what = EXAMPLES[name]
    (tmp_path / "folder").mkdir()
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    rule = f"  - {{id: a, title: x, when: {{event: clash}}, fires: [{{file: {name}}}], quiet: [x]}}\n"
    assert [fault.what for fault in written(a="rules:\n" + rule).faults] == [what]


def test_an_example_file_may_name_the_outlet_of_each_article(written: Write, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "x", "outlet": "وكالة"}\n{"text": "y"}\n', encoding="utf-8")
    rule = "  - {id: a, title: x, when: {event: clash}, fires: [{file: x.jsonl, outlet: أخرى}], quiet: [x]}\n"
    assert [one.outlet for one in written(a="rules:\n" + rule).rules[0].fires] == ["وكالة", "أخرى"]


def test_thousands_of_unknown_places_are_told_in_a_moment(written: Write) -> None:
    letters = "بتثجحخدذرزسشصضطظعغفق"
    names = [f"{one}{two}{three}ان" for one in letters for two in letters for three in letters[:3]]
    rules = "".join(f"  - {{id: r{at}, title: x, when: {{place: {name}}}}}\n" for at, name in enumerate(names))
    started = time.process_time()
    faults = written(a="rules:\n" + rules).errors
    assert time.process_time() - started < 10
    assert len(faults) > 1000
    assert any("Did you mean" in fault.remedy for fault in faults)
