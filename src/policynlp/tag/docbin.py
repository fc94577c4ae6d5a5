"""Export to spaCy's DocBin: texts with entities, and all other layers as span groups.

Read it back with `DocBin().from_disk(path).get_docs(vocab)`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from spacy.tokens import DocBin

from policynlp.document import Document
from policynlp.tag.spacy_doc import plain_doc
from policynlp.tags import Tags

SHARD_DOCS = 1000
"""Documents of one file of a folder: a DocBin is in memory as a whole, when it is written and when it is read."""


def docbin(items: Iterable[tuple[Document, Tags]], path: Path | str) -> int:
    """Write tagged documents as a DocBin; the file appears when it is complete.

    Args:
        items: Documents with their tags; `policynlp.tag.spacy_doc` says what becomes of them.
        path: The file; or a folder that is there, which gets a file for every `SHARD_DOCS` documents. spaCy's own corpus reader
            takes either.

    Returns:
        Number of documents.
    """
    file = Path(path)
    if not file.is_dir():
        return _write(items, file)
    count = 0
    rest = iter(items)
    while shard := list(islice(rest, SHARD_DOCS)):
        count += _write(shard, file / f"{count // SHARD_DOCS:05}.spacy")
    return count


def _write(items: Iterable[tuple[Document, Tags]], file: Path) -> int:
    bin_ = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], store_user_data=True)
    count = 0
    for document, tags in items:
        bin_.add(plain_doc(document, tags))
        count += 1
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.write_bytes(bin_.to_bytes())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return count
