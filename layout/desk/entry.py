"""The entry point of the installed command."""

from __future__ import annotations

from typing import NoReturn

from layout.desk.begin_and_end import run


def script() -> NoReturn:
    """Runs the command in a process that begins and ends as it should."""
    run(_command)


def _command() -> int:
    from layout.desk.command import main  # not sooner: by now signals are handled

    return main()
