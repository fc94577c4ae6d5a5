"""The fine label of a place that the encoder reads: by spaCy's label, the gazetteer, or a head word."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from policynlp.tag.entities.gazetteer import certain, parted, readings
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens

PLACES = frozenset({"GPE", "LOC", "FAC"})
_LAND = frozenset(
    """
    sea ocean river lake mountain mountains valley peninsula desert gulf strait straits bay island islands coast basin delta canal
    plateau plain plains forest continent hemisphere cape channel isthmus africa europe asia america americas oceania antarctica arctic
    atlantic pacific mediterranean caribbean balkans sahel sahara levant middle east heights hills range falls creek glacier volcano
    """.split()
)
"""Last words of natural places and regions."""
_BUILT = frozenset(
    """
    airport bridge street road avenue square stadium hall building station palace prison highway tower boulevard plaza dam tunnel
    cathedral church mosque temple castle hotel monument memorial theatre theater arena mall port harbour harbor checkpoint
    """.split()
)
"""Last words of what people have built."""


def is_place(tokens: Tokens, m: Mention) -> bool:
    """Whether the gazetteer is certain of a name."""
    return bool(certain(readings(parted(tokens.words(m.start, m.end))[0])))


def is_demonym(tokens: Tokens, m: Mention) -> bool:
    """Whether a name is that of a nation's people ("Iraqi", "Iraqis")."""
    word = tokens.words(m.start, m.end).lower()
    return word in DEMONYMS or word.removesuffix("s") in DEMONYMS


def place_label(tokens: Tokens, m: Mention, same: Mention | None) -> str:
    """GPE, LOC, FAC or NORP for a place of the encoder's: by spaCy's label of the same words, the gazetteer, a head word."""
    if same is not None and (same.label in PLACES or (same.label == "NORP" and is_demonym(tokens, m))):
        return same.label
    name, noun = parted(tokens.words(m.start, m.end))
    if noun is not None or certain(readings(name)):
        return "GPE"
    last = tokens.lower[m.end - 1]
    first = tokens.lower[m.start]
    if m.end - m.start > 1 and last in _BUILT:
        return "FAC"
    return "LOC" if last in _LAND or first in {"lake", "mount", "cape", "gulf", "strait", "sea", "river"} else "GPE"
