"""The parts of the wiring, each by itself."""

import asyncio
import io
import logging
import os
import socket
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import logs
from bot.app.begin import CannotStart, bound_socket, only_one
from bot.app.demo import MARK, Demo
from bot.app.in_force import InForce
from bot.app.rehearsal import rehearse
from bot.app.rounds import Rounds
from bot.app.screen import Line, screen
from bot.model.article import Article
from bot.model.change import Watch
from bot.model.chat import ChatRef
from bot.model.source import SourceEntry, SourceKind
from bot.net import Net
from bot.pipeline import Outcome
from bot.store import Standing, open_store
from tests.fakes import NOON, Clock
from tests.store import nouns

RULE = """rules:
  - id: {id}
    title: {{ar: هدنة, en: Truce}}
    severity: high
    when: {{ceasefire: {{status: {status}}}}}
"""
SHIPPED = Path(__file__).parents[2] / "rules"


# -- the log


@pytest.fixture
def log_text():
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.set_up("info", ["a-secret-of-ours", "", "abc"], stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "said",
    [
        "asked https://api.telegram.org/bot123456789:AAE-abcdefghijklmnopqrstuvw_xyz/sendMessage",
        "token xoxb-123456789012-abcdefGHIJ and xapp-1-A111-222-abcdef",
        "the key is a-secret-of-ours, it is",
    ],
)
def test_no_secret_reaches_the_log_whoever_writes_it(log_text, said):
    structlog.get_logger("ours").warning("something failed", reason=said)
    logging.getLogger("theirs").warning(said)
    try:
        raise ValueError(said)
    except ValueError:
        structlog.get_logger("ours").exception("it failed")
    text = log_text.getvalue()
    assert text.count("[hidden]") >= 3
    assert not any(secret in text for secret in ("AAE-abc", "xoxb-1", "xapp-1", "a-secret-of-ours"))


def test_what_libraries_say_of_each_request_is_not_logged(log_text):
    logging.getLogger("httpx").info("HTTP Request: POST …")
    structlog.get_logger("ours").info("heard")
    assert log_text.getvalue().count("\n") == 1


# -- the beginning


def test_a_port_in_use_is_one_clear_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotStart, match=r"port \d+ on 127\.0\.0\.1 is in use.*NADHIR_PORT"):
            bound_socket("127.0.0.1", taken.getsockname()[1])


def test_an_address_that_is_not_ours_is_one_clear_line():
    with pytest.raises(CannotStart, match=r"cannot listen on 192\.0\.2\.1:8080.*NADHIR_HOST"):
        bound_socket("192.0.2.1", 8080)


def test_two_services_do_not_share_one_database_file(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path}/nadhir.db"
    lock = only_one(url)
    with pytest.raises(CannotStart, match="another nadhir runs on"):
        only_one(url)
    lock.close()
    only_one(url).close()
    assert only_one("postgresql://host/name") is None


def test_the_screen_names_what_is_on_first_and_why_the_rest_is_off():
    shown = screen([Line(False, "Slack", "no token"), Line(True, "web chat", "http://127.0.0.1:1/")], colour=False)
    assert [line.split()[0] for line in shown.splitlines()[2:4]] == ["on", "off"]
    assert "no token" in shown


# -- rules in force


async def test_an_edited_rule_file_takes_effect_and_a_broken_one_keeps_its_last_good_rules(tmp_path, reader):
    path = tmp_path / "a.yaml"
    path.write_text(RULE.format(id="truce", status="declared"), encoding="utf-8")
    in_force = InForce(tmp_path, reader)
    assert await in_force.refresh() is None
    path.write_text(RULE.format(id="truce", status="declared") + "  - [", encoding="utf-8")
    broken = await in_force.refresh()
    assert broken.new_faults
    assert not broken.mended
    assert [rule.id for rule in in_force.book.rules] == ["truce"]
    path.write_text(RULE.format(id="another-truce", status="extended"), encoding="utf-8")
    mended = await in_force.refresh()
    assert (mended.new_faults, mended.mended) == ((), (str(path),))
    assert [rule.id for rule in mended.gone] == ["truce"]
    assert [rule.id for rule in in_force.current.book.rules] == ["another-truce"]


async def test_a_new_watch_and_an_edited_file_at_once_undo_nothing(tmp_path, reader):
    path = tmp_path / "ours.yaml"
    path.write_text(RULE.format(id="truce", status="declared"), encoding="utf-8")
    in_force = InForce(tmp_path, reader)
    watch = Watch(ChatRef("web", "a"), "w1", "قصف سراقب", ("قصف",), "سراقب", NOON)
    path.write_text(RULE.format(id="another", status="declared"), encoding="utf-8")
    await asyncio.gather(in_force.refresh(), in_force.watch_for([watch]), in_force.refresh())
    assert [rule.id for rule in in_force.current.book.rules] == ["another", "watch:web:a::w1"]


async def test_what_a_shipped_rule_sends_as_a_test_is_made_from_its_own_example(reader):
    in_force = InForce(SHIPPED, reader)
    rule = in_force.book.rule("idlib-new-ceasefire")
    alert = rehearse(rule, reader, in_force.alone(rule), "نذير", NOON)
    assert ([fired.id for fired in alert.rules], alert.article.published) == (["idlib-new-ceasefire"], NOON)
    assert rehearse(replace(rule, fires=()), reader, in_force.alone(rule), "نذير", NOON) is None


# -- rounds and samples


@dataclass(slots=True)
class Takes:
    """A pipeline that keeps what it is given."""

    taken: list[tuple[str, bool, int]] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    fails: str = ""

    async def take(self, article, *, first_fetch=False, unknown_together=0, among=None):
        if article.id == self.fails:
            raise RuntimeError("unreadable")
        self.taken.append((article.id, first_fetch, unknown_together))
        self.articles.append(article)
        return Outcome(article, Standing.NEW)


async def rounds_over(tmp_path, takes, ended):
    """One round of a folder with three articles; returns the store's memory of it."""
    folder = tmp_path / "news"
    folder.mkdir(exist_ok=True)
    store = await open_store(f"sqlite:///{tmp_path}/n.db")
    scheduler = AsyncIOScheduler(timezone="UTC")
    async with Net() as net:
        done = asyncio.Event()
        rounds = Rounds(scheduler, net, store, takes, Clock(), lambda *end: (ended.append(end), done.set()))
        scheduler.start()
        rounds.keep_to([SourceEntry("news", SourceKind.FOLDER, path=str(folder), every=timedelta(minutes=5))])
        await asyncio.wait_for(done.wait(), 10)
        await rounds.stop()
    state = await store.source("news")
    await store.close()
    return state


def old_file(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


async def test_a_round_takes_the_oldest_first_and_remembers_that_it_was_the_first(tmp_path):
    (tmp_path / "news").mkdir()
    rows = ['{"id": "b", "title": "", "text": "ب", "published": "2026-03-14T11:00:00+03:00"}']
    rows += ['{"id": "u", "title": "", "text": "و"}']
    rows += ['{"id": "a", "title": "", "text": "أ", "published": "2026-03-14T07:00:00+00:00"}', "broken"]
    old_file(tmp_path / "news" / "x.jsonl", "\n".join(rows))
    takes, ended = Takes(), []
    state = await rounds_over(tmp_path, takes, ended)
    assert takes.taken == [("a", True, 1), ("b", True, 1), ("u", True, 1)]
    assert (state.first_fetch, state.failures, len(state.notes.files)) == (NOON, 0, 1)
    old_file(tmp_path / "news" / "y.txt", "نص")
    again = Takes()
    await rounds_over(tmp_path, again, ended)
    assert again.taken == [("y", False, 1)]


async def test_of_a_feed_without_dates_only_what_is_new_came_together(tmp_path):
    (tmp_path / "news").mkdir()
    rows = [f'{{"id": "u{number}", "title": "", "text": "نص {number}"}}' for number in range(9)]
    old_file(tmp_path / "news" / "x.jsonl", "\n".join(rows))
    store = await open_store(f"sqlite:///{tmp_path}/n.db")
    for number in range(7):
        async with store.taking() as taking:
            known = Article(f"u{number}", "", f"نص {number}")
            await taking.keep(known, nouns.READING, replace(nouns.JUDGEMENT, judged=()), NOON)
    await store.close()
    takes = Takes()
    await rounds_over(tmp_path, takes, [])
    assert {together for _, _, together in takes.taken} == {2}


async def test_one_article_that_fails_keeps_no_other_from_being_taken(tmp_path):
    (tmp_path / "news").mkdir()
    old_file(tmp_path / "news" / "a.txt", "نص أول")
    old_file(tmp_path / "news" / "b.txt", "نص ثان")
    takes = Takes(fails="a")
    await rounds_over(tmp_path, takes, [])
    assert [name for name, _, _ in takes.taken] == ["b"]


async def test_a_source_that_cannot_be_read_says_so_once_and_is_tried_again(tmp_path):
    ended, path = [], tmp_path / "news"
    path.write_text("not a folder", encoding="utf-8")
    store = await open_store(f"sqlite:///{tmp_path}/n.db")
    scheduler = AsyncIOScheduler(timezone="UTC")
    async with Net() as net:
        done = asyncio.Event()
        rounds = Rounds(scheduler, net, store, Takes(), Clock(), lambda *end: (ended.append(end), done.set()))
        scheduler.start()
        rounds.keep_to([SourceEntry("news", SourceKind.FOLDER, path=str(path))])
        await asyncio.wait_for(done.wait(), 10)
        rounds.keep_to([])
        assert rounds.entries == ()
        await rounds.stop()
    state = await store.source("news")
    await store.close()
    assert ended == [("news", "failed")]
    assert (state.failures, state.first_fetch) == (1, None)
    assert "cannot be read" in state.problem


async def test_samples_come_as_news_of_this_minute_and_under_new_ids_each_time():
    takes, clock = Takes(), Clock()
    sample = Article("truce", "هدنة", "نص")
    demo = Demo(takes, lambda now: (sample, sample), lambda: None, clock, every=0.001)
    for again in (False, True):
        demo.ask(again=again)
        await asyncio.sleep(0.05)
        clock.forward(seconds=1)
    await demo.stop()
    ids = [article.id for article in takes.articles]
    assert len(ids) == 4
    assert all(name.startswith(MARK) for name in ids)
    assert len(set(ids)) == 2
    assert takes.articles[0].published == NOON
