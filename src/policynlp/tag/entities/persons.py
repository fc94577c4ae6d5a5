"""Names of people that the model cuts or misses: surname-first names, particles, and later mentions by surname."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections import defaultdict

from policynlp.tag.dates_words import MONTHS
from policynlp.tag.entities.model_spans import BODIES_FIRST, PERSON_TITLES
from policynlp.tag.entities.name_words import LEADING_WORDS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import HONORIFICS, MODIFIERS, SEATS, role_head
from policynlp.tag.people.surnames import (
    CHINESE,
    HUNGARIAN,
    HUNGARIAN_GIVEN,
    KOREAN,
    PARTICLES,
    VIETNAMESE,
    folded,
    is_hyphenated_given,
    is_pinyin,
    is_surname_first,
    short_forms,
)

_WORD_NAMES = frozenset(
    "he you she it so do an in to no long may will can shall go be me my us we they a i or on at by if as is the of up all son".split()
)
"""Surnames or given names that are English words: alone at the start of a sentence they are the word."""
_SPEECH = frozenset(
    "said says told added noted argued stressed explained warned called urged wrote insisted claimed suggested announced".split()
)
_MAX_FIRST_NAMES = 3
_ALSO_WORDS = frozenset("st san ten den das".split())
"""Particles that are words or parts of place names too: they join only what the model sees as a name."""
_LISTED = CHINESE | KOREAN | VIETNAMESE


def mended(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Person mentions made whole: over a surname before, a given name or particle after."""
    taken = {i for m in mentions for i in range(m.start, m.end)}
    starts = {m.start: m for m in mentions}
    out = []
    for m in mentions:
        if m.label == "PERSON" and not m.firm:
            m = _over_particles(tokens, m, starts)
            if m.end - m.start == 1:
                m = _with_surname(tokens, m, taken)
            m = _over_first_names(tokens, m, taken)
        out.append(m)
    return out


_IN_PLACE = frozenset({"in", "near", "outside", "across", "around"})
_OF_PLACES = frozenset(
    "residents citizens inhabitants villagers people city town village port district suburb outskirts streets north south east west".split()
)
"""Words whose "of" a place follows."""
_QUARTERS = frozenset({"neighborhood", "neighbourhood", "district", "borough", "suburb"})
"""Nouns behind the name of a part of a town: what stands so once and elsewhere behind "in" is no person, however sure the encoder is."""
_INTO_PEOPLE = frozenset("confidence trust faith belief believe believes interest interested rooted personified".split())
"""Words after which "in" leads to people as well."""


def located(tokens: Tokens, mentions: list[Mention], people: list[Mention]) -> list[Mention]:
    """People of the model's that stand where places stand ("in Muong Nhe"), in all their mentions, relabelled as places."""
    shown = {i for m in people for i in range(m.start, m.end)}
    known = {tokens.words(m.start, m.end) for m in people}
    quarters = {
        tokens.text[m.start]
        for m in mentions
        if m.label == "PERSON" and m.end - m.start == 1 and m.end < len(tokens) and tokens.lower[m.end] in _QUARTERS
    }
    quarters |= _seats(tokens, mentions) | _only_places(tokens, mentions)
    open_to = [m for m in mentions if m.label == "PERSON" and shown.isdisjoint(range(m.start, m.end))]
    open_to = [m for m in open_to if not m.firm or tokens.words(m.start, m.end) in quarters]
    names = {tokens.words(m.start, m.end) for m in open_to if m.start and _stands_in(tokens, m)} - known
    places = {w for m in mentions if m.label == "GPE" for w in (m.start, m.end - 1)}
    may_be = {m.start for m in open_to}
    names |= quarters & {tokens.words(m.start, m.end) for m in open_to} - known
    out = []
    for m in mentions:
        if m.label == "PERSON" and m.start in may_be:
            listed = m.end - m.start == 1 and m.start > 1 and tokens.lower[m.start - 1] == "and" and m.start - 2 in places
            if tokens.words(m.start, m.end) in names or (listed and _stands_in(tokens, Mention(m.start - 2, m.end, ""))):
                m = Mention(m.start, m.end, "GPE", "rule", 0.6)
        out.append(m)
    return out


def _seats(tokens: Tokens, mentions: list[Mention]) -> set[str]:
    """Words that stand before "MP" and a name ("Belgut MP Festus Rotich"), and as places do wherever else they stand."""
    people = {m.start for m in mentions if m.label == "PERSON"}
    seats: set[str] = set()
    others: set[str] = set()
    for m in mentions:
        if m.label != "PERSON":
            continue
        before = m.end + 1 in people and tokens.lower[m.end] in SEATS and not any(tokens.barrier[m.end : m.end + 2])
        if before:
            seats.add(tokens.words(m.start, m.end))
        elif not _stands_in(tokens, m):
            others.update((tokens.words(m.start, m.end), *tokens.text[m.start : m.end]))
    return seats - others


def _only_places(tokens: Tokens, mentions: list[Mention]) -> set[str]:
    """Single words that are parts of no other name, and stand behind "in" or before the date of a report wherever they stand."""
    single: dict[str, list[Mention]] = defaultdict(list)
    parts = set()
    for m in mentions:
        if m.label == "PERSON" and m.end - m.start == 1:
            single[tokens.text[m.start]].append(m)
        elif m.label == "PERSON":
            parts.update(tokens.text[m.start : m.end])
    return {
        word
        for word, found in single.items()
        if word not in parts
        and any(_is_dated(tokens, m) for m in found)
        and all(_is_dated(tokens, m) or _stands_in(tokens, m) for m in found)
    }


def _is_dated(tokens: Tokens, m: Mention) -> bool:
    """Whether a word opens a line that goes on with a month: "Sangrur, November 22"."""
    behind = tokens.lower[m.end : m.end + 2]
    return tokens.barrier[m.start] and behind[:1] == [","] and behind[1:] != [] and behind[1].rstrip(".") in MONTHS


def _stands_in(tokens: Tokens, m: Mention) -> bool:
    before = m.start - 1
    if before < 1 or tokens.barrier[m.start]:
        return False
    of_people = tokens.lower[before] == "of" and tokens.lower[before - 1] in _OF_PLACES
    if not of_people and tokens.lower[before] not in _IN_PLACE:
        return False
    if m.end < len(tokens) and tokens.doc[m.end].tag_ in {"NN", "NNS"}:
        return False  # "in Hajj stampede"
    if tokens.lower[before - 1] in _INTO_PEOPLE:
        return False
    return m.end >= len(tokens) or tokens.text[m.end] not in {"'s", "’s", "'", "’"}


def _over_particles(tokens: Tokens, m: Mention, starts: dict[int, Mention]) -> Mention:
    """`Ursula von der` + `Leyen`; `Khalid` + `bin Salman`."""
    n, end = len(tokens), m.end
    k = end
    while (
        k < n
        and not tokens.barrier[k]
        and tokens.lower[k] in PARTICLES
        and tokens.lower[k] not in {"do", "e", "la"}
        and k - end < 3
    ):
        k += 1
    dangling = tokens.lower[end - 1] in PARTICLES and end - m.start > 1
    whole = k < n and not tokens.barrier[k] and tokens.cap[k] and tokens.text[k].isalpha()
    if not whole or not (dangling or k > end):
        return m
    if not dangling and tokens.lower[end] in _ALSO_WORDS and k not in starts:
        return m
    return Mention(m.start, k + 1, "PERSON", "rule", 0.8)


def _over_first_names(tokens: Tokens, m: Mention, taken: set[int]) -> Mention:
    """`María` + `Fernanda López`, `Elena del` + `Río`: proper nouns before the name that the model leaves out."""
    start = m.start
    for _ in range(_MAX_FIRST_NAMES):
        i = start - 1
        if i < 0 or tokens.barrier[start] or i in taken:
            break
        if tokens.lower[i] in PARTICLES and i and tokens.cap[i - 1] and not tokens.barrier[i] and i - 1 not in taken:
            first = i - 1
        elif tokens.cap[i]:
            first = i
        else:
            break
        word = tokens.lower[first]
        if (
            word in PERSON_TITLES
            or word in LEADING_WORDS
            or word in HONORIFICS
            or role_head(word)
            or not tokens.text[first].isalpha()
        ):
            break
        if tokens.doc[first].pos_ != "PROPN" or tokens.headline[first] or word in MODIFIERS or tokens.text[first].isupper():
            break
        start = first
    if start == m.start:
        return m
    label = "ORG" if tokens.lower[start] in BODIES_FIRST else "PERSON"  # "Banco" + "Santander México"
    return Mention(start, m.end, label, "rule", 0.75)


def _with_surname(tokens: Tokens, m: Mention, taken: set[int]) -> Mention:
    i, n = m.start, len(tokens)
    word = folded(tokens.text[i])
    before, after = i - 1, i + 1
    if (
        before >= 0
        and before not in taken
        and not tokens.barrier[i]
        and tokens.cap[before]
        and folded(tokens.text[before]) in _LISTED
        and is_surname_first([tokens.text[before], tokens.text[i]])
    ):
        return Mention(before, m.end, "PERSON", "rule", 0.85)
    given = after < n and after not in taken and not tokens.barrier[after] and tokens.cap[after] and len(tokens.text[after]) > 2
    if given and word in HUNGARIAN and folded(tokens.text[after]) in HUNGARIAN_GIVEN:
        return Mention(i, after + 1, "PERSON", "rule", 0.85)
    if given and word in CHINESE and is_pinyin(tokens.text[after]):
        return Mention(i, after + 1, "PERSON", "rule", 0.85)
    return m


def surname_first(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Two words that are a listed surname and a pinyin or Korean given name, where the model sees no longer name."""
    by_token: dict[int, Mention] = {i: m for m in mentions for i in range(m.start, m.end)}
    found = []
    n = len(tokens)
    i = 0
    while i + 1 < n:
        if (
            tokens.cap[i]
            and tokens.cap[i + 1]
            and not tokens.barrier[i + 1]
            and not tokens.furniture[i]
            and not tokens.headline[i]
            and folded(tokens.text[i]) in _LISTED | HUNGARIAN
        ):
            end = full_name_end(tokens, i)
            if end and not _stands_in_longer(tokens, by_token, i, end):
                found.append(Mention(i, end, "PERSON", "rule", 0.7))
                i = end
                continue
        i += 1
    return found


def full_name_end(tokens: Tokens, i: int) -> int | None:
    """End of a name of two words (or Korean `Min-jae`) that begins with a listed surname at `i`."""
    n, end = len(tokens), i + 2
    if end + 1 < n and tokens.text[end] == "-" and tokens.joined(end) and tokens.joined(end + 1):
        given = tokens.words(i + 1, end + 2)
        return end + 2 if folded(tokens.text[i]) in KOREAN | CHINESE and is_hyphenated_given(given) else None
    given = tokens.text[i + 1]
    if folded(tokens.text[i]) in HUNGARIAN and folded(given) in HUNGARIAN_GIVEN:
        return end
    if len(given) < 4 or not is_pinyin(given) or folded(tokens.text[i]) not in CHINESE:
        return None
    if end < n and not tokens.barrier[end] and tokens.cap[end] and tokens.text[end].isalpha():
        return None
    if (
        i
        and not tokens.barrier[i]
        and tokens.cap[i - 1]
        and tokens.lower[i - 1] not in PERSON_TITLES
        and not tokens.sent_start[i - 1]
    ):
        return None
    return end


def _stands_in_longer(tokens: Tokens, by_token: dict[int, Mention], start: int, end: int) -> bool:
    """Whether the model knows these words as (part of) something else: a longer name, or a place."""
    for k in range(start, end):
        m = by_token.get(k)
        if m and (m.start < start or m.end > end or (m.label in {"GPE", "LOC"} and m.start == start and m.end == end)):
            return True
        if m and m.label in {"ORG", "FAC", "NORP", "GPE"} and m.end - m.start == end - start and not tokens.sent_start[start]:
            return m.label != "ORG"
    return False


def later_mentions(tokens: Tokens, people: list[Mention]) -> list[Mention]:
    """Full names and their short forms wherever they come again with a capital, as words of their own."""
    forms: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    seen: set[tuple[str, ...]] = set()
    for m in people:
        words = tokens.text[m.start : m.end]
        if len(words) < 2 or m.end - m.start > 6:
            continue
        for form, full in ((tuple(words), True), *((_split(f, tokens, m), False) for f in short_forms(name_words(tokens, m)))):
            if form and form not in seen and form[0][0].isupper() | full:
                seen.add(form)
                forms[form[0]].append((form, full))
    found = []
    for i, word in enumerate(tokens.text):
        for form, full in sorted(forms.get(word, ()), key=lambda f: -len(f[0])):
            end = i + len(form)
            if tuple(tokens.text[i:end]) == form and not tokens.furniture[i] and (full or _alone(tokens, i, end)):
                found.append(Mention(i, end, "PERSON", "rule", 0.9 if full else 0.75))
                break
    return found


def name_words(tokens: Tokens, m: Mention) -> list[str]:
    """Words of a name by white space: `Min-jae` and `al-Saud` are one."""
    return tokens.words(m.start, m.end).split()


def _split(form: str, tokens: Tokens, m: Mention) -> tuple[str, ...]:
    """Tokens of a short form, taken from the full name's own tokens."""
    words = form.lower().split()
    for start in range(m.start, m.end):
        for end in range(start + 1, m.end + 1):
            if tokens.words(start, end).lower().split() == words:
                first = form[0] + tokens.text[start][1:]  # capital at the start of a sentence: "El-Masri", "Von der Heyden"
                return (first, *tokens.text[start + 1 : end])
    return tuple(form.split()) if len(words) == 1 else ()


def _alone(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a short form stands alone: no other capital word touches it, and it is not the English word."""
    word, n = tokens.lower[start], len(tokens)
    if end < n and not tokens.barrier[end]:
        if tokens.cap[end] and tokens.text[end][0].isalpha() and tokens.text[end].isalpha():
            return False
        if tokens.text[end] == "-" and tokens.joined(end):
            return False
    if start > 0 and not tokens.barrier[start]:
        before = tokens.text[start - 1]
        if before == "-" and tokens.joined(start):
            return False
        if (
            before[0].isupper()
            and before.isalpha()
            and tokens.lower[start - 1] not in PERSON_TITLES
            and not tokens.sent_start[start - 1]
        ):
            return False
    if tokens.headline[start] and word in _WORD_NAMES:
        return False
    if tokens.sent_start[start] and word in _WORD_NAMES:
        return word not in {"he", "you", "she", "it", "i", "we", "they"} and end < n and tokens.lower[end] in _SPEECH
    return True
