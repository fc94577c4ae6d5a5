"""Two people who share a surname that is printed once: "Sinéad and Tom Hartigan"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.roles import HONORIFICS
from policynlp.tag.people.surnames import surname
from policynlp.tags import Entity


def with_shared_surnames(tokens: Tokens, mentions: Sequence[Mention], entities: Sequence[Entity]) -> list[Entity]:
    """The entities, each given name before "and" and a full name with the surname of the latter.

    Only where the word is a given name that we know, or the text is on first-name terms with the other one, too ("says Tom"): else
    it may be a surname ("Trump and Hillary Clinton"). Nor where it stands in another full name of the document.
    """
    people = [(m, e) for m, e in zip(mentions, entities, strict=True) if e.label == "PERSON"]
    alone = {e.name for _, e in people if " " not in e.name}
    in_full = {w for _, e in people if " " in e.name for w in e.name.split()}
    starts = {m.start: e for m, e in people}
    out = list(entities)
    for i, (m, e) in enumerate(zip(mentions, entities, strict=True)):
        other = starts.get(m.end + 1)
        if e.label != "PERSON" or " " in e.name or other is None or tokens.lower[m.end] not in {"and", "&"}:
            continue
        words = other.name.split()
        titled = m.start and tokens.lower[m.start - 1].rstrip(".") in HONORIFICS
        if len(words) < 2 or words[0].lower() in HONORIFICS or e.name in in_full or titled:
            continue
        if words[0] in alone or likely_gender(f"{e.name} {words[-1]}"):
            out[i] = replace(e, name=f"{e.name} {surname(words)}")
    return out
