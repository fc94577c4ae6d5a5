"""The brief of a whole corpus: who is heard, which figures the texts disagree on, themes, echoes, what was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from policynlp.corpus.answers.answer import Row
from policynlp.corpus.answers.comparisons import comparisons
from policynlp.corpus.answers.themes import theme_shares
from policynlp.corpus.answers.voices import voice_kinds, voices
from policynlp.corpus.brief.arithmetic import FAULTS, Fault, fault_of
from policynlp.corpus.brief.evidence import Place, Reader, Shown, Text, plain
from policynlp.corpus.provenance import dedented, sql_with_values
from policynlp.corpus.public_names import public_row
from policynlp.corpus.reading import Corpus, TaggedDocument
from policynlp.corpus.views import Views

MOST_VOICES, MOST_PAIRS, MOST_FAULTS, MOST_ECHOES, MOST_REJECTS, MOST_TEXTS = 15, 20, 10, 20, 20, 40
"""Rows of each part; totals are told beside them, and `policynlp query` gives all."""
_FEW_TEXTS = 12
"""So many texts are told one by one; more by month or year."""
_MOST_MONTHS = 24

_TEXTS = "SELECT document, title, publisher, genre, published, uri, licence FROM documents ORDER BY published NULLS LAST, title, document"
_ECHOES = """
SELECT from_document, to_document, count(*) AS n, count(*) FILTER (relation = 'verbatim') AS verbatim,
    arg_max(struct_pack(a := from_start_char, b := from_end_char, c := to_start_char, d := to_end_char),
        (relation = 'verbatim')::INT * 2 + score) AS best
FROM links WHERE kind = 'echoes' GROUP BY ALL ORDER BY n DESC, from_document, to_document
"""
_FAULTY = "SELECT document, id, flags FROM claims WHERE list_has_any(flags, $faults) ORDER BY published, document, start_char"
_REJECTED = "SELECT uri, reason, what, hint FROM rejects ORDER BY reason, uri"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """Two figures of two texts that cannot both be right.

    Attributes:
        delta: How much the first lies above the second, as a part of it, or null.
        reason: In one sentence.
        change: Both are amounts of change: `up`, `down`, or null for levels.
        figures: Both as printed.
        values, units: Of both.
        measures, periods, said_by: Of both, as printed, or null.
        places: Both; `sentences` are what they stand in.
    """

    delta: float | None
    reason: str
    change: str | None
    figures: tuple[str, str]
    values: tuple[float | None, float | None]
    units: tuple[str | None, str | None]
    measures: tuple[str | None, str | None]
    periods: tuple[str | None, str | None]
    said_by: tuple[str | None, str | None]
    places: tuple[Place, Place]
    sentences: tuple[Place, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyFigure:
    """A figure that its own text speaks against."""

    figure: str
    place: Place
    sentence: Place
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """How often one text repeats another, with the closest passages."""

    later: str
    earlier: str
    passages: int
    verbatim: int
    here: Place
    there: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusBrief:
    """All that is told of a corpus.

    Attributes:
        name: Of its folder.
        texts: Number of texts, each once; `repeated`: of those that repeat one.
        genres: Number of texts by genre.
        since, until: First and last date of publication, or null.
        tagset: Id.
        listed: The texts that the brief names, and as many others as fit.
        attributions: Number of them; `sources`, `voices`: rows of `answers.voices`.
        voices_total, contested_total, faults_total, repetitions_total, rejects_total: Numbers behind the rows.
        contested, faults, repetitions, rejects: See above; rejects are rows of the view.
        themes: Rows of `answers.themes.theme_shares` for the corpus.
        themes_by: `document`, `month` or `year`; `themes_of`: rows for each, `columns`: them in order.
        queries: Part to its SQL: texts, contested, faults, sources, voices, repetitions, themes, themes_of, rejects.
    """

    name: str
    texts: int
    repeated: int
    genres: Mapping[str, int]
    since: str | None
    until: str | None
    tagset: str
    listed: tuple[Text, ...]
    attributions: int
    sources: tuple[Row, ...]
    voices: tuple[Row, ...]
    voices_total: int
    contested: tuple[Contested, ...]
    contested_total: int
    faults: tuple[FaultyFigure, ...]
    faults_total: int
    repetitions: tuple[Repetition, ...]
    repetitions_total: int
    themes: tuple[Row, ...]
    themes_by: str
    columns: tuple[str, ...]
    themes_of: tuple[Row, ...]
    rejects: tuple[Row, ...]
    rejects_total: int
    queries: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {"schema": 1, "kind": "corpus"} | dict(plain(self))


def corpus_brief(corpus: Corpus, *, shown: Callable[[TaggedDocument], Shown]) -> CorpusBrief:
    """Analyse a corpus.

    Args:
        corpus: It, open.
        shown: How much of a document may be shown.
    """
    with Views(corpus.store) as views:
        texts = [Text.of(row) for row in views.query(_TEXTS).to_pylist()]
        pairs = comparisons(views, limit=MOST_PAIRS)
        echoes = views.query(_ECHOES).to_pylist()
        faulty = views.query(_FAULTY, {"faults": list(FAULTS)}).to_pylist()
        rejects = [public_row(row) for row in views.query(_REJECTED).to_pylist()]
        heard, kinds = voices(views, limit=MOST_VOICES), voice_kinds(views)
        by = _by(texts)
        themes, shares = theme_shares(views), theme_shares(views, by=by)
        named = {row[f"{side}document"] for row in pairs.rows for side in ("", "other_")}
        named |= {row[f"{side}_document"] for row in echoes[:MOST_ECHOES] for side in ("from", "to")}
        named |= {row["document"] for row in faulty[:MOST_FAULTS]}
        reader = Reader(corpus.documents(sorted(named)), shown=shown)
        dates = [t.published for t in texts if t.published]
        genres: dict[str, int] = {}
        for text in texts:
            genres[text.genre] = genres.get(text.genre, 0) + 1
        rest = [t for t in texts if t.document not in named][: max(0, MOST_TEXTS - len(named))]
        listed = {t.document for t in rest} | named
        return CorpusBrief(
            name=corpus.path.name,
            texts=len(texts),
            repeated=len(corpus.store.document_ids()) - len(corpus.store.superseded()) - len(texts),
            genres=dict(sorted(genres.items())),
            since=min(dates, default=None),
            until=max(dates, default=None),
            tagset=views.tagset or "",
            listed=tuple(t for t in texts if t.document in listed),
            attributions=sum(row["quotes"] for row in kinds.rows),
            sources=tuple(_rounded(row) for row in kinds.rows),
            voices=tuple(heard.rows),
            voices_total=heard.total,
            contested=tuple(_contested(row, reader) for row in pairs.rows),
            contested_total=pairs.total,
            faults=tuple(_faulty(row, reader) for row in faulty[:MOST_FAULTS]),
            faults_total=len(faulty),
            repetitions=tuple(_repetition(row, reader) for row in echoes[:MOST_ECHOES]),
            repetitions_total=len(echoes),
            themes=tuple(_rounded(row) for row in themes.rows),
            themes_by=by,
            columns=_columns(by, texts, shares.rows),
            themes_of=tuple(_rounded(row) for row in shares.rows),
            rejects=tuple(rejects[:MOST_REJECTS]),
            rejects_total=len(rejects),
            queries={
                part: dedented(sql)
                for part, sql in {
                    "texts": _TEXTS,
                    "contested": pairs.sql,
                    "faults": sql_with_values(_FAULTY, {"faults": list(FAULTS)}),
                    "sources": kinds.sql,
                    "voices": heard.sql,
                    "repetitions": _ECHOES,
                    "themes": themes.sql,
                    "themes_of": shares.sql,
                    "rejects": _REJECTED,
                }.items()
            },
        )


def _by(texts: Sequence[Text]) -> str:
    """What themes are told for: each text, or each month or year."""
    if len(texts) <= _FEW_TEXTS:
        return "document"
    months = {t.published[:7] for t in texts if t.published and len(t.published) >= 7}
    return "month" if 1 < len(months) <= _MOST_MONTHS else "year"


def _columns(by: str, texts: Sequence[Text], rows: Sequence[Row]) -> tuple[str, ...]:
    found = {row["group"] for row in rows if row["group"]}
    if by == "document":
        return tuple(dict.fromkeys(t.title for t in texts if t.title in found))
    return tuple(sorted(found))


def _contested(row: Row, reader: Reader) -> Contested:
    ends = [(row[f"{s}document"], row[f"{s}start_char"], row[f"{s}end_char"]) for s in ("", "other_")]

    def both(name: str) -> tuple[Any, Any]:
        return row[name], row[f"other_{name}"]

    return Contested(
        delta=row["delta"],
        reason=row["reason"],
        change=None if row["change"] == "none" else row["change"],
        figures=both("text"),
        values=both("value"),
        units=both("unit"),
        measures=both("measure"),
        periods=both("period"),
        said_by=both("who"),
        places=(reader.place(*ends[0]), reader.place(*ends[1])),
        sentences=(reader.sentence(*ends[0][:2]), reader.sentence(*ends[1][:2])),
    )


def _faulty(row: Row, reader: Reader) -> FaultyFigure:
    tagged = reader.text(row["document"])
    claim = next(c for c in tagged.claims if c.id == row["id"])
    return FaultyFigure(
        figure=claim.text,
        place=reader.place(tagged.id, claim.start, claim.end),
        sentence=reader.sentence(tagged.id, claim.start),
        faults=tuple(fault_of(tagged, claim, flag) for flag in claim.flags if flag in FAULTS),
    )


def _repetition(row: Row, reader: Reader) -> Repetition:
    best = row["best"]
    return Repetition(
        later=row["from_document"],
        earlier=row["to_document"],
        passages=row["n"],
        verbatim=row["verbatim"],
        here=reader.place(row["from_document"], best["a"], best["b"]),
        there=reader.place(row["to_document"], best["c"], best["d"]),
    )


def _rounded(row: Row) -> Row:
    return {k: round(v, 4) if isinstance(v, float) else v.isoformat() if isinstance(v, date) else v for k, v in row.items()}
