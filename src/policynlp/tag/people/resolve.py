"""Who is meant: names, titles and pronouns of a document to the people and organisations of its entity layer.

For taggers that come after the people component:

    resolver = Resolver(doc)
    resolver.name_of(span) -> Referent or None     a mention: "Chi", "the minister", "Chi Fulin, president of ..."
    resolver.likely_people(token) -> [(key, share)]  "he", "she"

A `Referent` unpacks as `(name, entity, label, start)`; null is given rather than a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from policynlp.tag.extensions import passages
from policynlp.tag.people.gender import PRONOUNS
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.named import MAX_SENTENCES_BACK, Named, NamedMentions, is_owner, people_in
from policynlp.tag.people.roles import role_head
from policynlp.tag.people.salience import Pronoun, Seen, features, ranked
from policynlp.tag.people.title_bearers import TitleBearers
from policynlp.tags import Entity, Person

_CALLING = frozenset({"surnamed", "named", "called", "nicknamed"})
_MAX_MENTIONS = 60
_MAX_CLIMB = 6
_MAX_AHEAD = 20
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OF_TOPICS = frozenset({"for", "to", "like", "unlike"})
_TOPIC_TOKENS = 4
_OWN = frozenset({"his", "her"})
_MARK = re.compile('["“”\n]')


class Referent(NamedTuple):
    """Somebody or something of the document.

    Attributes:
        name: Fullest form.
        entity: Key within the document.
        label: Entity label.
        start: Offset of the mention that it was resolved to.
    """

    name: str
    entity: str
    label: str
    start: int


class Resolver:
    """Resolution over one document; build it once a document, after the people component.

    Args:
        doc: With entities and people of this package, and a parse.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._text = doc.text  # built anew at every access
        self.people: dict[str, Person] = {p.entity: p for p in doc._.policynlp_people}
        starts = doc.to_array(["SENT_START", "IDX"])
        self._sentence_starts = [0, *(int(i) for i in (starts[1:, 0] == 1).nonzero()[0] + 1)]
        self._offsets: list[int] = starts[:, 1].tolist()
        self._passage_starts = [p.start for p in passages(doc)]
        self._quoted = _Quoted(self._text)
        self._titles = frozenset(i for i, p in enumerate(passages(doc)) if p.kind in {"title", "heading"})
        self._bylines = frozenset(i for i, p in enumerate(passages(doc)) if p.kind == "byline")
        self._mentions: list[Named] = []
        sentence = -1
        for e in doc._.policynlp_entities:
            if (m := self._mention(e, sentence)) is not None:
                self._mentions.append(m)
                sentence = m.sentence if e.label == "PERSON" else sentence
        self._likely = {k: likely_gender(p.name) for k, p in self.people.items()}
        self._of_gender: dict[str, list[str]] = {}
        self._named = NamedMentions(self._mentions, self._sentence_starts)
        self._starts = self._named.starts
        self._titled = TitleBearers(doc, self._text, self.people, self._named)

    def _mention(self, e: Entity, last_sentence: int) -> Named | None:
        span = self.doc.char_span(e.start, e.end, alignment_mode="expand")
        if span is None:
            return None
        root = span.root
        if root.dep_ in {"appos", "compound", "nmod"} and root.head.i < span.start and root.head.pos_ in {"NOUN", "PROPN"}:
            root = root.head  # "the governor, Ann Lee, said"
        if root.dep_ == "oprd" and root.head.dep_ == "acl" and root.head.lower_ in _CALLING:
            root = root.head.head  # "A grower surnamed Dang remains"
        sentence = self._sentence(span.start)
        left = None if _is_subject(root) or e.label != "PERSON" else _left_subject(span)
        head, dep = (root.head, root.dep_) if left is None else (left, "nsubj")
        topic = self._is_topic(span, sentence) or (e.label == "PERSON" and self._is_owner(root, sentence))
        return Named(
            e, span.start, span.end, sentence, topic or dep in _SUBJECTS, self._quoted.over(span.start_char), head.i, dep,
            self._passage(e.start), topic or head.dep_ == "ROOT", sentence != last_sentence,
        )  # fmt: skip

    def _is_topic(self, span: Span, sentence: int) -> bool:
        """As in "For Jane Mwangi, the answer is simple": the sentence is hers, whatever its subject."""
        first = self._sentence_starts[sentence]
        return (
            0 < span.start - first <= _TOPIC_TOKENS
            and self.doc[first].lower_ in _OF_TOPICS
            and span.end < len(self.doc)
            and (self.doc[span.end].text == "," or (self.doc[first].lower_ == "for" and self.doc[span.end].tag_ == "DT"))
        )

    def _is_owner(self, root: Token, sentence: int) -> bool:
        """As in "Mwangi's team was mending a wall that her father had built": the sentence goes on about her."""
        thing = root.head
        if root.dep_ != "poss" or thing.dep_ not in _SUBJECTS or thing.head.dep_ != "ROOT" or role_head(thing.text) is not None:
            return False
        stop = self._sentence_starts[sentence + 1] if sentence + 1 < len(self._sentence_starts) else len(self.doc)
        return any(t.lower_ in _OWN for t in self.doc[thing.i + 1 : stop])

    def _sentence(self, i: int) -> int:
        return bisect_left(self._sentence_starts, i + 1) - 1

    def _token(self, offset: int) -> int:
        return bisect_left(self._offsets, offset)

    def _passage(self, offset: int) -> int:
        return bisect_left(self._passage_starts, offset + 1) - 1

    def name_of(self, span: Span) -> Referent | None:
        """Who a mention names.

        Args:
            span: A full name, surname, alias or acronym, with or without title and apposition; or a title alone ("the minister"),
                which counts when exactly one person mentioned so far bears it.

        Returns:
            The person (or organisation, place, policy) at the head of the span; null for pronouns, groups ("experts"), and
            people who have no name in the text ("a spokesman for the ministry").
        """
        inside = [m for m in self._named.inside(span) if m.entity.label not in _UNNAMED]
        root = span.root.i
        for person in people_in(inside, root):
            if not is_owner(self.doc, person, span, root):
                return self._referent(person.entity)
        for m in inside:
            if m.start <= root < m.end and m.entity.label != "NORP":
                return self._referent(m.entity)
        key = self._titled.named(span)
        return Referent(self.people[key].name, key, "PERSON", self.people[key].mentions[0][0]) if key is not None else None

    def initialled(self, span: Span) -> str | None:
        """Who bears the title that initials stand for (`TitleBearers.initialled`)."""
        return self._titled.initialled(span)

    def bearers(self, role: str, *, before: int, former: bool = False) -> dict[str, str]:
        """People first named before an offset who bear a role or are called by it, with that title (`TitleBearers.bearers`)."""
        return self._titled.bearers(role, before=before, former=former)

    def _referent(self, e: Entity) -> Referent:
        person = self.people.get(e.entity)
        return Referent(person.name if person else e.name, e.entity, e.label, e.start)

    def fitting(self, gender: str) -> list[str]:
        """Keys of the people who may be of a gender, the most often named first."""
        if gender not in self._of_gender:
            fits = [p for k, p in self.people.items() if (p.gender or self._likely[k]) in {None, gender}]
            self._of_gender[gender] = [p.entity for p in sorted(fits, key=lambda p: -len(p.mentions))]
        return self._of_gender[gender]

    def likely(self, key: str) -> str | None:
        """Gender by the text, else by the given name; null where neither tells."""
        person = self.people.get(key)
        return (person.gender or self._likely[key]) if person is not None else None

    def likely_people(
        self,
        token: Token,
        *,
        spoke_last: tuple[str, int] | None = None,
        outside: Callable[[int], bool] | None = None,
        in_speech: Callable[[int], bool] | None = None,
        spoken_of: Collection[str] = (),
    ) -> list[tuple[str, float]]:
        """The people whom "he" or "she" may stand for and how likely each is, the likeliest first.

        Args:
            token: The pronoun.
            spoke_last: Key of the person who spoke last, and the offset at which that is said.
            outside: Whether the mention at an offset may be meant at all; for a quotation's source, what is said in it may not.
            in_speech: Whether what stands at an offset is said by somebody, marks or not.
            spoken_of: Keys of people who are meant only where nobody else may be: who speaks does not call himself by his name.
        """
        scored = self.candidates(token, spoke_last=spoke_last, outside=outside, in_speech=in_speech)
        others = {k: v for k, (v, _) in scored.items() if k not in spoken_of}
        return ranked(others or {k: v for k, (v, _) in scored.items()})

    def candidates(
        self,
        token: Token,
        *,
        spoke_last: tuple[str, int] | None = None,
        outside: Callable[[int], bool] | None = None,
        in_speech: Callable[[int], bool] | None = None,
        back: int = MAX_SENTENCES_BACK,
    ) -> dict[str, tuple[list[float], Entity]]:
        """Features of the people named in so many sentences that a pronoun may stand for, and the mention of each that lies nearest."""
        gender = PRONOUNS[token.lower_]
        here = self._sentence(token.i)
        chosen = [m for m in self._ahead(token, here) if self._fits(m, token, gender)]
        i = bisect_left(self._starts, token.i) - 1
        while i >= 0 and self._mentions[i].sentence >= here - back and len(chosen) < _MAX_MENTIONS:
            m = self._mentions[i]
            i -= 1
            if m.end <= token.i and self._fits(m, token, gender) and (outside is None or outside(m.entity.start)):
                chosen.append(m)
        nearest: dict[str, Entity] = {}
        seen = []
        for m in chosen:
            nearest.setdefault(m.entity.entity, m.entity)
            seen.append(
                Seen(
                    m.entity.entity, m.start, m.sentence, m.passage, m.subject, m.main, m.dep == "poss",
                    m.dep in {"dobj", "pobj", "iobj", "dative"}, m.first,
                    m.quoted or (in_speech is not None and in_speech(m.entity.start)), m.passage in self._titles,
                )
            )  # fmt: skip
        place = Pronoun(token.i, here, self._passage(token.idx), token.dep_ in _SUBJECTS, self._quoted.over(token.idx))
        stated = {k: self.people[k].gender == gender for k in nearest}
        likely = {k: self._likely[k] == gender for k in nearest}
        spoke = (spoke_last[0], self._token(spoke_last[1])) if spoke_last is not None else None
        found = features(place, seen, stated=stated, likely=likely, spoke_last=spoke)
        return {k: (v, nearest[k]) for k, v in found.items()}

    def _fits(self, m: Named, token: Token, gender: str) -> bool:
        person = self.people.get(m.entity.entity)
        if person is None or person.gender not in {None, gender} or m.passage in self._bylines:
            return False
        if person.gender is None and self._likely[person.entity] not in {None, gender}:
            return False
        if person.gender is None and self._likely[person.entity] is None and self._asked_another(m, gender):
            return False
        # "Mwangi met him": not herself
        return not (m.head == token.head.i and token.i != m.head and token.dep_ not in _SUBJECTS and token.tag_ != "PRP$")

    def _asked_another(self, m: Named, gender: str) -> bool:
        """Whether the verb of a subject has "her" or "him" for its object: "Evaristo Domínguez asked her where it was. She said"."""
        if not m.subject or m.dep not in _SUBJECTS:
            return False
        objects = (c for c in self.doc[m.head].rights if c.dep_ in {"dobj", "dative"} and c.tag_ == "PRP")
        return any(PRONOUNS.get(c.lower_) == gender for c in objects)

    def _ahead(self, token: Token, here: int) -> list[Named]:
        """The subject that follows a fronted clause or phrase with a pronoun in it: "When she returned, Mwangi said"."""
        if self._quoted.over(token.idx):
            return []
        top, steps = token, 0
        while top.head.i != top.i and steps < _MAX_CLIMB:
            if top.dep_ in {"ccomp", "conj", "nsubj", "nsubjpass"} and top.head.dep_ == "ROOT":
                return []
            top, steps = top.head, steps + 1
        i = bisect_left(self._starts, token.i)
        while i < len(self._mentions) and self._mentions[i].sentence == here and self._mentions[i].start < token.i + _MAX_AHEAD:
            m = self._mentions[i]
            if m.subject and m.head == top.i and top.i > token.i:
                return [m]
            i += 1
        return []


_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_UNNAMED = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"}
)  # fmt: skip


def _left_subject(name: Span) -> Token | None:
    """The verb of a name between commas that the parse hangs on a noun before it: "the head of that body, Ann Lee, has said".

    It is the subject of a finite verb behind it that has no other.
    """
    doc, end = name.doc, name.end
    if not name.start or end + 1 >= len(doc) or doc[end].text != ",":
        return None
    if doc[name.start].is_sent_start and doc[end + 1].lower_ in {"who", "whose"}:
        return name.root.head  # "Joseph Kiprono, whose field lies below, does not mind"
    if doc[name.start - 1].text != ",":
        return None
    if doc[end + 1].tag_ not in _FINITE:
        return None
    verb = doc[end + 1].head if doc[end + 1].dep_ in {"aux", "auxpass"} else doc[end + 1]
    return None if any(_is_subject(t) for t in verb.lefts) else verb


def _is_subject(root: Token) -> bool:
    return root.dep_ in _SUBJECTS


class _Quoted:
    """Stretches inside double quotation marks; a mark left open ends with its line."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        inside = False
        for mark in _MARK.finditer(text):
            opens = mark[0] == "“" or (mark[0] == '"' and not inside)
            if inside:
                self._ends.append(mark.start())
            inside = opens
            if opens:
                self._starts.append(mark.end())
        if inside:
            self._ends.append(len(text))

    def over(self, offset: int) -> bool:
        """Whether a character stands in one."""
        i = bisect_right(self._starts, offset) - 1
        return i >= 0 and self._ends[i] > offset
