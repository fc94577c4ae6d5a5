"""Disagreements side by side, and an adjudicator who settles them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.labels.accounts import Account, create_account, make_token
from policynlp.labels.agreements import disagreements
from policynlp.labels.decisions import Decision, Machine, decisions
from policynlp.labels.recording import complete, record
from policynlp.labels.units import Unit, add_units, unit_of
from policynlp.settings import Settings, load_settings
from web_client import client_of


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    return load_settings({"corpus.path": corpus, "labels.url": str(tmp_path / "labels.sqlite")})


@pytest.fixture
def disputed(settings: Settings) -> tuple[Unit, dict[str, Any]]:
    """A quotation that Ana takes, and to which Ben gives another speaker."""
    with open_corpus(settings.corpus.path) as opened, steps.open_labels(settings) as store:
        doc = next(d for d in opened.documents() if any(q.speaker for q in d.quotes))
        quote = next(q for q in doc.quotes if q.speaker)
        passage = next(p for p in doc.passages if p.start <= quote.content[0][0] < p.end)
        unit = unit_of(doc.document, "quotes", passage=passage)
        add_units(store, [unit])
        said = Machine(value=quote.as_dict(), version=quote.version, score=quote.score)
        for name in ("ana", "ben"):
            create_account(store, name, role="annotator", by="root")
        ana, ben = Account(name="ana", role="annotator"), Account(name="ben", role="annotator")
        record(store, ana, Decision(key="a", unit=unit.id, action="accept", target=quote.id, machine=said))
        other = quote.as_dict() | {"speaker": "Ben's choice 🙂"}
        record(store, ben, Decision(key="b", unit=unit.id, action="edit", target=quote.id, value=other, machine=said))
        for one in (ana, ben):
            complete(store, one, unit.id, shown=True)
    return unit, quote.as_dict()


@pytest.fixture
def client(settings: Settings, corpus: Path) -> Iterator[TestClient]:
    with client_of(corpus, **{"labels.url": settings.labels.url}) as made:
        yield made


def test_sides_are_shown_with_what_they_differ_in(client: TestClient, disputed: tuple[Unit, dict[str, Any]]) -> None:
    unit, quote = disputed
    rows = client.get("/api/review/quotes/disagreements").json()
    mine = next(row for row in rows if row["target"] == quote["id"])
    assert {side["people"][0] for side in mine["sides"]} == {"ana", "ben"}
    differ = {name: value for side in mine["sides"] for name, value, differs in side["facts"] if differs}
    assert set(differ) == {"speaker"}
    assert unit.id == mine["unit"]["id"]
    page = client.get("/review/quotes/disagreements").text
    assert "Ben&#39;s choice 🙂" in page


def test_an_adjudicator_settles_and_the_corpus_shows_it(
    client: TestClient, settings: Settings, disputed: tuple[Unit, dict[str, Any]]
) -> None:
    unit, quote = disputed
    (row,) = [r for r in client.get("/api/review/quotes/disagreements").json() if r["target"] == quote["id"]]
    what = {"unit": unit.id, "target": quote["id"], "choice": "ben", "key": "k", "seen": row["seen"]}
    stale = client.post("/api/review/quotes/disagreements", json=what | {"seen": row["seen"] - 1})
    assert stale.status_code == 409  # somebody decided what the adjudicator had not seen
    assert client.post("/api/review/quotes/disagreements", json=what | {"choice": "zoe"}).status_code == 400
    assert client.post("/api/review/quotes/disagreements", json=what).status_code == 200
    assert client.post("/api/review/quotes/disagreements", json=what | {"key": "l"}).status_code == 409
    with steps.open_labels(settings) as store:
        assert quote["id"] not in {item.target for item in disagreements(store, "quotes")}
        assert [d.account for d in decisions(store) if d.adjudicates] == ["local"]
    client.app.state.corrector.flush()  # type: ignore[attr-defined]
    with open_corpus(settings.corpus.path) as opened:
        rows = opened.sql(f"SELECT speaker FROM quotes WHERE id = '{quote['id']}'").to_pylist()
    assert rows == [{"speaker": "Ben's choice 🙂"}]
    client.post("/api/review/quotes/undo")
    assert quote["id"] in {r["target"] for r in client.get("/api/review/quotes/disagreements").json()}


def test_without_javascript_a_button_settles(
    client: TestClient, settings: Settings, disputed: tuple[Unit, dict[str, Any]]
) -> None:
    _, quote = disputed
    page = client.get("/review/quotes/disagreements").text
    form = next(part for part in page.split("<form") if quote["id"] in part)
    hidden = dict(re.findall(r'name="(unit|target|seen|key)" value="([^"]*)"', form))
    assert client.post("/review/quotes/disagreements", data={**hidden, "choice": "-"}).status_code == 200
    with steps.open_labels(settings) as store:
        (settled,) = [d for d in decisions(store) if d.adjudicates]
    assert (settled.action, settled.target) == ("reject", quote["id"])


def test_annotators_do_not_adjudicate(settings: Settings, corpus: Path, disputed: tuple[Unit, dict[str, Any]]) -> None:
    assert disputed
    with steps.open_labels(settings) as store:
        secret = make_token(store, "ana", by="root")
    with client_of(corpus, **{"labels.url": settings.labels.url, "web.token": "server-token"}) as client:
        client.post("/sign-in", data={"token": secret})
        assert client.get("/review/quotes").status_code == 200
        assert client.get("/review/quotes/disagreements").status_code == 403
        assert client.get("/api/review/quotes/disagreements").status_code == 403


def test_spans_that_overlap_are_one_dispute_with_a_version_of_each(
    client: TestClient, settings: Settings, disputed: tuple[Unit, dict[str, Any]]
) -> None:
    unit, _ = disputed
    whole = replace(unit, id="whole", layer="entities")
    start = unit.start

    def name(first: int, last: int) -> dict[str, Any]:
        target = f"{first}-{last}"
        return {"id": target, "start": start + first, "end": start + last, "label": "ORG", "name": unit.text[first:last]}

    said = {"ana": [name(0, 8), name(30, 36)], "ben": [name(0, 12)], "cem": [name(0, 3), name(4, 8)]}
    with steps.open_labels(settings) as store:
        add_units(store, [whole])
        create_account(store, "cem", role="annotator", by="root")
        for person, values in said.items():
            who = Account(name=person, role="annotator")
            for value in values:
                key = f"{person}{value['id']}"
                record(store, who, Decision(key=key, unit="whole", action="add", target=value["id"], value=value, shown=False))
            complete(store, who, "whole", shown=False)
    first, second = client.get("/api/review/entities/disagreements").json()
    heads = {side["people"][0]: side["head"] for side in first["sides"]}
    text = unit.text
    assert heads == {"ana": text[:8], "ben": text[:12], "cem": f"{text[:3]} / {text[4:8]}"}
    assert {side["choice"]: side["people"] for side in second["sides"]} == {"ana": ["ana"], "-": ["ben", "cem"]}
    what = {"unit": "whole", "target": first["target"], "choice": "cem", "key": "k", "seen": first["seen"]}
    assert client.post("/api/review/entities/disagreements", json=what).status_code == 200
    with steps.open_labels(settings) as store:
        settled = {d.target: d.action for d in decisions(store) if d.adjudicates}
    assert settled == {"0-3": "edit", "4-8": "edit", "0-8": "reject", "0-12": "reject"}
    assert [row["target"] for row in client.get("/api/review/entities/disagreements").json()] == ["30-36"]
    client.post("/api/review/entities/undo")
    assert len(client.get("/api/review/entities/disagreements").json()) == 2
