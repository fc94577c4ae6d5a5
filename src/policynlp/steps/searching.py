"""Search as every face asks for it: the corpus finds, the encoder turns a question into a vector."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from policynlp.corpus.answers.known import check_theme
from policynlp.corpus.export import atomic
from policynlp.corpus.export_csv import write_csv
from policynlp.corpus.reading import Corpus
from policynlp.corpus.reading import open_corpus as open_reading
from policynlp.corpus.releases.reading import Release
from policynlp.corpus.releases.searching import ReleaseSearcher
from policynlp.corpus.releases.shelf import is_release
from policynlp.corpus.search import Hit, SearchPage, SearchRequest
from policynlp.corpus.search.searcher import Searcher
from policynlp.corpus.search.table import SCHEMA, batches
from policynlp.corpus.store import Store
from policynlp.corpus.tagsets import vectors_by
from policynlp.place import Place, local_copy
from policynlp.settings import Settings, load_settings
from policynlp.steps.context import tag_versions
from policynlp.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from policynlp.tag.encoder import Encoder

_KEPT_SEARCHERS = 4  # corpora that one process searches at the same time


class LazyEncoder:
    """The encoder of this process, loaded with the first question that needs it (0.2 s), once.

    Args:
        settings: Which encoder.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loading = Lock()

    @cached_property
    def version(self) -> str:
        """Of the encoder whose vectors it gives; read without loading it."""
        return vectors_by(tag_versions(self._settings)) or ""

    def vector(self, text: str) -> npt.NDArray[np.float32]:
        """Unit vector of a question.

        Raises:
            ModelError: The encoder is missing or damaged.
        """
        with self._loading:
            encoder = _encoder(local_copy(self._settings.tag.encoder))
        return encoder.vector(text)


@lru_cache(maxsize=2)
def _encoder(folder: Path | None) -> Encoder:
    from policynlp.tag.encoder import Encoder

    return Encoder(folder)


@lru_cache(maxsize=_KEPT_SEARCHERS)
def _searcher(settings: str) -> Searcher:
    chosen = Settings.model_validate_json(settings)
    path = chosen.corpus.path
    if isinstance(path, Path) and is_release(path):
        return ReleaseSearcher(Release(path))
    return Searcher(Store.open(chosen.corpus.path), LazyEncoder(chosen))


def searcher(settings: Settings) -> Searcher:
    """The search of a corpus in this process: its columns stay in memory from one question to the next.

    Raises:
        CorpusError: There is no corpus.
    """
    return _searcher(settings.model_copy(update={"corpus": _absolute(settings)}).model_dump_json())


def search(settings: Settings, request: SearchRequest, *, wait: bool = True) -> SearchPage:
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
    page = searcher(settings).page(request, wait=wait)
    if not page.total:
        check_themes(settings, request)
    return page


def check_themes(settings: Settings, request: SearchRequest) -> None:
    """Tell a theme that nothing is about from one that does not exist.

    Raises:
        InputError: There is no such theme or facet.
    """
    if not (request.theme or request.facet):
        return
    themes = load_taxonomy(settings.tag.taxonomy).themes
    for name in (*request.theme, *request.facet):
        check_theme(name, {known: theme.facets for known, theme in themes.items()})


def search_all(settings: Settings, request: SearchRequest, *, wait: bool = True) -> Iterator[Hit]:
    """Every hit of a question, in order, as a stream; `limit` and `cursor` do not count.

    Raises:
        InputError: The query has an error.
        CorpusError: There is no corpus, or the index cannot be opened.
        ModelError: Mode `meaning`, and the encoder is missing or damaged.
    """
    yield from searcher(settings).hits(request, wait=wait)


def export_hits(settings: Settings, request: SearchRequest, out: Path | BinaryIO, *, bom: bool = False) -> int:
    """Write every hit of a question as CSV, a row a passage.

    Args:
        settings: All settings in force.
        request: The question; `limit` and `cursor` do not count.
        out: A file, which appears when it is complete; or where to write to.
        bom: Begin with a byte order mark, which spreadsheets need to see that it is UTF-8.

    Returns:
        Number of rows.

    Raises:
        InputError: The query has an error.
        CorpusError: There is no corpus, or the file cannot be written.
    """
    rows = batches(search_all(settings, request))
    with atomic(out) if isinstance(out, Path) else nullcontext(out) as file:
        return write_csv(file, SCHEMA, rows, bom=bom)


def open_corpus(
    path: Place | str | None = None, *, release: Path | str | None = None, settings: Settings | None = None
) -> Corpus:
    """Open a corpus, or a release of one, for reading; a corpus is searched by meaning, too.

    Args:
        path: Folder of the corpus; None: that of the settings, `tagged-corpus` where they say nothing else.
        release: Name of a release of the corpus, or the folder of any release; it needs no corpus.
        settings: Which encoder reads questions; default: `load_settings()`.

    Raises:
        CorpusError: There is none, it is damaged, or it was written by a newer version.
    """
    return open_reading(path, release=release, encoder=LazyEncoder(settings or load_settings()))


def _absolute(settings: Settings) -> object:
    return settings.corpus.model_copy(update={"path": settings.corpus.path.absolute()})
