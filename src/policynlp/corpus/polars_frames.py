"""Arrow tables as Polars data frames, where Polars is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policynlp.errors import InputError

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa


def polars_frame(table: pa.Table) -> pl.DataFrame:
    """A table as a Polars data frame.

    Raises:
        InputError: Polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        raise InputError("Polars is not installed", hint="pip install 'policynlp[polars]'.") from error
    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)  # noqa: S101 - a table is no column
    return frame
