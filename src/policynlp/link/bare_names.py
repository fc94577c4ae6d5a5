"""Whom a bare surname means in a text that has no fuller name: "Minister Zhou of the Water Office", whom another text names in full.

A surname, an office and a place together are a short form, as an acronym is: where all texts that explain it name one person, it is
that one. A surname with an office alone, or at a place alone, says too little.
"""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Iterator

from policynlp.link.bodies import nation, plain_body
from policynlp.link.names import name_words, organisation_key, strip_titles
from policynlp.tag.people.roles import SYNONYMS, role_head
from policynlp.tags import Person

_OF_STATE = frozenset(
    "president premier chancellor king queen emperor taoiseach minister secretary governor speaker senator ambassador".split()
)
"""Offices that go with a country where a text says of no other place."""
_FORMER = frozenset({"former", "ex", "then", "late", "onetime", "previous"})
"""Who held an office once may be any of several."""
_SECOND = frozenset({"vice", "deputy", "assistant", "associate"})


def short_form_of(name: str, person: Person, country: str | None) -> str | None:
    """The short form of somebody of whom a text gives one name alone; None where office or place are missing.

    Args:
        name: The name.
        person: Titles and affiliations of the text.
        country: Of the text, where it is of one (`bodies.main_country`).
    """
    words = strip_titles(name_words(name))
    for place in _places(person, country):
        for office in _offices(person):
            return f"{words[0]}@{place}#{office}"
    return None


def explained_by(name: str, person: Person, country: str | None) -> Iterator[str]:
    """All short forms of somebody who is named in full: surnames stand first in some languages, last in others.

    Args:
        name: The full name.
        person: Titles and affiliations of the text.
        country: Of the text.
    """
    words = strip_titles(name_words(name))
    for word in sorted({words[0], words[-1]}):
        for place in _places(person, country):
            for office in _offices(person):
                yield f"{word}@{place}#{office}"


def _offices(person: Person) -> list[str]:
    """Heads of the titles, in order, one word for each role."""
    heads = [(_rank(title), head) for title in person.titles if (head := _head(title))]
    return list(dict.fromkeys(rank + min(SYNONYMS.get(head, frozenset()) | {head}) for rank, head in heads))


def _head(title: str) -> str | None:
    """The role that a title names: "vice minister of water" is a minister."""
    words = title.split(" of ")[0].split(" for ")[0].lower().split()
    if not _FORMER.isdisjoint(words):
        return None
    found = [head for word in words if (head := role_head(word.strip(",.")))]
    return found[-1] if found else None


def _rank(title: str) -> str:
    return "vice-" if not _SECOND.isdisjoint(title.lower().replace("-", " ").split()) else ""


def _places(person: Person, country: str | None) -> list[str]:
    found = []
    for place in person.affiliations:
        plain = plain_body(place)
        code = nation(place)
        if code:
            found.append(code.lower())
        elif plain:
            where = plain[1] or country
            found += ["-".join(plain[0]) + f"@{where.lower()}"] if where else []
        else:
            found.append("-".join(organisation_key(place)))
    if not found and country and any(head in _OF_STATE for head in _offices(person)):
        found.append(country.lower())
    return list(dict.fromkeys(found))
