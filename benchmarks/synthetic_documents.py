"""The texts of the synthetic corpus, made of its world's phrases, with notes of what stands where."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from policynlp.document import Document, Passage, Source, Span, content_id
from synthetic_world import ACTIONS, FRENCH, MEASURES, Sentence, World

GENRES = ("news", "policy", "statistics", "speech", "law", "other")
_SHARES = (60, 20, 10, 6, 3, 1)  # percent of the documents
_LICENCES = ("CC BY 4.0", "OGL 3.0", None, "All rights reserved")


@dataclass
class Draft:
    """A text as it grows, and the spans that the tags will have."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    layout: list[tuple[int, int, str, str | None]] = field(default_factory=list)
    said: list[list[str]] = field(default_factory=list)  # base sentences of each passage, for its vector
    topics: list[dict[tuple[str, str | None], float]] = field(default_factory=list)
    names: list[tuple[Span, str, str]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str) -> Span:
        self.parts.append(text)
        start, self.at = self.at, self.at + len(text)
        return start, self.at

    def name(self, name: str, label: str) -> Span:
        span = self.say(name)
        self.names.append((span, name, label))
        return span

    def open(self) -> int:
        self.said.append([])
        self.topics.append({})
        return self.at

    def close(self, start: int, kind: str, section: str | None) -> None:
        self.layout.append((start, self.at, kind, section))
        self.say("\n")

    def about(self, theme: str, facet: str | None, score: float) -> None:
        self.topics[-1][theme, None] = score
        if facet:
            self.topics[-1][theme, facet] = score - 0.05


class Author:
    """Writes the n-th document of a synthetic corpus.

    Args:
        world: What it writes about.
        seed: The n-th document depends on it and on n alone.
    """

    def __init__(self, world: World, *, seed: int) -> None:
        self.world = world
        self.seed = seed

    def write(self, n: int, *, passages: int) -> tuple[Document, Draft]:
        """The n-th document and the draft that its tags are made from.

        Args:
            n: Its number.
            passages: About how many it has.
        """
        chance = random.Random(f"{self.seed}/{n}")
        world = self.world
        genre = chance.choices(GENRES, _SHARES)[0]
        themes = chance.sample(list(world.themes), 2)
        place = world.pick(chance, world.places)
        day = f"{chance.randint(2014, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        published = chance.choices((day, day + "T09:30", day[:7], day[:4], None), (70, 20, 5, 3, 2))[0]
        publisher = world.pick(chance, world.organisations if genre in {"policy", "law"} else world.publishers)
        draft = Draft()
        title = f"{world.themes[themes[0]]} in {place}: {chance.choice(('what changes', 'the plan', 'the figures', 'a year on'))} ({n})"
        draft.open()
        draft.say(title)
        draft.about(themes[0], None, 0.7)
        draft.said[-1].append(chance.choice(world.sentences[themes[0]]).text)
        draft.close(0, "title", None)
        self._line(draft, f"By {chance.choice(world.speakers).name}", "byline", None)
        french, section = chance.random() < 0.03, None
        for i in range(max(1, passages - 3 + chance.randint(-4, 4))):
            if i % 6 == 5:
                section = f"{world.themes[themes[i // 6 % 2]]}: part {i // 6 + 1}"
                self._line(draft, section, "heading", section)
            self._paragraph(draft, chance, place, themes, section, french=french)
        self._line(draft, f"© {publisher}. All rights reserved.", "boilerplate", section)
        source = Source(
            uri=f"https://{publisher.lower().replace(' ', '-')}.example/{published or 'undated'}/{n}",
            media_type="text/html",
            title=title,
            authors=(chance.choice(world.speakers).name,),
            publisher=publisher,
            genre=genre,  # type: ignore[arg-type]
            published=published,
            date_method="meta",
            language="fr" if french else "en",
            licence=chance.choice(_LICENCES),
            extraction="synthetic/1",
        )
        document = Document(text="".join(draft.parts), source=source, work=source.uri)
        layout = tuple(
            Passage(id=content_id("passage", document.id, start, end), start=start, end=end, kind=kind, section=head)  # type: ignore[arg-type]
            for start, end, kind, head in draft.layout
        )
        return document.with_passages(layout), draft

    def _line(self, draft: Draft, text: str, kind: str, section: str | None) -> None:
        start = draft.open()
        draft.say(text)
        draft.close(start, kind, section)

    def _paragraph(
        self, draft: Draft, chance: random.Random, place: str, themes: list[str], section: str | None, *, french: bool
    ) -> None:
        start = draft.open()
        for i in range(chance.randint(2, 4)):
            draft.say(" " if i else "")
            sentence = chance.choice(self.world.sentences[chance.choice((themes[0], themes[0], themes[1]))])
            shape = chance.random()
            if french:
                text = chance.choice(FRENCH)
                draft.say(text)
                draft.said[-1].append(text)
            elif shape < 0.3:
                self._quote(draft, chance, sentence)
            elif shape < 0.55:
                self._figure(draft, chance, place, sentence.theme)
            elif shape < 0.7:
                self._plan(draft, chance)
            else:
                neutral = shape > 0.93
                text = chance.choice(self.world.neutral) if neutral else sentence.text
                draft.say(text)
                draft.said[-1].append(text)
                if not neutral:
                    draft.about(sentence.theme, sentence.facet, round(chance.uniform(0.5, 0.98), 3))
        draft.close(start, "paragraph", section)

    def _quote(self, draft: Draft, chance: random.Random, sentence: Sentence) -> None:
        speaker = self.world.pick(chance, self.world.speakers)
        words = sentence.text.rstrip(".")
        direct = chance.random() < 0.6
        if direct:
            draft.say("“")
            content = draft.say(words + ",")
            draft.say("” ")
            cue = draft.say("said")
            draft.say(" ")
        who = draft.at
        draft.name(speaker.name, "PERSON")
        draft.say(f", {speaker.title} of the ")
        draft.name(speaker.organisation, "ORG")
        source = (who, draft.at)
        if not direct:
            draft.say(", ")
            cue = draft.say(chance.choice(("said", "warned", "argued", "promised")))
            draft.say(" that ")
            content = draft.say(words[0].lower() + words[1:])
        draft.say(".")
        draft.quotes.append({"content": content, "cue": cue, "source": source, "speaker": speaker, "direct": direct})
        draft.said[-1].append(sentence.text)
        draft.about(sentence.theme, sentence.facet, round(chance.uniform(0.5, 0.98), 3))

    def _figure(self, draft: Draft, chance: random.Random, place: str, theme: str) -> None:
        measure, unit, kind, low, high = chance.choice(MEASURES[theme])
        where = place if chance.random() < 0.6 else self.world.pick(chance, self.world.places)
        year = chance.randint(2012, 2025)
        truth = random.Random(f"{self.seed}/{measure}/{where}/{year}")
        value = float(f"{truth.uniform(low, high):.3g}")
        if chance.random() < 0.12:
            value = float(f"{value * chance.choice((0.8, 0.9, 1.1, 1.25)):.3g}")
        named = draft.say(measure[0].upper() + measure[1:])
        draft.say(" in ")
        draft.name(where, "GPE")
        draft.say(chance.choice((" reached ", " stood at ", " came to ")))
        printed = _printed(value, unit)
        span = draft.say(printed)
        draft.say(" in ")
        period = draft.say(str(year))
        draft.say(".")
        draft.claims.append(
            {
                "span": span,
                "text": printed,
                "kind": kind,
                "value": value,
                "unit": unit,
                "measure": (named, measure[0].upper() + measure[1:]),
                "period": (period, year),
                "place": where,
            }
        )
        draft.said[-1].append(measure)
        draft.about(theme, None, round(chance.uniform(0.45, 0.9), 3))

    def _plan(self, draft: Draft, chance: random.Random) -> None:
        policy, about = self.world.pick(chance, self.world.policies)
        draft.say("Under the ")
        draft.name(policy, "POLICY")
        draft.say(", the ")
        draft.name(self.world.pick(chance, self.world.organisations), "ORG")
        action = chance.choice(ACTIONS)
        draft.say(f" {action}.")
        draft.said[-1].append(chance.choice(self.world.sentences[about]).text)
        draft.about(about, None, round(chance.uniform(0.45, 0.9), 3))


def _printed(value: float, unit: str) -> str:
    if unit == "percent":
        return f"{value:g} percent"
    scaled, word = next(((value / s, w) for s, w in ((1e9, " billion"), (1e6, " million")) if value >= s), (value, ""))
    amount = f"{scaled:,.4g}" if word or value < 1000 else f"{value:,.0f}"
    plural = {"burglary": "burglaries", "embassy": "embassies", "family": "families", "person": "people"}.get(unit, f"{unit}s")
    return f"{amount}{word} {'dollars' if unit == 'USD' else 'euros' if unit == 'EUR' else plural}"
