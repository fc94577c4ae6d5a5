"""Cursors: where a page ended, as a text that says nothing to anybody else."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Self

from policynlp.errors import InputError

_HINT = "Start at the first page, without a cursor."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """The last hit of a page: the next page begins behind it, also where texts came in since.

    Attributes:
        request: Digest of the question that it belongs to.
        birth: The index that its rows belong to; one made anew has other rows.
        version: The index when the page was made.
        score: Of the last hit; the day of a result in the order of time.
        row: Of the last hit.
        seen: Hits up to here.
    """

    request: str
    birth: str
    version: str
    score: float
    row: int
    seen: int

    def text(self) -> str:
        """The cursor as it stands in a URL."""
        values = [self.request, self.birth, self.version, self.score, self.row, self.seen]
        return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, *, request: str, birth: str) -> Self:
        """Inverse of `text`.

        Raises:
            InputError: It is no cursor, belongs to another question, or to an index that is gone.
        """
        try:
            values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            asked, born, version, score, row, seen = values
            cursor = cls(request=asked, birth=born, version=version, score=float(score), row=int(row), seen=int(seen))
        except (ValueError, TypeError) as error:
            raise InputError("the cursor is damaged", where="search", hint=_HINT) from error
        if cursor.request != request:
            raise InputError("the cursor belongs to another search", where="search", hint=_HINT)
        if cursor.birth != birth:
            raise InputError("the search index was made anew since that page", where="search", hint=_HINT)
        return cursor
