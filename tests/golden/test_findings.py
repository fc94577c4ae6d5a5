"""What the tagger finds in the samples, as files that a person reads before a change to them is committed.

`make golden` writes them anew. Versions, hashes and scores beyond two digits are left out, so that only findings count.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policynlp.errors import Rejection
from policynlp.settings import load_settings
from policynlp.steps import tag_stream

GOLDEN = Path(__file__).parent / "samples"
UNSURE = 0.1
"""How far a theme's likelihood may move with the processor, whose vector instructions round sums otherwise (`alike`)."""
SAMPLES = sorted(p for p in (Path(__file__).parents[2] / "corpus" / "samples").iterdir() if p.is_file())


def findings(tagged: dict[str, Any]) -> dict[str, Any]:
    """What a reader would check: spans as text, no ids, no versions."""
    text = tagged["text"]

    def cut(spans: list[list[int]]) -> list[str]:
        return [text[s:e] for s, e in spans]

    source = {
        k: tagged["source"][k]
        for k in ("title", "subtitle", "authors", "publisher", "place", "genre", "published", "updated", "date_method")
    }
    claims = []
    for claim in tagged["claims"]:
        kept = ("text", "kind", "value", "value_high", "unit", "bound", "trend", "nature", "place", "speaker", "flags")
        row = {k: claim[k] for k in kept if claim[k] not in (None, [], "exact", "none", "outturn")}
        row |= {k: claim[k]["text"] for k in ("measure", "scope", "share_of", "period") if claim[k]}
        row |= {"from": claim["from"]["value"]} if claim["from"] else {}
        claims.append(row)
    return {
        "source": source,
        "passages": [f"{p['kind']}: {text[p['start'] : p['end']][:60]}" for p in tagged["passages"]],
        "entities": [f"{e['label']}: {text[e['start'] : e['end']]} = {e['entity']}" for e in tagged["entities"]],
        "people": [{k: p[k] for k in ("name", "titles", "affiliations")} for p in tagged["people"]],
        "quotes": [
            {"content": cut(q["content"]), "cue": cut(q["cue"]), "source": cut(q["source"])}
            | {k: q[k] for k in ("kind", "act", "source_type", "speaker", "attribution")}
            for q in tagged["quotes"]
        ],
        "claims": claims,
        "themes": sorted(_named(t, tagged) for t in tagged["themes"] if t["assigned"]),
    }


def _named(theme: dict[str, Any], tagged: dict[str, Any]) -> str:
    """Beginning of the passage, and the theme."""
    starts = {p["id"]: tagged["text"][p["start"] : p["end"]][:40] for p in tagged["passages"]}
    return f"{starts.get(theme['passage'], 'document')}: {theme['theme']}{'.' + theme['facet'] if theme['facet'] else ''}"


def settled(found: list[dict[str, Any]], unsure: set[str]) -> list[dict[str, Any]]:
    """Without the themes that another processor may find on the other side of what is asked."""
    return [one | {"themes": [t for t in one["themes"] if t not in unsure]} for one in found]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_sample_is_tagged_as_before(path: Path, request: pytest.FixtureRequest) -> None:
    tagged = [t for t in tag_stream([path], settings=load_settings()) if not isinstance(t, Rejection)]
    results = [findings(t) for t in tagged]
    assert results, f"{path.name} gave no document"
    written = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{path.name}.json"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(written, encoding="utf-8")
    assert golden.exists(), "no golden file yet: make golden"
    unsure = {_named(t, one) for one in tagged for t in one["themes"] if abs(t["score"] - t["threshold"]) <= UNSURE}
    before = json.loads(golden.read_text(encoding="utf-8"))
    assert settled(json.loads(written), unsure) == settled(before, unsure), (
        "the findings changed: make golden, then read the difference"
    )
