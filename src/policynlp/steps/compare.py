"""Figures that several texts give: groups of them, and the corpus against official numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policynlp.corpus.read_only import ReadOnly
from policynlp.corpus.reading import open_corpus
from policynlp.document import Document
from policynlp.link.groups import CLAIM_COLUMNS, COMPARED, LINK_COLUMNS, Group, groups
from policynlp.link.series import Checked, check, read_series
from policynlp.settings import Settings
from policynlp.tags import Tags


def figure_groups(settings: Settings, *, contested: bool = True) -> list[Group]:
    """Figures of several documents about one thing.

    Args:
        settings: All settings in force.
        contested: Those only of which some differ.
    """
    kinds = ", ".join(f"'{kind}'" for kind in sorted(COMPARED))
    links = f"SELECT {', '.join(LINK_COLUMNS)} FROM links WHERE kind IN ({kinds})"
    with open_corpus(settings.corpus.path) as corpus, corpus.views() as views:
        wanted = [c for c in CLAIM_COLUMNS if c in views.columns("claims")]
        claims = f"SELECT {', '.join(wanted)} FROM claims"
        return groups(_rows(views, claims), _rows(views, links), contested=contested)


def _rows(views: ReadOnly, sql: str) -> Iterator[dict[str, Any]]:
    """Rows one at a time, as a large corpus has more of them than fit into memory."""
    for batch in views.stream(sql):
        yield from batch.to_pylist()


def check_series(settings: Settings, path: Path) -> tuple[list[Checked], dict[str, str], list[str]]:
    """The corpus against a table of official numbers.

    Args:
        settings: All settings in force.
        path: CSV; see `policynlp.link.series.COLUMNS`.

    Returns:
        What was compared, in the order of the corpus; the titles of its documents; what is wrong with rows that were left out.

    Raises:
        InputError: The table cannot be read.
    """
    rows, problems = read_series(path)
    titles: dict[str, str] = {}
    with open_corpus(settings.corpus.path) as corpus:

        def pairs() -> Iterator[tuple[Document, Tags]]:
            for tagged in corpus.documents():
                titles[tagged.id] = tagged.title or tagged.document.source.uri
                yield tagged.document, tagged.tags

        found = list(check(rows, pairs(), least_similarity=settings.link.claim_similarity))
    return found, titles, problems
