"""The pinned versions behind a tag set: packages, rules, models and taxonomy, read without loading any of them."""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Mapping
from typing import Any

from policynlp.place import local_copy
from policynlp.settings import TagSettings
from policynlp.tag.layers import needs_encoder

_COMPONENTS = {
    "layout": ("policynlp.tag.layout", "SentenceStarts"),
    "entities": ("policynlp.tag.entities.component", "EntityComponent"),
    "people": ("policynlp.tag.people.component", "PeopleComponent"),
    "quotes": ("policynlp.tag.quotes.component", "QuoteComponent"),
    "claims": ("policynlp.tag.claims.component", "ClaimComponent"),
    "themes": ("policynlp.tag.themes.component", "ThemeComponent"),
}

_WEIGHED = {"people": ("names",), "quotes": ("speakers",), "claims": ("times", "units")}
"""Folders of `models` whose weights a layer uses besides the encoder's."""


def pinned_versions(settings: TagSettings) -> Mapping[str, Any]:
    """Everything that a tag depends on, as flat names and values.

    Args:
        settings: Models and layers in force.

    Returns:
        JSON-ready mapping with sorted keys: `spacy`, `spacy_model`, a version for each layer and for the weights that it uses, and hashes
        of encoder, theme classifier and taxonomy.
    """
    from policynlp.tag.models import model_hashes, models_dir, vectors_version, version_of

    manifest: dict[str, Any] = {
        "spacy": importlib.metadata.version("spacy"),
        "spacy_model": f"{settings.spacy_model}/{_package_version(settings.spacy_model)}",
        "layers": ",".join(sorted(settings.components)),
    }
    for layer, kinds in _WEIGHED.items():
        for kind in kinds if layer in settings.components else ():
            manifest[f"{kind}_model"] = version_of(models_dir() / kind, kind=kind)
    for layer, (module, name) in _COMPONENTS.items():
        if layer == "layout" or layer in settings.components:
            manifest[layer] = getattr(importlib.import_module(module), name).version
    if needs_encoder(settings.components):
        encoder = local_copy(settings.encoder) or models_dir() / "encoder"
        manifest["encoder_model"] = version_of(encoder, kind="encoder")
        vectors = vectors_version(encoder)
        if vectors != manifest["encoder_model"]:  # trained further: passages keep the meaning that they had
            manifest["encoder_vectors"] = vectors
    if "themes" in settings.components:
        manifest |= model_hashes(
            encoder=local_copy(settings.encoder), themes=local_copy(settings.themes), taxonomy=settings.taxonomy
        )
    return dict(sorted(manifest.items()))


def _package_version(name: str) -> str:
    try:
        return importlib.metadata.version(name.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return "local"
