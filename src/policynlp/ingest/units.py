"""A text cut into units: the lines or groups of lines that are one paragraph, heading, item or button each.

Saved pages put one paragraph on one line; mails, laws and text files wrap theirs. Whether a line was broken because it
was full is told by the first word of the next line: had it fitted, the break was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policynlp.document import PassageKind
from policynlp.ingest.numbering import has_marker
from policynlp.ingest.spoken_heads import is_place_and_day
from policynlp.ingest.tables import is_drawn, is_gap_header, is_gap_pair, is_row

_WRAP_MAX_CHARS = 120
"""No hand-made or e-mail wrap is wider; lines beyond are paragraphs."""
_WRAP_MIN_CHARS = 45
_WRAP_SHARE = 0.35
"""Share of all lines that must come near the widest one for a text to count as wrapped."""
_RAGGED_CHARS = 12
_CENTRED = 12
"""Blanks in front of a line in the middle of a page."""
_TERMINAL = re.compile(r"[.!?…。！？]['\"”’»)\]]{0,3}(?:\s?\[?\d{1,3}\]?)?$")
_STAGE = re.compile(r"(?:\s?[\[(][A-Z][A-Za-z ,.]{3,30}[\])]){1,3}$")
"""`[Applause]` behind a sentence does not undo its full stop."""
_WORDS = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")
_FUNCTION = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "and",
        "that",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "must",
        "not",
        "by",
        "for",
        "on",
        "with",
        "as",
        "at",
        "from",
        "it",
        "its",
        "this",
        "which",
        "who",
        "said",
    ]
)


@dataclass(slots=True)
class Unit:
    """A stretch of lines that is judged as one.

    Attributes:
        start, end: Offsets without white space around.
        text: Squeezed to one line.
        blank_before, blank_after: A blank line (or the end of the text) is next to it.
        hint: Kind that a reader knows, or None; `paragraph` excludes only headings.
        kind: What it is found to be.
    """

    start: int
    end: int
    text: str
    blank_before: bool = True
    blank_after: bool = True
    hint: PassageKind | None = None
    sure: bool = False
    page: int | None = None
    kind: PassageKind | None = None
    number: str | None = None
    words: int = field(init=False)
    terminal: bool = field(init=False)
    prose: bool = field(init=False)

    def __post_init__(self) -> None:
        found = _WORDS.findall(self.text[:4000])
        self.words = len(found)
        self.terminal = is_terminal(self.text)
        lower = sum(w in _FUNCTION for w in found[:60])
        self.prose = (self.terminal and self.words >= 4 and lower >= 1) or (self.words >= 22 and lower >= 3)


def is_terminal(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_TERMINAL.search(line[-12:]) or (line[-1:] in "])" and _TERMINAL.search(_STAGE.sub("", line[-80:])[-12:])))


def cut(text: str, *, start: int = 0, end: int | None = None) -> list[Unit]:
    """Units of a plain text, in order; all that is not white space is in exactly one."""
    end = len(text) if end is None else end
    lines: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        lines.append((at, stop))
        at = stop + 1
    width = _wrap_width([b - a for a, b in lines if b > a])
    units: list[Unit] = []
    group: list[tuple[int, int]] = []
    for index, (a, b) in enumerate(lines):
        line = text[a:b]
        if not line.strip():
            continue
        group.append((a, b))
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is not None and _continues(line, text[following[0] : following[1]], width, len(group)):
            continue
        units.append(_unit(text, group, lines, index))
        group = []
    return units


def _unit(text: str, group: list[tuple[int, int]], lines: list[tuple[int, int]], last: int) -> Unit:
    raw = text[group[0][0] : group[-1][1]]
    lead = len(raw) - len(raw.lstrip())
    start, end = group[0][0] + lead, group[0][0] + len(raw.rstrip())
    first = last - len(group) + 1

    def blank(index: int) -> bool:
        return not 0 <= index < len(lines) or not text[lines[index][0] : lines[index][1]].strip()

    return Unit(start, end, " ".join(raw.split()), blank_before=blank(first - 1), blank_after=blank(last + 1))


def _wrap_width(lengths: list[int]) -> int | None:
    if len(lengths) < 3 or max(lengths) > _WRAP_MAX_CHARS:
        return None
    widest = max(lengths)
    full = sum(n >= widest - _RAGGED_CHARS for n in lengths)
    return widest if widest >= _WRAP_MIN_CHARS and full >= max(2, _WRAP_SHARE * len(lengths)) else None


def _is_centred(line: str) -> bool:
    """Whether a line is capitals set in the middle of a page, as front pages of hearings print them."""
    text = line.strip()
    return len(line) - len(line.lstrip(" ")) >= _CENTRED and text.isupper() and sum(map(str.isalpha, text)) * 2 > len(text)


def _continues(line: str, following: str, width: int | None, so_far: int) -> bool:
    """Whether the next line goes on with this one's paragraph."""
    follow = following.strip()
    if (
        not follow
        or any(looks(x) for looks in (is_row, is_gap_pair, is_gap_header, is_drawn) for x in (line, following))
        or has_marker(follow)
        or is_place_and_day(follow)
    ):
        return False
    if _is_centred(line) and _is_centred(following):
        return True
    stripped = line.rstrip()
    if follow[0].islower() and not is_terminal(stripped) and (len(stripped) >= 40 or so_far > 1):
        return width is not None or len(stripped) >= 60
    if width is None:
        return False
    indent = len(following) - len(following.lstrip())
    if indent >= 2 and indent > len(line) - len(line.lstrip()) and is_terminal(stripped):
        return False  # an indented first line
    first_word = follow.split(maxsplit=1)[0]
    return len(stripped) + 1 + len(first_word) > width - 3
