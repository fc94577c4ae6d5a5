"""Articles with two papers each, read whole: the comparisons that a careful reader made of them are found, and no others.

The dossiers were written without a look at the program (nine of them after most of it was written); the program was then
mended on their misses, so the floors are those of development texts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from policynlp.ingest.read import read_path
from policynlp.link.linker import Linker
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

FOLDER = Path(__file__).parents[1] / "data" / "dossiers"
DOCUMENTS = ("article", "note1", "note2")
COMPARED = ("agrees", "compatible", "differs", "not_comparable")
SAME = {"agrees": "same", "compatible": "same"}
"""A bound that holds and a figure that agrees are told apart by the wording; either is right."""
MOST_FURTHER = 3


def spot(text: str, figure: str, context: str) -> tuple[int, int]:
    match = re.search(r"\s+".join(map(re.escape, context.split())), text)
    assert match is not None, context
    start = text.index(figure, match.start())
    return start, start + len(figure)


def touch(a, b) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


@pytest.fixture(scope="module")
def outcome():
    """Expected kinds with what was found for each, and the links that nobody expected."""
    settings = load_settings()
    tagger = Tagger(settings.tag)
    pairs, further = [], []
    for folder in sorted(FOLDER.iterdir()):
        documents = {n: next(iter(read_path(folder / f"{n}.txt", settings=settings))) for n in DOCUMENTS}
        names = {d.id: n for n, d in documents.items()}
        linked = Linker(settings.link).link([(d, tagger.tag(d)) for d in documents.values()]).links
        links = [x for x in linked if x.kind in COMPARED]
        ends = [[(names[e.document], e.start, e.end) for e in (x.from_, x.to)] for x in links]
        used = set()
        for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            a, b = (
                (row[f"{s}_doc"], *spot(documents[row[f"{s}_doc"]].text, row[f"{s}_text"], row[f"{s}_context"])) for s in "ab"
            )
            hit = next(
                (k for k, (x, y) in enumerate(ends) if (touch(x, a) and touch(y, b)) or (touch(x, b) and touch(y, a))), None
            )
            pairs.append((folder.name, row["kind"], "none" if hit is None else links[hit].kind, row["a_text"]))
            used.add(hit)
        further += [(folder.name, x.kind, x.reason) for k, x in enumerate(links) if k not in used]
    return pairs, further


@pytest.mark.floors
def test_what_a_careful_reader_compares_is_found(outcome, floors):
    rows = [(SAME.get(k, k), SAME.get(found, found)) for _, k, found, _ in outcome[0]]
    figures, margins = {}, {}
    for kind in ("same", "differs"):
        counts = Counter(found for wanted, found in rows if wanted == kind)
        figures[kind] = counts[kind] / sum(counts.values())
        margins[kind] = 1 / sum(counts.values())
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    floors.hold("links/dossiers", figures, gold=files, margins=margins)


def test_nothing_is_called_a_contradiction_that_is_none(outcome):
    pairs, further = outcome
    assert [p for p in pairs if p[2] == "differs" and p[1] != "differs"] == []
    assert [f for f in further if f[1] == "differs"] == []


def test_hardly_anything_is_tied_that_a_reader_would_not_tie(outcome):
    assert len(outcome[1]) <= MOST_FURTHER, outcome[1]
