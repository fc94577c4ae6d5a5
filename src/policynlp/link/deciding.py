"""Decisions of people laid over what rules say, in their order, each on what the one before left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from policynlp.link.decisions import Decision


@dataclass(slots=True)
class Part:
    """Rows of one identity that no decision tells apart.

    Attributes:
        document: The document that they are in, which a split may name; None: all documents that no split names.
        identity, name: As rules made them; `lay_over` changes them in place. An identity of None is hidden.
        entity: Key within the document, where the part is a single row.
    """

    document: str | None
    identity: str | None
    name: str
    entity: str = ""


Kind = TypeVar("Kind", bound=Part)


def lay_over(parts: Iterable[Kind], decisions: Sequence[Decision], *, first: Callable[[Kind], Any]) -> None:
    """Apply decisions to parts, in place.

    Args:
        parts: All that the decisions may be about.
        decisions: Those in force, in order.
        first: Says where a part's first row comes among others, such as by document and entity: a merge takes the name of the first
            row of the identity that stays. Asked only where its names differ.
    """
    held: dict[str, list[Kind]] = defaultdict(list)
    for part in parts:
        if part.identity is not None:
            held[part.identity].append(part)
    for decision in decisions:
        identity = decision.identity or ""
        own = held.get(identity, [])
        if decision.action == "rename":
            for part in own:
                part.name = decision.name or part.name
        elif decision.action == "hide":
            for part in held.pop(identity, []):
                part.identity = None
        elif decision.action in {"merge", "split"}:
            into = decision.into or identity
            if decision.action == "merge":
                moved = held.pop(identity, [])
                name = _name(own if into == identity else held.get(into, []), first)
            else:
                named = set(decision.documents)
                moved, stay = [p for p in own if p.document in named], [p for p in own if p.document not in named]
                held[identity] = stay
                name = None
            for part in moved:
                part.identity, part.name = into, name or part.name
            held[into].extend(moved)


def _name(parts: Sequence[Kind], first: Callable[[Kind], Any]) -> str | None:
    if len({part.name for part in parts}) > 1:
        return min(parts, key=first).name
    return parts[0].name if parts else None
