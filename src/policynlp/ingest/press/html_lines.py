"""Lines of a page that a press database saved: all that a reader sees, with nothing taken for a menu."""

from __future__ import annotations

from typing import Any

from lxml import html

from policynlp.document import PassageKind
from policynlp.ingest.press.lines import Line, row_lines
from policynlp.ingest.text import normalise

_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "text",
     "tfoot", "th", "thead", "title", "tr", "ul")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROLES = {"author": "author", "articleParagraph": "paragraph"}
_UNSEEN = frozenset(("head", "link", "meta", "noscript", "script", "style", "template", "textarea", "title"))


def page_lines(tree: html.HtmlElement) -> list[Line]:
    """Lines of a parsed page, in order."""
    walk = _Walk()
    walk.visit(tree, bold=False)
    walk.end_line()
    return walk.lines


class _Walk:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parts: list[str] = []
        self._dark = self._bold = 0
        self._link: str | None = None
        self._unit = self._units = 0
        self._role = ""
        self._apart = True

    def visit(self, element: Any, *, bold: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        if tag == "br":
            self.end_line(apart=False)
            return
        if tag == "tr":
            self._row(element, bold=bold)
            return
        is_block = tag in _BLOCKS
        classes = (element.get("class") or "").split()
        outer = self._unit
        if is_block:
            self.end_line()
            self._role = next((role for name, role in _ROLES.items() if name in classes), "")
            if outer == 0 and (tag == "article" or "article" in classes):
                self._units += 1
                self._unit = self._units
        elif tag == "a" and element.get("href"):
            self._link = self._link or element.get("href")
        bold = bold or tag in ("b", "strong") or tag in _HEADINGS or any(name.endswith("Headline") for name in classes)
        self._put(element.text, bold=bold)
        for child in element:
            self.visit(child, bold=bold)
            self._put(child.tail, bold=bold)
        if is_block:
            self.end_line()
            self._unit = outer

    def end_line(self, *, apart: bool = True) -> None:
        text = " ".join(normalise("".join(self._parts)).split())
        if text:
            bold = self._dark > 0 and self._bold == self._dark
            self.lines.append(Line(text, self._apart, bold=bold, link=self._link, unit=self._unit, role=self._role))
            self._apart = apart
        else:  # nothing since the line before: two breaks make a paragraph
            self._apart = True
        self._parts, self._dark, self._bold, self._link = [], 0, 0, None

    def _put(self, text: str | None, *, bold: bool) -> None:
        if text:
            self._parts.append(text)
            dark = len("".join(text.split()))
            self._dark += dark
            self._bold += dark if bold else 0

    def _row(self, row: Any, *, bold: bool) -> None:
        """A row that holds rows, or one cell, is only there for the layout."""
        self.end_line()
        cells = [c for c in row if c.tag in ("td", "th")]
        if len(cells) < 2 or any(c.find(".//tr") is not None for c in cells):
            for cell in cells:
                self.visit(cell, bold=bold)
            return
        inner = [self._cell(cell, bold=bold) for cell in cells]
        links = [line.link for lines in inner for line in lines if line.link]
        for text in row_lines([[line.text for line in lines] for lines in inner]):
            kind: PassageKind | None = "table" if "\t" in text else None
            self.lines.append(Line(text, kind=kind, link=links[0] if links else None, unit=self._unit))

    def _cell(self, cell: Any, *, bold: bool) -> list[Line]:
        inner = _Walk()
        inner._unit = self._unit
        inner.visit(cell, bold=bold)
        inner.end_line()
        return inner.lines
