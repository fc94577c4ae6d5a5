"""Bars of a saved page: rows of buttons, menus and breadcrumbs on one line, and the name of the site above them.

What stands between the pieces (bars, dots, wide gaps) is lost where a line is squeezed, so the lines are read as they are. This
comes before tables are looked for: a row of buttons set apart by gaps looks like a row of cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest import bylines
from policynlp.ingest.furniture import folded, is_furniture
from policynlp.ingest.tables import is_figure, is_row
from policynlp.ingest.units import Unit

_SEPARATOR = re.compile(r"\s*[|·•]\s*|\s{2,}|\t")
_CRUMB = re.compile(r"\s+[>›»]\s+")
_LEAST_CELLS = 3
_MENU_ITEMS = 4
"""Three short pieces may be a person, a paper and a place."""
_ITEM_WORDS = 3
_CRUMB_WORDS = 6
_BODY_WORDS = 14
_SLOGAN = re.compile(r"\s+[–—|-]\s+|: ")
"""Between the name of a site and what it says of itself: "Coast Observer – News in English"."""
_MASTHEAD_WORDS = 8
_MASTHEAD_UNITS = 3
_TAIL_UNITS = 12
_MAX_CHARS = 300
_HEAD_UNITS = 12


def mark(units: Sequence[Unit], text: str) -> None:
    """Set the kind `boilerplate` on bars, and on the site's name above them.

    Args:
        units: Of the document, without kinds unless a reader is sure.
        text: Of the document.
    """
    signed = max((i for i, u in enumerate(units[:_HEAD_UNITS]) if bylines.opens_byline(u.text)), default=0)
    body = [i for i, u in enumerate(units) if u.prose and u.words >= _BODY_WORDS and not bylines.is_byline(u.text)]
    first, last = next((i for i in body if i >= signed), 0), max(body, default=len(units))  # a standfirst is above its byline
    menus: set[int] = set()
    for i, unit in enumerate(units):
        if unit.kind is not None or unit.hint not in (None, "paragraph", "list") or unit.prose or len(unit.text) > _MAX_CHARS:
            continue
        pieces = _pieces(_SEPARATOR, text[unit.start : unit.end])
        if any(is_figure(piece) for piece in pieces) or _is_row_of_several(units, text, i, len(pieces)):
            continue
        edge = i < first or i > last
        buttons = sum(is_furniture(piece, edge=True) for piece in pieces if any(c.isalpha() for c in piece))
        if len(pieces) > 1 and (buttons == len(pieces) or (edge and 2 * buttons > len(pieces))):
            unit.kind = "boilerplate"
            menus |= {i} if len(pieces) >= _MENU_ITEMS else set()
        elif edge and (i < first or buttons) and _is_menu(units, i, pieces, buttons):
            unit.kind = "boilerplate"
            menus.add(i)
        elif (edge and i and _is_crumb(_pieces(_CRUMB, unit.text))) or (
            i > last and len(pieces) > 1 and any(is_furniture(piece) for piece in pieces)
        ):
            unit.kind = "boilerplate"
    _mark_masthead(units[:first], units, menus)


def _is_row_of_several(units: Sequence[Unit], text: str, i: int, cells: int) -> bool:
    """Whether the line next to it has as many cells, or is the rule of a table: rows come together, bars alone."""
    if cells < _LEAST_CELLS:
        return False
    for k in (i - 1, i + 1):
        if (
            not 0 <= k < len(units)
            or text[min(units[i].end, units[k].end) : max(units[i].start, units[k].start)].count("\n") > 1
        ):
            continue
        line = text[units[k].start : units[k].end]
        if is_row(line) or (len(_pieces(_SEPARATOR, line)) == cells and not bylines.is_byline(line) and not is_furniture(line)):
            return True
    return False


def _pieces(separator: re.Pattern[str], line: str) -> list[str]:
    return [piece for piece in separator.split(line) if piece]


def _is_menu(units: Sequence[Unit], i: int, pieces: Sequence[str], buttons: int) -> bool:
    """Short names of sections; the head of a table has figures below it."""
    if len(pieces) < _MENU_ITEMS - (buttons > 0) or bylines.is_byline(units[i].text):
        return False
    if not all(len(p.split()) <= _ITEM_WORDS and not any(c.isdigit() for c in p) for p in pieces):
        return False
    if sum(p[:1].islower() for p in pieces) > 1:  # "ePaper"
        return False
    if ":" in units[i].text and not units[i].text.lower().startswith(("sections:", "menu:", "topics:")):
        return False  # "Present: Ana Reis, Tom Hale"
    following = units[i + 1].text.split() if i + 1 < len(units) else []
    return sum(is_figure(word) for word in following) <= 1


def _is_crumb(pieces: Sequence[str]) -> bool:
    return len(pieces) > 1 and all(p[:1].isupper() and len(p.split()) <= _CRUMB_WORDS for p in pieces)


def _mark_masthead(head: Sequence[Unit], units: Sequence[Unit], menus: set[int]) -> None:
    """A short first line that is named as the paper further on (byline, credit, copyright), or that stands right above its menu."""
    for i, unit in enumerate(head[:_MASTHEAD_UNITS]):
        if unit.kind is not None:
            continue
        if unit.hint is not None or unit.terminal or unit.words > _MASTHEAD_WORDS or len(units) <= i + 2:
            return
        name = folded(_SLOGAN.split(unit.text, maxsplit=1)[0])
        signed = any(
            "|" in u.text and bylines.is_byline(u.text) and _whole(name, folded(u.text)) for u in units if u is not unit
        )
        owner = (
            re.compile(rf"(?:©|copyright)\W*(?:\d{{4}})?\W*(?:the )?{re.escape(name.removeprefix('the '))}(?!\w)")
            if name
            else None
        )
        owned = owner is not None and any(
            owner.match(u.text.casefold()) for u in units[-_TAIL_UNITS:] if len(u.text) <= _MAX_CHARS
        )
        others = any(u.kind is None and not u.terminal and u.words >= _LEAST_CELLS for u in head[i + 1 :])
        if others and (i + 1 in menus or (name and (signed or owned))):
            unit.kind = "boilerplate"
        return


def _whole(name: str, line: str) -> bool:
    """Whether a line has a name, not as a part of longer words."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) is not None
