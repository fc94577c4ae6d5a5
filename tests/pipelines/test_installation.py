"""What is handed to operators besides Python: deployments, compose file, units of systemd. Nothing in them is made up."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from policynlp.cli.flows import _module
from policynlp.settings import Settings

UNIT = re.compile(r"^```ini\n# /etc/systemd/system/([\w.-]+).*?\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def compose(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((root / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def test_deployments_name_flows_and_parameters_that_exist(root: Path) -> None:
    deployments = yaml.safe_load((root / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    from prefect.flows import load_flow_from_entrypoint
    from prefect.schedules import Cron

    for deployment in deployments:
        flow: Any = load_flow_from_entrypoint(str(root / deployment["entrypoint"]))
        flow.validate_parameters(deployment["parameters"])
        assert flow.name in _module("housekeeping").FLOWS, "its runs would never be deleted"
        assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
        assert deployment["tags"] == ["policynlp"]
        for schedule in deployment["schedules"]:
            Cron(schedule["cron"], timezone=schedule["timezone"])


def test_every_service_of_compose_waits_for_one_that_exists(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        assert "image" in service, name
        for other, condition in service.get("depends_on", {}).items():
            if condition["condition"] == "service_healthy":
                assert "healthcheck" in services[other], f"{name} waits for {other}, whose health nobody looks at"
            else:
                assert services[other]["restart"] == "no", f"{name} waits for the end of {other}, which never ends"
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in compose["volumes"]
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), f"{name} listens to everybody"


def test_settings_in_compose_exist(compose: dict[str, Any]) -> None:
    from prefect.settings import Settings as PrefectSettings

    known = {n for field in _env_names(PrefectSettings) for n in [field.upper()]}
    for service in compose["services"].values():
        for variable in service.get("environment", {}):
            if variable.startswith("POLICYNLP_"):
                section, _, name = variable.removeprefix("POLICYNLP_").lower().partition("__")
                assert name in type(Settings.model_fields[section].default).model_fields, variable
            elif variable.startswith("PREFECT_"):
                assert variable in known, variable


def _env_names(model: Any) -> list[str]:
    from prefect.settings.legacy import _get_settings_fields

    return list(_get_settings_fields(model))


def test_verbs_of_policynlp_in_compose_exist(compose: dict[str, Any]) -> None:
    from policynlp.cli.app import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    called = [s["command"][1] for s in compose["services"].values() if s.get("command", [""])[0] == "policynlp"]
    assert sorted(called) == ["alarm-setup", "web"]
    assert set(called) <= set(commands)


@pytest.mark.slow
def test_commands_of_prefect_in_compose_and_docs_exist(compose: dict[str, Any], root: Path) -> None:
    commands = [s["command"] for s in compose["services"].values() if s.get("command", [""])[0] == "prefect"]
    text = (root / "docs" / "operate.md").read_text(encoding="utf-8")
    commands += [line.partition("#")[0].split() for line in re.findall(r"^prefect .*", text, re.MULTILINE)]
    assert len(commands) >= 8
    for _, *words in {tuple(command): command for command in commands}.values():
        verb = [
            w for w in words if re.fullmatch(r"[a-z-]+", w) and w not in {"policynlp", "process"} and not w.startswith("--")
        ]
        done = subprocess.run([sys.executable, "-m", "prefect", *verb, "--help"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        for option in (w for w in words if w.startswith("--") and w != "--no-prompt"):
            assert option in done.stdout, f"{words}: {option}"


def test_units_of_systemd_are_sound(root: Path, tmp_path: Path) -> None:
    units = UNIT.findall((root / "docs" / "operate.md").read_text(encoding="utf-8"))
    assert [name for name, _ in units] == [
        "policynlp.service",
        "policynlp.timer",
        "prefect-server.service",
        "policynlp-worker.service",
    ]
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd is not installed")
    for name in ("policynlp", "prefect"):
        program = tmp_path / ".venv" / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    for name, text in units:
        (tmp_path / name).write_text(text.replace("/srv/policynlp", str(tmp_path)).replace("User=policynlp", "User=root"))
    paths = [str(tmp_path / name) for name, _ in units]
    done = subprocess.run([verify, "verify", "--man=no", *paths], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "policynlp" in line]
    assert done.returncode == 0, done.stderr
    assert not ours
