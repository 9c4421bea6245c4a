"""Which IP addresses are public, and which may be reached although they are not.

The networks are those of IANA's special-purpose address registries (RFC 6890) as of 2025. They stand here and are not
asked of `ipaddress`, whose answers differ between versions of Python.
"""

from collections.abc import Sequence
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

__all__ = ["Address", "Network", "refusal"]

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_METADATA: Final = frozenset(
    ip_address(text)
    for text in (
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "168.63.129.16",  # Azure's, among public addresses: it gives certificates and settings of the machine
        "192.0.0.192",
        "fd00:ec2::254",
        "fd20:ce::254",
    )
)
_IPV4: Final[tuple[tuple[IPv4Network, str], ...]] = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared (carrier-grade NAT)"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_IPV6: Final[tuple[tuple[IPv6Network, str], ...]] = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "reserved"),  # Teredo, ORCHID, benchmarking and others
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
    )
)
_GLOBAL: Final = IPv6Network("2000::/3")
# Networks whose addresses stand for an IPv4 address, and by how many bits it must be shifted to the right.
_EMBEDDING: Final = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64 (RFC 6052)
    (IPv6Network("2002::/16"), 80),  # 6to4 (RFC 3056)
)
# What the name of a host in the allow list does not open: nobody's intranet has its pages there.
_BY_NUMBER_ONLY: Final = frozenset({"unspecified", "link-local", "multicast", "reserved", "cloud metadata"})


def refusal(address: Address, host: str, allow: Sequence[str]) -> str | None:
    """What kind of address it is that may not be reached; None if it may.

    Args:
        address: Where a connection would go to.
        host: The name that it was found by, in lower case without a final dot; or the address as the url has it.
        allow: Names of hosts, and networks in CIDR notation, that may be reached although they are not public. A name
            opens private, shared and loopback addresses; anything else must be named by its network.
    """
    meant = _embedded(address)
    kind = _kind(meant)
    if kind is None:
        return None
    for entry in allow:
        network = _network(entry)
        if network is None:
            if entry.lower().rstrip(".") == host and kind not in _BY_NUMBER_ONLY:
                return None
        elif any(one.version == network.version and one in network for one in (address, meant)):
            return None
    return kind


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, IPv6Address):
        for network, shift in _EMBEDDING:
            if address in network:
                return IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
    return address


def _kind(address: Address) -> str | None:
    if address in _METADATA:
        return "cloud metadata"
    if isinstance(address, IPv4Address):
        return next((kind for network, kind in _IPV4 if address in network), None)
    kind = next((kind for network, kind in _IPV6 if address in network), None)
    return kind or (None if address in _GLOBAL else "reserved")


@cache
def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry, strict=False)
    except ValueError:
        return None
