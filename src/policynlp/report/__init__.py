"""Briefs: one self-contained page on a corpus, or on an article with its policy texts.

The analysis is in `policynlp.corpus.brief`; the report of a run is another thing and lives in `policynlp.steps.report`.
"""

from policynlp.report.pdf import find_browser, print_pdf
from policynlp.report.writing import as_json, page_of, write_page

__all__ = ["as_json", "find_browser", "page_of", "print_pdf", "write_page"]
