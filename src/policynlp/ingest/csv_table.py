"""CSV as programs write it: R's `write.csv`, `write.csv2`, `write.table` and readr, pandas, spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_BACKSLASHED = re.compile(r'\\"(?![,;\t\r\n|]|\Z)')
_DOUBLED = re.compile(r'[^,;\t|\n"]""[^,;\t|\n"]')


class Table:
    """A table of text with a header.

    Args:
        text: The whole of it.
        delimiter: None to find it out from the header.
        most_chars: Longest cell.

    Attributes:
        names: Of the columns; the column of row names that `write.table` leaves without one is called `""`.
    """

    def __init__(self, text: str, *, delimiter: str | None, most_chars: int) -> None:
        self._text = text
        self._delimiter = delimiter or delimiter_of(text)
        self._escapes = _BACKSLASHED.search(text) is not None and _DOUBLED.search(text) is None
        csv.field_size_limit(max(131_072, most_chars))
        header, first = self._beginning()
        self.names = _distinct([name.strip() for name in header])
        if header and len(first) == len(header) + 1 and "" not in self.names:
            self.names.insert(0, "")

    def rows(self) -> Iterator[dict[str, str]]:
        """The cells of each record by column; short records lack the last columns, empty ones are left out.

        Raises:
            csv.Error: The table cannot be read on.
        """
        for cells in islice((cells for cells in self._reader() if cells), 1, None):
            yield dict(zip(self.names, cells, strict=False))

    def _reader(self) -> Any:
        lines = io.StringIO(self._text, newline="")
        if self._escapes:
            return csv.reader(lines, delimiter=self._delimiter, escapechar="\\", doublequote=False)
        return csv.reader(lines, delimiter=self._delimiter)

    def _beginning(self) -> tuple[list[str], list[str]]:
        """The header and the first record; empty lists where there is none, or it cannot be read."""
        found: list[list[str]] = []
        with suppress(csv.Error):
            found.extend(islice((cells for cells in self._reader() if cells), 2))
        return found[0] if found else [], found[1] if len(found) > 1 else []


def _distinct(names: list[str]) -> list[str]:
    """Names with a number behind those that came before, as R's `read.csv` and pandas do."""
    seen: dict[str, int] = {}
    out = []
    for name in names:
        again = seen.get(name, 0)
        seen[name] = again + 1
        out.append(f"{name}.{again}" if again else name)
    return out


def delimiter_of(text: str) -> str:
    """What parts the cells of a header: the mark that stands most often outside of quotes, a comma where there is none."""
    header = _QUOTED.sub("", text[:20_000]).split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: (header.count(mark), -_DELIMITERS.index(mark)))
