"""Articles of thirty-two outlets from five continents, and 38 texts of other genres, written without a look at the program: who says what.

Twelve (a, b) were written with the hard ways to name a speaker in mind, twelve (c, d) as ordinary as papers are, eight (e) likewise and
read down to headlines and what is told without a cue; interviews, transcripts, records of parliaments, speeches, white papers, briefs,
resolutions and features (g to k) with every turn and what is told within it. The program was mended on their misses: the floors are those
of development texts.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from policynlp.ingest.read import read_path
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

FOLDER = Path(__file__).parents[2] / "data" / "press"
KINDS = {
    "a": "hard",
    "b": "hard",
    "c": "ordinary",
    "d": "ordinary",
    "e": "plain",
    "g": "genres",
    "h": "genres",
    "i": "genres",
    "k": "genres",
}
_TITLES = frozenset({"the", "mr", "ms", "mrs", "dr"})
_NEAR_CHARS = 25


def words(name: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", (name or "").lower())) - _TITLES


@pytest.mark.floors
@pytest.mark.parametrize("kind", ["hard", "ordinary", "plain", pytest.param("genres", marks=pytest.mark.slow)])
def test_who_says_what(kind: str, floors) -> None:
    settings = load_settings()
    tagger = Tagger(settings.tag)
    listed = found = right = 0
    files = []
    for folder in sorted(FOLDER.iterdir()):
        if KINDS[folder.name[0]] != kind:
            continue
        files += [folder / "article.txt", folder / "speakers.jsonl"]
        (document,) = read_path(folder / "article.txt", settings=settings)
        left = list(tagger.tag(document).quotes)
        for line in (folder / "speakers.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            listed += 1
            said = re.search(r"\W+".join(map(re.escape, re.findall(r"\w+", row["content"]))), document.text, re.IGNORECASE)
            assert said is not None, row["content"]
            quote = next((q for q in left if any(a - _NEAR_CHARS <= said.start() < b for a, b in q.content)), None)
            if quote is None:
                continue
            left.remove(quote)
            found += 1
            right += words(quote.speaker) == words(row["speaker"])
    figures = {"found": found / listed, "right of those found": right / found}
    floors.hold(f"speakers/press-{kind}", figures, gold=files, margins=dict.fromkeys(figures, 1 / listed))
