"""Themes of passages and of the document, with the sentences that made them, as a spaCy component."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from policynlp.document import CONTENT_KINDS, Passage, Span
from policynlp.errors import ModelError
from policynlp.tag.encoder import Encoding
from policynlp.tag.encodings import encoding_of, shared_encoder
from policynlp.tag.extensions import document_id, passages
from policynlp.tag.models import models_dir
from policynlp.tag.themes.bill_titles import is_enacting_title
from policynlp.tag.themes.classifier import Scores, ThemeClassifier
from policynlp.tag.themes.decision import decide, strongest
from policynlp.tag.themes.evidence import minimal_evidence
from policynlp.tag.themes.sentences import Matrix, Readings, sentence_spans
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

    version = "themes/5"

    def __init__(
        self,
        *,
        encoder: Path | None = None,
        model: Path | None = None,
        taxonomy: Path | None = None,
        threads: int = 1,
    ) -> None:
        self.encoder = shared_encoder(encoder, threads=threads)
        folder = model or models_dir() / "themes"
        self.classifier = ThemeClassifier(folder, load_taxonomy(taxonomy), encode=self.encoder.vector)
        if self.classifier.encoder_version != self.encoder.vectors_version:
            raise ModelError(
                f"the classifier was trained with {self.classifier.encoder_version}, not {self.encoder.vectors_version}",
                where=str(folder),
                hint="Train it anew with this encoder: policynlp train themes.",
            )

    def __call__(self, doc: Doc) -> Doc:
        """Adds theme rows and passage vectors; a text without content gets a row for each theme, all unassigned."""
        content = [p for p in passages(doc) if p.kind in CONTENT_KINDS]
        encoding = encoding_of(doc, self.encoder)
        vectors = [encoding.passage_vector(p.id) for p in content]
        doc._.policynlp_vectors = {p.id: v for p, v in zip(content, vectors, strict=True)}
        ident = document_id(doc)
        sentences = sentence_spans(doc, content)
        scores = self.classifier.score(_readings(doc.text, content, sentences, vectors, encoding))
        rows: list[Theme] = []
        found: dict[str, dict[int, Theme]] = {name: {} for name in self.classifier.themes}
        first = 0
        for n, passage in enumerate(content):
            rows += self._passage_rows(ident, passage, n, scores, sentences[n], slice(first, first + len(sentences[n])), found)
            first += len(sentences[n])
        rows += self._document_rows(ident, content, scores.themes, found)
        rows += _document_facets(ident, content, rows)
        doc._.policynlp_themes = tuple(rows)
        return doc

    def _passage_rows(
        self,
        ident: str,
        passage: Passage,
        n: int,
        scores: Scores,
        sentences: Sequence[Span],
        where: slice,
        found: dict[str, dict[int, Theme]],
    ) -> list[Theme]:
        """Rows of the `n`-th passage, whose sentences are at `where`."""
        rows = []
        for j in np.flatnonzero(scores.themes[n] > _FLOOR):
            name, score = self.classifier.themes[j], float(scores.themes[n, j])
            threshold = self.classifier.thresholds[name]
            assigned = score >= threshold
            row = Theme(
                id=annotation_id(ident, "themes", [passage.span], name),
                passage=passage.id,
                theme=name,
                score=round(score, 4),
                threshold=threshold,
                assigned=assigned,
                evidence=minimal_evidence(sentences, scores.sentence_themes[where, j]) if assigned else (),
                decision=decide(score, threshold),
                version=self.classifier.version,
            )
            rows.append(row)
            found[name][n] = row
            if assigned:
                rows += self._facet_rows(ident, passage, row, scores.facets[n], scores.sentence_facets[where], sentences)
        return rows

    def _facet_rows(
        self,
        ident: str,
        passage: Passage,
        theme: Theme,
        scores: npt.NDArray[np.float64],
        by_sentence: npt.NDArray[np.float64],
        sentences: Sequence[Span],
    ) -> list[Theme]:
        """Facets of an assigned theme; they are as sure as their theme."""
        rows = []
        for k, full in enumerate(self.classifier.facets):
            owner, _, facet = full.partition(".")
            if owner != theme.theme or scores[k] <= _FLOOR:
                continue
            assigned = bool(scores[k] >= self.classifier.facet_threshold)
            rows.append(
                Theme(
                    id=annotation_id(ident, "themes", [passage.span], theme.theme, facet),
                    passage=passage.id,
                    theme=theme.theme,
                    facet=facet,
                    score=round(float(scores[k]), 4),
                    threshold=self.classifier.facet_threshold,
                    assigned=assigned,
                    decision=theme.decision if assigned else "none",
                    evidence=(sentences[int(np.argmax(by_sentence[:, k]))],),
                    version=self.classifier.version,
                )
            )
        return rows

    def _document_rows(
        self,
        ident: str,
        content: Sequence[Passage],
        scores: npt.NDArray[np.float64],
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
                    decision=strongest(found[name][n].decision or "none" for n in carriers if n in found[name]),
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
                decision=strongest(row.decision or "none" for row in found),
                share=round(sum(lengths[r.passage or ""] for r in found) / total, 4),
                evidence=tuple(sorted(s for r in best for s in r.evidence)),
                version=best[0].version,
            )
        )
    return out


def _readings(
    text: str, content: Sequence[Passage], sentences: Sequence[Sequence[Span]], vectors: Sequence[Matrix], encoding: Encoding
) -> Readings:
    """Vectors and words of the passages and their sentences; a lone sentence is its passage, with the same vector."""
    width = encoding.dimensions
    stacked = np.stack(vectors) if vectors else np.zeros((0, width), dtype=np.float32)
    parts = [
        [vectors[n]] if len(inside) == 1 else [encoding.span_vector(*span) for span in inside]
        for n, inside in enumerate(sentences)
    ]
    around = contexts(stacked, [p.kind == "heading" for p in content], encoding)
    lone = around.any(axis=1) & (len(sentences) == 1 == len(sentences[0])) if sentences else np.zeros(0)
    return Readings(
        vectors=stacked,
        contexts=around,
        texts=[text[a:b] for inside in sentences for a, b in inside],
        sentence_vectors=np.stack([v for part in parts for v in part]) if parts else np.zeros((0, width), dtype=np.float32),
        owner=np.repeat(np.arange(len(parts)), [len(part) for part in parts]),
        titles=np.asarray([is_enacting_title(text[inside[0][0] : inside[-1][1]]) for inside in sentences], dtype=np.float32),
        lone=np.asarray(lone, dtype=np.float32),
    )


def contexts(vectors: Matrix, headings: Sequence[bool], encoding: Encoding) -> Matrix:
    """For each passage the mean of its neighbours' vectors; the text before and after stands in at the ends.

    A heading belongs to what follows it: it has no neighbour before it, and is none to the passage before it.
    """
    out = np.zeros_like(vectors)
    last = len(vectors) - 1
    for n in range(len(vectors)):
        before = vectors[n - 1] if n else encoding.before
        after = vectors[n + 1] if n < last else encoding.after
        ends = n < last and headings[n + 1] and not headings[n]
        there = [v for v, beside in ((before, not headings[n]), (after, not ends)) if v is not None and beside]
        if there:
            out[n] = np.mean(there, axis=0)
    return out
