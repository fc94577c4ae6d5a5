"""What a finding rests on: texts as readers name them, stretches of text that can be looked up, words that are counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Generic, Literal, TypeVar

from policynlp.corpus.public_names import public_uri
from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Span
from policynlp.sentences import SentenceMap
from policynlp.tags import Claim

Shown = Literal["none", "snippet", "full"]
"""How much of a text may be shown: nothing, stretches of at most `SNIPPET_CHARS`, all of it."""
SNIPPET_CHARS = 240
"""About a long sentence: enough to check a figure or a quotation, no substitute for the text."""

T = TypeVar("T")
_BLOCK_CHARS = 1_024
_GAP = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|its|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as a reader names it.

    Attributes:
        document: Id.
        title, publisher, genre, published, uri, licence: As in `Source`.
    """

    document: str
    title: str
    publisher: str | None
    genre: str
    published: str | None
    uri: str
    licence: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Text:
        """From a row of the view `documents`."""
        named = {f.name: row[f.name] for f in fields(cls)}
        uri = public_uri(row["uri"])  # a brief is passed on: nobody has to know where the file lies
        return cls(**named | {"title": row["title"] or uri, "uri": uri})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a document, with its words as far as they may be shown.

    Attributes:
        document: Id.
        start, end: Code-point offsets of what is shown.
        text: The characters between them; empty where no text of the document may be shown.
        more_before, more_after: The stretch begins before, or ends behind, what is shown.
    """

    document: str
    start: int
    end: int
    text: str
    more_before: bool = False
    more_after: bool = False

    @property
    def marked(self) -> str:
        """What is shown, with an ellipsis at each end where the stretch goes on; a cut must not read as the whole."""
        return f"{'… ' if self.more_before else ''}{self.text}{' …' if self.more_after else ''}" if self.text else ""


class Reader:
    """The texts that a brief quotes from, by id, each as far as it may be shown.

    Args:
        texts: The article and the documents that it is linked to.
        shown: How much of a document may be shown.
    """

    def __init__(
        self,
        texts: Iterable[TaggedDocument],
        *,
        shown: Callable[[TaggedDocument], Shown] = lambda _: "full",
    ) -> None:
        self._texts = {t.id: t for t in texts}
        self._sentences: dict[str, SentenceMap] = {}
        self._claims: dict[str, dict[str, Claim]] = {}
        self._shown = {t.id: shown(t) for t in self._texts.values()}

    def __contains__(self, document: object) -> bool:
        return document in self._texts

    def text(self, document: str) -> TaggedDocument:
        """A document with its tags."""
        return self._texts[document]

    def claim(self, document: str, claim: str | None) -> Claim | None:
        """A figure of a document by its id."""
        if document not in self._claims:
            self._claims[document] = {c.id: c for c in self._texts[document].claims}
        return self._claims[document].get(claim or "")

    def shown(self, document: str) -> Shown:
        """How much of a document may be shown."""
        return self._shown[document]

    def place(self, document: str, start: int, end: int, *, around: int | None = None) -> Place:
        """A stretch of a document; a long one is cut around an offset where only snippets may be shown.

        Args:
            document: Id.
            start: First offset.
            end: Offset behind the last.
            around: What must be seen; default: the beginning.
        """
        shown = self._shown[document]
        if shown == "none":
            return Place(document=document, start=start, end=end, text="", more_after=end > start)
        text = self._texts[document]
        first, last = (
            (start, end) if shown == "full" else _window(text.text, start, end, around=start if around is None else around)
        )
        return Place(
            document=document,
            start=first,
            end=last,
            text=text.slice((first, last)),
            more_before=first > start,
            more_after=last < end,
        )

    def span_of_sentence(self, document: str, offset: int) -> Span:
        """Where the sentence that holds an offset begins and ends."""
        if document not in self._sentences:
            self._sentences[document] = SentenceMap(self._texts[document].document)
        sentences = self._sentences[document]
        at = sentences.at(offset)
        return sentences.spans[at] if at is not None else (offset, offset)

    def sentence(self, document: str, offset: int) -> Place:
        """The sentence that holds an offset."""
        return self.place(document, *self.span_of_sentence(document, offset), around=offset)


def _window(text: str, start: int, end: int, *, around: int) -> Span:
    """At most `SNIPPET_CHARS` of a stretch, most of them behind the offset that must be seen, cut between words.

    Text that writes no spaces, or a word as long as the window, is cut where the window ends.
    """
    if end - start <= SNIPPET_CHARS:
        return start, end
    first = max(start, min(around - SNIPPET_CHARS // 3, end - SNIPPET_CHARS))
    last = min(end, first + SNIPPET_CHARS)
    if first > start and not text[first - 1].isspace() and (gap := _GAP.search(text, first, around)):
        first = gap.end()
    if last < end and not text[last].isspace():
        gaps = [m.start() for m in _GAP.finditer(text, around + 1, last)]
        last = gaps[-1] if gaps else last
    return first, last


class Overlaps(Generic[T]):
    """Stretches of a text with what each carries, to be found by where they lie: a text may have tens of thousands of them.

    Args:
        items: Stretches; an empty one counts as a character.
    """

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = [(start, max(end, start + 1), what) for (start, end), what in items]
        self._blocks: dict[int, list[int]] = defaultdict(list)
        for number, (start, end, _) in enumerate(self._items):
            for block in range(start // _BLOCK_CHARS, (end - 1) // _BLOCK_CHARS + 1):
                self._blocks[block].append(number)

    def over(self, start: int, end: int) -> list[T]:
        """What the stretches carry that overlap one, in the order in which they were given."""
        blocks = range(start // _BLOCK_CHARS, max(start, end - 1) // _BLOCK_CHARS + 1)
        near = sorted({number for block in blocks for number in self._blocks.get(block, ())})
        return [what for first, last, what in (self._items[number] for number in near) if first < end and start < last]


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap as one, so that nothing is counted twice."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def same_name(text: str) -> str:
    """How a phrase is told apart from others: lower case, one space, no article in front."""
    return _ARTICLE.sub("", " ".join(text.split())).casefold()


def plain(value: Any) -> Any:
    """JSON-ready: dataclasses to mappings, tuples to lists, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value
