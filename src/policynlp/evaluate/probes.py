r"""Quotation probes: short texts of hard forms with what must be found in them, and the share that comes out right.

A row is `{"id", "text", "quotes": [{"content", "cue", "source", "speaker", "kind", "attribution"}]}`, where content, cue and
source are lists of pieces of the text: a string, or `[string, n]` for its n-th occurrence (from 0). A quote without the key
`speaker` or `kind` leaves that open; a null speaker says that nobody may be named. No quotes: nothing may be found.

Words are `\w+` matches. A quote is found if the word Jaccard of its content with an expected one reaches 0.8, one to one. A probe
is right if all of its quotes are found with their source (a shared word that is no article or title, or one of the pieces as
a whole: "who"), speaker and kind, and nothing else is: a find that lies wholly within an expected content is neither asked for
nor held against the tagger.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policynlp.errors import InputError
from policynlp.evaluate.alignment import match
from policynlp.evaluate.gold import spans_of
from policynlp.evaluate.quotations import JACCARD

Words = frozenset[tuple[int, int]]

_WORD = re.compile(r"\w+")
_EMPTY = frozenset("the a an of in on at for to and or his her their its who which that mr mrs ms s".split())  # noqa: SIM905
"""Words that alone make no overlap of two sources; as in the public scorer."""
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_SLACK = re.compile(r"[\s,.]+$|['’]s?$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out of one probe.

    Attributes:
        id, form: Of the probe; the form is the id without its number.
        right: Whether all is as expected.
        quotes, found, sources, speakers, kinds: Expected quotes, those found, and of the found ones those whose source, speaker
            or kind is right (or left open).
        invented: Finds that nothing expected accounts for.
    """

    id: str
    form: str
    right: bool
    quotes: int
    found: int
    sources: int
    speakers: int
    kinds: int
    invented: int

    @property
    def number(self) -> int:
        """The number in the id; odd ones may be read by those who write rules, even ones are figures only."""
        return int(self.id.rpartition("-")[2])


def read_probes(folder: Path) -> list[dict[str, Any]]:
    """The probes of all `*.jsonl` in a folder, in order.

    Raises:
        InputError: There are none, or a row is no JSON.
    """
    rows: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line:
                continue
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise InputError(f"a probe is no JSON: {error}", where=f"{path}#{number}", hint="One object a line.") from error
    if not rows:
        raise InputError("there are no probes", where=str(folder), hint="Probes are *.jsonl, one object a line.")
    return rows


def judge(probe: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> Verdict:
    """Compare what was found in a probe with what it expects.

    Args:
        probe: The row.
        found: Quotes as `policynlp tag` writes them.
    """
    text = probe["text"]
    gold = [(q, _words(text, spans_of(text, q["content"]))) for q in probe["quotes"]]
    made = [(q, w) for q in found if (w := _words(text, q["content"]))]

    def likeness(i: int, j: int) -> float:
        return len(made[i][1] & gold[j][1]) / len(made[i][1] | gold[j][1])

    pairs = match(len(made), len(gold), likeness, JACCARD)
    sources = sum(_same_source(text, made[i][0], gold[j][0]) for i, j in pairs)
    speakers = sum(_same_speaker(made[i][0], gold[j][0]) for i, j in pairs)
    kinds = sum(gold[j][0].get("kind", made[i][0]["kind"]) == made[i][0]["kind"] for i, j in pairs)
    used = {i for i, _ in pairs}
    invented = sum(i not in used and not any(w < g for _, g in gold) for i, (_, w) in enumerate(made))
    right = len(pairs) == len(gold) == sources == speakers == kinds and not invented
    form = str(probe["id"]).rpartition("-")[0]
    return Verdict(str(probe["id"]), form, right, len(gold), len(pairs), sources, speakers, kinds, invented)


def shares(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    """One row a form, and one for all of them together.

    Returns:
        `form, probes, right, odd, even` (shares of probes), `found, source, speaker, kind` (shares of expected quotes; null
        where none are expected) and `invented` (a count).
    """
    by_form: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_form.setdefault(verdict.form, []).append(verdict)
    everything = [v for group in by_form.values() for v in group]
    return [_row(form, group) for form, group in [*sorted(by_form.items()), ("all", everything)]]


def _row(form: str, group: Sequence[Verdict]) -> dict[str, Any]:
    odd, even = ([v for v in group if v.number % 2 == rest] for rest in (1, 0))
    quotes = sum(v.quotes for v in group)

    def share(count: int) -> float | None:
        return round(count / quotes, 3) if quotes else None

    return {
        "form": form,
        "probes": len(group),
        "right": _right(group),
        "odd": _right(odd),
        "even": _right(even),
        "found": share(sum(v.found for v in group)),
        "source": share(sum(v.sources for v in group)),
        "speaker": share(sum(v.speakers for v in group)),
        "kind": share(sum(v.kinds for v in group)),
        "invented": sum(v.invented for v in group),
    }


def _right(group: Sequence[Verdict]) -> float:
    return round(sum(v.right for v in group) / len(group), 3) if group else 0.0


def _words(text: str, spans: Iterable[Sequence[int]]) -> Words:
    return frozenset((m.start() + s, m.end() + s) for s, e in spans for m in _WORD.finditer(text[s:e]))


def _same_source(text: str, found: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    want, got = _words(text, spans_of(text, expected["source"])), _words(text, found["source"])
    if not want or not got:
        return not want and not got
    if any(text[s:e].lower() not in _EMPTY for s, e in want & got):
        return True
    return any(got == _words(text, [piece]) for piece in spans_of(text, expected["source"]))


def _same_speaker(found: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    if "speaker" not in expected:
        return True
    return _folded(found["speaker"]) == _folded(expected["speaker"])


def _folded(name: str | None) -> str | None:
    """A name without article, possessive and case; null stays null."""
    return None if name is None else _SLACK.sub("", _ARTICLE.sub("", name.strip())).lower()
