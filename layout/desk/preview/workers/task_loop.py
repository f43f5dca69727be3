"""What runs in a worker's process: tasks from a pipe, until it closes or the desk is gone."""

from __future__ import annotations

import gc
import importlib
import logging
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from layout.desk.preview.workers.findings_as_data import bug, findings_of
from layout.work.processes.child import begin_as_child

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SERVER = __name__

_IDLE = 0.5
"""Seconds without a task after which a worker looks for circles of garbage."""

HEAP = 100_000
"""Things made and not thrown away since the last look, after which it looks between two tasks."""

_YOUNG = 8
"""Looks among new things alone for each look among all."""


def serve_tasks(pipe: Connection, bench: str, arguments: tuple[Any, ...]) -> None:
    """Does the tasks that come through a pipe, at a bench named "module:Class".

    The bench is made for the first task, and again for the next one where it could not be made. A
    bench with an attribute `say` can call that to report progress.
    """
    begin_as_child()
    logging.lastResort = None  # messages of libraries are not for the user's terminal
    gc.disable()  # what is collected between tasks need not be looked for during them
    stand = _Stand(bench, arguments, lambda what: pipe.send_bytes(pickle.dumps(("said", what))))
    while True:
        try:
            if not pipe.poll(_IDLE):
                _collect()
                pipe.poll(None)
            elif gc.get_count()[0] > HEAP:
                _collect()
            pipe.send_bytes(stand.answer(pipe.recv_bytes()))
        except (EOFError, OSError):
            return


def _collect() -> None:
    """Looks for circles of garbage: mostly among what is new, now and then among all."""
    gc.collect(2 if gc.get_count()[2] >= _YOUNG else 1)


class _Stand:
    """Where the bench stands, once it is made."""

    def __init__(self, name: str, arguments: tuple[Any, ...], say: Callable[[Any], None]) -> None:
        self._name, self._arguments, self._say = name, arguments, say
        self._bench: Any = None

    def answer(self, request: bytes) -> bytes:
        """The answer to a task, both pickled."""
        try:
            return pickle.dumps(self._done(request))
        except Exception as error:  # what cannot be pickled
            return pickle.dumps(("bad", (bug(error),)))

    def _done(self, request: bytes) -> tuple[str, Any]:
        try:
            task, arguments = pickle.loads(request)
            if self._bench is None:
                module, _, name = self._name.partition(":")
                self._bench = getattr(importlib.import_module(module), name)(*self._arguments)
                if hasattr(self._bench, "say"):
                    self._bench.say = self._say
            return "done", getattr(self._bench, task)(*arguments)
        except Exception as error:  # the desk goes on, whatever a story does to us
            return "bad", findings_of(error)
