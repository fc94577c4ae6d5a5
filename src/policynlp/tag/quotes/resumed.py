"""Direct speech that goes on behind what its speaker does besides: `"...", said X, speaking of Y. "..."`."""

from __future__ import annotations

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading

_STOPS = frozenset(".?!…")
_GOES_ON = frozenset({"add", "continue", "go", "conclude", "explain", "remark", "reply", "respond"})
"""What is said by these is said behind them as well: `"...", he said, adding that it was late. "..."`."""


def resumed(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Attributions in which whole sentences in marks are of the speech in their paragraph, not of what its speaker does besides.

    In PolNeAR a stretch that begins behind such a sentence is of the speech before 50 times of 52, but for verbs of going on. Where
    the verb is somebody else's ("... said X, but Y disagreed."), the stretch stays with them.

    Args:
        reading: The document.
        found: All attributions; contents are changed in place.

    Returns:
        Those that keep a content.
    """
    owners = {
        mark.start: a for a in found for s, e in a.content for mark in reading.outer_between(s, e) if _within(mark, (s, e))
    }
    speech: tuple[Marked, Attribution] | None = None  # the last stretch with a cue behind it
    last: Marked | None = None
    for mark in reading.outer:
        before, last = last, mark
        owner = owners.get(mark.start)
        if owner is None or owner.cue is None:
            continue
        if owner.cue[0] >= mark.inner[1]:
            speech = mark, owner
        elif speech is not None and before is speech[0] and _is_resumed(reading, speech, owner, mark):
            kept = [piece for span in owner.content for piece in _without(reading, span, mark)]
            speech[1].content = merged([*speech[1].content, mark.inner], reading.text)
            owner.content = kept
    return [a for a in found if a.content]


def _within(mark: Marked, span: Span) -> bool:
    return span[0] <= mark.inner[0] and mark.inner[1] <= span[1]


def _is_resumed(reading: Reading, speech: tuple[Marked, Attribution], owner: Attribution, mark: Marked) -> bool:
    """Whether a stretch goes on with the one before: one teller, whose two verbs stand in one sentence that ends between them."""
    before, speaker = speech
    if speaker.cue is None or owner.cue is None or owner is speaker or owner.source not in ([], speaker.source):
        return False
    if mark.passage != before.passage or not mark.closed or not before.end <= speaker.cue[0] < owner.cue[0] < mark.start:
        return False
    if reading.sentence[speaker.cue_token] != reading.sentence[owner.cue_token]:
        return False
    end = mark.start
    while end and reading.text[end - 1].isspace():
        end -= 1
    stop = reading.token_at(end - 1)
    ends = reading.text[end - 1] in _STOPS and reading.sentence[stop] == reading.sentence[speaker.cue_token]
    whole = reading.sentence[stop][1] == stop + 1 and reading.text[mark.inner[1] - 1] in _STOPS
    return ends and whole and reading.lemma(reading.doc[owner.cue_token]) not in _GOES_ON


def _without(reading: Reading, span: Span, mark: Marked) -> list[Span]:
    """What is left of a piece of content on either side of marks."""
    if not _within(mark, span):
        return [span]
    sides = (span[0], min(mark.start, span[1])), (max(mark.end, span[0]), span[1])
    return [piece for side in sides if (piece := reading.trimmed(side)) is not None]
