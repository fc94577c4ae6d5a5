"""Currencies: signs, codes, names and adjectives, from the CLDR (through babel) and a table of what news adds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from policynlp.tag.claims.money_table import ASSUMED, LETTERS, NAMES, NO_PREFIX, SIGNS, SUBUNITS

_WORDS_TOO = frozenset(
    str.split(
        "gold pound pounds mark marks sol soles som soms lek leke dram drams tala kina florin florins real reals colon colons"
    )
)
"""Last words of names of currencies that are words, or names of other things, by themselves."""

_NAMED_BEFORE = re.compile(r"(?<![\w'’.-])(?P<name>[A-Z][a-z]{2,10})[ \u00a0]$")
_MOST_NAME_CHARS = 14
_IN_WORDS_BEFORE = re.compile(
    r"(?<![\w'’.-])(?<!\bin[ ])(?<!\band[ ])(?<!\bthe[ ])(?<![\d][ ])(?P<name>rupees|taka|shillings|naira|cedis)[ \u00a0]$"
)
_LARGE = re.compile(
    r"\d{1,3}(?:,\d{2,3})+|\d{3,9}(?![\d,]|[ ]?%)|\d[\d.]*[ ](?:thousand|lakhs?|crores?|million|billion)\b|"
    r"(?:[a-z]{3,9}[ -]){1,6}?(?:hundred|thousand|lakhs?|crores?|million|billion)\b(?![ ](?:people|persons|times|of)\b)",
    re.IGNORECASE,
)
"""What laws of South Asia write behind "rupees": "rupees five crore", "rupees ten thousand"."""
_CAPITAL_TOO = frozenset(
    {"won", "yen", "bitcoin", "satoshi", "dollar", "dollars", "sterling", "crown", "crowns", "buck", "bucks"}
)
"""Names that verbs, brands and houses have as well, or that stand before numbers nowhere."""
_SUM = re.compile(r"\d{1,3}(?:[ ,.]\d{3})+|\d[\d.,]*[ ]?(?:bn|mn|million|billion)\b")


def _alone(whole: Mapping[str, str]) -> dict[str, str]:
    """What names of one currency alone end with, with and without accents: "kwanzas" of "Angolan kwanzas"."""
    uses = get_global("territory_currencies")
    current = {code for rows in uses.values() for code, _, until, tender in rows if until is None and tender}
    codes_of: dict[str, set[str]] = {}
    for name, code in whole.items():
        if code not in current:
            continue
        word = name.rpartition(" ")[2]
        if len(word) > 3 and word.isalpha() and word not in _WORDS_TOO:
            for form in (word, unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode()):
                codes_of.setdefault(form, set()).add(code)
    return {form: min(found) for form, found in codes_of.items() if len(found) == 1 and form not in _WORDS_TOO}


@cache
def names() -> dict[str, str]:
    """Lower-case name, singular or plural, to ISO code: CLDR's names without the dated ones, and the table above."""
    out: dict[str, str] = {}
    locale = Locale("en")
    plurals = locale._data["currency_names_plural"]
    for code, name in locale.currencies.items():
        if "(" in name or code.startswith("X"):
            continue
        forms = plurals.get(code, {})
        for form in {name, *(forms[k] for k in forms)}:
            if " " in form:
                out[str(form).lower()] = code
                if not form.endswith("s") and not name.endswith(("yen", "won", "yuan", "baht", "rand", "dong")):
                    out.setdefault(f"{form.lower()}s", code)  # CLDR has "2 Turkish Lira", papers "Turkish liras"
    alone = _alone(out)
    for name, code in NAMES.items():
        out[name] = code
        if name[-1] not in "ns" or name == "kwachas":
            out.setdefault(name + "s", code)
        elif name in {"won", "yen", "yuan"}:
            continue
        else:
            out.setdefault(name + "s", code)
    return alone | out


@cache
def codes() -> frozenset[str]:
    """ISO 4217 codes that CLDR knows."""
    return frozenset(Locale("en").currencies)


@cache
def prefix_pattern() -> re.Pattern[str]:
    """A sign or code that ends where a number starts."""
    signs = "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True))
    iso = "|".join(sorted(codes() - NO_PREFIX))
    return re.compile(
        rf"(?:(?P<spaced>(?<![A-Za-z])(?:u\.?s\.?|hk|c|a|nz|nt|s|r)[ ]?\$)|(?P<sign>{signs})|(?P<code>(?<![A-Za-z])M?(?:{iso}))"
        rf"|(?P<word>(?<![A-Za-z])(?:dollar|rmb|usd|eur|gbp|sen)))[ \u00a0]?$",
        re.IGNORECASE,
    )


@cache
def _sign_code(sign: str) -> str | None:
    key = sign.strip()
    return SIGNS.get(key) or next((c for s, c in SIGNS.items() if s.lower() == key.lower().replace(" ", "")), None)


def before(text: str, offset: int, *, letters: bool = False) -> tuple[int, str, bool, float] | None:
    """Money named in front of a number.

    Args:
        text: The text.
        offset: Where the number starts.
        letters: Signs of one letter count ("R45"), which the caller looks into.

    Returns:
        Start of the sign or code, the currency, whether it is assumed, and a factor (1e6 for "MUSD"); or null.
    """
    window = text[max(0, offset - 8) : offset]
    if not window or window[-1].isdigit():
        return None
    if (by_name := _named_before(text, offset)) is not None:
        return by_name
    m = prefix_pattern().search(window)
    if not m:
        return None
    start = offset - len(window) + m.start()
    kind, found = m.lastgroup, m[m.lastgroup or 0]
    if kind == "sign" and found.lower() == "rmb":
        kind = "word"
    if kind == "sign":
        alone = not found[0].isalpha() or start == 0 or not text[start - 1].isalnum()
        if not alone or (found.isalpha() and found not in SIGNS) or (found in LETTERS and len(found) == 1 and not letters):
            return None
        code = SIGNS.get(found) or _sign_code(found) or "USD"
        return start, code, found in ASSUMED, 1.0
    if kind == "spaced":
        written = re.sub(r"[^a-z]", "", found.lower())
        table = {"us": "USD", "hk": "HKD", "c": "CAD", "a": "AUD", "nz": "NZD", "nt": "TWD", "s": "SGD", "r": "BRL"}
        if written == "s" and " " in found:  # the genitive of a text cut into tokens: "the lender 's $ 5 million"
            return offset - len(window) + m.end() - len(m[0].lstrip("s ")), "USD", True, 1.0
        if found.startswith("us "):  # "costs us $31,000"
            return offset - len(window) + m[0].index("$") + m.start(), "USD", True, 1.0
        if written == "a" and " " in found:  # the article: "a $ 5 million deal"
            return offset - len(window) + m[0].index("$") + m.start(), "USD", True, 1.0
        return start, table[written], False, 1.0
    if kind == "word":
        low = found.lower()
        if low == "sen":
            return start, "sen", False, 1.0
        return start, {"dollar": "USD", "rmb": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP"}[low], low == "dollar", 1.0
    if found != found.upper():
        return None
    mega = len(found) == 4
    return start, found[-3:], False, 1e6 if mega else 1.0


def _named_before(text: str, offset: int) -> tuple[int, str, bool, float] | None:
    """`Taka 12,500`, `Rupees 30 lakh`: a name of money with a capital letter; the euro only before sums ("Euro 6" is a norm)."""
    found = _NAMED_BEFORE.search(text, max(0, offset - _MOST_NAME_CHARS), offset)
    if found is None and _LARGE.match(text, offset) is not None:
        found = _IN_WORDS_BEFORE.search(text, max(0, offset - _MOST_NAME_CHARS), offset)
    name = found["name"].lower() if found is not None else ""
    code = names().get(name)
    if found is None or code is None or name in _WORDS_TOO or name in _CAPITAL_TOO:
        return None
    if name in {"euro", "euros"} and _SUM.match(text, offset) is None:
        return None
    return found.start("name"), code, name.removesuffix("s") in ASSUMED or name in ASSUMED, 1.0


def named(phrase: str) -> tuple[str, bool] | None:
    """Currency of a name or code behind a number, and whether it is assumed.

    Args:
        phrase: As printed; codes count in capitals, or where nothing else is meant by them (usd, eur, gbp, rmb).
    """
    low = phrase.lower()
    code = names().get(low)
    if code:
        return code, low.removesuffix("s") in ASSUMED or low in ASSUMED
    if phrase in codes() or (low in {"usd", "eur", "gbp", "cny", "jpy", "inr", "cad", "aud"}):
        return phrase.upper(), False
    if low in SUBUNITS:
        return SUBUNITS[low], False
    if phrase in SIGNS and phrase not in LETTERS:  # which stand in front alone
        return SIGNS[phrase], phrase in ASSUMED
    return None
