"""Short names: which people of a document a surname or a given name may stand for, and whom it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from policynlp.tag.entities.component import entity_key
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.surnames import folded, short_forms, surname

Forms = dict[str, list[tuple[int, "Cluster"]]]
"""Short form to the people that may be meant: 2 by surname, 1 by another part of the name."""


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


def short_names(clusters: Sequence[Cluster]) -> Forms:
    """Short form to the people that may be meant: 2 by surname, 1 by another part of the name."""
    forms: Forms = defaultdict(list)
    for c in clusters:
        words = c.name.split()
        likely = folded(surname(words))
        firsts = {folded(" ".join(words[:k])) for k in range(1, len(words))}  # "Katrín", "Jón Atli"
        for form in {folded(f) for f in short_forms(words)} | firsts:
            forms[form].append((2 if form == likely or likely.endswith(" " + form) else 1, c))
    return forms


def may_be(cluster: Cluster, gender: str) -> bool:
    """Whether somebody may be of a gender: as titles state it, else as the given name suggests."""
    return gender in (cluster.genders or {likely_gender(cluster.name) or gender})


def only_of_gender(name: str, forms: Forms, gender: str | None) -> Cluster | None:
    """`Mr. Obama`: the one bearer of the name who may be a man, where there are several."""
    found = forms.get(folded(name), []) if gender else []
    fitting = [c for _, c in found if gender and may_be(c, gender)]
    return fitting[0] if len(found) > 1 and len(fitting) == 1 else None


def bearer(
    name: str,
    forms: Forms,
    gender: str | None,
    *,
    hint: str | None,
    weight: Mapping[int, int],
    far: Callable[[int], bool],
    alone: Collection[str] = (),
    longer: Collection[str] = (),
) -> Cluster | None:
    """Who a short form stands for: the likeliest reading, then whoever was mentioned last.

    Where somebody of that name is named in full more often and was mentioned not long before, it is him or her: news calls one
    person of a family by the surname alone and the others by full or given names.

    Args:
        name: The short form.
        forms: Of `short_names`.
        gender: That an honorific states.
        hint: Gender of the pronoun behind the mention.
        weight: Place of a cluster to the number of its full names and of short ones that can be nobody else's.
        far: Whether the entity at an index is long past.
        alone: Names of one word that the text prints: who is named later and called by the given name is not called by the surname.
        longer: Short names of several words that the text prints: whoever is called "Quiroga Bravo" is not "Quiroga" beside another.
    """
    found = forms.get(folded(name), [])
    if gender:
        found = [(w, c) for w, c in found if may_be(c, gender)]
    if hint and len(found) > 1:
        found = [(w, c) for w, c in found if may_be(c, hint)] or found
    if not found:
        return None
    best = max(w for w, _ in found)
    readings = [c for w, c in found if w == best]
    if len(readings) > 1 and longer:
        readings = [c for c in readings if not _is_called_more(c, name, longer)] or readings
    if best == 2 and len(readings) > 1:
        first = min(readings, key=lambda c: c.order)
        readings = [
            c for c in readings if c is first or c.name.split()[0] not in alone or weight[c.order] > weight[first.order]
        ]
    if best == 1:
        before = [c for c in readings if c.members]
        readings = before or readings
    last = max(readings, key=lambda c: (c.members[-1] if c.members else -1, -c.order))
    main = max(readings, key=lambda c: (weight[c.order], -c.order))
    if (
        best == 2
        and weight[main.order] > weight[last.order]
        and (not last.members or (main.members and not far(main.members[-1])))
    ):
        return main
    return last


def _is_called_more(cluster: Cluster, name: str, longer: Collection[str]) -> bool:
    """Whether a text shortens somebody's name to more than this: to both of two surnames."""
    return any(form.startswith(f"{name} ") and cluster.name.endswith(f" {form}") for form in longer)
