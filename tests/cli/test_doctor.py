"""The doctor: a line for everything, what is wrong with it, and what to do."""

import pytest

import bot.facts
from bot.cli.health import State, findings
from bot.settings import load, names
from tests.loopback import Loopback

TOKEN = "123456:secret-of-the-bot"
RULES = """
rules:
  - id: truce
    title: {ar: هدنة, en: Truce}
    when: {ceasefire: {status: declared}}
    fires: [أعلن الجيش وقفا لإطلاق النار]
    quiet: [افتتح المحافظ مدرسة]
"""
FEED = "<rss version='2.0'><channel><item><title>خبر</title></item></channel></rss>"


@pytest.fixture
async def server():
    async with Loopback() as loopback:
        yield loopback


@pytest.fixture
def look(monkeypatch, tmp_path, reader):
    """What the doctor finds, by what it looked at; in an empty folder with one rule."""
    monkeypatch.setattr(bot.facts, "load", lambda: reader)
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.yaml").write_text(RULES, encoding="utf-8")

    async def looked(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return {found.what: found async for found in findings(load())}

    return looked


async def test_with_nothing_set_nothing_is_broken(look):
    found = await look()
    assert {what: one.state for what, one in found.items()} == {
        "settings": State.WELL,
        "database": State.WELL,
        "telegram": State.OFF,
        "slack": State.OFF,
        "translate": State.OFF,
        "inbox": State.OFF,
        "rules": State.WELL,
    }


async def test_a_telegram_token_is_tried(look, server):
    server.serve(f"/bot{TOKEN}/getMe", '{"ok": true, "result": {"username": "nadhir_bot"}}')
    found = (await look(TELEGRAM_TOKEN=TOKEN, TELEGRAM_BASE_URL=server.url))["telegram"]
    assert (found.state, found.said) == (State.WELL, "speaks as @nadhir_bot")


@pytest.mark.parametrize("status", ["401 Unauthorized", "500 Internal Server Error"])
async def test_a_refused_telegram_token_is_not_shown(look, server, status):
    server.serve(f"/bot{TOKEN}/getMe", "{}", status)
    found = (await look(TELEGRAM_TOKEN=TOKEN, TELEGRAM_BASE_URL=server.url))["telegram"]
    assert found.state is State.BROKEN
    assert "secret" not in found.said + found.remedy
    assert status[:3] in found.said


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ('{"ok": true, "user": "nadhir", "team": "غرفة الأخبار"}', State.WELL, "speaks as nadhir in غرفة الأخبار"),
        ('{"ok": false, "error": "invalid_auth"}', State.BROKEN, "Slack says invalid_auth"),
        ("<html>", State.BROKEN, ""),
        ("[]", State.BROKEN, "no JSON object"),
    ],
)
async def test_slack_tokens_are_tried(look, server, answer, state, said):
    server.serve("/api/auth.test", answer)
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_BASE_URL": server.url + "/api"}
    found = (await look(**tokens))["slack"]
    assert (found.state, said in found.said) == (state, True)
    assert server.asked[0].headers["authorization"] == "Bearer xoxb-1"


async def test_one_slack_token_is_not_enough(look):
    found = (await look(SLACK_BOT_TOKEN="xoxb-1"))["slack"]
    assert (found.state, found.said) == (State.BROKEN, "no SLACK_APP_TOKEN")


@pytest.mark.parametrize(
    ("languages", "state"),
    [('[{"code": "ar"}, {"code": "en"}]', State.WELL), ('[{"code": "en"}]', State.BROKEN), ("<html>", State.BROKEN)],
)
async def test_the_translation_service_is_asked_for_its_languages(look, server, languages, state):
    server.serve("/languages", languages)
    found = (await look(NADHIR_TRANSLATORS="libretranslate", LIBRETRANSLATE_URL=server.url))["translate"]
    assert found.state is state


async def test_a_database_that_cannot_be_opened_is_said(look, tmp_path):
    (tmp_path / "file").write_text("x")
    found = (await look(NADHIR_DATABASE_URL="sqlite:///file/nadhir.db"))["database"]
    assert found.state is State.BROKEN
    assert "\n" not in found.said


async def test_rule_faults_are_listed(look, tmp_path):
    (tmp_path / "rules" / "ours.yaml").write_text(RULES.replace("declared", "anounced"), encoding="utf-8")
    assert (await look())["rules"].state is State.BROKEN


async def test_every_source_is_fetched_once(look, server, tmp_path):
    good, page = server.serve("/feed", FEED), server.serve("/page", "<html></html>")
    busy = server.serve("/busy", "", "503 Service Unavailable")
    entries = {"good": good, "page": page, "busy": busy}
    lines = "".join(
        f"  - {{id: {name}, kind: feed, url: '{url}', outlet: {{ar: و, en: o}}}}\n" for name, url in entries.items()
    )
    (tmp_path / "rules" / "sources.yaml").write_text("sources:\n" + lines, encoding="utf-8")
    found = await look(NADHIR_ALLOW_PRIVATE_HOSTS="127.0.0.1")
    assert {name: found[f"source {name}"].state for name in entries} == {
        "good": State.WELL,
        "page": State.BROKEN,
        "busy": State.DOUBTFUL,
    }
    assert found["source good"].said == "1 articles"
    assert "is no feed" in found["source page"].said


async def test_a_private_source_is_refused_with_the_setting_that_allows_it(look, server, tmp_path):
    url = server.serve("/feed", FEED)
    (tmp_path / "rules" / "sources.yaml").write_text(
        f"sources:\n  - {{id: inner, kind: feed, url: '{url}', outlet: {{ar: و, en: o}}}}\n", encoding="utf-8"
    )
    found = (await look())["source inner"]
    assert found.state is State.BROKEN
    assert "NADHIR_ALLOW_PRIVATE_HOSTS" in found.said


async def test_a_slip_in_a_name_is_doubtful(look):
    assert (await look(NADHIR_PROT="1"))["settings"].state is State.DOUBTFUL


async def test_access_by_invitation_is_told_to_be_as_good_as_closed(look):
    found = (await look(NADHIR_ACCESS="invite"))["settings"]
    assert (found.state, found.remedy) == (State.DOUBTFUL, "name them in NADHIR_OWNERS, or set it to open")
    found = (await look(NADHIR_ACCESS="invite", NADHIR_OWNERS="telegram:1"))["settings"]
    assert found.remedy == "set it to closed, which is the same for now, or to open"
    assert (await look(NADHIR_ACCESS="closed"))["settings"].state is State.WELL
