"""Records that are written as JSON: frozen dataclasses to dictionaries and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

_SIMPLE = frozenset({str, int, float, bool, type(None)})
_KEYS: dict[type[Record], tuple[tuple[str, str], ...]] = {}


def _keys(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """Fields of a record, and what they are called in its dictionary; a run asks for millions."""
    if record not in _KEYS:
        _KEYS[record] = tuple((f.name, f.name.rstrip("_")) for f in fields(record))
    return _KEYS[record]


def _plain(value: Any) -> Any:
    """Tuples to lists, dataclasses to dictionaries, all the way down."""
    if type(value) in _SIMPLE:
        return value
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, Record):
        return value.as_dict()
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return value


def _spans(value: Sequence[Sequence[int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((int(s), int(e)) for s, e in value or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Shared by all annotations: to and from dictionaries; the key `from` is the field `from_`."""

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping, keys in the order of the fields."""
        return {key: _plain(getattr(self, name)) for name, key in _keys(type(self))}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Inverse of `as_dict`; unknown keys are ignored."""
        known: dict[str, Any] = {}
        for name, key in _keys(cls):
            if key in data:
                known[name] = cls._read(name, data[key])
        return cls(**known)

    @classmethod
    def _read(cls, name: str, value: Any) -> Any:
        if name in {"content", "cue", "source", "mentions", "evidence"} and isinstance(value, list):
            return _spans(value)
        if isinstance(value, list):
            return tuple(value)
        return value
