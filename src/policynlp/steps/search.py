"""Search as every face asks for it: the corpus finds, the encoder turns a question into a vector."""

from __future__ import annotations

from collections.abc import Iterator

from policynlp.corpus.search import Hit, SearchPage, SearchRequest
from policynlp.corpus.search.walking import search_words
from policynlp.corpus.store import Store
from policynlp.settings import Settings


def search(settings: Settings, request: SearchRequest, *, wait: bool = True) -> SearchPage:  # noqa: ARG001
    """One page of what a question finds, with the facets of the whole result.

    Args:
        settings: All settings in force; `corpus.path` is searched.
        request: See `policynlp.corpus.search.request_from`.
        wait: Bring the index up to date first, however long that takes; else for a moment only, and `IndexState.behind` says
            what is missing (for pages that must come at once).

    Raises:
        InputError: The query has an error.
        CorpusError: There is no corpus, or the index cannot be opened.
        ModelError: Mode `meaning`, and the encoder is missing or damaged.
    """
    with Store.open(settings.corpus.path) as store:
        return search_words(store, request)


def search_all(settings: Settings, request: SearchRequest) -> Iterator[Hit]:
    """Every hit of a question, in order, as a stream; `limit` and `cursor` do not count.

    Raises:
        InputError: The query has an error.
        CorpusError: There is no corpus, or the index cannot be opened.
        ModelError: Mode `meaning`, and the encoder is missing or damaged.
    """
    yield from search(settings, request).hits
