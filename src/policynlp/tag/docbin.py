"""Export to spaCy's DocBin: texts with entities, and all other layers as span groups.

Read it back with `DocBin().from_disk(path).get_docs(vocab)`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import DocBin

from policynlp.document import Document
from policynlp.tag.spacy_doc import plain_doc
from policynlp.tags import Tags


def docbin(items: Iterable[tuple[Document, Tags]], path: Path | str) -> int:
    """Write tagged documents as a DocBin; the file appears when it is complete.

    Args:
        items: Documents with their tags; `policynlp.tag.spacy_doc` says what becomes of them.
        path: The file.

    Returns:
        Number of documents.
    """
    bin_ = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], store_user_data=True)
    count = 0
    for document, tags in items:
        bin_.add(plain_doc(document, tags))
        count += 1
    file = Path(path)
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.write_bytes(bin_.to_bytes())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return count
