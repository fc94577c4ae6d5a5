"""Known vulnerabilities of what the lock names, as the OSV database lists them (pip-audit).

    python scripts/audit.py

Exit code 0: none is known. 1: some are, and are listed. 75: the database could not be asked, so that nothing is known; a release waits.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "constraints.txt"
NOT_ASKED = 75  # EX_TEMPFAIL
_COMMAND = (
    "-m",
    "pip_audit",
    "--no-deps",
    "--disable-pip",
    "--vulnerability-service",
    "osv",
    "--progress-spinner",
    "off",
    "--timeout",
    "20",
)
_UNREACHED = ("ConnectionError", "ConnectTimeout", "Connection refused", "Max retries exceeded", "Name or service not known",
              "NameResolutionError", "ProxyError", "ReadTimeout", "ServiceError", "SSLError",
              "Temporary failure in name resolution")  # fmt: skip


def audit(lock: Path = LOCK, *, command: tuple[str, ...] = (sys.executable, *_COMMAND)) -> int:
    """Ask, and say what came of it.

    Args:
        lock: File of pinned versions.
        command: pip-audit.

    Returns:
        The exit code, as above.
    """
    asked = [*command, "--requirement", str(lock)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    said = f"{done.stdout}\n{done.stderr}".strip()
    if done.returncode == 0:
        print(f"{lock.name}: no known vulnerability")
        return 0
    if "vulnerabilit" in done.stderr and "Found" in done.stderr:
        print(said)
        return 1
    if any(sign in said for sign in _UNREACHED):
        print(
            "The audit was not done: api.osv.dev cannot be reached from here. Run `make audit` where it can, before a release."
        )
        return NOT_ASKED
    print(f"The audit was not done: pip-audit failed.\n{said[-2000:]}")
    return NOT_ASKED


if __name__ == "__main__":
    sys.exit(audit())
