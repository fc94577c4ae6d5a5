"""People who are called again by what they are: `the archaeologist`, `the 34-year-old`, `the economist, who grew up there,`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.roles import KINSHIP, MODIFIERS, PARTIES, UNIQUE_OFFICES, is_epithet, role_head
from policynlp.tag.quotes.called_again import CalledAgain
from policynlp.tag.quotes.cast import Figure, Mention
from policynlp.tag.quotes.speaker_epithets import POLITICAL, STANDING

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLOSES = frozenset({",", ".", ";", "–", "—", "("})
_CLAUSES = frozenset({"who", "whose", "said", "says"})
_OF_CANDIDATES = PARTIES.keys() | {"presidential", "vice-presidential", "mayoral", "gubernatorial", "senate", "party"}
_MAX_WORDS = 4
_MAX_LOOKS = 20
_KIN_PASSAGES = 4
_NEW = frozenset({"a", "an", "one", "another", "some"})
_OF_TRADES = frozenset({"NN", "JJ", "HYPH", "VBG", "VBN"})
_AGENT = re.compile(r"[a-z]{3}(?:er|or|ist|ian|eer|man|woman)$")
_OWNED = frozenset(
    {
        "shop",
        "store",
        "stall",
        "farm",
        "field",
        "fields",
        "grove",
        "orchard",
        "garden",
        "house",
        "home",
        "hut",
        "yard",
        "workshop",
    }
    | {"bakery", "kitchen", "van", "truck", "boat"}
)
"""What somebody has whom the text has not told of otherwise: "the slate in front of Moussa Ouédraogo's shop"."""
_IN_TITLES = frozenset({"chief"})
"""First words of titles by which their bearers are called: the chief, for the chief fisherman."""


class CalledByKind(CalledAgain):
    """Resolves mentions with "the" and a noun of what somebody is, where no person of the text has that role."""

    @cached_property
    def _trades(self) -> dict[Figure, str]:
        """The trade that was said of somebody so far."""
        return {}

    def figure(self, head: Token, span: Span) -> Figure | None:
        """As `_figure`; one trade is said of somebody, not two."""
        found = self._figure(head, span)
        trade = head.lemma_.lower()
        if found is None or trade in STANDING or is_epithet(trade):
            return found
        return found if self._trades.setdefault(found, trade) == trade else None

    def _figure(self, head: Token, span: Span) -> Figure | None:
        """Whoever spoke last, or the only person whom this paragraph or the one before names; null where they cannot be meant.

        Args:
            head: Head of the mention.
            span: The mention; only clauses may follow its head ("the economist, who grew up there").
        """
        words = self._words(head, span)
        if not words or len(words) > _MAX_WORDS or words[0] != "the":
            return None
        aged = any(w.endswith("year-old") for w in words)
        plain = [w for w in words[1:] if not w.endswith("year-old")]
        role = _role(words[-1])
        if not aged:
            known = self._in_title(plain[-1]) if len(plain) == 1 else None
            if known is not None:
                return known
            standing = role in STANDING and _OF_CANDIDATES.issuperset(plain[:-1])
            ranked = MODIFIERS.issuperset(plain[:-1])  # "the general manager"
            trade = role not in STANDING and all(
                t.tag_ in _OF_TRADES for t in self._inside(head, span)
            )  # "the warehouse worker"
            if role is None or role in UNIQUE_OFFICES or not (ranked or is_epithet(role) or standing or trade):
                return None
        elif role is None:
            plain = []  # "the 46-year-old boiler operator": the age says it
        if self.last:
            position, figure = self.last[-1]
            near = self.reading.passage[head.i] - self.reading.passage[self.reading.token_at(position)] <= 1
            if near and figure.kind == "named_person" and self._may_be(figure, plain, aged=aged, head=head, since=position):
                return figure
        introduced = self._introduced(head, aged=aged)
        if introduced is None:
            return None
        return introduced if self._may_be(introduced, plain, aged=aged, head=head, since=None) else None

    def relative(self, head: Token, kin: str) -> Figure | None:
        """`Her son`: the one person of the text who is called a son, named not long before.

        Args:
            head: The noun.
            kin: Its lemma in small letters.
        """
        if self.resolver is None or head.lower_ == "the" or not any(t.tag_ == "PRP$" or t.dep_ == "poss" for t in head.lefts):
            return None
        called = [k for k, p in self.resolver.people.items() if any(t.lower().split()[-1] == kin for t in p.titles)]
        figure = self.cast.by_entity(called[0]) if len(called) == 1 else None
        first = self.cast.first(figure) if figure is not None else None
        if first is None or first.start > head.idx:
            return None
        apart = self.reading.passage[head.i] - self.reading.passage[self.reading.token_at(first.start)]
        return figure if apart <= _KIN_PASSAGES else None

    def _words(self, head: Token, span: Span) -> list[str]:
        """The words of the mention up to its head, in small letters; none where more than a clause follows."""
        text = self.reading.text
        stop = self.reading.ends[head.i]
        behind = text[stop : span[1]].split()
        placed = (
            behind[:1] in (["from"], ["of"]) and behind[1:2] and behind[1][0].isupper()
        )  # "the 46-year-old herder from Abag"
        if behind and behind[0][0] not in _CLOSES and behind[0].lower() not in _CLAUSES and not placed:
            return []
        return text[span[0] : stop].lower().split()

    def _inside(self, head: Token, span: Span) -> list[Token]:
        """The words between the article and the head."""
        return list(self.reading.doc[self.reading.token_at(span[0]) + 1 : head.i])

    def _in_title(self, word: str) -> Figure | None:
        """`the chief` for the chief fisherman: the one person of the text in whose title the word stands, named near by."""
        if self.resolver is None or word not in _IN_TITLES:
            return None
        bearers = [
            key for key, person in self.resolver.people.items() if any(word in title.lower().split() for title in person.titles)
        ]
        return self.cast.by_entity(bearers[0]) if len(bearers) == 1 else None

    def _may_be(self, figure: Figure, plain: list[str], *, aged: bool, head: Token, since: int | None) -> bool:
        """Whether somebody may be called so.

        Always by an age; by a noun whoever has no role, or another that goes with it, as long as the noun was said of nobody
        else before and nobody was named since.
        """
        between = self.cast.within((since, head.idx)) if since is not None else []
        if any(m.figure is not figure and m.figure.kind == "named_person" and not self.in_speech(m.start) for m in between):
            return False
        if aged and self.ages.known(figure):
            return False
        if aged and not plain:
            return True
        role = _role(plain[-1]) if plain else None
        if role is None:
            return False
        if self._said_before(role, head, figure):
            return False
        if role in STANDING:
            roles = {r for title in figure.titles if (r := role_head(title))} - KINSHIP
            return roles <= POLITICAL and self._of_party(figure, plain)
        return figure.title is None or is_epithet(role)

    def _of_party(self, figure: Figure, plain: list[str]) -> bool:
        """Whether no title of somebody names another party than these words do."""
        wanted = next((PARTIES[w] for w in plain if w in PARTIES), None)
        own = [PARTIES[w] for w in figure.titles if w in PARTIES]
        return wanted is None or not own or wanted in own

    def _said_before(self, role: str, head: Token, figure: Figure) -> bool:
        """Whether the noun stands before in the text for somebody else: "a farmer said", "another economist"."""
        if figure.person is not None and any(role in t.lower() for t in figure.person.titles):
            return False
        return any(i < head.i and not self.in_speech(self.reading.starts[i]) for i in self._roles.get(role, ())[:_MAX_LOOKS])

    @cached_property
    def _roles(self) -> Mapping[str, list[int]]:
        """Where the text introduces somebody by a noun: "a farmer", "another economist"."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for token in self.reading.doc:
            named = _role(token.lower_) if token.tag_ in {"NN", "NNP"} else None
            if named and any(t.lower_ in _NEW for t in token.lefts):
                found[named].append(token.i)
        return found

    def _introduced(self, head: Token, *, aged: bool) -> Figure | None:
        """The one person whom the paragraph, or else the one before, names before a word, as a subject."""
        near: list[Mention] = []
        for passage in (self.reading.passage[head.i], self.reading.passage[head.i] - 1):
            first = self.reading.starts[self.reading.passage_tokens[passage][0]] if passage >= 0 else head.idx
            people = (m for m in self.cast.within((first, head.idx)) if m.figure.kind == "named_person")
            near = near or self._of_the_last_sentence([m for m in people if not self.in_speech(m.start)])
        if len({m.figure.entity for m in near}) > 1:
            near = [m for m in near if self.reading.doc[self.reading.token_at(m.end - 1)].dep_ not in {"poss", "compound"}]
        if len({m.figure.entity for m in near}) != 1:
            return None
        named = self.reading.doc[self.reading.token_at(near[0].end - 1)]
        while named.dep_ == "appos" and named.head != named:
            named = named.head  # "His nephew, Ebo Mensah, owns"
        alone = (
            len({m.figure for m in self.cast.within((0, head.idx)) if m.figure.kind == "named_person" and self._told(m)}) == 1
        )
        if alone and named.dep_ == "poss" and named.head.lower_ in _OWNED and not near[0].figure.titles:
            return near[0].figure  # "The slate in front of Moussa Ouédraogo's shop": nobody else was named so far
        topic = aged and named.dep_ == "pobj" and named.head.i == self.reading.sentence[named.i][0]  # "For Jane Mwangi, ..."
        return near[0].figure if named.dep_ in _SUBJECTS or topic else None

    def _told(self, mention: Mention) -> bool:
        """Whether a mention stands in the text itself, not in its title or byline."""
        passage = self.reading.passage[self.reading.token_at(mention.start)]
        return passage >= 0 and self.reading.passages[passage].kind == "paragraph"

    def _of_the_last_sentence(self, mentions: list[Mention]) -> list[Mention]:
        """Those in the sentence of the last one."""
        sentences = [self.reading.sentence[self.reading.token_at(m.start)] for m in mentions]
        return [m for m, sentence in zip(mentions, sentences, strict=True) if sentence == sentences[-1]]


def _role(word: str) -> str | None:
    """The role that a word names, or the word itself where it ends like what somebody does ("helper")."""
    return role_head(word) or (word if _AGENT.search(word) else None)
