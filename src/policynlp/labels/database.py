"""The label database: SQLite by default, PostgreSQL by URL; brought up to date with Alembic when it is opened."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from policynlp.errors import DOCTOR, CorpusError, InputError, ServerError
from policynlp.labels.tables import EventRow

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

_BUSY_S = 30
_MIGRATIONS = Path(__file__).with_name("migrations")


class LabelStore:
    """An open label database; a context manager.

    Args:
        url: SQLAlchemy URL (`sqlite:///labels.sqlite`, `postgresql+psycopg://...`) or the path of an SQLite file.

    Attributes:
        engine: Connections to it.
        place: The URL without its password, for messages.

    Raises:
        InputError: The URL cannot be used, or the database is of a newer version.
        CorpusError: The file is damaged.
        ServerError: The database cannot be reached or opened.
    """

    def __init__(self, url: str | Path) -> None:
        text = str(url)
        if "://" not in text:
            Path(text).absolute().parent.mkdir(parents=True, exist_ok=True)
            text = f"sqlite:///{Path(text).absolute()}"
        try:
            parsed = make_url(text)
            self.place = parsed.render_as_string(hide_password=True)
            self.engine = connect(text)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            raise InputError(
                f"the address of the label database cannot be used: {error}",
                where=text.rpartition("@")[2],
                hint="Name a file, or postgresql+psycopg://user@host/name (extra `postgres`).",
            ) from error
        try:
            upgrade(self.engine)
        except InputError:
            self.engine.dispose()
            raise
        except SQLAlchemyError as error:
            self.engine.dispose()
            raise self._error(error, "cannot be opened", hint="Check address and rights.") from error

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and writes nothing.

        Raises:
            CorpusError: The file is damaged.
            ServerError: The database failed.
        """
        with Session(self.engine) as session:
            try:
                yield session
                session.rollback()
            except DBAPIError as error:
                raise self._error(error, "cannot be read", hint="Try again; if it stays so, look at its server.") from error

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: all of it is committed at the end, or none.

        Raises:
            CorpusError: The file is damaged.
            ServerError: The database failed or stayed locked.
        """
        with Session(self.engine) as session:
            if self.engine.dialect.name == "sqlite":
                session.connection(execution_options={"begin": "IMMEDIATE"})
            try:
                yield session
                session.commit()
            except DBAPIError as error:
                session.rollback()
                raise self._error(error, "failed", hint="Nothing was written; try again.") from error

    def _error(self, error: SQLAlchemyError, happened: str, *, hint: str) -> CorpusError | ServerError:
        """SQLite's own word for a broken file is the plain `DatabaseError`; locks, disks and rights are `OperationalError`."""
        what = f"the label database {happened}: {_cause(error)}"
        if type(getattr(error, "orig", None)) is sqlite3.DatabaseError:
            return CorpusError(what, where=self.place, hint=DOCTOR)
        return ServerError(what, where=self.place, hint=hint)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()


def now() -> str:
    """The time, as the tables hold it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def log_event(session: Session, account: str, what: str, **detail: Any) -> None:
    """Add a line to the log of the database.

    Args:
        session: The transaction that the event belongs to.
        account: Who did it.
        what: A verb with its object, such as `account.create`.
        detail: JSON-ready particulars.
    """
    session.add(EventRow(at=now(), account=account, what=what, detail=detail))


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Bring the tables to this version.

    Args:
        engine: Connections to the database.
        to: Revision that an empty database is brought to, for rows that were written by it.

    Raises:
        InputError: The database was made by a newer policynlp.
    """
    from alembic import command

    config, script = _alembic()
    with engine.connect() as connection:
        if _revision(connection, script) == script.get_current_head():
            return
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        if connection.dialect.name == "postgresql":  # two that open a new database at once
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7304113)")
        if _revision(connection, script) != script.get_current_head():
            config.attributes["connection"] = connection
            command.upgrade(config, to)


def head_revision() -> str | None:
    """Name of the newest version of the tables."""
    return _alembic()[1].get_current_head()


def sqlite_path(url: str | Path) -> Path | None:
    """The file of a label database; None where it is another database than SQLite.

    Raises:
        InputError: The address cannot be used.
    """
    if "://" not in str(url):
        return Path(url)
    try:
        parsed = make_url(str(url))
    except ArgumentError as error:
        raise InputError(f"the address of the label database cannot be used: {error}", hint="See `labels.url`.") from error
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def revisions(url: str | Path) -> tuple[str, str] | None:
    """Revision of a label database, and that of this version; None where there is no database, or an empty one.

    Raises:
        InputError: The address cannot be used, or the database was made by a newer policynlp.
        ServerError: It cannot be reached or read.
    """
    path = sqlite_path(url)
    if path is not None and not path.is_file():
        return None
    engine = connect(str(url) if path is None else f"sqlite:///{path.absolute()}")
    try:
        _, script = _alembic()
        with engine.connect() as connection:
            at = _revision(connection, script)
        return (at, str(script.get_current_head())) if at else None
    except SQLAlchemyError as error:
        raise ServerError(
            f"the label database cannot be read: {_cause(error)}", where="labels.url", hint="Check it."
        ) from error
    finally:
        engine.dispose()


def _alembic() -> tuple[Config, ScriptDirectory]:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config, ScriptDirectory.from_config(config)


def _revision(connection: Connection, script: ScriptDirectory) -> str | None:
    from alembic.runtime.migration import MigrationContext

    at = MigrationContext.configure(connection).get_current_revision()
    if at is not None and at not in {revision.revision for revision in script.walk_revisions()}:
        raise InputError(
            f"the label database is of a newer version ({at})",
            where=connection.engine.url.render_as_string(hide_password=True),
            hint="Update policynlp to open it.",
        )
    return at


def connect(url: str) -> Engine:
    """Connections to a database by its SQLAlchemy URL; nothing is looked up or made yet."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    place = make_url(url).render_as_string(hide_password=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_S}, json_deserializer=partial(_value, place=place))

    # Python's own handling of transactions begins them too late for an optimistic lock (SQLAlchemy's documentation of
    # its SQLite dialect, "Serializable isolation"), so begin is said by hand.
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # a key that was pressed survives a power cut
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _value(text: str, *, place: str) -> Any:
    """What a cell holds as JSON; SQLite itself does not notice where it was damaged."""
    try:
        return json.loads(text)
    except (ValueError, TypeError) as error:
        raise CorpusError(f"the label database holds a value that cannot be read: {error}", where=place, hint=DOCTOR) from error


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
