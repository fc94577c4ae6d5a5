"""Exports: a view, whole documents, or the whole corpus, in the formats of the tools that people use.

    from policynlp.corpus.export import Selection, export

    with open_corpus("tagged-corpus") as corpus:
        result = export(corpus.store, "quotes", "quotes.csv", selection=Selection(where="kind = 'indirect'"))

`columns` says what every column means; `licences` how much of a text may go out.
"""

from policynlp.corpus.export.exporting import DocumentsWriter, export
from policynlp.corpus.export.files import atomic
from policynlp.corpus.export.formats import FORMATS
from policynlp.corpus.export.manifest import ExportResult
from policynlp.corpus.export.selection import Selection, selected

__all__ = ["FORMATS", "DocumentsWriter", "ExportResult", "Selection", "atomic", "export", "selected"]
