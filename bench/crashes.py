"""kill -9 of the service at random moments while news flows: what was lost, what came twice.

    python -m bench.crashes [ARTICLES] [KILLS]

200 articles with 400 alerts to the web chat and to a loopback Telegram, 10 kills, unless said otherwise. Exit status 1
where an alert was lost, or came twice without having been in flight at a kill.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.app.survival import Survival


def main() -> int:
    """Runs it and prints the tally."""
    given = [int(argument) for argument in sys.argv[1:]]
    articles, kills = (*given, *(200, 10)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        tally = asyncio.run(Survival(Path(folder), articles, kills).run())
    print(tally)
    return 1 if tally.lost or tally.undoubted or tally.owed != 2 * articles else 0


if __name__ == "__main__":
    sys.exit(main())
