"""What an annotator sees of a unit, and what a key makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from policynlp.corpus.reading import TaggedDocument
from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.choosing import DRAWN
from policynlp.labels.current import said_by
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, Machine, decisions, last_seq
from policynlp.labels.guidelines import guideline_version
from policynlp.labels.queue import Task, add_tasks, find_task, next_task
from policynlp.labels.recording import record_all
from policynlp.labels.testing import may_label
from policynlp.labels.units import LabelLayer, Unit, add_units, unit_of, units
from policynlp.settings import Settings
from policynlp.steps.annotating import annotated
from policynlp.steps.labelling import machine_says
from policynlp.steps.people import progress
from policynlp.steps.span_items import far_words, named_things, span_items, undecided, worded_reason
from policynlp.steps.taking_back import numbered, pressed
from policynlp.steps.theme_facets import along
from policynlp.taxonomy import load_taxonomy

Texts = Callable[[str], TaggedDocument | None]
"""Document id to the document with its tags; None where it left the corpus."""

_CONTEXT_CHARS = 600
_LONGEST_WORD_CHARS = 40
_SUGGESTED_FROM = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One unit as an annotator sees it, JSON-ready by `as_dict`.

    Attributes:
        task: The task, with its reason in words.
        unit: The unit.
        before, after: Neighbouring text.
        title, publisher, published, section: Where it stands.
        suggestions: What the machine says, by target; empty where the unit is labelled blind.
        marked: What the person has decided so far, by target.
        items: For spans: see `policynlp.steps.span_items.span_items`.
        names: For spans: persons, organisations and places of the document.
        far: For spans: `start-end` to words that belong to an item and lie outside the text that is shown.
        before_start: Where `before` begins.
        seen: Number of the person's last decision on the unit.
        guideline: Version of the guideline.
        progress: `open`, `mine`, `today`, `median_s`, `qualifying`.
    """

    task: Task
    unit: Unit
    before: str
    after: str
    title: str | None
    publisher: str | None
    published: str | None
    section: str | None
    suggestions: Mapping[str, Machine]
    marked: Mapping[str, Any]
    items: Sequence[Mapping[str, Any]]
    names: Sequence[Mapping[str, Any]]
    far: Mapping[str, str]
    before_start: int
    seen: int
    guideline: str
    progress: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self)


def next_review(
    store: LabelStore, texts: Texts, account: Account, *, layer: LabelLayer, besides: Sequence[str] = ()
) -> Review | None:
    """The next unit of a person's queue.

    Args:
        store: The label database.
        texts: Gives the text that a unit stands in.
        account: Who works.
        layer: Which layer.
        besides: Tasks to leave out.

    Returns:
        None where nothing is left; who has not passed where that is required gets test items alone.
    """
    allowed = may_label(store, account, layer)
    task = next_task(store, account, layer=layer, besides=besides, reasons=() if allowed else ("test",))
    return None if task is None else review(store, texts, account, task)


def review(store: LabelStore, texts: Texts, account: Account, task: Task) -> Review:
    """A task as a person sees it; a text that left the corpus is shown without its surroundings and suggestions."""
    (unit,) = units(store, [task.unit])
    tagged = texts(unit.document)
    passage = next((p for p in tagged.passages if p.id == unit.passage), None) if tagged else None
    said = {} if task.blind or tagged is None else machine_says(unit.layer, tagged.tags, unit)
    mine = own_decisions(store, account, unit, task)
    source = tagged.source if tagged else None
    spans = unit.layer != "themes"
    items = span_items(unit.layer, said, mine) if spans else []
    begins = _word_start(tagged.text, unit.start - _CONTEXT_CHARS, unit.start) if tagged else unit.start
    ends = _word_end(tagged.text, unit.end, unit.end + _CONTEXT_CHARS) if tagged else unit.end
    return Review(
        task=_told(task, items, tagged),
        unit=unit,
        before=tagged.text[begins : unit.start] if tagged else "",
        after=tagged.text[unit.end : ends] if tagged else "",
        title=source.title if source else None,
        publisher=source.publisher if source else None,
        published=source.published if source else None,
        section=passage.section if passage else None,
        suggestions={name: m for name, m in said.items() if unit.layer != "themes" or (m.score or 0) >= _SUGGESTED_FROM},
        marked={d.target: said_by(unit.layer, d) for d in mine},
        items=items,
        names=named_things(tagged) if tagged and spans else [],
        far=far_words(items, tagged, shown=(begins, ends)) if tagged else {},
        before_start=begins,
        seen=last_seq(store, unit.id, account=account.name),
        guideline=guideline_version(unit.layer),
        progress=progress(store, account, layer=unit.layer),
    )


def _told(task: Task, items: Sequence[Mapping[str, Any]], tagged: TaggedDocument | None) -> Task:
    """A task as annotators see it: in words, and a test item like any that several people see."""
    task = replace(task, probability=None, priority=0.0)  # nobody decides by them, and test items have no chance
    if task.reason == "test":
        return replace(task, reason="overlap", why=DRAWN, people=2)
    return replace(task, why=worded_reason(task.why, items, tagged)) if tagged else task


def _word_start(text: str, start: int, end: int) -> int:
    """The first start of a word from here on: context never begins within a word."""
    if start <= 0:
        return 0
    space = next(
        (place for place in range(start - 1, min(end, start + _LONGEST_WORD_CHARS)) if text[place].isspace()), start - 1
    )
    return min(space + 1, end)


def _word_end(text: str, start: int, end: int) -> int:
    """The last end of a word up to here: context never ends within one."""
    if end >= len(text) or text[end].isspace():
        return min(end, len(text))
    space = next(
        (place for place in range(end - 1, max(start, end - _LONGEST_WORD_CHARS) - 1, -1) if text[place].isspace()), end
    )
    return max(space, start)


def own_decisions(store: LabelStore, account: Account, unit: Unit, task: Task) -> list[Decision]:
    """What a person decided on the items of a unit and has not taken back; for a blind task, what was decided blind."""
    return [d for d in _own(store, account, unit) if not (task.blind and d.shown)]


def _own(store: LabelStore, account: Account, unit: Unit) -> list[Decision]:
    return [d for d in decisions(store, [unit.id]) if d.account == account.name and d.target and not d.adjudicates]


def press(
    store: LabelStore,
    account: Account,
    task: Task,
    *,
    key: str,
    made: Sequence[Mapping[str, Any]],
    suggestions: Mapping[str, Machine],
    complete: bool,
    seen: int | None,
    seconds: float | None,
    note: str = "",
    tagged: TaggedDocument | None = None,
) -> list[Decision]:
    """What one key of an annotator decides.

    Args:
        store: The label database.
        account: Who pressed it.
        task: The task that was on the screen.
        key: Chosen by the client; the same key twice is one decision.
        made: `action`, `target` and `value` of each decision; may be none where the unit is only completed.
        suggestions: What was suggested.
        complete: Whether the person is through with the unit.
        seen: As in `policynlp.labels.recording.record`.
        seconds: Time spent on the unit.
        note: Remark.
        tagged: The document, against whose text spans are checked.

    Raises:
        InputError: A span is not of this text, a unit of spans is completed with suggestions that nobody decided on, or a facet
            is given while its theme is taken away; and as in `record_all`.
        Conflict: As in `record_all`.
    """
    (unit,) = units(store, [task.unit]) or (None,)
    if unit is None:
        raise InputError("the unit of work is not known", where=f"unit {task.unit}", hint="Reload the page.")
    shown = not task.blind
    if unit.layer == "themes":
        earlier = [
            d for d in own_decisions(store, account, unit, task) if pressed(d.key) != key
        ]  # of a key that is sent again: as before
        made = [*made, *along(made, mine={d.target: said_by("themes", d) for d in earlier}, suggestions=suggestions)]
    else:
        made = annotated(unit, tagged, made)
        left = undecided(suggestions, own_decisions(store, account, unit, task), made) if complete else []
        if left:
            raise InputError(
                f"{len(left)} of the suggestions {'is' if len(left) == 1 else 'are'} undecided",
                where=f"review of {unit.layer}",
                hint="Accept or reject each, then complete the passage.",
            )
    if complete and task.blind:
        made = [*made, *_given_up(store, account, unit, made)]
    kept = [
        Decision(
            key=numbered(key, number),
            unit=unit.id,
            action=one["action"],
            target=str(one.get("target", "")),
            value=one.get("value"),
            machine=suggestions.get(str(one.get("target", "")), Machine()) if shown else Machine(),
            shown=shown,
            task=task.id,
            seconds=seconds,
            guideline=guideline_version(unit.layer),
            note=note,
        )
        for number, one in enumerate([*made, {"action": "complete"}] if complete else made)
    ]
    completion = (
        Completion(unit=unit.id, account=account.name, state="complete", shown=shown, at="", task=task.id, seconds=seconds)
        if complete
        else None
    )
    if not kept:
        raise InputError("this key decides nothing", where="review", hint="Send a decision, or complete the unit.")
    return record_all(store, account, kept, seen=seen, completion=completion)


def _given_up(store: LabelStore, account: Account, unit: Unit, made: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rejections of what a person said with suggestions in view and, going through the unit again without them, does not say."""
    last = {d.target: d for d in _own(store, account, unit)}
    again = {str(one.get("target", "")) for one in made}
    left = [target for target, d in last.items() if d.shown and said_by(unit.layer, d) and target not in again]
    return [{"action": "reject", "target": target} for target in left]


def whole_text(store: LabelStore, account: Account, tagged: TaggedDocument, *, layer: LabelLayer) -> Task:
    """A whole document as a task, put into the queue where it is not there.

    Raises:
        InputError: The layer requires that one passes, and the person has not.
    """
    if not may_label(store, account, layer):
        raise InputError(
            f"{account.name} has not passed on {layer} yet", where="review", hint=f"Label the test passages of /review/{layer}."
        )
    unit = unit_of(tagged.document, layer)
    task = Task(id=content_id("task", unit.id, "whole", ""), unit=unit.id, reason="whole", why=f"asked for by {account.name}")
    add_units(store, [unit])
    add_tasks(store, [task], by=account.name)
    return find_task(store, task.id)


def theme_choices(settings: Settings) -> list[dict[str, str]]:
    """All themes and facets, in the order of the taxonomy: `name`, `theme`, `facet`, `definition`."""
    return [dict(row) for row in _choices(settings.tag.taxonomy)]


@lru_cache(maxsize=4)
def _choices(path: Path | None) -> tuple[dict[str, str], ...]:
    rows = []
    for name, theme in load_taxonomy(path).themes.items():
        rows.append({"name": name, "theme": name, "facet": "", "definition": theme.definition})
        rows += [
            {"name": f"{name}.{key}", "theme": name, "facet": key, "definition": facet.definition}
            for key, facet in theme.facets.items()
        ]
    return tuple(rows)
