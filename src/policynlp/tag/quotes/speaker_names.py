"""Names in a source mention: the person behind titles, the body behind a comma, the name that only the source shows."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.office_fields import is_field
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import HONORIFICS, KINSHIP, MODIFIERS, SEATS, role_head
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, ROLES
from policynlp.tag.quotes.speaker_bodies import ROLES_OF_BODIES

_LEADS_IN = frozenset("the a an its his her their our this that of for and & - ’s 's ' ’ , . ( ) former then".split())

_GIVES_NAME = re.compile(
    r"\b(?:gave|gives|giving) (?:only )?(?:his|her|their) (?:(?:first|last|full) |sur)?name (?:only |simply |just )?as "
)
_PREPOSITIONS = frozenset({"for", "of", "to", "with", "by"})
_OF_PLACES = frozenset("city town port county diocese archdiocese municipality borough university bank state province".split())
_OF_FIELDS = _PREPOSITIONS - {"with", "by"} | {"on", "in", "at"}
_JOINS = frozenset({"and", "&", ","})
_LEAST_OFFICE = 4
_DETERMINERS = frozenset({"a", "an", "the", "one", "another", "his", "her", "its", "their", "this"})
_CLOSES = frozenset({";", ":", "(", ")", "“", "”", '"'})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_PLACES_OF_ROLES = frozenset({"ORG", "GPE", "LOC", "FAC"})


class NamesInSources:
    """What the source mentions of one document name.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of titles and names; null without the people layer.
    """

    def __init__(self, reading: Reading, cast: Cast, resolver: Resolver | None) -> None:
        self.reading = reading
        self.cast = cast
        self.resolver = resolver
        self.printed: dict[str, Figure] = {}

    def figure(self, head: Token, span: Span) -> Figure | None:
        """Whom a mention names outright, or null."""
        return (
            self._calling_themselves(span)
            or self.leading_person(head, span)
            or self._apposed_body(head, span)
            or self._named(head)
            or self._printed(head)
        )

    def _calling_themselves(self, span: Span) -> Figure | None:
        """`One of them, who gave his name only as Beto`."""
        said = _GIVES_NAME.search(self.reading.text, *span)
        named = self.cast.within((said.end(), said.end() + 1)) if said is not None else []
        return named[0].figure if named and named[0].figure.kind == "named_person" else None

    def tokens(self, span: Span) -> list[Token]:
        """Tokens of a span."""
        return list(self.reading.doc[self.reading.token_at(span[0]) : self.reading.token_at(span[1] - 1) + 1])

    def leading_person(self, head: Token, span: Span) -> Figure | None:
        """`Library Director Ann Lee`, `Its chair, Ann Lee`: a person behind nothing but titles, whatever the head of the mention."""
        people = [m for m in self.cast.within(span) if m.figure.kind == "named_person"]
        if not people or any(t.lower_ == "said" for t in self.tokens(span)):
            return None
        if self._is_honoured_behind_body(people[-1], span):
            return people[-1].figure
        if self._is_behind_office(people[0], people[-1], span) or (
            people[0] is people[-1] and self._is_behind_field(people[0], span)
        ):
            return people[-1].figure
        for k, mention in enumerate(people):
            if not self._behind_titles(span[0], mention.start, name_ends=k == len(people) - 1 and mention.end >= span[1]):
                return None
            after = self.reading.token_at(mention.end)
            within = after < len(self.reading.doc) and self.reading.starts[after] < span[1]
            if within and self.reading.doc[after].text in _POSSESSIVE:
                return self._owned(mention, people[k:], head, span)
            if within and self.reading.doc[after].tag_ in {"NN", "NNS"} and head.idx >= mention.end:
                continue  # "Clinton campaign spokesman" + name, "Clinton aides"
            return mention.figure
        return None

    def _is_behind_office(self, first: Mention, last: Mention, span: Span) -> bool:
        """Whether a name behind an office ends a mention, of what was taken for a person: "Acme Bank Governor Ana Reis"."""
        if first is last or last.end < span[1]:
            return False
        between = [t for t in self.tokens((first.end, last.start)) if first.end <= t.idx < last.start]
        titled = bool(between) and role_head(between[-1].text) is not None
        of_fields = (
            _JOINS if is_field(self.reading.text[first.start : first.end].lower()) else frozenset()
        )  # "Works and Transport"
        return titled and all(t.text[0].isupper() or t.lower_ in MODIFIERS | of_fields or role_head(t.text) for t in between)

    def _is_honoured_behind_body(self, last: Mention, span: Span) -> bool:
        """`the Chairman, Landlords' Association, Alhaji` + name: an office, its body, and who holds it, between commas."""
        before = [t for t in self.tokens((span[0], last.start)) if t.idx < last.start]
        if last.end < span[1] or len(before) < _LEAST_OFFICE or before[-1].lower_ not in HONORIFICS or before[-2].text != ",":
            return False
        office = before[1] if before[0].lower_ in _LEADS_IN else before[0]
        return role_head(office.text) is not None and not any(t.pos_ in {"VERB", "AUX"} and t.text.islower() for t in before)

    def _is_behind_field(self, last: Mention, span: Span) -> bool:
        """Whether a name ends a mention, or stands before its comma, behind an office and what this is of.

        "Undersecretary of the supply directorate in Beni Suef" + name; not "a spokesman for President" + name, whose it is.
        """
        ends = last.end >= span[1] or self.reading.text[last.end : last.end + 1] == ","
        before = [t for t in self.tokens((span[0], last.start)) if t.idx < last.start] if ends and last.start > span[0] else []
        led = (k for k, t in enumerate(before[:-2]) if role_head(t.text) and before[k + 1].lower_ in _OF_FIELDS)
        office = next((k for k in led if before[k].lower_ not in KINSHIP), None)
        if office is None or before[office].tag_ in {"NNS", "NNPS"} or before[0].lower_ in _DETERMINERS:
            return False  # "A lawyer for whistleblower" + name
        field = before[office + 1 :]
        if any(t.pos_ in {"VERB", "AUX", "PRON"} and t.text.islower() and not is_field(t.lower_) for t in field):
            return False
        if any(t.text in _CLOSES for t in before) or field[-1].tag_ in {"IN", "DT", "CC", "POS", "TO"}:
            return False
        link = max(k for k, t in enumerate(field) if t.lower_ in _OF_FIELDS)
        what = [t for t in field[link + 1 :] if t.is_alpha and t.lower_ != "the" and t.lower_ not in HONORIFICS]
        return bool(what) and not any(role_head(t.text) and t.tag_ not in {"NNS", "NNPS"} for t in what)

    def _at_body(self, tokens: list[Token]) -> bool:
        """`Head of research at Acme Institute` + name: what the role is at ends where the name begins."""
        if not tokens:
            return False
        ends = tokens[-1].ent_type_ in _PLACES_OF_ROLES and tokens[-1].text not in _POSSESSIVE
        first = next((t.i for t in tokens if t.ent_type_ in _PLACES_OF_ROLES and t.i > tokens[0].i), 0)
        before = (
            self.reading.doc[first - 1 - (first > 1 and self.reading.doc[first - 1].lower_ == "the")] if first > 1 else None
        )
        spoken = any(t.text == "," or t.pos_ in {"VERB", "AUX"} for t in tokens)
        return ends and not spoken and before is not None and before.i >= tokens[0].i and before.tag_ == "IN"

    def _behind_titles(self, start: int, name: int, *, name_ends: bool) -> bool:
        """Whether only titles, owners and roles stand between the start of a mention and the name."""
        tokens = self.tokens((start, name)) if name > start else []
        if not tokens:
            return True
        if tokens[0].tag_ in {"VBG", "VBN"} and self.reading.text[start:name].rstrip().endswith(","):
            return True  # "Prosecuting for the Environment Agency, Simon Achebe"
        comma = max((k for k, t in enumerate(tokens[:-1]) if t.text == ","), default=0)
        if comma and any(role_head(t.text) for t in tokens[:comma]):
            tokens = tokens[comma + 1 :]  # "The bank's president, the former minister of Portugal" + name
        if name_ends and self._at_body([t for t in tokens if t.idx < name]):
            return True
        role = honorific = office = False
        for token in tokens:
            low = token.lower_
            role = role or role_head(token.text) is not None
            honorific = honorific or low in HONORIFICS
            if low in _PREPOSITIONS and office and token.nbor(-1).tag_ in {"NNS", "NNPS"} and tokens[-1].text != ",":
                return False  # "Critics of" + name
            if low in _PREPOSITIONS and not (office or tokens[-1].text == ","):
                return False  # "a spokesman for President" + name
            office = office or (role and token.text[0].isupper())
            fits = low in _LEADS_IN or low in MODIFIERS or low in HONORIFICS or token.text[0].isupper() or role_head(low)
            if not fits and token.pos_ not in {"NOUN", "ADJ", "PROPN", "NUM", "DET"}:
                return False
        last = tokens[-1]
        if last.lower_ in _PREPOSITIONS:
            return False
        if last.text == ",":
            return role or any(t.lower_ in KINSHIP for t in tokens)
        near = (
            last.lower_ in HONORIFICS
            or role_head(last.text) is not None
            or last.text[0].isupper()
            or last.text in {"'", "’", "."}
        )
        return honorific or near

    def _owned(self, owner: Mention, people: list[Mention], head: Token, span: Span) -> Figure | None:
        """`Hale's spokesman, Joel Amundsen`: the name behind the comma; else whoever of the text is the owner's spokesman."""
        for other in people[1:]:
            before = self.reading.text[owner.end : other.start].rstrip()
            if before.endswith(","):
                return other.figure
        role = role_head(head.text)
        if role is None or head.tag_ in {"NNS", "NNPS"} or self.resolver is None:
            return None
        alone = " " not in self.reading.text[owner.start : owner.end]  # a surname may be the owner's and the bearer's
        holders = [k for k in self.resolver.bearers(role, before=span[0]) if alone or k != owner.figure.entity]
        return self.cast.by_entity(holders[0]) if len(holders) == 1 else None

    def _apposed_body(self, head: Token, span: Span) -> Figure | None:
        """`The jail's medical contractor, CareBridge Corrections`: a body behind a comma, where the head is no person's role."""
        if role_head(head.text) and head.lemma_.lower() not in INSTITUTIONS and role_head(head.text) not in ROLES_OF_BODIES:
            return None
        if head.lemma_.lower() in DOCUMENTS or head.tag_ in {"NNS", "NNPS"}:
            return None
        text = self.reading.text
        plain = head.tag_ == "NN" and text[span[0] + 1 : head.idx + len(head)].islower()  # no "Ciudadanos por" + "Elena"
        for m in self.cast.within(span):
            beside = plain and text[head.idx + len(head) : m.start] == " "
            if m.figure.organisation and beside and (m.end >= span[1] or text[m.end] == ","):
                return m.figure  # "local consultancy Acme"
            if m.figure.organisation and m.start > head.idx and text[head.idx : m.start].rstrip(" the").endswith(","):
                closed = text[m.end : span[1]].strip()
                if not closed or closed[0] in ",(":
                    return m.figure
        return None

    def _named(self, head: Token) -> Figure | None:
        """A name in the head or in an apposition to it."""
        whole = (head.idx, head.idx + len(head))
        mention = self.cast.over(whole)
        if mention is not None and (head.pos_ == "PROPN" or mention.figure.kind != "named_person" or mention.end == whole[1]):
            return mention.figure
        if head.pos_ == "PROPN" or head.text.istitle():
            figure = self.cast.by_word(head.text) or (self.cast.by_word(head.text.title()) if head.is_upper else None)
            if figure is not None:
                return figure
        for child in head.children:
            if child.i < head.i and head.lower_.startswith("spokes"):
                continue  # "A Trump spokesman" is not Trump
            if child.dep_ == "appos" or (child.dep_ in {"compound", "nmod"} and child.pos_ == "PROPN" and _is_role(head)):
                other = self.cast.over((child.idx, child.idx + len(child)))
                if other is not None and (other.figure.kind == "named_person" or head.lemma_.lower() in INSTITUTIONS):
                    return other.figure
                if (
                    child.dep_ == "appos"
                    and child.pos_ == "PROPN"
                    and child.i == head.i + 1
                    and head.lemma_.lower() in INSTITUTIONS
                ):
                    return self.printed.setdefault(child.text, Figure("organisation", child.text))  # "the news agency WAM"
        return None

    def _printed(self, head: Token) -> Figure | None:
        """A proper name that the entity layer does not know: as it is printed, without a key."""
        name = self._printed_name(head)
        if name is None:
            return None
        if " " not in name:
            longer = {f.name: f for n, f in self.printed.items() if " " in n and name in (n.split()[0], n.split()[-1])}
            if len(longer) == 1:
                return next(iter(longer.values()))
        before = self.reading.doc[max(0, self.reading.token_at(head.idx) - name.count(" ") - 1)]
        if (
            before.lower_ == "the"
            and " " not in name
            and (full := self.cast.named_by(name.lower(), before=len(self.reading.text))) is not None
        ):
            return full  # "the Samiti"
        body = before.lower_ == "the" or not (name.isupper() or name.istitle() or " " in name)
        return self.printed.setdefault(name, Figure("organisation" if body else "named_person", name))

    def remember(self, head: Token) -> None:
        """Remember a full name that only a source shows, so that its short forms are known before and after."""
        whole = (head.idx, head.idx + len(head))
        if head.pos_ != "PROPN" or self.cast.over(whole) is not None:
            return
        name = self._printed_name(head)
        if name is not None and 1 <= name.count(" ") <= 3:
            self.printed.setdefault(name, Figure("named_person", name))

    def _printed_name(self, head: Token) -> str | None:
        if (
            head.pos_ != "PROPN"
            or head.tag_ == "NNPS"
            or (head.text.islower() and role_head(head.text) is not None)
            or head.lower_ in INSTITUTIONS | SEATS
            or head.lemma_.lower() in DOCUMENTS | ROLES
            or (head.lower_.endswith("s") and head.lower_[:-1] in ROLES and head.i == self.reading.sentence[head.i][0])
        ):
            return None  # "Inspectors also found"
        first, doc = head.i, self.reading.doc
        last = self._end_of_place(head)
        while first > head.left_edge.i and doc[first - 1].pos_ == "PROPN" and doc[first - 1].dep_ in {"compound", "flat"}:
            if doc[first - 1].lower_ in HONORIFICS or role_head(doc[first - 1].text):
                break
            first -= 1
        while first > 1 and doc[first - 1].text == "-" and doc[first - 2].text[:1].isupper() and not doc[first - 2].whitespace_:
            first -= 2  # "Damayan" | "-Visayas"
        return " ".join(self.reading.text[doc[first].idx : self.reading.ends[last]].split())

    def _end_of_place(self, head: Token) -> int:
        """`The City` + "of Prince George": the last token of a body that "of" leads to the place of."""
        doc, last = self.reading.doc, head.i
        if head.lower_ not in _OF_PLACES or head.i + 2 >= len(doc) or doc[head.i + 1].lower_ != "of":
            return last
        while last + 1 < len(doc) and (last == head.i or doc[last + 1].pos_ == "PROPN"):
            last += 2 if last == head.i else 1
        return last if doc[last].pos_ == "PROPN" else head.i


def _is_role(head: Token) -> bool:
    return head.lemma_.lower() in ROLES
