"""Everything that gold says of a layer: figures, classes, confusion, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from policynlp.errors import InputError
from policynlp.evaluate.abstention import abstention
from policynlp.evaluate.calibration import calibration
from policynlp.evaluate.confusion import confusion
from policynlp.evaluate.layers import score

Tagged = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How tags compare with gold.

    Attributes:
        layer: `quotes`, `entities`, `claims` or `themes`.
        documents: How many texts.
        metrics: Figures over all classes, rows of `score`.
        classes: The same by class.
        confusion: Cells of `confusion`.
        calibration: Rows of `calibration`; themes alone.
        abstention: Counts of `abstention`; themes alone.
    """

    layer: str
    documents: int
    metrics: Rows
    classes: Rows
    confusion: Rows
    calibration: Rows
    abstention: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def evaluate_layer(layer: str, gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> Evaluation:
    """Compare predictions with gold.

    Args:
        layer: `quotes`, `entities`, `claims` or `themes`.
        gold: Rows of `checked_gold`.
        predicted: As `policynlp tag` writes them; joined on `id`, whatever their order, and more of them do no harm.

    Raises:
        InputError: A document has no prediction, or its text was changed.
    """
    by_id = {str(p["id"]): p for p in predicted}
    found = [_prediction(layer, document, by_id) for document in gold]
    metrics, classes = score(layer, gold, found)
    return Evaluation(
        layer=layer,
        documents=len(gold),
        metrics=metrics,
        classes=classes,
        confusion=confusion(layer, gold, found),
        calibration=calibration(gold, found) if layer == "themes" else [],
        abstention=abstention(gold, found) if layer == "themes" else {},
    )


def _prediction(layer: str, document: Tagged, by_id: Mapping[str, Tagged]) -> Tagged:
    found, where = by_id.get(str(document["id"])), str(document["id"])
    if found is None:
        raise InputError("a gold document has no prediction", where=where, hint="Tag all of them.")
    if found.get("text", document["text"]) != document["text"]:
        raise InputError("the text was changed, so offsets say nothing", where=where, hint="Tag the gold texts.")
    if not isinstance(found.get(layer), list):
        raise InputError(f"the prediction has no {layer}", where=where, hint="Predictions are what `policynlp tag` writes.")
    return found
