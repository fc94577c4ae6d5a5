"""Briefs: what `policynlp report` tells of one article with its policy texts, read from the corpus."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from policynlp.corpus.brief.article import ArticleBrief, article_brief
from policynlp.corpus.brief.evidence import Reader, Shown, Text
from policynlp.corpus.brief.whole import CorpusBrief, corpus_brief
from policynlp.corpus.export.licences import text_policy
from policynlp.corpus.reading import Corpus, TaggedDocument, open_corpus
from policynlp.errors import CorpusError, InputError
from policynlp.link.echoes import POLICY_GENRES
from policynlp.link.statements import measures
from policynlp.settings import Settings
from policynlp.steps.related_figures import MOST_TEXTS, related_figures

_COLUMNS = "document, title, publisher, genre, published, uri, licence"
_LISTED = 5


def brief_of_article(settings: Settings, name: str, *, shown: Shown | None = None) -> ArticleBrief:
    """One article with the texts that it is linked to.

    Args:
        settings: All settings in force.
        name: Id of the document or its beginning, or words of its title.
        shown: How much of the texts to show; default: what the licence of each allows.

    Raises:
        InputError: Nothing, or more than one document, goes by this name.
        CorpusError: There is no corpus, or the document has no tags.
    """
    with open_corpus(settings.corpus.path) as corpus:
        return article_of_corpus(corpus, find_document(corpus, name), shown=shown)


def find_document(corpus: Corpus, name: str) -> str:
    """Id of the document that goes by a name.

    Args:
        corpus: The corpus, open.
        name: Id or its beginning, or words of title or address; of a text and those that repeat it, the text is meant.

    Raises:
        InputError: Nothing, or more than one document, goes by it.
    """
    rows = corpus.sql(
        "SELECT document, title, uri, duplicate_of FROM documents_all WHERE latest AND "
        "(starts_with(document, $n) OR contains(lower(coalesce(title, '') || ' ' || uri), lower($n))) ORDER BY title, document",
        {"n": name},
        limit=_LISTED + 1,
    ).to_pylist()
    originals = [row for row in rows if row["duplicate_of"] is None]  # a text that another one repeats goes before it
    if len(originals or rows) == 1:
        return str((originals or rows)[0]["document"])
    listed = "; ".join(f"{r['document'][:8]} {r['title'] or r['uri']}" for r in rows[:_LISTED])
    raise InputError(
        f"{'several documents go' if rows else 'no document goes'} by this name",
        where=name,
        hint=f"Which of: {listed}?" if rows else 'See `policynlp query "select document, title from documents"`.',
    )


def article_of_corpus(corpus: Corpus, document: str, *, shown: Shown | None = None) -> ArticleBrief:
    """The brief of a document of an open corpus.

    Args:
        corpus: The corpus, open.
        document: Id.
        shown: How much of the texts to show; default: what the licence of each allows.

    Raises:
        CorpusError: It has no tags in the active tag set.
    """
    counted = {row["document"]: Text.of(row) for row in corpus.sql(f"SELECT {_COLUMNS} FROM documents").to_pylist()}
    repeated = len(corpus.store.document_ids()) - len(corpus.store.superseded()) - len(counted)
    tagged = next(corpus.documents([document]), None)
    if tagged is None or document not in _tagged(corpus):
        raise CorpusError(
            "the document has no tags yet", where=document, hint="Run `policynlp run --only tag`, then ask again."
        )
    if (
        document not in counted
    ):  # asked for by name: it repeats another text, or has a later revision, which are no second voice
        own = corpus.sql(f"SELECT {_COLUMNS}, work, duplicate_of FROM documents_all WHERE document = $d", {"d": document})
        row = own.to_pylist()[0]
        twins = corpus.sql("SELECT document FROM documents WHERE work = $w", {"w": row["work"]})["document"].to_pylist()
        counted = {d: t for d, t in counted.items() if d not in {row["duplicate_of"], *twins}} | {document: Text.of(row)}
    links = _links(corpus, document, counted=counted)
    linked = Counter(link[f"{end}_document"] for link in links for end in ("from", "to"))
    del linked[document]
    few = counted.keys() - {document} if len(counted) <= MOST_TEXTS else set()
    others = list(corpus.documents(sorted({*linked, *few})))
    closest = sorted(others, key=lambda other: (-linked[other.id], other.id))[:MOST_TEXTS]
    earlier = [t for t in counted.values() if t.genre in POLICY_GENRES and t.document != document and not _after(t, tagged)]
    known = corpus.sql("SELECT entity, identity FROM identities_all WHERE document = $d", {"d": document})
    return article_brief(
        tagged,
        texts=list(counted.values()),
        links=links,
        reader=Reader([tagged, *others], shown=_shown(shown)),
        measures=measures,
        related=lambda wanted: related_figures(tagged, closest, wanted=wanted),
        versions=_versions(corpus, tagged.tags.tagset),
        policies=Counter(t.genre for t in earlier),
        repeated=repeated,
        identities={row["entity"]: row["identity"] for row in known.to_pylist()},
    )


def brief_of_corpus(settings: Settings, *, shown: Shown | None = None) -> CorpusBrief:
    """A whole corpus.

    Args:
        settings: All settings in force.
        shown: How much of the texts to show; default: what the licence of each allows.

    Raises:
        CorpusError: There is no corpus, or nothing in it is tagged.
    """
    with open_corpus(settings.corpus.path) as corpus:
        return whole_corpus(corpus, shown=shown)


def whole_corpus(corpus: Corpus, *, shown: Shown | None = None) -> CorpusBrief:
    """The brief of an open corpus.

    Args:
        corpus: It.
        shown: How much of the texts to show; default: what the licence of each allows.

    Raises:
        CorpusError: Nothing in it is tagged.
    """
    if not _tagged(corpus):
        raise CorpusError(
            "nothing is tagged yet",
            where=str(corpus.path),
            hint="Run `policynlp run`, then ask again; `policynlp doctor`, if there should be texts.",
        )
    return corpus_brief(corpus, shown=_shown(shown))


def _shown(shown: Shown | None) -> Callable[[TaggedDocument], Shown]:
    """How much of a text is shown: as asked for, else what its licence allows."""
    return lambda tagged: shown or text_policy(tagged.source.licence)


def _after(text: Text, tagged: TaggedDocument) -> bool:
    """Whether a text was certainly published after the article."""
    published = tagged.source.published
    return bool(text.published and published and text.published[:10] > published[:10])


def _tagged(corpus: Corpus) -> set[str]:
    active = corpus.store.active_tagset()
    return set(corpus.store.tagged(active)) if active else set()


def _links(corpus: Corpus, document: str, *, counted: dict[str, Text]) -> list[dict[str, Any]]:
    """Links of the document to texts that count, in an order of their own."""
    rows = corpus.sql(
        "SELECT * FROM links_all WHERE (from_document = $d OR to_document = $d) AND from_document <> to_document ORDER BY id",
        {"d": document},
    ).to_pylist()
    return [row for row in rows if row["from_document"] in counted and row["to_document"] in counted]


def _versions(corpus: Corpus, tagset: str) -> dict[str, Any]:
    row = next((r for r in corpus.tagsets if r["tagset"] == tagset), None)
    if row is None:
        return {}
    manifest = row["manifest"]
    return dict(json.loads(manifest) if isinstance(manifest, str) else manifest)
