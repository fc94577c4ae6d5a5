"""TLS over checked connections: the address is pinned, and the name is verified all the same."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from network import MakeFetcher
from pytest_httpserver import HTTPServer
from stamina.instrumentation import set_on_retry_hooks

from policynlp.errors import Rejected
from policynlp.ingest.fetch import Fetched

x509 = pytest.importorskip("cryptography.x509")
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate for `localhost`, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with HTTPServer(host="localhost", port=0, ssl_context=context) as server:
        server.no_handler_status_code = 404
        server.expect_request("/a").respond_with_data("text")
        yield server


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(secure_site: HTTPServer, make_fetcher: MakeFetcher) -> None:
    retried: list[object] = []
    set_on_retry_hooks([retried.append])
    try:
        with pytest.raises(Rejected, match=r"(?i)certificate") as caught:
            make_fetcher(retries=3).fetch(secure_site.url_for("/a"))
    finally:
        set_on_retry_hooks(None)
    assert caught.value.reason == "fetch_failed"
    assert retried == []


def test_the_name_is_verified_though_the_address_is_pinned(
    secure_site: HTTPServer, certificate: Path, make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: ssl.create_default_context(cafile=certificate))
    fetcher = make_fetcher(retries=1)
    page = fetcher.fetch(secure_site.url_for("/a"))
    assert isinstance(page, Fetched)
    assert page.data == b"text"
    with pytest.raises(Rejected, match=r"IP address mismatch|not valid for"):
        fetcher.fetch(f"https://127.0.0.1:{secure_site.port}/a")
