"""Serving: both applications in one loop, until they are told to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import uvicorn

from layout.desk.preview.access.guards import Safety
from layout.desk.preview.access.lock import LOOPBACK, Lock
from layout.desk.preview.access.protocol import HurriedProtocol
from layout.desk.preview.app import desk_app, pages_app
from layout.desk.preview.shared.desk import Place, desk_of
from layout.desk.preview.watch import watching
from layout.desk.preview.web.routes import warm
from layout.work.processes import signals
from layout.work.writing.temporaries import tidy_below
from slots.finding import Where, bad_input

_GRACE = 1
"""Seconds that answers under way have to end when the desk closes."""

_WAITING, _ANSWERED, _HEAD = 128, 400, 32_768
"""Connections that wait to be taken, and requests that are answered, at the same time; bytes of a
request's head at most."""


def listening(port: int) -> socket.socket:
    """A socket on this machine alone; port 0 is any that is free. Raises BadInput where it is
    taken."""
    # named TCP, or asyncio leaves small answers waiting for 40 ms (Nagle)
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere it would let two listen at the same port
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((LOOPBACK, port))
        sock.listen(_WAITING)
    except OSError as error:
        sock.close()
        hint = "close what listens there, or name another with --port"
        message = f"the port cannot be had: {(error.strerror or str(error)).lower()}"
        raise bad_input("port-taken", message, Where(f"port {port}"), hint) from None
    sock.setblocking(False)
    return sock


def serve(
    place: Place, sockets: tuple[socket.socket, socket.socket], ready: Callable[[Lock], None]
) -> None:
    """Serves a place on two sockets, the desk's and its pages', until SIGINT or SIGTERM.

    `ready` is called with the desk's lock when both answer. Nothing is left behind: no process, no
    socket, no file.
    """
    gc.enable()  # a command ends soon and does without; a desk stays open for days
    logger = logging.getLogger("uvicorn")  # what strangers send is not shown in the terminal
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    try:
        asyncio.run(_serve(place, sockets, ready))
    finally:
        signals.deafen()  # who has closed the desk is about to leave


async def _serve(
    place: Place, sockets: tuple[socket.socket, socket.socket], ready: Callable[[Lock], None]
) -> None:
    own, pages = (sock.getsockname()[1] for sock in sockets)
    desk = desk_of(place, own, pages)
    signals.call_on_signals(partial(_stop, asyncio.get_running_loop(), desk.stopping))
    watcher = await watching(desk)
    servers = [_server(app) for app in (desk_app(desk), pages_app(desk))]
    serving: list[asyncio.Task[None]] = [
        asyncio.create_task(server.serve([sock]))
        for server, sock in zip(servers, sockets, strict=True)
    ]
    try:
        while not all(server.started for server in servers):
            await asyncio.sleep(0.001)
        ready(desk.lock)
        serving.append(asyncio.create_task(warm(desk)))
        serving.append(asyncio.create_task(asyncio.to_thread(tidy_below, desk.folder)))
        await desk.stopping.wait()
    finally:
        for server in servers:
            server.should_exit = True
        # Work under way ends first: answers that wait for it then end by themselves.
        await asyncio.gather(desk.close(), *serving, watcher)


def _stop(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    """Tells a desk to close; one whose loop is over has closed."""
    if not loop.is_closed():  # in the main thread, as the loop is: it closes in no other moment
        loop.call_soon_threadsafe(stopping.set)


class _Server(uvicorn.Server):
    """A server that leaves signals to the desk, which has two of them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


def _server(app: Safety) -> _Server:
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=_HEAD,
        limit_concurrency=_ANSWERED,
        http=HurriedProtocol,
        ws="none",
    )
    return _Server(config)
