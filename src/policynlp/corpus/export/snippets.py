"""Text cut to what may go out: an annotation's own words and its sentence, up to a number of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from policynlp.corpus.export.columns import TextRole
from policynlp.corpus.export.licences import TextPolicy
from policynlp.document import Document, Span
from policynlp.sentences import SentenceMap
from policynlp.tags import Tags

SNIPPET_WORDS = 40
"""Words of a snippet. No law names a number; 40 words hold all of 200 sentences of the sample corpus, and 95 % of
86 of a news article with its communiques and plans."""
_CHARS_A_WORD = 8
"""A snippet of n words has n * 8 characters at the most: writing without spaces is one endless word otherwise."""
CUT = "…"

_WORD = re.compile(r"\S+")


def restricted(text: str | None, policy: TextPolicy, *, role: TextRole, words: int, item: Span | None = None) -> str | None:
    """What goes out of one text column.

    Args:
        text: The whole of it.
        policy: What the text's licence, or the person who exports, allows.
        role: What text the column repeats.
        words: Words of a snippet.
        item: Where the annotation stands in the text, for a sentence: the snippet keeps it.
    """
    if text is None or policy == "full":
        return text
    if policy == "none" or role in {"passage", "document"}:
        return None
    return snippet(text, words=words, item=item)


def snippet(text: str, *, words: int, item: Span | None = None) -> str:
    """At most so many words of a text, around an item, with an ellipsis where it is cut.

    Args:
        text: The whole text.
        words: How many.
        item: Where the annotation stands; None: the snippet begins with the text.
    """
    limit = words * _CHARS_A_WORD
    spans = [m.span() for m in _WORD.finditer(text)]
    if len(spans) <= words and len(text) <= limit:
        return text
    first, last = _window(spans, words=words, item=item or (0, 0))
    start, end = spans[first][0], spans[last][1]
    if end - start > limit:
        at = min(max(start, (item or (start, start))[0] - limit // 4), end - limit)
        start, end = at, at + limit
    head = f"{CUT} " if start > spans[0][0] else ""
    tail = f" {CUT}" if end < spans[-1][1] else ""
    return f"{head}{text[start:end]}{tail}"


def said_in(document: Document, tags: Tags, *, words: int = SNIPPET_WORDS) -> list[dict[str, Any]]:
    """What is left of a text that may not be passed on: its quotations and figures, each as a snippet, in order.

    Returns:
        A row a quotation or figure: `layer`, `id`, `start_char`, `who` (null: nobody is named) and `text`; of a figure the
        sentence that gives it.
    """
    sentences = SentenceMap(document)
    out: list[dict[str, Any]] = []
    for quote in tags.quotes:
        said = f" {CUT} ".join(document.slice(span) for span in quote.content)
        row = {"layer": "quotes", "id": quote.id, "start_char": quote.content[0][0], "who": quote.speaker}
        out.append(row | {"text": snippet(said, words=words)})
    for claim in tags.claims:
        at = sentences.at(claim.start)
        start, end = sentences.spans[at] if at is not None else (claim.start, claim.end)
        item = (claim.start - start, claim.end - start)
        row = {"layer": "claims", "id": claim.id, "start_char": claim.start, "who": claim.speaker}
        out.append(row | {"text": snippet(document.text[start:end], words=words, item=item)})
    return sorted(out, key=lambda row: (row["start_char"], row["layer"]))


def _window(spans: Sequence[Span], *, words: int, item: Span) -> tuple[int, int]:
    """First and last word: those of the item, and as many before as behind it."""
    within = [i for i, (start, end) in enumerate(spans) if start < item[1] and item[0] < end]
    first, last = (within[0], within[-1]) if within else (0, 0)
    room = words - (last - first + 1)
    first = max(0, min(first - room // 2, len(spans) - words)) if room > 0 else first
    return first, min(first + words, len(spans)) - 1
