"""Words for what the analysis names: kinds of sources, standings of figures, acts; lists, periods, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policynlp.corpus.brief.evidence import Place
from policynlp.corpus.brief.voices import Voice

SOURCES: Mapping[str, str] = {
    "named_person": "named persons",
    "organisation": "organisations",
    "document": "documents",
    "anonymous": "unnamed sources",
    "none": "nobody named",
}
STANDINGS: Mapping[str, str] = {
    "contradicted": "contradicted",
    "doubtful": "doubtful",
    "confirmed": "confirmed",
    "holds": "holds as a bound",
    "not_comparable": "not comparable",
    "related": "compare with another text",
    "alone": "found nowhere else",
}
ACTS: Mapping[str, str] = {
    "directive": "demand",
    "plan": "plan",
    "duty": "duty by its verb",
    "speech": "statement",
    "belief": "belief",
}
NATURES: Mapping[str, str] = {
    "outturn": "",
    "estimate": "estimate",
    "target": "target",
    "forecast": "forecast",
    "hypothetical": "hypothetical",
}
_OPENING = re.compile(r"^(?:The|A|An|Its|Their|This|That|Between|From|In|By|Since|During|Last|Over|Until|At|On|Some|Both)\b")
_REASON = re.compile(r"^(?:The same value|Not the same thing), but (?P<why>.+?): “", re.DOTALL)
_TITLE_CHARS = 60
"""Titles in sentences are cut to so many; the whole of each stands with its passages."""


def listing(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def inside(text: str) -> str:
    """A phrase as it stands inside a sentence: `The region` as `the region`, names as they are."""
    return text[:1].lower() + text[1:] if _OPENING.match(text) else text


def capital(text: str) -> str:
    """A phrase as it stands at the head of a sentence."""
    return text[:1].upper() + text[1:]


def theme_name(theme: str) -> str:
    """`foreign_affairs` as `foreign affairs`."""
    return theme.replace("_", " ")


def titled(title: str) -> str:
    """A title in quotation marks, shortened."""
    line = " ".join(title.split())
    if len(line) > _TITLE_CHARS:
        line = (line[:_TITLE_CHARS].rpartition(" ")[0] or line[:_TITLE_CHARS]).rstrip(" ,;:") + " …"
    return f"“{line}”"


def period(text: str | None, since: str | None = None) -> str:
    """A period as printed, with the year that a relative one means: `2003`, `last year (2023)`."""
    if not text:
        return ""
    year = (since or "")[:4]
    told = year.isdigit() and year.strip("0") and not re.search(r"\d{4}|\d0s", text)
    return f"{inside(text)}, {year}" if told else inside(text)


def described(voice: Voice) -> str:
    """A voice with its title and affiliation."""
    if voice.name is None:
        return "Nobody named" if voice.source_type == "none" else "Unnamed, by a pronoun"
    role = ", ".join(p for p in (voice.title, voice.affiliation) if p)
    return f"{voice.name}, {role}" if role else capital(voice.name)


def incomparable(reason: str, *, from_here: bool) -> str:
    """Why two figures are not comparable, as the second half of a sentence.

    Args:
        reason: As the comparison gives it.
        from_here: Its first figure is that of this text.
    """
    match = _REASON.match(reason)
    if match is None:
        return reason[:1].lower() + reason[1:].rstrip(".")
    why = re.sub(r"(?<=[( ])(?:The|A|An)(?= )", lambda m: m[0].lower(), match["why"])
    if why.startswith("the first covers"):
        return why.replace("the first", "this text’s" if from_here else "its figure", 1)
    return why


def excerpt(place: Place, *, chars: int | None = None) -> str:
    """What is shown of a stretch, on one line, with ellipses where it goes on.

    Args:
        place: The stretch.
        chars: Cut it to so many, at a word.
    """
    line = " ".join(place.text.split())
    if chars is not None and len(line) > chars:
        return line[:chars].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return f"{'… ' if place.more_before else ''}{line}{' …' if place.more_after else ''}"
