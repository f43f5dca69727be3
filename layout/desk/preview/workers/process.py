"""A worker: a process of its own that keeps what it has read and does one thing at a time.

    desk ── (task, arguments) ──> process: bench.task(*arguments)
         <── ("said", how far it is), as often as it likes
         <── ("done", result) | ("bad", findings)

What a worker works at is its bench: an object made in the process, whose methods are the tasks.
Arguments and results are pickled. A process that dies is started anew at the next task; so is one
whose task was ended, since that can only be done by ending the process.
"""

from __future__ import annotations

import asyncio
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context, set_forkserver_preload
from typing import TYPE_CHECKING, Any

from layout.desk.preview.workers.task_loop import SERVER, serve_tasks
from layout.work.processes.child import deaf
from slots.finding import BadInput, Finding, Severity

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext, SpawnContext
    from multiprocessing.process import BaseProcess

_PATIENCE = 1.0
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

OVERTAKEN = Finding(
    "overtaken",
    Severity.INFO,
    "this was ended for something newer",
)


class Leash:
    """Cancels a task before it is done: by `pull`, or after `seconds`, for the reason `late`.

    A task is ended together with its process, so that it stops at once whatever it does. A task
    that has not begun never begins.
    """

    def __init__(self, seconds: float | None = None, late: Finding = OVERTAKEN) -> None:
        self._seconds, self._late = seconds, late
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._timer: threading.Timer | None = None
        self.why: Finding | None = None
        """Why the task was ended; None where it was not."""

    def pull(self, why: Finding = OVERTAKEN) -> None:
        """Ends the task."""
        with self._lock:
            self.why = self.why or why
            if self._process is not None:
                self._process.kill()

    def waive(self, why: Finding = OVERTAKEN) -> None:
        """The task is not begun any more, if it has not; else it goes on."""
        with self._lock:
            if self._process is None:
                self.why = self.why or why

    def hold(self, process: BaseProcess) -> None:
        """A process begins with the task. Raises BadInput where it was ended before."""
        with self._lock:
            if self.why:
                raise BadInput([self.why])
            self._process = process
        if self._seconds is not None:
            self._timer = threading.Timer(self._seconds, self.pull, [self._late])
            self._timer.daemon = True
            self._timer.start()

    def let_go(self) -> None:
        """The task is done, however it was."""
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._process = None


class Worker:
    """A process with a bench, named "module:Class" and made with the arguments given.

    It is started by the first task. Tasks are done in the order of their requests. `progress` is
    what the bench reported last of the current task; None where it reported nothing.
    """

    def __init__(self, bench: str, *arguments: Any) -> None:
        self._bench, self._arguments = bench, arguments
        self._thread = ThreadPoolExecutor(1, "worker")
        self._starting = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False
        self.progress: Any = None

    async def call(self, task: str, *arguments: Any, leash: Leash | None = None) -> Any:
        """The result of a method of the bench. Raises BadInput with the findings that it raised, or
        with the reason why it died; where its leash ended it, with the leash's reason."""
        if self._closed:
            raise BadInput([CLOSED])
        loop = asyncio.get_running_loop()
        held = leash or Leash()
        return await loop.run_in_executor(self._thread, self._exchange, task, arguments, held)

    async def close(self) -> None:
        """Ends the process, at once where it is at work: nothing it does is ever half done on disk.
        Tasks that are still waited for raise BadInput."""
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(None, self._end)

    @property
    def pid(self) -> int | None:
        """The process, None before the first task."""
        return self._process.pid if self._process else None

    def _exchange(self, task: str, arguments: tuple[Any, ...], leash: Leash) -> Any:
        try:
            pipe, process = self._ready()
            leash.hold(process)
            pipe.send((task, arguments))
            kind, result = pickle.loads(pipe.recv_bytes())
            while kind == "said":
                self.progress = result
                kind, result = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            self._lose()
            raise BadInput([CLOSED if self._closed else leash.why or DIED]) from None
        finally:
            leash.let_go()
            self.progress = None
        if kind == "bad":
            raise BadInput(result)
        return result

    def _ready(self) -> tuple[Connection, BaseProcess]:
        """A process that lives, and the way to it: one that died at rest, with nothing to do, is
        made good in silence. A process never speaks first: what can be read is its end."""
        if self._pipe is not None and self._pipe.poll():
            self._lose()
        with self._starting:
            if self._closed:
                raise BadInput([CLOSED])
            if self._pipe is None or self._process is None:
                return self._start()
            return self._pipe, self._process

    def _start(self) -> tuple[Connection, BaseProcess]:
        context = _context()
        ours, theirs = context.Pipe()
        made = context.Process(
            target=serve_tasks, args=(theirs, self._bench, self._arguments), daemon=True
        )
        with deaf():
            made.start()
        theirs.close()
        self._process, self._pipe = made, ours
        return ours, made

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
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _context() -> ForkServerContext | SpawnContext:
    """How processes begin: from a fork server where there is one, which has no threads."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    set_forkserver_preload([SERVER])
    return get_context("forkserver")
