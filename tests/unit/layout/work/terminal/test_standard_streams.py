"""A story from stdin, a result on stdout: "-", and what is refused."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from layout.desk.command import main
from layout.work.terminal import console
from slots.files.door import STORY

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[5]
CODE = "import sys; from layout.desk.command import main; sys.exit(main(sys.argv[1:]))"
TEXT = "# Harbour wall\n\nThe wall stands. It has stood for a hundred years.\n"


@pytest.fixture
def gazette(tmp_path, monkeypatch, capsys):
    """A publication, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "gazette"]) == 0
    capsys.readouterr()
    monkeypatch.chdir(tmp_path / "gazette")
    return tmp_path / "gazette"


def piped(*arguments, text=b""):
    """Exit code, stdout as bytes and stderr of a command that is given a text."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments], input=text, capture_output=True, env=environment
    )
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture
def stdin(monkeypatch):
    """Gives a command of this process a text."""

    def give(text):
        data = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_a_pdf_on_stdout_is_the_pdf_that_a_file_has(gazette):
    story = gazette / "stories" / "harbour-wall.md"
    code, out, err = piped("print", str(story), "-o", "-")
    assert code == 0 and out.startswith(b"%PDF-") and "Wrote <stdout>" in err
    assert piped("print", str(story), "-o", "page.pdf")[0] == 0
    assert (gazette / "page.pdf").read_bytes() == out
    assert not (gazette / "-").exists() and not (gazette / "<stdout>").exists()


def test_a_story_from_stdin_is_the_story_of_a_file_here(gazette):
    story = (gazette / "stories" / "harbour-wall.md").read_bytes()
    (gazette / "here.md").write_bytes(story)
    copytree(gazette / "stories" / "media", gazette / "media")
    code, out, err = piped("print", "-", text=story)  # what comes in by stdin leaves by stdout
    assert code == 0 and out.startswith(b"%PDF-"), err
    assert piped("print", "here.md")[0] == 0
    assert len((gazette / "here.pdf").read_bytes()) == pytest.approx(len(out), abs=200)
    told = [piped("explain", name, "--json", text=story)[1] for name in ("-", "here.md")]
    assert [json.loads(each)["views"] for each in told] == [json.loads(told[1])["views"]] * 2


def test_the_edition_on_stdout(gazette):
    code, out, err = piped("print", ".", "-o", "-")
    assert code == 0 and out.startswith(b"%PDF-") and "house ads" in err
    assert (gazette / "edition.plan.json").exists() and not (gazette / "edition.pdf").exists()


def test_charts_and_a_stack_on_stdout(gazette):
    code, out, err = piped("simulate", ".", "-o", "-", "--jobs", "1")
    assert code == 0 and out.startswith(b"<!doctype html>") and "no rule is broken" in err
    (gazette / "ads.csv").write_text("id,advertiser,size\nA1,Inn,1/4 page\n")
    code, out, err = piped("stack", "--proof", "-")
    assert code == 0 and out.startswith(b"%PDF-") and "1 of 1 ad placed" in err


def test_a_web_page_and_a_check_from_stdin(gazette, stdin, capsys):
    stdin(TEXT)
    assert main(["web", "-", "-o", "out"]) == 0
    assert "Harbour wall" in (gazette / "out" / "index.html").read_text()
    capsys.readouterr()
    stdin(f"{TEXT}\n![A boat](media/gone.jpg)\n\nMore.\n")
    assert main(["check", "-"]) == 1
    out = capsys.readouterr().out
    assert "<stdin>:5" in out and 'picture "media/gone.jpg" is not there' in out


def test_a_strip_from_stdin(stdin, capsys):
    stdin('{"width": 343, "viewport": [375, 667], "height": 900, "items": []}')
    assert main(["place", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["placements"] == []
    stdin('{"width": 343')
    assert main(["place", "-"]) == 2
    assert "<stdin>:1:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "<stdin>: the file is empty"),
        (b"\xff\xfe\x00", "<stdin>"),
        (b"word " * (STORY.most // 5 + 1), f"<stdin>: the file is over {STORY.most:,} bytes long"),
    ],
)
def test_what_no_story_is(stdin, capsys, data, told):
    stdin(data)
    assert main(["explain", "-"]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["web", "STORY", "-o", "-"], "is several files: stdout takes one"),
        (["site", "-o", "-"], "a site is several files"),
        (["print", "STORY", "--html", "-o", "-"], "is several files"),
        (["print", "-", "--html"], "is several files"),
        (["print", "STORY", "-o", "-", "--json"], "--json and -o - both write to stdout"),
        (["print", ".", "-o", "-", "--json"], "--json and -o - both write to stdout"),
        (["simulate", ".", "-o", "-", "--json"], "--json and -o - both write to stdout"),
    ],
)
def test_refusals_say_why_and_what_to_do(gazette, capsys, arguments, told):
    story = str(gazette / "stories" / "harbour-wall.md")
    assert main([story if each == "STORY" else each for each in arguments]) == 2
    err = capsys.readouterr().err
    assert told in err and "(hint: " in err


@pytest.mark.parametrize("arguments", [["print", "STORY", "-o", "-"], ["print", "."]])
def test_no_pdf_goes_to_a_terminal(gazette, capsys, monkeypatch, arguments):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    story = str(gazette / "stories" / "harbour-wall.md")
    code = main([story if each == "STORY" else each for each in arguments])
    out, err = capsys.readouterr()
    if "-" in arguments:
        assert code == 2 and out == "" and "stdout is a terminal" in err
    else:
        assert code == 0 and (gazette / "edition.pdf").exists()


def test_files_of_those_names_are_files(gazette, capsys):
    for name in ("-", "<stdin>"):
        (gazette / name).write_text(TEXT)
    for name in ("./-", "<stdin>"):
        assert main(["explain", name, "--edition", "print"]) == 0
    assert main(["print", "./-", "-o", "./<stdout>"]) == 0
    assert (gazette / "<stdout>").read_bytes().startswith(b"%PDF-")
    assert Path("<stdout>") is not console.STDOUT


def test_pictures_of_a_story_from_stdin_are_never_written_over(gazette, stdin, capsys):
    from PIL import Image

    Image.new("RGB", (300, 200)).save(gazette / "boat.png")
    before = (gazette / "boat.png").read_bytes()
    stdin(f"{TEXT}\n![A boat](boat.png)\n\nMore.\n")
    assert main(["print", "-", "-o", "boat.png"]) == 2
    assert "is a file that this very command reads" in capsys.readouterr().err
    assert (gazette / "boat.png").read_bytes() == before


def test_one_who_types_is_told_how_to_end(stdin, capsys, monkeypatch):
    stdin(TEXT)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["explain", "-", "--edition", "print"]) == 0
    assert "Ctrl-D ends what you write" in capsys.readouterr().err
