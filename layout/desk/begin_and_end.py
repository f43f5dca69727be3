"""How the command's process begins and ends: what must hold before anything else is imported.

streams    stdin, stdout and stderr are there, and take whatever is written to them
UTF-8      names and files are UTF-8, whatever the locale says of the terminal
signals    one message, and exit code 128 plus the signal's number; child processes are ended
folder     temporary files of libraries lie in a folder of this run, and are removed with it

It imports nothing but the standard library, so that even an interrupt while the command is being
imported causes no traceback.
"""

from __future__ import annotations

import gc
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
    """Runs `command` and exits at once with the code that it returns.

    By then everything is written and closed; letting Python free the objects of an edition one by
    one would take longer than starting Python did.
    """
    signals.on_signals(_ended)
    _be_utf_8()
    _open_streams()
    _begin_folder()
    gc.disable()  # even at its end: what is in use then is freed by nobody
    code = command()
    signals.deafen()
    _leave(code)


def _ended(number: int) -> None:
    """The signal handler: one message, clean-up, and exit code 128 plus the signal's number."""
    from signal import Signals

    message = f"newsgrid: {_MESSAGES.get(Signals(number).name, 'ended')}\n"
    with suppress(OSError):
        os.write(2, f"{_shown_cursor()}{message}".encode())
    _take_all_away()
    os._exit(128 + number)


def _shown_cursor() -> str:
    """The escape sequence that clears a progress line and shows the cursor; "" without one."""
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
    """Re-executes Python in UTF-8 mode (PEP 540) where the locale has another encoding for names
    and files: a publication is the same in every locale. The terminal keeps its own encoding."""
    if sys.getfilesystemencoding().lower() == "utf-8" or not sys.executable:
        return
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    os.environ.setdefault("PYTHONIOENCODING", f"{encoding}:backslashreplace")
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _open_streams() -> None:
    """Opens standard streams that are closed on /dev/null: otherwise the next file opened would get
    their number. Characters that a stream's encoding lacks are written as backslash escapes."""
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
"""Clean-up functions: each removes something that this run would leave behind."""


def _take_all_away() -> None:
    """Ends all child processes, and removes what would be left behind."""
    copies.end_all()
    begun = sys.modules.get("multiprocessing")
    for child in begun.active_children() if begun else ():
        child.kill()
    for end in _LEFT:
        end()
