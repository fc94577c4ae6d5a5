"""Whom a surname means in a text that names somebody's relative in full, and the one whose relative it is by surname and title alone.

"Prime Minister Okafor said ... His wife, Grace Okafor, ...": what "Okafor" says is not what Grace Okafor says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.short_names import Cluster, Forms, may_be
from policynlp.tag.people.surnames import folded, surname
from policynlp.tags import Entity

_KIN = (
    "wife|husband|son|daughter|brother|sister|mother|father|widow|widower|nephew|niece|cousin|uncle|aunt|spouse|partner|twin|"
    "grandson|granddaughter|fiancé|fiancée"
)
_INTRODUCED = re.compile(
    rf"\b(?:(?:his|her|their|my|whose|\w+['’]s?)[ ](?:[a-z-]+[ ]){{0,2}}(?:{_KIN})|(?:the|former)[ ]first[ ](?:lady|gentleman)),?[ ]$",
    re.IGNORECASE,
)
_KIN_OF = re.compile(rf",[ ](?:an?|the)[ ](?:[a-z-]+[ ]){{0,2}}(?:{_KIN})[ ]of[ ]", re.IGNORECASE)
_BEFORE_CHARS = 60
_OF_WHOM_CHARS = 300
_GENDER_OF_KIN = {
    **dict.fromkeys(("wife", "mother", "widow", "sister", "daughter"), "female"),
    **dict.fromkeys(("husband", "father", "widower", "brother", "son"), "male"),
}
_KIN_BEFORE = re.compile(
    rf"\b(?P<whose>his|her)[ ](?:[a-z-]+[ ]){{0,2}}(?P<kin>{'|'.join(_GENDER_OF_KIN)}),?[ ]$", re.IGNORECASE
)


def told_as_kin(text: str, entities: Sequence[Entity]) -> frozenset[int]:
    """Indices of people behind whose name stands whose relative they are: "Grace Okafor, a cousin of the minister"."""
    return frozenset(i for i, e in enumerate(entities) if e.label == "PERSON" and _KIN_OF.match(text, e.end))


def introduced_as_relatives(text: str, entities: Sequence[Entity]) -> frozenset[int]:
    """Indices of people who are named behind what they are to somebody: "his wife, Grace Okafor", "the first lady, ..."."""
    return frozenset(
        i
        for i, e in enumerate(entities)
        if e.label == "PERSON" and _INTRODUCED.search(text, max(0, e.start - _BEFORE_CHARS), e.start)
    )


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A surname that a relative shares: with whom, and who is called by it."""

    relative: Cluster
    other: Cluster

    def meant(self, gender: str | None) -> Cluster:
        """Whom the surname means: the relative where a title says so ("Mrs. Obama"), else the other.

        Args:
            gender: That the title states.
        """
        if gender is None:
            return self.other
        hers = likely_gender(self.relative.name) == gender and gender not in self.other.genders
        return self.relative if hers or not may_be(self.other, gender) else self.other


def namesakes(
    people: Sequence[tuple[int, Entity]],
    full: Mapping[int, Cluster],
    relatives: frozenset[int],
    titled: Collection[int],
    clusters: list[Cluster],
    forms: Forms,
) -> dict[str, Namesakes]:
    """Surnames of relatives that stand for somebody else, who is named before them, and by surname alone.

    Where both have a full name, or the one before has no title, either may be meant: the mother of a victim is called by the surname, too.

    Args:
        people: Indices and entities of all people, in order.
        full: Index to the cluster of a full name.
        relatives: Of `introduced_as_relatives`.
        titled: Indices of people with an office or honorific at that mention.
        clusters: All so far; whoever has no full name is added.
        forms: Of `short_names`; likewise.
    """
    first: dict[int, int] = {}
    for i in sorted(full):
        first.setdefault(full[i].order, i)
    out: dict[str, Namesakes] = {}
    for at in first.values():
        relative = full[at]
        name = folded(surname(relative.name.split()))
        if at not in relatives or name in out:
            continue
        others = any(c is not relative and folded(surname(c.name.split())) == name for c in full.values())
        short = next((e for i, e in people if i < at and i in titled and i not in full and folded(e.name) == name), None)
        if not others and short is not None:
            clusters.append(Cluster("PERSON", short.name, order=len(clusters)))
            forms.setdefault(name, []).append((2, clusters[-1]))
            out[name] = Namesakes(relative, clusters[-1])
    return out


def family_names(
    text: str, people: Sequence[tuple[int, Entity]], full: Mapping[int, Cluster], relatives: frozenset[int]
) -> dict[tuple[str, str], int]:
    """Relatives who are introduced by their given name alone, by the surname of whose they are and the gender that the kinship tells.

    "Cathal Moroney is five. His mother, Sinéad, says ... Mrs Moroney said": Mrs Moroney is Sinéad. Of a man and his father either may
    be Mr Moroney.

    Args:
        text: The document's.
        people: Indices and entities of all people, in order.
        full: Index to the cluster of a full name.
        relatives: Of `introduced_as_relatives`.

    Returns:
        Folded surname and gender to the index of the first entity that is the relative; nothing where two may be meant.
    """
    found: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], int] = {}
    owner: tuple[int, Entity] | None = None  # whoever was named in full last
    for i, e in people:
        kin = _KIN_BEFORE.search(text, max(0, e.start - _BEFORE_CHARS), e.start) if i in relatives and i not in full else None
        whose, owner = owner, (i, e) if i in full else owner
        if kin is None or whose is None or " " in e.name:
            continue
        gender, own = _GENDER_OF_KIN[kin["kin"].lower()], {"his": "male", "her": "female"}[kin["whose"].lower()]
        home, near = full[whose[0]], e.start - whose[1].end <= _OF_WHOM_CHARS
        name = folded(surname(home.name.split()))
        taken = any(folded(surname(c.name.split())) == name and c is not home for c in full.values())
        if gender != own and near and not taken and gender not in home.genders:
            found.setdefault((name, gender), set()).add(e.name)
            first.setdefault((name, gender), i)
    return {key: i for key, i in first.items() if len(found[key]) == 1}
