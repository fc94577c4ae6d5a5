"""A process that commits batch after batch, started (and killed) by tests.

    python batch_writer.py CORPUS NAME DOCUMENTS BATCH

It writes what is missing of its documents, as a run does: it looks at what is known, skips that, and says each batch
that is committed on standard output.
"""

from __future__ import annotations

import sys

from corpus_samples import fingerprints, make_document, make_tags

from policynlp.corpus.store import Store


def main(corpus: str, name: str, documents: int, batch: int) -> None:
    with Store.create(corpus) as store:
        tagset = store.register_tagset({"rules": "1"})
        wanted = [make_document(n, word=name) for n in range(documents)]
        known = store.known(d.id for d in wanted)
        missing = [d for d in wanted if d.id not in known]
        for i in range(0, len(missing), batch):
            some = missing[i : i + batch]
            store.commit_documents(some, run_id=name, fingerprints=fingerprints(*some))
            print("documents", " ".join(d.id for d in some), flush=True)
        mine = {d.id for d in wanted}
        untagged = [i for i in store.untagged(tagset) if i in mine]
        for i in range(0, len(untagged), batch):
            some = list(store.load_documents(untagged[i : i + batch]))
            store.commit_tags([make_tags(d, tagset) for d in some], run_id=name, tagset=tagset)
            print("tags", " ".join(d.id for d in some), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
