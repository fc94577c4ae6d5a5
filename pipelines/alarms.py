"""Automations of a Prefect server: what no process of ours can do or tell, because it is dead.

One sets flow runs to `Crashed` whose heartbeat has stopped, whatever machine they were on; one posts what failed or crashed.
"""

# No `from __future__ import annotations` here: see tag_corpus.py.
from datetime import timedelta

from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from policynlp.settings import Settings

try:
    from pipelines.serving import TAG, require_server
except ImportError:  # installed, the flows are a part of the package
    from policynlp.pipelines.serving import TAG, require_server  # type: ignore[no-redef]

BLOCK = "policynlp-alerts"
"""Name of the block that holds the address, encrypted by the server."""
HEARTBEAT_S = 30
"""Prefect sends no heartbeat more often; `prefect.yaml` asks for this."""
SILENT_S = 4 * HEARTBEAT_S
"""A run that is silent for so long is dead: a busy server may lose one or two heartbeats."""

_OURS = {
    "match": ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
    "match_related": ResourceSpecification({"prefect.resource.id": f"prefect.tag.{TAG}", "prefect.resource.role": "tag"}),
    "for_each": {"prefect.resource.id"},
    "threshold": 1,
}
_ENDS = {
    f"prefect.flow-run.{name}" for name in ("Completed", "Failed", "Crashed", "Cancelled", "Cancelling", "Skipped", "TimedOut")
}
_BAD = {f"prefect.flow-run.{name}" for name in ("Failed", "Crashed", "TimedOut")}
_PAYLOAD = """{"kind": "run_failed",
 "message": {{ ("flow run " ~ flow_run.name ~ " of " ~ flow.name ~ " is " ~ flow_run.state.name) | tojson }},
 "text": {{ ("policynlp: flow run " ~ flow_run.name ~ " of " ~ flow.name ~ " is " ~ flow_run.state.name ~ ": "
   ~ (flow_run.state.message or "")) | tojson }},
 "at": {{ event.occurred | string | tojson }},
 "run": {{ flow_run.id | string | tojson }},
 "details": {"flow": {{ flow.name | tojson }}, "state": {{ flow_run.state.name | tojson }},
   "reason": {{ (flow_run.state.message or "") | tojson }}}}"""


def set_up(settings: Settings, *, silent_s: int = SILENT_S) -> list[str]:
    """Make the automations, or bring them up to date.

    Args:
        settings: `alerts.webhook` says where to post; without it, only dead runs are closed.
        silent_s: Seconds without a heartbeat after which a run is dead.

    Returns:
        Their names.

    Raises:
        ServerError: There is no server, or it does not answer.
    """
    require_server()
    heartbeat = "prefect.flow-run.heartbeat"
    dead = EventTrigger(
        posture=Posture.Proactive,
        after={heartbeat},
        expect={heartbeat, *_ENDS},
        within=timedelta(seconds=silent_s),
        **_OURS,
    )
    crashed = ChangeFlowRunState(state=StateType.CRASHED, message=f"No heartbeat for {silent_s} s: its process is gone.")
    wanted = [
        AutomationCore(
            name="policynlp: close runs that died",
            description="A run whose heartbeat has stopped is Crashed.",
            trigger=dead,
            actions=[crashed],
        )
    ]
    if settings.alerts.webhook is not None:
        block = Webhook(
            url=settings.alerts.webhook,
            headers={"Content-Type": "application/json"},
            allow_private_urls=settings.alerts.allow_private,
        )
        bad = EventTrigger(posture=Posture.Reactive, expect=_BAD, within=timedelta(0), **_OURS)
        post = CallWebhook(block_document_id=block.save(BLOCK, overwrite=True), payload=_PAYLOAD)
        wanted.append(
            AutomationCore(
                name="policynlp: tell what failed",
                description="Post flow runs that failed or crashed to the webhook of policynlp.",
                trigger=bad,
                actions=[post],
            )
        )
    with get_client(sync_client=True) as client:
        for automation in wanted:
            _put(client, automation)
    return [automation.name for automation in wanted]


def _put(client: SyncPrefectClient, automation: AutomationCore) -> None:
    known = client.read_automations_by_name(automation.name)
    if known:
        client.update_automation(known[0].id, automation)
    else:
        client.create_automation(automation)
