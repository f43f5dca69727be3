"""Who does long work: this process, or several that it makes; with the same results.

    us ── index ──> workman: do(tasks[index])          workmen are copies of this process, or, where
       <── (True, result) | (False, what it raised)    those cannot be made, processes of their own

Each is given a task when it has done one; results come in whatever order they end. Results are
pickled. A workman that dies, as it does when memory runs out, is reported.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from layout.work.processes import copies
from slots.finding import bad_input

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


class Ended(NamedTuple, Generic[_Done]):
    """A task that is done: which it was, by its index, and what it came to."""

    task: int
    result: _Done


Results = Iterator[Ended[_Done]]
"""Each task's index and what it came to, as they end. Raises what a task raised; tasks that have
not begun by then are not begun any more."""


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_PORTION = 8
"""Things that a process is given at a time, at most, and for which it is worth starting one."""


def crew_for(things: int) -> int:
    """How many processes are worth while for so many things, a story each or the like."""
    return min(cores(), max(1, things // _PORTION))


def portions(things: Sequence[_Task], jobs: int) -> tuple[tuple[_Task, ...], ...]:
    """Things in portions that so many processes can be given, in their order."""
    size = max(1, min(_PORTION, len(things) // (4 * jobs)))
    return tuple(tuple(things[first : first + size]) for first in range(0, len(things), size))


def in_order(
    results: Results[_Done], tasks: Sequence[Sequence[Any]], told: Callable[[int, int], None]
) -> list[_Done]:
    """What portions came to, in the order of the portions; as each ends it is `told` how many
    things are done, and of how many."""
    found: dict[int, _Done] = {}
    done, every = 0, sum(map(len, tasks))
    told(done, every)
    for index, result in results:
        found[index] = result
        done += len(tasks[index])
        told(done, every)
    return [found[index] for index in range(len(tasks))]


class Workman(Protocol):
    """A process that does tasks: the pipe to it, and its end."""

    pipe: Connection

    def end(self) -> None:
        """Ends it, at once where it is at work."""


_Hire = Callable[[Callable[[Any], Any], Sequence[Any]], Workman]
"""Starts a workman for some tasks. Raises OSError where the system has no room for one."""


@contextmanager
def shared_out(
    do: Callable[[_Task], _Done], tasks: Sequence[_Task], count: int, hire: _Hire | None = None
) -> Iterator[Results[_Done]]:
    """Has tasks done by so many processes, begun before the block is; by this one alone where that
    is one, or where the system has no room for others. None is left when the block ends.

    Raises BadInput where a process dies.
    """
    crew = _hired(do, tasks, min(count, len(tasks)), hire or (Copy if copies.ABLE else Started))
    try:
        yield _handed_out(crew, len(tasks)) if crew else _alone(do, tasks)
    finally:
        for workman in crew:
            workman.end()


def _hired(
    do: Callable[[Any], Any], tasks: Sequence[Any], count: int, hire: _Hire
) -> tuple[Workman, ...]:
    crew: list[Workman] = []
    with suppress(OSError):  # with fewer, or with none, it takes longer
        while len(crew) < count and count > 1:
            crew.append(hire(do, tasks))
    return tuple(crew)


def _alone(do: Callable[[_Task], _Done], tasks: Sequence[_Task]) -> Results[_Done]:
    sweeping = not gc.isenabled()
    try:
        for index, task in enumerate(tasks):
            yield Ended(index, do(task))
            if sweeping:
                _sweep()
    finally:
        if sweeping:
            gc.unfreeze()


def _sweep() -> None:
    """Collects what a task left, where the command line collects nothing by itself: long work adds
    up. What is in use then is set aside and not looked at again, or each task would cost as much
    as all that is known by now."""
    gc.collect()
    gc.freeze()


def _handed_out(crew: Sequence[Workman], count: int) -> Results[Any]:
    from multiprocessing.connection import wait

    waiting = iter(range(count))
    busy: dict[Any, int] = {}
    for workman in crew:
        _give(workman.pipe, waiting, busy)
    while busy:
        for pipe in wait(list(busy)):
            index = busy.pop(pipe)
            done, result = _taken(pipe)
            if not done:
                raise result
            _give(pipe, waiting, busy)  # before anybody looks at the result
            yield Ended(index, result)


def _give(pipe: Any, waiting: Iterator[int], busy: dict[Any, int]) -> None:
    """Gives a workman the next task, if there is one. Whether it has died will be seen."""
    for index in waiting:
        busy[pipe] = index
        with suppress(OSError):
            pipe.send(index)
        return


def _taken(pipe: Any) -> tuple[bool, Any]:
    try:
        answer: tuple[bool, Any] = pipe.recv()
    except (EOFError, OSError):
        hint = "memory may have run out: try fewer, with --jobs"
        raise bad_input("worker-died", "a worker process has died", hint=hint) from None
    return answer


class Copy:
    """A workman that is a copy of this process: it begins at once, with all that is read here."""

    def __init__(self, do: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
        from multiprocessing import Pipe

        self.pipe, theirs = Pipe()
        try:
            self._pid = copies.copied(partial(_work, theirs, do, tasks))
        except OSError:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def end(self) -> None:
        """Ends it, at once where it is at work."""
        self.pipe.close()
        copies.end(self._pid)


class Started:
    """A workman that is a process of its own: it is sent all that it needs."""

    def __init__(self, do: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
        from multiprocessing import get_context

        from layout.work.processes.child import deaf

        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        work = partial(_work, theirs, do, tasks, own=True)
        self._process = context.Process(target=work, daemon=True)
        with deaf():
            self._process.start()
        theirs.close()

    def end(self) -> None:
        """Ends it, at once where it is at work."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _work(
    pipe: Connection, do: Callable[[Any], Any], tasks: Sequence[Any], own: bool = False
) -> None:
    """What a workman does: tasks by their indexes, until nobody gives any more. `own`: it is a
    process of its own, not a copy."""
    if own:
        from layout.work.processes.child import begin_as_child

        begin_as_child()
    gc.freeze()  # what was read before the tasks is none of their garbage
    gc.disable()
    while True:
        try:
            index = pipe.recv()
        except (EOFError, OSError):
            return
        _answer(pipe, partial(do, tasks[index]))
        _sweep()


def _answer(pipe: Connection, do: Callable[[], Any]) -> None:
    try:
        answer = pickle.dumps((True, do()))
    except Exception as error:  # what it raised, or that the result cannot be sent
        answer = _as_raised(error)
    pipe.send_bytes(answer)


def _as_raised(error: Exception) -> bytes:
    try:
        return pickle.dumps((False, error))
    except Exception:  # nor can that
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
