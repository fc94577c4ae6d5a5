"""Themes of passages and of the document, with the sentences that made them, as a spaCy component."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from policynlp.document import CONTENT_KINDS, Passage, Span
from policynlp.errors import ModelError
from policynlp.tag.encoder import Encoder, Encoding
from policynlp.tag.extensions import document_id, passages
from policynlp.tag.models import models_dir
from policynlp.tag.themes.classifier import Matrix, ThemeClassifier
from policynlp.tag.themes.evidence import minimal_evidence
from policynlp.tags import Theme, annotation_id
from policynlp.taxonomy import load_taxonomy

_FLOOR = 0.05  # passages' rows below it are left out (docs/format.md)
_EVIDENCE_PASSAGES = 3  # of a document's row


class ThemeComponent:
    """spaCy component that sets `doc._.policynlp_themes` and `doc._.policynlp_vectors`.

    Args:
        encoder: Folder of the encoder; default: the one that came with this version.
        model: Folder of the classifier; default likewise.
        taxonomy: `taxonomy.toml`; default: the package's own.
        threads: Threads of the encoder.

    Raises:
        ModelError: A model is missing, damaged, or was trained with another encoder.
    """

    version = "themes/1"

    def __init__(
        self,
        *,
        encoder: Path | None = None,
        model: Path | None = None,
        taxonomy: Path | None = None,
        threads: int = 1,
    ) -> None:
        self.encoder = Encoder(encoder, threads=threads)
        folder = model or models_dir() / "themes"
        self.classifier = ThemeClassifier(folder, load_taxonomy(taxonomy), encode=self.encoder.vector)
        if self.classifier.encoder_version != self.encoder.version:
            raise ModelError(
                f"the classifier was trained with {self.classifier.encoder_version}, not {self.encoder.version}",
                where=str(folder),
                hint="Train it anew with this encoder: policynlp train themes.",
            )

    def __call__(self, doc: Doc) -> Doc:
        """Adds theme rows and passage vectors; a text without content gets a row for each theme, all unassigned."""
        content = [p for p in passages(doc) if p.kind in CONTENT_KINDS]
        encoding = self._encoding(doc, content)
        vectors = [encoding.passage_vector(p.id) for p in content]
        doc._.policynlp_vectors = {p.id: v for p, v in zip(content, vectors, strict=True)}
        ident = document_id(doc)
        texts = [doc.text[p.start : p.end] for p in content]
        stacked = np.stack(vectors) if vectors else np.zeros((0, self.encoder.dimensions), dtype=np.float32)
        scores = self.classifier.probabilities(texts, stacked, _contexts(stacked, encoding))
        sentences = _sentences(doc, content)
        rows: list[Theme] = []
        found: dict[str, dict[int, Theme]] = {name: {} for name in self.classifier.themes}
        for n, passage in enumerate(content):
            rows += self._passage_rows(ident, passage, n, stacked, scores[n], sentences[n], encoding, found)
        rows += self._document_rows(ident, content, scores, found)
        rows += _document_facets(ident, content, rows)
        doc._.policynlp_themes = tuple(rows)
        return doc

    def _encoding(self, doc: Doc, content: Sequence[Passage]) -> Encoding:
        """What the caller gave, or our own."""
        given = doc._.policynlp_encoding
        if callable(given):
            given = given()
        if given is not None:
            return given  # type: ignore[no-any-return]
        return self.encoder.encode(doc.text, content, before=doc._.policynlp_before, after=doc._.policynlp_after)

    def _passage_rows(
        self,
        ident: str,
        passage: Passage,
        n: int,
        stacked: Matrix,
        scores: Sequence[float],
        sentences: Sequence[Span],
        encoding: Encoding,
        found: dict[str, dict[int, Theme]],
    ) -> list[Theme]:
        rows = []
        spans: Matrix | None = None
        for name, score in zip(self.classifier.themes, scores, strict=True):
            if score <= _FLOOR:
                continue
            threshold = self.classifier.thresholds[name]
            assigned = bool(score >= threshold)
            evidence: tuple[Span, ...] = ()
            if assigned:
                if spans is None:
                    spans = np.stack([encoding.span_vector(*s) for s in sentences])
                evidence = minimal_evidence(sentences, self.classifier.strength(name, spans))
            row = Theme(
                id=annotation_id(ident, "themes", [passage.span], name),
                passage=passage.id,
                theme=name,
                score=round(float(score), 4),
                threshold=threshold,
                assigned=assigned,
                evidence=evidence,
                version=self.classifier.version,
            )
            rows.append(row)
            found[name][n] = row
            if assigned and spans is not None:
                rows += self._facet_rows(ident, passage, name, np.vstack([stacked[n : n + 1], spans]), sentences)
        return rows

    def _facet_rows(self, ident: str, passage: Passage, theme: str, vectors: Matrix, sentences: Sequence[Span]) -> list[Theme]:
        """Facets of an assigned theme; `vectors` are the passage's and then its sentences'."""
        rows = []
        for facet, score in self.classifier.facets(theme, vectors).items():
            if score <= _FLOOR:
                continue
            by_sentence = [self.classifier.facets(theme, v[None, :])[facet] for v in vectors[1:]]
            rows.append(
                Theme(
                    id=annotation_id(ident, "themes", [passage.span], theme, facet),
                    passage=passage.id,
                    theme=theme,
                    facet=facet,
                    score=round(score, 4),
                    threshold=self.classifier.facet_threshold,
                    assigned=score >= self.classifier.facet_threshold,
                    evidence=(sentences[int(np.argmax(by_sentence))],),
                    version=self.classifier.version,
                )
            )
        return rows

    def _document_rows(
        self,
        ident: str,
        content: Sequence[Passage],
        scores: np.ndarray[tuple[int, int], np.dtype[np.float64]],
        found: dict[str, dict[int, Theme]],
    ) -> list[Theme]:
        """One row a theme: a document is about what one of its passages is about, however short its section is.

        Headings and table rows carry a theme for the document only where there is nothing else.
        """
        total = sum(p.end - p.start for p in content)
        carriers = [n for n, p in enumerate(content) if p.kind not in {"heading", "table"}] or list(range(len(content)))
        rows = []
        for j, name in enumerate(self.classifier.themes):
            ranked = sorted(carriers, key=lambda n: -scores[n, j])
            having = [n for n in ranked if (row := found[name].get(n)) and row.assigned]
            evidence = sorted(s for n in having[:_EVIDENCE_PASSAGES] for s in found[name][n].evidence)
            covered = sum(content[n].end - content[n].start for n in having)
            rows.append(
                Theme(
                    id=annotation_id(ident, "themes", [], name),
                    passage=None,
                    theme=name,
                    score=round(float(scores[ranked[0], j]), 4) if ranked else 0.0,
                    threshold=self.classifier.thresholds[name],
                    assigned=bool(having),
                    share=round(covered / total, 4) if total else 0.0,
                    evidence=tuple(evidence),
                    version=self.classifier.version,
                )
            )
        return rows


def _document_facets(ident: str, content: Sequence[Passage], rows: Sequence[Theme]) -> list[Theme]:
    """A row for each facet that a passage was assigned: the strongest of its passages."""
    assigned: dict[tuple[str, str], list[Theme]] = {}
    for row in rows:
        if row.facet is not None and row.assigned:
            assigned.setdefault((row.theme, row.facet), []).append(row)
    lengths = {p.id: p.end - p.start for p in content}
    total = max(1, sum(lengths.values()))
    out = []
    for (theme, facet), found in assigned.items():
        best = sorted(found, key=lambda r: -r.score)[:_EVIDENCE_PASSAGES]
        out.append(
            Theme(
                id=annotation_id(ident, "themes", [], theme, facet),
                passage=None,
                theme=theme,
                facet=facet,
                score=best[0].score,
                threshold=best[0].threshold,
                assigned=True,
                share=round(sum(lengths[r.passage or ""] for r in found) / total, 4),
                evidence=tuple(sorted(s for r in best for s in r.evidence)),
                version=best[0].version,
            )
        )
    return out


def _contexts(vectors: Matrix, encoding: Encoding) -> Matrix:
    """For each passage the mean of its neighbours' vectors; the text before and after stands in at the ends."""
    out = np.zeros_like(vectors)
    for n in range(len(vectors)):
        beside = [
            vectors[n - 1] if n else encoding.before,
            vectors[n + 1] if n + 1 < len(vectors) else encoding.after,
        ]
        there = [v for v in beside if v is not None]
        if there:
            out[n] = np.mean(there, axis=0)
    return out


def _sentences(doc: Doc, content: Sequence[Passage]) -> list[list[Span]]:
    """Sentences of each passage, cut to it and trimmed; the passage itself where there is none."""
    sents = [(s.start_char, s.end_char) for s in doc.sents]
    starts = [s for s, _ in sents]
    out: list[list[Span]] = []
    for passage in content:
        inside: list[Span] = []
        for start, end in sents[max(0, bisect_left(starts, passage.start) - 1) :]:
            if start >= passage.end:
                break
            low, high = max(start, passage.start), min(end, passage.end)
            piece = doc.text[low:high]
            low, high = low + len(piece) - len(piece.lstrip()), high - len(piece) + len(piece.rstrip())
            if high > low:
                inside.append((low, high))
        out.append(inside or [passage.span])
    return out
