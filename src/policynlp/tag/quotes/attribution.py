"""What the rules hand on: content, cue and source of one attribution, before speakers are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from policynlp.document import Span
from policynlp.tags import Act, Origin


@dataclass(slots=True)
class Attribution:
    """One attribution in the making.

    Attributes:
        content: Spans of what is said, in order.
        act: Speech, directive, belief or plan.
        cue_token: Token of the cue, or the first token of the content where there is no word for it.
        cue: Span of the cue, or null.
        source_token: Head of the source mention, -1 where there is none.
        source: Spans of the source mention.
        continued: True where the cue stands with an earlier part of the speech.
        rule: Name of the rule that found it.
        score: How sure the rule or the encoder is.
        origin: Who found it.
        unnamed: True where the source is a part that somebody plays ("Q", "Moderator"): it says nothing of who it is.
    """

    content: list[Span]
    act: Act
    cue_token: int
    cue: Span | None = None
    source_token: int = -1
    source: list[Span] = field(default_factory=list)
    continued: bool = False
    rule: str = ""
    score: float = 0.8
    origin: Origin = "rule"
    unnamed: bool = False

    @property
    def start(self) -> int:
        """Where the content starts."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return max(e for _, e in self.content)


def merged(spans: list[Span], text: str) -> list[Span]:
    """Spans in order, those joined that overlap or have nothing but white space and marks in between, within a line."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or _only_marks(text[out[-1][1] : start])):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _only_marks(between: str) -> bool:
    """Whether nothing but white space and marks stands between, and no end of a paragraph."""
    return "\n" not in between and not any(c.isalnum() for c in between)
