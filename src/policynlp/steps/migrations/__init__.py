"""What brings a corpus of an earlier version to this one: a list, each entry a small module.

An entry looks for what is still to be done and does it, so that it may be killed at any moment and run again. The versions in
`corpus.json` are raised when all of them are through; until then every other verb refuses the corpus.

To change a schema: raise the table's version in `corpus/schema.py`; where null does not do for the rows that are there, add a module
here, and a corpus of the version before to `tests/data/previous`.
"""

from policynlp.steps.migrations import columns, identities, sums
from policynlp.steps.migrations.migration import Migration

MIGRATIONS: tuple[Migration, ...] = (columns.MIGRATION, identities.MIGRATION, sums.MIGRATION)
"""In the order in which they are run."""
