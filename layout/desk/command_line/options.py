"""What commands share on the command line: their options, and how they run."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from layout.work.terminal.console import STDOUT, Console
from layout.work.terminal.error_boundary import run
from layout.work.terminal.progress import Clock
from layout.work.terminal.report import Report
from slots.files.door import STDIN

_F = TypeVar("_F", bound=Callable[..., Any])


class _Dash(click.Path):
    """A path for which "-" stands for a standard stream; a file of that name is "./-"."""

    def __init__(self, stream: Path) -> None:
        super().__init__(path_type=Path)
        self._stream = stream

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or the stream."""
        return self._stream if value == "-" else super().convert(value, param, ctx)


class _Pages(click.ParamType[tuple[int, ...]]):
    """Pages by their numbers, in the order given: "3,6-7"."""

    name = "pages"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The numbers."""
        numbers: list[int] = []
        for part in value.split(","):
            first, dash, last = part.strip().partition("-")
            ends = (first, last if dash else first)
            if not all(end.isascii() and end.isdecimal() and len(end) < _DIGITS for end in ends):
                self.fail(f'"{value[:40]}" names no pages: write them as in 3,6-7', param, ctx)
            low, high = map(int, ends)
            if not 1 <= low <= high:
                self.fail(f'"{part.strip()}" is no range: the lower page comes first', param, ctx)
            numbers += range(low, high + 1)
        return tuple(dict.fromkeys(numbers))


class _TimeOfDay(click.ParamType[str]):
    """A time of day: "21:30"."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The same, if it is one."""
        from layout.story.decided import TIME_OF_DAY  # not for each command

        if not TIME_OF_DAY.fullmatch(value):
            self.fail(f'"{value[:40]}" is no time of day: write it as in 21:30', param, ctx)
        return value


_DIGITS = 5
"""Digits of a page's number, fewer than these."""

PAGES = _Pages()
CLOCK = _TimeOfDay()
FILE = click.Path(path_type=Path)
INPUT = _Dash(STDIN)
OUTPUT = _Dash(STDOUT)
STRATEGY = click.Choice(("exact", "stable", "greedy"))
"""The values of `slots.rules.terms.Strategy`, which is slow to import."""

STORY = click.argument("story", type=INPUT)
DATE = click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the page is made for, from which a story's age is counted; else the edition's.",
)


def reports(command: Callable[..., Report]) -> Callable[..., None]:
    """Makes a function that returns a Report a command with --json, --strict and --verbose.

    The function gets a Console first, then its own parameters.
    """

    @click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
    @click.option("--strict", is_flag=True, help="Let warnings fail: exit 1 for them too.")
    @click.option("--verbose", is_flag=True, help="Number the steps as they are taken.")
    @click.pass_context
    @functools.wraps(command)
    def wrapped(
        context: click.Context, /, as_json: bool, strict: bool, verbose: bool, **parameters: Any
    ) -> None:
        console = Console(as_json, verbose, strict, Clock())
        if sys.stdin.isatty() and any(value is STDIN for value in parameters.values()):
            console.say("reading from the terminal: Ctrl-D ends what you write")
        name = context.info_name or command.__name__
        code = run(lambda: command(console, **parameters), console, name, strict)
        context.exit(code)

    return wrapped
