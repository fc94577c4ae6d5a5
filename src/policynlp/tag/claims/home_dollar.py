"""Whose dollars a text writes as "$" where it names its country only in the names of bodies, cities, or beside other sums."""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from policynlp.tag.claims.money_table import DOLLAR_COUNTRIES

_NAMES: dict[str, str] = {
    "AU": "Australia|Australian", "CA": "Canada|Canadian", "NZ": "New Zealand", "SG": "Singapore|Singaporean", "HK": "Hong Kong",
    "JM": "Jamaica|Jamaican", "BB": "Barbados|Barbadian", "FJ": "Fiji|Fijian", "TT": "Trinidad(?: and Tobago)?|Trinidadian",
    "GY": "Guyana|Guyanese", "BS": "Bahamas|Bahamian", "BZ": "Belize|Belizean",
}  # fmt: skip
"""Countries that write their own dollars so; Taiwan, Namibia and Liberia mark theirs."""
_PLACES: dict[str, str] = {
    "AU": "Canberra|Sydney|Melbourne|Brisbane|Adelaide|Perth|Hobart|Darwin|Queensland|Tasmania|New South Wales|Northern Territory|Western Australia|South Australia",
    "CA": "Ottawa|Toronto|Montr[eé]al|Vancouver|Calgary|Edmonton|Winnipeg|Ontario|Quebec|Alberta|Manitoba|Saskatchewan|Nova Scotia|British Columbia|Yukon|Nunavut|New Brunswick|Newfoundland|Prince Edward Island|Northwest Territories",
    "NZ": "Auckland|Christchurch|Wellington|Dunedin|Invercargill|Rotorua|Tauranga|Aotearoa|Otago|Southland|Waikato|Taranaki|Marlborough|Hawke[’']s Bay|Bay of Plenty|(?:South|North) Island", "JM": "Kingston|Montego Bay", "BB": "Bridgetown", "FJ": "Suva|Lautoka|Nadi",
    "TT": "Port of Spain", "GY": "Georgetown", "BS": "Nassau", "BZ": "Belmopan|Belize City",
}  # fmt: skip
"""Their capitals, large cities and provinces, whose namesakes are places, roads and persons elsewhere: they tell nothing alone."""
_PROVINCES = re.compile(
    r"\b(?:Queensland|Tasmania|New South Wales|Northern Territory|Western Australia|South Australia|Ontario|Quebec|Alberta|Manitoba|Saskatchewan|"
    r"Nova Scotia|British Columbia|Yukon|Nunavut|New Brunswick|Newfoundland|Prince Edward Island|Northwest Territories|Aotearoa|Otago|Southland|"
    r"Waikato|Taranaki|Marlborough|Bay of Plenty)\b"
    r"(?! (?:Road|Street|Avenue|County|Drive|Hotel))"
)
"""Which of them have few namesakes: a text that names one with another place is likely from there."""
_GOVERNMENT_OF = re.compile(
    r"(?:^|\n)[ ]*(?i:(?:the )?government of(?: the)?) (?P<place>[^\W\d_]+(?:[ ][^\W\d_]+){0,3}?)(?=[ ]?(?:[-–—,|\n]|$))"
)
"""The line that a paper of a province begins with: "GOVERNMENT OF YUKON - DEPARTMENT OF FINANCE"."""
_SHARED_PLACES = frozenset({"Wellington", "Kingston", "Georgetown", "Nassau"})
"""Which lie elsewhere too: they tell where the country is named."""
_CODES: dict[str, str] = {
    "AU": r"AU?\$|AUD", "CA": r"C(?:A|AN|an)?\$|CAD", "NZ": r"NZ\$|NZD", "SG": r"SG?\$|SGD", "HK": r"HK\$|HKD", "JM": r"J\$|JMD", "BB": r"Bds\$|BBD",
    "FJ": r"FJ\$|FJD", "TT": r"TT\$|TTD", "GY": r"G\$|GYD", "BS": r"BSD", "BZ": r"BZ\$|BZD",
}  # fmt: skip
_BODY = (
    r"(?:Government|Parliament|Ministry|Minister|Bank|Treasury|Senate|Company|Corporation|Commission|Commissioner|Council|Association|"
    r"Authority|Department|Board|Union|Agency|Federation|Court|Police|Service|Society|Foundation|Bureau|Regulations|Act)"
)
_FOREIGN = re.compile(r"(?:High Commission|Embassy|Consulate|Ambassador)")
_US = re.compile(
    r"\b(?:U\.S\.|USA|United States|America|Americans?|Washington|White House|Federal Reserve|Congress|Pentagon)\b|(?<![A-Za-z])US(?![$A-Za-z])|"
    r"\b(?:Fla|Calif|Mass|Mich|Tex|Pa|Ill|Conn|Colo|Ariz|Minn|Wis|Ore|Okla|Tenn|Ala)\.|"
    r"\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|"
    r"Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|"
    r"Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|West Virginia|Wisconsin|Wyoming)\b"
)
_WORLD = re.compile(
    r"\b(?:United Nations|Bitcoin|bitcoin|OPEC|(?:an?|per) (?:barrel|tonne|ton|ounce)|[Rr]ich countries|developed countries)\b"
)
"""Whose sums are in American dollars, wherever one writes of them."""
_WEAK = frozenset({"HK", "JM", "GY"})
"""Whose papers write American dollars as "$" too, of trade and of oil: they tell by their own code or by several bodies."""
_CONVERTED = re.compile(r"[A-Z]{1,3}\$[ ]?[\d.,]+[ ]?(?:[a-z]{1,8}[ ]?)?\((?:US)?\$")
"""As in "A$10 million ($6.5 million)": the other one is American."""
_HEAD_CHARS = 400
_OF_WORLD = 3
"""What one such sum speaks against a country, as much as a body and a city of it speak for it."""
_SURELY, _ENOUGH, _ALONE = 5, 3, 2
_STATED = r"\b(?:amounts?|figures|values|prices|sums|costs|dollars|fees)\b[^.\n]{0,40}\b(?:in|are)[ ]"

_HINTS = {c: re.compile(f"{_NAMES[c]}|{_PLACES.get(c, '(?!)')}|{_CODES[c]}", re.IGNORECASE) for c in _NAMES}
"""What stands in a text for which any of these speaks; without it there is no more to look for."""


def home_dollar(text: str, evidence: Mapping[str, int], country: str | None) -> str | None:
    """Code of the dollars that a text means by "$", or null where nothing tells that they are not American.

    A country speaks for itself by its bodies ("the Australian Government"), by its own code beside ("NZ$250"), and together with these by
    its cities and provinces and at the head of the text; one that is only spoken of ("exports to Canada") does not.

    Args:
        text: The document.
        evidence: How often each country is named.
        country: The one that the document is mostly about, or null.
    """
    if "$" not in text and "dollar" not in text:
        return None
    folded = text.lower()
    for code, names in _NAMES.items():
        if " dollars" in folded and re.search(rf"{_STATED}(?:{names}) dollars", text, re.IGNORECASE):
            return DOLLAR_COUNTRIES[code]
    if _CONVERTED.search(text):
        return None
    votes: Counter[str] = Counter({code: n for code in _NAMES if _HINTS[code].search(text) and (n := _votes(text, code))})
    if not votes:
        return None
    ((best, most), *others) = votes.most_common()
    rivals = max(
        [n for _, n in others] + [len(_US.findall(text)) + _OF_WORLD * len(_WORLD.findall(text)), evidence.get("US", 0)]
    )
    spoken_of = country in _NAMES and most >= _SURELY  # "Teachers leave for Australia", in a paper of Fiji
    abroad = country is not None and country != best and not spoken_of
    named = max((n for c, n in evidence.items() if c != best), default=0)
    if abroad or most < 2 * rivals or named > 2 * most:
        return None
    return DOLLAR_COUNTRIES[best] if most >= (_ENOUGH if rivals or named else _ALONE) else None


def _votes(text: str, code: str) -> int:
    """How much speaks for a country as the one whose paper or law this is."""
    names = _NAMES[code]
    bodies = [
        *re.finditer(rf"\b(?:{names})(?: [A-Z][\w’'-]+){{0,3}}? {_BODY}\b", text),
        *re.finditer(rf"\b{_BODY}(?: (?:of|for|and|the|[A-Z][\w’'-]+)){{0,4}}? of (?:the )?(?:{names})\b", text),
    ]
    home = [m for m in bodies if not _FOREIGN.search(text[m.start() : m.end() + 12])]
    named = re.search(rf"\b(?:{names})\b", text, re.IGNORECASE) is not None
    places = [m for m in re.finditer(rf"\b(?:{_PLACES.get(code, '(?!)')})\b", text) if named or m[0] not in _SHARED_PLACES]
    codes = re.findall(rf"(?<![A-Za-z])(?:{_CODES[code]})(?=[ ]?\d)", text)
    head = text[:_HEAD_CHARS]
    opens = (
        re.search(rf"(?:^|\n)[ ]*(?i:(?:{_PLACES.get(code, '(?!)')}|{names}))(?:,[ ][A-Z][a-z]+)?[ ]?(?:[-–—(]|\([A-Z])", head)
        is not None
    )
    opens = opens or any(re.search(rf"(?:^|\n)[ ]*{n.upper()}[ ][a-z]", head) for n in names.split("|"))
    placed = any(m.start() < _HEAD_CHARS for m in places)
    heads = re.search(rf"(?:^|\n)[ ]*GOVERNMENT OF (?:{names.upper()})[ ]*(?:\n|$)", head) is not None or any(
        _PROVINCES.fullmatch(m["place"].title()) is not None and re.fullmatch(_PLACES.get(code, "(?!)"), m["place"].title())
        for m in _GOVERNMENT_OF.finditer(head)
    )
    native = named or any(_PROVINCES.match(text, m.start()) for m in places)
    at_home = native and len(places) + 2 * opens > 1 + _OF_WORLD * len(_WORLD.findall(text)) and not _US.search(text)
    if not (codes or heads or (len(home) > 1 if code in _WEAK else home or at_home)):
        return 0  # "MELBOURNE, Fla.", "HONG KONG - Bitcoin fell to $108,000"
    return 2 * len(home) + min(len(places), 3) + 3 * bool(codes) + 3 * opens + 6 * heads + placed
