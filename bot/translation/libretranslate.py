"""LibreTranslate: a free service that an operator can run beside the bot. Interface: its published /translate call."""

from __future__ import annotations

import json

from bot.net import Answered, Net, NetError, Page
from bot.translation.base import NotEver, NotNow

#: What the service answers, by status: 403 wrong or missing key, 400 a language it does not have, 429 too many.
_NOT_EVER = {400: "it does not know these languages", 403: "the key is wrong, missing or used up"}


class LibreTranslate:
    """One LibreTranslate server; `url` is its address without a path, `key` may be ""."""

    name = "libretranslate"

    def __init__(self, net: Net, url: str, key: str = "") -> None:
        self._net = net
        self._url = url.rstrip("/") + "/translate"
        self._key = key

    async def translate(self, text: str, source: str, target: str) -> str:
        """Translate plain text. Raises TranslationFailed."""
        asked = {"q": text, "source": source, "target": target, "format": "text"}
        if self._key:
            asked["api_key"] = self._key
        try:
            page = await self._net.post(self._url, asked)
        except Answered as error:
            reason = _NOT_EVER.get(error.status)
            if reason is not None:
                raise NotEver(f"LibreTranslate refused: {reason}") from error
            raise NotNow(f"LibreTranslate answered {error.status}") from error
        except NetError as error:
            raise (NotNow if error.again else NotEver)(f"LibreTranslate: {error}") from error
        return _text_of(page)


def _text_of(page: Page) -> str:
    try:
        answer = json.loads(page.body)
    except ValueError as error:
        raise NotEver("LibreTranslate answered with something that is no JSON") from error
    text = answer.get("translatedText") if isinstance(answer, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise NotEver("LibreTranslate answered without a translation")
    return text
