"""What is gained by declining: how many texts are unsure, and how many of the wrong ones are among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.evaluate.layers import themes_of

Tagged = Mapping[str, Any]


def abstention(gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> dict[str, int]:
    """Texts that the classifier of themes declines, and where its forced choices are wrong.

    A text is wrong if no theme that it was given is right, or none was given where there is one.

    Args:
        gold: Documents with gold themes.
        predicted: What was found, in the same order.

    Returns:
        `texts`, `unsure`, `wrong`, and `wrong_and_unsure`; empty where predictions carry no decisions.
    """
    decisions = [_decision(document) for document in predicted]
    if None in decisions:
        return {}
    wrong = [_wrong(g, p) for g, p in zip(gold, predicted, strict=True)]
    unsure = [decision == "unsure" for decision in decisions]
    both = sum(a and b for a, b in zip(wrong, unsure, strict=True))
    return {"texts": len(wrong), "unsure": sum(unsure), "wrong": sum(wrong), "wrong_and_unsure": both}


def _decision(document: Tagged) -> str | None:
    rows = [r for r in document["themes"] if not isinstance(r, str) and r["passage"] is None and r.get("facet") is None]
    said = {r.get("decision") for r in rows}
    if not rows or None in said:
        return None
    return next((d for d in ("assigned", "unsure") if d in said), "none")


def _wrong(gold: Tagged, predicted: Tagged) -> bool:
    wanted, found = (themes_of(d, facets=False) for d in (gold, predicted))
    return not wanted & found if wanted or found else False
