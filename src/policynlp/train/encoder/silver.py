"""Entities that spaCy and the rules find in the articles: weak labels for a genre that no entity set covers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from policynlp.settings import TagSettings
from policynlp.tag.entities.component import EntityComponent
from policynlp.tag.pipeline import build_pipeline
from policynlp.train.encoder.corpus import QUOTES
from policynlp.train.encoder.examples import rows


def silver_entities(data: Path, folder: Path, *, report: Callable[[str], None]) -> dict[str, Sequence[Sequence[Any]]]:
    """Entities `(start, end, label)` of each article; kept in `folder` from one run to the next.

    The encoder has no part in it, so that a new one can be trained whatever became of the old one.

    Raises:
        InputError: The articles are missing.
        ModelError: The spaCy model is not installed.
    """
    articles = list(rows(data / QUOTES))
    seen = hashlib.sha256(json.dumps([EntityComponent.version, *(r["text"] for r in articles)]).encode()).hexdigest()[:16]
    kept = folder / f"silver-{seen}.json"
    if kept.is_file():
        found: dict[str, Sequence[Sequence[Any]]] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    report("finding silver entities, about three minutes")
    nlp = build_pipeline(TagSettings(components=()))
    nlp.add_pipe("policynlp_entities")
    out: dict[str, Sequence[Sequence[Any]]] = {}
    for row in articles:
        entities = nlp(row["text"])._.policynlp_entities
        out[row["id"]] = [(e.start, e.end, e.label) for e in entities]
    part = kept.with_suffix(".part")
    part.write_text(json.dumps(out), encoding="utf-8")
    part.replace(kept)
    return out
