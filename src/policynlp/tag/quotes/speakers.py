"""Who speaks: the source mention resolved to a person, organisation or document of the text, or to nobody.

Whatever found the attribution, a rule or a model, hands in source spans; nothing else is asked of them. What cannot be told is
nobody: a wrong name is worse than none.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import KINSHIP, role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.bodies_in_full import body_named_later, in_full, named_by
from policynlp.tag.quotes.body_mentions import is_chapter, led_body, name_apposed, office_told, without_emphasis
from policynlp.tag.quotes.body_pronouns import BodyPronouns
from policynlp.tag.quotes.called_again import Ages
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.declarations import Declarations
from policynlp.tag.quotes.document_makers import (
    COUNTS,
    document_at,
    signed_for,
)
from policynlp.tag.quotes.first_person import author, heading_speaker
from policynlp.tag.quotes.hearers import is_told
from policynlp.tag.quotes.named_later import named_later
from policynlp.tag.quotes.papers import Papers
from policynlp.tag.quotes.printed_names import in_headline, is_definite, is_of_others, is_told_by_place, plain_name
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.relatives import noun_of_clause
from policynlp.tag.quotes.source_heads import head_of_source
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, ROLES
from policynlp.tag.quotes.speaker_bodies import (
    AREAS,
    ROLES_OF_BODIES,
    body_called,
    is_of_somebody,
)
from policynlp.tag.quotes.speaker_epithets import CalledByEpithet
from policynlp.tag.quotes.speaker_kinds import CalledByKind
from policynlp.tag.quotes.speaker_names import NamesInSources
from policynlp.tag.quotes.speaker_nouns import Nouns
from policynlp.tag.quotes.speaker_pronouns import ANONYMOUS, Pronouns
from policynlp.tag.quotes.speakers_in_turns import HE, LABELLED, ME, name_parts, name_within
from policynlp.tag.quotes.staff import INVESTIGATORS, body_of_staff
from policynlp.tag.quotes.things import is_record, is_thing

NOBODY = Figure("none", None)
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "both"})
_RELATIVE = frozenset({"who", "which", "that"})
_OWNS_KIN = frozenset({"the", "his", "her", "their"})
_OF_KIN = frozenset({"younger", "elder", "older"})
_AT = re.compile(r"[ ](?:of|from|at|with)[ ](?:the[ ])?")
_COUNTS = COUNTS | {"numbers", "reckoning"}
_OF_ONE = frozenset({"team", "lab"})
"""What somebody leads: what it finds is said by whoever that is, where it has no name of its own."""
_TWO = frozenset("both two pair couple duo trio three four".split())


class Speakers:
    """Resolves the sources of one document, in the order of the text.

    Args:
        reading: The document.
        attributions: All of them; what lies in their contents counts less when a pronoun looks for its name.
    """

    def __init__(self, reading: Reading, attributions: list[Attribution]) -> None:
        self.reading = reading
        self.cast = Cast(reading)
        self.resolver = Resolver(reading.doc) if reading.doc._.policynlp_entities else None
        self.declarations = Declarations(reading, self.cast)
        self.names = NamesInSources(reading, self.cast, self.resolver)
        self.last: list[tuple[int, Figure]] = []  # position and figure of every resolved source
        self._ends: list[int] = []  # where these end
        spoken = [s for a in attributions for s in a.content]
        self.pronouns = Pronouns(
            reading, self.cast, self.resolver, last=self.last, spoken=spoken, described=self._described, again=self._again
        )
        ages, in_speech = Ages(reading, self.cast), self.pronouns.in_speech
        self.bodies = BodyPronouns(reading, self.cast, last=self.last, in_speech=in_speech, described=self._described)
        self.kinds = CalledByKind(reading, self.cast, self.resolver, last=self.last, ages=ages, in_speech=in_speech)
        self.epithets = CalledByEpithet(reading, self.cast, self.resolver, last=self.last, ages=ages, in_speech=in_speech)
        self.nouns = Nouns(reading, self.cast, self.resolver, last=self.last, in_speech=in_speech)
        self._own: list[Span] = []
        self._apposed: dict[str, Figure] = {}  # "union" to Zeybirlik, "the union of olive growers, Zeybirlik"
        self.papers = Papers(reading, self.cast, last=self.last, mention=self._mention)

    def resolve_all(self, attributions: list[Attribution]) -> list[Figure]:
        """The speakers of attributions, in the order that they are given in.

        A source needs a span; its head is found anew where `source_token` lies outside of it.
        """
        order = sorted(range(len(attributions)), key=lambda i: _position(attributions[i]))
        heads = [head_of_source(self.reading, a) for a in attributions]
        for i in order:
            if (head := heads[i]) is not None:
                self.names.remember(head)
        out = [NOBODY] * len(attributions)
        labels: dict[str, Figure] = {}
        for i in order:
            head = heads[i]
            if head is None:
                continue
            attribution = attributions[i]
            self._own = attribution.content
            span = attribution.source[0]
            out[i] = self._figure(attribution, head, span)
            self.papers.note(attribution, out[i])
            if attribution.rule in LABELLED and not attribution.unnamed:  # one label, one speaker
                label = self.reading.text[slice(*span)]
                out[i] = labels.setdefault(label, out[i]) if out[i].name else labels.get(label, out[i])
            self.last.append((span[0], out[i]))
            self._ends.append(span[1])
        name_parts(self.reading, self.cast, attributions, out)
        name_within(self.reading, self.cast, attributions, heads, out)
        return out

    def _cue(self, attribution: Attribution) -> Token | None:
        return self.reading.doc[attribution.cue_token] if attribution.cue is not None else None

    def _figure(self, attribution: Attribution, head: Token, span: Span) -> Figure:
        signed = signed_for(self.reading, self.cast, span, attribution.cue) if attribution.cue is not None else None
        if signed is not None:
            return signed
        span, head = self.papers.speaker_behind(span, head)
        span, head = led_body(self.reading, head, without_emphasis(self.reading, span))
        cue = self._cue(attribution)
        rule = ANONYMOUS if attribution.unnamed else self._mention(head, span)
        if rule.kind == "anonymous" and is_thing(head, cue):
            return NOBODY  # whoever it is of: "His attendance indicated"
        epithet = rule.kind == "named_person" and self.epithets.epithet(span) is not None  # "the mother of three"
        meant = rule if attribution.unnamed or epithet else self.nouns.meant(head, span, rule, own=self._own)
        if meant.name is None or (meant.organisation and meant.person is None):
            office = office_told(self.reading, self.cast, span)
            meant = office if office is not None and (meant.name is None or office.entity is not None) else meant
        found = self._as_titled_here(meant, span)
        self.papers.remember(head, span, found)
        return ANONYMOUS if cue is not None and is_told(cue, span, self.reading.text[slice(*span)].lower(), found) else found

    def _as_titled_here(self, figure: Figure, span: Span) -> Figure:
        """The figure with the title and the affiliation that the mention itself gives, where it gives one of those known."""
        person = figure.person
        if person is None or (len(person.titles) < 2 and len(person.affiliations) < 2):
            return figure
        here = self.reading.text[span[0] : span[1]].lower()
        title = next((t for t in person.titles if t.lower() in here), figure.title)
        affiliation = next((a for a in person.affiliations if a.lower() in here), figure.affiliation)
        same = title == figure.title and affiliation == figure.affiliation
        return figure if same else replace(figure, title=title, affiliation=affiliation)

    def _mention(self, head: Token, span: Span) -> Figure:
        lower = head.lower_
        if lower in _RELATIVE:
            return self._antecedent(head)
        if self.names.tokens(span)[:1] and self.names.tokens(span)[0].lower_ == "whose":
            person = next((m.figure for m in self.cast.within(span) if m.figure.kind == "named_person"), None)
            return person or self._spoke_here(span[0])  # "whose spokesman Ana Reis" is she
        if head.text == "He" and (surnamed := self._surnamed_he(head)) is not None:
            return surnamed
        if lower in HE and (head.pos_ == "PRON" or span[1] - span[0] == len(head)):
            return self.pronouns.person(head, HE[lower], own=self._own)
        if lower in _IT:
            return self.bodies.body(head) or ANONYMOUS
        if lower in _THEY:
            return self.bodies.group(head)
        if lower in ME:
            given = heading_speaker(self.reading, self.cast, head)
            return given or author(self.reading, self.cast, head) or ANONYMOUS
        if head.pos_ == "PRON":
            return (self.declarations.we(head) if lower in {"we", "our"} else None) or ANONYMOUS
        if self.reading.text[slice(*span)].removeprefix("The ") == head.text and (met := self.declarations.convened(head)):
            return met
        words = [t.lower_ for t in self.names.tokens(span)[:2]]
        if words[0] in _OWNS_KIN and words[1:] and words[1] in _OF_KIN:
            return self._kin(head, span)
        if self.epithets.epithet(span) is not None and self.names.leading_person(head, span) is None:
            return self._again(head, span) or self._named_later(head, span) or ANONYMOUS
        named = self._initialled(span) or self.names.figure(head, span)
        apposed = name_apposed(self.reading.text[slice(*span)]) if named is None or named.kind == "anonymous" else None
        if apposed is not None:
            figure = self.names.printed.setdefault(apposed[1], Figure("organisation", apposed[1]))
            return self._apposed.setdefault(apposed[0], figure)
        if (
            named is not None and named.kind == "anonymous" and head.tag_ not in {"NNS", "NNPS"}
        ):  # "the South Carolina Republican"
            return self._called(span) or named
        return in_full(self.reading, self.cast, named, span) if named is not None else self._described(head, span)

    def _initialled(self, span: Span) -> Figure | None:
        """`The PS` for the principal secretary, where no body of the text has these initials."""
        words = self.reading.doc.char_span(*span, alignment_mode="expand")
        if self.resolver is None or words is None or not words[-1].is_upper:
            return None
        body = self.cast.over((words[-1].idx, words[-1].idx + len(words[-1])))
        if body is not None and body.figure.name != words[-1].text:
            return None
        letters = words[-1].text
        if self.cast.has_body_of_initials(letters):
            return None
        entity = self.resolver.initialled(words)
        return self.cast.by_entity(entity) if entity is not None else None

    def _surnamed_he(self, head: Token) -> Figure | None:
        """Whom "He" names within a sentence, where a capital is a surname's: `"... a mortgage lasts," He said` for He Shufen."""
        if not self.reading.text[: head.idx].rstrip(' "”’').endswith(","):
            return None
        named = {f.name: f for f in self.cast.people() if (f.name or "").startswith("He ")}
        return next(iter(named.values())) if len(named) == 1 else None

    def _again(self, head: Token, span: Span) -> Figure | None:
        """Whoever an epithet means: the bearer of that title, else who was spoken of last; null for what is no epithet."""
        epithet = self.epithets.epithet(span)
        if epithet is None:
            return None
        titled = self._called(span)
        if titled is not None and all(m.figure is not titled for m in self.cast.within(span)):
            return titled
        return self.epithets.again(head, span, epithet)

    def _kin(self, head: Token, span: Span) -> Figure:
        """`the younger Obara`: a relative of whoever has the name, where the text has just introduced one; never that person."""
        named = self.names.figure(head, span)
        for mention in self.cast.before(span[0], limit=6):
            person = mention.figure.person
            near = self.reading.passage[head.i] - self.reading.passage[self.reading.token_at(mention.start)] <= 1
            if near and person is not None and mention.figure is not named and KINSHIP.intersection(person.titles):
                return mention.figure
        return ANONYMOUS

    def _antecedent(self, head: Token) -> Figure:
        """Whom "who" stands for: the name right before it, or the noun that its clause hangs on."""
        doc, i = self.reading.doc, head.i - 1
        if i >= 0 and doc[i].text == ",":
            i -= 1
        named = self.cast.over((doc[i].idx, doc[i].idx + len(doc[i]))) if i >= 0 else None
        if named is not None and head.lower_ == "who" and (member := self._of_body(named)) is not None:
            return member
        if named is not None and named.end == doc[i].idx + len(doc[i]) and named.figure.kind == "named_person":
            return named.figure
        if named is not None and head.lower_ == "who" and named.figure.kind == "organisation" and not named.figure.organisation:
            return ANONYMOUS  # "at an embassy in Asia, who said"
        told = self._told_right_before(head) if head.lower_ == "who" else None
        if told is not None:
            return told
        noun = noun_of_clause(head)
        if noun is None:
            return named.figure if named is not None else ANONYMOUS
        if noun.dep_ == "appos" and noun.i > noun.head.i:  # "McConnell, now the majority leader, who said"
            bearer = self.cast.over((noun.head.idx, noun.head.idx + len(noun.head)))
            if bearer is not None and bearer.figure.kind == "named_person":
                return bearer.figure
        if noun.lower_ in _RELATIVE or noun.i >= head.i:
            return ANONYMOUS
        left = self.reading.starts[max(noun.left_edge.i, self.reading.sentence[noun.i][0])]
        figure = self._mention(noun, (min(left, noun.idx), noun.idx + len(noun)))
        nobody = figure.name is None and head.lower_ == "which" and named is not None and named.figure.organisation
        return named.figure if nobody and named is not None else figure  # "an application by Leda County, which argued"

    def _told_right_before(self, head: Token) -> Figure | None:
        """The person whose mention as a source ends right before "who": `said Ana Reis, one of its authors, who argues that`."""
        for (position, figure), end in zip(self.last[-1:], self._ends[-1:], strict=True):
            if figure.kind == "named_person" and position < head.idx and self.reading.text[end : head.idx].strip() in {"", ","}:
                return figure
        return None

    def _spoke_here(self, offset: int) -> Figure:
        """Who "in whose view" stands for: whoever just spoke in the sentence."""
        for position, figure in self.last[-1:]:
            same = (
                self.reading.sentence[self.reading.token_at(position)] == self.reading.sentence[self.reading.token_at(offset)]
            )
            if same and position < offset:
                return figure
        return ANONYMOUS

    def _of_body(self, body: Mention) -> Figure | None:
        """`Ronan Tuohy of Fine Gael, who`: the person named right before a body."""
        before = next(iter(self.cast.before(body.start, limit=1)), None)
        between = self.reading.text[before.end : body.start] if before is not None else ""
        if before is None or before.figure.kind != "named_person" or _AT.fullmatch(between) is None:
            return None
        return before.figure if body.figure.organisation or between == " of " else None  # nobody is "of" a person

    def _described(self, head: Token, span: Span) -> Figure:
        """A common noun: a document, an institution, a role that somebody of the text has, or nobody in particular."""
        lemma = head.lemma_.lower()
        plural = head.tag_ in {"NNS", "NNPS"} or any(t.lower_ in _TWO for t in self.names.tokens(span)[:2])
        person = self._called(span) if not plural and lemma not in DOCUMENTS else None
        if person is not None and person.kind == "named_person":
            return person
        if head.lower_ in _COUNTS and (owner := next((c for c in head.lefts if c.dep_ == "poss"), None)) is not None:
            counting = self._mention(owner, (owner.left_edge.idx, self.reading.ends[owner.i]))  # "PSA's last count"
            if counting.kind in {"organisation", "named_person"}:
                return counting
        if (
            lemma in DOCUMENTS
            or head.lower_ in {"ruling", "text"}
            or is_record(head)
            or (lemma in COUNTS and document_at(self.reading, span) == head)
        ):
            return self.papers.figure(head, span, plural=plural)
        aged = "year-old" in self.reading.text[slice(*span)]  # "the 46-year-old operator"
        if not aged and (
            is_chapter(head) or lemma in INSTITUTIONS or head.lower_ in INSTITUTIONS or lemma in ROLES_OF_BODIES | AREAS
        ):
            body = body_called(self.reading, self.cast, head, span, last=self.last) if not plural else None
            body = body or (self._apposed.get(lemma) if self._is_alone(span, lemma) else None)
            body = body or (body_named_later(self.reading, self.cast, head, span) if not plural else None)
            body = body or (self._owner(span) if not plural and lemma in _OF_ONE else None)  # "Her team estimates"
            if body is not None:
                return body
            if lemma in INSTITUTIONS or head.lower_ in INSTITUTIONS or is_chapter(head):
                return self._institution(head, span, plural=plural)
        if plural and (body := self._several(head, span, lemma)) is not None:
            return body
        if not plural and lemma in KINSHIP:
            return self.kinds.relative(head, lemma) or ANONYMOUS
        if not plural and any(t.lower_ == "the" for t in self.names.tokens(span)[:1]):
            alone = span[1] <= self.reading.ends[head.i] and head.i - self.reading.token_at(span[0]) == 1
            called = named_by(self.reading, self.cast, head) if alone and role_head(lemma) is None else None
            if called is not None:
                return called  # "the forum", "the station"
            return self._by_kind(head, lemma, span) or self._named_later(head, span) or ANONYMOUS
        later = self._named_later(head, span) if not plural else None
        return later or Figure("anonymous", None, plural=plural)

    def _institution(self, head: Token, span: Span, *, plural: bool) -> Figure:
        """A body that is called by what it is: under that name where the text speaks of one in particular, else nobody."""
        words = self.names.tokens(span)
        if words[1:2] and words[1].lower_ == "own":
            return ANONYMOUS  # "its own services"
        definite = is_definite(head) or self.reading.text[span[0] : span[0] + 4].lower() == "the "
        counted = plural and any(t.like_num for t in words[:2])  # "the two Governments"
        several = plural and any(c.dep_ == "poss" and c.tag_ == "NNS" for c in head.lefts)  # "Doctors' groups"
        told = definite and not counted and not several and not is_of_somebody(self.reading, span)
        told = told or in_headline(self.reading, head)
        told = told or ((not plural or head.lower_ == "police") and is_told_by_place(self.reading, head, span))
        name = plain_name(self.reading, head, span) if told and not is_of_others(self.reading, span) else None
        return Figure("organisation", name, plural=plural)

    def _several(self, head: Token, span: Span, lemma: str) -> Figure | None:
        """Whom several people without a name stand for: "the auditors", "its authors"."""
        if (body := self._body_of_staff(head, span)) is not None:
            return body
        return self.papers.of_authors(head, span) if lemma == "author" else None

    def _body_of_staff(self, head: Token, span: Span) -> Figure | None:
        """The body that is told by the people who work there: "the auditors found", "its inspectors"."""
        body = body_of_staff(self.reading, self.cast, head, span)
        if body is not None or head.lower_ not in INVESTIGATORS or self.names.tokens(span)[0].lower_ != "its":
            return body
        owner = self.bodies.body(self.names.tokens(span)[0])
        return owner if owner is not None and owner.organisation else None

    def _owner(self, span: Span) -> Figure | None:
        """Whom the pronoun before a noun stands for, where that is somebody who is named."""
        owner = self.names.tokens(span)[0]
        gender = HE.get(owner.lower_) if is_of_somebody(self.reading, span) else None
        person = self.pronouns.person(owner, gender, own=self._own) if gender is not None else ANONYMOUS
        return person if person.kind == "named_person" else None

    def _is_alone(self, span: Span, noun: str) -> bool:
        return self.reading.text[slice(*span)].lower() == f"the {noun}"

    def _named_later(self, head: Token, span: Span) -> Figure | None:
        return named_later(self.reading, self.cast, self.resolver, head, span) if self.resolver is not None else None

    def _called(self, span: Span) -> Figure | None:
        """Whom the whole mention names: "union leader Marc Dupont", "the minister"."""
        if self.resolver is None:
            return None
        words = self.reading.doc.char_span(*span, alignment_mode="expand")
        referent = self.resolver.name_of(words) if words is not None else None
        return self.cast.by_entity(referent.entity) if referent is not None else None

    def _by_kind(self, head: Token, lemma: str, span: Span) -> Figure | None:
        if self.resolver is None:
            return self._holder(head, lemma) if lemma in ROLES else None
        return self.kinds.figure(head, span)

    def _holder(self, head: Token, role: str) -> Figure | None:
        """Without the people layer: the person nearest before that has the role."""
        for mention in self.cast.before(head.idx, limit=40):
            figure = mention.figure
            if figure.kind == "named_person" and role in figure.titles:
                return figure
        return None


def _position(attribution: Attribution) -> int:
    return attribution.source[0][0] if attribution.source else attribution.start
