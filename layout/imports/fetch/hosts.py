"""Which hosts may be asked, and at which numbers: those that were named, if they are public.

A name is looked up once, each number it has is checked, and the connection goes to a number that
was checked: a name that leads elsewhere the next time it is asked for (DNS rebinding) leads
nowhere. Source: IANA's registries of special-purpose addresses, RFC 6890, as Python's ipaddress has
them; numbers that carry another one in them (RFC 4291, 3056, 6052) are judged by that as well.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from slots.finding import Finding, Severity, bad_input
from slots.legible import shown

_PORT = 443
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_KEPT = "/?&=%:@!$'()*+,;~[]-._"
"""Signs of a path and its question that stay as they are."""


class Refused(Exception):
    """An address that is not fetched: the finding that says why."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.finding = Finding(code, Severity.ERROR, message, hint=hint)


@dataclass(frozen=True, slots=True)
class Target:
    """An address in parts: host, port, and path with its question."""

    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Host, with the port where it is not the usual one."""
        return self.host if self.port == _PORT else f"{self.host}:{self.port}"

    @property
    def address(self) -> str:
        """The address, whole."""
        return f"https://{self.site}{self.path}"


def named_hosts(names: Iterable[str]) -> frozenset[str]:
    """The hosts of the command line, as they are compared. Raises BadInput for what is no host."""
    found = set()
    for name in names:
        host, _, port = name.lower().partition(":")
        ascii_host = _ascii(host)
        if not _NAME.fullmatch(ascii_host) or (port and not port.isdecimal()):
            hint = "write the name alone, as in --allow-network paper.example"
            raise bad_input("no-host", f'"{shown(name)}" is no name of a host', hint=hint)
        found.add(ascii_host if port in ("", str(_PORT)) else f"{ascii_host}:{port}")
    return frozenset(found)


def target_of(address: str, hosts: frozenset[str]) -> Target:
    """An address that may be asked: of a host that was named, to the letter. One with http is asked
    by https. Raises Refused."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        port = parts.port or _PORT
        host = _ascii((parts.hostname or "").lower())
    except ValueError:
        raise _no_address(address) from None
    if parts.scheme not in ("https", "http") or not host or parts.username is not None:
        raise _no_address(address)
    if parts.scheme == "http" and port in (80, _PORT):
        port = _PORT
    path = quote(parts.path or "/", safe=_KEPT) or "/"
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    target = Target(host, port, path + query)
    if target.site not in hosts:
        message = f"{shown(address)} is on {target.site}, which was not allowed"
        hint = f"add --allow-network {target.site}, or hand in its files with --media"
        raise Refused("host-not-allowed", message, hint)
    return target


def _ascii(host: str) -> str:
    """A host's name in ASCII (RFC 3490); as it is where it has none."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _no_address(address: str) -> Refused:
    message = f"{shown(address)} is no address that is fetched"
    return Refused("no-address", message, "name one that begins with https:// and a host")


Resolve = Callable[[str, int], tuple[str, ...]]
"""What gives the numbers of a host. Raises OSError."""


def looked_up(host: str, port: int) -> tuple[str, ...]:
    """The numbers of a host, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(number: str) -> bool:
    """Whether a number belongs to a machine that anybody may ask: none of this machine, this
    network, or many at once.

    >>> [is_public(each) for each in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1")]
    [True, False, False, False]
    """
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour]
        inner += found.teredo or ()
        if found in _NAT64 or int(found) < 2**32:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if any(each is not None and not is_public(str(each)) for each in inner):
            return False
        if found.ipv4_mapped:
            return True
    return found.is_global and not found.is_multicast and not found.is_reserved


def numbers_of(target: Target, resolve: Resolve, public: Callable[[str], bool]) -> tuple[str, ...]:
    """The numbers of a host, all of them public. Raises Refused."""
    try:
        numbers = resolve(target.host, target.port)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        message = f"{target.site} is not found: {why.lower()}"
        raise Refused("no-such-host", message, "check the name, and the network") from None
    private = [each for each in numbers if not public(each)]
    if private or not numbers:
        message = f"{target.site} leads to {', '.join(private) or 'nowhere'}, which is not public"
        hint = "import it from a file: nothing is fetched from private networks"
        raise Refused("private-host", message, hint)
    return numbers
