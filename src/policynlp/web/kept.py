"""Rows that take seconds over a large corpus, kept on disk with the state of the corpus that they are of: a server that starts has them.

The file is derived, lies beside the search index, and may be deleted at any time.
"""

from __future__ import annotations

import json
import secrets
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from policynlp.document import content_id

Rows = list[dict[str, Any]]


class Kept:
    """Rows by name, of one state of the corpus; may be shared by threads.

    Args:
        corpus: Folder of the corpus.
        made_by: What else the rows rest on, such as the version of the program; rows of another one are not taken.
    """

    def __init__(self, corpus: Path, *, made_by: str) -> None:
        self._file = corpus / "index" / "pages.json"
        self._made_by = made_by
        self._lock = threading.Lock()
        self._of = ""
        self._rows: dict[str, Rows] = {}
        with suppress(OSError, ValueError, KeyError, TypeError):  # there is none yet, or it is torn: it is made anew
            found = json.loads(self._file.read_text(encoding="utf-8"))
            self._of, self._rows = str(found["of"]), dict(found["rows"])

    def get(self, state: str, name: str) -> Rows | None:
        """The rows of this name for this state of the corpus, or None."""
        with self._lock:
            return self._rows.get(name) if self._of == self._key(state) else None

    def put(self, state: str, name: str, rows: Rows) -> None:
        """Keep rows; those of another state are forgotten."""
        with self._lock:
            if self._of != self._key(state):
                self._of, self._rows = self._key(state), {}
            self._rows[name] = rows
            with suppress(OSError):  # a corpus on a read-only disk is read all the same
                self._file.parent.mkdir(parents=True, exist_ok=True)
                temporary = self._file.with_name(f".pages-{secrets.token_hex(4)}")
                temporary.write_text(json.dumps({"of": self._of, "rows": self._rows}, default=_iso), encoding="utf-8")
                temporary.replace(self._file)

    def _key(self, state: str) -> str:
        return content_id("pages", self._made_by, state)


def _iso(value: Any) -> str:
    """Times as the pages and the API write them."""
    return value.isoformat() if isinstance(value, date) else str(value)
