"""Training items for the theme classifier, from the public sets and the taxonomy, with what each set does not say.

No set says everything. A row carries the themes that it is known to be about (`positive`) and those that it is known not to
be about (`negative`); for all others it is no evidence. The sets are read from `--data DIR`, where they lie as
`themes/NAME.jsonl`; their licences do not all allow to hand them on, so none is part of this project.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from policynlp.errors import InputError
from policynlp.taxonomy import Taxonomy
from policynlp.train.labels import read_labels

SETS = ("cap_sotu", "cap_sotu_passages", "congress_bills", "sdg_sentences", "wri_incentives")
"""Sets that are trained on. `ep_questions` is kept out, as the test of another genre and continent."""

FROM_SDG: Mapping[str, str] = {
    "SDG1": "social_welfare",
    "SDG2": "agriculture",
    "SDG3": "health",
    "SDG4": "talent",
    "SDG5": "rights_migration",
    "SDG6": "environment",
    "SDG7": "energy",
    "SDG11": "regional_infrastructure",
    "SDG13": "environment",
    "SDG14": "environment",
    "SDG15": "environment",
}
"""Goals that are one theme of ours. 8 (work and growth), 9 (industry, roads, science), 10, 12, 16 and 17 are several."""

NOT_SDG: Mapping[str, frozenset[str]] = {
    "security": frozenset({"SDG1", "SDG3", "SDG4", "SDG5", "SDG8", "SDG9", "SDG10", "SDG11", "SDG12", "SDG17"}),
    "talent": frozenset({"SDG2", "SDG6", "SDG7", "SDG12", "SDG13", "SDG14", "SDG15"}),
    "agriculture": frozenset({"SDG3", "SDG4", "SDG5", "SDG7", "SDG9", "SDG16"}),
    "energy": frozenset({"SDG1", "SDG2", "SDG3", "SDG4", "SDG5", "SDG14", "SDG15", "SDG16"}),
    "health": frozenset({"SDG4", "SDG7", "SDG9", "SDG13", "SDG15", "SDG16", "SDG17"}),
    "trade": frozenset({"SDG3", "SDG4", "SDG5", "SDG6", "SDG7", "SDG11", "SDG15"}),
    "culture": frozenset({"SDG1", "SDG2", "SDG3", "SDG6", "SDG7", "SDG8", "SDG13", "SDG14", "SDG15"}),
    "law_public_order": frozenset({"SDG2", "SDG3", "SDG4", "SDG6", "SDG7", "SDG9", "SDG13", "SDG14", "SDG15"}),
}
"""Goals whose sentences (coded with one goal each) can serve as negatives of a theme, since the two hardly overlap."""

OWN_WEIGHT = 8.0
"""Of the taxonomy's examples and our own passages, against 1 for a row of the public sets. With half of it (and of mixtures) speech
sentences gain .011 of macro-F1, unseen passages of news lose as much; news is what users bring."""
HEADLINE = "headline"
"""Genre of what stands above an article: no passage, so it is mixed with none."""
HEADLINE_WEIGHT = 3.0
FURTHER_WEIGHT = 30.0
"""Of a passage that a user or annotator labelled, while there are few: they are of the texts that matter to them. Weighed 8, 30 and 100
beside the public sets but for bills, 100, 200 and 400 titles of bills with a tenth of errors, in the queue's order, gave a macro-F1 of
.489, .564, .606; .599, .614, .649; .574, .602, .633 (titles of the training part, one seed)."""
_FARM = re.compile(
    r"\b(?:agri\w*|farm\w*|crops?|livestock|rural|fisher\w*|fish|forest\w*|irrigat\w*|harvest\w*|dairy)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text to learn from.

    Attributes:
        id: Unique among all items.
        text: The passage or sentence.
        source: Name of its set, or `taxonomy`, `neutral`.
        group: Items of one group (a speech, say) never fall on both sides of a split.
        positive, negative: Themes that it is known to be, and not to be, about.
        before, after: Neighbouring text, where the set has it.
        weight: Relative weight in training.
        facets: `theme.facet` that it is about; None where that is not known.
    """

    id: str
    text: str
    source: str
    group: str
    positive: frozenset[str]
    negative: frozenset[str]
    before: str = ""
    after: str = ""
    weight: float = 1.0
    facets: frozenset[str] | None = None


def training_items(
    data: Path, taxonomy: Taxonomy, *, labels: Path | None = None, further: Path | None = None
) -> Iterator[Item]:
    """Everything that the theme classifier learns from.

    Args:
        data: Folder that holds `themes/NAME.jsonl` for each of `SETS`.
        taxonomy: Themes, with their definitions and examples.
        labels: Folder of our own passages; default: that of this version.
        further: Folder of a user's passages in the same form, which weigh what `further_weight` says. A fifth of their groups is
            frozen, as of our own; so are those that repeat a frozen passage of ours.

    Raises:
        InputError: A set is missing or a row cannot be read.
    """
    known = 0.0
    for name in SETS:
        for item in set_items(data, name, taxonomy):
            known += item.weight
            yield item
    for item in (*taxonomy_items(taxonomy), *own_items(taxonomy, labels)):
        known += item.weight
        yield item
    if further is not None:
        frozen = {_plain(row.text) for row in read_labels(labels) if row.split == "test"}
        found = [i for i in own_items(taxonomy, further, name="further") if _plain(i.text) not in frozen]
        weight = further_weight(len(found), known)
        yield from (replace(item, weight=weight) for item in found)


def further_weight(passages: int, known: float) -> float:
    """Weight of each passage that a user or annotator labelled: all of them together weigh no more than what is known without them.

    Args:
        passages: How many there are.
        known: Weight of everything else.
    """
    return max(OWN_WEIGHT, min(FURTHER_WEIGHT, known / max(1, passages)))


def _plain(text: str) -> str:
    """A text without case, marks and spaces: the same passage is known again."""
    return "".join(c for c in text.lower() if c.isalnum())


def own_items(taxonomy: Taxonomy, labels: Path | None = None, *, name: str = "own") -> Iterator[Item]:
    """Passages of our own, from many countries, labelled with all their themes and facets, but for those frozen for tests.

    They are few, and unlike the public sets they are like the news that users bring: hence their weight.

    Args:
        taxonomy: The themes.
        labels: Folder of the passages; default: that of this version.
        name: Begins the ids of the items.
    """
    every = frozenset(taxonomy.names)
    facets = frozenset(f"{theme.name}.{key}" for theme in taxonomy.themes.values() for key in theme.facets)
    for row in read_labels(labels):
        if row.split != "train":
            continue
        positive = row.themes & every
        yield Item(
            id=f"{name}/{row.id}",
            text=row.text,
            source="headlines" if row.genre == HEADLINE else "own",
            group=row.group,
            positive=positive,
            negative=every - positive,
            weight=HEADLINE_WEIGHT if row.genre == HEADLINE else OWN_WEIGHT,
            facets=row.facets & facets,
        )


def set_items(data: Path, name: str, taxonomy: Taxonomy) -> Iterator[Item]:
    """The rows of one public set.

    Raises:
        InputError: It is missing or a row cannot be read.
    """
    every = frozenset(taxonomy.names)
    for row in _rows(data / "themes" / f"{name}.jsonl"):
        ident = f"{name}/{row['id']}"
        if name == "sdg_sentences":
            goals = frozenset(row["labels"])
            positive = frozenset(FROM_SDG[g] for g in goals if g in FROM_SDG) & every
            negative = frozenset(t for t, far in NOT_SDG.items() if goals <= far) & every
            yield Item(
                id=ident,
                text=row["text"],
                source=name,
                group=_bucket(row["text"]),
                positive=positive,
                negative=negative - positive,
                weight=0.5,
            )
        elif name == "wri_incentives":
            if _FARM.search(row["text"]) and "agriculture" in every:
                yield Item(
                    id=ident,
                    text=row["text"],
                    source=name,
                    group=_bucket(row["text"]),
                    positive=frozenset({"agriculture"}),
                    negative=frozenset(),
                    weight=0.5,
                )
        else:
            positive = frozenset(row["themes"]) & every
            yield Item(
                id=ident,
                text=row["text"],
                source=name,
                group=f"speech-{row['doc']}" if "doc" in row else _bucket(row["text"]),
                positive=positive,
                negative=every - positive,
                before=row.get("preceding") or "",
                after=row.get("following") or "",
            )


def taxonomy_items(taxonomy: Taxonomy) -> Iterator[Item]:
    """Definitions and examples of the themes and their facets, and the sentences that are about nothing.

    An example says that its theme is there, and that the others are not, but for those that a boundary rule ties to it.
    """
    tied: dict[str, set[str]] = {name: {name} for name in taxonomy.names}
    for boundary in taxonomy.boundaries:
        themes = {name.partition(".")[0] for name in boundary.themes}
        for theme in themes:
            tied[theme] |= themes
    every = frozenset(taxonomy.names)
    for name, entry in taxonomy.themes.items():
        none = (
            None if entry.facets else frozenset[str]()
        )  # the examples of a theme do not say which of its facets they are about
        texts: list[tuple[str, frozenset[str] | None]] = [(t, none) for t in (entry.definition, *entry.examples)]
        for key, facet in entry.facets.items():
            texts += [(t, frozenset({f"{name}.{key}"})) for t in (facet.definition, *facet.examples)]
        for n, (text, facets) in enumerate(texts):
            yield Item(
                id=f"taxonomy/{name}/{n}",
                text=text,
                source="taxonomy",
                group=_bucket(text),
                positive=frozenset({name}),
                negative=every - tied[name],
                weight=OWN_WEIGHT,
                facets=facets,
            )
    for n, text in enumerate(taxonomy.neutral):
        yield Item(
            id=f"neutral/{n}",
            text=text,
            source="neutral",
            group=_bucket(text),
            positive=frozenset(),
            negative=every,
            weight=OWN_WEIGHT,
            facets=frozenset(),
        )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        row = json.loads(line)
                        row["id"], row["text"], row.get("labels", row.get("themes"))
                    except (ValueError, KeyError, TypeError) as error:
                        where = f"{path}:{number}"
                        raise InputError(f"the row cannot be used: {error}", where=where, hint="Restore the file.") from error
                    yield row
    except OSError as error:
        hint = "Name the folder that holds themes/*.jsonl with --data."
        raise InputError("the training set cannot be read", where=str(path), hint=hint) from error


def _bucket(text: str) -> str:
    """A group for a text without a document: texts that begin alike (serial bills, templates) stay together."""
    begin = " ".join(re.findall(r"[a-z]+", text.lower())[:6])
    return "text-" + hashlib.sha256(begin.encode()).hexdigest()[:8]
