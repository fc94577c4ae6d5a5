"""Accounts of the people who label, and their tokens, as an admin makes, changes and closes them."""

from __future__ import annotations

from typing import Any

from policynlp.errors import InputError
from policynlp.labels.accounts import (
    accounts,
    change_role,
    check_right,
    create_account,
    make_token,
    reopen_account,
    retire_account,
    retired,
    revoke_token,
    tokens,
)
from policynlp.settings import Settings
from policynlp.steps.labelling import open_labels


def label_account(
    settings: Settings,
    name: str,
    *,
    role: str | None = None,
    retire: bool = False,
    reopen: bool = False,
    token: bool = False,
    by: str = "local",
) -> str:
    """Make an account where there is none, give it another role or a token, close it or open it again.

    Args:
        settings: All settings in force.
        name: Of the account.
        role: Its role from now on; None: as it is, of a new one `annotator`.
        retire: Close it.
        reopen: Open it again.
        token: Make a token.
        by: Who does it.

    Returns:
        How the account is now, in words (with the token, once).

    Raises:
        InputError: The name or role cannot be used, the account is retired and not reopened, or `by` is no admin.
    """
    if retire and (reopen or token or role):
        raise InputError("an account that is closed gets nothing else", where="--retire", hint="Leave the other options out.")
    with open_labels(settings) as store:
        check_right(store, by, "admin")
        known = next((account for account in accounts(store) if account.name == name.strip()), None)
        if retire:
            retire_account(store, name.strip(), by=by)
            return f"{name.strip()} is retired; the decisions stay"
        if reopen:
            reopen_account(store, name.strip(), by=by)
        elif known is None:
            known = create_account(store, name, role=role or "annotator", by=by)  # type: ignore[arg-type]  # checked there
        elif known.retired:
            raise retired(known.name, where="accounts")
        if role and known and role != known.role:
            change_role(store, known.name, role, by=by)  # type: ignore[arg-type]  # checked there
        account = next(account for account in accounts(store) if account.name == name.strip())
        if token:
            return f"token of {account.name}, shown this once: {make_token(store, account.name, by=by)}"
        return f"{account.name} is {account.role}"


def label_tokens(settings: Settings, name: str | None = None) -> list[dict[str, Any]]:
    """Tokens of everybody or of one account, oldest first: `id`, `account`, `made`, `open`; never the token itself."""
    with open_labels(settings) as store:
        return [
            {"id": ident, "account": account, "made": made, "open": opens}
            for ident, account, made, opens in tokens(store)
            if name is None or account == name
        ]


def revoke_label_token(settings: Settings, token_id: str, *, by: str = "local") -> None:
    """Revoke one token; the others of its account go on.

    Raises:
        InputError: There is no such token, or `by` is no admin.
    """
    with open_labels(settings) as store:
        check_right(store, by, "admin")
        revoke_token(store, token_id, by=by)
