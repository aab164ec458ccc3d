"""Facts as rows of a table write them: `{figure: 20, in: إدلب}`, `{ceasefire: declared, in: إدلب, by: …}`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.model.facts import Fact
from tests.making import NOON, ceasefire, day, event, evidence, figure


def fact_of(row: dict[str, Any]) -> Fact:
    named = row.get("in", [])
    where = named if isinstance(named, list) else [named]
    said: dict[str, Any] = {"speaker": row.get("speaker", ""), "at": row.get("offset", 0)}
    if "quote" in row:
        said["evidence"] = evidence(row["quote"], at=said.pop("at"))
    if "ceasefire" in row:
        starts, ends = (NOON + timedelta(hours=row[name]) if name in row else None for name in ("starts", "ends"))
        return ceasefire(row["ceasefire"], *where, by=row.get("by", ""), starts=starts, ends=ends, **said)
    on = day(row["day"]) if "day" in row else None
    if "event" in row:
        return event(row["event"], *where, status=row.get("status", "reported"), by=row.get("by", ""), on=on, **said)
    more = {name: row[name] for name in ("high", "approx", "who", "scope", "part") if name in row}
    return figure(row["figure"], row.get("kind", "killed"), *where, on=on, **more, **said)
