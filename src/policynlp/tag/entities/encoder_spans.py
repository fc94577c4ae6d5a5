"""Names as the encoder reads them, joined with those of spaCy's model.

Where the encoder sees a name, its boundaries and coarse label stand; the fine label of a place comes from spaCy, the gazetteer
or a head word. Where it is silent, spaCy keeps nationalities, laws, events, works, products, numbers and dates; people,
organisations and places that spaCy alone sees are kept or dropped by `UNSUPPORTED`.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, Protocol

from spacy.tokens import Doc

from policynlp.document import CONTENT_KINDS
from policynlp.tag.entities.encoder_places import PLACES, is_demonym, is_place, place_label
from policynlp.tag.entities.gazetteer import certain, parted, readings
from policynlp.tag.entities.lone_bodies import lone_bodies
from policynlp.tag.entities.model_spans import PERSON_TITLES, behind_office, is_false, trimmed
from policynlp.tag.entities.name_words import LEADING_WORDS, ORG_HEADS
from policynlp.tag.entities.persons import full_name_end
from policynlp.tag.entities.place_names import countries
from policynlp.tag.entities.places import is_zone
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.extensions import passages
from policynlp.tag.people.roles import SURNAMES_TOO, role_head
from policynlp.tag.people.surnames import PARTICLES, is_hyphenated_given

Unsupported = Literal["keep", "drop", "repeated"]
UNSUPPORTED: Unsupported = "keep"
"""Chosen on the texts of `MIN_SCORE`: to drop costs 3.5 points on GUM news and 1.6 on re3d, and gains .2 on CrossNER.
What becomes of people, organisations and places that spaCy alone sees. `repeated`: kept if the document has the name twice,
or the gazetteer knows it; `keep`: all but words alone at the beginning of a sentence, for which the same holds."""
MIN_SCORE = 0.7
"""Below, the encoder's word for a name does not count, and spaCy's does. Chosen with a model that had not seen them on 180
sentences of CrossNER politics dev and every second document of GUM news and re3d; between .5 and .75 it changes little but on GUM
(+3)."""
AGAIN_SCORE = 0.5
"""The same for a name that the encoder reads so twice in the document: +.6 on GUM news, +.3 on re3d."""
PIECE_SCORE = 0.3
"""Encoder spans below are no part of one either."""
UNSURE = 0.75
"""Below, a span that touches another is a piece of the same name."""
REST_SCORE = 0.7
"""Of a name of the rest class, from which on spaCy's word for an organisation there does not count."""
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "EVENT": "EVENT", "MISC": "MISC"}
_COARSE = frozenset({"PERSON", "ORG", "GPE"})
"""Labels of spaCy's that need support."""
_SAME = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_IN_PHRASES = _SAME | {"NORP"}
_OTHERS = frozenset({"NORP", "LAW", "EVENT", "WORK_OF_ART", "PRODUCT", "FAC", "LANGUAGE"})
"""What a name of the encoder's rest class may be, by spaCy."""
_OWNS = frozenset({"'s", "’s", "'", "’"})
_WITHIN = frozenset("state province city region town village part capital county coast outskirts area".split())
"""Small words that tell a phrase from a place's name ("the US state of Georgia")."""
_BODIES = frozenset("court tribunal ministry agency university commission committee department bank institute council".split())
"""Last words of bodies, which are no events whatever the encoder says."""


class EncoderSpan(Protocol):
    """A name as the encoder gives it: characters, a label of `LABELS`, and a probability."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def score(self) -> float: ...  # noqa: D102


def encoder_mentions(doc: Doc, tokens: Tokens) -> list[Mention] | None:
    """The encoder's names in tokens, in order, not overlapping; null where no encoder read the document for names.

    `doc._.policynlp_encoding` is what the encoder made of the text, or a function that gives it; its attribute `entities` holds
    the names. A function is called once and its answer kept.
    """
    given = doc._.policynlp_encoding
    if callable(given):
        given = doc._.policynlp_encoding = given()
    spans: Sequence[EncoderSpan] | None = getattr(given, "entities", None)
    if spans is None:
        return None
    found: list[Mention] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        label = LABELS.get(span.label)
        at = doc.char_span(span.start, span.end, alignment_mode="expand") if label and span.score >= PIECE_SCORE else None
        if at is None or label is None or any(tokens.furniture[at.start : at.end]):
            continue
        cut = found and at.start < found[-1].end  # two pieces of one token, as "U.S" and "."
        start = max(at.start, found[-1].end) if cut else at.start
        end = next((i for i in range(start + 1, at.end) if tokens.barrier[i] or tokens.text[i].isspace()), at.end)
        start = behind_office(tokens, start, end) if label == "PERSON" else start
        if start < end:
            found.append(Mention(start, end, label, "model", min(span.score, UNSURE) if cut else span.score, firm=True))
    pieced = _pieced(tokens, found)
    bodies = {m.start: m for m in lone_bodies(tokens, pieced)}
    out = []
    times = Counter((tokens.words(m.start, m.end), m.label) for m in pieced if m.score >= AGAIN_SCORE)
    for m in pieced:
        if m.start in bodies:
            out.append(bodies[m.start])
            continue
        small = all(tokens.lower[i] in {"the", "a", "an", "this", "that"} for i in range(m.start, m.end))
        least = AGAIN_SCORE if times[tokens.words(m.start, m.end), m.label] > 1 else MIN_SCORE
        bare = trimmed(tokens, m.start, m.end, "") if m.score >= least and not small else None
        if bare is not None:
            out.append(Mention(bare.start, bare.end, m.label, "model", m.score, firm=True))
    return out


def _pieced(tokens: Tokens, spans: list[Mention]) -> list[Mention]:
    """Spans that touch and are one name: of one label, joined by a hyphen, around "of", or where the encoder is unsure."""
    out: list[Mention] = []
    for m in spans:
        if out and out[-1].end == m.start and not tokens.barrier[m.start] and _one_name(tokens, out[-1], m):
            last = out[-1]
            size = last.end - last.start, m.end - m.start
            label = max((last, m), key=lambda x: (x.label in _COARSE, x.score * (x.end - x.start))).label
            score = (last.score * size[0] + m.score * size[1]) / sum(size)
            out[-1] = Mention(
                last.start, m.end, label, "model", max(score, min(MIN_SCORE, max(last.score, m.score))), firm=True
            )
        else:
            out.append(m)
    return out


def _one_name(tokens: Tokens, a: Mention, b: Mention) -> bool:
    if tokens.text[a.end - 1] in _OWNS:
        return False
    people = (a.label == "PERSON") != (b.label == "PERSON")
    if a.label == b.label or is_zone(tokens.words(a.start, b.end).lower()) or (min(a.score, b.score) < UNSURE and not people):
        return tokens.text[b.start][0].isalnum() or tokens.joined(b.start)
    return tokens.lower[a.end - 1] in {"of", "-", "–"} or tokens.lower[b.start] in {"of", "-", "–"}


def _capital(tokens: Tokens, start: int, end: int, *, person: bool) -> tuple[int, int]:
    """The span without small words at its edges, empty where nothing in it has a capital; "al-Qaeda" and "von" stay."""
    while start < end and not (tokens.text[end - 1][0].isdigit() or any(c.isupper() for c in tokens.text[end - 1])):
        if person and end - start > 2 and tokens.joined(end - 1) and tokens.text[end - 2] in {"-", "–"}:
            break  # "Kim Jong-un"
        end -= 1
    while start < end and tokens.text[end - 1] in {"-", "–"}:
        end -= 1
    while start < end and not tokens.cap[start] and not _begins_small(tokens, start):
        start += 1
    return start, end


def _begins_small(tokens: Tokens, i: int) -> bool:
    """Whether a word in small letters may begin a name: particles, "iPhone", "9th"."""
    word = tokens.text[i]
    return (
        word[0].isdigit()
        or any(c.isupper() for c in word)
        or (tokens.lower[i] in PARTICLES and word not in {"the", "of", "e", "do"})
    )


def joined(
    tokens: Tokens, model: list[Mention], encoder: list[Mention], *, unsupported: Unsupported = UNSUPPORTED
) -> list[Mention]:
    """The names of both.

    Args:
        tokens: The document.
        model: spaCy's mentions, all labels, in order.
        encoder: As `encoder_mentions` gives them.
        unsupported: See `UNSUPPORTED`.

    Returns:
        Mentions in order, not overlapping; those of the encoder are firm.
    """
    encoder = _with_owners(tokens, model, encoder)
    over = _overlapping(model, encoder)
    taken: set[int] = set()
    firm = []
    for m, beside in sorted(zip(encoder, over, strict=True), key=lambda pair: (pair[0].label == "MISC", pair[0].start)):
        for one in _named(tokens, m, beside):
            if taken.isdisjoint(range(one.start, one.end)):
                taken.update(range(one.start, one.end))
                firm.append(one)
    rest = {i for m in encoder if m.label == "MISC" and m.score >= REST_SCORE for i in range(m.start, m.end)}
    unread = _unread(tokens)
    times = Counter(tokens.words(m.start, m.end) for m in model if m.label in _COARSE)
    kept = []
    for m in model:
        span = range(m.start, m.end)
        if not taken.isdisjoint(span):
            continue
        if m.label in _COARSE and m.start not in unread:
            if not rest.isdisjoint(span):
                continue
            weak = unsupported == "repeated" or (
                m.end - m.start == 1 and (tokens.sent_start[m.start] or tokens.headline[m.start])
            )
            if unsupported == "drop" or (weak and not _stands(tokens, m, times)):
                continue
        kept.append(m)
    return sorted([*firm, *kept], key=lambda m: m.start)


def _with_owners(tokens: Tokens, model: list[Mention], encoder: list[Mention]) -> list[Mention]:
    """The encoder's names, those in one body's name with a plural owner made one: "State Level | Bankers' | Committee"."""
    out = encoder
    for m in model:
        owner = next((i for i in range(m.start + 1, m.end - 1) if tokens.text[i] in {"'", "’"}), -1)
        if m.label != "ORG" or owner < 0 or tokens.lower[m.end - 1] not in ORG_HEADS or tokens.lower[owner - 1][-1] != "s":
            continue
        inside = [e for e in out if e.start < m.end and m.start < e.end]
        if inside and all(m.start <= e.start and e.end <= m.end and e.label in {"ORG", "MISC"} for e in inside):
            start = next(i for i in range(m.start, m.end) if tokens.cap[i] and tokens.lower[i] != "the")
            whole = Mention(start, m.end, "ORG", "model", max(e.score for e in inside), firm=True)
            out = sorted([*(e for e in out if e not in inside), whole], key=lambda e: e.start)
    return out


def _overlapping(model: list[Mention], encoder: list[Mention]) -> list[list[Mention]]:
    """For each of the encoder's mentions, those of spaCy's that share a token with it; both lists are in order."""
    out: list[list[Mention]] = []
    first = 0
    for e in encoder:
        while first < len(model) and model[first].end <= e.start:
            first += 1
        k, beside = first, []
        while k < len(model) and model[k].start < e.end:
            beside.append(model[k])
            k += 1
        out.append(beside)
    return out


def _named(tokens: Tokens, m: Mention, beside: list[Mention]) -> list[Mention]:
    """A mention of the encoder's under its fine label; several or none where it is a phrase around names.

    The sets that it learns from have such phrases among their names: "John Kerry, the Secretary of State", "U.S. forces".
    """
    start, end = _capital(tokens, m.start, m.end, person=m.label == "PERSON")
    phrase = start >= end or (m.label == "ORG" and end < m.end and tokens.text[end].isalpha())
    phrase = phrase or (m.label == "GPE" and any(tokens.lower[i] in _WITHIN for i in range(start, end) if not tokens.cap[i]))
    if m.label == "PERSON" and not phrase:
        phrase = any(_is_small(tokens, i) for i in range(start, end))
        cut = None if phrase else trimmed(tokens, start, end, "PERSON")
        if not phrase and (cut is None or cut.label != "PERSON" or _is_title(tokens, cut)):
            return []
        if cut is not None:
            same = any(s.label in PLACES and (s.start, s.end) == (cut.start, cut.end) for s in beside)
            if (same and is_place(tokens, cut)) or tokens.words(cut.start, cut.end).lower() in countries():
                return [Mention(cut.start, cut.end, "GPE", "model", m.score, firm=True)]
            start, end = _whole_person(tokens, cut.start, cut.end, beside)
            if tokens.lower[end - 1] in ORG_HEADS and end - start > 1 and tokens.lower[end - 1] not in SURNAMES_TOO:
                return [Mention(start, end, "ORG", "model", m.score, firm=True)]
    if phrase:
        inner = [s for s in beside if s.start >= m.start and s.end <= m.end and s.label in _IN_PHRASES]
        return [_as(s, "GPE" if s.label == "PERSON" and is_place(tokens, s) else s.label) for s in inner]
    parts = _places(tokens, start, end) if m.label == "GPE" else []
    if len(parts) > 1:
        return [Mention(a, b, place_label(tokens, Mention(a, b, "GPE"), None), "model", m.score, firm=True) for a, b in parts]
    one = _labelled(tokens, Mention(start, end, m.label, "model", m.score, firm=True), beside)
    return [] if one is None or is_false(tokens, one) else [one]


def _whole_person(tokens: Tokens, start: int, end: int, beside: list[Mention]) -> tuple[int, int]:
    """A person's name with what the encoder left out.

    That is the rest of a hyphenated word ("Bae Soo" + "-ah") and, in front, a name that spaCy sees or a listed surname ("He" + "Lifang").
    """
    if end - start > 1 and end + 1 < len(tokens) and tokens.text[end] == "-" and tokens.joined(end) and tokens.joined(end + 1):
        whole = not tokens.barrier[end + 1] and is_hyphenated_given(tokens.words(end - 1, end + 2))
        last, after = tokens.text[end + 1], tokens.text[end + 2] if end + 2 < len(tokens) else ""
        whole = whole or (last[0].isupper() and not last.isupper() and not after[:1].isupper())  # "Hugh Pemberton-Lyle"
        end += 2 if whole else 0  # no "-backed"
    for s in beside:
        more = range(s.start, start)
        named = all(
            tokens.cap[i] and tokens.text[i].isalpha() and not _is_title(tokens, Mention(i, i + 1, "PERSON")) for i in more
        )
        body = s.label != "PERSON" and (len(more) > 2 or any(tokens.lower[i] in ORG_HEADS for i in more))
        if more and s.label in _SAME and s.end == end and named and not body:
            start = s.start
    before = start - 1
    if before >= 0 and tokens.cap[before] and not tokens.barrier[start] and full_name_end(tokens, before) == end:
        start = before
    return start, end


def _places(tokens: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """The places of a list: `Livorno, Tuscany`, `Eskmoor and Tarnshire`; `Trinidad and Tobago` and `Washington, D.C.` are one."""
    whole = tokens.words(start, end).lower()
    known = "," not in whole and is_place(tokens, Mention(start, end, "GPE"))
    if known or whole in countries() or tokens.lower[end - 1] in {"d.c.", "dc"}:
        return [(start, end)]
    out, low = [], start
    for i in range(start + 1, end - 1):
        if tokens.lower[i] in {"and", "or", "&", ","} and tokens.cap[i + 1]:
            stop = i - (tokens.text[i - 1] == ",")  # "Avel, Brand, and Corre"
            if stop > low:
                out.append((low, stop))
            low = i + 1
    return [*out, (low, end)]


def _is_small(tokens: Tokens, i: int) -> bool:
    """Whether a word is no part of a person's name: a small word, a comma, "of"."""
    word, low = tokens.text[i], tokens.lower[i].rstrip("-'’")
    return (
        word == ","
        or low in {"of", "and", "the", "for"}
        or (word[0].islower() and low not in PARTICLES and not tokens.joined(i))
    )


def _is_title(tokens: Tokens, m: Mention) -> bool:
    """Whether one word is a title or a role and nobody's name ("Commanders", "Capt")."""
    low = tokens.lower[m.start]
    if m.end - m.start > 1 or low in SURNAMES_TOO:
        return False
    return low in LEADING_WORDS or f"{low}." in PERSON_TITLES or bool(role_head(low) or role_head(low.removesuffix("s")))


def _labelled(tokens: Tokens, m: Mention, beside: list[Mention]) -> Mention | None:
    """A mention of the encoder's under its fine label; null where there is none for it."""
    same = next((s for s in beside if s.start == m.start and s.end == m.end), None)
    near = same or max(beside, key=lambda s: min(s.end, m.end) - max(s.start, m.start), default=None)
    label = m.label
    if label in {"MISC", "EVENT"}:
        if is_place(tokens, m):
            return _as(m, "GPE")
        if m.end - m.start > 1 and tokens.cap[m.end - 1] and tokens.lower[m.end - 1] in _BODIES:
            return _as(m, "ORG")
    if label == "MISC":
        if near is None or near.label not in _OTHERS:
            return None
        return Mention(near.start, near.end, near.label, "model", near.score) if near is not same else _as(m, near.label)
    if label == "GPE":
        label = place_label(tokens, m, same)
    elif same is not None and same.label == "NORP" and is_demonym(tokens, m):
        label = "NORP"
    elif label == "ORG" and tokens.words(m.start, m.end).lower().removeprefix("the ") in countries():
        label = "GPE"
    return _as(m, label)


def _as(m: Mention, label: str) -> Mention:
    return Mention(m.start, m.end, label, "model", m.score, firm=True)


def _stands(tokens: Tokens, m: Mention, times: Counter[str]) -> bool:
    """Whether the document or the gazetteer speaks for a name that spaCy alone sees."""
    name = tokens.words(m.start, m.end)
    return times[name] > 1 or (m.label == "GPE" and bool(certain(readings(parted(name)[0]))))


def _unread(tokens: Tokens) -> set[int]:
    """Tokens of passages that the encoder does not read (bylines)."""
    skipped = [(p.start, p.end) for p in passages(tokens.doc) if p.kind not in CONTENT_KINDS]
    out: set[int] = set()
    for start, end in skipped:
        span = tokens.doc.char_span(start, end, alignment_mode="expand") if end > start else None
        if span is not None:
            out.update(range(span.start, span.end))
    return out
