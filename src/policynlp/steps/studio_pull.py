"""Label Studio's annotations brought back as decisions of the people who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policynlp.corpus.export.offsets import Utf16Offsets
from policynlp.document import content_id
from policynlp.errors import InputError, PolicyNLPError
from policynlp.labels.decisions import Machine
from policynlp.labels.exchange.annotations import annotations_of
from policynlp.labels.exchange.answers import Annotators, Answer, keep_answer
from policynlp.labels.queue import close_finished, tasks
from policynlp.labels.studio import asked_layers, read_results
from policynlp.labels.units import LabelLayer, Unit, storable, units
from policynlp.settings import Settings
from policynlp.steps.labelling import open_labels
from policynlp.steps.studio import ours_of
from policynlp.steps.studio_server import StudioServer

_NOT_A_NAME = re.compile(r"[^\w .@'-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PullResult:
    """What a pull brought.

    Attributes:
        answers: Annotations and skips that are new; one for each layer of a task.
        decisions: Decisions made of them.
        known: Answers that were there already.
        people: Accounts that were made.
        kept_back: What could not be read, with the address where it can be mended.
    """

    answers: int
    decisions: int
    known: int
    people: tuple[str, ...]
    kept_back: tuple[str, ...]


def pull_labels(settings: Settings, *, source: str, project: str) -> PullResult:
    """Bring annotations and skips of a Label Studio project back as decisions.

    Who annotated is the account with the e-mail address that Label Studio has, made as annotator where it is missing. An annotation is
    taken once for each time that it was changed; of several by one person on one task the last changed counts.

    Args:
        settings: All settings in force.
        source: Address of the server.
        project: Title of the project.

    Raises:
        InputError: There is no such project.
        ServerError: The server cannot be reached, or refuses something.
    """
    with open_labels(settings) as store, StudioServer(source, token=settings.labels.studio_token) as server:
        held = server.project(project)
        if held is None:
            raise InputError(f"there is no project {project!r}", where=server.url, hint="Push to it first.")
        names = server.people()
        people = Annotators(store, by="label-studio")
        queued = {task.id for task in tasks(store)}
        kept: list[int | None] = []
        problems: list[str] = []
        for task in server.tasks(held["id"]):
            where = f"{server.url}/projects/{held['id']}/data?task={task['id']}"
            ours = ours_of(task)
            if not ours:
                if task["annotations"]:
                    problems.append(f"{where}: this task was not made by a push")
                continue
            known = {unit.layer: unit for unit in units(store, list(ours["units"].values()))}
            for annotation, name in _last_of_each(task, names, problems, where):
                if set(known) != set(ours["units"]):
                    problems.append(f"{where}: its text is not in this label database ({store.place})")
                    break
                for answer in _answers(ours, annotation, known, queued, problems, where=f"{where}, {name}"):
                    try:
                        kept.append(keep_answer(store, people[name], answer))
                    except PolicyNLPError as error:
                        problems.append(f"{where}, {name}: {error.message}")
        close_finished(store)
        new = [count for count in kept if count is not None]
        return PullResult(
            answers=len(new),
            decisions=sum(new),
            known=len(kept) - len(new),
            people=tuple(people.made),
            kept_back=tuple(problems),
        )


def entity_key(label: str, words: str) -> str:
    """Key of a name within its document; spaCy is loaded for it alone."""
    from policynlp.tag.entities.component import entity_key as key

    return key(label, words)


def _last_of_each(
    task: Mapping[str, Any], names: Mapping[int, str], problems: list[str], where: str
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The last changed annotation of each person."""
    last: dict[str, Mapping[str, Any]] = {}
    for annotation in sorted(task["annotations"], key=lambda a: (str(a["updated_at"]), a["id"])):
        by = annotation["completed_by"]
        number = by["id"] if isinstance(by, Mapping) else by
        name = _NOT_A_NAME.sub("-", names.get(number, f"label-studio {number}")).lstrip(" .@'-")[:80]
        if name in last:
            problems.append(f"{where}: annotation {last[name]['id']} of {name} is older than another one on the same task")
        last[name] = annotation
    yield from ((annotation, name) for name, annotation in last.items())


def _answers(
    ours: Mapping[str, Any],
    annotation: Mapping[str, Any],
    known: Mapping[LabelLayer, Unit],
    queued: set[str],
    problems: list[str],
    *,
    where: str,
) -> Iterator[Answer]:
    """An annotation as answers, one for each layer that was asked."""
    text = storable(next(iter(known.values())).text)
    marked = read_results(annotation["result"], text, utf16=Utf16Offsets(text))
    skipped = bool(annotation["was_cancelled"])
    layers = asked_layers(ours["units"])
    unread = list(marked.problems) + [
        f"nothing was asked about {layer}" for layer in sorted({r.layer for r in marked.regions} - set(layers))
    ]
    for layer in layers:
        unit = known[layer]
        said = {target: Machine(**machine) for target, machine in ours["said"].get(layer, {}).items()}
        values: dict[str, Any]
        if layer == "themes":
            # A facet implies its theme: it is shown under it alone.
            values = {part: True for name in marked.themes for part in (name.partition(".")[0], name)}
            wrong: list[str] = []
        else:
            regions = [region for region in marked.regions if region.layer == layer]
            values, wrong = annotations_of(unit, regions, marked.ties, said=said, entity_key=entity_key)
        wrong = [] if skipped else unread + wrong
        problems += [f"{where}: {problem}" for problem in wrong if problem not in unread or layer == layers[0]]
        task = ours["tasks"].get(layer)
        yield Answer(
            key=content_id("studio", unit.id, annotation["id"], annotation["updated_at"], where.rpartition(", ")[2]),
            unit=unit,
            state="skip" if skipped else "partial" if wrong else "complete",
            values=values,
            said=said,
            shown=layer in ours["said"],
            task=task if task in queued else None,
            seconds=round(annotation["lead_time"] / len(layers), 3) if annotation.get("lead_time") else None,
            note="; ".join(wrong)[:4_000],
        )
