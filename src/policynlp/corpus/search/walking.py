"""Words alone, until the engine is in."""

from __future__ import annotations

import re

from policynlp.corpus.search.answer import Hit, IndexState, SearchPage
from policynlp.corpus.search.request import FILTERS, SearchRequest
from policynlp.corpus.search.words import MARK_END, MARK_START, search
from policynlp.corpus.store import Store


def search_words(store: Store, request: SearchRequest) -> SearchPage:
    """A page by words."""
    filters = {name: getattr(request, name)[0] for name in FILTERS if getattr(request, name)}
    filters = {k: v for k, v in filters.items() if k in {"theme", "speaker", "entity", "source", "genre", "kind"}}
    offset = int(request.cursor or 0)
    found = search(
        store,
        request.text,
        since=request.since,
        until=request.until,
        duplicates=request.duplicates,
        limit=request.limit + 1,
        offset=offset,
        **filters,
    )
    hits = []
    for rank, hit in enumerate(found[: request.limit], offset + 1):
        plain, marks = "", []
        for part in re.split(f"({MARK_START}[^{MARK_END}]*{MARK_END})", hit.snippet):
            if part.startswith(MARK_START):
                marks.append((len(plain), len(plain) + len(part) - 2))
            plain += part.strip(MARK_START + MARK_END)
        hits.append(
            Hit(
                document=hit.document,
                passage=hit.passage,
                start=hit.start,
                end=hit.end,
                title=hit.title,
                publisher=hit.publisher,
                published=hit.published,
                genre=hit.genre,
                language=None,
                uri=hit.uri,
                kind=hit.kind,
                section=hit.section,
                duplicate=False,
                snippet=plain,
                snippet_start=hit.start,
                marks=tuple(marks),
                score=hit.score,
                words_rank=rank,
                meaning_rank=None,
                cosine=None,
                why=hit.why,
            )
        )
    more = len(found) > request.limit
    state = IndexState(version=store.catalogue.state(), tagset=None, documents=0, passages=0, vectors=0, behind=0)
    return SearchPage(
        hits=tuple(hits),
        total=offset + len(found),
        documents=len({h.document for h in hits}),
        next_cursor=str(offset + request.limit) if more else None,
        index=state,
    )
