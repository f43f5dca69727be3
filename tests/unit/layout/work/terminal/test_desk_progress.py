"""The live line: only on a terminal, only after a while, never in the way of the report."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CODE = """
import sys, threading
from layout.work.terminal import console as desk, progress


class Terminal:
    '''stderr as a terminal, on which one can wait until something is to be read.'''

    encoding = "utf-8"

    def __init__(self, out):
        self.out, self.said, self.more = out, "", threading.Condition()

    def isatty(self):
        return {terminal}

    def fileno(self):
        return self.out.fileno()

    def flush(self):
        self.out.flush()

    def write(self, text):
        self.out.write(text)
        with self.more:
            self.said += text
            self.more.notify_all()

    def wait_for(self, words):
        with self.more:
            self.more.wait_for(lambda: words in self.said)


sys.stderr = terminal = Terminal(sys.stderr)
progress.PATIENCE = {patience}
console = desk.Console()
console.step("Breaking lines")
{first}
console.step("Painting")
{second}
console.done()
print("done", threading.active_count())
"""


def shown(terminal, patience, first="", second=""):
    """What a command shows on stderr and stdout that does something after each of its steps, the
    live line being due after so many seconds."""
    code = CODE.format(terminal=terminal, patience=patience, first=first, second=second)
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    return done.stderr, done.stdout


def test_work_that_takes_a_while_says_what_it_does():
    waits = (f'terminal.wait_for("{words} ...")' for words in ("Breaking lines", "Painting"))
    err, out = shown(True, 0.1, *waits)
    assert "Breaking lines ..." in err and "Painting ..." in err
    assert out.startswith("done ")


def test_quick_work_shows_nothing():
    assert shown(True, 3600) == ("", "done 1\n")


def test_a_pipe_shows_nothing():
    assert shown(False, 0, 'print("at work", threading.active_count())') == (
        "",
        "at work 1\ndone 1\n",
    )


def test_a_terminal_waits_a_second():
    from layout.work.terminal.progress import PATIENCE

    assert PATIENCE == 1.0
