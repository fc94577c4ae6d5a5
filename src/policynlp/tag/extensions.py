"""What the components hang on a spaCy `Doc`, under names that begin with `policynlp_`.

Set by the caller before the pipeline runs, all optional: `policynlp_document` (our id of the text, part of annotation ids),
`policynlp_passages`, `policynlp_published` (ISO date that "last year" is counted from), `policynlp_genre`,
`policynlp_authors`, `policynlp_before`, `policynlp_after`, `policynlp_encoding` (what the encoder made of the text, or a
function that gives it). Filled by the components: `policynlp_entities`, `policynlp_people`, `policynlp_quotes`,
`policynlp_claims`, `policynlp_themes` (tuples of the types in `policynlp.tags`) and `policynlp_vectors` (passage id to unit
vector).
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from policynlp.document import PROSE_KINDS, Passage, content_id, text_sha256

_INPUTS: dict[str, object] = {
    "document": None,
    "passages": None,
    "published": None,
    "genre": None,
    "authors": (),
    "before": "",
    "after": "",
    "encoding": None,
}
_OUTPUTS: dict[str, object] = {"entities": (), "people": (), "quotes": (), "claims": (), "themes": (), "vectors": None}
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


def register_extensions() -> None:
    """Make the attributes known to spaCy; called by every factory, harmless when called again."""
    for name, default in (_INPUTS | _OUTPUTS).items():
        if not Doc.has_extension(f"policynlp_{name}"):
            Doc.set_extension(f"policynlp_{name}", default=default)


def document_id(doc: Doc) -> str:
    """The id that annotations of this text are built on; the hash of the text where the caller gave none."""
    given = doc._.policynlp_document
    if given is None:
        given = doc._.policynlp_document = content_id("text", text_sha256(doc.text))
    return str(given)


def passages(doc: Doc) -> tuple[Passage, ...]:
    """The document's layout; blocks between blank lines, all paragraphs, where the caller gave none."""
    given = doc._.policynlp_passages
    if given is None:
        ident = document_id(doc)
        given = tuple(
            Passage(id=content_id("passage", ident, m.start(), m.end()), start=m.start(), end=m.end(), kind="paragraph")
            for m in _PARAGRAPH.finditer(doc.text)
        )
        doc._.policynlp_passages = given
    return tuple(given)


def prose_passages(doc: Doc) -> tuple[Passage, ...]:
    """Passages that are read as sentences: no bylines, boilerplate or table rows."""
    return tuple(p for p in passages(doc) if p.kind in PROSE_KINDS)
