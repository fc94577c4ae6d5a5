"""RTF: paragraphs, tables and styles of rich text, as word processors and press databases write it.

A reader of our own, in one pass (Rich Text Format 1.9.1): libraries that strip RTF give one string, in which cells cannot be told from
bars, nor paragraphs from lines, lose the rest of a file behind a picture in binary form, and search links by a pattern whose time grows
with the square of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policynlp.document import PassageKind
from policynlp.errors import Rejected
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
from policynlp.ingest.readers.rtf_words import ANSI, CHARSETS, CODE_PAGES, SKIPPED, SYMBOLS, codec_of
from policynlp.ingest.readers.styles import kind_of_style
from policynlp.ingest.tables import MOST_COLUMNS

EXTRACTION = "rtf/1"
_MAX_DEPTH = 500
"""Groups within groups: word processors come to some 20."""
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]{1,65536})|[\r\n]+", re.DOTALL
)
_LINK = re.compile(r'HYPERLINK\s{1,9}"?([^"\s]{1,2000})')


@dataclass(slots=True)
class _Group:
    """What holds until the group's brace closes."""

    skipped: bool = False
    destination: str = ""
    font: str = ""
    after_unicode_chars: int = 1
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    style: str = ""
    outline: bool = False
    item: bool = False
    in_table: bool = False
    bold_chars: int = 0
    chars: int = 0
    link: str | None = None


def read_rtf(data: bytes, *, where: str) -> tuple[list[Block], Found]:
    """Blocks and properties of an RTF file.

    Args:
        data: The file.
        where: For the error.

    Raises:
        Rejected: `corrupt` where it is no RTF, or groups lie in one another too deep.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Rejected("corrupt", "the RTF file has no beginning", where=where, hint="Save it again.")
    reading = _Reading(where)
    reading.read(data.decode("latin-1"))
    return reading.blocks, reading.found()


class _Reading:
    """One pass over a file."""

    def __init__(self, where: str) -> None:
        self.blocks: list[Block] = []
        self._where = where
        self._group = _Group()
        self._stack: list[_Group] = []
        self._paragraph = _Paragraph()
        self._cells: list[str] = []
        self._rows = 0
        self._bytes = bytearray()
        self._skip_chars = 0  # that stand for a letter of Unicode in readers that know none
        self._fonts: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._ansi = ANSI
        self._default_font = ""
        self._entry = ""  # number of the font or style that is being defined
        self._aside: dict[str, list[str]] = {"title": [], "author": [], "fldinst": []}
        self._complete = False

    def read(self, text: str) -> None:
        """Go through the whole of it; `text` holds bytes as characters."""
        at, size = text.index("{"), len(text)
        while at < size:
            token = _TOKEN.match(text, at)
            if token is None:  # a lone backslash at the end
                break
            at = token.end()
            word, number, code, symbol, brace, plain = token.groups()
            if plain:
                self._plain(plain)
            elif code:
                self._plain(chr(int(code, 16)))
            elif word == "bin":
                at += max(0, int(number or 0))  # its bytes may hold anything, braces too
            elif brace or word or symbol:
                self._flush()
                self._skip_chars = 0
                if brace == "{":
                    self._open()
                elif brace and self._close():
                    break
                elif word:
                    self._word(word, number)
                elif symbol:
                    self._symbol(symbol)
        self._flush()
        self._end_row(last=True)
        self._end_paragraph()

    def found(self) -> Found:
        """Properties of the file."""
        title, author = (_joined(self._aside[name]).strip() for name in ("title", "author"))
        found = Found(title=title or None, authors=(author,) if author else ())
        if not self._complete:
            found.metadata["rtf"] = "ends before its last group is closed"
        return found

    # Groups and words

    def _open(self) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            what = f"its groups lie in one another more than {_MAX_DEPTH} deep"
            raise Rejected("corrupt", what, where=self._where, hint="Save it again from a word processor.")
        self._stack.append(self._group)
        self._group = replace(self._group)

    def _close(self) -> bool:
        """Whether that was the end of the document; a brace too many is passed over."""
        closed = self._group
        if self._stack:
            self._group = self._stack.pop()
        if closed.destination == "fldinst" != self._group.destination:
            if link := _LINK.search(_joined(self._aside["fldinst"])):
                self._paragraph.link = self._paragraph.link or link[1]
            self._aside["fldinst"].clear()
        self._complete = not self._stack
        return self._complete

    def _word(self, word: str, number: str | None) -> None:
        group = self._group
        if self._opens_aside(word):
            return
        if word in CODE_PAGES:
            self._ansi = CODE_PAGES[word]
        elif word == "ansicpg":
            self._ansi = codec_of(f"cp{number}") or self._ansi
        elif word == "deff":
            self._default_font = number or ""
        elif word == "uc":
            group.after_unicode_chars = min(max(int(number or 1), 0), 10)
        elif word == "u" and number:
            self._put(chr(int(number) % 0x10000))
            self._skip_chars = group.after_unicode_chars
        elif group.destination in ("fonttbl", "stylesheet"):
            self._define(word, number or "")
        elif not (group.skipped or self._format(word, number) or self._end(word)):
            self._put(SYMBOLS.get(word, ""))

    def _opens_aside(self, word: str) -> bool:
        """Whether a word says that its group holds no text of the document, or that it does after all."""
        group = self._group
        if word in ("fldrslt", "ud"):
            group.destination, group.skipped = "", word == "fldrslt" and group.skipped
        elif word in ("fonttbl", "stylesheet", "info", "fldinst") or (group.destination == "info" and word in self._aside):
            group.destination, group.skipped = word, True
        elif word in SKIPPED:
            group.destination, group.skipped = "", True
            self._paragraph.item = self._paragraph.item or word in ("listtext", "pntext")
        else:
            return False
        return True

    def _format(self, word: str, number: str | None) -> bool:
        """Whether a word sets letters or paragraphs."""
        group, paragraph = self._group, self._paragraph
        if word == "f":
            group.font = number or ""
        elif word == "b":
            group.bold = number != "0"
        elif word in ("v", "deleted"):
            group.hidden = number != "0"
        elif word == "plain":
            group.bold, group.hidden, group.font = False, False, ""
        elif word == "pard":
            paragraph.in_table, paragraph.outline, paragraph.style = False, False, ""
        elif word == "intbl":
            paragraph.in_table = True
        elif word == "s":
            paragraph.style = number or ""
        elif word == "outlinelevel":
            paragraph.outline = number is not None and int(number) < 9  # 9 is body text
        else:
            return False
        return True

    def _end(self, word: str) -> bool:
        """Whether a word ends a cell, a row or a paragraph."""
        if word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word in ("par", "sect", "page"):
            self._end_paragraph()
        else:
            return False
        return True

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._group.skipped = True
        elif symbol in "\r\n":
            self._end_paragraph()
        else:
            self._put(SYMBOLS.get(symbol, ""))

    def _define(self, word: str, number: str) -> None:
        if (self._group.destination, word) in (("fonttbl", "f"), ("stylesheet", "s")):
            self._entry = number
        elif self._group.destination == "fonttbl" and word == "fcharset":
            self._fonts[self._entry] = codec_of(CHARSETS.get(number, "")) or ""
        elif self._group.destination == "fonttbl" and word == "cpg":
            self._fonts[self._entry] = codec_of(f"cp{number}") or ""
        elif self._group.destination == "stylesheet" and word in ("cs", "ds", "ts"):
            self._entry = ""

    # Text

    def _plain(self, text: str) -> None:
        if self._skip_chars:
            text, self._skip_chars = text[self._skip_chars :], max(0, self._skip_chars - len(text))
        if text and (not self._group.skipped or self._group.destination):
            self._bytes += text.encode("latin-1")

    def _flush(self) -> None:
        """Decode the bytes that wait; letters of two bytes are whole here, since only braces and words end a run."""
        if self._bytes:
            font = self._group.font or self._default_font
            self._put(self._bytes.decode(self._fonts.get(font) or self._ansi, "replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        group, paragraph = self._group, self._paragraph
        if group.destination == "stylesheet" and self._entry:
            self._styles[self._entry] = (self._styles.get(self._entry, "") + text)[:80]
        elif group.destination in self._aside:
            self._aside[group.destination].append(text[:2000])
        if group.skipped or group.hidden or not text:
            return
        paragraph.text.append(text)
        dark = len(text) - text.count(" ")
        paragraph.chars += dark
        paragraph.bold_chars += dark if group.bold else 0

    def _end_paragraph(self) -> None:
        done = self._paragraph
        if done.in_table:
            done.text.append("\n")
            return
        if self._cells or self._rows:
            self._end_row(last=True)
            self._rows = 0
        text = _joined(done.text)
        if text.strip():
            named = kind_of_style(self._styles.get(done.style, "").rstrip(";"))
            kind: PassageKind | None = named or ("heading" if done.outline else "list" if done.item else None)
            bold = done.chars > 0 and done.bold_chars == done.chars
            self.blocks.append(Block(text, kind, sure=kind == "boilerplate", bold=bold, link=done.link))
        self._paragraph = _Paragraph(style=done.style, outline=done.outline)

    def _end_cell(self) -> None:
        self._cells.append(_joined(self._paragraph.text).strip())
        self._paragraph = _Paragraph(style=self._paragraph.style, in_table=True)

    def _end_row(self, *, last: bool = False) -> None:
        if last and self._paragraph.in_table and _joined(self._paragraph.text).strip():
            self._end_cell()
        cells, self._cells = tuple(self._cells[:MOST_COLUMNS]), []
        if any(cells):
            text = "\t".join(" ".join(cell.split()) for cell in cells)
            self.blocks.append(Block(text, "table", sure=True, tight=self._rows > 0, cells=cells))
            self._rows += 1
        if not last:
            self._paragraph = _Paragraph()
        elif self._paragraph.in_table:
            self._paragraph = _Paragraph(in_table=False)


def _joined(parts: list[str]) -> str:
    """Text whose letters beyond the basic plane came as two units of UTF-16."""
    text = "".join(parts)
    if re.search("[\ud800-\udfff]", text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
