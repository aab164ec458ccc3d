"""`nadhir backtest` over the store's own past and as a gate for edits; `nadhir schema`."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli import past, run_command
from bot.model.article import Article
from bot.model.story import Judgement, Placing
from bot.rulebook import schema
from bot.settings import names
from bot.sources.samples import SOURCE
from bot.store import open_store
from bot.stories import OpenIncidents, place_in

TEXT = "أعلن الجيش، اليوم، وقفا لإطلاق النار في إدلب يبدأ صباح الغد."
RULES = """
rules:
  - id: truce
    title: {ar: هدنة, en: Truce}
    when: {ceasefire: {status: declared, place: إدلب}}
"""


@pytest.fixture
def call(capsys, monkeypatch, tmp_path, reader):
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NADHIR_DATABASE_URL", f"sqlite:///{tmp_path}/nadhir.db")
    monkeypatch.setattr(past, "load_reader", lambda: reader)

    def called(*arguments):
        status = run_command([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return called


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path / "rules"


async def keep(url, reader, *articles, received):
    """What a service would have kept of these articles."""
    store = await open_store(url)
    for article in articles:
        reading = reader.read(article)
        placing = place_in(reading, article, OpenIncidents(reader.gazetteer), reader.gazetteer, received)
        async with store.taking() as taking:
            await taking.keep(article, reading, Judgement(Placing(placing.main), (), (), None, ()), received)
    await store.close()


def test_backtest_runs_over_what_the_service_took_in(call, rules, tmp_path, reader):
    now = datetime.now(UTC)
    fresh = Article("fresh", "هدنة", TEXT, now - timedelta(hours=2), "أ")
    sample = Article("sample/1", "هدنة", TEXT, now - timedelta(hours=1), "ب", source=SOURCE)
    url = f"sqlite:///{tmp_path}/nadhir.db"
    asyncio.run(keep(url, reader, fresh, sample, received=now))
    asyncio.run(keep(url, reader, Article("old", "", TEXT, now, "أ"), received=now - timedelta(days=40)))
    status, out, _ = call("backtest", "--json", "--rules", rules, "--since", "30d")
    assert (status, [json.loads(line)["article"] for line in out.splitlines()]) == (0, ["fresh"])
    assert call("backtest", "--since", "yesterday", "--rules", rules)[0] == 1


SEQUENCE = """
rules:
  - id: truce-then-strike
    title: {ar: قصف بعد هدنة, en: A strike after a truce}
    sequence:
      within: 72h
      steps: [{ceasefire: {status: declared}}, {event: {kind: airstrike}}]
"""


def test_rules_over_time_are_tried_on_the_past_too(call, rules, tmp_path):
    (rules / "ours.yaml").write_text(SEQUENCE, encoding="utf-8")
    strike = "شنت طائرات حربية غارة جوية على خان شيخون في إدلب."
    days = (("strike-before", strike, 13), ("truce", TEXT, 14), ("strike", strike, 15), ("much-later", strike, 25))
    lines = [
        json.dumps({"id": name, "title": "", "text": text, "published": f"2026-03-{day}T12:00:00+00:00"})
        for name, text, day in days
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    status, out, _ = call("backtest", "--json", "--rules", rules, tmp_path / "a.jsonl")
    assert (status, [json.loads(line)["article"] for line in out.splitlines()]) == (0, ["strike"])


def test_a_difference_can_fail_a_check_of_edits(call, rules, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "", "text": TEXT}), encoding="utf-8")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "ours.yaml").write_text(RULES.replace("declared", "ended"), encoding="utf-8")
    command = ("backtest", "--rules", rules, "--against", tmp_path / "none", tmp_path / "a.jsonl")
    assert call(*command)[0] == 0
    assert call(*command, "--exit-code")[0] == 1
    assert call("backtest", "--rules", rules, "--against", rules, tmp_path / "a.jsonl", "--exit-code")[0] == 0


def test_the_schema_is_written_where_rule_files_name_it(call, rules):
    status, out, _ = call("schema", rules)
    assert (status, "$schema=schema.json" in out) == (0, True)
    assert (rules / schema.FILE_NAME).read_text(encoding="utf-8") == schema.text()
    assert call("schema", "--print") == (0, schema.text(), "")
    assert call("schema", rules / "missing")[0] == 1


def test_looking_into_the_past_makes_no_database(call, rules, tmp_path):
    status, out, err = call("backtest", "--since", "30d", "--rules", rules)
    assert (status, out) == (1, "")
    assert err == "--since: there is no database yet; `nadhir run` makes it and keeps what it takes in\n"
    assert not (tmp_path / "nadhir.db").exists()
    assert "'0d' is no span of time" in call("backtest", "--since", "0d", "--rules", rules)[2]


def test_how_much_was_read_is_said_where_nothing_is_told(call, rules, tmp_path):
    (tmp_path / "a.txt").write_text("افتتح الوزير معرضا للكتاب", encoding="utf-8")
    assert call("backtest", "--rules", rules, "a.txt") == (0, "1 article: nobody would have been told\n", "")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert "2 articles: 1 alert\n" in call("backtest", "--rules", rules, "a.txt", "b.txt")[1]
