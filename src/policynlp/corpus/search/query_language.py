"""What people type into the search box, translated to an FTS5 expression.

    rice export            both words (AND is understood)
    "food security"        a phrase
    agricultur*            a beginning of words
    rice OR wheat          either
    rice NOT export        one without the other
    rice NEAR export       within ten words of each other; NEAR/3 for three; NEAR(rice export, 3) as in FTS5
    (rice OR wheat) AND tariff

Everything else is taken as words: hyphens, apostrophes and colons, which FTS5 would call errors, are not special.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policynlp.errors import InputError

_TOKEN = re.compile(r'\s*(?:("[^"]*"\*?)|(NEAR\(|[()])|([^\s()"]+))')
_NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")
_NEAR_WORDS = 10  # as FTS5
_MAX_CHARS = 10_000
_MAX_DEPTH = 30
_QUOTATION_MARKS = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0xAB: '"', 0xBB: '"', 0: " "}
_WHERE = "search"
_HINT = 'Words, "phrases", prefix*, a NEAR b, AND, OR, NOT, brackets.'


def to_fts5(query: str) -> str:
    """An FTS5 expression.

    Args:
        query: As typed.

    Raises:
        InputError: A quotation mark or a bracket is not closed, or an operator has nothing on one side.
    """
    return _read(query)[0]


def wanted_words(query: str) -> str:
    """The words and phrases that are looked for, without operators and without what stands behind NOT.

    Raises:
        InputError: As `to_fts5`.
    """
    return " ".join(_read(query)[1])


def phrases(query: str) -> str:
    """An FTS5 expression of what stands in quotation marks alone; all of it must be there.

    Raises:
        InputError: As `to_fts5`.
    """
    _read(query)
    quoted = re.findall(r'"[^"]*\w[^"]*"\*?', query.translate(_QUOTATION_MARKS))
    return " AND ".join(_phrase(piece) for piece in quoted)


def _read(query: str) -> tuple[str, list[str]]:
    """The expression, and the words and phrases that are not behind NOT."""
    if len(query) > _MAX_CHARS:
        raise InputError(f"the query is longer than {_MAX_CHARS} characters", where=_WHERE, hint="Shorten it.")
    query = query.translate(_QUOTATION_MARKS)
    if query.count('"') % 2:
        raise InputError("a quotation mark is not closed", where=_WHERE, hint=_HINT)
    pieces = [match.group().strip() for match in _TOKEN.finditer(query)]
    parser = _Parser([piece for piece in pieces if piece])
    expression = parser.alternatives(0)
    if parser.peek() is not None:
        raise InputError(f"{parser.peek()!r} is one bracket too many", where=_WHERE, hint=_HINT)
    return expression, parser.wanted


@dataclass
class _Parser:
    """Recursive descent: alternatives of conjunctions of terms; NOT binds tighter than AND, as in FTS5."""

    pieces: list[str]
    at: int = 0
    wanted: list[str] = field(default_factory=list)

    def peek(self) -> str | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def take(self) -> str:
        piece = self.peek()
        if piece is None:
            raise InputError("something is missing at the end", where=_WHERE, hint=_HINT)
        self.at += 1
        return piece

    def alternatives(self, depth: int) -> str:
        parts = [self.conjunction(depth)]
        while self.peek() == "OR":
            self.take()
            parts.append(self.conjunction(depth))
        return " OR ".join(parts) if len(parts) == 1 else f"({' OR '.join(parts)})"

    def conjunction(self, depth: int) -> str:
        wanted, unwanted = [self.near(depth)], []
        while self.peek() not in {None, "OR", ")"}:
            if self.peek() == "AND":
                self.take()
            if self.peek() == "NOT":
                self.take()
                kept = len(self.wanted)
                unwanted.append(self.near(depth))
                del self.wanted[kept:]
            else:
                wanted.append(self.near(depth))
        expression = " AND ".join(wanted)
        expression = f"({expression})" if len(wanted) > 1 else expression
        for term in unwanted:
            expression = f"({expression} NOT {term})"
        return expression

    def near(self, depth: int) -> str:
        start = self.at
        left = self.term(depth)
        words = self.at - start == 1
        operator = _NEAR.fullmatch(self.peek() or "")
        if not operator:
            return left
        phrases, distance = [left], _NEAR_WORDS
        while operator:
            self.take()
            distance = int(operator[1] or _NEAR_WORDS)
            if not words or self.peek() in {"(", "NEAR("}:
                raise InputError("NEAR stands between words or phrases, not brackets", where=_WHERE, hint=_HINT)
            phrases.append(self.term(depth))
            operator = _NEAR.fullmatch(self.peek() or "")
        return f"NEAR({' '.join(phrases)}, {distance})"

    def term(self, depth: int) -> str:
        piece = self.take()
        if piece == "(":
            if depth >= _MAX_DEPTH:
                raise InputError(f"brackets stand more than {_MAX_DEPTH} deep", where=_WHERE, hint=_HINT)
            inner = self.alternatives(depth + 1)
            if self.peek() != ")":
                raise InputError("a bracket is not closed", where=_WHERE, hint=_HINT)
            self.take()
            return inner
        if piece == "NEAR(":
            return self.near_call()
        if piece in {"AND", "OR", "NOT", ")"} or _NEAR.fullmatch(piece):
            raise InputError(f"{piece!r} has nothing to stand on", where=_WHERE, hint=f"{_HINT} Quote it to look for the word.")
        return self.phrase(piece)

    def phrase(self, piece: str) -> str:
        self.wanted.append(piece.removesuffix("*").strip('"'))
        return _phrase(piece)

    def near_call(self) -> str:
        phrases, distance = [], _NEAR_WORDS
        while (piece := self.take()) != ")":
            word, comma, number = piece.partition(",")
            if word:
                phrases.append(self.phrase(word))
            if comma:
                number = number or self.take()
                if not re.fullmatch(r"\d{1,4}", number):
                    raise InputError(f"{number!r} is no number of words", where=_WHERE, hint="NEAR(rice export, 3).")
                distance = int(number)
        if len(phrases) < 2:
            raise InputError("NEAR needs two words at least", where=_WHERE, hint="NEAR(rice export, 3).")
        return f"NEAR({' '.join(phrases)}, {distance})"


def _phrase(piece: str) -> str:
    """A word or phrase in quotation marks, so that FTS5 sees no syntax in it."""
    prefix = piece.endswith("*")
    inner = piece.removesuffix("*").strip('"').replace('"', " ")
    return f'"{inner}"{"*" if prefix else ""}'
