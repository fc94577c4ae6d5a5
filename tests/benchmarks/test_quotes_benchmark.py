"""The benchmark of quotations, with a process for each core."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_process_has_its_share(tmp_path):
    rows = [{"id": str(n), "text": f"Ana Reis said that {n} ships were late. She added that it rained."} for n in range(1, 5)]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "quotes.py"),
        "--processes",
        "2",
        "--input",
        str(path),
        "--runs",
        "1",
        "--json",
    ]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert (told["documents"], told["words"], told["processes"]) == (4, 4 * 13, 2)
    speeds = told["words_per_s"]
    assert 0 < speeds["encoder_and_quotes"] < min(speeds["encoder"], speeds["quotes"])
