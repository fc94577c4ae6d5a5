"""Blocks of links to other articles, wherever they stand: `ALSO READ:` and headlines below it, after which the article goes on.

At the end of a page all that follows furniture is furniture (`edges.py`); within the text only lines that stand together with
their label are, or items with marks, so that no cross-head of the article itself is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.ingest import numbering
from policynlp.ingest.furniture import folded
from policynlp.ingest.units import Unit

_LABEL = re.compile(
    r"(?:related(?: (?:articles?|stories|story|news|content|coverage|posts?|links?|reading|reads))?|(?:must|also) read|"
    r"read (?:also|next)|see also|(?:also|more) (?:in|on|from) (?:this|the) (?:section|news|story|topic|author|issue)|"
    r"more (?:stories|news|headlines|articles)|most (?:read|viewed|popular|shared|commented)(?: (?:articles?|stories|news))?|"
    r"recommended(?: (?:for you|stories|reading|articles))?|you (?:may|might) (?:also )?(?:like|be interested in)|"
    r"trending(?: now| stories| topics)?|editor'?s'? (?:picks?|choice)|what to read next|"
    r"(?:today's )?top (?:news|stories)(?: today)?|latest (?:news|stories|headlines)|don't miss|up next|in other news|"
    r"stories you may (?:like|have missed))"
)
_BUTTON = "read more"
"""Stands at the end of a lead, too: a label only of several links."""
_MOST_LINKS, _MOST_WORDS, _LEAST_WORDS = 10, 22, 2


def mark(units: Sequence[Unit]) -> None:
    """Set the kind `boilerplate` on labels of such blocks and on the links below them.

    Args:
        units: Of the document; those that have a kind keep it.
    """
    told = False
    for i, unit in enumerate(units):
        told = told or (unit.prose and unit.kind is None and unit.hint not in ("title", "heading"))
        if not told or unit.kind not in (None, "boilerplate") or not _is_label(unit):
            continue  # above all sentences a label may be that of the section, and a headline the next line
        links = _links(units, i)
        if len(links) > (folded(unit.text) == _BUTTON):
            for link in (unit, *links):
                link.kind = "boilerplate"


def _is_label(unit: Unit) -> bool:
    line = folded(unit.text)
    return line == _BUTTON or _LABEL.fullmatch(line) is not None


def _links(units: Sequence[Unit], label: int) -> list[Unit]:
    """Lines right below a label that are headlines; none where a byline follows, which makes the last one the article's own."""
    links: list[Unit] = []
    for unit in units[label + 1 :]:
        item = numbering.item(unit.text) or numbering.numbered(unit.text)
        apart = unit.blank_before and not (item and unit.hint is None)
        if unit.kind == "byline" and not unit.blank_before:
            return []
        if apart or len(links) == _MOST_LINKS or not _is_headline(unit):
            break
        links.append(unit)
    return links


def _is_headline(unit: Unit) -> bool:
    if unit.kind not in (None, "list", "boilerplate") or unit.hint not in (None, "list") or unit.text[-1] in ":;,":
        return False
    asked = unit.text.endswith("?")
    return _LEAST_WORDS <= unit.words <= _MOST_WORDS and (asked or not (unit.prose or unit.terminal))
