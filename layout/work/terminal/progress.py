"""How far work is: a live line on a terminal, and where there is none a line every ten seconds.

Making pages ██████████░░░░░░░░░░░░░░ 40 %, 120 of 300, 1 min 9 s left       on a terminal
newsgrid: Making pages: 40 %, 120 of 300, 1 min 9 s left                     in a file or a pipe
newsgrid: Making up 24 pages, for 20 s so far                                of what has no share
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread, Timer
from time import monotonic
from typing import TYPE_CHECKING, Any

from layout.work.processes.copies import STILL
from slots.legible import on_a_line

if TYPE_CHECKING:
    from rich.text import Text

PATIENCE = 1.0  # seconds until a terminal shows what is going on
_BAR = 24  # characters of a progress bar
EVERY = 10.0  # seconds between two lines where there is no terminal
VARIABLE = "NEWSGRID_PROGRESS"
"""The variable of the environment that says how many seconds there are between them; 0: none."""


class Clock:
    """The time, and waiting for it: all that progress knows of it, so that tests have their own."""

    def now(self) -> float:
        """Seconds, from some beginning."""
        return monotonic()

    def wait(self, over: Event, seconds: float) -> bool:
        """Whether it was over before `seconds` had passed."""
        return over.wait(seconds)


def every(environment: str | None) -> float:
    """Seconds between two lines, by what the environment says; 0 for no lines at all."""
    with suppress(ValueError):
        seconds = float(environment or EVERY)
        if 0 <= seconds < 1e6:
            return seconds
    return EVERY


@dataclass(slots=True)
class State:
    """What is being done, since when, and how much of how much is done (`of` 0: nobody knows)."""

    doing: str
    began: float
    done: int = 0
    of: int = 0
    latest: float = 0.0

    def line(self, now: float) -> str:
        """The state for people who read it once."""
        if self.of:
            return f"{self.doing}: {self._share()}"
        return f"{self.doing}, for {spoken(now - self.began)} so far"

    def bar(self) -> str:
        """The state for those who watch it."""
        if not self.of:
            return f"{self.doing} ..."
        filled = _BAR * self.done // self.of
        return f"{self.doing} {'█' * filled}{'░' * (_BAR - filled)} {self._share()}"

    def _share(self) -> str:
        """ "40 %, 120 of 300, 1 min 9 s left" """
        spent = self.latest - self.began
        left = ""
        if self.done and spent >= PATIENCE:
            left = f", {spoken(spent * (self.of - self.done) / self.done)} left"
        return f"{100 * self.done // self.of} %, {self.done:,} of {self.of:,}{left}"


def spoken(seconds: float) -> str:
    """ "9 s", "about 1 min 9 s" """
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"about {whole // 60} min {whole % 60} s"


class Progress:
    """How far a command is; `shown` whenever that changes, and taken away by `close`."""

    def __init__(self, clock: Clock, shown: Live | Pulse) -> None:
        self._clock, self._shown = clock, shown
        self._counted: State | None = None

    def step(self, doing: str) -> None:
        """Something else is done from now on; nobody knows how long it takes."""
        self._shown.show(State(doing, self._clock.now()))

    def share(self, doing: str, done: int, of: int) -> None:
        """So much is done of what is being done."""
        now, known = self._clock.now(), self._counted
        goes_on = known is not None and known.doing == doing and done
        began = known.began if known is not None and goes_on else now
        self._counted = State(doing, began, done, of, now)
        self._shown.show(self._counted)

    def close(self) -> None:
        """No more of it."""
        self._shown.close()


class Pulse:
    """A line at regular intervals, for as long as there is something to report."""

    def __init__(self, clock: Clock, seconds: float, say: Callable[[str], None]) -> None:
        self._clock, self._seconds, self._say = clock, seconds, say
        self._state: State | None = None
        self._over = Event()
        self._thread: Thread | None = None

    def show(self, state: State) -> None:
        """Sets what the next line says."""
        self._state = state
        if not self._thread:
            self._over.clear()
            self._thread = Thread(target=self._beat, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Ends the lines; another state begins them anew."""
        if self._thread:
            self._over.set()
            self._thread.join()
        self._thread = self._state = None

    def _beat(self) -> None:
        while not self._clock.wait(self._over, self._seconds):
            state = self._state
            with STILL:  # no copy of this process is made while it writes
                if state and not self._over.is_set():
                    self._say(state.line(self._clock.now()))


class Live:
    """A live line on a terminal, shown from the first second on."""

    def __init__(self) -> None:
        self._text = ""
        self._status: Any = None
        self._timer: Timer | None = None

    def show(self, state: State) -> None:
        """Sets what the line says from now on."""
        self._text = on_a_line(state.bar())
        if self._status:
            self._status.update(_plain(self._text))
        elif not self._timer:
            self._timer = Timer(PATIENCE, self._appear)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Takes the line away."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        if self._status:
            self._status.stop()
        self._timer = self._status = None

    def _appear(self) -> None:
        with STILL:
            from rich.console import Console as Terminal

            self._status = Terminal(stderr=True).status(_plain(self._text))
            self._status.start()
            self._status.update(_plain(self._text))  # it may have changed while all this was read


def progress(clock: Clock, live: bool, say: Callable[[str], None]) -> Progress | None:
    """How a command reports how far it is: on a `live` line, or by lines; None where not at all."""
    if live and sys.stderr.isatty():
        return Progress(clock, Live())
    seconds = every(os.environ.get(VARIABLE))
    return Progress(clock, Pulse(clock, seconds, say)) if seconds else None


def _plain(text: str) -> Text:
    """A text that means nothing but itself: to rich, "[/x]" in a file's name would be markup."""
    from rich.text import Text

    return Text(text)
