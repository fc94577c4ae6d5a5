"""The parsed pieces of a long text as one `Doc`, in bounded memory.

spaCy's own `Doc.from_docs` needs all pieces at once, and three copies of what is known of each token: 600 bytes a character of the
text. Here a piece is let go as soon as its columns are taken, which are handed over one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, LENGTH, ORTH, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vocab import Vocab

Column = npt.NDArray[np.uint64]


def joined(vocab: Vocab, pieces: Iterable[Doc]) -> Doc:
    """Pieces of one text as a `Doc` of the whole: as `Doc.from_docs` gives it without white space added, user data and spans.

    Args:
        vocab: Of all pieces.
        pieces: In order; at least one. A lone one is given back as it is.
    """
    waiting = iter(pieces)
    first = next(waiting)
    second = next(waiting, None)
    if second is None:
        return first
    attributes = [a for a in Doc._get_array_attrs() if a != LENGTH]
    words: list[str] = []
    spaces: list[bool] = []
    known: dict[int, str] = {}  # one string for each word, not one for each token
    columns: dict[int, list[npt.NDArray[Any]]] = {attribute: [] for attribute in attributes}
    for piece in chain([first, second], waiting):
        for attribute in attributes:
            columns[attribute].append(_narrow(_column(piece, attribute)))
        for orth in _column(piece, ORTH).tolist():
            if orth not in known:
                known[orth] = vocab.strings[orth]
            words.append(known[orth])
        spaces += _column(piece, SPACY).astype(np.bool_).tolist()
    doc = Doc(vocab, words=words, spaces=spaces)
    del words, spaces, known
    for attribute in attributes:
        if attribute not in {DEP, HEAD}:
            doc.from_array([attribute], _whole(columns.pop(attribute)))
    # these two at last, and together: from them follow children, edges and sentences
    doc.from_array([HEAD, DEP], np.stack([_whole(columns.pop(HEAD)), _whole(columns.pop(DEP))], axis=1))
    return doc


def _column(doc: Doc, attribute: int) -> Column:
    return np.asarray(doc.to_array([attribute]), dtype=np.uint64).reshape(-1)


def _narrow(column: Column) -> npt.NDArray[Any]:
    """The same numbers in less room, where they are small; heads are distances with a sign."""
    signed = column.view(np.int64)
    if len(signed) and signed.min() >= -(1 << 31) and signed.max() < 1 << 31:
        return signed.astype(np.int32)
    return column


def _whole(parts: list[npt.NDArray[Any]]) -> Column:
    out: Column = np.empty(sum(map(len, parts)), dtype=np.uint64)
    at = 0
    for part in parts:
        out[at : at + len(part)] = part.astype(np.int64).view(np.uint64) if part.dtype == np.int32 else part
        at += len(part)
    return out
