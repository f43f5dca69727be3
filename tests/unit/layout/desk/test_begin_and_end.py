"""How the command's process begins and ends, in a copy of this process: what it leaves, says and
comes to."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from layout.desk import command, entry
from layout.desk.begin_and_end import run
from layout.work.processes import signals
from layout.work.processes.signals import SIGNALS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


@dataclass(frozen=True)
class Ended:
    """What a command's process came to."""

    code: int
    out: str
    err: str


def ended(work: Callable[[], int], before: Callable[[], object] = lambda: None) -> Ended:
    """Runs a command in a copy of this process, with pipes for its streams; `before` is done to
    these first."""
    pipes = [os.pipe() for _ in range(2)]
    pid = os.fork()
    if not pid:
        _as_a_command(work, before, [writing for _, writing in pipes])
    said = []
    for reading, writing in pipes:
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said.append(pipe.read().decode())
    return Ended(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), *said)


def _as_a_command(
    work: Callable[[], int], before: Callable[[], object], writings: list[int]
) -> NoReturn:
    try:
        for number, writing in enumerate(writings, 1):
            os.dup2(writing, number)
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.FileIO(number, "w", closefd=False), "ascii") for number in (1, 2)
        )
        signals._EARS = signals._Ears()
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        before()
        run(work)
    finally:
        os._exit(99)


def says(text: str, code: int = 0) -> Callable[[], int]:
    def work() -> int:
        print(text)
        return code

    return work


@pytest.mark.parametrize("code", [0, 1, 2, 70])
def test_it_ends_with_the_code_of_its_command(code: int) -> None:
    assert ended(says("done", code)) == Ended(code, "done\n", "")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (signal.SIGINT, "interrupted"),
        (signal.SIGTERM, "told to end"),
        (signal.SIGHUP, "the terminal was closed"),
    ],
)
def test_a_signal_ends_it_with_one_message(number: signal.Signals, said: str) -> None:
    def work() -> int:
        signal.raise_signal(number)
        print("never said")
        return 0

    assert ended(work) == Ended(128 + number, "", f"newsgrid: {said}\n")


def test_garbage_is_not_collected_even_at_its_end() -> None:
    def work() -> int:
        command.main(["--version"])
        print(gc.isenabled())
        return 0

    assert ended(work).out.endswith("\nFalse\n")


def test_output_that_cannot_be_written_fails_it() -> None:
    """A full disk is told by the code, unless that says more."""

    def full() -> None:
        os.dup2(os.open("/dev/full", os.O_WRONLY), 1)

    assert ended(says("done"), full).code == 2
    assert ended(says("done", 1), full).code == 1


def test_streams_that_are_closed_take_what_is_written_and_no_file_gets_their_number() -> None:
    def closed() -> None:
        for number in (0, 1):
            os.close(number)
        sys.stdin = sys.stdout = None  # type: ignore[assignment]  # as Python leaves them

    def work() -> int:
        print("to nowhere")
        print(repr(sys.stdin.read()), file=sys.stderr)
        opened = os.open(os.devnull, os.O_RDONLY)
        return int(opened < 3) or 5 * (sys.stdout.fileno() == 1 and sys.stdin.fileno() == 0)

    assert ended(work, closed) == Ended(5, "", "''\n")


def test_a_stream_that_is_open_though_python_has_none_is_used() -> None:
    def forgotten() -> None:
        sys.stdout = None  # type: ignore[assignment]

    assert ended(says("Grüße"), forgotten) == Ended(0, "Grüße\n", "")


def test_what_an_encoding_lacks_is_escaped() -> None:
    assert ended(says("Grüße")).out == "Gr\\xfc\\xdfe\n"


def test_temporary_files_go_with_it(tmp_path: Path) -> None:
    def here() -> None:
        os.environ["TMPDIR"] = str(tmp_path)
        tempfile.tempdir = None

    def work() -> int:
        handle, name = tempfile.mkstemp()
        os.close(handle)
        return 4 if Path(name).is_relative_to(tmp_path) and list(tmp_path.iterdir()) else 5

    def struck() -> int:
        work()
        signal.raise_signal(signal.SIGTERM)
        return 0

    for command_, code in ((work, 4), (struck, 143)):
        assert ended(command_, here).code == code
        (ours,) = tmp_path.iterdir()  # of this user's runs, each of which has one in it
        assert list(ours.iterdir()) == []


def in_another_encoding(stream: io.TextIOBase | None) -> Callable[[], None]:
    """A locale whose files and names are Latin 1, with this stdout; what would be begun is told."""

    def before() -> None:
        sys.getfilesystemencoding = lambda: "iso8859-1"
        sys.orig_argv = ["python", "-m", "newsgrid", "check"]
        for name in ("PYTHONIOENCODING", "PYTHONUTF8"):
            os.environ.pop(name, None)
        os.execv = begun  # type: ignore[assignment]
        sys.stdout = stream  # type: ignore[assignment]

    def begun(program: str, arguments: list[str]) -> NoReturn:
        assert program == sys.executable == arguments[0]
        asked = os.environ["PYTHONUTF8"], os.environ["PYTHONIOENCODING"]
        os.write(2, f"{arguments[1:]} {asked}".encode())
        os._exit(6)

    return before


@pytest.mark.parametrize(
    ("stream", "encoding"),
    [(io.TextIOWrapper(io.BytesIO(), "iso8859-15"), "iso8859-15"), (None, "ascii")],
)
def test_in_another_encoding_it_begins_again_in_utf_8(stream, encoding: str) -> None:
    """With the arguments it was given; the terminal keeps the encoding that it has."""
    again = ["-X", "utf8", "-m", "newsgrid", "check"]
    asked = ("1", f"{encoding}:backslashreplace")
    assert ended(says("never said"), in_another_encoding(stream)) == Ended(
        6, "", f"{again} {asked}"
    )


def test_the_installed_command_is_the_desk_within_such_a_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(command, "main", lambda: 17)
    monkeypatch.setattr(entry, "run", lambda work: codes.append(work()))
    entry.script()
    assert codes == [17]
