"""Releases of the corpus: made, listed, checked, compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from policynlp.corpus.export.licences import TextMode
from policynlp.corpus.export.snippets import SNIPPET_WORDS
from policynlp.corpus.releases import check, diff
from policynlp.corpus.releases.create import ReleaseNotes
from policynlp.corpus.releases.create import create_release as create
from policynlp.corpus.releases.reading import Release
from policynlp.corpus.releases.shelf import find_release, list_releases
from policynlp.corpus.store import Store
from policynlp.errors import InputError
from policynlp.settings import Settings


def create_release(
    settings: Settings,
    name: str,
    *,
    folder: Path | None = None,
    text: str = "licence",
    snippet_words: int = SNIPPET_WORDS,
    notes: ReleaseNotes | None = None,
    tagset: str | None = None,
) -> dict[str, Any]:
    """Freeze the corpus; see `policynlp.corpus.releases.create`.

    Args:
        settings: All settings in force.
        name: Of the release.
        folder: What to make; None: `releases/NAME` in the corpus.
        text: `licence`, `full`, `snippet` or `none`.
        snippet_words: Words of a snippet.
        notes: Title, authors and so on.
        tagset: Tag set or the beginning of its id; None: the active one.

    Returns:
        The manifest, with `path`.

    Raises:
        InputError: The name will not do, or there is something of that name, or no such tag set or mode.
        CorpusError: There is no corpus, nothing in it, or the folder cannot be written.
    """
    mode: TextMode | None = next((m for m in get_args(TextMode) if m == text), None)
    if mode is None:
        hint = f"One of: {', '.join(get_args(TextMode))}."
        raise InputError(f"there is no way to give texts called {text!r}", where="--text", hint=hint)
    with Store.open(settings.corpus.path) as store:
        chosen = store.find_tagset(tagset) if tagset else None
        return create(
            store,
            name,
            folder=folder,
            text=mode,
            snippet_words=snippet_words,
            notes=notes,
            settings=settings.model_dump(mode="json"),
            tagset=chosen,
        )


def releases(settings: Settings) -> list[dict[str, Any]]:
    """The releases of the corpus, oldest first; see `list_releases`."""
    return list_releases(settings.corpus.path)


def verify_release(settings: Settings, name: str) -> list[str]:
    """Faults of a release, one sentence each.

    Args:
        settings: All settings in force.
        name: Name among the releases of the corpus, or a folder.

    Raises:
        CorpusError: There is none, or its manifest cannot be read.
    """
    return check.verify_release(find_release(settings.corpus.path, name))


def diff_releases(settings: Settings, old: str, new: str) -> dict[str, Any]:
    """What one release has that another has not; names or folders. See `policynlp.corpus.releases.diff`."""
    found = [Release(find_release(settings.corpus.path, name)) for name in (old, new)]
    return diff.diff_releases(*found)
