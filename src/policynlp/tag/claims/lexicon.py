"""Number words of English as tables; what each does in a number is its kind in `numbers`."""

from __future__ import annotations

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

CARDINALS: dict[str, int] = {w: i for i, w in enumerate(f"{_UNITS} eighteen nineteen".split())}
CARDINALS |= {w: 10 * i for i, w in enumerate(_TENS.split(), 2)} | {"naught": 0, "nought": 0, "fourty": 40}

SCALES: dict[str, float] = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "quadrillion": 1e15,
    # South Asian English
    "lakh": 1e5,
    "lac": 1e5,
    "crore": 1e7,
    # newspaper and table short forms; single letters are read only where they touch digits, see SUFFIXES
    "mn": 1e6,
    "mln": 1e6,
    "mil": 1e6,
    "bn": 1e9,
    "bil": 1e9,
    "bln": 1e9,
    "trn": 1e12,
    "tn": 1e12,
    "tln": 1e12,
}

LEAST_IN_TONNES = 1_000
"""From here on "tn" behind digits are tonnes ("298,500tn"): nobody writes so many trillion."""

SUFFIXES: dict[str, float] = {"k": 1e3, "K": 1e3, "M": 1e6, "m": 1e6, "b": 1e9, "B": 1e9, "T": 1e12}
"""Letters that touch the digits ("$5m", "10k"). `m`, `b` and `T` count only with a sign of money before them: they are
metres, bits and teslas elsewhere."""

PLURAL_SCALES: dict[str, float] = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
    "lakhs": 1e5,
    "crores": 1e7,
}
"""A plural of a scale says only that there is more than one of it: value is the scale itself, bound `more_than`
("dozens of universities": 12, more_than). The product where they are stacked ("tens of thousands": 10,000)."""

_ORDINAL_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS: dict[str, int] = {w: i for i, w in enumerate(_ORDINAL_UNITS.split(), 1)}
ORDINALS |= {w.replace("y", "ieth"): 10 * i for i, w in enumerate(_TENS.split(), 2)}
ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000, "nineth": 9, "trillionth": 10**12}

DENOMINATORS: dict[str, tuple[int, bool]] = {"half": (2, False), "halves": (2, True)}
"""Word to (denominator, is plural); "second" is never one."""
DENOMINATORS |= {"quarter": (4, False), "quarters": (4, True)}
DENOMINATORS |= {w: (n, False) for w, n in ORDINALS.items() if n > 2}
DENOMINATORS |= {w + "s": (n, True) for w, n in ORDINALS.items() if n > 2}

SUPERLATIVES = frozenset(
    [
        "largest",
        "biggest",
        "highest",
        "lowest",
        "smallest",
        "greatest",
        "longest",
        "shortest",
        "tallest",
        "richest",
        "poorest",
        "fastest",
        "slowest",
        "oldest",
        "youngest",
        "best",
        "worst",
        "most",
        "least",
        "busiest",
        "deadliest",
        "hottest",
        "coldest",
        "wealthiest",
        "strongest",
        "weakest",
        "cheapest",
        "deepest",
        "heaviest",
    ]
)
"""What an ordinal ranks by ("second-largest"); a fixed list, since "-est" words such as "forest" are not superlatives."""

MULTIPLES: dict[str, float] = {
    "doubled": 2.0,
    "doubling": 2.0,
    "doubles": 2.0,
    "tripled": 3.0,
    "tripling": 3.0,
    "triples": 3.0,
    "trebled": 3.0,
    "trebling": 3.0,
    "quadrupled": 4.0,
    "quadrupling": 4.0,
    "quintupled": 5.0,
    "halved": 0.5,
    "halving": 0.5,
}
BARE_MULTIPLES: dict[str, float] = {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "halve": 0.5, "twice": 2.0, "thrice": 3.0}
"""Read as multiples only after an auxiliary or "to" ("will double"), or before a determiner ("double the rate")."""

VULGAR = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6}
VULGAR |= {"⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
