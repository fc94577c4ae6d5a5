"""Regions, ties and themes as Label Studio's results, and back: no network here.

Label Studio's browser counts UTF-16 units, but its JSON counts code points, as we do: a region drawn in 1.23.2 behind two emoji starts
where Python counts it (`tests/labelstudio/test_label_studio_browser.py` draws one). Other versions may not: a region whose words stand at
its place only if offsets are read as UTF-16 units is read so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from policynlp.labels.exchange.regions import FIELDS, LABELS, Region, Tie
from policynlp.labels.studio_config import TEXT, THEMES, facets_control, field_control
from policynlp.labels.units import LabelLayer

_CONTROLS = {field_control(layer, name): name for layer in FIELDS for name in FIELDS[layer]}
"""Controls to the fields that they fill."""


class Offsets(Protocol):
    """Offsets of one text in UTF-16 units, in code points."""

    def to_points(self, offset: int) -> int:
        """Units to code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What is marked in a text.

    Attributes:
        regions, ties: Spans and what ties them, in code points of the text.
        themes: Names of themes and facets with their probabilities (None: by a person).
        problems: What could not be read, in words for the annotator.
    """

    regions: Sequence[Region] = ()
    ties: Sequence[Tie] = ()
    themes: Mapping[str, float | None] = field(default_factory=dict)
    problems: Sequence[str] = ()


def results_of(marked: Marked, text: str) -> list[dict[str, Any]]:
    """Regions, ties and themes as the `result` of an annotation or prediction.

    Args:
        marked: What to show.
        text: The text.
    """
    made: list[dict[str, Any]] = []
    for region in marked.regions:
        place = {
            "start": region.start,
            "end": region.end,
            "text": text[region.start : region.end],
        }
        common: dict[str, Any] = {"id": region.id, "to_name": TEXT}
        if region.score is not None:
            common["score"] = region.score
        made.append(common | {"from_name": region.layer, "type": "labels", "value": place | {"labels": [region.label]}})
        for name, value in region.fields.items():
            control = {"from_name": field_control(region.layer, name)}
            if FIELDS[region.layer][name]:
                made.append(common | control | {"type": "choices", "value": place | {"choices": [value]}})
            else:
                made.append(common | control | {"type": "textarea", "value": place | {"text": [value]}})
    made += [
        {"type": "relation", "from_id": tie.head, "to_id": tie.child, "direction": "right", "labels": _tie_labels(tie, marked)}
        for tie in marked.ties
    ]
    return made + _theme_results(marked.themes)


def read_results(results: Iterable[Mapping[str, Any]], text: str, *, utf16: Offsets) -> Marked:
    """The `result` of an annotation as regions, ties and themes; inverse of `results_of`.

    Args:
        results: As Label Studio gives them.
        text: The text of the task.
        utf16: Its offsets in UTF-16 units.

    Returns:
        With problems where a control is unknown or the words of a region are not those of the text.
    """
    reading = _Reading(text, utf16)
    for result in results if isinstance(results, Iterable) else [results]:
        try:
            reading.take(result)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
            reading.problems.append(f"a result is none of Label Studio's ({error!r})")
    regions, fields = reading.regions, reading.fields
    problems = reading.problems + [
        f"{', '.join(given.values())!r} stands on no region" for ident, given in fields.items() if ident not in regions
    ]
    found = [Region(id=ident, fields=fields.get(ident, {}), **region) for ident, region in regions.items()]
    return Marked(regions=found, ties=reading.ties, themes=reading.themes, problems=problems)


@dataclass
class _Reading:
    """What was read of an annotation so far."""

    text: str
    utf16: Offsets
    regions: dict[str, dict[str, Any]] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    themes: dict[str, float | None] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def take(self, result: Mapping[str, Any]) -> None:
        """One result: a region, a field of one, a tie or themes."""
        control, kind, value = str(result.get("from_name")), result.get("type"), result.get("value") or {}
        ident = str(result.get("id", ""))
        if kind == "relation":
            self.ties.append(Tie(head=str(result.get("from_id")), child=str(result.get("to_id"))))
        elif control in LABELS and kind == "labels":
            region, problem = _region(control, value, self.text, self.utf16)
            if problem:
                self.problems.append(problem)
            else:
                self.regions[ident] = region
        elif control in _CONTROLS:
            given = value.get("choices") or value.get("text") or []
            if isinstance(given, str):
                given = [given]
            if given:
                self.fields.setdefault(ident, {})[_CONTROLS[control]] = "\n".join(map(str, given))
        elif control == THEMES or control.startswith(f"{THEMES}_"):
            theme = control[len(THEMES) + 1 :]
            for choice in value.get("choices") or []:
                self.themes[f"{theme}.{choice}" if theme else str(choice)] = None
        else:
            self.problems.append(f"nothing is known of the control {control!r} ({kind})")


def _region(layer: str, value: Mapping[str, Any], text: str, utf16: Offsets) -> tuple[dict[str, Any], str]:
    labels = value.get("labels") or []
    if len(labels) != 1:
        return {}, f"a span has {len(labels)} labels in {layer}, and should have one"
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    if isinstance(words, str) and not _stand(words, text[start:end]):
        in_units = utf16.to_points(start), utf16.to_points(end)
        if not _stand(words, text[slice(*in_units)]):
            return {}, f"{words[:60]!r} does not stand at its place in the text, where there is {text[start:end][:60]!r}"
        start, end = in_units
    return {"layer": layer, "label": str(labels[0]), "start": start, "end": end}, ""


def _stand(words: str, text: str) -> bool:
    """Whether these are the words, white space left out: a browser writes line breaks in ways of its own."""
    return "".join(words.replace("\\n", "\n").split()) == "".join(text.split())


def _tie_labels(tie: Tie, marked: Marked) -> list[str]:
    labels = {region.id: region.label for region in marked.regions}
    child = labels.get(tie.child)
    return ["part"] if child == labels.get(tie.head) else [str(child)]


def _theme_results(themes: Mapping[str, float | None]) -> list[dict[str, Any]]:
    by_control: dict[str, dict[str, float | None]] = {}
    for name, score in themes.items():
        theme, _, facet = name.partition(".")
        control = facets_control(theme) if facet else THEMES
        by_control.setdefault(control, {})[facet or theme] = score
    made = []
    for control, chosen in by_control.items():
        scores = [score for score in chosen.values() if score is not None]
        made.append(
            {"id": control, "from_name": control, "to_name": TEXT, "type": "choices", "value": {"choices": list(chosen)}}
            | ({"score": min(scores)} if scores else {})
        )
    return made


def asked_layers(units: Mapping[str, str]) -> list[LabelLayer]:
    """Layers of a task, in their order; `units` is layer to unit id."""
    return [layer for layer in FIELDS if layer in units]
