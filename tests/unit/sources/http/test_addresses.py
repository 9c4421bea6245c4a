"""Which addresses may be reached."""

from ipaddress import ip_address

import pytest

from scrape_clean.errors import SourceError
from scrape_clean.sources.http.addresses import refusal
from scrape_clean.sources.http.guard import checked

REFUSED = {
    "0.0.0.0": "unspecified",  # noqa: S104
    "10.0.0.1": "private",
    "100.64.0.1": "shared (carrier-grade NAT)",
    "100.127.255.254": "shared (carrier-grade NAT)",
    "100.100.100.200": "cloud metadata",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "169.254.0.1": "link-local",
    "169.254.169.254": "cloud metadata",
    "168.63.129.16": "cloud metadata",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.1": "reserved",
    "192.168.1.1": "private",
    "198.18.0.1": "benchmarking",
    "224.0.0.1": "multicast",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "::127.0.0.1": "reserved",
    "::ffff:127.0.0.1": "loopback",
    "::ffff:10.1.2.3": "private",
    "::ffff:0:127.0.0.1": "reserved",
    "64:ff9b::7f00:1": "loopback",
    "64:ff9b::a9fe:a9fe": "cloud metadata",
    "::ffff:168.63.129.16": "cloud metadata",
    "64:ff9b:1::1": "reserved",
    "2001::1": "reserved",
    "2001:db8::1": "documentation",
    "2002:7f00:1::": "loopback",
    "2002:c0a8:101::1": "private",
    "3fff::1": "documentation",
    "fc00::1": "private",
    "fd12::1": "private",
    "fd00:ec2::254": "cloud metadata",
    "fe80::1": "link-local",
    "fec0::1": "private",
    "ff02::1": "multicast",
    "4000::1": "reserved",
}
PUBLIC = (
    "1.1.1.1", "100.63.255.255", "100.128.0.0", "168.63.129.15", "168.63.129.17", "172.15.255.255",
    "172.32.0.0", "192.0.1.0", "223.255.255.255",
    "2606:4700::1111", "2001:4860::8888", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1",
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), REFUSED.items())
def test_what_is_not_public_is_refused(text: str, kind: str) -> None:
    """By IANA's registries, and whatever the IPv6 form of an IPv4 address."""
    assert refusal(ip_address(text), text, ()) == kind


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public_is_not(text: str) -> None:
    """Neighbours of the refused networks, too."""
    assert refusal(ip_address(text), text, ()) is None


@pytest.mark.parametrize(
    ("address", "host", "allow", "passes"),
    [
        ("10.1.2.3", "wiki.corp", ("10.0.0.0/8",), True),
        ("::ffff:10.1.2.3", "wiki.corp", ("10.0.0.0/8",), True),
        ("10.1.2.3", "wiki.corp", ("10.1.2.3",), True),
        ("10.1.2.3", "wiki.corp", ("10.1.2.4", "192.168.0.0/16"), False),
        ("10.1.2.3", "wiki.corp", ("Wiki.Corp.",), True),
        ("10.1.2.3", "other.corp", ("wiki.corp",), False),
        ("127.0.0.1", "localhost", ("localhost",), True),
        ("fd12::1", "wiki.corp", ("fd12::/16",), True),
        ("169.254.169.254", "wiki.corp", ("wiki.corp",), False),
        ("0.0.0.0", "wiki.corp", ("wiki.corp",), False),  # noqa: S104
        ("169.254.169.254", "wiki.corp", ("169.254.169.254",), True),
        ("10.1.2.3", "wiki.corp", ("no network/8",), False),
    ],
)
def test_the_allow_list_opens_what_it_names(address: str, host: str, allow: tuple[str, ...], *, passes: bool) -> None:
    """Hosts by name, networks by number; a name never leads to the metadata of a cloud."""
    assert (refusal(ip_address(address), host, allow) is None) is passes


def test_only_the_addresses_that_were_checked_are_given() -> None:
    """A private address among public ones is left out; if nothing is left, the host is refused."""
    assert [str(one) for one in checked(["10.0.0.1", "1.1.1.1"], "mixed.example", ())] == ["1.1.1.1"]
    assert checked([], "empty.example", ()) == ()
    with pytest.raises(SourceError, match=r"sly.example \(10.0.0.1\) is refused: its address is private") as caught:
        checked(["10.0.0.1", "fe80::1%eth0"], "Sly.example.", ())
    assert not caught.value.retryable
