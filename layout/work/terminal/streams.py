"""Results on stdout: `-o -`, for one file, where nothing else is to stand there."""

from __future__ import annotations

import sys
from pathlib import Path

from layout.work.terminal.console import Console
from slots.finding import bad_input

STDOUT = Path("<stdout>")
"""What "-" stands for after -o: this very object, so that a file of that name is another one."""


def check_stdout(target: Path | None, console: Console, binary: str = "") -> None:
    """Raises BadInput where a result cannot go to stdout: the report as JSON goes there too, or it
    is a terminal, and what is `binary` would be no text on it."""
    if target is not STDOUT:
        return
    if console.json:
        hint = "leave --json out, or name a file with -o"
        raise bad_input("options", "--json and -o - both write to stdout", hint=hint)
    if binary and sys.stdout.isatty():
        hint = "send it on, as in: newsgrid print story.md -o - > story.pdf"
        raise bad_input("terminal", f"{binary} is no text, and stdout is a terminal", hint=hint)


def refuse_stdout(target: Path | None, what: str) -> None:
    """Raises BadInput where several files would go to stdout."""
    if target is STDOUT:
        hint = "name a folder with -o"
        raise bad_input("options", f"{what} is several files: stdout takes one", hint=hint)
