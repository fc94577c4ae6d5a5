"""Names that the words around them show to be a person's: `..., a senior researcher at`, `Mr ...`, whatever the model says.

The model is trained on American news and takes many names of other countries for organisations or places.
"""

# ruff: noqa: SIM905 - word lists read better as text
from __future__ import annotations

from collections.abc import Iterable

from policynlp.tag.entities.model_spans import LETTERS, PERSON_TITLES, is_nobody, is_title
from policynlp.tag.entities.name_words import FIELDS as NAMED_FIELDS
from policynlp.tag.entities.name_words import FIRM_ENDS, LEADING_WORDS, ORG_HEADS, POLICY_HEADS
from policynlp.tag.entities.place_names import countries, subdivisions
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import DETERMINERS, FIELDS, HONORIFICS, MODIFIERS, SURNAMES_TOO, role_head
from policynlp.tag.people.surnames import PARTICLES, VIETNAMESE
from policynlp.tag.quotes.cues import VERBS

CLAIMS = frozenset({"ORG", "NORP", "GPE", "FAC", "POLICY"})
"""Labels that weak evidence of a person does not overrule."""
_SURE_CLAIM = 0.9
"""From this on a word is what the encoder says, whatever stands behind it."""
MAX_NAME_TOKENS = 9
MAX_ROLE_WORDS = 6
_ALSO_ORGANISATIONS = frozenset(
    """
    regulator developer producer owner partner member builder contractor trader grower manager consultant adviser advisor
    candidate presenter delegate leader founder head chief investor broadcaster publisher administrator controller auditor
    merchant fellow general chair driver counsel assistant resident speaker co-founder cofounder specialist expert coordinator
    mediator campaigner organiser organizer captain major principal player trainer columnist native
    """.split()
)
"""Roles that firms, papers and countries have too ("Acme, a developer of parks"): not against the model's word."""

_FIRMS_TOO = frozenset(
    """
    owner partner developer producer builder contractor publisher broadcaster regulator member investor rival landlord manager
    trainer leader lender insurer supplier adviser advisor auditor administrator sponsor broker consultant agent operator host trader
    """.split()
)
"""Roles that firms have to others, whoever's they are."""
_OF_PEOPLE = frozenset({"country", "general", "project", "regional", "operations", "personnel", "plant", "site"})
"""Before "manager": no firm is a country manager."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_WHOSE = frozenset({"its", "his", "her", "their", "'s", "’s", "whose"})
_WHOSE_BACK, _LEAST_BEFORE = 5, 2
_SPEAKS = frozenset("said says told added replied wrote argued warned insisted explained recalled noted".split())
_RANKS = frozenset({"president", "officer", "minister", "secretary", "chief", "general"})
"""Second words of titles ("Petty Officer", "Vice President")."""
_CLOSING = frozenset({'"', "”", "''", "»", "“"})
_MAX_BACK = 10

_OFFICES = frozenset(
    "Minister President Governor Secretary Senator Professor Chancellor Ambassador Chairman Chairwoman Mayor".split()
)
"""Titles in capitals, after which a name of two or more words is a person's."""


def shown_people(tokens: Tokens, claimed: frozenset[int] = frozenset()) -> list[Mention]:
    """Full names beside a role, after an honorific, or before a verb of speech that follows a quotation.

    Args:
        tokens: The document.
        claimed: Tokens that the model or a rule takes for an organisation, a nationality or a place, which only strong
            evidence overrules.
    """
    found: list[Mention] = []
    for i, word in enumerate(tokens.text):
        if tokens.furniture[i] or not (word in {",", "("} or word in _CLOSING or word[0].isalpha()):
            continue
        mention = _shown(tokens, i, claimed)
        if mention is not None and not (found and mention.start < found[-1].end):
            found.append(mention)
    return found


def claimed_tokens(rules: Iterable[Mention], model: Iterable[Mention]) -> frozenset[int]:
    """Tokens that a rule or the model takes for something else than a person."""
    return frozenset(i for m in (*rules, *model) if m.label in CLAIMS for i in range(m.start, m.end))


def without_first_names(tokens: Tokens, rules: list[Mention], model: list[Mention]) -> list[Mention]:
    """What the model finds, without bodies that are the first word of a name that is shown to be a person's: "Gerd" + "Haas"."""
    cut = [m for m in model if _is_first_name(tokens, m)]
    if not cut:
        return model
    people = shown_people(tokens, claimed_tokens(rules, [m for m in model if m not in cut]))
    longer = {m.start: m.end for m in people}
    return [m for m in model if m not in cut or longer.get(m.start, 0) <= m.end]


def _is_first_name(tokens: Tokens, m: Mention) -> bool:
    word = m.label in CLAIMS and m.end - m.start == 1 and m.origin == "model" and m.score < _SURE_CLAIM
    cut = word and m.end < len(tokens) and tokens.cap[m.end] and not tokens.barrier[m.end]
    return cut and not tokens.text[m.start].isupper()


def _shown(tokens: Tokens, i: int, claimed: frozenset[int]) -> Mention | None:
    """The name that the word at `i` shows to be a person's, by the strongest evidence that it gives."""
    word, lower, n = tokens.text[i], tokens.lower[i], len(tokens)
    follows = i + 1 < n and not tokens.barrier[i + 1]
    if word == "," and i > 1 and tokens.cap[i - 1] and not tokens.barrier[i]:
        strength = _role_after(tokens, i + 1)
        name = _name_before(tokens, i) if strength else None
        if name is not None and (not tokens.headline[i] or tokens.barrier[name.start]):
            return name if strength == 2 else _unclaimed(name, claimed)
    if tokens.barrier[i] and tokens.cap[i] and (signed := _signature(tokens, i)) is not None:
        return signed
    if tokens.headline[i] or not follows:
        return None
    if word == "(" and _role_before(tokens, i):
        name = _unclaimed(name_after(tokens, i + 1, least=2), claimed)
        return name if name is not None and name.end < n and tokens.text[name.end] in {")", "):"} else None
    if word == ",":
        return _unclaimed(name_after(tokens, i + 1, least=2), claimed) if _role_before(tokens, i) else None
    if lower in HONORIFICS and tokens.cap[i]:
        return name_after(tokens, i + 1)
    if word in _OFFICES or word in {"MP", "MEP", "MPP", "MLA", "MLC", "MSP"}:
        return name_after(tokens, i + 1, least=2)
    if word in _CLOSING:
        return _unclaimed(_speaker_after(tokens, i + 1), claimed)
    role = role_head(word)
    if (
        role
        and (tokens.cap[i] or (role not in _ALSO_ORGANISATIONS and tokens.doc[i].tag_ == "NN"))
        and role not in SURNAMES_TOO
    ):
        name = name_after(tokens, i + 1, least=2)
        return _unclaimed(name, claimed)
    return None


def _signature(tokens: Tokens, start: int) -> Mention | None:
    """A line that is a name, above a line that begins with a role: how laws and letters are signed."""
    name = name_after(tokens, start, least=2)
    if name is None:
        return None
    i = name.end
    while i < len(tokens) and tokens.text[i].isspace():
        i += 1
    return name if i > name.end and i < len(tokens) and _role_after(tokens, i) == 2 else None


def _unclaimed(name: Mention | None, claimed: frozenset[int]) -> Mention | None:
    return name if name is not None and claimed.isdisjoint(range(name.start, name.end)) else None


def _speaker_after(tokens: Tokens, i: int) -> Mention | None:
    """`"...," Elena Ruiz Ortega said`: the name between a closing mark and a verb of speech, after titles."""
    n, end = len(tokens), i
    while (
        end < n
        and end - i < MAX_NAME_TOKENS + 2
        and (tokens.cap[end] or tokens.lower[end] in PARTICLES or tokens.text[end] == "-")
    ):
        end += 1
    if end >= n or end == i or tokens.lower[end] not in _SPEAKS or any(tokens.barrier[i : end + 1]):
        return None
    start = end - 1
    while start > i and not is_title(tokens, start - 1):
        start -= 1
    return _checked(tokens, start, end)


def _role_before(tokens: Tokens, comma: int) -> bool:
    """Whether a role phrase ends before the comma: `the bank's governor,`, `Minister of Health,`."""
    for k in range(comma - 1, max(comma - _MAX_BACK, -1), -1):
        role = role_head(tokens.text[k])
        if role:
            before = tokens.lower[k - 1] if k else ""
            near = k == comma - 1 or tokens.lower[k + 1] in {"of", "for", "at", "in"}
            definite = tokens.cap[k] or before in DETERMINERS or before in MODIFIERS or before in {"'s", "’s", "whose"}
            return near and definite and (role not in _ALSO_ORGANISATIONS or before in {"'s", "’s", "whose", "executive"})
        if tokens.barrier[k] or tokens.text[k] == "," or tokens.doc[k].pos_ in {"VERB", "AUX"}:
            return False
    return False


_AUXILIARIES = frozenset({"has", "have", "had"})
_VERB_REACH = 4


def says(tokens: Tokens, i: int) -> bool:
    """Whether a word is a verb that attributes, in a finite form, or begins one: "said", "denies", "has indicated"."""
    word = tokens.doc[i]
    if word.lower_ in _AUXILIARIES:
        behind = next((t for t in tokens.doc[i + 1 : i + _VERB_REACH] if t.tag_ in {"VBN", "VBG"}), None)
        return behind is not None and behind.lemma_.lower() in VERBS and not any(tokens.barrier[i + 1 : behind.i + 1])
    return word.tag_ in _FINITE and word.lemma_.lower() in VERBS


def is_apposed(tokens: Tokens, m: Mention) -> bool:
    """Whether a name stands between commas behind what somebody is to a body or a person: "its country manager, Germán Iturralde, was".

    Args:
        tokens: The document.
        m: A name of two words or more.
    """
    comma, n = m.start - 1, len(tokens)
    if comma < _LEAST_BEFORE or tokens.text[comma] != "," or m.end - m.start < 2 or any(tokens.barrier[comma : m.start + 1]):
        return False
    role = role_head(tokens.text[comma - 1])
    whose = tokens.lower[max(0, comma - _WHOSE_BACK) : comma - 1]
    behind = m.end >= n or tokens.text[m.end] in {",", "."} or tokens.doc[m.end].tag_ in {"VBD", "VBZ"}
    within = range(m.start, m.end)
    body = any(tokens.lower[i] in ORG_HEADS | FIELDS | NAMED_FIELDS or tokens.text[i] in FIRM_ENDS for i in within)
    told = role not in _FIRMS_TOO or tokens.lower[comma - 2] in _OF_PEOPLE
    return role is not None and told and not _WHOSE.isdisjoint(whose) and behind and not body


def _role_after(tokens: Tokens, i: int) -> int:
    """Whether a role begins at `i` (`a senior researcher`, `the bank's governor`): 2 for one that only people have, 1, 0."""
    for k in range(i, min(i + MAX_ROLE_WORDS, len(tokens))):
        if tokens.barrier[k] and k > i:
            return 0
        role = role_head(tokens.text[k])
        if role and tokens.doc[k].tag_ in {"NN", "NNP", "JJ"}:
            sure = role not in _ALSO_ORGANISATIONS or (
                k > i and tokens.lower[k - 1] in {"deputy", "vice", "executive", "managing"}
            )
            return 2 if sure else int(tokens.lower[i] in DETERMINERS)
        word = tokens.lower[k]
        if not (word in DETERMINERS or word in MODIFIERS or word.isalpha() or word in {"-", "'s", "’s"}):
            return 0
        if tokens.doc[k].tag_ in {"IN", "VBD", "VBZ", "VBP", "MD", "WDT", "WP", "CC"}:
            return 0
    return 0


def _name_before(tokens: Tokens, end: int) -> Mention | None:
    start = end
    while start > 0 and end - start < MAX_NAME_TOKENS and not (start < end and tokens.barrier[start]):
        step = _part_before(tokens, start, first=start == end)
        if step is None:
            break
        start = step
    while start < end and (
        tokens.lower[start] in PERSON_TITLES
        or (tokens.lower[start] in PARTICLES and not tokens.cap[start])
        or (tokens.lower[start] in LEADING_WORDS and end - start > 2)
    ):
        start += 1
    return _checked(tokens, start, end)


def _part_before(tokens: Tokens, start: int, *, first: bool) -> int | None:
    """Start of the part of a name (word, initial, particle, hyphenated part) that ends at `start`."""
    i = start - 1
    if tokens.cap[i] and _is_part(tokens.text[i]):
        return i
    if first or i == 0 or tokens.barrier[i]:
        return None
    if tokens.lower[i] in PARTICLES and tokens.lower[i] not in {"e", "do", "la", "st"}:
        return i
    if tokens.text[i] == "-" and tokens.joined(i) and tokens.joined(start) and tokens.text[i - 1].isalpha():
        return i - 1
    return None


def _is_part(word: str) -> bool:
    """Letters, perhaps with an apostrophe, or initials."""
    return word.isalpha() or _is_initial(word) or word.replace("'", "").replace("’", "").isalpha()


def name_after(tokens: Tokens, start: int, *, least: int = 1) -> Mention | None:
    """The words from `start` on that may be a person's name.

    Args:
        tokens: The document.
        start: Token that it begins with.
        least: Words that it has at the least.
    """
    n = len(tokens)
    if start < n and tokens.text[start] == ".":
        start += 1
    end = start
    while end < n and (end == start or not tokens.barrier[end]) and end - start < MAX_NAME_TOKENS:
        capital_next = end + 1 < n and tokens.cap[end + 1] and not tokens.barrier[end + 1]
        if (tokens.cap[end] and _is_part(tokens.text[end])) or (tokens.lower[end] in PARTICLES and capital_next):
            end += 1
        elif tokens.text[end] == "-" and end + 1 < n and tokens.joined(end) and tokens.joined(end + 1):
            end += 2
        else:
            break
    return _checked(tokens, start, min(end, n), least=least)


def _checked(tokens: Tokens, start: int, end: int, *, least: int = 2) -> Mention | None:
    while end - start > 2 and (is_title(tokens, start) or tokens.lower[start + 1] in _RANKS):
        start += 1  # "Vice President Ann Lee" behind a comma
    while end - start > 2 and tokens.lower[end - 1] in LETTERS and tokens.text[end - 1].isupper():
        end -= 1
    if (
        start < end
        and tokens.lower[start] in LEADING_WORDS
        and (tokens.sent_start[start] or tokens.lower[start] not in VIETNAMESE)
    ):
        return None
    if (end - start == 1 and role_head(tokens.text[start])) or is_nobody(tokens, start, end):
        return None  # "Mr Speaker"
    words = [tokens.text[k] for k in range(start, end) if tokens.text[k][0].isalpha()]
    if (
        not least <= len(words) <= MAX_NAME_TOKENS
        or tokens.lower[end - 1] in ORG_HEADS
        or tokens.lower[end - 1] in POLICY_HEADS
    ):
        return None
    if start and tokens.lower[start - 1] in {"the", "of", "in", "at", "a", "an"} and least > 1 and not tokens.barrier[start]:
        return None
    known, more = countries(), subdivisions()
    name = tokens.words(start, end).lower()
    if name in known or name in more or any(w.lower() in known or (w.isupper() and len(w) > 3) for w in words):
        return None
    if any(role_head(w) and w.lower() not in SURNAMES_TOO for w in (words[0], words[-1])) and least > 1:
        return None
    if any(w.lower() in ORG_HEADS for w in words):
        return None
    return Mention(start, end, "PERSON", "rule", 0.75)


def _is_initial(word: str) -> bool:
    """Whether a word is `F.` or `M.K.`."""
    return len(word) <= 6 and word.endswith(".") and word[0].isupper()
