"""Citations of documents, passages and annotations, from a corpus or a release."""

from __future__ import annotations

import json
from collections.abc import Sequence

from policynlp.corpus.citing import FORMATS, Citation, cite
from policynlp.corpus.reading import open_corpus
from policynlp.errors import InputError
from policynlp.settings import Settings


def citations(settings: Settings, ids: Sequence[str], *, release: str | None = None) -> list[Citation]:
    """Citations, in the order of the ids.

    Args:
        settings: All settings in force.
        ids: Ids, or their beginnings; or words of a text's title or address.
        release: Name or folder of a release; None: the corpus.

    Raises:
        InputError: Nothing, or more than one thing, goes by it.
    """
    with open_corpus(settings.corpus.path, release=release) as corpus, corpus.views() as views:
        return cite(views, ids)


def citations_text(found: Sequence[Citation], form: str) -> str:
    """Citations as a text to copy or to keep in a file.

    Args:
        found: The citations.
        form: One of `FORMATS`.

    Raises:
        InputError: There is no such format.
    """
    if form not in FORMATS:
        raise InputError(f"there is no format {form!r}", where="--format", hint=f"Formats: {', '.join(FORMATS)}.")
    if form == "csl":
        return json.dumps([one.csl() for one in found], ensure_ascii=False, indent=1) + "\n"
    if form == "bibtex":
        return "\n".join(one.bibtex() for one in found)
    return "".join(f"{one.footnote()}\n" for one in found)
