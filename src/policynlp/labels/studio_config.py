"""The labelling configuration of a Label Studio project for our layers: its controls, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as Xml

from policynlp.labels.exchange.regions import FIELDS, LABELS
from policynlp.labels.units import LabelLayer

TEXT = "text"
THEMES = "themes"
_HEADS = {"themes": "Themes", "quotes": "Quotations", "claims": "Figures", "entities": "Names"}
_FIELD_HEADS = {"source_type": "source", "act": "what it is", "value": "value, in digits"}
_COLOURS = ("#2a78d6", "#eda100", "#1baf7a", "#4a3aa7", "#e34948", "#e87ba4", "#008300", "#eb6834", "#666666")


def facets_control(theme: str) -> str:
    """Name of the control that holds a theme's facets."""
    return f"{THEMES}_{theme}"


def field_control(layer: LabelLayer, name: str) -> str:
    """Name of the control of a region's field, such as `quotes_kind`."""
    return f"{layer}_{name}"


def labelling_config(layers: Sequence[LabelLayer], choices: Iterable[Mapping[str, str]]) -> str:
    """The configuration, as XML.

    Args:
        layers: Which layers are asked.
        choices: Themes and facets in order: `name`, `theme`, `facet`, `definition`.

    Returns:
        Text with context around it; for themes, choices with facets that open under their theme; for other layers, labels for
        spans, with choices and text areas on the chosen span; ties from content to cue to source.
    """
    view = Xml.Element("View")
    Xml.SubElement(view, "Header", value="$title", size="4")
    _text(view, "before", shown="policynlp-context")
    _text(view, TEXT, shown="policynlp-text")
    _text(view, "after", shown="policynlp-context")
    for layer in FIELDS:
        if layer not in layers:
            continue
        Xml.SubElement(view, "Header", value=_HEADS[layer], size="5")
        if layer == "themes":
            _themes(view, list(choices))
        else:
            _spans(view, layer)
    if "quotes" in layers:
        relations = Xml.SubElement(view, "Relations")
        for role in ("cue", "source", "part"):
            Xml.SubElement(relations, "Relation", value=role)
    style = Xml.Element("Style")
    style.text = ".policynlp-context { color: #666; } .policynlp-text { font-size: 1.1em; }"
    view.insert(0, style)
    Xml.indent(view)
    return Xml.tostring(view, encoding="unicode")


def _text(view: Xml.Element, name: str, *, shown: str) -> None:
    around = Xml.SubElement(view, "View", className=shown)
    Xml.SubElement(around, "Text", name=name, value=f"${name}", granularity="symbol")


def _themes(view: Xml.Element, choices: list[Mapping[str, str]]) -> None:
    themes = Xml.SubElement(view, "Choices", name=THEMES, toName=TEXT, choice="multiple", showInline="true")
    for one in choices:
        if not one["facet"]:
            Xml.SubElement(themes, "Choice", value=one["name"], hint=one["definition"])
    for theme in dict.fromkeys(one["theme"] for one in choices if one["facet"]):
        facets = Xml.SubElement(
            view,
            "Choices",
            name=facets_control(theme),
            toName=TEXT,
            choice="multiple",
            showInline="true",
            visibleWhen="choice-selected",
            whenTagName=THEMES,
            whenChoiceValue=theme,
        )
        for one in choices:
            if one["theme"] == theme and one["facet"]:
                Xml.SubElement(facets, "Choice", value=one["facet"], hint=one["definition"])


def _spans(view: Xml.Element, layer: LabelLayer) -> None:
    labels = Xml.SubElement(view, "Labels", name=layer, toName=TEXT)
    for number, label in enumerate(LABELS[layer]):
        Xml.SubElement(labels, "Label", value=label, background=_COLOURS[number % len(_COLOURS)])
    shown = {"perRegion": "true", "visibleWhen": "region-selected", "whenTagName": layer}
    if layer == "quotes":
        shown["whenLabelValue"] = "content"
    for name, values in FIELDS[layer].items():
        around = Xml.SubElement(view, "View", {k: v for k, v in shown.items() if k != "perRegion"})
        Xml.SubElement(around, "Header", value=_FIELD_HEADS.get(name, name), size="6")
        control = field_control(layer, name)
        if values:
            about = {"name": control, "toName": TEXT, "choice": "single", "showInline": "true"} | shown
            asked = Xml.SubElement(around, "Choices", about)
            for value in values:
                Xml.SubElement(asked, "Choice", value=value)
        else:
            about = {"name": control, "toName": TEXT, "editable": "true", "maxSubmissions": "1"} | shown
            Xml.SubElement(around, "TextArea", about)
