"""Where things lie: in a folder of this machine, or under an address of an object store (S3, Azure, Google Cloud, any of fsspec).

A `Place` is a `pathlib.Path` for what is local, which stays as it is, and an `ObjectPath` for an address, which has those methods of
a `Path` that the project uses. A type checker tells where only a local one will do; there `local_copy` fetches.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, overload

from policynlp.errors import InputError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.DOTALL)
PROTOCOLS: Mapping[str, str] = {
    **dict.fromkeys(("s3", "s3a"), "policynlp[s3]"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("az", "abfs", "abfss", "adl"), "adlfs"),
    **dict.fromkeys(("hdfs", "webhdfs"), "pyarrow"),
    "hf": "huggingface_hub",
    "oss": "ossfs",
    "memory": "fsspec",
}
"""What an address may begin with, and the package that speaks it. Others are refused: some protocols of fsspec unpack, chain or run."""


@dataclass(frozen=True, slots=True)
class ObjectPath:
    """An address in an object store.

    Files there appear whole or not at all; there are no folders apart from what files have in their names.

    Attributes:
        address: Such as `s3://bucket/prefix`, without a slash at the end.
        storage: Options for Delta Lake, beyond the environment's.
        filesystem: Options for fsspec, beyond the environment's.
    """

    address: str
    storage: Mapping[str, str] = field(default_factory=dict, compare=False)
    filesystem: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.address

    def __truediv__(self, name: str) -> ObjectPath:
        return replace(self, address=f"{self.address}/{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return self.address.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The last part without its ending."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """Ending of the last part, with its dot."""
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> ObjectPath:
        """The address without its last part."""
        return replace(self, address=self.address.rpartition("/")[0])

    def absolute(self) -> ObjectPath:
        """Itself."""
        return self

    def as_posix(self) -> str:
        """The address."""
        return self.address

    def exists(self) -> bool:
        """Whether there is a file of this name, or one whose name goes on from it."""
        with self._asked() as (system, key):
            return bool(system.exists(key))

    def is_file(self) -> bool:
        """Whether there is a file of this name."""
        with self._asked() as (system, key):
            return bool(system.isfile(key))

    def is_dir(self) -> bool:
        """Whether there are files whose names go on from it."""
        with self._asked() as (system, key):
            return bool(system.isdir(key))

    def mkdir(self, *, parents: bool = False, exist_ok: bool = False) -> None:
        """Nothing: folders come with their files."""

    def read_bytes(self) -> bytes:
        """What is in it.

        Raises:
            OSError: It is not there, or cannot be read.
        """
        with self._asked() as (system, key):
            data: bytes = system.cat_file(key)
        return data

    def read_text(self, *, encoding: str = "utf-8") -> str:
        """What is in it, as text."""
        return self.read_bytes().decode(encoding)

    def write_bytes(self, data: bytes) -> int:
        """Put it there, in place of what was; it is seen whole or not at all.

        Raises:
            OSError: It cannot be written.
        """
        with self._asked() as (system, key):
            system.pipe_file(key, data)
        return len(data)

    def write_text(self, text: str, *, encoding: str = "utf-8") -> int:
        """As `write_bytes`."""
        return self.write_bytes(text.encode(encoding))

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Delete it."""
        with self._asked() as (system, key):
            if not missing_ok or system.isfile(key):
                system.rm_file(key)

    def iterdir(self) -> Iterator[ObjectPath]:
        """What lies directly under it."""
        with self._asked() as (system, key):
            names = [entry["name"].rstrip("/").rpartition("/")[2] for entry in system.ls(key, detail=True)]
        yield from (self / name for name in sorted(set(names)) if name)

    def files(self) -> dict[str, Mapping[str, Any]]:
        """All files under it: name relative to it, and what the store says of them (`size` and so on)."""
        with self._asked() as (system, key):
            found: Mapping[str, Mapping[str, Any]] = system.find(key, detail=True)
        return {name[len(key.rstrip("/")) + 1 :]: about for name, about in sorted(found.items())}

    def glob(self) -> list[ObjectPath]:
        """Files that the address matches as a pattern, sorted."""
        with self._asked() as (system, key):
            root = self.address[: len(self.address) - len(key)]
            return [replace(self, address=f"{root}{name}") for name in sorted(system.glob(key))]

    def info(self) -> Mapping[str, Any]:
        """What the store says of a file: `size`, and its own words for version and time.

        Raises:
            OSError: It is not there, or cannot be asked for.
        """
        with self._asked() as (system, key):
            about: Mapping[str, Any] = system.info(key)
        return about

    def fetch(self, into: Path) -> None:
        """Copy the file to this machine."""
        with self._asked() as (system, key):
            system.get_file(key, str(into))

    @contextmanager
    def _asked(self) -> Iterator[tuple[AbstractFileSystem, str]]:
        """The file system, and what it calls this; whatever its client raises for network and rights becomes an `OSError`."""
        import fsspec

        protocol, _, rest = self.address.partition("://")
        try:
            # others write meanwhile, so what was listed once is not kept
            options: dict[str, Any] = {"use_listings_cache": False, **self.filesystem}
            system, key = fsspec.core.url_to_fs(self.address, **options)
        except ImportError as error:
            raise InputError(
                f"{protocol}:// needs a package that is not installed: {error}",
                where=self.address,
                hint=f"pip install '{PROTOCOLS[protocol]}'.",
            ) from error
        except ValueError as error:
            raise InputError(f"the address cannot be used: {error}", where=self.address, hint="Check it.") from error
        try:
            yield system, key
        except (OSError, InputError):
            raise
        except Exception as error:
            raise OSError(f"{rest.partition('/')[0]} does not answer as it should: {type(error).__name__}: {error}") from error


Place = Path | ObjectPath


def is_address(text: str) -> bool:
    """Whether it names something in an object store; web pages and local files do not."""
    found = _ADDRESS.match(text)
    return found is not None and found[1] in PROTOCOLS


def place(value: str | Path | ObjectPath) -> Place:
    """A path or an address as a place.

    Raises:
        InputError: It is an address of a kind that nothing can lie under.
    """
    if isinstance(value, ObjectPath | Path):
        return value
    if is_address(value):
        return ObjectPath(value.rstrip("/"))
    if _ADDRESS.match(value) and not value.startswith("file://"):
        hint = f"A folder, or an address that begins with {', '.join(f'{p}://' for p in PROTOCOLS if p != 'memory')}."
        raise InputError("this is no address of an object store", where=value, hint=hint)
    return Path(value.removeprefix("file://"))


def on_this_machine(at: Place) -> Path:
    """A place that has to be a local one.

    Raises:
        InputError: It lies in an object store.
    """
    if isinstance(at, ObjectPath):
        raise InputError(
            "this works on a folder of this machine alone",
            where=at.address,
            hint="Copy it here first, with a client of the store.",
        )
    return at


def write_whole(file: Place, data: bytes) -> None:
    """Put a file there so that no reader sees half of it.

    Raises:
        OSError: It cannot be written.
    """
    if isinstance(file, ObjectPath):
        file.write_bytes(data)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as out:
        temporary = Path(out.name)
        try:
            out.write(data)
            out.close()
            temporary.chmod(0o644)  # others may read it, as any file; a temporary one is its owner's alone
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)


def bytes_under(folder: Place) -> int:
    """Size of all files; a local one that goes away meanwhile counts nothing."""
    if isinstance(folder, ObjectPath):
        return sum(int(about["size"] or 0) for about in folder.files().values())
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def upload(folder: Path, into: ObjectPath, *, last: str) -> None:
    """Copy a folder; the file `last` comes when all others are there, so that it can say that they are."""
    names = sorted(
        (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()), key=lambda n: n == last
    )
    for name in names:
        (into / name).write_bytes((folder / name).read_bytes())


def local_beside(folder: Place) -> Path:
    """Folder on this machine for what is derived from a place and needs local files: itself, or one of the user's cache."""
    if isinstance(folder, ObjectPath):
        import platformdirs

        key = sha256(folder.address.encode()).hexdigest()[:12]
        return platformdirs.user_cache_path("policynlp") / f"{folder.name or 'bucket'}-{key}"
    return folder


@overload
def local_copy(folder: Place) -> Path: ...
@overload
def local_copy(folder: None) -> None: ...
def local_copy(folder: Place | None) -> Path | None:
    """A folder (or file) as it is now, on this machine; fetched into the cache unless it is there already.

    Raises:
        InputError: There is nothing under the address.
        OSError: It cannot be fetched.
    """
    if not isinstance(folder, ObjectPath):
        return folder
    files = folder.files()
    if not files:
        raise InputError("there is nothing here", where=folder.address, hint="Check the address and your rights.")
    versions = [(n, a.get("size"), a.get("ETag") or a.get("etag") or str(a.get("mtime", ""))) for n, a in files.items()]
    target = local_beside(folder) / sha256(repr(versions).encode()).hexdigest()[:12] / folder.name
    if target.exists():
        return target
    target.parent.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent.parent, prefix=".fetching-"))
    try:
        for name in files:
            file = fresh / folder.name / name if name else fresh / folder.name
            file.parent.mkdir(parents=True, exist_ok=True)
            (folder / name if name else folder).fetch(file)
        if not target.parent.exists():  # else another process was faster
            fresh.rename(target.parent)
    except FileExistsError:
        pass
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target
