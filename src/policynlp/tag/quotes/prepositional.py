"""Attributions by a preposition: `according to X`, `per X`, `in a survey`; what is in whose view is next door."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import PARENTHETICAL, SURVEYS
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import mention_span
from policynlp.tag.quotes.source_nouns import DOCUMENTS, is_somebody
from policynlp.tag.quotes.viewpoints import viewpoint_attributions

_FIRST = frozenset({"according", "going", "per", "in"})


def prepositional_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions that a preposition makes."""
    doc = reading.doc
    for token in (doc[i] for i, word in enumerate(reading.lower) if word in _FIRST):
        if reading.passage[token.i] < 0 or (token.i and doc[token.i - 1].text == "("):  # in brackets: `brackets`
            continue
        lower = token.lower_
        behind = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        if (lower, behind) == ("according", "to") or ((lower, behind) == ("going", "by") and _set_off(reading, token.i)):
            found = _attribution(reading, token.i, token.i + 1)
        elif lower == "per" and token.dep_ == "prep" and _speaks(_object(token)):
            found = _attribution(reading, token.i, token.i)
        elif lower == "in" and token.dep_ == "prep":
            head = _object(token)
            if head is None or head.lemma_.lower() not in SURVEYS:
                continue  # whose view or words it is: `viewpoints`
            first = reading.sentence[token.i][0] == token.i
            found = _attribution(reading, token.i, token.i) if first else None
        else:
            continue
        if found is not None:
            yield found
    yield from viewpoint_attributions(reading)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SOURCES = frozenset({"number", "count", "table", "list", "account"})
_LOOK_TOKENS = 80  # bounds the work on endless sentences
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def _set_off(reading: Reading, first: int) -> bool:
    """Whether `going by` begins a sentence or stands behind a comma, and what follows is a source of figures: not time "going by"."""
    doc = reading.doc
    head = _object(doc[first + 1])
    opens = first == reading.sentence[first][0] or doc[first - 1].text == ","
    return opens and head is not None and (head.lemma_.lower() in DOCUMENTS | _SOURCES or head.ent_type_ == "ORG")


def _speaks(head: Token | None) -> bool:
    """Whether a rate ("per person") is out of the question: a name, or "per the ministry"."""
    if head is None:
        return False
    determined = any(c.dep_ in {"det", "poss"} for c in head.lefts)
    return head.ent_type_ in _NAMES or (determined and is_somebody(head))


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.rights if c.dep_ in {"pobj", "pcomp"}), None)


def _before_subject(reading: Reading, head: Token, source: tuple[int, int]) -> int | None:
    """Where "According to the office, output fell" ends its source, when the parser took "output" for more of it."""
    doc, end = reading.doc, reading.sentence[head.i][1]
    last = reading.token_at(source[1] - 1)
    if last + 1 >= end or doc[last + 1].tag_ not in _FINITE:
        return None
    comma = next((i for i in range(head.i + 1, last) if doc[i].text == ","), None)
    return doc[comma - 1].idx + len(doc[comma - 1]) if comma is not None else None


def _after(reading: Reading, first: int, end: int) -> int:
    """Where the content stops: at a semicolon, if another attribution stands behind it."""
    doc = reading.doc
    stop = min(end, first + _LOOK_TOKENS)
    mark = next((i for i in range(first, stop) if doc[i].text == ";"), None)
    return mark if mark is not None and any(_attributes(reading, doc[j]) for j in range(mark + 1, stop)) else end


def _before(reading: Reading, begin: int, last: int) -> int:
    """Where the content starts: behind a semicolon, if another attribution stands before it."""
    doc = reading.doc
    start = max(begin, last - _LOOK_TOKENS)
    mark = next((i for i in range(last - 1, start, -1) if doc[i].text == ";"), None)
    return mark + 1 if mark is not None and any(_attributes(reading, doc[j]) for j in range(start, mark)) else begin


def _attributes(reading: Reading, token: Token) -> bool:
    return token.lower_ == "according" or (token.tag_ in _FINITE and reading.lemma(token) in PARENTHETICAL)


def _attribution(reading: Reading, first: int, last: int) -> Attribution | None:
    """The sentence around a phrase that begins with the tokens `first` to `last`."""
    doc = reading.doc
    if reading.mark_over(doc[first].idx) is not None:
        return None
    begin, end = reading.sentence[first]
    head = _object(doc[last])
    if head is None and last != first:
        head = _object(doc[first])
    if head is None or head.i <= last or head.i >= end:
        return None
    source = mention_span(reading, head, first=last + 1, last=end - 1)
    if source is None:
        return None
    cut = _before_subject(reading, head, source) if first == begin else None
    if cut is not None:
        source = (source[0], cut)
    last_word = reading.token_at(source[1] - 1)
    stop = (last_word if cut is not None else max(last_word, min(head.right_edge.i, end - 1))) + 1
    before, after = (_before(reading, begin, first), first), (stop, _after(reading, stop, end))
    spans = [reading.trimmed(reading.chars(*r)) for r in (before, after) if r[1] > r[0]]
    content = merged([s for s in spans if s], reading.text)
    if not content:
        return None
    return Attribution(
        content=content,
        act="speech",
        cue_token=first,
        cue=reading.chars(first, last + 1),
        source_token=head.i,
        source=[source],
        rule=f"{doc[first].lower_}",
    )
