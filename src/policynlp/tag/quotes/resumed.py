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
    """Attributions in which whole sentences in marks are of the speech in their paragraph, not of what its teller adds.

    In PolNeAR a stretch that begins behind such a sentence is of the speech before 50 times of 52, but for verbs of going on.

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
    for mark in reading.outer:
        owner = owners.get(mark.start)
        if owner is None or owner.cue is None:
            continue
        if owner.cue[0] >= mark.inner[1]:
            speech = mark, owner
        elif speech is not None and owner is not speech[1] and _is_resumed(reading, speech, owner, mark):
            kept = [piece for span in owner.content for piece in _without(reading, span, mark)]
            speech[1].content = merged([*speech[1].content, mark.inner], reading.text)
            owner.content = kept
    return [a for a in found if a.content]


def _within(mark: Marked, span: Span) -> bool:
    return span[0] <= mark.inner[0] and mark.inner[1] <= span[1]


def _is_resumed(reading: Reading, speech: tuple[Marked, Attribution], owner: Attribution, mark: Marked) -> bool:
    """Whether a stretch goes on with a speech, whose cue and the owner's stand in one sentence that ends right before it."""
    before, speaker = speech
    if speaker.cue is None or owner.cue is None or mark.passage != before.passage or not mark.closed:
        return False
    between = reading.text[speaker.cue[1] : mark.start].rstrip()
    if between[-1:] not in _STOPS or not before.end <= speaker.cue[0] < owner.cue[0] < mark.start:
        return False
    if any(m.start > speaker.cue[1] for m in reading.outer_between(speaker.cue[1], mark.start)):
        return False
    last = reading.token_at(speaker.cue[1] + len(between) - 1)
    one = reading.sentence[speaker.cue_token] == reading.sentence[owner.cue_token] == reading.sentence[last]
    return one and reading.lemma(reading.doc[owner.cue_token]) not in _GOES_ON


def _without(reading: Reading, span: Span, mark: Marked) -> list[Span]:
    """What is left of a piece of content on either side of marks."""
    if not _within(mark, span):
        return [span]
    sides = (span[0], min(mark.start, span[1])), (max(mark.end, span[0]), span[1])
    return [(s, s + len(reading.text[s:e].rstrip())) for s, e in sides if s < e and any(c.isalnum() for c in reading.text[s:e])]
