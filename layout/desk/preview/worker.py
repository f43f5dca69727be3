"""A worker: a process of its own that keeps what it has read and does one thing at a time.

    desk ── (task, arguments) ──> process: bench.task(*arguments)
         <── ("said", how far it is), as often as it likes
         <── ("done", result) | ("bad", findings)

What a worker works at is its bench: an object made in the process, whose methods are the tasks.
Arguments and results are pickled. A process that dies is started anew at the next task.
"""

from __future__ import annotations

import asyncio
import pickle
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context, set_forkserver_preload
from typing import TYPE_CHECKING, Any

from layout.desk.preview.worker_process import SERVER, serve_tasks
from slots.finding import BadInput, Finding, Severity

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

PATIENCE = 1.0
"""Seconds that a process has to end when it is told to, before it is killed."""

DIED = Finding(
    "worker-died",
    Severity.ERROR,
    "the process that did this has died: memory may have run out",
    hint="try again: it is started anew",
)

CLOSED = Finding(
    "desk-closed",
    Severity.ERROR,
    "the desk is being closed",
    hint="start it again: newsgrid preview",
)


class Worker:
    """A process with a bench, named "module:Class" and made with the arguments given.

    It is started by the first task. Tasks are done in the order they are asked for. `said` is what
    the bench last said of the task that is being done; None where it said nothing.
    """

    def __init__(self, bench: str, *arguments: Any) -> None:
        self._bench, self._arguments = bench, arguments
        self._thread = ThreadPoolExecutor(1, "worker", _hear_no_interrupt)
        self._starting = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False
        self.said: Any = None

    async def ask(self, task: str, *arguments: Any) -> Any:
        """What a method of the bench gives. Raises BadInput with what it raised or what befell
        it."""
        if self._closed:
            raise BadInput([CLOSED])
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._exchange, task, arguments)

    async def close(self) -> None:
        """Ends the process, at once where it is at work: nothing it does is ever half done on
        disk. Tasks still asked for raise BadInput."""
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(None, self._end)

    @property
    def pid(self) -> int | None:
        """The process, None before the first task."""
        return self._process.pid if self._process else None

    def _exchange(self, task: str, arguments: tuple[Any, ...]) -> Any:
        try:
            pipe = self._ready()
            pipe.send((task, arguments))
            kind, result = pickle.loads(pipe.recv_bytes())
            while kind == "said":
                self.said = result
                kind, result = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            self._lose()
            raise BadInput([CLOSED if self._closed else DIED]) from None
        finally:
            self.said = None
        if kind == "bad":
            raise BadInput(result)
        return result

    def _ready(self) -> Connection:
        """The way to a process that lives: one that died at rest, with nothing to do, is made
        good in silence. A process never speaks first: what can be read is its end."""
        if self._pipe is not None and self._pipe.poll():
            self._lose()
        with self._starting:
            if self._closed:
                raise BadInput([CLOSED])
            return self._pipe or self._start()

    def _start(self) -> Connection:
        context = _context()
        ours, theirs = context.Pipe()
        made = context.Process(
            target=serve_tasks, args=(theirs, self._bench, self._arguments), daemon=True
        )
        made.start()
        theirs.close()
        self._process, self._pipe = made, ours
        return ours

    def _lose(self) -> None:
        """Lets go of a process that is dead, or as good as dead."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            _bury(process)

    def _end(self) -> None:
        with self._starting:
            process = self._process
        if process is not None:
            process.terminate()
        self._thread.shutdown(wait=True)
        self._lose()


def _bury(process: BaseProcess) -> None:
    process.terminate()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _hear_no_interrupt() -> None:
    """Ctrl-C is for the desk, which then ends its processes. What a thread starts hears as little
    as it does, from the first instant on."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _context() -> ForkServerContext | SpawnContext:
    """How processes begin: from a fork server where there is one, which has no threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    set_forkserver_preload([SERVER])
    return get_context("forkserver")
