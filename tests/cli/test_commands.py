"""The commands as a person or a script calls them: what they print, where, and with which exit status."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import checking, matching, past, reading, run_command, speed
from bot.cli.checking import Format
from bot.settings import names

TITLE = "الجيش يعلن وقفا لإطلاق النار في إدلب"
TEXT = (
    "أعلن الجيش، اليوم السبت، وقفا لإطلاق النار في إدلب يبدأ صباح الأحد.\n\n"
    "وقال الدفاع المدني إن غارة قتلت سبعة مدنيين في سراقب أمس."
)
ARTICLE = {"id": "a1", "title": TITLE, "text": TEXT, "published": "2026-03-14T12:00:00+03:00", "outlet": "وكالة"}
RULES = """
rules:
  - id: truce
    title: {ar: هدنة, en: Truce}
    severity: high
    when:
      ceasefire: {status: declared, place: إدلب}
    fires: [أعلن الجيش وقفا لإطلاق النار في إدلب يبدأ صباح السبت]
    quiet: [افتتح المحافظ مدرسة جديدة في إدلب]
  - id: many-killed
    title: {ar: قتلى كثيرون, en: Many killed}
    when:
      figure: {kind: killed, at_least: 500}
    fires: [قتل 600 شخص في غارات جوية على مدينة حلب اليوم]
    quiet: [افتتح المحافظ مدرسة جديدة في إدلب]
"""


@pytest.fixture(autouse=True)
def _one_reader(monkeypatch, reader):
    """Readers do not change: one serves every call, or loading would be most of what these tests do."""
    for module in (reading, matching, past, checking, speed):
        monkeypatch.setattr(module, "load_reader", lambda: reader)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch, tmp_path):
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "archive.jsonl"
    path.write_text(json.dumps(ARTICLE, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ours.yaml").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture
def call(capsys):
    def called(*arguments):
        status = run_command([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return called


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_read_prints_one_json_line_an_article_as_the_contract_says(call, archive):
    status, out, err = call("read", "--json", archive)
    (row,) = rows(out)
    assert (status, err) == (0, "")
    assert {"id", "conflict", "ms", "facts", "places"} <= row.keys()
    assert (row["id"], row["conflict"]) == ("a1", True)
    assert row["ms"] >= 0
    for fact in row["facts"]:
        evidence = fact["evidence"]
        assert evidence["quote"] == ARTICLE[evidence["field"]][evidence["start"] : evidence["end"]]
        assert evidence["pattern"]
        assert all(isinstance(place, str) for place in fact["places"])
    assert {"ceasefire", "figure"} <= {fact["fact"] for fact in row["facts"]}


def test_read_shows_a_person_every_fact_marked_in_the_text_with_its_pattern(call, archive):
    status, out, _ = call("read", archive)
    assert status == 0
    assert "⟦" in out
    assert "⟧¹" in out
    assert "ceasefire declared" in out
    assert "← " in out
    assert out.replace("⟦", "").translate({ord(c): None for c in "⟧¹²³⁴⁵⁶⁷⁸⁹⁰"}).count(TITLE) == 1


def test_a_bad_line_goes_to_stderr_and_the_rest_is_read(call, archive):
    archive.write_text("broken\n" + archive.read_text(encoding="utf-8"), encoding="utf-8")
    status, out, err = call("read", "--json", archive, "missing.txt")
    assert status == 1
    assert [row["id"] for row in rows(out)] == ["a1"]
    assert err.splitlines() == [
        f"{archive}:1: is not JSON (Expecting value, column 1)",
        "missing.txt: no such file",
    ]


def test_standard_input_is_read(call, archive, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(archive.read_bytes())))
    status, out, _ = call("read", "--json", "-")
    assert (status, len(rows(out))) == (0, 1)


def test_a_terminal_is_not_obeyed_by_what_an_article_says(call, tmp_path):
    (tmp_path / "a.txt").write_text("قصف \x1b[2J\x07 على إدلب", encoding="utf-8")
    _, out, _ = call("read", "a.txt")
    assert "\x1b" not in out
    assert "\x07" not in out


def test_match_names_what_fires_and_what_nearly_did(call, archive, rules):
    status, out, err = call("match", "--json", "--rules", rules, archive)
    (row,) = rows(out)
    assert (status, err, row["id"]) == (0, "", "a1")
    (fired,) = row["fired"]
    assert (fired["rule"], fired["certainty"]) == ("truce", "sure")
    assert fired["facts"]
    assert fired["evidence"][0]["quote"] in ARTICLE[fired["evidence"][0]["field"]]
    (missed,) = row["missed"]
    assert missed["rule"] == "many-killed"
    assert missed["because"]


def test_match_speaks_to_people_too(call, archive, rules):
    _, out, _ = call("match", "--rules", rules, archive)
    assert "● truce (sure) Truce" in out
    assert "○ many-killed: " in out


def test_match_shows_the_keywords_that_fired(call, tmp_path, rules):
    words = "rules:\n  - {id: ships, title: سفن, when: {words: [سفينة, البحر الأحمر], exact: شحن}}\n"
    (rules / "words.yaml").write_text(words, encoding="utf-8")
    (tmp_path / "a.txt").write_text("أصاب صاروخ السفينة وهي سفينة شحن في البحر الأحمر", encoding="utf-8")
    _, out, _ = call("match", "--rules", rules, "a.txt")
    for shown in ("⟦السفينة⟧", "← word: سفينة", "⟦البحر الأحمر⟧", "← word: البحر الأحمر", "⟦شحن⟧", "← exact: شحن"):
        assert shown in out


def test_match_all_explains_every_rule(call, tmp_path, rules):
    (tmp_path / "a.txt").write_text("افتتح الوزير معرضا للكتاب", encoding="utf-8")
    _, out, _ = call("match", "--json", "--all", "--rules", rules, "a.txt")
    assert {miss["rule"] for miss in rows(out)[0]["missed"]} == {"truce", "many-killed"}


def test_a_broken_rule_is_named_and_silences_no_other(call, archive, rules):
    (rules / "broken.yaml").write_text("rules:\n  - id: x\n    when:\n      ceasefire: {status: anounced}\n")
    status, out, err = call("match", "--json", "--rules", rules, archive)
    assert status == 1
    assert [fired["rule"] for fired in rows(out)[0]["fired"]] == ["truce"]
    assert err.startswith(f"{rules}/broken.yaml:4:")
    assert "Did you mean 'declared'?" in err


def test_backtest_tells_in_order_of_time(call, archive, rules):
    later = ARTICLE | {"id": "a2", "published": "2026-03-14T15:00:00+03:00"}
    archive.write_text("\n".join(json.dumps(row) for row in (later, ARTICLE)), encoding="utf-8")
    status, out, _ = call("backtest", "--json", "--all", "--rules", rules, archive)
    lines = rows(out)
    assert status == 0
    assert [(line["at"], line["article"], line["verdict"]) for line in lines] == [
        ("2026-03-14T09:00:00+00:00", "a1", "new"),
        ("2026-03-14T12:00:00+00:00", "a2", "held"),
        ("2026-03-14T21:00:00+00:00", "a2", "held"),  # its stated moment has come: a quiet edit
    ]
    assert {"rule", "reason", "incident", "story", "title"} <= lines[0].keys()
    assert lines[0]["incident"] == lines[1]["incident"]
    assert len(rows(call("backtest", "--json", "--rules", rules, archive)[1])) == 1


def test_backtest_shows_what_an_edit_changes(call, archive, rules, tmp_path):
    before = tmp_path / "before"
    before.mkdir()
    (before / "ours.yaml").write_text(RULES.replace("id: truce", "id: other"), encoding="utf-8")
    status, out, _ = call("backtest", "--json", "--rules", rules, "--against", before, archive)
    assert status == 0
    assert [(row["change"], row["rule"]) for row in rows(out)] == [("gained", "truce"), ("lost", "other")]
    assert "1 gained, 1 lost" in call("backtest", "--rules", rules, "--against", before, archive)[1]


def test_backtest_counts_for_people(call, archive, rules):
    _, out, _ = call("backtest", "--rules", rules, archive)
    assert "2026-03-14 09:00  new    truce" in out
    assert "updates" in out


def test_check_is_content_with_good_rules(call, rules):
    assert call("check", rules) == (0, "2 rules, 0 sources, 4 examples: all well\n", "")


def test_check_names_every_fault_with_its_place(call, rules):
    ours = rules / "ours.yaml"
    ours.write_text(RULES.replace("declared", "anounced").replace("قتل 600 شخص", "قتل 6 أشخاص"), encoding="utf-8")
    status, out, _ = call("check", rules)
    assert status == 1
    lines = out.splitlines()
    assert lines[0].startswith(f"{ours}:7:27: 'anounced' is not a ceasefire status")
    assert lines[1].startswith(f"{ours}:14:13: this example does not fire 'many-killed': ")
    assert lines[-1] == "1 rule, 0 sources, 2 examples: 2 errors, 0 warnings"


def test_check_says_what_an_example_that_fires_wrongly_was_read_as(call, rules):
    text = RULES.replace(
        "quiet: [افتتح المحافظ مدرسة جديدة في إدلب]", "quiet: [أعلن الجيش وقفا لإطلاق النار في إدلب]", 1
    )
    (rules / "ours.yaml").write_text(text, encoding="utf-8")
    status, out, _ = call("check", rules)
    assert status == 1
    assert "this example fires 'truce' and must not: «أعلن الجيش وقفا لإطلاق النار في إدلب» — read: " in out
    assert "ceasefire declared (إدلب)" in out


@pytest.mark.parametrize("form", list(Format))
def test_check_writes_faults_in_every_format(call, rules, form):
    (rules / "ours.yaml").write_text(RULES.replace("declared", "anounced"), encoding="utf-8")
    status, out, _ = call("check", rules, "--format", form)
    assert status == 1
    assert {
        Format.TEXT: lambda: "ours.yaml:7:27: 'anounced'" in out,
        Format.JSON: lambda: (rows(out)[0]["line"], rows(out)[0]["column"]) == (7, 27),
        Format.GITHUB: lambda: out.startswith("::error file=") and "line=7,col=27::'anounced'" in out,
    }[form]()


def test_check_explain_shows_what_a_keyword_finds(call, rules):
    (rules / "words.yaml").write_text(
        "rules:\n  - id: w\n    title: {ar: ق, en: w}\n    when: {words: {all: [قصف, زمهرير]}}\n"
        "    fires: [قصف على زمهرير]\n    quiet: [هدوء]\n",
        encoding="utf-8",
    )
    _, out, _ = call("check", rules, "--explain")
    assert "قصف (a word of the lexicon): قصف، " in out
    assert "زمهرير (as itself, with clitics and endings)" in out


@pytest.mark.parametrize("command", ["check", "match", "backtest"])
def test_a_missing_folder_of_rules_is_one_clear_line(call, archive, command):
    arguments = ["check", "/nowhere"] if command == "check" else [command, "--rules", "/nowhere", archive]
    assert call(*arguments) == (1, "", "/nowhere: no such folder of rule files\n")


def test_bench_gives_the_figures_of_the_contract(call, archive, rules):
    status, out, _ = call("bench", "--json", "--articles", archive, "--rules", rules)
    (row,) = rows(out)
    assert status == 0
    assert {"articles_per_second", "calibration", "ratio", "p50_ms", "p99_ms", "rules", "rss_mb"} <= row.keys()
    assert row["rules"] == 2
    assert row["ratio"] > 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["reed"],
        ["read"],
        ["read", "--jsn", "x"],
        ["match"],
        ["check", "a", "b"],
        ["check", "--format", "xml"],
        ["backtest"],
        ["backtest", "--jobs", "0", "x"],
        ["run", "now"],
    ],
)
def test_wrong_usage_is_one_line_and_status_two(call, arguments):
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("nadhir: ")


@pytest.mark.parametrize("command", ["run", "doctor"])
def test_wrong_settings_are_all_named(call, monkeypatch, command):
    monkeypatch.setenv("NADHIR_PORT", "x")
    monkeypatch.setenv("NADHIR_ACCESS", "x")
    status, out, err = call(command)
    assert status == 1
    said = (out + err).splitlines()
    assert len(said) == 2
    assert "NADHIR_PORT" in said[0]
    assert "NADHIR_ACCESS" in said[1]


def test_help_and_version_are_no_failure(call):
    assert call("--version")[0] == 0
    status, out, _ = call("--help")
    assert status == 0
    for command in ("run", "read", "check", "schema", "match", "backtest", "doctor", "bench"):
        assert f"\n  {command} " in out


def test_nothing_is_left_behind(call, archive, rules):
    before = sorted(Path.cwd().rglob("*"))
    for command in (["read", archive], ["match", "--rules", rules, archive], ["backtest", "--rules", rules, archive]):
        call(*command)
    assert sorted(Path.cwd().rglob("*")) == before


def test_check_speaks_arabic_where_it_is_asked_to(call, rules):
    (rules / "broken.yaml").write_text("rules:\n  - {id: x, title: x, when: {event: clahs}}\n", encoding="utf-8")
    status, out, _ = call("check", rules, "--language", "ar")
    assert status == 1
    assert ": \u2068clahs\u2069 ليس نوعًا لحدث — لعلك تقصد \u2068clash\u2069" in out
    assert "تنبيه: ليس للقاعدة مثال تحت" in out
    assert out.splitlines()[-1] == "قاعدتان، لا مصادر، \u20684\u2069 أمثلة: خطأ واحد، تنبيهان"
    assert "'fr' is not one of 'ar', 'en'" in call("check", rules, "--language", "fr")[2]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("read", "وقف إطلاق نار معلن"),
        ("read", "قتلى \u20687\u2069 · مَن مدنيون"),
        ("match", "● \u2068truce\u2069 (مؤكد)"),
        ("match", "○ \u2068many-killed\u2069: العدد \u20687\u2069، والمطلوب \u2068500\u2069 على الأقل"),
        ("backtest", "\u20682026-03-14 09:00\u2069  جديد"),
        ("read", " · من \u20682026-"),
        ("backtest", "أول خبر عنه"),
        ("backtest", "القاعدة"),
    ],
)
def test_what_people_read_is_said_in_arabic_where_it_is_asked_for(call, archive, rules, command, expected):
    options = [] if command == "read" else ["--rules", rules]
    assert expected in call(command, *options, "--language", "ar", archive)[1]


def test_a_rule_is_called_what_it_is_called_in_the_readers_language(call, archive, rules):
    assert ") Truce\n" in call("match", "--rules", rules, archive)[1]
    assert ") هدنة\n" in call("match", "--rules", rules, "--language", "ar", archive)[1]


@pytest.mark.parametrize("command", ["match", "backtest"])
def test_faults_of_rule_files_are_told_in_the_language_asked_for(call, archive, rules, command):
    (rules / "broken.yaml").write_text("rules:\n  - {id: x, title: x, when: {event: clahs}}\n", encoding="utf-8")
    assert "ليس نوعًا لحدث" in call(command, "--rules", rules, "--language", "ar", archive)[2]
    assert "is not an event kind" in call(command, "--rules", rules, archive)[2]


def test_a_keyword_is_named_in_the_readers_language(call, archive, rules):
    rule = "rules:\n  - {id: k, title: k, when: {words: الدفاع المدني, exact: سبعة}}\n"
    (rules / "words.yaml").write_text(rule, encoding="utf-8")
    out = call("match", "--rules", rules, "--language", "ar", archive)[1]
    assert "كلمة: الدفاع المدني" in out
    assert "بالحرف: سبعة" in out
    assert "word: الدفاع المدني" in call("match", "--rules", rules, archive)[1]


def test_what_turns_a_line_around_does_not_reach_the_reader(call, tmp_path):
    path = tmp_path / "turned.jsonl"
    path.write_text(json.dumps(ARTICLE | {"title": "\u202eغارة\u202c"}, ensure_ascii=False) + "\n", encoding="utf-8")
    for command in ("read", "match"):
        out = call(command, path, *(["--rules", tmp_path] if command == "match" else []))[1]
        assert "غارة" in out
        assert "\u202e" not in out
