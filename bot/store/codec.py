"""Nouns of the model as JSON text and back: one generic codec, so that no noun writes its own.

Promises: `loads(kind, dumps(kind, value)) == value` for every frozen dataclass made of what `_coder` names. A field
that a stored text lacks takes its default, and a field that the noun no longer has is passed over: stored rows outlive
both an older and a newer nadhir. What makes no noun differ from another (`compare=False`) is not stored. It does
not check values: what is stored was written by us.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass
from datetime import date, time, timedelta
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
#: A type, or a form of several types such as `tuple[Message, ...]`.
Kind = Any

#: The key that names the class where a field may hold one of several nouns (a fact is a ceasefire, a figure …).
_KIND = "is"
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class _Coder:
    """Both ways for one type."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def dumps(kind: Kind, value: object) -> str:
    """`value` as compact JSON text; `kind` is its declared type (a union or a tuple type too)."""
    return json.dumps(_coder(kind).encode(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The noun that `dumps` wrote. ValueError where the text is not of this kind."""
    try:
        return typing.cast("T", _coder(typing.cast("Kind", kind)).decode(json.loads(text)))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"stored text is not a {getattr(kind, '__name__', kind)}: {fault}") from fault


@cache
def _coder(kind: Any) -> _Coder:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in _PLAIN or kind is Any or kind is None or origin is typing.Literal:
        return _Coder(lambda value: value, lambda value: value)
    if origin in (typing.Union, types.UnionType):
        return _union(tuple(member for member in inner if member is not type(None)))
    if origin in (tuple, frozenset, list):
        return _sequence(origin, inner)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(*inner)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Coder(lambda value: value.value, kind)
    if isinstance(kind, type) and issubclass(kind, date | time):  # a datetime is a date too
        return _Coder(lambda value: value.isoformat(), kind.fromisoformat)
    if kind is timedelta:
        return _Coder(lambda value: value.total_seconds(), lambda data: timedelta(seconds=data))
    if dataclasses.is_dataclass(kind):
        return _noun(typing.cast("type[Any]", kind))
    raise TypeError(f"the codec knows no {kind!r}")


def _union(members: tuple[Any, ...]) -> _Coder:
    """One of `members` or None. Several nouns are told apart by name; plain values tell themselves apart."""
    if len(members) == 1:
        only = _coder(members[0])
        return _Coder(
            lambda value: None if value is None else only.encode(value),
            lambda data: None if data is None else only.decode(data),
        )
    if all(member in _PLAIN for member in members):
        return _Coder(lambda value: value, lambda data: data)
    nouns = {member.__name__: _coder(member) for member in members}

    def encode(value: Any) -> Any:
        return None if value is None else {_KIND: type(value).__name__} | nouns[type(value).__name__].encode(value)

    def decode(data: Any) -> Any:
        return None if data is None else nouns[data[_KIND]].decode(data)

    return _Coder(encode, decode)


def _sequence(origin: Any, inner: tuple[Any, ...]) -> _Coder:
    if origin is tuple and len(inner) > 1 and inner[1] is not Ellipsis:
        each = tuple(_coder(member) for member in inner)
        return _Coder(
            lambda value: [coder.encode(item) for coder, item in zip(each, value, strict=True)],
            lambda data: tuple(coder.decode(item) for coder, item in zip(each, data, strict=True)),
        )
    item_coder = _coder(inner[0])
    encode, decode = item_coder.encode, item_coder.decode
    if origin is frozenset:
        return _Coder(
            lambda value: sorted((encode(item) for item in value), key=str),
            lambda data: frozenset(decode(item) for item in data),
        )
    return _Coder(lambda value: [encode(item) for item in value], lambda data: origin(decode(item) for item in data))


def _mapping(key: Any, value: Any) -> _Coder:
    keys, values = _coder(key), _coder(value)
    return _Coder(
        lambda mapping: {keys.encode(name): values.encode(item) for name, item in mapping.items()},
        lambda data: {keys.decode(name): values.decode(item) for name, item in data.items()},
    )


def _noun(kind: type[Any]) -> _Coder:
    # Coders of the fields are found at first use, so that a noun may hold nouns of its own kind.
    @cache
    def members() -> tuple[tuple[str, _Coder, bool], ...]:
        hints = typing.get_type_hints(kind)
        return tuple(
            (field.name, _coder(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
            for field in dataclasses.fields(kind)
            if field.compare
        )

    def encode(value: Any) -> dict[str, Any]:
        return {name: coder.encode(getattr(value, name)) for name, coder, _ in members()}

    def decode(data: dict[str, Any]) -> Any:
        return kind(**{name: coder.decode(data[name]) for name, coder, needed in members() if needed or name in data})

    return _Coder(encode, decode)
