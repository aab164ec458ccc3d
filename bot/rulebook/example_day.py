"""When an example was published that does not say it: its own words tell the day of the week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bot.arabic.letters import fold_word
from bot.arabic.tables import load_cells

#: An example that names neither a date nor a weekday was published then.
EXAMPLE_DAY = datetime(2026, 3, 14, 12, tzinfo=UTC)
#: In the evening of a day its morning and its night before are news, wherever the article speaks of.
_EVENING = 18
_WORD = re.compile("[ء-ي]+")


def published(title: str, text: str) -> datetime:
    """«فجر الأحد»: the evening of the first weekday that title or text name, in the week up to EXAMPLE_DAY."""
    for word in _WORD.findall(f"{title} {text}"):
        weekday = _weekdays().get(fold_word(word))
        if weekday is not None:
            back = timedelta(days=(EXAMPLE_DAY.weekday() - weekday) % 7)
            return (EXAMPLE_DAY - back).replace(hour=_EVENING)
    return EXAMPLE_DAY


@lru_cache(maxsize=1)
def _weekdays() -> Mapping[str, int]:
    """Names of weekdays, folded, with their number: 0 is Monday."""
    rows = load_cells("bot.arabic", "moments.tsv", 3)
    return {fold_word(name): int(cells[1]) for cells in rows if cells[0] == "weekday" for name in cells[2].split()}
