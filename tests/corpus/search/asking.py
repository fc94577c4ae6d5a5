"""Short ways to ask a corpus, and an encoder whose vectors a test decides."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from corpus_samples import make_document

from policynlp.corpus.search import Hit, SearchPage, request_from
from policynlp.corpus.search.searcher import Searcher
from policynlp.corpus.store import Store


@dataclass
class FakeEncoder:
    """Gives the vectors that it was given; counts how often it was asked."""

    vectors: dict[str, list[float]] = field(default_factory=dict)
    version: str = "encoder/fake"
    asked: list[str] = field(default_factory=list)

    def vector(self, text: str) -> np.ndarray:
        self.asked.append(text)
        vector = np.array(self.vectors[text], dtype=np.float32)
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


def ask(store: Store, text: str = "", *, encoder: FakeEncoder | None = None, wait: bool = True, **wanted: object) -> SearchPage:
    wanted = {"mode": "words" if encoder is None else "both"} | wanted
    with Searcher(store, encoder) as searcher:
        return searcher.page(request_from(text, **wanted), wait=wait)


def everything(store: Store, text: str = "", **wanted: object) -> list[Hit]:
    with Searcher(store) as searcher:
        return list(searcher.hits(request_from(text, **{"mode": "words"} | wanted)))


def documents(store: Store, text: str = "", **wanted: object) -> list[str]:
    return sorted({hit.document for hit in everything(store, text, **wanted)})


def ids(*numbers: int) -> list[str]:
    return sorted(make_document(n).id for n in numbers)


def counts(page: SearchPage, name: str) -> dict[str, tuple[int, int]]:
    """Value to passages and documents."""
    return {value.value: (value.passages, value.documents) for value in page.facets[name].values}
