"""Genre from structural evidence: how a text is numbered, addressed, signed and titled, never from its subject.

Each sign adds to the score of one genre; the best one wins if it reaches `MIN_SCORE`. Weights were set by hand: 2 for a
sign that other genres hardly show, 1 for one that they share.
"""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Genre, Passage

MIN_SCORE = 2.0
_OPENING_CHARS = 3_000
_ARTICLE = re.compile(r"^(?:Article|Section|Sec\.|Chapter|§+)\s*\d|^Chapter [IVX]", re.IGNORECASE)

TITLES: tuple[tuple[Genre, str, float], ...] = (
    ("law", r"\b(?:act|law|regulations?|directive|decree|ordinance|statute|bill|treaty|constitution|code)\b(?: (?:of|no\.?|\(|on|\d)|$)", 2),
    ("speech", r"\b(?:speech|remarks|address|keynote|statement to (?:the )?(?:house|parliament)|opening statement|lecture)\b", 2),
    ("statistics", r"\b(?:communiqu[eé]|statistical|statistics|census|in figures|survey results|national accounts|price index|labou?r force|bulletin|factsheet|fact sheet)\b", 2),
    ("policy", r"\b(?:strategy|plan|white paper|green paper|policy|programme|program|framework|roadmap|action plan|outline|guidelines?|opinions on|notice on|circular|blueprint|review)\b", 1.5),
)  # fmt: skip
OPENINGS: tuple[tuple[Genre, str, float], ...] = (
    ("speech", r"\b(?:ladies and gentlemen|distinguished (?:guests|delegates|colleagues)|excellencies|mr\.? speaker|madam speaker|my fellow |dear (?:friends|colleagues)|check against delivery|thank you (?:very much )?for (?:inviting|having))\b", 3),
    ("law", r"\b(?:be it enacted|have adopted this|whereas\b|having regard to|this (?:act|law|regulation|directive) (?:may be cited|shall|lays down|applies)|for the purposes of this (?:act|law|regulation|directive))\b", 3),
    ("statistics", r"\b(?:preliminary (?:estimates?|figures|data)|seasonally adjusted|year[- ]on[- ]year|statistics (?:office|bureau|agency|authority)|bureau of statistics|figures (?:for \d{4} )?are provisional|percentage points?)\b", 1),
    ("policy", r"\b(?:this (?:plan|strategy|paper|document|programme|policy|outline) (?:sets out|covers|describes|aims|is|treats)|the (?:government|ministry|department) will|published by the (?:department|ministry|office)|are to be|shall be)\b", 1),
)  # fmt: skip
_TITLES = [(genre, re.compile(pattern, re.IGNORECASE), weight) for genre, pattern, weight in TITLES]
_OPENINGS = [(genre, re.compile(pattern, re.IGNORECASE), weight) for genre, pattern, weight in OPENINGS]
_SPOKEN = re.compile(r"\b(?:I|we|my|our|you|your)\b")
_REPORTED = re.compile(r"\b(?:said|told reporters|according to|announced|added)\b")


def genre_of(text: str, passages: Sequence[Passage], *, title: str | None, authors: bool, dateline: bool) -> Genre:
    """The genre of a text.

    Args:
        text: The document's text.
        passages: Its layout.
        title: Title, if known.
        authors: People sign it in a byline.
        dateline: It opens with a place of filing, or its byline gives one.

    Returns:
        `news`, `policy`, `statistics`, `speech`, `law`, or `other` where the evidence is thin.
    """
    score: dict[Genre, float] = dict.fromkeys(("law", "speech", "statistics", "policy", "news"), 0.0)
    for genre, pattern, weight in _TITLES:
        score[genre] += weight if title and pattern.search(title) else 0
    prose = [text[p.start : p.end] for p in passages if p.kind in ("paragraph", "list")]
    opening = text[:_OPENING_CHARS]
    for genre, pattern, weight in _OPENINGS:
        score[genre] += weight if pattern.search(opening) else 0
    heads = [p for p in passages if p.number and p.kind in ("heading", "paragraph", "list")]
    articles = sum(bool(_ARTICLE.match(p.number or "")) for p in heads)
    score["law"] += 3 if articles >= 3 else 0
    score["policy"] += 1 if len(heads) - articles >= 3 else 0
    score["statistics"] += 1.5 if any(p.kind == "table" for p in passages) else 0
    sample = " ".join(prose)[:20_000]
    words = max(1, len(sample.split()))
    digits = sum(c.isdigit() for c in sample)
    score["statistics"] += 1.5 if digits * 25 >= len(sample) and words >= 30 else 0
    outside = re.sub(r"[\"“][^\"”]{0,600}[\"”]", " ", sample)
    score["speech"] += 2 if len(_SPOKEN.findall(outside)) * 25 >= words else 0
    reported = len(_REPORTED.findall(sample))
    score["news"] += (
        (2 if authors else 0)
        + (1.5 if dateline else 0)
        + (2 if reported * 120 >= words else 1 if reported * 300 >= words else 0)
    )
    best = max(score, key=lambda g: score[g])
    return best if score[best] >= MIN_SCORE else "other"
