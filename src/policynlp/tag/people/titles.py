"""Titles and affiliations that the text gives to a person: before the name, after it, and through "is".

Read from the words around a mention rather than from the parse, which breaks on "president of and a senior researcher with".
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from dataclasses import dataclass, field

from policynlp.tag.entities.model_spans import LETTERS
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.names_by_token import Names
from policynlp.tag.people.roles import AFFILIATING, DETERMINERS, HONORIFICS, KINSHIP, MODIFIERS, role_head

MAX_APPOSITION_WORDS = 30
MAX_TITLE_WORDS = 8
MAX_OFFICE_WORDS = 12
MAX_SIGNED_WORDS = 10
_IN_OFFICES = frozenset({"of", "for", "and", "the", "&", ","})
_HEADING = {
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "chairs": "chair", "chaired": "chair",
    "founded": "founder", "directs": "director", "directed": "director", "owns": "owner", "manages": "manager",
    "represents": "representative", "edits": "editor", "runs": "head", "coordinates": "coordinator",
}  # fmt: skip
"""What somebody is "who heads", "who founded" something, as a noun."""
_STOP = frozenset('.;:()—–"“”?!')
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_COPULAS = frozenset("is was are were became remains".split())
_AFFILIATIONS = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
_CLAUSE = frozenset("VBD VBZ VBP MD WDT WP WRB".split())


@dataclass(slots=True)
class Described:
    """What one mention says of the person, in order of appearance."""

    titles: list[str] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    honorific: str | None = None


def describe(names: Names, person: Mention) -> Described:
    """Titles and affiliations that stand at one mention of a person."""
    said = Described()
    _before(names, person, said)
    _after(names, person, said)
    said.titles = list(dict.fromkeys(t for t in said.titles if t))
    said.affiliations = list(dict.fromkeys(a for a in said.affiliations if a))
    return said


def _before(names: Names, person: Mention, said: Described) -> None:
    tokens, i = names.tokens, person.start - 1
    if i < 0 or tokens.barrier[person.start]:
        return
    if tokens.lower[i] in HONORIFICS or (tokens.text[i] == "." and i and tokens.lower[i - 1] in HONORIFICS):
        said.honorific = tokens.lower[i] if tokens.lower[i] in HONORIFICS else tokens.lower[i - 1]
        i -= 1 if tokens.lower[i] in HONORIFICS else 2
        if i < 0 or tokens.barrier[i + 1]:
            return
    if tokens.text[i] in {",", "("} and i > 1 and not tokens.barrier[i]:
        _reversed_apposition(names, i, said)
        return
    if i not in names.at and role_head(tokens.text[i]):
        _premodifier(names, i, said)
    else:
        _office_before(names, person.start, said)


def _office_before(names: Names, end: int, said: Described) -> None:
    """`Minister of Foreign Affairs and Trade Péter Szabó`: an office in capitals with its field, straight before the name."""
    tokens = names.tokens
    for k in range(end - 2, max(end - MAX_OFFICE_WORDS, -1), -1):
        if tokens.barrier[k + 1]:
            return
        if k + 1 < end and tokens.lower[k + 1] in {"of", "for"} and tokens.cap[k] and role_head(tokens.text[k]):
            if k in names.at and names.at[k].label == "PERSON":
                return
            start = k
            while start and not tokens.barrier[start] and tokens.cap[start - 1] and tokens.lower[start - 1] in MODIFIERS:
                start -= 1
            said.titles.append(" ".join(tokens.words(start, end).split()))
            _owner(names, start, said)
            inside = {m.start: m for j in range(k + 2, end) if (m := names.at.get(j)) is not None and m.label == "ORG"}
            said.affiliations += [names.name(m) for m in inside.values()]
            return
        word = tokens.lower[k]
        if not (tokens.cap[k] or word in _IN_OFFICES) or not (tokens.text[k].isalpha() or tokens.text[k] == ","):
            return


def _premodifier(names: Names, role: int, said: Described) -> None:
    """`Kenya's Agriculture Minister`, `Russian President`, `Finance Ministry spokesman`: the role noun is at `role`."""
    tokens = names.tokens
    start = role
    while start > 0 and not tokens.barrier[start] and role - start < MAX_TITLE_WORDS:
        i = start - 1
        mention = names.at.get(i)
        if mention is not None:
            if mention.label == "NORP" and mention.end == start:
                start = mention.start
                said.affiliations += [DEMONYMS[n]] if (n := names.name(mention).lower()) in DEMONYMS else []
            elif mention.label in _AFFILIATIONS:
                said.affiliations.append(names.name(mention))
            break
        word = tokens.lower[i]
        if (
            word in MODIFIERS
            or role_head(word)
            or (tokens.cap[i] and word.isalpha() and not tokens.sent_start[i] and word not in DETERMINERS)
        ):
            start = i
        elif (word == "-" and tokens.joined(i) and tokens.joined(start) and i and not tokens.barrier[i]) or (
            word in {"and", "&"} and i and _field(tokens, i - 1, start) and not tokens.barrier[i] and i - 1 not in names.at
        ):
            start = i - 1
        else:
            break
    said.titles.append(tokens.words(start, role + 1))
    _owner(names, start, said)
    if start > 3 and tokens.text[start - 1] == ")" and tokens.text[start - 3] == "(" and (full := names.at.get(start - 4)):
        said.affiliations += [names.name(full)] if full.label in _AFFILIATIONS else []  # "Central Bank of Kenya (CBK) Governor"


def _field(tokens: Tokens, i: int, after: int) -> bool:
    """Whether the word before "and" is the first half of an office's field: `Information and Broadcasting Minister`."""
    if tokens.lower[i] in MODIFIERS:
        return True
    alone = i == 0 or tokens.barrier[i] or not tokens.cap[i - 1]
    return tokens.cap[i] and tokens.cap[after] and tokens.text[i].isalpha() and alone and tokens.lower[i] not in DETERMINERS


def _owner(names: Names, start: int, said: Described) -> None:
    """`Kenya's` before a title."""
    tokens = names.tokens
    if start > 1 and tokens.text[start - 1] in _POSSESSIVE and not tokens.barrier[start]:
        owner = names.at.get(start - 2)
        if owner is not None and owner.label in _AFFILIATIONS:
            said.affiliations.append(names.name(owner))


def _reversed_apposition(names: Names, comma: int, said: Described) -> None:
    """`the bank's governor, Jane Mwangi`; `the president of the institute, Chi Fulin`."""
    tokens = names.tokens
    start = comma
    while start > 0 and not tokens.barrier[start] and comma - start < MAX_APPOSITION_WORDS:
        if tokens.text[start - 1] in _STOP or tokens.text[start - 1] == "," or tokens.doc[start - 1].tag_ in _CLAUSE:
            break
        start -= 1
        first = _apposition_start(names, start, comma)
        if first is not None:
            segment = Described()
            if any(names.at[k].label == "PERSON" for k in range(first, comma) if k in names.at):
                return
            if _segment(names, first, comma, segment, strict=True):
                said.titles += segment.titles
                said.affiliations += segment.affiliations
                if tokens.lower[start] == "whose" and start > 1 and tokens.text[start - 1] == ",":
                    owner = names.at.get(start - 2)
                    said.affiliations += [names.name(owner)] if owner and owner.label == "ORG" else []
                return
    if role_head(tokens.text[comma - 1]) and comma - 1 not in names.at and tokens.lower[start] not in KINSHIP:
        _owner_title(names, comma - 1, said)


def _apposition_start(names: Names, i: int, comma: int) -> int | None:
    """Where a role phrase begins whose first word may be at `i`: after an article or "whose", at an owner, at an office."""
    tokens = names.tokens
    if i + 1 >= comma:
        return None
    if tokens.lower[i] in DETERMINERS:
        return i
    if tokens.lower[i] == "whose":
        return i + 1
    if tokens.text[i] in _POSSESSIVE:
        owner = names.at.get(i - 1)
        return owner.start if owner is not None and owner.label in _AFFILIATIONS else None
    if tokens.cap[i] and tokens.lower[i + 1] in {"of", "for"} and role_head(tokens.text[i]):
        before = i and not tokens.barrier[i] and (tokens.lower[i - 1] in MODIFIERS or tokens.text[i - 1] in _POSSESSIVE)
        return None if before or (i and tokens.lower[i - 1] in DETERMINERS) else i
    return None


def _owner_title(names: Names, role: int, said: Described) -> None:
    tokens, start = names.tokens, role
    while start > 0 and not tokens.barrier[start] and tokens.lower[start - 1] in MODIFIERS and start - 1 not in names.at:
        start -= 1
    if start > 1 and tokens.text[start - 1] in _POSSESSIVE:
        said.titles.append(tokens.words(start, role + 1))
        _owner(names, start, said)


def _after(names: Names, person: Mention, said: Described) -> None:
    tokens, i, n = names.tokens, person.end, len(names.tokens)
    while i < n and tokens.lower[i] in LETTERS and tokens.text[i].isupper() and not tokens.barrier[i]:
        i += 1  # "Ann Lee MBE, chief executive of"
    if i + 1 >= n or tokens.barrier[i] or tokens.text[i].isspace():
        if i + 1 < n and tokens.barrier[person.start]:
            _next_line(names, i, said)
        return
    if tokens.lower[i] in {"of", "from", "with"}:
        found = _name_at(names, i + 1)
        if found is not None and found.label == "ORG":
            said.affiliations.append(names.name(found))
            i = found.end
            if i + 1 >= n or tokens.barrier[i]:
                return
    if tokens.text[i] in {",", "("} or (tokens.lower[i] in _COPULAS and tokens.lower[i + 1] in DETERMINERS):
        if tokens.text[i] == "," and i + 4 < n and tokens.text[i + 1].isdigit() and tokens.text[i + 2] == ",":
            i += 2  # "Ann Lee, 54, who heads"
        if i + 2 < n and tokens.lower[i + 1] == "who" and _headed(names, i + 2, said):
            return
        end = _apposition_end(names, i + 1)
        _segments(names, i + 1, end, said)


def _next_line(names: Names, i: int, said: Described) -> None:
    """A name alone on its line, above a line that is a role: signatures of laws, bylines."""
    tokens, n = names.tokens, len(names.tokens)
    while i < n and tokens.text[i].isspace():
        i += 1
    if i >= n or not tokens.cap[i]:
        return
    end = next((k for k in range(i + 1, min(n, i + MAX_APPOSITION_WORDS)) if tokens.barrier[k] or tokens.text[k].isspace()), n)
    if end - i <= MAX_SIGNED_WORDS and not any(tokens.doc[k].tag_ in _CLAUSE for k in range(i, end)):
        _segment(names, i, end, said)


def _headed(names: Names, i: int, said: Described) -> bool:
    """`, who heads the farmers' union`: the verb is at `i`."""
    tokens, n = names.tokens, len(names.tokens)
    role = _HEADING.get(tokens.lower[i]) if i < n else None
    if role is None:
        return False
    for k in range(i + 1, min(i + 6, n)):
        m = names.at.get(k)
        if m is not None and m.label in _AFFILIATIONS:
            said.titles.append(role)
            said.affiliations.append(names.name(m))
            return True
        if not (tokens.lower[k] in DETERMINERS or tokens.text[k].isalpha() or tokens.text[k] in _POSSESSIVE):
            return False
        if tokens.doc[k].tag_ in {"NN", "NNS"}:
            said.titles.append(role)
            return True
    return False


def _apposition_end(names: Names, start: int) -> int:
    """Where what stands after the comma ends: at the next comma or clause that is not part of the role phrase."""
    tokens = names.tokens
    i, role = start, False
    n = min(len(tokens), start + MAX_APPOSITION_WORDS)
    if start < n and tokens.lower[start] == "who" and start + 1 < n and tokens.lower[start + 1] in _COPULAS:
        i += 2
    while i < n and not tokens.barrier[i]:
        word = tokens.text[i]
        mention = names.at.get(i)
        if mention is not None and mention.label in _AFFILIATIONS:
            i = mention.end
            continue
        if mention is not None and mention.label == "PERSON":
            return i if tokens.text[i - 1] == "," else start  # the role is the next person's: ", Minister Ann Lee"
        if word in _STOP or (i > start + 2 and tokens.doc[i].tag_ in _CLAUSE and i not in names.at):
            break
        role = role or role_head(word) is not None
        if word == "," and not _role_follows(names, i + 1):
            break
        i += 1
    return i


def _role_follows(names: Names, i: int) -> bool:
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
        if tokens.doc[k].tag_ in _CLAUSE:
            return False
    return False


def _segments(names: Names, start: int, end: int, said: Described) -> None:
    """Roles joined by "and" or commas: `president of and a senior researcher with the institute`."""
    tokens = names.tokens
    while start < end and tokens.lower[start] in {"who", "is", "was", "and", ","}:
        start += 1
    cut = next((k for k in range(start + 1, end) if tokens.lower[k] in {"and", ","} and _role_follows(names, k + 1)), None)
    if cut is None:
        _segment(names, start, end, said)
        return
    first, rest = Described(), Described()
    known = _segment(names, start, cut, first)
    _segments(names, cut + 1, end, rest)
    if known and not first.affiliations and tokens.lower[cut - 1] in AFFILIATING:
        first.affiliations = rest.affiliations[:1]
    said.titles += first.titles + rest.titles
    said.affiliations += first.affiliations + rest.affiliations


def _segment(names: Names, start: int, end: int, said: Described, *, strict: bool = False) -> bool:
    """One role phrase: `a researcher on regional development with the academy`; false where it holds no role."""
    tokens = names.tokens
    while start < end and tokens.lower[start] in DETERMINERS:
        start += 1
    role = None
    lead: list[str] = []
    first = start
    for k in range(start, min(end, start + MAX_TITLE_WORDS)):
        mention = names.at.get(k)
        if mention is not None and mention.label in _AFFILIATIONS and role is None:
            if k == mention.start:
                text = names.name(mention)
                lead.append(DEMONYMS.get(text.lower(), text) if mention.label == "NORP" else text)
            first = first if mention.label == "NORP" else mention.end
            continue
        if tokens.text[k] in _POSSESSIVE:
            first = k + 1
            continue
        if role_head(tokens.text[k]) and tokens.doc[k].tag_[0] != "V" and tokens.doc[k].tag_ != "NNS":
            role = k
            continue
        if tokens.text[k] == "-" and role == k - 1 and k + 1 < end and tokens.joined(k) and tokens.joined(k + 1):
            role = k + 1  # "secretary-general"
            continue
        if role is not None and k == role:
            continue
        if role is not None or tokens.lower[k] in AFFILIATING or tokens.lower[k] in {"on", ","}:
            break
        if strict and not (tokens.lower[k] in MODIFIERS or tokens.cap[k] or tokens.text[k] == "-"):
            return False
        if not (tokens.text[k].isalnum() or tokens.text[k] == "-" or "-" in tokens.text[k]) or tokens.doc[k].tag_ in _CLAUSE:
            return False
    if role is None or first > role:
        return False
    said.affiliations += lead
    title_end = _title_end(names, role + 1, end, said)
    said.titles.append(" ".join(tokens.words(first, title_end).split()))
    return True


def _title_end(names: Names, i: int, end: int, said: Described) -> int:
    """End of the title after its noun: over "of health", "on regional development", up to the organisation."""
    tokens, title_end = names.tokens, i
    if i + 1 < end and tokens.lower[i - 1] == "secretary" and tokens.lower[i : i + 2] == ["of", "state"]:
        i = title_end = i + 2
    while i < end:
        word = tokens.lower[i]
        if word not in AFFILIATING and word not in {"on", "and"}:
            break
        found = _name_at(names, i + 1)
        if found is not None and found.start < end:
            if word in AFFILIATING and found.label in _AFFILIATIONS:
                said.affiliations.append(names.name(found))
                i = found.end
                if i < end and tokens.text[i] in _POSSESSIVE:
                    break
                title_end = title_end if title_end < found.start else found.end
                continue
            break
        k = i + 1
        while k < end and k not in names.at and tokens.lower[k] not in AFFILIATING and tokens.text[k] != ",":
            k += 1
        if k < end and k in names.at and tokens.lower[k - 1] in {"and", "&"}:
            k = names.at[k].end  # "minister of labour and" + "Skills"
        if k == i + 1 or k - i > 6:
            break
        if not said.affiliations:
            title_end = k
        i = k
    return min(title_end, end)


def _name_at(names: Names, i: int) -> Mention | None:
    """The mention that begins at `i` or after an article and small words there."""
    for k in range(i, min(i + 3, len(names.tokens))):
        if k in names.at:
            m = names.at[k]
            return m if m.start >= i else None
        if names.tokens.lower[k] not in DETERMINERS:
            return None
    return None
