"""What a text demands or plans, who does so, and which of it echoes or cites a policy text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.corpus.brief.evidence import Overlaps, Place, Reader
from policynlp.corpus.brief.voices import name_of
from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Span

_DEMANDS = re.compile(
    r"\b(?:must|ought\s+to|shall|(?:need|needs)\s+to|(?:has|have)\s+to\s+be|(?:is|are)\s+to\s+(?!date\b|blame\b|say\b)[a-z]+"
    r"|(?<!which )should(?!\s+(?:have|be\s+noted|not\s+be\s+confused)\b))\b"
)
"""Words of duty. "Should" at the head of a clause without a subject ("should it fail") begins with a capital or is followed by
a pronoun, which `_CONDITION` takes out."""
_CONDITION = re.compile(r"\bshould\s+(?:it|they|he|she|we|you|there|this|that)\b", re.IGNORECASE)
_PLANS = re.compile(r"\b(?:will|shall)\s+(?:not\s+)?(?:be\s+)?[a-z]+", re.IGNORECASE)
_PLANNING_GENRES = frozenset({"policy", "law"})
"""Where "will" is a promise; in news it is mostly a forecast."""
_ACTS = frozenset({"directive", "plan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """A stretch of another text that this one repeats, or that repeats this one.

    Attributes:
        kind: `echoes` or `cites`.
        relation: `verbatim`, `paraphrase`, or null for a citation.
        here: The place in this text.
        there: The place in the other one; of a citation of a whole text, its title with no length.
        later: The other text was published after this one and repeats it.
        score: Likeness, 0 to 1.
        reason: What they share.
    """

    kind: str
    relation: str | None
    here: Place
    there: Place
    later: bool
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """A sentence that demands or plans.

    Attributes:
        start, end: Code-point offsets of all of the sentence.
        sentence: What is shown of it.
        act: `directive`, `plan`, or `duty` where only its verb (should, must) says so.
        voice: Who demands: a name, or words such as "analysts"; null where nobody is named, or a pronoun was not resolved.
        source_type: Of the voice, as in `Quote`; `none` where the text names nobody; null where it is the text's own voice.
        echoes: What it repeats or cites, the closest first.
    """

    start: int
    end: int
    sentence: Place
    act: str
    voice: str | None
    source_type: str | None
    echoes: tuple[Echo, ...]


def echoes_of(tagged: TaggedDocument, links: Sequence[Mapping[str, Any]], reader: Reader) -> list[Echo]:
    """Echoes and citations of a document, in the order of its text.

    Args:
        tagged: The document.
        links: Rows of the view `links` with this document at one end.
        reader: Holds the documents at the other ends.
    """
    out = []
    for link in links:
        if link["kind"] not in {"echoes", "cites"}:
            continue
        here, there = ("from", "to") if link["from_document"] == tagged.id else ("to", "from")
        other = link[f"{there}_document"]
        if other not in reader:
            continue
        out.append(
            Echo(
                kind=link["kind"],
                relation=link["relation"],
                here=_end(link, here, reader),
                there=_end(link, there, reader),
                later=here == "to",
                score=link["score"],
                reason=link["reason"],
            )
        )
    return sorted(out, key=lambda e: (e.here.start, e.relation != "verbatim", -e.score, e.there.document, e.there.start))


def _end(link: Mapping[str, Any], end: str, reader: Reader) -> Place:
    start, stop = link[f"{end}_start_char"], link[f"{end}_end_char"]
    return reader.place(link[f"{end}_document"], start or 0, stop or 0)


def directives_of(
    tagged: TaggedDocument, echoes: Sequence[Echo], reader: Reader, *, sentences: Sequence[Span]
) -> list[Directive]:
    """Sentences that demand or plan, in the order of the text.

    Args:
        tagged: The document.
        echoes: As `echoes_of` gives them.
        reader: The texts.
        sentences: Of the passages that are read as prose, without titles and headings.
    """
    quotes = Overlaps((span, q) for q in tagged.quotes for span in q.content)
    earlier = Overlaps(((e.here.start, e.here.end), e) for e in echoes if not e.later)
    out = []
    for start, end in sentences:
        within = list(dict.fromkeys(quotes.over(start, end)))
        acting = next((q for q in within if q.act in _ACTS), None)
        act = acting.act if acting else _duty(tagged.text[start:end], genre=tagged.source.genre)
        if act is None:
            continue
        quote = acting or next(iter(within), None)
        mine = earlier.over(start, end)
        mine.sort(key=lambda e: (e.relation != "verbatim", e.kind == "cites", -e.score))
        out.append(
            Directive(
                start=start,
                end=end,
                sentence=reader.place(tagged.id, start, end),
                act=act,
                voice=name_of(tagged, quote) if quote else None,
                source_type=quote.source_type if quote else None,
                echoes=tuple(mine),
            )
        )
    return out


def _duty(sentence: str, *, genre: str) -> str | None:
    if genre in _PLANNING_GENRES and _PLANS.search(sentence):
        return "plan"
    return "duty" if _DEMANDS.search(_CONDITION.sub(" ", sentence)) else None
