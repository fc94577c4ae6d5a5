"""Articles in HTML as sites build them: leads outside of the body, live pages, bold headings, boxes that are no article."""

# ruff: noqa: E501 - a page on a line
from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp.document import Document
from policynlp.ingest.read import read_bytes
from policynlp.settings import Settings, load_settings

LEAD = "A strike of pilots that has closed the strait to large ships entered its second week on Tuesday, with 40 vessels at anchor."
BODY = [
    "The pilots' union turned down an offer of twelve percent late on Monday, its secretary, Nora Agu, said outside the ministry.",
    "The shippers' chamber said that about three million dollars in freight was being lost each day, and that buyers had begun to look elsewhere.",
    "The labour ministry has called both sides to a hearing on Thursday. A spokesman said that it would order conciliation if they did not appear.",
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return load_settings()


def read(page: str, settings: Settings) -> Document:
    (found,) = read_bytes(page.encode(), uri="https://strait.example/a", settings=settings)
    assert isinstance(found, Document), found
    return found


def layout(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.slice(p.span)) for p in document.passages]


BOXED = f"""<html><head><title>Pilots strike on | The Strait</title></head><body>
<div class="cookie-consent"><p>We and our partners use cookies so that the page can suit you better every time.</p></div>
<nav><a href="/">Home</a></nav><div class="page"><div class="hero"><h1>Pilots strike on</h1><p>Shippers put their losses at three million a day.</p></div>
<div class="lead-box"><p>{LEAD}</p></div><div class="article-body"><div><p>{BODY[0]}</p>
<figure><img src="a.jpg"><figcaption>Ships wait on Sunday. <span>Photo: Dita Pas</span></figcaption></figure><p>{BODY[1]}</p>
<aside><h3>Related</h3><ul><li><a href="/x">Harvest falls to a ten-year low as drought goes on</a></li></ul></aside>
<h2>Talks to resume</h2><p>{BODY[2]}</p><div class="newsletter-signup"><p>Get the morning briefing in your inbox every day of the week.</p></div></div></div></div>
<section class="comments"><p>They should just pay them, we all know how hard the work out there is.</p></section>
<footer><p>© 2023 The Strait</p></footer></body></html>"""


def test_leads_subtitles_and_captions_are_put_back_in_their_places(settings: Settings) -> None:
    document = read(BOXED, settings)
    assert layout(document) == [
        ("title", "Pilots strike on"),
        ("title", "Shippers put their losses at three million a day."),
        ("paragraph", LEAD),
        ("paragraph", BODY[0]),
        ("caption", "Ships wait on Sunday. Photo: Dita Pas"),
        ("paragraph", BODY[1]),
        ("heading", "Talks to resume"),
        ("paragraph", BODY[2]),
    ]
    assert document.source.subtitle == "Shippers put their losses at three million a day."


def test_posts_of_a_live_page_come_in_its_order(settings: Settings) -> None:
    posts = "".join(
        f'<div class="post"><h2>{head}</h2><p class="byline">Dana Wulf</p><p>{text}</p></div>'
        for head, text in zip(("Strait is shut", "Talks fail", "Hearing is set"), BODY, strict=True)
    )
    page = f"<html><body><main><h1>Live: the strike</h1><p class='dek'>Forty vessels wait at anchor; two ports are shut.</p>{posts}</main></body></html>"
    got = layout(read(page, settings))
    texts = [text for _, text in got if text != "Dana Wulf"]
    assert texts == ["Live: the strike", "Forty vessels wait at anchor; two ports are shut.", "Strait is shut", BODY[0], "Talks fail", BODY[1], "Hearing is set", BODY[2]]  # fmt: skip
    assert {kind for kind, text in got if text == "Dana Wulf"} <= {"byline"}
    assert [kind for kind, text in got if text in ("Strait is shut", "Talks fail", "Hearing is set")] == ["heading"] * 3


def test_paragraphs_that_are_all_bold_are_headings_and_bold_sentences_are_not(settings: Settings) -> None:
    page = f"<html><body><article><h1>Ports outline</h1><p>{LEAD}</p><p><strong>1. Where we stand</strong></p><p>{BODY[0]}</p><p><b>Money</b></p><p>{BODY[1]}</p><p><b>We will not sign this.</b></p><p>{BODY[2]}</p></article></body></html>"
    got = {text: kind for kind, text in layout(read(page, settings))}
    assert (got["1. Where we stand"], got["Money"], got["We will not sign this."]) == ("heading", "heading", "paragraph")


def test_the_same_page_reads_the_same_whatever_was_read_before(settings: Settings) -> None:
    other = f"<html><body><div><h1>Ports outline</h1><p>A note for the public; May 2021</p><p>{LEAD}</p><p>{BODY[0]}</p></div></body></html>"
    first = layout(read(BOXED, settings))
    for _ in range(3):
        read(other, settings)
        assert layout(read(BOXED, settings)) == first


LINKED = [
    {"@graph": [{"@type": "WebSite", "name": "The Strait"}, {"@type": ["NewsArticle"], "headline": "Pilots strike on", "datePublished": "2023-11-07T09:30:00-03:00", "dateModified": "2023-11-07T18:02:11-03:00", "author": [{"@id": "#a"}, {"@type": "Person", "name": "Tom Gil"}], "publisher": {"name": "The Strait"}}, {"@type": "Person", "@id": "#a", "name": "Lucia Ferr"}]},
    [{"@type": "Article", "headline": "Pilots strike on", "datePublished": "2023-11-07T09:30:00-03:00", "dateModified": "2023-11-07T18:02:11-03:00", "author": {"name": "By Lucia Ferr and Tom Gil"}, "publisher": {"name": "The Strait"}}],
]  # fmt: skip


@pytest.mark.parametrize("linked", LINKED, ids=["graph with references", "list, names in one string"])
def test_json_ld_gives_people_and_dates_with_their_zone(linked: object, settings: Settings) -> None:
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script><meta name="author" content="https://social.example/strait">'
    source = read(BOXED.replace("</head>", script + "</head>"), settings).source
    assert source.authors == ("Lucia Ferr", "Tom Gil")
    assert (source.published, source.updated, source.date_zone, source.date_method) == (
        "2023-11-07T09:30",
        "2023-11-07T18:02",
        "-03:00",
        "jsonld",
    )


def test_the_paper_and_its_desks_are_no_authors(settings: Settings) -> None:
    head = '<meta property="og:site_name" content="The Strait"><meta name="author" content="The Strait"></head>'
    source = read(BOXED.replace("</head>", head), settings).source
    assert (source.publisher, source.authors) == ("The Strait", ())


def test_a_second_headline_is_the_subtitle_and_a_section_is_not(settings: Settings) -> None:
    page = "<html><body><div class='c'><h1>Forum on water opens</h1><h2>Grants for small dams to double, forum is told</h2>{}</div></body></html>"
    text = "".join(f"<p>{p}</p>" for p in BODY)
    assert read(page.format(text), settings).source.subtitle == "Grants for small dams to double, forum is told"
    assert read(page.format(text + f"<h2>What comes next</h2><p>{LEAD}</p>"), settings).source.subtitle is None
