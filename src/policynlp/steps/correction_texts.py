"""Corrected quotations and names of the label database with the texts that they stand in, to train the encoder on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policynlp.corpus.store import Store
from policynlp.document import CONTENT_KINDS, Document, Passage, Span
from policynlp.labels.agreements import spans_of
from policynlp.labels.database import LabelStore
from policynlp.labels.standing import standing_units
from policynlp.labels.units import LabelLayer, Unit
from policynlp.settings import Settings
from policynlp.steps.labelling import open_labels

if TYPE_CHECKING:
    from policynlp.train.encoder.corrected import Corrected

_SPANS = ("content", "cue", "source")


def correction_texts(settings: Settings, layers: Sequence[LabelLayer]) -> list[Corrected]:
    """What people decided on quotations and names, text by text.

    Of a unit that somebody completed and on which people are not at odds, everything is evidence; of one that is only begun,
    the items that people accepted, changed or added, where they say the same.

    Args:
        settings: All settings in force.
        layers: `quotes`, `entities`, or both.

    Returns:
        One for each text and layer, in the order of their ids. A text that left the corpus is there as its units, each alone.
    """
    with open_labels(settings) as labels, Store.open(settings.corpus.path) as store:
        out: list[Corrected] = []
        for layer in layers:
            decided = list(_decided(labels, layer))
            texts = {d.id: d for d in store.load_documents(sorted({unit.document for unit, _, _ in decided}))}
            by_text: dict[str, list[tuple[Unit, bool, list[Mapping[str, Any]]]]] = defaultdict(list)
            for unit, complete, items in decided:
                by_text[unit.document if unit.document in texts else unit.id].append((unit, complete, items))
            out += [_text(layer, ident, by_text[ident], texts.get(ident)) for ident in sorted(by_text)]
        return out


def _decided(labels: LabelStore, layer: LabelLayer) -> Iterator[tuple[Unit, bool, list[Mapping[str, Any]]]]:
    """Units with whether they are complete, and the annotations that stand in them by people's decisions."""
    for one in standing_units(labels, layer):
        complete = bool(one.complete) and one.settled
        found = [item.value for item in one.items if item.value and item.origin == "human"]
        if complete or found:
            yield one.unit, complete, found


def _text(
    layer: LabelLayer, ident: str, decided: Sequence[tuple[Unit, bool, list[Mapping[str, Any]]]], document: Document | None
) -> Corrected:
    from policynlp.train.encoder.corrected import Corrected

    first = decided[0][0]
    shift = 0 if document else first.start
    text = document.text if document else first.text
    passages = (
        tuple(p for p in document.passages if p.kind in CONTENT_KINDS)
        if document
        else (Passage(id=first.id, start=0, end=len(text), kind="paragraph"),)
    )
    items = {str(item.get("id") or spans_of(item)): item for _, _, found in decided for item in found}
    moved = [_moved(item, -shift) for item in items.values()]
    return Corrected(
        id=f"{layer}-{ident}",
        group=f"work-{first.work}",
        text=text,
        passages=passages,
        layer=layer,
        items=tuple(item for item in moved if all(0 <= s < e <= len(text) for s, e in spans_of(item))),
        complete=tuple((unit.start - shift, unit.end - shift) for unit, complete, _ in decided if complete),
    )


def _moved(item: Mapping[str, Any], by: int) -> dict[str, Any]:
    """An annotation with its spans moved."""
    out = dict(item)
    for key in _SPANS:
        if key in out:
            out[key] = [[s + by, e + by] for s, e in _pairs(out[key])]
    return out | {key: out[key] + by for key in ("start", "end") if key in out}


def _pairs(spans: Sequence[Sequence[int]] | None) -> list[Span]:
    return [(int(s), int(e)) for s, e in spans or ()]
