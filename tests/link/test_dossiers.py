"""Articles with two papers each, read whole: the comparisons that a careful reader made of them are found, and no others.

The dossiers were written without a look at the program; the program was then mended on their misses, and trained on their
comparisons (`models/links`), so the floors are those of development texts. Every twenty-fourth of them is read in every run of the tests,
all of them with the slow ones.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from policynlp.ingest.read import read_path
from policynlp.link.linker import Linker
from policynlp.link.moment_pairs import VERSION as DATES
from policynlp.settings import load_settings
from policynlp.steps.dossiers import read_compared
from policynlp.tag.pipeline import Tagger

FOLDER = Path(__file__).parents[1] / "data" / "dossiers"
DOCUMENTS = ("article", "note1", "note2")
COMPARED = ("agrees", "compatible", "differs", "not_comparable")
SAME = {"agrees": "same", "compatible": "same"}
"""A bound that holds and a figure that agrees are told apart by the wording; either is right."""


def words_of(printed: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, printed.split())))


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def touch(a, b) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


@dataclass(frozen=True)
class Part:
    """Which of the dossiers are read.

    Attributes:
        name: In the names of floors.
        every: One of so many.
        most_further: Pairs that are tied, and that the reader does not list; readers of the last twenty dossiers listed fewer than others.
        most_contradictions: Pairs that a reader sets beside each other as not comparable, and the program takes for a difference:
            "5.8 days" in the province, "4.7 days" in the region around it.
    """

    name: str
    every: int
    most_further: int
    most_contradictions: int

    def folders(self) -> list[Path]:
        return sorted(FOLDER.iterdir())[:: self.every]


@pytest.fixture(
    scope="module",
    params=[Part("-twenty-fourth", 24, 18, 6), pytest.param(Part("", 1, 350, 105), marks=pytest.mark.slow)],
    ids=["twenty-fourth", "all"],
)
def part(request):
    return request.param


@pytest.fixture(scope="module")
def dossiers(part):
    """Folder, documents, tags by name, and all links, of each dossier."""
    settings = load_settings()
    tagger = Tagger(settings.tag)
    out = []
    for folder in part.folders():
        documents = {n: next(iter(read_path(folder / f"{n}.txt", settings=settings))) for n in DOCUMENTS}
        tags = {n: tagger.tag(d) for n, d in documents.items()}
        out.append((folder, documents, tags, Linker(settings.link).link([(documents[n], tags[n]) for n in DOCUMENTS]).links))
    return out


@pytest.fixture(scope="module")
def outcome(dossiers):
    """Expected kinds with what was found for each, and the links that nobody expected."""
    pairs, further = [], []
    for folder, documents, _, linked in dossiers:
        names = {d.id: n for n, d in documents.items()}
        links = [x for x in linked if x.kind in COMPARED]
        ends = [[(names[e.document], e.start, e.end) for e in (x.from_, x.to)] for x in links]
        used = set()
        for row in read_compared(folder / "expected.jsonl", {n: d.text for n, d in documents.items()}):
            a, b = ((name, *span) for name, span in row.ends)
            hit = next((k for k, both in enumerate(ends) if _tied(both, (a, b))), None)
            pairs.append(
                (folder.name, row.kind, "none" if hit is None else links[hit].kind, documents[a[0]].text[slice(*a[1:])])
            )
            used.add(hit)
        further += [(folder.name, x.kind, x.reason) for k, x in enumerate(links) if k not in used and x.version != DATES]
    return pairs, further


@pytest.mark.floors
def test_what_a_careful_reader_compares_is_found(outcome, part, floors):
    rows = [(SAME.get(k, k), SAME.get(found, found)) for _, k, found, _ in outcome[0]]
    figures, margins = {}, {}
    for kind in ("same", "differs"):
        counts = Counter(found for wanted, found in rows if wanted == kind)
        figures[kind] = counts[kind] / sum(counts.values())
        margins[kind] = 1 / sum(counts.values())
    files = [path for folder in part.folders() for path in folder.iterdir() if path.name != "dates.jsonl"]
    floors.hold(f"links/dossiers{part.name}", figures, gold=files, margins=margins)


def test_hardly_anything_is_called_a_contradiction_that_is_none(outcome, part):
    pairs, further = outcome
    wrong = [p for p in pairs if p[2] == "differs" and p[1] != "differs"]
    assert sum(p[1] != "not_comparable" for p in wrong) <= 3, wrong  # "some 1,200" beside 1,236, 312 million beside 312.6
    wrong += [f for f in further if f[1] == "differs"]  # the row of one trade beside all apprentices
    assert len(wrong) <= part.most_contradictions, wrong


def test_hardly_anything_is_tied_that_a_reader_would_not_tie(outcome, part):
    assert len(outcome[1]) <= part.most_further, outcome[1]


@pytest.mark.floors
def test_dates_of_one_thing_are_found(dossiers, part, floors):
    """As far as a reader has compared the dates of a dossier; and of those told, how many that reader lists."""
    found, told, files = [], [], []
    for folder, documents, _, linked in dossiers:
        path = folder / "dates.jsonl"
        if not path.exists():
            continue
        files.append(path)
        names = {d.id: n for n, d in documents.items()}
        ends = [[(names[e.document], e.start, e.end) for e in (x.from_, x.to)] for x in linked if x.version == DATES]
        gold = [row.ends for row in read_compared(path, {n: d.text for n, d in documents.items()}) if row.kind == "agrees"]
        pairs = [[(name, *span) for name, span in both] for both in gold]
        hits = [[k for k, end in enumerate(ends) if _tied(end, pair)] for pair in pairs]
        found += [bool(hit) for hit in hits]
        listed = {k for hit in hits for k in hit}
        told += [k in listed for k in range(len(ends))]
    figures = {"found": sum(found) / len(found), "listed": sum(told) / len(told)}
    floors.hold(f"links/dates{part.name}", figures, gold=files, margins={"found": 1 / len(found), "listed": 1 / len(told)})


def _tied(ends: Any, pair: Any) -> bool:
    (x, y), (a, b) = ends, pair
    return (touch(x, a) and touch(y, b)) or (touch(x, b) and touch(y, a))


@pytest.mark.floors
def test_sentences_that_say_what_a_policy_says_are_echoes(dossiers, part, floors):
    """Those that a reader is sure of; and hardly any passage is tied to one that says something else."""
    found, files, further = [], [], 0
    for folder, documents, _, linked in dossiers:
        names = {d.id: n for n, d in documents.items()}
        ends = [{names[e.document]: e for e in (x.from_, x.to)} for x in linked if x.kind == "echoes"]
        gold = rows_of(folder / "echoes.jsonl")
        if not gold:
            continue
        files.append(folder / "echoes.jsonl")
        used = set()
        for row in gold:
            a, b = (
                words_of(row[f"{s}_start"]).search(documents[n].text).start()
                for s, n in (("a", "article"), ("b", row["b_doc"]))
            )
            over = [k for k, e in enumerate(ends) if _begins(e.get("article"), a) and _begins(e.get(row["b_doc"]), b)]
            used.update(over)
            found += [bool(over)] if row["must"] else []
        further += sum("article" in e and k not in used for k, e in enumerate(ends))
    figures = {"sure": sum(found) / len(found), "no further": sum(found) / (sum(found) + further)}
    floors.hold(f"links/echoes{part.name}", figures, gold=files, margins=dict.fromkeys(figures, 2 / len(found)))


def _begins(end: Any, at: int) -> bool:
    return end is not None and end.start <= at + 30 and end.end > at


@pytest.mark.floors
def test_who_speaks_in_the_articles(dossiers, part, floors):
    right, files = [], []
    for folder, documents, tags, _ in dossiers:
        text = documents["article"].text
        for row in rows_of(folder / "speakers.jsonl"):
            start, end = words_of(row["content"]).search(text).span()
            said = [q for q in tags["article"].quotes if any(s < end and start < e for s, e in q.content)]
            named = {row["speaker"], row.get("or", row["speaker"])}  # where two readers would differ, either is right
            right.append(any(q.speaker in named for q in said))
        files += [folder / "speakers.jsonl"] if (folder / "speakers.jsonl").exists() else []
    floors.hold(
        f"speakers/dossiers{part.name}", {"right": sum(right) / len(right)}, gold=files, margins={"right": 1 / len(right)}
    )
