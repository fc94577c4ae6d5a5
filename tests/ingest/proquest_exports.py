"""Exports of ProQuest as tests write them: text, RTF and HTML."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

import html
from collections.abc import Sequence

from tests.ingest.press_samples import MONTHS, Sample, rtf, turned

PROQUEST = {
    "en": ("Document {} of {}", "Author", "Full text", "Title", "Publication title", "Pages", "Publication date", "Section", "Language of publication", "ProQuest document ID", "Subject", "Last updated"),
    "fr": ("Document {} de {}", "Auteur", "Texte intégral", "Titre", "Titre de la publication", "Pages", "Date de publication", "Section", "Langue de publication", "ID de document ProQuest", "Sujet", "Dernière mise à jour"),
    "es": ("Documento {} de {}", "Autor", "Texto completo", "Título", "Título de publicación", "Páginas", "Fecha de publicación", "Sección", "Idioma de la publicación", "ID del documento de ProQuest", "Materia", "Última actualización"),
}  # fmt: skip


def proquest_id(sample: Sample) -> str:
    """Nine digits."""
    return str(251_000_000 + sample.number)


def proquest_details(sample: Sample, language: str = "en") -> list[tuple[str, str]]:
    """Labels and values behind the text."""
    label = PROQUEST[language]
    year, month, day = sample.day
    date = f"{MONTHS['en'][month - 1][:3]} {day}, {year}" if language == "en" else f"{day:02}/{month:02}/{year}"
    return [
        (label[10], "Ferries; Harbors; City councils"),
        ("Location", "Vigo Spain"),
        ("Company / organization", "Name: Courier Newspapers; NAICS: 511110"),
        (label[3], sample.title),
        (label[4], f"{sample.outlet}; Vigo"),
        (label[5], "5"),
        ("Publication year", str(year)),
        (label[6], date),
        *([(label[7], sample.section)] if sample.section else []),
        ("Publisher", "Courier Newspapers Ltd"),
        ("ISSN", "02613077"),
        ("Source type", "Newspaper"),
        (label[8], "English"),
        ("Document type", "News"),
        (label[9], proquest_id(sample)),
        ("Document URL", f"https://www.proquest.com/docview/{proquest_id(sample)}?accountid=1"),
        ("Copyright", f"Copyright {sample.outlet} {year}. All rights reserved."),
        (label[11], f"{year}-12-31"),
        ("Database", "ProQuest Central"),
    ]


def proquest_text(articles: Sequence[Sample], language: str = "en") -> bytes:
    """The text format: rules between records, all labels in one run behind the text."""
    rule, label = "_" * 60, PROQUEST[language]
    out = [rule, "Report Information from ProQuest", "January 08 2024 10:15"]
    for i, s in enumerate(articles, 1):
        out += [rule, label[0].format(i, len(articles)), s.title]
        out += [f"{label[1]}: {turned(s.author)}"] if s.author else []
        out += [
            f"Publication info: {s.outlet} ; Vigo [Vigo]{s.day[2]:02} Jan {s.day[0]}: 5.",
            "https://www.proquest.com/docview/1?accountid=1",
        ]
        out += [
            "Abstract: The council voted for the plan.",
            "Links: http://sfx.example/abc",
            f"{label[2]}: {s.body[0]}" if s.body else f"{label[2]}:",
            *s.body[1:],
        ]
        out += ["\n".join(f"{name}: {value}" for name, value in proquest_details(s, language))]
    return "\r\n\r\n".join(
        [*out, rule, "Contact ProQuest", "Copyright © 2024 ProQuest LLC. All rights reserved. - Terms and Conditions"]
    ).encode()


def proquest_rtf(articles: Sequence[Sample], language: str = "en") -> bytes:
    """The newer format: nothing between records, details in a table."""
    lines = ["Report Information from ProQuest", "January 08 2024 10:15"] if not articles else []
    for s in articles:
        lines += [s.title, *([turned(s.author)] if s.author else []), "ProQuest document link", "ABSTRACT (ENGLISH)"]
        lines += [
            "The council voted for the plan.",
            "FULL TEXT" if language == "en" else PROQUEST[language][2],
            *s.body,
            "DETAILS",
        ]
        lines += [f"{name}:\t{value}" for name, value in proquest_details(s, language)]
        lines += ["LINKS", "Check for full text via the library"]
    return rtf([*lines, "Copyright © 2024 ProQuest LLC. All rights reserved."])


def proquest_html(articles: Sequence[Sample], language: str = "en") -> bytes:
    """A page of records in boxes, labels in bold."""
    label = PROQUEST[language]
    boxes = []
    for i, s in enumerate(articles, 1):
        text = "".join(f"<p>{html.escape(p)}</p>      " for p in s.body)
        details = "".join(f"<p><strong>{n}: </strong>{html.escape(v)}</p>\n" for n, v in proquest_details(s, language))
        author = f"<p><strong>{label[1]}:  </strong>{html.escape(turned(s.author))}</p>" if s.author else ""
        boxes.append(
            f'<div style="border-bottom:2px solid #ccc"><p>{label[0].format(i, len(articles))}</p><p style="font-weight:bold">{html.escape(s.title)}</p>{author}'
            f'<p><a href="https://www.proquest.com/docview/1">ProQuest document link</a></p><p><strong>Abstract:  </strong></p><p>The council voted.</p>'
            f'<p><strong>{label[2]}: </strong><text wordcount="{s.words}">{text}</text></p>{details}</div>'
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>ProQuest</h1>{"".join(boxes)}</body></html>'.encode()
