"""Acronyms where a text introduces them: "the Supreme Audit Office (NIK)", "the Rail Company, RC for short"."""

from __future__ import annotations

import re

from policynlp.tag.entities.place_names import countries
from policynlp.tag.entities.tokens import Mention, Tokens

_MAX_ACRONYM_CHARS = 10
_BEHIND_TOKENS = 9
_OPENS = frozenset({"(", ","})
_SHORT = r"(?P<short>[^\W\d_]\w+)"
_CALLED = r"(?:(?:better|also|commonly|otherwise|widely) )?(?:known|abbreviated|referred to) (?:as )?(?:the )?"
_SAID = re.compile(
    rf"(?:, {_CALLED}|, (?=\S+ for short\b)"
    rf"|(?P<bracket>\() (?:{_CALLED}|in short ,? ?|(?:hereafter|hereinafter) ,? ?(?:referred to as )?(?:the )?|(?:the )?[\"“'‘«] ?))"
    rf"{_SHORT}(?P<end> (?:[\"”'’»] )?\)| [,.;]| for short\b)"
)
"""Words or marks that say of themselves that a short name follows."""
_SET_OFF = re.compile(rf"(?:, or |(?P<bracket>\() (?:or )?)(?:the )?{_SHORT}(?P<end> [,)])")
"""What may as well be another body or any word in capitals, but for its letters."""
_COMMON = frozenset({"CEO", "CFO", "COO", "GDP", "GNP", "MP", "MPs", "NGO", "NGOs", "PM", "VAT", "HIV", "COVID"})
"""Capitals that are no name of a body."""
_OF_COUNTRIES = frozenset({"US", "USA", "UK", "EU", "UN", "UAE", "DRC", "NATO"})
"""Bodies and countries that are known by these everywhere."""
_LEAST_LETTERS, _LEAST_WORDS = 3, 2


def find_acronyms(tokens: Tokens, mentions: list[Mention]) -> dict[str, tuple[Mention, str]]:
    """Acronyms behind a name whose initials they are, or that the text uses again ("the Supreme Audit Office (NIK)").

    Behind a name they stand in brackets, between commas, or with words that say so ("RC for short", "known as RC").

    Returns:
        Acronym to the mention that it stands for and that mention's text.
    """
    known: dict[str, tuple[Mention, str]] = {}
    alone = {word for i, word in enumerate(tokens.text) if word.isupper() and (i == 0 or tokens.text[i - 1] != "(")}
    for behind in (_in_brackets, _told):
        for mention in mentions:
            found = behind(tokens, mention)
            if found is not None and found[0] not in known:
                short, sure = found
                name = tokens.words(mention.start, mention.end)
                if matches_initials(short, name) or (sure and short in alone):
                    known[short] = (mention, name)
    for mention in mentions:
        before = _explained(tokens, mention)
        if before is not None:
            known.setdefault(before, (mention, tokens.words(mention.start, mention.end)))
    return known


def _in_brackets(tokens: Tokens, mention: Mention) -> tuple[str, bool] | None:
    """The acronym in brackets behind a name, and whether nothing but its short name can be meant, whatever its letters."""
    i = mention.end
    if i + 2 >= len(tokens) or tokens.text[i] != "(" or tokens.barrier[i + 1]:
        return None
    short = tokens.text[i + 1]
    if tokens.text[i + 2] not in {")", ",", ";"} or not is_acronym(short):
        return None
    return short, tokens.text[i + 2] == ")" and _may_be_foreign(mention, short)


def _told(tokens: Tokens, mention: Mention) -> tuple[str, bool] | None:
    """The same where words or marks say that it is a short name: "known as", "for short", "or"."""
    i, n = mention.end, len(tokens)
    if i + 2 >= n or tokens.text[i] not in _OPENS or tokens.barrier[i + 1] or mention.label != "ORG":
        return None
    behind = " ".join(tokens.text[i : i + _BEHIND_TOKENS])
    said = _SAID.match(behind)
    found = said or _SET_OFF.match(behind)
    if found is None or (found["bracket"] is not None) != found["end"].endswith(")"):
        return None
    short = found["short"]
    if not is_acronym(short) or short in _COMMON or short.lower() in countries() or short in _OF_COUNTRIES:
        return None
    return short, said is not None and _may_be_foreign(mention, short)


def _explained(tokens: Tokens, m: Mention) -> str | None:
    """The initials before a bracket that holds a body's name and nothing else, be it translated: "CFF (Federal Railroads Company)"."""
    i = m.start - 2
    if (
        m.label != "ORG"
        or m.end - m.start == 1
        or i < 0
        or tokens.text[i + 1] != "("
        or tokens.text[m.end : m.end + 1] != [")"]
    ):
        return None
    short = tokens.text[i]
    if len(short) < 3 or not short.isupper() or not is_acronym(short) or tokens.barrier[i + 1] or tokens.headline[i]:
        return None
    initials = {word[0] for word in tokens.text[m.start : m.end] if word[0].isupper()}
    return short if len(initials & set(short)) > 1 else None  # not "of GDP (World Bank)"


def _may_be_foreign(mention: Mention, short: str) -> bool:
    """Whether a body may be called by these capitals for its name in another language."""
    long_enough = mention.end - mention.start >= _LEAST_WORDS and len(short) >= _LEAST_LETTERS
    return mention.label == "ORG" and long_enough and short.isupper()


def is_acronym(word: str) -> bool:
    """Two to ten letters, mostly capitals: `NDRC`, `UNHCR`, `AfCFTA`."""
    return 2 <= len(word) <= _MAX_ACRONYM_CHARS and word[0].isupper() and sum(c.isupper() for c in word) * 2 >= len(word)


def matches_initials(acronym: str, name: str) -> bool:
    """Whether the capitals of an acronym come in order as initials in a name ("NDRC", "National Development and Reform ...")."""
    words = [w for w in name.replace("-", " ").replace("’", " ").replace("'", " ").split() if w]
    letters = [c.lower() for c in acronym if c.isalpha()]
    k = 0
    for word in words:
        if k < len(letters) and word[0].lower() == letters[k]:
            k += 1
    return k == len(letters) or (k >= 2 and k >= len(letters) - 1 and letters[0] == words[0][0].lower())
