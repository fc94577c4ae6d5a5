"""Days that the end of a text tells: when a law was made or signed, in which issue an article was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Passage
from policynlp.ingest.dates import PrintedDate, find_dates

_VERB = r"(?i:stipulated|done|given|signed|enacted|promulgated|issued|dated|made|determined|passed|adopted)"
_SIGNED = re.compile(
    rf"(?:^|\n)\s*(?:It was )?{_VERB}\b(?:,? (?i:and) (?i:approved|adopted|signed|ordained|enacted))?"
    r"(?: by me| by (?:the )?[A-Z][\w ,'’-]{2,60}?)?(?: under my hand)?(?: (?:in|at|on|this|THIS)\b|:)[^.;\d]{0,60}$"
)
_THIS = re.compile(r"\b(?i:this)(?: the)? $|^\s*DONE\b[^.;\d]{0,60}$")
"""Formulas of acts, which hold above lists of votes and signatures too: `this 14th day of March`."""
_NEAR_PASSAGES, _FAR_PASSAGES, _MOST_SIGNED_CHARS = 6, 24, 120
_PRINTED = re.compile(
    r"\W{0,3}(?:(?:this (?:article|story|column|piece) )?(?:was |has been )?(?:first |originally )?(?:published|printed|posted)|appeared)"
    r"\b(?P<where>[^.;!?]{0,80})$",
    re.IGNORECASE,
)
_MOST_PRINTED_CHARS = 140
_OF_ISSUES = frozenset(
    {
        "and",
        "at",
        "by",
        "de",
        "edition",
        "for",
        "in",
        "issue",
        "la",
        "magazine",
        "newspaper",
        "of",
        "on",
        "online",
        "page",
        "paper",
        "print",
        "the",
        "website",
        "with",
    }
)
_GOES_ON = re.compile(r"\s?,\s(?:the|an?|it|its|he|she|they|this|these|his|her|their|all)\s")
"""Behind the day in a sentence about something else: `Made by the works on 3 May 1899, the bell is cracked.`"""


def signed_at_the_end(text: str, passages: Sequence[Passage]) -> list[PrintedDate]:
    """The day on which a law was made, where its end tells it: `Stipulated in Jakarta`, `on 14 May 2025`."""
    for count, formula in ((_NEAR_PASSAGES, None), (_FAR_PASSAGES, _THIS)):
        tail = text[passages[max(0, len(passages) - count)].start :] if passages else ""
        for printed in find_dates(tail):
            before = tail[max(0, printed.span[0] - _MOST_SIGNED_CHARS) : printed.span[0]]
            made = _SIGNED.search(before) if printed.precision == "day" else None
            if made is None or _GOES_ON.match(tail, printed.span[1]):
                continue
            if formula is None or formula.search(made[0]):
                return [printed]
    return []


def printed_at_the_end(text: str, passages: Sequence[Passage]) -> list[PrintedDate]:
    """The day of the issue that a closing line names: `Published in Daily Observer, June 11th, 2025`."""
    for passage in reversed(passages[-_FAR_PASSAGES:]):
        line = " ".join(text[passage.start : passage.end][: 2 * _MOST_PRINTED_CHARS].split())
        dates = find_dates(line) if len(line) <= _MOST_PRINTED_CHARS else []
        if len(dates) != 1 or dates[0].precision not in ("day", "minute") or dates[0].span[1] < len(line.rstrip(" .)")):
            continue
        said = _PRINTED.match(line[: dates[0].span[0]])
        if (
            passage.kind in ("paragraph", "byline", "boilerplate", "heading")
            and said is not None
            and _names_issue(said["where"])
        ):
            return dates
    return []


def _names_issue(words: str) -> bool:
    """Whether words between "published" and the day are of a paper and its issue, not of a sentence ("since", "the novel won")."""
    return not re.search(r"\d{4}", words) and all(
        w[0].isupper() or w in _OF_ISSUES for w in re.findall(r"[^\W\d_][\w'’-]*", words)
    )
