"""A folder that `datasets.load_dataset(FOLDER, "quotes")` loads, and that can be put on the Hugging Face Hub as it is.

README.md (dataset card with YAML), croissant.json, codebook.csv, and a Parquet file a view in `data/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from policynlp.corpus.export.columns import Column, ViewColumns, describe
from policynlp.corpus.export.croissant import croissant
from policynlp.corpus.export.files import file_entry
from policynlp.corpus.export.rows_files import codebook_csv, write_parquet

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
_HUB_LICENCES = {
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-3.0",
    "CC-BY-SA-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "Apache-2.0",
    "MIT",
}
"""Identifiers that the Hub knows, in small letters, in the field `license`; anything else is `other`."""


def write_tables(folder: Path, rows: Mapping[str, Iterator[pa.RecordBatch]]) -> dict[str, int]:
    """Write the Parquet files and the codebook.

    Args:
        folder: To fill.
        rows: View to its rows, in the schema of its description.

    Returns:
        View to number of rows.
    """
    (folder / "data").mkdir()
    counts = {}
    for view, batches in rows.items():
        with (folder / "data" / f"{view}.parquet").open("wb") as out:
            counts[view] = write_parquet(out, describe(view).schema, batches)
    (folder / "codebook.csv").write_bytes(codebook_csv([describe(view) for view in rows]))
    return counts


def write_description(folder: Path, manifest: Mapping[str, Any], *, name: str) -> None:
    """Write dataset card and Croissant descriptor beside the tables.

    Args:
        folder: With the tables.
        manifest: Of the export.
        name: Of the dataset.
    """
    views = [describe(view) for view in manifest["counts"]["rows"]]
    card = _yaml(manifest, views, name=name) + _card(manifest, views, name=name)
    (folder / "README.md").write_text(card, encoding="utf-8")
    files = {
        view.name: file_entry(folder / "data" / f"{view.name}.parquet", name=f"data/{view.name}.parquet") for view in views
    }
    descriptor = croissant(
        views,
        name=name,
        description=_summary(manifest),
        licences=[one["url"] or one["stated"] or "not stated" for one in manifest["licences"]] or ["not stated"],
        version="1.0.0",
        published=manifest["created_at"][:10],
        cite_as=f"{name}. Tagged with policynlp {manifest['policynlp']}, tag set {manifest['corpus']['tagset']}, "
        f"{manifest['created_at'][:10]}.",
        files=files,
    )
    (folder / "croissant.json").write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _summary(manifest: Mapping[str, Any]) -> str:
    counts = manifest["counts"]
    rows = ", ".join(f"{n:,} {view}" for view, n in counts["rows"].items() if view != "documents")
    return (
        f"{counts['documents']:,} news and policy texts ({counts['unique_documents']:,} unique) tagged by policynlp "
        f"{manifest['policynlp']}: {rows}. Every row points at characters of its text."
    )


def _yaml(manifest: Mapping[str, Any], views: Sequence[ViewColumns], *, name: str) -> str:
    """The head of a dataset card; values are written as JSON, which is YAML."""
    most = max(manifest["counts"]["rows"].values(), default=0)
    licences = {one["spdx"] for one in manifest["licences"]}
    spdx = next(iter(licences)) if len(licences) == 1 else None
    head: dict[str, Any] = {
        "pretty_name": name,
        "license": spdx.lower() if spdx in _HUB_LICENCES else "other",
        "size_categories": [next((label for limit, label in _SIZES if most < limit), "n>10M")],
        "task_categories": ["token-classification", "text-classification"],
        "tags": ["policy", "news", "quotation attribution", "numeric claims", "named entities", "stand-off"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    lines.append("configs:")
    for view in views:
        lines += [f"- config_name: {view.name}", "  data_files:", "  - split: train", f"    path: data/{view.name}.parquet"]
        lines += ["  default: true"] if view.name == views[0].name else []
    return "---\n" + "\n".join(lines) + "\n---\n"


def _card(manifest: Mapping[str, Any], views: Sequence[ViewColumns], *, name: str) -> str:
    corpus, selection = manifest["corpus"], manifest["selection"]
    chosen = [f"- {key}: `{value}`" for key, value in selection.items() if value not in (None, [], False)]
    versions = [f"| `{key}` | `{value}` |" for key, value in corpus["versions"].items()]
    licences = [
        f"| {one['stated'] or 'not stated'} | {one['name'] or 'unknown'} | {', '.join(one['conditions']) or ''} | {one['text']} "
        f"| {one['documents']:,} |"
        for one in manifest["licences"]
    ]
    tables = [f"| `{view.name}` | {view.row} | {manifest['counts']['rows'][view.name]:,} |" for view in views]
    parts = [
        f"# {name}",
        _summary(manifest),
        "## Tables",
        "| Configuration | A row is | Rows |\n|---|---|---|\n" + "\n".join(tables),
        (
            "Rows of one text share `document`. Offsets are `[start, end)` in Unicode code points of the text with the SHA-256 "
            "`text_sha256`. `origin` tells labels by people (`human`) from suggestions (`rule`, `model`), which nobody checked."
        ),
        "## Licences of the texts",
        "| As stated | Licence | Conditions | Text in this export | Texts |\n|---|---|---|---|---|\n" + "\n".join(licences),
        (
            "`full`: the text is in the tables. `snippet`: only an annotation's words and its sentence are. `none`: only offsets are. "
            "`policynlp rehydrate` puts texts that you have back in. The licence of a text binds whoever passes it on."
        ),
        "## How it was made",
        (
            f"policynlp {manifest['policynlp']}, tag set `{corpus['tagset']}`, state of the corpus `{corpus['state']}`, "
            f"{manifest['created_at']}."
        ),
        "| Part | Version |\n|---|---|\n" + "\n".join(versions) if versions else "",
        "Selection:\n" + "\n".join(chosen),
        "## Columns",
        *(_columns(view) for view in views),
    ]
    return "\n" + "\n\n".join(part for part in parts if part) + "\n"


def _columns(view: ViewColumns) -> str:
    rows = [f"| `{c.name}` | {c.type} | {_cell(c)} |" for c in view.columns]
    return f"### {view.name}\n| Column | Type | Meaning |\n|---|---|---|\n" + "\n".join(rows)


def _cell(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    values = f": {', '.join(f'`{value}`' for value in column.values)}" if column.values else ""
    return f"{column.meaning}{unit}{values}".replace("|", "\\|")
