"""Accounts from the command line: roles, tokens, closing and opening again, and who may do what by `--as`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policynlp import steps
from policynlp.cli.app import app
from policynlp.cli.options import GLOBALS
from policynlp.errors import InputError
from policynlp.labels.accounts import account_of, accounts
from policynlp.labels.decisions import Completion, Decision
from policynlp.labels.recording import record_all
from policynlp.settings import Settings, load_settings

Cli = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty label database."""
    return load_settings({"corpus.path": tmp_path / "corpus", "labels.url": str(tmp_path / "labels.sqlite")})


@pytest.fixture
def cli(settings: Settings) -> Cli:
    """Calls `labels` on that database."""

    def call(*arguments: str, code: int = 0) -> Result:
        GLOBALS.flags = {}
        url = f"labels.url={settings.labels.url}"
        result = CliRunner().invoke(app, ["--corpus", str(settings.corpus.path), "--set", url, "labels", *arguments])
        if result.exception and not isinstance(result.exception, SystemExit | InputError):
            raise result.exception
        found = result.exception.exit_code if isinstance(result.exception, InputError) else result.exit_code
        assert found == code, result.output
        return result

    return call


def roles(settings: Settings) -> dict[str, str]:
    with steps.open_labels(settings) as store:
        return {account.name: "retired" if account.retired else account.role for account in accounts(store)}


def test_a_role_is_given_and_changed_and_an_unknown_one_refused(cli: Cli, settings: Settings) -> None:
    assert "Ana is annotator" in cli("account", "Ana").stdout
    assert "Ana is adjudicator" in cli("account", "Ana", "--role", "adjudicator").stdout
    assert "Ana is adjudicator" in cli("account", "Ana").stdout  # nothing is taken away by asking
    for name in ("Ana", "Ben"):
        refused = cli("account", name, "--role", "king", code=2)
        assert "there is no role 'king'" in str(refused.exception or refused.output)
        assert "annotator, adjudicator, admin" in str(refused.exception or refused.output)
    assert roles(settings) == {"Ana": "adjudicator"}


def test_one_token_is_revoked_and_the_others_go_on(cli: Cli, settings: Settings) -> None:
    first, second = (cli("account", "Ana", "--token").stdout.split()[-1] for _ in range(2))
    cli("account", "Ben", "--token")
    ident = steps.label_tokens(settings, "Ana")[0]["id"]
    assert len(steps.label_tokens(settings)) == 3
    listed = cli("tokens", "Ana").stdout
    assert ident in listed
    assert first not in listed
    cli("revoke", ident)
    with steps.open_labels(settings) as store:
        assert account_of(store, first) is None
        assert account_of(store, second) is not None
    assert [one["open"] for one in steps.label_tokens(settings, "Ana")] == [False, True]
    cli("revoke", "nothing", code=2)


def test_a_retired_account_is_told_and_comes_back_when_it_is_asked_for(cli: Cli, settings: Settings) -> None:
    secret = cli("account", "Ana", "--token").stdout.split()[-1]
    cli("account", "Ana", "--retire")
    for more in ((), ("--role", "admin"), ("--token",)):
        refused = cli("account", "Ana", *more, code=2)
        assert "the account 'Ana' is retired" in str(refused.exception or refused.output)
        assert "--reopen" in str(refused.exception or refused.output)
    assert roles(settings) == {"Ana": "retired"}
    assert "Ana is adjudicator" in cli("account", "Ana", "--reopen", "--role", "adjudicator").stdout
    with steps.open_labels(settings) as store:
        assert account_of(store, secret) is None
    cli("account", "nobody", "--reopen", code=2)
    cli("account", "Ana", "--reopen", "--retire", code=2)


def test_a_retired_account_keeps_nothing(settings: Settings) -> None:
    steps.label_account(settings, "Ana")
    steps.label_account(settings, "Ana", retire=True)
    with steps.open_labels(settings) as store:
        (ana,) = accounts(store)
        ended = Completion(unit="u", account="", state="complete", shown=False, at="")
        for made, completion in (([Decision(key="k", unit="u", action="skip")], None), ([], ended)):
            with pytest.raises(InputError, match="is retired"):
                record_all(store, ana, made, completion=completion)


def test_while_there_are_no_accounts_any_name_acts(settings: Settings) -> None:
    assert steps.label_account(settings, "Root", role="admin", by="whoever") == "Root is admin"
    with pytest.raises(InputError, match="no account 'whoever'"):
        steps.label_account(settings, "Ana", by="whoever")


@pytest.mark.parametrize(
    ("name", "told"), [("Nobody", "no account 'Nobody'"), ("Gone", "is retired"), ("Judge", "is adjudicator and may not")]
)
def test_who_acts_has_an_account_with_the_role(settings: Settings, name: str, told: str) -> None:
    for person, role in (("Root", "admin"), ("Judge", "adjudicator"), ("Gone", "admin")):
        steps.label_account(settings, person, role=role)
    steps.label_account(settings, "Gone", retire=True, by="Root")
    steps.label_account(settings, "Ana", token=True, by="Root")
    (token,) = steps.label_tokens(settings)
    tries: list[Callable[[], object]] = [
        lambda: steps.label_account(settings, "Ana", role="admin", by=name),
        lambda: steps.label_account(settings, "Ana", retire=True, by=name),
        lambda: steps.revoke_label_token(settings, token["id"], by=name),
    ]
    for attempt in tries:
        with pytest.raises(InputError, match=told):
            attempt()
    assert roles(settings) == {"Root": "admin", "Judge": "adjudicator", "Gone": "retired", "Ana": "annotator"}
    steps.revoke_label_token(settings, token["id"], by="Root")
    assert steps.label_account(settings, "Ana", role="admin") == "Ana is admin"  # `local`, who is at this machine


def test_the_account_of_this_machine_stays_what_it_is(settings: Settings) -> None:
    with steps.open_labels(settings) as store:
        from policynlp.labels.accounts import ensure_local

        ensure_local(store)
    with pytest.raises(InputError, match="stays admin"):
        steps.label_account(settings, "local", role="annotator")
