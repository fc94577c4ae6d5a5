"""Posts as pages print them: a name, a handle, the words, and when they were posted, each on its line and without marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Span
from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.reading import Reading

RULE = "post"
_LINE = re.compile(r"\S[^\n]*")
_HANDLE = r"@\w{2,30}"
_NAMED = re.compile(rf"(?P<name>[^\W\d_][^\n@():;,!?]{{1,60}}?)(?:\s+\(?(?P<handle>{_HANDLE})\)?)?\s*")
_ALONE = re.compile(rf"\(?{_HANDLE}\)?(?:\s·.{{0,30}})?")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_STAMP = re.compile(
    rf"(?:\d{{1,2}}[:.]\d\d\s?(?:[AaPp]\.?[Mm]\.?)?(?:\s?[·•,|-]\s?|\s))?"
    rf"(?:{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?)(?:\s?[·•|].{{0,40}})?"
)
"""The line below a post: "7:58 PM · Nov 14, 2023", "November 14, 2023"."""
_MAX_LINES = 5
_NAME_WORDS = range(1, 7)


def posts(reading: Reading) -> list[Attribution]:
    """One attribution for each post."""
    lines = [(m.start(), m.start() + len(m.group().rstrip())) for m in _LINE.finditer(reading.text)]
    return [made for place in range(len(lines) - 2) if (made := _post(reading, lines, place)) is not None]


def _post(reading: Reading, lines: Sequence[Span], place: int) -> Attribution | None:
    """The post that begins with the name on a line."""
    text = reading.text
    named = _NAMED.fullmatch(text, *lines[place])
    if named is None or not _is_name(named["name"]):
        return None
    first = place + 1
    if named["handle"] is None:
        if _ALONE.fullmatch(text, *lines[first]) is None:
            return None
        first += 1
    for last in range(first, min(first + _MAX_LINES, len(lines))):
        if "\n\n" in text[lines[last - 1][1] : lines[last][0]]:
            return None  # an author's line, and an article below it
        if _STAMP.fullmatch(text, *lines[last]) is not None:
            spoken = last > first and not _is_role(reading, (lines[first][0], lines[last - 1][1]))
            return _made(reading, named.span("name"), lines[first:last]) if spoken else None
        if reading.passage[reading.token_at(lines[last][0])] < 0:
            return None  # no prose
    return None


def _is_name(words: str) -> bool:
    parts = words.split()
    return len(parts) in _NAME_WORDS and all(p[0].isupper() or p.islower() for p in parts) and parts[-1][-1] != "."


def _is_role(reading: Reading, span: Span) -> bool:
    """Whether the words are what an author is, above an article: "Deputy political editor"."""
    words = reading.doc[reading.token_at(span[0]) : reading.token_at(span[1] - 1) + 1]
    return any(role_head(t.text) is not None for t in words) and not any(t.pos_ in {"VERB", "AUX"} for t in words)


def _made(reading: Reading, name: Span, content: Sequence[Span]) -> Attribution:
    return Attribution(
        list(content),
        "speech",
        reading.token_at(content[0][0]),
        source_token=reading.token_at(name[1] - 1),
        source=[name],
        rule=RULE,
        score=0.85,
    )
