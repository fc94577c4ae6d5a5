"""Whom "he", "it" and "they" stand for, where they say something."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_name, month_name
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.place_names import cities, countries
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import GENDERED, KINSHIP, role_head
from policynlp.tag.people.salience import SOURCE_WEIGHTS
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.printed_names import is_definite
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, PEOPLE_NOUNS
from policynlp.tag.quotes.told_on import brought_in, told_of

ANONYMOUS = Figure("anonymous", None)
_GENDERS = {**GENDERED, "man": "male", "boy": "male", "woman": "female", "girl": "female", "foreman": "male"}
_REACH_PASSAGES = 4  # how far back "he" may look: two paragraphs of speech between are common in news
_NEAR_PASSAGES = 2
_LEAST_PROBABILITY = 0.5
"""A pronoun whose likeliest person has less is nobody: of such answers half were wrong in texts of our own."""
_ARTICLES = frozenset({"a", "an", "the", "one", "another"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_GOES_ON = frozenset({"the", "he", "she"})
"""What a source without a name begins with that may still be meant a paragraph later; "a farmer" is not."""
_MAKERS = frozenset({"by", "from", "of"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w-]+")
_TIMES = frozenset(name.lower() for name in (*month_name, *day_name) if name)
_OPENING = frozenset("\"'“‘«„")


class Pronouns:
    """Resolves the pronouns of one document that are sources.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of names; null without the people layer.
        last: Position and figure of every source that was resolved so far; grows meanwhile.
        spoken: What is said, by anybody: names in it count less.
        described: Gives the figure of a common noun and its span.
        again: Gives whoever an epithet means, null for what is none.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        resolver: Resolver | None,
        *,
        last: list[tuple[int, Figure]],
        spoken: Sequence[Span],
        described: Callable[[Token, Span], Figure],
        again: Callable[[Token, Span], Figure | None],
    ) -> None:
        self.reading = reading
        self.cast = cast
        self.resolver = resolver
        self.last = last
        self._spoken = _union(spoken)
        self._spoken_starts = [s for s, _ in self._spoken]
        self._described, self._again = described, again

    def person(self, pronoun: Token, gender: str, *, own: Sequence[Span]) -> Figure:
        """The most salient person: near, in subject position, last to speak, of fitting gender; never one named only in the speech."""
        if self._unnamed_before(pronoun, gender, own=own) or self._unnamed_spoke_last(pronoun, own):
            return ANONYMOUS
        if (office := self._office_before(pronoun) or self._called_before(pronoun, gender, own)) is not None:
            return office
        if self.resolver is None:
            return self._nearest_person(pronoun, gender)
        introduced = (
            self._introduced_before(pronoun, gender)
            or self._told_of_before(pronoun, gender)
            or told_of(self.reading, self.cast, pronoun, gender=gender, own=own, in_speech=self.in_speech)
        )
        if introduced is not None:
            return introduced
        passage = self.reading.passage[pronoun.i]
        spoke_last: tuple[str, int] | None = None
        for position, figure in reversed(self.last[-3:]):
            token = self.reading.token_at(position)
            if token < pronoun.i and passage - self.reading.passage[token] <= _REACH_PASSAGES and figure.kind == "named_person":
                if figure.entity and figure.gender in {None, gender} and not self._asked_another(token, figure, gender):
                    spoke_last = (figure.entity, position)
                break
        referent = self.resolver.pronoun(
            pronoun,
            spoke_last=spoke_last,
            outside=lambda offset: not any(s <= offset < e for s, e in own),
            in_speech=self.in_speech,
            least=_LEAST_PROBABILITY,
            weights=SOURCE_WEIGHTS,
            spoken_of=self._spoken_of(own),
        )
        meant = self.cast.by_entity(referent.entity) if referent is not None else None
        return meant or self._just_spoke(pronoun, spoke_last) or self._only_one_here(pronoun, gender, own) or ANONYMOUS

    def _asked_another(self, token: int, figure: Figure, gender: str) -> bool:
        """Whether somebody of this gender is the other one of a sentence: "Evaristo Domínguez asked her where it was. She said"."""
        if figure.gender == gender:
            return False
        others = (
            t for t in self.reading.doc[slice(*self.reading.sentence[token])] if t.lower_ in {"him", "her"} and t.tag_ == "PRP"
        )
        return any((t.lower_ == "her") == (gender == "female") and t.dep_ in {"dobj", "dative"} for t in others)

    def _introduced_before(self, pronoun: Token, gender: str) -> Figure | None:
        """Whom the sentence before brings in beside a noun, as its subject: "The regional manager, Ann Lee, receives visitors. She".

        In full, and for the first time, so that nobody who spoke before is meant.
        """
        begin = self.reading.sentence[pronoun.i][0]
        if not begin or self.reading.passage[begin - 1] != self.reading.passage[pronoun.i] or pronoun.dep_ != "nsubj":
            return None
        first, stop = self.reading.sentence[begin - 1]
        subject = next((t for t in self.reading.doc[first:stop] if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.tag_ != "NN" or role_head(subject.text) is None or self.in_speech(subject.idx):
            return None
        here = self.cast.within((self.reading.starts[first], self.reading.ends[stop - 1]))
        named = {m.figure.entity: m for m in here if m.figure.kind == "named_person" and not self.in_speech(m.start)}
        if len(named) != 1:
            return None
        (mention,) = named.values()
        beside = (t for t in self.reading.doc[first:stop] if mention.start <= t.idx < mention.end)
        if not any(t.head.i == subject.i and t.dep_ in {"appos", "compound"} for t in beside):
            return None  # "The mayor opened a school named after John Smith. He said"
        full = self.reading.text[mention.start : mention.end] == mention.figure.name and " " in (mention.figure.name or "")
        new = self.cast.first(mention.figure) == mention
        return mention.figure if full and new and mention.figure.gender in {None, gender} else None

    def _told_of_before(self, pronoun: Token, gender: str) -> Figure | None:
        """The one person whom the sentence before names, for the first time, with more of her: "It angered Ann Lee, who ... She"."""
        begin = self.reading.sentence[pronoun.i][0]
        if not begin or self.reading.passage[begin - 1] != self.reading.passage[pronoun.i] or pronoun.dep_ != "nsubj":
            return None
        first, stop = self.reading.sentence[begin - 1]
        here = self.cast.within((self.reading.starts[first], self.reading.ends[stop - 1]))
        named = [m for m in here if m.figure.kind == "named_person" and not self.in_speech(m.start)]
        if len(named) != 1 or self.cast.first(named[0].figure) != named[0]:
            return None
        subject = next((t for t in self.reading.doc[first:stop] if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.lower_ not in {"that", "this", "it"}:
            return None
        goes_on = self.reading.text.startswith(
            (", who has ", ", who is ", ", who runs ", ", who owns ", ", who farms "), named[0].end
        )
        return named[0].figure if goes_on and named[0].figure.gender in {None, gender} else None

    def _only_one_here(self, pronoun: Token, gender: str, own: Sequence[Span]) -> Figure | None:
        """The one person of fitting gender whom the paragraph names in full before the pronoun, outside of speech."""
        start = self.reading.starts[self.reading.passage_tokens[self.reading.passage[pronoun.i]][0]]
        outside = [m for m in self.cast.within((start, pronoun.idx)) if not any(s <= m.start < e for s, e in own)]
        named = {
            m.figure.entity: m.figure
            for m in outside
            if m.figure.kind == "named_person" and " " in (m.figure.name or "") and not self.in_speech(m.start)
        }
        only = next(iter(named.values())) if len(named) == 1 else None
        return only if only is not None and only.gender in {None, gender} else None

    def _spoken_of(self, own: Sequence[Span]) -> set[str]:
        """Keys of the people whom what is said calls by the given name, outside of words that it quotes; politicians say their surname."""
        words: set[str] = set()
        for start, end in own:
            said = self.reading.text[start:end]
            words.update(m[0] for m in _CAPITAL.finditer(said) if said[m.start() - 1 : m.start()] not in _OPENING)
        full = ((f.entity, (f.name or "").split()) for f in self.cast.people())
        words = {w for w in words if w.lower() not in _TIMES and w.lower() not in cities() and w.lower() not in countries()}
        return {key for key, name in full if key and len(name) > 1 and name[0] in words}

    def _just_spoke(self, pronoun: Token, spoke_last: tuple[str, int] | None) -> Figure | None:
        """Who spoke in this paragraph, by an office perhaps, if nobody was named since: "The minister disputes it. He said"."""
        if spoke_last is None:
            return None
        key, position = spoke_last
        if self.reading.passage[self.reading.token_at(position)] != self.reading.passage[pronoun.i]:
            return None
        since = self.cast.within((position, pronoun.idx))
        if any(m.figure.kind == "named_person" and m.figure.entity != key and not self.in_speech(m.start) for m in since):
            return None
        return self.cast.by_entity(key)

    def _nearest_person(self, pronoun: Token, gender: str) -> Figure:
        """Without the people layer: the nearest person of fitting gender, a subject before others."""
        found = [
            m
            for m in self.cast.before(pronoun.idx, limit=6)
            if m.figure.kind == "named_person" and m.figure.gender in {None, gender} and not self.in_speech(m.start)
        ]
        subjects = (m for m in found if self.reading.doc[self.reading.token_at(m.end - 1)].dep_ in _SUBJECTS)
        best = next(subjects, found[0] if found else None)
        return best.figure if best is not None else ANONYMOUS

    def _unnamed_before(self, pronoun: Token, gender: str, *, own: Sequence[Span]) -> bool:
        """Whether the sentence has a subject without a name that fits ("My father was a smith, and he used to say")."""
        begin = self.reading.sentence[pronoun.i][0]
        if brought_in(self.reading, self.cast, begin, gender=gender, in_speech=self.in_speech):
            return True
        for token in self.reading.doc[max(begin, pronoun.i - 40) : pronoun.i]:
            said = any(s <= token.idx < e for s, e in own)  # "my brother depends on the clouds," he said
            if token.dep_ == "nsubj" and token.pos_ == "NOUN" and _GENDERS.get(token.lower_) == gender and not said:
                return self.cast.over((token.left_edge.idx, token.right_edge.idx + 1)) is None
        return False

    def _unnamed_spoke_last(self, pronoun: Token, own: Sequence[Span]) -> bool:
        """Whether one person without a name spoke last, and nobody was named since: "A farmer said ... He said".

        In this paragraph or the one before: an office without a name goes on for as long as one with it.
        """
        outside = [entry for entry in self.last[-3:] if not any(s <= entry[0] < e for s, e in own)]
        # "a senior official, who agreed to speak": the official, once more
        before = [entry for entry in outside if self.reading.doc[self.reading.token_at(entry[0])].lower_ != "who"]
        if not before:
            return False
        position, figure = before[-1]
        token = self.reading.token_at(position)
        if figure.kind != "anonymous" or figure.plural or token >= pronoun.i:
            return False
        first = self.reading.doc[token].lower_
        if self.reading.passage[pronoun.i] - self.reading.passage[token] > (first in _GOES_ON):
            return False
        if first not in _ARTICLES and first != pronoun.lower_:
            return False
        since = self.cast.within((position, pronoun.idx))
        return not any(m.figure.kind == "named_person" and not self.in_speech(m.start) for m in since)

    def _office_before(self, pronoun: Token) -> Figure | None:
        """Whoever opens the paragraph by an office of a body: "The ministry's deputy director did not rule it out. ..., he said".

        Null where it is no such office, or may be another word for somebody named ("the prime minister"), or somebody was named since.
        """
        begin = self.reading.sentence[pronoun.i][0]
        passage = self.reading.passage[pronoun.i]
        if not begin or self.reading.passage[begin - 1] != passage:
            return None
        first, stop = self.reading.sentence[begin - 1]
        if first != self.reading.passage_tokens[passage][0]:
            return None
        for token in self.reading.doc[first:stop]:
            subject = token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and token.tag_ == "NN"
            if not subject or role_head(token.text) is None or self.in_speech(token.idx):
                continue
            opens = token.left_edge.lower_ == "the"
            owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "for") for c in token.children)
            spoken_of = any(t.tag_ in {"PRP", "PRP$"} for t in self.reading.doc[token.i : stop])
            since = self.cast.within((token.left_edge.idx, pronoun.idx))
            if not (opens and owned) or spoken_of or any(m.figure.kind == "named_person" for m in since):
                return None
            figure = self._described(token, (token.left_edge.idx, self.reading.ends[token.right_edge.i]))
            return figure if figure.kind == "named_person" else ANONYMOUS
        return None

    def _called_before(self, pronoun: Token, gender: str, own: Sequence[Span]) -> Figure | None:
        """Whoever the last sentence outside of speech is about by an epithet or a tie ("The 61-year-old laughed", "Her husband").

        Null where somebody was named since; nobody, where it is a relative whom the text does not name.
        """
        passage = self.reading.passage[pronoun.i]
        begin = self.reading.sentence[pronoun.i][0]
        while begin > 0 and (self.in_speech(self.reading.starts[begin - 1]) or self.reading.doc[begin - 1].is_space):
            begin = self.reading.sentence[begin - 1][0]
        if not begin or passage - self.reading.passage[begin - 1] > 1:
            return None
        first, stop = self.reading.sentence[begin - 1]
        subject = next((t for t in self.reading.doc[first:stop] if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.tag_ in {"NNS", "NNPS", "PRP"} or self.in_speech(subject.idx):
            return None
        since = [m for m in self.cast.within((self.reading.starts[first], pronoun.idx)) if m.figure.kind == "named_person"]
        if any(not self.in_speech(m.start) and not any(s <= m.start < e for s, e in own) for m in since):
            return None
        span = (self.reading.starts[max(subject.left_edge.i, first)], self.reading.ends[subject.i])
        if _GENDERS.get(subject.lower_, gender) != gender:
            return None
        article = self.reading.doc[max(subject.left_edge.i, first)].lower_
        opens = first == self.reading.passage_tokens[self.reading.passage[first]][0]
        anybody = _is_anybody(subject) or (opens and subject.lemma_.lower() in PEOPLE_NOUNS)
        if article in _INDEFINITE and anybody and not (article in {"a", "an"} and self._bears(subject)):
            return ANONYMOUS  # "One nurse, who has applied abroad, cried in the car park."
        if subject.lemma_.lower() in KINSHIP and self.reading.doc[first].tag_ == "PRP$":
            kin = {t.lemma_.lower() for t in self.reading.doc[first:stop] if t.lemma_.lower() in KINSHIP}
            if len(kin) > 1:  # "His son is an electrician and his daughter teaches": told of whose they are
                return None
            return self._described(subject, span)
        again = self._again(subject, span)
        return again if again is not None and again.gender in {None, gender} else None

    def _bears(self, subject: Token) -> bool:
        """Whether somebody of the text has the role: "A visibly tired chancellor" is the one who was named."""
        return any(subject.lemma_.lower() in f.titles for f in self.cast.people())

    def body(self, pronoun: Token) -> Figure | None:
        """What "it" says: the body or document that spoke last or was a subject, whichever stands nearer."""
        passage = self.reading.passage[pronoun.i]
        best, at = None, -1
        for position, figure in reversed(self.last[-3:]):
            token = self.reading.token_at(position)
            if token >= pronoun.i or passage - self.reading.passage[token] > _NEAR_PASSAGES:
                break
            if figure.kind in {"organisation", "document"} and not figure.plural:
                best, at = figure, position
                break
        for mention in self.cast.before(pronoun.idx, limit=8):
            token = self.reading.token_at(mention.end - 1)
            if passage - self.reading.passage[token] > 1 or mention.start <= at:
                break
            first = self.reading.token_at(mention.start)
            subject = self.reading.doc[first : token + 1].root.dep_ in _SUBJECTS
            if mention.figure.kind in {"organisation", "document"} and subject and not self.in_speech(mention.start):
                best, at = mention.figure, mention.start
                break
        noun = self._noun_before(pronoun, at)
        same = noun is not None and best is not None and (best.name or "").startswith(noun.name or "?")
        return best if noun is None or same else noun

    def _noun_before(self, pronoun: Token, least: int) -> Figure | None:
        """A document or institution called by a noun, subject of the sentence before, nearer than offset `least`."""
        begin = self.reading.sentence[pronoun.i][0]
        start = self.reading.sentence[begin - 1][0] if begin else 0
        for i in range(begin - 1, start - 1, -1):
            token = self.reading.doc[i]
            if token.idx <= least or self.reading.passage[pronoun.i] - self.reading.passage[i] > 1:
                return None
            if token.dep_ in _SUBJECTS and token.tag_ == "NN" and token.head.dep_ == "ROOT" and not self.in_speech(token.idx):
                lemma = token.lemma_.lower()
                if lemma in DOCUMENTS or (lemma in INSTITUTIONS and is_definite(token)):
                    by = next((c for c in token.subtree if c.i > token.i and _tells_maker(c, token)), token)
                    end = by.right_edge if by is not token and by.right_edge.i < begin else token
                    span = (self.reading.starts[max(token.left_edge.i, start)], end.idx + len(end))
                    return self._described(token, span)
        return None

    def group(self, pronoun: Token) -> Figure:
        """What "they" say: the body that spoke last, unless two people or a group are the subject before it."""
        anonymous = Figure("anonymous", None, plural=True)
        passage = self.reading.passage[pronoun.i]
        begin = self.reading.sentence[pronoun.i][0]
        start = self.reading.sentence[begin - 1][0] if begin and self.reading.passage[begin - 1] >= passage - 1 else begin
        for token in self.reading.doc[start : pronoun.i]:
            paired = any(c.dep_ == "conj" for c in token.children)
            if token.dep_ in _SUBJECTS and (token.tag_ in {"NNS", "NNPS"} or paired) and not self.in_speech(token.idx):
                return anonymous
        for position, figure in reversed(self.last[-2:]):
            if passage - self.reading.passage[self.reading.token_at(position)] > _NEAR_PASSAGES:
                break
            if figure.plural or figure.kind == "organisation":
                return figure
        return anonymous

    def in_speech(self, offset: int) -> bool:
        """Whether an offset lies in what somebody says."""
        i = bisect_right(self._spoken_starts, offset) - 1
        return i >= 0 and self._spoken[i][1] > offset


def _tells_maker(word: Token, noun: Token) -> bool:
    """Whether a preposition leads to who made what a noun names: "a paper by", "a paper published in May by"."""
    if word.lower_ not in _MAKERS:
        return False
    behind = word.head == noun and (word.lower_ == "by" or word.i == noun.i + 1)
    return behind or (word.lower_ == "by" and word.head.head == noun and word.head.tag_ == "VBN")


def _is_anybody(subject: Token) -> bool:
    """Whether a noun is that of a person whom nothing names: "an engineer", not "a lawyer, Ann Lee"."""
    person = role_head(subject.text) is not None or subject.lower_ in _GENDERS
    return person and not any(c.dep_ in {"appos", "compound"} and c.pos_ == "PROPN" for c in subject.children)


def _union(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
