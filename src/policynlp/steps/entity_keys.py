"""What a name says beside its words and its label: which thing it names, where that lies, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from policynlp.corpus.reading import TaggedDocument
from policynlp.document import content_id
from policynlp.errors import InputError

_TEMPORAL = frozenset({"DATE", "TIME"})
_ISO = re.compile(r"([A-Z]{2})(?:-[A-Z0-9]{1,3})?")


def entity_keys(made: Mapping[str, Any], own: str, tagged: TaggedDocument | None) -> dict[str, Any]:
    """The keys of a name that follow from its label, its words and the other names of the text.

    Args:
        made: The name as a person says it.
        own: Its words.
        tagged: The document.

    Raises:
        InputError: The thing that it is to name is of another kind, or there is no such country.
    """
    label = str(made["label"])
    name = made.get("name") or " ".join(own.split())
    key = made.get("entity")
    if key:
        _check_kind(str(key), label, str(name), tagged)
    else:
        known = (e.entity for e in tagged.entities if e.name == name and e.label == label) if tagged else iter(())
        key = next(known, None) or _entity_key(label, str(name))
    when = {} if label in _TEMPORAL else dict.fromkeys(("timex", "start_date", "end_date"))
    return {"name": name, "entity": key, **_place_codes(made), **when}


def _check_kind(key: str, label: str, name: str, tagged: TaggedDocument | None) -> None:
    """Things of one kind alone can be one: what kind a thing is, its other mentions say, else its key."""
    kinds = {_kind(e.label) for e in tagged.entities if e.entity == key} if tagged else set()
    kinds = kinds or {key.partition(":")[0]}
    if _kind(label) not in kinds:
        raise InputError(
            f"{label} cannot be the same as {name!r}, which is no {label}",
            where="review of entities",
            hint="Choose the label first, then what it is the same as.",
        )


def _place_codes(made: Mapping[str, Any]) -> dict[str, str]:
    from policynlp.tag.entities.place_names import countries

    codes = frozenset(countries().values())
    out = {}
    for key, what in (("country", "country"), ("iso", "country or division")):
        given = made.get(key)
        if not isinstance(given, str):
            continue
        code = _ISO.fullmatch(given.strip().upper())
        if code is None or code[1] not in codes or (key == "country" and code[0] != code[1]):
            hint = "Write its ISO 3166 code: CN for a country" + ("." if key == "country" else ", CN-LN for a division.")
            raise InputError(f"there is no {what} {given!r}", where="review of entities", hint=hint)
        out[key] = code[0]
    return out


def _kind(label: str) -> str:
    """What keys of things with this label begin with; places of all labels, and laws and policies, are of one kind."""
    return _entity_key(label, "x").partition(":")[0]


def _entity_key(label: str, name: str) -> str:
    from policynlp.tag.entities.component import entity_key

    key = entity_key(label, name)
    return key if not key.endswith(":x") else f"{key[:-1]}{content_id('name', name)[:12]}"
