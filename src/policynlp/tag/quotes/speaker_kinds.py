"""People who are called again by what they are: `the archaeologist`, `the 34-year-old`, `the economist, who grew up there,`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import KINSHIP, MODIFIERS, PARTIES, PARTISANS, SEATS, UNIQUE_OFFICES, is_epithet, role_head
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.epithets import Epithet, epithet_of
from policynlp.tag.quotes.reading import Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLOSES = frozenset({",", ".", ";", "–", "—", "("})
_CLAUSES = frozenset({"who", "whose", "said", "says"})
_STANDING = frozenset({"nominee", "candidate"})
_OF_CANDIDATES = PARTIES.keys() | {"presidential", "vice-presidential", "mayoral", "gubernatorial", "senate", "party"}
_POLITICAL = (
    _STANDING
    | frozenset(
        str.split(
            "president senator sen. sen governor gov. gov representative rep. congressman congresswoman secretary mayor minister leader "
            "councillor deputy lawmaker legislator"
        )
    )
    | SEATS
)
"""What people are called who stand for an office."""
_MAX_WORDS = 4
_EPITHET_PASSAGES = 2
_EPITHET_CHARS = 4_000
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
_SIDES = PARTISANS | {
    "conservative",
    "conservatives",
    "green",
    "greens",
    "socialist",
    "nationalist",
    "nationals",
    "bjp",
    "congress",
    "gop",
}
_CLAUSE = re.compile(r",|\s(?:who|whose|which|that|in|at|on|with|said)\s|[.;–—(]")
_AGE = re.compile(r"(?:,[ ](?:now[ ]|aged[ ])?|[ ]\()(\d{2,3})(?=[,.)])")
_MAX_LOOKS = 20
_KIN_PASSAGES = 4
_NEW = frozenset({"a", "an", "one", "another", "some"})
_OF_TRADES = frozenset({"NN", "JJ", "HYPH", "VBG", "VBN"})
_AGENT = re.compile(r"[a-z]{3}(?:er|or|ist|ian|eer|man|woman)$")
_IN_TITLES = frozenset({"chief"})
"""First words of titles by which their bearers are called: the chief, for the chief fisherman."""


class CalledByKind:
    """Resolves mentions with "the" and a noun of what somebody is, where no person of the text has that role.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of titles and names; null without the people layer.
        last: Position and figure of every resolved source so far; it grows.
        in_speech: Whether what stands at an offset is said by somebody.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        resolver: Resolver | None,
        *,
        last: list[tuple[int, Figure]],
        in_speech: Callable[[int], bool],
    ) -> None:
        self.reading, self.cast, self.resolver = reading, cast, resolver
        self.last, self.in_speech = last, in_speech
        self._roles: defaultdict[str, list[int]] | None = None
        self._aged: dict[int, Figure] | None = None
        self._trades: dict[Figure, str] = {}

    def figure(self, head: Token, span: Span) -> Figure | None:
        """As `_figure`; one trade is said of somebody, not two."""
        found = self._figure(head, span)
        trade = head.lemma_.lower()
        if found is not None and self._trades.setdefault(found, trade) != trade and not is_epithet(trade):
            return None
        return found

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
            standing = role in _STANDING and _OF_CANDIDATES.issuperset(plain[:-1])
            ranked = MODIFIERS.issuperset(plain[:-1])  # "the general manager"
            trade = role not in _STANDING and all(
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

    def epithet(self, span: Span) -> Epithet | None:
        """What a mention says of somebody by variety of words alone, where it is such an epithet."""
        if self.resolver is None:
            return None
        return epithet_of(_CLAUSE.split(self.reading.text[slice(*span)], maxsplit=1)[0].strip())

    def again(self, head: Token, span: Span, epithet: Epithet) -> Figure | None:
        """Whoever an epithet means: of that age, or who spoke last, or the only person whom the last paragraphs name.

        Args:
            head: Head of the mention.
            span: The mention.
            epithet: What it says.
        """
        if epithet.new is not None and self._unnamed_before(epithet.new, span[0]):
            return None
        if epithet.age is not None and (aged := self._ages().get(epithet.age)) is not None:
            return aged
        if self.last:
            position, figure = self.last[-1]
            apart = self.reading.passage[head.i] - self.reading.passage[self.reading.token_at(position)]
            between = self.cast.within((position, span[0]))
            alone = not any(m.figure is not figure and self._is_person(m) for m in between)
            if apart <= _EPITHET_PASSAGES and figure.kind == "named_person" and alone and self._fits(figure, epithet):
                return figure
        for passage in range(self.reading.passage[head.i], max(-1, self.reading.passage[head.i] - _EPITHET_PASSAGES - 1), -1):
            first = self.reading.starts[self.reading.passage_tokens[passage][0]]
            named = {m.figure for m in self.cast.within((first, span[0])) if self._is_person(m)}
            if named:
                only = next(iter(named))
                return only if len(named) == 1 and self._fits(only, epithet) else None
        return None

    def _is_person(self, mention: Mention) -> bool:
        return mention.figure.kind == "named_person" and not self.in_speech(mention.start)

    def _fits(self, figure: Figure, epithet: Epithet) -> bool:
        """Whether nothing that the text says of somebody stands against an epithet."""
        gender = figure.gender or likely_gender(figure.name or "")
        if epithet.gender is not None and gender not in {None, epithet.gender}:
            return False
        if epithet.age is not None and self._has_an_age(figure):
            return False
        if not self._of_the_same(figure, epithet):
            return False
        if epithet.party is not None and any(PARTIES[w] is not epithet.party for w in figure.titles if w in PARTIES):
            return False
        roles = {r for title in figure.titles if (r := role_head(title))} - KINSHIP
        if epithet.political and not epithet.words:  # "the former president" may be somebody whom all know
            return bool(roles & _POLITICAL)
        return not epithet.political or not roles or bool(roles & _POLITICAL)

    def _of_the_same(self, figure: Figure, epithet: Epithet) -> bool:
        """Whether somebody may be of the people and party that an epithet names: who is told to be of another one is not."""
        person = figure.person
        told = {
            w for a in (person.affiliations if person else ()) for w in a.lower().replace("’s", "").replace("'s", "").split()
        }
        told |= figure.titles
        countries = {DEMONYMS[w].lower() for w in epithet.words if w in DEMONYMS}
        if countries and not any(set(c.split()) <= told for c in countries):
            return False
        sides = told & _SIDES
        return not (sides and epithet.words & _SIDES and not sides & epithet.words)

    def _unnamed_before(self, noun: str, offset: int) -> bool:
        """Whether somebody without a name was called so before: "the mother of a student", "a man was arrested"."""
        before = self.reading.text[max(0, offset - _EPITHET_CHARS) : offset]
        return (
            re.search(
                rf"\b(?:(?:a|an|one|another) (?:[\w-]+ ){{0,3}}{noun}\b|the {noun} of (?!{_NUMBER}))", before, re.IGNORECASE
            )
            is not None
        )

    def _has_an_age(self, figure: Figure) -> bool:
        """Whether the text says how old somebody is: who is called by an age that is nobody's is then somebody else."""
        return any(other is figure for other in self._ages().values())

    def _ages(self) -> dict[int, Figure]:
        """Ages behind names ("Hüseyin Akbulut, 61,"), where only one person has that one."""
        if self._aged is None:
            found: defaultdict[int, dict[Figure, None]] = defaultdict(dict)
            for mention in self.cast.mentions:
                behind = _AGE.match(self.reading.text, mention.end) if mention.figure.kind == "named_person" else None
                if behind is not None:
                    found[int(behind[1])].setdefault(mention.figure)
            self._aged = {age: next(iter(people)) for age, people in found.items() if len(people) == 1}
        return self._aged

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
        if behind and behind[0][0] not in _CLOSES and behind[0].lower() not in _CLAUSES:
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
        if aged and self._has_an_age(figure):
            return False
        if aged and not plain:
            return True
        role = _role(plain[-1]) if plain else None
        if role is None:
            return False
        if self._said_before(role, head, figure):
            return False
        if role in _STANDING:
            roles = {r for title in figure.titles if (r := role_head(title))} - KINSHIP
            return roles <= _POLITICAL and self._of_party(figure, plain)
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
        if self._roles is None:
            self._roles = defaultdict(list)
            for token in self.reading.doc:
                named = _role(token.lower_) if token.tag_ in {"NN", "NNP"} else None
                if named and any(t.lower_ in _NEW for t in token.lefts):
                    self._roles[named].append(token.i)
        return any(i < head.i and not self.in_speech(self.reading.starts[i]) for i in self._roles[role][:_MAX_LOOKS])

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
        topic = aged and named.dep_ == "pobj" and named.head.i == self.reading.sentence[named.i][0]  # "For Jane Mwangi, ..."
        return near[0].figure if named.dep_ in _SUBJECTS or topic else None

    def _of_the_last_sentence(self, mentions: list[Mention]) -> list[Mention]:
        """Those in the sentence of the last one."""
        sentences = [self.reading.sentence[self.reading.token_at(m.start)] for m in mentions]
        return [m for m, sentence in zip(mentions, sentences, strict=True) if sentence == sentences[-1]]


def _role(word: str) -> str | None:
    """The role that a word names, or the word itself where it ends like what somebody does ("helper")."""
    return role_head(word) or (word if _AGENT.search(word) else None)
