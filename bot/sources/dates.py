"""When a feed says that something was published: a full date and time, or nothing at all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: Before this there was no web: such a date is a slip (1970 is what an empty field becomes).
_EARLIEST = datetime(1994, 1, 1, tzinfo=UTC)
#: Clocks differ, and a zone-less local time may run ahead of UTC by as much.
_AHEAD = timedelta(hours=14)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_RFC822 = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\s+\d{1,2}:\d\d")
_ZONE_WITHOUT_COLON = re.compile(r"([+-]\d\d)(\d\d)$")


def moment_of(text: str, now: datetime) -> datetime | None:
    """The moment a date text names, None where it is incomplete, unreadable or absurd: it is never guessed.

    ISO 8601 and the form of e-mail dates, with day and time; where only the zone is missing it is UTC, as the feed
    formats say. Absurd is before the web, or more than 14 hours after `now`.
    """
    moment = _parsed(" ".join(text.split()))
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment if _EARLIEST <= moment <= now + _AHEAD else None
    except OverflowError:
        return None


def _parsed(text: str) -> datetime | None:
    try:
        if _ISO.match(text):
            return datetime.fromisoformat(_ZONE_WITHOUT_COLON.sub(r"\1:\2", text.replace(" +", "+").replace(" Z", "Z")))
        return parsedate_to_datetime(text) if _RFC822.match(text) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
