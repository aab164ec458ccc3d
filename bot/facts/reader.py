"""Reading an article: from its words to everything it claims."""

from __future__ import annotations

from bot.arabic.lexicon import load_entries
from bot.arabic.patterns import literal_entries
from bot.arabic.tables import all_patterns
from bot.arabic.words import Vocabulary
from bot.facts.conflict import ConflictModel, load_conflict
from bot.facts.language import language_of
from bot.facts.page import Page
from bot.model.article import Article
from bot.model.reading import Reading


class Reader:
    """Reads articles. Made once (about a third of a second); then it changes nothing but its memos."""

    def __init__(self, vocabulary: Vocabulary, conflict: ConflictModel) -> None:
        self.vocabulary = vocabulary
        self._conflict = conflict

    def read(self, article: Article) -> Reading:
        """Everything an article claims. Never fails, whatever the text; linear in its length."""
        language = language_of(article.title, article.text)
        if language != "ar":
            return Reading(article.id, False, (), (), language)
        page = Page(article, self.vocabulary.read(article.title, article.text))
        return Reading(article.id, self._conflict.judge(page.words).yes, (), ())


def load() -> Reader:
    """A reader over the lexicon and pattern tables of the package."""
    sources = [*all_patterns("bot.arabic"), *all_patterns("bot.facts")]
    return Reader(Vocabulary([*load_entries(), *literal_entries(sources)]), load_conflict())
