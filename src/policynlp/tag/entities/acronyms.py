"""Acronyms where a text introduces them: "the Supreme Audit Office (NIK)", "the Rail Company, RC for short"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policynlp.tag.entities.tokens import Mention, Tokens

_MAX_ACRONYM_CHARS = 10
_BEHIND_TOKENS = 9
_OPENS = frozenset({"(", ","})
_SAID = re.compile(
    r"""
    (?:, [ ] (?:(?:better|also|commonly|otherwise|widely) [ ])? (?:known|abbreviated|referred [ ] to) [ ] (?:as [ ]|to [ ])? (?:the [ ])?
     | , [ ] (?=\S+ [ ] for [ ] short)
     | \( [ ] (?:(?:the|or|hereafter|hereinafter|hereinafter [ ] referred [ ] to [ ] as|known [ ] as|in [ ] short) [ ] ,? [ ]?)*
       ["“'‘«]? [ ]? )
    (?P<short> [^\W\d_] \w+ ) (?= [ ] (?: [),;.] | ["”'’»] [ ] \) | for [ ] short | is\b | was\b | has\b | and\b | in\b | $ ))
    """,
    re.VERBOSE,
)
"""Words that say of themselves that a short name follows."""
_SET_OFF = re.compile(r", or (?:the )?(?P<short>\w+) ,")
"""What may as well be another body or any word in capitals, but for its letters."""


def find_acronyms(tokens: Tokens, mentions: list[Mention]) -> dict[str, tuple[Mention, str]]:
    """Acronyms behind a name whose initials they are, or that the text uses again ("the Supreme Audit Office (NIK)").

    Behind a name they stand in brackets, between commas, or with words that say so ("RC for short", "known as RC").

    Returns:
        Acronym to the mention that it stands for and that mention's text.
    """
    known: dict[str, tuple[Mention, str]] = {}
    alone = {word for i, word in enumerate(tokens.text) if word.isupper() and (i == 0 or tokens.text[i - 1] != "(")}
    for mention in mentions:
        name = tokens.words(mention.start, mention.end)
        for short, sure in _behind(tokens, mention):
            if short not in known and (matches_initials(short, name) or (sure and short in alone)):
                known[short] = (mention, name)
    for mention in mentions:
        before = _explained(tokens, mention)
        if before is not None:
            known.setdefault(before, (mention, tokens.words(mention.start, mention.end)))
    return known


def _behind(tokens: Tokens, mention: Mention) -> Iterator[tuple[str, bool]]:
    """Short names that stand right behind a name, and whether nothing but its short name can be meant, whatever its letters."""
    i, n = mention.end, len(tokens)
    if i + 2 >= n or tokens.text[i] not in _OPENS or tokens.barrier[i + 1]:
        return
    if tokens.text[i] == "(" and tokens.text[i + 2] in {")", ",", ";"} and is_acronym(tokens.text[i + 1]):
        yield tokens.text[i + 1], _foreign(tokens, mention, tokens.text[i + 1])
        return
    behind = " ".join(tokens.text[i : i + _BEHIND_TOKENS])
    if (said := _SAID.match(behind)) is not None and is_acronym(said["short"]):
        yield said["short"], mention.label == "ORG" and said["short"].isupper()
    elif (apart := _SET_OFF.match(behind)) is not None and is_acronym(apart["short"]):
        yield apart["short"], False


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


def _foreign(tokens: Tokens, mention: Mention, short: str) -> bool:
    """Whether a body is called by the initials of its name in another language: in capitals, alone in the brackets."""
    long_enough = mention.end - mention.start > 1 and len(short) > 2
    return mention.label == "ORG" and long_enough and short.isupper() and tokens.text[mention.end + 2] == ")"


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
