"""Columns that this version has and the corpus lacks."""

from policynlp.corpus.columns import add_missing_columns, missing_columns
from policynlp.steps.migrations.migration import Migration

MIGRATION = Migration(
    name="columns",
    what="tables get the columns that this version has; rows that are there read as null",
    left=lambda store, _: sum(map(len, missing_columns(store).values())),
    apply=lambda store, _: add_missing_columns(store),
)
