"""Names with what somebody is called in marks within them, or with a short first name: `Teodoro "Teddy" Macaraeg`, "Ma. Pilar Gatuslao"."""

from __future__ import annotations

from dataclasses import replace

from policynlp.tag.entities.name_words import LEADING_WORDS, ORG_HEADS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import HONORIFICS, role_head

_OPENS, _CLOSES = frozenset("\"“'‘"), frozenset("\"”'’")
_MOST_WORDS = 2
_SHORT = frozenset({"ma", "md", "mohd", "muhd", "mst"})
"""Maria and Mohammad, as names of the Philippines, Bangladesh and Malaysia write them."""


def with_nicknames(tokens: Tokens, model: list[Mention]) -> list[Mention]:
    """What models find, names of people whole over the marks within them and from their short first name on.

    Args:
        tokens: The document.
        model: In order, not overlapping.
    """
    out = list(model)
    for i, word in enumerate(tokens.text):
        if word in _OPENS and 0 < i < len(tokens) - 2 and (name := _around(tokens, i, out)) is not None:
            inside = [m for m in out if m.start < name.end and m.end > name.start]
            out = sorted([*(m for m in out if m not in inside), name], key=lambda m: m.start)
    whole: list[Mention] = []
    for m in out:
        longer = _from_short_name(tokens, m) if m.label == "PERSON" else m
        while longer is not m and whole and whole[-1].end > longer.start:
            whole.pop()  # "Ma" + "Pilar Gatuslao"
        whole.append(longer)
    return whole


def _around(tokens: Tokens, mark: int, model: list[Mention]) -> Mention | None:
    """The name around a mark that opens a nickname."""
    close = next((k for k in range(mark + 2, min(mark + 2 + _MOST_WORDS, len(tokens) - 1)) if tokens.text[k] in _CLOSES), None)
    if close is None or any(tokens.barrier[mark : close + 2]) or tokens.joined(mark) or tokens.joined(close + 1):
        return None
    if not all(_is_word(tokens, k) for k in (*range(mark + 1, close), mark - 1, close + 1)):
        return None
    before = next((m for m in model if m.label == "PERSON" and m.start <= mark - 1 < m.end), None)
    behind = next((m for m in model if m.label == "PERSON" and m.start <= close + 1 < m.end), None)
    if before is None and behind is None:
        return None
    # "Maria “Baby” Tan": between two names what stands in marks is no work, whatever the model takes it for
    titled = [m for m in model if before and behind and m.label == "WORK_OF_ART" and mark <= m.start and m.end <= close + 1]
    if any(m.label != "PERSON" and m not in titled and m.start < close + 2 and m.end >= mark for m in model):
        return None
    start, end = before.start if before else mark - 1, behind.end if behind else close + 2
    start = max((k + 1 for k in range(start, mark - 1) if role_head(tokens.text[k]) is not None), default=start)
    return Mention(start, end, "PERSON", "rule", 0.9, firm=True)


def _is_word(tokens: Tokens, i: int) -> bool:
    low = tokens.lower[i]
    plain = tokens.cap[i] and tokens.text[i].replace("-", "").isalpha()
    return plain and low not in LEADING_WORDS | ORG_HEADS and low not in HONORIFICS and role_head(low) is None


def _from_short_name(tokens: Tokens, m: Mention) -> Mention:
    first = m.start - 1 - (m.start > 1 and tokens.text[m.start - 1] == "." and tokens.joined(m.start - 1))
    before = first >= 0 and not any(tokens.barrier[first + 1 : m.start + 1]) and tokens.cap[first]
    state = first > 0 and tokens.text[first - 1] == ","  # "Bethesda, Md."
    return replace(m, start=first) if before and not state and tokens.lower[first].rstrip(".") in _SHORT else m
