"""The fields of a figure as a person types them, read the way the tagger reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from policynlp.corpus.reading import TaggedDocument
from policynlp.errors import InputError
from policynlp.tags import Bound, Nature, Trend

if TYPE_CHECKING:
    from policynlp.tag.claims.typed import Typed

_CHOICES: Mapping[str, tuple[str, ...]] = {"bound": get_args(Bound), "trend": get_args(Trend), "nature": get_args(Nature)}
CLAIM_FIELDS = ("value", "value_high", "unit", "bound", "trend", "nature", "measure", "scope", "period", "source")
"""What can be typed, in the order of the form."""
_COUNTS = frozenset({"count", "ordinal", "index", "age"})
_POUNDS = {"pound": ("GBP", True), "pounds": ("GBP", True)}
"""Names of money that are a weight elsewhere: the currency, and that several countries share the name."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONG_CHARS = 4  # shorter scales (m, bn) are like too many words


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
    if "value" in said:
        said["value"] = reading.figure()  # with the unit and the upper value that are typed beside it
    return {"value": reading.based(), "said": said, "errors": errors}


class _Reading:
    """A figure while its fields are read, one after the other."""

    def __init__(self, tagged: TaggedDocument, value: Mapping[str, Any]) -> None:
        self.tagged = tagged
        self.made = dict(value)
        self.stated: str | None = None
        """The unit that the words of the value state."""

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

    def figure(self) -> str:
        """The figure as it is now, in words."""
        if self.made.get("value") is None:
            return "no figure, a comparison only"
        high, bound = self.made.get("value_high"), self.made.get("bound") or "exact"
        parts = [
            bound.replace("_", " ") if bound != "exact" else "",
            printed(self.made["value"]),
            f"to {printed(high)}" if high is not None else "",
            self.made.get("unit") or "",
        ]
        return " ".join(part for part in parts if part)

    def _value(self, words: str) -> str:
        if not words:
            self.made["value"] = self.made["value_high"] = None
            return self.figure()
        read = self._typed(words)
        self.stated = read.unit
        if read.unit is None and self.made.get("unit") and read.kind == "count":
            self.made["value"] = read.value
        else:
            self.made |= {"value": read.value, "unit": read.unit, "kind": read.kind}
        if read.value_high is not None:
            self.made["value_high"] = read.value_high
        if read.bound != "exact":
            self.made["bound"] = read.bound
        return self.figure()

    def _typed(self, words: str) -> Typed:
        """A figure of which every word is understood."""
        from policynlp.tag.claims.typed import read_typed

        read = read_typed(words, sterling=self.made.get("kind") == "money")
        if read.unread:
            raise InputError(f"{read.unread!r} is not understood", hint="Write number and unit alone: 12 trillion yuan.")
        self._check_counted(read.counted)
        if read.kind == "money" and read.unit is not None:
            read = replace(read, unit=self._own_currency(read.unit, assumed=read.assumed))
        return read

    def _check_counted(self, words: str) -> None:
        """Whether words can say what is counted: the text has them, or the figure counts and they are no scale misspelt."""
        from policynlp.tag.claims.lexicon import SCALES
        from policynlp.tag.claims.typed import singular

        counts = self.made.get("kind") in _COUNTS
        there = {singular(word) for word in _WORD.findall(self.tagged.text)} | {singular(str(self.made.get("unit")))}
        scales = [scale for scale in SCALES if len(scale) >= _LONG_CHARS]
        for word in _WORD.findall(words):
            meant = get_close_matches(word.lower(), scales, n=1, cutoff=0.8)
            if singular(word) not in there and (meant or not counts):
                hint = f"Is {meant[0]} meant?" if meant else "Write a unit (EUR, percent, hectares), or a noun of the text."
                raise InputError(f"{word!r} is no unit, and the text does not have it", hint=hint)

    def _own_currency(self, code: str, *, assumed: bool) -> str:
        """A currency by a name that several have: that of the figure, where it is one of them."""
        from policynlp.tag.claims.money_table import SHARED_NAMES

        now = self.made.get("unit")
        return now if assumed and now is not None and now in SHARED_NAMES.get(code, {}).values() else code

    def _value_high(self, words: str) -> str:
        if not words:
            self.made["value_high"] = None
            return "none"
        read = self._typed(words)
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
        from policynlp.tag.claims.money import named
        from policynlp.tag.claims.typed import kind_of

        was = self.made.get("kind")
        currency = (named(words) or _POUNDS.get(words.lower())) if was == "money" else None
        unit = self._own_currency(currency[0], assumed=currency[1]) if currency else unit_named(words) if words else None
        if self.stated is not None and unit != self.stated:
            raise InputError(f"the value is in {self.stated}", hint="Write the unit in one of the two fields.")
        known = "money" if currency else kind_of(unit)
        if known == "count" and unit is not None:
            self._check_counted(unit)
        keeps = (known == "count" and was in _COUNTS) or (known == "duration" and was == "age")
        self.made |= {"unit": unit, "kind": was if keeps else known}
        return f"{unit or 'none'} ({self.made['kind']})"

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
