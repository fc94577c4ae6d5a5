"""Human labels and the corpus: what is put into the queue, and which decisions can be trained on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from policynlp.corpus.reading import open_corpus
from policynlp.document import CONTENT_KINDS, Document
from policynlp.errors import InputError
from policynlp.labels.accounts import check_right
from policynlp.labels.agreements import Agreement, agreement
from policynlp.labels.choosing import RARE_EXAMPLES, Candidate, choose
from policynlp.labels.current import Item
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Machine
from policynlp.labels.queue import Task, add_tasks
from policynlp.labels.standing import standing_units
from policynlp.labels.tables import LABEL_LAYERS
from policynlp.labels.units import LabelLayer, Unit, add_units, unit_of
from policynlp.place import ObjectPath, Place
from policynlp.settings import Settings
from policynlp.steps.second_views import Definitions, Nearest, People, definitions, reads_vectors, rules_alone, with_vectors
from policynlp.tags import Tags

__all__ = [
    "LABEL_LAYERS",
    "fill_queue",
    "label_agreement",
    "label_layer",
    "label_rows",
    "labels_path",
    "machine_says",
    "open_labels",
    "settled_units",
    "whole_documents",
]

_LEAST_CHARS = 40
"""Shorter passages (headings, list marks) are not put into the queue of themes."""


def open_labels(settings: Settings) -> LabelStore:
    """The label database of the settings, made where it is missing.

    It lies beside the corpus, not in it: a corpus can be made anew, labels cannot.

    Raises:
        InputError: The address cannot be used.
        ServerError: The database cannot be reached.
    """
    return LabelStore(settings.labels.url or labels_path(settings.corpus.path))


def labels_path(corpus: Place) -> Path:
    """Where the label database of a corpus lies by default: `tagged-corpus.labels.sqlite` beside `tagged-corpus`.

    Raises:
        InputError: The corpus lies in an object store.
    """
    if isinstance(corpus, ObjectPath):
        raise InputError(
            "decisions of people need a database, and none can lie in an object store",
            where=f"corpus {corpus}",
            hint="Name one with labels.url: a file of this machine, or postgresql+psycopg://...",
        )
    folder = corpus.absolute()
    return folder.with_name(f"{folder.name}.labels.sqlite")


def fill_queue(settings: Settings, *, layer: LabelLayer = "themes", n: int = 100, seed: int = 7, by: str = "local") -> int:
    """Put passages of the corpus into the queue.

    Args:
        settings: All settings in force.
        layer: Which layer. Themes are chosen by the model's doubts, by what their definitions say otherwise, and by nearness to the
            definitions of those with few examples; other layers by the scores of what was found, and by what rules find where the
            encoder is silent. In all, what one person completed and the model says otherwise goes to a second person, blind.
        n: Tasks at the most.
        seed: Of the random share.
        by: Who fills it.

    Returns:
        Number of tasks that are new.

    Raises:
        InputError: No passage is left, or `by` is no admin.
        CorpusError: The corpus has no tags.
    """
    with open_labels(settings) as store, open_corpus(settings.corpus.path) as corpus:
        check_right(store, by, "admin")
        known = definitions(settings) if layer == "themes" else None
        near = known if known is not None and reads_vectors(corpus, known) else None
        examples = _examples(store, layer, known)
        nearest = Nearest([label for label, count in examples.items() if count < RARE_EXAMPLES], n)
        people = People(store, layer)
        by_id: dict[str, Unit] = {}
        candidates: list[Candidate] = []
        for document, tags in with_vectors(corpus):
            for unit, said, limits in _passages(document, tags, layer):
                vector = tags.vectors.get(unit.passage or "")
                scores = {target: machine.score for target, machine in said.items() if machine.score is not None}
                if unit.id in people.begun:
                    view = people.view(unit, said)
                    if not view.says:
                        continue
                elif near is not None and vector is not None:
                    view = near.view(vector, scores)
                    nearest.add(unit.id, near.likeness(vector, nearest.labels))
                else:
                    view = rules_alone(layer, tags, said)
                by_id[unit.id] = unit
                candidates.append(
                    Candidate(
                        unit=unit.id,
                        scores=scores,
                        thresholds=limits,
                        other=view.says,
                        likeness={},
                        view=view.name,
                        seen=int(unit.id in people.begun),
                    )
                )
        if not candidates:
            raise InputError("no passage is left to label", where=str(settings.corpus.path), hint="Ingest more texts.")
        likeness = nearest.likeness()
        candidates = [replace(c, likeness=likeness[c.unit]) if c.unit in likeness else c for c in candidates]
        chosen = choose(candidates, n, examples=examples, seed=seed)
        add_units(store, [by_id[task.unit] for task in chosen])
        return add_tasks(store, chosen, by=by)


def whole_documents(settings: Settings, ids: list[str], *, layer: LabelLayer, by: str = "local") -> int:
    """Put whole documents into the queue, to find what the model missed.

    Args:
        settings: All settings in force.
        ids: Document ids.
        layer: Which layer.
        by: Who asks for it.

    Raises:
        InputError: `by` is no admin.
    """
    with open_labels(settings) as store, open_corpus(settings.corpus.path) as corpus:
        check_right(store, by, "admin")
        made = [unit_of(tagged.document, layer) for tagged in corpus.documents(ids)]
        add_units(store, made)
        return add_tasks(store, [Task(unit=u.id, reason="whole", why="asked for") for u in made], by=by)


def label_rows(settings: Settings) -> Iterator[dict[str, Any]]:
    """Theme decisions as rows that `policynlp train themes --labels FOLDER` reads.

    Only units that somebody completed count, since unmarked themes are no evidence elsewhere, and only those on which people
    do not stand against each other.
    """
    with open_labels(settings) as store:
        for unit, items in settled_units(store, "themes"):
            chosen = {item.target for item in items if item.value}
            themes = {name.partition(".")[0] for name in chosen}
            yield {
                "id": f"label-{unit.id}",
                "group": f"work-{unit.work}",
                "text": unit.text,
                "themes": sorted(themes),
                "facets": sorted(name for name in chosen if "." in name),
            }


def settled_units(store: LabelStore, layer: LabelLayer) -> Iterator[tuple[Unit, list[Item]]]:
    """Units that somebody completed and on which nothing is unresolved, with what stands in them."""
    for one in standing_units(store, layer):
        if one.complete and one.settled:
            yield one.unit, list(one.items)


def machine_says(layer: LabelLayer, tags: Tags, unit: Unit) -> dict[str, Machine]:
    """Target to what the machine says of it in a unit."""
    if layer == "themes":
        return {
            _label(theme.theme, theme.facet): Machine(value=theme.assigned, version=theme.version, score=theme.score)
            for theme in tags.themes
            if theme.passage == unit.passage
        }
    out = {}
    for annotation in getattr(tags, layer):
        value = annotation.as_dict()
        start, end = (value["content"][0][0], value["content"][-1][1]) if layer == "quotes" else (value["start"], value["end"])
        if start >= unit.start and start < unit.end and end > unit.start:
            out[annotation.id] = Machine(value=value, version=annotation.version, score=annotation.score)
    return out


def _passages(document: Document, tags: Tags, layer: LabelLayer) -> Iterator[tuple[Unit, dict[str, Machine], dict[str, float]]]:
    """Passages of a document that can be labelled: unit, what the machine says by target, and from which score it counts."""
    themes: dict[str | None, dict[str, Machine]] = defaultdict(dict)
    limits: dict[str, float] = {}
    for theme in tags.themes if layer == "themes" else ():
        name = _label(theme.theme, theme.facet)
        themes[theme.passage][name] = Machine(value=theme.assigned, version=theme.version, score=theme.score)
        limits[name] = theme.threshold
    for passage in document.passages:
        if passage.kind in CONTENT_KINDS and passage.end - passage.start >= _LEAST_CHARS:
            unit = unit_of(document, layer, passage=passage)
            said = themes[passage.id] if layer == "themes" else machine_says(layer, tags, unit)
            yield unit, said, limits if layer == "themes" else dict.fromkeys(said, 0.5)


def _label(theme: str, facet: str | None) -> str:
    return theme if facet is None else f"{theme}.{facet}"


def _examples(store: LabelStore, layer: LabelLayer, known: Definitions | None) -> dict[str, int]:
    """Label to number of positive labels; while the database has none, what the model was trained on counts as learnt."""
    if known is None:
        return {layer: 1_000}
    found = Counter(item.target for _, items in settled_units(store, layer) for item in items if item.value)
    learnt = known.trained if not found else frozenset()
    return {label: 1_000 if label in learnt else found[label] for label in known.names}


def label_layer(name: str) -> LabelLayer:
    """A layer by its name.

    Raises:
        InputError: There is no such layer.
    """
    if name not in LABEL_LAYERS:
        raise InputError(f"{name!r} cannot be labelled", where="--layer", hint=f"Layers: {', '.join(LABEL_LAYERS)}.")
    return name  # type: ignore[return-value]


def label_agreement(settings: Settings, layer: LabelLayer, *, by_month: bool = False) -> list[Agreement]:
    """Agreement as it stands: see `policynlp.labels.agreements.agreement`."""
    with open_labels(settings) as store:
        return agreement(store, layer, by_month=by_month)
