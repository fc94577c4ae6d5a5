"""W3C Web Annotations (JSON-LD): one collection, each annotation with its position and, where the text may go out, its words.

The recommendation counts a TextPositionSelector in Unicode code points, as we do; clients in JavaScript often count UTF-16 units,
for which there is a mode. An annotation with several spans has several targets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from policynlp import __version__
from policynlp.corpus.export.licences import TextPolicy
from policynlp.corpus.export.offsets import OffsetUnit, Utf16Offsets
from policynlp.corpus.export.snippets import snippet
from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Document, Span

TERMS = "urn:policynlp:terms:"
CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"policynlp": TERMS}]
_AROUND_CHARS = 32
"""Prefix and suffix of a quotation selector: as many as the client of Hypothesis takes."""
_MOTIVATION = {
    "entities": "identifying",
    "people": "identifying",
    "quotes": "describing",
    "claims": "describing",
    "themes": "classifying",
}
_LAYERS = ("entities", "people", "quotes", "claims", "themes")
_SPANS = {"people": "mentions", "quotes": "content"}


@dataclass(frozen=True, slots=True)
class _Target:
    """What the targets of one document share."""

    document: Document
    policy: TextPolicy
    words: int
    units: Utf16Offsets | None

    def of(self, span: Span, *, passage: bool) -> dict[str, Any]:
        """A target; whole passages are no words of an annotation's own."""
        start, end = self.units.span(span) if self.units else span
        selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
        exact = self.document.slice(span)
        short = self.policy == "snippet" and not passage and snippet(exact, words=self.words) == exact
        if self.policy == "full" or short:
            around = self._around(span) if self.policy == "full" else {}
            selectors.append({"type": "TextQuoteSelector", "exact": exact} | around)
        return {"source": source_of(self.document), "selector": selectors}

    def _around(self, span: Span) -> dict[str, str]:
        text = self.document.text
        return {"prefix": text[max(0, span[0] - _AROUND_CHARS) : span[0]], "suffix": text[span[1] : span[1] + _AROUND_CHARS]}


def source_of(document: Document) -> str:
    """The IRI of a document: its address where it is one, else a URN of its id."""
    address = document.source.canonical_url or document.source.uri
    return address if address.startswith(("http://", "https://")) else f"urn:policynlp:document:{document.id}"


def annotations_of(
    found: TaggedDocument, policy: TextPolicy, *, words: int, unit: OffsetUnit = "codepoint"
) -> Iterator[dict[str, Any]]:
    """The annotations of one document.

    Args:
        found: Document and tags.
        policy: How much of its text goes out: for a `snippet` the annotation's own words, for `full` those around it, too.
        words: Words of a snippet.
        unit: What offsets count.
    """
    target = _Target(found.document, policy, words, Utf16Offsets(found.text) if unit == "utf16" else None)
    passages = {passage.id: passage.span for passage in found.passages}
    for layer in _LAYERS:
        for annotation in getattr(found.tags, layer):
            row = annotation.as_dict()
            if layer == "themes" and not row["assigned"]:
                continue
            spans = _spans(layer, row, passages)
            targets: list[Any] = [target.of(span, passage=layer == "themes") for span in spans] or [source_of(found.document)]
            yield {
                "id": f"urn:policynlp:{layer}:{row['id']}",
                "type": "Annotation",
                "motivation": _MOTIVATION[layer],
                **_maker(row),
                "body": _bodies(layer, row, target),
                "target": targets if len(targets) > 1 else targets[0],
            }


def _spans(layer: str, row: Mapping[str, Any], passages: Mapping[str, Span]) -> list[Span]:
    if layer == "themes":
        return [passages[row["passage"]]] if row["passage"] in passages else []
    if layer in _SPANS:
        return [(start, end) for start, end in row[_SPANS[layer]]]
    return [(row["start"], row["end"])]


def _maker(row: Mapping[str, Any]) -> dict[str, Any]:
    """Labels by people have a creator, suggestions a generator."""
    if row["origin"] == "human":
        return {"creator": {"type": "Person"}}
    return {"generator": {"type": "Software", "name": f"policynlp {__version__}, {row['origin']} {row['version']}"}}


def _bodies(layer: str, row: Mapping[str, Any], target: _Target) -> list[dict[str, Any]]:
    label = {"entities": "label", "quotes": "kind", "claims": "kind", "themes": "theme"}.get(layer)
    tag = f"{layer}:{row[label]}" if label else layer
    purpose = "classifying" if layer == "themes" else "tagging"
    left_out = {"id", "start", "end", "text", "mentions", "content"}
    values = {f"policynlp:{name}": _value(value, target) for name, value in row.items() if name not in left_out}
    details = {name: value for name, value in values.items() if value not in (None, [], "")}
    return [
        {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": tag},
        {"type": f"policynlp:{layer}", "purpose": "describing"} | details,
    ]


def _value(value: Any, target: _Target) -> Any:
    """Nested values with prefixed names; spans as `first-last`, text cut as the licence says."""
    if isinstance(value, Mapping):
        kept = {k: v for k, v in value.items() if v is not None and (k != "text" or target.policy != "none")}
        if target.policy == "snippet" and "text" in kept:
            kept["text"] = snippet(kept["text"], words=target.words)
        return {f"policynlp:{k}": _value(v, target) for k, v in _in_units(kept, target).items()}
    if isinstance(value, list) and value and isinstance(value[0], list):
        spans = [target.units.span((s, e)) if target.units else (s, e) for s, e in value]
        return [f"{start}-{end}" for start, end in spans]
    return value


def _in_units(span: dict[str, Any], target: _Target) -> dict[str, Any]:
    if target.units and "start" in span and "end" in span:
        start, end = target.units.span((span["start"], span["end"]))
        return span | {"start": start, "end": end}
    return span


def write_collection(
    out: BinaryIO, documents: Iterable[tuple[TaggedDocument, Iterable[dict[str, Any]]]], *, label: str, unit: OffsetUnit
) -> tuple[int, int]:
    """Write an annotation collection with one page, an annotation a line, as it comes.

    Args:
        out: A binary file.
        documents: Documents with their annotations.
        label: Of the collection.
        unit: What offsets count.

    Returns:
        Number of documents and of annotations.
    """
    head = {
        "@context": CONTEXT,
        "id": "urn:policynlp:collection",
        "type": "AnnotationCollection",
        "label": label,
        "policynlp:offsets": unit,
    }
    out.write(
        _dump(head)[:-1] + b',\n"first": {"id": "urn:policynlp:collection:1", "type": "AnnotationPage", "startIndex": 0,\n'
    )
    texts: list[dict[str, Any]] = []
    count = 0
    out.write(b'"items": [')
    for found, made in documents:
        texts.append(_text(found.document))
        for annotation in made:
            out.write((b",\n" if count else b"\n") + _dump(annotation))
            count += 1
    out.write(b"\n]},\n" + f'"total": {count},\n"policynlp:texts": [\n'.encode())
    out.write(b",\n".join(_dump(text) for text in texts) + b"\n]}\n")
    return len(texts), count


def _text(document: Document) -> dict[str, Any]:
    """What a text is known by: IRI, id, length, hash, licence."""
    source = document.source
    values = {
        "id": source_of(document),
        "type": "Text",
        "format": "text/plain",
        "language": source.language,
        "policynlp:document": document.id,
        "policynlp:title": source.title,
        "policynlp:licence": source.licence,
        "policynlp:text_sha256": document.text_sha256,
        "policynlp:text_chars": len(document.text),
    }
    return {name: value for name, value in values.items() if value is not None}


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()
