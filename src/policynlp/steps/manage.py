"""Looking after a corpus: finding a document, tag sets, exports, scores."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policynlp.corpus.models import MODEL_KINDS
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.document import Document
from policynlp.errors import CorpusError, InputError, Rejection
from policynlp.ingest.read import read_path
from policynlp.link.decisions import read_decisions
from policynlp.settings import Settings
from policynlp.steps.brief import find_document
from policynlp.steps.context import shared_tagger, tag_versions
from policynlp.steps.identities import apply_decisions
from policynlp.steps.train import trained_models
from policynlp.tags import Tags


def find_tagged(name: str, *, settings: Settings) -> tuple[Document, Tags]:
    """A document with its tags.

    Args:
        name: Id or its beginning, words of the title, or a file, which is tagged on the fly.
        settings: All settings in force.

    Raises:
        InputError: Nothing, or more than one document, goes by this name.
    """
    path = Path(name)
    if path.is_file():
        for found in read_path(path, settings=settings):
            if isinstance(found, Rejection):
                raise InputError(found.what, where=found.uri, hint=found.hint)
            return found, shared_tagger(settings).tag(found)
    with open_corpus(settings.corpus.path) as corpus:
        tagged = next(corpus.documents([find_document(corpus, name)]))
        return tagged.document, tagged.tags


def models_state(settings: Settings) -> dict[str, Any]:
    """Tag sets of the corpus, and what a run would tag with.

    Returns:
        `next` (the versions in force), `themes` and `encoder` (trained for the corpus, see `trained_models`) and `tagsets`: id,
        active, complete, documents, created_at, manifest.
    """
    state: dict[str, Any] = {"next": dict(tag_versions(settings)), "tagsets": []}
    state |= {kind: trained_models(settings, kind=kind) for kind in MODEL_KINDS}
    if (settings.corpus.path / "corpus.json").exists():
        with Store.open(settings.corpus.path) as store:
            state["tagsets"] = store.tagsets()
    return state


def activate(settings: Settings, tagset: str) -> str:
    """Make a tag set the active one.

    Returns:
        Its id.

    Raises:
        InputError: None, or more than one, begins like this.
        CorpusError: It does not cover every document.
    """
    with Store.open(settings.corpus.path) as store:
        chosen = store.find_tagset(tagset)
        missing = len(store.untagged(chosen))
        if missing:
            raise CorpusError(
                f"tag set {chosen} lacks {missing} documents",
                where=str(settings.corpus.path),
                hint="Run `policynlp run` with its models first.",
            )
        if store.active_tagset() != chosen:
            apply_decisions(store, read_decisions(settings.link.decisions or store.decisions_path), tagset=chosen)
            store.activate(chosen, by="policynlp models activate")
        return chosen


def tagset_diff(settings: Settings, old: str | None, new: str | None) -> Mapping[str, Any]:
    """What a tag set has that another has not.

    Args:
        settings: All settings in force.
        old: Tag set; None: the one that was active before.
        new: Tag set; None: the active one.

    Raises:
        InputError: There is no such tag set.
    """
    from policynlp.corpus.diff import diff

    with Store.open(settings.corpus.path) as store:
        first = store.find_tagset(old) if old else store.previous_tagset()
        second = store.find_tagset(new) if new else store.active_tagset()
        if first is None or second is None:
            raise InputError(
                "there are no two tag sets to compare", where=str(settings.corpus.path), hint="See `policynlp models`."
            )
        return diff(store, first, second)
