"""Who speaks: the source mention resolved to a person, organisation or document of the text, or to nobody."""

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import GENDERED
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, ROLES

NOBODY = Figure("none", None)
_ANONYMOUS = Figure("anonymous", None)
_HE = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their", "both"})
_RELATIVE = frozenset({"who", "which", "that"})
_GENDERS = {**GENDERED, "man": "male", "boy": "male", "woman": "female", "girl": "female", "foreman": "male"}
_HEADING_PASSAGES = 4  # title, place and day, form of address
_SPEECH_TITLE = re.compile(
    r"\s*(?:\w+ ){0,2}(?:speech|remarks|address|lecture|keynote(?: \w+)?|statement) (?:by|of|from|delivered by)\b",
    re.IGNORECASE,
)
_REACH_PASSAGES = 4  # how far back "he" may look: two paragraphs of speech between are common in news
_REACH_MENTIONS = 40
_DECAY = 0.6  # weight of a mention for every sentence between
_AS_SUBJECT, _AS_SPEAKER, _IN_SPEECH = 2.0, 1.5, 0.3


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
        self.printed: dict[str, Figure] = {}
        self.last: list[tuple[int, Figure]] = []  # position and figure of every resolved source
        self.sentence_number = _sentence_numbers(reading)
        self.spoken = _union([s for a in attributions for s in a.content])

    def resolve_all(self, attributions: list[Attribution]) -> list[Figure]:
        """The speakers of attributions, in the order that they are given in."""
        order = sorted(range(len(attributions)), key=lambda i: _position(attributions[i]))
        out = [NOBODY] * len(attributions)
        for i in order:
            attribution = attributions[i]
            if attribution.source_token < 0:
                continue
            out[i] = self._mention(self.reading.doc[attribution.source_token], attribution.source[0])
            self.last.append((attribution.source[0][0], out[i]))
        return out

    def _mention(self, head: Token, span: Span) -> Figure:
        lower = head.lower_
        if lower in _RELATIVE and head.head.dep_ == "relcl":
            antecedent = head.head.head
            return (
                self._mention(antecedent, (antecedent.idx, antecedent.idx + len(antecedent)))
                if antecedent != head
                else _ANONYMOUS
            )
        if lower in _HE:
            return self._person_before(head, _HE[lower])
        if lower in _IT:
            return self._body_before(head) or _ANONYMOUS
        if lower in _THEY:
            return self._group_before(head)
        if lower == "i":
            return self._first_person(head)
        if head.pos_ == "PRON":
            return _ANONYMOUS
        return self._leading_person(head, span) or self._named(head) or self._printed(head) or self._described(head, span)

    def _first_person(self, head: Token) -> Figure:
        """What "I" says outside of quotation marks: in a speech, whoever its heading names first."""
        speech = self.reading.doc._.policynlp_genre == "speech" or _SPEECH_TITLE.match(self.reading.text)
        if not speech or self.reading.mark_over(head.idx) is not None:
            return _ANONYMOUS
        stop = self.reading.passages[min(_HEADING_PASSAGES, len(self.reading.passages)) - 1].end if self.reading.passages else 0
        for mention in self.cast.mentions:
            if mention.start >= stop:
                break
            if mention.figure.kind == "named_person":
                return mention.figure
        return _ANONYMOUS

    def _leading_person(self, head: Token, span: Span) -> Figure | None:
        """`Dr Ann Lee of the University of X`: a person at the start of the mention, whatever the parser takes for its head."""
        mention = self.cast.over((span[0], span[1]))
        for m in self.cast.before(span[1], limit=6):
            if m.start >= span[0] and m.figure.kind == "named_person":
                mention = m
        if mention is None or mention.figure.kind != "named_person" or mention.start < span[0] or head.idx < mention.end:
            return None
        first, end = self.reading.token_at(mention.start), self.reading.token_at(mention.end)
        doc = self.reading.doc
        titles = [t for t in doc[self.reading.token_at(span[0]) : first] if t.is_alpha]
        if not all(t.text[0].isupper() or t.lower_ == "the" for t in titles) or end >= len(doc):
            return None
        return mention.figure if doc[end].lower_ in {"of", "from", "at", "with"} else None

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
        if (
            head.pos_ != "PROPN"
            or head.tag_ == "NNPS"
            or head.lower_ in INSTITUTIONS
            or head.lemma_.lower() in DOCUMENTS | ROLES
        ):
            return None
        first, doc = head.i, self.reading.doc
        while first > head.left_edge.i and doc[first - 1].pos_ == "PROPN" and doc[first - 1].dep_ in {"compound", "flat"}:
            first -= 1
        name = self.reading.text[doc[first].idx : head.idx + len(head)]
        figure = self.printed.get(name)
        if figure is None:
            figure = self.printed[name] = Figure("named_person", name)
        return figure

    def _described(self, head: Token, span: Span) -> Figure:
        """A common noun: a document, an institution, a role that somebody of the text has, or nobody in particular."""
        lemma = head.lemma_.lower()
        plural = head.tag_ in {"NNS", "NNPS"}
        person = self._called(span) if not plural else None
        if person is not None and person.kind == "named_person":
            return person
        if lemma in DOCUMENTS:
            return Figure("document", self._plain_name(head, span), plural=plural)
        if lemma in INSTITUTIONS or head.lower_ in INSTITUTIONS:
            body = self._body_called(head, lemma, span) if not plural else None
            if body is not None:
                return body
            name = self._plain_name(head, span) if _is_definite(head) else None
            return Figure("organisation", name, plural=plural)
        if lemma in ROLES and not plural and self.resolver is None and any(c.lower_ == "the" for c in head.lefts):
            return self._holder(head, lemma) or _ANONYMOUS
        return Figure("anonymous", None, plural=plural)

    def _body_called(self, head: Token, lemma: str, span: Span) -> Figure | None:
        """`the authority`: the body named last before whose name has that word."""
        words = self.reading.text[span[0] : span[1]].lower().split()
        if len(words) != 2 or words[0] not in {"the", "this"}:
            return None
        for mention in self.cast.before(head.idx, limit=_REACH_MENTIONS):
            figure = mention.figure
            if figure.kind == "organisation" and figure.name and " " in figure.name and lemma in figure.name.lower().split():
                return figure
        return None

    def _called(self, span: Span) -> Figure | None:
        """Whom the whole mention names: "union leader Marc Dupont", "the minister"."""
        if self.resolver is None:
            return None
        words = self.reading.doc.char_span(*span, alignment_mode="expand")
        referent = self.resolver.name_of(words) if words is not None else None
        return self.cast.by_entity(referent.entity) if referent is not None else None

    def _holder(self, head: Token, role: str) -> Figure | None:
        """Without the people layer: the person nearest before that has the role."""
        for mention in self.cast.before(head.idx, limit=_REACH_MENTIONS):
            figure = mention.figure
            if figure.kind == "named_person" and role in figure.titles:
                return figure
        return None

    def _plain_name(self, head: Token, span: Span) -> str:
        """The mention as printed, up to a comma or clause, without its article."""
        first = self.reading.token_at(span[0])
        doc = self.reading.doc
        while first < head.i and doc[first].lower_ in {"the", "a", "an", "this", "that", "its", "their", "his", "her", "our"}:
            first += 1
        end = span[1]
        for token in doc[head.i + 1 : self.reading.token_at(span[1] - 1) + 1]:
            if token.dep_ in {"appos", "acl", "relcl"} or token.text in {",", "(", ";"}:
                end = min(end, token.left_edge.idx if token.left_edge.i > head.i else token.idx)
                break
        return " ".join(self.reading.text[doc[first].idx : max(end, head.idx + len(head))].split())

    def _person_before(self, pronoun: Token, gender: str) -> Figure:
        """The most salient person: near, in subject position, last to speak, of fitting gender."""
        here = pronoun.idx
        passage = self.reading.passage[pronoun.i]
        weights: dict[Figure, float] = {}
        for mention in self.cast.before(here, limit=_REACH_MENTIONS):
            figure = mention.figure
            if figure.kind != "named_person" or figure.gender not in {None, gender}:
                continue
            token = self.reading.token_at(mention.end - 1)
            if token >= pronoun.i or passage - self.reading.passage[token] > _REACH_PASSAGES:
                continue
            weight = self._weight(token, pronoun.i)
            word = self.reading.doc[token]
            if word.dep_ in {"nsubj", "nsubjpass"}:
                weight *= _AS_SUBJECT
            elif word.dep_ == "poss":
                weight *= 0.7
            if self._in_speech(mention.start):
                weight *= _IN_SPEECH
            weights[figure] = weights.get(figure, 0.0) + weight
        for position, figure in self.last[-3:]:
            token = self.reading.token_at(position)
            near = token < pronoun.i and passage - self.reading.passage[token] <= _REACH_PASSAGES
            if near and figure.kind == "named_person" and figure.gender in {None, gender}:
                weights[figure] = weights.get(figure, 0.0) + _AS_SPEAKER * self._weight(token, pronoun.i)
        if not weights or self._unnamed_before(pronoun, gender):
            return _ANONYMOUS
        best = max(weights.items(), key=lambda item: item[1])[0]  # of equals the nearest, which came first
        if best.gender is None:
            best.gender = gender
        return best

    def _unnamed_before(self, pronoun: Token, gender: str) -> bool:
        """Whether the sentence has a subject without a name that fits ("My father was a smith, and he used to say")."""
        begin = self.reading.sentence[pronoun.i][0]
        for token in self.reading.doc[max(begin, pronoun.i - 40) : pronoun.i]:
            if token.dep_ == "nsubj" and token.pos_ == "NOUN" and _GENDERS.get(token.lower_) == gender:
                return self.cast.over((token.left_edge.idx, token.right_edge.idx + 1)) is None
        return False

    def _weight(self, token: int, here: int) -> float:
        between = self.sentence_number[here] - self.sentence_number[token]
        return float(_DECAY**between)

    def _body_before(self, pronoun: Token) -> Figure | None:
        """What "it" says: the body that spoke last, or the subject before."""
        passage = self.reading.passage[pronoun.i]
        for position, figure in reversed(self.last[-3:]):
            token = self.reading.token_at(position)
            if passage - self.reading.passage[token] > _REACH_PASSAGES // 2:
                break
            if figure.kind in {"organisation", "document"} and not figure.plural:
                return figure
        for mention in self.cast.before(pronoun.idx, limit=8):
            token = self.reading.token_at(mention.end - 1)
            if passage - self.reading.passage[token] > 1:
                break
            if mention.figure.kind == "organisation" and self.reading.doc[token].dep_ in {"nsubj", "nsubjpass"}:
                return mention.figure
        return None

    def _group_before(self, pronoun: Token) -> Figure:
        """What "they" say: the group or body that spoke last; nobody in particular where that was a person."""
        passage = self.reading.passage[pronoun.i]
        for position, figure in reversed(self.last[-2:]):
            if passage - self.reading.passage[self.reading.token_at(position)] > _REACH_PASSAGES // 2:
                break
            if figure.plural or figure.kind == "organisation":
                return figure
        return Figure("anonymous", None, plural=True)

    def _in_speech(self, offset: int) -> bool:
        lo, hi = 0, len(self.spoken)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.spoken[mid][1] <= offset:
                lo = mid + 1
            else:
                hi = mid
        return lo < len(self.spoken) and self.spoken[lo][0] <= offset


def _position(attribution: Attribution) -> int:
    return attribution.source[0][0] if attribution.source else attribution.start


def _is_role(head: Token) -> bool:
    return head.lemma_.lower() in ROLES


def _is_definite(head: Token) -> bool:
    """Whether the noun phrase names one in particular: "the ministry", "Japan's government", not "a company"."""
    if head.tag_ in {"NNP", "NNPS"}:
        return True
    return any(c.lower_ in {"the", "this", "that", "its", "their", "our"} or c.dep_ == "poss" for c in head.lefts)


def _sentence_numbers(reading: Reading) -> list[int]:
    out, number, start = [], 0, -1
    for first, _ in reading.sentence:
        if first != start:
            number, start = number + 1, first
        out.append(number)
    return out


def _union(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
