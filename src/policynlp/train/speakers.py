"""Cases of sources without a name, with what their reader says of whom each means: what rankers of speakers learn from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.evaluate.speaker_probes import same_speaker
from policynlp.tag.quotes.ranked_cases import Case
from policynlp.train.ranking import MarkedCase

_WORD = re.compile(r"\w+")


def marked_case(group: str, case: Case, meant: Sequence[str | None], *, whole: bool = True) -> MarkedCase:
    """A case with what its reader says of it.

    Args:
        group: The text.
        case: Of a source.
        meant: Names that its reader gives, any of which will do; null for nobody who is named.
        whole: Whether the text was read as a whole.
    """
    right = tuple(any(is_name_of(name, one) for one in meant) for name in case.names)
    return MarkedCase(group, case, right, whole)


def is_name_of(given: str | None, meant: str | None) -> bool:
    """Whether two names are one person's: the same, or the words of one among those of the other ("Reis", "Ana Reis")."""
    if given is None or meant is None:
        return given is meant
    a, b = (set(_WORD.findall(name.lower())) for name in (given, meant))
    return same_speaker(meant, given) or (bool(a) and bool(b) and (a <= b or b <= a))
