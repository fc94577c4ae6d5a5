"""Second views beside the model's, for the queue: definitions of themes, rules where the encoder is silent, what people said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappush, heapreplace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.corpus.reading import Corpus
from policynlp.corpus.tagsets import vectors_by
from policynlp.document import Document
from policynlp.labels.accounts import accounts
from policynlp.labels.choosing import LEAST_GAP
from policynlp.labels.current import votes_of
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Machine, by_unit, completions, decisions, standing_ones
from policynlp.labels.units import LabelLayer, Unit
from policynlp.settings import Settings
from policynlp.steps.context import tag_settings
from policynlp.steps.searching import LazyEncoder
from policynlp.tag.models import models_dir, read_manifest, read_verified
from policynlp.tag.themes.calibration import Nearness
from policynlp.tag.themes.classifier import prototype
from policynlp.tags import Tags
from policynlp.taxonomy import load_taxonomy

_ENCODER_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "EVENT"})
"""Labels that the encoder gives, too; of the others the rules alone speak."""
_TOGETHER_DOCS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a second view says of a unit.

    Attributes:
        says: Label or annotation id to its probability; only where it may be a disagreement.
        name: Whose view, for people.
    """

    says: Mapping[str, float] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """Themes and facets as their definitions and examples say.

    Attributes:
        names: Themes, then facets (`security.food`).
        vectors: Unit vector of each, `(names, 384)`.
        trained: Those that the theme classifier was trained on; the others it knows by their definitions alone.
        nearness: What nearness is worth.
        encoder: Version of the encoder that read them.
    """

    names: tuple[str, ...]
    vectors: npt.NDArray[np.float32]
    trained: frozenset[str]
    nearness: Nearness
    encoder: str

    def likeness(self, vector: npt.NDArray[np.float32], labels: Sequence[str]) -> dict[str, float]:
        """Cosine of a passage and the definitions of some of the names."""
        near = dict(zip(self.names, (self.vectors @ vector).tolist(), strict=True))
        return {name: near[name] for name in labels}

    def view(self, vector: npt.NDArray[np.float32], scores: Mapping[str, float]) -> View:
        """Themes that the model was trained on and whose definition says otherwise than its score."""
        said = self.nearness.platt(self.vectors @ vector)
        apart = {
            name: round(float(p), 4)
            for name, p in zip(self.names, said, strict=True)
            if name in self.trained and "." not in name and abs(scores.get(name, 0.0) - p) > LEAST_GAP
        }
        return View(says=apart, name="its definition")


def definitions(settings: Settings) -> Definitions:
    """Definitions of the taxonomy in force, read with the encoder in force; kept in this process (they take about a second).

    Raises:
        ModelError: The encoder or the theme classifier is missing or damaged.
    """
    chosen = tag_settings(settings)
    return _definitions(settings.model_copy(update={"tag": chosen}).model_dump_json(), chosen.themes or models_dir() / "themes")


@lru_cache(maxsize=2)
def _definitions(settings: str, model: Path) -> Definitions:
    chosen = Settings.model_validate_json(settings)
    config = json.loads(read_verified(model, "config.json", read_manifest(model, kind="themes")))
    reader = LazyEncoder(chosen)
    themes = load_taxonomy(chosen.tag.taxonomy).themes.values()
    entries: list[tuple[str, Any]] = [(theme.name, theme) for theme in themes]
    entries += [(f"{theme.name}.{key}", facet) for theme in themes for key, facet in theme.facets.items()]
    rows = config["prototype"]
    return Definitions(
        names=tuple(name for name, _ in entries),
        vectors=np.stack([prototype([reader.vector(t) for t in e.described]) for _, e in entries]),
        trained=frozenset((*config["themes"], *config["facets"])),
        nearness=Nearness.read(rows.get("examples", rows)),
        encoder=reader.version,
    )


def reads_vectors(corpus: Corpus, known: Definitions) -> bool:
    """Whether the vectors of the active tag set are of the encoder that read the definitions."""
    active = next((t for t in corpus.tagsets if t["active"]), None)
    return active is not None and vectors_by(active["manifest"]) == known.encoder


class Nearest:
    """The passages that lie nearest to each of some definitions; of a large corpus no more are kept than a queue can take.

    Args:
        labels: Themes and facets that are looked for.
        most: Passages of each.

    Attributes:
        labels: As given.
    """

    def __init__(self, labels: Sequence[str], most: int) -> None:
        self.labels = tuple(labels)
        self._most = most
        self._best: dict[str, list[tuple[float, str]]] = {label: [] for label in labels}

    def add(self, unit: str, likeness: Mapping[str, float]) -> None:
        """Take a unit with its cosines."""
        for label, cosine in likeness.items():
            best = self._best[label]
            if len(best) < self._most:
                heappush(best, (cosine, unit))
            elif (cosine, unit) > best[0]:
                heapreplace(best, (cosine, unit))

    def likeness(self) -> dict[str, dict[str, float]]:
        """Unit to label to cosine."""
        out: dict[str, dict[str, float]] = defaultdict(dict)
        for label, best in self._best.items():
            for cosine, unit in best:
                out[unit][label] = cosine
        return dict(out)


def rules_alone(layer: LabelLayer, tags: Tags, said: Mapping[str, Machine]) -> View:
    """Quotations and names that rules found and the encoder, which read the text too, did not."""
    if layer == "quotes":
        silent = {q.id for q in tags.quotes if q.origin == "rule"}
    elif layer == "entities":
        silent = {e.id for e in tags.entities if e.origin == "rule" and e.label in _ENCODER_NAMES}
    else:
        silent = set()
    return View(says=dict.fromkeys(sorted(silent & said.keys()), 0.0), name="the encoder")


class People:
    """What people said of units that one of them completed, where another person could look again.

    Args:
        store: The label database.
        layer: Which layer.

    Attributes:
        begun: Units that somebody has begun.
    """

    def __init__(self, store: LabelStore, layer: LabelLayer) -> None:
        self._layer = layer
        self._made = by_unit(decisions(store, standing=False))
        self._through = by_unit(completions(store).values())
        self.begun = frozenset({*self._made, *self._through})
        self._others = sum(not account.retired for account in accounts(store)) > 1

    def view(self, unit: Unit, said: Mapping[str, Machine]) -> View:
        """Where the only person that completed a unit and the model as it is now stand against each other.

        Args:
            unit: The unit.
            said: What the model says, by target.
        """
        complete = [c for c in self._through[unit.id] if c.state == "complete"]
        standing = standing_ones(self._made[unit.id])
        if not self._others or len(complete) != 1 or any(d.adjudicates for d in standing):
            return View()
        votes = votes_of(self._layer, standing, completions=complete, targets=said)
        apart = {}
        for target, (vote, *_) in votes.items():
            machine = said.get(target, Machine(score=0.0))
            if abs((machine.score or 0.0) - bool(vote.value)) > LEAST_GAP:
                apart[target] = float(bool(vote.value))
        return View(says=apart, name=complete[0].account)


def with_vectors(corpus: Corpus) -> Iterator[tuple[Document, Tags]]:
    """Documents that count with their tags as the machine made them, vectors too; a hundred in memory at a time.

    Raises:
        CorpusError: No tag set is active.
    """
    store = corpus.store
    ids = store.counted()
    for start in range(0, len(ids), _TOGETHER_DOCS):
        chunk = ids[start : start + _TOGETHER_DOCS]
        tags = {t.document: t for t in store.load_tags(chunk, vectors=True, corrected=False)}
        yield from ((d, tags[d.id]) for d in store.load_documents(chunk) if d.id in tags)
