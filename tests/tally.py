"""What was injected and what came of it, row by row, for the table of `benchmarks/faults.py`."""

from __future__ import annotations

import json
import os
from pathlib import Path

TALLY = "FAULT_TALLY"
"""Environment variable that names the file; without it nothing is written."""


def tally(fault: str, *, injected: int = 1, lost: int = 0, doubled: int = 0, unclear: int = 0, note: str = "") -> None:
    """Count a fault.

    Args:
        fault: What was done to what.
        injected: How often.
        lost, doubled: Rows that were committed and are gone, or are there twice, afterwards.
        unclear: Endings without a message that says what, where and what to do.
        note: How.
    """
    if path := os.environ.get(TALLY):
        row = {"fault": fault, "injected": injected, "lost": lost, "doubled": doubled, "unclear": unclear, "note": note}
        with Path(path).open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
