"""What conversations ask of the rest of the house, and what they have it do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app.demo import Demo
from bot.app.in_force import InForce
from bot.app.rehearsal import rehearse, told_of
from bot.app.translating import Translating
from bot.facts import Reader
from bot.messages import isolate, render_alert, render_group, render_update, say, say_remedy, say_what
from bot.model.article import Article
from bot.model.change import Change, DemoAsked, TestAsked, WatchAdded, WatchRemoved
from bot.model.chat import Chat, Language
from bot.model.delivery import How
from bot.model.message import Button, Message, Paragraph, Part, Span
from bot.model.reading import Reading
from bot.model.story import Alert
from bot.rulebook import Fault, Rule, place_in, watch_rule
from bot.sources.samples import SOURCE, samples
from bot.store import Store
from bot.translation import Translated

#: What a new watch is tried on.
_WEEK = timedelta(days=7)
#: Faults told in one message; a broken folder has hundreds.
_LINES = 10


def plain(language: Language, *lines: str) -> Message:
    """A message of plain lines."""
    return Message(language, tuple(Paragraph(Part.PLAIN, (Span(line),)) for line in lines), short=lines[0])


def _marked(message: Message, mark: str) -> Message:
    """The message with a first line that says it is no news."""
    first = Paragraph(Part.META, (Span(mark, bold=True),))
    return replace(message, paragraphs=(first, *message.paragraphs), short=f"{mark}: {message.short}")


@dataclass(frozen=True, slots=True)
class House:
    """Everything at hand. `conversation.House` is the part of it that conversations see."""

    reader: Reader
    in_force: InForce
    store: Store
    demo: Demo
    has_samples: Callable[[], bool]
    zone: ZoneInfo
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    translating: Translating | None = None

    def rules(self) -> tuple[Rule, ...]:
        """Every rule that is on."""
        return self.in_force.book.rules

    def samples(self) -> bool:
        """May sample articles be sent?"""
        return self.has_samples()

    def place_in(self, text: str) -> str:
        """The longest name of a place in the text, as it is written there."""
        return place_in(text, self.reader.gazetteer)

    def zone_of(self, chat: Chat) -> ZoneInfo:
        """The chat's own zone, else the service's."""
        return ZoneInfo(chat.zone) if chat.zone else self.zone

    async def would_have_told(self, text: str) -> int | None:
        """Alerts of the last week by a watch for these words: each event once, as the service would have told it."""
        rule = watch_rule(text, self.reader.gazetteer)
        if rule is None:
            return None
        since = self.clock() - _WEEK
        return await told_of(self.in_force.alone(rule), self.store.kept(since), self.reader, self.clock())

    def render(self, alert: Alert, how: How, language: Language) -> Message:
        """An alert in words: a reply says only what changed."""
        names = tuple(rule.id for rule in alert.rules)
        if how is How.REPLY:
            message = render_update(alert, language, self.reader.gazetteer, self.zone, names, self._outlets(language))
        else:
            found = self.translating.known(alert, language) if self.translating is not None else Translated()
            message = render_alert(
                alert,
                language,
                self.reader.gazetteer,
                self.zone,
                names,
                found.text,
                found.withheld,
                outlets=self._outlets(language),
                template=self._template(alert, language),
            )
        message = replace(message, buttons=(Button(say(language, "button_why"), "why"),))
        return _marked(message, say(language, "sample_mark")) if alert.article.source == SOURCE else message

    def _template(self, alert: Alert, language: Language) -> str:
        """How the gravest of its rules wants its headline, "" where it does not say."""
        rule = self.in_force.book.rule(alert.rules[0].id) if alert.rules else None
        return rule.message_in(language) if rule is not None else ""

    def gather(self, alerts: Sequence[Alert], language: Language) -> Message:
        """Several alerts in one message."""
        message = render_group(alerts, language, self.reader.gazetteer, self.zone, self._outlets(language))
        samples_only = all(alert.article.source == SOURCE for alert in alerts)
        return _marked(message, say(language, "sample_mark")) if samples_only else message

    def _outlets(self, language: Language) -> dict[str, str]:
        """What the outlets of our sources are called there: articles carry the Arabic name."""
        if language is Language.ARABIC:
            return {}
        ours = {sample.outlet: sample.outlet_en for sample in samples()}
        return ours | {one.outlet_ar: one.outlet_en for one in self.in_force.book.sources if one.outlet_en}

    def in_words(self, alert: Alert, language: Language) -> Message:
        """An alert as it is told first."""
        return self.render(alert, How.TELL, language)

    def why_not(self, article: Article, reading: Reading, named: Mapping[str, str]) -> str:
        """The nearest miss among the rules `named` by their ids, in words."""
        misses = self.in_force.current.matcher.explain(article, reading)
        miss = next((one for one in misses if one.rule.id in named), None)
        return f"the rule {named[miss.rule.id]} came nearest: {miss.because}" if miss is not None else ""

    async def carry_out(self, change: Change, chat: Chat) -> None:
        """A demo begins; a test is owed like any other message; what a chat watches for becomes a rule."""
        if isinstance(change, DemoAsked) and self.has_samples():
            self.demo.ask(again=change.again)
        elif isinstance(change, TestAsked):
            await self.store.owe_message(chat.ref, self._test(change.rule, chat.language), self.clock())
            self.wake()
        elif isinstance(change, WatchAdded | WatchRemoved):
            await self.in_force.watch_for(await self.store.watches())

    def _test(self, rule_id: str, language: Language) -> Message:
        rule = self.in_force.book.rule(rule_id)
        alert = None
        if rule is not None:
            alert = rehearse(rule, self.reader, self.in_force.alone(rule), "نذير", self.clock())
        if alert is None:
            return plain(language, say(language, "test_nothing"))
        return _marked(self.in_words(alert, language), say(language, "test_mark"))

    async def tell_of_gone(self, gone: Sequence[Rule]) -> None:
        """Subscribers of rules that are deleted or off, and the owners, are told that the subscriptions are kept."""
        wanted = await self.store.subscribers([rule.id for rule in gone]) if gone else {}
        off = {rule.id for rule in self.in_force.book.disabled}
        for rule in gone:
            for chat in wanted.get(rule.id, ()):
                if not chat.parked:
                    key = "rule_off" if rule.id in off else "rule_gone"
                    text = say(chat.language, key, rule=isolate(rule.title_in(chat.language)))
                    await self.store.owe_message(chat.ref, plain(chat.language, text), self.clock())
        if wanted:
            await self.tell_owners("rules_gone", *(f"{name}: {len(chats)}" for name, chats in wanted.items()))

    async def tell_of_files(self, faults: Sequence[Fault], mended: Sequence[str], *, started: bool = False) -> None:
        """The owners are told what is wrong in the rule files now, and what was mended."""
        if faults:
            await self.tell_owners("rules_faulty_start" if started else "rules_faulty", *faults)
        if mended:
            in_order = not self.in_force.book.errors
            await self.tell_owners("rules_mended" if in_order else "rules_mended_some", *mended)

    async def tell_owners(self, key: str, *lines: str | Fault, **values: str) -> None:
        """Owes every owner a text of that key, each in their language, with lines below it, the first of many."""
        for owner in await self.store.owners():
            shown = {name: isolate(value) for name, value in values.items()}
            text = say(owner.language, key, **shown)
            below = [_line(line, owner.language) for line in lines[:_LINES]]
            if len(lines) > _LINES:
                more = isolate(str(len(lines) - _LINES))
                below.append(say(owner.language, "rules_more", n=more, command=isolate("nadhir check")))
            message = plain(owner.language, text, *below)
            await self.store.owe_message(owner.ref, message, self.clock())
        self.wake()


def _line(line: str | Fault, language: Language) -> str:
    """A line below a text: what is no fault is somebody's own word."""
    if isinstance(line, str):
        return isolate(line)
    at = isolate(f"{line.path}:{line.line}:{line.column}")
    remedy = say_remedy(line.remedy, language)
    return f"{at}: {say_what(line.what, language)}" + (f" — {remedy}" if remedy else "")
