"""Decisions on who is who are seen at once, and an error leaves everything as it was."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.store import Store
from policynlp.errors import CorpusError, InputError
from policynlp.link.decisions import Decision, read_decisions
from policynlp.settings import Settings, load_settings
from runs import settings_for
from web_client import client_of

WHO = {"who": "A. Reader", "when": "2026-11-25", "why": "checked by hand"}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three texts with two spellings of a name, made once."""
    folder = tmp_path_factory.mktemp("decide")
    text = folder / "texts.jsonl"
    text.write_text(
        '{"id": 1, "text": "\\"Wages rose by 4 percent in 2023,\\" said Labour Minister Ana Lopez Diaz in Leda."}\n'
        '{"id": 2, "text": "\\"Rents fell,\\" said Labour Minister Ana Lopes Diaz in Leda. Governor Pavel Horvath agreed."}\n'
        '{"id": 3, "text": "Ana Lopez Diaz left for Tamora on Monday, said Pavel Horvath."}\n',
        encoding="utf-8",
    )
    steps.run([str(text)], settings=settings_for(folder))
    return folder / "corpus"


@pytest.fixture
def settings(once: Path, tmp_path: Path) -> Settings:
    shutil.copytree(once, tmp_path / "corpus")
    return settings_for(tmp_path)


def seen(settings: Settings) -> dict[str, tuple[str, int]]:
    """Identity to the name that readers see and the number of its quotations."""
    sql = """SELECT i.identity, any_value(i.name) AS name, count(q.id) AS n
        FROM identities i LEFT JOIN quotes q ON q.document = i.document AND q.identity = i.identity GROUP BY ALL"""
    with open_corpus(settings.corpus.path) as corpus:
        return {row["identity"]: (row["name"], row["n"]) for row in corpus.sql(sql).to_pylist()}


LOPEZ, LOPES = "person:ana-diaz-lopez", "person:ana-diaz-lopes"


def test_a_merge_and_its_undoing_are_seen_at_once(settings: Settings) -> None:
    before = seen(settings)
    assert {LOPEZ, LOPES} <= before.keys()
    effect = steps.decide_identity(settings, Decision(action="merge", identity=LOPES, into=LOPEZ, **WHO))
    assert (effect.entities, effect.documents) == (1, 1)
    after = seen(settings)
    assert LOPES not in after
    assert after[LOPEZ] == ("Ana Lopez Diaz", before[LOPEZ][1] + before[LOPES][1])
    steps.decide_identity(settings, Decision(action="undo", decision=effect.decision.id[:6], **WHO))
    assert seen(settings) == before


def test_rename_hide_and_split_are_seen_at_once(settings: Settings) -> None:
    before = seen(settings)
    steps.decide_identity(settings, Decision(action="rename", identity=LOPEZ, name="Ana López", **WHO))
    assert seen(settings)[LOPEZ][0] == "Ana López"
    hidden = steps.decide_identity(settings, Decision(action="hide", identity="place:leda", **WHO))
    assert "place:leda" not in seen(settings)
    with open_corpus(settings.corpus.path) as corpus:
        third = corpus.sql("SELECT document FROM documents_all WHERE key = '3'").to_pylist()[0]["document"]
    split = steps.decide_identity(settings, Decision(action="split", identity=LOPEZ, documents=(third[:8],), **WHO))
    assert split.decision.into == f"{LOPEZ}-2"
    assert f"{LOPEZ}-2" in seen(settings)
    for one in (hidden, split):
        steps.decide_identity(settings, Decision(action="undo", decision=one.decision.id, **WHO))
    assert seen(settings) == before | {LOPEZ: ("Ana López", before[LOPEZ][1])}


def test_an_undoing_can_be_taken_back(settings: Settings) -> None:
    made = steps.decide_identity(settings, Decision(action="hide", identity=LOPEZ, **WHO)).decision
    undone = steps.decide_identity(settings, Decision(action="undo", decision=made.id, **WHO)).decision
    assert LOPEZ in seen(settings)
    steps.decide_identity(settings, Decision(action="undo", decision=undone.id, **WHO))
    assert LOPEZ not in seen(settings)
    assert [(d["action"], d["in_force"]) for d in steps.list_decisions(settings)] == [
        ("undo", False),
        ("undo", False),
        ("hide", True),
    ]


@pytest.mark.parametrize(
    "fields, said",
    [
        ({"action": "merge", "identity": "person:nobody", "into": LOPEZ}, "no identity 'person:nobody'"),
        ({"action": "merge", "identity": LOPES, "into": "person:ana-diaz-lope"}, "no identity"),
        ({"action": "merge", "identity": LOPEZ, "into": LOPEZ}, "into itself"),
        ({"action": "merge", "identity": LOPEZ, "into": "place:leda"}, "different kinds"),
        ({"action": "rename", "identity": LOPEZ, "name": "  "}, "needs 'name'"),
        ({"action": "split", "identity": LOPEZ}, "needs 'documents'"),
        ({"action": "split", "identity": LOPEZ, "documents": ("zzz",)}, "not in a document"),
        ({"action": "undo", "decision": "none"}, "no decision 'none'"),
        ({"action": "hide", "identity": LOPEZ, "who": " "}, "needs 'who'"),
        ({"action": "hide", "identity": LOPEZ, "why": ""}, "needs 'why'"),
        ({"action": "hide", "identity": LOPEZ, "when": "soon"}, "no date"),
    ],
)
def test_what_says_nothing_is_refused_and_changes_nothing(settings: Settings, fields: dict, said: str) -> None:
    before = seen(settings)
    with pytest.raises(InputError, match=said):
        steps.decide_identity(settings, Decision(**WHO | fields))
    assert not (settings.corpus.path / "identities.toml").exists()
    assert seen(settings) == before


def test_a_wrong_key_is_answered_with_those_that_are_near(settings: Settings) -> None:
    with pytest.raises(InputError) as error:
        steps.decide_identity(settings, Decision(action="hide", identity="person:ana-diaz-lope", **WHO))
    assert LOPEZ in error.value.hint


def test_where_it_cannot_be_applied_nothing_is_written_down(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    steps.decide_identity(settings, Decision(action="rename", identity=LOPEZ, name="Ana L.", **WHO))
    file = settings.corpus.path / "identities.toml"
    text, before = file.read_text(encoding="utf-8"), seen(settings)

    def full(*args: object, **kwargs: object) -> None:
        raise CorpusError("rows could not be committed: no space left", where="identities")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "commit_links", full)
        with pytest.raises(CorpusError, match="no space"):
            steps.decide_identity(settings, Decision(action="merge", identity=LOPES, into=LOPEZ, **WHO))
    assert file.read_text(encoding="utf-8") == text
    assert seen(settings) == before


def test_several_may_decide_at_the_same_time(settings: Settings) -> None:
    def rename(n: int) -> None:
        steps.decide_identity(settings, Decision(action="rename", identity=LOPEZ, name=f"Name {n}", **WHO))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(rename, range(8)))
    found = read_decisions(settings.corpus.path / "identities.toml")
    assert sorted(d.name or "" for d in found) == [f"Name {n}" for n in range(8)]
    assert seen(settings)[LOPEZ][0] == found[-1].name


def test_a_decision_made_while_a_run_links_holds_for_its_new_texts(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policynlp.link.linker import Linker

    link = Linker.link

    def slowly(self: Linker, new: object, **states: object) -> object:
        result = link(self, new, **states)  # type: ignore[arg-type]
        steps.decide_identity(settings, Decision(action="merge", identity=LOPES, into=LOPEZ, **WHO))
        return result

    monkeypatch.setattr(Linker, "link", slowly)
    text = tmp_path / "new.txt"
    text.write_text('"Fees are gone," said Labour Minister Ana Lopes Diaz.\n')
    steps.run([str(text)], settings=settings)
    assert LOPES not in seen(settings)


def test_the_next_run_does_not_commit_what_was_decided_again(settings: Settings, tmp_path: Path) -> None:
    steps.decide_identity(settings, Decision(action="merge", identity=LOPES, into=LOPEZ, **WHO))
    text = tmp_path / "new.txt"
    text.write_text("Bo Ek left for Osmund, said Eva Stone.\n")
    steps.run([str(text)], settings=settings)
    with Store.open(settings.corpus.path) as store:
        rows = store.tables.read("identities", columns=["document", "batch_id"]).to_pylist()
    assert len({row["document"] for row in rows if row["batch_id"] == max(row["batch_id"] for row in rows)}) == 1


def test_a_tag_set_that_is_switched_back_to_has_the_decisions_made_meanwhile(settings: Settings) -> None:
    from policynlp.settings import load_settings

    less = load_settings({"corpus.path": settings.corpus.path, "tag.components": ["entities", "people", "quotes"]})
    with Store.open(settings.corpus.path) as store:
        first = store.require_active()
    steps.run([], settings=less, stages=("tag", "link"))
    steps.decide_identity(less, Decision(action="hide", identity=LOPES, **WHO))
    steps.activate(settings, first)
    assert LOPES not in seen(settings)


def test_corpora_of_earlier_versions_are_decided_on_too(settings: Settings) -> None:
    with Store.open(settings.corpus.path) as store:
        tagset = store.require_active()
        plain = [r | {"automatic": None, "automatic_name": None} for r in store.identity_rows(tagset=tagset).values()]
        store.commit_links([], documents=[], run_id="old", tagset=tagset, identities=plain)
    before = seen(settings)
    made = steps.decide_identity(settings, Decision(action="hide", identity=LOPES, **WHO)).decision
    assert LOPES not in seen(settings)
    steps.decide_identity(settings, Decision(action="undo", decision=made.id, **WHO))
    assert seen(settings) == before


def test_merges_are_suggested_with_reasons_and_not_again_once_taken_back(settings: Settings) -> None:
    (first, *_) = steps.suggest_merges(settings, kind="person")
    assert {first.identity, first.into} == {LOPES, LOPEZ}
    assert any("spelt alike" in reason for reason in first.reasons)
    assert LOPES in seen(settings)
    made = steps.decide_identity(settings, Decision(action="merge", identity=first.identity, into=first.into, **WHO)).decision
    steps.decide_identity(settings, Decision(action="undo", decision=made.id, **WHO))
    assert all({s.identity, s.into} != {LOPES, LOPEZ} for s in steps.suggest_merges(settings))


def test_a_name_of_two_people_is_suggested_split_and_not_suggested_again(tmp_path: Path) -> None:
    for n, (who, said) in enumerate(
        [
            ("Kim Minseo, a researcher at Jilin Steel University,", "She"),
            ("Kim Minseo, chairman of the Coast Bank of Leda,", "He"),
        ]
    ):
        text = f"Ports stay open\n\n{who} said on Monday that wages rose. {said} added that {said.lower()} expects more.\n"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    settings = load_settings({"corpus.path": tmp_path / "corpus"})
    steps.run([str(tmp_path / "0.txt"), str(tmp_path / "1.txt")], settings=settings)
    (one,) = steps.suggest_splits(settings)
    assert (one.name, len(one.documents), len(one.others)) == ("Kim Minseo", 1, 1)
    assert one.reasons[0] == "female in some texts, male in others"
    with client_of(settings.corpus.path) as client:
        page = client.get("/identities")
    assert page.status_code == 200
    assert "Names that two people may have" in page.text
    assert f'value="{one.documents[0]}"' in page.text
    steps.decide_identity(settings, Decision(action="split", identity=one.identity, documents=one.documents, **WHO))
    assert steps.suggest_splits(settings) == []
    assert {one.identity, f"{one.identity}-2"} <= seen(settings).keys()


def test_a_run_warns_of_a_decision_on_what_no_text_has(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "corpus" / "identities.toml").write_text(
        '[[decision]]\nid = "d1"\naction = "hide"\nidentity = "organisation:gone"\nwho = "A"\nwhen = "2026-01-01"\nwhy = "w"\n',
        encoding="utf-8",
    )
    (tmp_path / "new.txt").write_text("Rents fell in Leda, said Pavel Horvath on Monday.\n", encoding="utf-8")
    with caplog.at_level("WARNING", logger="policynlp.link"):
        steps.run([str(tmp_path / "new.txt")], settings=settings)
    assert "organisation:gone" in caplog.text
