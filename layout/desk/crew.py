"""Who does long work: this process, a pool of processes, or a Dask cluster; with the same results.

Tasks are handed to any `concurrent.futures.Executor`, and come back in whatever order they end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from slots.finding import BadInput, bad_input

if TYPE_CHECKING:
    from types import ModuleType

Task = TypeVar("Task")
Done = TypeVar("Done")

PATIENCE = "20s"
"""How long a scheduler has to answer."""


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each_done(
    do: Callable[[Task], Done], tasks: Sequence[Task], executor: Executor | None
) -> Iterator[tuple[int, Done]]:
    """Each task's index and what it came to, as they end; without an executor one by one, here.

    Raises what a task raised. Tasks that have not begun by then are not begun any more.
    """
    if executor is None:
        yield from ((index, do(task)) for index, task in enumerate(tasks))
        return
    futures: dict[Future[Done], int] = {
        executor.submit(do, task): index for index, task in enumerate(tasks)
    }
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def processes(count: int, module: str) -> Iterator[Executor | None]:
    """A pool of so many processes that have imported a module; None for one, this one.

    Raises BadInput where a process dies, as it does when memory runs out.
    """
    if count == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context, set_forkserver_preload

    forks = "forkserver" in get_all_start_methods()
    if forks:
        set_forkserver_preload([module])
    try:
        with ProcessPoolExecutor(count, get_context("forkserver" if forks else "spawn")) as pool:
            yield pool
    except BrokenProcessPool:
        hint = "memory may have run out: try fewer, with --jobs"
        raise bad_input("worker-died", "a worker process has died", hint=hint) from None


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """A Dask cluster by its scheduler's address ("tcp://10.0.0.5:8786").

    Its workers need the same newsgrid, and the same files under the same names. Raises BadInput
    where Dask is not installed, nobody answers, or a worker cannot do what is asked.
    """
    dask = _dask()
    try:
        client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        hint = "start one with: dask scheduler; then name its address, as in tcp://127.0.0.1:8786"
        message = f"no Dask scheduler answers at {address}: {error}"
        raise bad_input("no-scheduler", message, hint=hint) from None
    with client:
        if not client.scheduler_info()["workers"]:
            hint = f"start some with: dask worker {address}"
            raise bad_input("no-workers", f"the scheduler at {address} has no workers", hint=hint)
        try:
            yield client.get_executor()
        except BadInput:
            raise
        except (RuntimeError, ImportError, AttributeError, OSError) as error:
            hint = "its workers need the same newsgrid, and the stories under the same path"
            message = f"the cluster at {address} failed: {type(error).__name__}: {error}"
            raise bad_input("cluster-failed", message, hint=hint) from None


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
