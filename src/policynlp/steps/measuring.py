"""The measuring step: what was found in each new text, in numbers, for drift to be seen by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from policynlp.corpus.health.drift import KEPT_DAYS
from policynlp.corpus.store import Store
from policynlp.place import local_copy
from policynlp.steps.context import RunContext

_TOGETHER_DOCS = 100


def measure_new(context: RunContext, store: Store, *, now: datetime | None = None) -> int:
    """Count what is in the texts that came in of late and have tags, as far as it is not counted yet.

    Returns:
        Number of texts.
    """
    tagset = store.active_tagset()
    if tagset is None:
        return 0
    since = (now or datetime.now(UTC)) - timedelta(days=KEPT_DAYS)
    arrived = store.arrivals_since(since)
    known = {row["document"] for row in store.counts_since(since, tagset=tagset, columns=())}
    done = store.catalogue.done("tagged", tagset, corrected=False)
    waiting = [document for document in arrived if document in done and document not in known]
    if not waiting:
        return 0
    from policynlp.tag.neural.unknown import WordCounter

    counter, sources = WordCounter(local_copy(context.settings.tag.encoder)), store.sources_since(since)
    for chunk in (waiting[i : i + _TOGETHER_DOCS] for i in range(0, len(waiting), _TOGETHER_DOCS)):
        rows = [
            row | {"arrived_at": arrived[row["document"]], "source": sources.get(row["document"])}
            for row in _counts(store, chunk, tagset=tagset, counter=counter)
        ]
        store.record_counts(rows, tagset=tagset, run_id=context.run_id)
    return len(waiting)


def _counts(store: Store, ids: Sequence[str], *, tagset: str, counter: Any) -> Iterator[dict[str, Any]]:
    every = ds.scalar(True)
    quotes = store.layer_rows("quotes", ids, tagset=tagset, columns=["speaker", "source"], where=every)
    claims = store.layer_rows("claims", ids, tagset=tagset, columns=["id"], where=every)
    of_passages = pc.field("assigned") & pc.field("passage").is_valid() & pc.field("facet").is_null()
    themes = store.layer_rows("themes", ids, tagset=tagset, columns=["theme", "passage"], where=of_passages)
    for document in store.load_documents(ids):
        words, split = counter.count(document)
        said = quotes.get(document.id, [])
        attributed = [quote for quote in said if quote["source"]]
        found = Counter(row["theme"] for row in themes.get(document.id, []))
        yield {
            "document": document.id,
            "language": document.source.language,
            "words": words,
            "split_words": split,
            "passages": sum(1 for _ in document.content_passages()),
            "quotes": len(said),
            "attributed": len(attributed),
            "unresolved": sum(quote["speaker"] is None for quote in attributed),
            "claims": len(claims.get(document.id, [])),
            "themes": sorted(found.elements()),
        }
