"""The views of a large corpus, worked out once: a DuckDB file beside the search index, derived, so it may be deleted at any time.

Views join every annotation with its text and its identity. Over a million annotations that takes seconds for each question; read from
this file it takes a part of one. It holds one state of the corpus: after a commit it is not used any more, and the next one is made
from it (`snapshot_build.py`).

Beside the columns of a view, its table has `counted` (whether the row is shown without `_all`); quotations, figures and names
have `passage` (that they begin in). What is looked through for words is there as `folded` writes it: to fold the passages of 20,000
texts takes five seconds, to look through folded ones a tenth of one. `answer_0`, `answer_1` ... are the rows of questions that are
asked without a filter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from policynlp.corpus.view_sql import PLACED, WORDS, folded_columns, placed
from policynlp.document import content_id

if TYPE_CHECKING:
    from policynlp.corpus.store import Store

LEAST_DOCUMENTS = 2_000
"""Of smaller corpora no file is made: each look works their views out into memory (`views.py`), or asks them as they are."""
KEPT_MEMORY_MB = 1_024
"""Memory of questions to the file, pages of it included."""
KEPT = (
    "documents_all",
    "passages_all",
    "identities_all",
    "people_all",
    "quotes_all",
    "claims_all",
    "entities_all",
    "themes_all",
    "links_all",
)
"""Views that the file holds, in an order in which they can be made."""
_VERSION = 4
"""Raised with every change to what the file holds."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What was committed since a file was made.

    Attributes:
        documents: Those whose rows are not the same any more, and new ones.
        batches: New ones.
    """

    documents: frozenset[str]
    batches: frozenset[str]


@dataclass(frozen=True, slots=True)
class Worked:
    """The answer to a question, in the file.

    Attributes:
        table: Holds its rows.
        rows, unique_documents, repeats: How many there are, in how many texts, and how many texts repeat these.
    """

    table: str
    rows: int
    unique_documents: int
    repeats: int


def snapshot_path(store: Store, *, state: str, tagset: str | None) -> Path:
    """Where the file for a state of the corpus is, or would be."""
    return store.index_folder / f"{_prefix(tagset)}{content_id(state)}.duckdb"


def _prefix(tagset: str | None) -> str:
    """How the names of all files begin that hold a tag set."""
    return f"views-{content_id('views', _VERSION, tagset)}-"


def newest_snapshot(store: Store, *, tagset: str | None) -> Path | None:
    """The file that was made last, of whatever state."""
    known = list(store.index_folder.glob(f"{_prefix(tagset)}*.duckdb"))
    with suppress(FileNotFoundError):  # another process took it away meanwhile
        return max(known, key=lambda path: path.stat().st_mtime_ns, default=None)
    return None


def attach_snapshot(connection: Any, path: Path) -> bool:
    """Open the file as `kept`, to read; False where it is not there, or cannot be read: then it is made anew."""
    if not path.exists():
        return False
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS kept (READ_ONLY)")
    except duckdb.Error:
        with suppress(OSError):
            path.unlink()
        return False
    return True


def worked_out(connection: Any) -> dict[str, Worked]:
    """Key of a question (`question_key`) to its answer in the file that is open as `kept`."""
    rows = connection.execute("SELECT key, name, rows, unique_documents, repeats FROM kept.questions").fetchall()
    return {key: Worked(f"kept.{name}", *numbers) for key, name, *numbers in rows}


def quoted(path: Path) -> str:
    """A path within quotes of SQL."""
    return str(path.absolute()).replace("'", "''")


def hidden_columns(name: str) -> str:
    """Columns of a table of the file that its view does not show."""
    view = name.removesuffix("_all")
    return ", ".join(["counted", *WORDS.get(view, ()), *(["passage"] if view in PLACED else [])])


def kept_statements() -> list[tuple[str, str]]:
    """The views and helpers that the file holds, as SELECTs from it."""
    out = []
    for name in KEPT:
        view = name.removesuffix("_all")
        words, hidden = list(WORDS.get(view, ())), hidden_columns(name)
        if view in PLACED:
            out.append(
                (f"{view}_placed", f"SELECT * EXCLUDE ({', '.join(['counted', *words])}) FROM kept.{name} WHERE counted")
            )
        out.append((name, f"SELECT * EXCLUDE ({hidden}) FROM kept.{name}"))
        out.append((view, f"SELECT * EXCLUDE ({hidden}) FROM kept.{name} WHERE counted"))
        if words:
            out.append((f"{view}_words", f"SELECT id, {', '.join(words)} FROM kept.{name} WHERE counted"))
    return [*out, ("contested", "SELECT * FROM kept.contested")]


_COUNTED = "{document} IN (SELECT document FROM _counted)"
LINK_COUNTED = f"{_COUNTED.format(document='a.from_document')} AND {_COUNTED.format(document='a.to_document')}"
"""Whether a link is shown without `_all`."""


def kept_rows(name: str, select: str | None = None) -> str:
    """SELECT of the rows of a table of the file.

    Args:
        name: The view that it holds.
        select: What to read in place of the view.
    """
    view = name.removesuffix("_all")
    counted = LINK_COUNTED if view == "links" else _COUNTED.format(document="a.document")
    rows = f"({select})" if select else name
    hidden = f"{counted} AS counted" + (f", {folded_columns(view)}" if view in WORDS else "")
    if view in PLACED:
        return f"SELECT a.* EXCLUDE (passage), {hidden}, a.passage FROM ({placed(rows)}) a"
    return f"SELECT a.*, {hidden} FROM {rows} a"


def question_key(sql: str, values: Mapping[str, Any]) -> str:
    """Names a question with its values."""
    return content_id("question", sql, json.dumps(dict(values), default=str, sort_keys=True))
