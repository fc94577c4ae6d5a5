"""Signs, names and subunits of currencies beside those of the CLDR, and which countries share them: data, with its reasons."""

from __future__ import annotations

SIGNS = {
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
    "VNĐ": "VND", "VNÐ": "VND", "đ": "VND", "Dh": "AED", "Dhs": "AED", "FCFA": "XOF", "F CFA": "XOF", "Php": "PHP", "SFr": "CHF",
    "SFr.": "CHF", "E£": "EGP", "L.E.": "EGP", "Z$": "ZWL", "RD$": "DOP", "JD": "JOD", "JDs": "JOD", "KD": "KWD", "BD": "BHD", "QR": "QAR",
    "SR": "SAR", "RO": "OMR", "LE": "EGP", "LL": "LBP", "DT": "TND", "DA": "DZD", "LD": "LYD", "MK": "MWK", "Nu": "BTN", "Nu.": "BTN",
    "Gs": "PYG", "Gs.": "PYG", "Lps": "HNL", "Lps.": "HNL", "L": "HNL", "Q": "GTQ", "D": "GMD", "E": "SZL", "M": "LSL",
    "VT": "VUV", "WS$": "WST", "T$": "TOP",
    "FRW": "RWF", "Frw": "RWF", "CFAF": "XOF", "F": "XOF", "TShs": "TZS", "Tshs": "TZS", "Tshs.": "TZS", "TShs.": "TZS",
    "Tsh.": "TZS", "TSh.": "TZS", "Ushs": "UGX", "UShs": "UGX", "Ushs.": "UGX", "USh.": "UGX",
    "S/": "PEN", "S/.": "PEN", "B/.": "PAB", "Bds$": "BBD", "TL": "TRY", "N$": "NAD", "FJ$": "FJD", "G$": "GYD",
    "PhP": "PHP", "PHP": "PHP", "NRs": "NPR", "NRs.": "NPR", "=N=": "NGN", "FRw": "RWF", "Tk.": "BDT", "BZ$": "BZD", "AR$": "ARS",
    "Afs": "AFN",
}  # fmt: skip

NAMES = {
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
    "soum": "UZS", "somoni": "TJS", "quetzal": "GTQ", "quetzales": "GTQ", "tögrög": "MNT",
    "đồng": "VND", "koruny": "CZK", "korun": "CZK", "złoty": "PLN", "bolivar": "VES",
}  # fmt: skip

ASSUMED = frozenset(
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
        "kwacha",
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
        "Dh",
        "Dhs",
        "FCFA",
        "F CFA",
        "CFA",
        "CFAF",
    ]
)
"""Names that several countries share: the code is then an assumption, and the claim says so."""

SUBUNITS = {"us cent": "cent", "us cents": "cent", "euro cent": "cent", "euro cents": "cent", "eurocent": "cent", "eurocents": "cent",
            "cent": "cent", "cents": "cent", "¢": "cent", "pence": "pence", "penny": "penny", "pennies": "penny", "kopeck": "kopeck",
            "kopecks": "kopeck", "centavo": "centavo", "centavos": "centavo", "sen": "sen", "paise": "paisa", "fen": "fen", "jiao": "jiao",
            "mao": "jiao", "pesewa": "pesewa", "pesewas": "pesewa", "kobo": "kobo",
            "fils": "fils", "piastre": "piastre", "piastres": "piastre", "piaster": "piastre", "piasters": "piastre", "halala": "halala",
            "halalas": "halala", "baisa": "baisa", "baisas": "baisa", "thebe": "thebe", "ngwee": "ngwee", "tambala": "tambala",
            "toea": "toea",
            "centime": "centime", "centimes": "centime", "céntimo": "céntimo", "céntimos": "céntimo", "groszy": "grosz", "grosz": "grosz",
            "øre": "øre", "öre": "öre", "stotinki": "stotinka", "tetri": "tetri", "tiyin": "tiyin", "poisha": "poisha"}  # fmt: skip
"""Kept as stated: what they are parts of is often open."""

NO_PREFIX = frozenset(
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
    "K": {"ZM": "ZMW", "MW": "MWK", "PG": "PGK"},
    "L": {"HN": "HNL"},
    "Le": {"SL": "SLE"},
    "Q": {"GT": "GTQ"},
    "D": {"GM": "GMD"},
    "E": {"SZ": "SZL"},
    "M": {"LS": "LSL"},
    "JD": {"JO": "JOD"},
    "KD": {"KW": "KWD"},
    "BD": {"BH": "BHD"},
    "QR": {"QA": "QAR"},
    "SR": {"SA": "SAR"},
    "RO": {"OM": "OMR"},
    "LE": {"EG": "EGP"},
    "LL": {"LB": "LBP"},
    "DT": {"TN": "TND"},
    "DA": {"DZ": "DZD"},
    "LD": {"LY": "LYD"},
    "MK": {"MW": "MWK"},
    "Nu": {"BT": "BTN"},
    "Gs": {"PY": "PYG"},
    "Php": {"PH": "PHP"},
    "PHP": {"PH": "PHP"},
    "TL": {"TR": "TRY"},
}
_WEST, _CENTRAL = ("SN", "CI", "ML", "BJ", "BF", "NE", "TG", "GW"), ("CM", "GA", "TD", "CF", "CG", "GQ")
CFA_COUNTRIES = dict.fromkeys(_WEST, "XOF") | dict.fromkeys(_CENTRAL, "XAF")
LETTERS["F"] = CFA_COUNTRIES
LETTERS |= {"JDs": LETTERS["JD"], "Nu.": LETTERS["Nu"], "Gs.": LETTERS["Gs"]}
"""Signs of a few letters: money only in a text about one of these countries ("R45 million", but "the R45 road")."""
SHORT = frozenset("RNPK")
"""Of these, those that papers print before three digits and more with no scale behind ("R450")."""
GLUED = frozenset(
    [
        "R",
        "N",
        "P",
        "K",
        "L",
        "Q",
        "D",
        "E",
        "M",
        "Rs",
        "RM",
        "Rp",
        "RO",
        "Sh",
        "Tk",
        "Bs",
        "JD",
        "KD",
        "BD",
        "QR",
        "SR",
        "LE",
        "LL",
        "LD",
        "DA",
        "DT",
        "Dh",
        "MK",
        "Gs",
        "KSh",
        "Ksh",
        "TSh",
        "Tsh",
        "USh",
        "Ush",
        "Shs",
        "VNĐ",
        "VNÐ",
        "Php",
        "PhP",
        "PHP",
        "NRs",
        "FRw",
        "SFr",
        "Lps",
        "Dhs",
        "JDs",
        "F",
        "CFAF",
        "FCFA",
        "Tshs",
        "TShs",
        "Ushs",
        "UShs",
    ]
)
"""Signs of letters that papers print with no space before the number."""
SURE_LETTERS = frozenset({"JD", "JDs", "KD"})
"""Of these, those that a large number behind them makes money anywhere."""
SCALED_LETTERS = frozenset({"N", "R", "TL"})
"""Of these, those that are money anywhere with millions or more behind the number ("N6.4 billion") or in it ("N13,000,000")."""
HOME_NAMES: dict[str, dict[str, str]] = {
    "sol": {"PE": "PEN"},
    "som": {"KG": "KGS", "UZ": "UZS"},
    "dram": {"AM": "AMD"},
    "kina": {"PG": "PGK"},
    "f": CFA_COUNTRIES,
    "tala": {"WS": "WST"},
    "florin": {"AW": "AWG"},
    "lek": {"AL": "ALL"},
    "mark": {"BA": "BAM"},
    "da": {"DZ": "DZD"},
    "dt": {"TN": "TND"},
    "jd": {"JO": "JOD"},
    "kd": {"KW": "KWD"},
}
HOME_NAMES |= {"soles": HOME_NAMES["sol"], "lekë": HOME_NAMES["lek"]} | {f"{name}s": of for name, of in HOME_NAMES.items()}
"""Names and signs behind a number that are words elsewhere: money only in a text about one of these countries."""
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
    "ZMW": {"ZM": "ZMW", "MW": "MWK", "PG": "PGK"},
    "XOF": CFA_COUNTRIES,
    "CHF": {"CH": "CHF", "LI": "CHF", "CD": "CDF", "RW": "RWF", "BI": "BIF", "DJ": "DJF", "GN": "GNF", "KM": "KMF"}
    | CFA_COUNTRIES,
    "SAR": {"SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
}
"""Assumed code to the code by country, for documents that are about one of these countries."""
