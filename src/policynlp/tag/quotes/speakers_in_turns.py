"""Who speaks in and within turns: behind labels that are parts ("Q", "The Chair"), and who "I" and "the minister" are within one."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.first_person import UNMARKED, speech_around
from policynlp.tag.quotes.in_the_chair import Chairs
from policynlp.tag.quotes.interviewed import introduced, parts
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speaker_pronouns import ANONYMOUS
from policynlp.tag.quotes.turn_names import Panel, asked_again, label_of, numbered

HE = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
ME = frozenset({"i", "me"})
LABELLED = frozenset({"transcript", "colon"})
"""Rules whose sources are labels."""
_FULL_NAME = 3
"""Words: shorter names may be what a label leaves of one."""
_OURS = frozenset({"we", "our", "my"})

_WORKS = frozenset(
    {
        "work",
        "analysis",
        "estimate",
        "figure",
        "data",
        "research",
        "survey",
        "forecast",
        "projection",
        "calculation",
        "view",
        "opinion",
    }
)
"""What says something in the name of whoever has made it: "Our forecast indicates that"."""


def name_parts(reading: Reading, cast: Cast, attributions: Sequence[Attribution], out: list[Figure]) -> None:
    """Name who has the turns that are labelled by a part alone: "Q", "A", "The Chair".

    Args:
        reading: The document.
        cast: Its people.
        attributions: All of them.
        out: Who speaks in each; changed in place.
    """
    labelled = [i for i, a in enumerate(attributions) if a.rule in LABELLED and a.source]
    if not labelled:
        return
    asking = parts(reading, cast, attributions, out)
    chairs = Chairs(reading, cast, min(attributions[i].source[0][0] for i in labelled))
    panel = Panel(cast)
    for i in labelled:
        attribution = attributions[i]
        if attribution.unnamed:
            named = introduced(reading, cast, attribution)
            out[i] = named or asking.of(reading.text[slice(*attribution.source[0])]) or out[i]
        out[i] = chairs.of(reading, attribution) or out[i]
        if attribution.rule == "transcript" and len((out[i].name or "").split()) < _FULL_NAME:
            out[i] = panel.of(label_of(reading, attribution)) or out[i]
    turns = [i for i in labelled if attributions[i].rule == "transcript"]
    again = asked_again(reading, [attributions[i] for i in turns], [out[i] for i in turns])
    for i in turns:
        if out[i].name is None and (number := numbered(reading, attributions[i])) is not None:
            out[i] = again.get(number, out[i])


def name_within(
    reading: Reading, cast: Cast, attributions: Sequence[Attribution], heads: Sequence[Token | None], out: list[Figure]
) -> None:
    """Name "I" by whoever says it; nobody is "she" or "the minister" in words of her own.

    Args:
        reading: The document.
        cast: Its people.
        attributions: All of them.
        heads: Heads of their sources.
        out: Who speaks in each; changed in place.
    """
    for i, head in enumerate(heads):
        ours = head is not None and head.lemma_.lower() in _WORKS and _is_ours(reading, attributions[i])
        if head is None or not (ours or head.lower_ in ME | HE.keys() | _OURS or role_head(head.text)):
            continue
        around = speech_around(reading, head, attributions)
        if around is None or around == i:
            continue
        unmarked = attributions[around].rule in UNMARKED
        same = out[i].entity is not None and out[i].entity == out[around].entity
        if head.lower_ in ME or ((ours or head.lower_ in _OURS) and unmarked):
            out[i] = out[around]
        elif head.lower_ in HE and same:
            out[i] = ANONYMOUS  # who says "she told me" speaks of somebody else
        elif unmarked and same and not any(m.figure is out[i] for m in cast.within(attributions[i].source[0])):
            out[i] = ANONYMOUS  # "the Auditor General told us"


def _is_ours(reading: Reading, attribution: Attribution) -> bool:
    """Whether a source begins with "our" or "my"."""
    return bool(attribution.source) and reading.text[slice(*attribution.source[0])].lower().startswith(("our ", "my "))
