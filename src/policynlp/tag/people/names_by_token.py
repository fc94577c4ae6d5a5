"""The named mentions of a document by token: what stands here, and what begins here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import DETERMINERS
from policynlp.tag.quotes.source_nouns import CALLED_BY

_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "POLICY", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART"})

_REACH_MENTIONS = 60


class Names:
    """The named mentions of a document by token, for "what stands here?"."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.at = {i: m for m in mentions if m.label in _NAMED for i in range(m.start, m.end)}
        self._starts = [m.start for m in mentions]

    def starting(self, i: int) -> Mention | None:
        """The mention that begins at a token, an article before it aside."""
        k = bisect_left(self._starts, i)
        return self.mentions[k] if k < len(self._starts) and self._starts[k] == i else None

    def name(self, m: Mention) -> str:
        """Its text without a leading article, white space single."""
        words = self.tokens.words(m.start, m.end).split()
        return " ".join(words[1:] if len(words) > 1 and words[0].lower() in DETERMINERS else words)

    def body_called(self, noun: str, *, before: int) -> str | None:
        """The body that `the ministry` stands for: of those named before a token the last whose name says that it is one.

        Args:
            noun: Without its article, in small letters.
            before: Token.
        """
        wanted = CALLED_BY.get(noun, frozenset()) | {noun}
        last = bisect_left(self._starts, before)
        for m in self.mentions[max(0, last - _REACH_MENTIONS) : last][::-1]:
            if m.label == "ORG" and m.end - m.start > 1 and wanted.intersection(self.tokens.lower[m.start : m.end]):
                return self.name(m)
        return None
