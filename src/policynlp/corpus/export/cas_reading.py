"""Annotations of one annotator read from UIMA CAS XMI, as INCEpTION exports them: a file, or the zip that holds it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policynlp.corpus.export.cas import CUSTOM, METADATA, NAMED_ENTITY, NO_XML
from policynlp.document import Span
from policynlp.errors import InputError, Rejected
from policynlp.untrusted import refuse_entities, unfold

_FEATURES = {NAMED_ENTITY: ("value", "identifier"), **CUSTOM}
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CasAnnotation:
    """One annotation of the file.

    Attributes:
        type: Its name without the package: `NamedEntity`, `Quotation`, `QuotationCue`, `QuotationSource`, `Figure`, `Theme`.
        span: Code points of the text.
        features: What is set, as text.
    """

    type: str
    span: Span
    features: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasFile:
    """What a file holds.

    Attributes:
        document: Document id as an export of ours states it, else empty.
        text: Its text.
        annotations: In order of place.
    """

    document: str
    text: str
    annotations: tuple[CasAnnotation, ...]


def read_cas(path: Path) -> CasFile:
    """Read a file.

    Args:
        path: An `.xmi` with `TypeSystem.xml` beside it, or a zip of both.

    Raises:
        InputError: It cannot be read as such, or dkpro-cassis is not installed.
    """
    try:
        import cassis
    except ImportError as error:
        hint = "Install it with `pip install policynlp[cas]`."
        raise InputError("this format needs dkpro-cassis", where="cas", hint=hint) from error
    xmi, types = _bytes(path)
    try:
        known = cassis.load_typesystem(io.BytesIO(types))
        cas = cassis.load_cas_from_xmi(io.BytesIO(xmi), typesystem=known)
        text = cas.sofa_string
        found = [
            CasAnnotation(type=name.rpartition(".")[2], span=(a.begin, a.end), features=_set(a, features))
            for name, features in _FEATURES.items()
            if known.contains_type(name)
            for a in cas.select(name)
        ]
        about = [a.documentId for a in cas.select(METADATA)] if known.contains_type(METADATA) else []
    except Exception as error:
        hint = "Export it from INCEpTION as UIMA CAS XMI."
        raise InputError(
            f"cannot be read as UIMA CAS XMI ({type(error).__name__}: {error})", where=str(path), hint=hint
        ) from error
    if text is None:
        raise InputError("the file holds no text", where=str(path), hint="Export it from INCEpTION as UIMA CAS XMI.")
    return CasFile(
        document=next((str(ident) for ident in about if ident), ""),
        text=text,
        annotations=tuple(sorted(found, key=lambda a: (a.span, a.type))),
    )


def same_text(text: str, in_file: str) -> bool:
    """Whether a file holds this text; XML cannot hold control characters, in whose places it has spaces."""
    return NO_XML.sub(" ", text) == in_file


def _bytes(path: Path) -> tuple[bytes, bytes]:
    hint = "Give an .xmi with TypeSystem.xml beside it, or the zip of INCEpTION."
    try:
        if zipfile.is_zipfile(path):
            wanted = lambda name: name.endswith((".xmi", "TypeSystem.xml"))  # noqa: E731
            members = unfold(path.read_bytes(), max_bytes=_MOST_BYTES, where=str(path), wanted=wanted)
            xmi = [content for name, content in members.items() if content is not None and name.endswith(".xmi")]
            types = [content for name, content in members.items() if content is not None and name.endswith("TypeSystem.xml")]
            if len(xmi) != 1 or not types:
                raise InputError(f"the zip holds {len(xmi)} .xmi and {len(types)} TypeSystem.xml", where=str(path), hint=hint)
        else:
            xmi, types = [path.read_bytes()], [path.with_name("TypeSystem.xml").read_bytes()]
        for xml in (xmi[0], types[0]):
            refuse_entities(xml, where=str(path))  # cassis would unfold them
        return xmi[0], types[0]
    except Rejected as error:
        raise InputError(error.what, where=str(path), hint=error.hint) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error})", where=str(path), hint=hint) from error


def _set(annotation: Any, features: tuple[str, ...]) -> dict[str, str]:
    values = {name: getattr(annotation, name, None) for name in features}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}
