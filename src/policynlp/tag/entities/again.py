"""Organisations, places and policies that were found once with confidence, wherever else their names stand."""

from __future__ import annotations

from collections import Counter, defaultdict

from policynlp.tag.entities.tokens import Mention, Tokens

SURE = 0.8
"""Score from which one finding by a rule or the encoder is enough; else the document must have two, of more than one word."""
AGREED = 0.9
"""Score of what spaCy and a head noun agree on."""
MAX_WORDS = 16
_LABELS = frozenset({"ORG", "GPE", "LOC", "FAC", "POLICY", "LAW", "EVENT"})
_MIN_CHARS = 4
_LONG = 3  # words from which a name is known among the capitals of a headline
_MIN_ACRONYM_CHARS = 3


def found_again(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Occurrences of the names of confident mentions, those mentions included; linear in the length of the document.

    Args:
        tokens: The document.
        mentions: What was found, in order, not overlapping.
    """
    names = _names(tokens, mentions)
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for words in names:
        lengths[words[0]].add(len(words))
    found: list[Mention] = []
    end = 0
    for i, word in enumerate(tokens.text):
        if i < end or word not in lengths or tokens.furniture[i]:
            continue
        for n in sorted(lengths[word], reverse=True):
            label = names.get(tuple(tokens.text[i : i + n]))
            if label is not None and _apart(tokens, i, i + n):
                found.append(Mention(i, i + n, label, "rule", SURE))
                end = i + n
                break
    return found


def _names(tokens: Tokens, mentions: list[Mention]) -> dict[tuple[str, ...], str]:
    """Words of each name that is sure to its label."""
    votes: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    sure: set[tuple[str, ...]] = set()
    for m in mentions:
        start = m.start + (tokens.lower[m.start] == "the")
        if 0 < m.end - start <= MAX_WORDS:
            words = tuple(tokens.text[start : m.end])
            votes[words][m.label] += 1
            if m.score >= (SURE if m.firm or m.origin == "rule" else AGREED):
                sure.add(words)
    small = {w for w, cap in zip(tokens.text, tokens.cap, strict=True) if not cap}
    out = {}
    for words, count in votes.items():
        label, most = max(count.items(), key=lambda kv: (kv[1], kv[0]))
        if label not in _LABELS or most < count.total() or not (words in sure or most > 1):
            continue
        if len(words) > 1 or (words in sure and _tells(words[0], small)):
            out[words] = label
    return out


def _tells(word: str, small: set[str]) -> bool:
    """Whether one word is a name wherever it stands: an acronym, or a capital word that the document has not in small letters."""
    if word.isupper():
        return len(word) >= _MIN_ACRONYM_CHARS
    return len(word) >= _MIN_CHARS and word[0].isupper() and word.lower() not in small


def _apart(tokens: Tokens, start: int, end: int) -> bool:
    """Whether no capital word or hyphen touches the words, which would make them part of a longer name."""
    n = len(tokens)
    if any(tokens.barrier[start + 1 : end]):
        return False
    if tokens.headline[start] and end - start >= _LONG:
        return True
    if end < n and not tokens.barrier[end]:
        after = tokens.text[end]
        if after == "-" and tokens.joined(end):
            return False
        if tokens.cap[end] and after.isalpha() and not tokens.sent_start[end]:
            return False
    if start > 0 and not tokens.barrier[start]:
        before = tokens.text[start - 1]
        if before in {"-", "/"} and tokens.joined(start):
            return False
        if tokens.cap[start - 1] and before.isalpha() and not tokens.sent_start[start - 1]:
            return False
    return True
