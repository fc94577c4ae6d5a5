"""Interviews that label the first question and the first answer, questions alone, or nothing: what asks and what answers by turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile, zip_longest

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.brackets import is_direction
from policynlp.tag.quotes.reading import Reading

_SPOKEN = frozenset({"paragraph", "list", "heading"})
"""One-line questions look like headings."""
_RULE = re.compile(r"\n[ \t]*(?:[-–—_*=~.][ \t]*){3,}\n")
"""Dashes or asterisks between the interview and what a paper says of its guest."""
_LONGEST_QUESTION = 60
"""Words. Longer paragraphs that end with a question are answers, as a rule."""
_LEAST_ASKED, _MOST_UNASKED = 2, 3
_LEAST_PERSONAL = 2
"""Answers that say "I" or "we": a paper that answers questions itself may say once what "we" pay."""
_PERSONAL = frozenset({"i", "we", "my", "our", "i'm", "i've"})
_CLOSING = "\"”’')»"

Line = tuple[int, int]


def go_on_by_turns(reading: Reading, made: Sequence[tuple[int, Attribution]], lines: Sequence[Line]) -> list[Attribution]:
    """The questions and answers behind a labelled pair of them, where no more labels follow.

    Args:
        reading: The document.
        made: The turns with labels, and the lines that they stand in.
        lines: All lines, by their tokens.

    Returns:
        One attribution a paragraph, by the label of whoever asks or answers; none where the text has more labels, or does not go on
        by turns.
    """
    if len(made) != 2:
        return []
    (place, question), (following, answer) = made
    if following != place + 1 or not _asks(reading, question.content[-1]) or _asks(reading, answer.content[-1]):
        return []
    spans = _rest(reading, answer.content[-1][1], lines[following + 1 :])
    asked, answered = _parts(reading, spans)
    found = [*((s, question) for s in asked), *((s, answer) for s in answered)]
    return [_as(reading, span, turn) for span, turn in sorted(found, key=lambda f: f[0])]


def answers_alone(reading: Reading, guest: Span, lines: Sequence[Line]) -> list[Attribution]:
    """The answers of an interview without any labels: by turns, behind a paragraph that tells who is asked.

    Args:
        reading: The document.
        guest: Where whoever answers is named.
        lines: All lines, by their tokens.

    Returns:
        One attribution a paragraph; none where questions and answers do not alternate, or fewer than two answers say "I" or "we".
    """
    behind = [line for line in lines if reading.starts[line[0]] > guest[1]]
    spans = _rest(reading, guest[1], behind)
    first = next((i for i, s in enumerate(spans) if _asks(reading, s)), len(spans))
    if first > 1:
        return []
    asked, answered = _parts(reading, spans[first:])
    strict = len(asked) >= _LEAST_ASKED and len(asked) + len(answered) >= len(spans) - first - 1
    if not strict or sum(_says_i(reading, s) for s in answered) < _LEAST_PERSONAL:
        return []
    head = reading.token_at(guest[1] - 1)
    source = Attribution([guest], "speech", head, source_token=head, source=[guest])
    return [_as(reading, span, source) for span in answered]


def answers_between(
    reading: Reading, guest: Span, asked: Sequence[tuple[int, Attribution]], lines: Sequence[Line]
) -> list[Attribution]:
    """The answers of an interview whose questions alone have a label: all that is said between one and the next.

    Args:
        reading: The document.
        guest: Where whoever answers is named.
        asked: The questions, and the lines that they stand in.
        lines: All lines, by their tokens.

    Returns:
        One attribution an answer; behind the last question up to the first line that is not prose.
    """
    head = reading.token_at(guest[1] - 1)
    source = Attribution([guest], "speech", head, source_token=head, source=[guest])
    stops = [place for place, _ in asked[1:]]
    found = []
    for (place, _), stop in zip_longest(asked, stops):
        between = lines[place + 1 : stop]
        told = list(takewhile(lambda line: _is_prose(reading, line), between)) if stop is None else between
        spans = _rest(reading, asked[0][1].end, told)
        if spans:
            answer = _as(reading, spans[0], source)
            answer.content = merged(spans, reading.text)
            found.append(answer)
    return found


def _is_prose(reading: Reading, line: Line) -> bool:
    """Whether a line stands in a paragraph and ends like a sentence."""
    text = reading.text[slice(*reading.chars(*line))].rstrip().rstrip(_CLOSING)
    return reading.passages[reading.passage[line[0]]].kind == "paragraph" and text[-1:] in {".", "?", "!", "…"}


def _parts(reading: Reading, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """What asks and what answers, of paragraphs that begin with a question.

    Where none but every second one asks, they take turns, whether a question ends with its mark or not; elsewhere what asks in a
    few words is a question, and the paragraph right behind it the answer.
    """
    asks = [_asks(reading, s) for s in spans]
    if sum(asks) < _LEAST_ASKED:
        return [], []
    if not any(asks[1::2]) and sum(asks) * _MOST_UNASKED >= len(asks[::2]) and _take_turns(reading, spans, asks):
        end = len(spans) if len(spans) % 2 == 0 or asks[-1] else len(spans) - 1  # what is said of the guest at the end
        return list(spans[:end:2]), list(spans[1:end:2])
    short = [a and len(reading.text[slice(*s)].split()) <= _LONGEST_QUESTION for a, s in zip(asks, spans, strict=True)]
    if any(a and b for a, b in pairwise(asks)):
        return [], []
    answered = [s for i, s in enumerate(spans) if i and short[i - 1]]
    return [s for i, s in enumerate(spans) if short[i]], answered


def _take_turns(reading: Reading, spans: Sequence[Span], asks: Sequence[bool]) -> bool:
    """Whether all in the place of a question that end without its mark are shorter than the answer behind, and say no "I" or "we"."""
    for i in range(0, len(spans) - 1, 2):
        if not asks[i] and (len(_words(reading, spans[i])) >= len(_words(reading, spans[i + 1])) or _says_i(reading, spans[i])):
            return False
    return True


def _words(reading: Reading, span: Span) -> list[str]:
    return reading.text[slice(*span)].lower().replace("’", "'").split()


def _says_i(reading: Reading, span: Span) -> bool:
    return not _PERSONAL.isdisjoint(_words(reading, span))


def _rest(reading: Reading, at: int, lines: Sequence[Line]) -> list[Span]:
    """What stands in the lines behind an offset, up to a rule between them; what happened in the room left out."""
    ruled = _RULE.search(reading.text, at)
    stop = ruled.start() if ruled is not None else len(reading.text)
    spans = [reading.chars(*line) for line in lines if reading.passages[reading.passage[line[0]]].kind in _SPOKEN]
    spans = [s for s in spans if s[1] <= stop and not is_direction(reading.text[slice(*s)].strip())]
    return [trimmed for s in spans if (trimmed := _with_mark(reading, s)) is not None]


def _with_mark(reading: Reading, span: Span) -> Span | None:
    """A line without the white space at its edges."""
    found = reading.trimmed(span)
    if found is None:
        return None
    end = found[1]
    while end < span[1] and reading.text[end] in ".!?…":
        end += 1
    return found[0], end


def _asks(reading: Reading, span: Span) -> bool:
    return reading.text[slice(*span)].rstrip().rstrip(_CLOSING).endswith("?")


def _as(reading: Reading, span: Span, turn: Attribution) -> Attribution:
    """A paragraph of whoever has the turn."""
    return Attribution(
        [span],
        "speech",
        reading.token_at(span[0]),
        source_token=turn.source_token,
        source=list(turn.source),
        continued=True,
        rule="transcript",
        score=0.75,
        unnamed=turn.unnamed,
    )
