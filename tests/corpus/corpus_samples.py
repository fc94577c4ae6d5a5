"""Small documents with tags of every layer, for the tests of the corpus; also used by processes that tests start."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from policynlp.corpus.public_names import public_row
from policynlp.document import Document, Passage, Source, content_id, text_sha256
from policynlp.tags import Claim, Earlier, End, Entity, Link, Period, Person, Quote, Tags, TextSpan, Theme, annotation_id

TITLE = "Harbour towns count their herring"
TEXT = (
    f"{TITLE}\n"
    "“Catches fell,” Minister Ada Öst told the Skärhamn council, “by a fifth.” 🐟\n"
    "Landings were worth 1.2 million euros in 2023, down from 1.5 million.\n"
    "© Harbour Gazette"
)


def _passages(document: Document) -> tuple[Passage, ...]:
    out, start = [], 0
    for line, kind in zip(document.text.split("\n"), ("title", "paragraph", "paragraph", "boilerplate"), strict=True):
        end = start + len(line)
        passage = content_id("passage", document.id, start, end)
        out.append(Passage(id=passage, start=start, end=end, kind=kind, section=TITLE if start else None))
        start = end + 1
    return tuple(out)


def make_document(n: int = 0, *, word: str = "herring", work: str | None = None, **changes: object) -> Document:
    """The n-th document; all differ in their text."""
    source = Source(
        uri=f"notes/{n}.txt",
        title=f"Harbour towns, part {n}",
        authors=("Bo Ek", "Åsa Lind"),
        publisher="Harbour Gazette",
        genre="news",
        published=f"2024-0{n % 9 + 1}-15",
        language="en",
        metadata={"desk": "sea", "n": str(n)},
    )
    text = TEXT.replace("herring", word).replace("Skärhamn", f"Skärhamn {n}")
    document = Document(
        text=text, source=source, work=work or (f"work-{n}" if word == "herring" else f"{word}-{n}"), key=f"k{n}", **changes
    )
    return document.with_passages(_passages(document))


def make_tags(document: Document, tagset: str, *, speaker: str = "Ada Öst") -> Tags:
    """Tags of every layer, whose spans fit the text."""

    def span(words: str) -> tuple[int, int]:
        start = document.text.index(words)
        return start, start + len(words)

    content = (span("Catches fell,"), span("by a fifth."))
    value = span("1.2 million euros")
    passage = document.passages[1].id
    quote = annotation_id(document.id, "quotes", content)
    return Tags(
        document=document.id,
        tagset=tagset,
        entities=(
            Entity(
                id=annotation_id(document.id, "entities", [span("Ada Öst")]),
                start=span("Ada Öst")[0],
                end=span("Ada Öst")[1],
                label="PERSON",
                entity="person:ada-ost",
                name="Ada Öst",
                score=0.9,
            ),
        ),
        people=(
            Person(
                id=annotation_id(document.id, "people", [span("Ada Öst")]),
                entity="person:ada-ost",
                name="Ada Öst",
                titles=("Minister",),
                mentions=(span("Ada Öst"),),
            ),
        ),
        quotes=(
            Quote(
                id=quote,
                kind="direct",
                act="speech",
                content=content,
                cue=(span("told"),),
                source=(span("Minister Ada Öst"),),
                source_type="named_person",
                speaker=speaker,
                entity="person:ada-ost",
                title="Minister",
            ),
        ),
        claims=(
            Claim(
                id=annotation_id(document.id, "claims", [value]),
                start=value[0],
                end=value[1],
                text="1.2 million euros",
                kind="money",
                value=1.2e6,
                unit="EUR",
                value_base=1.2e6,
                unit_base="EUR",
                trend="down",
                from_=Earlier(value=1.5e6, period=Period(text="before", timex="PAST_REF")),
                measure=TextSpan(start=span("Landings")[0], end=span("Landings")[1], text="Landings"),
                period=Period(text="2023", start_date="2023-01-01", end_date="2023-12-31", timex="2023"),
                flags=("rounded",),
            ),
        ),
        themes=(
            Theme(
                id=annotation_id(document.id, "themes", [], "1"),
                passage=passage,
                theme="agriculture",
                score=0.8,
                threshold=0.4,
                assigned=True,
                evidence=(content[0],),
            ),
            Theme(
                id=annotation_id(document.id, "themes", [], "2"),
                passage=passage,
                theme="trade",
                score=0.1,
                threshold=0.4,
                assigned=False,
            ),
            Theme(
                id=annotation_id(document.id, "themes", [], "3"),
                passage=None,
                theme="agriculture",
                score=0.7,
                threshold=0.4,
                assigned=True,
                share=0.5,
            ),
        ),
        vectors={p.id: np.linspace(-1, 1, 8, dtype=np.float32) for p in document.passages[:2]},
    )


def make_link(a: Document, b: Document) -> Link:
    """A link between the figures of two documents."""
    return Link(
        id=content_id("link", a.id, b.id),
        kind="differs",
        from_=End(document=a.id, annotation="x", start=0, end=7),
        to=End(document=b.id),
        delta=0.25,
        reason="One says more.",
    )


def fingerprints(*documents: Document) -> dict[str, tuple[str, bytes]]:
    """A hash and some bytes, as ingest would give them."""
    return {d.id: (text_sha256(d.text.lower()), bytes(range(16))) for d in documents}


def as_published(value: object) -> object:
    """Rows and documents of a corpus as a release has them: files without their folders."""
    if isinstance(value, list | tuple):
        return [as_published(one) for one in value]
    return {k: as_published(v) for k, v in public_row(dict(value)).items()} if isinstance(value, Mapping) else value
