"""Texts of one's own as the program reads them: weak labels for genres and countries that no public set covers.

What the rules find beside the encoder (names that are found again, forms of speech that the articles lack) is taught to the encoder in
this way, which learns it from what stands around (Xie et al. 2020, "Self-training with noisy student").
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.ingest.read import read_path
from policynlp.settings import TagSettings, load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.train.encoder.corrected import folded
from policynlp.train.encoder.examples import Source, paragraphs

OWN_WEIGHT = 0.5
"""Of labels that the program gave, in the losses."""


def own_sources(folder: Path, work: Path, *, report: Callable[[str], None] = lambda _: None) -> tuple[Source, ...]:
    """The texts of a folder and its folders with the attributions and names that the program finds in them.

    Args:
        folder: With files `*.txt`.
        work: Where what was found is kept from one run to the next.
        report: Gets a line before texts are read.

    Raises:
        InputError: The folder has no text.
        ModelError: A model is missing.
    """
    files = sorted(folder.rglob("*.txt"))
    if not files:
        raise InputError("there are no texts", where=str(folder), hint="--own names a folder with files *.txt.")
    settings = load_settings()
    tagger = Tagger(TagSettings(components=("quotes", "entities")))
    seen = hashlib.sha256(json.dumps([tagger.tagset, *(f.read_text(encoding="utf-8") for f in files)]).encode()).hexdigest()[
        :16
    ]
    kept = work / f"own-{seen}.jsonl"
    if not kept.is_file():
        report(f"reading {len(files)} texts of your own")
        part = kept.with_suffix(".part")
        with part.open("w", encoding="utf-8") as rows:
            for file in files:
                for document in read_path(file, settings=settings):
                    if isinstance(document, Document):
                        rows.write(json.dumps(_row(file, document.text, tagger.tag(document))) + "\n")
        part.replace(kept)
    return tuple(_source(json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines())


def _row(file: Path, text: str, tags: Any) -> dict[str, Any]:
    quotes = [q.as_dict() for q in tags.quotes]
    names = [{"start": e.start, "end": e.end, "label": e.label} for e in tags.entities]
    return {"id": str(file), "text": text, "quotes": quotes, "names": names}


def _source(row: dict[str, Any]) -> Source:
    return Source(
        id=row["id"],
        text=row["text"],
        passages=paragraphs(row["text"]),
        quotes=tuple({role: q.get(role) or [] for role in ("content", "cue", "source")} for q in row["quotes"]),
        entities=tuple(folded(row["names"])),
        entity_weight=OWN_WEIGHT,
        quote_weight=OWN_WEIGHT,
    )
