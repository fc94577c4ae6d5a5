"""Links that open a web page at the words that are cited: text fragments, `#:~:text=[prefix-,]start[,end][,-suffix]`.

After "URL Fragment Text Directives" (W3C Community Group draft, https://wicg.github.io/scroll-to-text-fragment). A browser looks
for the first place that fits, ignoring case, at the borders of words; `start` without `end`, prefix and suffix lie within one
block of the page, which a passage stands for here. So a directive is made longer until the first place that fits is the one meant;
`first_match` is that search, on our text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from policynlp.document import Span

_WORD = re.compile(r"\S+")
_WHOLE_CHARS = 120
"""Longer texts are given by their first and last words: links stay short, and a comma that the page sets otherwise breaks none."""
_EDGE_WORDS = 4
_MOST_CONTEXT_WORDS = 12
_WITHIN_LETTERS = "'’.:·"
_WITHIN_NUMBERS = "'’.,;"
_WITHIN = frozenset(_WITHIN_LETTERS + _WITHIN_NUMBERS)
_UNSPACED = "\u2e80"
"""From here on scripts are written without spaces: a browser may see the border of a word anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDirective:
    """What a browser looks for.

    Attributes:
        start: First words, or all of the text.
        end: Last words, or null.
        prefix, suffix: Words before and behind it, which are not marked; or null.
    """

    start: str
    end: str | None = None
    prefix: str | None = None
    suffix: str | None = None

    def encoded(self) -> str:
        """`text=...`, percent-encoded: a dash, a comma and an ampersand mean something in a directive."""
        parts = [
            f"{_encode(self.prefix)}-" if self.prefix else None,
            _encode(self.start),
            _encode(self.end) if self.end else None,
            f"-{_encode(self.suffix)}" if self.suffix else None,
        ]
        return "text=" + ",".join(part for part in parts if part)


def _encode(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def with_fragment(url: str, directive: TextDirective) -> str:
    """The address with the directive behind the fragment that it has."""
    split = urlsplit(url)
    kept = split.fragment.partition(":~:")[0]
    return urlunsplit(split._replace(fragment=f"{kept}:~:{directive.encoded()}"))


def text_directive(text: str, span: Span, *, blocks: Sequence[Span]) -> TextDirective | None:
    """A directive whose first match is the span.

    Args:
        text: The document.
        span: What is meant; it is widened to whole words, since browsers match at their borders.
        blocks: Passages in order, not overlapping.

    Returns:
        None where there is none: the span has no words, or stands in a text that repeats itself all around it.
    """
    wanted = _whole_words(text, span)
    if wanted is None:
        return None
    cuts = ((0, wanted[0]), wanted, (wanted[1], len(text)))  # the comma behind a word is a word of its own where the span ends
    before_, inside_, behind_ = ([m.span() for m in _WORD.finditer(text, *cut)] for cut in cuts)
    words = [*before_, *inside_, *behind_]
    first, last = len(before_), len(before_) + len(inside_) - 1
    homes = _homes(words, blocks)

    def cut(a: int, b: int) -> str:
        return " ".join(text[s:e] for s, e in words[a:b])

    whole = homes[first] == homes[last] and wanted[1] - wanted[0] <= _WHOLE_CHARS
    for n in range(_MOST_CONTEXT_WORDS + 1):
        edge = min(_EDGE_WORDS + n, last - first + 1)
        head = _run_on(homes, first - 1, edge, home=homes[first])
        tail = _run_back(homes, last + 1, edge, home=homes[last])
        before, behind = cut(first - _run_back(homes, first, n), first), cut(last + 1, last + 1 + _run_on(homes, last, n))
        for prefix, suffix in ((before, ""), ("", behind), (before, behind)):
            directive = TextDirective(
                start=cut(first, last + 1) if whole else cut(first, first + head),
                end=None if whole else cut(last + 1 - tail, last + 1),
                prefix=prefix or None,
                suffix=suffix or None,
            )
            if first_match(text, directive, blocks=blocks) == wanted:
                return directive
    return None


def _whole_words(text: str, span: Span) -> Span | None:
    """The span without white space at its ends, widened to the borders of words; None where nothing is left."""
    inner = text[span[0] : span[1]]
    if not inner.strip():
        return None
    start, end = span[0] + len(inner) - len(inner.lstrip()), span[1] - len(inner) + len(inner.rstrip())
    while start > 0 and not _is_border(text, start):
        start -= 1
    while end < len(text) and not _is_border(text, end):
        end += 1
    return start, end


def _is_border(text: str, at: int) -> bool:
    """Whether a word may end before this place and another begin, as browsers see it: not within `2,000` or `region's`.

    A simple form of the rules WB5 to WB13 of Unicode Standard Annex 29; runs of Chinese or Japanese are one word here.
    """
    before, behind = text[at - 1], text[at]
    if _is_letter(before) and _is_letter(behind):
        return False
    if behind in _WITHIN and at + 1 < len(text):
        return not _joins(before, behind, text[at + 1])
    if before in _WITHIN and at > 1:
        return not _joins(text[at - 2], before, behind)
    return True


def _joins(before: str, sign: str, behind: str) -> bool:
    """Whether a sign between two characters makes one word of them."""
    if before.isdigit() and behind.isdigit():
        return sign in _WITHIN_NUMBERS
    return before.isalpha() and behind.isalpha() and sign in _WITHIN_LETTERS


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _homes(words: Sequence[Span], blocks: Sequence[Span]) -> list[int]:
    """Number of the block of each word; words between blocks have one of their own."""
    out, at = [], 0
    for i, (start, _) in enumerate(words):
        while at < len(blocks) and blocks[at][1] <= start:
            at += 1
        out.append(at if at < len(blocks) and blocks[at][0] <= start else -2 - i)
    return out


def _run_back(homes: Sequence[int], before: int, n: int, *, home: int | None = None) -> int:
    """How many of the n words before a word stand in one block."""
    at = homes[before - 1] if home is None and before > 0 else home
    count = 0
    while count < n and before - count > 0 and homes[before - count - 1] == at:
        count += 1
    return count


def _run_on(homes: Sequence[int], behind: int, n: int, *, home: int | None = None) -> int:
    """How many of the n words behind a word stand in one block."""
    at = homes[behind + 1] if home is None and behind + 1 < len(homes) else home
    count = 0
    while count < n and behind + count + 1 < len(homes) and homes[behind + count + 1] == at:
        count += 1
    return count


def first_match(text: str, directive: TextDirective, *, blocks: Sequence[Span]) -> Span | None:
    """Where a browser would find it: the first place of the text that fits.

    Args:
        text: The document.
        directive: What is looked for.
        blocks: Passages in order, not overlapping.
    """
    prefix, suffix = _pattern(directive.prefix), _pattern(directive.suffix)
    start, end = _pattern(directive.start), _pattern(directive.end)
    if start is None:
        return None
    at = 0
    while found := _in_block(start, text, at, blocks):
        at = found[0] + 1
        if prefix and not _ends_with(prefix, text, found[0], blocks):
            continue
        begin, stop = found
        while True:
            if end:
                last = _in_block(end, text, stop, blocks)
                if last is None:
                    break
                stop = last[1]
            if suffix is None or _follows(suffix, text, stop, blocks):
                return begin, stop
            if end is None:
                break
    return None


def _pattern(words: str | None) -> re.Pattern[str] | None:
    """The words with any white space between them, at the borders of words."""
    if not words:
        return None
    head = r"(?<!\w)" if _is_letter(words[0]) and words[0] < _UNSPACED else ""
    tail = r"(?!\w)" if _is_letter(words[-1]) and words[-1] < _UNSPACED else ""
    inner = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(f"{head}{inner}{tail}", re.IGNORECASE)


def _in_block(pattern: re.Pattern[str], text: str, at: int, blocks: Sequence[Span]) -> Span | None:
    """The first match from here on that lies in one block."""
    while found := pattern.search(text, at):
        if not any(found.start() < edge < found.end() for block in blocks for edge in block):
            return found.span()
        at = found.start() + 1
    return None


def _ends_with(pattern: re.Pattern[str], text: str, at: int, blocks: Sequence[Span]) -> bool:
    """Whether the pattern stands before this place, with nothing but white space between."""
    stop = len(text[:at].rstrip())
    start = max(0, stop - 4096)
    for block in blocks:
        if block[0] < stop <= block[1]:
            start = block[0]
    while found := pattern.search(text, start, stop):
        if found.end() == stop:
            return True
        start = found.start() + 1
    return False


def _follows(pattern: re.Pattern[str], text: str, at: int, blocks: Sequence[Span]) -> bool:
    """Whether the pattern stands behind this place, with nothing but white space between."""
    start = len(text) - len(text[at:].lstrip())
    found = pattern.match(text, start)
    return found is not None and not any(found.start() < edge < found.end() for block in blocks for edge in block)
