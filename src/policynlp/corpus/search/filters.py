"""Filters as sets of passages: a mask a field, so that a facet can be counted with every filter but its own."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

import numpy as np

from policynlp.accents import unaccented
from policynlp.corpus.search.columns import CODED, KINDS, Bools, Columns
from policynlp.corpus.search.marks import KEY_SIGN, NAME_LAYERS, key_alias
from policynlp.corpus.search.request import SearchRequest

HIDDEN_KINDS = ("boilerplate", "byline")
_WORD = re.compile(r"[^\W_]+")


def _plain(column: str) -> str:
    """SQL of a column without accents; nine of ten names have none, and are not handed to Python."""
    return f"CASE WHEN {column} GLOB '*[^ -~]*' THEN unaccented({column}) ELSE {column} END"


def _begin(words: list[str], name: str) -> bool:
    """Whether every one of the words begins a word of a name."""
    own = _WORD.findall(unaccented(name.casefold()))
    return bool(words) and all(any(word.startswith(part) for word in own) for part in words)


class Filters:
    """The filters of a request, looked up in the index.

    Args:
        columns: The index.
        connection: The index's database, for parts of names.
        request: What is asked.

    Attributes:
        masks: Field to the passages that it lets through; a field without a filter has none.
        chosen: Field to ids of names, or codes, that the request asks for.
        named: Those of `chosen` that are names or themes of passages.
    """

    def __init__(self, columns: Columns, connection: sqlite3.Connection, request: SearchRequest) -> None:
        self._columns = columns
        self._connection = connection
        connection.create_function("unaccented", 1, unaccented, deterministic=True)
        self.masks: dict[str, Bools] = {}
        self.chosen: dict[str, set[int]] = {}
        self.named: dict[str, set[int]] = {}
        self._names(request)
        self._documents(request)
        if request.kind:
            self.masks["kind"] = self._kinds(request.kind)
            self.chosen["kind"] = {KINDS[kind] for kind in request.kind if kind in KINDS}
        else:
            self.masks["kind"] = ~self._kinds(HIDDEN_KINDS)

    def passing(self, *, but: str = "") -> Bools:
        """Passages that pass every filter, or every one but that of a field."""
        out = np.ones(self._columns.rows, dtype=np.bool_)
        for field, mask in self.masks.items():
            if field != but:
                out &= mask
        return out

    def _names(self, request: SearchRequest) -> None:
        wanted = {
            "theme": (("theme", "facet"), request.theme),
            "facet": (("facet",), request.facet),
            "speaker": (("speaker",), request.speaker),
            "person": (("person",), request.person),
            "organisation": (("organisation",), request.organisation),
            "place": (("place",), request.place),
            "policy": (("policy",), request.policy),
            "entity": (NAME_LAYERS, request.entity),
        }
        for field, (layers, values) in wanted.items():
            if values:
                exact = field in {"theme", "facet"}
                ids = {i for layer in layers for value in values for i in self.ids(layer, value, exact=exact)}
                self.chosen[field] = self.named[field] = ids
                self.masks[field] = self._rows_with(layers, ids)

    def ids(self, layer: str, value: str, *, exact: bool = False) -> set[int]:
        """Names of a layer that a value of a filter means."""
        folded = value.casefold()
        known = self._found("SELECT id FROM names WHERE layer = ? AND key = ?", layer, value)
        if known or exact or folded.startswith("name:"):
            return known or self._found("SELECT id FROM names WHERE layer = ? AND key = ?", layer, folded)
        aliased = "SELECT DISTINCT id FROM aliases JOIN names ON id = aliases.name WHERE layer = ?"
        part = f"{aliased} AND folded NOT GLOB '{KEY_SIGN}*' AND instr({_plain('folded')}, ?)"
        return self._found(f"{aliased} AND folded = ?", layer, key_alias(value)) or self._found(part, layer, unaccented(folded))

    def _found(self, sql: str, layer: str, value: str) -> set[int]:
        return {row[0] for row in self._connection.execute(sql, (layer, value))}

    def _rows_with(self, layers: Iterable[str], ids: set[int]) -> Bools:
        columns = self._columns
        out = np.zeros(columns.rows, dtype=np.bool_)
        wanted = np.array(sorted(ids), dtype=np.int32)
        for layer in layers:
            pairs = columns.pairs[layer]
            starts, ends = np.searchsorted(pairs.names, wanted), np.searchsorted(pairs.names, wanted, side="right")
            for start, end in zip(starts, ends, strict=True):
                out[pairs.rows[start:end]] = True
        return out

    def _documents(self, request: SearchRequest) -> None:
        columns = self._columns
        masks: dict[str, Bools] = {}
        for field in CODED:
            values = getattr(request, field)
            if values:
                names, codes = columns.coded[field]
                asked = {value.casefold() for value in values}
                chosen = {i for i, name in enumerate(names) if name.casefold() in asked}
                if field == "publisher":  # whole, as a facet gives it, or some of its words
                    whole = {names[i].casefold() for i in chosen}
                    parts = [_WORD.findall(unaccented(value)) for value in asked - whole]
                    chosen |= {i for i, name in enumerate(names) if any(_begin(words, name) for words in parts)}
                self.chosen[field] = chosen
                masks[field] = np.isin(codes, np.array(sorted(chosen), dtype=np.int32))
        if request.since or request.until:
            mask = columns.last_day > 0
            if request.since:
                mask &= columns.last_day >= int(f"{request.since:%Y%m%d}")
            if request.until:
                mask &= columns.first_day <= int(f"{request.until:%Y%m%d}")
            masks["date"] = mask
        if request.source:
            sql = f"SELECT document FROM docs WHERE instr({_plain('source')}, ?)"
            sources = [unaccented(part.casefold()) for part in request.source]
            found = {document for part in sources for (document,) in self._connection.execute(sql, (part,))}
            masks["source"] = np.array([d in found for d in columns.documents], dtype=np.bool_)
        if request.document:
            masks["document"] = np.isin(np.array(columns.documents), np.array(request.document))
        if not request.duplicates:
            masks["duplicates"] = columns.counted
        for field, mask in masks.items():
            self.masks[field] = mask[columns.doc]

    def _kinds(self, kinds: Iterable[str]) -> Bools:
        table = np.zeros(256, dtype=np.bool_)
        table[[KINDS[kind] for kind in kinds if kind in KINDS]] = True
        return table[self._columns.kind]
