"""What is kept of a text for linking is pinned: an index that another version filled must not be taken for one of this version."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from policynlp.link.features import FEATURES_VERSION, PIECES, STATEMENTS, features
from policynlp.tags import Entity

TEXTS = (
    (
        """Coastal Fisheries Strategy 2022-2030

1. Landing sites are to be repaired, and ice plants built at each of them so that small boats can sell what they catch.
2. In 2021 the coastal fishing fleet of Ghana landed more than 310,000 tonnes of fish, down from 340,000 tonnes in 2019.
""",
        "policy",
    ),
    (
        """Boats, ice and promises

The Coastal Fisheries Strategy was much praised in the port of Tema.
About one-fifth of the fleet stayed ashore, and exports fell 4 percent to $12.5 million in 2022.
""",
        "news",
    ),
)
PINNED = (25, "882edbff370c65cb")


def _plain(value: Any) -> Any:
    """Without the order of sets, which is another one in every process."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return sorted((_plain(inner) for inner in value), key=repr)
    return value


def _year_of(text: str) -> Entity:
    """The last year of a text, as a date; the small reader finds none."""
    at = text.rindex("20")
    year = text[at : at + 4]
    days = {"start_date": f"{year}-01-01", "end_date": f"{year}-12-31"}
    return Entity(id="y", start=at, end=at + 4, label="DATE", entity=f"date:{year}", name=year, timex=year, **days)


def test_a_change_raises_the_version(reader):
    kept = []
    for number, (text, genre) in enumerate(TEXTS):
        document, tags = reader.read(reader.document(text, genre=genre, published="2023-01-02", key=str(number)))
        found = features(document, replace(tags, entities=(*tags.entities, _year_of(text))))
        assert found.statements
        assert found.pieces
        assert found.moments
        kept += [json.loads(zlib.decompress(p)) for p in (STATEMENTS.pack(found.statements), PIECES.pack(found.pieces))]
        kept += [asdict(one) for one in (*found.mentions, *found.titles, *found.moments)]
    printed = json.dumps(_plain(kept), sort_keys=True, default=str)
    now = FEATURES_VERSION, sha256(printed.encode()).hexdigest()[:16]
    assert now == PINNED, f"raise FEATURES_VERSION where what is kept is another, and pin it here: {now}"
