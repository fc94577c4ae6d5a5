"""The brief as one HTML file: complete, self-contained, harmless, and no more of a text than may be shown."""

from __future__ import annotations

from collections import Counter

import pytest
from made import Made, brief, link
from pages import Page

from policynlp.corpus.brief.evidence import SNIPPET_CHARS, Shown
from policynlp.render.unprintable import printable
from policynlp.report import as_json, page_of

HOSTILE = '</title></style><script>alert(1)</script><img src=x onerror=alert(1)>" onload="alert(2)\u202egnp.exe\x07 {{ 7 * 7 }}'


def article(words: str = "", *, title: str = "Article") -> tuple[Made, Made, list[dict]]:
    """A text with something of everything, and a plan that it is linked to."""
    made = Made(
        f"# Ports {words}\nThe mayor {words} said landings reached 12 million tonnes in 2022. The harbour must be dredged {words}.",
        title=title,
    )
    made.quote(
        "landings reached 12 million tonnes in 2022", speaker=f"The mayor {words}", source="The mayor", title=f"mayor {words}"
    )
    mine = made.claim("12 million tonnes", 12e6, "tonne", kind="measure", measure="landings", period="2022")
    plan = Made(
        f"Landings came to 11 million tonnes. Harbours are to be dredged {words}.", title=f"Plan {words}", genre="policy"
    )
    theirs = plan.claim("11 million tonnes", 11e6, "tonne", kind="measure")
    rows = [
        link("differs", made.end(mine), plan.end(theirs), delta=1 / 11, reason=f"They differ {words}."),
        link(
            "echoes",
            made.at(f"The harbour must be dredged {words}."),
            plan.at(f"Harbours are to be dredged {words}."),
            relation="paraphrase",
            score=0.6,
        ),
    ]
    return made, plan, rows


def page(words: str = "", *, title: str = "Article", shown: Shown = "full") -> str:
    made, plan, rows = article(words, title=title)
    return page_of(brief(made, plan, links=rows, shown=shown), made="2024-06-01")


@pytest.mark.parametrize("shown", ["full", "snippet", "none"])
def test_every_link_leads_to_a_place_on_the_page(shown: Shown) -> None:
    read = Page(page(shown=shown))
    assert not [i for i, n in Counter(read.ids).items() if n > 1]
    assert {h.removeprefix("#") for h in read.links} <= set(read.ids)
    if shown != "none":
        assert len(read.links) > 10


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = page()
    read = Page(html)
    assert not {"script", "link", "iframe", "object", "embed", "form", "img"} & set(read.tags)
    assert all(h.startswith("#") for h in read.links)
    assert "@import" not in html
    assert "url(" not in html
    assert not [a for a in read.attributes if a.startswith("on")]


def test_hostile_words_stay_words() -> None:
    harmless, hostile = Page(page()), Page(page(HOSTILE, title=HOSTILE))
    assert not {"script", "img"} & set(hostile.tags)
    assert not [a for a in hostile.attributes if a.startswith("on")]
    assert hostile.tags["style"] == harmless.tags["style"] == 1
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7 * 7 }}" in hostile.text
    assert not {"\u202e", "\x07"} & set(page(HOSTILE, title=HOSTILE))


def test_the_page_says_what_it_rests_on() -> None:
    text = " ".join(Page(page()).text.split())
    assert "One text, set against 1 other text. Tag set made." in text
    assert "1 figure of one text" in text
    assert "found nowhere else" in text


def test_long_sentences_are_cut_around_what_is_said_of_them() -> None:
    long = "very " * 200
    made = Made(f"The report, {long}long as it is, says that landings reached 12 million tonnes after {long}long years.")
    made.claim("12 million tonnes", 12e6, "tonne", kind="measure", measure="landings")
    found = brief(made, shown="snippet")
    place = found.lines[0].place
    assert SNIPPET_CHARS - 2 * len("very ") < len(place.text) <= SNIPPET_CHARS
    assert set(place.text.split()) <= set(made.text.split())
    assert "12 million tonnes" in place.text
    assert (place.more_before, place.more_after) == (True, True)
    assert made.text[place.start : place.end] == place.text


def test_snippets_leave_out_what_nothing_is_said_about() -> None:
    made = Made("Nothing of note stands here.\nLandings reached 12 million tonnes.")
    made.claim("12 million tonnes", 12e6, "tonne", kind="measure", measure="Landings")
    assert "Nothing of note" not in page_of(brief(made, shown="snippet"), made="2024-06-01")
    assert "Nothing of note" in page_of(brief(made, shown="full"), made="2024-06-01")


def test_no_text_means_no_words_of_the_documents() -> None:
    made, plan, rows = article()
    found = brief(made, plan, links=rows, shown="none")
    told = str(as_json(found)) + Page(page_of(found, made="2024-06-01")).text
    for words in ("harbour must be", "Harbours are", "landings reached", "Landings came"):
        assert words not in told
    assert "11 million tonnes" in told


def test_an_empty_text_has_a_brief() -> None:
    text = Page(page_of(brief(Made("")), made="2024-06-01")).text
    assert "The text gives no figure" in text
    assert "Nobody is quoted" in text


def test_the_json_holds_findings_with_places() -> None:
    made, plan, rows = article()
    told = as_json(brief(made, plan, links=rows))
    assert told["kind"] == "article"
    first = next(f for f in told["findings"] if "contradicted" not in f["text"] and f["topic"] == "figures")
    place = first["places"][0]
    assert made.text[place["start"] : place["end"]] == "12 million tonnes"
    assert told["figures"][0]["standing"] == "contradicted"


def test_marks_of_direction_and_controls_are_taken_out() -> None:
    assert printable("a\u202eb\u2066c\x00d\ud800e\tf\n") == "abc\N{REPLACEMENT CHARACTER}d\N{REPLACEMENT CHARACTER}e\tf\n"
