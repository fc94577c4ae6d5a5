"""A tagged document as a spaCy `Doc`: entities, span groups, probabilities of themes, and our own types as extensions."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from policynlp.document import Document
from policynlp.document import Span as Offsets
from policynlp.tag.extensions import register_extensions
from policynlp.tags import LAYERS, Tags


@lru_cache(maxsize=1)
def _blank() -> Language:
    nlp = spacy.blank("en")
    nlp.max_length = 2**31
    return nlp


def spacy_doc(document: Document, tags: Tags, *, nlp: Language | None = None) -> Doc:
    """The document for spaCy.

    Spans are widened to whole tokens. `doc.ents` holds entities (of overlapping ones the longest); `doc.spans` holds
    `entities`, `quotes` (label: kind), `cues`, `sources`, `claims` (label: kind) and `themes` (label: theme, the passages that
    are assigned it), each with the annotation's id as `span_id`. `doc.cats` holds the probability of each theme of the document,
    `doc.user_data["policynlp"]` the document's id, key, title and tag set, and the ids of labels by people (`human`; the
    others are suggestions). `doc._.policynlp_quotes`, `..._claims`, `..._entities`,
    `..._people`, `..._themes` hold our types whole, as the components of `policynlp.tag` leave them.

    Args:
        document: The text.
        tags: What was found in it.
        nlp: Its tokenizer makes the tokens; None: that of spaCy's English.
    """
    doc = plain_doc(document, tags, nlp=nlp)
    register_extensions()
    doc._.policynlp_document, doc._.policynlp_passages = document.id, document.passages
    for layer in LAYERS:
        doc._.set(f"policynlp_{layer}", getattr(tags, layer))
    return doc


def plain_doc(document: Document, tags: Tags, *, nlp: Language | None = None) -> Doc:
    """As `spacy_doc`, without the extensions, so that spaCy can write it to disk."""
    doc: Doc = (nlp or _blank()).make_doc(document.text)
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
    about: dict[str, Any] = {
        "id": document.id,
        "key": document.key,
        "title": document.source.title,
        "tagset": tags.tagset,
        "human": [a.id for layer in LAYERS for a in getattr(tags, layer) if a.origin == "human"],
    }
    doc.user_data["policynlp"] = about
    return doc


def _span(doc: Doc, offsets: Offsets, label: str, annotation: str) -> Span | None:
    span = doc.char_span(*offsets, label=label, span_id=annotation, alignment_mode="expand")
    return span if span is not None and len(span) else None
