"""Single words that are called a person here and a body or a place there: what the document says of them decides for all."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from policynlp.tag.entities.acronyms import is_acronym, matches_initials
from policynlp.tag.entities.lone_bodies import KINDS
from policynlp.tag.entities.place_names import capitals
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import STRONG, evidence
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import role_head

_OPEN = frozenset({"PERSON", "ORG", "GPE", "LOC"})
_WHERE = frozenset("in at near from of to outside around".split())
_PARTS = frozenset("north south east west northern southern eastern western central upper lower greater county rural".split())
_LEAST_INITIALS, _MOST_INITIALS = 3, 10
_SCORE = 0.7
_BODIES_AT_LEAST = 2
_PLACES = frozenset(
    "hamlet village town city township suburb settlement port commune municipality district county island".split()
)
_PEOPLE_THERE = frozenset(
    "people residents farmers villagers families growers students workers traders women men youth herders".split()
)
_GONE_OR_STAYED = frozenset(
    "visit visits trip travelled traveled drove walked moved flew born based live lives lived living arrived landed stationed".split()
)
_MOST_BEFORE_NOUN = 5
_BODIES = frozenset("company corporation group bank foundation university institute holdings industries enterprises".split())


def told_apart(tokens: Tokens, mentions: Sequence[Mention], called: Collection[str] = ()) -> list[Mention]:
    """Mentions of one word with the label that fits all of its mentions; the very same objects where nothing changed.

    A body: what stands behind a noun of its kind ("the consultancy AgroPont"), or is read as one twice and nowhere shown to be
    somebody. A place: what is told to be one ("Ccarhuapata, a hamlet"), a capital that speaks, and behind "in" or "of" what is one
    elsewhere. Neither, where a longer name of a person has the word.

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
        called: Words that the text calls people by: no places, whatever stands before them.
    """
    single: defaultdict[str, list[Mention]] = defaultdict(list)
    people: set[str] = set()
    for m in mentions:
        if m.end - m.start == 1 and m.label in _OPEN and tokens.text[m.start].isalpha():
            single[tokens.text[m.start]].append(m)
        elif m.label == "PERSON":
            people.update(tokens.text[m.start : m.end])
    label: dict[int, str] = {}
    for word, found in single.items():
        if word in people or (all(m.label == found[0].label for m in found) and found[0].label != "PERSON"):
            continue
        if any(_of_its_kind(tokens, m.start) for m in found) or _are_a_body(tokens, found):
            label |= {id(m): "ORG" for m in found}
        elif _is_capital(word) or any(_told_a_place(tokens, m, mentions, lone=word not in called) for m in found):
            label |= {id(m): "GPE" for m in found if m.label == "PERSON"}
        elif any(m.label in {"GPE", "LOC"} for m in found):
            label |= {id(m): "GPE" for m in found if m.label == "PERSON" and _where(tokens, m.start)}
    return [
        Mention(m.start, m.end, label[id(m)], "rule", _SCORE) if label.get(id(m), m.label) != m.label else m for m in mentions
    ]


def _are_a_body(tokens: Tokens, found: Sequence[Mention]) -> bool:
    """Whether a word is read as a body twice, and nothing beside it shows somebody's name: no honorific, age or role."""
    bodies = sum(m.label == "ORG" for m in found)
    return bodies >= _BODIES_AT_LEAST and not any(evidence(tokens, m.start, m.end) >= STRONG for m in found)


def _is_capital(word: str) -> bool:
    return word.lower() in capitals() and not is_given(word)


def with_their_kind(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """`Dong Xanh Seed` + `Company`: a person with the noun of a body behind the name is that body; a court of two states is one."""
    mentions = _courts_of_two(tokens, _by_initials(tokens, mentions))
    taken = {i for m in mentions for i in range(m.start, m.end)}
    return [
        Mention(m.start, m.end + 1, "ORG", "rule", _SCORE) if m.label == "PERSON" and _names_a_body(tokens, m.end, taken) else m
        for m in mentions
    ]


def _by_initials(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """`Kenya Medical Practitioners,` + `Pharmacists and Dentists Union` + "(KMPDU)": a body from where its initials begin."""
    out: list[Mention] = []
    for m in mentions:
        start = _where_initials_begin(tokens, m) if m.label == "ORG" else m.start
        inside = [o for o in out if o.end > start] if start < m.start else []
        if any(o.start < start - (tokens.lower[o.start] == "the") for o in inside):
            start, inside = m.start, []
        del out[len(out) - len(inside) :]
        out.append(m if start == m.start else Mention(start, m.end, "ORG", "rule", _SCORE))
    return out


def _where_initials_begin(tokens: Tokens, m: Mention) -> int:
    i = m.end
    if i + 2 >= len(tokens) or tokens.text[i] != "(" or tokens.text[i + 2] != ")" or tokens.barrier[i + 1]:
        return m.start
    short = tokens.text[i + 1]
    if not is_acronym(short) or not short.isupper() or tokens.text[m.start][0] == short[0] or len(short) < _LEAST_INITIALS:
        return m.start
    for start in range(m.start - 1, max(-1, m.start - _MOST_INITIALS), -1):
        word = tokens.text[start]
        if tokens.barrier[start + 1] or not (tokens.cap[start] or word in {",", "and", "of", "the", "for", "&"}):
            break
        if tokens.cap[start] and word[0] == short[0] and matches_initials(short, tokens.words(start, m.end)):
            return start
    return m.start


def _courts_of_two(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """`Punjab` + and + `Haryana High Court`."""
    out: list[Mention] = []
    for m in mentions:
        before = out[-1] if out else None
        court = m.label == "ORG" and m.end - m.start > 2 and tokens.lower[m.end - 2 : m.end] == ["high", "court"]
        if (
            court
            and before is not None
            and before.label in {"GPE", "LOC"}
            and before.end == m.start - 1
            and tokens.lower[m.start - 1] == "and"
        ):
            out[-1] = Mention(before.start, m.end, "ORG", "rule", _SCORE)
        else:
            out.append(m)
    return out


def _names_a_body(tokens: Tokens, i: int, taken: set[int]) -> bool:
    if i >= len(tokens) or i in taken or tokens.barrier[i] or tokens.lower[i] not in _BODIES or not tokens.text[i].istitle():
        return False
    return not tokens.headline[i] and (i + 1 >= len(tokens) or tokens.barrier[i + 1] or not tokens.cap[i + 1])


def _of_its_kind(tokens: Tokens, i: int) -> bool:
    """Whether a common noun of a kind of bodies stands straight before the name, and no other name behind it."""
    if not i or tokens.barrier[i] or tokens.lower[i - 1] not in KINDS or tokens.cap[i - 1]:
        return False
    return i + 1 >= len(tokens) or tokens.barrier[i + 1] or not tokens.cap[i + 1]


def _where(tokens: Tokens, i: int) -> bool:
    return i > 0 and not tokens.barrier[i] and tokens.lower[i - 1] in _WHERE


def _in_part_of(tokens: Tokens, i: int) -> bool:
    """`in north Leitrim`: no person has a north."""
    return i > 1 and tokens.lower[i - 1] in _PARTS and tokens.lower[i - 2] in _WHERE and not any(tokens.barrier[i - 1 : i + 1])


def _also_a_place(tokens: Tokens, i: int, mentions: Sequence[Mention]) -> bool:
    """`the Darling, or Barka`: another name of the place before it."""
    if i < 3 or tokens.lower[i - 1] != "or" or tokens.text[i - 2] != "," or any(tokens.barrier[i - 2 : i + 1]):
        return False
    return any(m.end == i - 2 and m.label in {"GPE", "LOC"} for m in mentions)


def _told_a_place(tokens: Tokens, m: Mention, mentions: Sequence[Mention], *, lone: bool) -> bool:
    """Whether the words beside a name say that it is a place."""
    if _is_a_place(tokens, m.end) or _in_part_of(tokens, m.start) or _also_a_place(tokens, m.start, mentions):
        return True
    return lone and _where(tokens, m.start) and m.start > 1 and _leads_to_a_place(tokens, m.start - 1)


def _leads_to_a_place(tokens: Tokens, i: int) -> bool:
    """Whether people are from there, or somebody goes there: "a pensioner from Kell", "a visit to Kell", "born in Kell"."""
    before = tokens.lower[i - 1]
    if i > 2 and "to" in tokens.lower[i - 3 : i - 1]:
        return False  # "a threat to farmers from Trump", "a question to the minister from Okafor"
    if tokens.lower[i] == "from" and (role_head(before) is not None or before in _PEOPLE_THERE):
        return True
    return tokens.lower[i] in {"to", "in"} and before in _GONE_OR_STAYED | _PEOPLE_THERE


def _is_a_place(tokens: Tokens, i: int) -> bool:
    """Whether `, a` and the noun of a place stand behind the name: ", a hamlet of stone", ", the port town"."""
    n = len(tokens)
    if i + 2 >= n or tokens.text[i] != "," or tokens.lower[i + 1] not in {"a", "an", "the"} or any(tokens.barrier[i : i + 3]):
        return False
    for k in range(i + 2, min(i + 2 + _MOST_BEFORE_NOUN, n)):
        if tokens.lower[k] in _PLACES:
            return k + 1 >= n or tokens.doc[k + 1].tag_ not in {"NN", "NNS", "NNP"}  # not "a village teacher"
        if tokens.barrier[k] or tokens.doc[k].tag_ not in {"JJ", "NN", "NNP", "VBN", "HYPH", "RB", ","}:
            return False
    return False
