"""A brief as a file or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.export import atomic
from policynlp.report.findings import article_findings
from policynlp.report.page import article_page, with_findings


def page_of(brief: ArticleBrief, *, made: str) -> str:
    """A brief as HTML.

    Args:
        brief: The analysis.
        made: Day of the brief, ISO.
    """
    return article_page(brief, made=made)


def write_page(brief: ArticleBrief, path: Path, *, made: str) -> None:
    """Write the HTML file; it appears when it is complete.

    Args:
        brief: The analysis.
        path: The file.
        made: Day of the brief, ISO.

    Raises:
        CorpusError: It cannot be written.
    """
    with atomic(path) as out:
        out.write(page_of(brief, made=made).encode())


def as_json(brief: ArticleBrief) -> dict[str, Any]:
    """The analysis with its findings in sentences, JSON-ready."""
    return with_findings(brief.as_dict(), article_findings(brief))
