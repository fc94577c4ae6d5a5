"""Tags of the synthetic documents, from the notes of their author; no model reads them.

Every span fits the text, and what it says is true of the text: the quotation stands between the marks, the figure is the one
that is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Document, Span
from policynlp.tags import Claim, Entity, Period, Person, Quote, Tags, TextSpan, Theme, annotation_id
from synthetic_documents import Draft
from synthetic_world import MEASURES

_NOISE = 0.4
"""Length of the random part of a passage's vector beside its sentences' mean, so that no two are equal."""

Vectors = Mapping[str, npt.NDArray[np.float32]]


def tags_of(document: Document, draft: Draft, *, vectors: Vectors, seed: int, tagset: str) -> Tags:
    """The tags of a document.

    Args:
        document: The document.
        draft: What it was made from.
        vectors: Base sentence to its vector.
        seed: Of the noise in the vectors, beside the document's id.
        tagset: Whose tags they are.
    """
    people: dict[str, list[Span]] = {}
    for span, name, label in draft.names:
        if label == "PERSON":
            people.setdefault(name, []).append(span)
    roles = {q["speaker"].name: q["speaker"] for q in draft.quotes}
    return Tags(
        document=document.id,
        tagset=tagset,
        entities=tuple(_entity(document, span, name, label) for span, name, label in draft.names),
        people=tuple(
            Person(
                id=annotation_id(document.id, "people", spans),
                entity=entity_key(name, "PERSON"),
                name=name,
                titles=(roles[name].title,),
                affiliations=(roles[name].organisation,),
                mentions=tuple(spans),
            )
            for name, spans in people.items()
        ),
        quotes=tuple(_quote(document, q) for q in draft.quotes),
        claims=tuple(_claim(document, c) for c in draft.claims),
        themes=tuple(_themes(document, draft, list(MEASURES))),
        vectors=_vectors(document, draft, vectors, seed),
    )


def _vectors(document: Document, draft: Draft, vectors: Vectors, seed: int) -> dict[str, npt.NDArray[np.float32]]:
    noise = np.random.default_rng([seed, int(document.id[:12], 16)]).standard_normal((len(draft.said), 384), dtype=np.float32)
    noise *= _NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
    out = {}
    for i, (passage, said) in enumerate(zip(document.passages, draft.said, strict=True)):
        if said:
            mean = np.mean([vectors[s] for s in said], axis=0)
            vector = mean / np.linalg.norm(mean) + noise[i]
            out[passage.id] = vector / np.linalg.norm(vector)
    return out


def entity_key(name: str, label: str) -> str:
    """Key of a name within a document."""
    return f"{label.lower()}:{name.lower().replace(' ', '-')}"


def _entity(document: Document, span: Span, name: str, label: str) -> Entity:
    place = annotation_id(document.id, "entities", [span])
    return Entity(id=place, start=span[0], end=span[1], label=label, entity=entity_key(name, label), name=name, score=0.95)


def _quote(document: Document, quote: dict[str, Any]) -> Quote:
    speaker = quote["speaker"]
    return Quote(
        id=annotation_id(document.id, "quotes", [quote["content"]]),
        kind="direct" if quote["direct"] else "indirect",
        act="speech",
        content=(quote["content"],),
        cue=(quote["cue"],),
        source=(quote["source"],),
        source_type="named_person",
        speaker=speaker.name,
        entity=entity_key(speaker.name, "PERSON"),
        title=speaker.title,
        affiliation=speaker.organisation,
        score=0.9,
    )


def _claim(document: Document, claim: dict[str, Any]) -> Claim:
    (start, end), (measure, named), (_, year) = claim["span"], claim["measure"], claim["period"]
    percent = claim["unit"] == "percent"
    return Claim(
        id=annotation_id(document.id, "claims", [claim["span"]]),
        start=start,
        end=end,
        text=claim["text"],
        kind=claim["kind"],
        value=claim["value"],
        unit=claim["unit"],
        value_base=claim["value"] / 100 if percent else claim["value"],
        unit_base="fraction" if percent else claim["unit"],
        measure=TextSpan(start=measure[0], end=measure[1], text=named),
        period=Period(text=str(year), start_date=f"{year}-01-01", end_date=f"{year}-12-31", timex=str(year)),
        place=claim["place"],
    )


def _themes(document: Document, draft: Draft, names: list[str]) -> list[Theme]:
    out, best = [], dict.fromkeys(names, 0.05)
    for passage, topics in zip(document.passages, draft.topics, strict=True):
        for (theme, facet), score in topics.items():
            key = annotation_id(document.id, "themes", [passage.span], theme, facet)
            evidence = (passage.span,) if passage.kind == "paragraph" else ()
            out.append(
                Theme(
                    id=key,
                    passage=passage.id,
                    theme=theme,
                    facet=facet,
                    score=score,
                    threshold=0.5,
                    assigned=score >= 0.5,
                    evidence=evidence,
                )
            )
            best[theme] = max(best[theme], score)
    for theme, score in best.items():
        key = annotation_id(document.id, "themes", [], theme)
        share = sum((theme, None) in topics for topics in draft.topics) / len(draft.topics)
        out.append(
            Theme(id=key, passage=None, theme=theme, score=score, threshold=0.6, assigned=score >= 0.6, share=round(share, 3))
        )
    return out
