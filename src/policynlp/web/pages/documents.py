"""A text as its reader would like it, with what was found in it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from policynlp.corpus.export.snippets import said_in
from policynlp.corpus.finding import find_annotation, find_document
from policynlp.corpus.reading import TaggedDocument
from policynlp.corpus.surroundings import Tie, relatives, ties
from policynlp.errors import InputError
from policynlp.render.annotated import blocks
from policynlp.render.marks import ENTITY_GROUPS
from policynlp.render.notes import Note, entity_note, passage_notes
from policynlp.render.parts import cut_parts, part_at
from policynlp.web.answers import Answer, answers
from policynlp.web.conditional import unchanged
from policynlp.web.faults import NotFound
from policynlp.web.files import json_response
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader
from policynlp.web.templating import place_url
from policynlp.web.withholding import cut_tie, why, withheld

router = APIRouter()
LAYERS = {"entities": "Names", "quotes": "Quotations", "claims": "Figures", "themes": "Themes", "ties": "Ties"}
"""Layers that a reader switches on and off, with what they are called."""

Names = dict[str, tuple[str | None, str]]
"""Entity key to identity and name across the corpus."""
At = Annotated[int | None, Query(ge=0, description="A character: the part of the text that holds it is shown")]
LayerNames = Annotated[list[str] | None, Query(description=f"Of {', '.join(LAYERS)}; default: all")]


@router.get(
    "/documents/{document}.json",
    summary="The tagged document, in the format of `policynlp tag`",
    dependencies=[Depends(unchanged)],
)
def tagged(request: Request, reader: LentReader, document: str) -> Response:
    """The tagged document."""
    found = _load(reader, document)
    return json_response(request, _as_dict(found, hidden=found.id in withheld(request, reader)))


@router.get("/annotations/{annotation}", include_in_schema=False)
def annotation(reader: LentReader, annotation: str) -> Response:
    """To the place of an annotation or passage.

    Raises:
        NotFound: There is none of this id.
    """
    try:
        document, start = find_annotation(reader.views, annotation)
    except InputError as error:
        raise NotFound(error.what, where=error.where, hint=error.hint) from error
    return RedirectResponse(place_url(document, start=start, annotation=annotation), status_code=303)


@answers(router, "/documents/{document}", template="document.html")
def document(request: Request, reader: LentReader, document: str, at: At = None, layers: LayerNames = None) -> Answer:
    """A text with its annotations, ties to other texts, provenance and revisions."""
    found = _load(reader, document)
    tagset = reader.store.active_tagset()
    tied, all_ties, around, names = reader.remembered(f"around {found.id}", lambda: _around(reader, found, tagset))
    kept_back = withheld(request, reader)
    tied, hidden = [cut_tie(t, kept_back) for t in tied], found.id in kept_back
    parts = cut_parts(found.document)
    part = part_at(parts, at or 0)
    start, end = parts[part]
    notes = passage_notes(found.document, found.tags, start=start, end=end)
    return Answer(
        title=found.title or found.source.uri,
        whole=lambda: _as_dict(found, hidden=hidden) | {"ties": [_tie(t) for t in tied], **around},
        shown={
            "doc": found.document,
            "taken_in": reader.store.catalogue.taken_in(found.id),
            "withheld": why(found.source.licence) if hidden else None,
            "said": said_in(found.document, found.tags) if hidden else [],
            "blocks": [] if hidden else blocks(found.document, found.tags, start=start, end=end),
            "notes": notes,
            "ties": tied,
            "all_ties": all_ties,
            "ties_at": _by_passage(found, tied),
            "entities": {} if hidden else {n.id: n.as_dict() for n in _entity_notes(found, names, start, end)},
            "people": _people(found, names),
            "themes": sorted(
                (t for t in found.themes if t.passage is None and t.assigned and t.facet is None), key=lambda t: -(t.share or 0)
            ),
            "around": around,
            "part": part,
            "parts": parts,
            "layers": LAYERS,
            "chosen": set(LAYERS) if layers is None else set(layers),
            "counts": {
                "entities": len(found.entities),
                "quotes": len(found.quotes),
                "claims": len(found.claims),
                "ties": all_ties,
            },
            "headings": [p for p in found.passages if p.kind == "heading"],
            "tagset": found.tags.tagset,
        },
    )


def _load(reader: Reader, name: str) -> TaggedDocument:
    try:
        return next(reader.corpus.documents([find_document(reader.store, name)]))
    except InputError as error:
        raise NotFound(error.what, where=error.where, hint=error.hint) from error


def _as_dict(found: TaggedDocument, *, hidden: bool) -> dict[str, Any]:
    """The tagged document; without its text where that is kept back."""
    shown = found.as_dict()
    if not hidden:
        return shown
    left_out = {name: None for name in ("text", "before", "after") if name in shown}
    return shown | left_out | {"withheld": why(found.source.licence)}


def _around(reader: Reader, found: TaggedDocument, tagset: str | None) -> tuple[list[Tie], int, dict[str, Any], Names]:
    """What stands around a text: ties and their number, revisions and repeats, entity keys to identity and name."""
    around = relatives(reader.store, found.id)
    if tagset is None:
        return [], 0, around, {}
    tied, all_ties = ties(reader.store, found.id, tagset=tagset)
    rows = reader.store.identity_rows(tagset=tagset, documents=[found.id])
    names = {entity: (row["identity"], row["name"] or "") for (_, entity), row in rows.items()}
    return tied, all_ties, around, names


def _entity_notes(found: TaggedDocument, names: Names, start: int, end: int) -> list[Note]:
    inside = [e for e in found.entities if e.label in ENTITY_GROUPS and e.start < end and e.end > start]
    return [entity_note(found.document, e, identity=names.get(e.entity, (None, ""))[1]) for e in inside]


def _people(found: TaggedDocument, names: Names) -> list[dict[str, Any]]:
    """Persons of the text: name, titles and affiliations as printed, where each is first named, quotations."""
    out = []
    for person in found.people:
        identity, name = names.get(person.entity, (None, person.name))
        out.append(
            {
                "name": person.name,
                "known_as": name if name != person.name else None,
                "identity": identity,
                "titles": person.titles,
                "affiliations": person.affiliations,
                "at": person.mentions[0][0] if person.mentions else None,
                "mentions": len(person.mentions),
                "quotes": sum(q.entity == person.entity for q in found.quotes),
            }
        )
    return out


def _by_passage(found: TaggedDocument, tied: list[Tie]) -> dict[str, list[Tie]]:
    out: dict[str, list[Tie]] = {}
    for passage in found.passages:
        inside = [t for t in tied if t.here.start is not None and passage.start <= t.here.start < passage.end]
        if inside:
            out[passage.id] = inside
    return out


def _tie(tie: Tie) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(tie)
