"""An article with its annotations, readable in a terminal: marks in the text, what they mean in the notes below each passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from policynlp.document import Document, Passage, Span
from policynlp.errors import InputError
from policynlp.render.wording import claim_value, period_text, quote_line, themes_line
from policynlp.tags import Claim, Quote, Tags

STYLES = {
    "content": "underline",
    "cue": "bold yellow",
    "source": "bold cyan",
    "claim": "bold green",
    "PERSON": "cyan",
    "ORG": "magenta",
    "GPE": "blue",
    "LOC": "blue",
    "POLICY": "bold magenta",
}
"""What is marked, and how; colours repeat what the notes say in words."""

LAYERS = ("entities", "quotes", "claims", "themes")
_KIND_STYLE = {
    "title": "bold reverse",
    "heading": "bold",
    "boilerplate": "dim strike",
    "byline": "dim",
    "caption": "italic dim",
}


def chosen_layers(names: str) -> list[str]:
    """`quotes, claims` as a list.

    Raises:
        InputError: There is no such layer.
    """
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in LAYERS:
            raise InputError(f"there is no layer {name!r}", where="--layers", hint=f"Layers: {', '.join(LAYERS)}.")
    return chosen


def article(document: Document, tags: Tags, *, layers: Iterable[str] = LAYERS) -> RenderableType:
    """The whole document.

    Args:
        document: Text and layout.
        tags: What was found in it.
        layers: Which of `LAYERS` to show.

    Returns:
        Something that rich prints.
    """
    shown = set(layers)
    blocks: list[RenderableType] = [_head(document), _legend(shown)]
    for passage in document.passages:
        blocks.append(_passage(document, tags, passage, shown))
        notes = list(_notes(document, tags, passage, shown))
        if notes:
            blocks.append(Padding(Group(*notes), (0, 0, 0, 4)))
        blocks.append(Text(""))
    return Group(*blocks)


def _head(document: Document) -> Text:
    source = document.source
    parts = [source.publisher, ", ".join(source.authors), source.published, source.genre, source.uri]
    return Text(" | ".join(p for p in parts if p) + f"\nid {document.id}, revision {document.revision}", style="dim")


def _legend(shown: set[str]) -> Text:
    text = Text("Marks: ", style="dim")
    names = {"quotes": ("content", "cue", "source"), "claims": ("claim",), "entities": ("PERSON", "ORG", "GPE", "POLICY")}
    for layer, keys in names.items():
        for key in keys if layer in shown else ():
            text.append(key, STYLES[key]).append("  ")
    return text.append("\n")


def _passage(document: Document, tags: Tags, passage: Passage, shown: set[str]) -> Text:
    text = Text(document.slice(passage.span), style=_KIND_STYLE.get(passage.kind, ""))

    def mark(span: Span, style: str) -> None:
        start, end = max(span[0], passage.start), min(span[1], passage.end)
        if start < end:
            text.stylize(style, start - passage.start, end - passage.start)

    if "entities" in shown:
        for entity in tags.entities:
            if entity.label in STYLES:
                mark((entity.start, entity.end), STYLES[entity.label])
    if "quotes" in shown:
        for quote in tags.quotes:
            for role in ("content", "cue", "source"):
                for span in getattr(quote, role):
                    mark(span, STYLES[role])
    if "claims" in shown:
        for claim in tags.claims:
            mark((claim.start, claim.end), STYLES["claim"])
    return text


def _notes(document: Document, tags: Tags, passage: Passage, shown: set[str]) -> Iterator[Text]:
    if "themes" in shown:
        line = themes_line([t for t in tags.themes if t.passage == passage.id])
        if line:
            yield Text("themes  " + line, style="italic magenta")
    if "quotes" in shown:
        for quote in tags.quotes:
            if passage.start <= quote.content[0][0] < passage.end:
                yield _quote_note(document, quote)
    if "claims" in shown:
        for claim in tags.claims:
            if passage.start <= claim.start < passage.end:
                yield _claim_note(claim)


def _quote_note(document: Document, quote: Quote) -> Text:
    return Text("quote   ", style="cyan").append(quote_line(document.text, quote, width_chars=100))


def _claim_note(claim: Claim) -> Text:
    parts = [claim_value(claim)]
    if claim.measure:
        parts.append(f"of {claim.measure.text}")
    if claim.period:
        parts.append(period_text(claim.period))
    if claim.speaker:
        parts.append(f"says {claim.speaker}")
    if claim.flags:
        parts.append("! " + ", ".join(claim.flags))
    return Text("figure  ", style="green").append(f"{claim.text} = " + "; ".join(parts))
