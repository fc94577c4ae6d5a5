"""What one release has that another has not: texts, annotations, versions, licences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from policynlp.corpus.releases.flatten import SPANS_TABLE, span_columns
from policynlp.corpus.releases.reading import Release

_EXAMPLES = 10
_UNCOMPARED = frozenset({"run_id", "batch_id", "ordinal", "tagset", "version", "origin", "score", "created_at", "fetched_at"})
"""Columns that tell who made a row and when, not what it says."""
_KEYS = {"documents": ("document",), "identities": ("document", "entity")}
_SHOWN = ("title", "content_text", "text", "name", "theme", "reason", "identity_name", "kind")
LAYERS = ("passages", "entities", "people", "quotes", "claims", "themes", "links", "identities")


def diff_releases(old: Release, new: Release, *, examples: int = _EXAMPLES) -> dict[str, Any]:
    """Compare two releases.

    Args:
        old: The one.
        new: The other.
        examples: Of each kind and table, at the most.

    Returns:
        `old`, `new` (names), `same_rows` (whether all data files are alike), `versions` (name to [old, new] where they
        differ), `documents` (`before`, `after`, `added`, `removed`, `revised`: works whose latest text is another one, each with
        `examples`), `tables`: for each layer `before`, `after`, `added`, `removed`, `changed` and `examples`; `licences`: licence
        as stated to [old, new] numbers of documents, where they differ. Texts that repeat another one are left out.
    """
    with duckdb.connect(":memory:", config={"temp_directory": ""}) as connection:
        for alias, release in (("old", old), ("new", new)):
            for table in ("documents", *LAYERS):
                connection.register(f"{alias}_{table}", release.dataset(table))
        return {
            "old": old.name,
            "new": new.name,
            "same_rows": old.manifest["content_sha256"] == new.manifest["content_sha256"],
            "versions": dict(_versions(old.manifest, new.manifest)),
            "documents": _documents(connection, examples),
            "tables": {table: _table(connection, table, old, new, examples) for table in LAYERS},
            "licences": dict(_licences(old.manifest, new.manifest)),
        }


def _versions(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    def flat(manifest: Mapping[str, Any]) -> dict[str, Any]:
        software = manifest["software"]
        return {
            "policynlp": software["policynlp"],
            "python": software["python"],
            **{f"package {name}": v for name, v in software["packages"].items()},
            **{f"tag set {name}": v for name, v in manifest["tagset"]["manifest"].items()},
            **{f"schema {name}": v for name, v in manifest["schema"]["tables"].items()},
            **{f"setting {s}.{name}": v for s, values in manifest["settings"].items() for name, v in values.items()},
            "text": manifest["text"],
        }

    a, b = flat(old), flat(new)
    for name in sorted(a.keys() | b.keys()):
        if a.get(name) != b.get(name):
            yield name, [a.get(name), b.get(name)]


def _licences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, list[int]]]:
    a, b = ({row["stated"] or "": row["unique_documents"] for row in m["licences"]} for m in (old, new))
    for stated in sorted(a.keys() | b.keys()):
        if a.get(stated, 0) != b.get(stated, 0):
            yield stated, [a.get(stated, 0), b.get(stated, 0)]


def _documents(connection: duckdb.DuckDBPyConnection, examples: int) -> dict[str, Any]:
    works = """
        SELECT coalesce(b.work, a.work) AS work, coalesce(b.title, a.title) AS words, a.document AS "old", b.document AS "new",
            CASE WHEN a.work IS NULL THEN 'added' WHEN b.work IS NULL THEN 'removed' ELSE 'revised' END AS what
        FROM (SELECT * FROM old_documents) a FULL JOIN (SELECT * FROM new_documents) b ON a.work = b.work
        WHERE a.document IS DISTINCT FROM b.document ORDER BY what, work
    """
    rows = _rows(connection, works)
    return _counts(connection, "documents") | _summed(rows, ("added", "removed", "revised"), examples)


def _table(connection: duckdb.DuckDBPyConnection, table: str, old: Release, new: Release, examples: int) -> dict[str, Any]:
    keys = _KEYS.get(table, ("id",) if table == "links" else ("document", "id"))
    shared = [c for c in _flat_columns(old, table) if c in set(_flat_columns(new, table)) and c not in _UNCOMPARED]
    compared = [c for c in shared if c not in keys]
    changed = " OR ".join(f'a."{c}" IS DISTINCT FROM b."{c}"' for c in compared)
    fields = ", ".join(f"""CASE WHEN a."{c}" IS DISTINCT FROM b."{c}" THEN '{c}' END""" for c in compared)
    words = next(c for c in _SHOWN if c in shared)
    first = keys[0]
    sql = f"""
        SELECT {", ".join(f'coalesce(b."{k}", a."{k}") AS "{k}"' for k in keys)}, coalesce(b."{words}", a."{words}") AS words,
            CASE WHEN a."{first}" IS NULL THEN 'added' WHEN b."{first}" IS NULL THEN 'removed' ELSE 'changed' END AS what,
            [{fields}] AS fields
        FROM old_{table} a FULL JOIN new_{table} b ON {" AND ".join(f'a."{k}" = b."{k}"' for k in keys)}
        WHERE a."{first}" IS NULL OR b."{first}" IS NULL OR {changed}
        ORDER BY what, {", ".join(f'"{k}"' for k in keys)}
    """
    rows = _rows(connection, sql)
    for row in rows:
        row["fields"] = [f for f in row["fields"] if f] if row["what"] == "changed" else []
    return _counts(connection, table) | _summed(rows, ("added", "removed", "changed"), examples)


def _flat_columns(release: Release, table: str) -> list[str]:
    out: list[str] = []
    for name, kept in release.columns[table].items():
        out += span_columns(name) if kept == SPANS_TABLE else [name]
    return out


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = connection.sql(sql).to_arrow_table().to_pylist()
    return found


def _counts(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    names = {"before": "old", "after": "new"}
    return {name: connection.execute(f"SELECT count(*) FROM {alias}_{table}").fetchall()[0][0] for name, alias in names.items()}


def _summed(rows: list[dict[str, Any]], kinds: tuple[str, ...], examples: int) -> dict[str, Any]:
    by_kind = {kind: [row for row in rows if row["what"] == kind] for kind in kinds}
    return {kind: len(some) for kind, some in by_kind.items()} | {
        "examples": [row for some in by_kind.values() for row in some[:examples]]
    }
