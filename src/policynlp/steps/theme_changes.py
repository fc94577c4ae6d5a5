"""Labels of themes that the taxonomy says were renamed or split."""

from __future__ import annotations

from policynlp.errors import InputError
from policynlp.labels.accounts import check_right
from policynlp.labels.guidelines import guideline_version
from policynlp.labels.migrating import Migrated, rename_label, split_label
from policynlp.settings import Settings
from policynlp.steps.correcting import apply_corrections, has_labels
from policynlp.steps.labelling import open_labels
from policynlp.taxonomy import load_taxonomy


def migrate_themes(settings: Settings, *, pretend: bool = False, by: str = "local") -> list[Migrated]:
    """Bring labels to the taxonomy in force: what it says was renamed is carried over, what was split is opened again.

    Doing it again finds nothing left. To take a rename back, write it the other way round.

    Args:
        settings: All settings in force.
        pretend: Only count.
        by: Who does it.

    Returns:
        What each statement did, in the order of the file.

    Raises:
        InputError: The taxonomy says of nothing that it was renamed or split, or `by` is no admin.
    """
    taxonomy = load_taxonomy(settings.tag.taxonomy)
    if not taxonomy.renamed and not taxonomy.split:
        raise InputError(
            "the taxonomy names nothing that was renamed or split",
            where=str(settings.tag.taxonomy or "taxonomy.toml"),
            hint="Write [[renamed]] with from and to, or [[split]] with from and into.",
        )
    if not has_labels(settings):
        return []
    with open_labels(settings) as store:
        check_right(store, by, "admin")
        guideline = guideline_version("themes")
        done = [
            rename_label(store, old, new, guideline=guideline, by=by, pretend=pretend) for old, new in taxonomy.renamed.items()
        ]
        done += [split_label(store, old, into, by=by, pretend=pretend) for old, into in taxonomy.split.items()]
    if not pretend and any(one.decisions for one in done) and (settings.corpus.path / "corpus.json").exists():
        apply_corrections(settings)
    return done
