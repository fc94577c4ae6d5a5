"""Entities that spaCy and the rules find in the articles: weak labels for a genre that no entity set covers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from policynlp.settings import TagSettings
from policynlp.tag.pipeline import build_pipeline
from policynlp.train.encoder.corpus import QUOTES
from policynlp.train.encoder.examples import rows


def silver_entities(data: Path, kept: Path, *, report: Callable[[str], None]) -> dict[str, Sequence[Sequence[Any]]]:
    """Entities `(start, end, label)` of each article; read from `kept` where it is there, else worked out and written to it.

    Raises:
        InputError: The articles are missing.
        ModelError: The spaCy model is not installed.
    """
    if kept.is_file():
        found: dict[str, Sequence[Sequence[Any]]] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    report("finding silver entities, about three minutes")
    nlp = build_pipeline(TagSettings(components=("entities",)))
    nlp.remove_pipe("policynlp_encoder")
    out: dict[str, Sequence[Sequence[Any]]] = {}
    for row in rows(data / QUOTES):
        entities = nlp(row["text"])._.policynlp_entities
        out[row["id"]] = [(e.start, e.end, e.label) for e in entities]
    kept.write_text(json.dumps(out), encoding="utf-8")
    return out
