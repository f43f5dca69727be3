"""Streams that are closed, full or of another alphabet, for every command: never a traceback."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[5]
CODE = "from layout.desk.entry import script; script()"
STORY = """---
headline: El año del ñandú – “así”
slots: [google-ad]
---

The river rose and the town watched it — hour after hour, says Ana Núñez, all night long.
"""
NAME = "mañana-ñ.md"
COMMANDS = {
    "check": ["check", "."],
    "stack": ["stack", "."],
    "explain": ["explain", f"stories/{NAME}", "--width", "375"],
    "web": ["web", f"stories/{NAME}", "-o", "../ñweb"],
    "print": ["print", f"stories/{NAME}", "-o", "../ñ.pdf"],
    "site": ["site", ".", "-o", "../ñsite"],
    "simulate": ["simulate", ".", "-o", "../ñ.html"],
    "place": ["place", "ñ.json"],
    "schema": ["schema", "newsgrid"],
    "new": ["new", "../ñuevo"],
    "completion": ["completion", "bash"],
    "unknown": ["ñ"],
}


@pytest.fixture
def paper(tmp_path):
    """A publication whose names and words are Spanish."""
    folder = tmp_path / "año"
    (folder / "stories").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text('name = "El Año"\n', encoding="utf-8")
    (folder / "stories" / NAME).write_text(STORY, encoding="utf-8")
    return folder


def ran(paper, arguments, shell="", env=(), limit=""):
    """Runs a command in a publication, with its streams, and within a limit, as a shell says."""
    words = [sys.executable, "-c", CODE, *arguments]
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; ulimit {limit or '-c 0'}; {shlex.join(words)} {shell}"],
        cwd=paper,
        env={**os.environ, "PYTHONPATH": str(ROOT), **dict(env)},
        capture_output=True,
    )


ALPHABETS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_terminal_that_knows_ascii_alone_is_written_to(paper, command):
    done = ran(paper, COMMANDS[command], env=ALPHABETS["ascii"])
    assert done.returncode == (2 if command in ("stack", "place", "unknown") else 0), done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout.isascii() and done.stderr.isascii()


def test_json_is_json_in_any_alphabet_and_the_same(paper):
    given = [*COMMANDS["explain"], "--json"]
    plain, *others = (ran(paper, given, env=env) for env in ((), *ALPHABETS.values()))
    for other in others:
        assert other.returncode == plain.returncode == 0, other.stderr
        assert other.stdout.isascii() and not plain.stdout.isascii()
        assert json.loads(other.stdout) == json.loads(plain.stdout)


def test_a_site_is_the_same_in_any_locale(paper):
    made = []
    for env in ((), ALPHABETS["C"]):
        assert ran(paper, ["site", ".", "-o", "../site"], env=env).returncode == 0
        site = paper.parent / "site"
        made.append({os.fsencode(f): f.read_bytes() for f in site.rglob("*") if f.is_file()})
        site.rename(paper.parent / f"done-{len(made)}")
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ("| true", (0, 141)),
        ("| head -c 1 >/dev/null", (0, 141)),
        (">&-", (0,)),
        ("2>&-", (0,)),
        ("<&-", (0,)),
        ("<&- >&- 2>&-", (0,)),
        ("2>/dev/full", (0,)),
        (">/dev/full", (2,)),
        (">/dev/full 2>&1", (2,)),
        (">/dev/full 2>&-", (2,)),
        ("--json >/dev/full", (2,)),
    ],
)
def test_streams_that_cannot_be_written_to_are_no_traceback(paper, shell, code):
    done = ran(paper, ["check", "newsgrid.toml"], shell)
    assert done.returncode in code
    full = shell.endswith(">/dev/full") and not shell.startswith("2")
    said = b"newsgrid: the report cannot be written: No space left on device\n"
    assert done.stderr == (said if full else b"")


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["schema"], ["completion", "bash"]]
)
def test_whatever_is_printed_is_printed_or_told(paper, arguments):
    done = ran(paper, arguments, ">/dev/full")
    assert done.returncode == 2
    assert done.stderr == b"newsgrid: the report cannot be written: No space left on device\n"


def test_a_mistake_on_the_command_line_needs_no_stderr(paper):
    for shell in ("2>/dev/full", "2>&-"):
        assert ran(paper, ["chekc"], shell).returncode == 2


def test_no_file_gets_the_number_of_a_stream_that_is_closed(paper):
    """Else what is printed would be in it."""
    given = ["print", f"stories/{NAME}", "-o", "../it.pdf", "--verbose"]
    assert ran(paper, given, "<&- >&- 2>&-").returncode == 0
    assert (paper.parent / "it.pdf").read_bytes().startswith(b"%PDF")
    assert b"Step 1" not in (paper.parent / "it.pdf").read_bytes()


@pytest.mark.parametrize("limit", ["-n 8", "-n 32", "-v 100000"])
def test_too_little_of_the_machine_is_enough_or_told(paper, limit):
    done = ran(paper, COMMANDS["print"], limit=limit)
    assert done.returncode in {"-n 8": (0, 2), "-n 32": (0,), "-v 100000": (2,)}[limit]
    assert done.returncode == 0 or done.stderr or done.stdout
    assert done.stderr.count(b"\n") <= 1 and b"Traceback" not in done.stderr
