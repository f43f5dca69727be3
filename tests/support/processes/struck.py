"""The command as its users start it, struck at a moment of its work: by signals, or by a kill.

    run = struck("site", paper, moment=IN_A_COPY)      it runs until that moment
    run.storm(signal.SIGINT)                           Ctrl-C, as fast as it can be pressed

It is a process in a session of its own, so that all that it starts can be counted, and its
temporary files go into a folder of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from signal import SIGKILL

ROOT = Path(__file__).parents[3]
PATIENCE = 120

CODE = """
import os, sys, time
event, text, copied = {moment!r}
own, left = os.getpid(), [{handle}]
def hook(name, given):
    if left and name == event and copied == (os.getpid() != own):
        if text in str(given[0] if given else ""):
            try:
                os.write(left.pop(), b"now")
            except BrokenPipeError:
                pass  # another copy was first
            while copied:  # the work cannot be over before the blow comes
                time.sleep(1)
            os.read({waiting}, 1)
sys.addaudithook(hook)
from layout.desk.entry import script
sys.argv[0] = "newsgrid"
script()
"""


@dataclass(frozen=True)
class Moment:
    """An event of Python's audit (PEP 578) whose first argument has a text in it; `copied`: in a
    copy of the process, not in itself. A copy that has come to its moment stays there, the process
    itself until the first blow has come."""

    event: str
    text: str = ""
    copied: bool = False


@dataclass(frozen=True)
class Run:
    """A command that has come to its moment, or to its end."""

    process: subprocess.Popen[bytes]
    folder: Path
    held: list[int]

    def storm(self, how: int) -> None:
        """Sends a signal to it and to all that it has started, a thousand times a second until it
        ends. (Without a pause it would be Python that ends: its handlers nest without a limit of
        their own, and a hundred thousand a second come to RecursionError in any program.)"""
        while self.process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, how)
            self._let_go()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.001)

    def send(self, how: int) -> None:
        """Sends it a signal, once."""
        self.process.send_signal(how)
        self._let_go()

    def ended(self) -> tuple[int, bytes, str]:
        """Its exit code and what it said, when it has ended and all that it started has."""
        self._let_go()
        out, err = self.process.communicate(timeout=PATIENCE)
        for handle in self._others():
            assert select([handle], [], [], PATIENCE)[0], "a process was left behind"
            os.close(handle)
        return self.process.returncode, out, err.decode()

    def left(self) -> list[Path]:
        """The temporary files that are left."""
        return [path for path in self.folder.rglob("*") if path.name != f"newsgrid-{os.getuid()}"]

    def _let_go(self) -> None:
        while self.held:
            os.close(self.held.pop())

    def _others(self) -> list[int]:
        """Handles of the processes of its session that are there still."""
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                session = int((entry / "stat").read_text().rpartition(")")[2].split()[3])
                if session == self.process.pid:
                    found.append(os.pidfd_open(int(entry.name)))
        return found


def struck(*arguments: object, moment: Moment, folder: Path) -> Run:
    """A command started, that has come to a moment; its temporary files lie below a folder."""
    (reading, writing), (waiting, held) = os.pipe(), os.pipe()
    folder.mkdir(exist_ok=True)
    given = (moment.event, moment.text, moment.copied)
    code = CODE.format(moment=given, handle=writing, waiting=waiting)
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        pass_fds=(writing, waiting),
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
    )
    os.close(writing)
    os.close(waiting)
    try:
        assert os.read(reading, 3) == b"now", process.communicate()
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, SIGKILL)
        os.close(held)
        raise
    finally:
        os.close(reading)
    return Run(process, folder, [held])
