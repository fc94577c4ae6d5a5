"""spaCy component that reads a text with the encoder, once for all layers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc

from policynlp.document import CONTENT_KINDS
from policynlp.tag.encoder import Encoder, Encoding
from policynlp.tag.extensions import passages, register_extensions


@lru_cache(maxsize=2)
def shared_encoder(folder: Path | None = None, *, threads: int = 1) -> Encoder:
    """The encoder of a folder, loaded once in a process.

    Args:
        folder: Default: the one that came with this version.
        threads: Threads of one forward pass.

    Raises:
        ModelError: A file is missing or does not match its hash.
    """
    return Encoder(folder, threads=threads)


class EncoderComponent:
    """Sets `doc._.policynlp_encoding`; without it quotations and entities come from the rules and spaCy's model alone.

    Args:
        encoder: Folder of the encoder; default: the one that came with this version.
        threads: Threads of one forward pass.

    Raises:
        ModelError: A file is missing or does not match its hash.
    """

    def __init__(self, *, encoder: Path | None = None, threads: int = 1) -> None:
        register_extensions()
        self.encoder = shared_encoder(encoder, threads=threads)

    def __call__(self, doc: Doc) -> Doc:
        """Take what the caller gave, or read the text."""
        encoding_of(doc, self.encoder)
        return doc


def encoding_of(doc: Doc, encoder: Encoder) -> Encoding:
    """What the encoder makes of a document, worked out at the first call."""
    given = doc._.policynlp_encoding
    if callable(given):
        given = given()
    if given is None:
        content = [p for p in passages(doc) if p.kind in CONTENT_KINDS]
        given = encoder.encode(doc.text, content, before=doc._.policynlp_before, after=doc._.policynlp_after)
    doc._.policynlp_encoding = given
    return given  # type: ignore[no-any-return]
