"""What the words around a name say of its being a person's: honorifics, roles, ages, "who", verbs of speech, its own shape.

Evidence is counted: `STRONG` is enough alone, weak kinds must come together. The entity layer has rules of the same kind; here
they also correct labels, after all names of the document are known.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policynlp.tag.entities.model_spans import is_nobody
from policynlp.tag.entities.name_words import DEGREES, ORG_HEADS, STREETS
from policynlp.tag.entities.tokens import Tokens
from policynlp.tag.people.roles import DETERMINERS, HONORIFICS, MODIFIERS, SURNAMES_TOO, role_head
from policynlp.tag.people.surnames import (
    HUNGARIAN,
    HUNGARIAN_GIVEN,
    PARTICLES,
    VIETNAMESE,
    folded,
    is_surname_first,
)

STRONG = 2
SPEAKS = frozenset(
    """
    said says told tells added adds replied wrote argued argues warned warns insisted explained explains recalled noted notes
    asked joked countered stressed acknowledged conceded cautioned predicted recalls suggested claimed announced
    """.split()
)
_OF_ONE = frozenset({"he", "she", "his", "her", "himself", "herself"})
_MAX_TO_PRONOUN = 40
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_ADDRESSED = frozenset("mr mrs ms miss mr. mrs. ms.".split())
"""What a surname alone stands behind; given names do not."""
ALSO_BODIES = frozenset(
    """
    regulator developer producer owner partner member builder contractor trader grower manager adviser advisor presenter leader
    founder head chief investor broadcaster publisher administrator controller auditor merchant fellow general chair assistant
    resident specialist expert campaigner organiser organizer major principal native candidate trainer retailer vendor designer
    operator
    """.split()
)
"""Roles that firms, papers and countries have too ("Acme, a developer of parks")."""
_MAX_ROLE_WORDS = 7
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "across"})
_MAX_BACK = 9
_IN_NAMES = PARTICLES | {"i", "bint", "ul", "ur", "dos", "das"}
MORE_ORG_WORDS = frozenset(
    """
    steelworks minerals mines cement province township federation
    elementary metro motors bureau homes united city county high state states airways bank times post news daily radio tv press
    futures securities energy media television holdings partners brothers street avenue road bridge river lake valley island islands mount
    hospital school stadium airport park square hall house
    """.split()
)


def person_shaped(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span reads like a name of a person: one to six words with capitals, particles and initials, no word of bodies."""
    if not 1 <= end - start <= 8 or not tokens.cap[start]:
        return False
    for i in range(start, end):
        word, low = tokens.text[i], tokens.lower[i]
        if low in ORG_HEADS or low in MORE_ORG_WORDS or any(c.isdigit() for c in word):
            return False
        if not (tokens.cap[i] or low in _IN_NAMES or low in {"-", "’", "'", "al"} or (tokens.joined(i) and word.isalpha())):
            return False
    single = end - start == 1
    if is_nobody(tokens, start, end) or tokens.lower[start] in STREETS:
        return False
    return not (single and (tokens.text[start].isupper() or len(tokens.text[start]) < 2))


def evidence(tokens: Tokens, start: int, end: int, *, called: Mapping[str, int] = MappingProxyType({})) -> int:
    """How much says that a name is a person's; `STRONG` or more is enough.

    Args:
        tokens: The document.
        start: First token of the name.
        end: One past its last token.
        called: See `called_alone`.
    """
    if tokens.lower[end : end + 2] in (["vice", "-"], ["deputy", "-"]):
        return 0  # "said Wuzhou" + "Vice-Mayor Liang Peifeng": whose vice-mayor
    located = start > 0 and tokens.lower[start - 1] in _WHERE and not tokens.barrier[start]
    score = _before(tokens, start, end - start > 1) + (0 if located else _after(tokens, end)) + _speech(tokens, start, end)
    if score < STRONG and end - start > 1:
        words = tokens.words(start, end).split()
        score += _shape(words) + max(called.get(words[0], 0), called.get(words[-1], 0)) + _acts_as_one(tokens, start, end)
    return score


def _acts_as_one(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is a subject that "he", "she", "his" or "her" of its sentence goes back to: no other may be meant."""
    before = tokens.doc[start - 1].tag_ if start and not tokens.barrier[start] else ""
    if before in {"IN", "TO", "DT", "PRP$"} or tokens.doc[start].tag_ == "DT":
        return False
    acts = end < len(tokens) and tokens.doc[end].tag_ in _FINITE and not tokens.barrier[end]
    if not acts and tokens.doc[end - 1].dep_ != "nsubj":
        return False
    for k in range(end, min(end + _MAX_TO_PRONOUN, len(tokens))):
        if tokens.sent_start[k] or tokens.barrier[k]:
            return False
        if tokens.lower[k] in _OF_ONE:
            return tokens.lower[k] != "her" or tokens.doc[k].tag_ == "PRP$"  # "imprisoned her" is somebody else
        named = tokens.doc[k].ent_type_ == "PERSON" or (tokens.doc[k].tag_ == "NNP" and tokens.doc[k].dep_ == "nsubj")
        if named or (role_head(tokens.text[k]) and tokens.doc[k].tag_ == "NN"):
            return False
    return False


def _shape(words: list[str]) -> int:
    first = folded(words[0])
    if first in VIETNAMESE and len(words) >= 3:
        return 1 + (folded(words[1]) in {"thi", "van"})
    return int(is_surname_first(words) or (len(words) == 2 and first in HUNGARIAN and folded(words[1]) in HUNGARIAN_GIVEN))


def _before(tokens: Tokens, start: int, several: bool) -> int:
    i = start - 1
    if i < 0 or tokens.barrier[start]:
        return 0
    low = tokens.lower[i]
    if low in HONORIFICS or (low == "." and i and tokens.lower[i - 1] in HONORIFICS):
        return STRONG
    if low == "old" and i > 1 and tokens.text[i - 1] == "-" and tokens.lower[i - 2] == "year":
        return STRONG
    if low.endswith("year-old"):
        return STRONG
    role = role_head(low)
    if role and low in SURNAMES_TOO and several and tokens.sent_start[i]:
        return 1  # "Judge Ann Lee said"; but also "Miller"
    if role and low not in SURNAMES_TOO and several:
        if tokens.cap[i] and not tokens.sent_start[i]:
            return STRONG
        return STRONG if role not in ALSO_BODIES and tokens.doc[i].tag_ in {"NN", "NNP"} else 1
    return STRONG if low == "," and several and _role_phrase_ends(tokens, i) else 0


def _role_phrase_ends(tokens: Tokens, comma: int) -> bool:
    """Whether `the bank's governor`, `her mother`, `Chile's minister of mining` ends at the comma."""
    for k in range(comma - 1, max(comma - _MAX_BACK, -1), -1):
        if tokens.barrier[k + 1] or tokens.text[k] in {",", ".", ";", ":", "(", ")"}:
            return False
        role = role_head(tokens.text[k])
        if role and tokens.doc[k].tag_ in {"NN", "NNP", "JJ"}:
            if role in ALSO_BODIES:
                return False
            begin = k
            while begin and not tokens.barrier[begin] and _in_role_phrase(tokens, begin - 1):
                begin -= 1
            return begin > 0 and (tokens.lower[begin - 1] in DETERMINERS or tokens.text[begin - 1] in {"'s", "’s", "'", "’"})
        if tokens.doc[k].tag_ in {"VBD", "VBZ", "MD", "VBP"}:
            return False
    return False


def _in_role_phrase(tokens: Tokens, i: int) -> bool:
    low = tokens.lower[i]
    return low not in DETERMINERS and (low in MODIFIERS or tokens.cap[i])


def _after(tokens: Tokens, i: int) -> int:
    n = len(tokens)
    if i + 1 >= n or tokens.barrier[i]:
        return 0
    if tokens.text[i] == "(" and tokens.text[i + 1] in DEGREES:
        return STRONG
    if tokens.text[i] == "(":
        return (
            STRONG
            if tokens.text[i + 1].isdigit() and len(tokens.text[i + 1]) == 2 and tokens.text[min(i + 2, n - 1)] == ")"
            else 0
        )
    if tokens.text[i] != "," or tokens.barrier[i + 1]:
        return 0
    if tokens.text[i + 1].isdigit() and len(tokens.text[i + 1]) == 2 and i + 2 < n and tokens.text[i + 2] in {",", "."}:
        return STRONG
    if tokens.lower[i + 1] == "who":
        return STRONG
    k, stop = i + 1, min(n, i + 1 + _MAX_ROLE_WORDS)
    if tokens.lower[k] not in {"a", "an", "the"}:
        return 0
    while k < stop and not tokens.barrier[k]:
        word = tokens.text[k]
        role = role_head(word)
        if role and tokens.doc[k].tag_ in {"NN", "NNP", "JJ"} and not word.endswith("s"):
            follows = tokens.lower[k + 1] if k + 1 < n else "."
            if not role_head(follows):
                return 1 if role in ALSO_BODIES else STRONG
        if not (word.isalpha() or word in {"-", "'s", "’s", "'", "’"}) or tokens.doc[k].tag_ in {
            "VBD",
            "VBZ",
            "MD",
            "WDT",
            "IN",
        }:
            return 0
        k += 1
    return 0


def _speech(tokens: Tokens, start: int, end: int) -> int:
    after = end < len(tokens) and not tokens.barrier[end] and tokens.lower[end] in SPEAKS
    before = start > 0 and not tokens.barrier[start] and tokens.lower[start - 1] in {"said", "says"}
    to = start > 1 and tokens.lower[start - 1] == "to" and tokens.lower[start - 2] == "according"
    return int(after or before or to)


def called_alone(tokens: Tokens) -> Mapping[str, int]:
    """How a document calls its people: single capital words, with what says that they are people's names.

    `STRONG` behind an honorific ("Ms Quispe"), 1 beside a verb of speech, or as the subject that "his" or "her" goes back to; no other
    capital word next to them.
    """
    found: dict[str, int] = {}
    n = len(tokens)
    for i, low in enumerate(tokens.lower):
        if low in _ADDRESSED and tokens.cap[i]:
            k = i + 1 + (i + 1 < n and tokens.text[i + 1] == ".")
            if _is_lone(tokens, k, i) and not (k + 1 < n and _goes_on(tokens, k + 1)):
                found[tokens.text[k]] = STRONG
        if _is_word_of_name(tokens, i) and tokens.doc[i].tag_ == "NNP" and _acts_as_one(tokens, i, i + 1):
            touching = i > 0 and tokens.cap[i - 1] and tokens.text[i - 1].isalpha() and not tokens.barrier[i]
            if not touching:
                found.setdefault(tokens.text[i], 1)
        if low not in SPEAKS:
            continue
        for k, beyond in ((i - 1, i - 2), (i + 1, i + 2)):
            if not _is_lone(tokens, k, i):
                continue
            touching = 0 <= beyond < n and tokens.cap[beyond] and tokens.text[beyond].isalpha()
            honoured = 0 <= beyond < n and tokens.lower[beyond].rstrip(".") in {"mr", "ms", "mrs", "dr"}
            if not touching or honoured or (beyond < k and tokens.sent_start[k]):
                found.setdefault(tokens.text[k], 1)
    return found


def _is_lone(tokens: Tokens, k: int, beside: int) -> bool:
    """Whether the word at `k` may be a name that stands in one line with the word at `beside`."""
    return 0 <= k < len(tokens) and _is_word_of_name(tokens, k) and not tokens.barrier[max(beside, k)]


def _is_word_of_name(tokens: Tokens, i: int) -> bool:
    """Whether a word has a capital, is no pronoun and not in capitals altogether."""
    return tokens.cap[i] and tokens.text[i].isalpha() and tokens.doc[i].pos_ != "PRON" and not tokens.text[i].isupper()


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether a name goes on with the word at `i`."""
    return not tokens.barrier[i] and (tokens.cap[i] or tokens.text[i] == "-" or tokens.lower[i] in _IN_NAMES)
