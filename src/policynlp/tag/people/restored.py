"""The names of a document once more, now that all are known: people that were taken for something else, cut short or missed.

A name model is trained on American news: "Katrín" alone becomes an organisation, "Carolina Vergara Soto" too. What stands beside
the name elsewhere in the document says what it is. Works with any entity layer in front of it.
"""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens, end_of_person
from policynlp.tag.people.evidence import SPEAKS, STRONG, called_alone, evidence, person_shaped
from policynlp.tag.people.missed import missed
from policynlp.tag.people.roles import (
    CALLED_PARENTS,
    HONORIFICS,
    MODIFIERS,
    OFFICES,
    PARTISANS,
    ROYAL,
    SEATS,
    SURNAMES_TOO,
    role_head,
)
from policynlp.tag.people.seats import is_seat
from policynlp.tag.people.strays import over_hyphens, without_strays
from policynlp.tag.people.surnames import PARTICLES, SUFFIXES, VIETNAMESE, is_surname_first, short_forms
from policynlp.tag.people.told_apart import told_apart, with_their_kind

_DOUBTFUL = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
"""Labels that may hide a person."""
_JOINS = PARTICLES | {"i", "y"}
_LETTERS = re.compile(r"[^\W\d_]+|(?:[A-Z]\.)+")
"""What a nickname is made of: words, or initials with dots."""
_OPEN, _CLOSE = frozenset("\"“'‘"), frozenset("\"”'’")
_SCORE = 0.7
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV"})
_PLURAL = frozenset({"NNS", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def restored(tokens: Tokens, mentions: Sequence[Mention], *, certain: frozenset[int]) -> list[Mention]:
    """Mentions with people relabelled, made whole and added; the very same objects where nothing changed.

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
        certain: Indices of mentions that are what they are labelled (places of the gazetteer).
    """
    called = called_alone(tokens)
    mentions = with_their_kind(tokens, mentions)
    fixed = [_no_person(tokens, m) for i, m in enumerate(mentions) if i in certain or not _common_word(tokens, m)]
    sure = {id(mentions[i]) for i in certain}
    fixed = over_hyphens(tokens, [_untitled(tokens, m) for m in fixed])
    fixed = _joined(tokens, fixed, sure)
    fixed = [part for m in fixed for part in _parted(tokens, m, called)]
    fixed = [m if id(m) in sure else _ended(tokens, _relabelled(tokens, m, called)) for m in fixed]
    taken = {i for m in fixed for i in range(m.start, m.end)}
    fixed = _sorted(fixed, (m for m in missed(tokens, taken, called) if not _common_word(tokens, m)))
    return without_strays(tokens, told_apart(tokens, _short_forms_too(tokens, fixed, sure, called)))


def _ended(tokens: Tokens, m: Mention) -> Mention:
    """A person without what is named after that person: "Barack Obama Election Day"."""
    end = end_of_person(tokens, m.start, m.end) if m.label == "PERSON" else m.end
    return replace(m, end=end) if end < m.end else m


def _sorted(*parts: Iterable[Mention]) -> list[Mention]:
    return sorted((m for part in parts for m in part), key=lambda m: m.start)


_OF_FIRMS = frozenset({"ceo", "cfo", "coo", "cto", "analyst"})
"""Roles in front of which a name of two words is a firm's."""
_OF_DEMOCRATS = frozenset({"christian", "social", "liberal", "free"})
_PLACE_ENDS = frozenset({"city", "county", "province", "township"})
_BODY_ENDS = frozenset(
    """
    university institute ministry committee council commission association inc corp ltd hospital department agency elementary
    steelworks motors airways securities holdings bureau federation television radio
    """.split()
)
"""Last words of names that no surname is."""


def _common_word(tokens: Tokens, m: Mention) -> bool:
    """Whether a "person" is a word: "Pollsters said", "Nationally, ...", "Agriculture Minister", "Mum"."""
    if m.label != "PERSON":
        return False
    if is_seat(tokens.words(m.start, m.end)) or _is_honorific(tokens, m):
        return True
    if m.end - m.start != 1:
        titled = all(tokens.lower[k] in MODIFIERS or role_head(tokens.text[k]) for k in range(m.start, m.end))
        office = titled and role_head(tokens.text[m.end - 1]) is not None and tokens.lower[m.end - 1] not in SURNAMES_TOO
        return (
            tokens.lower[m.end - 1] in OFFICES or office
        )  # "Agriculture Minister", "Principal Secretary", before a name or alone
    if tokens.lower[m.start] in CALLED_PARENTS | PARTISANS:
        return True
    if tokens.lower[m.start] in _OF_DEMOCRATS and m.end < len(tokens) and tokens.lower[m.end].startswith("democrat"):
        return True
    if tokens.lower[m.start] in HONORIFICS and m.end < len(tokens) and tokens.text[m.end] == ".":
        return True  # "Engr" + "." before a name
    if tokens.lower[m.start] in MODIFIERS and m.end < len(tokens) and tokens.cap[m.end] and role_head(tokens.text[m.end]):
        return True  # "Agriculture" + "Secretary"
    if tokens.text[m.start].islower():
        return True  # a noun that a model takes for a name
    token = tokens.doc[m.start]
    if tokens.lower[m.start].endswith("ly") and token.pos_ == "ADV":
        return True
    return (
        tokens.sent_start[m.start] and token.tag_ in _PLURAL and tokens.lower[m.start].endswith(("ers", "ors", "ists", "ians"))
    )


def _is_honorific(tokens: Tokens, m: Mention) -> bool:
    """Whether only what honours a name is left of a "person", and the name follows: `Seri` + "Hishamuddin Che Wan"."""
    named = m.end < len(tokens) and tokens.cap[m.end] and not tokens.barrier[m.end]
    return named and all(tokens.lower[k] in HONORIFICS for k in range(m.start, m.end))


def _no_person(tokens: Tokens, m: Mention) -> Mention:
    """`Sri Lankan`, `Lapu-Lapu City`, `Visayan Steelworks` as a person: a nationality, a place, a body."""
    if m.label != "PERSON":
        return m
    if tokens.words(m.start, m.end).lower() in DEMONYMS:
        return Mention(m.start, m.end, "NORP", "rule", _SCORE)
    last = tokens.lower[m.end - 1]
    if m.end - m.start > 1 and last in _PLACE_ENDS | _BODY_ENDS:
        return Mention(m.start, m.end, "GPE" if last in _PLACE_ENDS else "ORG", "rule", _SCORE)
    i = m.end
    if m.end - m.start > 1 and i + 1 < len(tokens) and tokens.lower[i] in _OF_FIRMS and tokens.cap[i + 1]:
        return Mention(m.start, m.end, "ORG", "rule", _SCORE)  # "Harlan Moore CEO Ann" + "Lee"
    if i + 2 < len(tokens) and tokens.text[i] == "," and tokens.lower[i + 1] == "which" and not tokens.barrier[i + 1]:
        subject = tokens.doc[m.end - 1].dep_ in {"nsubj", "nsubjpass"}  # not "a suit against Ann Lee, which failed"
        return Mention(m.start, m.end, "ORG", "rule", _SCORE) if subject and evidence(tokens, m.start, m.end) < STRONG else m
    return m


def _untitled(tokens: Tokens, m: Mention) -> Mention:
    """A person without the titles that the name layer took in: `Cllr Judith Farrow`, `Councilmember Joan Petrakis`.

    Royal and clerical titles stay before a single word ("Pope Francis").
    """
    if m.label != "PERSON":
        return m
    start = m.start
    seats = (k + 1 for k in range(start, m.end - 2) if tokens.lower[k] in SEATS)  # "Labor MLC Priya Raman"
    start = next(seats, start)
    while start < m.end - 1:
        low = tokens.lower[start]
        left = m.end - start - 1
        honorific = low in HONORIFICS and low not in ROYAL
        role = (role_head(low) is not None or low in ROYAL) and low not in SURNAMES_TOO - ROYAL and left > 1
        verb = low in SPEAKS or low == "stated"  # "Stated Stone"
        party = low in PARTISANS and left > 1
        if not (honorific or role or verb or party or tokens.text[start] in {"'", "’", ".", "-"}) or (low == "u" and left < 2):
            break
        start += 1
    return m if start == m.start else Mention(start, m.end, "PERSON", m.origin, m.score)


def _joined(tokens: Tokens, mentions: list[Mention], sure: set[int]) -> list[Mention]:
    """`Raúl Domínguez` + `Prado`, `Jordi Puig` + i Ferrer`, `Seoul` + `Metro`: pieces of one name that touch."""
    out: list[Mention] = []
    starts = {m.start: m for m in mentions}
    inside = {i for m in mentions for i in range(m.start, m.end)}
    skip = -1
    for m in mentions:
        if m.start < skip:
            continue
        end = m.end
        if m.label == "PERSON" and not tokens.headline[m.start]:
            end = _over_nickname(tokens, m) or _person_end(tokens, m, starts, inside, sure)
        elif m.label == "GPE":
            after = starts.get(end)
            if after and after.label in {"FAC", "ORG"} and after.end == end + 1 and not tokens.barrier[end] and tokens.cap[end]:
                out.append(Mention(m.start, after.end, "ORG", "rule", _SCORE))
                skip = after.end
                continue
        start = _given_start(tokens, m, inside) if m.label in {"PERSON", *_DOUBTFUL} and id(m) not in sure else m.start
        if end > m.end or start < m.start:
            skip = end
            m = Mention(start, end, "PERSON", "rule", _SCORE)
        out.append(m)
    return out


def _given_start(tokens: Tokens, m: Mention, inside: set[int]) -> int:
    """Start of a name of one word with the given name that stands unseen before it: `Ana` + `Delgado`, `Per-` + `Ánte Labba`."""
    i = m.start - 1
    if i > 0 and tokens.text[i] == "-" and tokens.joined(i) and tokens.joined(m.start) and tokens.cap[i - 1]:
        return i - 1 if m.label == "PERSON" and not {i, i - 1} & inside and tokens.text[i - 1].isalpha() else m.start
    if m.end - m.start == 2 and m.label == "PERSON" and i > 0 and i not in inside and _is_vietnamese(tokens, i):
        return i  # "Environment" | "Tran" + "Quoc Lam"
    if m.end - m.start > 1 or i < 0 or i in inside or tokens.barrier[m.start] or tokens.headline[i] or tokens.sent_start[i]:
        return m.start
    word = tokens.text[i]
    named = tokens.cap[i] and word.isalpha() and not word.isupper() and tokens.doc[i].pos_ not in _NO_NAME
    if (
        not named
        or word.lower() in HONORIFICS
        or word.lower() in MODIFIERS
        or role_head(word)
        or not person_shaped(tokens, i, m.end)
    ):
        return m.start
    if tokens.cap[i - 1] and tokens.text[i - 1].isalpha():
        return m.start
    return i if m.label == "PERSON" or evidence(tokens, i, m.end) >= STRONG else m.start


def _is_vietnamese(tokens: Tokens, i: int) -> bool:
    """Whether the capital word at `i` is a Vietnamese family name, which stands first."""
    return tokens.lower[i] in VIETNAMESE and tokens.cap[i] and not tokens.sent_start[i] and not tokens.barrier[i + 1]


def _over_nickname(tokens: Tokens, m: Mention) -> int | None:
    """End of `Ernesto "Ka Nestor" Magbanua`: a given name, what friends call him in marks, the surname.

    The mention may run into the marks: `Ernesto "J.D.` + `Magbanua`.
    """
    opened = next((i for i in range(m.start + 1, m.end) if tokens.text[i] in _OPEN), None)
    if opened is not None and not any(tokens.text[i] in _CLOSE for i in range(opened + 1, m.end)):
        m = Mention(m.start, opened, m.label, m.origin, m.score)
    n, k = len(tokens), m.end
    if m.end - m.start > 2 or k + 3 >= n or tokens.text[k] not in _OPEN or any(tokens.barrier[k : k + 3]):
        return None
    close = next((i for i in range(k + 2, min(k + 5, n - 1)) if tokens.text[i] in _CLOSE), None)
    if close is None or not all(_LETTERS.fullmatch(tokens.text[i]) for i in range(k + 1, close)):
        return None
    last = close + 1
    surname = tokens.cap[last] and tokens.text[last].isalpha() and tokens.doc[last].tag_[0] == "N" and not tokens.barrier[last]
    return last + 1 if surname and tokens.cap[k + 1] else None


def _person_end(tokens: Tokens, m: Mention, starts: dict[int, Mention], inside: set[int], sure: set[int]) -> int:
    """Where a person's name ends once it runs over particles and one more capital word that belongs to it."""
    n, k = len(tokens), m.end
    while k < n and k - m.end < 3 and tokens.lower[k] in _JOINS and not tokens.barrier[k]:
        k += 1
    if k >= n or tokens.barrier[k] or not tokens.cap[k] or not tokens.text[k].isalpha() or tokens.text[k].isupper():
        return m.end
    unseen = m.end - m.start == 1 and k == m.end and k not in starts and not is_surname_first(tokens.text[m.start : k + 1])
    if unseen and not _goes_on_twice(tokens, m):
        return m.end  # one word and another unseen one: the name model had its reason
    if tokens.lower[k] in HONORIFICS or role_head(tokens.text[k]) or tokens.doc[k].pos_ != "PROPN":
        return m.end
    after = starts.get(k)
    if unseen:
        return k + 2 if not {k, k + 1} & inside else m.end
    if after is None:
        return k + 1 if k not in inside and person_shaped(tokens, m.start, k + 1) else m.end
    if id(after) in sure or after.label not in {"GPE", "ORG", "PERSON", "LOC"} or after.end - after.start > 2:
        return m.end
    if after.end < n and tokens.cap[after.end] and not tokens.barrier[after.end]:
        return m.end
    return after.end if person_shaped(tokens, m.start, after.end) else m.end


def _goes_on_twice(tokens: Tokens, m: Mention) -> bool:
    """`Heriberto` + `Mosquera Palacios`: two more capital words that are no office, and then a comma or a verb."""
    k = m.end
    return (
        k + 2 < len(tokens)
        and all(tokens.cap[i] and not tokens.barrier[i] and tokens.doc[i].pos_ == "PROPN" for i in (k, k + 1))
        and not any(role_head(tokens.text[i]) or tokens.lower[i] in MODIFIERS for i in (k, k + 1))
        and (tokens.text[k + 2] == "," or (tokens.doc[k + 2].tag_ in _FINITE and not tokens.cap[k + 2]))
        and person_shaped(tokens, m.start, k + 2)
    )


def _parted(tokens: Tokens, m: Mention, called: Mapping[str, int]) -> list[Mention]:
    """`Fodor Áron of Corvin University` as one organisation: the person alone, where the document goes on to call him."""
    if m.label != "ORG" or m.end - m.start < 4:
        return [m]
    cut = next((k for k in range(m.start + 2, min(m.start + 4, m.end - 1)) if tokens.lower[k] == "of"), None)
    if cut is None or not person_shaped(tokens, m.start, cut):
        return [m]
    named = {tokens.text[m.start], tokens.text[cut - 1]} & called.keys()
    if not named:
        return [m]
    return [Mention(m.start, cut, "PERSON", "rule", _SCORE), Mention(cut + 1, m.end, "ORG", "rule", _SCORE)]


def _relabelled(tokens: Tokens, m: Mention, called: Mapping[str, int]) -> Mention:
    if m.label not in _DOUBTFUL or tokens.headline[m.start] or tokens.furniture[m.start]:
        return m
    start = m.start + (tokens.lower[m.start] in HONORIFICS and m.end - m.start > 1)
    if not person_shaped(tokens, start, m.end):
        return m
    if start > m.start or evidence(tokens, start, m.end, called=called) >= STRONG:
        return Mention(start, m.end, "PERSON", "rule", _SCORE)
    return m


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
        if m.label in _DOUBTFUL and id(m) not in sure and not tokens.headline[m.start]:
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
