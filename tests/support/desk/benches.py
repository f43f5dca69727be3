"""Benches for tests of workers: one that does as it is told, good and bad; one that draws here."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from threading import Event
from typing import Any

from support.processes.aside import aside

from layout.desk.preview.rules.whole.tasks import WholeBench
from layout.desk.preview.workers.page_pictures import PictureRequest, Pictures
from layout.desk.preview.workers.page_raster import Rasters
from slots.finding import bad_input


class TestBench:
    """Made with the path of a file that must be there."""

    __test__ = False

    def __init__(self, needed: str) -> None:
        if not Path(needed).exists():
            raise bad_input("needed", "cannot begin", hint="wait")
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
        raise bad_input("bad", "as it was asked", hint="ask otherwise")

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


class SlowWhole(WholeBench):
    """The bench of the whole publication. With rules that say "# for ever" a story has no end: a
    file, "at-work" in the folder, says that it has begun."""

    endless = ""
    """The tab with such a run."""

    def begin(self, tab: str, text: str, story: str) -> dict[str, Any]:
        """A run over all stories."""
        if "# for ever" in text:
            self.endless = tab
        return super().begin(tab, text, story)

    def part(self, tab: str, number: int) -> dict[str, Any] | None:
        """The next stories of a run."""
        if tab == self.endless:
            self._work_for_ever()
        return super().part(tab, number)

    def trial(self, tab: str, text: str, story: str) -> dict[str, Any]:
        """The open story under the draft."""
        if "# for ever" in text:
            self._work_for_ever()
        return super().trial(tab, text, story)

    def _work_for_ever(self) -> None:
        (self._folder / "at-work").touch()
        Event().wait()


class Here:
    """A worker that is no process: its bench is here."""

    pid = None

    def __init__(self, bench: Any) -> None:
        self.bench = bench

    async def call(self, task: str, *arguments: Any, leash: Any = None) -> Any:
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


def picture_of(bench: Any, asked: PictureRequest, drawn: HereDrawn | None = None) -> Any:
    """The picture of a page, and whether it is of the revision asked for, as the desk has it."""

    async def gone() -> bool:
        return False

    pictures: Any = Pictures(Here(drawn or HereDrawn()))  # type: ignore[arg-type]
    return aside(pictures.picture(asked, Here(bench), gone))


def nested_pdf(deep: int, copies: int) -> bytes:
    """A page of a few kilobytes that draws forms inside each other: `copies` of the next in each,
    so that one is drawn copies**deep times."""
    sheet = b"/BBox [0 0 200 100]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] "
        b"/Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length 5 >> stream\n/F Do\nendstream",
    ]
    for level in range(deep + 1):
        drawn = b"/F Do " * copies if level < deep else b"0 0 9 9 re f"
        inner = b"/Resources << /XObject << /F %d 0 R >> >>" % (6 + level) if level < deep else b""
        head = b"<< /Type /XObject /Subtype /Form %b %b /Length %d >>" % (sheet, inner, len(drawn))
        objects.append(b"%b stream\n%b\nendstream" % (head, drawn))
    return _pdf(objects)


def _pdf(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, b"".join(places))
    trailer = b"trailer << /Size %d /Root 1 0 R >>" % (len(places) + 1)
    return b"%b%b%b\nstartxref\n%d\n%%%%EOF" % (data, table, trailer, len(data))
