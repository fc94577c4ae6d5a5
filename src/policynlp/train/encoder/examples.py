"""Documents of the public sets as word pieces with labels for every head that the set speaks of.

| Head | Set | Labels |
|---|---|---|
| content, cue, source, pointers | PolNeAR | its attributions |
| entities | CrossNER, GUM, re3d | folded to people, organisations, places, events and other names; what a set does not say is ignored |
| passage vector | all, and the texts of the theme sets | the vector that the unchanged MiniLM gives each segment alone |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Passage
from policynlp.errors import InputError
from policynlp.tag.neural.pieces import Pieces, read_pieces

IGNORED = -100
"""Label of positions that a loss leaves out."""
NO_SOURCE = -1
"""Target of the pointer of a cue that has no source."""
ENTITIES = ("PER", "ORG", "LOC", "EVENT", "MISC")
_FOLD: Mapping[str, str | None] = {
    **dict.fromkeys(("person", "politician", "scientist", "researcher", "writer", "musicalartist", "Person"), "PER"),
    **dict.fromkeys(("organisation", "organization", "politicalparty", "university", "band", "Organisation"), "ORG"),
    **dict.fromkeys(("location", "country", "place", "Location"), "LOC"),
    **dict.fromkeys(("event", "election", "conference"), "EVENT"),
}
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document before it is cut into pieces.

    Attributes:
        id: Unique within its set.
        text: Its text.
        passages: Its paragraphs.
        quotes: Attributions, or None where the set has none.
        entities: `(start, end, label or None)`, None for a mention that is no evidence either way; None where the set has none.
        entity_weight: Weight of its entity labels.
    """

    id: str
    text: str
    passages: tuple[Passage, ...]
    quotes: tuple[Mapping[str, Any], ...] | None = None
    entities: tuple[tuple[int, int, str | None], ...] | None = None
    entity_weight: float = 1.0


@dataclass(slots=True, kw_only=True)
class Example:
    """A document in pieces with its labels; one entry a piece, `IGNORED` where a loss has nothing to learn.

    Attributes:
        pieces: The pieces.
        layers: content, cue, source: 0 outside, 1 begin, 2 inside, `(pieces, 3)`.
        to_cue: For content: first piece of its cue.
        to_source: For the first piece of a cue: first piece of its source or `NO_SOURCE`.
        entities: 0 outside, 1 + 2k begin and 2 + 2k inside of label k.
        entity_weight: Weight of the entity labels.
        segments: First piece, one past the last, and row of the teacher's vectors.
    """

    id: str
    pieces: Pieces
    layers: Labels
    to_cue: Labels
    to_source: Labels
    entities: Labels
    entity_weight: float
    segments: list[tuple[int, int, int]] = field(default_factory=list)


def paragraphs(text: str) -> tuple[Passage, ...]:
    """Blocks between blank lines."""
    return tuple(
        Passage(id=str(n), start=m.start(), end=m.end(), kind="paragraph") for n, m in enumerate(_PARAGRAPH.finditer(text))
    )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a JSONL file.

    Raises:
        InputError: It is missing.
    """
    if not path.is_file():
        raise InputError(
            "a training set is missing", where=str(path), hint="--data names the folder with quotes/ and entities/."
        )
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def quote_sources(path: Path, silver: Mapping[str, Sequence[Sequence[Any]]] | None = None) -> Iterator[Source]:
    """Articles with attributions.

    Args:
        path: A set in the scheme of PolNeAR.
        silver: For some articles, entities `(start, end, label)` that a program found, which count little.
    """
    for row in rows(path):
        names = silver.get(row["id"]) if silver else None
        yield Source(
            id=row["id"],
            text=row["text"],
            passages=paragraphs(row["text"]),
            quotes=tuple(row["quotes"]),
            entities=None if names is None else tuple((int(s), int(e), fold_silver(label)) for s, e, label in names),
            entity_weight=0.3,
        )


def fold_silver(label: str) -> str | None:
    """OntoNotes names folded to the head's labels; what folds to none is no evidence."""
    return {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}.get(label)


def entity_sources(path: Path, *, every_label: bool) -> Iterator[Source]:
    """Texts with named entities.

    Args:
        path: A set in the scheme of CrossNER, GUM or re3d.
        every_label: Whether labels outside of the fold are names (CrossNER); if not, they are no evidence.
    """
    for row in rows(path):
        found: list[tuple[int, int, str | None]] = []
        for e in row["entities"]:
            named = e.get("named", e.get("confidence", 1) != 0 and any(c.isupper() for c in row["text"][e["start"] : e["end"]]))
            label = _FOLD.get(e["label"], "MISC" if every_label else None) if named else None
            if named or "named" not in e:
                found.append((e["start"], e["end"], label))
        yield Source(id=row["id"], text=row["text"], passages=paragraphs(row["text"]), entities=tuple(found))


def plain_sources(path: Path) -> Iterator[Source]:
    """Texts of a theme set, for their meaning alone."""
    for n, row in enumerate(rows(path)):
        if row["text"].strip():
            yield Source(id=f"{path.stem}-{n}", text=row["text"], passages=paragraphs(row["text"]))


def example(source: Source, tokenizer: Any, *, text: str | None = None) -> Example:
    """Cut a document into pieces and lay its labels on them.

    Args:
        source: The document.
        tokenizer: The encoder's.
        text: Its text with other quotation marks, character for character.
    """
    pieces = read_pieces(text or source.text, source.passages, tokenizer)
    n = len(pieces)
    layers = np.full((n, 3), IGNORED, dtype=np.int64)
    to_cue = np.full(n, IGNORED, dtype=np.int64)
    to_source = np.full(n, IGNORED, dtype=np.int64)
    entities = np.full(n, IGNORED, dtype=np.int64)
    if source.quotes is not None:
        layers[pieces.first] = 0
        for quote in source.quotes:
            _lay_quote(pieces, quote, layers, to_cue, to_source)
    if source.entities is not None:
        entities[pieces.first] = 0
        for start, end, label in sorted(source.entities, key=lambda e: (e[2] is None, e[0] - e[1])):
            at = _words(pieces, (start, end))
            if len(at) and (label is None or not (entities[at] > 0).any()):
                if label is None:
                    entities[at] = np.where(entities[at] == 0, IGNORED, entities[at])
                else:
                    entities[at] = 2 + 2 * ENTITIES.index(label)
                    entities[at[0]] -= 1
    return Example(
        id=source.id,
        pieces=pieces,
        layers=layers,
        to_cue=to_cue,
        to_source=to_source,
        entities=entities,
        entity_weight=source.entity_weight,
    )


def _words(pieces: Pieces, span: Sequence[int]) -> Labels:
    """First pieces of the words that a span covers, without the marks at its edges, which annotators treat either way."""
    low = int(np.searchsorted(pieces.ends, span[0], side="right"))
    high = int(np.searchsorted(pieces.starts, span[1], side="left"))
    at = low + np.flatnonzero(pieces.first[low:high])
    words = np.flatnonzero(pieces.case[at])
    return at[words[0] : words[-1] + 1] if len(words) else at


def _lay_quote(pieces: Pieces, quote: Mapping[str, Any], layers: Labels, to_cue: Labels, to_source: Labels) -> None:
    cues = [at for at in (_words(pieces, s) for s in quote["cue"]) if len(at)]
    sources = [at for at in (_words(pieces, s) for s in quote["source"]) if len(at)]
    contents = [at for at in (_words(pieces, s) for s in quote["content"]) if len(at)]
    for layer, spans in enumerate((contents, cues, sources)):
        for at in spans:
            layers[at, layer] = 2
            layers[at[0], layer] = 1
    if cues:
        cue = int(cues[0][0])
        for at in contents:
            to_cue[at] = cue
        to_source[cue] = int(sources[0][0]) if sources else NO_SOURCE


def held_out(row_number: int) -> bool:
    """Whether a development sentence of CrossNER politics is kept for measuring: every third one."""
    return row_number % 3 == 0
