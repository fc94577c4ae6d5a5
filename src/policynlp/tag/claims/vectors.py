"""What each claim's words mean, as a vector: linking looks there where two texts say the same in other words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from policynlp.tags import Claim

if TYPE_CHECKING:
    from policynlp.tag.encoder import Encoding
    from policynlp.tag.neural.encoding import Vector


def claim_vectors(doc: Doc, claims: Sequence[Claim], encoding: Encoding) -> dict[str, Vector]:
    """Claim id to the unit vector of the words around its figure.

    These reach from the figure before it to the figure behind it, within its sentence; the same amount in another currency is
    passed over. A cell of a table is what its header says of the measure.

    Args:
        doc: The parsed document.
        claims: Its claims.
        encoding: What the encoder made of it.
    """
    ordered = sorted(claims, key=lambda c: (c.start, c.end))
    starts = [s.start_char for s in doc.sents] or [0]
    out = {}
    for n, claim in enumerate(ordered):
        if claim.value is None:
            continue
        k = bisect_right(starts, claim.start) - 1
        left, right = starts[max(k, 0)], starts[k + 1] if k + 1 < len(starts) else len(doc.text)
        for other in reversed(ordered[max(0, n - 3) : n]):
            if other.id != claim.equivalent_to and other.value is not None:
                left = max(left, min(other.end, claim.start))
                break
        for other in ordered[n + 1 : n + 4]:
            if other.equivalent_to != claim.id and other.value is not None:
                right = min(right, max(other.start, claim.end))
                break
        if "table_cell" in claim.flags and claim.measure is not None:
            left, right = claim.measure.start, claim.measure.end
        out[claim.id] = encoding.span_vector(left, right)
    return out
