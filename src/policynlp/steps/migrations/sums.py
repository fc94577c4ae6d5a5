"""Sums of files that were written before sums were kept."""

from policynlp.corpus.columns import files_without_sums, note_missing_sums
from policynlp.steps.migrations.migration import Migration

MIGRATION = Migration(
    name="sums",
    what="files of tables get their SHA-256, by which damage is found from now on",
    left=lambda store, _: sum(map(len, files_without_sums(store).values())),
    apply=lambda store, _: note_missing_sums(store),
)
