"""How the command's process begins and ends: what must hold before anything else is imported.

streams    stdin, stdout and stderr are there, and take whatever is written to them
UTF-8      names and files are UTF-8, whatever the locale says of the terminal
signals    one message and the exit code, 128 and the signal's number; all that was begun is gone
folder     what libraries keep in files for a while is in a folder of this run, and gone with it

It imports no more than Python itself has, so that an interrupt while the command is imported is
no traceback either.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TextIO, cast

from layout.work.processes import copies, signals

_STANDARD = ("stdin", "stdout", "stderr")
_MESSAGES = {"SIGINT": "interrupted", "SIGTERM": "told to end", "SIGHUP": "the terminal was closed"}
_BAD_INPUT = 2


def run(command: Callable[[], int]) -> NoReturn:
    """Runs what gives the exit code, and leaves with it at once.

    All is written and closed by then; to take apart what an edition was made of, thing by thing,
    would take longer than Python took to start.
    """
    signals.on_signals(_ended)
    _be_utf_8()
    _open_streams()
    _begin_folder()
    code = command()
    signals.deafen()
    _leave(code)


def _ended(number: int) -> None:
    """What a signal comes to."""
    from signal import Signals

    said = f"newsgrid: {_MESSAGES.get(Signals(number).name, 'ended')}\n"
    with suppress(OSError):
        os.write(2, f"{_shown_cursor()}{said}".encode())
    _take_all_away()
    os._exit(128 + number)


def _shown_cursor() -> str:
    """What takes the live line away and brings the cursor back, where there was one."""
    return "\r\x1b[2K\x1b[?25h" if "rich.live" in sys.modules and os.isatty(2) else ""


def _leave(code: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or _BAD_INPUT
    _take_all_away()
    os._exit(code)


def _be_utf_8() -> None:
    """Starts anew where the locale has names and files in something else (PEP 540): a publication
    is the same in every locale. The terminal is written to as it wants."""
    if sys.getfilesystemencoding().lower() == "utf-8" or not sys.executable:
        return
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    os.environ.setdefault("PYTHONIOENCODING", f"{encoding}:backslashreplace")
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _open_streams() -> None:
    """Opens those standard streams that are closed, to nowhere: else the next file that is opened
    would have their number. All say what their encoding has no signs for in another way."""
    for number, name in enumerate(_STANDARD):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _to_nowhere(number))
        elif number:
            with suppress(AttributeError, ValueError, OSError):
                stream.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]


def _to_nowhere(number: int) -> TextIO:
    mode = "w" if number else "r"
    try:
        os.fstat(number)
    except OSError:
        handle = os.open(os.devnull, os.O_RDWR)
        if handle != number:
            os.dup2(handle, number)
            os.close(handle)
    stream = open(  # noqa: SIM115 (it stays open for as long as the process is there)
        number, mode, encoding="utf-8", errors="backslashreplace", closefd=False
    )
    return cast(TextIO, stream)


def _begin_folder() -> None:
    """Gives this run a folder for temporary files."""
    from layout.work.processes.run_folder import run_folder

    folder = run_folder()
    if folder:
        _LEFT.append(folder.end)


_LEFT: list[Callable[[], None]] = []
"""What takes away what this run would leave."""


def _take_all_away() -> None:
    """Ends all processes that were begun, and takes away what would be left."""
    copies.end_all()
    begun = sys.modules.get("multiprocessing")
    for child in begun.active_children() if begun else ():
        child.kill()
    for end in _LEFT:
        end()
