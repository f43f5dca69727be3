"""The live line: only on a terminal, only after a second, never in the way of the report."""

import os
import subprocess
import sys

CODE = """
import sys, time
from layout.desk.console import Console
{terminal}
console = Console()
console.step("Breaking lines")
time.sleep({seconds})
console.step("Painting")
time.sleep({seconds})
console.done()
print("done")
"""


def shown(seconds, terminal):
    """What a command of so many seconds shows on stderr and on stdout."""
    pretence = "sys.stderr.isatty = lambda: True" if terminal else ""
    code = CODE.format(seconds=seconds, terminal=pretence)
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment
    )
    return done.stderr, done.stdout


def test_work_of_over_a_second_says_what_it_does():
    err, out = shown(1.5, terminal=True)
    assert "Breaking lines ..." in err and "Painting ..." in err
    assert out == "done\n"


def test_quick_work_shows_nothing():
    assert shown(0.1, terminal=True) == ("", "done\n")


def test_a_pipe_shows_nothing():
    assert shown(1.2, terminal=False) == ("", "done\n")
