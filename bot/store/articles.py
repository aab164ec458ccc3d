"""Articles as read, the incidents and stories they make, the verdicts on them, and what they owe: one transaction."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.article import Article
from bot.model.chat import Chat, ChatRef, Subscription
from bot.model.delivery import Owed
from bot.model.message import MessageRef
from bot.model.reading import Reading
from bot.model.story import Address, Alert, Incident, Judgement, Story, Told, Verdict
from bot.store import tables
from bot.store.codec import dumps, loads
from bot.store.database import Database
from bot.store.protocol import Standing
from bot.store.rows import chat_key, chat_of, insert_row, put_row, untried
from bot.store.waiting import joined_what_waits


def content_hash(article: Article) -> str:
    """Tells one text from another: title and text, nothing else of the article."""
    return hashlib.blake2b(f"{article.title}\n\n{article.text}".encode(), digest_size=16).hexdigest()


class ArticleRows:
    """The part of the store that pipelines write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextlib.asynccontextmanager
    async def taking(self) -> AsyncIterator[TakingRows]:
        """The transaction of one article."""
        async with self._database.writing() as connection:
            yield TakingRows(connection)

    async def standing(self, article: Article) -> Standing:
        """Was it taken before?"""
        async with self._database.reading() as connection:
            return await TakingRows(connection).standing(article)

    async def open_incidents(self, since: datetime) -> tuple[tuple[Incident, ...], tuple[Story, ...]]:
        """What is still open."""
        incidents, stories = tables.incidents, tables.stories
        async with self._database.reading() as connection:
            open_ones = await connection.execute(
                select(incidents.c.body).where(incidents.c.last >= since).order_by(incidents.c.last, incidents.c.id)
            )
            courses = await connection.execute(
                select(stories.c.body).where(stories.c.last >= since).order_by(stories.c.last, stories.c.id)
            )
            return (
                tuple(loads(Incident, body) for body in open_ones.scalars()),
                tuple(loads(Story, body) for body in courses.scalars()),
            )

    async def articles(self, since: datetime) -> AsyncIterator[Article]:
        """The past, as it came."""
        async for row in self._past(since):
            yield article_of(row)

    async def kept(self, since: datetime) -> AsyncIterator[tuple[Article, Reading]]:
        """The past, as it was read."""
        async for row in self._past(since):
            yield article_of(row), loads(Reading, row.reading)

    async def _past(self, since: datetime) -> AsyncIterator[Row[Any]]:
        rows, after = tables.articles, 0
        newest = select(func.max(rows.c.key)).group_by(rows.c.id)
        while True:
            page = select(rows).where(rows.c.received >= since, rows.c.key > after, rows.c.key.in_(newest))
            async with self._database.reading() as connection:
                found = (await connection.execute(page.order_by(rows.c.key).limit(200))).all()
            for row in found:
                yield row
            if not found:
                return
            after = found[-1].key


class TakingRows:
    """The transaction of one article, on a connection that is in it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._article = 0

    async def standing(self, article: Article) -> Standing:
        """Was it taken before?"""
        rows = tables.articles
        newest = await self._connection.execute(
            select(rows.c.hash).where(rows.c.id == article.id).order_by(rows.c.revision.desc()).limit(1)
        )
        stored = newest.scalar()
        if stored is None:
            return Standing.NEW
        return Standing.KNOWN if stored == content_hash(article) else Standing.REVISED

    async def keep(self, article: Article, reading: Reading, judgement: Judgement, now: datetime) -> None:
        """Article, incidents, story, verdicts."""
        self._article = await self._keep_article(article, reading, now)
        for incident in judgement.incidents:
            await self._keep_incident(incident)
        if judgement.story is not None:
            story = judgement.story
            await put_row(self._connection, tables.stories, {"id": story.id}, last=story.last, body=dumps(Story, story))
        verdicts = [
            {
                "at": now,
                "article": self._article,
                "rule": judged.rule,
                "incident": judged.incident,
                "kind": judged.verdict.kind.value,
                "reason": judged.verdict.reason,
                "facts": json.dumps(judged.facts),
            }
            for judged in judgement.judged
        ]
        if verdicts:
            await self._connection.execute(insert(tables.verdicts), verdicts)

    async def _keep_article(self, article: Article, reading: Reading, now: datetime) -> int:
        rows, content = tables.articles, content_hash(article)
        last = await self._connection.execute(select(func.max(rows.c.revision)).where(rows.c.id == article.id))
        key = await insert_row(
            self._connection,
            rows,
            id=article.id,
            revision=(last.scalar() or 0) + 1,
            hash=content,
            source=article.source,
            outlet=article.outlet,
            url=article.url,
            title=article.title,
            text=article.text,
            published=article.published,
            received=now,
            reading=dumps(Reading, reading),
        )
        await put_row(
            self._connection, tables.seen, {"source": article.source, "article": article.id}, hash=content, at=now
        )
        return key

    async def audience(self, rules: Collection[str]) -> tuple[tuple[Chat, tuple[Subscription, ...]], ...]:
        """Who subscribes."""
        chats, wanted = tables.chats, tables.subscriptions
        found = await self._connection.execute(
            select(chats, wanted.c.body.label("wanted"))
            .join(wanted, wanted.c.chat == chats.c.key)
            .where(wanted.c.rule.in_(list(rules)))
            .order_by(chats.c.key, wanted.c.since, wanted.c.rule)
        )
        grouped: dict[Chat, list[Subscription]] = {}
        for row in found:
            chat = chat_of(row)
            grouped.setdefault(chat, []).append(replace(loads(Subscription, row.wanted), chat=chat.ref))
        return tuple((chat, tuple(subscriptions)) for chat, subscriptions in grouped.items())

    async def told(self, incident: str) -> dict[ChatRef, Told]:
        """Who knows what of it."""
        chats, told = tables.chats, tables.told
        found = await self._connection.execute(
            select(chats.c.platform, chats.c.id, chats.c.thread, told)
            .join(told, told.c.chat == chats.c.key)
            .where(told.c.incident == incident)
        )
        return {ChatRef(row.platform, row.id, row.thread): told_of(row) for row in found}

    async def goes_on(self, incident: Incident, article: str, verdict: Verdict, now: datetime) -> None:
        """The incident, and a verdict for each rule it was told under."""
        rows = tables.articles
        newest = select(rows.c.key).where(rows.c.id == article).order_by(rows.c.revision.desc()).limit(1)
        self._article = (await self._connection.execute(newest)).scalar_one()
        await self._keep_incident(incident)
        for told in incident.announced:
            await insert_row(
                self._connection,
                tables.verdicts,
                at=now,
                article=self._article,
                rule=told.rule.id,
                incident=incident.id,
                kind=verdict.kind.value,
                reason=verdict.reason,
                facts="[]",
            )

    async def _keep_incident(self, incident: Incident) -> None:
        await put_row(
            self._connection,
            tables.incidents,
            {"id": incident.id},
            story=incident.story,
            last=incident.last,
            body=dumps(Incident, incident),
        )

    async def lately(self, since: datetime) -> dict[ChatRef, tuple[Told, ...]]:
        """What each chat was told since then."""
        chats, told = tables.chats, tables.told
        found = await self._connection.execute(
            select(chats.c.platform, chats.c.id, chats.c.thread, told)
            .join(told, told.c.chat == chats.c.key)
            .where(told.c.at >= since)
        )
        grouped: dict[ChatRef, list[Told]] = {}
        for row in found:
            grouped.setdefault(ChatRef(row.platform, row.id, row.thread), []).append(told_of(row))
        return {ref: tuple(ones) for ref, ones in grouped.items()}

    async def last_said(self, incident: str) -> Alert | None:
        """What was last said of it."""
        rows = tables.alerts
        query = select(rows.c.body).where(rows.c.incident == incident).order_by(rows.c.key.desc()).limit(1)
        body = (await self._connection.execute(query)).scalar()
        return None if body is None else loads(Alert, body)

    async def hold(self, alert: Alert, held: Sequence[Address], now: datetime) -> None:
        """Why not, a row a chat."""
        for one in held:
            await insert_row(
                self._connection,
                tables.held,
                at=now,
                chat=await chat_key(self._connection, one.chat),
                article=self._article,
                incident=alert.incident,
                kind=one.kind.value,
                reason=one.reason,
            )

    async def owe(self, alert: Alert, owed: Sequence[tuple[Owed, Told]], now: datetime) -> None:
        """The alert once, a delivery and what is known for each chat."""
        if not owed:
            return
        key = await insert_row(
            self._connection,
            tables.alerts,
            article=self._article,
            incident=alert.incident,
            at=now,
            body=dumps(Alert, alert),
        )
        for debt, told in owed:
            chat = await chat_key(self._connection, debt.chat.ref)
            if not await joined_what_waits(self._connection, chat, key, alert.incident, debt, now):
                await insert_row(
                    self._connection,
                    tables.deliveries,
                    chat=chat,
                    how=debt.how.value,
                    alert=key,
                    incident=alert.incident,
                    rules=json.dumps(debt.rules),
                    **untried(now, debt.due),
                )
            await put_row(
                self._connection,
                tables.told,
                {"chat": chat, "incident": alert.incident},
                story=told.story,
                at=told.at,
                body=dumps(Told, told),
            )


def article_of(row: Row[Any]) -> Article:
    """The article in a row that holds the columns of `articles`."""
    return Article(
        id=row.id,
        title=row.title,
        text=row.text,
        published=row.published,
        outlet=row.outlet,
        url=row.url,
        source=row.source,
    )


def told_of(row: Row[Any]) -> Told:
    """What was told, in a row that holds the columns of `told`; its message is the one the platform receipted."""
    message = MessageRef(row.message_chat, row.message, row.message_thread or "") if row.message else None
    return replace(loads(Told, row.body), message=message)
