"""Figures that a text gives in parts: bags of a size, a price a bag, so much a year for some years, an annual sum, nine of 148.

What comes out are claims with another unit, which stand beside the printed ones where documents are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policynlp.document import Span
from policynlp.link.scopes import NUMBERS
from policynlp.tag.claims.base import base_value
from policynlp.tags import Claim

PACK = r"(?:(?:bag|sack|crate|carton|drum|bottle|bale|packet|cylinder|pack|tin|jar)s?|box(?:es)?|cans)"
"""What goods are packed in; "can" is a verb more often."""
_COUNTED = frozenset({"bag", "sack", "crate"})
"""Those that are units of counts."""
_MASS = r"(?P<size>\d{1,4}(?:\.\d+)?)[ -]?(?P<unit>kg|kgs|kilos?|kilograms?|kilogrammes?|quintals?|lit(?:re|er)s?)"
_AGAIN = _MASS.replace("size", "size2").replace("unit", "unit2")
_SIZED = re.compile(
    rf"\b{PACK}[ ](?:\w+[ ]){{0,3}}?(?:of|weighing|at)[ ]{_MASS}\b|\b{_AGAIN}[- ]{PACK}\b",
    re.IGNORECASE,
)
"""`bags of 90kg`, `100kg bag`."""
_OF_SIZE = re.compile(
    rf"(?:[ ]{PACK})?(?:[ ]\w+){{0,4}}?,?[ ](?:of|each weighing|weighing)[ ]{_MASS}\b(?P<per>[ ](?:per|an?|each)"
    r"[ ](?P<area>hectare|acre|ha)\b)?",
    re.IGNORECASE,
)
_PRICED = re.compile(rf"\b(?:an?|the|each|per)[ ]{_MASS}[- ]{PACK}\b[^.;:]{{0,60}}$", re.IGNORECASE)
_PRICED_BEHIND = re.compile(
    rf"[ ](?:(?:an?|per|for an?|for each|for every|each)[ ]{_MASS}[- ]{PACK}|(?:per|for|for each|for every)[ ]{_AGAIN})\b",
    re.IGNORECASE,
)
_SIZES = (("size", "unit"), ("size2", "unit2"))
_YEARS = re.compile(
    r"(?:[ ](?:a|per|each|every)[ ]year|[ ]annually)?,?[ ](?:for|over)[ ](?:the[ ](?:next|coming|first)[ ])?"
    rf"(?P<years>\d{{1,2}}|{'|'.join(NUMBERS)})[- ]years?\b"
    r"(?![- ]olds?\b)",
    re.IGNORECASE,
)
_GOOD = re.compile(r"[ ]of[ ](?:\w+[ ])?([a-z]{3,})\b")
"""What is in the bags: maize, fertiliser, cement."""
_ANNUAL = re.compile(r"\b(?:annual|yearly)[ ](?:[a-z]+[ ]){0,3}(?:of|at|to)?[ ]?$", re.IGNORECASE)
_KILOGRAMS = {"kg": "kilogram", "ki": "kilogram", "qu": "quintal", "li": "liter"}
_AREAS = {"hectare": "hectare", "ha": "hectare", "acre": "acre"}
_LEAD_CHARS = 90
_ALL = rf"(?P<all>[1-9][\d,]{{1,8}}|{'|'.join(w for w, n in NUMBERS.items() if n > 3)})(?![ -](?:hundred|thousand|million|billion|dozen))"
_WORD_OF_ALL = r"(?!(?:and|or|at|under|over|us|them|you|more|less|about|up|some|than)\b)[\w'’-]+[ ]"
_OF_ALL = re.compile(rf"[ ](?:out[ ])?of[ ](?:{_WORD_OF_ALL}){{0,3}}?{_ALL}[ ][a-z]")
_OF_THE = re.compile(
    rf"\bOf (?:(?:the|its|their|all)[ ](?:[a-z]+[ ])?)?{_ALL}[ ](?![^.;]*\d[^.;]*$)[^.;]{{3,90}},[ ](?:only[ ]|just[ ]|some[ ]|nearly[ ])?$"
)
_IN_BRACKETS = re.compile(r"[^.;()]{0,60}\(\d[\d.]*[ ]?(?:%|per ?cent)", re.IGNORECASE)
"""The share itself, told behind."""
_ON_THE_DOLLAR = re.compile(
    r"[ ](?:in|of|on|out of|for)[ ](?:the|every|each)[ ](dollar|euro|pound|rand|rupee|peso|yuan|ringgit|kwacha|naira|cedi|pula|zloty|"
    r"kron[ea]|rou?ble|hryvnia|birr|taka|real)\b(?![ ](?:zone|area|exchange|rate|sign|coin|bill|note|store|index))",
    re.IGNORECASE,
)
_WHOLES = {
    "cent": frozenset({"dollar", "euro", "rand"}), "pence": frozenset({"pound"}), "penny": frozenset({"pound", "dollar"}),
    "kobo": frozenset({"naira"}), "pesewa": frozenset({"cedi"}), "ngwee": frozenset({"kwacha"}), "tambala": frozenset({"kwacha"}),
    "paisa": frozenset({"rupee", "taka"}), "fen": frozenset({"yuan"}), "sen": frozenset({"ringgit"}), "thebe": frozenset({"pula"}),
    "kopeck": frozenset({"rouble", "ruble", "hryvnia"}), "centavo": frozenset({"peso", "real"}), "grosz": frozenset({"zloty"}),
    "øre": frozenset({"krone"}), "öre": frozenset({"krona"}),
}  # fmt: skip
_HUNDREDTHS = _WHOLES.keys()
_MOVED = re.compile(
    r"\b(?:r[io]se|rises|f[ae]ll|falls|lost|loses|gain\w*|climb\w*|slip\w*|dropp?\w*|"
    r"strengthen\w*|weaken\w*|up|down|advanc\w*)\b",
    re.IGNORECASE,
)
_MOVED_CHARS = 40
_LEAST_OF = 2
_AREA_BEHIND = re.compile(r"[ ](?:per|an?|each|to the)[ ](hectare|acre|ha)\b", re.IGNORECASE)


def size_of_bags(text: str) -> tuple[float, str, str] | None:
    """The one size that all bags of a text have, its unit, and the good that is in them ("" where none is named); null for several."""
    found = set()
    for match in _SIZED.finditer(text):
        size, unit = match["size"] or match["size2"], match["unit"] or match["unit2"]
        good = _GOOD.match(text, match.end())
        found.add((float(size), _KILOGRAMS[unit[:2].lower()], good[1].lower() if good else ""))
    sizes = {one[:2] for one in found}
    return max(found, key=lambda one: one[2]) if len(sizes) == 1 else None


def derived(claim: Claim, text: str, sentence: Span, bags: tuple[float, str, str] | None) -> Iterator[tuple[Claim, bool]]:
    """The same figure in other units, and whether it is that of several years together.

    Args:
        claim: The claim.
        text: Of the document.
        sentence: Its span.
        bags: As of `size_of_bags`.
    """
    if claim.value is None:
        return
    if claim.kind == "count" and claim.unit in _COUNTED:
        yield from _packed(claim, text, sentence, bags)
    if claim.kind == "count":
        yield from _part_of(claim, text, sentence)
    if claim.kind == "money":
        if claim.unit in _HUNDREDTHS and _is_of_each(claim, text, sentence):
            yield _as(claim, "percent", 1.0, kind="percent"), False  # "eighty cents on the dollar"
        yield from _priced(claim, text, sentence)
        yield from _of_years(claim, text, sentence)


def _packed(claim: Claim, text: str, sentence: Span, bags: tuple[float, str, str] | None) -> Iterator[tuple[Claim, bool]]:
    match = _OF_SIZE.match(text, claim.end, sentence[1])
    size: tuple[float, str] | None = (float(match["size"]), _KILOGRAMS[match["unit"][:2].lower()]) if match else None
    if size is None and bags is not None:
        good = _GOOD.match(text, claim.end, sentence[1])
        size = bags[:2] if not bags[2] or (good is not None and good[1].lower() == bags[2]) else None
    if size is None:
        return
    area = _AREAS[match["area"].lower()] if match and match["area"] else _area_behind(text, claim.end, sentence[1])
    unit = f"{size[1]} / {area}" if area else size[1]
    yield _as(claim, unit, size[0], kind="measure"), False


def _part_of(claim: Claim, text: str, sentence: Span) -> Iterator[tuple[Claim, bool]]:
    """`nine of the 148 schools`, `Of the 453 villages, 214 had no road`: 6.1 and 47.2 percent."""
    match = _OF_ALL.match(text, claim.end, sentence[1]) or _OF_THE.search(text, sentence[0], claim.start)
    if match is None or " " in claim.text or _IN_BRACKETS.match(text, claim.end, sentence[1]) or claim.unit in _COUNTED:
        return
    whole = float(NUMBERS.get(match["all"]) or match["all"].replace(",", ""))
    if _LEAST_OF <= (claim.value or 0.0) < whole:
        yield (
            replace(
                _as(claim, "percent", 100 / whole, kind="percent"), text=f"{(claim.value or 0.0) / whole * 100:.1f} percent"
            ),
            False,
        )


def _is_of_each(claim: Claim, text: str, sentence: Span) -> bool:
    """As in "eighty cents on the dollar"; "rose 2 cents on the dollar" is a move of currencies, "5 kobo on the dollar", too."""
    behind = _ON_THE_DOLLAR.match(text, claim.end, sentence[1])
    if behind is None or _MOVED.search(text, max(sentence[0], claim.start - _MOVED_CHARS), claim.start):
        return False
    return behind[1].lower() in _WHOLES.get(claim.unit or "", ())


def _area_behind(text: str, start: int, stop: int) -> str:
    match = _AREA_BEHIND.match(text, start, stop)
    return _AREAS[match[1].lower()] if match else ""


def _priced(claim: Claim, text: str, sentence: Span) -> Iterator[tuple[Claim, bool]]:
    """`a 100kg bag of maize went for 62,000`: 620 a kilogram."""
    before = text[max(sentence[0], claim.start - _LEAD_CHARS) : claim.start]
    match = _PRICED_BEHIND.match(text, claim.end, sentence[1]) or _PRICED.search(before)
    size, unit = next(((match[s], match[u]) for s, u in _SIZES if match and s in match.groupdict() and match[s]), ("", ""))
    if match is None or not size or not float(size):
        return
    currency = (claim.unit or "").partition(" / ")[0]
    yield _as(claim, f"{currency} / {_KILOGRAMS[unit[:2].lower()]}", 1 / float(size), kind="money"), False


def _of_years(claim: Claim, text: str, sentence: Span) -> Iterator[tuple[Claim, bool]]:
    """`12 million a year for four years`: 48 million; `an annual contribution of 5 million`: 5 million a year."""
    currency, _, per = (claim.unit or "").partition(" / ")
    annual = not per and _ANNUAL.search(text, max(sentence[0], claim.start - _LEAD_CHARS), claim.start) is not None
    if annual:
        yield _as(claim, f"{currency} / year", 1.0, kind="money"), False
    if per != "year" and not annual:
        return
    match = _YEARS.match(text, claim.end, sentence[1])
    if match is not None:
        years = NUMBERS.get(match["years"].lower()) or int(match["years"])
        if years:
            yield _as(claim, currency, float(years), kind="money"), True


def _as(claim: Claim, unit: str, factor: float, *, kind: str) -> Claim:
    value = float(f"{(claim.value or 0.0) * factor:.12g}")
    high = None if claim.value_high is None else float(f"{claim.value_high * factor:.12g}")
    base, unit_base = base_value(value, unit=unit, kind=kind)  # type: ignore[arg-type]
    return replace(claim, kind=kind, unit=unit, value=value, value_high=high, value_base=base, unit_base=unit_base)  # type: ignore[arg-type]
