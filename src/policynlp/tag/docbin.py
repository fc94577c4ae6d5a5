"""Export to spaCy's DocBin: texts with entities, and all other layers as span groups.

Read it back with `DocBin().from_disk(path).get_docs(vocab)`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from policynlp.document import Document
from policynlp.document import Span as Offsets
from policynlp.tags import Tags


def docbin(items: Iterable[tuple[Document, Tags]], path: Path | str) -> int:
    """Write tagged documents as a DocBin; the file appears when it is complete.

    Spans are widened to whole tokens. `doc.ents` holds entities (of overlapping ones the longest); `doc.spans` holds
    `entities`, `quotes` (label: kind), `cues`, `sources`, `claims` (label: kind) and `themes` (label: theme, the passages that
    are assigned it), each with the annotation's id as `span_id`. `doc.cats` holds the probability of each theme of the document,
    `doc.user_data["policynlp"]` the document's id, key, title and tag set.

    Args:
        items: Documents with their tags.
        path: The file.

    Returns:
        Number of documents.
    """
    nlp = spacy.blank("en")
    nlp.max_length = 2**31
    bin_ = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], store_user_data=True)
    count = 0
    for document, tags in items:
        bin_.add(_doc(nlp, document, tags))
        count += 1
    file = Path(path)
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.write_bytes(bin_.to_bytes())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _doc(nlp: Any, document: Document, tags: Tags) -> Doc:
    doc: Doc = nlp.make_doc(document.text)
    passages = {p.id: p.span for p in document.passages}
    groups: dict[str, list[Span | None]] = {
        "entities": [_span(doc, (e.start, e.end), e.label, e.id) for e in tags.entities],
        "quotes": [_span(doc, s, q.kind, q.id) for q in tags.quotes for s in q.content],
        "cues": [_span(doc, s, "cue", q.id) for q in tags.quotes for s in q.cue],
        "sources": [_span(doc, s, q.source_type, q.id) for q in tags.quotes for s in q.source],
        "claims": [_span(doc, (c.start, c.end), c.kind, c.id) for c in tags.claims],
        "themes": [
            _span(doc, passages[t.passage], t.theme, t.id)
            for t in tags.themes
            if t.assigned and t.facet is None and t.passage in passages
        ],
    }
    for name, spans in groups.items():
        doc.spans[name] = [span for span in spans if span is not None]
    doc.set_ents(filter_spans(list(doc.spans["entities"])))
    doc.cats = {t.theme: t.score for t in tags.themes if t.passage is None and t.facet is None}
    doc.user_data["policynlp"] = {
        "id": document.id,
        "key": document.key,
        "title": document.source.title,
        "tagset": tags.tagset,
    }
    return doc


def _span(doc: Doc, offsets: Offsets, label: str, annotation: str) -> Span | None:
    span = doc.char_span(*offsets, label=label, span_id=annotation, alignment_mode="expand")
    return span if span is not None and len(span) else None
