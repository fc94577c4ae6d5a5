"""Croissant 1.0 (JSON-LD): the description of a dataset that Hugging Face, Kaggle and Google Dataset Search read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policynlp.corpus.export.columns import Column, ViewColumns

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of the specification, word for word."""
_TYPES = {
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "time": "sc:DateTime",
}


def croissant(
    views: Sequence[ViewColumns],
    *,
    name: str,
    description: str,
    licences: Sequence[str],
    version: str,
    published: str,
    cite_as: str,
    files: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """The descriptor of a dataset with one Parquet file a view.

    Args:
        views: What the files hold.
        name: Of the dataset.
        description: For people.
        licences: Addresses or names.
        version: Of the data, three numbers.
        published: ISO date.
        cite_as: How it wants to be cited.
        files: View name to name, bytes and sha256 of its file.
    """
    names = {view.name for view in views}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": name,
        "description": description,
        "conformsTo": CONFORMS_TO,
        "citeAs": cite_as,
        "license": list(licences),
        "version": version,
        "datePublished": published,
        "isLiveDataset": False,
        "distribution": [_file(view.name, files[view.name]) for view in views],
        "recordSet": [_record_set(view, names) for view in views],
    }


def _file(view: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{view}-file",
        "name": f"{view}-file",
        "contentUrl": entry["name"],
        "contentSize": f"{entry['bytes']} B",
        "encodingFormat": "application/x-parquet",
        "sha256": entry["sha256"],
    }


def _record_set(view: ViewColumns, names: set[str]) -> dict[str, Any]:
    record_set: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": view.name,
        "name": view.name,
        "description": f"{view.title}: a row is {view.row}.",
        "field": [_field(view, column, names) for column in view.columns],
    }
    if view.key:
        record_set["key"] = [{"@id": f"{view.name}/{column}"} for column in view.key]
    return record_set


def _field(view: ViewColumns, column: Column, names: set[str]) -> dict[str, Any]:
    allowed = f" One of: {', '.join(column.values)}." if column.values else ""
    unit = f" Unit: {column.unit}." if column.unit else ""
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{view.name}/{column.name}",
        "name": column.name,
        "description": f"{column.meaning}.{unit}{allowed}",
    }
    source = {"fileObject": {"@id": f"{view.name}-file"}, "extract": {"column": column.name}}
    if column.type == "spans":
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{field['@id']}/{end}",
                "name": end,
                "dataType": "sc:Integer",
                "source": source | {"transform": {"jsonPath": end}},
            }
            for end in ("start", "end")
        ]
    else:
        field |= {"dataType": _TYPES.get(column.type, "sc:Text"), "source": source}
    if column.type in {"strings", "spans"}:
        field["repeated"] = True
    target = _reference(view, column)
    if target and target.partition("/")[0] in names:
        field["references"] = {"field": {"@id": target}}
    return field


def _reference(view: ViewColumns, column: Column) -> str | None:
    """The field that a column points at, as a foreign key does."""
    if column.name in {"document", "from_document", "to_document"} and view.name != "documents":
        return "documents/document"
    if column.name == "passage":
        return "passages/id"
    return "quotes/id" if (view.name, column.name) == ("claims", "quote") else None
