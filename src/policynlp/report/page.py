"""A brief as one HTML file: nothing in it is fetched, nothing runs, and everything that comes from documents is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from policynlp import __version__
from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.evidence import Place
from policynlp.corpus.brief.figures import STANDINGS, Figure
from policynlp.corpus.brief.whole import CorpusBrief
from policynlp.render.amounts import plain_number
from policynlp.render.unprintable import printable
from policynlp.render.wording import counted, percent
from policynlp.report import corpus_pictures, pictures, wording
from policynlp.report.anchors import Anchors
from policynlp.report.appendix import paragraphs
from policynlp.report.corpus_findings import contested_measure, corpus_apart, corpus_findings
from policynlp.report.demand_findings import other_echoes
from policynlp.report.figure_findings import apart
from policynlp.report.findings import article_findings
from policynlp.report.movement_findings import movement_name
from policynlp.report.telling import Finding

TOPICS = {
    "figures": "Figures",
    "movements": "What moved",
    "voices": "Voices",
    "directives": "Demands and plans",
    "echoes": "Repetitions",
    "themes": "Themes",
    "rejects": "Left out",
}
"""Topics of findings, in the order of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A page that a server gives, which may hold no style of its own.

    Attributes:
        style_url: Address of `page_style`.
        home_url: Of the text, or the corpus, that the brief is on.
        save_url: Of the page as one file.
        files: What its tables are called, and their addresses.
    """

    style_url: str
    home_url: str
    save_url: str
    files: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates; an unknown name is an error, and no control or turn of direction of a document reaches the page."""
    made = Environment(
        loader=PackageLoader("policynlp.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    made.filters |= {
        "percent": percent,
        "capital": wording.capital,
        "inside": wording.inside,
        "theme": wording.theme_name,
        "excerpt": wording.excerpt,
        "listing": wording.listing,
        "number": plain_number,
        "described": wording.described,
        "period": wording.period,
        "incomparable": wording.incomparable,
        "movement": movement_name,
    }
    made.globals |= {
        "counted": counted,
        "sources": wording.SOURCES,
        "standings": wording.STANDINGS,
        "acts": wording.ACTS,
        "natures": wording.NATURES,
        "topics": TOPICS,
        "apart": apart,
        "version": __version__,
    }
    return made


def article_page(brief: ArticleBrief, *, made: str, served: Served | None = None) -> str:
    """The brief of an article as HTML.

    Args:
        brief: The analysis.
        made: Day of the brief, ISO.
        served: Where a server has its style; default: in the page.
    """
    compared = [c for f in brief.figures for c in f.comparisons]
    anchors = Anchors(
        brief.text.document,
        lines=brief.lines,
        marked=[f.place.start for f in brief.figures if not f.small],
        texts=brief.linked,
        places=[*(c.sentence for c in compared), *(e.there for e in brief.echoes)],
    )
    titles = {t.document: t for t in (brief.text, *brief.linked)}
    drawn = {
        "voices": pictures.voices_picture(brief, anchors.href),
        "themes": pictures.themes_picture(brief, anchors.href),
        "figures": pictures.figures_picture(brief, anchors.href),
        "movements": pictures.movements_picture(brief, anchors.href),
        "echoes": pictures.echoes_picture(brief, anchors.href),
    }
    return _render(
        "article.html",
        brief=brief,
        made=made,
        served=served,
        findings=grouped(article_findings(brief)),
        pictures={name: Markup(svg) for name, svg in drawn.items()},  # noqa: S704 - made of escaped parts
        href=anchors.href,
        anchors=anchors,
        texts=titles,
        paragraphs=paragraphs(brief),
        contests=_contests(brief),
        other_echoes=other_echoes(brief),
        most=pictures,
    )


def _contests(brief: ArticleBrief) -> list[list[Figure]]:
    """Figures that do not hold, those of one sentence that stand against the same sentences together; the gravest first."""
    out: dict[tuple[Any, ...], list[Figure]] = {}
    for figure in sorted(brief.figures, key=lambda f: STANDINGS.index(f.standing)):
        if figure.standing in {"contradicted", "doubtful"}:
            against = tuple((c.sentence.document, c.sentence.start) for c in figure.comparisons)
            out.setdefault((figure.standing, figure.sentence.start, figure.faults, against), []).append(figure)
    return list(out.values())


def corpus_page(brief: CorpusBrief, *, made: str, served: Served | None = None) -> str:
    """The brief of a corpus as HTML.

    Args:
        brief: The analysis.
        made: Day of the brief, ISO.
        served: Where a server has its style; default: in the page.
    """
    places = [
        *(s for pair in brief.contested for s in pair.sentences),
        *(f.sentence for f in brief.faults),
        *(p for e in brief.repetitions for p in (e.here, e.there)),
    ]
    anchors = Anchors("", lines=(), marked=(), texts=brief.listed, places=places)
    drawn = {
        "contested": corpus_pictures.contested_picture(brief, anchors.href),
        "voices": corpus_pictures.voices_picture(brief),
        "themes": corpus_pictures.themes_picture(brief),
        "repetitions": corpus_pictures.repetitions_picture(brief, anchors.href),
    }
    return _render(
        "corpus.html",
        brief=brief,
        made=made,
        served=served,
        findings=grouped(corpus_findings(brief)),
        pictures={name: Markup(svg) for name, svg in drawn.items()},  # noqa: S704 - made of escaped parts
        href=anchors.href,
        anchors=anchors,
        texts={t.document: t for t in brief.listed},
        apart=corpus_apart,
        contested_measure=contested_measure,
    )


def grouped(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Findings by topic, in their order."""
    out: dict[str, list[Finding]] = {}
    for finding in findings:
        out.setdefault(finding.topic, []).append(finding)
    return out


def with_findings(brief: dict[str, Any], findings: list[Finding]) -> dict[str, Any]:
    """A brief as JSON gives it, its findings as sentences with the places that they rest on."""
    told = [
        {
            "topic": f.topic,
            "text": f.text,
            "places": [_pointer(p.place) for p in f.parts if p.place is not None],
        }
        for f in findings
    ]
    return {"schema": brief["schema"], "kind": brief["kind"], "findings": told} | brief


def _pointer(place: Place) -> dict[str, Any]:
    return {"document": place.document, "start": place.start, "end": place.end}


def page_style() -> str:
    """The style of the pages."""
    return files("policynlp.report").joinpath("templates", "style.css").read_text(encoding="utf-8")


def _render(template: str, **context: Any) -> str:
    style = Markup(page_style())  # noqa: S704 - our own
    return environment().get_template(template).render(style=style, **context)


def _clean(value: Any) -> Any:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
