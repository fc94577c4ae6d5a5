"""UIMA CAS XMI for INCEpTION: a file a document, and the type system.

Names use DKPro's NamedEntity, the other layers are custom ones (`webanno.custom.*`), so that a project which has them shows them.
UIMA counts UTF-16 units; dkpro-cassis converts our offsets when it writes. XML cannot hold control characters: a space takes the
place of each, so that all offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from policynlp.document import Document, Span
from policynlp.errors import InputError
from policynlp.sentences import of_passage
from policynlp.tags import Tags

SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"  # noqa: S105 - no secret
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
CUSTOM: dict[str, tuple[str, ...]] = {
    "webanno.custom.Quotation": ("kind", "act", "sourceType", "speaker", "identifier", "origin"),
    "webanno.custom.QuotationCue": ("quotation", "origin"),
    "webanno.custom.QuotationSource": ("quotation", "sourceType", "origin"),
    "webanno.custom.Figure": ("kind", "value", "unit", "measure", "period", "speaker", "identifier", "origin"),
    "webanno.custom.Theme": ("theme", "facet", "identifier", "origin"),
}
"""Custom layers with their features, all of them text."""

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_Feature = tuple[str, Span, dict[str, str | None]]


def write_cas(items: Iterable[tuple[Document, Tags]], folder: Path) -> int:
    """Write documents as XMI into a folder, with `TypeSystem.xml`.

    Args:
        items: Documents with their tags.
        folder: To fill; a file is called by the document's id.

    Returns:
        Number of documents.

    Raises:
        InputError: dkpro-cassis is not installed.
    """
    try:
        import cassis
    except ImportError as error:
        hint = "Install it with `pip install policynlp[cas]`."
        raise InputError("this format needs dkpro-cassis", where="cas", hint=hint) from error
    types = _type_system(cassis)
    types.to_xml(folder / "TypeSystem.xml")
    count = 0
    for document, tags in items:
        _cas(cassis, types, document, tags).to_xmi(folder / f"{document.id}.xmi")
        count += 1
    return count


def _type_system(cassis: Any) -> Any:
    types = cassis.TypeSystem()
    for name, features in {SENTENCE: (), TOKEN: (), NAMED_ENTITY: ("value", "identifier"), **CUSTOM}.items():
        made = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(domainType=made, name=feature, rangeType="uima.cas.String")
    about = types.create_type(name=METADATA, supertypeName="uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId", "documentUri"):
        types.create_feature(domainType=about, name=feature, rangeType="uima.cas.String")
    return types


def _cas(cassis: Any, types: Any, document: Document, tags: Tags) -> Any:
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = NO_XML.sub(" ", document.text)
    cas.sofa_mime = "text/plain"
    about = {"documentTitle": document.source.title, "documentId": document.id, "documentUri": document.source.uri}
    whole = (0, len(document.text))
    for name, (start, end), features in [(METADATA, whole, about), *_layout(document), *_annotations(document, tags)]:
        stated = {feature: NO_XML.sub(" ", value) for feature, value in features.items() if value is not None}
        cas.add(types.get_type(name)(begin=start, end=end, **stated))
    return cas


def _layout(document: Document) -> Iterator[_Feature]:
    """Sentences and tokens, which INCEpTION needs to be there."""
    for passage in document.passages:
        for start, end in of_passage(document, passage):
            yield SENTENCE, (start, end), {}
            for word in _WORD.finditer(document.text, start, end):
                yield TOKEN, word.span(), {}


def _annotations(document: Document, tags: Tags) -> Iterator[_Feature]:
    for entity in tags.entities:
        yield NAMED_ENTITY, (entity.start, entity.end), {"value": entity.label, "identifier": entity.entity}
    for quote in tags.quotes:
        same: dict[str, str | None] = {"origin": quote.origin, "sourceType": quote.source_type}
        said = same | {"kind": quote.kind, "act": quote.act, "speaker": quote.speaker, "identifier": quote.id}
        for span in quote.content:
            yield "webanno.custom.Quotation", span, said
        for span in quote.source:
            yield "webanno.custom.QuotationSource", span, same | {"quotation": quote.id}
        for span in quote.cue:
            yield "webanno.custom.QuotationCue", span, {"quotation": quote.id, "origin": quote.origin}
    for claim in tags.claims:
        about = {
            "kind": claim.kind,
            "value": None if claim.value is None else repr(claim.value),
            "unit": claim.unit,
            "measure": claim.measure.text if claim.measure else None,
            "period": claim.period.text if claim.period else None,
            "speaker": claim.speaker,
            "identifier": claim.id,
            "origin": claim.origin,
        }
        yield "webanno.custom.Figure", (claim.start, claim.end), about
    passages = {passage.id: passage.span for passage in document.passages}
    for theme in tags.themes:
        if theme.assigned and theme.passage in passages:
            features = {"theme": theme.theme, "facet": theme.facet, "identifier": theme.id, "origin": theme.origin}
            yield "webanno.custom.Theme", passages[theme.passage], features
