"""A theme classifier on the frozen passages: themes, facets, and the hard negatives that look like a facet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from policynlp.evaluate.scores import bootstrap, macro_f1, micro_f1
from policynlp.tag.encoder import Encoder
from policynlp.tag.themes.classifier import ThemeClassifier
from policynlp.taxonomy import Taxonomy
from policynlp.train.labels import read_labels
from policynlp.train.promotion import frozen_items
from policynlp.train.vectors import design


def frozen_figures(
    folder: Path, taxonomy: Taxonomy, reader: Encoder, *, labels: Path | None = None, seed: int = 7
) -> dict[str, Any]:
    """Measure a classifier on the passages that it was not trained on.

    A facet counts where its theme does, as at run time.

    Args:
        folder: The model's folder.
        taxonomy: Themes and facets.
        reader: The encoder that it was trained with.
        labels: Folder of labelled passages; default: those of this version.
        seed: Of the bootstrap.

    Returns:
        `passages`, `micro_f1` and `macro_f1` of themes with intervals, `facets_macro_f1` likewise, `facets` (F1 of each),
        `hard_negatives` and `false_alarms`; empty where no passage is frozen.
    """
    items = frozen_items(taxonomy, labels)
    if not items:
        return {}
    known = design(items, taxonomy, encoder=reader)
    classifier = ThemeClassifier(folder, taxonomy, encode=reader.vector)
    scores = classifier.score(known.readings)
    themes = scores.themes >= np.asarray([classifier.thresholds[name] for name in classifier.themes])
    owner = [classifier.themes.index(name.partition(".")[0]) for name in classifier.facets]
    facets = (scores.facets >= classifier.facet_threshold) & themes[:, owner]
    gold = known.labels == 1
    gold_facets = np.asarray([[name in (i.facets or ()) for name in classifier.facets] for i in items])
    groups = [i.group for i in items]
    hard = {p.id: p.hard_negative_for for p in read_labels(labels)}
    alarms = [
        bool(facets[n, k])
        for n, item in enumerate(items)
        for k, name in enumerate(classifier.facets)
        if name in hard[item.id] and not gold_facets[n, k]
    ]
    return {
        "passages": len(items),
        "micro_f1": bootstrap(lambda rows: micro_f1(gold[rows], themes[rows]), groups, seed=seed).as_dict(),
        "macro_f1": bootstrap(lambda rows: macro_f1(gold[rows], themes[rows], least=1), groups, seed=seed).as_dict(),
        "facets_macro_f1": bootstrap(
            lambda rows: macro_f1(gold_facets[rows], facets[rows], least=1), groups, seed=seed
        ).as_dict(),
        "facets": {
            name: round(macro_f1(gold_facets[:, [k]], facets[:, [k]], least=1), 3) for k, name in enumerate(classifier.facets)
        },
        "hard_negatives": len(alarms),
        "false_alarms": sum(alarms),
    }
