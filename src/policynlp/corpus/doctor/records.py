"""The small tables: which tag set is active, whether it is registered, and times that lie in the future."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from policynlp.diagnosis import Finding
from policynlp.tags import tagset_id

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

_AHEAD = timedelta(minutes=10)
"""Clocks of machines that write to one corpus may differ by so much."""
_TIMES = (("batches", "committed_at"), ("runs", "at"), ("activations", "at"), ("tagsets", "created_at"))


def check_records(store: Store, *, versions: Mapping[str, Any] | None = None, now: datetime | None = None) -> Iterator[Finding]:
    """Look through the records of tag sets and the times.

    Args:
        store: The corpus, open.
        versions: What a run would tag with now: the manifest of a tag set that is not registered any more, where it fits.
        now: The time; None: that of the clock.
    """
    yield from _check_tagsets(store, versions)
    moment = now or datetime.now(UTC)
    for table, column in _TIMES:
        times = [time for time in store.tables.read(table, columns=[column])[column].to_pylist() if time is not None]
        ahead = [time for time in times if time > moment + _AHEAD]
        if ahead:
            yield Finding(
                check="clock",
                severity="warning",
                what=f"{len(ahead)} rows of {table} are from the future, up to {max(ahead):%Y-%m-%d %H:%M} UTC",
                where=str(store.tables.folder / table),
                hint=f"The clock says {moment:%Y-%m-%d %H:%M} UTC: look whether it is right. What is committed next is put behind them.",
            )


def _check_tagsets(store: Store, versions: Mapping[str, Any] | None) -> Iterator[Finding]:
    known = {row["tagset"] for row in store.tables.read("tagsets", columns=["tagset"]).to_pylist()}
    tagged = store.tables.read("tagged", columns=["tagset", "batch_id"]).to_pylist()
    used = {row["tagset"] for row in tagged if row["batch_id"] in store.catalogue.batches}
    where = str(store.tables.folder / "tagsets")
    for tagset in sorted(used - known):
        yield Finding(
            check="tagsets",
            severity="warning",
            what=f"the versions behind the tag set {tagset} are lost",
            where=where,
            hint="--repair registers it again"
            + (
                ", with the versions in force, which are its own."
                if _fits(tagset, versions)
                else "; which models made its tags is told by the rows alone."
            ),
            mend=partial(_register, store, tagset, versions),
        )
    if store.active_tagset() is None:
        complete = [tagset for tagset in sorted(used) if store.document_ids() and not store.untagged(tagset)]
        if complete:
            newest = _newest(store, complete)
            yield Finding(
                check="tagsets",
                severity="damage",
                what="no tag set is active, although one is complete: readers see no tags",
                where=str(store.tables.folder / "activations"),
                hint=f"--repair makes {newest} active.",
                mend=partial(_activate, store, newest),
            )


def _fits(tagset: str, versions: Mapping[str, Any] | None) -> bool:
    return versions is not None and tagset_id(versions) == tagset


def _register(store: Store, tagset: str, versions: Mapping[str, Any] | None) -> str:
    manifest = (
        dict(versions) if versions is not None and _fits(tagset, versions) else {"lost": "found again by policynlp doctor"}
    )
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False)
    store.tables.append("tagsets", [{"tagset": tagset, "manifest": text, "created_at": datetime.now(UTC)}])
    return "registered again"


def _newest(store: Store, tagsets: list[str]) -> str:
    """The tag set that was tagged with last."""
    ranks = store.catalogue.batches
    return max(tagsets, key=lambda tagset: max((ranks[b] for b in store.catalogue.done("tagged", tagset).values()), default=-1))


def _activate(store: Store, tagset: str) -> str:
    if tagset not in {row["tagset"] for row in store.tables.read("tagsets", columns=["tagset"]).to_pylist()}:
        _register(store, tagset, None)
    store.activate(tagset, by="policynlp doctor")
    return f"{tagset} is active"
