"""A small corpus whose tags are written by hand: four texts on a harbour, one of them printed twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policynlp.corpus.store import Store
from policynlp.document import Document, Passage, Source, content_id
from policynlp.link.identities import named, resolve
from policynlp.tags import Claim, End, Entity, Link, Period, Person, Quote, Span, Tags, TextSpan, Theme, annotation_id

NEWS = """Quay of Brenta loses a fifth of its catch
Catches fell by a fifth, Fisheries Minister Ada Öst said in Brenta. "We need 40 boats," she told the council.
Landings in Brenta were worth 1.2 million euros in 2022, the Harbour Board said. Fishers doubted it.
© Harbour Gazette"""
PLAN = """Plan for the coast
In 2022 landings in Brenta came to 1.5 million euros, and in 2021 to 1.8 million euros.
The quay of Brenta covers 3 hectares. Migraines among crews cost 7 working days a year."""
LATER = """A bank for boats
Ada Öst, governor of the Coast Bank, said the quay needed 30,000 square metres.
The province has been urged to open the Harbour Board's books."""


def document(
    text: str, *, title: str, genre: str, publisher: str, published: str, key: str, duplicate_of: str | None = None
) -> Document:
    """A document with a passage a line: the first one is the title, one with a copyright sign is boilerplate."""
    source = Source(uri=f"quay/{key}.txt", title=title, genre=genre, publisher=publisher, published=published)  # type: ignore[arg-type]
    made = Document(text=text, source=source, work=key, key=key, duplicate_of=duplicate_of)
    passages, start = [], 0
    for n, line in enumerate(text.split("\n")):
        kind: Any = "title" if n == 0 else "boilerplate" if line.startswith("©") else "paragraph"
        passage = content_id("passage", made.id, start, start + len(line))
        passages.append(Passage(id=passage, start=start, end=start + len(line), kind=kind))
        start += len(line) + 1
    return made.with_passages(tuple(passages))


def span(doc: Document, words: str, *, nth: int = 0) -> Span:
    """Where the words stand, the n-th time."""
    at = -1
    for _ in range(nth + 1):
        at = doc.text.index(words, at + 1)
    return at, at + len(words)


def mention(doc: Document, words: str, label: str, *, name: str | None = None, nth: int = 0) -> Entity:
    """A mention of a named thing; those of one name are one entity of the document."""
    start, end = span(doc, words, nth=nth)
    key = f"{label}:{name or words}".lower()
    entity = annotation_id(doc.id, "entities", [(start, end)])
    return Entity(id=entity, start=start, end=end, label=label, entity=key, name=name or words)


def quote(doc: Document, content: str, *, cue: str = "", source: str = "", **fields: Any) -> Quote:
    """An attribution."""
    spans = (span(doc, content),)
    return Quote(
        id=annotation_id(doc.id, "quotes", spans),
        content=spans,
        cue=(span(doc, cue),) if cue else (),
        source=(span(doc, source),) if source else (),
        **{"kind": "indirect", "act": "speech"} | fields,
    )


def claim(
    doc: Document, words: str, *, measure: str | None = None, scope: str | None = None, year: str | None = None, **fields: Any
) -> Claim:
    """A figure."""
    start, end = span(doc, words)

    def part(found: str | None) -> TextSpan | None:
        return TextSpan(start=span(doc, found)[0], end=span(doc, found)[1], text=found) if found else None

    period = Period(text=year, start_date=f"{year}-01-01", end_date=f"{year}-12-31", timex=year) if year else None
    return Claim(
        id=annotation_id(doc.id, "claims", [(start, end)]),
        start=start,
        end=end,
        text=words,
        measure=part(measure),
        scope=part(scope),
        period=period,
        **fields,
    )


def theme(doc: Document, line: int, name: str, *, facet: str | None = None, assigned: bool = True) -> Theme:
    """A theme of the n-th passage."""
    passage = doc.passages[line].id
    made = content_id("theme", passage, name, facet)
    return Theme(id=made, passage=passage, theme=name, facet=facet, score=0.9, threshold=0.5, assigned=assigned)


def _euros(value: float) -> dict[str, Any]:
    return {"kind": "money", "value": value, "unit": "EUR", "value_base": value, "unit_base": "EUR"}


def _news(doc: Document, tagset: str) -> Tags:
    fell = quote(
        doc,
        "Catches fell by a fifth",
        cue="said",
        source="Fisheries Minister Ada Öst",
        source_type="named_person",
        speaker="Ada Öst",
        entity="person:ada öst",
        title="Fisheries Minister",
    )
    need = quote(
        doc,
        "We need 40 boats,",
        cue="told",
        source="she",
        kind="direct",
        source_type="named_person",
        speaker="Ada Öst",
        entity="person:ada öst",
        title="Fisheries Minister",
    )
    worth = quote(
        doc,
        "Landings in Brenta were worth 1.2 million euros in 2022",
        source="the Harbour Board",
        cue="said",
        source_type="organisation",
        speaker="Harbour Board",
        entity="org:harbour board",
    )
    doubt = quote(doc, "it", source="Fishers", cue="doubted", act="belief", source_type="anonymous")
    said = {"speaker": "Ada Öst", "nature": "outturn"}
    return Tags(
        document=doc.id,
        tagset=tagset,
        entities=(
            mention(doc, "Ada Öst", "PERSON"),
            mention(doc, "Brenta", "GPE"),
            mention(doc, "Brenta", "GPE", nth=1),
            mention(doc, "Harbour Board", "ORG"),
        ),
        people=(
            Person(
                id="p1",
                entity="person:ada öst",
                name="Ada Öst",
                titles=("Fisheries Minister",),
                mentions=(span(doc, "Ada Öst"),),
            ),
        ),
        quotes=(fell, need, worth, doubt),
        claims=(
            claim(
                doc,
                "a fifth",
                kind="ratio",
                value=0.2,
                unit="fraction",
                value_base=0.2,
                unit_base="fraction",
                quote=fell.id,
                measure="Catches",
                **said,
            ),
            claim(doc, "40 boats", kind="count", value=40, unit="boat", value_base=40, unit_base="boat", quote=need.id, **said),
            claim(
                doc,
                "1.2 million euros",
                measure="Landings",
                scope="Brenta",
                year="2022",
                quote=worth.id,
                speaker="Harbour Board",
                **_euros(1.2e6),
            ),
        ),
        themes=(
            theme(doc, 1, "agriculture"),
            theme(doc, 1, "agriculture", facet="fisheries_forestry"),
            theme(doc, 2, "economy"),
            theme(doc, 2, "trade", assigned=False),
        ),
    )


def _plan(doc: Document, tagset: str) -> Tags:
    area = {"kind": "measure", "value": 3.0, "unit": "hectare", "value_base": 3e4, "unit_base": "meter ** 2"}
    return Tags(
        document=doc.id,
        tagset=tagset,
        entities=(mention(doc, "Brenta", "GPE"), mention(doc, "Brenta", "GPE", nth=1)),
        claims=(
            claim(doc, "1.5 million euros", measure="landings", scope="Brenta", year="2022", **_euros(1.5e6)),
            claim(doc, "1.8 million euros", measure="landings", scope="Brenta", year="2021", **_euros(1.8e6)),
            claim(doc, "3 hectares", measure="quay", **area),
            claim(
                doc,
                "7 working days",
                measure="Migraines",
                kind="duration",
                value=7,
                unit="day",
                value_base=604800.0,
                unit_base="second",
            ),
        ),
        themes=(theme(doc, 1, "economy"), theme(doc, 2, "economy")),
    )


def _later(doc: Document, tagset: str) -> Tags:
    needed = quote(
        doc,
        "the quay needed 30,000 square metres",
        cue="said",
        source="Ada Öst, governor of the Coast Bank",
        source_type="named_person",
        speaker="Ada Öst",
        entity="person:ada öst",
        title="governor",
        affiliation="Coast Bank",
    )
    urged = quote(doc, "to open the Harbour Board's books", cue="has been urged", act="directive", source_type="none")
    area = {"kind": "measure", "value": 30_000.0, "unit": "meter ** 2", "value_base": 3e4, "unit_base": "meter ** 2"}
    return Tags(
        document=doc.id,
        tagset=tagset,
        entities=(mention(doc, "Ada Öst", "PERSON"), mention(doc, "Coast Bank", "ORG"), mention(doc, "Harbour Board", "ORG")),
        people=(
            Person(
                id="p2",
                entity="person:ada öst",
                name="Ada Öst",
                titles=("governor",),
                affiliations=("Coast Bank",),
                mentions=(span(doc, "Ada Öst"),),
            ),
        ),
        quotes=(needed, urged),
        claims=(claim(doc, "30,000 square metres", measure="quay", quote=needed.id, speaker="Ada Öst", **area),),
        themes=(theme(doc, 1, "economy"), theme(doc, 2, "governance")),
    )


def build(path: Path) -> dict[str, Document]:
    """Make the corpus; gives its documents by key."""
    news = document(
        NEWS,
        title="Quay of Brenta loses a fifth",
        genre="news",
        publisher="Harbour Gazette",
        published="2023-05-02",
        key="news",
    )
    copy = document(
        NEWS,
        title="Quay of Brenta loses a fifth",
        genre="news",
        publisher="Coast Mail",
        published="2023-05-03",
        key="copy",
        duplicate_of=news.id,
    )
    plan = document(PLAN, title="Plan for the coast", genre="policy", publisher="Coast Office", published="2024-01", key="plan")
    later = document(
        LATER, title="A bank for boats", genre="news", publisher="Harbour Gazette", published="2024-06-03", key="later"
    )
    documents = [news, copy, plan, later]
    with Store.create(path) as store:
        tagset = store.register_tagset({"rules": "by hand"})
        store.begin_run("run", kind="run", tagset=tagset, settings_json="{}", backend="local")
        store.commit_documents(documents, run_id="run", fingerprints={})
        tags = [_news(news, tagset), _news(copy, tagset), _plan(plan, tagset), _later(later, tagset)]
        store.commit_tags(tags, run_id="run", tagset=tagset)
        store.activate(tagset, by="run")
        here, there = tags[0].claims[2], tags[2].claims[0]
        ends = [End(document=d.id, annotation=c.id, start=c.start, end=c.end) for d, c in ((news, here), (plan, there))]
        link = Link(id="differs", kind="differs", from_=ends[0], to=ends[1], delta=-0.2, reason="They differ by 20 percent.")
        identities = resolve(named(d, t) for d, t in zip(documents, tags, strict=True))
        ids = [d.id for d in documents]
        store.commit_links([link], documents=ids, run_id="run", tagset=tagset, identities=identities)
        store.finish_run("run", status="completed", counts={}, seconds=1.0)
    return {"news": news, "copy": copy, "plan": plan, "later": later}
