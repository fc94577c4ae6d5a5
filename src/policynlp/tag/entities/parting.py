"""Mentions that run over two names: offices with places, ends of sentences, what a body is called before its name."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from dataclasses import replace

from policynlp.tag.entities.acronyms import is_acronym
from policynlp.tag.entities.encoder_places import is_place
from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.place_names import countries, subdivisions
from policynlp.tag.entities.ranks import is_rank
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.layout import is_abbreviated
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import role_head

_REGIONS = frozenset(
    {
        "middle east", "north africa", "east africa", "west africa", "central africa", "southern africa", "horn of africa",
        "central asia", "south asia", "east asia", "southeast asia", "south-east asia", "asia-pacific", "indo-pacific",
        "latin america", "central america", "north america", "south america", "caribbean", "western balkans", "balkans",
        "south caucasus", "caucasus", "levant", "maghreb", "mashreq", "sahel", "gulf", "pacific", "arctic", "antarctic",
        "eastern europe", "western europe", "central europe", "northern ireland", "sub-saharan africa",
    }
)  # fmt: skip
"""Parts of the world that are fields of an office and nobody's name."""
_REGION_NAMES = frozenset({"levant", "maghreb", "mashreq", "sahel"})
_OF_PLACES = frozenset({"of", "in", "from", "near", "at"})
_FIELD_OF = frozenset({"of", "for", "to"})
_OFFICE_TOKENS = 8
_LEAST_LETTERS = 4
"""Of a word whose dot ends a sentence, not an abbreviation."""
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_MOST_ACRONYM = 4
_BULLETS = frozenset("• ● ▪ ■ ◦ ‣ · * – — - ✓ ➢ →".split())
_OWNS = frozenset({"'s", "’s"})
_SMALL = frozenset("of and for the on in to de la del des du".split())
_LEAST_NAME, _MOST_NAME = 2, 3
_FORCES = frozenset({"police", "prisons", "customs", "immigration", "corrections"})
"""Services that officers are of: "Commissioner of Prisons Ana Reis"."""
_OFFICERS = frozenset("commissioner superintendent inspector chief comptroller controller general minister".split())
_ON = frozenset({"on", "about"})


def parted_names(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Mentions in order, each one name.

    Args:
        tokens: The document.
        mentions: As models find them, in order, not overlapping.
    """
    surnames = {tokens.text[m.end - 1] for m in mentions if m.label == "PERSON"}
    return [one for m in mentions for part in _out_of_signs(tokens, m) for one in _parts(tokens, part, surnames)]


def _out_of_signs(tokens: Tokens, m: Mention) -> list[Mention]:
    """A name without the sign of its line, and apart from the short one in a bracket that it leaves open: "Grain Office | (GO"."""
    start = m.start
    while start < m.end - 1 and tokens.text[start] in _BULLETS:
        start += 1
    opened = next((i for i in range(start + 1, m.end) if tokens.text[i] == "("), None)
    if opened is None or ")" in tokens.text[opened : m.end]:
        return [replace(m, start=start)]
    short = [replace(m, start=m.end - 1)] if opened == m.end - 2 and is_acronym(tokens.text[m.end - 1]) else []
    return [replace(m, start=start, end=opened), *short]


def _dash_of_dateline(tokens: Tokens, m: Mention) -> int | None:
    """The dash between the place in capitals that a line begins with and a name: "PORT SELWYN - Ana Reis keeps"."""
    if not tokens.barrier[m.start]:
        return None
    i = m.start
    while i < m.end and tokens.text[i].isupper() and len(tokens.text[i]) > 1:
        i += 1
    if i == m.start + 1 and len(tokens.text[m.start]) <= _MOST_ACRONYM and not is_place(tokens, replace(m, end=i)):
        return None  # "IMF - World Bank talks"
    dashed = m.start < i < m.end - 1 and tokens.text[i] in _DASHES and not tokens.joined(i) and not tokens.joined(i + 1)
    return i if dashed and not tokens.text[i + 1].isupper() else None


def _parts(tokens: Tokens, m: Mention, surnames: set[str]) -> list[Mention]:
    if m.label in {"PERSON", "ORG"} and tokens.words(m.start, m.end).lower().removeprefix("the ") in _REGION_NAMES:
        return [replace(m, label="LOC", origin="rule")]
    if (dash := _dash_of_dateline(tokens, m)) is not None:
        behind = is_place(tokens, replace(m, start=dash + 1))
        label = "PERSON" if m.label in {"PERSON", "GPE", "LOC"} and not behind else m.label
        return [Mention(m.start, dash, "GPE", "rule", m.score, m.firm), replace(m, start=dash + 1, label=label, origin="rule")]
    if m.label == "PERSON" and (name := _behind_force(tokens, m)) is not None:
        return [Mention(name, m.end, "PERSON", "rule", m.score, m.firm)]
    if m.label == "PERSON" and m.end - m.start > 1 and _stands_as_place(tokens, m):
        return [replace(m, label="GPE", origin="rule")]
    if m.label in {"PERSON", "ORG", "GPE", "LOC"} and (cut := _behind_place(tokens, m, surnames)) is not None:
        start = m.start + (tokens.lower[m.start] == "the")
        label = "LOC" if tokens.words(start, cut).lower() in _REGIONS else "GPE"
        return [Mention(m.start, cut, label, "rule", m.score, m.firm), Mention(cut, m.end, "PERSON", "rule", m.score, m.firm)]
    if m.label == "PERSON":
        stops = [i for i in range(m.start + 1, m.end - 1) if _ends_sentence(tokens, i, surnames)]
        edges = zip([m.start, *(i + 1 for i in stops)], [*stops, m.end], strict=True)
        return [replace(m, start=start, end=end) for start, end in edges]
    if m.label == "ORG" and (both := _two_bodies(tokens, m)) is not None:
        return [replace(m, end=both), replace(m, start=both + 1)]
    if m.label == "ORG" and (owned := _behind_owner(tokens, m)) is not None:
        return [replace(m, end=owned - 1, label="GPE", origin="rule"), replace(m, start=owned)]
    if m.label == "ORG":
        return [replace(m, start=_behind_noun(tokens, m))]
    return [m]


def _behind_force(tokens: Tokens, m: Mention) -> int | None:
    """Start of a name behind the service of an office: "Superintendent of | Police Tanvir Alam said"."""
    name = range(m.start + 1, m.end)
    held = m.start > 1 and tokens.lower[m.start - 1] == "of" and tokens.lower[m.start - 2] in _OFFICERS
    if not held or tokens.lower[m.start] not in _FORCES or not _LEAST_NAME <= len(name) <= _MOST_NAME:
        return None
    plain = all(tokens.cap[i] and tokens.text[i].isalpha() and tokens.lower[i] not in ORG_HEADS for i in name)
    return m.start + 1 if plain and not any(tokens.barrier[m.start : m.end]) else None


def _two_bodies(tokens: Tokens, m: Mention) -> int | None:
    """Where "and" stands between two bodies that models take for one: "Federal Government | and | the Congress of Unions"."""
    for i in range(m.start + 1, m.end - _LEAST_NAME):
        first, second = tokens.lower[m.start : i], tokens.lower[i + 2 : m.end]
        both = tokens.lower[i : i + 2] == ["and", "the"] and ORG_HEADS.intersection(second)
        if both and first[-1] in ORG_HEADS | {"government"} and not _FIELD_OF.intersection(first) | _ON.intersection(first):
            return i
    return None


def _stands_as_place(tokens: Tokens, m: Mention) -> bool:
    """Whether a place that the gazetteer is certain of stands where places do: "the factories of Thái Nguyên"."""
    before = m.start > 1 and not tokens.barrier[m.start] and tokens.lower[m.start - 1] in _OF_PLACES
    return before and not is_given(tokens.text[m.start]) and is_place(tokens, m)


def _behind_place(tokens: Tokens, m: Mention, surnames: set[str]) -> int | None:
    """Where somebody's name begins behind the field of an office: "Minister for the Middle East | Ana Reis".

    Bodies are called after places as well ("Director of Chicago | Public Schools"): what is behind the place is a person's name where
    it begins with a given name or ends like another person's of the text.
    """
    start = m.start + (tokens.lower[m.start] == "the")
    before = start - 1 - (start > 0 and tokens.lower[start - 1] == "the")
    if before < 1 or tokens.lower[before] not in _FIELD_OF or m.end - start <= _LEAST_NAME:
        return None
    first = max(before - _OFFICE_TOKENS, -1)
    office = next((i for i in range(before - 1, first, -1) if tokens.cap[i] and role_head(tokens.text[i])), None)
    if office is None or any(tokens.barrier[office + 1 : m.end]):
        return None
    for cut in range(m.end - _LEAST_NAME, start, -1):
        name = range(cut, m.end)
        if all(tokens.cap[i] and tokens.text[i].replace("-", "").isalpha() for i in name) and _is_field(tokens, start, cut):
            shown = is_given(tokens.text[cut]) or tokens.text[m.end - 1] in surnames
            return cut if shown and not any(role_head(tokens.text[i]) or tokens.lower[i] in ORG_HEADS for i in name) else None
    return None


def _is_field(tokens: Tokens, start: int, end: int) -> bool:
    name = tokens.words(start, end).lower()
    return name in _REGIONS or name in countries() or name in subdivisions() or is_place(tokens, Mention(start, end, "GPE"))


def _ends_sentence(tokens: Tokens, i: int, surnames: set[str]) -> bool:
    before = tokens.text[i - 1]
    if tokens.text[i] != "." or not before.isalpha() or is_rank(tokens, i - 1, i):
        return False
    return len(before) >= _LEAST_LETTERS or (before in surnames and not is_abbreviated(before))  # "said Kos. | Lind agreed"


def _behind_owner(tokens: Tokens, m: Mention) -> int | None:
    """Start of a body's name behind the place that has it: "Chile's | First Environmental Court"."""
    owner = next((i for i in range(m.start + 1, m.end - 1) if tokens.text[i] in _OWNS), None)
    if owner is None or m.end - owner <= _LEAST_NAME or tokens.lower[m.end - 1] not in ORG_HEADS:
        return None
    named = all(tokens.cap[i] or tokens.lower[i] in _SMALL for i in range(owner + 1, m.end))
    return owner + 1 if named and is_place(tokens, Mention(m.start, owner, "GPE")) else None


def _behind_noun(tokens: Tokens, m: Mention) -> int:
    """Start of a body's name behind what it is called: "Chile's main news agency | Agencia Central"."""
    owner = next((i for i in range(m.start, m.end) if tokens.text[i] in _OWNS), None)
    if owner is None:
        return m.start
    nouns = [i for i in range(owner + 1, m.end) if tokens.text[i].islower() and tokens.lower[i] not in _SMALL]
    named = bool(nouns) and m.end - nouns[-1] > _LEAST_NAME and tokens.cap[nouns[-1] + 1]
    return nouns[-1] + 1 if named else m.start
