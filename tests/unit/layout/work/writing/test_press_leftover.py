"""What a killed run leaves behind is taken away by the next; what a living one needs is not."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.desk.running_desk import ROOT, desk_on
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.work.terminal.output import write_file
from layout.work.writing import temporaries
from layout.work.writing.temporaries import (
    exchange_name,
    file_name,
    temporary_folder,
    tidy,
    tidy_folders,
)
from layout.work.writing.whole_files import opened, temporary

pytestmark = [pytest.mark.speaks, pytest.mark.slow]

KILLED = """
import os, signal, sys
left = [int(sys.argv[1])]
def killed(*_, **__):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = killed
from layout.desk.command import main
sys.exit(main(sys.argv[2:]))
"""
"""Runs a command, and kills it as hard as can be when it has written a file for the nth time, and
the file does not have its name yet."""


def killed(number, *arguments, code=KILLED, **environment):
    command = [sys.executable, "-c", code, str(number), *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr.decode()


def hidden(folder):
    """What lies in a folder, and those below it, that nobody sees; not what is kept on purpose."""
    every = (file for file in folder.rglob(".*") if not file.is_dir())
    return [file for file in every if file.name not in (".gitignore", ".newsgrid-manifest.json")]


@pytest.fixture(scope="module", autouse=True)
def fonts(tmp_path_factory):
    """Fonts that were cut before: no file of theirs is written while a command is killed."""
    folder = tmp_path_factory.mktemp("fonts") / "gazette"
    assert main(["new", str(folder)]) == 0
    story = str(folder / "stories" / "harbour-wall.md")
    for output in (["page.pdf"], ["page", "--html"]):
        assert main(["print", story, "-o", str(folder / output[0]), *output[1:]]) == 0


@pytest.fixture
def gazette(tmp_path):
    assert main(["new", str(tmp_path / "gazette")]) == 0
    return tmp_path / "gazette"


@pytest.mark.parametrize(
    "command",
    [
        "print {gazette}/stories/harbour-wall.md -o {out}/a.pdf",
        "print {gazette}/stories/harbour-wall.md -o {out}/a --html",
        "web {gazette}/stories/harbour-wall.md -o {out}",
        "site {gazette} -o {out} --jobs 1",
        "simulate {gazette} -o {out}/report.html --jobs 1",
    ],
)
def test_a_command_that_is_killed_leaves_nothing_for_ever(gazette, tmp_path, command):
    arguments = command.format(gazette=gazette, out=tmp_path / "out").split()
    killed(1, *arguments)
    assert len(hidden(tmp_path)) == 1
    assert main(arguments) == 0
    assert hidden(tmp_path) == []


def test_an_edition_that_is_killed_leaves_nothing_for_ever(tmp_path):
    """With its record, which is written after the edition."""
    paper = newspaper(tmp_path / "paper")
    for number in (1, 2):
        killed(number, "print", paper)
        assert len(hidden(paper)) == 1
    assert main(["print", str(paper)]) == 0
    assert hidden(paper) == []


SAVING = """
import os, signal, sys
from pathlib import Path
from layout.desk.preview.access.writable_files import read, write
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
folder, name = Path(sys.argv[2]), sys.argv[3]
write(folder, name, "new", read(folder, name).revision)
"""


def test_a_save_that_is_killed_leaves_the_text_and_nothing_for_ever(gazette):
    name = "stories/harbour-wall.md"
    before = (gazette / name).read_bytes()
    killed(0, gazette, name, code=SAVING)
    assert len(hidden(gazette)) == 1 and (gazette / name).read_bytes() == before
    with desk_on(gazette) as desk:
        assert desk.ask("GET", "/api/files").status == 200
    assert hidden(gazette) == []
    assert (gazette / name).read_bytes() == before


RENDERING = """
import os, signal, sys
from layout.press.frames import skeleton
whole = skeleton._render
def killed(*arguments):
    whole(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
skeleton._render = killed
from layout.desk.command import main
sys.exit(main(sys.argv[2:]))
"""


def test_folders_for_a_renderer_go_with_the_next_run(gazette, tmp_path, monkeypatch):
    """Ours with its fonts, and that of WeasyPrint with as many, which lies in ours."""
    (tmp_path / "tmp").mkdir()
    arguments = ["print", gazette / "stories/harbour-wall.md", "-o", tmp_path / "a.pdf"]
    killed(0, *arguments, code=RENDERING, TMPDIR=str(tmp_path / "tmp"))
    (left,) = (tmp_path / "tmp").iterdir()
    assert left.name.startswith("newsgrid-")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    assert main([str(each) for each in arguments]) == 0
    assert list((tmp_path / "tmp").iterdir()) == []


def died():
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def named(pid=None, start="1"):
    return f".newsgrid-{pid or died()}-{start}-0123456789abcdef~"


def test_what_a_living_run_is_writing_is_left_alone(tmp_path):
    folder = opened(tmp_path)
    try:
        with temporary(folder, b"data", None) as name:
            tidy(tmp_path)
            assert (tmp_path / name).read_bytes() == b"data"
    finally:
        os.close(folder)
    assert list(tmp_path.iterdir()) == []


def test_what_is_held_from_where_processes_are_not_seen_is_left_alone(tmp_path):
    """From another container: the number in the name is that of nobody here."""
    import fcntl

    file = tmp_path / named()
    with file.open("wb") as writing:
        fcntl.flock(writing, fcntl.LOCK_SH)
        tidy(tmp_path)
        assert file.exists()
    tidy(tmp_path)
    assert not file.exists()


def test_a_number_that_another_process_has_by_now_protects_nothing(tmp_path):
    for pid in (os.getpid(), 1):
        (tmp_path / named(pid, "1")).touch()
    tidy(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_else_is_taken_away(tmp_path):
    pid = died()
    names = [
        *(".newsgrid-1~", ".newsgrid-a-1-0123456789abcdef~", ".newsgrid-manifest.json", "a~"),
        *(f".newsgrid-{pid}-1-0123456789abcdef", f"newsgrid-{pid}-1-0123456789abcdef~"),
        f".newsgrid-{'9' * 30}-1-0123456789abcdef~",
    ]
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / named(pid)).mkdir()
    (tmp_path / named(pid, "2")).symlink_to(tmp_path / "a~")
    os.mkfifo(tmp_path / named(pid, "3"))
    before = sorted(tmp_path.iterdir())
    tidy(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_version_of_somebody_else_that_came_out_is_kept(tmp_path):
    """Killed between the exchange and the look at what came out."""
    name = exchange_name(named(), b"known", b"ours")
    for data, stays in ((b"known", False), (b"ours", False), (b"theirs", True)):
        (tmp_path / name).write_bytes(data)
        tidy(tmp_path)
        assert (tmp_path / name).exists() == stays


def test_what_cannot_be_looked_through_is_written_to_all_the_same(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    tidy(tmp_path / "none")
    tidy(tmp_path / "file")
    write_file(tmp_path / "file", b"data")
    assert (tmp_path / "file").read_bytes() == b"data"


def test_names_tell_the_run(monkeypatch):
    assert file_name() != file_name()
    assert file_name().startswith(f".newsgrid-{os.getpid()}-")
    monkeypatch.setattr(temporaries, "_process", lambda _: ("", temporaries.NO_START))
    assert temporaries._lives(os.getpid(), "1")  # where the system tells no more, the number counts


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """The system's folder for temporaries, for this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_folders_of_dead_runs_go_and_others_stay(shelf):
    dead, other = shelf / f"newsgrid-{died()}-1-abcdefgh", shelf / "newsgrid-report"
    for folder in (dead, other):
        (folder / "fonts").mkdir(parents=True)
    linked = shelf / f"newsgrid-{died()}-2-abcdefgh"
    linked.symlink_to(other)
    with temporary_folder() as name:
        assert Path(name).is_dir() and not dead.exists()
        tidy_folders()
        assert Path(name).is_dir()
    assert sorted(shelf.iterdir()) == sorted([other, linked])
    assert (other / "fonts").is_dir()
