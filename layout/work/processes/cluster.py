"""Long work on a Dask cluster: with the same results, and a word of what becomes of the cluster.

A scheduler that dies, or workers that are gone for too long, are bad input with what was done by
then: nothing that is not whole is ever passed off as whole. Workers that are gone for a while are
waited for, and that is reported.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence, Sized
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from layout.work.processes.crew import Ended, Results
from slots.finding import BadInput, bad_input

if TYPE_CHECKING:
    from types import ModuleType

_Task = TypeVar("_Task", bound=Sized)
_Done = TypeVar("_Done")

_PATIENCE = "20s"
"""How long a scheduler has to answer."""

LOOK = 2.0
"""Seconds without a result after which it is looked whether there are workers."""

WAIT = 600.0
"""Seconds that workers may be gone until it is given up."""

_CLOSING = 5.0
"""Seconds that the cluster has to say goodbye."""


@contextmanager
def clustered(
    address: str,
    do: Callable[[_Task], _Done],
    tasks: Sequence[_Task],
    say: Callable[[str], None],
) -> Iterator[Results[_Done]]:
    """Has tasks, each some stories, done by a cluster, named by its scheduler's address
    ("tcp://10.0.0.5:8786"). `say` is called with what people should know while they wait.

    Its workers need the same newsgrid, and the same files under the same names. Raises BadInput
    where Dask is not installed, nobody answers, or a worker cannot do the tasks.
    """
    dask = _dask()
    with _unlogged():
        try:
            client = dask.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError) as error:
            hint = (
                "start one with: dask scheduler; then name its address, as in tcp://127.0.0.1:8786"
            )
            message = f"no Dask scheduler answers at {address}: {error}"
            raise bad_input("no-scheduler", message, hint=hint) from None
        try:
            if not _workers(client):
                message = f"the scheduler at {address} has no workers"
                raise bad_input("no-workers", message, hint=_start(address))
            yield _Run(address, client, sum(map(len, tasks)), say).results(do, tasks)
        finally:
            client.close(timeout=_CLOSING)


@dataclass(slots=True, eq=False)
class _Run:
    """A run on a cluster: how many stories there are, and how many are done."""

    address: str
    client: Any
    of: int
    say: Callable[[str], None]
    done: int = 0
    gone: float | None = field(default=None)
    """Since when there are no workers; None where there are some."""

    def results(self, do: Callable[[_Task], _Done], tasks: Sequence[_Task]) -> Results[_Done]:
        """Each task's index and what it came to. Raises BadInput where the cluster fails."""
        try:
            executor: Executor = self.client.get_executor(pure=False)
            waiting = {executor.submit(do, task): index for index, task in enumerate(tasks)}
            while waiting:
                for future in self._ended(waiting):
                    index = waiting.pop(future)
                    result = future.result()
                    self.done += len(tasks[index])
                    yield Ended(index, result)
        except BadInput:
            raise
        except CancelledError:  # as all is, once the connection is lost
            raise self._lost() from None
        except Exception as error:  # stories never raise: it is the cluster
            raise self._failed(error) from None

    def _ended(self, waiting: dict[Future[Any], int]) -> list[Future[Any]]:
        """The next that have ended."""
        while True:
            ended = wait(waiting, LOOK, FIRST_COMPLETED).done
            if ended:
                return list(ended)
            self._look()

    def _look(self) -> None:
        """Says that there are no workers, or that there are some again; gives up in the end."""
        if self.client.status != "running":
            raise self._lost()
        there = _workers(self.client)
        if there and self.gone is not None:
            self.gone = None
            self.say(f"workers at {self.address} again: going on")
        elif not there and self.gone is None:
            self.gone = monotonic()
            self.say(
                f"no workers at {self.address}: waiting, {self._so_far} "
                f"({_start(self.address)}; Ctrl-C gives up)"
            )
        elif not there and self.gone is not None and monotonic() - self.gone > WAIT:
            message = f"no workers at {self.address} for {WAIT / 60:.0f} minutes: {self._so_far}"
            raise bad_input("no-workers", message, hint=_start(self.address))

    @property
    def _so_far(self) -> str:
        return f"{self.done:,} of {self.of:,} stories are done"

    def _lost(self) -> BadInput:
        message = f"the scheduler at {self.address} is gone: {self._so_far}, and none is reported"
        return bad_input("scheduler-lost", message, hint="start it again, and simulate anew")

    def _failed(self, error: Exception) -> BadInput:
        hint = "its workers need the same newsgrid, and the stories under the same path"
        reason = f"{type(error).__name__}: {error}"
        message = f"the cluster at {self.address} failed: {reason}; {self._so_far}"
        return bad_input("cluster-failed", message, hint=hint)


def _workers(client: Any) -> int:
    """How many workers a cluster has."""
    return len(client.scheduler_info()["workers"])


def _start(address: str) -> str:
    return f"start some with: dask worker {address}"


@contextmanager
def _unlogged() -> Iterator[None]:
    """Dask logs every connection that is lost; we report them to those who wait."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _dask() -> ModuleType:
    try:
        import distributed
    except ImportError:
        hint = 'install it with: pip install "newsgrid[dask]"'
        raise bad_input(
            "no-dask", "--scheduler needs Dask, which is not installed", hint=hint
        ) from None
    module: ModuleType = distributed
    return module
