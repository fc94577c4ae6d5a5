"""What a document is about, as the mean of what its passages mean."""

from __future__ import annotations

from typing import Any

import numpy as np

from policynlp.document import Document
from policynlp.tags import Tags

PROSE = frozenset({"paragraph", "list"})
"""Kinds of passages that say what a document is about."""


def subject_of(document: Document, tags: Tags) -> Any:
    """Unit mean of the vectors of a document's passages (float32), or None."""
    vectors = [
        np.asarray(tags.vectors[p.id], np.float64) for p in document.passages if p.kind in PROSE and p.id in tags.vectors
    ]
    mean = np.mean(vectors, axis=0) if vectors else None
    length = float(np.linalg.norm(mean)) if mean is not None else 0.0
    return (mean / length).astype(np.float32) if mean is not None and length else None
