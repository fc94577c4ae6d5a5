"""A parsed document as the rules of claims read it: tokens by offset, sentences, names, dates, the country it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Doc

from policynlp.tag.claims.furniture import furniture
from policynlp.tag.claims.home_dollar import home_dollar
from policynlp.tag.claims.money_table import SHARED_NAMES
from policynlp.tag.claims.numbering import numbering
from policynlp.tag.entities.datelines import sentence_start
from policynlp.tag.entities.place_names import capitals_of, countries, subdivisions
from policynlp.tag.extensions import passages

_NAME_LABELS = frozenset({"PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "FAC", "POLICY", "ORG", "PERSON", "NORP", "GPE", "LOC"})

_HEAD_CHARS = 200
_ACRONYM = 3
"""Letters of the longest name of a country that is left out: "us" is a word."""
_WEIGHED = re.compile(
    r"\d pounds of (?!sterling|debt|aid|spending|funding|investment|tax|public)[a-z]|"
    r"\bcents (?:a|per) pound\b|\$[ ]?[\d.]+ (?:a|per) pound\b"
)


class Reading:
    """One parsed document, as the rules of claims read it.

    Attributes:
        doc, text: What is read.
        starts: Offset of every token.
        sentence_starts: First token of every sentence.
        sterling: Whether the document writes British money.
        weighed: Whether it weighs goods in pounds ("610 pounds of shrimp", "87 cents a pound").
        dollar: Code that "$" is taken for.
        country: Country that the document is mostly about, where one currency name is shared.
        numbering: Numbers of sections and items, and of references, notes and addresses.
        evidence: How often each country, its people or its currency's code is named.
    """

    def __init__(self, doc: Doc, *, countries: Sequence[str] = (), evidence: Mapping[str, int] | None = None) -> None:
        self.doc = doc
        self.text = doc.text
        self.starts = [t.idx for t in doc]
        self.sentence_starts = [s.start for s in doc.sents] if len(doc) else []
        self.sterling = "£" in self.text or "sterling" in self.text
        self.country = countries[0] if countries else None
        self.evidence = dict(evidence or {})
        pounds = any(self.evidence.get(country, 0) for country in ("GB", *SHARED_NAMES.get("GBP", ())))
        self.weighed = not (self.sterling or pounds) and _WEIGHED.search(self.text) is not None
        self._dollar: str | None = None  # found once, for the first sum
        self._most_named: dict[tuple[tuple[str, str], ...], str | None] = {}
        self.names: list[tuple[int, int]] = []
        self.dates: list[tuple[int, int]] = []
        headings = {p.start for p in passages(doc) if p.kind == "heading"}
        self.numbering = sorted([*numbering(self.text, headings), *furniture(self.text)])
        self.persons: list[int] = sorted(e.end_char for e in doc.ents if e.label_ == "PERSON")
        for ent in doc.ents:
            span = (ent.start_char, ent.end_char)
            if ent.label_ in {"DATE", "TIME"}:
                self.dates.append(span)
            elif ent.label_ in _NAME_LABELS:
                self.names.append(span)

    def currency(self, code: str) -> str:
        """The currency that a name which several countries share stands for in this document.

        Dollars are American unless the document is mostly about another country that has them, or is one of such a country; what
        else is shared belongs to the country of it that the document names most.

        Args:
            code: What the name stands for by itself.
        """
        table = SHARED_NAMES.get(code)
        if not table:
            return code
        if code == "USD":
            home = home_dollar(self.text, self.evidence, self.country) if self._dollar is None else None
            self._dollar = self._dollar or home or table.get(self.country or "", code)
            return self._dollar
        if self.country in table:
            return table[self.country or ""]
        return self.most_named(table) or code

    def most_named(self, table: Mapping[str, str]) -> str | None:
        """The value of the country that the document names most, where one of the table's is named at all."""
        key = tuple(table.items())
        if key not in self._most_named:  # the text is searched once for each currency, not for each figure
            counts: Counter[str] = Counter()
            for country, value in key:
                name = _name_of(country)
                in_head = len(name.findall(self.text, 0, _HEAD_CHARS))  # where whoever writes it stands
                named = max(self.evidence.get(country, 0), len(name.findall(self.text))) + in_head
                counts[value] += named + 3 * len(re.findall(rf"\b{re.escape(value)}\b", self.text))
            value, n = counts.most_common(1)[0]
            self._most_named[key] = value if n else None
        return self._most_named[key]

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence(self, token: int, passage: tuple[int, int]) -> tuple[int, int]:
        """Tokens of the sentence around a token, cut to the passage, and without the dateline or number before it."""
        k = bisect_right(self.sentence_starts, token) - 1
        first = self.sentence_starts[k] if k >= 0 else 0
        last = self.sentence_starts[k + 1] if k + 1 < len(self.sentence_starts) else len(self.doc)
        first, last = max(first, passage[0]), min(last, passage[1])
        begin = sentence_start(self.doc, first, last) if first == passage[0] else first
        return (begin if begin <= token else first), last


@cache
def _name_of(country: str) -> re.Pattern[str]:
    """The names of a country, of its capital, and of divisions that nothing else is called by, as words of their own.

    Also in capitals or in the name of a body: "NEPAL RASTRA BANK".
    """
    capital = capitals_of().get(country)
    found = [name for name, code in countries().items() if code == country and len(name) > _ACRONYM]
    own = [name for name, code in subdivisions().items() if code == country]
    names = sorted([*found, *own, *([capital] if capital else [])], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})\b", re.IGNORECASE)


def inside(stretches: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The stretch (sorted, by start) that holds a span, or null."""
    i = bisect_right(stretches, (start, 10**12)) - 1
    for k in (i, i - 1):
        if k >= 0 and stretches[k][0] <= start and end <= stretches[k][1]:
            return stretches[k]
    return None
