"""The file of decisions on identities: can it be read; what can be of a broken one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from policynlp.diagnosis import Finding, Quarantine
from policynlp.errors import InputError
from policynlp.link.decisions import one_at_a_time, parse_decisions, read_decisions, replace_file

_BEGINS = re.compile(r"^(?=\[\[decision\]\])", re.MULTILINE)


def check_decisions(path: Path, quarantine: Quarantine) -> Iterator[Finding]:
    """Look whether the decisions can be read.

    Args:
        path: `identities.toml`; it need not exist.
        quarantine: Where a broken one goes.
    """
    try:
        read_decisions(path)
    except InputError as error:
        yield Finding(
            check="identities",
            severity="damage",
            what=f"the decisions on identities cannot be read: {error.what}",
            where=error.where,
            hint="Mend that line; --repair keeps the file aside and leaves every decision that can be read.",
            mend=partial(_keep_readable, path, quarantine),
        )


def _keep_readable(path: Path, quarantine: Quarantine) -> str:
    with one_at_a_time(path):
        text = path.read_text(encoding="utf-8", errors="replace")
        head, *parts = _BEGINS.split(text)
        kept = "".join(line for line in head.splitlines(keepends=True) if line.startswith("#") or not line.strip())
        found = 0
        for part in parts:
            try:
                parse_decisions(kept + part, path)
            except InputError:
                continue
            kept += part
            found += 1
        copy = quarantine.copy(path)
        replace_file(path, kept)
    return f"copied to {copy}; {found} of {len(parts)} decisions could be read and are left"
