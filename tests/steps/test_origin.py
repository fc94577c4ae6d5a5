"""Bytes that are kept are read again as they were read when they came."""

from __future__ import annotations

from policynlp.document import Document
from policynlp.settings import Settings, load_settings
from policynlp.steps.origin import Origin, how_read

TABLE = b"id,text,body\n1,The harbour council said no on Monday.,The ferry is going to be late again tomorrow.\n"


def test_columns_are_those_of_the_settings_of_then() -> None:
    usual, other = load_settings(), load_settings({"ingest.text_col": "body"})

    def texts(then: Settings, now: Settings) -> list[str]:
        origin = Origin(uri="a.csv", media_type="text/csv", settings=how_read(then))
        return [found.text for found in origin.read(TABLE, settings=now) if isinstance(found, Document)]

    assert texts(usual, usual) == texts(usual, other) == ["The harbour council said no on Monday."]
    assert texts(other, other) == texts(other, usual) == ["The ferry is going to be late again tomorrow."]
