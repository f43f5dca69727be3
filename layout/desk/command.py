"""The command line. Each command's module, and all it needs, is imported when it is called."""

from __future__ import annotations

import difflib
import errno
import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NoReturn

import click

from layout.desk.begin_and_end import run
from layout.desk.command_table import COMMANDS
from layout.work.terminal.report import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, OUR_BUG


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called.

    Help lists them from the table, so that `newsgrid --help` imports no engine.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a new user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).COMMAND
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a misspelt name gets a suggestion."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            meant = f' (did you mean "{near[0]}"?)' if near else ""
            ctx.fail(f'no command "{args[0]}"{meant}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help text."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"newsgrid {version('newsgrid')}")
        context.exit()


EPILOG = """\b
Examples:
  newsgrid new gazette                     a publication to start from
  newsgrid preview gazette                 its pages and rules, in the browser
  newsgrid print story.md -o story.pdf     one story in print
  newsgrid print gazette -o edition.pdf    a whole newspaper: stories, ads, sections
  newsgrid stack gazette                   which ad stands where in it, and why
  newsgrid web story.md -o public          the web edition
  newsgrid explain story.md --width 375    why each ad and box is where it is

Exit codes: 0 clean or warnings, 1 errors found, 2 input that cannot be used.
"""


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def newsgrid() -> None:
    """From stories, an ad book and one set of rules: a printed newspaper and its web pages."""


def script() -> NoReturn:
    """The entry point that commands installed before 0.5.0 know; now it is `layout.desk.entry`."""
    run(main)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code; prints, and raises nothing."""
    with _uncollected():
        return _run(arguments)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Garbage collection is off while a command runs: it makes hundreds of thousands of small
    objects without reference cycles and ends soon; looking for cycles would take a sixth of its
    time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = newsgrid.main(arguments, prog_name="newsgrid", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.ClickException as error:
        return _refused(error, sys.argv[1:] if arguments is None else arguments)
    except (click.Abort, KeyboardInterrupt):
        _say("newsgrid: interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click leaves by SystemExit for broken pipes alone
        _discard_output()
        return BROKEN_PIPE
    except Exception as error:
        _discard_output()
        return _unexpected(error)


def _refused(error: click.ClickException, arguments: Sequence[str]) -> int:
    """What is wrong with a command line: for people, and where JSON was requested, for programs."""
    from layout.desk.usage import is_json_requested, usage_text  # help and completion do without

    with suppress(OSError, ValueError):
        error.show(sys.stderr)
        if is_json_requested(arguments):
            print(usage_text(error, arguments), flush=True)
    return BAD_INPUT


def _unexpected(error: Exception) -> int:
    """The exit code for an error outside of any command: its report cannot be written, or memory
    runs out while it is imported."""
    from layout.work.terminal.error_boundary import circumstance  # help and completion do without

    if isinstance(error, OSError) and error.filename is None and error.errno in UNWRITTEN:
        _say(f"newsgrid: the report cannot be written: {error.strerror}")
        return BAD_INPUT
    found = circumstance(error)
    if found:
        _say(f"newsgrid: {found}")
        return BAD_INPUT
    _say(f"newsgrid: this is a mistake in newsgrid, not yours: {type(error).__name__}: {error}")
    return OUR_BUG


UNWRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EBADF}
"""The error numbers of a stream that is open and cannot be written to."""


def _say(line: str) -> None:
    """A line on stderr, where that can be written to."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr)


def _discard_output() -> None:
    """Discards buffered output, so that Python does not report at exit what it could not write."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
