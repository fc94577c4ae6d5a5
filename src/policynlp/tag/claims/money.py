"""Currencies: signs, codes, names and adjectives, from the CLDR (through babel) and a table of what news adds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

_SIGNS = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "USD$": "USD", "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "Can$": "CAD", "CAD$": "CAD",
    "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "NZ$": "NZD", "NZD$": "NZD", "HK$": "HKD", "HKD$": "HKD", "S$": "SGD", "SG$": "SGD",
    "SGD$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "Mex$": "MXN", "MXN$": "MXN", "EC$": "XCD", "J$": "JMD", "TT$": "TTD",
    "€": "EUR", "£": "GBP", "¥": "CNY", "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "元": "CNY", "円": "JPY", "₩": "KRW",
    "₹": "INR", "Rs.": "INR", "Rs": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "₫": "VND", "฿": "THB",
    "₪": "ILS", "₡": "CRC", "₾": "GEL", "₭": "LAK", "₸": "KZT", "₵": "GHS", "₲": "PYG", "₮": "MNT", "₼": "AZN", "ரூ": "LKR",
    "₿": "BTC", "zł": "PLN", "Kč": "CZK", "RM": "MYR", "Rp": "IDR", "Fr.": "CHF", "kr": "SEK", "RMB": "CNY",
    "KSh": "KES", "Ksh": "KES", "KSh.": "KES", "Ksh.": "KES", "Sh": "KES", "Shs": "KES", "Shs.": "KES", "Kshs": "KES",
    "KShs": "KES", "Kshs.": "KES", "NIS": "ILS", "TSh": "TZS", "Tsh": "TZS", "USh": "UGX", "Ush": "UGX", "GH₵": "GHS",
    "GH¢": "GHS", "Tk": "BDT", "Ft": "HUF", "lei": "RON", "R": "ZAR", "N": "NGN", "P": "PHP", "K": "ZMW", "Bs": "BOB",
    "Bs.": "BOB", "Br": "ETB", "Le": "SLE", "CFA": "XOF", "CLP$": "CLP", "COL$": "COP",
    "S/": "PEN", "S/.": "PEN", "B/.": "PAB", "Bds$": "BBD", "N$": "NAD", "FJ$": "FJD", "G$": "GYD",
}  # fmt: skip

_NAMES = {
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "yuan renminbi": "CNY", "yuan rmb": "CNY", "kuai": "CNY", "chinese yuan": "CNY",
    "dollar": "USD", "buck": "USD", "us dollar": "USD", "u.s. dollar": "USD", "u.s dollar": "USD", "american dollar": "USD",
    "euro": "EUR", "pound sterling": "GBP", "pounds sterling": "GBP", "sterling": "GBP", "british pound": "GBP", "yen": "JPY",
    "won": "KRW", "rupee": "INR", "ruble": "RUB", "rouble": "RUB", "lira": "TRY", "hryvnia": "UAH", "zloty": "PLN", "zlotys": "PLN",
    "forint": "HUF", "koruna": "CZK", "leu": "RON", "lei": "RON", "lev": "BGN", "leva": "BGN", "krona": "SEK", "kronor": "SEK",
    "krone": "NOK", "kroner": "NOK", "franc": "CHF", "real": "BRL", "reais": "BRL", "peso": "MXN", "rand": "ZAR", "naira": "NGN",
    "cedi": "GHS", "shilling": "KES", "birr": "ETB", "kwacha": "ZMW", "pula": "BWP", "dirham": "AED", "riyal": "SAR", "rial": "IRR",
    "dinar": "KWD", "shekel": "ILS", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "taka": "BDT", "tenge": "KZT",
    "lari": "GEL", "manat": "AZN", "tugrik": "MNT", "togrog": "MNT", "kip": "LAK", "kyat": "MMK", "riel": "KHR", "afghani": "AFN",
    "bitcoin": "BTC", "btc": "BTC", "satoshi": "satoshi", "peseta": "ESP", "guilder": "NLG", "markka": "FIM",
    "deutsche mark": "DEM", "deutschmark": "DEM", "d-mark": "DEM", "escudo": "PTE", "drachma": "GRD", "austral": "ARA", "cruzado": "BRC",
    "crown": "CZK",
    "loonie": "CAD",
    "aussie dollar": "AUD", "zimdollar": "ZWL", "meticais": "MZN", "colones": "CRC", "maloti": "LSL", "guaranies": "PYG",
    "guaraníes": "PYG", "bolívares": "VES", "bolivares": "VES", "denars": "MKD",
    "west african cfa franc": "XOF", "central african cfa franc": "XAF", "cfp franc": "XPF", "east caribbean dollar": "XCD",
    "trinidad and tobago dollar": "TTD", "trinidadian dollar": "TTD", "zimbabwean dollar": "ZWL", "dobra": "STN",
    "soum": "UZS", "somoni": "TJS", "quetzal": "GTQ", "bolivar": "VES",
}  # fmt: skip

_ASSUMED = frozenset(
    [
        "dollar",
        "buck",
        "rupee",
        "lira",
        "krona",
        "kronor",
        "krone",
        "kroner",
        "franc",
        "peso",
        "shilling",
        "dirham",
        "riyal",
        "rial",
        "dinar",
        "pound",
        "kr",
        "crown",
        "Sh",
        "Shs",
        "Shs.",
        "R",
        "N",
        "P",
        "K",
        "Rs",
        "Rs.",
        "$",
        "¥",
    ]
)
"""Names that several countries share: the code is then an assumption, and the claim says so."""

SUBUNITS = {"cent": "cent", "cents": "cent", "¢": "cent", "pence": "pence", "penny": "penny", "pennies": "penny", "kopeck": "kopeck",
            "kopecks": "kopeck", "centavo": "centavo", "centavos": "centavo", "sen": "sen", "paise": "paisa", "fen": "fen", "jiao": "jiao",
            "mao": "jiao", "pesewa": "pesewa", "pesewas": "pesewa", "kobo": "kobo"}  # fmt: skip
"""Kept as stated: what they are parts of is often open."""

_NO_PREFIX = frozenset(
    [
        "ALL",
        "TOP",
        "CUP",
        "MAD",
        "PEN",
        "TRY",
        "COP",
        "MOP",
        "SOS",
        "BAM",
        "BOB",
        "GEL",
        "LAK",
        "MRO",
        "RON",
        "DOP",
        "ANG",
        "AMD",
        "AWG",
        "BIF",
        "MUR",
        "STD",
        "XXX",
    ]
)
"""Codes that are also English words, acronyms or names ("TOP 10", "AMD 64"): not read in front of a number."""

DOLLAR_COUNTRIES = {"US": "USD", "AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "JM": "JMD", "BB": "BBD",
                    "FJ": "FJD", "TT": "TTD", "NA": "NAD", "LR": "LRD", "GY": "GYD", "BS": "BSD", "BZ": "BZD"}  # fmt: skip
RUPEE_COUNTRIES = {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"}
PESO_COUNTRIES = {"MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP", "PH": "PHP", "UY": "UYU", "CU": "CUP", "DO": "DOP"}
LETTERS: dict[str, dict[str, str]] = {
    "R": {"ZA": "ZAR"},
    "N": {"NG": "NGN"},
    "P": {"PH": "PHP", "BW": "BWP"},
    "K": {"ZM": "ZMW", "PG": "PGK"},
}
"""Signs of one letter: money only in a text about one of these countries ("R45 million", but "the R45 road")."""
HOME_NAMES: dict[str, dict[str, str]] = {
    "sol": {"PE": "PEN"},
    "som": {"KG": "KGS", "UZ": "UZS"},
    "dram": {"AM": "AMD"},
    "kina": {"PG": "PGK"},
    "tala": {"WS": "WST"},
    "florin": {"AW": "AWG"},
    "lek": {"AL": "ALL"},
    "mark": {"BA": "BAM"},
}
HOME_NAMES |= {"soles": HOME_NAMES["sol"], "lekë": HOME_NAMES["lek"]} | {f"{name}s": of for name, of in HOME_NAMES.items()}
"""Names that are words elsewhere: money only in a text about one of these countries."""
SHARED_NAMES = {
    "USD": DOLLAR_COUNTRIES,
    "INR": RUPEE_COUNTRIES,
    "MXN": PESO_COUNTRIES,
    "NOK": {"NO": "NOK", "DK": "DKK", "FO": "DKK", "GL": "DKK"},
    "SEK": {"SE": "SEK", "IS": "ISK"},
    "CZK": {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"},
    "GBP": {"GB": "GBP", "EG": "EGP", "LB": "LBP", "SY": "SYP", "SD": "SDG"},
    "KES": {"KE": "KES", "UG": "UGX", "TZ": "TZS", "SO": "SOS"},
    "KWD": {"KW": "KWD", "IQ": "IQD", "JO": "JOD", "DZ": "DZD", "TN": "TND", "RS": "RSD", "LY": "LYD", "BH": "BHD"},
    "CNY": {"CN": "CNY", "JP": "JPY"},
    "AED": {"AE": "AED", "MA": "MAD"},
    "SAR": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
}
"""Assumed code to the code by country, for documents that are about one of these countries."""


_WORDS_TOO = frozenset(
    str.split(
        "gold pound pounds mark marks sol soles som soms lek leke dram drams tala kina florin florins real reals colon colons"
    )
)
"""Last words of names of currencies that are words, or names of other things, by themselves."""


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
    alone = _alone(out)
    for name, code in _NAMES.items():
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
    signs = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))
    iso = "|".join(sorted(codes() - _NO_PREFIX))
    return re.compile(
        rf"(?:(?P<spaced>(?<![A-Za-z])(?:u\.?s\.?|hk|c|a|nz|nt|s|r)[ ]?\$)|(?P<sign>{signs})|(?P<code>(?<![A-Za-z])M?(?:{iso}))"
        rf"|(?P<word>(?<![A-Za-z])(?:dollar|rmb|usd|eur|gbp|sen)))[ \u00a0]?$",
        re.IGNORECASE,
    )


@cache
def _sign_code(sign: str) -> str | None:
    key = sign.strip()
    return _SIGNS.get(key) or next((c for s, c in _SIGNS.items() if s.lower() == key.lower().replace(" ", "")), None)


def before(text: str, offset: int) -> tuple[int, str, bool, float] | None:
    """Money named in front of a number.

    Args:
        text: The text.
        offset: Where the number starts.

    Returns:
        Start of the sign or code, the currency, whether it is assumed, and a factor (1e6 for "MUSD"); or null.
    """
    window = text[max(0, offset - 8) : offset]
    if not window or window[-1].isdigit():
        return None
    m = prefix_pattern().search(window)
    if not m:
        return None
    start = offset - len(window) + m.start()
    kind, found = m.lastgroup, m[m.lastgroup or 0]
    if kind == "sign" and found.lower() == "rmb":
        kind = "word"
    if kind == "sign":
        alone = not found[0].isalpha() or start == 0 or not text[start - 1].isalnum()
        if not alone or (found.isalpha() and found not in _SIGNS):
            return None
        code = _SIGNS.get(found) or _sign_code(found) or "USD"
        return start, code, found in _ASSUMED, 1.0
    if kind == "spaced":
        letters = re.sub(r"[^a-z]", "", found.lower())
        table = {"us": "USD", "hk": "HKD", "c": "CAD", "a": "AUD", "nz": "NZD", "nt": "TWD", "s": "SGD", "r": "BRL"}
        if letters == "s" and " " in found:  # the genitive of a text cut into tokens: "the lender 's $ 5 million"
            return offset - len(window) + m.end() - len(m[0].lstrip("s ")), "USD", True, 1.0
        if letters == "a" and " " in found:  # the article: "a $ 5 million deal"
            return offset - len(window) + m[0].index("$") + m.start(), "USD", True, 1.0
        return start, table[letters], False, 1.0
    if kind == "word":
        low = found.lower()
        if low == "sen":
            return start, "sen", False, 1.0
        return start, {"dollar": "USD", "rmb": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP"}[low], low == "dollar", 1.0
    if found != found.upper():
        return None
    mega = len(found) == 4
    return start, found[-3:], False, 1e6 if mega else 1.0


def named(phrase: str) -> tuple[str, bool] | None:
    """Currency of a name or code behind a number, and whether it is assumed.

    Args:
        phrase: As printed; codes count in capitals, or where nothing else is meant by them (usd, eur, gbp, rmb).
    """
    low = phrase.lower()
    code = names().get(low)
    if code:
        return code, low.removesuffix("s") in _ASSUMED or low in _ASSUMED
    if phrase in codes() or (low in {"usd", "eur", "gbp", "cny", "jpy", "inr", "cad", "aud"}):
        return phrase.upper(), False
    if low in SUBUNITS:
        return SUBUNITS[low], False
    if phrase in _SIGNS:
        return _SIGNS[phrase], phrase in _ASSUMED
    return None
