"""Benches for tests of workers: one that does as it is told, good and bad; one that draws here."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from threading import Event
from typing import Any

from aside import aside

from layout.desk.preview.print.pictures import Asked, Pictures
from layout.desk.preview.print.raster import Rasters
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


class Here:
    """A worker that is no process: its bench is here."""

    pid = None

    def __init__(self, bench: Any) -> None:
        self.bench = bench

    async def ask(self, task: str, *arguments: Any, leash: Any = None) -> Any:
        """What a method of the bench gives."""
        return getattr(self.bench, task)(*arguments)


class HereDrawn:
    """Draws as the worker does that draws pages, with no limit to what it takes."""

    def __init__(self) -> None:
        self.rasters = Rasters()

    def picture(
        self, number: int, revision: str, scale: float, pdf: bytes | None = None
    ) -> bytes | None:
        """A page as a PNG."""
        return self.rasters.picture(revision, scale, pdf)


def picture_of(bench: Any, asked: Asked, drawn: HereDrawn | None = None) -> Any:
    """The picture of a page, and whether it is of the revision asked for, as the desk has it."""

    async def gone() -> bool:
        return False

    pictures: Any = Pictures(Here(drawn or HereDrawn()))  # type: ignore[arg-type]
    return aside(pictures.picture(asked, Here(bench), gone))
