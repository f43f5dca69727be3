"""How this process is ended from outside: Ctrl-C, a wish that it ends, a terminal that is closed.

A signal ends it at once, from wherever it is: nothing is raised that code between would catch, or
that a library in C would swallow and complain of. What it writes is whole or as it was whenever it
ends; what would be left half done in between is kept `undisturbed`, and a signal that came
meanwhile counts afterwards. Who has begun to end hears no more of them: two quick Ctrl-C are one.
"""

from __future__ import annotations

import signal
from _thread import get_ident
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that end a process, where there are such."""


class _Ears:
    """What this process does about its signals. There is one: signals are a process's, not an
    object's."""

    def __init__(self) -> None:
        self.end: Callable[[int], None] | None = None
        self.thread = 0
        self.held = 0
        self.heard: int | None = None

    def hear(self, number: int, _: FrameType | None) -> None:
        """What the system calls, in the main thread."""
        if self.held:
            self.heard = self.heard or number
            return
        deafen()
        assert self.end is not None, "nobody hears before `on_signals`"
        self.end(number)


_EARS = _Ears()


def on_signals(end: Callable[[int], None]) -> None:
    """From now on `end` is called with the number of the first signal that ends this process; it
    must not come back. To be called in the main thread.

    Signals that whoever started us wants ignored (nohup, a shell's background job) stay so.
    """
    _EARS.end, _EARS.thread = end, get_ident()
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _EARS.hear)


def deafen() -> None:
    """No signal of these ends this process any more: it has begun to end by itself.

    They are let be first, then held back by the system while they are made to be ignored: Python
    reports on stderr one that comes in between.
    """
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _let_be)
    with held_back(*SIGNALS):
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)


def _let_be(_: int, __: FrameType | None) -> None:
    """Nothing more ends what is ending."""


@contextmanager
def held_back(*numbers: int) -> Iterator[None]:
    """The system keeps these signals from this thread, and from what it starts, in the block: a
    copy or program hears of none from its first instant on. Where systems cannot, all is as it is.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def call_on_signals(end: Callable[[], object]) -> None:
    """From now on each signal calls `end`, for who ends in an order of its own, as a server does,
    and is `deafen`ed when that is done. To be called in the main thread."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: end())


@contextmanager
def undisturbed() -> Iterator[None]:
    """No signal ends this process in the middle of the block, which must be short."""
    if get_ident() != _EARS.thread:  # nobody listens, or another thread does
        yield
        return
    _EARS.held += 1
    try:
        yield
    finally:
        _EARS.held -= 1
        if _EARS.heard is not None and not _EARS.held:
            _EARS.hear(_EARS.heard, None)
