"""Words beside a name that are none of it: "Rip Helen Marsh" (a headline's verb), "Grim Helen Marsh", "Helen Marsh Slams".

What the rest of the document calls somebody decides: a word is taken off a name only where the name without it stands on its
own more often. Halves of a name with a hyphen are joined here, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import is_given

_MIN_WORDS = 4
_MAX_TOKENS = 60
"""No headline is longer; in a text of one endless line nobody looks further."""
_SHARE = 0.75
"""Part of a sentence's longer words that begin with a capital from which it is set like a headline."""


def without_strays(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of people without words that are no part of the name; the very same objects where nothing changed.

    A first word goes where a given name follows it and it is none itself; the last word of a name in a headline goes, and the
    first one does where it is a participle ("Praising Marsh").

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
    """
    people = [m for m in mentions if m.label == "PERSON"]
    count = Counter(_words(tokens, m) for m in people)
    surnames = {words[-1] for words in count if len(words) > 1}
    out = []
    for m in mentions:
        words = _words(tokens, m) if m.label == "PERSON" else ()
        if len(words) != m.end - m.start or len(words) < 2:
            out.append(m)
        elif _is_stray_first(tokens, m, words) and count[words[1:]] > count[words]:
            out.append(Mention(m.start + 1, m.end, m.label, m.origin, m.score, m.firm))
        elif len(words) > 2 and _in_headline(tokens, m) and (kept := _known_beginning(words, count, surnames)):
            out.append(Mention(m.start, m.start + kept, m.label, m.origin, m.score, m.firm))
        else:
            out.append(m)
    return out


def over_hyphens(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """`Jo` + `-` + `Renee Formicola`: one person, where a single word and a longer name stand on either side of a hyphen."""
    out: list[Mention] = []
    for m in mentions:
        last = out[-1] if out else None
        if (
            last is not None
            and last.label == m.label == "PERSON"
            and last.end - last.start == 1
            and m.end - m.start > 1
            and m.start == last.end + 1
            and tokens.text[last.end] == "-"
            and tokens.joined(last.end)
            and tokens.joined(m.start)
        ):
            out[-1] = Mention(last.start, m.end, "PERSON", "rule", min(last.score, m.score))
        else:
            out.append(m)
    return out


def _words(tokens: Tokens, m: Mention) -> tuple[str, ...]:
    return tuple(tokens.text[m.start : m.end])


def _is_stray_first(tokens: Tokens, m: Mention, words: tuple[str, ...]) -> bool:
    if len(words) == 2:
        return words[0].endswith("ing") and tokens.sent_start[m.start] and not is_given(words[0])
    return is_given(words[1]) and not is_given(words[0]) and words[0].isalpha() and len(words[0]) > 1


def _known_beginning(words: tuple[str, ...], count: Counter[tuple[str, ...]], surnames: set[str]) -> int:
    """How many first words are a name that the document has elsewhere; 0 where all are, or none."""
    if count[words] > 1:
        return 0
    longest = next((k for k in range(len(words) - 1, 1, -1) if count[words[:k]]), 0)
    return longest or int(count[words[:1]] > 0 and words[0] in surnames - {words[-1]})


def _in_headline(tokens: Tokens, m: Mention) -> bool:
    """Whether its sentence is set in title case, with or without a full stop."""
    if tokens.headline[m.start]:
        return True
    start, end = m.start, m.end
    while start and not tokens.sent_start[start] and m.end - start <= _MAX_TOKENS:
        start -= 1
    while end < len(tokens) and not tokens.sent_start[end] and end - start <= _MAX_TOKENS:
        end += 1
    if end - start > _MAX_TOKENS:
        return False
    long = [i for i in range(start, end) if len(tokens.text[i]) > 3 and tokens.text[i].isalpha()]
    return len(long) >= _MIN_WORDS and sum(tokens.cap[i] for i in long) >= _SHARE * len(long)
