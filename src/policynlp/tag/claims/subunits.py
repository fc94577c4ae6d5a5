"""Cents, piastres, fils: what a document says in parts of its currency is a sum of that currency as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.money_table import SUBUNITS
from policynlp.tags import Claim

FLAG = "currency_assumed"
_PARTS = frozenset(SUBUNITS.values())
_THOUSANDTHS = frozenset({"KWD", "BHD", "OMR", "JOD", "IQD", "TND", "LYD"})
_TENTHS = frozenset({"jiao"})
_ONLY = {
    "pence": {"GBP"}, "penny": {"GBP"}, "kopeck": {"RUB", "UAH"}, "paisa": {"INR", "PKR", "NPR"}, "fen": {"CNY"}, "jiao": {"CNY"},
    "pesewa": {"GHS"}, "kobo": {"NGN"}, "fils": {"KWD", "BHD", "JOD", "IQD", "AED"}, "piastre": {"EGP", "SYP", "LBP", "SDG"},
    "halala": {"SAR"}, "baisa": {"OMR"}, "thebe": {"BWP"}, "ngwee": {"ZMW"}, "tambala": {"MWK"}, "toea": {"PGK"}, "grosz": {"PLN"},
    "øre": {"DKK", "NOK"}, "öre": {"SEK"}, "stotinka": {"BGN"}, "tetri": {"GEL"}, "tiyin": {"KGS", "UZS"}, "poisha": {"BDT"},
    "sen": {"MYR", "IDR", "BND", "JPY"},
    "cent": {"USD", "EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "ZAR", "KES", "UGX", "TZS", "NAD", "BBD", "JMD", "LKR", "FJD"},
}  # fmt: skip
"""Currencies of which a word names the hundredth; of the others (centavo, centime) any."""


def with_sums(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those in parts of a currency with their base value in the currency that the document writes most.

    Where it writes none that has such parts, they stay as stated.
    """
    found = list(claims)
    money = [(c.unit or "").partition(" / ")[0] for c in found if c.kind == "money"]
    written = Counter(unit for unit in money if len(unit) == len("EUR") and unit.isupper())
    if not written or not _PARTS.intersection(money):
        return found
    return [_summed(c, written) if (c.unit or "").partition(" / ")[0] in _PARTS else c for c in found]


def _summed(claim: Claim, written: Counter[str]) -> Claim:
    part, slash, rest = (claim.unit or "").partition(" / ")
    fitting = [code for code, _ in written.most_common() if code in _ONLY.get(part, written)]
    if claim.value is None or claim.kind != "money" or not fitting:
        return claim
    base, unit_base = base_value(claim.value / _parts_in(fitting[0], part), unit=fitting[0] + slash + rest, kind="money")
    return replace(claim, value_base=base, unit_base=unit_base, flags=tuple(dict.fromkeys([*claim.flags, FLAG])))


def in_whole(claim: Claim) -> Claim:
    """A claim in parts of a currency as one in that currency, where its base value says which; any other claim as it is."""
    part, slash, rest = (claim.unit or "").partition(" / ")
    code = (claim.unit_base or "").partition(" / ")[0]
    if claim.kind != "money" or part not in _PARTS or code in _PARTS or claim.value is None:
        return claim
    return replace(claim, value=claim.value / _parts_in(code, part), unit=code + slash + rest)


def _parts_in(code: str, part: str) -> float:
    """How many of a part make one of a currency."""
    return 10.0 if part in _TENTHS else 1000.0 if code in _THOUSANDTHS else 100.0
