"""What is on, what is off, and why: as the operator reads it at the start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import make_url

from bot.app.built import Built
from bot.app.screen import Line
from bot.settings import Settings
from bot.sources import KINDS


def status(settings: Settings, built: Built, connecting: Collection[str]) -> list[Line]:
    """A line for each part of the service. `connecting`: platforms that have not answered yet."""
    host, port = built.listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    url = make_url(settings.database_url.get_secret_value())
    return [
        Line(True, "web chat", f"http://{shown}:{port}/"),
        _platform("telegram", built, connecting, "TELEGRAM_TOKEN is not set"),
        _platform("slack", built, connecting, _no_slack(settings)),
        _rules(settings, built),
        _sources(built),
        _samples(built),
        _pushed(settings),
        Line(True, "database", url.database or url.render_as_string(hide_password=True)),
        _translation(settings),
    ]


def _platform(name: str, built: Built, connecting: Collection[str], why_not: str) -> Line:
    shown = name.capitalize()
    platform = built.platforms.get(name)
    if platform is None:
        return Line(False, shown, why_not)
    if platform.stopped:
        return Line(False, shown, platform.stopped)
    return Line(True, shown, "connecting, it has not answered yet" if name in connecting else "connected")


def _no_slack(settings: Settings) -> str:
    missing = [
        name
        for name, secret in (
            ("SLACK_BOT_TOKEN", settings.slack_bot_token),
            ("SLACK_APP_TOKEN", settings.slack_app_token),
        )
        if not secret.get_secret_value()
    ]
    return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set"


def _rules(settings: Settings, built: Built) -> Line:
    book = built.in_force.book
    faults = len(book.errors)
    said = f"{len(book.rules)} from {settings.rules}"
    if faults:
        said += f"; {faults} fault{'s' if faults > 1 else ''}, the first: {book.errors[0]} (nadhir check shows all)"
    return Line(bool(book.rules), "rules", said)


def _sources(built: Built) -> Line:
    entries = built.entries()
    kinds = Counter(entry.kind.value for entry in entries if entry.enabled and entry.kind in KINDS)
    said = ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in sorted(kinds.items()))
    others = sorted({entry.kind.value for entry in entries if entry.enabled and entry.kind not in KINDS})
    waiting = f"; not fetched yet: kind {', '.join(others)}" if others else ""
    inbox = next((entry.path for entry in entries if entry.id == "inbox"), "")
    return Line(bool(kinds), "sources", said + (f" (inbox: {inbox}/)" if inbox else "") + waiting)


def _samples(built: Built) -> Line:
    if built.house.samples():
        return Line(True, "samples", "sample articles begin with the first subscription, and again with /demo")
    return Line(False, "samples", "real sources are set up")


def _pushed(settings: Settings) -> Line:
    on = bool(settings.web_token.get_secret_value())
    return Line(on, "POST /articles", "with the token" if on else "NADHIR_WEB_TOKEN is not set")


def _translation(settings: Settings) -> Line:
    names = ", ".join(translator.value for translator in settings.translators)
    return Line(bool(names), "translation", names or "NADHIR_TRANSLATORS is not set")
