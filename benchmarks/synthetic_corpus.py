"""A corpus of any size for benchmarks, written through the store without running a model over its texts.

    python benchmarks/synthetic_corpus.py FOLDER [--documents 20000] [--passages 20] [--seed 1] [--no-index]

Documents have titles, bylines, headings, paragraphs, quotations, figures, themes, names, vectors, links and identities; one in
twenty repeats another, one in fifty is a second revision. The same seed gives the same texts. The encoder reads the few
hundred sentences that all texts are made of; a passage's vector is the mean of its sentences' and some noise. The tag set is the one
that a run with this version fills, so that a run goes on with what is new.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from policynlp.corpus.search.index import refresh_index
from policynlp.corpus.store import Store
from policynlp.document import Document, content_id
from policynlp.ingest.duplicates import normalised_sha256, signature
from policynlp.settings import load_settings
from policynlp.steps.context import tag_versions
from policynlp.tag.encoder import Encoder
from policynlp.tags import Claim, End, Link, Tags
from synthetic_documents import Author
from synthetic_tags import entity_key, tags_of
from synthetic_world import FRENCH, MEASURES, World

RUN = "synthetic"
FETCHED = "2026-01-05T06:00:00+00:00"
BATCH_DOCS = 500
_CLASSES = {"PERSON": "person", "ORG": "organisation", "GPE": "place"}
_EVERY_DUPLICATE, _EVERY_REVISION = 20, 50


@dataclass
class Linker:
    """Ties figures of the same measure, place and year, policies that are cited, and repeated texts."""

    figures: dict[tuple[str, str | None, str | None], tuple[str, Claim]] = field(default_factory=dict)
    policies: dict[str, str] = field(default_factory=dict)

    def links(self, document: Document, tags: Tags) -> Iterator[Link]:
        if document.duplicate_of:
            yield self._link(
                "duplicate", End(document=document.id), End(document=document.duplicate_of), reason="The same text."
            )
            return
        for claim in tags.claims:
            assert claim.measure
            assert claim.period
            key = (claim.measure.text, claim.place, claim.period.timex)
            other, first = self.figures.setdefault(key, (document.id, claim))
            if other != document.id:
                yield self._figures(document.id, claim, other, first)
        cited = {e.name: e for e in tags.entities if e.label == "POLICY"}
        for name, entity in cited.items():
            target = self.policies.get(name)
            if target and target != document.id:
                start = End(document=document.id, annotation=entity.id, start=entity.start, end=entity.end)
                yield self._link("cites", start, End(document=target), reason=f"It names the {name}.")
            elif document.source.genre == "policy":
                self.policies.setdefault(name, document.id)

    def _figures(self, document: str, claim: Claim, other: str, first: Claim) -> Link:
        assert claim.value is not None
        assert first.value
        delta = (claim.value - first.value) / first.value
        kind, verb = ("agrees", "The same") if abs(delta) < 0.005 else ("differs", "Not the same")
        ends = [End(document=d, annotation=c.id, start=c.start, end=c.end) for d, c in ((document, claim), (other, first))]
        return self._link(kind, *ends, reason=f"{verb} figure for one measure, place and year.", delta=round(delta, 4))

    @staticmethod
    def _link(kind: Any, start: End, end: End, *, reason: str, delta: float | None = None) -> Link:
        key = content_id("link", kind, start, end)
        return Link(id=key, kind=kind, from_=start, to=end, reason=reason, delta=delta, score=0.9)


def base_vectors(world: World) -> dict[str, Any]:
    """The vector of every sentence that texts are made of."""
    encoder = Encoder()
    texts = [s.text for found in world.sentences.values() for s in found]
    texts += [*world.neutral, *FRENCH, *(m[0] for found in MEASURES.values() for m in found)]
    return {text: encoder.vector(text) for text in texts}


def identities(tags: Tags) -> Iterator[dict[str, str]]:
    """Who is who: names are the same everywhere, so the name is the key."""
    for entity in {e.entity: e for e in tags.entities if e.label in _CLASSES}.values():
        key = entity_key(entity.name, _CLASSES[entity.label])
        yield {
            "document": tags.document,
            "entity": entity.entity,
            "identity": key,
            "name": entity.name,
            "label": entity.label,
            "automatic": key,
            "automatic_name": entity.name,
        }


def documents(author: Author, n: int, *, passages: int) -> Iterator[tuple[Document, Any]]:
    """The n-th document, and now and then a repeat or a second revision of it."""
    document, draft = author.write(n, passages=passages)
    yield document, draft
    if n % _EVERY_DUPLICATE == 7:
        copy = Document(
            text=document.text,
            source=replace(document.source, uri=f"{document.source.uri}/reprint", publisher=author.world.publishers[n % 80]),
            work=f"{document.work}/reprint",
            duplicate_of=document.id,
        )
        yield copy.with_passages(_moved(document, copy)), draft
    if n % _EVERY_REVISION == 11:
        later, draft = author.write(10_000_000 + n, passages=passages)
        newer = Document(text=later.text, source=later.source, work=document.work, revision=2, supersedes=document.id)
        yield newer.with_passages(_moved(later, newer)), draft


def _moved(document: Document, to: Document) -> Any:
    return tuple(replace(p, id=content_id("passage", to.id, p.start, p.end)) for p in document.passages)


def _fetches(batch: Sequence[Document]) -> list[dict[str, Any]]:
    """What fetching the texts left behind."""
    return [
        {"url": d.source.uri, "final_url": d.source.uri, "etag": f'"{d.id}"', "fetched_at": FETCHED, "status": 200}
        for d in batch
        if d.source.uri
    ]


def make(folder: Path, *, count: int, passages: int, seed: int, index: bool = True) -> dict[str, int]:
    """Write the corpus.

    Args:
        folder: Where to.
        count: Texts, without repeats and revisions.
        passages: About how many each has.
        seed: See above.
        index: Make its search index, too.

    Returns:
        What is in it.
    """
    world, linker = World(seed), Linker()
    author, vectors = Author(world, seed=seed), base_vectors(world)
    counts = dict.fromkeys(("documents", "passages", "entities", "quotes", "claims", "themes", "links"), 0)
    began = time.perf_counter()
    with Store.create(folder) as store:
        tagset = store.register_tagset(tag_versions(load_settings()))
        store.begin_run(RUN, kind="run", tagset=tagset, settings_json="{}", backend="local")
        for first in range(0, count, BATCH_DOCS):
            batch = [
                pair for n in range(first, min(first + BATCH_DOCS, count)) for pair in documents(author, n, passages=passages)
            ]
            tagged = [tags_of(d, draft, vectors=vectors, seed=seed, tagset=tagset) for d, draft in batch]
            links = [link for (document, _), tags in zip(batch, tagged, strict=True) for link in linker.links(document, tags)]
            written = [document for document, _ in batch]
            prints = {d.id: (normalised_sha256(d.text), signature(d.text)) for d in written}
            store.commit_documents(written, run_id=RUN, fingerprints=prints, fetches=_fetches(written))
            store.commit_tags(tagged, run_id=RUN, tagset=tagset)
            store.commit_links(
                links,
                documents=[d.id for d in written],
                run_id=RUN,
                tagset=tagset,
                identities=[row for tags in tagged for row in identities(tags)],
            )
            counts["documents"] += len(batch)
            counts["passages"] += sum(len(d.passages) for d, _ in batch)
            counts["links"] += len(links)
            for layer in ("entities", "quotes", "claims", "themes"):
                counts[layer] += sum(len(getattr(tags, layer)) for tags in tagged)
            print(f"{counts['documents']:,} documents, {time.perf_counter() - began:.0f} s", flush=True)
        store.activate(tagset, by=RUN)
        store.finish_run(RUN, status="completed", counts=counts, seconds=time.perf_counter() - began)
        if index:
            print(f"index of {refresh_index(store):,} documents, {time.perf_counter() - began:.0f} s")
    return counts


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--passages", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--no-index", action="store_true", help="leave the search index to whoever searches first")
    chosen = options.parse_args()
    if chosen.folder.exists() and any(chosen.folder.iterdir()):
        raise SystemExit(f"{chosen.folder} is not empty")
    made = make(chosen.folder, count=chosen.documents, passages=chosen.passages, seed=chosen.seed, index=not chosen.no_index)
    for name, n in made.items():
        print(f"{name:<10} {n:>12,}")


if __name__ == "__main__":
    main()
