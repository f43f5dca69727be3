"""Serving: the application at an address, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette

from layout.service.hurried import Hurried
from layout.work.processes import signals
from slots.finding import Where, bad_input

_GRACE = 5
"""Seconds that answers under way have to end."""

_WAITING, _ANSWERED, _HEAD = 128, 200, 32_768
"""Connections that wait to be taken, and requests that are answered, at the same time; bytes of a
request's head at most."""


def listening_at(host: str, port: int) -> socket.socket:
    """A socket at an address; port 0 is any that is free. Raises BadInput where it cannot be
    had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        hint = "name an address of this machine with --host"
        raise bad_input("no-host", "no such address", Where(host), hint) from None
    try:
        return bound(family, address)
    except OSError as error:
        hint = "close what listens there, or name another with --port or --host"
        message = f"the address cannot be had: {(error.strerror or str(error)).lower()}"
        raise bad_input("port-taken", message, Where(f"{host}:{port}"), hint) from None


def bound(family: int, address: Any) -> socket.socket:
    """A socket that listens at an address, as the system writes it. Raises OSError."""
    # named TCP, or asyncio leaves small answers waiting for 40 ms (Nagle)
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere it would let two listen at the same port
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
        sock.listen(_WAITING)
    except OSError:
        sock.close()
        raise
    sock.setblocking(False)
    return sock


def serve(app: Starlette, sock: socket.socket, ready: Callable[[], None]) -> None:
    """Serves an application on a socket until SIGINT or SIGTERM. `ready` is called when it
    answers."""
    run_quietly(_serve(app, sock, ready))


def run_quietly(serving: Coroutine[Any, Any, None]) -> None:
    """Runs what serves until it ends. What strangers send is not shown in the terminal; signals are
    heard no more afterwards."""
    gc.enable()  # a command ends soon and does without; what serves stays for days or months
    logger = logging.getLogger("uvicorn")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    try:
        asyncio.run(serving)
    finally:
        signals.deafen()


async def _serve(app: Starlette, sock: socket.socket, ready: Callable[[], None]) -> None:
    server = QuietServer(_config(app))
    signals.call_on_signals(server.stop)
    serving = asyncio.create_task(server.serve([sock]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.001)
    ready()
    await serving


class QuietServer(uvicorn.Server):
    """A server that leaves signals to us."""

    def stop(self) -> None:
        """Answers what is under way, and ends."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=_HEAD,
        limit_concurrency=_ANSWERED,
        http=Hurried,
        ws="none",
        proxy_headers=False,
    )
