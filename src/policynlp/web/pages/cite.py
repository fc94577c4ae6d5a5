"""A document, passage or annotation as something to put in a paper."""

from __future__ import annotations

import json

from fastapi import APIRouter

from policynlp.corpus.citing import cite as citations
from policynlp.errors import InputError
from policynlp.web.answers import Answer, answers
from policynlp.web.faults import NotFound
from policynlp.web.readers import LentReader

router = APIRouter()


@answers(router, "/cite/{wanted}", template="cite.html")
def cite(reader: LentReader, wanted: str) -> Answer:
    """Footnote, BibTeX and CSL-JSON of a document, passage or annotation, as `policynlp cite` gives them."""
    try:
        found = citations(reader.views, [wanted])[0]
    except InputError as error:
        raise NotFound(error.what, where=error.where, hint=error.hint) from error
    return Answer(
        title=f"Cite this {found.what}",
        data={"id": found.id, "footnote": found.footnote(), "bibtex": found.bibtex(), "csl": found.csl()},
        shown={
            "found": found,
            "csl_text": json.dumps(found.csl(), ensure_ascii=False, indent=1),
            "back": f"/documents/{found.document}" if found.what == "document" else f"/annotations/{found.id}",
        },
    )
