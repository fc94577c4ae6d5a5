"""What people decided, laid over the tags of the corpus: seen at once in every view, before any training.

Tags of a corrected document are committed once more, whole, as a batch that stands before the machine's; the machine's
stay, so that labels can be looked at anew and taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policynlp.corpus.store import Store
from policynlp.document import CONTENT_KINDS, Document
from policynlp.labels.carrying import carry
from policynlp.labels.current import Item, current
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, by_unit, completions, decisions
from policynlp.labels.marks import marks
from policynlp.labels.units import LabelLayer, Unit, units
from policynlp.place import ObjectPath
from policynlp.settings import Settings
from policynlp.steps.context import RunContext
from policynlp.steps.labelling import labels_path, machine_says, open_labels
from policynlp.steps.settled import Settled
from policynlp.tags import Claim, Entity, Quote, Tags, Theme, annotation_id

RUN_ID = "labels"
_TOGETHER_WORKS = 100
_TYPES: Mapping[str, Any] = {"quotes": Quote, "claims": Claim, "entities": Entity}


def has_labels(settings: Settings) -> bool:
    """Whether there is a label database; asking does not make one."""
    corpus = settings.corpus.path
    return settings.labels.url is not None or (not isinstance(corpus, ObjectPath) and labels_path(corpus).exists())


def apply_corrections(settings: Settings, documents: Collection[str] | None = None) -> int:
    """Lay what people decided over the active tag set.

    Args:
        settings: All settings in force.
        documents: Which; None: all that have labels.

    Returns:
        Number of documents whose tags changed by it.
    """
    if not has_labels(settings):
        return 0
    with open_labels(settings) as labels, Store.open(settings.corpus.path) as store:
        tagset = store.active_tagset()
        return apply_to(store, labels, tagset=tagset, documents=documents) if tagset else 0


def correct_new(context: RunContext, store: Store) -> int:
    """Lay what people decided over the tag set of a run, where there is a label database.

    Only texts are looked at that were tagged, corrected or decided on since a run looked last.
    """
    if not has_labels(context.settings):
        return 0
    with open_labels(context.settings) as labels:
        return apply_to(store, labels, tagset=context.tagset, settled=Settled(store, labels, context.tagset))


def apply_to(
    store: Store,
    labels: LabelStore,
    *,
    tagset: str,
    documents: Collection[str] | None = None,
    settled: Settled | None = None,
) -> int:
    """Lay what people decided over a tag set, a hundred texts in memory at a time: see `apply_corrections`.

    Args:
        store: The corpus.
        labels: The label database.
        tagset: The tag set.
        documents: Which; None: all that have labels.
        settled: Texts that need no look; it learns of those that got one.
    """
    marked = marks(labels)
    latest = {work: d for work, (d, _) in store.latest_revisions(marked).items() if documents is None or d in documents}
    waiting = settled.waiting({document: marked[work] for work, document in latest.items()}) if settled else latest.values()
    works = [work for work, document in latest.items() if document in waiting]
    changed = 0
    for some in _chunks(works):
        decided = _decided(labels, some)
        texts = {d.id: d for d in store.load_documents([latest[work] for work in some])}
        machine = {t.document: t for t in store.load_tags(list(texts), tagset=tagset, vectors=True, corrected=False)}
        shown = {t.document: t for t in store.load_tags(list(machine), tagset=tagset)}
        corrected = [corrected_tags(texts[d], tags, decided[texts[d].work]) for d, tags in machine.items()]
        news = [tags for tags in corrected if tags.as_dict() != shown[tags.document].as_dict()]
        if news:
            store.commit_corrections(news, run_id=RUN_ID, tagset=tagset)
        changed += len(news)
        if settled:
            settled.learn({latest[work]: marked[work] for work in some})
    return changed


def _chunks(works: Sequence[str]) -> Iterator[Sequence[str]]:
    return (works[n : n + _TOGETHER_WORKS] for n in range(0, len(works), _TOGETHER_WORKS))


_Decided = Sequence[tuple[Unit, Sequence[Decision], Sequence[Completion]]]


def corrected_tags(document: Document, tags: Tags, decided: _Decided) -> Tags:
    """Tags of a document with what stands by people's decisions.

    Args:
        document: The document.
        tags: What the machine said.
        decided: Units of its work (of earlier revisions, too), with all decisions and completions on each.
    """
    for unit, made, through in decided:
        if unit.document != document.id:
            carried = carry(document, unit, made)
            if carried.start is None:
                continue
            unit, made = _moved(unit, document, carried.start), carried.decisions
        items = current(unit.id, unit.layer, made, completions=through, machine=machine_says(unit.layer, tags, unit))
        by_people = [item for item in items if item.origin == "human"]
        if by_people:
            tags = _themes(document, tags, unit, by_people) if unit.layer == "themes" else _spans(tags, unit.layer, by_people)
    return tags


def _moved(unit: Unit, document: Document, start: int) -> Unit:
    end = start + len(unit.text)
    passage = next((p.id for p in document.passages if (p.start, p.end) == (start, end)), None)
    return replace(unit, document=document.id, passage=passage, start=start, end=end)


def _spans(tags: Tags, layer: LabelLayer, items: Sequence[Item]) -> Tags:
    said = {item.target: item for item in items}
    kept = [a for a in getattr(tags, layer) if a.id not in said]
    made = [
        _TYPES[layer].from_dict(
            dict(item.value) | {"id": target, "origin": "human", "version": f"labels/{item.status}", "score": 1.0}
        )
        for target, item in said.items()
        if item.value
    ]
    ordered = sorted([*kept, *made], key=lambda a: a.content[0] if layer == "quotes" else (a.start, a.end))
    return replace(tags, **{str(layer): tuple(ordered)})  # type: ignore[arg-type]  # a layer by its name


def _themes(document: Document, tags: Tags, unit: Unit, items: Sequence[Item]) -> Tags:
    """Rows of the passage as people decided, and those of the document that follow from them."""
    rows = {(row.passage, row.theme, row.facet): row for row in tags.themes}
    limits = {(row.theme, row.facet): row.threshold for row in tags.themes}
    touched = set()
    for item in items:
        theme, _, facet = item.target.partition(".")
        name = (theme, facet or None)
        known = rows.get((unit.passage, *name))
        yes = bool(item.value)
        if unit.passage is None or (known is None and not yes):
            continue
        made = known or _new_row(document, (unit.start, unit.end), unit.passage, name, limits.get(name, 0.5))
        rows[unit.passage, *name] = replace(
            made,
            assigned=yes,
            decision="assigned" if yes else "none",
            score=1.0 if yes else 0.0,
            origin="human",
            version=f"labels/{item.status}",
        )
        touched.add(name)
    lengths = {p.id: p.end - p.start for p in document.passages if p.kind in CONTENT_KINDS}
    total = max(1, sum(lengths.values()))
    for name in touched:
        having = [row for (passage, *of), row in rows.items() if passage is not None and tuple(of) == name and row.assigned]
        whole = rows.get((None, *name))
        if whole is None and not having:
            continue
        whole = whole or _new_row(document, None, None, name, limits.get(name, 0.5))
        share = sum(lengths.get(row.passage or "", 0) for row in having) / total
        rows[None, *name] = replace(
            whole,
            assigned=bool(having),
            decision="assigned" if having else "none",
            share=round(share, 4),
            score=max((row.score for row in having), default=0.0),
            origin="human",
            version="labels/derived",
        )
    return replace(tags, themes=tuple(rows.values()))


def _new_row(
    document: Document, span: tuple[int, int] | None, passage: str | None, name: tuple[str, str | None], threshold: float
) -> Theme:
    theme, facet = name
    names = (theme,) if facet is None else (theme, facet)
    ident = annotation_id(document.id, "themes", [span] if span else [], *names)
    return Theme(id=ident, passage=passage, theme=theme, facet=facet, score=1.0, threshold=threshold, assigned=True)


def _decided(labels: LabelStore, works: Sequence[str]) -> dict[str, list[tuple[Unit, list[Decision], list[Completion]]]]:
    """Work to its units that have decisions, oldest first."""
    made, through = by_unit(decisions(labels, works=works, standing=False)), by_unit(completions(labels, works=works).values())
    out: dict[str, list[tuple[Unit, list[Decision], list[Completion]]]] = defaultdict(list)
    for unit in units(labels, works=works):
        if made[unit.id]:
            out[unit.work].append((unit, made[unit.id], through[unit.id]))
    return out


def unfit_labels(settings: Settings) -> Iterator[Unit]:
    """Units of texts that have changed, whose words the newest revision lacks."""
    with open_labels(settings) as labels, Store.open(settings.corpus.path) as store:
        for some in _chunks(list(marks(labels))):
            decided = _decided(labels, some)
            for document in store.load_documents([document for document, _ in store.latest_revisions(some).values()]):
                for unit, made, _ in decided[document.work]:
                    if unit.document != document.id and carry(document, unit, made).start is None:
                        yield unit
