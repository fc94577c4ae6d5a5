"""Labels of turns and whoever is spoken to are no measures: "Ana Reis: Madam Speaker, rents rose by 6%" is of rents."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.document import Span
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import core
from policynlp.tag.people.turn_words import CHAIRS
from policynlp.tags import Quote, TextSpan

_CHAIR = (
    rf"(?:(?:mr|madam|madame)\.?[ ](?:deputy[ ])?(?:{CHAIRS}|prime[ ]minister|minister)"
    r"|honou?rable[ ]members)"
)
_ADDRESS = re.compile(rf"(?:(?:and|but|so|today)[ ])?{_CHAIR}[ ]?,[ ]", re.IGNORECASE)
"""`Madam Speaker, `: nobody in the text of an article."""
_IN_TURNS = re.compile(
    rf"(?:(?:and|but|so|today)[ ])?(?:{_CHAIR}|(?:(?:prime|deputy|first)[ ])?(?:minister|{CHAIRS}"
    r"|senator|sir|madam|deputy|governor|commissioner|members|colleagues|friends)"
    r"|(?:mr|mrs|ms|dr|sir|dame|senator|minister|professor|deputy)\.?(?-i:(?:[ ][A-Z][\w'’-]+){1,2}))[ ]?,[ ](?!who\b|an?\b|\d)",
    re.IGNORECASE,
)
"""`Minister, `, `Dr Adeyemi, `: at the beginning of a turn; elsewhere the article tells of them."""
_LABEL_MARKS = frozenset({":", "):", "]:", "."})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECT_TOKENS, _VERB_TOKENS = 10, 8
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PRON", "PART", "CCONJ", "NUM"})
_PRONOUNS = frozenset({"PRP", "WP", "EX", "DT"})
_MEASURED = frozenset({"percent", "money", "ratio", "measure"})
_NEAR_CHARS = 8


class Labels:
    """Where turns begin in a document.

    Args:
        text: The text.
        quotes: Its quotations; those by labels stand right behind them.
    """

    def __init__(self, text: str, quotes: Sequence[Quote]) -> None:
        self._text = text
        self._labels: list[Span] = []
        for quote in quotes:
            start = quote.content[0][0]
            if not quote.cue or not quote.source or text[slice(*quote.cue[0])] not in _LABEL_MARKS:
                continue
            if quote.source[0][1] <= quote.cue[0][0] and not text[quote.cue[0][1] : start].strip(' "“'):
                line = text.rfind("\n", 0, quote.source[0][0]) + 1
                self._labels.append((line, quote.cue[0][1]))
        self._starts = [s for s, _ in self._labels]

    def mend(self, doc: Doc, f: Figure) -> None:
        """Take labels and whoever is spoken to out of a figure's measure and scope; what stands behind them is measured."""
        said = self._amid(f) or self._said(doc, f)
        if said[0] == said[1]:
            return
        for name in ("measure", "scope", "share_of"):
            span: TextSpan | None = getattr(f, name)
            if span is not None and (span.start < said[1] and said[0] < span.end):
                setattr(f, name, None)
                if name == "measure":
                    f.measure = self._subject(doc, f, said[1])
        if f.measure is None and f.kind in _MEASURED:
            f.measure = self._subject(doc, f, said[1])

    def _amid(self, f: Figure) -> Span | None:
        """Whoever is spoken to in the middle of a sentence, taken for what is measured: "In May, Madam Speaker, the price was $3"."""
        before = self._text[max(0, f.measure.start - _NEAR_CHARS) : f.measure.start] if f.measure is not None else ""
        if f.measure is None or not before.rstrip().endswith(","):
            return None
        found = _ADDRESS.match(self._text, f.measure.start, f.start)
        return found.span() if found is not None and found.end() >= f.measure.end else None

    def _said(self, doc: Doc, f: Figure) -> Span:
        """The label and the address that the sentence of a figure begins with; an empty span where it has neither."""
        start = doc[f.sentence[0]].idx
        at = bisect_right(self._starts, f.start) - 1
        label = self._labels[at] if at >= 0 and self._is_first(at, start, f.start) else None
        begin = label[1] if label is not None else start
        while begin < f.start and self._text[begin] in ' "“':
            begin += 1
        address = (_IN_TURNS if label is not None else _ADDRESS).match(self._text, begin, f.start)
        end = address.end() if address is not None else label[1] if label is not None else start
        return (label[0] if label is not None else start), end

    def _is_first(self, at: int, sentence: int, offset: int) -> bool:
        """Whether a figure stands in the first sentence behind a label, wherever the parser lets that sentence begin."""
        _, end = self._labels[at]
        if sentence > end + 1:
            return False
        return "\n" not in self._text[end:offset]

    def _subject(self, doc: Doc, f: Figure, start: int) -> TextSpan | None:
        """What stands between an address and the verb of the figure."""
        tokens = [t for t in doc[f.sentence[0] : f.sentence[1]] if start <= t.idx < f.start]
        verb = next((k for k, t in enumerate(tokens) if t.tag_ in _FINITE), None)
        if verb is None or not 0 < verb <= _SUBJECT_TOKENS or len(tokens) - verb > _VERB_TOKENS:
            return None
        inside = tokens[:verb]
        if any(t.pos_ not in _INSIDE for t in inside):
            return None
        of = next((k for k, t in enumerate(inside) if t.pos_ == "ADP"), verb)
        nouns = [t for t in inside[:of] if t.pos_ in {"NOUN", "PROPN"}]
        if (
            not nouns
            or inside[0].tag_ in _PRONOUNS - {"DT"}
            or inside[of - 1] != nouns[-1]
            or nouns[-1].ent_type_ in {"PERSON", "ORG"}
        ):
            return None
        return core(doc, nouns[-1], start)
