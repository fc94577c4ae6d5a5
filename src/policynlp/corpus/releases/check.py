"""Is a release whole: every file there, unchanged, with the rows that its manifest says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from policynlp.corpus.durable import sha256_of
from policynlp.corpus.releases.manifest import DATA, MANIFEST, REPEATS, SUMS, content_sha256, files_of, read_manifest
from policynlp.corpus.tables import UNREADABLE


def verify_release(folder: Path) -> list[str]:
    """Faults of a release, one sentence each; empty where it is whole.

    Raises:
        CorpusError: There is no release, or its manifest cannot be read.
    """
    manifest = read_manifest(folder)
    files: Mapping[str, Any] = manifest["files"]
    there = {path.relative_to(folder).as_posix() for path in files_of(folder)}
    faults = [f"{name} is missing" for name in sorted(files.keys() - there)]
    faults += [f"{name} is no part of the release" for name in sorted(there - files.keys() - {MANIFEST, SUMS})]
    for name in sorted(files.keys() & there):
        path = folder / name
        if path.is_symlink():
            faults.append(f"{name} is a link, not a file")
        elif path.stat().st_size != files[name]["bytes"]:
            faults.append(f"{name} has {path.stat().st_size} bytes where {files[name]['bytes']} were written")
        elif sha256_of(path) != files[name]["sha256"]:
            faults.append(f"{name} was changed: its SHA-256 is not that of the manifest")
    if content_sha256(files) != manifest["content_sha256"]:
        faults.append(f"{MANIFEST} was changed: the hash over the data files does not fit them")
    return faults + _wrong_sums(folder, there) + _wrong_rows(folder, manifest)


def _wrong_sums(folder: Path, there: set[str]) -> list[str]:
    if SUMS not in there:
        return [f"{SUMS} is missing"]
    if f"{sha256_of(folder / MANIFEST)}  {MANIFEST}" not in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        return [f"{MANIFEST} was changed: its SHA-256 is not that of {SUMS}"]
    return []


def _wrong_rows(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    faults = []
    for table, about in manifest["tables"].items():
        for where, rows in ((DATA, about["rows"]), (REPEATS, about["repeats"])):
            path = folder / where / f"{table}.parquet"
            if rows is None or not path.is_file():
                continue  # told already where it is missing
            try:
                found = pq.ParquetFile(path).metadata.num_rows
            except UNREADABLE as error:
                faults.append(f"{where}/{table}.parquet cannot be read: {error}")
                continue
            if found != rows:
                faults.append(f"{where}/{table}.parquet has {found} rows where the manifest says {rows}")
    return faults
