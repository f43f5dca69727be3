"""Serving: both applications in one loop, until they are told to stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from functools import partial

import uvicorn

from layout.desk.preview.access.guards import Safety
from layout.desk.preview.access.lock import LOOPBACK, Lock
from layout.desk.preview.access.protocol import HurriedProtocol
from layout.desk.preview.app import desk_app, pages_app
from layout.desk.preview.shared.desk import Place, desk_of
from layout.desk.preview.watch import watching
from layout.desk.preview.web.routes import warm
from layout.service.serving import QuietServer, bound, run_quietly
from layout.work.processes import signals
from layout.work.writing.temporaries import tidy_below
from slots.finding import Where, bad_input

_GRACE = 1
"""Seconds that answers under way have to end when the desk closes."""

_ANSWERED, _HEAD = 400, 32_768
"""Requests that are answered at the same time; bytes of a request's head at most."""


def listening(port: int) -> socket.socket:
    """A socket on this machine alone; port 0 is any that is free. Raises BadInput where it is
    taken."""
    try:
        return bound(socket.AF_INET, (LOOPBACK, port))
    except OSError as error:
        hint = "close what listens there, or name another with --port"
        message = f"the port cannot be had: {(error.strerror or str(error)).lower()}"
        raise bad_input("port-taken", message, Where(f"port {port}"), hint) from None


def serve(
    place: Place, sockets: tuple[socket.socket, socket.socket], ready: Callable[[Lock], None]
) -> None:
    """Serves a place on two sockets, the desk's and its pages', until SIGINT or SIGTERM.

    `ready` is called with the desk's lock when both answer. Nothing is left behind: no process, no
    socket, no file.
    """
    run_quietly(_serve(place, sockets, ready))


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


def _server(app: Safety) -> QuietServer:
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
    return QuietServer(config)
