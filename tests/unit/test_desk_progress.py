"""The live line: only on a terminal, only after a second, never in the way of the report."""

import os
import pty
import subprocess
import sys

CODE = """
import time
from layout.desk.console import Console
console = Console()
console.step("Breaking lines")
time.sleep({seconds})
console.step("Painting")
time.sleep({seconds} / 4)
console.done()
print("done")
"""


def on_a_terminal(seconds):
    """What a command shows on stderr, when that is a terminal, and on stdout."""
    ours, theirs = pty.openpty()
    code = CODE.format(seconds=seconds)
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # Linux says so when the other end is closed and all is read
        pass
    os.close(ours)
    return shown.decode(), done.stdout.decode()


def test_work_of_over_a_second_says_what_it_does():
    shown, out = on_a_terminal(1.5)
    assert "Breaking lines ..." in shown and "Painting ..." in shown
    assert out == "done\n"


def test_quick_work_shows_nothing():
    assert on_a_terminal(0.1) == ("", "done\n")


def test_a_pipe_shows_nothing():
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(seconds=1.2)], capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("done\n", "")
