"""Layout: every stretch of a text gets a kind (title, heading, paragraph, ...) and the section that it stands in.

The evidence is structural: length, final punctuation, blank lines around, numbers in front, place in the text, what
follows. Readers of HTML, PDF and DOCX hand in what the mark-up says as hints. Furniture is found by position and phrase
(`furniture.py`), bylines by form (`bylines.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policynlp.document import Passage, PassageKind, content_id
from policynlp.ingest import bars, bylines, headings, numbering
from policynlp.ingest.edges import mark_edges
from policynlp.ingest.ledgers import mark_ledgers
from policynlp.ingest.table_blocks import mark_blocks
from policynlp.ingest.tables import is_drawn, is_gap_header, is_gap_pair, is_pair, is_row, is_weak_row
from policynlp.ingest.units import Unit, cut

_LONGEST_NAME = 80
"""Characters, of the name of a row in two lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutHint:
    """What a reader knows about a stretch of the text it built.

    Attributes:
        start, end: Offsets.
        kind: Kind by mark-up; None if unknown. `paragraph` may still turn out a byline, caption, item or furniture.
        sure: The kind is not to be judged again.
        page: 1-based.
    """

    start: int
    end: int
    kind: PassageKind | None = None
    sure: bool = False
    page: int | None = None


def lay_out(
    text: str,
    *,
    document_id: str,
    hints: Sequence[LayoutHint] = (),
    title: str | None = None,
    publisher: str | None = None,
) -> tuple[Passage, ...]:
    """Passages of a text, in order, disjoint, covering all that is not white space, with none at their ends.

    Args:
        text: The text of the document; is not changed.
        document_id: For the passages' ids.
        hints: By start, disjoint; text between them is cut by lines.
        title: As the metadata gives it.
        publisher: Marks credit lines that end in its name.

    Returns:
        Passages; empty for a text of white space.
    """
    units = _units(text, hints)
    if len(units) == 1 and units[0].hint is None:  # one line is content, whatever it looks like
        units[0].kind = "table" if is_row(text) else "paragraph"
        return _passages(units, document_id)
    bars.mark(units, text)
    _mark_tables(units, text)
    mark_edges(units, title=title, publisher=publisher)
    headings.mark(units)
    _mark_lists(units)
    for unit in units:
        unit.kind = unit.kind or "paragraph"
    return _passages(_merged(units, text), document_id)


def _units(text: str, hints: Sequence[LayoutHint]) -> list[Unit]:
    if not hints:
        return cut(text)
    units: list[Unit] = []
    at = 0
    for hint in hints:
        if hint.start > at:
            units += cut(text, start=at, end=hint.start)
        raw = text[hint.start : hint.end]
        start = hint.start + len(raw) - len(raw.lstrip())
        if raw.strip():
            unit = Unit(start, start + len(raw.strip()), " ".join(raw.split()), hint=hint.kind, sure=hint.sure, page=hint.page)
            unit.kind = hint.kind if hint.sure else None
            units.append(unit)
        at = hint.end
    return units + (cut(text, start=at) if at < len(text) else [])


def _mark_tables(units: list[Unit], text: str) -> None:
    rows = [
        u.kind is None and u.hint in (None, "table") and (u.hint == "table" or is_row(text[u.start : u.end])) for u in units
    ]
    pairs = [u.kind is None and u.hint is None and is_pair(text[u.start : u.end]) for u in units]
    for i in range(1, len(units)):
        if pairs[i - 1] and pairs[i] and text[units[i - 1].end : units[i].start].count("\n") == 1:
            rows[i - 1] = rows[i] = True
    _mark_pairs_below_headers(rows, units, text)
    drawn = [u.kind is None and u.hint is None and is_drawn(text[u.start : u.end]) for u in units]
    for i in range(1, len(units) - 1):
        above, below = (_is_in_table(units[j], text, sure=rows[j]) for j in (i - 1, i + 1))
        rows[i] = rows[i] or (drawn[i] and above and below and (rows[i - 1] or rows[i + 1]))
    _mark_between_rows(rows, units, text)
    mark_blocks(rows, units, text)
    mark_ledgers(rows, units, text)
    for i, unit in enumerate(units):
        if unit.hint is None and bylines.opens_byline(unit.text):
            continue
        near = (i > 0 and rows[i - 1]) or (i + 1 < len(units) and rows[i + 1])
        weak = near and unit.kind is None and unit.hint is None and not unit.prose and is_weak_row(text[unit.start : unit.end])
        lone = rows[i] and not near and "\t" not in text[unit.start : unit.end] and unit.hint is None
        if (rows[i] and not lone) or weak:
            unit.kind = "table"


def _mark_between_rows(rows: list[bool], units: list[Unit], text: str) -> None:
    """Lines between two rows, with no empty line: cells of which most are left empty, and names that run over two lines."""
    for i in range(1, len(units) - 1):
        if rows[i] or units[i].kind is not None or units[i].hint is not None:
            continue
        before, line, after = (text[u.start : u.end] for u in units[i - 1 : i + 2])
        close = all(text[units[k].end : units[k + 1].start].count("\n") == 1 for k in (i - 1, i))
        if not (close and rows[i - 1] and (rows[i + 1] or is_drawn(after))):
            continue
        indented = text[: units[i + 1].start].rpartition("\n")[2] > text[: units[i].start].rpartition("\n")[2]
        rows[i] = is_weak_row(line) or (
            line.endswith(",") and indented and len(line) < _LONGEST_NAME and any(map(str.isdigit, before))
        )


def _mark_pairs_below_headers(rows: list[bool], units: list[Unit], text: str) -> None:
    """Rows of a name and a figure, where a header of two cells stands right above them, or above the line drawn above them."""
    lines = [text[u.start : u.end] if u.kind is None and u.hint is None else "" for u in units]
    for i, line in enumerate(lines):
        if not is_gap_header(line):
            continue
        at = i + 1
        while at < len(lines) and text[units[at - 1].end : units[at].start].count("\n") == 1:
            if not (is_gap_pair(lines[at]) or is_drawn(lines[at])):
                break
            at += 1
        below = sum(is_gap_pair(x) for x in lines[i + 1 : at])
        if below > 1:
            rows[i:at] = [True] * (at - i)


def _is_in_table(unit: Unit, text: str, *, sure: bool) -> bool:
    return sure or (unit.kind is None and unit.hint is None and is_weak_row(text[unit.start : unit.end]))


def _mark_lists(units: list[Unit]) -> None:
    marks = [numbering.item(u.text) if u.kind is None else None for u in units]
    numbers = [numbering.numbered(u.text) if u.kind is None else None for u in units]
    dashes = sum(1 for m in marks if m and m[0] in "-–—*·")
    for i, unit in enumerate(units):
        if unit.kind is not None:
            continue
        mark, number = marks[i], numbers[i]
        if unit.hint == "list" or (mark and (mark[0] not in "-–—*·" or dashes >= 2)):
            unit.kind = "list"
            unit.number = unit.number or (mark[0] if mark and mark[0][-1] in ").:" else None) or (number[0] if number else None)
        elif number:
            unit.number = number[0]
            beside = [j for j in (i - 1, i + 1) if 0 <= j < len(units) and numbers[j]]
            tight = any(not (units[min(i, j)].blank_after and units[max(i, j)].blank_before) for j in beside)
            if beside and (tight or not unit.prose) and unit.hint is None:
                unit.kind = "list"
        elif head := numbering.division(unit.text):
            unit.number = head[0]


def _merged(units: list[Unit], text: str) -> list[Unit]:
    """Rows of one table become one unit."""
    out: list[Unit] = []
    for unit in units:
        last = out[-1] if out else None
        if last and unit.kind == last.kind == "table" and text[last.end : unit.start].count("\n") <= 1:
            last.end = unit.end
        else:
            out.append(unit)
    return out


def _passages(units: list[Unit], document_id: str) -> tuple[Passage, ...]:
    section: str | None = None
    out: list[Passage] = []
    for unit in units:
        kind: PassageKind = unit.kind or "paragraph"
        if kind == "heading":
            section = unit.text
        out.append(
            Passage(
                id=content_id(document_id, unit.start, unit.end),
                start=unit.start,
                end=unit.end,
                kind=kind,
                section=section if kind not in ("title", "boilerplate", "byline") else None,
                number=unit.number,
                page=unit.page,
            )
        )
    return tuple(out)
