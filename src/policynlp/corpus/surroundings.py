"""What stands around a document: ties to other texts with both sentences, earlier and later revisions, repeats of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.dataset as ds

from policynlp.corpus.store import Store
from policynlp.document import Span

_MOST_TIES = 120
"""Ties that are shown of one text; those that contradict come first."""
_SENTENCE_CHARS = 320
_ORDER = ("differs", "agrees", "compatible", "echoes", "cites", "duplicate", "not_comparable")
_WHOLE = re.compile(r"[.!?。！？]['\"”’)\]]*$")
_ENDS = re.compile(r"[.!?。！？]['\"”’)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One end of a tie, in its sentence.

    Attributes:
        document: Document id.
        title, publisher, published: Of the document.
        annotation: Id of the annotation or passage, or null.
        start, end: Code-point offsets, or null for the whole document.
        before, text, after: The sentence around the end, and the end itself.
    """

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    annotation: str | None
    start: int | None
    end: int | None
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A link, seen from one document.

    Attributes:
        id, kind, relation, delta, reason, score, origin: As of the link.
        later: This document is the one the link runs from (for an echo: the later text).
        here, there: The end in this document, and the other one.
    """

    id: str
    kind: str
    relation: str | None
    delta: float | None
    reason: str
    score: float
    origin: str
    later: bool
    here: Side
    there: Side


def ties(store: Store, document: str, *, tagset: str, most: int = _MOST_TIES) -> tuple[list[Tie], int]:
    """Links of a document to others, contradictions first.

    Args:
        store: The corpus, open.
        document: Document id.
        tagset: The tag set.
        most: At the most.

    Returns:
        The ties, and how many there are in all.
    """
    store.catalogue.refresh()
    ends = (ds.field("from_document") == document) | (ds.field("to_document") == document)
    ranks = store.catalogue.batches
    batches = store.placement.batches(store.tables, "links", [document], committed=ranks.keys())
    if not batches:
        return [], 0
    where = (ds.field("tagset") == tagset) & ds.field("batch_id").isin(sorted(batches)) & ends
    found = store.tables.read("links", where=where).to_pylist()
    rows: dict[str, dict[str, Any]] = {}
    for row in sorted(found, key=lambda r: (ranks.get(r["batch_id"], -1), r["ordinal"])):
        if row["batch_id"] in ranks:
            rows.setdefault(row["id"], row)
    order = sorted(
        rows.values(), key=lambda r: (_ORDER.index(r["kind"]), r["from_start_char"] or 0, -(r["score"] or 0), r["id"])
    )
    shown = order[:most]
    texts = _texts(store, {r[f"{e}_document"] for r in shown for e in ("from", "to")})
    out = []
    for row in shown:
        later = row["from_document"] == document
        here, there = ("from", "to") if later else ("to", "from")
        out.append(
            Tie(
                **{name: row[name] for name in ("id", "kind", "relation", "delta", "reason", "score", "origin")},
                later=later,
                here=_side(row, here, texts),
                there=_side(row, there, texts),
            )
        )
    return out, len(order)


def _texts(store: Store, documents: set[str]) -> dict[str, dict[str, Any]]:
    """Text and title of documents, without their layout."""
    if not documents:
        return {}
    batches = {d: store.catalogue.documents[d].batch for d in documents}
    where = ds.field("batch_id").isin(sorted(set(batches.values()))) & ds.field("document").isin(sorted(documents))
    columns = ["document", "batch_id", "title", "publisher", "published", "text"]
    found = store.tables.read("documents", columns=columns, where=where).to_pylist()
    return {row["document"]: row for row in found if batches[row["document"]] == row["batch_id"]}


def _side(row: Mapping[str, Any], end: str, texts: Mapping[str, Mapping[str, Any]]) -> Side:
    document = texts[row[f"{end}_document"]]
    start, stop = row[f"{end}_start_char"], row[f"{end}_end_char"]
    before, text, after = excerpt(document["text"], (start, stop)) if start is not None else ("", "", "")
    return Side(
        document=document["document"],
        title=document["title"],
        publisher=document["publisher"],
        published=document["published"],
        annotation=row[f"{end}_annotation"],
        start=start,
        end=stop,
        before=before,
        text=text,
        after=after,
    )


def excerpt(text: str, span: Span, *, most_chars: int = _SENTENCE_CHARS) -> tuple[str, str, str]:
    """The sentence around a span: what stands before, the span, what stands behind.

    Args:
        text: Of the document.
        span: Code-point offsets.
        most_chars: On each side; cut at a word.
    """
    start, end = span
    left = text[max(0, start - most_chars) : start]
    ends = list(_ENDS.finditer(left))
    if ends:
        left = left[ends[-1].end() :]
    elif start > most_chars:
        left = "…" + left.partition(" ")[2]
    right = text[end : end + most_chars]
    stop = _ENDS.search(right)
    if _WHOLE.search(text[start:end]):
        right = ""  # it is a sentence already
    elif stop:
        right = right[: stop.end()].rstrip()
    elif end + most_chars < len(text):
        right = right.rpartition(" ")[0] + "…"
    inside = text[start:end]
    return left, inside if len(inside) <= 2 * most_chars else inside[: 2 * most_chars] + "…", right


def relatives(store: Store, document: str) -> dict[str, list[dict[str, Any]]]:
    """Other revisions of the same work, and texts that repeat this one or that it repeats.

    Returns:
        `revisions` (of the same work, this one too, oldest first) and `repeats`: rows with document, title, publisher,
        published, fetched_at, revision, uri.
    """
    store.catalogue.refresh()
    entries = store.catalogue.documents
    work = entries[document].work
    original = entries[document].duplicate_of or document
    wanted = {d: e.batch for d, e in entries.items() if e.work == work or e.duplicate_of == original or d == original}
    columns = ["document", "batch_id", "title", "publisher", "published", "fetched_at", "revision", "uri", "work"]
    where = ds.field("batch_id").isin(sorted(set(wanted.values()))) & ds.field("document").isin(sorted(wanted))
    found = store.tables.read("documents", columns=columns, where=where).to_pylist()
    rows = [r for r in found if wanted[r["document"]] == r["batch_id"]]
    kept = [{k: r[k] for k in columns if k != "batch_id"} for r in rows]
    revisions = sorted((r for r in kept if r["work"] == work), key=lambda r: r["revision"])
    repeats = sorted((r for r in kept if r["work"] != work), key=lambda r: (r["published"] or "", r["document"]))
    return {"revisions": revisions, "repeats": repeats}
