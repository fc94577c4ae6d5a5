"""The pictures of a brief: its analysis as strips, deviations, dumbbells and bands."""

from __future__ import annotations

from collections.abc import Callable

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.evidence import Place
from policynlp.corpus.brief.figures import STANDINGS, Comparison, Figure
from policynlp.corpus.brief.movements import Point
from policynlp.corpus.brief.voices import Voice
from policynlp.render.bands import Band, Target, bands
from policynlp.render.deviations import Deviation, deviations
from policynlp.render.dumbbells import Dot, Dumbbell, dumbbells
from policynlp.render.strips import Block, Row, Tick, strips
from policynlp.render.wording import counted
from policynlp.report.movement_findings import movement_name
from policynlp.report.wording import capital, described, excerpt, inside, period, theme_name

Href = Callable[[Place], str | None]
"""Where on the page a place is shown."""

MOST_VOICES, MOST_THEMES, MOST_FIGURES, MOST_BANDS = 10, 10, 12, 30
"""Rows that a reader takes in; captions say how many are left out."""
_SHORT_CHARS = 38
"""What fits beside a mark."""
_KINDS = {"differs": "bad", "agrees": "good", "compatible": "mild"}


def voices_picture(brief: ArticleBrief, href: Href) -> str:
    """Who speaks where; empty where nobody does."""
    if not brief.voices.voices:
        return ""
    rows = []
    shown, rest = brief.voices.voices[:MOST_VOICES], brief.voices.voices[MOST_VOICES:]
    for voice in shown:
        name = capital(voice.name) if voice.name else described(voice)
        rows.append(Row(name=name, note=_share(voice.share), blocks=_blocks(brief, voice, href)))
    if rest:
        blocks = tuple(b for voice in rest for b in _blocks(brief, voice, href))
        note = _share(sum(v.share for v in rest))
        rows.append(Row(name=counted(len(rest), "further voice"), note=note, blocks=blocks))
    return strips(rows, _ticks(brief), description="Who speaks where in the text: one row for each voice.")


def _blocks(brief: ArticleBrief, voice: Voice, href: Href) -> tuple[Block, ...]:
    out = []
    for speech in voice.said:
        for place in speech.places:
            title = f"{described(voice)} ({speech.kind}): {excerpt(place)}"
            kind = f"{voice.source_type} {speech.kind}"
            out.append(
                Block(start=_at(brief, place.start), end=_at(brief, place.end), kind=kind, title=title, href=href(place))
            )
    return tuple(out)


def themes_picture(brief: ArticleBrief, href: Href) -> str:
    """What the text is about where; empty where no theme was found."""
    rows = []
    for theme in brief.themes[:MOST_THEMES]:
        blocks = tuple(
            Block(
                start=_at(brief, p.place.start),
                end=_at(brief, p.place.end),
                kind="theme high" if p.score >= 0.7 else "theme",
                title=f"{theme_name(theme.theme)}, probability {p.score:.2f}: {excerpt(p.place)}",
                href=href(p.place),
            )
            for p in theme.passages
        )
        rows.append(Row(name=theme_name(theme.theme), note=_share(theme.share), blocks=blocks))
    return strips(rows, _ticks(brief), description="What the text is about where: one row for each theme.") if rows else ""


def compared_figures(brief: ArticleBrief) -> list[Figure]:
    """Figures that can be set against another text's, the contested ones first, then those that lie farthest from the other."""
    found = [f for f in brief.figures if _set_against(f)]
    return sorted(found, key=lambda f: (STANDINGS.index(f.standing), -max(abs(c.delta or 0.0) for c in _set_against(f))))


def _set_against(figure: Figure) -> list[Comparison]:
    return [c for c in figure.comparisons if c.delta is not None and c.kind != "not_comparable"]


def figures_picture(brief: ArticleBrief, href: Href) -> str:
    """How far the figures lie from those of other texts; empty where none is compared."""
    titles = {t.document: t.title for t in brief.linked}
    rows = []
    for figure in compared_figures(brief)[:MOST_FIGURES]:
        against = _set_against(figure)
        first, more = against[0], len({c.place.document for c in against}) - 1
        wide = figure.bound in {"more_than", "at_least"}, figure.bound in {"less_than", "at_most"}
        measured = figure.measure if figure.measure and figure.measure not in figure.wording[:_SHORT_CHARS] else ""
        rows.append(
            Deviation(
                name=figure.wording if len(figure.wording) <= _SHORT_CHARS else figure.place.text or figure.wording,
                note=", ".join(p for p in (measured, period(figure.period, figure.since)) if p),
                marks=tuple(
                    (c.delta or 0.0, _KINDS[c.kind], f"{titles.get(c.place.document, '')}: {c.reason}") for c in against
                ),
                other=first.figure,
                source=titles.get(first.place.document, "") + (f" (and {more} more)" if more > 0 else ""),
                href=href(figure.place),
                bound="up" if wide[0] else "down" if wide[1] else "",
            )
        )
    return deviations(rows, description="How far figures lie from those of other texts.") if rows else ""


def movements_picture(brief: ArticleBrief, href: Href) -> str:
    """Then and now; empty where nothing moved between two known values."""
    rows = []
    for group in brief.movements:
        for movement in group.movements:
            points = [p for p in movement.points if p.value >= 0]
            if len(points) < 2:
                continue
            if movement.points_changed is not None:
                change = f"{movement.points_changed:+.3g} points"
            else:
                change = f"{movement.relative * 100:+.3g}%" if movement.relative is not None else ""
            rows.append(
                Dumbbell(
                    name=capital(movement_name(movement)) if not movement.share else f"Share of {inside(movement.what)}",
                    note=inside(movement.scope) if movement.scope and movement.share else "",
                    dots=tuple(_dot(p, href) for p in points),
                    change=change,
                )
            )
    return dumbbells(rows, description="Figures then and now, each from zero to its own largest value.") if rows else ""


def _dot(point: Point, href: Href) -> Dot:
    when = period(point.period, point.since)
    note = f"{point.text}{f' ({when})' if when else ''}"
    kind = "computed" if point.computed else "doubt" if point.doubtful else "plain"
    return Dot(value=point.value, name=note, kind=kind, title=note, href=href(point.place))


def echoes_picture(brief: ArticleBrief, href: Href) -> str:
    """Which passages repeat which; empty where none does."""
    titles = {t.document: t.title for t in brief.linked}
    ties = sorted((e for e in brief.echoes if e.kind == "echoes"), key=lambda e: (e.relation != "verbatim", -e.score))[
        :MOST_BANDS
    ]
    if not ties:
        return ""
    places = {(e.there.document, e.there.start, e.there.end): e.there for e in ties}
    order = sorted(places, key=lambda k: (titles.get(k[0], ""), k[0], k[1]))
    targets = [
        Target(key=str(k), text=excerpt(places[k]) or "(not shown)", source=titles.get(k[0], ""), href=href(places[k]))
        for k in order
    ]
    drawn = [
        Band(
            start=_at(brief, e.here.start),
            end=_at(brief, e.here.end),
            target=str((e.there.document, e.there.start, e.there.end)),
            kind=f"band {e.relation}",
            width=e.score,
            title=f"{excerpt(e.here)} — {excerpt(e.there)} ({e.relation}, {e.score:.2f})",
            href=href(e.here),
        )
        for e in ties
    ]
    return bands(
        drawn, targets, _ticks(brief), description="Passages of the text tied to those of other texts that they repeat."
    )


def _share(share: float) -> str:
    return f"{share * 100:.1f} %"


def _at(brief: ArticleBrief, offset: int) -> float:
    return min(1.0, max(0.0, (offset - brief.start) / max(1, brief.end - brief.start)))


def _ticks(brief: ArticleBrief) -> list[Tick]:
    return [Tick(at=_at(brief, s.start), name=s.title) for s in brief.sections]
