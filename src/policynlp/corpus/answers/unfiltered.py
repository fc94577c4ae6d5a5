"""Questions that are asked of the corpus as a whole: the first pages, whose answers may be worked out beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from policynlp.corpus.answers.actors import actors_question
from policynlp.corpus.answers.answer import Question
from policynlp.corpus.answers.comparisons import comparisons_question
from policynlp.corpus.answers.themes import GROUPS, by_speaker_question, shares_question
from policynlp.corpus.answers.voices import kinds_question, voices_question


def unfiltered() -> Iterator[Question]:
    """All of them; shares of single documents are left out, since they are as many rows as there are themes in documents."""
    yield actors_question()
    yield voices_question()
    yield kinds_question()
    yield comparisons_question()
    for facets in (False, True):
        yield by_speaker_question(facets=facets)
        for by in GROUPS:
            if by != "document":
                yield shares_question(by=by, facets=facets)
