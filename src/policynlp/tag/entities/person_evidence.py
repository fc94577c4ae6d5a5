"""Names that the words around them show to be a person's: `..., a senior researcher at`, `Mr ...`, whatever the model says.

The model is trained on American news and takes many names of other countries for organisations or places.
"""

# ruff: noqa: SIM905 - word lists read better as text
from __future__ import annotations

from policynlp.tag.entities.model_spans import PERSON_TITLES
from policynlp.tag.entities.name_words import LEADING_WORDS, ORG_HEADS, POLICY_HEADS
from policynlp.tag.entities.place_names import countries, subdivisions
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import DETERMINERS, HONORIFICS, MODIFIERS, role_head
from policynlp.tag.people.surnames import PARTICLES

MAX_NAME_TOKENS = 8
MAX_ROLE_WORDS = 6
_ALSO_ORGANISATIONS = frozenset(
    """
    regulator developer producer owner partner member builder contractor trader grower manager consultant adviser advisor
    candidate presenter delegate leader founder head chief investor broadcaster publisher administrator controller auditor
    merchant fellow general chair driver counsel assistant resident speaker co-founder cofounder specialist expert coordinator
    mediator campaigner organiser organizer captain major principal player trainer columnist native
    """.split()
)
"""Roles that firms, papers and countries have too ("Acme, a developer of parks")."""


_OFFICES = frozenset(
    "Minister President Governor Secretary Senator Professor Chancellor Ambassador Chairman Chairwoman Mayor".split()
)
"""Titles in capitals, after which a name of two or more words is a person's."""


def shown_people(tokens: Tokens) -> list[Mention]:
    """Full names before an apposition with a role noun, and names after an honorific."""
    found: list[Mention] = []
    for i, word in enumerate(tokens.text):
        if tokens.furniture[i] or tokens.headline[i]:
            continue
        if word == "," and i > 1 and tokens.cap[i - 1] and not tokens.barrier[i] and _role_after(tokens, i + 1):
            mention = _name_before(tokens, i)
        elif tokens.lower[i] in HONORIFICS and tokens.cap[i]:
            mention = _name_after(tokens, i + 1)
        elif word in _OFFICES and tokens.text[i][1:].islower() and i + 1 < len(tokens) and not tokens.barrier[i + 1]:
            mention = _name_after(tokens, i + 1, least=2)
        else:
            continue
        if mention is not None and not (found and mention.start < found[-1].end):
            found.append(mention)
    return found


def _role_after(tokens: Tokens, i: int) -> bool:
    """Whether a role that only people have begins at `i`: `a senior researcher`, `the bank's governor`, `president of`."""
    for k in range(i, min(i + MAX_ROLE_WORDS, len(tokens))):
        if tokens.barrier[k]:
            return False
        role = role_head(tokens.text[k])
        if role and tokens.doc[k].tag_ in {"NN", "NNP", "JJ"}:
            return role not in _ALSO_ORGANISATIONS or (
                k > i and tokens.lower[k - 1] in {"deputy", "vice", "executive", "managing"}
            )
        word = tokens.lower[k]
        if not (word in DETERMINERS or word in MODIFIERS or word.isalpha() or word in {"-", "'s", "’s"}):
            return False
        if tokens.doc[k].tag_ in {"IN", "VBD", "VBZ", "VBP", "MD", "WDT", "WP", "CC"}:
            return False
    return False


def _name_before(tokens: Tokens, end: int) -> Mention | None:
    start = end
    while start > 0 and end - start < MAX_NAME_TOKENS and not (start < end and tokens.barrier[start]):
        step = _part_before(tokens, start, first=start == end)
        if step is None:
            break
        start = step
    while start < end and (
        tokens.lower[start] in PERSON_TITLES
        or (tokens.lower[start] in PARTICLES and not tokens.cap[start])
        or (tokens.lower[start] in LEADING_WORDS and end - start > 2)
    ):
        start += 1
    return _checked(tokens, start, end)


def _part_before(tokens: Tokens, start: int, *, first: bool) -> int | None:
    """Start of the part of a name (word, initial, particle, hyphenated part) that ends at `start`."""
    i = start - 1
    if tokens.cap[i] and _is_part(tokens.text[i]):
        return i
    if first or i == 0 or tokens.barrier[i]:
        return None
    if tokens.lower[i] in PARTICLES and tokens.lower[i] not in {"e", "do", "la", "st"}:
        return i
    if tokens.text[i] == "-" and tokens.joined(i) and tokens.joined(start) and tokens.text[i - 1].isalpha():
        return i - 1
    return None


def _is_part(word: str) -> bool:
    """Letters, perhaps with an apostrophe, or initials."""
    return word.isalpha() or _is_initial(word) or word.replace("'", "").replace("’", "").isalpha()


def _name_after(tokens: Tokens, start: int, *, least: int = 1) -> Mention | None:
    n = len(tokens)
    if start < n and tokens.text[start] == ".":
        start += 1
    end = start
    while end < n and not tokens.barrier[end] and end - start < MAX_NAME_TOKENS:
        capital_next = end + 1 < n and tokens.cap[end + 1] and not tokens.barrier[end + 1]
        if (tokens.cap[end] and _is_part(tokens.text[end])) or (tokens.lower[end] in PARTICLES and capital_next):
            end += 1
        elif tokens.text[end] == "-" and end + 1 < n and tokens.joined(end) and tokens.joined(end + 1):
            end += 2
        else:
            break
    return _checked(tokens, start, min(end, n), least=least)


def _checked(tokens: Tokens, start: int, end: int, *, least: int = 2) -> Mention | None:
    words = [tokens.text[k] for k in range(start, end) if tokens.text[k][0].isalpha()]
    if not least <= len(words) <= 6 or tokens.lower[end - 1] in ORG_HEADS or tokens.lower[end - 1] in POLICY_HEADS:
        return None
    if start and tokens.lower[start - 1] in {"the", "of", "in", "at", "a", "an"} and least > 1 and not tokens.barrier[start]:
        return None
    known, more = countries(), subdivisions()
    name = tokens.words(start, end).lower()
    if name in known or name in more or any(w.lower() in known or (w.isupper() and len(w) > 3) for w in words):
        return None
    if (role_head(words[-1]) or role_head(words[0])) and least > 1:
        return None
    if any(w.lower() in ORG_HEADS for w in words):
        return None
    return Mention(start, end, "PERSON", "rule", 0.75)


def _is_initial(word: str) -> bool:
    """Whether a word is `F.` or `M.K.`."""
    return len(word) <= 6 and word.endswith(".") and word[0].isupper()
