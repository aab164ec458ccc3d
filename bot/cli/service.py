"""`nadhir run`: the settings, then the service."""

from __future__ import annotations

from bot.cli.out import FAILED, complain
from bot.settings import SettingsError, load, strangers


def run() -> int:
    """Start everything that has what it needs; returns when it was told to stop."""
    try:
        settings = load()
    except SettingsError as error:
        for fault in error.faults:
            complain(fault)
        return FAILED
    for line in strangers():
        complain(line)
    from bot import app

    return app.run(settings)
