"""What the search gives back: hits that say why they are there, facets, and the state of the corpus that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from policynlp.corpus.search.frames import Frames
from policynlp.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One passage that was found.

    Attributes:
        document: Document id.
        passage: Passage id.
        start, end: Code-point offsets of the passage in the document.
        title, publisher, published, genre, language, uri: Of the document.
        kind, section: Of the passage.
        duplicate: Its document repeats another text, or was superseded.
        snippet: An exact piece of the text, without ellipses; cut at words.
        snippet_start: Offset of the snippet in the document.
        marks: Words that matched, as spans of the snippet.
        score: Larger is better, and comparable within one answer alone: bm25 of the words, cosine of the meaning, or the fused
            ranks of both; 0 where neither was asked for.
        words_rank: Place by words, from 1; null where the words did not find it.
        meaning_rank: Place by meaning, from 1; null where it is not among the nearest.
        cosine: Likeness of passage and question, -1 to 1; null where meaning was not asked.
        why: What matched, in words.
    """

    document: str
    passage: str
    start: int
    end: int
    title: str | None
    publisher: str | None
    published: str | None
    genre: str | None
    language: str | None
    uri: str
    kind: str
    section: str | None
    duplicate: bool
    snippet: str
    snippet_start: int
    marks: tuple[Span, ...]
    score: float
    words_rank: int | None
    meaning_rank: int | None
    cosine: float | None
    why: str

    @property
    def starts_within(self) -> bool:
        """The snippet leaves out what the passage begins with: faces show an ellipsis there."""
        return self.snippet_start > self.start

    @property
    def ends_within(self) -> bool:
        """The snippet leaves out what the passage ends with."""
        return self.snippet_start + len(self.snippet) < self.end

    def parts(self) -> Iterator[tuple[str, bool]]:
        """The snippet in pieces, each with whether it is a word that matched."""
        at = 0
        for start, end in self.marks:
            if start > at:
                yield self.snippet[at:start], False
            yield self.snippet[start:end], True
            at = end
        if at < len(self.snippet):
            yield self.snippet[at:], False

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self) | {"marks": [list(span) for span in self.marks]}


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One value that the result could be narrowed to, or widened by.

    Attributes:
        value: What the filter of the same name takes.
        label: What people read.
        passages, documents: How many there are, with every other filter in force but not with the facet's own.
        chosen: The request filters by it.
    """

    value: str
    label: str
    passages: int
    documents: int
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """The values of one field over the whole result.

    Attributes:
        field: `theme`, `facet`, `speaker`, `person`, `organisation`, `place`, `policy`, `genre`, `publisher`, `language`,
            `kind`, `date` or `duplicates`.
        values: Most frequent first, those chosen always among them; of `date` in the order of time, without gaps filled.
        distinct: How many values there are, listed or not.
        unit: Of `date`: `day`, `month` or `year`; values are `2024-03-01`, `2024-03`, `2024`, as the span of time asks for, and
            `""` counts texts without a date. Else null.
    """

    field: str
    values: tuple[FacetValue, ...]
    distinct: int
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """What the answer was made from.

    Attributes:
        version: Changes whenever another answer may come out; serves as an ETag.
        tagset: The active tag set.
        documents: Documents in the index, repeated and superseded ones too.
        unique_documents: Those that neither repeat another one nor were superseded: what is looked through by default.
        passages: Passages in it.
        vectors: Passages that can be found by meaning.
        behind: Committed documents that are not in it yet, or whose tags are not.
    """

    version: str
    tagset: str | None
    documents: int
    unique_documents: int
    passages: int
    vectors: int
    behind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Frames):
    """A page of hits and what is known of the whole result.

    Attributes:
        hits: In order.
        total: Passages in the whole result.
        documents: Texts that they stand in.
        facets: By field; empty where they were not asked for.
        next_cursor: For the next page; null on the last.
        mode: How it was searched in the end: `words` where meaning was wanted but is not to be had, `filters` without a text.
        notes: What a reader should know: how the words were read, why meaning was left out, that the corpus moved on.
        index: What was asked.
        seconds: What it took.
    """

    hits: tuple[Hit, ...]
    total: int
    documents: int
    facets: dict[str, Facet] = field(default_factory=dict)
    next_cursor: str | None = None
    mode: str = "words"
    notes: tuple[str, ...] = ()
    index: IndexState
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self) | {"hits": [hit.as_dict() for hit in self.hits]}

    def __iter__(self) -> Iterator[Hit]:
        """The hits, so that a page is used as a list of them."""
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, at: int) -> Hit:
        return self.hits[at]
