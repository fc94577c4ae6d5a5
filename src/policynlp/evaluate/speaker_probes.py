"""Who said it, on texts whose speakers are known: found, and given its right speaker, title and affiliation.

A probe is a text with the attributions that a careful reader expects, each known by a few words of its content:

    {"id": "korean-3", "text": "...", "quotes": [{"content": "one accident is one", "speaker": "Lin Chia-wen", "title": "..."}]}

`speaker` null means that nobody in particular says it; a key that is left out is not judged. `kind` is `person`, `body` or
`nobody`. Numbers at the end of the ids are odd or even: the odd half may be read while rules are mended, the even half not.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policynlp.errors import InputError

LEAST_OVERLAP = 0.5
"""Share of the probe's words that a predicted content must cover."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution that a probe expects.

    Attributes:
        content: Words inside the content that occur once in the text.
        kind: `person`, `body` (organisation or document) or `nobody`.
        speaker: Full name; null for nobody in particular.
        title, affiliation: As the text gives them; null where not judged.
        judged: Whether the speaker is judged at all.
    """

    content: str
    kind: str
    speaker: str | None
    title: str | None = None
    affiliation: str | None = None
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Probe:
    """A text with what is expected of it."""

    id: str
    text: str
    quotes: tuple[Expected, ...]

    @property
    def odd(self) -> bool:
        """Whether it belongs to the half that may be read while rules are mended."""
        numbers = _NUMBER.findall(self.id)
        return bool(numbers) and int(numbers[0]) % 2 == 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one expected attribution came out.

    Attributes:
        found: Whether a predicted content covers it.
        speaker: Whether its speaker is right; null where not found or not judged.
        title, affiliation: The same; null also where the speaker is wrong.
        given: The predicted speaker.
        expected: What was expected.
    """

    found: bool
    speaker: bool | None
    title: bool | None
    affiliation: bool | None
    given: str | None
    expected: Expected


def load_probes(path: Path) -> list[Probe]:
    """Probes of a JSONL file, or of a JSON file with one.

    Args:
        path: The file.

    Raises:
        InputError: A content does not occur in its text.
    """
    text = path.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line.strip()] if path.suffix == ".jsonl" else [json.loads(text)]
    return [_probe(row, path) for row in rows]


def _probe(row: Mapping[str, Any], path: Path) -> Probe:
    quotes = []
    for quote in row["quotes"]:
        if quote["content"] not in row["text"]:
            raise InputError(
                f"content not in the text: {quote['content']!r}",
                where=f"{path.name}: {row['id']}",
                hint="Copy it from the text.",
            )
        kind = "nobody" if quote.get("speaker") is None else quote.get("kind", "person")
        judged = "speaker" in quote
        quotes.append(
            Expected(quote["content"], kind, quote.get("speaker"), quote.get("title"), quote.get("affiliation"), judged)
        )
    return Probe(row["id"], row["text"], tuple(quotes))


def judge(probe: Probe, quotes: Sequence[Mapping[str, Any]]) -> list[Verdict]:
    """Verdicts on a probe's attributions.

    Args:
        probe: What is expected.
        quotes: Predicted quotes as in the public format (`content`, `speaker`, `title`, `affiliation`).
    """
    return [_verdict(probe, expected, quotes) for expected in probe.quotes]


def _verdict(probe: Probe, expected: Expected, quotes: Sequence[Mapping[str, Any]]) -> Verdict:
    start = probe.text.index(expected.content)
    end = start + len(expected.content)
    best: Mapping[str, Any] | None = None
    rank = (0.0, 0)
    for quote in quotes:
        covered = sum(max(0, min(e, end) - max(s, start)) for s, e in quote["content"])
        mine = (covered / (end - start), -sum(e - s for s, e in quote["content"]))
        if mine[0] >= LEAST_OVERLAP and (best is None or mine > rank):
            best, rank = quote, mine
    if best is None:
        return Verdict(False, None, None, None, None, expected)
    given = best.get("speaker")
    right = same_speaker(expected.speaker, given) if expected.judged else None
    title = affiliation = None
    if right:
        title = same_title(expected.title, best.get("title")) if expected.title else None
        affiliation = _plain(expected.affiliation) == _plain(best.get("affiliation")) if expected.affiliation else None
    return Verdict(True, right, title, affiliation, given, expected)


def same_speaker(expected: str | None, given: str | None) -> bool:
    """Whether two speakers are one: the same name but for case, accents and article.

    Descriptions ("report by council officers", which begin with a small letter or a number) may be longer or shorter.
    """
    if expected is None or given is None:
        return expected is given
    a, b = _plain(expected), _plain(given)
    described = not expected[0].isupper()
    return a == b or (described and (f" {a} ".find(f" {b} ") >= 0 or f" {b} ".find(f" {a} ") >= 0))


def same_title(expected: str, given: str | None) -> bool:
    """Whether two titles are one, or one is the other with words before it or a complement behind ("minister", "trade minister")."""
    a, b = _plain(expected), _plain(given)
    more = any(x.endswith(" " + y) or x.startswith((y + " of ", y + " for ")) for x, y in ((a, b), (b, a)))
    return bool(b) and (a == b or more)


def _plain(name: str | None) -> str:
    folded = unicodedata.normalize("NFKD", name or "")
    words = "".join(c for c in folded if not unicodedata.combining(c)).lower().replace("’", "'")
    return _ARTICLE.sub("", " ".join(words.split()))


@dataclass(frozen=True, slots=True)
class Share:
    """Figures over verdicts, each a count of right ones and of those judged.

    Attributes:
        found: Expected attributions that were found.
        right: Found with the right speaker, of all expected.
        persons: The same for named persons alone.
        sure: Right speakers among those found attributions that were given one.
        title, affiliation: Right ones, where the speaker is.
    """

    found: tuple[int, int]
    right: tuple[int, int]
    persons: tuple[int, int]
    sure: tuple[int, int]
    title: tuple[int, int]
    affiliation: tuple[int, int]

    def as_dict(self) -> dict[str, float]:
        """Shares; 1 where nothing was judged."""
        return {name: round(a / b, 4) if b else 1.0 for name in self.__slots__ for a, b in (getattr(self, name),)}


def share(verdicts: Iterable[Verdict]) -> Share:
    """Counts over verdicts."""
    all_ = list(verdicts)
    judged = [v for v in all_ if v.expected.judged]
    persons = [v for v in judged if v.expected.kind == "person"]
    answered = [v for v in judged if v.found and v.given is not None]
    titles = [v.title for v in all_ if v.title is not None]
    bodies = [v.affiliation for v in all_ if v.affiliation is not None]
    return Share(
        found=(sum(v.found for v in all_), len(all_)),
        right=(sum(v.speaker is True for v in judged), len(judged)),
        persons=(sum(v.speaker is True for v in persons), len(persons)),
        sure=(sum(v.speaker is True for v in answered), len(answered)),
        title=(sum(titles), len(titles)),
        affiliation=(sum(bodies), len(bodies)),
    )
