"""Numbers that count the parts of a text: sections, subsections, items of a list. They claim nothing."""

from __future__ import annotations

import re
from collections.abc import Collection

Span = tuple[int, int]

_AT_LINE = re.compile(
    r"^[ \t\u00a0]*(?:(?P<round>\((?P<in>\d{1,3})\))|(?P<levels>\d{1,3}(?:\.\d{1,3}){1,4})\.?|(?P<bare>\d{1,3})(?P<mark>[.)])?)"
    r"(?=[ \t\u00a0]+(?P<capital>[^\W\d_])?)",
    re.MULTILINE,
)


def numbering(text: str, headings: Collection[int] = ()) -> list[Span]:
    """Numbers at the beginning of lines that number what follows.

    One in brackets always does ("(2) It comes into force"), and one of several levels at the beginning of a heading ("5.3 Water
    use"). Another does where it is one of a sequence in the text: the same
    form stands at the line before or after it with the next number ("1 Short title", "2 Interpretation"; "3.1 Roads", "3.2 Rails",
    "4.1 Ports"). "12 people died" is in none.

    Args:
        text: The whole text; a sequence may run through all of it.
        headings: Where headings begin.

    Returns:
        Spans of the numbers, in order.
    """
    lines: dict[str, list[tuple[tuple[int, ...], Span]]] = {}
    out: list[Span] = []
    for found in _AT_LINE.finditer(text):
        if found["round"]:
            out.append(found.span("in"))
        elif found["levels"]:
            if found["capital"] and found["capital"].isupper():
                lines.setdefault("levels", []).append((tuple(map(int, found["levels"].split("."))), found.span("levels")))
        elif found["mark"] or (found["capital"] and found["capital"].isupper()):
            lines.setdefault(found["mark"] or "", []).append(((int(found["bare"]),), found.span("bare")))
    for rows in lines.values():
        for i, (number, span) in enumerate(rows):
            heads = len(number) > 1 and span[0] in headings
            follows = heads or (i > 0 and _is_next(rows[i - 1][0], number))
            leads = i + 1 < len(rows) and _is_next(number, rows[i + 1][0])
            if follows or leads:
                out.append(span)
    return sorted(out)


def _is_next(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether one number of a section follows another: 3.2 after 3.1, 4.1 after 3.5, 3.1.1 after 3.1."""
    same = 0
    while same < min(len(before), len(number)) and before[same] == number[same]:
        same += 1
    if same == len(before):
        return number[same:] == (1,)
    return same < len(number) and number[same] == before[same] + 1 and set(number[same + 1 :]) <= {1}
