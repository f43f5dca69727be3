"""Answers leave at once: no small one waits for the browser to say that it has the last."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from layout.desk.preview.serve import listening


def test_a_connection_does_not_hold_back_small_parts():
    async def accepted() -> int:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def take(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            told.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        sock = listening(0)
        async with await asyncio.start_server(take, sock=sock):
            _, writer = await asyncio.open_connection(*sock.getsockname())
            nodelay = await told
            writer.close()
            await writer.wait_closed()
        return nodelay

    with ThreadPoolExecutor(1) as thread:  # a browser test before this may have left a loop in ours
        assert thread.submit(asyncio.run, accepted()).result()
