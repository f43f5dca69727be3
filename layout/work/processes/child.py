"""What every process that we start has in common: it hears no Ctrl-C, and ends with who started it.

Copies of this process are another matter: see `layout.work.processes.copies`.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_all_start_methods, parent_process, resource_tracker

from layout.work.processes.signals import held_back


@contextmanager
def deaf() -> Iterator[None]:
    """What this thread starts in the block hears no Ctrl-C, from its first instant on; nor does a
    fork server, and whatever that starts in turn. Ctrl-C is for us, who then end it."""
    if get_all_start_methods() != ["spawn"]:
        resource_tracker.ensure_running()  # later it would undo what is done here (Python 3.11)
    with held_back(signal.SIGINT):
        yield


def begin_as_child() -> None:
    """What a process that we have started does first. In the middle of its work, too, it ends when
    its parent is gone, however that went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
