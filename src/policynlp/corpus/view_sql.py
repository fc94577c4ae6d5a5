"""The SQL of the views: what a reader sees of each table, with the columns that people ask for.

Every view has a twin with `_all` behind its name, which keeps texts that repeat another one and superseded revisions.
`_documents`, `_quotes` and so on are the tables; `_committed` and `_tagged` name the batch that counts for a document.
DuckDB's `substring` counts code points, as our offsets do.
"""

from __future__ import annotations

from collections.abc import Mapping

from policynlp.corpus.schema import SCHEMAS, SOURCE_COLUMNS

VIEWS = (
    "documents",
    "passages",
    "entities",
    "people",
    "quotes",
    "claims",
    "themes",
    "links",
    "rejects",
    "runs",
    "sources",
    "identities",
    "tagsets",
)
"""Names of the views, in the order in which they are shown."""
MACROS = (
    r"""CREATE MACRO folded(words) AS
        ' ' || trim(regexp_replace(strip_accents(lower(words)), '[^\pL\pN]+', ' ', 'g')) || ' '""",
)
"""Functions for queries: `folded` gives words in lower case, without accents and punctuation, a space before each, so that
`contains(folded(measure_text), ' grain')` finds "Grain output" and "grains", and not "migraine"."""
_OF_DOCUMENT = "d.title AS document_title, d.publisher, d.genre, d.published, d.published_date, d.uri"
_LEFT_OUT = {"tagset", "batch_id", "run_id", "document", "ordinal", "id"}
_LAST = ("origin", "version", "score")


_PIECE_CHARS, _LONG_CHARS = 8_192, 65_536
"""DuckDB finds a character by counting from the first one: a text with tens of thousands of annotations would be counted through for
each of them. Of longer texts a slice is taken from pieces, which are cut once, and each of which holds the next one, too."""
_TEXTS = f"""(SELECT *, CASE WHEN chars > {_LONG_CHARS} THEN
    [substring(text, i + 1, {2 * _PIECE_CHARS}) FOR i IN range(0, chars, {_PIECE_CHARS})] END AS pieces FROM documents_all)"""


def _slice(start: str, end: str, of: str = "d") -> str:
    """Characters of a text; `of` is a row of `_TEXTS`."""
    return f"""CASE WHEN {of}.pieces IS NULL OR {end} - {start} > {_PIECE_CHARS} THEN substring({of}.text, {start} + 1, {end} - {start})
        ELSE substring({of}.pieces[{start} // {_PIECE_CHARS} + 1], {start} % {_PIECE_CHARS} + 1, {end} - {start}) END"""


def _joined(spans: str) -> str:
    """Texts of several spans; an ellipsis stands for what is between them."""
    one = _slice("s.start", 's."end"')
    return f"nullif(array_to_string([{one} FOR s IN {spans}], ' … '), '')"


_DOCUMENTS = f"""
SELECT d.document, d.title, d.published,
    try_cast(substr(d.published || '-01-01', 1, 10) AS DATE) AS published_date,
    d.publisher, d.genre, d.uri, d.chars, d.work, d.key, d.revision, c.latest, d.duplicate_of, d.supersedes,
    d.authors, {", ".join(f"d.{c}" for c in SOURCE_COLUMNS if c not in {"title", "published", "publisher", "genre", "uri"})},
    d.metadata, d.before, d.after, d.text_sha256, d.normalised_sha256, d.run_id, d.batch_id, d.text
FROM _documents d JOIN _committed c ON d.document = c.document AND d.batch_id = c.batch_id
"""

_PASSAGES = f"""
SELECT p.id, p.document, p.start_char, p.end_char, p.kind, p.section, p.number, p.page,
    {_slice("p.start_char", "p.end_char")} AS text, {_OF_DOCUMENT}, p.run_id, p.ordinal
FROM _passages p JOIN _committed c ON p.document = c.document AND p.batch_id = c.batch_id
JOIN {_TEXTS} d ON d.document = p.document
"""


def _layer(name: str, extra: str = "", joins: str = "", renamed: dict[str, str] | None = None) -> str:
    """A layer of the active tag set: its columns, then `extra`, those of the document, and who made it."""
    names = {n: (renamed or {}).get(n, n) for n in SCHEMAS[name].names if n not in _LEFT_OUT and n not in _LAST}
    columns = ", ".join(f'a.{old} AS "{new}"' if old != new else f"a.{old}" for old, new in names.items())
    return f"""
SELECT a.id, a.document, {columns}, {extra} {_OF_DOCUMENT}, a.origin, a.version, a.score, a.tagset, a.run_id, a.ordinal
FROM _{name} a JOIN _tagged t ON a.document = t.document AND a.batch_id = t.batch_id
JOIN {_TEXTS} d ON d.document = a.document {joins}
"""


_WHO = "LEFT JOIN identities_all i ON i.document = a.document AND i.entity = a.entity"

_WHO_SAYS = """LEFT JOIN _quotes q ON q.document = a.document AND q.id = a.quote AND q.batch_id = a.batch_id
LEFT JOIN (
    SELECT document, batch_id, name, max(entity) AS entity FROM _entities WHERE label IN ('PERSON', 'ORG') GROUP BY ALL
) w ON w.document = a.document AND w.batch_id = a.batch_id AND w.name = a.speaker AND q.speaker IS NULL
LEFT JOIN identities_all i ON i.document = a.document AND i.entity = coalesce(q.entity, w.entity)"""
"""Who gives a figure: whoever the quotation is of that holds it. Outside of quotations, as in the text of a speech, a figure has the
full name of a person or an organisation that the text names; of a person rather, where both have it."""

_LINKS = f"""
SELECT a.id, a.kind, a.relation, a.delta, a.reason,
    a.from_document, f.title AS from_title, a.from_annotation, a.from_start_char, a.from_end_char,
    {_slice("a.from_start_char", "a.from_end_char", "f")} AS from_text,
    a.to_document, g.title AS to_title, a.to_annotation, a.to_start_char, a.to_end_char,
    {_slice("a.to_start_char", "a.to_end_char", "g")} AS to_text,
    a.origin, a.version, a.score, a.tagset, a.run_id
FROM _links a JOIN _batches b ON a.batch_id = b.batch_id
JOIN {_TEXTS} f ON f.document = a.from_document JOIN {_TEXTS} g ON g.document = a.to_document
QUALIFY row_number() OVER (PARTITION BY a.id ORDER BY b.rank, a.ordinal) = 1
"""

_IDENTITIES = """
SELECT * FROM (
    SELECT a.document, a.entity, a.identity, a.name, a.label, a.tagset, a.run_id
    FROM _identities a JOIN _batches b ON a.batch_id = b.batch_id
    QUALIFY row_number() OVER (PARTITION BY a.document, a.entity ORDER BY b.rank DESC, a.ordinal) = 1
) WHERE identity IS NOT NULL  -- null: hidden by a decision
"""

_REJECTS = """
SELECT a.uri, a.stage, a.reason, a.what, a.hint, a.bytes_sha256, a.detail, a.source, b.committed_at, a.run_id
FROM _rejects a JOIN _batches b ON a.batch_id = b.batch_id
"""

_RUNS = """
SELECT run_id, any_value(kind) AS kind, arg_max(status, "at") AS status, min("at") AS started_at,
    max("at") FILTER (event = 'finish') AS finished_at, any_value(seconds) AS seconds,
    any_value(stages) AS stages, any_value(counts) AS counts,
    any_value(tagset) AS tagset, any_value(backend) AS backend, any_value(settings) AS settings
FROM _runs GROUP BY run_id
"""

_DOCUMENT_COUNTS = """
SELECT * FROM _document_counts WHERE document IN (SELECT document FROM _counted)
QUALIFY row_number() OVER (PARTITION BY document ORDER BY run_id DESC) = 1
"""
"""Numbers of each text, as the machine found them when it came: what drift is measured by."""

SOURCE_LOOKS = """
SELECT *, reason IS NOT NULL AND new + changed + unchanged = 0 AND len(rejects) <= 1 AS failed
FROM (
    SELECT source, run_id, max(type) AS type, min(looked_at) AS looked_at, bool_or(looked) AS complete, max(items) AS items,
        sum(coalesce(len(documents), 0) - revisions)::INTEGER AS new, sum(revisions)::INTEGER AS changed,
        sum(unchanged)::INTEGER AS unchanged, flatten(list(rejects)) AS rejects, flatten(list(documents)) AS documents,
        flatten(list(chars)) AS chars, flatten(list(languages)) AS languages,
        max(status) AS status, max(moved_to) AS moved_to, max(reason) AS reason, max(error) AS error
    FROM (SELECT * FROM _sources QUALIFY row_number() OVER (PARTITION BY run_id, part, source ORDER BY len(documents) DESC) = 1)
    GROUP BY source, run_id
)
"""
"""What came of each source in each run, the parts of a run put together; `chars` and `languages` are those of `documents`. A look
failed where an error came in place of items; one that ends before the last item (a feed that is too long) has an error, too."""

_SOURCES = """
SELECT source, type, run_id, looked_at, complete, items, new, changed, unchanged, len(rejects)::INTEGER AS rejected, rejects,
    list_aggregate(chars, 'median')::INTEGER AS median_chars, list_sort(list_distinct(languages)) AS languages,
    status, moved_to, failed, reason, error,
    max(looked_at) FILTER (complete AND NOT failed) OVER looks AS succeeded_at,
    max(looked_at) FILTER (new + changed > 0) OVER looks AS new_at,
    looked_at = max(looked_at) OVER (PARTITION BY source) AS latest
FROM source_looks WINDOW looks AS (PARTITION BY source ORDER BY looked_at)
"""

_TAGSETS = """
SELECT tagset, any_value(manifest) AS manifest, min(created_at) AS created_at,
    tagset IS NOT DISTINCT FROM (SELECT tagset FROM _active) AS active
FROM _tagsets GROUP BY tagset
"""

PLACED = ("quotes", "claims", "entities")
"""Layers that have a view `<layer>_placed`: the layer with the id of the passage that each row begins in, or null. Passages do
not overlap, so there is one at the most."""


WORDS: Mapping[str, Mapping[str, str]] = {
    "passages": {"words": "a.text"},
    "quotes": {"words": "a.content_text"},
    "claims": {
        "words": "concat_ws(' ', a.measure_text, a.scope_text, a.share_of_text, a.text)",
        "place_words": "concat_ws(' ', a.place, a.scope_text)",
    },
    "entities": {"words": "concat_ws(' ', a.identity_name, a.name)", "printed_words": "a.text"},
}
"""Layers that have a view `<layer>_words`: the id of each row, and what it says as `folded` writes it, in columns of these names."""


def helpers() -> list[tuple[str, str]]:
    """Views that answers are put together from, over the views of `VIEWS`: names and SELECTs."""
    out = [(f"{layer}_placed", placed(layer)) for layer in PLACED]
    out += [(f"{layer}_words", f"SELECT a.id, {folded_columns(layer)} FROM {layer} a") for layer in WORDS]
    return [*out, ("contested", CONTESTED)]


def document_counts() -> tuple[str, str]:
    """A view that only a corpus has, since a release keeps no record of what came when: its name and SELECT."""
    return "document_counts", _DOCUMENT_COUNTS


def folded_columns(layer: str) -> str:
    """The columns of `WORDS` of a layer, over rows `a` of its view."""
    return ", ".join(f"folded({text}) AS {name}" for name, text in WORDS[layer].items())


def placed(layer: str) -> str:
    """SELECT of the rows of a layer (its name, or a SELECT in brackets) with `passage` behind the columns."""
    return f"""SELECT a.*, s.passage FROM {layer} a LEFT JOIN (
    SELECT b.id, max_by(p.id, p.start_char) AS passage FROM {layer} b
    JOIN passages_all p ON p.document = b.document AND b.start_char >= p.start_char AND b.start_char < p.end_char
    GROUP BY b.id
) s ON s.id = a.id"""


CONTESTED = """SELECT from_annotation AS id FROM links WHERE kind = 'differs' AND from_annotation IS NOT NULL
UNION SELECT to_annotation FROM links WHERE kind = 'differs' AND to_annotation IS NOT NULL"""
"""Figures that differ from another text's."""

_PASSAGE_OF_THEME = "LEFT JOIN passages_all p ON p.document = a.document AND p.id = a.passage"


def statements() -> list[tuple[str, str]]:
    """View names and the SELECT of each, in an order in which they can be made."""
    everything = {
        "documents": _DOCUMENTS,
        "passages": _PASSAGES,
        "identities": _IDENTITIES,
        "entities": _layer(
            "entities",
            f"{_slice('a.start_char', 'a.end_char')} AS text, i.identity, i.name AS identity_name,",
            _WHO,
        ),
        "people": _layer("people", "i.identity, i.name AS identity_name,", _WHO),
        "quotes": _layer(
            "quotes",
            f"{_joined('a.content')} AS content_text, {_joined('a.cue')} AS cue_text, {_joined('a.source')} AS source_text, "
            'a.content[1].start AS start_char, a.content[-1]."end" AS end_char, '
            "i.identity, i.name AS identity_name,",
            _WHO,
            renamed={"title": "speaker_title", "affiliation": "speaker_affiliation"},
        ),
        "claims": _layer(
            "claims",
            f"{_joined('a.source')} AS source_text, i.identity, i.name AS identity_name,",
            _WHO_SAYS,
        ),
        "themes": _layer(
            "themes",
            "p.kind AS passage_kind, p.section, p.start_char, p.end_char, p.text,",
            _PASSAGE_OF_THEME,
        ),
        "links": _LINKS,
    }
    out = [(f"{name}_all", select) for name, select in everything.items()]
    out += [
        (name, f"SELECT * FROM {name}_all WHERE document IN (SELECT document FROM _counted)")
        for name in everything
        if name not in {"links", "documents"}
    ]
    out.append(("documents", "SELECT * FROM documents_all WHERE document IN (SELECT document FROM _counted)"))
    ends = " AND ".join(f"{end}_document IN (SELECT document FROM _counted)" for end in ("from", "to"))
    out.append(("links", f"SELECT * FROM links_all WHERE {ends}"))
    out += [
        ("rejects", _REJECTS),
        ("runs", _RUNS),
        ("source_looks", SOURCE_LOOKS),
        ("sources", _SOURCES),
        ("tagsets", _TAGSETS),
    ]
    return out
