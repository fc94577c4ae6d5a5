"""The state of a corpus in OpenMetrics: names and units by its conventions, read by Prometheus and whatever speaks its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

from policynlp.corpus.health.alarm import KINDS

LAYERS = ("passages", "entities", "people", "quotes", "claims", "themes", "links")


CONTENT_TYPE = CONTENT_TYPE_LATEST


def metrics_text(state: Mapping[str, Any] | None, *others: Any) -> bytes:
    """The state as OpenMetrics text.

    Args:
        state: As `corpus_state` gives it; None: it is not known.
        others: Further metrics of `prometheus_client`.
    """
    registry = CollectorRegistry(auto_describe=False)
    for collector in [*([StateCollector(state)] if state is not None else []), *others]:
        registry.register(collector)
    out: bytes = generate_latest(registry)
    return out


class StateCollector:
    """The state of a corpus as metrics.

    Args:
        state: As `corpus_state` gives it.
    """

    def __init__(self, state: Mapping[str, Any]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        """All of them."""
        yield from self._contents()
        yield from self._runs()
        yield from self._sources()
        yield from self._alarms()
        yield from self._machine()

    def _contents(self) -> Iterator[Metric]:
        state = self._state
        shown = {"shown": state["counts"]["documents"], **state["hidden"]}
        yield _gauge(
            "documents", "Texts: shown, repeating another, superseded by a later revision, without tags.", "state", shown
        )
        layers = {layer: state["counts"][layer] for layer in LAYERS}
        yield _gauge("annotations", "Rows of each layer in the active tag set.", "layer", layers)
        rejects = CounterMetricFamily("policynlp_rejects", "Items left out so far, by reason.", labels=["reason"])
        for reason, n in state["rejects"]["by_reason"].items():
            rejects.add_metric([reason], n)
        yield rejects
        tagged = GaugeMetricFamily("policynlp_tagset_documents", "Texts with tags, by tag set.", labels=["tagset", "active"])
        for one in state["tagsets"]:
            tagged.add_metric([one["tagset"], str(one["active"]).lower()], one["documents"])
        yield tagged
        yield _plain("index_behind_documents", "Texts that search does not know as they are.", state["index"]["behind"])
        labels = state["labels"] or {}
        decided = {row["layer"]: row["decisions"] for row in labels.get("layers", ())}
        yield _gauge("label_decisions", "Decisions of annotators, by layer.", "layer", decided)

    def _runs(self) -> Iterator[Metric]:
        state = self._state
        runs = CounterMetricFamily("policynlp_runs", "Runs so far, by how they ended.", labels=["state"])
        for name, n in state["runs_by_state"].items():
            if name != "running":
                runs.add_metric([name], n)
        yield runs
        yield _plain("runs_running", "Runs at work.", state["runs_by_state"].get("running", 0))
        ended = [run for run in state["runs"] if run["seconds"] is not None]
        stages = ended[-1]["stages"] if ended else {}
        yield _gauge("last_run_duration_seconds", "Time of the last run that ended, by stage.", "stage", stages, unit="seconds")
        yield _times("last_success_timestamp_seconds", "End of the last run that went well.", None, {"": state["last_success"]})

    def _sources(self) -> Iterator[Metric]:
        sources = [one for one in self._state["sources"] if one["state"] != "retired"]
        for name, which, help_text in (
            ("look", "looked_at", "Last look at a source."),
            ("success", "succeeded_at", "Last look at a source that went through without a failure."),
            ("new", "new_at", "Last look at a source that brought a new or changed text."),
        ):
            times = {one["source"]: one[which] for one in sources}
            yield _times(f"source_last_{name}_timestamp_seconds", help_text, "source", times)
        for name, help_text in (("items", "Items at the last good look."), ("rejected", "Of these, items left out.")):
            counts = {one["source"]: one[name] for one in sources if one[name] is not None}
            yield _gauge(f"source_{name}", help_text, "source", counts)

    def _alarms(self) -> Iterator[Metric]:
        state = self._state
        kinds = dict.fromkeys(KINDS, 0)
        for alarm in state["alarms"]:
            kinds[alarm["kind"]] += 1
        yield _gauge(
            "alarms", "Things that a person should look at, by kind; `policynlp status` says what they are.", "kind", kinds
        )
        family = GaugeMetricFamily("policynlp_measure", "What may drift, of all texts.", labels=["measure", "window"])
        for change in state["drift"]:
            if change["source"] is None:
                for window in ("recent", "before"):
                    if change[window] is not None:
                        family.add_metric([change["measure"], window], change[window])
        yield family

    def _machine(self) -> Iterator[Metric]:
        state = self._state
        yield _gauge("disk_bytes", "Size on disk, by part of the corpus.", "part", state["bytes"], unit="bytes")
        versions = {name: str(value) for name, value in state["versions"].items()}
        build = GaugeMetricFamily("policynlp_build_info", "Versions at work.", labels=list(versions))
        build.add_metric(list(versions.values()), 1)  # a gauge, as the textfile collector does not know the type "info"
        yield build
        checked = {"": state["checked_at"]}
        yield _times("checked_timestamp_seconds", "When all this was looked at.", None, checked)


def _plain(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"policynlp_{name}", help_text, value=value)


def _gauge(name: str, help_text: str, label: str, values: Mapping[str, float], *, unit: str = "") -> Metric:
    family = GaugeMetricFamily(f"policynlp_{name}", help_text, labels=[label], unit=unit)
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _times(name: str, help_text: str, label: str | None, times: Mapping[str, str | None]) -> Metric:
    """ISO times as seconds since 1970; what never happened is left out."""
    family = GaugeMetricFamily(f"policynlp_{name}", help_text, labels=[label] if label else None, unit="seconds")
    for key, text in times.items():
        if text is not None:
            family.add_metric([key] if label else [], datetime.fromisoformat(text).timestamp())
    return family
