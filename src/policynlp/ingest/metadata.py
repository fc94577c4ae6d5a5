"""Metadata of a text: what its mark-up says, then its title block, then what the caller knows.

Dates are those of the source. Where only an update is dated, that is the publication date and `date_method` says
`updated`. The day of fetching is never used.
"""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policynlp.document import GENRES, Genre, Passage, Source
from policynlp.ingest.bylines import Byline, dateline, publisher_of, read_byline
from policynlp.ingest.closings import printed_at_the_end, signed_at_the_end
from policynlp.ingest.dates import PrintedDate, find_dates, iso_date, numeric_order
from policynlp.ingest.genre import genre_of
from policynlp.ingest.head_dates import dated_in_head
from policynlp.ingest.spoken_heads import sitting_date
from policynlp.months import MONTH

_LICENCE = re.compile(
    r"creativecommons\.org/[\w/.\-]+|\bCC[- ]BY(?:-[A-Z]{2}){0,2}(?:[ -]\d\.\d)?\b|\bCC0\b|Open Government Licen[cs]e(?: v?\d\.\d)?"
    r"|Creative Commons [A-Z][\w\- ]{3,60}?Licen[cs]e|public domain",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?: ?[-–] ?\d{0,4})?)\s*(?:by )?(?P<who>[A-Z][\w&'’. \-]{2,60}?)(?:\.\s|\.?$|,| All | Ltd)"
)
_MARKDOWN = re.compile(r"^#{1,6} +(?=\S)")
_ORDER_CHARS = 4_000
_HEAD_UNITS = 12
_MAX_DATE_LINE_WORDS = 45
_LEAST_BODY_WORDS = 10
"""Shorter lines above the first paragraph belong to the head of a document ("LOK SABHA", "(Extract)")."""
_OF_A_RULE = re.compile(
    r"^(?:.*\b(?:to|of) )?(?:(?:Joint |Ministerial |Royal |Supreme |Presidential |Government )?(?:Resolution|Decree|Order|Decision|Ordinance|Regulation|RESOLUTION|"
    r"DECREE|ORDER|DECISION|ORDINANCE|REGULATION))(?:,? (?:No\.? ?|NO\.? ?|Nr\.? ?)?[\w/.-]*\d[\w/.-]*)?,? (?:of|dated)(?: the)? $"
)
"""In front of the date of a rule that a line names: "DECREE 41/2024, of 15 March 2024", "Annex to Resolution No. 74 of 12 February 2025"."""


@dataclass(slots=True)
class Found:
    """What a reader found in mark-up or file properties; empty fields are filled from the text."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: tuple[str, str] | None = None
    """Date string and method."""
    updated: tuple[str, str] | None = None
    canonical_url: str | None = None
    licence: str | None = None
    language: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def complete(
    source: Source, text: str, passages: Sequence[Passage], *, found: Found, hints: Mapping[str, str], default_genre: str | None
) -> Source:
    """Fill a source from mark-up, text and the caller's hints, in that order; a genre from the caller wins."""
    head = _Head.read(text, passages)
    dates = _dates(found, head, hints)
    title = found.title or head.title or hints.get("title")
    authors = found.authors or head.byline.authors or tuple(a.strip() for a in hints.get("authors", "").split(";") if a.strip())
    asked = hints.get("genre") or default_genre
    genre: Genre = (
        asked  # type: ignore[assignment]
        if asked in GENRES
        else genre_of(
            text, passages, title=title, authors=bool(head.byline.authors), dateline=bool(head.filed or head.byline.places)
        )
    )
    known = {"title", "publisher", "published", "genre", "licence", "language", "authors", "updated", "subtitle"}
    return Source(
        **{
            **{k: getattr(source, k) for k in ("uri", "media_type", "fetched_at", "encoding", "extraction", "bytes_sha256")},
            "title": title,
            "subtitle": found.subtitle or head.subtitle or hints.get("subtitle"),
            "authors": authors,
            "publisher": found.publisher or head.byline.publisher or head.owner or hints.get("publisher"),
            "place": "; ".join(head.byline.places) or head.filed,
            "genre": genre,
            **dates,
            "language": source.language or found.language or hints.get("language"),
            "canonical_url": found.canonical_url,
            "licence": found.licence or head.licence or hints.get("licence"),
            "metadata": {**{k: v for k, v in hints.items() if k not in known}, **found.metadata},
        }
    )


@dataclass(slots=True)
class _Head:
    title: str | None
    subtitle: str | None
    byline: Byline
    in_text: tuple[PrintedDate, ...]
    filed: str | None
    owner: str | None
    licence: str | None

    @classmethod
    def read(cls, text: str, passages: Sequence[Passage]) -> _Head:
        titles = [_MARKDOWN.sub("", _line(text, p)) for p in passages if p.kind == "title"]
        merged, body_seen = Byline(), 0
        filed: str | None = None
        in_text: list[PrintedDate] = []
        order = numeric_order(text[:_ORDER_CHARS])
        for passage in passages[: _HEAD_UNITS + 8]:
            line = _line(text, passage)
            if passage.kind == "byline":
                parts = [part for part in _SENTENCES.split(line) if not _IS_COVERED.match(part)]
                merged = _merge(merged, _own(". ".join(parts), order)) if parts else merged
            elif (
                passage.kind in ("title", "paragraph", "heading")
                and len(line.split()) <= _MAX_DATE_LINE_WORDS
                and body_seen < 2
            ):
                first = passage is passages[0]
                held = sitting_date(line) if passage.kind != "paragraph" or first else None
                sent = (
                    passage.kind == "paragraph" and dateline(line)[2] is not None
                )  # what it tells behind its dateline is of others
                ends = [] if sent else [d for d in find_dates(line) if (_is_edition if first else _dates_line)(line, d)]
                in_text += [held] if held is not None else ends
                if passage is not passages[0]:
                    merged = _merge(merged, Byline(publisher=publisher_of(line)))
            if passage.kind == "paragraph" and (body_seen or len(line.split()) >= _LEAST_BODY_WORDS or dateline(line)[0]):
                if body_seen == 0:
                    filed, _, dated = dateline(line)
                    in_text += [dated] if dated else []
                body_seen += 1
        if not merged.dates and not in_text:
            in_text += printed_at_the_end(text, passages) or signed_at_the_end(text, passages) or dated_in_head(text, passages)
        tail = [_line(text, p) for p in passages if p.kind == "boilerplate"]
        owner = next((m["who"].strip() for t in tail if (m := _COPYRIGHT.search(t))), None)
        licence = next((m[0] for t in tail if (m := _LICENCE.search(t))), None)
        return cls(
            titles[0] if titles else None, titles[1] if len(titles) > 1 else None, merged, tuple(in_text), filed, owner, licence
        )


def _own(line: str, order: str | None) -> Byline:
    """A byline with the dates that are the text's own."""
    byline = read_byline(line, order=order)
    return replace(byline, dates=tuple(d for d in byline.dates if not _FROM_MONTH.search(line[: d.span[0]])))


def _line(text: str, passage: Passage) -> str:
    return " ".join(text[passage.start : min(passage.end, passage.start + 600)].split())


_APPROVED = re.compile(r"(?:Approved|Endorsed|Enacted|Promulgated|Passed|Presented|Tabled|Submitted|Ratified)\b")
"""What a plan or law begins with; within a sentence of news these words date something else."""


_COVERED = (
    r"\b(?:for the (?:period|year|quarter|months?|(?:fiscal|financial) year)|period (?:examined|covered|under review)|reporting period|"
    r"coming into (?:force|operation|effect)|(?:data|figures|situation|status|position) (?:as )?(?:of|at|on)|as of|as at|covering|years? ended)\b"
)
_IS_COVERED = re.compile(_COVERED, re.IGNORECASE)
_COVERS = re.compile(_COVERED + r"(?:(?!\b(?:published|issued|released|updated|posted)\b)[^.,;])*(?:, \d{4})?$", re.IGNORECASE)
"""In front of a date that says what a document is about, not when it appeared."""
_FROM_MONTH = re.compile(
    rf"\b{MONTH}\.?(?: \d{{4}})? (?:to|until|through) (?:end of )?$|(?:^|[,;:(]|\b(?:for|of|in)) ?{MONTH}\.? ?[-–] ?$",
    re.IGNORECASE,
)
"""In front of the last month of several: "January to June 2025" is what a report is about."""
_SENTENCES = re.compile(r"(?<=[a-z\d)])(?:\. (?=[A-Z])|, (?=published|released|issued))")
_ISSUE = re.compile(
    r" (?:edition|issue|update)\.?|[ ]?[-–—|,·][ ]?(?:(?:issue|edition|volume|vol\.?)[ ]|n(?:o|umber)\.?[ ]?)[\w./ ]{1,20}",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?[ ]?$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]{3,60}\)\.?\s*")


def _is_edition(line: str, printed: PrintedDate) -> bool:
    """`DEVELOPMENT OUTLOOK – APRIL 2025 EDITION`, `Daily wrap, Monday 19 January 2026 - Issue 11/2026`: a title that names the issue."""
    before = _WEEKDAY.sub("", line[: printed.span[0]]).rstrip()
    return before[-1:] in ("–", "—", "-", ",", ":", "|") and _ISSUE.fullmatch(line, printed.span[1]) is not None


def _dates_line(line: str, printed: PrintedDate) -> bool:
    """A date counts in a line of the head only where it stands at the end, or behind a word of publishing."""
    if _COVERS.search(line[: printed.span[0]]) or _FROM_MONTH.search(line[: printed.span[0]]):
        return False
    if _is_edition(line, printed):
        return True
    before = line[max(0, printed.span[0] - 60) : printed.span[0]]
    ends = printed.span[1] >= len(line) - 2 or _ASIDE.fullmatch(line, printed.span[1]) is not None
    at_end = ends and line.rstrip(".")[: printed.span[0]].rstrip()[-1:] in (
        ".",
        ",",
        "|",
        ";",
        "-",
        "–",
        "—",
        "(",
        "/",
    )
    return (
        at_end
        or bool(
            re.search(
                r"\b(?:published|issued|released|updated|adopted|posted|dated|answered|tabled|(?:version|draft|text|edition|translation) of|"
                r"dates? of (?:release|issue|publication)|release date|closed on|read the (?:first|second|third) time on|sitting (?:of|on))\b",
                before,
                re.IGNORECASE,
            )
        )
        or _OF_A_RULE.search(before) is not None
        or bool(_APPROVED.match(line))
    )


def _merge(a: Byline, b: Byline) -> Byline:
    return Byline(a.authors or b.authors, a.places or b.places, a.publisher or b.publisher, a.dates + b.dates)


def _dates(found: Found, head: _Head, hints: Mapping[str, str]) -> dict[str, str | None]:
    printed = next((d for d in head.byline.dates if not d.updated), None)
    printed_update = next((d for d in (*head.byline.dates, *head.in_text) if d.updated), None)
    told = next((d for d in head.in_text if not d.updated), None)
    candidates: list[tuple[PrintedDate | None, str]] = []
    if found.published:
        candidates.append((iso_date(found.published[0]), found.published[1]))
    candidates.append((printed, "byline"))
    candidates.append((told, "text"))
    candidates.append((iso_date(hints.get("published")), "column" if "column" in hints else "meta"))
    updates = [iso_date(found.updated[0])] if found.updated else []
    updates += [printed_update, iso_date(hints.get("updated"))]
    updated = next((d for d in updates if d), None)
    best = next(((d, how) for d, how in candidates if d), None)
    if best and best[1] == "htmldate" and (printed or told):  # a guess from mark-up yields to what is printed
        best = (printed, "byline") if printed else (told, "text") if told else best
    if best is None and updated:
        best = (updated, "updated")
    if best is None or best[0] is None:
        return {"published": None, "updated": None, "date_method": None, "date_precision": None, "date_zone": None}
    date, method = best
    return {
        "published": date.iso,
        "updated": updated.iso if updated else None,
        "date_method": method,
        "date_precision": date.precision,
        "date_zone": date.zone,
    }
