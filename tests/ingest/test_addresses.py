from __future__ import annotations

import socket
import time

import pytest

from policynlp.errors import Rejected
from policynlp.ingest.addresses import check_scheme, refusal
from policynlp.ingest.transport import AddressRefused, CheckedBackend, Deadline


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("127.9.9.9", "loopback"),
        ("::1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("::", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("fd00:ec2::254", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("100.100.100.200", "reserved"),
        ("240.0.0.1", "private"),
        ("168.63.129.16", "metadata"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:169.254.169.254", "link-local"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a9fe:a9fe", "link-local"),
        ("2002:7f00:1::", "loopback"),
        ("2002:a9fe:a9fe::1", "link-local"),
        ("2001:0:808:808::80ff:fffe", "private"),
        ("64:ff9b:1::7f00:1", "reserved"),
        ("fec0::1", "reserved"),
        ("5f00::1", "reserved"),
        ("3fff::1", "reserved"),
        ("::127.0.0.1", "reserved"),
        ("::ffff:0:127.0.0.1", "reserved"),
        ("2001:4860::5efe:7f00:1", "loopback"),
        ("2001:4860::200:5efe:a00:1", "private"),
        ("192.0.0.192", "reserved"),
        ("255.255.255.255", "private"),
        ("not an address", "not an IP address"),
    ],
)
def test_addresses_inside_are_refused(address: str, why: str) -> None:
    reason = refusal(address)
    assert reason is not None
    assert why in reason


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", ""])
def test_other_schemes_are_refused(scheme: str) -> None:
    with pytest.raises(Rejected) as caught:
        check_scheme(scheme, url="x")
    assert caught.value.reason == "not_allowed"


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "0", "[::1]", "[::ffff:7f00:1]"]
)
def test_other_ways_to_write_the_loopback_are_refused(host: str) -> None:
    """The system's resolver understands them, so what is checked is what it gives."""
    with pytest.raises(AddressRefused):
        CheckedBackend(Deadline(time.monotonic), allow_private=False).addresses(host.strip("[]"), 80)


def _resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def getaddrinfo(_host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolves_to(monkeypatch, "10.0.0.1", "127.0.0.1")
    backend = CheckedBackend(Deadline(time.monotonic), allow_private=False)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1 is a private address.*innocent\.example"):
        backend.addresses("innocent.example", 80)


def test_only_the_checked_addresses_of_a_name_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolves_to(monkeypatch, "10.0.0.1", "8.8.8.8", "8.8.8.8")
    assert CheckedBackend(Deadline(time.monotonic), allow_private=False).addresses("mixed.example", 80) == ["8.8.8.8"]


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up of the name, as between check and connection, would find another address."""
    asked: list[str] = []
    connected: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    class Inner:
        def connect_tcp(self, host: str, *_: object) -> object:
            connected.append(host)
            return object()

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    backend = CheckedBackend(Deadline(time.monotonic), allow_private=False)
    monkeypatch.setattr(backend, "_inner", Inner())
    backend.connect_tcp("rebinding.example", 80)
    assert asked == ["rebinding.example"]
    assert connected == ["8.8.8.8"]
