"""Hits as data frames, for notebooks: a page as it is, or a whole result as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Self

import pyarrow as pa

from policynlp.corpus.polars_frames import polars_frame

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from policynlp.corpus.search.answer import Hit


class Frames:
    """What hits can be turned into; a part of `SearchPage` and of `Hits`."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Hit]:
        raise NotImplementedError

    def to_arrow(self) -> pa.Table:
        """The hits as an Arrow table, a row a passage, with the columns of the CSV."""
        from policynlp.corpus.search.table import SCHEMA, batches

        return pa.Table.from_batches(batches(self), schema=SCHEMA)

    def to_pandas(self) -> pd.DataFrame:
        """The hits as a pandas data frame."""
        frame: pd.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The hits as a Polars data frame.

        Raises:
            InputError: Polars is not installed.
        """
        return polars_frame(self.to_arrow())


class Hits(Frames):
    """Every hit of a question, in order: an iterator, which is used up by what reads it, data frames among them.

    Args:
        hits: The hits, as they come.
    """

    __slots__ = ("_hits",)

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = iter(hits)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Hit:
        return next(self._hits)
