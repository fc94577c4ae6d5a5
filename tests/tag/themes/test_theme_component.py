"""Themes of texts: what is found, what is left alone, and what the rows must be like."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag.themes.bill_titles import is_enacting_title
from policynlp.tag.themes.calibration import Competition, competing
from policynlp.tag.themes.component import ThemeComponent, contexts
from policynlp.tag.themes.decision import decide, strongest
from policynlp.tag.themes.sentences import sentence_spans, with_strongest_sentence
from policynlp.tags import Theme
from policynlp.taxonomy import load_taxonomy

HARVEST = "Maize growers in Zambia brought in a third less after the rains failed. The minister promised seed and fertiliser."
TUNE = "The old pianist waved to the crowd and hummed a tune on her way down the stairs."
SCHOOL = "Universities will train 3,000 more teachers, and graduates who stay get a grant."
ARTICLE = "\n\n".join([TUNE, HARVEST, SCHOOL, TUNE, TUNE])


def rows(doc: Doc, passage: str | None = None) -> dict[str, Theme]:
    return {r.theme: r for r in doc._.policynlp_themes if r.passage == passage and r.facet is None}


def assigned(doc: Doc, passage: str | None = None) -> set[str]:
    return {name for name, r in rows(doc, passage).items() if r.assigned}


def test_each_theme_has_a_document_row(themes_nlp: Language) -> None:
    assert tuple(rows(themes_nlp(ARTICLE))) == load_taxonomy().names


def test_passages_get_their_own_themes(themes_nlp: Language) -> None:
    doc = themes_nlp(ARTICLE)
    found = [assigned(doc, p.id) for p in doc._.policynlp_passages]
    assert "agriculture" in found[1]
    assert "talent" in found[2]
    assert not found[4] & {"agriculture", "talent", "security"}


def test_a_short_section_is_not_hidden(themes_nlp: Language) -> None:
    doc = themes_nlp("\n\n".join([TUNE] * 8 + [HARVEST] + [TUNE] * 8))
    assert rows(doc)["agriculture"].assigned
    assert 0 < (rows(doc)["agriculture"].share or 0) < 0.4


def test_none_is_an_answer(themes_nlp: Language) -> None:
    assert assigned(themes_nlp(TUNE)) == set()


@pytest.mark.parametrize("text", ["", "  \n ", "\x00", "9" * 10_000, "a" * 100_000])
def test_hostile_texts(themes_nlp: Language, text: str) -> None:
    doc = themes_nlp.make_doc(text[:99_999])
    for name in themes_nlp.pipe_names:
        doc = themes_nlp.get_pipe(name)(doc)
    assert len(rows(doc)) == 17
    assert all(np.isfinite(r.score) and 0 <= r.score <= 1 for r in doc._.policynlp_themes)


def test_rows_keep_the_format(themes_nlp: Language) -> None:
    doc = themes_nlp(ARTICLE)
    spans = {p.id: p.span for p in doc._.policynlp_passages}
    assert len({r.id for r in doc._.policynlp_themes}) == len(doc._.policynlp_themes)
    for row in doc._.policynlp_themes:
        assert row.passage is None or row.score > 0.05
        assert row.facet is not None or row.passage is None or row.assigned == (row.score >= row.threshold)
        assert bool(row.evidence) == row.assigned or row.facet is not None
        for start, end in row.evidence:
            low, high = spans[row.passage] if row.passage else (0, len(ARTICLE))
            assert low <= start < end <= high
            assert ARTICLE[start:end] == ARTICLE[start:end].strip()


def test_facets_stand_under_assigned_themes(themes_nlp: Language) -> None:
    doc = themes_nlp("Rice reserves last for a month only, so the island's food security depends on ships that others send.")
    facets = {(r.theme, r.facet) for r in doc._.policynlp_themes if r.facet and r.passage is None}
    assert ("security", "food") in facets
    assert {theme for theme, _ in facets} <= assigned(doc)


def test_a_single_passage_is_its_document(themes_nlp: Language) -> None:
    doc = themes_nlp(HARVEST)
    only = doc._.policynlp_passages[0].id
    assert assigned(doc) == assigned(doc, only)
    assert rows(doc)["agriculture"].score == rows(doc, only)["agriculture"].score


def test_neighbouring_text_counts_as_context(themes_nlp: Language) -> None:
    component = themes_nlp.get_pipe("policynlp_themes")

    def scores(before: str) -> list[float]:
        doc = themes_nlp.get_pipe("sentencizer")(themes_nlp.make_doc("The plan will be put to a vote on Friday."))
        doc._.policynlp_before = before
        return [r.score for r in rows(component(doc)).values()]

    assert scores(HARVEST) != scores("")


def test_an_encoding_that_is_given_is_used(themes_nlp: Language) -> None:
    component = themes_nlp.get_pipe("policynlp_themes")
    passages = (Passage(id="p", start=0, end=len(HARVEST), kind="paragraph"),)
    encoding = component.encoder.encode(HARVEST, passages)
    results = []
    for given in (encoding, lambda: encoding, None, lambda: None):
        doc = themes_nlp.get_pipe("sentencizer")(themes_nlp.make_doc(HARVEST))
        doc._.policynlp_passages, doc._.policynlp_encoding = passages, given
        results.append(component(doc)._.policynlp_themes)
    assert results[0] == results[1] == results[2] == results[3]


def test_page_furniture_is_not_read(themes_nlp: Language) -> None:
    doc = themes_nlp.get_pipe("sentencizer")(themes_nlp.make_doc(HARVEST))
    doc._.policynlp_passages = (Passage(id="p", start=0, end=len(HARVEST), kind="boilerplate"),)
    doc = themes_nlp.get_pipe("policynlp_themes")(doc)
    assert assigned(doc) == set()
    assert doc._.policynlp_vectors == {}


def test_vectors(themes_nlp: Language) -> None:
    doc = themes_nlp(ARTICLE)
    assert set(doc._.policynlp_vectors) == {p.id for p in doc._.policynlp_passages}
    assert all(abs(float(np.linalg.norm(v)) - 1) < 1e-4 for v in doc._.policynlp_vectors.values())


def test_a_theme_of_the_users_own_works_by_description(tmp_path: Path, themes_nlp: Language) -> None:
    path = tmp_path / "taxonomy.toml"
    path.write_text(
        '[themes.lighthouses]\ndefinition = "Lighthouses, buoys and other aids to ships that navigate along the coast."\n'
        '[themes.agriculture]\ndefinition = "Farming."\n[themes.agriculture.facets.bees]\ndefinition = "Bees and honey."\n'
        '[themes.agriculture.facets.trees]\ndefinition = "Planting trees."\n',
        encoding="utf-8",
    )
    component = ThemeComponent(taxonomy=path)
    text = "Ships along the coast rely on lighthouses and buoys, which the navigation service keeps lit."
    doc = component(themes_nlp.get_pipe("sentencizer")(themes_nlp.make_doc(text)))
    assert set(rows(doc)) == {"lighthouses", "agriculture"}
    assert rows(doc)["lighthouses"].score > 0.4 > rows(doc)["agriculture"].score
    doc = component(
        themes_nlp.get_pipe("sentencizer")(themes_nlp.make_doc("Farmers keep bees on their fields and sell honey."))
    )
    facets = {r.facet: r.score for r in doc._.policynlp_themes if r.theme == "agriculture" and r.facet and r.passage}
    assert facets["bees"] > facets.get("trees", 0.0)


def test_a_theme_in_one_sentence_of_a_mixed_passage_is_found(themes_nlp: Language) -> None:
    others = "The mayor opened the new swimming pool on Sunday. A brass band played, and children were given ice cream."
    drain = "Most of the young doctors and engineers have left for jobs abroad, a brain drain that the island cannot make good."
    doc = themes_nlp(f"{others} {drain} The ferry sails at noon.")
    row = rows(doc)["talent"]
    assert row.assigned
    assert [doc.text[a:b] for a, b in row.evidence] == [drain]


def test_sentences_without_boundaries_and_across_passages() -> None:
    nlp = spacy.blank("en")
    text = "One. Two.  Three."
    halves = (Passage(id="a", start=0, end=7, kind="paragraph"), Passage(id="b", start=7, end=len(text), kind="paragraph"))
    assert sentence_spans(nlp.make_doc(text), halves) == [[(0, 7)], [(7, len(text))]]
    assert sentence_spans(nlp.make_doc(""), ()) == []
    doc = nlp.add_pipe("sentencizer")(nlp.make_doc(text))
    assert sentence_spans(doc, halves) == [[(0, 4), (5, 7)], [(7, 9), (11, len(text))]]


def test_the_strongest_sentence_counts_but_less_among_many() -> None:
    passages = np.array([[0.0], [0.0], [0.0]])
    sentences = np.array([[3.0], [2.0], [-2.0], [2.0], [-2.0], [-2.0], [-2.0]])
    owner = np.array([0, 1, 1, 2, 2, 2, 2])
    alone, two, four = with_strongest_sentence(passages, sentences, owner, weight=0.5, penalty=0.5)[:, 0]
    assert alone == 0.0  # its sentence is the passage itself
    assert 0 < four < two < 1


@pytest.mark.parametrize(
    "text, title",
    [
        ("To amend the Robert T. Oakley Relief Act to extend the period of aid.", True),
        ("An Act to make provision about rents", True),
        ("To date, 4,000 farmers have received grants.", False),
        ("To the north, rebels hold the town.", False),
        ("To build a port costs money. The minister knows it.", False),
        ("It is hard to amend a law.", False),
    ],
)
def test_titles_of_bills_are_told_from_prose(text: str, title: bool) -> None:
    assert is_enacting_title(text) is title


@pytest.mark.parametrize(
    "score, threshold, decision",
    [(0.1, 0.3, "none"), (0.2, 0.3, "unsure"), (0.4, 0.3, "unsure"), (0.5, 0.3, "assigned"), (0.5, 0.6, "unsure")],
)
def test_a_probability_in_the_middle_decides_nothing(score: float, threshold: float, decision: str) -> None:
    assert decide(score, threshold) == decision


def test_a_text_is_as_sure_as_its_surest_passage(themes_nlp: Language) -> None:
    doc = themes_nlp(ARTICLE)
    found = doc._.policynlp_themes
    for row in found:
        inside = [r.decision for r in found if r.passage and (r.theme, r.facet) == (row.theme, row.facet)]
        if row.passage is None:
            assert row.decision == strongest(d for d in inside if d)
        elif row.facet is None:
            assert row.decision == decide(row.score, row.threshold)
    assert rows(doc)["agriculture"].decision == "assigned"
    assert {r.decision for r in themes_nlp(TUNE)._.policynlp_themes} == {"none"}
    assert strongest([]) == "none"


def test_a_lone_sentence_leans_on_its_neighbours(themes_nlp: Language) -> None:
    vague = "This is the work before us, and we shall not fail those who depend on it."
    beside = themes_nlp("\n\n".join([HARVEST, vague, HARVEST]))
    middle = beside._.policynlp_passages[1]
    assert rows(beside, middle.id)["agriculture"].score > 2 * rows(themes_nlp(vague))["agriculture"].score


def test_only_a_sentence_cut_from_a_text_is_alone_among_neighbours(
    themes_nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    component = themes_nlp.get_pipe("policynlp_themes")
    seen: list[list[float]] = []
    score = component.classifier.score
    monkeypatch.setattr(component.classifier, "score", lambda r: (seen.append(r.lone.tolist()), score(r))[1])
    for text, before in ((SCHOOL, ""), (SCHOOL, HARVEST), (HARVEST, SCHOOL), (f"{SCHOOL}\n\n{TUNE}", "")):
        doc = themes_nlp.make_doc(text)
        doc._.policynlp_before = before
        for name in themes_nlp.pipe_names:
            doc = themes_nlp.get_pipe(name)(doc)
    assert seen == [[0], [1], [0], [0, 0]]  # nothing around it; cut out; two sentences; paragraphs of a whole text


def test_what_counts_as_a_neighbour() -> None:
    ones = np.eye(4, dtype=np.float32)
    encoding = SimpleNamespace(before=np.full(4, 2, dtype=np.float32), after=None)
    headings = [False, True, False, False]
    found = contexts(ones, headings, encoding)  # type: ignore[arg-type]
    assert found[0].tolist() == [2, 2, 2, 2]  # the heading behind it belongs to what follows
    assert found[1].tolist() == ones[2].tolist()
    assert found[2].tolist() == (0.5 * (ones[1] + ones[3])).tolist()
    assert found[3].tolist() == ones[2].tolist()


def test_neighbours_weigh_in_lone_sentences_alone() -> None:
    score, other = np.array([1.0, 1.0]), np.array([0.0, 0.0])
    around = (np.array([1.0, 0.0]), np.array([3.0, 3.0]), np.array([-2.0, -2.0]))
    features = competing(score, other, np.zeros(2), around)
    assert features[0].tolist() == [1, 0, 0, 0, 0, 1, 3, -2, 1, 0]
    assert features[1].tolist() == competing(score, other, np.zeros(2))[1].tolist()
    assert Competition.read([0.0] * 6 + [1.0] + [0.0] * 3 + [-3.0])(features).tolist() == pytest.approx([0.5, 0.0474], abs=1e-4)


def test_a_facet_is_as_sure_as_its_theme(themes_nlp: Language) -> None:
    found = themes_nlp(ARTICLE)._.policynlp_themes
    themes = {(r.passage, r.theme): r for r in found if r.facet is None}
    facets = [r for r in found if r.facet and r.passage]
    assert facets
    assert all(r.decision == (themes[r.passage, r.theme].decision if r.assigned else "none") for r in facets)
