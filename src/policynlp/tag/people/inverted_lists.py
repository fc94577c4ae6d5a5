"""Names in lists that begin with the surname in capitals, as records of committees have them: `HARTIGAN, Ms Louise, Chief Executive`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.tag.people.roles import HONORIFICS
from policynlp.tag.people.short_names import Cluster
from policynlp.tags import Entity

_LISTED = re.compile(
    r"^[ \t]*(?P<surname>[^\W\d_a-z](?:[^\W\d_a-z]|['’-])+(?: [^\W\d_a-z](?:[^\W\d_a-z]|['’-])+)?), (?P<given>[^\W\d_a-z][\w.'’-]*"
    r"(?: [^\W\d_a-z][\w.'’-]*){0,3})(?=,|[ \t]*[\[(]|[ \t]*$)",
    re.MULTILINE,
)
_LEAST = 2
"""One such line may be a headline or an address."""


def in_order(text: str, entities: Sequence[Entity], clusters: Sequence[Cluster]) -> list[Cluster]:
    """The people, those of such a list with their given names first and what stood apart in one: "Louise Hartigan".

    Args:
        text: The document's.
        entities: All of its entities.
        clusters: Its people.
    """
    listed = list(_LISTED.finditer(text))
    if len(listed) < _LEAST:
        return list(clusters)
    out = list(clusters)
    for line in listed:
        words = line["given"].split()
        while len(words) > 1 and (words[0].lower() in HONORIFICS or f"{words[0].lower()}." in HONORIFICS):
            words = words[1:]
        whole = next((c for c in out if c.name.casefold() == line["surname"].casefold()), None)
        if whole is None or words[0].lower() in HONORIFICS:
            continue
        here = [c for c in out if c is not whole and all(line.start() <= entities[i].start < line.end() for i in c.members)]
        whole.name = f"{' '.join(words)} {line['surname'].title()}"
        for part in here:  # "Louise", of whom nothing else is told
            whole.members = sorted([*whole.members, *part.members])
            whole.genders |= part.genders
            out.remove(part)
    return out
