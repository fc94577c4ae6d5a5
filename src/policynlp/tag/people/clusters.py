"""Which mentions name the same thing within one document: exact, alias, acronym, short form.

Two different full names are never merged. A short form goes to the person that bears it (`short_names`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from policynlp.tag.entities.acronyms import is_acronym, matches_initials
from policynlp.tag.entities.place_names import PLACE_NOUNS, countries
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.relatives import family_names, namesakes
from policynlp.tag.people.roles import (
    AKAN_NAMES,
    BEFORE_GIVEN_NAMES,
    BEFORE_LONG_NAMES,
    BEFORE_TWO_NAMES,
    BEHIND_NAMES,
    HONORIFICS,
    ROYAL,
)
from policynlp.tag.people.short_names import Cluster, bearer, may_be, only_of_gender, short_names
from policynlp.tag.people.surnames import SUFFIXES, folded, short_forms
from policynlp.tags import Entity

_CONSTITUENTS = frozenset({"england", "scotland", "wales", "northern ireland"})
_KINDS = frozenset(
    str.split(
        """academy agency assembly association authority bank board bureau cathedral chamber church commission committee congress
    corporation council court department diocese federation foundation fund institute league ministry observatory office
    parliament secretariat senate society synod tribunal union university"""
    )
)
"""Names of one word that stand for a body of that kind: "the Authority". Texts that name one party, company or group name two."""
_STYLES = frozenset({"eng", "engr", "arch"})
"""Styles that are surnames, too: "Eng Musyoka" is a Musyoka whom the text names in full, "Eng Bee Hua" nobody else."""
_OF_FIRMS = frozenset(
    str.split(
        """airlines airways aluminium automotive bank bankshares beverage beverages brands breweries brothers capital cement chemical
    chemicals coal communications company corp corporation energy engineering enterprises entertainment financial foods gas gold
    group holdings inc industries institution insurance international laboratories logistics metals mining motor motors oil
    partners petroleum pharma pharmaceutical pharmaceuticals power resources retail semiconductor shipping solutions steel stores
    systems technologies technology telecom telecommunications textiles trust university"""
    )
)
"""Second words of firms' names, which are called by the first: "Peabody" for Peabody Energy."""
_LONG_PAST = 1200
"""Characters, some three paragraphs of news, after which a surname is no longer the main bearer's by itself."""
_LONG = 3
_LONGEST_SYLLABLE = 6
"""Letters of the longest syllable of a Chinese given name ("Zhuang"): "Eng Chuang Min" is such a name, "Eng Peterson Lemaiyan" is none."""
_WITH_PURPOSES = frozenset(
    [
        "institute",
        "centre",
        "center",
        "foundation",
        "institution",
        "society",
        "association",
        "network",
        "alliance",
        "trust",
        "fund",
    ]
)
_YEAR_TAIL = re.compile(r"(?: of)? (?:19|20)\d\d$")
_FORM_TAIL = re.compile(r",? (?:inc|ltd|co|corp|corporation|company|plc|llc|group)\.?$")


def cluster_people(
    entities: Sequence[Entity],
    genders: Mapping[int, str],
    hints: Mapping[int, str] = MappingProxyType({}),
    relatives: frozenset[int] = frozenset(),
    titled: Collection[int] = (),
    pronouns: Mapping[str, Counter[str]] = MappingProxyType({}),
    kin: Collection[int] = (),
    text: str = "",
) -> list[Cluster]:
    """Clusters of the PERSON entities.

    Args:
        entities: All entities of a document, in order.
        genders: Index of an entity to the gender that an honorific before it states.
        hints: Index of an entity to the gender of the pronoun that follows it.
        relatives: Indices of people who are introduced as somebody's relative.
        titled: Indices of people with an office or honorific at that mention.
        pronouns: Names as printed to votes of the pronouns behind them.
        kin: Indices of people who are told as the relative of somebody else's; no surname is theirs by how often they are named.
        text: The document's, where relatives are looked for who are named by their given name alone.
    """
    clusters: list[Cluster] = []
    full: dict[int, Cluster] = {}
    people = [(i, replace(e, name=bare(e.name))) for i, e in enumerate(entities) if e.label == "PERSON"]
    names = {e.name for _, e in people}
    people = [(i, replace(e, name=_without_honour(e.name, names))) for i, e in people]
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
    forms = short_names(clusters)
    weight = Counter(home.order for home in full.values())
    shared = namesakes(people, full, relatives, titled, clusters, forms)
    family = family_names(text, people, full, relatives) if text else {}
    for i, e in people:
        name = _without_rank(e.name)
        titled_only = i not in full and i in genders and (folded(name), genders[i]) not in family
        known = forms.get(folded(name), []) if titled_only else []
        _outweigh(known, genders.get(i), full, titled, pronouns)
        if known and not any(may_be(c, genders[i]) for _, c in known):  # "Mr. Obama" where only Michelle Obama is named in full
            clusters.append(Cluster("PERSON", name, genders={genders[i]}, order=len(clusters)))
            forms.setdefault(folded(name), []).append((2, clusters[-1]))
    weight.update(
        c.order for i, e in people if i not in full and (c := only_of_gender(e.name, forms, genders.get(i))) is not None
    )
    weight.update(dict.fromkeys((full[i].order for i in kin if i in full), -len(people)))  # below everybody else
    alone = {e.name for _, e in people if " " not in e.name}
    for i, e in people:
        far = partial(_is_far, entities, e.start)
        home = full.get(i)
        if home is None and (pair := shared.get(folded(e.name))) is not None:
            home = pair.meant(genders.get(i))
        name = _without_rank(e.name)
        home = home or _relative(name, family.get((folded(name), genders.get(i, ""))), clusters)
        home = home or bearer(name, forms, genders.get(i), hint=hints.get(i), weight=weight, far=far, alone=alone, longer=short)
        if home is None:
            home = Cluster("PERSON", e.name, order=len(clusters))
            clusters.append(home)
            forms.setdefault(folded(e.name), []).append((2, home))
        home.members.append(i)
        if i in genders:
            home.genders.add(genders[i])
    return [c for c in clusters if c.members]


def _relative(family: str, i: int | None, clusters: Sequence[Cluster]) -> Cluster | None:
    """Whoever has a relative's mention, by given name and the family's from here on: "his mother, Sinéad", "Mrs Moroney"."""
    home = next((c for c in clusters if i in c.members), None) if i is not None else None
    if home is not None and " " not in home.name:
        home.name = f"{home.name} {family}"
    return home


def _outweigh(
    known: Sequence[tuple[int, Cluster]],
    gender: str | None,
    full: Mapping[int, Cluster],
    titled: Collection[int],
    pronouns: Mapping[str, Counter[str]],
) -> None:
    """`Mr Koroi` outweighs that Angela is listed as a woman's name.

    Where the text has introduced but one Koroi by an office, and calls that person by no "she".
    """
    if gender is None or len(known) != 1 or known[0][1].genders or may_be(known[0][1], gender):
        return
    other = "female" if gender == "male" else "male"
    spoken = pronouns.get(known[0][1].name)
    if not (spoken and spoken[other]) and any(full.get(i) is known[0][1] for i in titled):
        known[0][1].genders.add(gender)


def _is_far(entities: Sequence[Entity], start: int, i: int) -> bool:
    return start - entities[i].end > _LONG_PAST


def bare(name: str) -> str:
    """A person's name without honorifics; "Sheikh" and "Pope" stay, since they may be all that tells a name apart."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in HONORIFICS and not (words[0] == "U" and len(words) == 2):
        words = words[1:]
    while len(words) > _LONG and words[0].lower() in BEFORE_LONG_NAMES:
        words = words[1:]
    titled = len(words) == _LONG and is_given(words[1]) and words[1].lower() not in AKAN_NAMES
    given = titled or (len(words) == _LONG and words[0].lower() in _STYLES and len(words[1]) > _LONGEST_SYLLABLE)
    if len(words) == _LONG and (words[0].lower() in BEFORE_TWO_NAMES or (given and words[0].lower() in BEFORE_GIVEN_NAMES)):
        words = words[1:]
    return " ".join(words)


def _without_honour(name: str, known: Collection[str]) -> str:
    """`Hüseyin Bey` as "Hüseyin", where somebody of that given name is named in full."""
    first, _, honour = name.partition(" ")
    return first if honour.lower() in BEHIND_NAMES and any(k != name and k.startswith(f"{first} ") for k in known) else name


def _without_rank(name: str) -> str:
    words = name.split()
    return " ".join(words[1:]) if len(words) > 1 and words[0].lower() in ROYAL | _STYLES else name


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
    names = {canonical_name(e.name): canonical(e) for _, e in chosen}
    expansions = {a: canonical_name(full) for a, full in acronyms.items()}
    by_letters: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, e in chosen:
        if " " in e.name:
            by_letters[_letters(e.name)].add((canonical(e), e.name))
    clusters: dict[str, Cluster] = {}
    ended: defaultdict[str, set[str]] = defaultdict(set)  # last words of full names so far
    begun: defaultdict[str, set[str]] = defaultdict(set)  # what stands before "for" in full names so far
    firms: defaultdict[str, set[str]] = defaultdict(set)  # first word of full names of firms so far
    of_kind: dict[str, str] = {}  # kind of body to the one that was named last
    for i, e in chosen:
        canon = canonical(e)
        plain = e.name.replace(".", "")
        if e.name in expansions and expansions[e.name] in names:
            canon = names[expansions[e.name]]
        elif is_acronym(plain) and plain.isupper() and len(plain) > 2 and e.label in {"ORG", "POLICY"}:
            full = {n for n, name in by_letters.get(plain, ()) if matches_initials(plain, name)}
            if len(full) == 1:
                canon = next(iter(full))
        elif e.label == "ORG" and canon in _KINDS:
            canon = of_kind.get(canon, canon)
        elif e.label == "ORG" and i in definite and len(ended.get(canon, ())) == 1:
            canon = next(iter(ended[canon]))
        elif e.label == "ORG" and canon not in clusters:
            canon = next((next(iter(known[canon])) for known in (begun, firms) if len(known.get(canon, ())) == 1), canon)
        home = clusters.setdefault(canon, Cluster(e.label, e.name))
        home.members.append(i)
        words = canon.split()
        if len(words) > 1 and e.label == "ORG":
            for k in range(1, len(words)):
                ended[" ".join(words[k:])].add(canon)
            begun[_before_purpose(words)].add(canon)
            if words[1] in _OF_FIRMS and words[0] not in _KINDS:
                firms[words[0]].add(canon)
        of_kind |= dict.fromkeys(_KINDS.intersection((words[0], words[-1])) if len(words) > 1 else (), canon)
        heading = " " in home.name and home.name.isupper() and not e.name.isupper() and len(e.name) == len(home.name)
        if len(e.name) > len(home.name) or heading:  # "BANK OF JAMAICA", "Bank of Jamaica"
            home.name = e.name
    return list(clusters.values())


def _before_purpose(words: Sequence[str]) -> str:
    """What stands before "for" in a name: "the Horn Institute" for the Horn Institute for Food Policy; nothing in most names."""
    purpose = next((k for k in range(2, len(words)) if words[k] == "for"), 0)
    return " ".join(words[:purpose]) if words[purpose - 1] in _WITH_PURPOSES and "of" not in words[:purpose] else ""


def _letters(name: str) -> str:
    """Initials of the capitalised words, exactly what an acronym that no bracket introduces must be."""
    return "".join(w[0] for w in re.split(r"[\s\-]+", name) if w and w[0].isupper())


def canonical(e: Entity) -> str:
    """What two mentions must share to be exactly the same name."""
    name = canonical_name(e.name)
    if e.label in {"GPE", "LOC"}:
        words = name.split()
        while len(words) > 1 and words[-1] in PLACE_NOUNS and " ".join(words[:-1]) not in countries():
            words.pop()  # but "Mexico City"
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
