"""The names of a document once more, now that all are known: people that were taken for something else, cut short or missed.

A name model is trained on American news: "Katrín" alone becomes an organisation, "Carolina Vergara Soto" too. What stands beside
the name elsewhere in the document says what it is. Works with any entity layer in front of it.
"""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.tokens import Mention, Tokens, end_of_person
from policynlp.tag.people.evidence import SPEAKS, STRONG, called_alone, evidence, person_shaped
from policynlp.tag.people.first_mentions import OF_PLACES, named_in_full
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.missed import missed
from policynlp.tag.people.not_people import (
    as_no_person,
    firms_called_shortly,
    has_name_of_body,
    is_common_word,
    is_presided,
)
from policynlp.tag.people.office_letters import is_office_in_letters
from policynlp.tag.people.roles import (
    HONORIFICS,
    OFFICES,
    PARTISANS,
    ROYAL,
    SEATS,
    STYLES,
    SURNAMES_TOO,
    UNIQUE_OFFICES,
    role_head,
)
from policynlp.tag.people.strays import over_hyphens, without_strays
from policynlp.tag.people.surnames import SUFFIXES, short_forms
from policynlp.tag.people.told_apart import told_apart, with_their_kind
from policynlp.tag.people.whole_names import DOUBTFUL, acts_alone, is_initial, made_whole

_SCORE = 0.7
_NAME_WORDS = 3
_MOST_INITIAL = 2
"""Letters: `Kh. Enkhmaa`."""
_ACADEMIC = frozenset({"prof", "professor", "dr"})
"""In front of "Sinéad Aylward of the University of Cork" they are the person's."""
_TRADES = frozenset("grower farmer driver cleaner trainer sailor singer coach clerk priest constable sheriff".split())
"""Surnames that are no given names: before one, they are what somebody does ("Grower Jim Trethowan")."""
_SUM = re.compile(r"[A-Z]{1,4}\d[\d,.]*")
_EDGES = frozenset({"'", "’", "'s", "’s", ".", "-"})
"""What names do not begin with: "the association | ’s Hendershot"."""
_DASHES = frozenset("-–—/|@")
_TITLES = frozenset(
    {"president", "minister", "premier", "chancellor", "senator", "governor", "secretary", "ambassador", "justice"}
)


def restored(tokens: Tokens, mentions: Sequence[Mention], *, certain: frozenset[int]) -> list[Mention]:
    """Mentions with people relabelled, made whole and added; the very same objects where nothing changed.

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
        certain: Indices of mentions that are what they are labelled (places of the gazetteer).
    """
    called = called_alone(tokens)
    mentions = with_their_kind(tokens, mentions)
    kept = (m for i, m in enumerate(mentions) if i in certain or not _is_none(tokens, m))
    fixed = firms_called_shortly(tokens, _as_bodies_too(tokens, [as_no_person(tokens, m) for m in kept]))
    fixed = _apart(_without_offices(tokens, fixed))
    sure = {id(mentions[i]) for i in certain}
    fixed = over_hyphens(tokens, [_untitled(tokens, part) for m in fixed for part in _behind_body(tokens, m)])
    fixed = made_whole(tokens, [_with_given_name(tokens, m, fixed) for m in fixed], sure)
    alone = called.keys() | {tokens.text[m.start] for m in fixed if m.label == "PERSON" and m.end - m.start == 1}
    fixed = _halves_joined(tokens, [part for m in fixed for part in _parted(tokens, m, alone)])
    fixed = [m if id(m) in sure else _ended(tokens, _relabelled(tokens, m, called)) for m in fixed]
    fixed = named_in_full(tokens, _called_later(tokens, fixed, sure), sure, called)
    taken = {i for m in fixed for i in range(m.start, m.end)}
    fixed = _sorted(fixed, (m for m in missed(tokens, taken, called) if not is_common_word(tokens, m)))
    return without_strays(tokens, told_apart(tokens, _short_forms_too(tokens, fixed, sure, called), called))


def _as_bodies_too(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """With the names of several words that turned out to be bodies as such wherever they stand: "the company Litio Sur", "Litio Sur"."""
    several = (m for m in mentions if m.label == "ORG" and m.origin == "rule" and m.end - m.start > 1)
    bodies = {tokens.words(m.start, m.end) for m in several if not is_presided(tokens, m)}
    return [
        replace(m, label="ORG", origin="rule") if m.label == "PERSON" and tokens.words(m.start, m.end) in bodies else m
        for m in mentions
    ]


def _is_none(tokens: Tokens, m: Mention) -> bool:
    """Whether a mention is no name: a common word, an initial, a sum ("SR742")."""
    sum_of_money = m.label == "PERSON" and m.end - m.start == 1 and _SUM.fullmatch(tokens.text[m.start]) is not None
    return sum_of_money or is_common_word(tokens, m) or is_initial(tokens, m)


def _without_offices(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """Without offices that a model takes for bodies, before whoever holds them: `The Minority Spokesperson on Agriculture, Mr Abdul`."""
    held = {m.start for m in mentions if m.label == "PERSON"}
    return [m for m in mentions if m.label != "ORG" or not _is_office(tokens, m, held)]


def _is_office(tokens: Tokens, m: Mention, held: set[int]) -> bool:
    if m.end + 1 >= len(tokens) or tokens.text[m.end] != ",":
        return False
    behind = m.end + 1 + (tokens.lower[m.end + 1].rstrip(".") in HONORIFICS)
    behind += behind < len(tokens) and tokens.text[behind] == "."
    if not {m.end + 1, behind} & held:
        return False
    head = next((k for k in range(m.start, m.end) if tokens.text[k].islower() and tokens.lower[k] != "the"), m.end) - 1
    return head > m.start and tokens.lower[head] in OFFICES


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Without those that lie in one that has grown over them."""
    out: list[Mention] = []
    for m in mentions:
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out


def _ended(tokens: Tokens, m: Mention) -> Mention:
    """A person without what is named after that person: "Barack Obama Election Day"."""
    end = end_of_person(tokens, m.start, m.end) if m.label == "PERSON" else m.end
    if m.label == "PERSON":  # "Ana Reis - Correspondent"
        end = next((k for k in range(m.start + 1, end) if tokens.text[k] in _DASHES and not tokens.joined(k)), end)
    return replace(m, end=end) if end < m.end else m


def _sorted(*parts: Iterable[Mention]) -> list[Mention]:
    return sorted((m for part in parts for m in part), key=lambda m: m.start)


def _behind_body(tokens: Tokens, m: Mention) -> list[Mention]:
    """`Rescue Board Ott-Kaarel Jõgi` as one person behind "General of the": the body, and the person alone."""
    inside = range(m.start + 1, m.end - 1) if m.label == "PERSON" and m.start and tokens.lower[m.start - 1] == "the" else ()
    head = next((k for k in inside if tokens.lower[k] in ORG_HEADS and tokens.lower[k] not in SURNAMES_TOO), None)
    if head is None or tokens.lower[m.start - 2] != "of":
        return [m]
    return [Mention(m.start, head + 1, "ORG", "rule", _SCORE), replace(m, start=head + 1)]


def _untitled(tokens: Tokens, m: Mention) -> Mention:
    """A person without the titles that the name layer took in: `Cllr Judith Farrow`, `Councilmember Joan Petrakis`.

    Royal and clerical titles stay before a single word ("Pope Francis").
    """
    if m.label != "PERSON":
        return m
    start = m.start
    offices = (SEATS | UNIQUE_OFFICES) - SURNAMES_TOO
    seats = (
        k + 1 for k in range(start, m.end - 2) if tokens.lower[k] in offices
    )  # "Labor MLC Priya Raman", "Bonghwa Mayor" + name
    start = next(seats, start)
    while start < m.end - 1:
        low = tokens.lower[start]
        left = m.end - start - 1
        honorific = low in HONORIFICS and low not in ROYAL and tokens.text[start] != "CR"  # initials
        role = (role_head(low) is not None or low in ROYAL) and low not in SURNAMES_TOO - ROYAL and left > 1
        verb = low in SPEAKS or low == "stated"  # "Stated Stone"
        styled = low in STYLES and (low != "hon" or left > 1)  # "Hon Lik" is a name
        honorific = honorific or (left > 1 and is_office_in_letters(tokens, start))
        honorific = honorific or (low == "seri" and left > 1 and _is_honoured(tokens, start))
        honorific = honorific or styled or (low == "right" and tokens.lower[start + 1] in STYLES)
        party = low in PARTISANS and left > 1
        role = role or (low in _TRADES and left > 1 and likely_gender(tokens.words(start + 1, m.end)) is not None)
        if low == "pro" and left > 2 and tokens.lower[start + 1] in {"tem", "tempore"}:
            start += 2  # "Mayor Pro Tem Ann Lee"
            continue
        if not (honorific or role or verb or party or tokens.text[start] in _EDGES) or (low == "u" and left < 2):
            break
        start += 1
    return m if start == m.start else Mention(start, m.end, "PERSON", m.origin, m.score)


def _is_honoured(tokens: Tokens, i: int) -> bool:
    """Whether an honorific stands right before a word: "Dato' | Seri Azlan Hamdan"."""
    before = i - 1 - (i > 1 and tokens.text[i - 1] in {"'", "’"})
    return before >= 0 and not tokens.barrier[i] and tokens.lower[before] in HONORIFICS


def _with_given_name(tokens: Tokens, m: Mention, mentions: Sequence[Mention]) -> Mention:
    """`MOLEFE` in "ADDRESS BY PRESIDENT THABO MOLEFE" with the name between it and the title; models cut names in capitals."""
    i = m.start - 1
    if m.label != "PERSON" or m.end - m.start != 1 or i < 1 or any(tokens.barrier[i : m.end]):
        return m
    shouted = all(w.isupper() and w.isalpha() and len(w) > 1 for w in tokens.text[i : m.end])
    titled = tokens.lower[i - 1] in HONORIFICS or tokens.lower[i - 1] in STYLES or tokens.lower[i - 1] in _TITLES
    free = role_head(tokens.text[i]) is None and all(not o.start <= i < o.end for o in mentions)
    plain = tokens.lower[i] not in HONORIFICS and tokens.lower[i] not in STYLES
    return Mention(i, m.end, "PERSON", m.origin, m.score) if shouted and titled and free and plain else m


def _parted(tokens: Tokens, m: Mention, called: Set[str]) -> list[Mention]:
    """`Fodor Áron of Corvin University` as one organisation: the person alone, where the document goes on to call him."""
    if m.label != "ORG" or m.end - m.start < 4:
        return [m]
    inside = next(
        (k for k in range(m.start, m.end - 4) if tokens.lower[k].rstrip(".") not in {*_ACADEMIC, "the", "."}), m.start
    )
    start = inside if tokens.lower[m.start].rstrip(".") in _ACADEMIC else m.start
    cut = next((k for k in range(start + 1, min(start + 4, m.end - 1)) if tokens.lower[k] == "of"), None)
    if cut is None or not all(tokens.cap[k] for k in range(start, cut)):
        return [m]
    named = bool({tokens.text[start], tokens.text[cut - 1]} & called) or (cut == start + 1 and acts_alone(tokens, start))
    before = tokens.text[start - 1] if start and not tokens.barrier[start] else ""
    titled = before.lower().rstrip(".") in _ACADEMIC or role_head(before) is not None  # "Economist Evita Lūse of the Institute"
    shaped = person_shaped(tokens, start, cut) if cut - start > 1 else named and tokens.lower[cut + 1] == "the"
    if not shaped or not (named or titled):
        return [m]
    return [Mention(start, cut, "PERSON", "rule", _SCORE), Mention(cut + 1, m.end, "ORG", "rule", _SCORE)]


def _halves_joined(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """`Gulchehra` + `Saidova`, `Kh` + `. Enkhmaa`: two people of one word each with no word between them are one."""
    out: list[Mention] = []
    for m in mentions:
        before = out[-1] if out else None
        single = before is not None and m.end - m.start == before.end - before.start == 1
        if single and before is not None and before.label == m.label == "PERSON" and _are_halves(tokens, before.start, m.start):
            out[-1] = Mention(before.start, m.end, "PERSON", "rule", _SCORE)
        else:
            out.append(m)
    return out


def _are_halves(tokens: Tokens, first: int, last: int) -> bool:
    """Whether two capital words of one line may be parts of one name: they touch, or the first is an initial with its dot."""
    words = tokens.text[first], tokens.text[last]
    if any(tokens.barrier[first + 1 : last + 1]) or not all(w.istitle() and w.isalpha() for w in words) or words[0] == words[1]:
        return False
    return last == first + 1 or (last == first + 2 and tokens.text[first + 1] == "." and len(words[0]) <= _MOST_INITIAL)


def _relabelled(tokens: Tokens, m: Mention, called: Mapping[str, int]) -> Mention:
    if m.label not in DOUBTFUL or tokens.headline[m.start] or tokens.furniture[m.start] or has_name_of_body(tokens, m):
        return m
    start = m.start + (tokens.lower[m.start] in HONORIFICS and m.end - m.start > 1)
    if not person_shaped(tokens, start, m.end):
        return m
    if start > m.start or evidence(tokens, start, m.end, called=called) >= STRONG:
        return Mention(start, m.end, "PERSON", "rule", _SCORE)
    return m


def _called_later(tokens: Tokens, mentions: list[Mention], sure: set[int]) -> list[Mention]:
    """`Timofei Gorbunov` as a place or a body, where the text goes on to call the last word alone a person, and nothing else by it."""
    single = [m for m in mentions if m.end - m.start == 1]
    alone = {tokens.text[m.start]: m.start for m in reversed(single) if m.label == "PERSON"}
    others = {tokens.text[m.start] for m in single if m.label != "PERSON"}
    out = []
    for m in mentions:
        last = tokens.text[m.end - 1]
        later = (
            last in alone and last not in others and alone[last] > m.start and m.label in {"ORG", "GPE"} and id(m) not in sure
        )
        named = later and 1 < m.end - m.start <= _NAME_WORDS and tokens.lower[m.start] not in OF_PLACES
        subject = named and person_shaped(tokens, m.start, m.end) and _is_subject(tokens, m)
        out.append(Mention(m.start, m.end, "PERSON", "rule", _SCORE) if subject else m)
    return out


def _is_subject(tokens: Tokens, m: Mention) -> bool:
    finite = m.end < len(tokens) and not tokens.barrier[m.end] and tokens.doc[m.end].tag_ in {"VBD", "VBZ", "VBP", "MD"}
    return finite or tokens.doc[m.end - 1].dep_ in {"nsubj", "nsubjpass"}


def _short_forms_too(tokens: Tokens, mentions: list[Mention], sure: set[int], called: Mapping[str, int]) -> list[Mention]:
    """Short forms of the people known by now, under another label or none."""
    forms: set[str] = set()
    firsts: set[str] = set()
    for m in mentions:
        if m.label != "PERSON":
            continue
        words = tokens.words(m.start, m.end).split()
        while len(words) > 1 and words[0].lower() in HONORIFICS:
            words = words[1:]
        if len(words) > 1:
            forms.update(short_forms(words))
            firsts.add(words[0])
            firsts.update(" ".join(words[:k]) for k in range(2, len(words)) if len(words) > 2)
        elif m.origin == "rule":
            forms.add(words[0])
    forms -= {f for f in forms if f.lower() in _ENGLISH or f.lower() in SUFFIXES or len(f) < 2}
    out: list[Mention] = []
    covered: set[int] = set()
    for m in mentions:
        covered.update(range(m.start, m.end))
        if m.label in DOUBTFUL and id(m) not in sure and not tokens.headline[m.start]:
            name = tokens.words(m.start, m.end)
            said = evidence(tokens, m.start, m.end) > 0 or name in called
            if person_shaped(tokens, m.start, m.end) and (name in forms or (name in firsts and said)):
                m = Mention(m.start, m.end, "PERSON", "rule", _SCORE)
        out.append(m)
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in forms | {f for f in firsts if f in called}:
        by_first[form.split()[0]].append(tuple(form.split()))
    return _sorted(out, _again(tokens, by_first, covered, called))


_ENGLISH = frozenset(
    "he you she it so do an in to no long may will can shall go be me my us we they a i or on at by if as is".split()
)
"""Names that are words: left to the entity layer."""


def _again(
    tokens: Tokens, by_first: dict[str, list[tuple[str, ...]]], covered: set[int], called: Mapping[str, int]
) -> list[Mention]:
    found: list[Mention] = []
    n = len(tokens)
    for i, word in enumerate(tokens.text):
        if i in covered or word not in by_first or tokens.furniture[i] or (found and found[-1].end > i):
            continue
        for form in sorted(by_first[word], key=len, reverse=True):
            end = i + len(form)
            if tuple(tokens.text[i:end]) != form or any(k in covered for k in range(i, end)):
                continue
            if _stands_alone(tokens, i, end, n) and (tokens.doc[i].pos_ == "PROPN" or word in called):
                found.append(Mention(i, end, "PERSON", "rule", _SCORE))
                break
    return found


def _stands_alone(tokens: Tokens, start: int, end: int, n: int) -> bool:
    """Whether no capital word or hyphen touches it, titles before it aside."""
    if end < n and not tokens.barrier[end]:
        if tokens.cap[end] and tokens.text[end].isalpha():
            return False
        if tokens.text[end] == "-" and tokens.joined(end):
            return False
    if start and not tokens.barrier[start]:
        before = tokens.text[start - 1]
        if before == "-" and tokens.joined(start):
            return False
        titled = before.lower() in HONORIFICS or role_head(before) is not None or tokens.sent_start[start - 1]
        if tokens.cap[start - 1] and before.isalpha() and not titled:
            return False
    return True
