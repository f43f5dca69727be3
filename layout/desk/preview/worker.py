"""A worker: a process of its own that keeps what it has read and does one thing at a time.

    desk ── (task, arguments) ──> process: bench.task(*arguments)
         <── ("done", result) | ("bad", findings)

What a worker works at is its bench: an object made in the process, whose methods are the tasks.
Arguments and results are pickled. A process that dies is started anew at the next task.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any

from layout.desk.boundary import circumstance
from slots.finding import BadInput, Finding, Severity

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

IDLE = 0.5
"""Seconds without a task after which a worker looks for circles of garbage."""

PATIENCE = 5.0
"""Seconds a worker has to end by itself."""

DIED = Finding(
    "worker-died",
    Severity.ERROR,
    "the process that did this has died: memory may have run out",
    hint="try again: it is started anew",
)


class Worker:
    """A process with a bench, named "module:Class" and made with the arguments given.

    It is started by the first task. Tasks are done in the order they are asked for.
    """

    def __init__(self, bench: str, *arguments: Any) -> None:
        self._bench, self._arguments = bench, arguments
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="worker")
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    async def ask(self, task: str, *arguments: Any) -> Any:
        """What a method of the bench gives. Raises BadInput with what it raised or what befell
        it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._exchange, task, arguments)

    async def close(self) -> None:
        """Ends the process, at once where it is at work: nothing it does is ever half done on
        disk. Tasks still asked for raise BadInput."""
        self._closed = True
        if self._process is not None:
            self._process.terminate()
        await asyncio.get_running_loop().run_in_executor(None, self._ended)

    @property
    def pid(self) -> int | None:
        """The process, None before the first task."""
        return self._process.pid if self._process else None

    def _exchange(self, task: str, arguments: tuple[Any, ...]) -> Any:
        if self._closed:
            raise BadInput([DIED])
        try:
            pipe = self._pipe or self._start()
            pipe.send((task, arguments))
            kind, result = pipe.recv()
        except (EOFError, OSError):
            self._process = self._pipe = None
            raise BadInput([DIED]) from None
        if kind == "bad":
            raise BadInput(result)
        return result

    def _start(self) -> Connection:
        context = _context()
        self._pipe, theirs = context.Pipe()
        made = context.Process(
            target=_serve, args=(theirs, self._bench, self._arguments), daemon=True
        )
        made.start()
        self._process = made
        theirs.close()
        return self._pipe

    def _ended(self) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._process is not None:
            self._process.join(PATIENCE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        if self._pipe is not None:
            self._pipe.close()


def _context() -> ForkServerContext | SpawnContext:
    """How processes begin: from a fork server where there is one, which has no threads."""
    forks = "forkserver" in get_all_start_methods()
    return get_context("forkserver") if forks else get_context("spawn")


def _serve(pipe: Connection, bench: str, arguments: tuple[Any, ...]) -> None:
    """The worker's process: tasks from the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the desk's, which closes the pipe
    module, _, name = bench.partition(":")
    made = getattr(importlib.import_module(module), name)(*arguments)
    gc.disable()  # what is collected between tasks need not be looked for during them
    worked = False
    while True:
        try:
            if worked and not pipe.poll(IDLE):
                gc.collect()
                worked = False
            task, given = pipe.recv()
            pipe.send(_done(made, task, given))
            worked = True
        except (EOFError, OSError):
            return


def _done(bench: Any, task: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", getattr(bench, task)(*arguments)
    except BadInput as error:
        return "bad", error.findings
    except Exception as error:  # the desk goes on, whatever a story does to us
        return "bad", (circumstance(error) or bug(error),)


def bug(error: Exception) -> Finding:
    """A mistake of ours, as a finding."""
    message = f"this is a mistake in newsgrid, not yours: {type(error).__name__}: {error}"
    hint = "please report it with what you did"
    return Finding("bug", Severity.ERROR, message, hint=hint)
