"""A brief as a file or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.whole import CorpusBrief
from policynlp.corpus.export import atomic
from policynlp.report.corpus_findings import corpus_findings
from policynlp.report.findings import article_findings
from policynlp.report.page import Served, article_page, corpus_page, with_findings

Brief = ArticleBrief | CorpusBrief
"""What a brief is made of: one text, or a corpus."""


def page_of(brief: Brief, *, made: str, served: Served | None = None) -> str:
    """A brief as HTML.

    Args:
        brief: The analysis.
        made: Day of the brief, ISO.
        served: Where a server has its style; default: in the page, so that it is one file.
    """
    if isinstance(brief, CorpusBrief):
        return corpus_page(brief, made=made, served=served)
    return article_page(brief, made=made, served=served)


def write_page(brief: Brief, path: Path, *, made: str) -> None:
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


def as_json(brief: Brief) -> dict[str, Any]:
    """The analysis with its findings in sentences, JSON-ready."""
    findings = corpus_findings(brief) if isinstance(brief, CorpusBrief) else article_findings(brief)
    return with_findings(brief.as_dict(), findings)
