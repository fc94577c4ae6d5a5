"""Who bears a title: "the minister", "the Russian president", "the Vermont senator" to one person of the document."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Span, Token

from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.people.named import MAX_SENTENCES_BACK, NamedMentions
from policynlp.tag.people.roles import FIELDS, PARTIES, SYNONYMS, role_head
from policynlp.tags import Entity, Person

_ROLE_SKIP = frozenset("the a an this that former late said his her its their".split())
_FORMER = frozenset("former ex predecessor".split())
_MAX_BEARERS = 40
_CANDIDATES = frozenset({"nominee", "candidate"})
_OF_CANDIDATES = frozenset({"presidential", "party"})
_SECRETARY, _MINISTER = "secretary", "minister"
_LESSER = frozenset("permanent press private general deputy under principal additional joint chief state assistant".split())
"""Secretaries who are below a minister."""
_OF_SEATS = frozenset("senator representative congressman congresswoman lawmaker governor".split())
_ARTICLE_AND_NOUN = 2
_INITIALS = frozenset("ps cs pm dpm cm ceo cfo coo md dg sg ag ig dpp cecm gm dc".split())
"""Offices that papers call by their initials; others are bodies and countries more often (EC, ED, US, AP)."""
_UNDER = frozenset({"vice", "deputy"})
_POINTING = frozenset("the this that his her its their".split())
_ENDS = frozenset({"of", "for", "at", "with", ",", "who", "from"})


class TitleBearers:
    """Titles of one document's people.

    Args:
        doc: The document.
        text: Its text.
        people: By key.
        mentions: All named mentions.
    """

    def __init__(self, doc: Doc, text: str, people: Mapping[str, Person], mentions: NamedMentions) -> None:
        self.doc, self._text, self.people, self._mentions = doc, text, people, mentions
        self._by_role: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for person in people.values():
            for title in person.titles:
                words = title.lower().split()
                role = next((role_head(w) for w in reversed(_before_of(words)) if role_head(w)), None)
                names = SYNONYMS.get(role, frozenset({role})) if role else frozenset()
                if words[:2] == ["auditor", "general"] or words[:1] == ["auditor-general"]:
                    names |= {"auditor"}
                if role == _SECRETARY and not FIELDS.isdisjoint(words) and _LESSER.isdisjoint(words):
                    names |= {_MINISTER}  # "the minister", for the transport secretary
                for called in names:
                    self._by_role[called].append((person.mentions[0][0], person.entity, title.lower()))
        for bearers in self._by_role.values():
            bearers.sort()

    def named(self, span: Span) -> str | None:
        """`the minister`, `the Russian president`: key of the one person named before who bears that title."""
        first = span[0].lower_
        if first not in _POINTING and not first[0].isupper() and role_head(first) is None:
            return None
        if first in {"a", "an"}:
            return None
        end = next((t.i for t in span if t.i > span.start and t.lower_ in _ENDS), span.end)
        head = self.doc[end - 1]
        if head.tag_ in {"NNS", "NNPS"}:
            return None
        role = role_head(head.text)
        if role is None:
            return self.initialled(span) or self._of_seat(span, head)
        found = self.bearers(role, before=span.start_char, former=any(t.lower_ in _FORMER for t in span))
        wanted = [t.lower_ for t in self.doc[span.start : end - 1] if t.lower_ not in _ROLE_SKIP and t.is_alpha]
        for word in wanted:
            found = {k: t for k, t in found.items() if self._matches(word, k, t)}
        if not found and role in _OF_SEATS:
            found = self._just_named(role, span)
        if not _UNDER.intersection(wanted):  # "the president" is not the vice president
            found = {k: t for k, t in found.items() if _UNDER.isdisjoint(t.replace("-", " ").split())} or found
        found = {k: t for k, t in found.items() if not self._of_another_field(span, end, t)}
        from_there = end < span.end and self.doc[end].lower_ == "from"  # "the hydrologist from Jodhpur": no body of hers
        for m in self._mentions.inside(self.doc[end : span.end]) if end < span.end and not from_there else ():
            if m.entity.label in {"ORG", "GPE"}:
                found = {k: t for k, t in found.items() if self._belongs(k, m.entity)}
        return next(iter(found)) if len(found) == 1 else self._latest(found, span)

    def initialled(self, span: Span) -> str | None:
        """`the PS`: key of the one person named before whose title has these initials ("Principal Secretary")."""
        words = span.text.split()
        letters = words[-1].lower()
        if len(words) != _ARTICLE_AND_NOUN or not words[-1].isupper() or letters not in _INITIALS:
            return None
        if span[0].lower_ not in _POINTING:
            return None
        found = set()
        for key, person in self.people.items():
            if person.mentions[0][0] >= span.start_char:
                continue
            if any(letters in title.lower().split() for title in person.titles):
                return None  # whoever the text itself calls so
            for title in person.titles:
                parts = _before_of(title.replace("-", " ").split())[-len(letters) :]
                if "".join(w[0].lower() for w in parts) == letters and role_head(parts[-1]) is not None:
                    found.add(key)
        return next(iter(found)) if len(found) == 1 else self._latest(found, span)

    def bearers(self, role: str, *, before: int, former: bool = False) -> dict[str, str]:
        """People first named before an offset who bear a role or are called by it, with that title.

        Args:
            role: A noun such as "minister", singular.
            before: Offset.
            former: Whether former bearers count.
        """
        known = self._by_role.get(role, [])
        last = bisect_left(known, (before, "", ""))
        return {
            entity: title
            for _, entity, title in known[max(0, last - _MAX_BEARERS) : last]
            if former or not title.startswith(("former ", "ex-"))
        }

    def _just_named(self, role: str, span: Span) -> dict[str, str]:
        """`the Florida senator`: the one senator named in the two sentences before, where the text says of no senator whose seat it is."""
        here = self._mentions.sentence(span.start)
        known = self.bearers(role, before=span.start_char)
        near = {m.entity.entity for m in self._mentions.since(here - 2, span.start) if not m.quoted}
        return {k: t for k, t in known.items() if k in near} if not any(self.people[k].affiliations for k in known) else {}

    def _of_seat(self, span: Span, head: Token) -> str | None:
        """`the South Carolina Republican`: the one person with that seat."""
        places = [
            m.entity.name.lower() for m in self._mentions.inside(self.doc[span.start : head.i]) if m.entity.label == "GPE"
        ]
        if head.lower_ not in PARTIES or len(places) != 1:
            return None
        known = [k for k, p in self.people.items() if places[0] in {a.lower() for a in p.affiliations}]
        known = [k for k in known if self.people[k].mentions[0][0] < span.start_char]
        return known[0] if len(known) == 1 else None

    def _latest(self, keys: Iterable[str], span: Span) -> str | None:
        """Of several bearers of a title the one who was named last, if not long ago and not in one sentence with another."""
        wanted, here = set(keys), self._mentions.sentence(span.start)
        at: dict[str, int] = {}
        i = self._mentions.before(span.start)
        while i >= 0 and self._mentions.all[i].sentence >= here - MAX_SENTENCES_BACK:
            m = self._mentions.all[i]
            if m.entity.entity in wanted and not m.quoted:
                at.setdefault(m.entity.entity, m.sentence)
            i -= 1
        ranked = sorted(at, key=lambda k: -at[k])
        if not ranked or (len(ranked) > 1 and at[ranked[0]] == at[ranked[1]]):
            return None
        return ranked[0]

    def _matches(self, word: str, key: str, title: str) -> bool:
        words = title.replace("-", " ").split()
        if word in words or (word in _OF_CANDIDATES and _CANDIDATES.intersection(words)):
            return True
        known = {a.lower() for a in self.people[key].affiliations}
        if word in PARTIES:
            said = {w for p in self.people[key].titles for w in p.lower().split()} | known
            return not said.isdisjoint(PARTIES[word])
        country = DEMONYMS.get(word, word).lower()
        return country in known or any(word in a.split() for a in known)

    def _of_another_field(self, span: Span, of: int, title: str) -> bool:
        """Whether a mention names a field, and a title others: "the Minister of Transport" is not the minister of housing."""
        if of >= span.end or self.doc[of].lower_ not in {"of", "for"}:
            return False
        wanted = {t.lower_ for t in self.doc[of + 1 : span.end] if t.lower_ in FIELDS}
        own = FIELDS.intersection(title.replace(",", " ").split())
        return bool(wanted and own) and wanted.isdisjoint(own)

    def _belongs(self, key: str, e: Entity) -> bool:
        known = {a.lower() for a in self.people[key].affiliations}
        return not known or e.name.lower() in known or self._text[e.start : e.end].lower().removeprefix("the ") in known


def _before_of(words: list[str]) -> list[str]:
    """The words of a title up to its complement: `minister` of "minister of health"."""
    cut = next((i for i, w in enumerate(words) if w in {"of", "on", "for", "in", "at"}), len(words))
    return words[:cut]
