"""What stands before the data of a release: README, data dictionary, licences of the texts, and how to cite it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policynlp.corpus.export.columns import describe
from policynlp.corpus.export_csv import safe_cell
from policynlp.corpus.public_names import public_uri
from policynlp.corpus.releases.flatten import LONG_TABLES, SPANS_TABLE, VALUES_TABLE, span_columns
from policynlp.corpus.releases.manifest import DATA, REPEATS, SUMS
from policynlp.corpus.views import Views

DICTIONARY, README, LICENCES, CITATION = "dictionary.csv", "README.md", "LICENCES.md", "CITATION.cff"
DICTIONARY_HEADER = ("table", "column", "type", "unit", "meaning", "values")
_LONG_COLUMNS = {
    "layer": "Table that the row belongs to",
    "document": "Id of the text",
    "annotation": "Id of the row that it belongs to, in that table",
    "part": "Which of its columns",
    "number": "Place in the list, from 1",
    "start_char": "First character, counted from 0 in Unicode code points of the text",
    "end_char": "Character behind the last one",
    "value": "One text of the list",
}
_TEXT_MODES = {
    "full": "all of the text",
    "snippet": "the words of each annotation, no passages",
    "none": "no text, offsets only",
}


def write_front_matter(folder: Path, manifest: Mapping[str, Any], *, views: Views) -> None:
    """Write all of it.

    Args:
        folder: Of the release.
        manifest: All of it but the files.
        views: The look at the corpus that the release was made of.
    """
    with (folder / DICTIONARY).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(DICTIONARY_HEADER)
        writer.writerows([safe_cell(cell) for cell in row] for row in dictionary_rows(manifest["tables"]))
    (folder / README).write_text(readme(manifest), encoding="utf-8")
    (folder / CITATION).write_text(citation_cff(manifest), encoding="utf-8")
    works = views.query(
        "SELECT title, authors, publisher, published, coalesce(canonical_url, uri) AS at, licence FROM documents "
        "ORDER BY licence NULLS LAST, title, document"
    )
    (folder / LICENCES).write_text("".join(_licences(manifest, works.to_pylist())), encoding="utf-8")


# Data dictionary


def dictionary_rows(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """A row a column of a flat table, under `DICTIONARY_HEADER`."""
    for table, about in tables.items():
        if table in LONG_TABLES:
            yield from ((table, c["name"], c["type"], "", _LONG_COLUMNS[c["name"]], "") for c in about["columns"])
            continue
        described = {column.name: column for column in describe(table).columns}
        for column in about["columns"]:
            known = described[column["name"]]
            values = "; ".join(f"{value}: {meaning}" for value, meaning in known.values.items())
            if column["kept"] == SPANS_TABLE:
                first, last, how_many = span_columns(column["name"])
                yield table, first, "int32", "characters", f"{known.meaning}: first character of the first span", ""
                yield table, last, "int32", "characters", f"{known.meaning}: character behind the last span", ""
                yield table, how_many, "int32", "spans", f"{known.meaning}: how many spans; each is a row of `spans`", ""
            elif column["kept"] == VALUES_TABLE:
                yield table, column["name"], "string", "", f"{known.meaning}, joined by '; '; each is a row of `values`", values
            else:
                yield table, column["name"], column["type"], known.unit or "", known.meaning, values


# Licences


def _licences(manifest: Mapping[str, Any], works: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield f"# Licences of the texts in {_md(manifest['title'])}\n\n"
    own = manifest["licence"]
    yield (
        f"The annotations and their compilation: {own}.\n"
        if own
        else "The annotations and their compilation: no licence is stated.\n"
    )
    yield "The texts belong to others. Each stands here under the licence that its source states, or under none.\n\n"
    yield "| As stated | Licence | Conditions | In this release | Documents | Unique |\n|---|---|---|---|--:|--:|\n"
    for row in manifest["licences"]:
        named = f"[{row['name']}]({row['url']})" if row["name"] else "not known: treated as reserved"
        conditions = ", ".join(row["conditions"]) or ("none" if row["name"] else "")
        yield (
            f"| {_md(row['stated'] or '(none stated)')} | {named} | {conditions} | {_TEXT_MODES[row['text']]} "
            f"| {row['documents']:,} | {row['unique_documents']:,} |\n"
        )
    yield "\n## Works\n"
    licence: object = ()
    for work in works:
        if work["licence"] != licence:
            licence = work["licence"]
            yield f"\n### {_md(work['licence'] or '(none stated)')}\n"
        parts = [
            "; ".join(work["authors"] or ()),
            work["title"] or "untitled",
            work["publisher"],
            work["published"],
            public_uri(work["at"]),
        ]
        yield f"- {_md('. '.join(part for part in parts if part))}\n"


def _md(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in " ".join(text.split()))


# Citation


def citation_cff(manifest: Mapping[str, Any]) -> str:
    """`CITATION.cff` (Citation File Format 1.2.0), which GitHub, Zenodo and Zotero read."""
    keywords = ["corpus", "news", "policy", "quotations", "numeric claims"]
    counts = manifest["corpus"]
    about = manifest["description"] or (
        f"{counts['unique_documents']:,} unique documents with entities, quotations, numeric claims, policy themes and links, "
        f"tagged by policynlp {manifest['software']['policynlp']}."
    )
    lines = [
        ("cff-version", "1.2.0"),
        ("message", "If you use this data set, please cite it as below."),
        ("type", "dataset"),
        ("title", manifest["title"]),
        ("version", manifest["name"]),
        ("date-released", manifest["created_at"][:10]),
        ("abstract", about),
    ]
    out = [f"{key}: {_yaml(value)}\n" for key, value in lines]
    out += ["authors:\n", *(_cff_author(name) for name in manifest["authors"])]
    if not manifest["authors"]:  # the format wants one
        out.append(f"  - name: {_yaml('Those who made the data set')}\n")
    out += ["keywords:\n", *(f"  - {_yaml(word)}\n" for word in keywords)]
    for key, name in (("license", "licence"), ("doi", "doi"), ("url", "url")):
        if manifest[name]:
            out.append(f"{key}: {_yaml(manifest[name])}\n")
    out += [
        "references:\n",
        "  - type: software\n    title: policynlp\n",
        f"    version: {_yaml(manifest['software']['policynlp'])}\n",
        '    authors:\n      - name: "The policynlp authors"\n',
    ]
    return "".join(out)


def _cff_author(name: str) -> str:
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        return f"  - family-names: {_yaml(family)}\n    given-names: {_yaml(given)}\n"
    return f"  - name: {_yaml(name)}\n"


def _yaml(text: str) -> str:
    """A string of YAML: JSON's are, too."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


# README


def readme(manifest: Mapping[str, Any]) -> str:
    """What a reader needs to use the files without anything else at hand."""
    counts, text = manifest["corpus"], manifest["text"]
    tagset = manifest["tagset"]["id"] or "none"
    tables = "".join(
        f"| `{name}` | {about['rows']:,} | {'' if about['repeats'] is None else format(about['repeats'], ',')} | {_row_is(name)} |\n"
        for name, about in manifest["tables"].items()
    )
    dates = f"published {counts['first_published']} to {counts['last_published']}" if counts["first_published"] else "undated"
    parts = "; ".join(f"`{part}`: {_TEXT_MODES[part]}" for part in _TEXT_MODES)
    described = f"\n\n{_md(manifest['description'])}" if manifest["description"] else ""
    return f"""# {_md(manifest["title"])}

Release {manifest["name"]}, made {manifest["created_at"][:10]} by policynlp {manifest["software"]["policynlp"]}.{described}

- **{counts["unique_documents"]:,} unique documents** (latest revisions, each text once), {dates};
  {counts["documents"]:,} with texts that repeat another one, and {counts["superseded"]:,} superseded revisions besides.
- Tag set `{tagset}`: every annotation comes from these pinned models and rules; `manifest.json` names them all.
- Texts: `{text["mode"]}`. {parts}. `LICENCES.md` says what stands under which licence.

## Files
`{DATA}/` holds what counts: latest revisions, each text once. `{REPEATS}/` holds the same tables for texts that repeat another one
and for superseded revisions; leave it out of every count.

| Table | Rows | Repeats | A row is |
|---|--:|--:|---|
{tables}
`{DICTIONARY}` describes every column. `document` joins the tables. Offsets count Unicode code points from 0, the end is behind the
last character, so that in Python `text[start_char:end_char]` and in R `substr(text, start_char + 1, end_char)` are the words.

Tables are flat: a cell holds one value. Where something has several spans (a quotation that is interrupted), `content_start_char`
is where the first begins, `content_end_char` where the last ends, `content_spans` how many there are, and `spans` has a row for
each. Lists of texts (authors) are joined by `; `, and `values` has a row for each.

## Reading it
```r
library(arrow); library(dplyr)
quotes <- read_parquet("{DATA}/quotes.parquet")
quotes |> count(speaker, sort = TRUE)
```

```python
import pandas
claims = pandas.read_parquet("{DATA}/claims.parquet")
print(claims.groupby("kind").size())
```

```python
import policynlp
corpus = policynlp.open_corpus(release=".")    # the views of the corpus that this was made of
print(corpus.sql("select speaker, content_text from quotes where act = 'directive'").to_pandas())
```

## Is it whole?
`sha256sum -c {SUMS}`, or `policynlp release verify .`. `CITATION.cff` says how to cite it.
"""


def _row_is(table: str) -> str:
    if table == SPANS_TABLE:
        return "one span of a column with several"
    return "one text of a column with several" if table == VALUES_TABLE else describe(table).row
