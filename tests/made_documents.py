"""Documents made by code, with annotations of every layer: emoji, Chinese, line breaks, parts that touch, parts apart."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

from policynlp.document import Document, Passage, Source, Span
from policynlp.tags import Claim, Entity, Quote, Tags, TextSpan, Theme, annotation_id

WORDS = (
    "grain",
    "港口",
    "🌾",
    "👩‍🌾",
    "said",
    "Ångström",
    "the",
    "ministry",
    "4.2",
    "𠮷野",
    "“low”",
    "a",
    "é",
    "—",
    "Leda",
    "\u202eabc",
    "x\u0301",
)
GAPS = (" ", " ", " ", "\n", "\n\n", "  ", "")
THEMES = ("agriculture", "agriculture.rural_life", "security", "security.food", "trade")


def made(random: Random, *, number: int = 0, tagset: str = "made") -> tuple[Document, Tags]:
    """A document of three passages and its tags; the same for the same state of `random`."""
    parts = []
    for _ in range(3):
        words = [random.choice(WORDS) for _ in range(random.randint(8, 24))]
        parts.append("".join(word + random.choice(GAPS) for word in words) + f"end {number}.")
    text, passages = "", []
    for n, part in enumerate(parts):
        passages.append(Passage(id=f"passage-{number}-{n}", start=len(text), end=len(text) + len(part), kind="paragraph"))
        text += part + "\n"
    source = Source(uri=f"memory:{number}", media_type="text/plain", title=f"Text {number} 🌾")
    document = Document(text=text, source=source, work=f"made-{number}", passages=tuple(passages))
    return document, _tags(random, document, tagset)


def _tags(random: Random, document: Document, tagset: str) -> Tags:
    ends = sorted(random.sample(range(1, len(document.text)), 22))
    spans = [(a, b) for a, b in pairwise(ends) if document.text[a:b].strip()]
    random.shuffle(spans)

    def some(most: int, least: int = 0) -> tuple[Span, ...]:
        return tuple(sorted(spans.pop() for _ in range(min(random.randint(least, most), len(spans)))))

    quotes = [_quote(random, document, content, some(2), some(2)) for content in (some(2, 1), some(3, 1)) if content]
    claims = [_claim(random, document, span) for span in some(2, 1)]
    entities = [_entity(random, document, span) for span in some(3, 1)]
    themes = [
        Theme(
            id=annotation_id(document.id, "themes", [], passage or "", name),
            passage=passage,
            theme=name.partition(".")[0],
            facet=name.partition(".")[2] or None,
            score=round(random.random(), 3),
            threshold=0.5,
            assigned=name.partition(".")[0] in chosen and ("." not in name or random.random() < 0.5),
            version="themes/test",
        )
        for passage in (None, *(p.id for p in document.passages))
        for chosen in [random.sample(["agriculture", "security", "trade"], random.randint(0, 3))]
        for name in THEMES
    ]
    return Tags(
        document=document.id,
        tagset=tagset,
        entities=tuple(entities),
        quotes=tuple(quotes),
        claims=tuple(claims),
        themes=tuple(themes),
    )


def _quote(random: Random, document: Document, content: Any, cue: Any, source: Any) -> Quote:
    speaker = random.choice([None, "Ada Öst", "农业部"])
    return Quote(
        id=annotation_id(document.id, "quotes", content),
        kind=random.choice(["direct", "indirect", "mixed"]),
        act=random.choice(["speech", "directive", "belief", "plan"]),
        content=content,
        cue=cue,
        source=source,
        source_type=random.choice(["named_person", "organisation", "anonymous", "none"]),
        speaker=speaker,
        entity="person:ada" if speaker else None,
        title="Minister" if speaker else None,
        version="quotes/test",
        score=round(random.random(), 3),
    )


def _claim(random: Random, document: Document, span: Span) -> Claim:
    words = document.text[slice(*span)]
    return Claim(
        id=annotation_id(document.id, "claims", [span]),
        start=span[0],
        end=span[1],
        text=words,
        kind=random.choice(["money", "percent", "count"]),
        value=random.choice([None, 4.2e6, -1.0, 0.1 + 0.2, 1e300, 12.0]),
        unit=random.choice([None, "EUR", "percent"]),
        bound=random.choice(["exact", "about", "at_most"]),
        trend=random.choice(["up", "none"]),
        measure=TextSpan(start=span[0], end=span[1], text=words),
        version="claims/test",
        score=0.9,
    )


def _entity(random: Random, document: Document, span: Span) -> Entity:
    return Entity(
        id=annotation_id(document.id, "entities", [span]),
        start=span[0],
        end=span[1],
        label=random.choice(["PERSON", "GPE", "DATE", "POLICY"]),
        entity="place:leda",
        name="Leda",
        country="LD",
        version="entities/test",
        score=round(random.random(), 3),
    )
