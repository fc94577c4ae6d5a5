"""Role phrases in apposition: `president of and a senior researcher with the institute` to titles and affiliations."""

from __future__ import annotations

from dataclasses import dataclass, field

from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.office_fields import field_before
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.names_by_token import Names
from policynlp.tag.people.roles import AFFILIATING, DETERMINERS, FIELDS, MODIFIERS, OF_PLACES, role_head
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

MAX_TITLE_WORDS = 8
_BASED_WORDS = 5
AFFILIATIONS = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
"""Labels of what people belong to."""
CLAUSE = frozenset("VBD VBZ VBP MD WDT WP WRB".split())  # noqa: SIM905 - a table of tags
"""Tags with which a clause goes on after an apposition."""
_OPENS_OBJECT = DETERMINERS | {"that", "how", "why", "whether"}
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


_OFFICES_OF_FIELDS = frozenset({"minister", "commissioner", "secretary", "undersecretary", "vice-president", "ombudsman"})
_FIELD_WORDS = 8
"""Most words of an office's field behind one of its commas, with the office."""
_AREAS = frozenset({"state", "country", "nation", "city", "province", "region", "district", "municipality"})
_LEADING = frozenset(
    {
        "who",
        "is",
        "was",
        "has",
        "had",
        "been",
        "and",
        ",",
        "also",
        "now",
        "currently",
        "served",
        "serves",
        "worked",
        "works",
        "as",
    }
)
"""What stands before the first role of an apposition or of a clause with "who"."""
BEFORE_OFFICES = frozenset({"JJ", "NN", "NNP", "VBG"})
"""Tags of what a chief's office is about: "chief operating officer"."""
_TENSES = frozenset({"former", "then", "acting", "interim", "outgoing", "incoming", "retired", "late"})


@dataclass(slots=True)
class Described:
    """What one mention says of the person, in order of appearance."""

    titles: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    honorific: str | None = None


def role_follows(names: Names, i: int) -> bool:
    """Whether another role begins at `i` ("…, a senior fellow at ..."), within a few words and before any name."""
    tokens = names.tokens
    if i < len(tokens) and tokens.lower[i] in {"and", "as"}:
        i += 1
    for k in range(i, min(i + 6, len(tokens))):
        if tokens.barrier[k] or k in names.at or tokens.lower[k] in AFFILIATING or tokens.text[k] == ",":
            return False
        if role_head(tokens.text[k]):
            return True
        if not (tokens.lower[k] in DETERMINERS or tokens.text[k].isalpha() or tokens.text[k] == "-"):
            return False
        if tokens.doc[k].tag_ in CLAUSE:
            return False
    return False


def segments(names: Names, start: int, end: int, said: Described) -> None:
    """Roles joined by "and" or commas: `president of and a senior researcher with the institute`."""
    tokens = names.tokens
    while start < end and tokens.lower[start] in _LEADING:
        start += 1
    cut = next((k for k in range(start + 1, end) if tokens.lower[k] in {"and", ","} and role_follows(names, k + 1)), None)
    if cut is not None and _joins_fields(tokens, cut) and not any(map(role_head, tokens.text[start:cut])):
        cut = None  # "the Trade | and Industry Minister"
    if cut is None:
        segment(names, start, end, said)
        return
    first, rest = Described(), Described()
    known = segment(names, start, cut, first)
    segments(names, cut + 1, end, rest)
    if known and not first.affiliations and tokens.lower[cut - 1] in AFFILIATING:
        first.affiliations = rest.affiliations[:1]
    said.titles += first.titles + rest.titles
    said.affiliations += first.affiliations + rest.affiliations


def segment(names: Names, start: int, end: int, said: Described, *, strict: bool = False) -> bool:
    """One role phrase: `a researcher on regional development with the academy`; false where it holds no role."""
    tokens = names.tokens
    start = _begin(tokens, start, end)
    role = None
    lead: list[str] = []
    ahead: list[str] = []  # "former" + Pennsylvania + "governor"
    first = start
    for k in range(start, min(end, start + MAX_TITLE_WORDS)):
        mention = names.at.get(k)
        if mention is not None and mention.label in AFFILIATIONS and role is None:
            if k == mention.start:
                text = names.name(mention)
                lead.append(DEMONYMS.get(text.lower(), text) if mention.label == "NORP" else text)
            if mention.label != "NORP":
                ahead += [tokens.text[i] for i in range(first, k) if tokens.lower[i] in _TENSES]
                first = mention.end
            continue
        if tokens.text[k] in POSSESSIVE:
            lead += _owner_again(names, k - 1) if k > start and k - 1 not in names.at else []
            first = k + 1
            continue
        if role_head(tokens.text[k]) and tokens.doc[k].tag_[0] != "V" and tokens.doc[k].tag_ != "NNS":
            role = k
            continue
        if role is not None and k > role and _still_before_role(tokens, k, end):
            continue  # "deputy" + "labor" + "minister"
        if tokens.text[k] == "-" and role == k - 1 and k + 1 < end and tokens.joined(k) and tokens.joined(k + 1):
            role = k + 1  # "secretary-general"
            continue
        if k == role:
            continue
        if (
            role is not None
            or tokens.lower[k] in AFFILIATING
            or (tokens.lower[k] in {"on", ","} and not _joins_fields(tokens, k))
        ):
            break
        if _ends_phrase(tokens, k, strict=strict):
            return False
    if role is None or first > role:
        return False
    said.affiliations += lead
    title_end = _title_end(names, role + 1, end, said)
    said.titles.append(" ".join([*ahead, *tokens.words(first, title_end).split()]))
    return True


def _begin(tokens: Tokens, start: int, end: int) -> int:
    """Where a role may begin, behind articles; the end where a phrase tells what somebody does: "citing the minister"."""
    doing = start + 1 < end and tokens.doc[start].tag_ == "VBG" and tokens.lower[start] not in MODIFIERS
    if doing and (tokens.lower[start + 1] in _OPENS_OBJECT or tokens.doc[start + 1].tag_ in CLAUSE):
        return end  # "noting that Gov. Riley", not "acting mayor"
    while start < end and tokens.lower[start] in DETERMINERS:
        start += 1
    return start


def _ends_phrase(tokens: Tokens, k: int, *, strict: bool) -> bool:
    field = tokens.doc[k].tag_ == "NN" or _before_role(tokens, k)
    field = field or (tokens.doc[k].tag_ == "JJ" and _before_role(tokens, k + 1))  # "the rural affairs secretary"
    if tokens.lower[k] in {"and", "&", ","} and _joins_fields(tokens, k):
        return False
    if strict and not (tokens.lower[k] in MODIFIERS or tokens.cap[k] or tokens.text[k] == "-" or field):
        return True
    return not (tokens.text[k].isalnum() or "-" in tokens.text[k]) or tokens.doc[k].tag_ in CLAUSE


def _joins_fields(tokens: Tokens, k: int) -> bool:
    """Whether the "and" or comma at `k` stands in the field of one office: "the energy | and | water resources minister"."""
    offices = (i for i in range(k + 1, min(k + _FIELD_WORDS, len(tokens))) if tokens.lower[i] in _OFFICES_OF_FIELDS)
    office = next(offices, None)
    return office is not None and field_before(tokens, office) < k


def _before_role(tokens: Tokens, k: int) -> bool:
    """Whether a plural stands straight before a role: "affairs" in "foreign affairs secretary"."""
    return k + 1 < len(tokens) and tokens.doc[k].tag_ == "NNS" and role_head(tokens.text[k + 1]) is not None


def _still_before_role(tokens: Tokens, k: int, end: int) -> bool:
    """Whether the noun of a title is still to come: `state secretary` after "deputy", `medical adviser` after "chief"."""
    chief = tokens.lower[k - 1] == "chief"
    for i in range(k, min(k + 3, end)):
        if i > k and role_head(tokens.text[i]) and tokens.doc[i].tag_ in {"NN", "NNP"}:
            return True
        of_chiefs = chief and tokens.text[i].isalpha() and tokens.doc[i].tag_ in BEFORE_OFFICES
        if tokens.lower[i] not in MODIFIERS | FIELDS and not of_chiefs:
            return False
    return False


def _title_end(names: Names, i: int, end: int, said: Described) -> int:  # noqa: C901 (one walk over the words)
    """End of the title after its noun: over "of health", "on regional development", up to the organisation."""
    tokens, begin, title_end, known = names.tokens, i, i, len(said.affiliations)
    if i + 1 < end and tokens.lower[i - 1] == "secretary" and tokens.lower[i : i + 2] == ["of", "state"]:
        i = title_end = i + 2
    while i < end:
        word = tokens.lower[i]
        if word not in AFFILIATING and word not in {"on", "and"}:
            break
        if word == "and" and title_end == i and tokens.lower[i - 1] not in AFFILIATING and i == begin:
            break  # "governor and two-term mayor"
        found = name_at(names, i + 1)
        if found is None and (place := _place_of(tokens, i, end)):
            said.affiliations.append(place)
            break
        if found is None and (again := _body_again(names, i, end)):
            said.affiliations.append(again)
            break
        if found is not None and found.start < end and _is_field(tokens, i, found):
            i = title_end = found.end  # "Commissioner for" + "Agriculture and Food"
            continue
        if found is not None and found.start < end:
            if word in AFFILIATING and found.label in AFFILIATIONS:
                said.affiliations.append(names.name(found))
                i = found.end
                if i < end and tokens.text[i] in POSSESSIVE:
                    break
                title_end = title_end if title_end < found.start else found.end
                continue
            break
        k = i + 1
        while k < end and k not in names.at and tokens.lower[k] not in AFFILIATING and tokens.text[k] != ",":
            k += 1
        if k < end and (body := names.at.get(k)) is not None and body.label == "ORG" and _is_called(tokens, i + 1, k):
            said.affiliations.append(names.name(body))
            break  # "director of the consultancy" + "EcoGo"
        if k < end and k in names.at and tokens.lower[k - 1] in {"and", "&"}:
            k = names.at[k].end  # "minister of labour and" + "Skills"
        if k == i + 1 or k - i > 6:
            break
        if len(said.affiliations) == known:
            title_end = k
        i = k
    return min(title_end, end)


def _place_of(tokens: Tokens, i: int, end: int) -> str:
    """The capitals behind the "of" at `i` of an office that places have, where models see no name; empty where there are none."""
    stop = _capitals(tokens, i + 1, end) if tokens.lower[i] == "of" and tokens.lower[i - 1] in OF_PLACES else 0
    return tokens.words(i + 1, stop) if stop > i + 1 else ""


def _owner_again(names: Names, i: int) -> list[str]:
    """The body that "the association" stands for in "Ann Lee, the association's chief executive"; the noun is at `i`."""
    noun = names.tokens.lower[i]
    body = names.body_called(noun, before=i) if noun in INSTITUTIONS - _AREAS else None
    return [body] if body is not None else []


def _body_again(names: Names, i: int, end: int) -> str | None:
    """The body behind the preposition at `i` that was named before: `deputy director of the department`."""
    lower = names.tokens.lower
    closed = i + 3 >= end or names.tokens.text[i + 3] in {",", ")"}
    if i + 2 >= end or lower[i + 1] != "the" or lower[i + 2] not in INSTITUTIONS - _AREAS or not closed:
        return None
    return names.body_called(lower[i + 2], before=i)


def _is_field(tokens: Tokens, i: int, found: Mention) -> bool:
    """Whether what models take for a body is the field of an office: "Minister for" + "Health and Sport"; the preposition is at `i`."""
    office = tokens.lower[i - 1] if i else ""
    fields = (
        found.label == "ORG"
        and office in _OFFICES_OF_FIELDS
        and tokens.lower[i] in {"for", "of"}
        and tokens.lower[i + 1] != "the"
    )
    return fields and tokens.lower[found.end - 1] not in ORG_HEADS


def _is_called(tokens: Tokens, start: int, end: int) -> bool:
    """Whether an article and a common noun stand in front of a name: "the think tank"."""
    return 1 < end - start <= 3 and tokens.lower[start] == "the" and all(tokens.text[k].islower() for k in range(start, end))


def _capitals(tokens: Tokens, i: int, end: int) -> int:
    """End of a run of capital words."""
    while i < end and tokens.cap[i] and tokens.text[i].isalpha():
        i += 1
    return i


def _based(names: Names, place: Mention) -> Mention | None:
    """The body behind where it is: `Nairobi-based` + "Savanna Capital"; null where none is named."""
    tokens, i = names.tokens, place.end
    if tokens.lower[i : i + 2] != ["-", "based"]:
        return None
    for k in range(i + 2, min(i + 2 + _BASED_WORDS, len(tokens))):
        if k in names.at:
            return names.at[k] if names.at[k].label == "ORG" else None
        if not (tokens.text[k].isalpha() and tokens.text[k].islower()):
            break
    return None


def name_at(names: Names, i: int) -> Mention | None:
    """The mention that begins at `i` or after an article and small words there."""
    for k in range(i, min(i + 3, len(names.tokens))):
        if k in names.at:
            m = names.at[k]
            return (_based(names, m) or m) if m.start >= i else None
        if names.tokens.lower[k] not in DETERMINERS:
            return None
    return None
