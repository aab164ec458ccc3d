"""Floor 6 · the guarded HTTP client: every request that somebody's file or page may have chosen goes through here.

Promises: only http and https; no private, loopback, link-local or otherwise special address unless the operator allows
its name or network, checked on the very addresses that are then connected to, for each redirect anew (so a name that
resolves differently the second time gains nothing); bounded time, redirects and size, also after decompression. No
proxy of the environment is used: it would resolve names in our place. Every failure answers one question: try again?
"""

from bot.net.client import Limits, Net, Page, quiet, shown
from bot.net.errors import Answered, NetError, Refused, TooLarge, Unreachable
from bot.net.gate import Gate, resolve

__all__ = [
    "Answered",
    "Gate",
    "Limits",
    "Net",
    "NetError",
    "Page",
    "Refused",
    "TooLarge",
    "Unreachable",
    "quiet",
    "resolve",
    "shown",
]
