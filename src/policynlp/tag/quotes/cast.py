"""Who could speak in a document: named persons and bodies, with their mentions in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from policynlp.document import Span
from policynlp.tag.entities.acronyms import matches_initials
from policynlp.tag.entities.name_words import FIRM_ENDS
from policynlp.tag.entities.place_names import countries, subdivisions
from policynlp.tag.people.roles import KINSHIP
from policynlp.tag.quotes.reading import Reading
from policynlp.tags import Entity, Person, SourceType

_BODIES = frozenset({"ORG", "GPE", "FAC", "LOC"})
_MALE = frozenset({"mr", "mr.", "sir", "lord", "king", "prince"})
_FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "madam", "lady", "queen", "princess"})


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody or something that may speak.

    Attributes:
        kind: Person, organisation or document; `anonymous` for groups without a name.
        name: Full name; null for nobody in particular.
        entity: Key of the document's entities.
        plural: Whether "they" fits.
        gender: `male`, `female` or null, as far as the text shows it.
        title, affiliation: The first that the document gives.
        titles: Words of its roles, in small letters.
        person: The person, where it is one of the people layer.
        organisation: Whether the entity layer calls it an organisation, not a place or a nationality.
    """

    kind: SourceType
    name: str | None
    entity: str | None = None
    plural: bool = False
    gender: str | None = None
    title: str | None = None
    affiliation: str | None = None
    titles: frozenset[str] = field(default_factory=frozenset)
    person: Person | None = None
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A named mention of a figure."""

    start: int
    end: int
    figure: Figure


class Cast:
    """Named figures of one document.

    Attributes:
        mentions: In order of their start, persons and bodies together.
    """

    def __init__(self, reading: Reading) -> None:
        doc = reading.doc
        people: tuple[Person, ...] = doc._.policynlp_people
        entities: tuple[Entity, ...] = doc._.policynlp_entities
        found: list[Mention] = []
        if people or entities:
            for person in people:
                figure = _person(person)
                found.extend(Mention(s, e, figure) for s, e in person.mentions)
            keys = {m.figure.entity for m in found}
            bodies: dict[str, Figure] = {}
            for entity in entities:
                if entity.label == "PERSON" and entity.entity not in keys:
                    figure = bodies.setdefault(entity.entity, Figure("named_person", entity.name, entity.entity))
                elif entity.label in _BODIES or entity.label in {"POLICY", "LAW", "WORK_OF_ART"}:
                    kind: SourceType = "organisation" if entity.label in _BODIES else "document"
                    figure = bodies.setdefault(
                        entity.entity, Figure(kind, entity.name, entity.entity, organisation=entity.label == "ORG")
                    )
                elif entity.label == "NORP":  # "Republicans", "an Iowa Democrat": nobody in particular
                    figure = bodies.setdefault(entity.entity, Figure("anonymous", None, entity.entity, plural=True))
                else:
                    continue
                found.append(Mention(entity.start, entity.end, figure))
        else:
            found = _from_model(reading)
        for mention in found:
            _see_gender(reading, mention)
        found.sort(key=lambda m: (m.start, -m.end))
        self.mentions = found
        self._starts = [m.start for m in found]
        self._by_entity = {m.figure.entity: m.figure for m in found if m.figure.entity}
        self._mentions_of: dict[Figure, list[Mention]] = {}
        for mention in found:
            self._mentions_of.setdefault(mention.figure, []).append(mention)
        self._most: dict[tuple[SourceType, bool], int] = {}
        for figure, those in self._mentions_of.items():
            alike = (figure.kind, figure.organisation)
            self._most[alike] = max(self._most.get(alike, 0), len(those))
        self._by_word: dict[str, Figure | None] = {}
        self._people = list(dict.fromkeys(m.figure for m in found if m.figure.kind == "named_person" and m.figure.name))
        for figure in self._people:
            words = (figure.name or "").split()
            for word in dict.fromkeys((words[0], words[-1])) if len(words) > 1 else ():
                self._by_word[word] = None if word in self._by_word else figure
        self._bearing = _bearers(self._mentions_of)

    def over(self, span: Span) -> Mention | None:
        """The mention that overlaps a span, persons first."""
        i = bisect_left(self._starts, span[1])
        best = None
        for mention in reversed(self.mentions[max(0, i - 4) : i]):
            if mention.end > span[0] and (best is None or mention.figure.kind == "named_person"):
                best = mention
        return best

    def within(self, span: Span) -> list[Mention]:
        """The mentions that begin inside a span, in order."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return self.mentions[first:last]

    def first(self, figure: Figure) -> Mention | None:
        """The first mention of a figure."""
        return next(iter(self.mentions_of(figure)), None)

    def people(self) -> list[Figure]:
        """The persons with a name, in order of their first mention."""
        return self._people

    def mentions_of(self, figure: Figure | None) -> list[Mention]:
        """All mentions of a figure, in order."""
        return self._mentions_of.get(figure, []) if figure is not None else []

    def most_mentions(self, figure: Figure) -> int:
        """Mentions of whoever of a figure's kind has most of them."""
        return self._most.get((figure.kind, figure.organisation), 0)

    def titled(self, word: str) -> list[str]:
        """Keys of the people in whose titles a word stands, in small letters."""
        return [f.entity or "" for f in self.bearing(word) if f.kind == "named_person" and f.name]

    def bearing(self, word: str) -> list[Figure]:
        """Bodies and documents in whose names a word stands, and people in whose titles it does, in small letters."""
        return self._bearing.get(word, [])

    def by_entity(self, key: str) -> Figure | None:
        """The figure with a key of the document's entities."""
        return self._by_entity.get(key)

    def by_word(self, word: str) -> Figure | None:
        """The only person whose full name begins or ends with a word."""
        return self._by_word.get(word)

    def named_by(self, noun: str, *, before: int) -> Figure | None:
        """The only body or document named before an offset by several words of which this noun is the last, but for a year behind it."""
        found = {
            m.figure.name: m.figure
            for m in self.mentions[: bisect_left(self._starts, before)]
            if m.figure.kind in {"organisation", "document"} and _last_word(m.figure.name or "") == noun
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def firm_called(self, word: str, *, before: int) -> Figure | None:
        """The only firm named before an offset by several words of which this is the first, and the last says that it is one."""
        if " " in word or not word[:1].isupper() or word.lower() in countries() or word.lower() in subdivisions():
            return None  # "Qatar said", where Qatar Airways is named
        found = {
            m.figure.name: m.figure
            for m in self.mentions[: bisect_left(self._starts, before)]
            if m.figure.organisation
            and (words := (m.figure.name or "").split())[1:]
            and words[0] == word
            and words[-1] in FIRM_ENDS
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def has_body_of_initials(self, letters: str) -> bool:
        """Whether an organisation of several words has these initials."""
        names = {m.figure.name for m in self.mentions if m.figure.organisation and " " in (m.figure.name or "")}
        return any(matches_initials(letters, name) for name in names if name)

    def before(self, offset: int, *, limit: int) -> list[Mention]:
        """Up to `limit` mentions that start before an offset, the nearest first."""
        i = bisect_left(self._starts, offset)
        return self.mentions[max(0, i - limit) : i][::-1]


def _bearers(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Figures by the words of their titles, those of bodies and documents by the words of their names."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        words = figure.titles if figure.kind == "named_person" else frozenset((figure.name or "").lower().split())
        for word in words:
            found.setdefault(word, []).append(figure)
    return found


def _last_word(name: str) -> str | None:
    """The word of a name of several that says what it is, in small letters: the last one, or what "of" hangs on; else null."""
    words = [word for word in name.lower().partition(" of ")[0].split() if not word[0].isdigit()]
    if len(words) == 1 and " of " in name:
        return words[0]
    return words[-1] if len(words) > 1 else None


def _person(person: Person) -> Figure:
    return Figure(
        "named_person",
        person.name,
        person.entity,
        gender=person.gender,
        title=next((t for t in person.titles if t.lower() not in KINSHIP), None),
        affiliation=person.affiliations[0] if person.affiliations else None,
        titles=frozenset(w for t in person.titles for w in t.lower().split()),
        person=person,
    )


def _from_model(reading: Reading) -> list[Mention]:
    """Mentions from the model's names alone: a single word is the full name that begins or ends with it."""
    found: list[Mention] = []
    by_word: dict[str, Figure] = {}
    by_name: dict[str, Figure] = {}
    for entity in reading.doc.ents:
        if entity.label_ == "PERSON":
            words = [t.text for t in entity if t.is_alpha or t.text.endswith(".") or "-" in t.text]
            if words and words[-1] in {"'s", "’s"}:
                words = words[:-1]
            if not words:
                continue
            name = " ".join(words)
            figure = by_name.get(name) or (by_word.get(name) if len(words) == 1 else None)
            if figure is None:
                figure = by_name[name] = Figure("named_person", name)
                if len(words) > 1:
                    by_word[words[0]] = by_word[words[-1]] = figure
        elif entity.label_ in _BODIES:
            name = entity.text.removesuffix("'s").removesuffix("’s")
            name = name[4:] if name[:4].lower() == "the " else name
            figure = by_name.setdefault(name, Figure("organisation", name, organisation=entity.label_ == "ORG"))
        else:
            continue
        found.append(Mention(entity.start_char, entity.end_char, figure))
    return found


def _see_gender(reading: Reading, mention: Mention) -> None:
    if mention.figure.kind != "named_person" or mention.figure.gender is not None:
        return
    first = reading.token_at(mention.start)
    for i in (first, first - 1):
        if 0 <= i < len(reading.doc):
            word = reading.doc[i].lower_
            if word in _MALE:
                mention.figure.gender = "male"
            elif word in _FEMALE:
                mention.figure.gender = "female"
