"""Captions: numbered as figures and tables, with a credit behind them, or bare between byline and text."""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re

from policynlp.ingest import numbering
from policynlp.ingest.units import Unit

_FIGURE = re.compile(
    r"(?:figure|fig\.|chart|graph|map|table|box|photo|picture|image|exhibit|diagram) ?\d{0,3}[a-z]?(?:\.\d{1,2})?[.:] ?\S",
    re.IGNORECASE,
)
_CREDIT_BEHIND = re.compile(
    r"(?:[.\]) ][\s(\[]*(?:photo(?:graph)?s?|picture|image|credit|illustration|courtesy)(?: credit| courtesy(?: of)?)?(?: by |: ?| ?/ ?| ?\| ?).{2,70}"
    r"|[.\])] ?file (?:photo|picture|image)\b.{0,50}|[\[(](?:(?:[A-Z]\w+ ){1,3}(?:photo|picture|image)s?(?: by [^\])]{2,50}|: ?[^\])]{2,50})?|(?:photo|image|picture|file)[^\])]{0,60}|via [^\])]{2,40})[\])]"
    r"|[.!?]['\"”]? ?[A-Z][\w .'’\-]{2,40} ?/ ?(?:[A-Z]{2,}[A-Z ]*|Getty Images|Reuters|Xinhua|Bloomberg|Shutterstock|Alamy|Anadolu)[\w /]{0,40})\.?$",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS = re.compile(r"[\[(](?:[A-Z][\w.'’\-]+ [A-Z][^\])\d]{0,40}|[A-Z]{2,8}) ?/ ?[A-Z][^\])\d]{1,40}[\])]\.?$")
"""Person or agency, and agency: `(Lena Ortiz/AP)`; `(and/or tenant)` and `(km/h)` end sentences of laws."""
_CREDIT_BY_COLON = re.compile(
    r"[.!?…]['\"”’]? ?[\[(](?!Source|Note|See)(?:[A-Z][\w&.]*(?: [A-Z][\w&.]*){0,3}|Supplied|Facebook): ?[A-Z][\w.'’\-]+(?: (?:de |van |von |da |bin )?[A-Z][\w.'’\-]+){1,4}[\])]$"
)
"""`(ABC Rural: Hugh Mann)`, as Australian papers print it."""
_CREDIT_BY_SIGN = re.compile(
    r"[.…] ?(?:\||©) ?[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3}(?: ?/ ?[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,3})?$"
)
"""`... this month. | ANA REIS`, `... at the port. © Ana Reis/Agency`."""
_FILE_PICTURE = re.compile(
    r"(?:a )?(?:file|archive|stock|undated|handout) (?:photo(?:graph)?|picture|image)s? (?:of|shows?|from|taken|provided)\b.{4,400}",
    re.IGNORECASE,
)
_SERIES = re.compile(r".{0,60}\b(?:photo|graphic|map|illustration)s? ?: ?[A-Z]{2}.{2,60}$")


def is_caption(line: str) -> bool:
    """Whether a line describes a picture, chart or table: numbered as one, or with a credit behind it."""
    if len(line) > 700 or len(line) < 12:
        return False
    return bool(
        (_FIGURE.match(line) and len(line) < 300)
        or _CREDIT_BEHIND.search(line[-140:])
        or _CREDIT_IN_BRACKETS.search(line[-100:])
        or (len(line) < 300 and _CREDIT_BY_COLON.search(line[-100:]))
        or (len(line) < 400 and _CREDIT_BY_SIGN.search(line[-100:]))
        or (len(line) < 300 and _FILE_PICTURE.fullmatch(line))
        or _SERIES.match(line[-140:])
    )


def is_bare_caption(unit: Unit) -> bool:
    """A line of some words without a full stop; between byline and first sentence it tells what the picture shows."""
    small = sum(w[:1].islower() for w in unit.text.split())
    numbered = numbering.division(unit.text) or numbering.numbered(unit.text) or numbering.item(unit.text)
    return unit.words >= 6 and small >= 2 and not unit.terminal and unit.text[-1] not in ":;,?)]" and not numbered
