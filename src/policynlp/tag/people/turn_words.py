"""What the minutes of parliaments print like names and is none: whoever is in the chair, parties, numbers of questions."""

from __future__ import annotations

import re

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import HONORIFICS, role_head

CHAIRS = r"(?:speaker|president|chair(?:man|woman|person)?)"
"""Whoever is in the chair, as a pattern for small letters."""
_CHAIRS = frozenset({"speaker", "chair", "chairman", "chairwoman", "chairperson", "president", "moderator"})
_CHAIR = frozenset({"chair", "chairman", "chairwoman", "chairperson"})
_BEFORE_CHAIRS = frozenset(
    {"mr", "mister", "madam", "madame", "mme", "ms", "hon", "honourable", "honorable", "house", "deputy", "vice", "acting"}
)
_PARTS = frozenset({"question", "questioner", "answer", "interviewer", "reporter", "journalist", "moderator"})
_ADDRESSING = frozenset({"mr", "mr.", "mister", "madam", "madame", "mme", "mme.", "ms", "ms."})
_LINKS = frozenset({"of", "for", "to", "from", "in", "at"})
_PARTY_LETTERS = 4
_QUESTION = re.compile(r"Q\d{1,4}\.?")


def is_in_a_turn(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" is such a word: "Madam Speaker", "Chair:", "(Minister of Health, Lib.)", "Q84 Chair".

    Args:
        tokens: The document.
        m: Taken for a person.
    """
    if _QUESTION.fullmatch(tokens.text[m.start]) is not None:
        return all(tokens.lower[k] in HONORIFICS or role_head(tokens.text[k]) for k in range(m.start + 1, m.end))
    if m.end - m.start != 1 and tokens.lower[m.start] in _LINKS and tokens.text[m.start].isupper():
        return True  # "THE MINISTER" + "OF FINANCE"
    if m.end - m.start != 1:
        before = all(w.rstrip(".") in _BEFORE_CHAIRS for w in tokens.lower[m.start : m.end - 1])
        return before and tokens.lower[m.end - 1] in _CHAIRS  # "House Chairperson"
    if tokens.lower[m.start] in _CHAIR:
        return True
    labels = m.end < len(tokens) and tokens.text[m.end] in {":", "("}
    if labels and tokens.barrier[m.start] and tokens.lower[m.start] in _PARTS:
        return True
    addressed = m.start > 0 and tokens.lower[m.start - 1] in _ADDRESSING and not tokens.barrier[m.start]
    return ((addressed or labels) and tokens.lower[m.start] in _CHAIRS) or _is_party(tokens, m)


def _is_party(tokens: Tokens, m: Mention) -> bool:
    """Whether a short word ends with a stop before a closing bracket, behind a comma or a bracket: "(Winnipeg Centre, Lib.)"."""
    i = m.start
    if not i or m.end + 1 >= len(tokens) or len(tokens.text[i]) > _PARTY_LETTERS:
        return False
    return tokens.text[i - 1] in {",", "("} and tokens.text[m.end] == "." and tokens.text[m.end + 1][0] == ")"
