"""Peer credentials: the user account that opened the other end of a connection, where known.

Linux records for every socket which account made it. Both ends of a connection within one machine
are sockets of that machine, so the other end is looked up by its two addresses: with one netlink
request where that is possible (sock_diag(7)), else in the list of all sockets (proc_net(5)).
"""

from __future__ import annotations

import socket
import struct
from pathlib import Path

LISTS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_LOOPBACK, _MAPPED = "0100007F", "0000000000000000FFFF00000100007F"
"""127.0.0.1 as the two lists write it."""

UNREPORTED = ""
"""The account of a connection on systems that do not report it."""

_SOCK_DIAG, _BY_FAMILY, _REQUEST, _EVERY = 4, 20, 1, 0xFFFFFFFF
_HEAD, _IDENTITY, _FACTS = "=IHHII", "!HH16s16sI", "=IIIII"
_NONE = struct.pack("=II", _EVERY, _EVERY)
"""The cookie of a question about a socket whose cookie is not known."""


def account_of(port: int, own: int) -> str | None:
    """The user id of the account that has a connection from `port` to our port `own`, both on
    127.0.0.1; UNREPORTED on systems that do not report it; None where there is no such connection
    (any more)."""
    try:
        return _by_netlink(port, own)
    except (OSError, AttributeError, struct.error):  # no Linux, or one that does not answer
        return _looked_up(port, own) if LISTS[0].exists() else UNREPORTED


def _by_netlink(port: int, own: int) -> str | None:
    """The account, by one netlink request. Raises OSError where that is not possible."""
    local = socket.inet_aton("127.0.0.1")
    spots = struct.pack(_IDENTITY, port, own, local, local, 0) + _NONE
    body = struct.pack("=BBBBI", socket.AF_INET, socket.IPPROTO_TCP, 0, 0, _EVERY) + spots
    head = struct.pack(_HEAD, struct.calcsize(_HEAD) + len(body), _BY_FAMILY, _REQUEST, 0, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG) as kernel:
        kernel.send(head + body)
        reply = kernel.recv(8192)
    _, kind, *_ = struct.unpack_from(_HEAD, reply)
    if kind != _BY_FAMILY:  # there is no such socket, or this kernel was built without the answer
        raise OSError("the kernel does not say")
    at = struct.calcsize(_HEAD) + 4 + struct.calcsize(_IDENTITY) + len(_NONE)
    *_, account, inode = struct.unpack_from(_FACTS, reply, at)
    return str(account) if inode else None  # no inode: no process has it any more


def _looked_up(port: int, own: int) -> str | None:
    """The account, from the list of all sockets."""
    for file, address in zip(LISTS, (_LOOPBACK, _MAPPED), strict=True):
        ends = [f"{address}:{port:04X}", f"{address}:{own:04X}"]
        for line in file.read_text("ascii").splitlines() if file.exists() else ():
            # sl, here, there, state, queues, timer, retries, account, timeout, inode
            columns = line.split()
            if columns[1:3] == ends and columns[9] != "0":
                return columns[7]
    return None
