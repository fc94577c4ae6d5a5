"""A disk without room is told as such by what writes to it, whichever library says so and in whichever words."""

from __future__ import annotations

from pathlib import Path

import pytest
from deltalake.exceptions import CommitFailedError, DeltaError

from policynlp.corpus.derived_file import DerivedFile
from policynlp.corpus.tables import Tables
from policynlp.errors import CorpusError

FULL = "Generic LocalFileSystem error\n\n  0: Unable to copy data to file\n  1: No space left on device (os error 28)"


class Kept(DerivedFile):
    """A file with one table."""

    WHAT = "kept things"
    VERSION = 1
    TABLES = "CREATE TABLE things (name TEXT);\n"


def test_a_file_of_sqlite(tmp_path: Path) -> None:
    with Kept(tmp_path / "kept.sqlite") as kept:
        kept.connection.execute("PRAGMA max_page_count = 4")
        with pytest.raises(CorpusError, match="no space left") as told, kept.writing() as connection:
            connection.executemany("INSERT INTO things VALUES (?)", [("x" * 5_000,)] * 9)
        assert "kept.sqlite" in told.value.message
        assert kept.connection.execute("SELECT count(*) FROM things").fetchone() == (0,)
        kept.connection.execute("PRAGMA max_page_count = 400")
        with kept.writing() as connection:
            connection.execute("INSERT INTO things VALUES ('y')")
        assert kept.connection.execute("SELECT count(*) FROM things").fetchone() == (1,)


@pytest.mark.parametrize("error", [DeltaError(FULL), CommitFailedError(FULL), OSError(28, "No space left on device")])
def test_a_table(tmp_path: Path, error: Exception) -> None:
    tables = Tables(tmp_path)
    with pytest.raises(CorpusError, match="Make space") as told, tables._errors("runs"):
        raise error
    assert "doctor" not in told.value.message


def test_damage_of_a_table_is_no_lack_of_space(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="doctor"), Tables(tmp_path)._errors("runs"):
        raise DeltaError("Invalid JSON in log record")
