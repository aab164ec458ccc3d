"""Is an alert news to this chat? Pure; every answer has its name and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model.chat import Chat, Subscription
from bot.model.facts import Ceasefire, Figure
from bot.model.incident import gravest
from bot.model.story import QUIET_EDITS, Address, AddressKind, Alert, SavedFact, Told
from bot.stories.grouping import GATHERED, grouped
from bot.stories.kinship import Gazetteer
from bot.stories.moved import low

_ORDER = {"": 0, "low": 1, "medium": 2, "high": 3, "critical": 4}


def address(
    alert: Alert,
    chat: Chat,
    subscriptions: Sequence[Subscription],
    told: Told | None,
    now: datetime,
    gazetteer: Gazetteer | None = None,
    lately: Sequence[Told] = (),
    gather: timedelta = GATHERED,
) -> Address:
    """Judge for one chat: `subscriptions` are its own, `told` what it was told of this incident (None = nothing).

    However many subscriptions match, there is one Address, naming every rule that it wants. Without a gazetteer the
    places of subscriptions are compared by code alone. `lately` is whatever it was told in the last minutes,
    `gather` how long a group of alerts waits for more.
    """
    wanted = [sub for sub in subscriptions if sub.rule in {rule.id for rule in alert.rules}]
    known_before = told is not None and any(sub.rule in told.rules for sub in subscriptions)
    if not wanted and not known_before:
        return _hold(chat, AddressKind.HOLD_NOT_SUBSCRIBED, "none of its subscriptions is for these rules")
    alert = replace(alert, severity=_grave(alert, [sub.rule for sub in wanted], told))
    standing = _standing(alert, chat, now)
    if standing is not None:
        return standing
    narrowed = [sub for sub in wanted if _wants(sub, alert, gazetteer) is None]
    if wanted and not narrowed and not known_before:
        kind, reason = _wants(wanted[0], alert, gazetteer) or (AddressKind.HOLD_NOT_SUBSCRIBED, "")
        return _hold(chat, kind, reason)
    rules = _rules(alert, narrowed)
    # What is told under rules that it does not have is nothing to it.
    tells = alert.verdict not in QUIET_EDITS and any(sub.rule not in alert.quiet for sub in narrowed or wanted)
    found = _first(chat, rules, tells) if told is None else _again(alert, chat, rules, told, tells)
    return _quietly(grouped(found, alert, told, lately, now, gazetteer, gather), alert, chat, now)


def told_after(alert: Alert, chat_address: Address, told: Told | None, now: datetime) -> Told:
    """What the chat knows of the incident once this address is sent. `message` is set with the first receipt."""
    named = chat_address.rules or tuple(rule.id for rule in alert.rules)
    severity = _grave(alert, named, told)
    if told is None:
        return Told(
            chat=chat_address.chat,
            incident=alert.incident,
            story=alert.story,
            at=now,
            rules=named,
            severity=severity,
            facts=alert.known,
            alert=alert.id,
            places=alert.places,
            until=chat_address.due if chat_address.kind is AddressKind.HOLD_GROUPED else None,
        )
    most = max(told.severity, severity, key=lambda word: _ORDER[word])
    rules = tuple(dict.fromkeys((*told.rules, *named)))
    if chat_address.kind is AddressKind.EDIT:
        return replace(told, rules=rules, alert=alert.id)
    return replace(told, at=now, rules=rules, severity=most, facts=alert.known, alert=alert.id)


def _grave(alert: Alert, rules: Sequence[str], told: Told | None) -> str:
    """How grave it is to a chat that has these of its rules: what it did not ask for wakes nobody there.

    Of what it was told under other rules, as grave as it was told.
    """
    found = gravest(rule for rule in alert.rules if rule.id in rules)
    return found or (told.severity if told is not None else alert.severity)


def _standing(alert: Alert, chat: Chat, now: datetime) -> Address | None:
    """What the chat's own state says, whatever the alert says."""
    if chat.parked:
        return _hold(chat, AddressKind.HOLD_PARKED, f"out of reach: {chat.parked}")
    if chat.muted_until is not None and now < chat.muted_until:
        return _hold(chat, AddressKind.HOLD_MUTED, f"muted until {_stamp(chat.muted_until)}")
    if {alert.incident, alert.story} & set(chat.muted):
        return _hold(chat, AddressKind.HOLD_MUTED, "this story is muted")
    if _ORDER[alert.severity] < _ORDER[chat.least]:
        return _hold(
            chat, AddressKind.HOLD_BELOW_THRESHOLD, f"{alert.severity}, and the chat wants {chat.least} or more"
        )
    return None


def _wants(sub: Subscription, alert: Alert, gazetteer: Gazetteer | None) -> tuple[AddressKind, str] | None:
    """Why this subscription does not want the alert; None where it does."""
    since = alert.article.published or alert.at
    if since is not None and since < sub.since and (alert.at or since) < sub.since:
        return AddressKind.HOLD_SUBSCRIBED_LATER, f"subscribed on {_stamp(sub.since)}, after the news"
    if sub.place and not any(_lies(place.code, sub.place, gazetteer) for place in alert.places):
        return AddressKind.HOLD_OUTSIDE_PLACE, "outside the place of the subscription"
    if sub.at_least is not None:
        counts = [low(fact) for fact in alert.facts if isinstance(fact, Figure)]
        if counts and max(counts) < sub.at_least:
            return AddressKind.HOLD_BELOW_THRESHOLD, f"{max(counts)}, and the subscription wants {sub.at_least} or more"
    return None


def _lies(code: str, outer: str, gazetteer: Gazetteer | None) -> bool:
    return code == outer or bool(code and gazetteer is not None and gazetteer.within(code, outer))


def _rules(alert: Alert, subscriptions: Sequence[Subscription]) -> tuple[str, ...]:
    wanted = {sub.rule for sub in subscriptions}
    return tuple(rule.id for rule in alert.rules if rule.id in wanted)


def _first(chat: Chat, rules: tuple[str, ...], tells: bool) -> Address:
    """The chat was told nothing of this incident yet."""
    if not tells:
        return _hold(chat, AddressKind.HOLD_ALREADY_TOLD, "an edit only, and the chat was not told of it before")
    return Address(chat.ref, AddressKind.TELL, "news to this chat", rules)


def _again(alert: Alert, chat: Chat, rules: tuple[str, ...], told: Told, tells: bool) -> Address:
    """The chat knows of the incident: only what changed is told, as an edit and a short reply."""
    if alert.verdict in QUIET_EDITS or (rules and not tells):
        return Address(chat.ref, AddressKind.EDIT, alert.reason, rules or told.rules, message=told.message)
    if tells and alert.changes and _differs(alert, told.facts):
        return Address(chat.ref, AddressKind.REPLY, alert.reason, rules or told.rules, message=told.message)
    fresh = [rule for rule in alert.rules if rule.id in rules and rule.id not in told.rules]
    if not fresh:
        return _hold(chat, AddressKind.HOLD_ALREADY_TOLD, f"told {_stamp(told.at)}, nothing new since")
    if _ORDER[gravest(fresh)] <= _ORDER[told.severity]:
        return _hold(chat, AddressKind.HOLD_INHIBITED, f"told already as {told.severity}, at {_stamp(told.at)}")
    return Address(chat.ref, AddressKind.REPLY, "graver than what was told", rules, message=told.message)


def _differs(alert: Alert, told: Sequence[SavedFact]) -> bool:
    """Does a change say something that the chat was not told?"""
    if not told:
        return True
    known = {saved.fact for saved in told}
    statuses = [saved.fact.status for saved in told if isinstance(saved.fact, Ceasefire)]
    return any(
        change.what == "confirmed"
        # What became of a truce may become of it again: the last that the chat was told is what counts.
        or (
            statuses[-1:] != [change.new.fact.status]
            if isinstance(change.new.fact, Ceasefire)
            else change.new.fact not in known
        )
        for change in alert.changes
    )


def _quietly(found: Address, alert: Alert, chat: Chat, now: datetime) -> Address:
    """In quiet hours what would ping is owed for their end, except what is critical."""
    pings = {AddressKind.TELL, AddressKind.REPLY, AddressKind.HOLD_GROUPED}
    if found.kind not in pings or alert.severity == "critical":
        return found
    end = quiet_end(chat, now)
    if end is None:
        return found
    reason = f"quiet hours until {_stamp(end)}; {found.reason}"
    return replace(found, kind=AddressKind.HOLD_QUIET_HOURS, reason=reason, due=end)


def quiet_end(chat: Chat, now: datetime) -> datetime | None:
    """When the chat's quiet hours end, in UTC; None outside of them."""
    if chat.quiet_from is None or chat.quiet_until is None or chat.quiet_from == chat.quiet_until:
        return None
    zone = ZoneInfo(chat.zone) if chat.zone else UTC
    local = now.astimezone(zone)
    if not _within(local.time(), chat.quiet_from, chat.quiet_until):
        return None
    end = local.replace(hour=chat.quiet_until.hour, minute=chat.quiet_until.minute, second=0, microsecond=0)
    return (end if end > local else end + timedelta(days=1)).astimezone(UTC)


def _within(at: time, start: time, end: time) -> bool:
    return start <= at < end if start < end else at >= start or at < end


def _hold(chat: Chat, kind: AddressKind, reason: str) -> Address:
    return Address(chat.ref, kind, reason)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
