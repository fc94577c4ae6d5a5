"""Documents, tags and links to rows of the tables and back, without loss.

One exception: vectors are kept as float16.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from policynlp.corpus.schema import SOURCE_COLUMNS
from policynlp.document import Document, Passage, Source
from policynlp.tags import Claim, End, Entity, Link, Period, Person, Quote, Tags, TextSpan, Theme

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_SPAN_FIELDS = ("measure", "scope", "share_of")
_PERIOD_PARTS = ("text", "start_date", "end_date", "timex")
_LISTS_OF_SPANS = frozenset({"content", "cue", "source", "mentions", "evidence"})
_LISTS_OF_TEXT = frozenset({"titles", "affiliations", "flags"})
_RENAMED = {"start": "start_char", "end": "end_char"}


def document_rows(document: Document, *, fingerprint: tuple[str, bytes] | None, ordinal: int) -> Rows:
    """Rows of `documents` and `passages`, without batch and run.

    Args:
        document: The document.
        fingerprint: SHA-256 of the normalised text, and the MinHash, as bytes.
        ordinal: Place of the document in its batch.
    """
    source = document.source
    normalised, minhash = fingerprint or (None, None)
    row: Row = {
        "document": document.id,
        "ordinal": ordinal,
        "work": document.work,
        "key": None if document.key is None else str(document.key),
        "revision": document.revision,
        "supersedes": document.supersedes,
        "duplicate_of": document.duplicate_of,
        "text_sha256": document.text_sha256,
        "normalised_sha256": normalised,
        "minhash": minhash,
        **{name: getattr(source, name) for name in SOURCE_COLUMNS},
        "authors": list(source.authors),
        "metadata": json.dumps(dict(source.metadata), ensure_ascii=False),
        "before": document.before,
        "after": document.after,
        "chars": len(document.text),
        "text": document.text,
    }
    passages = [_renamed(p.as_dict()) | {"document": document.id, "ordinal": i} for i, p in enumerate(document.passages)]
    return {"documents": [row], "passages": passages}


def document_from_rows(row: Mapping[str, Any], passages: Iterable[Mapping[str, Any]]) -> Document:
    """Inverse of `document_rows`; passages may come in any order."""
    source = Source(
        **{name: row[name] for name in SOURCE_COLUMNS},
        authors=tuple(row["authors"] or ()),
        metadata=json.loads(row["metadata"] or "{}"),
    )
    layout = tuple(
        Passage(
            id=p["id"],
            start=p["start_char"],
            end=p["end_char"],
            kind=p["kind"],
            section=p["section"],
            number=p["number"],
            page=p["page"],
        )
        for p in sorted(passages, key=lambda p: p["ordinal"])
    )
    return Document(
        text=row["text"],
        source=source,
        work=row["work"],
        key=row["key"],
        passages=layout,
        revision=row["revision"],
        supersedes=row["supersedes"],
        duplicate_of=row["duplicate_of"],
        before=row["before"] or "",
        after=row["after"] or "",
    )


def tag_rows(tags: Tags) -> Rows:
    """Rows of the five layers, of `vectors` and of `tagged`, without batch and run."""
    same = {"document": tags.document, "tagset": tags.tagset}
    rows: Rows = {"tagged": [same | {"ordinal": 0}]}
    for layer in ("entities", "people", "quotes", "themes"):
        rows[layer] = [same | {"ordinal": i} | _flat(a.as_dict()) for i, a in enumerate(getattr(tags, layer))]
    rows["claims"] = [same | {"ordinal": i} | _claim_row(claim) for i, claim in enumerate(tags.claims)]
    claims = {c.id for c in tags.claims}
    rows["vectors"] = [
        same
        | {
            "ordinal": i,
            "passage": key,
            "layer": "claims" if key in claims else None,
            "vector": np.asarray(vector).astype("<f2").tobytes(),
        }
        for i, (key, vector) in enumerate(tags.vectors.items())
    ]
    return rows


def tags_from_rows(document: str, tagset: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tags:
    """Inverse of `tag_rows`; the rows of a layer may come in any order."""

    def ordered(layer: str) -> Iterator[Mapping[str, Any]]:
        return iter(sorted(rows.get(layer) or (), key=lambda row: row["ordinal"]))

    return Tags(
        document=document,
        tagset=tagset,
        entities=tuple(Entity.from_dict(_nested(row)) for row in ordered("entities")),
        people=tuple(Person.from_dict(_nested(row)) for row in ordered("people")),
        quotes=tuple(Quote.from_dict(_nested(row)) for row in ordered("quotes")),
        claims=tuple(_claim_from_row(row) for row in ordered("claims")),
        themes=tuple(Theme.from_dict(_nested(row)) for row in ordered("themes")),
        vectors={row["passage"]: np.frombuffer(row["vector"], dtype="<f2").astype(np.float32) for row in ordered("vectors")},
    )


def link_row(link: Link, *, tagset: str, ordinal: int) -> Row:
    """Row of `links`, without batch and run."""
    row = {k: v for k, v in link.as_dict().items() if k not in {"from", "to"}}
    for name, end in (("from", link.from_), ("to", link.to)):
        row |= {
            f"{name}_document": end.document,
            f"{name}_annotation": end.annotation,
            f"{name}_start_char": end.start,
            f"{name}_end_char": end.end,
        }
    return row | {"tagset": tagset, "ordinal": ordinal}


def link_from_row(row: Mapping[str, Any]) -> Link:
    """Inverse of `link_row`."""
    plain = {name: row[name] for name in ("id", "kind", "relation", "delta", "reason", "origin", "version", "score")}
    return Link(from_=_end("from", row), to=_end("to", row), **plain)


def _end(name: str, row: Mapping[str, Any]) -> End:
    return End(
        document=row[f"{name}_document"],
        annotation=row[f"{name}_annotation"],
        start=row[f"{name}_start_char"],
        end=row[f"{name}_end_char"],
    )


def _renamed(row: Row) -> Row:
    return {_RENAMED.get(name, name): value for name, value in row.items()}


def _flat(annotation: Row) -> Row:
    """An annotation as a row; lists of pairs become lists of `{start, end}`."""
    return _renamed({name: _pairs_to_structs(name, value) for name, value in annotation.items()})


def _pairs_to_structs(name: str, value: Any) -> Any:
    if name in _LISTS_OF_SPANS and isinstance(value, list):
        return [{"start": start, "end": end} for start, end in value]
    return value


def _nested(row: Mapping[str, Any]) -> Row:
    """Inverse of `_flat`."""
    out: Row = dict(row)
    for old, new in _RENAMED.items():
        if new in out:
            out[old] = out.pop(new)
    for name in _LISTS_OF_SPANS & out.keys():
        out[name] = [(span["start"], span["end"]) for span in out[name] or ()]
    for name in _LISTS_OF_TEXT & out.keys():
        out[name] = out[name] or []
    return out


def _claim_row(claim: Claim) -> Row:
    row = _flat({k: v for k, v in claim.as_dict().items() if k not in {*_SPAN_FIELDS, "period", "from"}})
    for name in _SPAN_FIELDS:
        span: TextSpan | None = getattr(claim, name)
        row[f"{name}_text"] = span.text if span else None
        row[f"{name}_start_char"] = span.start if span else None
        row[f"{name}_end_char"] = span.end if span else None
    row |= _period_row("period", claim.period)
    row["from_stated"] = claim.from_ is not None
    row["from_value"] = claim.from_.value if claim.from_ else None
    return row | _period_row("from_period", claim.from_.period if claim.from_ else None)


def _period_row(name: str, period: Period | None) -> Row:
    return {f"{name}_{part}": getattr(period, part) if period else None for part in _PERIOD_PARTS}


def _claim_from_row(row: Mapping[str, Any]) -> Claim:
    out = _nested(row)
    for name in _SPAN_FIELDS:
        if row[f"{name}_start_char"] is not None:
            out[name] = {
                "text": row[f"{name}_text"],
                "start": row[f"{name}_start_char"],
                "end": row[f"{name}_end_char"],
            }
    out["period"] = _period_dict("period", row)
    if row["from_stated"]:
        out["from"] = {"value": row["from_value"], "period": _period_dict("from_period", row)}
    return Claim.from_dict(out)


def _period_dict(name: str, row: Mapping[str, Any]) -> Row | None:
    parts = {part: row[f"{name}_{part}"] for part in _PERIOD_PARTS}
    return parts if any(value is not None for value in parts.values()) else None  # a release may lack the text alone
