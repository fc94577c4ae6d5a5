"""The table of faults: what was injected, how often, and what was lost, doubled or not told clearly.

    python benchmarks/faults.py [--fast] [--json FILE]

Runs the tests of faults, which count what they do, and prints their counts as Markdown. A fault whose test failed stands in the table.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ("tests/faults", "tests/labels/test_postgres_restart.py")
COUNTED = ("injected", "lost", "doubled", "unclear")


def collect(tests: list[str], *, fast: bool) -> tuple[list[dict[str, object]], list[str]]:
    """Run the tests.

    Args:
        tests: Files, folders, or single tests.
        fast: Leave out the slow ones.

    Returns:
        Rows that the tests counted, and the names of tests that failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tally.jsonl"
        command = [sys.executable, "-m", "pytest", "-q", "-rf", *tests, *(["-m", "not slow"] if fast else [])]
        env = os.environ | {"FAULT_TALLY": str(path)}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return rows, re.findall(r"^FAILED (\S+)", done.stdout, re.MULTILINE)


def table(rows: list[dict[str, object]], failed: list[str]) -> list[dict[str, object]]:
    """One row a fault: counts added up."""
    out: dict[str, dict[str, object]] = {}
    for row in rows:
        name = str(row["fault"])
        known = out.setdefault(name, {"fault": name, **dict.fromkeys(COUNTED, 0), "note": ""})
        for count in COUNTED:
            known[count] = int(str(known[count])) + int(str(row[count]))
        known["note"] = row["note"] or known["note"]
    return [*out.values(), *({"fault": f"FAILED: {test}", **dict.fromkeys(COUNTED, "?"), "note": ""} for test in failed)]


def markdown(rows: list[dict[str, object]]) -> str:
    """The table for `docs/faults.md`."""
    head = "| Fault | Injected | Lost | Doubled | Unclear | How |\n|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| {r['fault']} | {r['injected']} | {r['lost']} | {r['doubled']} | {r['unclear']} | {r['note']} |\n" for r in rows
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", nargs="*", default=list(TESTS), help="test files, where not all")
    parser.add_argument("--fast", action="store_true", help="without the slow tests")
    parser.add_argument("--json", type=Path, help="write the rows into this file, too")
    options = parser.parse_args()
    rows = table(*collect(options.tests, fast=options.fast))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(markdown(rows))
    sys.exit(any(str(row["fault"]).startswith("FAILED") for row in rows))


if __name__ == "__main__":
    main()
