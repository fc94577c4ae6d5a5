"""The sample corpus that comes with the package: where it lies, and the same as a small news site."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

from policynlp.errors import InputError, PolicyNLPError

_ATOM = "http://www.w3.org/2005/Atom"


def samples_folder() -> Path:
    """The sample corpus: in the installed package, or in the checkout.

    Raises:
        PolicyNLPError: It is in neither place.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "samples", package.parents[1] / "corpus" / "samples"):
        if folder.is_dir():
            return folder
    raise PolicyNLPError("the sample corpus is not there", where="corpus/samples", hint="Install the wheel again.")


def sample_site(folder: Path) -> Path:
    """Lay the samples out as a site with an Atom feed, for whoever wants to try feeds without one at hand.

    Addresses in the feed are relative, so any server of files can serve it under any name.

    Args:
        folder: Made where it is missing; it must be empty.

    Returns:
        The feed: `folder/feed.xml`.

    Raises:
        InputError: The folder has something in it, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError("the folder is not empty", where=str(folder), hint="Name one that is not there yet.")
        ElementTree.register_namespace("", _ATOM)
        feed = ElementTree.Element(f"{{{_ATOM}}}feed")
        ElementTree.SubElement(feed, f"{{{_ATOM}}}title").text = "Texts on Northmark"
        for sample in sorted(samples_folder().iterdir()):
            shutil.copyfile(sample, folder / sample.name)
            entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
            ElementTree.SubElement(entry, f"{{{_ATOM}}}id").text = f"urn:policynlp:{sample.stem}"
            ElementTree.SubElement(entry, f"{{{_ATOM}}}link", href=sample.name)
        path = folder / "feed.xml"
        ElementTree.ElementTree(feed).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise InputError(
            f"the folder cannot be written: {error.strerror or error}",
            where=str(folder),
            hint="Check the path and permissions.",
        ) from error
    return path
