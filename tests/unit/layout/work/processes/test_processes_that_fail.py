"""Processes on a system without room for them, or without what others have; answers that cannot be
sent; parents that are gone."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from layout.work.processes import child, cluster, copies, crew, fork
from layout.work.processes.copies import copied, end
from layout.work.processes.crew import Copy, shared_out
from layout.work.processes.fork import Asides
from layout.work.processes.run_folder import run_folder
from layout.work.processes.signals import SIGNALS, call_on_signals, held_back
from slots.finding import BadInput, bad_input

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


def no_room(*_: object) -> NoReturn:
    raise OSError(errno.EAGAIN, "Resource temporarily unavailable")


def handles() -> set[str]:
    return {handle.name for handle in Path("/proc/self/fd").iterdir()}


def exit_of(work: Callable[[], object]) -> int:
    """With which code a copy of this process leaves that does some work."""
    pid = copied(work)
    _, status = os.waitpid(pid, 0)
    end(pid)
    return os.waitstatus_to_exitcode(status)


class Unsendable(Exception):
    """An error that cannot be pickled."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("not to be sent")


def raising(error: Exception) -> Callable[[], NoReturn]:
    def work() -> NoReturn:
        raise error

    return work


def answered(do: Callable[[], Any]) -> tuple[bool, Any]:
    """What a workman answers that does something."""
    ours, theirs = Pipe()
    with ours, theirs:
        crew._answer(theirs, do)
        answer: tuple[bool, Any] = ours.recv()
    return answer


def test_a_workman_answers_what_came_of_it_or_why_nothing_did() -> None:
    assert answered(lambda: 7) == (True, 7)
    done, error = answered(raising(bad_input("no-stories", "no story", hint="write one")))
    assert not done and isinstance(error, BadInput) and error.findings[0].hint == "write one"


def test_what_cannot_be_sent_is_told_by_its_name() -> None:
    done, error = answered(lambda: lambda: 7)
    assert not done and isinstance(error, Exception)
    done, error = answered(raising(Unsendable("deep in it")))
    assert not done and isinstance(error, RuntimeError)
    assert str(error) == "Unsendable: deep in it"


def test_where_no_copy_can_be_made_the_work_is_done_here_and_nothing_stays_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copies, "copied", no_room)
    before = handles()
    with pytest.raises(OSError) as kept:  # with its traceback, and so all that is in it
        Copy(lambda number: number, [1])
    assert handles() == before and kept.value.errno == errno.EAGAIN
    with shared_out(lambda number: 2 * number, [1, 2], 2, Copy) as results:
        assert list(results) == [(0, 2), (1, 4)]


@pytest.mark.parametrize("scarce", ["pipe", "copied"])
def test_where_there_is_no_room_aside_the_work_is_done_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, scarce: str
) -> None:
    where = fork.os if scarce == "pipe" else fork
    before = handles()
    with Asides(2) as begin:
        monkeypatch.setattr(where, scarce, no_room)
        result = begin(os.getpid)
        assert not begin.busy
        assert result() == os.getpid()
    assert handles() == before


def test_what_work_aside_raises_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def sent(do: Callable[[], Any]) -> bytes:
        reading, writing = os.pipe()
        fork._work(do, writing)
        with os.fdopen(reading, "rb") as pipe:
            return pipe.read()

    monkeypatch.setattr(fork.pickle, "dumps", lambda found: repr(found).encode())
    assert sent(lambda: 7) == b"(True, 7)"
    assert sent(raising(KeyError("a"))) == b"(False, KeyError('a'))"


def test_a_copy_of_a_parent_that_is_gone_ends_at_once() -> None:
    def no_death_signal(*_: int) -> int:
        return 0

    assert exit_of(lambda: copies._become_a_copy(1, no_death_signal)) == 1
    assert exit_of(lambda: copies._become_a_copy(os.getppid(), no_death_signal)) == 0


def test_a_child_ends_when_its_parent_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = Pipe()
    theirs.close()  # as the parent's end is closed when that dies
    with ours:
        monkeypatch.setattr(child, "parent_process", lambda: SimpleNamespace(sentinel=ours))
        assert exit_of(child._end_with_parent) == 1
        monkeypatch.setattr(child, "parent_process", lambda: None)
        assert exit_of(child._end_with_parent) == 0


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_where_no_folder_of_a_run_can_be_made_there_is_none(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layout.work.processes.run_folder.os.urandom", lambda count: b"\0" * count)
    (temporary / f"newsgrid-{os.getuid()}").mkdir(0o700)
    taken = temporary / f"newsgrid-{os.getuid()}" / f"{os.getpid()}-00000000"
    taken.write_bytes(b"")
    assert run_folder() is None and taken.exists()
    monkeypatch.setenv("TMPDIR", str(temporary / "none"))
    assert run_folder() is None
    assert os.environ["TMPDIR"] == str(temporary / "none"), "libraries go on as they were"


def test_a_system_without_locks_has_no_folder_of_a_run(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert run_folder() is None
    assert list(temporary.iterdir()) == []


def test_a_system_that_cannot_hold_signals_back_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "pthread_sigmask")
    heard: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, _: heard.append(number))
    try:
        with held_back(signal.SIGHUP):
            signal.raise_signal(signal.SIGHUP)
            assert heard == [signal.SIGHUP]
    finally:
        signal.signal(signal.SIGHUP, before)


def test_who_ends_in_an_order_of_its_own_is_told_of_each_signal_but_those_ignored() -> None:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    told: list[int] = []
    try:
        for number in SIGNALS:
            ignored = number == signal.SIGHUP
            signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL)
        call_on_signals(lambda: told.append(1))
        for number in SIGNALS:
            signal.raise_signal(number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert len(told) == len(SIGNALS) - 1


def test_without_dask_a_cluster_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInput, match="which is not installed") as caught:
        cluster._dask()
    assert "newsgrid[dask]" in (caught.value.findings[0].hint or "")
