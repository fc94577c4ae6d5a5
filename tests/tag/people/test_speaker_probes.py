"""Who said it, in texts of eight naming customs and in twelve news articles: the share right, printed and held by floors.

`tests/floors.json` holds the floors, one attribution below what was measured. Odd ids were read while the rules were mended, even
ids were not: their figures stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from spacy.language import Language

from floor_keeper import FloorKeeper
from policynlp.evaluate.speaker_probes import Share, Verdict, judge, load_probes, share
from policynlp.settings import TagSettings
from policynlp.tag.pipeline import build_pipeline

PROBES = Path(__file__).parents[2] / "probes"
GROUPS = {
    **{path.stem: [path] for path in sorted((PROBES / "names").glob("*.jsonl"))},
    "articles": sorted((PROBES / "speakers").glob("*.json")),
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_pipeline(TagSettings(components=("quotes",)))


def verdicts(nlp: Language, paths: Iterable[Path], *, odd: bool) -> list[Verdict]:
    out = []
    for path in paths:
        for probe in load_probes(path):
            if probe.odd == odd:
                out += judge(probe, [q.as_dict() for q in nlp(probe.text)._.policynlp_quotes])
    return out


def line(name: str, found: Share) -> str:
    figures = (f"{field} {a}/{b}" for field in Share.__slots__ for a, b in (getattr(found, field),))
    return f"{name:20}" + "  ".join(figures)


def test_every_group_has_twenty_texts() -> None:
    assert all(sum(len(load_probes(p)) for p in paths) >= 20 for name, paths in GROUPS.items() if name != "articles")


@pytest.mark.floors
@pytest.mark.parametrize("group", sorted(GROUPS))
def test_share_right(nlp: Language, group: str, floors: FloorKeeper) -> None:
    figures: dict[str, float] = {}
    margins: dict[str, float] = {}
    for half in ("odd", "even"):
        found = share(verdicts(nlp, GROUPS[group], odd=half == "odd"))
        print(line(f"{group} {half}", found))
        for name in Share.__slots__:
            judged = getattr(found, name)[1]
            if judged:
                figures[f"{half} {name}"], margins[f"{half} {name}"] = found.as_dict()[name], 1 / judged
    floors.hold(f"speakers/{group}", figures, gold=GROUPS[group], margins=margins)
