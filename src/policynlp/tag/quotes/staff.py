"""Bodies that are told by the people who work there: "the auditors" for the Audit Office, "the judges" for the court."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading

_STAFF = {
    "auditors": frozenset({"audit", "auditor", "auditors", "auditor-general", "accounts", "comptroller"}),
    "statisticians": frozenset({"statistics", "statistical", "statistic"}),
    "judges": frozenset({"court", "tribunal"}),
}
INVESTIGATORS = frozenset(
    "auditors economists analysts researchers scientists sociologists statisticians inspectors investigators experts engineers".split()
)
"""Who finds something for the body that they work for."""
_OF_STATES = frozenset({"state", "government", "federal", "public", "provincial", "national", "county", "municipal"})
_OWNED = re.compile("['’]s?\\b")
_REACH_MENTIONS = 60


def body_of_staff(reading: Reading, cast: Cast, head: Token, span: Span) -> Figure | None:
    """The one body named before whose people are meant: "the auditors" for the Public Audit Bureau; nobody's where a firm is named by."""
    if (wanted := _STAFF.get(head.lower_)) is None:
        return None
    first = (
        head.left_edge == head and head.i == reading.sentence[head.i][0] and head.head.tag_ == "VBD"
    )  # "Auditors also found"
    again = any(t.lower_ == head.lower_ for t in reading.doc[: head.i])
    opens = first and head.lower_ == "auditors" and not again
    bare = head.lower_ == "auditors" and all(c.lower_ in _OF_STATES for c in head.lefts)  # "..., auditors found"
    if not (opens or bare or any(c.lower_ in {"the", "its"} for c in head.lefts)):
        return None
    if any(t.text[:1].isupper() for t in reading.doc[head.i + 1 : reading.token_at(span[1] - 1) + 1]):
        return None  # "the auditors, from Ernst & Young"
    found: dict[str, Figure] = {}
    by_others = ""
    for mention in cast.before(head.idx, limit=_REACH_MENTIONS):
        figure = mention.figure
        near = reading.passage[reading.token_at(mention.start)] == reading.passage[head.i]
        if figure.organisation and figure.name and wanted & set(_OWNED.sub("", figure.name.lower()).split()):
            found[figure.name] = figure
        elif figure.organisation and near and not found and head.lower_[:5] in (told := _sentence_of(reading, mention).lower()):
            by_others = by_others or told  # "Deloitte audits the bank. The auditors said"
    one = next(iter(found.values())) if len(found) == 1 else None
    return one if one is not None and (not by_others or (one.name or "").lower() in by_others) else None


def _sentence_of(reading: Reading, mention: Mention) -> str:
    first, last = reading.sentence[reading.token_at(mention.start)]
    return reading.text[reading.starts[first] : reading.ends[last - 1]]
