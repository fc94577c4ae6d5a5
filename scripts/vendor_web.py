"""Take the scripts of the web pages from npm's packages into the tree: `make vendor`.

The versions below are what the pages were tested with. npm checks each package against the registry's hash; what was taken, with
the SHA-256 of each file, stands in `vendored.json` beside the files, and a test compares them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "src" / "policynlp" / "web" / "static" / "vendor"
PACKAGES = {
    "htmx.org": ("2.0.11", "0BSD", "dist/htmx.min.js"),
    "vega": ("5.33.1", "BSD-3-Clause", "build/vega.min.js"),
    "vega-lite": ("5.20.1", "BSD-3-Clause", "build/vega-lite.min.js"),
    "vega-embed": ("6.29.0", "BSD-3-Clause", "build/vega-embed.min.js"),
    "vega-interpreter": ("1.2.1", "BSD-3-Clause", "build/vega-interpreter.min.js"),
}
"""Package to version, licence and the file that is taken."""
LICENCE_OF = {"vega": "vega-lite", "vega-interpreter": "vega-lite"}
"""Packages whose archive lacks the licence text: they are of the same authors under the same licence."""


def main() -> int:
    """Fetch, unpack, write down."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as temporary:
        archives = {name: packed(name, PACKAGES[name][0], Path(temporary)) for name in PACKAGES}
        for name, (version, licence, member) in PACKAGES.items():
            script = read(archives[name], member)
            terms = read(archives[LICENCE_OF.get(name, name)], "LICENSE")
            file = Path(member).name
            (FOLDER / file).write_bytes(script)
            (FOLDER / f"LICENSE.{name}").write_bytes(terms)
            digest = hashlib.sha256(script).hexdigest()
            written.append({"package": name, "version": version, "licence": licence, "file": file, "sha256": digest})
            print(f"{name:18}{version:10}{licence:14}{digest}")
    (FOLDER / "vendored.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


def packed(name: str, version: str, folder: Path) -> Path:
    """The archive of a package, fetched and checked by npm."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return folder / done.stdout.strip().splitlines()[-1]


def read(archive: Path, member: str) -> bytes:
    """A file of a package."""
    with tarfile.open(archive) as opened:
        found = opened.extractfile(f"package/{member}")
        if found is None:
            raise FileNotFoundError(member)
        return found.read()


if __name__ == "__main__":
    sys.exit(main())
