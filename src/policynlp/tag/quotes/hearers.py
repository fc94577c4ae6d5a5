"""Sources that are told what is said, and say nothing: "the court heard that", "Governor X was informed that"."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Figure

_TOLD = frozenset({"tell", "inform", "notify", "brief", "assure", "remind", "warn", "advise"})
"""Verbs whose subject in the passive is whom somebody else tells it."""


def is_told(cue: Token, source: Span, figure: Figure) -> bool:
    """Whether who stands as the source has it from somebody else, whom the text leaves out.

    A paper "has learned" what it reports itself; a person who learned something has it from others.

    Args:
        cue: Head of the cue.
        source: The source.
        figure: Whom it names.
    """
    lemma = cue.lemma_.lower()
    if lemma == "hear":
        return figure.name is not None
    if lemma == "learn":
        return figure.kind == "named_person"
    passive = any(c.dep_ == "auxpass" for c in cue.children)
    return lemma in _TOLD and passive and source[1] <= cue.idx and figure.name is not None
