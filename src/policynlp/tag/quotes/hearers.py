"""Sources that are told what is said, and say nothing: "the court heard that", "Governor X was informed that"."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Figure

_TOLD = frozenset({"tell", "inform", "notify", "brief", "assure", "remind", "warn", "advise"})
"""Verbs whose subject in the passive is whom somebody else tells it."""

_HEARS_CASES = frozenset(
    """
    judge justice magistrate coroner sheriff commissioner inquiry tribunal arbitrator recorder registrar ombudsman adjudicator
    """.split()  # noqa: SIM905 - a table of words
)
"""Who hears what is told in a case."""


def is_told(cue: Token, source: Span, words: str, figure: Figure) -> bool:
    """Whether who stands as the source has it from somebody else, whom the text leaves out.

    A paper "has learned" what it reports itself; a person who learned something has it from others. What people have heard of they
    tell themselves: of them, only whoever hears a case is told.

    Args:
        cue: Head of the cue.
        source: The source.
        words: Of the source, in small letters.
        figure: Whom it names.
    """
    lemma = cue.lemma_.lower()
    if lemma == "hear":
        return figure.kind in {"organisation", "document"} or not _HEARS_CASES.isdisjoint(words.split())
    if lemma == "learn":
        return figure.kind == "named_person"
    passive = any(c.dep_ == "auxpass" for c in cue.children)
    return lemma in _TOLD and passive and source[1] <= cue.idx and figure.name is not None
