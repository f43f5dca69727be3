"""A bench for tests of workers: it does as it is told, good and bad."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from threading import Event
from typing import Any

from slots.finding import bad_input


class TestBench:
    """Made with the path of a file that must be there."""

    __test__ = False

    def __init__(self, needed: str) -> None:
        if not Path(needed).exists():
            raise bad_input("needed", "cannot begin")
        self.done: list[str] = []

    def echo(self, said: Any) -> Any:
        """What was said."""
        self.done.append(str(said))
        return said

    def heard(self) -> list[str]:
        """All that was said."""
        return self.done

    def refuse(self) -> None:
        """Bad input."""
        raise bad_input("bad", "as it was asked")

    def stumble(self) -> None:
        """A mistake of ours."""
        raise ZeroDivisionError("oh")

    def unsendable(self) -> Any:
        """What no pipe takes."""
        return lambda: None

    def circles(self, count: int) -> int:
        """Makes garbage in circles; gives how many of its things there are."""
        import gc

        for _ in range(count):
            circle: list[Any] = []
            circle.append(circle)
        return sum(
            1 for each in gc.get_objects() if type(each) is list and each and each[0] is each
        )

    def die(self) -> None:
        """As when memory runs out."""
        os.kill(os.getpid(), signal.SIGKILL)

    def hang(self, mark: str) -> None:
        """Works for ever, and says that it has begun."""
        Path(mark).touch()
        Event().wait()
