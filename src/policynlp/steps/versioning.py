"""Which versions are at work: code, models, taxonomy, formats."""

from __future__ import annotations

import platform

from policynlp import __version__
from policynlp.corpus.schema import SCHEMA_VERSIONS
from policynlp.errors import PolicyNLPError
from policynlp.place import local_copy
from policynlp.settings import load_settings
from policynlp.tag.models import model_hashes
from policynlp.tags import SCHEMA_VERSION


def versions() -> dict[str, str]:
    """Versions of the code, of the models in the settings, and of the formats; loads no model.

    Returns:
        `policynlp`, `encoder`, `themes`, `taxonomy`, `format` (tagged documents), `tables` (tables of the corpus, each of which
        counts its own changes: `entities 2, ...; others 1`), `python`. A model that cannot be read is told in place of its version.
    """
    found = {"policynlp": __version__}
    try:
        tag = load_settings().tag
        hashes = model_hashes(encoder=local_copy(tag.encoder), themes=local_copy(tag.themes), taxonomy=tag.taxonomy)
        found |= {
            "encoder": hashes["encoder_model"].rpartition("/")[2],
            "themes": hashes["themes_model"].rpartition("/")[2],
            "taxonomy": hashes["taxonomy"],
        }
    except PolicyNLPError as error:  # a version is asked for most when something is wrong
        found["models"] = error.message
    changed = ", ".join(f"{name} {number}" for name, number in sorted(SCHEMA_VERSIONS.items()) if number > 1)
    return found | {"format": str(SCHEMA_VERSION), "tables": f"{changed}; others 1", "python": platform.python_version()}
