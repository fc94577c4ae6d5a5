"""Whose voices carry a text: who speaks, how often, in how many of its words, and whether in their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policynlp.corpus.answers.voices import voice_of, words_of
from policynlp.corpus.brief.evidence import Place, Reader, united
from policynlp.corpus.reading import TaggedDocument
from policynlp.tags import Quote

SOURCE_TYPES = ("named_person", "organisation", "document", "anonymous", "none")
"""In the order in which readers ask for them."""
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "some", "others", "one", "this", "these", "those"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One attribution of a voice.

    Attributes:
        kind, act: As in `Quote`.
        places: The words that are attributed, in order.
    """

    kind: str
    act: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody, or something, whose words the text gives.

    Attributes:
        name: Speaker's name; for unnamed sources the words of the text; null where the text names nobody or uses a pronoun
            that was not resolved.
        source_type: As in `Quote`.
        entity: Key of the speaker in the document, or null.
        title, affiliation: As the text gives them.
        attributions: Number of them.
        words: Of its quotations, as `policynlp voices` counts them.
        share: `words` as a part of the text's words.
        kinds, acts: Number of attributions by `kind` and by `act`.
        said: The attributions, in order.
    """

    name: str | None
    source_type: str
    entity: str | None
    title: str | None
    affiliation: str | None
    attributions: int
    words: int
    share: float
    kinds: dict[str, int]
    acts: dict[str, int]
    said: tuple[Speech, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShare:
    """What one kind of source says.

    Attributes:
        source_type: As in `Quote`.
        voices, attributions, words, share: As in `Voice`, of all voices of this kind.
    """

    source_type: str
    voices: int
    attributions: int
    words: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """All voices of a text.

    Attributes:
        text_words: Words of the text without bylines and boilerplate: the denominator of all shares.
        spoken_words, spoken_share: Those that are somebody's speech, each counted once.
        attributions: Number of them.
        kinds: Their number by direct, indirect and mixed.
        sources: By kind of source, in the order of `SOURCE_TYPES`; kinds that do not occur are left out.
        voices: Those with most words first.
    """

    text_words: int
    spoken_words: int
    spoken_share: float
    attributions: int
    kinds: dict[str, int]
    sources: tuple[SourceShare, ...]
    voices: tuple[Voice, ...]


def voices_of(tagged: TaggedDocument, reader: Reader, *, identities: Mapping[str, str]) -> Voices:
    """The voices of a document, told apart as `policynlp voices` tells them apart.

    Args:
        tagged: The document.
        reader: Holds it.
        identities: Key of an entity of the document to its identity.
    """
    text_words = sum(words_of([tagged.slice(p.span)]) for p in tagged.document.content_passages())
    by_voice: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    for quote in sorted(tagged.quotes, key=lambda q: q.content):
        who = voice_of(identities.get(quote.entity or ""), quote.speaker, _source(tagged, quote))
        by_voice[quote.source_type, who].append(quote)
    found = [_voice(tagged, quotes, reader, text_words=text_words) for quotes in by_voice.values()]
    found.sort(key=lambda v: (-v.words, -v.attributions, v.name or "~"))
    spoken = sum(words_of([tagged.slice(span)]) for span in united(span for q in tagged.quotes for span in q.content))
    return Voices(
        text_words=text_words,
        spoken_words=spoken,
        spoken_share=_share(spoken, text_words),
        attributions=len(tagged.quotes),
        kinds=_counts(q.kind for q in tagged.quotes),
        sources=tuple(_sources(found, text_words=text_words)),
        voices=tuple(found),
    )


def _source(tagged: TaggedDocument, quote: Quote) -> str:
    return " ".join(" ".join(tagged.slice(span).split()) for span in quote.source)


def name_of(tagged: TaggedDocument, quote: Quote) -> str | None:
    """Who speaks, as `Voice.name` gives it."""
    if quote.speaker:
        return quote.speaker
    source = _source(tagged, quote)
    return source if source and source.casefold() not in _PRONOUNS else None


def _voice(tagged: TaggedDocument, quotes: Sequence[Quote], reader: Reader, *, text_words: int) -> Voice:
    first = quotes[0]
    own = _words(tagged, quotes)
    return Voice(
        name=name_of(tagged, first),
        source_type=first.source_type,
        entity=first.entity,
        title=next((q.title for q in quotes if q.title), None),
        affiliation=next((q.affiliation for q in quotes if q.affiliation), None),
        attributions=len(quotes),
        words=own,
        share=_share(own, text_words),
        kinds=_counts(q.kind for q in quotes),
        acts=_counts(q.act for q in quotes),
        said=tuple(
            Speech(kind=q.kind, act=q.act, places=tuple(reader.place(tagged.id, *span) for span in q.content)) for q in quotes
        ),
    )


def _sources(found: Sequence[Voice], *, text_words: int) -> Iterator[SourceShare]:
    for kind in SOURCE_TYPES:
        voices = [v for v in found if v.source_type == kind]
        if voices:
            own = sum(v.words for v in voices)
            quotes = sum(v.attributions for v in voices)
            yield SourceShare(
                source_type=kind, voices=len(voices), attributions=quotes, words=own, share=_share(own, text_words)
            )


def _words(tagged: TaggedDocument, quotes: Sequence[Quote]) -> int:
    return sum(words_of([tagged.slice(span) for span in q.content]) for q in quotes)


def _counts(values: object) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))  # type: ignore[call-overload]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
