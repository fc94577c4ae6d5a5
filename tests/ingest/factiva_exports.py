"""Exports of Factiva as tests write them: HTML, RTF and DOCX, with index labels or as plain articles."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

import html
from collections.abc import Sequence

from tests.ingest.press_samples import LANGUAGE, Sample, rtf, word_file

FACTIVA_WORDS = {"en": "words", "fr": "mots", "de": "Wörter", "zh": "字"}
FACTIVA_END = {"en": "Document", "fr": "Document", "de": "Dokument", "zh": "文件"}


def factiva_rows(sample: Sample, language: str = "en") -> list[tuple[str, list[str]]]:
    """Labels and values as `Full article plus indexing` has them."""
    rows = [
        ("SE", [sample.section] if sample.section else []),
        ("HD", [sample.title]),
        ("BY", [f"By {sample.author}"] if sample.author else []),
        ("WC", [f"{sample.words:,} {FACTIVA_WORDS[language]}"]),
        ("PD", [sample.printed(language)]),
        ("ET", ["15:32"]),
        ("SN", [sample.outlet]),
        ("SC", ["HARBC"]),
        ("PG", ["12"]),
        ("LA", [LANGUAGE[language]]),
        ("CY", [f"(c) {sample.day[0]} {sample.outlet} Ltd. All rights reserved."]),
        ("LP", list(sample.body[:1])),
        ("TD", list(sample.body[1:])),
        ("NS", ["gtrans : Transport | gcat : Political/General News"]),
        ("RE", ["spain : Spain"]),
        ("PUB", ["Courier Newspapers Ltd"]),
        ("AN", [f"{FACTIVA_END[language]} {sample.accession}"]),
    ]
    return [(label, lines) for label, lines in rows if lines]


def factiva_lines(sample: Sample, language: str = "en", *, byline: str = "By ") -> list[str]:
    """The head, text and end of the plain article format."""
    return [
        *([sample.section] if sample.section else []),
        sample.title,
        *([f"{byline}{sample.author}"] if sample.author else []),
        f"{sample.words:,} {FACTIVA_WORDS[language]}",
        sample.printed(language),
        sample.outlet,
        "HARBC",
        "12",
        LANGUAGE[language],
        f"(c) {sample.day[0]} {sample.outlet} Ltd. All rights reserved.",
        *sample.body,
        "Courier Newspapers Ltd",
        f"{FACTIVA_END[language]} {sample.accession}",
    ]


def factiva_html(articles: Sequence[Sample], *, language: str = "en", labelled: bool = True) -> bytes:
    """A page as saved from the article view."""
    inner = []
    for sample in articles:
        if labelled:
            rows = "".join(
                f'<tr><td class="index"><b>{label}</b>&nbsp;</td><td>'
                + ("<b class='enHeadline'>" + html.escape(values[0]) + "</b>" if label == "HD" else
                   "".join(f'<p class="articleParagraph enarticleParagraph">{html.escape(v)}\n</p>' for v in values) if label in ("LP", "TD")
                   else html.escape(values[0]))
                + "</td></tr>"
                for label, values in factiva_rows(sample, language)
            )  # fmt: skip
            inner.append(f'<div class="article {language}Article"><table>{rows}</table><br/></div>')
        else:
            head, rest = factiva_lines(sample, language, byline=""), len(sample.body) + 2
            tagged = [
                f"<div id='hd'><span class='enHeadline'>{html.escape(t)}</span>\n</div>" if t == sample.title else
                f'<div class="author">{sample.author.upper()} </div>' if sample.author and t == sample.author else f"<div>{html.escape(t)}</div>"
                for t in head[:-rest]
            ]  # fmt: skip
            text = "".join(f'<p class="articleParagraph enarticleParagraph">{html.escape(t)}</p>\n' for t in sample.body)
            inner.append(
                f'<div id="article-{sample.accession}" class="article"><div class="article {language}Article"><p>\n{"".join(tagged)}\n</p>\n{text}'
                f"<p>{head[-2]}</p><p>{head[-1]}</p></div></div><br/><span></span>"
            )
    summary = "<table><tr><td>Search Summary</td></tr><tr><td>Text</td><td>ferries AND harbour</td></tr><tr><td>Date</td><td>All Dates</td></tr></table>"
    page = f'<html><head><meta charset="utf-8"><title>Factiva</title></head><body><h1>Factiva</h1>{"".join(inner)}{summary}<p>© 2023 Factiva, Inc. All rights reserved.</p></body></html>'
    return page.encode()


def factiva_rtf(articles: Sequence[Sample], *, language: str = "en", labelled: bool = True) -> bytes:
    """A file as downloaded, with the search at its end."""
    lines: list[str] = []
    for sample in articles:
        if labelled:
            lines += [f"{label}\t" + "\n".join(values) for label, values in factiva_rows(sample, language)]
        else:
            lines += factiva_lines(sample, language)
    return rtf([*lines, "Search Summary", "Text\tferries", "© 2023 Factiva, Inc. All rights reserved."])


def factiva_docx(articles: Sequence[Sample], *, language: str = "en") -> bytes:
    """The same as a Word file, a table an article."""
    lines = [f"{label}\t" + "\n".join(values) for s in articles for label, values in factiva_rows(s, language)]
    return word_file(["Factiva", *lines, "© 2023 Factiva, Inc. All rights reserved."])
