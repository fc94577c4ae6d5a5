"""What is said within turns, where a parser or the encoder takes the label of the turn, or whoever is spoken to, for who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.tag.people.turn_words import CHAIRS
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.reading import Reading

_ADDRESS = re.compile(
    rf"(?:(?:mr|mrs|ms|madam|madame)\.?[ ])?(?:{CHAIRS}|minister|senator|sir|madam|deputy)[ ]?,[ ]",
    re.IGNORECASE,
)
_SUBJECT_TOKENS = 8
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART"})


def of_turns(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, where a clause within a turn is no longer said by its label.

    In "Ana Reis: Madam President, the auditor told us that it had doubled" the auditor tells; where nobody stands between the
    address and the verb, the whole is Ana Reis's anyway, and the clause is left out.

    Args:
        reading: The document.
        found: All attributions.
    """
    found = [a for a in found if not _is_known(reading, a)]
    labels = [a for a in found if a.rule == "transcript" and a.source]
    if not labels:
        return found
    cues = {a.cue: a for a in labels if a.cue is not None}
    out = []
    for attribution in found:
        if (
            attribution.rule != "transcript"
            and attribution.cue in cues
            and attribution.end <= cues[attribution.cue].source[0][0]
        ):
            continue  # the headline in marks above an interview is not the paper's word
        turn = _turn_of(attribution, labels)
        if turn is not None:
            mended = _mended(reading, attribution, turn)
            if not mended:
                continue
        out.append(attribution)
    return out


def _is_known(reading: Reading, attribution: Attribution) -> bool:
    """Whether "as you know" only reminds whoever listens: they say nothing of it."""
    if attribution.rule == "transcript" or not attribution.source:
        return False
    start, end = attribution.source[0]
    return reading.text[start:end].lower() == "you" and reading.text[max(0, start - 3) : start].lower() == "as "


def _turn_of(attribution: Attribution, turns: Sequence[Attribution]) -> Attribution | None:
    """The turn within which a clause is said by the turn's own label; null for all others."""
    if attribution.rule == "transcript" or not attribution.source or attribution.cue is None:
        return None
    for turn in turns:
        (start, end), cue = turn.source[0], attribution.cue
        labelled = attribution.source[0][0] < end and start < attribution.source[0][1]
        if labelled and any(s <= cue[0] < e for s, e in turn.content):
            return turn
    return None


def _mended(reading: Reading, attribution: Attribution, turn: Attribution) -> bool:
    """Give a clause whoever stands between the address that begins the turn and the verb; whether somebody does."""
    address = _ADDRESS.match(reading.text, turn.start)
    cue = attribution.cue
    if address is None or cue is None or address.end() >= cue[0]:
        return False
    first, last = reading.token_at(address.end()), reading.token_at(cue[0])
    inside = reading.doc[first:last]
    if not 0 < len(inside) <= _SUBJECT_TOKENS or any(t.pos_ not in _NOMINAL for t in inside):
        return False
    attribution.source, attribution.source_token = [reading.chars(first, last)], inside.root.i
    return True
