"""All entities of a document: what models see, mended and completed by rules, in one list without overlaps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from policynlp.tag.dates_words import MONTHS, WEEKDAYS
from policynlp.tag.entities.acronyms import find_acronyms
from policynlp.tag.entities.again import AGREED, found_again
from policynlp.tag.entities.authors import author_mentions, joined_authors
from policynlp.tag.entities.completing import completed
from policynlp.tag.entities.dated import find_dates
from policynlp.tag.entities.datelines import dateline
from policynlp.tag.entities.encoder_spans import encoder_mentions, joined
from policynlp.tag.entities.firm_names import with_firms
from policynlp.tag.entities.gazetteer import parted, readings
from policynlp.tag.entities.line_starts import agencies, asked, labelled
from policynlp.tag.entities.misread import without_misread
from policynlp.tag.entities.model_spans import NAMES, NUMERIC, TEMPORAL, model_mentions, person_core
from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.nicknamed import with_nicknames
from policynlp.tag.entities.office_fields import is_field, with_holders
from policynlp.tag.entities.office_holders import with_office_holders
from policynlp.tag.entities.organisations import bodies_with_initials, find_organisations, led_bodies
from policynlp.tag.entities.parting import parted_names
from policynlp.tag.entities.person_evidence import CLAIMS, claimed_tokens, shown_people, without_first_names
from policynlp.tag.entities.persons import later_mentions, located, mended, surname_first
from policynlp.tag.entities.place_names import DEMONYMS, countries, subdivisions
from policynlp.tag.entities.places import is_zone
from policynlp.tag.entities.policies import find_policies, listed_policies, renamed
from policynlp.tag.entities.titled_documents import find_titled
from policynlp.tag.entities.tokens import Mention, Seen, Tokens
from policynlp.tag.entities.whole_bodies import with_whole_bodies
from policynlp.tag.people.evidence import SPEAKS
from policynlp.tag.people.roles import HONORIFICS, role_head

_OF_TIME = frozenset({"in", "of", "since", "by", "until", "last", "this", "next", "late", "early"})
_MALAY_TITLES = frozenset({"datuk", "dato", "dato'", "dato’", "datin", "tan", "tun"})
_SECOND_TITLES = frozenset({"seri", "sri"})
"""As in "Datuk Seri Azlan Hamdan", not in "Sri Mulyani"."""
_SIDES = frozenset(
    f"{side}{ending}"
    for side in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central")
    for ending in ("", "ern")
)
_PARTS = frozenset({"africa", "america", "asia", "australia", "europe", "pacific", "china", "india"})
_PLACE_OF = frozenset({"state", "province", "city", "town", "county", "region", "municipality", "prefecture"})
_NOUNS = frozenset({"province", "prefecture", "oblast", "county", "voivodeship"})
"""Nouns with which a name is a place, known or not."""
_BODIES_TOO = frozenset({"programme", "program", "partnership", "initiative", "facility"})
"""Heads of policies that bodies have as well ("World Food Programme"): there the encoder's word counts."""


_GOVERNING = frozenset({"ministry", "department", "secretariat", "directorate"})
"""Heads of one body each, of which a second field is no second body."""
_WHO = re.compile(r"(?:ers|ors|ists|ians|ants|men|women|nurses)$")
"""How words for people of one trade end."""


def find_mentions(doc: Doc, *, tokens: Tokens | None = None) -> list[Mention]:
    """All entities of a document, in order, not overlapping.

    Args:
        doc: With the model's `doc.ents`, tags and parse, and perhaps the encoder's names.
        tokens: The document's, where they have been read already.
    """
    tokens = tokens or Tokens(doc)
    model = model_mentions(doc, tokens)
    seen = Seen.of(model, NAMES)
    policies = [*renamed(tokens, model), *find_policies(tokens, seen=seen)]
    encoder = encoder_mentions(doc, tokens)
    if encoder is not None:
        model = joined(tokens, model, encoder)
    at = {i: m for m in model for i in range(m.start, m.end)}
    policies = merged(p for p in policies if _stands(tokens, p, at))
    organisations = find_organisations(tokens, seen=seen)
    titled = find_titled(tokens, seen=seen)
    rules = merged(titled, policies, [_kept(m, at) for m in organisations])
    rules = [Mention(m.start, m.end, "ORG", m.origin, m.score) if _works_at(tokens, m) else m for m in rules]
    rules = merged(rules, led_bodies(tokens, model), bodies_with_initials(tokens))
    model = with_holders(tokens, parted_names(tokens, mended(tokens, _with_purposes(tokens, model, organisations))))
    model = with_nicknames(tokens, with_office_holders(tokens, without_first_names(tokens, rules, model)))
    rules = merged(datelines(tokens, doc), rules)
    over = {i for m in rules if m.label in {"POLICY", "WORK_OF_ART"} for i in range(m.start, m.end)}
    firm = [m for m in model if m.firm and over.isdisjoint(range(m.start, m.end))]
    held = {i for m in firm for i in range(m.start, m.end)}
    rules = _outside(rules, held)
    claimed = claimed_tokens(rules, model)
    people = _outside(merged(shown_people(tokens, claimed), surname_first(tokens, model)), held)
    model = located(tokens, model, people)
    dates = find_dates(doc, tokens, model)
    names = [_placed(tokens, m) for m in model if m.label not in TEMPORAL and m.label not in NUMERIC]
    firm = [m for m in names if m.firm]
    first = merged(rules, firm, people, names)
    again = later_mentions(tokens, [m for m in first if m.label == "PERSON"])
    single = {m.start for m in firm if m.end == m.start + 1}
    acronyms = [m for m in _acronym_mentions(tokens, first) if m.start not in held or m.start in single]
    more = found_again(tokens, merged(rules, acronyms, firm, people, names))
    numbers = [m for m in model if m.label in NUMERIC]
    people = [*again, *people]
    whole = [m for m in again if "-" in tokens.text[m.start : m.end]]  # not two people, "Holtz" and "Eakin"
    found = merged(
        rules, whole, acronyms, listed_policies(tokens), firm, people, more, names, _unseen_places(tokens, doc), dates, numbers
    )
    surnames = {tokens.text[m.end - 1] for m in found if m.label == "PERSON" and m.end - m.start > 1}
    found = [_bare(tokens, m, surnames) for m in asked(tokens, agencies(tokens, labelled(tokens, found)))]
    found = _agreed(tokens, without_misread(tokens, completed(tokens, with_firms(tokens, with_whole_bodies(tokens, found)))))
    return joined_authors(found, author_mentions(doc, tokens))


def _with_purposes(tokens: Tokens, model: list[Mention], organisations: list[Mention]) -> list[Mention]:
    """Bodies that the encoder ends before what they are for: "Eldoret Centre" + "for Rural Policy"; or begins late."""
    longer = {m.start: m.end for m in organisations}
    before = {m.end: m.start for m in organisations}
    others = {i for m in model if m.label in {"PERSON", "GPE", "LOC"} and m.firm for i in range(m.start, m.end)}
    out: list[Mention] = []
    for m in model:
        if out and m.start < out[-1].end:
            continue  # "Rural Policy" by itself
        end = longer.get(m.start, longer.get(m.start + 1, 0)) if m.label == "ORG" and m.firm else 0
        goes_on = end > m.end and (
            tokens.lower[m.end] == "for"
            or _is_list_of_fields(tokens, m, end, others)
            or _is_of_more(tokens, m, end, others)
            or _is_of_what(tokens, m, end, others)
            or (end > m.end + 2 and tokens.cap[m.end] and tokens.text[m.end + 1] in {"'", "’"})  # "Grid" + "Users' Forum"
            or (end == m.end + 2 and tokens.text[m.end] in {"'", "’"})  # "Sindh Growers" + "' Forum"
        )
        start = before.get(m.end, m.start) if _is_bare_head(tokens, m) or _is_cut(tokens, m, before) else m.start
        start += start < m.start and tokens.lower[start] == "the"
        out.append(
            replace(m, start=start if others.isdisjoint(range(start, m.end)) else m.start, end=end if goes_on else m.end)
        )
    return out


def _is_cut(tokens: Tokens, m: Mention, before: Mapping[int, int]) -> bool:
    """Whether a body is cut behind the first words of its name: "Visayas" + "Energy Watch", "Legislative" + "Service Commission"."""
    start = before.get(m.end, m.start) if m.label == "ORG" and m.firm and m.end - m.start != 1 else m.start

    def names(i: int) -> bool:
        word = tokens.text[i]
        plain = (
            word.isalpha() and word[1:].islower() and tokens.lower[i] not in tokens.small and tokens.lower[i] not in DEMONYMS
        )
        return plain and not tokens.sent_start[i] and tokens.lower[i] not in HONORIFICS and role_head(word) is None

    led = start > 0 and tokens.text[start - 1].islower() and tokens.doc[start - 1].pos_ != "ADP"
    dated = any(tokens.lower[i] in MONTHS or tokens.lower[i] in WEEKDAYS for i in range(start, m.start))
    return (
        start < m.start
        and led
        and not dated
        and tokens.lower[m.end - 1] in ORG_HEADS
        and all(map(names, range(start, m.start)))
    )


def _is_bare_head(tokens: Tokens, m: Mention) -> bool:
    """Whether a body is its head noun alone, behind a word of its name: "the Accounts" + "Chamber"."""
    return m.label == "ORG" and m.end - m.start == 1 and tokens.lower[m.start] in ORG_HEADS and tokens.cap[m.start - 1]


def _is_list_of_fields(tokens: Tokens, m: Mention, end: int, others: set[int]) -> bool:
    """Whether a body's field goes on behind its name as a list ("Ministry of Mines" + "and Energy"): words that are no names."""
    behind = range(m.end, end)
    words = [i for i in behind if tokens.text[i].isalpha() and tokens.lower[i] != "and"]
    listed = tokens.text[m.end] == "," and "and" in tokens.lower[m.end : end] and "of" in tokens.lower[m.start : m.end]
    head = m.start + (tokens.lower[m.start] == "the")
    second = tokens.lower[m.end] == "and" and tokens.lower[head] in _GOVERNING and tokens.lower[head + 1] in {"of", "for"}
    if end < len(tokens) and tokens.cap[end] and role_head(tokens.text[end]) is not None:
        return False  # "the Department of Education and Labor Secretary Ana Reis"
    return (
        (listed or second)
        and others.isdisjoint(behind)
        and all(is_field(w := tokens.lower[i]) and w not in ORG_HEADS for i in words)
    )


def _is_of_more(tokens: Tokens, m: Mention, end: int, others: set[int]) -> bool:
    """Whether a body of people is cut before the last of them: "Association of Rural" + "Mayors", "... Packers" + "and Growers"."""
    behind = range(m.end, end)
    first = m.end + (tokens.lower[m.end] in {"and", "&"})
    if "of" not in tokens.lower[m.start : m.end] or first >= end or any(tokens.barrier[i] for i in behind):
        return False
    if first == m.end and (end > first + 1 or (end < len(tokens) and tokens.cap[end])):
        return False  # "Federation of Private" + "Schools President Ana Reis"
    alike = _WHO.search(tokens.lower[m.end - 1]) is not None or first == m.end
    plain = all(tokens.cap[i] or tokens.lower[i] in {"of", "the", "in"} for i in range(first, end))
    return plain and alike and tokens.lower[first].endswith("s") and others.isdisjoint(behind)


def _is_of_what(tokens: Tokens, m: Mention, end: int, others: set[int]) -> bool:
    """Whether a body is cut before what it is of: "General Syndicate" + "of Farmers", "Office" + "of the Comptroller General"."""
    behind = range(m.end, end)
    plain = tokens.lower[m.end] == "of" and "of" not in tokens.lower[m.start : m.end] and others.isdisjoint(behind)
    return plain and not any(tokens.barrier[i] for i in behind)


def _bare(tokens: Tokens, m: Mention, surnames: Collection[str] = ()) -> Mention:
    """A person without the title before the name, whoever found it so: "Speaker Patrick Mutai"."""
    start, end, label = person_core(tokens, m.start, m.end, m.label) if m.label == "PERSON" else (m.start, m.end, m.label)
    if (
        label == "PERSON"
        and end - start > 2
        and tokens.lower[start] == "opposition"
        and start
        and tokens.lower[start - 1] == "of"
    ):
        start += 1  # "Leader of Opposition Sukhjit Brar"
    titled = label == "PERSON" and end - start > 3 and tokens.lower[start] in _MALAY_TITLES
    if titled and tokens.lower[start + 1] in _SECOND_TITLES:
        start += 1  # "Tan" + "Sri Azlan Hamdan"
    if label == "PERSON" and end - start > 1 and start and tokens.lower[start - 1] in _MALAY_TITLES:
        start += tokens.lower[start] in _SECOND_TITLES
    while label == "PERSON" and start and _is_initial_before(tokens, start):
        start -= 1
    dated = label == "PERSON" and start > 0 and tokens.lower[start] in MONTHS and tokens.lower[start - 1] in _OF_TIME
    if dated and (end - start > 2 or (end - start == 2 and _is_surname(tokens, end - 1, surnames))):
        start += 1  # "By the second week of August Karen Dunlop was rearing", "In June Velarde told"
    return replace(m, start=start, end=end) if label == m.label else m


def _is_initial_before(tokens: Tokens, start: int) -> bool:
    """Whether an initial opens the sentence before a name, which models leave off: "... last month. R." + "Meenakshi, an economist"."""
    word = tokens.text[start - 1]
    initial = len(word) == 2 and word[1] == "." and word[0].isupper() and not tokens.barrier[start]
    opens = start < 2 or tokens.barrier[start - 1] or tokens.sent_start[start - 1] or tokens.text[start - 2] in {".", "”", '"'}
    return initial and opens


def _is_surname(tokens: Tokens, i: int, surnames: Collection[str]) -> bool:
    """Whether a word is the last one of another name of a person in the text as well."""
    return tokens.text[i] in surnames and sum(word == tokens.text[i] for word in tokens.text) > 1


def _outside(mentions: list[Mention], held: set[int]) -> list[Mention]:
    """Those that touch none of the tokens, policies and titles aside."""
    return [m for m in mentions if m.label in {"POLICY", "WORK_OF_ART"} or held.isdisjoint(range(m.start, m.end))]


def _stands(tokens: Tokens, policy: Mention, at: dict[int, Mention]) -> bool:
    """Whether a policy by its name stands against what models see there.

    It does not where spaCy sees a longer organisation that only ends like a policy ("Forum for International Policy"), or
    the encoder a name that runs on, or a body of that very name.
    """
    for m in {at[i].start: at[i] for i in range(policy.start, policy.end) if i in at}.values():
        if m.label == "ORG" and m.start + 1 < policy.start and m.end >= policy.end:
            return False
        if not m.firm or m.label not in CLAIMS | {"PERSON", "LOC"}:
            continue
        if m.end > policy.end or m.start + 1 < policy.start:
            return False
        whole = m.end == policy.end and m.start <= policy.start
        if whole and m.label == "ORG" and tokens.lower[m.end - 1] in _BODIES_TOO:
            return False
    return True


def _kept(rule: Mention, at: dict[int, Mention]) -> Mention:
    """The model's own span where it is an organisation that holds all of ours, or a place ("Soviet Union") that equals it."""
    m = at.get(rule.start)
    if m is None or m.end < rule.end:
        return rule
    same = m.start == rule.start and m.end == rule.end
    if m.label == "ORG" and not m.firm and m.end == rule.end and m.start >= rule.start - 1:
        return Mention(m.start, m.end, "ORG", m.origin, AGREED)
    return m if m.label == "ORG" or (same and m.label in {"GPE", "LOC"}) else rule


def _works_at(tokens: Tokens, m: Mention) -> bool:
    """Whether somebody has a post at what is named like a policy ("an economist at the Northern Initiative for Growth")."""
    at = m.start - 1 - (m.start > 0 and tokens.lower[m.start - 1] == "the")
    return m.label == "POLICY" and at > 0 and tokens.lower[at] == "at" and role_head(tokens.text[at - 1]) is not None


def datelines(tokens: Tokens, doc: Doc) -> list[Mention]:
    """The place in capitals with which a report begins ("MEXICO CITY, March 3 -")."""
    found = []
    starts = [i for i in range(len(tokens)) if tokens.barrier[i] and not tokens.furniture[i]]
    for first, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        line = dateline(doc, first, end) if tokens.cap[first] else None
        if line is not None:
            found.append(Mention(first, line[0], "GPE", "rule", 0.9))
    return found


def merged(*layers: Iterable[Mention]) -> list[Mention]:
    """Mentions without overlap: earlier layers first, within a layer the longer."""
    taken: set[int] = set()
    out = []
    for layer in layers:
        for m in sorted(layer, key=lambda m: (m.start - m.end, m.start)):
            if taken.isdisjoint(range(m.start, m.end)):
                taken.update(range(m.start, m.end))
                out.append(m)
    return sorted(out, key=lambda m: m.start)


def _acronym_mentions(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Acronyms where they are introduced and wherever they come again, with the label of the full name."""
    known = find_acronyms(tokens, [m for m in mentions if m.label in {"ORG", "POLICY", "LAW", "EVENT", "GPE", "LOC", "FAC"}])
    return [
        Mention(i, i + 1, known[w][0].label, "rule", 0.9)
        for i, w in enumerate(tokens.text)
        if w in known and not tokens.furniture[i]
    ]


def _placed(tokens: Tokens, m: Mention) -> Mention:
    """A country or province is a place whatever spaCy takes it for; "White" + "House" is a body, not somebody's name."""
    if m.label == "PERSON" and (tokens.lower[m.end - 1], *tokens.lower[m.end : m.end + 1]) == ("white", "house"):
        return Mention(m.end - 1, m.end + 1, "ORG", m.origin, m.score, m.firm)
    if m.label == "PERSON" and m.end - m.start == 2 and tokens.lower[m.start] in _SIDES and tokens.lower[m.end - 1] in _PARTS:
        return Mention(m.start, m.end, "LOC", "rule", 0.9)  # "Southeast Asia"
    if m.firm:
        speaks = m.end < len(tokens) and tokens.lower[m.end] in SPEAKS
        divided = m.label == "PERSON" and not speaks and tokens.words(m.start, m.end).lower() in subdivisions()
        return Mention(m.start, m.end, "GPE", "rule", 0.9) if divided else m
    if m.label in {"ORG", "PERSON", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"}:
        name = tokens.words(m.start, m.end).lower().removeprefix("the ")
        if (name in countries() or name in subdivisions()) and name not in {"jordan", "chad", "georgia", "america", "wales"}:
            return Mention(m.start, m.end, "GPE", "rule", 0.9)
        if is_zone(name):
            return Mention(m.start, m.end, "LOC", "rule", 0.8)
        plain, noun = parted(name)
        if noun is None and m.start > 1 and tokens.lower[m.start - 1] == "of" and not tokens.barrier[m.start]:
            noun = tokens.lower[m.start - 2] if tokens.lower[m.start - 2] in _PLACE_OF else None
        if m.label in {"ORG", "PERSON", "PRODUCT"} and noun is not None and (noun in _NOUNS or readings(plain)):
            return Mention(m.start, m.end, "GPE", "rule", 0.7)
    return m


def _unseen_places(tokens: Tokens, doc: Doc) -> list[Mention]:
    """Countries and provinces of one word that the model misses."""
    known = countries()
    more = subdivisions()
    return [
        Mention(i, i + 1, "GPE", "rule", 0.8)
        for i, w in enumerate(tokens.lower)
        if tokens.cap[i] and (w in known or w in more) and len(w) > 3 and doc[i].pos_ == "PROPN"
        and w not in {"jordan", "chad", "georgia", "america"} and not tokens.furniture[i] and not _has_neighbour(tokens, i)
    ]  # fmt: skip


def _has_neighbour(tokens: Tokens, i: int) -> bool:
    """Whether a capital word or a hyphen touches a word, which then is part of a longer name."""
    after = i + 1 < len(tokens) and not tokens.barrier[i + 1] and (tokens.cap[i + 1] or tokens.text[i + 1] == "-")
    return after or (
        i > 0 and not tokens.barrier[i] and not tokens.sent_start[i - 1] and (tokens.cap[i - 1] or tokens.text[i - 1] == "-")
    )


def _agreed(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """One name, one label: a name that the model labels one way in most places is labelled so in all."""
    votes: dict[str, Counter[str]] = {}
    names = {}
    for m in mentions:
        if m.label in {"PERSON", "ORG", "GPE", "LOC"}:
            name = names[m.start] = tokens.words(m.start, m.end)
            votes.setdefault(name, Counter())[m.label] += 2 if m.origin == "rule" or m.firm else 1
    out = []
    for m in mentions:
        if m.start in names:
            count = votes[names[m.start]]
            label, most = max(count.items(), key=lambda kv: (kv[1], kv[0]))
            lone = label == "PERSON" and (names[m.start].isupper() or " " not in names[m.start])
            if label != m.label and not lone and most >= 2 and most >= 2 * count[m.label]:
                m = Mention(m.start, m.end, label, m.origin, m.score, m.firm)
        out.append(m)
    return out
