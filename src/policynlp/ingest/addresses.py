"""Which network addresses a fetch may reach.

A feed or a page chooses the addresses that are fetched next, so without a check a stranger could make this program read
the metadata service of a cloud machine or a router's admin page and store the answer in a corpus (server-side request
forgery, OWASP A10:2021). What is checked is the address that is connected to, not the name: a name can be re-pointed
between a check and a connection.
"""

from __future__ import annotations

import ipaddress

import httpx

from policynlp.errors import Rejected

SCHEMES = frozenset({"http", "https"})

EXTRA_REFUSED = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Metadata services on public addresses: Azure's wire server. The others lie in link-local or private networks."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214, 6.1: before an IPv4 address in the last 32 bits
_LOCAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "64:ff9b:1::/48",  # NAT64 of a site (RFC 8215)
            "fec0::/10",  # addresses of a site (RFC 3879)
            "5f00::/16",  # segment routing (RFC 9602)
            "3fff::/20",  # documentation (RFC 9637)
            "192.0.0.0/24",  # protocol assignments (RFC 6890); metadata of Oracle's machines
        ),
    )
)
"""Networks that Python 3.11 takes for public ones."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def refusal(address: str) -> str | None:
    """Why an address must not be connected to, or None where it may be.

    Args:
        address: IPv4 or IPv6 in text form; a zone (`%eth0`) is allowed.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "not an IP address"
    for inner in (ip, *_embedded(ip)):
        if (why := _refusal(inner)) is not None:
            return why
    return None


def _embedded(ip: IPAddress) -> list[IPAddress]:
    """IPv4 addresses that an IPv6 address leads to through mapping, 6to4, Teredo, ISATAP or NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[IPAddress | None] = [ip.ipv4_mapped, ip.sixtofour, ip.teredo[1] if ip.teredo else None]
    if ip in _NAT64 or (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
    return [f for f in found if f is not None]


def _refusal(ip: IPAddress) -> str | None:
    if ip in EXTRA_REFUSED:
        return "a metadata address"
    for name in ("loopback", "link_local", "multicast", "unspecified"):
        if getattr(ip, f"is_{name}"):
            return f"a {name.replace('_', '-')} address"
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip in _NAT64):
        return None  # judged by the IPv4 address inside
    if ip.is_private:
        return "a private address"
    if (
        ip.is_reserved or not ip.is_global or any(ip in network for network in _LOCAL)
    ):  # shared (carrier-grade NAT), documentation, future use
        return "a reserved address"
    return None


def check_scheme(scheme: str, *, url: str) -> None:
    """Refuse what is not `http` or `https`.

    Raises:
        Rejected: `not_allowed`.
    """
    if scheme not in SCHEMES:
        raise Rejected(
            "not_allowed",
            f"addresses that begin with {scheme or 'no scheme'!r} are not fetched",
            where=url,
            hint="Give an address that begins with http:// or https://.",
        )


def parse_url(url: str) -> httpx.URL:
    """An address in parts.

    Raises:
        Rejected: It is malformed, of another scheme, or holds a password.
    """
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Rejected(
            "fetch_failed", f"the address is malformed: {error}", where=url[:500], hint="Check the address."
        ) from error
    check_scheme(parsed.scheme, url=url)
    if not parsed.host:
        raise Rejected("fetch_failed", "the address names no host", where=url, hint="Check the address.")
    if parsed.userinfo:
        raise Rejected(
            "not_allowed",
            "the address holds a user name or password, which would be stored with the text",
            where=str(parsed.copy_with(userinfo=b"")),
            hint="Give the address without it.",
        )
    return parsed.copy_with(fragment=None)


def redirect_target(at: httpx.URL, headers: httpx.Headers) -> str:
    """Where a redirect leads, in full.

    Raises:
        Rejected: `fetch_failed`, where it does not say or says nonsense.
    """
    target = headers.get("location")
    if not target:
        raise Rejected("fetch_failed", "the server redirects without saying where to", where=str(at), hint="Try again later.")
    try:
        return str(at.join(target))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise Rejected(
            "fetch_failed", "the server redirects to a malformed address", where=str(at), hint="Try again later."
        ) from error
