"""Exports of Europresse as tests write them: pages of today and of the years before."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

import datetime
import html
from collections.abc import Sequence

from tests.ingest.press_samples import DAYS, MONTHS, Sample


def europresse_html(articles: Sequence[Sample], language: str = "fr", *, old: bool = False) -> bytes:
    """A page of articles; `old` has the classes of the years before."""
    out = []
    for s in articles:
        year, month, day = s.day
        weekday = DAYS[language][datetime.date(*s.day).weekday()]
        date = f"{weekday} {s.printed('fr')}" if language == "fr" else f"{weekday}, {MONTHS['en'][month - 1]} {day}, {year}"
        head = ", ".join(p for p in (s.section, date, "p. 5") if p)
        title = (
            f'<div class="titreArticle">{html.escape(s.title)}</div>'
            if old
            else f'<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{html.escape(s.title)}</p></div>'
        )
        author = f'<div class="docAuthors">{s.author}</div>' if s.author else ""
        text = "".join(f"<p>{html.escape(p).replace('harbour', '<mark>harbour</mark>')}</p>" for p in s.body)
        inner = (
            f'<div class="DocText clearfix">{text}</div>'
            if old
            else f'<div class="DocText clearfix"><div class="docOcurrContainer">{text}</div></div>'
        )
        out.append(
            f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{s.outlet}, no. 2431{s.number}</span></div>'
            f'<div><span class="DocHeader">{head}</span></div>{title}{author}</header><section>{inner}</section>'
            f"<footer><small>© {year} {s.outlet}. Tous droits réservés.</small><p>Le présent document est protégé.</p>"
            f'<div>Numéro de document : <span class="publiC-lblNodoc">news·{year}{month:02}{day:02}·HC·{s.number:07}</span></div></footer></article>'
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse.com</title></head><body>{"".join(out)}</body></html>'.encode()
