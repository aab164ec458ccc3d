"""Rule files edited while the service runs: live within two seconds, broken ones keep their last good rules."""

import asyncio
import time
from datetime import UTC, datetime

import httpx

from bot.model.change import ChatStarted, Subscribed
from bot.model.chat import Chat, ChatRef, Language
from tests.app.test_whole_round import TRUCE, WORD, service
from tests.fakes import NOON

BOSS = ChatRef("web", "boss")
RULE = """rules:
  - id: {id}
    title: {{ar: هدنة, en: A truce}}
    when: {{ceasefire: {{status: {status}, place: إدلب}}}}
"""


async def told(built, *words: str) -> str:
    """The message to the owner in which these words stand, as soon as it is there."""
    async with asyncio.timeout(8):
        while True:
            lines = [line.message.text for line in await built.store.lines("boss") if line.message is not None]
            for text in lines:
                if all(word in text for word in words):
                    return text
            await asyncio.sleep(0.02)


async def test_rule_files_are_edited_while_it_runs(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    path = folder / "ours.yaml"
    path.write_text(RULE.format(id="truce", status="violated"), encoding="utf-8")
    async with (
        service(tmp_path, NADHIR_RULES=folder) as (built, url),
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=20) as browser,
    ):
        owner = Chat(BOSS, Language.ENGLISH, NOON, owner=True)
        await built.store.apply([ChatStarted(owner), Subscribed(BOSS, "truce", NOON)], NOON)
        (await browser.post("/chat/messages", json={"text": "/subscribe truce"})).raise_for_status()

        path.write_text(RULE.format(id="truce", status="declared") + "  - id: x\n    when: {nonsense: 1}\n", "utf-8")
        began = time.monotonic()
        assert "ours.yaml:6:" in await told(built, "faults", "nonsense")
        assert time.monotonic() - began < 2.5
        # The good rule of the edited file is live; the articles that come now meet it.
        word = {"Authorization": f"Bearer {WORD}"}
        fresh = {**TRUCE, "published": datetime.now(UTC).isoformat()}
        (await browser.post("/articles", json=fresh, headers=word)).raise_for_status()
        (kept,) = await built.store.sought(TRUCE["url"], 1)
        assert [(past.rules, past.verdict) for past in kept.verdicts] == [(("truce",), "tell_new")]

        path.write_text("rules: [", encoding="utf-8")
        await told(built, "faults", "ours.yaml:2:1")
        assert [rule.id for rule in built.in_force.book.rules] == ["truce"]

        path.write_text(RULE.format(id="another", status="declared"), encoding="utf-8")
        await told(built, "in order again", "ours.yaml")
        assert "kept" in await told(built, "no longer exists")
        assert "truce: 2" in await told(built, "Subscribers of each")
        assert [one.rule for one in await built.store.subscriptions(BOSS)] == ["truce"]


async def test_owners_are_told_of_every_file_by_its_name(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    ours, theirs = folder / "ours.yaml", folder / "theirs.yaml"
    ours.write_text(RULE.format(id="truce", status="violatd"), encoding="utf-8")
    theirs.write_text(RULE.format(id="other", status="declared"), encoding="utf-8")
    async with service(tmp_path, NADHIR_RULES=folder) as (built, _):
        owner = Chat(BOSS, Language.ENGLISH, NOON, owner=True)
        await built.store.apply([ChatStarted(owner), Subscribed(BOSS, "other", NOON)], NOON)

        # One is mended while the other breaks: both are told.
        many = "".join(f"  - {{id: x{number}, title: x, when: {{event: clsh{number}}}}}\n" for number in range(12))
        theirs.write_text("rules:\n" + many, encoding="utf-8")
        ours.write_text(RULE.format(id="truce", status="violated"), encoding="utf-8")
        faults = await told(built, "new faults", "clsh0")
        assert "clsh9" in faults
        assert "clsh10" not in faults
        assert "and 2 more" in faults.replace("\u2068", "").replace("\u2069", "")
        await told(built, "mended; others still have faults", "ours.yaml")

        theirs.write_text(RULE.format(id="other", status="declared") + "    enabled: no\n", encoding="utf-8")
        await told(built, "all rule files are in order again", "theirs.yaml")


async def test_an_arabic_owner_reads_faults_in_arabic(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ours.yaml").write_text(RULE.format(id="truce", status="declared"), encoding="utf-8")
    async with service(tmp_path, NADHIR_RULES=folder) as (built, _):
        await built.store.apply([ChatStarted(Chat(BOSS, Language.ARABIC, NOON, owner=True))], NOON)
        (folder / "ours.yaml").write_text(RULE.format(id="truce", status="declard"), encoding="utf-8")
        assert "لعلك تقصد" in await told(built, "أخطاء جديدة", "ليس حالًا لوقف إطلاق النار")


async def test_owners_are_told_at_the_start_of_what_does_not_work(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ours.yaml").write_text(RULE.format(id="truce", status="declared"), encoding="utf-8")
    async with service(tmp_path, NADHIR_RULES=folder) as (built, _):
        await built.store.apply([ChatStarted(Chat(BOSS, Language.ENGLISH, NOON, owner=True))], NOON)
        (folder / "ours.yaml").write_text(RULE.format(id="truce", status="declared") + "    enabled: no\n", "utf-8")
        await built.store.apply([Subscribed(BOSS, "truce", NOON)], NOON)
        await told(built, "switched off")
    (folder / "ours.yaml").write_text(RULE.format(id="truce", status="declard"), encoding="utf-8")
    async with service(tmp_path, NADHIR_RULES=folder) as (built, _):
        await told(built, "does not work until it is mended", "declard")
