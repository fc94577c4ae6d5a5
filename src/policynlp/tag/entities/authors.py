"""Authors of a text, where a line in front of it names them: the metadata tell how long their names are."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.extensions import passages
from policynlp.tag.people.surnames import PARTICLES

_MOST_WORDS = 5


def author_mentions(doc: Doc, tokens: Tokens) -> list[Mention]:
    """Names of authors in full, where they stand in a byline: "By CHEBET KIRUI-LANGAT", which models cut in two."""
    names = [name for name in doc._.policynlp_authors or () if 1 < len(name.split()) <= _MOST_WORDS]
    out = []
    for passage in passages(doc) if names else ():
        if passage.kind != "byline":
            continue
        for name in names:
            at = doc.text.find(name, passage.start, passage.end)
            span = doc.char_span(at, at + len(name)) if at >= 0 else None
            named = span is not None and all(map(_is_of_name, (t.text for t in span)))
            if span is not None and named and not any(tokens.furniture[span.start : span.end]):
                out.append(Mention(span.start, span.end, "PERSON", "rule", 0.9))
    return out


def _is_of_name(word: str) -> bool:
    """Whether a word may be part of a person's name: not of "Department for Regional Renewal"."""
    if word in {"-", ".", "'", "’"} or word.lower() in PARTICLES:
        return True
    return word[0].isupper() and word.lower() not in ORG_HEADS


def joined_authors(found: list[Mention], authors: Sequence[Mention]) -> list[Mention]:
    """Mentions with authors in full instead of the parts of their names; bodies that sign keep what they are.

    Args:
        found: In order, not overlapping.
        authors: From `author_mentions`.
    """
    for author in authors:
        inside = [m for m in found if m.start < author.end and author.start < m.end]
        within = all(author.start <= m.start and m.end <= author.end for m in inside)
        if within and (not inside or any(m.label == "PERSON" for m in inside)):
            found = sorted([*(m for m in found if m not in inside), author], key=lambda m: m.start)
    return found
