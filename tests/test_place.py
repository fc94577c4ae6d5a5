"""Places: local paths stay what they are; addresses have the same methods; copies are fetched anew when they change."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from policynlp.errors import InputError, SettingsError
from policynlp.place import (
    ObjectPath,
    bytes_under,
    is_address,
    local_beside,
    local_copy,
    on_this_machine,
    place,
    upload,
    write_whole,
)
from policynlp.settings import load_settings


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectPath]:
    """An empty place in memory, which behaves like an object store; and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = place(f"memory://{uuid.uuid4().hex}")
    assert isinstance(found, ObjectPath)
    yield found
    fsspec.filesystem("memory").store.clear()


def test_a_local_path_is_a_path() -> None:
    for written in ("tagged-corpus", "/srv/a b/corpus", "./x", "C:/corpus"):
        assert place(written) == Path(written)
    assert place("file:///srv/corpus") == Path("/srv/corpus")
    assert place(Path("x")) == Path("x")
    assert local_copy(None) is None
    assert local_copy(Path("x")) == local_beside(Path("x")) == on_this_machine(Path("x")) == Path("x")


def test_an_address_is_no_path() -> None:
    found = place("s3://bucket/a/b/")
    assert str(found) == "s3://bucket/a/b"
    assert (found.name, str(found.parent), str(found / "c.txt")) == ("b", "s3://bucket/a", "s3://bucket/a/b/c.txt")
    assert ((found / "c.txt").stem, (found / "c.txt").suffix) == ("c", ".txt")
    with pytest.raises(InputError, match=r"s3://bucket/a/b: this works on a folder of this machine alone"):
        on_this_machine(found)
    with pytest.raises(TypeError):
        open(found)  # noqa: PTH123, SIM115 - not by accident a local file of that name


@pytest.mark.parametrize(
    "written", ["http://example.org/corpus", "ftp://host/x", "sftp://host/x", "simplecache::s3://b/x", "xy://z"]
)
def test_what_nothing_can_lie_under_is_refused(written: str) -> None:
    assert not is_address(written)
    if "::" not in written:
        with pytest.raises(InputError, match="no address of an object store"):
            place(written)


def test_files_come_and_go(at: ObjectPath) -> None:
    assert not at.exists()
    assert not at.is_dir()
    (at / "a.txt").write_text("Märkte\n")
    write_whole(at / "deep" / "b.txt", b"12345")
    (at / "deep" / "er" / "c.txt").write_bytes(b"")
    assert (at / "a.txt").read_text() == "Märkte\n"
    assert (at / "a.txt").is_file()
    assert at.is_dir()
    assert at.exists()
    assert [p.name for p in at.iterdir()] == ["a.txt", "deep"]
    assert list(at.files()) == ["a.txt", "deep/b.txt", "deep/er/c.txt"]
    assert [str(p) for p in (at / "deep" / "*.txt").glob()] == [str(at / "deep" / "b.txt")]
    assert bytes_under(at) == 8 + 5
    assert (at / "deep" / "b.txt").info()["size"] == 5
    (at / "a.txt").unlink()
    (at / "a.txt").unlink(missing_ok=True)
    assert not (at / "a.txt").exists()
    for ask in ((at / "a.txt").read_bytes, (at / "a.txt").info, (at / "a.txt").unlink):
        with pytest.raises(FileNotFoundError):
            ask()


def test_write_whole_leaves_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "x.txt", b"one")
    write_whole(tmp_path / "new" / "x.txt", b"two")
    assert (tmp_path / "new" / "x.txt").read_bytes() == b"two"
    assert len(list((tmp_path / "new").iterdir())) == 1
    assert (tmp_path / "new" / "x.txt").stat().st_mode & 0o444 == 0o444  # a collector of metrics is another user


def test_a_copy_is_fetched_once_and_anew_when_it_changed(at: ObjectPath, tmp_path: Path) -> None:
    made = tmp_path / "model"
    (made / "parts").mkdir(parents=True)
    (made / "parts" / "x").write_bytes(b"x")
    (made / "manifest.json").write_text("{}", encoding="utf-8")
    upload(made, at / "model", last="manifest.json")
    first = local_copy(at / "model")
    assert first.name == "model"
    assert (first / "parts" / "x").read_bytes() == b"x"
    assert local_copy(at / "model") == first
    (at / "model" / "parts" / "x").write_bytes(b"longer")
    second = local_copy(at / "model")
    assert second != first
    assert (second / "parts" / "x").read_bytes() == b"longer"
    assert (first / "parts" / "x").read_bytes() == b"x"  # whoever reads it is not disturbed
    one = local_copy(at / "model" / "manifest.json")
    assert one.read_text(encoding="utf-8") == "{}"
    assert not list(tmp_path.glob("cache/**/.fetching-*"))
    with pytest.raises(InputError, match="nothing here"):
        local_copy(at / "nowhere")


def test_settings_take_addresses_and_options(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"corpus.storage": {"aws_region": "eu-west-1"}, "corpus.filesystem": {"anon": True}}
    settings = load_settings({"corpus.path": "s3://bucket/corpus", **options})
    at = settings.corpus.path
    assert isinstance(at, ObjectPath)
    assert (at / "tables").storage == {"aws_region": "eu-west-1"}
    assert (at / "tables").filesystem == {"anon": True}
    again = type(settings).model_validate_json(settings.model_dump_json())
    assert again.corpus.path == at
    assert again.corpus.path.storage == at.storage  # type: ignore[union-attr]
    monkeypatch.setenv("POLICYNLP_CORPUS__PATH", "gs://other/x")
    assert str(load_settings().corpus.path) == "gs://other/x"


@pytest.mark.parametrize(
    "name", ["AWS_SECRET_ACCESS_KEY", "aws_session_token", "azure_storage_account_key", "connection_password"]
)
@pytest.mark.parametrize("where", ["corpus.storage", "corpus.filesystem"])
def test_secrets_do_not_belong_into_settings(name: str, where: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({"corpus.path": "s3://bucket/corpus", where: {name: "hunter2"}})
    assert name in refused.value.message
    assert "environment" in refused.value.message
    assert "hunter2" not in refused.value.message
