"""Gold of a user's own: checked row by row, and offsets worked out where spans are given as words of the text.

An entity or a claim has `start` and `end`, or `text` alone, which then is the next occurrence of these words behind the one that
an earlier row of the same words took. A piece of a quotation is `[start, end]`, a string, or `[string, n]` for its n-th occurrence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policynlp.errors import InputError

Row = dict[str, Any]
Spans = list[tuple[int, int]]

_KEYS: Mapping[str, tuple[str, ...]] = {
    "quotes": ("quotes",),
    "entities": ("entities",),
    "claims": ("claims", "quantities"),
    "themes": ("themes",),
}
"""Where the gold of a layer lies; public sets of figures call them quantities."""
LAYERS = tuple(_KEYS)


def checked_gold(layer: str, rows: Iterable[Mapping[str, Any]], *, where: str) -> list[Row]:
    """Gold rows with the layer under its own name and all spans as offsets.

    Args:
        layer: One of `LAYERS`.
        rows: `{"id", "text", LAYER: [...]}`.
        where: Name of the file, for errors.

    Raises:
        InputError: There is no such layer, no row, or a row does not say what is needed; the message names the row.
    """
    if layer not in _KEYS:
        raise InputError(f"there is no layer {layer!r} to score", hint=f"Layers: {', '.join(LAYERS)}.")
    out: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        place = f"{where}: {row.get('id')}"
        if not isinstance(row.get("text"), str):
            raise InputError("the row has no text", where=place, hint="Each row is {id, text, " + layer + "}.")
        if str(row["id"]) in seen:
            raise InputError("two rows have this id", where=place, hint="Give each text an id of its own.")
        seen.add(str(row["id"]))
        key = next((k for k in _KEYS[layer] if isinstance(row.get(k), list)), None)
        if key is None:
            hint = f'Give it the key "{layer}", a list; an empty one where there is nothing to find.'
            raise InputError(f"the row has no gold {layer}", where=place, hint=hint)
        try:
            out.append({**row, layer: _READERS[layer](row["text"], row[key])})
        except InputError as error:
            raise InputError(error.what, where=place, hint=error.hint) from error
        except (AttributeError, TypeError, ValueError, KeyError, IndexError) as error:
            raise InputError(
                f"the gold {layer} cannot be read: {error!r}", where=place, hint="docs/evaluate.md shows the form."
            ) from error
    if not out:
        raise InputError("there is no gold", where=where, hint="One JSON object a line: {id, text, " + layer + "}.")
    return out


def occurrence(text: str, words: str, number: int = 0) -> tuple[int, int]:
    """Offsets of the `number`-th occurrence of words, from 0.

    Raises:
        InputError: They are not in the text so often.
    """
    at = text.find(words)
    for _ in range(number):
        at = text.find(words, at + 1) if at >= 0 else -1
    if at < 0 or not words:
        raise InputError(f"the piece {words!r} is not in the text {number + 1} times", hint="Copy pieces from the text.")
    return at, at + len(words)


def spans_of(text: str, pieces: Iterable[str | Sequence[Any]]) -> Spans:
    """Offsets of pieces: strings, `[string, n]`, or offsets, which are checked.

    Raises:
        InputError: A piece is not in the text as often as it says, or offsets lie outside of it.
    """
    out = []
    for piece in pieces:
        if isinstance(piece, str):
            out.append(occurrence(text, piece))
        elif isinstance(piece[0], str):
            out.append(occurrence(text, piece[0], int(piece[1])))
        else:
            out.append(_inside(text, piece[0], piece[1]))
    return out


def _inside(text: str, start: Any, end: Any) -> tuple[int, int]:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        hint = f"Offsets count code points from 0, the end is behind the last one; the text has {len(text)}."
        raise InputError(f"the span [{start}, {end}) is not in the text", hint=hint)
    return start, end


def _quotes(text: str, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    out = []
    for row in rows:
        given = {role: _nested(row.get(role) or []) for role in ("content", "cue", "source")}
        if not given["content"]:
            raise InputError("a quotation has no content", hint="content: a list of pieces, [start, end] or words of the text.")
        out.append({**row, **{role: spans_of(text, pieces) for role, pieces in given.items()}})
    return out


def _nested(pieces: Any) -> list[Any]:
    """Pieces as a list; one alone may stand without its brackets."""
    if isinstance(pieces, str) or (len(pieces) == 2 and all(isinstance(p, int) for p in pieces)):
        return [pieces]
    return list(pieces)


def _located(text: str, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows with `start` and `end`; those of public sets that have none (values without a place) are left out."""
    taken: dict[str, int] = {}
    out = []
    for row in rows:
        if row.get("start") is not None:
            start, end = _inside(text, row["start"], row["end"])
        elif row.get("text"):
            words = str(row["text"])
            start = text.find(words, taken.get(words, 0))
            if start < 0:
                raise InputError(f"{words!r} is not in the text (again)", hint="Copy the words from the text.")
            end = taken[words] = start + len(words)
        else:
            continue
        out.append({**row, "start": start, "end": end})
    return out


def _entities(text: str, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    found = _located(text, rows)
    for row in found:
        if not isinstance(row.get("label"), str):
            raise InputError(
                f"the entity {text[row['start'] : row['end']]!r} has no label", hint="label: PERSON, ORG, GPE, ..."
            )
    return found


def _themes(text: str, rows: Sequence[Any]) -> list[Any]:
    """Names, or rows as the tagger writes them."""
    del text
    for row in rows:
        if not isinstance(row, str) and not {"theme", "assigned", "passage"} <= row.keys():
            raise InputError(f"{row!r} is no theme", hint='Names are enough: "themes": ["talent", "security.food"].')
    return list(rows)


_READERS = {"quotes": _quotes, "entities": _entities, "claims": _located, "themes": _themes}
