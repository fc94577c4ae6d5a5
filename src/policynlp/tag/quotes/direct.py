"""Speech in quotation marks: each stretch joined to the cue after it, before it, or of the speech that it goes on with."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import VERBS
from policynlp.tag.quotes.indirect import cue_span
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import source_span, subject_of

_PAUSE = ",?!—–-…"  # how the inside ends where the sentence goes on with the cue
_STOP = ".?!…"
_GAP_TOKENS = 60  # the longest stretch between a quotation and its cue: a name with a long apposition
_ENDS = frozenset({".", "!", "?", ";", ":", "…"})
_SUBORDINATES = frozenset(
    {"when", "which", "while", "because", "after", "before", "although", "though", "if", "and", "but", "or"}
)
_SHORT_WORDS = 2  # stretches up to this length are terms or scare quotes, unless a cue claims them


def direct_attributions(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Joins the stretches in marks to cues, and grows the attributions that were found already.

    Args:
        reading: The document.
        found: Attributions from the parse.

    Returns:
        All attributions, without order.
    """
    by_cue = {a.cue_token: a for a in found}
    direct: dict[int, Attribution] = {}
    for mark in reading.outer:
        verb = _cue_before(reading, mark, adjacent=True) or _cue_after(reading, mark) or _cue_before(reading, mark)
        if verb is None:
            continue
        attribution = direct.get(verb.i)
        if attribution is None:
            attribution = direct[verb.i] = _new(reading, verb, mark)
            other = by_cue.get(verb.i)
            if other is not None and mark.end <= other.start + 1:
                pass
            elif other is not None and verb.idx < other.start and other.end <= mark.start:
                attribution.content = merged([*other.content, mark.inner], reading.text)
        else:
            attribution.content = merged([*attribution.content, mark.inner], reading.text)
    rest = [a for a in found if a.cue_token not in direct]
    everything = sorted([*direct.values(), *rest], key=lambda a: (a.start, a.end))
    for attribution in rest:
        _cover_marks(reading, attribution)
    _continue(reading, everything)
    return everything


def _new(reading: Reading, verb: Token, mark: Marked) -> Attribution:
    subject = subject_of(verb)
    source = source_span(reading, subject, verb) if subject is not None else None
    if source is not None and any(m.start < source[1] and source[0] < m.end for m in (mark,)):
        source = None
    cue = VERBS[reading.lemma(verb)]
    content = mark.inner
    if verb.idx > mark.start:
        content = (_sentence_start(reading, mark), mark.inner[1])
    return Attribution(
        content=[content],
        act=cue.act,
        cue_token=verb.i,
        cue=cue_span(reading, verb),
        source_token=subject.i if subject is not None and source else -1,
        source=[source] if source else [],
        rule="direct",
        score=0.95,
    )


def _sentence_start(reading: Reading, mark: Marked) -> int:
    """Where the sentence begins whose end stands in marks (`The talks would "go on," he said`)."""
    begin = reading.passage_tokens[mark.passage][0]
    at = reading.token_at(mark.start)
    for i in range(at - 1, max(begin, at - _GAP_TOKENS) - 1, -1):
        token = reading.doc[i]
        if token.text in _ENDS or reading.mark_over(token.idx) is not None or _is_cue(reading, token) or token.is_space:
            i += 1
            break
    else:
        i = max(begin, at - _GAP_TOKENS)
    if i >= at or at - i >= _GAP_TOKENS:
        return mark.inner[0]
    trimmed = reading.trimmed((reading.starts[i], mark.start))
    return trimmed[0] if trimmed else mark.inner[0]


def _is_cue(reading: Reading, token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB"):
        return False
    cue = VERBS.get(reading.lemma(token))
    return cue is not None and cue.clause


def _cue_after(reading: Reading, mark: Marked) -> Token | None:
    text = reading.text
    last = text[mark.inner[1] - 1]
    follows = text[mark.end : mark.end + 1]
    if not mark.closed or not (last in _PAUSE or follows == ","):
        return None
    first = reading.token_at(mark.end)
    for i in range(first, min(first + _GAP_TOKENS, reading.passage_tokens[mark.passage][1])):
        token = reading.doc[i]
        if token.text in {".", ";", ":", "!", "?"} or reading.mark_over(token.idx) not in {None, mark}:
            return None
        if i <= first + 1 and token.lower_ in _SUBORDINATES:
            return None
        if _is_cue(reading, token):
            return token
    return None


def _cue_before(reading: Reading, mark: Marked, *, adjacent: bool = False) -> Token | None:
    text = reading.text
    begin = reading.passages[mark.passage].start
    before = text[begin : mark.start].rstrip()
    if not before:
        return _block_cue(reading, mark) if not adjacent else None
    last = reading.token_at(mark.start) - 1
    while last >= 0 and reading.starts[last] >= mark.start:
        last -= 1
    if adjacent:
        last -= before[-1] in ",:"
        return reading.doc[last] if last >= 0 and _is_cue(reading, reading.doc[last]) else None
    if before[-1] not in ",:" and not _is_cue(reading, reading.doc[last]):
        return None
    return _nearest_before(reading, last, reading.passage_tokens[mark.passage][0])


def _block_cue(reading: Reading, mark: Marked) -> Token | None:
    """The paragraph before ends with a colon: what follows is a block quotation."""
    if mark.passage == 0:
        return None
    passage = reading.passages[mark.passage - 1]
    if not reading.text[passage.start : passage.end].rstrip().endswith(":"):
        return None
    first, end = reading.passage_tokens[mark.passage - 1]
    return _nearest_before(reading, end - 1, first)


def _nearest_before(reading: Reading, last: int, first: int) -> Token | None:
    for i in range(last, max(first, last - _GAP_TOKENS) - 1, -1):
        token = reading.doc[i]
        if token.text in {".", ";", "!", "?"} or reading.mark_over(token.idx) is not None:
            return None
        if _is_cue(reading, token):
            return token
    return None


def _cover_marks(reading: Reading, attribution: Attribution) -> None:
    """A content that ends inside of marks runs to their end."""
    grown = list(attribution.content)
    for start, end in attribution.content:
        for mark in reading.outer_between(start, end):
            if mark.end - mark.start and (mark.inner[0] < start or mark.inner[1] > end):
                if attribution.cue and mark.start < attribution.cue[1] and attribution.cue[0] < mark.end:
                    continue
                grown.append(mark.inner)
    attribution.content = merged(grown, reading.text)


def _continue(reading: Reading, everything: list[Attribution]) -> None:
    """Whole sentences in marks without a cue go on with the speech before, in this paragraph or the one before it."""
    taken = [a for a in everything if a.act in {"speech", "belief", "directive"}]
    for mark in reading.outer:
        if any(s < mark.inner[1] and mark.inner[0] < e for a in _near(everything, mark) for s, e in a.content):
            continue
        before = reading.text[reading.passages[mark.passage].start : mark.start].rstrip()
        whole = (not before or before[-1] in _STOP + '”"»') and (not mark.closed or reading.text[mark.inner[1] - 1] in _STOP)
        if not whole:
            continue
        last, last_key = None, (-1, False, -1)
        for attribution in taken:
            if attribution.end <= mark.start:
                at = reading.passage[reading.token_at(attribution.end - 1)]
                if mark.passage - at > 1:
                    continue
                key = (at, attribution.rule == "direct", max(attribution.end, attribution.cue[1] if attribution.cue else 0))
                if key > last_key:
                    last, last_key = attribution, key
        if last is not None:
            last.content = merged([*last.content, mark.inner], reading.text)


def _near(everything: list[Attribution], mark: Marked) -> list[Attribution]:
    return [a for a in everything if a.start < mark.end and a.end > mark.start]
