"""Raw requests to a running desk, for what no client of good manners sends."""

from __future__ import annotations

import socket
from contextlib import closing, suppress
from pathlib import Path

from support.desk.running_desk import Running

from layout.desk.command import main


def gazette(folder: Path) -> Path:
    """A publication of one story, as `newsgrid new` makes it."""
    assert main(["new", str(folder)]) == 0
    return folder


def told(desk: Running, request: bytes, port: int | None = None) -> tuple[int, bytes]:
    """What comes back for bytes: the status and all that follows, until the desk hangs up; status
    0 where it hangs up in the middle."""
    with closing(socket.create_connection(("127.0.0.1", port or desk.port), 60)) as sock:
        said = b""
        with suppress(OSError):
            sock.sendall(request)
            sock.shutdown(socket.SHUT_WR)
            while part := sock.recv(65536):
                said += part
    return int(said.split(b" ")[1]) if said else 0, said


def request(
    desk: Running,
    *lines: str,
    line: str = "GET /api/publication HTTP/1.1",
    host: str | None = None,
) -> bytes:
    """The head of a request that has the cookie, with these lines in it."""
    named = f"Host: {host or f'127.0.0.1:{desk.port}'}"
    head = [line, named, f"Cookie: {desk.cookie}", "Connection: close", *lines, "", ""]
    return "\r\n".join(head).encode()
