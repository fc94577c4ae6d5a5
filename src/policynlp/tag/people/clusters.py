"""Which mentions name the same thing within one document: exact, alias, acronym, short form.

Two different full names are never merged. A short form goes to the person that bears it, and where several do, to the one
mentioned last before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policynlp.tag.entities.component import entity_key
from policynlp.tag.entities.organisations import is_acronym, matches_initials
from policynlp.tag.entities.place_names import PLACE_NOUNS, countries
from policynlp.tag.people.roles import HONORIFICS, ROYAL
from policynlp.tag.people.surnames import SUFFIXES, folded, short_forms, surname
from policynlp.tags import Entity

_CONSTITUENTS = frozenset({"england", "scotland", "wales", "northern ireland"})
_KINDS = frozenset(
    str.split(
        """academy agency assembly association authority bank board bureau commission committee congress corporation council court
    department federation foundation fund institute ministry office society tribunal union university"""
    )
)
"""Names of one word that stand for a body of that kind: "the Authority". Texts that name one party, company or group name two."""
_YEAR_TAIL = re.compile(r"(?: of)? (?:19|20)\d\d$")
_FORM_TAIL = re.compile(r",? (?:inc|ltd|co|corp|corporation|company|plc|llc|group)\.?$")


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one thing.

    Attributes:
        label: Of its first mention.
        name: Fullest form.
        members: Indices of its entities, ascending.
        genders: Genders that honorifics at its mentions state.
        order: Its place among the clusters.
    """

    label: str
    name: str
    members: list[int] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    order: int = 0

    @property
    def key(self) -> str:
        """The key within the document."""
        return entity_key(self.label, self.name)


def cluster_people(entities: Sequence[Entity], genders: dict[int, str]) -> list[Cluster]:
    """Clusters of the PERSON entities.

    Args:
        entities: All entities of a document, in order.
        genders: Index of an entity to the gender that an honorific before it states.
    """
    clusters: list[Cluster] = []
    full: dict[int, Cluster] = {}
    people = [(i, replace(e, name=bare(e.name))) for i, e in enumerate(entities) if e.label == "PERSON"]
    short = _short_names({e.name for _, e in people})
    by_key: defaultdict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for i, e in people:
        if len(e.name.split()) > 1 and e.name not in short:
            keys = _full_name_keys(e.name)
            home = next((c for k in keys for c in by_key.get(k, ()) if same_full_name(c.name, e.name)), None)
            if home is None:
                home = Cluster("PERSON", e.name, order=len(clusters))
                clusters.append(home)
            elif len(e.name) > len(home.name):
                home.name = e.name
            for key in keys:
                if home not in by_key[key]:
                    by_key[key].append(home)
            full[i] = home
    forms = _forms(clusters)
    for i, e in people:
        home = full.get(i) or _bearer(_without_rank(e.name), forms, genders.get(i))
        if home is None:
            home = Cluster("PERSON", e.name, order=len(clusters))
            clusters.append(home)
            forms[folded(e.name)].append((2, home))
        home.members.append(i)
        if i in genders:
            home.genders.add(genders[i])
    return [c for c in clusters if c.members]


def bare(name: str) -> str:
    """A person's name without honorifics; "Sheikh" and "Pope" stay, since they may be all that tells a name apart."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in HONORIFICS and not (words[0] == "U" and len(words) == 2):
        words = words[1:]
    return " ".join(words)


def _without_rank(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in ROYAL else name


def _full_name_keys(name: str) -> list[tuple[str, ...]]:
    """Keys of which two names that are one share at least one: letters, words in any order, first and last word."""
    words = _plain(name)
    return [
        ("letters", "".join(words)),
        ("words", *sorted(words)),
        *([("ends", words[0], words[-1])] if len(words) > 1 else []),
    ]


def _short_names(names: set[str]) -> set[str]:
    """Names of several words that are a longer one's short form ("von der Heyden", "Abu Talib", "Sánchez Ibáñez")."""
    forms: set[str] = set()
    for name in names:
        words = name.split()
        if len(words) > 2:
            forms |= {folded(f) for f in short_forms(words) if " " in f}
            forms |= {folded(" ".join(words[:k])) for k in range(2, len(words)) if words[k - 1][0].isupper()}
    found = {name for name in names if folded(name) in forms}
    ranked = {name for name in names if _without_rank(name) != name}
    ends = {folded(w) for name in names - ranked if " " in name for w in (name.split()[0], name.split()[-1])}
    return found | {name for name in ranked if folded(_without_rank(name)) in ends}


def _forms(clusters: Sequence[Cluster]) -> defaultdict[str, list[tuple[int, Cluster]]]:
    """Short form to the people that may be meant: 2 by surname, 1 by another part of the name."""
    forms: defaultdict[str, list[tuple[int, Cluster]]] = defaultdict(list)
    for c in clusters:
        words = c.name.split()
        likely = folded(surname(words))
        firsts = {folded(" ".join(words[:k])) for k in range(1, len(words))}  # "Katrín", "Jón Atli"
        for form in {folded(f) for f in short_forms(words)} | firsts:
            forms[form].append((2 if form == likely or likely.endswith(" " + form) else 1, c))
    return forms


def _bearer(name: str, forms: dict[str, list[tuple[int, Cluster]]], gender: str | None) -> Cluster | None:
    """Who a short form stands for: the likeliest reading, then whoever was mentioned last, then whoever comes first."""
    found = forms.get(folded(name), [])
    if gender:
        found = [(w, c) for w, c in found if not c.genders or gender in c.genders] or found
    if not found:
        return None
    best = max(w for w, _ in found)
    readings = [c for w, c in found if w == best]
    if best == 1:
        before = [c for w, c in found if c.members]
        readings = before or readings
    return max(readings, key=lambda c: (c.members[-1] if c.members else -1, -c.order))


def same_full_name(a: str, b: str) -> bool:
    """Whether two full names are one name: equal but for case, diacritics, hyphens, order, a middle name or a suffix."""
    x, y = _plain(a), _plain(b)
    if x == y or "".join(x) == "".join(y) or (len(x) == len(y) and sorted(x) == sorted(y)):
        return True
    if len(x) < 2 or len(y) < 2 or x[0] != y[0] or x[-1] != y[-1]:
        return False
    short, long = sorted((x, y), key=len)
    return (len(short) == 2 and len(long) == 3) or (
        len(short) == len(long) == 3 and short[1][0] == long[1][0] and 1 in (len(short[1]), len(long[1]))
    )


def _plain(name: str) -> list[str]:
    words = [folded(w).replace("-", "").replace("’", "").replace("'", "").strip(".,") for w in name.split()]
    return [w for w in words if w and w not in SUFFIXES]


def cluster_names(
    entities: Sequence[Entity], label_group: frozenset[str], acronyms: dict[str, str], definite: frozenset[int] = frozenset()
) -> list[Cluster]:
    """Clusters of organisations, places or policies.

    Args:
        entities: All entities of a document, in order.
        label_group: Labels whose names may be one thing (GPE and LOC, POLICY and LAW).
        acronyms: Acronym to the full name that the document introduces it for.
        definite: Indices of entities with "the" before or in them: "the Samiti" is the one whose full name ends so.
    """
    chosen = [(i, e) for i, e in enumerate(entities) if e.label in label_group]
    names = {canonical(e) for _, e in chosen}
    expansions = {a: canonical_name(full) for a, full in acronyms.items()}
    by_letters: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, e in chosen:
        if " " in e.name:
            by_letters[_letters(e.name)].add((canonical(e), e.name))
    clusters: dict[str, Cluster] = {}
    ended: defaultdict[str, set[str]] = defaultdict(set)  # last word of full names so far
    of_kind: dict[str, str] = {}  # kind of body to the one that was named last
    for i, e in chosen:
        canon = canonical(e)
        plain = e.name.replace(".", "")
        if e.name in expansions and expansions[e.name] in names:
            canon = expansions[e.name]
        elif is_acronym(plain) and plain.isupper() and len(plain) > 2 and e.label in {"ORG", "POLICY"}:
            full = {n for n, name in by_letters.get(plain, ()) if matches_initials(plain, name)}
            if len(full) == 1:
                canon = next(iter(full))
        elif e.label == "ORG" and canon in _KINDS:
            canon = of_kind.get(canon, canon)
        elif e.label == "ORG" and i in definite and len(ended.get(canon, ())) == 1:
            canon = next(iter(ended[canon]))
        home = clusters.setdefault(canon, Cluster(e.label, e.name))
        home.members.append(i)
        words = canon.split()
        if len(words) > 1 and e.label == "ORG":
            ended[words[-1]].add(canon)
        of_kind |= dict.fromkeys(_KINDS.intersection((words[0], words[-1])) if len(words) > 1 else (), canon)
        if len(e.name) > len(home.name):
            home.name = e.name
    return list(clusters.values())


def _letters(name: str) -> str:
    """Initials of the capitalised words, exactly what an acronym that no bracket introduces must be."""
    return "".join(w[0] for w in re.split(r"[\s\-]+", name) if w and w[0].isupper())


def canonical(e: Entity) -> str:
    """What two mentions must share to be exactly the same name."""
    name = canonical_name(e.name)
    if e.label in {"GPE", "LOC"}:
        words = name.split()
        while len(words) > 1 and words[-1] in PLACE_NOUNS:
            words.pop()
        name = " ".join(words)
        code = countries().get(name)
        return f"country {code}" if code and name not in _CONSTITUENTS else name.removeprefix("republic of ")
    if e.label in {"POLICY", "LAW"}:
        return _YEAR_TAIL.sub("", name)
    return _FORM_TAIL.sub("", name) if " " in name else name


def canonical_name(name: str) -> str:
    """Small letters, no article, plain apostrophes and hyphens."""
    plain = " ".join(folded(name).replace("’", "'").replace("-", " ").split())
    return plain.removeprefix("the ")
