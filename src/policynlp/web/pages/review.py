"""The queue of an annotator: one unit at a time, by keyboard; every key is kept before the next unit is shown."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Depends, Form, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field

from policynlp import steps
from policynlp.errors import InputError
from policynlp.labels.guidelines import guideline
from policynlp.labels.queue import REASONS, find_task
from policynlp.labels.units import units
from policynlp.steps import people, review_forms, reviewing
from policynlp.steps.annotating import ENTITY_LABELS, checked_annotation
from policynlp.steps.claim_fields import read_claim_fields
from policynlp.steps.taking_back import take_back
from policynlp.web.pages import Nav
from policynlp.web.people import Annotator, LentTexts, OpenLabels, SoonApplied, annotator
from policynlp.web.templating import html

router = APIRouter()
NAV = Nav("Review", "/review", "r")


class Made(BaseModel):
    """One decision of a key."""

    action: str
    target: str = ""
    value: Any = None


class Pressed(BaseModel):
    """What a key decides, as the page sends it."""

    task: str
    key: str = Field(min_length=1, max_length=56)
    made: list[Made] = []
    complete: bool = False
    seen: int | None = None
    seconds: float | None = Field(None, ge=0, le=86_400)
    note: str = ""
    besides: list[str] = []


class Typed(BaseModel):
    """What a person is typing into the fields of a figure."""

    task: str
    value: dict[str, Any]
    typed: dict[str, str]


@router.get("/review", include_in_schema=False)
def start(request: Request, store: OpenLabels, me: Annotator) -> Response:
    """Layers, and how far the queue of each is."""
    layers = [
        {"name": name, "progress": people.progress(store, me, layer=steps.label_layer(name))} for name in steps.LABEL_LAYERS
    ]
    lead = me.may("adjudicator")
    context = {
        "layers": layers,
        "me": me,
        "tests": people.tests_of(store, me),
        "people": people.people_state(store) if lead else [],
        "flags": people.flags(store) if lead else [],
    }
    return html(request, "review_start.html", context)


@router.get("/review/{layer}", include_in_schema=False)
def page(
    request: Request,
    layer: str,
    texts: LentTexts,
    store: OpenLabels,
    me: Annotator,
    task: Annotated[str | None, Query()] = None,
) -> Response:
    """The next unit, or the one of a task."""
    label_layer = steps.label_layer(layer)
    chosen = find_task(store, task) if task else None
    found = reviewing.review(store, texts, me, chosen) if chosen else reviewing.next_review(store, texts, me, layer=label_layer)
    if found and found.unit.layer != layer:
        return RedirectResponse(f"/review/{found.unit.layer}?{urlencode({'task': found.task.id})}", status_code=303)
    context = {
        "layer": layer,
        "review": found.as_dict() if found else None,
        "choices": reviewing.theme_choices(request.app.state.settings) if layer == "themes" else list(ENTITY_LABELS),
        "reasons": REASONS,
        "me": me,
        "qualifying": None if found else people.progress(store, me, layer=label_layer)["qualifying"],
    }
    return html(request, "review.html" if layer == "themes" else "review_spans.html", context)


@router.post("/review/whole", include_in_schema=False)
def whole(
    texts: LentTexts,
    store: OpenLabels,
    me: Annotator,
    document: Annotated[str, Form()],
    layer: Annotated[str, Form()],
) -> Response:
    """Review a whole text: from its page."""
    tagged = texts(document)
    if tagged is None:
        raise InputError("there is no such text", where=f"document {document}", hint="It may have left the corpus.")
    task = reviewing.whole_text(store, me, tagged, layer=steps.label_layer(layer))
    return RedirectResponse(f"/review/{layer}?{urlencode({'task': task.id})}", status_code=303)


@router.post("/review/{layer}", include_in_schema=False)
def without_script(
    layer: str,
    texts: LentTexts,
    store: OpenLabels,
    me: Annotator,
    soon: SoonApplied,
    task: Annotated[str, Form()],
    key: Annotated[str, Form()],
    go: Annotated[str, Form()],
    seen: Annotated[int, Form()] = 0,
    label: Annotated[list[str] | None, Form()] = None,
    accept: Annotated[list[str] | None, Form()] = None,
    reject: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """The form of a page without JavaScript: marked labels, or items taken and rejected; then take, skip or undo."""
    if go == "undo":
        take_back(store, me, layer=steps.label_layer(layer), applied=soon.touch)
    else:
        chosen = find_task(store, task)
        shown = reviewing.review(store, texts, me, chosen)
        if go == "skip":
            made = [{"action": "skip"}]
        elif shown.unit.layer == "themes":
            made = review_forms.marks(shown, set(label or ()))
        else:
            made = review_forms.ticks(shown, accepted=set(accept or ()), rejected=set(reject or ()))
        reviewing.press(
            store,
            me,
            chosen,
            key=key,
            made=made,
            suggestions=shown.suggestions,
            complete=go == "take",
            seen=seen,
            seconds=None,
            tagged=texts(shown.unit.document),
        )
        soon.touch(shown.unit.document)
    return RedirectResponse(f"/review/{steps.label_layer(layer)}", status_code=303)


@router.get("/api/review/{layer}", summary="The next unit of the queue")
def upcoming(
    layer: str,
    texts: LentTexts,
    store: OpenLabels,
    me: Annotator,
    besides: Annotated[list[str] | None, Query(description="Tasks that are on the screen")] = None,
) -> Response:
    """The next unit as JSON, or null."""
    found = reviewing.next_review(store, texts, me, layer=steps.label_layer(layer), besides=besides or ())
    return JSONResponse(found.as_dict() if found else None)


@router.post("/api/review/{layer}", summary="Keep what a key decides, and give a further unit")
def pressed(
    layer: str, texts: LentTexts, store: OpenLabels, me: Annotator, soon: SoonApplied, what: Annotated[Pressed, Body()]
) -> Response:
    """Keep a decision; answers with the number of the last decision, how far the queue is, and the unit to fetch ahead."""
    chosen = find_task(store, what.task)
    shown = reviewing.review(store, texts, me, chosen)
    kept = reviewing.press(
        store,
        me,
        chosen,
        key=what.key,
        made=[one.model_dump() for one in what.made],
        suggestions=shown.suggestions,
        complete=what.complete,
        seen=what.seen,
        seconds=what.seconds,
        note=what.note,
        tagged=texts(shown.unit.document),
    )
    soon.touch(shown.unit.document)
    ahead = reviewing.next_review(store, texts, me, layer=steps.label_layer(layer), besides=what.besides)
    added = {one.target: done for one, done in zip(what.made, kept, strict=False) if one.action in {"add", "edit"}}
    return JSONResponse(
        {
            "seen": kept[-1].seq,
            "ahead": ahead.as_dict() if ahead else None,
            "progress": ahead.progress if ahead else people.progress(store, me, layer=shown.unit.layer),
            "kept": {asked: {"target": done.target, "value": done.value} for asked, done in added.items()},
        }
    )


@router.get("/api/review/tasks/{task}", summary="A unit of the queue as it stands for you")
def one_task(task: str, texts: LentTexts, store: OpenLabels, me: Annotator) -> Response:
    """A unit as JSON: what a page shows after somebody else was faster."""
    return JSONResponse(reviewing.review(store, texts, me, find_task(store, task)).as_dict())


@router.post(
    "/api/review/claims/reading",
    summary="Read what is typed into the fields of a figure",
    dependencies=[Depends(annotator)],
)
def reading(texts: LentTexts, store: OpenLabels, what: Annotated[Typed, Body()]) -> Response:
    """The figure with what was typed, as the tagger reads it; what could not be read is told by field."""
    (unit,) = units(store, [find_task(store, what.task).unit])
    tagged = texts(unit.document)
    if tagged is None:
        raise InputError("the text left the corpus", where=unit.document, hint="Ingest it again, or skip this passage.")
    return JSONResponse(read_claim_fields(tagged, checked_annotation(unit, tagged, what.value), what.typed))


@router.post("/api/review/{layer}/undo", summary="Take the last key on a layer back")
def undo(layer: str, texts: LentTexts, store: OpenLabels, me: Annotator, soon: SoonApplied) -> Response:
    """Take the person's last key on a layer back; answers with its unit, `undone` what it had decided on, or null."""
    back = take_back(store, me, layer=steps.label_layer(layer), applied=soon.touch)
    if back.task is None:
        return JSONResponse(None)
    return JSONResponse(reviewing.review(store, texts, me, back.task).as_dict() | {"undone": list(back.targets)})


@router.get("/guidelines/{layer}", include_in_schema=False)
def guidelines(request: Request, layer: str) -> Response:
    """The guideline of a layer."""
    return html(request, "guideline.html", {"layer": layer, "text": guideline(steps.label_layer(layer))})
