"""Floor 7 · machine translation of the quoted sentences, by services of the operator's choice; off until configured.

    translation = Translation([LibreTranslate(net, url, key)], clock, seconds=8)
    found = await translation.of(text, "en", counts=(12,))   # Translated; never raises, never longer than `seconds`
    translation.remembered(text, "en")                       # what is known already, without waiting

The alert never waits for it: it goes out with what is generated, and the translation is added by an edit.
"""

from bot.translation.base import NotEver, NotNow, TranslationFailed, Translator
from bot.translation.checking import figures_survive
from bot.translation.libretranslate import LibreTranslate
from bot.translation.translation import Translated, Translation

__all__ = [
    "LibreTranslate",
    "NotEver",
    "NotNow",
    "Translated",
    "Translation",
    "TranslationFailed",
    "Translator",
    "figures_survive",
]
