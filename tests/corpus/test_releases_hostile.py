"""A release of a stranger: names in its manifest become SQL and paths, so that only names are taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policynlp.corpus.reading import open_corpus
from policynlp.corpus.releases.create import create_release
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError


def _forged(store: Store, change: Any) -> Path:
    path = Path(create_release(store, "1", text="full", settings={})["path"])
    manifest = json.loads((path / "manifest.json").read_text())
    change(manifest["tables"])
    (path / "manifest.json").write_text(json.dumps(manifest))
    return path


@pytest.mark.parametrize(
    "name",
    ["quotes AS SELECT 1; COPY (SELECT 42) TO '{out}'; --", "../../../secret", "quotes\" --", "Quotes", "", "q" * 99, "a/b"],
)  # fmt: skip
@pytest.mark.parametrize("of", ["table", "column"])
def test_names_that_are_none_are_refused(store: Store, tmp_path: Path, name: str, of: str) -> None:
    out = tmp_path / "written.csv"
    forged = name.replace("{out}", str(out))

    def change(tables: dict[str, Any]) -> None:
        if of == "table":
            tables[forged] = tables.pop("quotes")
        else:
            tables["quotes"]["columns"][0]["name"] = forged

    path = _forged(store, change)
    with pytest.raises(CorpusError, match="impossible tables"):
        open_corpus(release=path)
    assert not out.exists()


def test_a_manifest_without_columns_is_refused(store: Store) -> None:
    path = _forged(store, lambda tables: tables["quotes"].pop("columns"))
    with pytest.raises(CorpusError, match="impossible tables"):
        open_corpus(release=path)
