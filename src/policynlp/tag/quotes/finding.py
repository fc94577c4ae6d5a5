"""All attributions of a document: direct speech first, then what the parse gives, without repeats."""

from __future__ import annotations

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.direct import direct_attributions
from policynlp.tag.quotes.indirect import indirect_attributions
from policynlp.tag.quotes.reading import Reading


def attributions(reading: Reading) -> list[Attribution]:
    """The attributions, ordered by the start of their content."""
    used: set[int] = set()
    found = list(indirect_attributions(reading, used))
    found = direct_attributions(reading, found)
    found.sort(key=lambda a: (a.start, a.end, a.cue_token))
    return found
