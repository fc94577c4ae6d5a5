"""The learning curve: what each training of the theme classifier reached, by the labels that it had."""

from __future__ import annotations

from typing import Any

from policynlp.corpus.models import ModelRegistry
from policynlp.settings import Settings

LABELLED = "labelled passages"
"""Figure of a training: how many passages of annotators and of a user it had, the frozen ones among them."""


def learning_curve(settings: Settings) -> dict[str, Any]:
    """Trainings that were compared with the model in use, and whether more labels are likely to help.

    Returns:
        `points`, oldest first (`labels`, `figure`, `value`, `version`, `at`; a figure is micro-F1 on the frozen passages of this
        version, and where there are enough on those of one's own labels), and `advice` (`StopAdvice.as_dict()` with `figure`).
        Advice goes by one's own labels as soon as they make a curve.
    """
    from policynlp.train.promotion import OWN_FIGURE
    from policynlp.train.stopping import stop_advice

    events = ModelRegistry(settings.corpus.path).events()
    trained = {e.version: e for e in events if e.event == "added" and LABELLED in e.figures}
    judged: dict[tuple[str, str], dict[str, Any]] = {}
    for event in events:
        for figure in event.figures.get("figures", ()):
            if event.version in trained and figure["name"] in ("micro-F1", OWN_FIGURE):
                judged[event.version, figure["name"]] = {
                    "labels": trained[event.version].figures[LABELLED],
                    "figure": figure["name"],
                    "value": figure["new"],
                    "version": event.version,
                    "at": trained[event.version].at,
                }
    points = list(judged.values())
    advised = {
        name: stop_advice(
            [p["labels"] for p in points if p["figure"] == name], [p["value"] for p in points if p["figure"] == name]
        )
        for name in (OWN_FIGURE, "micro-F1")
    }
    name = OWN_FIGURE if advised[OWN_FIGURE].verdict != "early" else "micro-F1"
    return {"points": points, "advice": advised[name].as_dict() | {"figure": name}}
