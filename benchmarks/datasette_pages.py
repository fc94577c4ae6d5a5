"""Datasette over the exported SQLite file of a corpus, as something to compare the pages with.

    policynlp --corpus CORPUS export all corpus.sqlite --text full
    python benchmarks/web.py CORPUS --datasette corpus.sqlite

Its pages are those that answer nearly the same question; none of them groups persons over texts, ranks by meaning, or sets
contradicting figures side by side.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

TIME_LIMIT_MS = 60_000
"""Datasette ends a query after a second; here it may take as long as it needs."""


def serve(database: Path, *, port: int) -> subprocess.Popen[bytes]:
    """Start it, with the description of tables and facets that the export wrote."""
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port)]
    described = database.with_name(f"{database.stem}.metadata.json")
    command += ["--metadata", str(described)] if described.exists() else []
    for name in ("sql_time_limit_ms", "facet_time_limit_ms", "facet_suggest_time_limit_ms"):
        command += ["--setting", name, str(TIME_LIMIT_MS)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pages(
    database: Path, draw: random.Random, *, words: Sequence[str], documents: Sequence[str], names: Sequence[str]
) -> dict[str, Callable[[], str]]:
    """What is asked, to addresses; each is named as the page that it stands beside.

    Args:
        database: The file, whose name is in the addresses.
        draw: Draws other words and texts each time.
        words: Words of the corpus.
        documents: Ids of texts.
        names: Of persons.
    """
    base = f"/{quote(database.stem)}"

    def since() -> str:
        return f"published__gte={draw.randrange(100, 900):04d}-{draw.randrange(1, 13):02d}-01"

    return {
        "search, words, facets": lambda: f"{base}/passages?_search={quote(' '.join(draw.sample(words, 2)))}",
        "document": lambda: f"{base}/passages?document={draw.choice(documents)}&_sort=start_char",
        "/voices?genre=news, since a day": lambda: f"{base}/quotes?genre=news&{since()}",
        "/figures?measure=grain, since a day": lambda: (
            f"{base}/claims?measure_text__contains=grain&{since()}&_sort_desc=published"
        ),
        "one actor": lambda: f"{base}/quotes?speaker={quote(draw.choice(names))}",
    }
