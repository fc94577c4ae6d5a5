"""Annotators, adjudicators and admins: names, roles and tokens that an admin makes and revokes."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.labels.database import LabelStore, log_event, now
from policynlp.labels.tables import ROLES, AccountRow, TokenRow

Role = Literal["annotator", "adjudicator", "admin"]

LOCAL = "local"
"""The one account of single-user mode on loopback, which needs no token."""
_NAME = re.compile(r"[\w][\w .@'-]{0,79}")
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who labels.

    Attributes:
        name: As decisions name it.
        role: What the person may do: label; also adjudicate; also make accounts, queues and audits.
        retired: Whether the account is closed; its decisions stay.
    """

    name: str
    role: Role
    retired: bool = False

    def may(self, role: Role) -> bool:
        """Whether the account has this role's rights."""
        return not self.retired and ROLES.index(self.role) >= ROLES.index(role)


def create_account(store: LabelStore, name: str, *, role: Role, by: str) -> Account:
    """Make an account.

    Args:
        store: The label database.
        name: Letters, digits, spaces and `. @ ' -`, at most 80.
        role: `annotator`, `adjudicator` or `admin`.
        by: Who makes it.

    Raises:
        InputError: The name cannot be used or is taken.
    """
    clean = name.strip()
    if not _NAME.fullmatch(clean):
        raise InputError(f"{name!r} cannot be a name", where="accounts", hint="Use letters, digits and . @ ' - and spaces.")
    _check_role(role)
    with store.write() as session:
        if session.get(AccountRow, clean):
            raise InputError(f"there is an account {clean!r} already", where="accounts", hint="Choose another name.")
        session.add(AccountRow(name=clean, role=role, created_at=now(), created_by=by))
        log_event(session, by, "account.create", name=clean, role=role)
    return Account(name=clean, role=role)


def change_role(store: LabelStore, name: str, role: Role, *, by: str) -> None:
    """Give an account another role.

    Raises:
        InputError: There is no such account, it is retired or `local`, or there is no such role.
    """
    _check_role(role)
    if name == LOCAL:
        raise InputError(f"{LOCAL} is whoever is at this machine, and stays admin", where="accounts", hint="Name a person.")
    with store.write() as session:
        row = _row(session, name)
        if row.retired_at:
            raise retired(name, where="accounts")
        if row.role != role:
            log_event(session, by, "account.role", name=name, role=role, before=row.role)
            row.role = role


def reopen_account(store: LabelStore, name: str, *, by: str) -> None:
    """Open an account that was retired; its tokens stay revoked.

    Raises:
        InputError: There is no such account.
    """
    with store.write() as session:
        row = _row(session, name)
        if row.retired_at:
            row.retired_at = None
            log_event(session, by, "account.reopen", name=name)


def check_right(store: LabelStore, name: str, role: Role) -> None:
    """Refuse who acts without the rights of a role.

    `local`, whoever is at this machine, may do everything; where nobody else has an account yet, any name will do.

    Raises:
        InputError: There is no such account, it is retired, or its role is a lesser one.
    """
    known = {account.name: account for account in accounts(store)}
    if name == LOCAL or not known.keys() - {LOCAL}:
        return
    account = known.get(name)
    if account is None:
        raise InputError(f"there is no account {name!r}", where="--as", hint="Name one of `policynlp labels status`.")
    if account.retired:
        raise retired(name, where="--as")
    if not account.may(role):
        enough = " or ".join(ROLES[ROLES.index(role) :])
        raise InputError(f"{name} is {account.role} and may not do this", where="--as", hint=f"It takes the role {enough}.")


def retired(name: str, *, where: str) -> InputError:
    """The error that an account is closed, and how it is opened again."""
    hint = f'An admin opens it again: policynlp labels account "{name}" --reopen'
    return InputError(f"the account {name!r} is retired", where=where, hint=hint)


def ensure_local(store: LabelStore) -> Account:
    """The account of single-user mode, made where it is missing; it may do everything."""
    with store.write() as session:
        if session.get(AccountRow, LOCAL) is None:
            session.add(AccountRow(name=LOCAL, role="admin", created_at=now(), created_by=LOCAL))
    return Account(name=LOCAL, role="admin")


def retire_account(store: LabelStore, name: str, *, by: str) -> None:
    """Close an account and revoke its tokens; its decisions stay.

    Raises:
        InputError: There is no such account.
    """
    with store.write() as session:
        row = _row(session, name)
        row.retired_at = row.retired_at or now()
        for token in session.scalars(select(TokenRow).where(TokenRow.account == name, TokenRow.revoked_at.is_(None))):
            token.revoked_at = now()
        log_event(session, by, "account.retire", name=name)


def accounts(store: LabelStore) -> list[Account]:
    """All accounts, by name."""
    with store.read() as session:
        return [_account(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.name))]


def make_token(store: LabelStore, name: str, *, by: str) -> str:
    """A new token of an account, shown once: only its hash is kept.

    Raises:
        InputError: There is no such account, or it is retired.
    """
    secret = secrets.token_urlsafe(_TOKEN_BYTES)
    hashed = _hashed(secret)
    with store.write() as session:
        if _row(session, name).retired_at:
            raise retired(name, where="accounts")
        session.add(TokenRow(id=content_id("token", hashed), account=name, sha256=hashed, created_at=now()))
        log_event(session, by, "token.make", name=name, token=content_id("token", hashed))
    return secret


def revoke_token(store: LabelStore, token_id: str, *, by: str) -> None:
    """Revoke a token by its id.

    Raises:
        InputError: There is no such token.
    """
    with store.write() as session:
        row = session.get(TokenRow, token_id)
        if row is None:
            raise InputError(f"there is no token {token_id!r}", where="accounts", hint="`policynlp labels tokens` lists them.")
        row.revoked_at = row.revoked_at or now()
        log_event(session, by, "token.revoke", name=row.account, token=token_id)


def tokens(store: LabelStore) -> list[tuple[str, str, str, bool]]:
    """Id, account, time of making, and whether it still opens."""
    with store.read() as session:
        rows = session.scalars(select(TokenRow).order_by(TokenRow.created_at))
        return [(row.id, row.account, row.created_at, row.revoked_at is None) for row in rows]


def account_of(store: LabelStore, secret: str) -> Account | None:
    """Whose token this is; None where it is unknown, revoked, or the account retired."""
    with store.read() as session:
        row = session.scalar(select(TokenRow).where(TokenRow.sha256 == _hashed(secret), TokenRow.revoked_at.is_(None)))
        if row is None:
            return None
        account = _account(_row(session, row.account))
        return None if account.retired else account


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InputError(f"there is no role {role!r}", where="accounts", hint=f"Roles: {', '.join(ROLES)}.")


def _hashed(secret: str) -> str:
    # A token has 256 random bits, so one round of SHA-256 is enough; slow hashes are for passwords that people choose.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _row(session: Session, name: str) -> AccountRow:
    row = session.get(AccountRow, name)
    if row is None:
        raise InputError(f"there is no account {name!r}", where="accounts", hint="Make it first.")
    return row


def _account(row: AccountRow) -> Account:
    return Account(name=row.name, role=row.role, retired=row.retired_at is not None)  # type: ignore[arg-type]
