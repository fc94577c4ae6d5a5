"""The queue in Label Studio: units as tasks, with what the machine says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from policynlp.corpus.reading import TaggedDocument, open_corpus
from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Machine
from policynlp.labels.exchange.regions import Region, Tie, regions_of
from policynlp.labels.queue import Task, tasks
from policynlp.labels.studio import Marked, asked_layers, results_of
from policynlp.labels.studio_config import labelling_config
from policynlp.labels.units import LabelLayer, Unit, add_units, storable, units
from policynlp.settings import Settings
from policynlp.steps.labelling import machine_says, open_labels
from policynlp.steps.reviewing import theme_choices
from policynlp.steps.studio_server import StudioServer

_CONTEXT_CHARS = 600
_SUGGESTED_FROM = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResult:
    """What a push did.

    Attributes:
        project: Address of the project.
        new, changed, same: Tasks added, brought up to date, and left as they were.
        begun: Tasks that somebody has begun to annotate; these are left alone.
    """

    project: str
    new: int
    changed: int
    same: int
    begun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A stretch of text that is asked about in several layers; a task in Label Studio."""

    units: Mapping[LabelLayer, Unit]
    tasks: Mapping[LabelLayer, str]
    blind: Sequence[LabelLayer]

    @property
    def id(self) -> str:
        one = next(iter(self.units.values()))
        return content_id("place", one.document, one.start, one.end)


def push_labels(settings: Settings, *, to: str, project: str, layers: Sequence[LabelLayer], n: int = 100) -> PushResult:
    """Make or update a Label Studio project with the units of the queue.

    Args:
        settings: All settings in force.
        to: Address of the server.
        project: Title of the project.
        layers: What is asked of each text; layers that the project asks already stay.
        n: Texts at the most; those that the project holds and nobody has begun are brought up to date as well.

    Raises:
        InputError: The queue is empty, or the address or token cannot be used.
        ServerError: The server cannot be reached, or refuses something.
    """
    with (
        open_labels(settings) as store,
        open_corpus(settings.corpus.path) as corpus,
        StudioServer(to, token=settings.labels.studio_token) as server,
    ):
        known = server.project(project)
        there = {ours["place"]: task for task in (server.tasks(known["id"]) if known else ()) if (ours := ours_of(task))}
        asked = asked_layers(dict.fromkeys([*layers, *(x for task in there.values() for x in ours_of(task)["units"])], ""))
        places = _places(store, asked, n=n, there=there)
        if not places and not there:
            raise InputError("the queue is empty", where="labels", hint="Fill it: policynlp labels queue --layer LAYER.")
        add_units(store, [unit for place in places for unit in place.units.values()])
        tagset = corpus.store.active_tagset() or ""
        version = f"policynlp {tagset}"
        texts = {t.id: t for t in corpus.documents({next(iter(p.units.values())).document for p in places}, corrected=False)}
        config = labelling_config(asked, theme_choices(settings))
        people = max([task.people for task in tasks(store, open_only=True)], default=1)
        about = {"label_config": config, "maximum_annotations": people, "show_collab_predictions": True}
        held = server.change_project(known["id"], **about) if known else server.create_project(project, **about)
        new, counts = [], {"changed": 0, "same": 0, "begun": sum(map(_begun, there.values()))}
        for place in places:
            wanted = _task(place, texts.get(next(iter(place.units.values())).document), version=version)
            task = there.get(place.id)
            if task is None:
                new.append(wanted)
            elif _says(task) == _says(wanted):
                counts["same"] += 1
            else:
                server.change_task(task, wanted)
                counts["changed"] += 1
        server.add_tasks(held["id"], new)
        server.change_project(held["id"], model_version=version)  # only predictions of this version are shown
        return PushResult(project=f"{server.url}/projects/{held['id']}", new=len(new), **counts)


def _places(store: LabelStore, layers: Sequence[LabelLayer], *, n: int, there: Mapping[str, Mapping[str, Any]]) -> list[_Place]:
    """The first texts of the queue, and those that the project holds already; what somebody has begun is left out."""
    open_tasks = tasks(store, open_only=True)
    by_id = {unit.id: unit for unit in units(store, sorted({task.unit for task in open_tasks}))}
    queued: dict[tuple[str, int, int], list[tuple[Unit, Task]]] = defaultdict(list)
    for task in open_tasks:
        unit = by_id[task.unit]
        if unit.layer in layers:
            queued[unit.document, unit.start, unit.end].append((unit, task))
    made: dict[str, _Place] = {}
    for found in queued.values():
        place = _Place(
            units={layer: _in_layer(found[0][0], layer) for layer in layers},
            tasks={unit.layer: task.id for unit, task in found},
            blind=[unit.layer for unit, task in found if task.blind],
        )
        if place.id in there or sum(ident not in there for ident in made) < n:
            made[place.id] = place
    for ident, held in there.items():
        ours = ours_of(held)
        known = units(store, list(ours["units"].values()))
        if ident not in made and known:
            layers_of = {layer: _in_layer(known[0], layer) for layer in layers}
            hidden = [layer for layer in ours["units"] if layer not in ours["said"]]
            made[ident] = _Place(units=layers_of, tasks=ours["tasks"], blind=hidden)
    return [place for place in made.values() if not (place.id in there and _begun(there[place.id]))]


def _begun(task: Mapping[str, Any]) -> bool:
    return bool(task["annotations"] or task["drafts"] or task["cancelled_annotations"])


def _in_layer(unit: Unit, layer: LabelLayer) -> Unit:
    values = asdict(unit) | {"layer": layer, "id": content_id("unit", layer, unit.document, unit.start, unit.end)}
    return Unit(**values)


def _task(place: _Place, tagged: TaggedDocument | None, *, version: str) -> dict[str, Any]:
    """A place as a task: text and context, what is needed to read it back, and what the machine says where that may be seen."""
    one = next(iter(place.units.values()))
    said = {
        layer: _shown(layer, machine_says(layer, tagged.tags, unit))
        for layer, unit in place.units.items()
        if tagged is not None and layer not in place.blind
    }
    ours = {
        "place": place.id,
        "units": {layer: unit.id for layer, unit in place.units.items()},
        "tasks": dict(place.tasks),
        "said": {layer: {target: asdict(machine) for target, machine in found.items()} for layer, found in said.items()},
    }
    text = storable(one.text)
    results = results_of(_marked(place, said), text)
    scores = [result["score"] for result in results if "score" in result]
    data = {
        "title": storable((tagged.source.title if tagged else None) or ""),
        "before": storable(tagged.text[max(0, one.start - _CONTEXT_CHARS) : one.start]) if tagged else "",
        "text": text,
        "after": storable(tagged.text[one.end : one.end + _CONTEXT_CHARS]) if tagged else "",
    }
    prediction = {"model_version": version, "score": min(scores, default=None), "result": results}
    return {"data": data, "meta": {"policynlp": ours}, "predictions": [prediction] if results else []}


def _shown(layer: LabelLayer, said: Mapping[str, Machine]) -> dict[str, Machine]:
    return {name: m for name, m in said.items() if layer != "themes" or m.value or (m.score or 0) >= _SUGGESTED_FROM}


def _marked(place: _Place, said: Mapping[LabelLayer, Mapping[str, Machine]]) -> Marked:
    regions: list[Region] = []
    ties: list[Tie] = []
    themes: dict[str, float | None] = {}
    for layer, found in said.items():
        for target, machine in found.items():
            if layer == "themes":
                themes |= {target: machine.score} if machine.value else {}
            else:
                made, tied = regions_of(place.units[layer], target, machine.value, score=machine.score)
                regions += made
                ties += tied
    return Marked(regions=regions, ties=ties, themes=themes)


def _says(task: Mapping[str, Any]) -> Any:
    shown = [{key: p[key] for key in ("model_version", "score", "result")} for p in task["predictions"]]
    return task["data"], task["meta"], shown


def ours_of(task: Mapping[str, Any]) -> dict[str, Any]:
    """What a push has put into a task; empty where it is not one of ours."""
    meta = task.get("meta")
    ours = meta.get("policynlp") if isinstance(meta, Mapping) else None
    return dict(ours) if isinstance(ours, Mapping) and "place" in ours else {}
