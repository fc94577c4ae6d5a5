"""Briefs: one self-contained page on a corpus, or on an article with its policy texts.

The analysis is in `policynlp.corpus.brief`; the report of a run is another thing and lives in `policynlp.steps.report`.
"""

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.whole import CorpusBrief
from policynlp.report.page import Served, page_style
from policynlp.report.pdf import find_browser, print_pdf
from policynlp.report.writing import Brief, as_json, page_of, write_page

__all__ = [
    "ArticleBrief",
    "Brief",
    "CorpusBrief",
    "Served",
    "as_json",
    "find_browser",
    "page_of",
    "page_style",
    "print_pdf",
    "write_page",
]
