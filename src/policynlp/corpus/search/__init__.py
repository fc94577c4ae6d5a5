"""Search over passages: by words (SQLite FTS5) and by meaning (the encoder's vectors), with facets over the whole result."""

from policynlp.corpus.search.answer import Facet, FacetValue, Hit, IndexState, SearchPage
from policynlp.corpus.search.frames import Hits
from policynlp.corpus.search.request import FILTERS, MAX_LIMIT, SearchRequest, request_from

__all__ = [
    "FILTERS",
    "MAX_LIMIT",
    "Facet",
    "FacetValue",
    "Hit",
    "Hits",
    "IndexState",
    "SearchPage",
    "SearchRequest",
    "request_from",
]
