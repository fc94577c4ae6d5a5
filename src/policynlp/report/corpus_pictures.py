"""The pictures of a corpus brief: contested figures, voices, themes by text or time, who repeats whom."""

from __future__ import annotations

from policynlp.corpus.brief.whole import CorpusBrief
from policynlp.render.bars import Bar, bars
from policynlp.render.deviations import Deviation, deviations
from policynlp.render.matrix import Cell, matrix
from policynlp.render.wording import counted
from policynlp.report.corpus_findings import contested_measure
from policynlp.report.pictures import Href
from policynlp.report.wording import SOURCES, capital, theme_name

MOST_COLUMNS, MOST_THEMES = 24, 12


def contested_picture(brief: CorpusBrief, href: Href) -> str:
    """How far contested figures lie apart; empty where none is."""
    titles = {t.document: t.title for t in brief.listed}
    rows = [
        Deviation(
            name=f"{pair.figures[0]}{f' ({contested_measure(pair)})' if pair.measures[0] else ''}",
            note=titles.get(pair.places[0].document, ""),
            marks=((pair.delta, "bad", pair.reason),),
            other=pair.figures[1],
            source=titles.get(pair.places[1].document, ""),
            href=href(pair.places[0]),
        )
        for pair in brief.contested
        if pair.delta is not None
    ]
    return deviations(rows, description="How far contested figures lie apart.", here="one text") if rows else ""


def voices_picture(brief: CorpusBrief) -> str:
    """Who is heard most; empty where nobody is."""
    rows = []
    for row in brief.voices:
        parts = tuple(
            (row[kind], f"{row['source_type']} {kind}", f"{row['voice']}: {row[kind]} {kind}")
            for kind in ("direct", "mixed", "indirect")
            if row[kind]
        )
        name = capital(row["voice"]) if row["voice"] else capital(SOURCES[row["source_type"]])
        note = f"{row['quotes']} in {counted(row['unique_documents'], 'text')}"
        rows.append(Bar(name=name, parts=parts, note=note))
    return bars(rows, description="Attributions by voice, direct and reported.") if rows else ""


def themes_picture(brief: CorpusBrief) -> str:
    """Themes by text, month or year; empty where no theme was found."""
    themes = [row["theme"] for row in brief.themes[:MOST_THEMES]]
    columns = brief.columns[-MOST_COLUMNS:]
    largest = max((row["share"] for row in brief.themes_of), default=0.0) or 1.0
    cells = {
        (themes.index(row["theme"]), columns.index(row["group"])): Cell(
            size=row["share"] / largest,
            note=f"{row['share'] * 100:.0f}",
            title=f"{theme_name(row['theme'])}, {row['group']}: {row['passages']} of {row['of_passages']} passages",
        )
        for row in brief.themes_of
        if row["theme"] in themes and row["group"] in columns
    }
    names = [theme_name(t) for t in themes]
    return matrix(names, columns, cells, kind="subject", description="Percent of the passages of each theme.") if cells else ""


def repetitions_picture(brief: CorpusBrief, href: Href) -> str:
    """Which text repeats which; empty where none does."""
    titles = {t.document: t.title for t in brief.listed}
    later = list(dict.fromkeys(e.later for e in brief.repetitions))
    earlier = list(dict.fromkeys(e.earlier for e in brief.repetitions))
    most = max((e.passages for e in brief.repetitions), default=1)
    cells = {
        (later.index(e.later), earlier.index(e.earlier)): Cell(
            size=e.passages / most,
            note=str(e.passages),
            title=f"{titles[e.later]} repeats {counted(e.passages, 'passage')} of {titles[e.earlier]}",
            href=href(e.here),
        )
        for e in brief.repetitions
    }
    rows, columns = [titles[d] for d in later], [titles[d] for d in earlier]
    return (
        matrix(rows, columns, cells, kind="repeats", description="Later texts in rows, earlier ones in columns.")
        if cells
        else ""
    )
