"""Speech in quotation marks: each stretch joined to its cue, or to the speech that it goes on with."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.brackets import is_direction
from policynlp.tag.quotes.direct_cues import ENDS, GAP_TOKENS, cue_of, is_reporting
from policynlp.tag.quotes.indirect import cue_span
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import agent_of, is_passive, source_span, speaker_of

_STOP = ".?!…,"
_CLOSING = "”\"»“'’"
_DASHES = frozenset({"-", "–", "—", "--"})
_TAIL_TOKENS = 40
_DIRECT_SCORE = 0.95


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
    previous: tuple[Marked, Token] | None = None
    for mark in reading.outer:
        verb = cue_of(reading, mark, previous)
        if verb is None or (verb.i in by_cue and by_cue[verb.i].rule == "headline"):
            continue
        content = _content(reading, verb, mark)
        attribution = direct.get(verb.i)
        if attribution is not None:
            attribution.content = merged([*attribution.content, content], reading.text)
        else:
            attribution = direct[verb.i] = _new(reading, verb, content)
            other = by_cue.get(verb.i)
            if (
                other is not None and other.start > verb.idx and other.end <= mark.start
            ):  # said it was "a start," and "a good one"
                attribution.content = merged([*other.content, content], reading.text)
        previous = (mark, verb)
    rest = [a for a in found if a.cue_token not in direct]
    for attribution in rest:
        _cover_marks(reading, attribution)
    return [*direct.values(), *rest]


def _new(reading: Reading, verb: Token, content: Span) -> Attribution:
    subject = agent_of(verb) if is_passive(verb) else speaker_of(reading, verb)
    source = source_span(reading, subject, verb) if subject is not None else None
    if source is not None and content[0] < source[1] and source[0] < content[1]:
        source = None
    return Attribution(
        content=[content],
        act=act_of(reading.lemma(verb), "direct"),
        cue_token=verb.i,
        cue=cue_span(reading, verb),
        source_token=subject.i if subject is not None and source else -1,
        source=[source] if source else [],
        rule="direct",
        score=_DIRECT_SCORE,
    )


def _content(reading: Reading, verb: Token, mark: Marked) -> Span:
    """The stretch, and the part of its sentence that goes with it on the side where the cue is not."""
    if verb.idx > mark.start:
        return _sentence_start(reading, mark), mark.inner[1]
    return mark.inner[0], _sentence_end(reading, mark)


def _sentence_start(reading: Reading, mark: Marked) -> int:
    """Where the sentence begins whose end stands in marks (`The talks would "go on," he said`)."""
    begin = reading.passage_tokens[mark.passage][0]
    at = reading.token_at(mark.start)
    first = max(begin, at - GAP_TOKENS)
    i = at
    while i > first:
        token = reading.doc[i - 1]
        if token.text in ENDS or token.text in _DASHES or token.text == ":" or token.is_space:
            break
        if is_reporting(reading, token):
            return mark.inner[0]  # `"A," said X, and "B," said Y`
        if reading.mark_over(token.idx) is not None:
            break
        i -= 1
    if i >= at or at - i >= GAP_TOKENS:
        return mark.inner[0]
    trimmed = reading.trimmed((reading.starts[i], mark.start))
    return trimmed[0] if trimmed else mark.inner[0]


def _sentence_end(reading: Reading, mark: Marked) -> int:
    """Where the sentence ends that begins in marks (`said, "We are free" to talk about ideas`)."""
    text, end = reading.text, mark.inner[1]
    if not mark.closed or not text[end - 1].isalnum() or text[mark.end : mark.end + 1] != " ":
        return end
    first, stop = reading.token_at(mark.end), reading.passage_tokens[mark.passage][1]
    if first >= stop or not reading.doc[first].is_lower or reading.doc[first].lower_ in {"and", "but", "as", "while", "when"}:
        return end
    for i in range(first, min(stop, first + _TAIL_TOKENS)):
        token = reading.doc[i]
        if token.text in ENDS or token.text in {",", ":"} or token.text in _DASHES or is_reporting(reading, token):
            return reading.ends[i - 1] if i > first else end
        if reading.mark_over(token.idx) not in {None, mark}:
            return end
    return end


def _cover_marks(reading: Reading, attribution: Attribution) -> None:
    """A content that ends inside of marks runs to their end."""
    grown = list(attribution.content)
    if attribution.rule == "object":  # called it "a start"
        following = reading.mark_from(attribution.end)
        if following is not None and reading.text[attribution.end : following.start].isspace():
            grown.append(following.inner)
    for start, end in attribution.content:
        for mark in reading.outer_between(start, end):
            if mark.inner[0] >= start and mark.inner[1] <= end:
                continue
            if attribution.cue and mark.start < attribution.cue[1] and attribution.cue[0] < mark.end:
                continue
            grown.append(mark.inner)
    attribution.content = merged(grown, reading.text)


def continue_speech(reading: Reading, found: list[Attribution]) -> None:
    """Whole sentences in marks without a cue go on with the speech before, in this paragraph or the one before it.

    Within a paragraph, direct speech is what goes on, whatever its narrative says in between.
    """
    _open_ahead(reading, found)
    spans = sorted(s for a in found for s in a.content)
    starts = [s for s, _ in spans]
    reach: list[int] = []
    for _, end in spans:
        reach.append(max(end, reach[-1] if reach else 0))
    order = sorted(range(len(found)), key=lambda i: _position(found[i]))
    positions = [_position(found[i]) for i in order]
    last_direct: dict[int, Attribution] = {}  # passage to the direct speech in it
    taken = 0
    opened = -1  # passage whose mark stays open, so that the next one goes on with it
    more: _More = {}
    for mark in reading.outer:
        k = bisect_right(starts, mark.inner[1] - 1) - 1
        if k >= 0 and reach[k] > mark.inner[0]:
            continue
        if not _is_whole(reading, mark) or is_direction(reading.text[slice(*mark.inner)]):
            continue
        while taken < len(order) and positions[taken] <= mark.start:
            attribution = found[order[taken]]
            if attribution.rule == "direct":
                last_direct[reading.passage[attribution.cue_token]] = attribution
            taken += 1
        last = last_direct.get(mark.passage)
        if last is None and taken:
            last = found[order[taken - 1]]
            at = reading.passage[reading.token_at(max(positions[taken - 1] - 1, 0))]
            if mark.passage - at > 1:
                last = last_direct.get(mark.passage - 1) if opened == mark.passage - 1 else None
            else:
                last = last_direct.get(at, last)
        if last is not None:
            more.setdefault(id(last), (last, []))[1].append(mark.inner)
            last_direct[mark.passage] = last
            opened = -1 if mark.closed else mark.passage
    _grow(more, reading.text)


def _open_ahead(reading: Reading, found: list[Attribution]) -> None:
    """Paragraphs that leave their marks open before the one that names the speaker belong to that speech."""
    by_start = {s: a for a in found if a.rule == "direct" for s, _ in a.content}
    following: Attribution | None = None
    after = -1  # passage of the mark behind
    more: _More = {}
    for mark in reversed(reading.outer):
        own = by_start.get(mark.inner[0])
        if own is None and not mark.closed and following is not None and after == mark.passage + 1:
            more.setdefault(id(following), (following, []))[1].append(mark.inner)
            own = following
        following, after = own, mark.passage
    _grow(more, reading.text)


_More = dict[int, tuple[Attribution, list[Span]]]
"""Spans that attributions take in, joined once at the end: a speech may run over thousands of paragraphs."""


def _grow(more: _More, text: str) -> None:
    for attribution, spans in more.values():
        attribution.content = merged([*attribution.content, *spans], text)


def _position(attribution: Attribution) -> int:
    return max(attribution.content[-1][1], attribution.cue[1] if attribution.cue else 0)


def _is_whole(reading: Reading, mark: Marked) -> bool:
    """Whether the marks hold whole sentences and nothing but them."""
    at, begin = mark.start, reading.passages[mark.passage].start
    while at > begin and reading.text[at - 1].isspace():
        at -= 1
    before = reading.text[at - 1] if at > begin else "."
    return before in _STOP + _CLOSING and (not mark.closed or reading.text[mark.inner[1] - 1] in ".?!…")
