"""Where annotators differ, side by side; an adjudicator settles it by key or by button."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, Field

from policynlp import steps
from policynlp.labels.accounts import Account
from policynlp.labels.units import units
from policynlp.steps import settling
from policynlp.web.guard import Refused
from policynlp.web.people import Annotator, Corrector, LentTexts, OpenLabels, SoonApplied
from policynlp.web.templating import html

router = APIRouter()


class Settled(BaseModel):
    """What a key settles."""

    unit: str
    target: str
    choice: str
    key: str = Field(min_length=1, max_length=56)
    seen: int


def adjudicator(me: Annotator) -> Account:
    """The person who is signed in, if they may adjudicate.

    Raises:
        Refused: They may not.
    """
    if not me.may("adjudicator"):
        raise Refused(403, f"{me.name} may not adjudicate", where="disagreements", hint="Ask an admin for the role.")
    return me


Adjudicator = Annotated[Account, Depends(adjudicator)]


@router.get("/review/{layer}/disagreements", include_in_schema=False)
def page(request: Request, layer: str, texts: LentTexts, store: OpenLabels, me: Adjudicator) -> Response:
    """What people differ on."""
    found = settling.disputes(store, texts, steps.label_layer(layer))
    return html(request, "disagreements.html", {"layer": layer, "disputes": found, "me": me})


@router.post("/review/{layer}/disagreements", include_in_schema=False)
def without_script(
    layer: str, store: OpenLabels, me: Adjudicator, soon: SoonApplied, what: Annotated[Settled, Form()]
) -> Response:
    """The buttons of a page without JavaScript."""
    _settle(store, me, soon, layer, what)
    return RedirectResponse(f"/review/{steps.label_layer(layer)}/disagreements", status_code=303)


@router.get("/api/review/{layer}/disagreements", summary="What annotators differ on, side by side")
def listed(layer: str, texts: LentTexts, store: OpenLabels, me: Adjudicator) -> Response:  # noqa: ARG001 (who may look)
    """Disputes as JSON."""
    return JSONResponse([asdict(one) for one in settling.disputes(store, texts, steps.label_layer(layer))])


@router.post("/api/review/{layer}/disagreements", summary="Settle what annotators differ on")
def settled(layer: str, store: OpenLabels, me: Adjudicator, soon: SoonApplied, what: Annotated[Settled, Body()]) -> Response:
    """Keep what an adjudicator decides; answers with the number of the decision."""
    return JSONResponse({"seen": _settle(store, me, soon, layer, what)})


def _settle(store: Any, me: Account, soon: Corrector, layer: str, what: Settled) -> int:
    kept = settling.settle(store, me, steps.label_layer(layer), **what.model_dump())
    for unit in units(store, [what.unit]):
        soon.touch(unit.document)
    return kept[-1].seq
