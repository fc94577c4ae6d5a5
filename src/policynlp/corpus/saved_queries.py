"""Queries that people saved, in a file beside the corpus; and questions to begin with."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import duckdb

from policynlp.corpus.export import atomic
from policynlp.corpus.read_only import check_read_only
from policynlp.errors import CorpusError, InputError
from policynlp.place import ObjectPath, Place

FILE = "queries.json"
_MOST_CHARS = 20_000
_WRITING = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query with a name.

    Attributes:
        name: What it is called; saving under the same name replaces it.
        sql: The query.
        saved_at: ISO time, UTC.
    """

    name: str
    sql: str
    saved_at: str = ""


def saved_queries(corpus: Place) -> list[SavedQuery]:
    """Saved queries, by name.

    Raises:
        CorpusError: The file is damaged.
    """
    path = corpus / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return sorted((SavedQuery(**row) for row in found), key=lambda query: query.name.casefold())
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, OSError) as error:
        raise CorpusError(
            f"the saved queries cannot be read: {error}", where=str(path), hint="Mend or remove the file."
        ) from error


def save_query(corpus: Place, name: str, sql: str) -> None:
    """Keep a query.

    Args:
        corpus: Folder of the corpus.
        name: What it is called.
        sql: The query; it is not run.

    Raises:
        InputError: Name or query is empty, or too long; the query is no SQL, or does more than read.
        CorpusError: The file cannot be written.
    """
    name, sql = " ".join(name.split()), sql.strip()
    if not name or not sql or len(name) > 200 or len(sql) > _MOST_CHARS:
        hint = f"Give a name of up to 200 characters and a query of up to {_MOST_CHARS:,}."
        raise InputError("the query cannot be saved", where=name or "name", hint=hint)
    with duckdb.connect() as parser:
        check_read_only(parser, sql)
    with _WRITING:
        kept = [query for query in saved_queries(corpus) if query.name != name]
        _write(corpus, [*kept, SavedQuery(name=name, sql=sql, saved_at=datetime.now(UTC).isoformat(timespec="seconds"))])


def remove_query(corpus: Place, name: str) -> None:
    """Forget a saved query.

    Raises:
        InputError: There is none of this name.
        CorpusError: The file cannot be written.
    """
    with _WRITING:
        found = saved_queries(corpus)
        kept = [query for query in found if query.name != name]
        if len(kept) == len(found):
            raise InputError("there is no saved query of this name", where=name, hint="The SQL page lists them.")
        _write(corpus, kept)


def _write(corpus: Place, queries: list[SavedQuery]) -> None:
    rows = [asdict(query) for query in queries]
    data = json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"
    file = corpus / FILE
    if isinstance(file, ObjectPath):
        file.write_bytes(data)
        return
    with atomic(file) as out:
        out.write(data)


QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "Where is food security spoken of?",
        """
SELECT document_title AS title, kind, text FROM passages
WHERE text ILIKE '%food security%' AND kind NOT IN ('boilerplate', 'byline')""",
    ),
    (
        "Who speaks in passages on farming, and which figures stand there?",
        """
SELECT coalesce(c.speaker, c.source_text) AS who, c.text, c.measure_text AS what, c.document_title AS title
FROM claims c JOIN themes t ON t.document = c.document AND c.start_char BETWEEN t.start_char AND t.end_char - 1
WHERE t.assigned AND t.theme = 'agriculture' AND t.facet IS NULL AND t.passage IS NOT NULL
ORDER BY who IS NULL, c.document, c.start_char""",
    ),
    (
        "Which figures of one text differ from another's?",
        "SELECT from_title, from_text, to_title, to_text, delta, reason FROM links WHERE kind = 'differs'",
    ),
    (
        "Every indirect quotation of persons",
        """
SELECT identity_name AS name, content_text, cue_text, document_title AS title
FROM quotes WHERE kind = 'indirect' AND identity LIKE 'person:%'""",
    ),
    (
        "Which passages on talent cite a policy, or repeat one?",
        """
SELECT DISTINCT l.kind, l.from_title, l.from_text, l.to_title
FROM links l JOIN themes t ON t.document = l.from_document AND l.from_start_char BETWEEN t.start_char AND t.end_char - 1
WHERE l.kind IN ('cites', 'echoes') AND t.assigned AND t.theme = 'talent' AND t.passage IS NOT NULL""",
    ),
    (
        "Which share of its passages does each kind of source give to a theme?",
        """
WITH n AS (
  SELECT d.genre, t.theme, count(DISTINCT t.passage) AS passages FROM themes t JOIN documents d USING (document)
  WHERE t.assigned AND t.facet IS NULL AND t.passage IS NOT NULL GROUP BY ALL
), total AS (
  SELECT d.genre, count(DISTINCT p.id) AS passages FROM passages p JOIN documents d USING (document) GROUP BY ALL
)
SELECT n.genre, n.theme, round(100.0 * n.passages / total.passages, 1) AS percent, n.passages, total.passages AS of
FROM n JOIN total USING (genre) ORDER BY n.genre, percent DESC""",
    ),
    (
        "How did a measure change?",
        """
SELECT period_text AS period, period_start_date AS since, text, unit, trend, from_value AS before
FROM claims WHERE measure_text ILIKE '%population%' AND period_text IS NOT NULL ORDER BY since""",
    ),
    (
        "Who is quoted most, and in how many texts?",
        """
SELECT any_value(identity_name) AS name, count(*) AS quotes, count(DISTINCT document) AS texts
FROM quotes WHERE identity IS NOT NULL GROUP BY identity ORDER BY quotes DESC, name""",
    ),
    (
        "What is promised or demanded, and by whom?",
        "SELECT speaker, act, cue_text, content_text FROM quotes WHERE act IN ('plan', 'directive')",
    ),
    (
        "What kinds of figures are there, and of what nature?",
        "SELECT kind, nature, count(*) AS n, count(DISTINCT document) AS texts FROM claims GROUP BY ALL ORDER BY n DESC",
    ),
)
"""The questions of the documentation, as queries."""
