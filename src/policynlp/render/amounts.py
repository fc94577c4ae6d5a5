"""Amounts as a person would write them: `one-sixth`, `3 provinces`, `1.52 million km²`; programs read value and unit apart."""

from __future__ import annotations

from fractions import Fraction

_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_SIGNS = {
    "meter": "m", "kilometer": "km", "centimeter": "cm", "millimeter": "mm", "kilogram": "kg", "gram": "g", "milligram": "mg",
    "watt": "W", "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "terawatt": "TW", "kilovolt": "kV", "volt": "V",
    **{f"{sign}watt_hour": f"{short}Wh" for sign, short in (("", ""), ("kilo", "k"), ("mega", "M"), ("giga", "G"), ("tera", "T"))},
    "degree_Celsius": "°C", "degree_Fahrenheit": "°F", "hertz": "Hz", "megahertz": "MHz", "gigahertz": "GHz", "nanometer": "nm",
}  # fmt: skip
"""Units whose sign is better known than their plural."""
_POWERS = {"2": "²", "3": "³"}
_SQUARE = {"2": "square ", "3": "cubic "}
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "inch": "inches", "life": "lives",
    "species": "species", "series": "series", "aircraft": "aircraft", "sheep": "sheep", "fish": "fish",
    "percent": "percent", "ppm": "ppm", "ppb": "ppb", "psi": "psi", "bcm": "bcm", "bcf": "bcf", "tcf": "tcf", "permille": "permille",
    "horsepower": "horsepower", "tsubo": "tsubo", "jin": "jin", "mu": "mu", "rai": "rai", "half": "halves", "crisis": "crises",
    "cattle": "cattle", "police": "police", "people": "people", "century": "centuries", "hero": "heroes", "potato": "potatoes",
}  # fmt: skip
_TOPS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = {
    2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth",
    12: "twelfth", 15: "fifteenth", 20: "twentieth",
}  # fmt: skip
_LARGEST = 20
_SHORTEST = 3
"""Shorter words are signs and abbreviations, of which there is one form."""


def plain_number(value: float) -> str:
    """A number as people write it: `12 trillion`, `98.51 million`, `4.8`."""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.6g}{name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def part_of_one(value: float) -> str:
    """A part of 1: `one-sixth`, `half`, `two-thirds`, `0.17`; `2 times` from one on."""
    if value >= 1:
        return f"{plain_number(value)} times"
    found = Fraction(value).limit_denominator(_LARGEST) if value > 0 else Fraction(0)
    top, bottom = found.numerator, found.denominator
    if bottom not in _PARTS or top >= len(_TOPS) or abs(float(found) - value) > 1e-9:
        return plain_number(value)
    if found == Fraction(1, 2):
        return "half"
    return f"{_TOPS[top]}-{_PARTS[bottom]}{'s' if top > 1 else ''}"


def unit_name(unit: str, *, one: bool = False) -> str:
    """A unit behind a number: `km²`, `provinces`, `GBP per hectare per year`.

    Args:
        unit: As in `Claim.unit`.
        one: It is one of them.
    """
    first, *per = unit.split(" / ")
    return " per ".join([_named(first, one=one), *(_named(part, one=True) for part in per)])


def amount(value: float, unit: str | None, *, high: float | None = None) -> str:
    """A value, or a range, with its unit: `3 provinces`, `65,000 to 80,000 hectares`, `two-thirds`."""
    if unit == "fraction":
        return part_of_one(value) if high is None else f"{part_of_one(value)} to {part_of_one(high)}"
    text = plain_number(value) if high is None else f"{plain_number(value)} to {plain_number(high)}"
    return f"{text} {unit_name(unit, one=value == 1 and high is None)}" if unit else text


def _named(unit: str, *, one: bool) -> str:
    base, power, exponent = unit.partition(" ** ")
    sign = _SIGNS.get(base)
    if power and exponent in _POWERS:
        return f"{sign}{_POWERS[exponent]}" if sign else f"{_SQUARE[exponent]}{_plural(base, one=one)}"
    return sign or _plural(unit, one=one)


def _plural(unit: str, *, one: bool) -> str:
    words = unit.replace("_", " ")
    if one or (len(unit) == 3 and unit.isupper()):  # a currency
        return words
    head, space, last = words.rpartition(" ")
    if words.startswith("metric ton"):
        return words.replace("metric ton", "metric tons", 1)
    return f"{head}{space}{plural(last)}"


def plural(word: str) -> str:
    """Several of a noun: `counties`, `people`, `km`."""
    if word.lower() in _PLURALS:
        return _PLURALS[word.lower()]
    if not word.isascii() or not word[-1:].isalpha() or word[-1:].isupper():
        return word
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


_NO_PLURALS = frozenset({"news", "goods", "arms", "customs", "means", "works"})
"""Nouns that end as plurals do, and mean something else without the ending."""


def other_number(word: str) -> list[str]:
    """Forms of an English noun in the other number: of `county` that is `counties`, of `counties` it is `county`."""
    if word in _NO_PLURALS or len(word) < _SHORTEST:
        return []
    ones = [one for one, several in _PLURALS.items() if several == word]
    ones += [
        word.removesuffix(ending) + instead
        for ending, instead in (("ies", "y"), ("es", ""), ("s", ""))
        if word.endswith(ending)
    ]
    ones = [one for one in dict.fromkeys(ones) if one != word and plural(one) == word]
    return ones or [form for form in (plural(word),) if form != word]
