"""Conditions of a query, with their values kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from policynlp.accents import unaccented
from policynlp.render.amounts import other_number

_WORD = re.compile(r"[^\W_]+")


@dataclass
class Conditions:
    """A WHERE clause that grows.

    Attributes:
        clauses: SQL, joined by AND.
        values: Name of a parameter to its value.
    """

    clauses: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def value(self, value: Any) -> str:
        """Keep a value; gives the `$name` that stands for it."""
        name = f"p{len(self.values) + 1}"
        self.values[name] = value
        return f"${name}"

    def add(self, clause: str, *values: Any) -> Self:
        """Add a clause; each `?` in it stands for the next value."""
        parts = clause.split("?")
        if len(parts) != len(values) + 1:
            raise ValueError(f"{len(parts) - 1} places for {len(values)} values: {clause}")
        self.clauses.append(parts[0] + "".join(self.value(v) + part for v, part in zip(values, parts[1:], strict=True)))
        return self

    def words(self, expression: str, words: str) -> Self:
        """Every one of the words begins a word of the expression, in any order, whatever their case and accents."""
        for word in folded_words(words):
            self._letters(expression, word)
            self.add(f"contains(folded({expression}), ?)", f" {word}")
        return self

    def nouns(self, expression: str, words: str) -> Self:
        """As `words`, in the singular or the plural."""
        for word in folded_words(words):
            self.clauses.append(self._either(f"folded({expression})", word))
        return self

    def phrase(self, folded: str, words: str) -> Self:
        """The words stand side by side in what is folded; the last may go on, and be in the other number ("transfers")."""
        *before, last = folded_words(words)
        self.clauses.append(self._either(folded, last, before=before))
        return self

    def _either(self, folded: str, word: str, *, before: Sequence[str] = (), nouns: bool = True) -> str:
        """The word begins a word of what is folded, or a word is its other number: "taxes" finds "tax", and not "taxi"."""
        front = "".join(f" {one}" for one in before)
        forms = [f"{front} {word}", *(f"{front} {form} " for form in (other_number(word) if nouns else ()))]
        any_of = " OR ".join(f"contains({folded}, {self.value(form)})" for form in forms)
        return f"({any_of})" if len(forms) > 1 else any_of

    def _letters(self, expression: str, word: str) -> None:
        """The letters of a word alone, anywhere: ten times faster than `folded`, and rules out most rows."""
        self.add(f"contains(strip_accents(lower({expression})), ?)", word)

    def said(
        self, row: str, view: str, words: str, *, columns: Sequence[str] = ("words",), nouns: bool = False, but: bool = False
    ) -> Self:
        """As `words`, of what a row of a layer says: see `view_sql.WORDS`.

        Args:
            row: Alias of the row.
            view: `<layer>_words`.
            words: Each stands in one of the columns.
            columns: Of the view.
            nouns: In the singular or the plural.
            but: Rows that do not say it.
        """
        clauses = []
        for word in folded_words(words):
            any_of = " OR ".join(self._either(column, word, nouns=nouns) for column in columns)
            clauses.append(f"({any_of})" if len(columns) > 1 else any_of)
        if clauses:
            among = "NOT IN" if but else "IN"
            self.clauses.append(f"{row}.id {among} (SELECT id FROM {view} WHERE {' AND '.join(clauses)})")
        return self

    @property
    def where(self) -> str:
        """`WHERE ...`, or nothing."""
        return "WHERE " + "\n  AND ".join(self.clauses) if self.clauses else ""


def folded_words(words: str) -> list[str]:
    """Words as the SQL function `folded` writes them."""
    return _WORD.findall(unaccented(words.lower()))
