"""Attributions in brackets: `... (Statistics Estonia)`, `... (source: Bank of Thailand)`, `"..." (Minister X, 12 March)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import PARENTHETICAL
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import may_speak

_BRACKET_TOKENS = 20
_LEAD_TOKENS = 4
_MIN_CONTENT_TOKENS = 4
_CLOSING_MARKS = "\"”»“’'›"
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_AFTER = frozenset({".", ",", ";"})
_LEADS = (
    ("source", ":"),
    ("sources", ":"),
    ("according", "to"),
    ("per",),
    ("in", "the", "view", "of"),
    ("in", "the", "words", "of"),
    ("data", ":"),
)
"""Words before the name in brackets."""
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,60}[)\]][.\s]*|[(\[][^()\[\]]{1,60}")


def is_direction(text: str) -> bool:
    """Whether a line in brackets tells what happened in the room, and is not said: `(Laughter.)`, `[CROSSTALK]`."""
    return _DIRECTION.fullmatch(text) is not None


def bracket_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions by a name, or a name and a cue, in brackets behind what is said."""
    doc = reading.doc
    closing = {")", "),", ").", "):"}
    for token in (doc[i] for i, word in enumerate(reading.lower) if word == "("):
        if reading.passage[token.i] < 0 or reading.mark_over(token.idx) is not None:
            continue
        begin, end = _sentence(reading, token.i)
        close = next((i for i in range(token.i + 1, min(end, token.i + _BRACKET_TOKENS)) if doc[i].text in closing), -1)
        if close < 0 or close == token.i + 1:
            continue
        found = _bracket(reading, begin, token.i, close, end)
        if found is not None:
            yield found


def _sentence(reading: Reading, at: int) -> tuple[int, int]:
    """The sentence, and the bracket that the parser cut off from it."""
    begin, end = reading.sentence[at]
    first, stop = reading.passage_tokens[reading.passage[at]]
    if begin == at and begin > first and reading.doc[begin - 1].text not in {".", "!", "?"}:
        begin = reading.sentence[begin - 1][0]
    while end < stop and ")" not in reading.text[reading.starts[at] : reading.ends[end - 1]] and end - at < _BRACKET_TOKENS:
        end += 1
    return begin, end


def _bracket(reading: Reading, begin: int, opening: int, close: int, end: int) -> Attribution | None:
    doc = reading.doc
    first = opening + 1
    inside = tuple(doc[i].lower_ for i in range(first, min(close, first + _LEAD_TOKENS)))
    lead = next((words for words in _LEADS if inside[: len(words)] == words), ())
    start = first + len(lead)
    if any(doc[i].text == ":" for i in range(start + 1, close)) and doc[first].ent_type_ != "PERSON":
        return None  # "(Boston, MA: Harbour Press, 2021)" is where a book was printed
    cue = next((i for i in range(start, close) if _is_cue(reading, doc[i])), -1)
    reported = doc[first].lower_ == "as" and cue > start
    start += reported
    stop = cue if cue > start else close
    if cue == start:  # "says the minister, Karel Marek"
        start, stop = cue + 1, close
    elif cue < 0:
        stop = next((i for i in range(start, close) if doc[i].text in {",", ";"} and not _goes_on(reading, i, close)), close)
    head = _speaker(reading, start, stop)
    if head < 0:
        return None
    marked = _marked(reading, opening)
    if not (lead or cue >= 0 or marked):
        dated = stop < close and any(doc[i].like_num for i in range(stop, close))
        spoken = stop < close and doc[stop + 1].lower_ in {"speaking", "writing"} and doc[head].ent_type_ == "PERSON"
        body = doc[head].ent_type_ == "ORG" and stop == close and close - start >= 2  # "(FAO)" explains a name
        ends = close + 1 >= end or doc[close + 1].text in _AFTER
        if not ((dated or body or spoken) and ends and _is_clause(reading, begin, opening)):
            return None
    content = [marked] if marked else _content(reading, begin, opening, close, end, whole=cue == first)
    source = reading.mention(start, stop)
    if not content or source is None:
        return None
    words = (cue, cue + 1) if cue >= 0 else (first, first + len(lead)) if lead else (opening, opening + 1)
    return Attribution(content, "speech", words[0], reading.chars(*words), head, [source], rule="bracket", score=0.7)


def _is_cue(reading: Reading, token: Token) -> bool:
    lemma = reading.lemma(token)
    return (token.tag_ in _FINITE and lemma in PARENTHETICAL) or (lemma == "point" and token.nbor(1).lower_ == "out")


def _goes_on(reading: Reading, comma: int, close: int) -> bool:
    """Whether a name stands behind the comma ("the plant's manager, Akio Tamura")."""
    following = reading.doc[comma + 1] if comma + 1 < close else None
    return following is not None and following.ent_type_ == "PERSON" and following.ent_iob_ == "B"


def _speaker(reading: Reading, first: int, end: int) -> int:
    """Head token of the name or role in brackets, -1 where there is none or more than a mention."""
    doc = reading.doc
    if end <= first or any(doc[i].pos_ in {"VERB", "AUX"} and doc[i].is_lower for i in range(first, end)):
        return -1
    named = [i for i in range(first, end) if doc[i].ent_type_ in {"PERSON", "ORG"}]
    people = [i for i in named if doc[i].ent_type_ == "PERSON"]
    if people or named:
        return (people or named)[-1]
    speaking = [i for i in range(first, end) if doc[i].pos_ in {"NOUN", "PROPN"} and may_speak(doc[i])]
    return speaking[-1] if speaking else -1


def _marked(reading: Reading, opening: int) -> Span | None:
    """The stretch in quotation marks that ends right before the bracket."""
    at = reading.starts[opening] - 1
    while at > 0 and reading.text[at].isspace():
        at -= 1
    if at < 0 or reading.text[at] not in _CLOSING_MARKS:
        return None
    mark = reading.mark_over(at)
    return mark.inner if mark is not None and mark.closed and mark.end == at + 1 else None


def _is_clause(reading: Reading, begin: int, opening: int) -> bool:
    tagged = (reading.doc[i].tag_ for i in range(begin, opening))
    return opening - begin >= _MIN_CONTENT_TOKENS and any(t in _FINITE or t == "MD" for t in tagged)


def _content(reading: Reading, begin: int, opening: int, close: int, end: int, *, whole: bool) -> list[Span]:
    """The clause before the bracket; the sentence around it where that is no clause ("The fund (critics say) is a purse")."""
    ranges = [(begin, opening)]
    if whole or not _is_clause(reading, begin, opening):
        ranges.append((close + 1, end))
    spans = [reading.trimmed(reading.chars(*r)) for r in ranges if r[1] > r[0]]
    return merged([s for s in spans if s], reading.text)
