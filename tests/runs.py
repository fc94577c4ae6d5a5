"""Small sources of our own, and what a run makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policynlp.corpus.reading import open_corpus
from policynlp.settings import Settings, load_settings

RUN_COLUMNS = {"batch_id", "run_id", "ordinal", "fetched_at", "tagset", "uri"}
VIEWS = ("documents_all", "passages_all", "entities_all", "people_all", "quotes_all", "claims_all", "themes_all", "links_all")
ARTICLES = [
    (
        "Farmers in Tamora harvested 4.2 million tonnes of maize in 2023, up from 3.1 million tonnes in 2022. "
        '"The rains came at the right time," said Agriculture Minister Ngozi Abara.'
    ),
    "The central bank of Tamora said that inflation fell to 6.5 percent in May. Its governor, Pavel Horvath, expects more.",
    'The University of Leda opened a school for nurses. "We need 2,000 nurses," said Rector Elena Ruiz Ortega.',
    "A statement from the ministry said the border with Leda would stay open. Analysts doubted it.",
    "Two out of five households in the north have no piped water, according to a census report.",
]


def settings_for(folder: Path, **flags: Any) -> Settings:
    """Settings with a corpus of its own."""
    dotted = {name.replace("__", "."): value for name, value in flags.items()}
    return load_settings({"corpus.path": folder / "corpus", "ingest.date_col": "date", **dotted})


def rows_of(corpus: Path, views: tuple[str, ...] = VIEWS) -> dict[str, list[str]]:
    """All rows of a corpus, without what belongs to the run, in an order of their own."""
    with open_corpus(corpus) as opened, opened.views() as look:
        return {
            view: sorted(
                json.dumps({k: v for k, v in row.items() if k not in RUN_COLUMNS}, default=str, sort_keys=True)
                for row in look.query(f"SELECT * FROM {view}").to_pylist()
            )
            for view in views
        }
