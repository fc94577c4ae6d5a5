"""Peak memory and time of what is done with a corpus, each in a process of its own.

    python benchmarks/synthetic_corpus.py CORPUS --documents 200000 --passages 6
    python benchmarks/memory_corpus.py CORPUS [--only search,views] [--scratch FOLDER]

The first two make the search index and the file of views, where the corpus has none. What writes works on a copy below SCRATCH, which is
removed. `peak_mb` is all memory of the process, pages of mapped files included;
`own_mb` is without these, as seen every twentieth of a second.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policynlp.corpus.store import Store

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "samples"
_HELD = {"RssAnon", "VmHWM"}
_STORE = "import sys; from policynlp.corpus.store import Store; store = Store.open(sys.argv[1])\n"
_PAGES = """
import sys
from starlette.testclient import TestClient
from policynlp.settings import load_settings
from policynlp.web.app import create_app
with TestClient(create_app(load_settings({"corpus.path": sys.argv[1]})), base_url="http://127.0.0.1") as client:
    for path in sys.argv[2:]:
        if path == "DOCUMENT":
            found = client.get("/api/sql?q=select+document+from+documents+limit+1").json()
            path = "/documents/" + found["tables"]["result"]["rows"][0]["document"]
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:2000])
"""
_CLIENTS = {
    "open": _STORE + "store.counted()",
    "duplicates": _STORE
    + "from policynlp.ingest.duplicates import DuplicateIndex\n"
    + "index = DuplicateIndex()\n"
    + "for document, work, normalised, minhash in store.fingerprints(): index.add(document, normalised, minhash, work)\n"
    + "index.find('', minhash, '')",
    "fetch states": _STORE + "store.fetch_states()",
    "search index": _STORE + "from policynlp.corpus.search.index import refresh_index; refresh_index(store)",
    "views": _STORE + "from policynlp.corpus.snapshot_build import build_snapshot; build_snapshot(store)",
}
READING: Mapping[str, Sequence[str]] = {
    "search index": (),
    "views": (),
    "open": (),
    "duplicates": (),
    "fetch states": (),
    "status": ("status", "--json"),
    "query": ("query", "select theme, count(*) as n from themes where assigned group by all order by n desc"),
    "search by words": ("search", "water AND school*", "--mode", "words", "--json"),
    "search by meaning": ("search", "who pays for the grain?", "--mode", "meaning", "--json"),
    "figures": ("figures", "--about", "grain", "--json", "--limit", "20"),
    "contested": ("contested", "--json"),
    "first page": ("/api/overview", "/"),
    "page of a text": ("DOCUMENT",),
    "page of figures": ("/figures?about=grain",),
    "page of themes": ("/themes?by=genre",),
    "page of voices": ("/voices",),
    "all pages": (
        *("/api/overview", "/", "DOCUMENT", "/documents", "/figures?about=grain", "/themes?by=genre", "/voices"),
        *("/search?q=water", "/search?q=who+pays+for+the+grain&mode=meaning", "/actors", "/identities", "/report"),
    ),
    "export csv": ("export", "quotes", "{out}/quotes.csv"),
    "export parquet": ("export", "entities", "{out}/entities.parquet"),
    "export documents": ("export", "documents", "{out}/documents.jsonl"),
    "report": ("report", "--out", "{out}/report.html"),
    "backup": ("backup", "{out}/backup"),
    "doctor": ("doctor", "--json"),
    "suggested merges": ("identities", "suggest", "--json"),
}
WRITING: Mapping[str, Sequence[str]] = {
    "ingest": ("run", "{samples}", "--only", "ingest", "--quiet"),
    "tag": ("run", "--only", "tag", "--quiet"),
    "views after a run": (),
    "search index after a run": (),
    "decision": ("identities", "rename", "{identity}", "A new name", "--who", "bench", "--why", "bench"),
    "release": ("release", "create", "bench"),
    "forget": ("forget", "{document}", "--why", "bench", "--no-repeats"),
    "upkeep": ("upkeep", "--json"),
    "migrate": ("migrate",),
}
_ALLOWED = {"doctor": {0, 3}, "forget": {0, 3}}


def measured(arguments: Sequence[str], *, allowed: Sequence[int] = (0,), cwd: Path | None = None) -> dict[str, Any]:
    """Run a program.

    Returns:
        `seconds`, `processor_s`, `peak_mb`, `own_mb`.
    """
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=said, cwd=cwd)
        own, all_of_it = [0], [0]
        watching = threading.Thread(target=_watch, args=(process.pid, own, all_of_it), daemon=True)
        watching.start()
        _, status, used = os.wait4(process.pid, 0)
        watching.join()
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code not in allowed:
            said.seek(0)
            raise SystemExit(f"{' '.join(arguments)[:300]}: {code}\n{said.read().decode()[-3000:]}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "processor_s": round(used.ru_utime + used.ru_stime, 2),
        "peak_mb": round(all_of_it[0] / 1024 or used.ru_maxrss / unit),
        "own_mb": round(own[0] / 1024),
    }


def _watch(pid: int, own: list[int], all_of_it: list[int]) -> None:
    """Keep the most memory, in kB, that a process had of its own, and in all; nothing where there is no `/proc`.

    What `wait4` tells of it (`ru_maxrss`) is on Linux at least what the process held that started it.
    """
    path = Path(f"/proc/{pid}/status")
    while True:
        try:
            lines = path.read_text(encoding="ascii").splitlines()
        except OSError:
            return
        held = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines) if name in _HELD}
        if len(held) < len(_HELD):
            return  # it ended
        own[0], all_of_it[0] = max(own[0], held["RssAnon"]), max(all_of_it[0], held["VmHWM"])
        time.sleep(0.05)


def command(name: str, rest: Sequence[str], corpus: Path) -> list[str]:
    """What to run for a task."""
    base = name.removesuffix(" after a run")
    if base in _CLIENTS:
        return ["-c", _CLIENTS[base], str(corpus)]
    if rest and (rest[0].startswith("/") or rest[0] == "DOCUMENT"):
        return ["-c", _PAGES, str(corpus), *rest]
    return ["-m", "policynlp", "--corpus", str(corpus), *rest]


@contextmanager
def _copied(corpus: Path, into: Path) -> Iterator[Path]:
    shutil.copytree(corpus, into)
    try:
        yield into
    finally:
        shutil.rmtree(into)


def measure_corpus(corpus: Path, *, scratch: Path, only: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """All tasks, or those that are named; each in a process of its own.

    Args:
        corpus: It; only `index/` is written to.
        scratch: Where copies and exports go.
        only: Names of tasks.
    """
    wanted = [name for name in (*READING, *WRITING) if not only or name in only]
    out: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        beside = Path(folder)
        document = _a_document(corpus)
        told = {"out": str(beside), "samples": str(SAMPLES), "document": document, "identity": _an_identity(corpus, document)}

        def one(name: str, rest: Sequence[str], at: Path) -> None:
            arguments = command(name, [part.format(**told) if "{" in part else part for part in rest], at)
            out[name] = measured(arguments, allowed=[*_ALLOWED.get(name, {0})], cwd=beside)
            print(f"{name:26} {out[name]}", file=sys.stderr, flush=True)
            for made in [path for path in beside.iterdir() if path != at]:
                shutil.rmtree(made) if made.is_dir() else made.unlink()

        for name in [name for name in wanted if name in READING]:
            one(name, READING[name], corpus)
        writing = [name for name in wanted if name in WRITING]
        if writing:
            with _copied(corpus, beside / "corpus") as copy:
                for name in writing:
                    one(name, WRITING[name], copy)
    return out


def _a_document(corpus: Path) -> str:
    """Id of a text that none repeats."""
    with Store.open(corpus) as store:
        entries = store.catalogue.documents if store.document_ids() else {}
        repeated = {entry.duplicate_of for entry in entries.values()}
        return next(document for document in entries if document not in repeated)


def _an_identity(corpus: Path, document: str) -> str:
    """Key of somebody in a text."""
    with Store.open(corpus) as store:
        rows = store.identity_rows(tagset=store.require_active(), documents=[document]).values()
        return next(str(row["identity"]) for row in rows if row["identity"] is not None)


def measure_corpora(sizes: Sequence[int], *, to: int, only: Sequence[str] = (), passages: int = 6) -> dict[str, dict[str, Any]]:
    """All tasks on corpora of several sizes, which are made and removed.

    Args:
        sizes: Numbers of texts, growing.
        to: The size that is told from these.
        only: Names of tasks; none: all.
        passages: About how many a text has.

    Returns:
        Task to its `rows`, one a size; `bytes_a_document`, what a text adds; `expected_mb` at the size `to`.
    """
    out: dict[str, dict[str, Any]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            making = [str(Path(__file__).with_name("synthetic_corpus.py")), str(corpus), "--no-index"]
            out.setdefault("making it", {"rows": []})["rows"].append(
                {"documents": size, **measured([*making, "--documents", str(size), "--passages", str(passages)])}
            )
            for name, found in measure_corpus(corpus, scratch=Path(folder), only=only).items():
                out.setdefault(name, {"rows": []})["rows"].append({"documents": size, **found})
    for found in out.values():
        first, last = found["rows"][0], found["rows"][-1]
        each = (last["peak_mb"] - first["peak_mb"]) / max(1, last["documents"] - first["documents"])
        found["bytes_a_document"] = round(each * 1024**2)
        found["expected_mb"] = round(last["peak_mb"] + each * (to - last["documents"]))
    return out


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    options = parser.parse_args()
    only = [name.strip() for name in options.only.split(",") if name.strip()]
    print(json.dumps(measure_corpus(options.corpus.absolute(), scratch=options.scratch, only=only), indent=1))


if __name__ == "__main__":
    main()
