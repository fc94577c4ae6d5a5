# Makes the corpus of an earlier version anew: see README.md. OLD is a checkout of commit dcb8ddd.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
cd "$folder"
export PYTHONPATH="$OLD/src:$OLD"
policynlp() { python -m policynlp --corpus corpus "$@"; }
policynlp run "$OLD/corpus/samples/northmark-minister-speech.txt" --quiet
cp "$here/identities.toml" corpus/
policynlp run "$OLD/corpus/samples/northmark-article.txt" --quiet
policynlp labels queue --layer quotes -n 3
policynlp labels account ana --role annotator
python - <<'P'
import sqlite3

from policynlp.labels.accounts import accounts
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, record
from policynlp.labels.units import units

with LabelStore("corpus.labels.sqlite") as store:
    ana = accounts(store)[0]
    for n, unit in enumerate(units(store)[:2]):
        record(store, ana, Decision(key=f"k{n}", unit=unit.id, action="reject" if n else "accept", target=f"t{n}", value=None))
connection = sqlite3.connect("corpus.labels.sqlite")
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("VACUUM")
P
rm -r corpus/index corpus/runs/*/plan* || true
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-11-26 00:00Z' -cf - corpus corpus.labels.sqlite | gzip -9n > "$here/corpus.tar.gz"
