"""All attributions of a document: direct speech first, then what the parse gives, without repeats."""

from __future__ import annotations

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.direct import continue_speech, direct_attributions
from policynlp.tag.quotes.indirect import indirect_attributions
from policynlp.tag.quotes.prepositional import prepositional_attributions
from policynlp.tag.quotes.reading import Reading


def attributions(reading: Reading) -> list[Attribution]:
    """The attributions, ordered by the start of their content."""
    found = [*indirect_attributions(reading), *prepositional_attributions(reading)]
    found = _outermost(direct_attributions(reading, found))
    continue_speech(reading, found)
    found.sort(key=lambda a: (a.start, a.end, a.cue_token))
    return found


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Without those that lie wholly in what somebody else says: of these, one in six is an attribution in PolNeAR."""
    spans = sorted((s, -e, -a.score, a.cue_token, i) for i, a in enumerate(found) for s, e in a.content)
    inside = [True] * len(found)
    reach, owner = -1, -1
    for _, minus_end, _, _, index in spans:
        if -minus_end > reach or owner == index:
            inside[index] = False
        if -minus_end > reach:
            reach, owner = -minus_end, index
    return [a for a, hidden in zip(found, inside, strict=True) if not hidden]
