"""`nadhir doctor`: looks at everything the service needs, and says of each what to do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

from bot.cli.out import FAILED, OK, console, safe
from bot.model.source import SourceEntry, SourceKind
from bot.net import Limits, Net, NetError, Page
from bot.settings import Access, Settings, SettingsError, load, strangers


class State(StrEnum):
    """How something stands."""

    WELL = "well"
    OFF = "off"  # not set up: no fault
    DOUBTFUL = "doubtful"
    BROKEN = "broken"


_MARKS = {
    State.WELL: ("✓", "green"),
    State.OFF: ("–", "dim"),
    State.DOUBTFUL: ("?", "yellow"),
    State.BROKEN: ("✗", "red"),
}
_QUICK = Limits(bytes=8_000_000, seconds=15, connect_seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, and what to do where something is to be done."""

    what: str
    state: State
    said: str
    remedy: str = ""


def run() -> int:
    """Print a line for everything looked at. 1 where something is broken."""
    screen = console()
    try:
        settings = load()
    except SettingsError as error:
        for fault in error.faults:
            _show(screen, Finding("settings", State.BROKEN, fault, "see .env.example"))
        return FAILED
    return asyncio.run(_look(screen, settings))


async def _look(screen: Console, settings: Settings) -> int:
    broken = False
    async for finding in findings(settings):
        _show(screen, finding)
        broken = broken or finding.state is State.BROKEN
    return FAILED if broken else OK


def _show(screen: Console, finding: Finding) -> None:
    mark, style = _MARKS[finding.state]
    line = Text(f"{mark} {finding.what:<10} ", style=style).append(safe(finding.said), style="")
    if finding.remedy:
        line.append(" → " + safe(finding.remedy), style="bold")
    screen.print(line)


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Everything there is to look at, one after the other."""
    yield _settings_finding(settings)
    yield await _database(settings)
    bases = (settings.telegram_base_url, settings.slack_base_url, settings.libretranslate_url)
    own = [urlsplit(base).hostname or "" for base in bases]
    async with Net(own, _QUICK) as platforms:
        yield await _telegram(settings, platforms)
        yield await _slack(settings, platforms)
        yield await _translation(settings, platforms)
    yield _inbox(settings)
    sources: list[SourceEntry] = []
    for finding in _rules(settings, sources):
        yield finding
    async with Net(settings.allow_private_hosts, _QUICK) as net:
        for entry in sources:
            yield await _source(entry, net)


def _settings_finding(settings: Settings) -> Finding:
    odd = strangers()
    if odd:
        return Finding("settings", State.DOUBTFUL, " ".join(odd))
    if settings.access is Access.INVITE:
        said = "NADHIR_ACCESS=invite: nobody can be invited yet, so only owners are answered"
        closed = "set it to closed, which is the same for now, or to open"
        remedy = closed if settings.owners else "name them in NADHIR_OWNERS, or set it to open"
        return Finding("settings", State.DOUBTFUL, said, remedy)
    return Finding("settings", State.WELL, "all can be used")


async def _database(settings: Settings) -> Finding:
    from bot.store import StoreUnusable, open_store

    try:
        store = await open_store(settings.database_url.get_secret_value())
    except StoreUnusable as error:
        return Finding("database", State.BROKEN, str(error))
    await store.close()
    return Finding("database", State.WELL, "opens, its tables are up to date")


#: What to do where nobody answers: the token was not even looked at.
_NETWORK = "look at this machine's way into the network; the service goes on trying"


async def _telegram(settings: Settings, net: Net) -> Finding:
    token = settings.telegram_token.get_secret_value()
    if not token:
        return Finding("telegram", State.OFF, "no TELEGRAM_TOKEN", "ask @BotFather for one")
    base = settings.telegram_base_url.removesuffix("/bot")
    try:
        me = _json(await net.get(f"{base}/bot{token}/getMe")).get("result", {})
    except (NetError, ValueError) as error:
        said = str(error).replace(token, "…")
        remedy = _NETWORK if isinstance(error, NetError) and error.again else "compare TELEGRAM_TOKEN with @BotFather's"
        return Finding("telegram", State.BROKEN, said, remedy)
    return Finding("telegram", State.WELL, f"speaks as @{me.get('username', '?')}")


async def _slack(settings: Settings, net: Net) -> Finding:
    bot, own = (token.get_secret_value() for token in (settings.slack_bot_token, settings.slack_app_token))
    if not bot and not own:
        return Finding("slack", State.OFF, "no SLACK_BOT_TOKEN and no SLACK_APP_TOKEN", "docs/deploy.md says how")
    if not bot or not own:
        return Finding(
            "slack", State.BROKEN, f"no {'SLACK_APP_TOKEN' if bot else 'SLACK_BOT_TOKEN'}", "both are needed"
        )
    try:
        headers = {"Authorization": f"Bearer {bot}"}
        answer = _json(await net.post(f"{settings.slack_base_url}/auth.test", {}, headers))
    except (NetError, ValueError) as error:
        return Finding("slack", State.BROKEN, str(error), _NETWORK)
    if not answer.get("ok"):
        return Finding("slack", State.BROKEN, f"Slack says {answer.get('error')}", "compare SLACK_BOT_TOKEN")
    return Finding("slack", State.WELL, f"speaks as {answer.get('user', '?')} in {answer.get('team', '?')}")


async def _translation(settings: Settings, net: Net) -> Finding:
    if not settings.translators:
        return Finding("translate", State.OFF, "no NADHIR_TRANSLATORS: quotes are not translated")
    try:
        languages = await net.get(f"{settings.libretranslate_url}/languages")
    except NetError as error:
        return Finding("translate", State.BROKEN, str(error), "start LibreTranslate or compare LIBRETRANSLATE_URL")
    known = {str(language.get("code")) for language in _list(languages)}
    if {"ar", "en"} <= known:
        return Finding("translate", State.WELL, "LibreTranslate knows Arabic and English")
    return Finding("translate", State.BROKEN, "LibreTranslate lacks Arabic or English", "load ar and en into it")


def _json(page: Page) -> dict[str, Any]:
    """The object of an answer. Raises ValueError where it is none."""
    value = json.loads(page.body)
    if not isinstance(value, dict):
        raise ValueError("the answer is no JSON object: is the address right?")
    return value


def _list(page: Page) -> list[dict[str, Any]]:
    try:
        value = json.loads(page.body)
    except ValueError:
        return []
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _inbox(settings: Settings) -> Finding:
    if settings.inbox.is_dir():
        return Finding("inbox", State.WELL, f"{settings.inbox}/ is read")
    return Finding("inbox", State.OFF, f"there is no folder {settings.inbox}/", "nadhir run makes it")


def _rules(settings: Settings, sources: list[SourceEntry]) -> Iterator[Finding]:
    """What is wrong with the rule files; the sources they name are put into `sources`."""
    from bot.facts import load as load_reader
    from bot.rulebook import load as load_rules

    if not settings.rules.is_dir():
        yield Finding("rules", State.BROKEN, f"there is no folder {settings.rules}/", "make it or set NADHIR_RULES")
        return
    rulebook = load_rules(settings.rules, load_reader().gazetteer)
    sources += rulebook.sources
    for fault in rulebook.errors:
        yield Finding("rules", State.BROKEN, str(fault))
    state = State.WELL if rulebook.rules else State.BROKEN
    yield Finding("rules", state, f"{len(rulebook.rules)} rules, {len(rulebook.sources)} sources")


def _has_no_folder(entry: SourceEntry) -> bool:
    return entry.kind is SourceKind.FOLDER and not Path(entry.path).exists()


async def _source(entry: SourceEntry, net: Net) -> Finding:
    from bot.sources import SourceError, open_source

    name = f"source {entry.id}"
    if not entry.enabled:
        return Finding(name, State.OFF, "not enabled")
    if _has_no_folder(entry):
        return Finding(
            name, State.OFF, f"there is no folder {entry.path}/", "make it, or let nadhir run make the inbox"
        )
    source = open_source(entry, net)
    if source is None:
        return Finding(name, State.OFF, f"kind {entry.kind} is not fetched")
    try:
        fetched = await source.fetch()
    except (NetError, SourceError) as error:
        passing = isinstance(error, NetError) and error.again
        return Finding(name, State.DOUBTFUL if passing else State.BROKEN, str(error))
    said = f"{len(fetched.articles)} articles"
    return (
        Finding(name, State.DOUBTFUL, f"{said}; {fetched.faults[0]}")
        if fetched.faults
        else Finding(name, State.WELL, said)
    )
