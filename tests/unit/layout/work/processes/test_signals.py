"""A command that is interrupted, told to end or killed: one line, its exit code, nothing left."""

import signal
from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper
from support.processes.struck import Moment, struck

pytestmark = pytest.mark.slow

IN_A_COPY = Moment("open", ".md", copied=True)
"""A copy of the process reads a story."""

FIRST = Moment("import", "layout.desk.command")
CLICK = Moment("import", "click.core")
COPIED = Moment("os.fork")
WRITING = Moment("os.rename", ".newsgrid-")
SAID = {
    signal.SIGINT: "newsgrid: interrupted\n",
    signal.SIGTERM: "newsgrid: told to end\n",
    signal.SIGHUP: "newsgrid: the terminal was closed\n",
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A small newspaper."""
    return newspaper(tmp_path_factory.mktemp("signals") / "paper")


def site(paper, folder):
    return "site", paper, "-o", folder / "site", "--jobs", "2"


def half_written(folder: Path) -> list[Path]:
    """Files that were to become others."""
    return [path for path in folder.rglob(".newsgrid-*") if path.name.endswith("~")]


@pytest.mark.parametrize("moment", [FIRST, CLICK, COPIED, IN_A_COPY, WRITING])
def test_any_number_of_interrupts_at_any_moment_are_one(paper, tmp_path, moment):
    run = struck(*site(paper, tmp_path), moment=moment, folder=tmp_path / "tmp")
    run.storm(signal.SIGINT)
    code, out, err = run.ended()
    assert (code, err) == (130, SAID[signal.SIGINT])
    assert out == b""
    assert not run.left() and not half_written(tmp_path)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_in_the_middle_of_a_simulation_leave_nothing(paper, tmp_path, how):
    given = ("simulate", paper, "--jobs", "2", "-o", tmp_path / "it.html")
    run = struck(*given, moment=IN_A_COPY, folder=tmp_path / "tmp")
    run.send(how)
    assert run.ended() == (128 + how, b"", SAID[how])
    assert not run.left() and not (tmp_path / "it.html").exists()


@pytest.mark.parametrize(
    ("command", "moment"),
    [
        ("site", IN_A_COPY),
        ("print", Moment("open", ".py", copied=True)),
        ("stack", Moment("import", "slots.stacking.solve")),
        ("check", Moment("open", ".md")),
    ],
)
def test_who_is_told_to_end_does(paper, tmp_path, command, moment):
    outputs = {
        "site": ["-o", tmp_path / "site", "--jobs", "2"],
        "print": ["-o", tmp_path / "p.pdf"],
    }
    given = (command, paper, *outputs.get(command, []))
    run = struck(*given, moment=moment, folder=tmp_path / "tmp")
    run.send(signal.SIGTERM)
    assert run.ended() == (143, b"", SAID[signal.SIGTERM])
    assert not run.left() and not half_written(tmp_path)


DESK = ("--port", "0", "--no-open")


@pytest.mark.parametrize(
    ("moment", "code", "said"),
    [
        (Moment("import", "uvicorn"), 130, SAID[signal.SIGINT]),
        (Moment("import", "multiprocessing.popen_forkserver"), 0, ""),
    ],
)
def test_a_desk_ends_with_its_workers_whenever_it_is_interrupted(
    paper, tmp_path, moment, code, said
):
    run = struck("preview", paper, *DESK, moment=moment, folder=tmp_path / "tmp")
    run.storm(signal.SIGINT)
    ended, _, err = run.ended()
    assert (ended, err) == (code, said)
    assert not run.left()


def test_who_is_killed_takes_all_others_along_and_the_next_run_sweeps(paper, tmp_path):
    run = struck(*site(paper, tmp_path), moment=IN_A_COPY, folder=tmp_path / "tmp")
    run.send(signal.SIGKILL)
    assert run.ended() == (-9, b"", "")
    assert run.left()
    again = struck("schema", moment=CLICK, folder=tmp_path / "tmp")
    code, out, err = again.ended()
    assert (code, err) == (0, "") and out
    assert not again.left()


def test_a_run_to_its_end_leaves_no_temporary_file(paper, tmp_path):
    run = struck(*site(paper, tmp_path), moment=CLICK, folder=tmp_path / "tmp")
    code, _, err = run.ended()
    assert code == 0, err
    assert not run.left()
