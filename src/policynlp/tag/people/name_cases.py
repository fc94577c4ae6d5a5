"""What speaks for a name's being a person's, a place's, a body's or nobody's: numbers that a regression weighs (`name_judge`).

A case is all that a text prints of one name that models or rules take for a person's: how the name looks, what stands beside it in all its
places, what the encoder saw there, and other forms of the name.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from policynlp.tag.entities.encoder_spans import LABELS
from policynlp.tag.entities.gazetteer import readings
from policynlp.tag.entities.model_spans import BODIES_FIRST
from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import MORE_ORG_WORDS, SPEAKS, STRONG, called_alone, evidence
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import HONORIFICS, role_head
from policynlp.tag.people.surnames import CHINESE, HUNGARIAN, KOREAN, PARTICLES, VIETNAMESE, folded, is_surname_first

_IN = frozenset("in at near outside inside around across within throughout".split())
_TO = frozenset("to from towards toward between via".split())
_WITH = frozenset("with by and".split())
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_QUOTES = frozenset('"“”')
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ONE = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_NAMED_AFTER = frozenset(
    "administration era family presidency campaign rally supporter supporters voter voters delegate delegates government cabinet".split()
)
"""What is called by somebody's surname: "the Reyes administration"."""
_REACH = 25
_OFFICE_REACH = 8
_ENDS_OFFICE = frozenset(", ; : . ( ) and but who which that said says".split())
_LISTED = CHINESE | KOREAN | VIETNAMESE | HUNGARIAN
_MOST_MENTIONS = 40
"""Of one name that are looked at; a text of a thousand pages names some people thousands of times."""

OF_NAME = tuple(
    """
    one_word two_words three_words more_words capitals some_capitals initial particle hyphen foreign_letters given given_alone
    surname_first listed_surname body_word first_of_bodies known_place last_known_place first_known_place demonym small plural digit
    role short mixed_case
    """.split()
)
OF_PLACES = tuple(
    """
    behind_the behind_a behind_in behind_to behind_of behind_for behind_with behind_honorific behind_role behind_capital_role
    behind_capital behind_small behind_place_comma behind_comma behind_speech behind_bracket behind_mark begins_line
    owner speaks aged described comma_capital who which noun_follows capital_follows bracket_follows and_capital acts mark_follows
    hyphen_follows namesake ends_line line_alone subject governed compound apposition starts_sentence headline furniture pronoun
    """.split()
)
"""Shares of the places where the name stands."""
_TELL_ANYWHERE = (OF_PLACES.index("behind_honorific"), OF_PLACES.index("aged"))
OF_TEXT = tuple(
    """
    times strong evidence called encoder_person encoder_body encoder_place encoder_rest unseen score by_rule longer longer_strong shorter
    also_body also_place honoured_anywhere age_anywhere office_before office_behind
    """.split()
)
FEATURES = (*OF_NAME, *OF_PLACES, *OF_TEXT)
"""Names of what a case has, in its order; those of a trained model (`models/names`)."""


class NameCase(NamedTuple):
    """A name that is taken for a person's.

    Attributes:
        words: As printed.
        at: Which mentions of the document bear it.
        values: In the order of `FEATURES`.
    """

    words: str
    at: tuple[int, ...]
    values: tuple[float, ...]


def name_cases(tokens: Tokens, mentions: Sequence[Mention]) -> list[NameCase]:
    """The cases of a document, in the order in which their names come first.

    Args:
        tokens: The document.
        mentions: All of its entities, in order.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for n, m in enumerate(mentions):
        words = " ".join(tokens.words(m.start, m.end).split())
        labels[words][m.label] += 1
        if m.label == "PERSON":
            groups[words].append(n)
    if not groups:
        return []
    called = called_alone(tokens)
    seen = _Seen(tokens)
    place_ends = {m.end for m in mentions if m.label in {"GPE", "LOC", "FAC"}}
    shown = {
        words: max(evidence(tokens, mentions[n].start, mentions[n].end, called=called) for n in found[:_MOST_MENTIONS])
        for words, found in groups.items()
    }
    forms = _Forms(shown)
    cases = []
    for words, found in groups.items():
        own = [mentions[n] for n in found[:_MOST_MENTIONS]]
        places = [_of_place(tokens, m, place_ends) for m in own]
        shares = [sum(column) / len(own) for column in zip(*places, strict=True)]
        honoured, aged = (max(row[column] for row in places) for column in _TELL_ANYWHERE)
        offices = (any(behind_office(tokens, m) for m in own), any(office_follows(tokens, m) for m in own))
        of_text = (
            math.log(len(found)),
            shown[words] >= STRONG,
            min(shown[words], STRONG),
            called.get(words.split()[-1], 0),
            *seen.shares(own),
            max(m.score for m in own),
            sum(m.origin == "rule" for m in own) / len(own),
            *forms.of(words),
            labels[words]["ORG"] > 0,
            labels[words]["GPE"] + labels[words]["LOC"] + labels[words]["FAC"] > 0,
            honoured,
            aged,
            *offices,
        )
        values = (*_of_name(tokens, own[0]), *shares, *of_text)
        cases.append(NameCase(words, tuple(found), tuple(float(v) for v in values)))
    return cases


def _of_name(tokens: Tokens, m: Mention) -> tuple[float, ...]:
    words = [w for w in tokens.text[m.start : m.end] if not w.isspace()]
    lower = [w.lower() for w in words]
    letters = [w for w in words if w[0].isalpha()] or words
    plain = " ".join(lower)
    several = len(letters) > 1
    return tuple(
        float(x)
        for x in (
            len(letters) == 1,
            len(letters) == 2,
            len(letters) == 3,
            len(letters) > 3,
            all(w.isupper() for w in letters),
            any(w.isupper() and len(w) > 1 for w in letters) and not all(w.isupper() for w in letters),
            any(len(w.rstrip(".")) == 1 and w[0].isupper() for w in letters[:-1]),
            any(w in PARTICLES for w in lower[1:]),
            any("-" in w for w in words),
            not plain.isascii(),
            several and is_given(letters[0]),
            not several and is_given(letters[0]),
            several and is_surname_first(letters),
            folded(letters[0]) in _LISTED or folded(letters[-1]) in _LISTED,
            any(w in ORG_HEADS or w in MORE_ORG_WORDS for w in lower),
            lower[0] in BODIES_FIRST,
            bool(readings(plain)),
            several and bool(readings(lower[-1])),
            several and bool(readings(lower[0])),
            any(w in DEMONYMS for w in lower),
            sum(w in tokens.small for w in lower) / len(lower),
            lower[-1].endswith("s") and not lower[-1].endswith("ss"),
            any(c.isdigit() for c in plain),
            any(role_head(w) is not None for w in lower),
            max(map(len, letters)) < 4,
            any(any(c.isupper() for c in w[1:]) and not w.isupper() for w in letters),
        )
    )


def _of_place(tokens: Tokens, m: Mention, place_ends: set[int]) -> tuple[float, ...]:
    """What stands beside one mention."""
    doc, n = tokens.doc, len(tokens)
    i, k = m.start - 1, m.end
    begins = m.start == 0 or tokens.barrier[m.start]
    ends = k >= n or tokens.barrier[k]
    before, behind = ("" if begins else tokens.lower[i]), ("" if ends else tokens.lower[k])
    second = "" if ends or k + 1 >= n or tokens.barrier[k + 1] else tokens.text[k + 1]
    tag_before, tag_behind = ("" if begins else doc[i].tag_), ("" if ends else doc[k].tag_)
    cap_before = bool(before) and tokens.cap[i] and before[0].isalpha() and not tokens.sent_start[i]
    cap_behind = bool(behind) and tokens.cap[k] and behind[0].isalpha()
    role = bool(before) and role_head(before) is not None
    root = doc[m.start : m.end].root
    comma = behind == ","
    return tuple(
        float(x)
        for x in (
            before == "the",
            before in {"a", "an"},
            before in _IN,
            before in _TO,
            before == "of",
            before == "for",
            before in _WITH,
            before in HONORIFICS or (before == "." and i > 0 and tokens.lower[i - 1] in HONORIFICS),
            role and not cap_before,
            role and cap_before,
            cap_before and not role,
            bool(before) and tag_before in {"NN", "NNS", "JJ"} and not role and not cap_before,
            before == "," and i in place_ends,
            before == ",",
            before in SPEAKS,
            before in {"(", "["},
            before in _QUOTES,
            begins,
            behind in _POSSESSIVE,
            behind in SPEAKS,
            comma and second.isdigit() and len(second) == 2,
            comma and second.lower() in {"a", "an", "the"},
            comma and second[:1].isupper(),
            second == "who" if comma else behind == "who",
            second in {"which", "where"} if comma else behind in {"which", "where"},
            tag_behind in {"NN", "NNS"} and not cap_behind,
            cap_behind,
            behind in {"(", "["},
            behind == "and" and second[:1].isupper(),
            tag_behind in _FINITE,
            behind in _QUOTES,
            behind in {"-", "–", "—"},
            behind in _NAMED_AFTER,
            ends,
            begins and ends,
            root.dep_ in {"nsubj", "nsubjpass"},
            root.dep_ == "pobj",
            root.dep_ == "compound",
            root.dep_ == "appos",
            tokens.sent_start[m.start],
            tokens.headline[m.start],
            tokens.furniture[m.start],
            _followed_by_pronoun(tokens, k),
        )
    )


def behind_office(tokens: Tokens, m: Mention) -> bool:
    """Whether an office stands in front of a name: "The mayor of Vale de Sobral, Conceição Bragança", "its director, Ana Reis"."""
    if m.start == 0 or tokens.barrier[m.start] or tokens.lower[m.start - 1] != ",":
        return False
    for k in range(m.start - 2, max(-1, m.start - 2 - _OFFICE_REACH), -1):
        if role_head(tokens.lower[k]) is not None:
            return True
        if tokens.barrier[k] or tokens.sent_start[k] or tokens.lower[k] in _ENDS_OFFICE:
            return False
    return False


def office_follows(tokens: Tokens, m: Mention) -> bool:
    """Whether an office stands behind a name: "Conceição Bragança, mayor of Vale de Sobral", "Ana Reis, its director"."""
    if m.end >= len(tokens) or tokens.barrier[m.end] or tokens.lower[m.end] != ",":
        return False
    for k in range(m.end + 1, min(len(tokens), m.end + 1 + _OFFICE_REACH)):
        if tokens.barrier[k] or tokens.lower[k] in _ENDS_OFFICE:
            return False
        if role_head(tokens.lower[k]) is not None:
            return True
    return False


def _followed_by_pronoun(tokens: Tokens, end: int) -> bool:
    """Whether "he" or "she" comes next, before another capital."""
    for k in range(end, min(end + _REACH, len(tokens))):
        if tokens.lower[k] in _ONE:
            return True
        if tokens.cap[k] and tokens.text[k][0].isalpha() and not tokens.sent_start[k]:
            return False
    return False


def was_read(tokens: Tokens) -> bool:
    """Whether an encoder has read the document for names."""
    encoding = tokens.doc._.policynlp_encoding
    return encoding is not None and getattr(encoding, "entities", None) is not None


class _Seen:
    """What the encoder reads at a mention, however unsure it is."""

    def __init__(self, tokens: Tokens) -> None:
        spans = tokens.doc._.policynlp_encoding.entities if was_read(tokens) else ()
        self._tokens = tokens
        self._spans = sorted((s.start, s.end, LABELS.get(s.label, ""), s.score) for s in spans)
        self._starts = [s[0] for s in self._spans]

    def shares(self, mentions: Sequence[Mention]) -> tuple[float, float, float, float, float]:
        """Mean probability of people, bodies, places and other names over the mentions, and the part where it sees nothing."""
        total: Counter[str] = Counter()
        for m in mentions:
            span = self._tokens.doc[m.start : m.end]
            first = max(0, bisect_left(self._starts, span.start_char) - 1)
            found = False
            for start, end, label, score in self._spans[first : first + 4]:
                if start < span.end_char and span.start_char < end:
                    total[label] += score * (min(end, span.end_char) - max(start, span.start_char)) / max(1, len(span.text))
                    found = True
            total["none"] += not found
        n = len(mentions)
        rest = total["MISC"] + total["EVENT"]
        return total["PERSON"] / n, total["ORG"] / n, total["GPE"] / n, rest / n, total["none"] / n


class _Forms:
    """Longer and shorter forms of the names of a document."""

    def __init__(self, shown: dict[str, int]) -> None:
        self._longer: dict[str, int] = {}
        self._parts: Counter[str] = Counter()
        for words, strength in shown.items():
            parts = words.split()
            for k in range(1, len(parts)):
                for form in (" ".join(parts[k:]), " ".join(parts[:k])):
                    self._longer[form] = max(strength, self._longer.get(form, 0))
        self._known = set(shown)

    def of(self, words: str) -> tuple[bool, bool, bool]:
        """Whether a longer form of a name is there, whether that one is shown to be a person's, and whether a shorter one is."""
        parts = words.split()
        shorter = {" ".join(parts[k:]) for k in range(1, len(parts))} | {" ".join(parts[:k]) for k in range(1, len(parts))}
        return words in self._longer, self._longer.get(words, 0) >= STRONG, not shorter.isdisjoint(self._known)
