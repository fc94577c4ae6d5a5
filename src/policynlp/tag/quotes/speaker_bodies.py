"""Bodies and documents that are called by a common noun: "the ministry", "the company", "its report"."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.name_words import FIRM_ENDS
from policynlp.tag.entities.organisation_types import organisation_type
from policynlp.tag.quotes.bodies_in_full import told_in_full
from policynlp.tag.quotes.body_mentions import body_of_title, is_ahead, kind_behind, subject_before
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.cues import TAKES_HEARER
from policynlp.tag.quotes.printed_names import end_of_name
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import CALLED_BY, INSTITUTIONS, PAPERS, UNIONS_OF_STATES

COMPANY = frozenset(
    "company firm corporation manufacturer airline operator contractor carmaker automaker retailer developer utility lender insurer".split()
)
ANY_BODY = frozenset("group organisation organization body nonprofit charity ngo non-profit institution".split())
AREAS = frozenset(
    "prefecture county province municipality district borough canton governorate voivodeship township oblast".split()
)
"""Units whose government speaks by their noun; a state or a city is mostly called so by what it is, not by its name."""
ROLES_OF_BODIES = frozenset(
    """
    nonprofit contractor operator developer retailer manufacturer airline carmaker watchdog regulator charity group utility lender
    insurer
    """.split()
)
"""Nouns that name what a body is or does."""
_ACRONYMS = frozenset("nato asean mercosur opec brics eu ecowas comesa".split())
"""Bodies of states whose names have no noun for what they are."""
_APOSTROPHES = re.compile("['’]")
_HEARERS = frozenset({"dobj", "dative", "iobj"})
_MEDIA = frozenset(
    "bbc reuters afp ap cnn npr nbc abc cbs itv itn rte bloomberg tass xinhua kyodo yonhap dpa rfi cnbc npo".split()
)
"""Hearers that pass on what they are told."""
_SMALL_WORDS = frozenset({"of", "for", "the", "and", "on", "in"})
_FURTHER_WORDS = 3
_WORKERS = re.compile(
    r"workers|miners|teachers|nurses|drivers|employees|midwives|doctors|pilots|dockers|seafarers|journalists|lecturers"
)
_REACH_MENTIONS = 60
_REACH_PASSAGES = 12
_REACH_CALLED = 40
_REACH_ALONE = 3
_REACH_AREAS = 300
_LAST_SPEAKERS = 5
_NAME_BEHIND = 5
_APPOSED_CHARS = 80
_NO_AGENCIES = frozenset({"ngo", "company", "media", "party", "union", "think_tank", "university"})
_OTHER_OFFICES = frozenset(
    {"ministry", "department", "government", "police", "authority", "authorities", "commission", "council"}
)
_COURTS = frozenset({"court", "tribunal"})
_OF_RIVALS = frozenset({"campaign", "team", "side", "party", "company", "group"})


def body_called(
    reading: Reading, cast: Cast, head: Token, span: Span, *, last: Sequence[tuple[int, Figure]] = ()
) -> Figure | None:
    """The body of the document that `the authority`, `the company` stands for.

    Args:
        reading: The document.
        cast: Who could speak in it.
        head: Head of the mention.
        span: The mention.
        last: Positions and figures of the last to speak: "the company" is most likely theirs.

    Returns:
        The body named last before whose name has the noun; else, for a company or a group, the body that spoke last, that of the
        person who spoke last, or the only body near by, as long as its name does not say that it is something else; else null.
    """
    if is_of_somebody(reading, span):
        return _body_of_the_last(cast, head, last)
    words = reading.text[span[0] : max(reading.ends[head.i], end_of_name(reading, head, span))].lower().split()
    if len(words) < 2 or words[0] not in {"the", "this"}:
        return None
    if len(words) > 2:
        return _ending_so(reading, cast, head, " ".join(words[1:]))
    noun, plain = words[1], head.lemma_.lower()
    wanted = CALLED_BY.get(plain, frozenset()) | {plain, noun}
    passage = reading.passage[head.i]
    workers = plain == "union" and any(_of_members(m.figure) for m in cast.before(head.idx, limit=_REACH_MENTIONS))
    exact = _named_so(reading, cast, head, {plain, noun}) if plain in CALLED_BY else None
    called = plain in COMPANY | ANY_BODY or (plain == "union" and last and _of_workers(last[-1][1]))
    told = next((entry for entry in reversed(last[-2:]) if entry[1].name is not None), None)
    if told is not None and called and _just_spoke(reading, head, told):
        return told[1]
    open_to: list[tuple[int, Figure]] = []
    hearers: list[tuple[int, Figure]] = []  # whoever is told something answers, where no other body is named
    for mention, named in _bodies_before(reading, cast, head, plain):
        figure, name = mention.figure, mention.figure.name or ""
        back = passage - reading.passage[reading.token_at(mention.start)]
        is_union_of_states = name.lower() in UNIONS_OF_STATES
        if back > _REACH_PASSAGES:
            whole = name.lower().endswith(f" {plain}") or name.lower().startswith(f"{plain} of ")
            if back <= _REACH_CALLED and (whole or _is_called(reading, mention, plain)):
                return figure
            continue
        if (
            (
                named & wanted
                and (len(named) > 1 or named <= _ACRONYMS)
                and not (plain == "union" and is_union_of_states and workers)
            )
            or (plain == "newspaper" and _is_paper(reading, mention))
            or (plain == "bloc" and is_union_of_states)
            or _is_called(reading, mention, plain)
        ):
            spoke = told[1] if told is not None and plain in _COURTS and _spoke_as(told[1], {plain, noun}) else None
            led = body_of_title(cast, last, noun, before=head.idx) if plain in {"ministry", "department"} else None
            if led is not None and mention.start < last[-1][0]:
                return led
            if spoke is not None and spoke is not figure and back <= 1 and is_ahead(reading, mention):
                return spoke  # "the Environmental Court found ... It can be appealed before the Supreme Court. The court said"
            return exact if exact is not None and back > 1 and not named & {plain, noun} else figure
        open_body = plain in COMPANY | ANY_BODY and _may_be(plain, named)
        to = hearers if _is_hearer(reading, mention) else open_to
        if to is hearers and (named & _MEDIA or name.lower().split()[-1] in PAPERS):
            continue
        if open_body and all(f is not figure for _, f in to):
            to.append((back, figure))
    firms = [entry for entry in open_to if plain in COMPANY and (entry[1].name or "").split()[-1] in FIRM_ENDS]
    found = (
        _most_likely(firms or open_to or hearers, last[-_LAST_SPEAKERS:])
        or _spoke_alone(reading, cast, head, last[-_LAST_SPEAKERS:])
        or _said_in_full(reading, head, noun, last)
    )
    return (
        found
        or exact
        or (_area_called(cast, head, plain) if plain in AREAS else told_in_full(reading, head, reach=_REACH_PASSAGES))
        or subject_before(reading, cast, head)
    )


def _bodies_before(reading: Reading, cast: Cast, head: Token, noun: str) -> Iterator[tuple[Mention, set[str]]]:
    """The bodies named in prose before a noun, the nearest first, that may be one, each with the words of its name."""
    for mention in cast.before(head.idx, limit=_REACH_MENTIONS):
        figure = mention.figure
        if figure.kind != "organisation" or not figure.name or not figure.organisation:
            continue
        if reading.passage[reading.token_at(mention.start)] < 0:
            continue  # "Northern News Agency | English"
        if noun in COMPANY and kind_behind(reading, mention) in INSTITUTIONS - COMPANY - ANY_BODY:
            continue  # "the Solidarity 90 union" is no company
        yield mention, set(_APOSTROPHES.sub("", figure.name.lower().replace("-", " ")).split())


def _spoke_as(figure: Figure, nouns: set[str]) -> bool:
    """Whether who spoke is a body in whose name one of these nouns stands."""
    return figure.organisation and not nouns.isdisjoint((figure.name or "").lower().split())


def _is_hearer(reading: Reading, mention: Mention) -> bool:
    """Whether a body is told something where it is named: "she told the BBC"."""
    name = reading.doc[reading.token_at(mention.start) : reading.token_at(mention.end - 1) + 1].root
    return name.dep_ in _HEARERS and name.head.lemma_.lower() in TAKES_HEARER


def _named_so(reading: Reading, cast: Cast, head: Token, nouns: set[str]) -> Figure | None:
    """The body named last before, within reach, whose name ends with the noun: before those that it may stand for, too."""
    for mention in cast.before(head.idx, limit=2 * _REACH_MENTIONS):
        figure, name = mention.figure, (mention.figure.name or "").lower()
        at = reading.passage[reading.token_at(mention.start)]
        if at < 0:
            continue
        if reading.passage[head.i] - at > _REACH_CALLED:
            return None
        words = name.partition(" of ")[0].partition(" for ")[0].split()
        if figure.organisation and len(name.split()) > 1 and words[-1] in nouns and name not in UNIONS_OF_STATES:
            return figure
    return None


def _of_workers(figure: Figure) -> bool:
    """Whether a body of people who work is meant, which may be called a union: "the Copperbelt Mineworkers' Alliance"."""
    return figure.organisation and _WORKERS.search((figure.name or "").lower()) is not None


def _of_members(figure: Figure) -> bool:
    """Whether a body is a union that is no union of states."""
    name = (figure.name or "").lower()
    return figure.organisation and name not in UNIONS_OF_STATES and ("union" in name.split() or _of_workers(figure))


def _area_called(cast: Cast, head: Token, noun: str) -> Figure | None:
    """`The county` for Bonghwa County: of the places named before with that noun, the one named most often; null in a tie."""
    named: Counter[Figure] = Counter()
    for mention in cast.before(head.idx, limit=_REACH_AREAS):
        words = (mention.figure.name or "").lower().split()
        if (
            mention.figure.kind == "organisation"
            and not mention.figure.organisation
            and len(words) > 1
            and noun in (words[0], words[-1])
        ):
            named[mention.figure] += 1
    ranked = named.most_common(2)
    last = next((m.figure for m in cast.before(head.idx, limit=_LAST_SPEAKERS) if m.figure.kind == "organisation"), None)
    if (
        ranked
        and last is not None
        and not last.organisation
        and last is not ranked[0][0]
        and noun in (last.name or "").lower().split()
    ):
        return None  # another place was named since
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def _is_paper(reading: Reading, mention: Mention) -> bool:
    """Whether a name is a newspaper's: "The Daily Tribune", "The Guardian"; not the Independent Commission, nor Royal Mail."""
    words = (mention.figure.name or "").lower().split()
    article = reading.text[max(0, mention.start - 4) : mention.start + 4].lower().find("the ") >= 0
    return bool(words) and words[-1] in PAPERS and article


def _elsewhere(reading: Reading, cast: Cast, head: Token) -> bool:
    """Whether the sentence has named a place before: "In Moscow, the defence ministry said" is of nobody named elsewhere."""
    start = reading.starts[reading.sentence[head.i][0]]
    return any(m.figure.kind == "organisation" and not m.figure.organisation for m in cast.within((start, head.idx)))


def _ending_so(reading: Reading, cast: Cast, head: Token, words: str) -> Figure | None:
    """The one body named before whose name ends with several words, else has them: "the grain office" for the Office for Grain."""
    if words == "central bank":
        return _central_bank(cast, head)
    ending: dict[str, Figure] = {}
    having: dict[str, Figure] = {}
    wanted = set(words.split())
    for mention in cast.before(head.idx, limit=_REACH_MENTIONS):
        figure = mention.figure
        if not figure.organisation or not figure.name:
            continue
        if figure.name.lower().endswith(f" {words}"):
            ending[figure.name] = figure
        named = set(figure.name.lower().split()) - _SMALL_WORDS
        if wanted <= named and len(named) <= len(wanted) + _FURTHER_WORDS:
            having[figure.name] = figure
    found = ending or ({} if _elsewhere(reading, cast, head) else having)
    return next(iter(found.values())) if len(found) == 1 else None


def _central_bank(cast: Cast, head: Token) -> Figure | None:
    """The one bank named before by more than "Bank", where only one is."""
    named = {
        m.figure.name: m.figure
        for m in cast.before(head.idx, limit=_REACH_MENTIONS)
        if m.figure.organisation and m.figure.name and {"bank", "reserve"} & set(m.figure.name.lower().split())
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _body_of_the_last(cast: Cast, head: Token, last: Sequence[tuple[int, Figure]]) -> Figure | None:
    """The body of whoever spoke last, for `his company`, where its name says that it is one, or nothing else."""
    if not last or last[-1][1].kind != "named_person":
        return None
    affiliation = last[-1][1].affiliation
    noun, named = head.lemma_.lower(), set((affiliation or "").lower().split())
    if not affiliation:  # "Auditor General Ann Lee said. Her office found": the one that is called so
        return body_of_title(cast, last, noun, before=head.idx)
    bodies = {m.figure.name: m.figure for m in cast.before(head.idx, limit=_REACH_MENTIONS) if m.figure.organisation}
    fits = noun in named or (noun in COMPANY | ANY_BODY and _may_be(noun, named))
    return bodies.get(affiliation) if fits else None


def is_of_somebody(reading: Reading, span: Span) -> bool:
    """Whether a mention is that of what somebody has: "her office", "his group"."""
    return reading.text[span[0] : span[0] + 4].lower() in {"his ", "her "}


def _is_called(reading: Reading, mention: Mention, noun: str) -> bool:
    """Whether the name has the noun beside it: "the SNTE, the country's largest teachers' union"."""
    before = reading.doc[max(0, reading.token_at(mention.start) - 1)]
    if before.tag_ == "NN" and before.lower_ == noun:
        return True  # "the teachers' union Eğitim Emek"
    told = reading.text[max(0, mention.start - _APPOSED_CHARS) : mention.start]
    if told.endswith(", ") and re.search(rf"\b[Tt]he (?:[\w'’-]+ ){{0,3}}{noun}(?: (?:of|for) [\w'’ -]{{3,40}})?, $", told):
        return True  # "the union of olive growers, Zeytin"
    name = reading.doc[reading.token_at(mention.end - 1)]
    behind = (c for c in name.children if c.dep_ == "appos")
    return any(c.tag_ == "NN" and c.lemma_.lower() == noun for c in behind) or _called_behind(reading, name.i + 1, noun)


def _called_behind(reading: Reading, i: int, noun: str) -> bool:
    """Whether `, the` and the noun stand at a token, with two words between them at the most; whatever the parse hangs them on."""
    doc = reading.doc
    if i + 2 >= len(doc) or doc[i].text != "," or doc[i + 1].lower_ not in {"the", "a", "an"}:
        return False
    for token in doc[i + 2 : i + _NAME_BEHIND]:
        if token.lemma_.lower() == noun:
            return token.tag_ == "NN"
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            return False
    return False


def _said_in_full(reading: Reading, head: Token, noun: str, last: Sequence[tuple[int, Figure]]) -> Figure | None:
    """The body without a name of its own that spoke before by a longer one: "the agriculture ministry" for "the ministry".

    A campaign or a team is one of several in most texts that name one.
    """
    for position, figure in reversed(last if noun not in _OF_RIVALS else ()):
        if reading.passage[head.i] - reading.passage[reading.token_at(position)] > _REACH_PASSAGES:
            return None
        name = (figure.name or "").lower()
        if (
            figure.entity is None
            and figure.kind == "organisation"
            and (name.endswith(f" {noun}") or f" {noun} of " in f" {name}")
        ):
            return figure
    return None


def _most_likely(open_to: list[tuple[int, Figure]], last: Sequence[tuple[int, Figure]]) -> Figure | None:
    for _, spoke in reversed(last):
        for _, figure in open_to:
            if figure.entity == spoke.entity or (spoke.affiliation and figure.name == spoke.affiliation):
                return figure
    for reach in (0, 1, _REACH_PASSAGES):
        near = [f for back, f in open_to if back <= reach]
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _spoke_alone(reading: Reading, cast: Cast, head: Token, last: Sequence[tuple[int, Figure]]) -> Figure | None:
    """`The agency`, for Statistics Korea: the body that spoke last, where no other was named since."""
    if head.lemma_.lower() != "agency":
        return None
    told = next(((at, f) for at, f in reversed(last) if f.organisation and f.name is not None), None)
    if told is None or organisation_type(told[1].name or "") in _NO_AGENCIES:
        return None
    if reading.passage[head.i] - reading.passage[reading.token_at(told[0])] > _REACH_ALONE:
        return None
    since = {m.figure for m in cast.within((told[0], head.idx)) if m.figure.organisation}
    if any(t.lower_ in _OTHER_OFFICES for t in reading.doc[reading.token_at(told[0]) : head.i]):
        return None
    named = set((told[1].name or "").lower().split())
    return told[1] if since <= {told[1]} and _may_be("agency", named) else None


def _just_spoke(reading: Reading, head: Token, last: tuple[int, Figure]) -> bool:
    """Whether the last speaker was a body by name in this paragraph or the one before, and may be a company or group."""
    position, figure = last
    near = reading.passage[head.i] - reading.passage[reading.token_at(position)] <= 1
    named = figure.kind == "organisation" and figure.name and figure.name[0].isupper() and not figure.plural
    return bool(near and named and _may_be(head.lemma_.lower(), set(figure.name.lower().split())) if figure.name else False)


def _may_be(noun: str, named: set[str]) -> bool:
    """Whether a name does not say that it is another kind of body."""
    kinds = named & (INSTITUTIONS - COMPANY - ANY_BODY)
    return not kinds if noun in COMPANY else not kinds & _OFFICIAL


_OFFICIAL = frozenset(
    "government ministry department court parliament congress senate cabinet police army university school city state".split()
)
