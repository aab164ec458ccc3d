"""What is counted, in Prometheus' words."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.model.delivery import Delivery, DeliveryState, Ending, GivenUp, How, Receipt
from bot.model.story import Judged
from bot.pipeline import Outcome
from bot.store import Store

_LAGS = (1, 5, 15, 60, 300, 900, 3600, 6 * 3600, 24 * 3600)


class Metrics:
    """The counters of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._articles = self._counter("articles", "Articles taken, by what they were to us", "standing")
        self._verdicts = self._counter("verdicts", "Verdicts on matches, by their name", "verdict")
        self._addresses = self._counter("addresses", "Judgements for single chats, by their name", "address")
        self._deliveries = self._counter("deliveries", "Tries of deliveries, by platform and end", "platform", "end")
        self._doubles = self._counter("possible_doubles", "Messages that may have arrived twice", "platform")
        self._fetches = self._counter("fetches", "Fetches of sources, by source and end", "source", "end")
        self._outbox = Gauge("nadhir_outbox", "Deliveries in the outbox, by state", ["state"], registry=self._registry)
        self._lag = Histogram(
            "nadhir_lag_seconds", "From publication to delivery", buckets=_LAGS, registry=self._registry
        )

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"nadhir_{name}", what, labels, registry=self._registry)

    def took(self, outcome: Outcome) -> None:
        """Counts what became of an article."""
        self._articles.labels(outcome.standing.value).inc()
        self.judged(outcome.judged)
        for _, found in outcome.addressed:
            self._addresses.labels(found.kind.value).inc()

    def judged(self, judged: Iterable[Judged]) -> None:
        """Counts verdicts."""
        for one in judged:
            self._verdicts.labels(one.verdict.kind.value).inc()

    def ended(self, delivery: Delivery, ending: Ending) -> None:
        """Counts how a try ended."""
        platform = delivery.chat.ref.platform
        end = ending.state.value if isinstance(ending, GivenUp) else type(ending).__name__.lower()
        self._deliveries.labels(platform, end).inc()
        if not isinstance(ending, Receipt):
            return
        if delivery.doubts:
            self._doubles.labels(platform).inc()
        if delivery.alert is not None and delivery.how is How.TELL and delivery.alert.article.published is not None:
            self._lag.observe(max(0.0, (ending.at - delivery.alert.article.published).total_seconds()))

    def fetched(self, source: str, end: str) -> None:
        """Counts a fetch."""
        self._fetches.labels(source, end).inc()

    async def look(self, store: Store) -> None:
        """Brings what is read off the store up to date."""
        found = await store.outbox()
        for state in DeliveryState:
            self._outbox.labels(state.value).set(found.get(state, 0))

    def text(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self._registry)
