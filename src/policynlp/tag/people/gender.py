"""Gender of a person as the text states it: honorifics, gendered titles, and pronouns that can mean nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import GENDERED, HONORIFICS

PRONOUNS: Mapping[str, str] = {
    "he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "hers": "female",
    "herself": "female",
}  # fmt: skip
_SUBJECTS = frozenset({"he", "she"})
_LEAST_VOTES = 2
"""One "her" may be somebody two paragraphs above; one "she" is not."""
_LEAST_UNLIKELY = 6
"""Three subjects: a woman called James is told of more than once."""
_MAX_AHEAD = 20
_QUOTES = frozenset('"“”')


def stated(honorific: str | None, titles: Sequence[str]) -> str | None:
    """Gender that a title states."""
    if honorific and HONORIFICS.get(honorific):
        return HONORIFICS[honorific]
    return next((GENDERED[w] for t in titles for w in t.lower().split() if w in GENDERED), None)


def pronoun_votes(tokens: Tokens, owner: Mapping[int, str]) -> dict[str, Counter[str]]:
    """Pronouns outside of quotation marks that follow one person's mention, with nobody else named in the two sentences.

    Args:
        tokens: The document.
        owner: Token index to the key of the person named there.

    Returns:
        Key to votes per gender: two for a subject, one for any other pronoun.
    """
    votes: dict[str, Counter[str]] = {}
    here: list[str] = []
    before: list[str] = []
    quoted = False
    for i, word in enumerate(tokens.lower):
        if tokens.sent_start[i]:
            before, here = here or before, []
        if tokens.barrier[i]:
            quoted = False
        if word in _QUOTES:
            quoted = word == "“" or (word == '"' and not quoted)
        if i in owner:
            if owner[i] not in here:
                here.append(owner[i])
        elif word in PRONOUNS and not quoted and not (tokens.cap[i] and not tokens.sent_start[i]):
            another = f"?{PRONOUNS[word]}"
            candidates = {key for key in here or before if not key.startswith("?") or key == another}
            if here and _is_object(tokens, i):
                here.append(another)  # "McConnell met with her. She said no": not McConnell
            elif len(candidates) == 1 and another not in candidates:
                votes.setdefault(candidates.pop(), Counter())[PRONOUNS[word]] += 2 if word in _SUBJECTS else 1
    return votes


def pronouns_behind(tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, str]:
    """Index of a person's mention of one word to the gender of the first pronoun behind it in its sentence, before anybody else."""
    found = {}
    stop = len(tokens)
    for k in range(len(mentions) - 1, -1, -1):
        m = mentions[k]
        if m.label != "PERSON":
            continue
        end, stop = min(stop, m.end + _MAX_AHEAD), m.start
        for i in range(m.end, end if m.end - m.start == 1 else m.end):
            if tokens.sent_start[i] or tokens.lower[i] in _QUOTES:
                break
            if tokens.lower[i] in PRONOUNS and not _is_object(tokens, i):
                found[k] = PRONOUNS[tokens.lower[i]]
                break
    return found


def _is_object(tokens: Tokens, i: int) -> bool:
    return tokens.lower[i] in {"him", "her"} and tokens.doc[i].tag_ == "PRP"


def decided(stated_genders: set[str], votes: Counter[str] | None, *, likely: str | None = None) -> str | None:
    """One gender, or null where the text says none or both.

    Args:
        stated_genders: What titles state.
        votes: Of pronouns; "Ruth Amsel met a farmer. He said" is one that is wrong.
        likely: What the name suggests; a gender that it does not suggest needs more votes.
    """
    if len(stated_genders) == 1:
        return next(iter(stated_genders))
    if stated_genders or not votes:
        return None
    (first, most), *rest = votes.most_common()
    least = _LEAST_VOTES if likely in {None, first} else _LEAST_UNLIKELY
    return first if most >= least and (not rest or most >= 3 * rest[0][1]) else None
