"""Where models lie, what they are made of, and that they are what they claim to be.

A model is a folder with a `manifest.json` that names each file with its SHA-256. The models of a release lie in
`policynlp/models` of an installed wheel, and in `models/` beside `src/` in a checkout.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policynlp.errors import ModelError
from policynlp.taxonomy import load_taxonomy

MANIFEST = "manifest.json"
_ABOUT = frozenset({"README.md", "NOTICE", "metrics.json"})


@cache
def models_dir() -> Path:
    """Folder of the models that came with this version.

    Returns:
        `policynlp/models` where the package was installed from a wheel, else `models/` of the checkout.

    Raises:
        ModelError: Neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "models", package.parents[1] / "models"):
        if folder.is_dir():
            return folder
    raise ModelError("no models came with this installation", where=str(package), hint="Reinstall policynlp.")


def write_manifest(folder: Path, *, kind: str, **about: Any) -> Path:
    """Describe a model folder: every file in it with its SHA-256.

    Args:
        folder: The model's folder, complete but for the manifest.
        kind: `encoder`, `themes`, `links`, `names`, `speakers` or `times`.
        about: Further JSON-ready facts, such as the name of the base model.

    Returns:
        Path of the manifest.
    """
    files = {p.name: _sha256(p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file() and p.name != MANIFEST}
    path = folder / MANIFEST
    path.write_text(json.dumps({"kind": kind, **about, "files": files}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return path


def read_manifest(folder: Path, *, kind: str) -> Mapping[str, Any]:
    """The manifest of a model folder.

    Raises:
        ModelError: It is missing, cannot be read, or is of another kind.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        files, found = manifest["files"], manifest["kind"]
    except FileNotFoundError as error:
        hint = f"Name the folder of an {kind} model, or leave the setting out for the one that came with policynlp."
        raise ModelError("no model here: manifest.json is missing", where=str(folder), hint=hint) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("the manifest cannot be read", where=str(path), hint="Restore the model's folder.") from error
    if found != kind or not isinstance(files, dict):
        raise ModelError(f"this is a model of kind {found!r}, not {kind!r}", where=str(folder), hint="Check the settings.")
    return manifest  # type: ignore[no-any-return]


def read_verified(folder: Path, name: str, manifest: Mapping[str, Any]) -> bytes:
    """The bytes of a model's file, once they match the manifest.

    Raises:
        ModelError: The file is missing, not listed, or was changed.
    """
    path = folder / name
    expected = manifest["files"].get(name)
    if expected is None:
        raise ModelError("the manifest does not list this file", where=str(path), hint="Restore the model's folder.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError("a file of the model is missing", where=str(path), hint="Restore the model's folder.") from error
    if _sha256(data) != expected:
        hint = "Restore it (a checkout without its large files, perhaps), or train the model anew."
        raise ModelError("the file does not match its hash in manifest.json", where=str(path), hint=hint)
    return data


def version_of(folder: Path, *, kind: str) -> str:
    """Version of a model: `kind/` and a hash of the files that run; card, notice and metrics only describe it."""
    files = read_manifest(folder, kind=kind)["files"]
    running = {name: digest for name, digest in files.items() if name not in _ABOUT}
    return f"{kind}/{_sha256(json.dumps(running, sort_keys=True).encode())[:12]}"


def vectors_version(folder: Path) -> str:
    """Version of the encoder whose vectors an encoder gives: its own, or that of the one that it went on from, to the bit.

    Raises:
        ModelError: A file is missing or was changed.
    """
    config = json.loads(read_verified(folder, "config.json", read_manifest(folder, kind="encoder")))
    return str(config.get("vectors") or version_of(folder, kind="encoder"))


def model_hashes(*, encoder: Path | None = None, themes: Path | None = None, taxonomy: Path | None = None) -> Mapping[str, str]:
    """Versions of encoder, theme classifier and taxonomy, read without loading them.

    Args:
        encoder: Model folder; default: the one that came with this version.
        themes: Likewise.
        taxonomy: `taxonomy.toml`; default: the package's own.

    Returns:
        `encoder_model`, `themes_model` and `taxonomy`.

    Raises:
        ModelError: A model is missing.
        SettingsError: The taxonomy is not valid.
    """
    return {
        "encoder_model": version_of(encoder or models_dir() / "encoder", kind="encoder"),
        "themes_model": version_of(themes or models_dir() / "themes", kind="themes"),
        "taxonomy": load_taxonomy(taxonomy).sha256[:12],
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
