"""The fields of a figure as a person types them, read the way the tagger reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from policynlp.corpus.reading import TaggedDocument
from policynlp.errors import InputError
from policynlp.tags import Bound, Nature, Trend

_CHOICES: Mapping[str, tuple[str, ...]] = {"bound": get_args(Bound), "trend": get_args(Trend), "nature": get_args(Nature)}
CLAIM_FIELDS = ("value", "value_high", "unit", "bound", "trend", "nature", "measure", "scope", "period", "source")
"""What can be typed, in the order of the form."""


def read_claim_fields(tagged: TaggedDocument, value: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """Read what was typed into the fields of a figure.

    Args:
        tagged: The document.
        value: The figure as it stands, with `start` and `end`.
        typed: Field to words; only those that were changed. Empty words: there is none.

    Returns:
        `value`: the figure with what could be read; `said`: field to what was understood, in words; `errors`: field to why it
        could not be read (its old value stays).

    Raises:
        InputError: There is no such field.
    """
    reading = _Reading(tagged, value)
    said: dict[str, str] = {}
    errors: dict[str, str] = {}
    unknown = sorted(set(typed) - set(CLAIM_FIELDS))
    if unknown:
        raise InputError(f"a figure has no field {unknown[0]!r}", where="review of claims", hint=f"Fields: {CLAIM_FIELDS}.")
    for name in CLAIM_FIELDS:
        if name not in typed:
            continue
        try:
            said[name] = reading.take(name, " ".join(typed[name].split()))
        except InputError as error:
            errors[name] = f"{error.what}. {error.hint}" if error.hint else error.what
    return {"value": reading.based(), "said": said, "errors": errors}


class _Reading:
    """A figure while its fields are read, one after the other."""

    def __init__(self, tagged: TaggedDocument, value: Mapping[str, Any]) -> None:
        self.tagged = tagged
        self.made = dict(value)

    def take(self, name: str, words: str) -> str:
        """Read one field; gives what was understood."""
        if name in _CHOICES:
            return self._choice(name, words)
        if name in {"measure", "scope"}:
            return self._placed(name, words)
        read: Callable[[str], str] = getattr(self, f"_{name}")
        return read(words)

    def based(self) -> dict[str, Any]:
        """The figure, with its comparable form."""
        from policynlp.tag.claims.base import base_value

        unit, kind = self.made.get("unit"), self.made["kind"]
        value_base, unit_base = base_value(self.made.get("value"), unit=unit, kind=kind)
        return self.made | {"value_base": value_base, "unit_base": unit_base}

    def _value(self, words: str) -> str:
        from policynlp.tag.claims.typed import read_typed

        if not words:
            self.made["value"] = self.made["value_high"] = None
            return "no figure, a comparison only"
        read = read_typed(words)
        if read.unit is None and self.made.get("unit") and read.kind == "count":
            self.made["value"] = read.value
        else:
            self.made |= {"value": read.value, "unit": read.unit, "kind": read.kind}
        if read.value_high is not None:
            self.made["value_high"] = read.value_high
        if read.bound != "exact":
            self.made["bound"] = read.bound
        high = f" to {printed(read.value_high)}" if read.value_high is not None else ""
        bound = f"{read.bound.replace('_', ' ')} " if read.bound != "exact" else ""
        return f"{bound}{printed(read.value)}{high} {self.made.get('unit') or ''}".strip()

    def _value_high(self, words: str) -> str:
        from policynlp.tag.claims.typed import read_typed

        if not words:
            self.made["value_high"] = None
            return "none"
        read = read_typed(words)
        if read.unit is not None and read.unit != self.made.get("unit"):
            raise InputError(
                f"its unit is {read.unit}, that of the value {self.made.get('unit')}", hint="Write it in the same unit."
            )
        if self.made.get("value") is not None and read.value < self.made["value"]:
            raise InputError("it is below the value", hint="The upper value of a range is the higher one.")
        self.made["value_high"] = read.value
        return printed(read.value)

    def _unit(self, words: str) -> str:
        from policynlp.tag.claims.conversion import unit_named
        from policynlp.tag.claims.typed import kind_of

        self.made["unit"] = unit_named(words) if words else None
        known = kind_of(self.made["unit"])
        keeps = known == "count" and self.made.get("kind") in {"age", "ordinal", "index", "count"}
        self.made["kind"] = (
            self.made.get("kind") if keeps or (known == "duration" and self.made.get("kind") == "age") else known
        )
        return f"{self.made['unit'] or 'none'} ({self.made['kind']})"

    def _choice(self, name: str, words: str) -> str:
        chosen = words.lower().replace(" ", "_")
        if chosen not in _CHOICES[name]:
            raise InputError(f"there is no {name} {words!r}", hint=f"One of: {', '.join(_CHOICES[name])}.")
        self.made[name] = chosen
        return chosen.replace("_", " ")

    def _placed(self, name: str, words: str) -> str:
        if not words:
            self.made[name] = None
            return "none"
        start, end = self._find(words)
        self.made[name] = {"start": start, "end": end, "text": self.tagged.text[start:end]}
        return f"{self.tagged.text[start:end]} (at {start})"

    def _source(self, words: str) -> str:
        self.made["source"] = [list(self._find(words))] if words else []
        return words or "none"

    def _period(self, words: str) -> str:
        from policynlp.tag.dates import resolve

        if not words:
            self.made["period"] = None
            return "none"
        read = resolve(words, published=self.tagged.source.published)
        if read is None:
            raise InputError(
                f"{words!r} is no period that is understood", hint="Write it as texts do: the third quarter of 2022."
            )
        self.made["period"] = read.as_dict()
        return f"{read.start_date or '…'} to {read.end_date or '…'}"

    def _find(self, words: str) -> tuple[int, int]:
        """Where words stand, whatever the spaces between them: the place nearest to the figure."""
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)
        found = [match.span() for match in pattern.finditer(self.tagged.text)]
        if not found:
            raise InputError(f"the text has no {words!r}", hint="Write the words as they stand in the text.")
        return min(found, key=lambda span: abs(span[0] - int(self.made["start"])))


def printed(value: float) -> str:
    """A number with commas between its thousands, without a fraction that is none."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
