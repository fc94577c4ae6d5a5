"""Errors say what, where, and what to do."""

from __future__ import annotations

from policynlp.errors import REJECT_REASONS, CorpusError, PolicyNLPError, Rejected


def test_message_has_all_three_parts() -> None:
    error = CorpusError("the log is cut off", where="tables/quotes", hint="Run doctor.")
    assert str(error) == "tables/quotes: the log is cut off. Run doctor."
    assert str(PolicyNLPError("no figures")) == "no figures"


def test_each_kind_has_its_exit_code() -> None:
    kinds = PolicyNLPError.__subclasses__()
    codes = {kind.__name__: kind.exit_code for kind in kinds}
    assert codes["Rejected"] == 3
    assert set(codes.values()) == {2, 3, 4, 5, 6, 7}


def test_rejected_becomes_a_row() -> None:
    row = Rejected("empty", "no text", hint="Check the export.").rejection(uri="a.txt", stage="ingest")
    assert row.as_dict() == {
        "uri": "a.txt",
        "stage": "ingest",
        "reason": "empty",
        "what": "no text",
        "hint": "Check the export.",
        "bytes_sha256": None,
        "detail": None,
        "source": None,
    }
    assert row.reason in REJECT_REASONS
