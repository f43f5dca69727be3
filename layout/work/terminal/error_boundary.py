"""Where errors become lines and exit codes: whatever happens inside, no user sees a traceback."""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Callable

from layout.work.terminal.console import Console
from layout.work.terminal.report import BAD_INPUT, OUR_BUG, Report, exit_code, unheard
from slots.finding import BadInput, Finding, Severity, Where

_FULL = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk quota is used up"}


_NO_ROOM = (
    "failed to map segment from shared object",
    "cannot allocate memory in static TLS block",
)
"""What the loader of libraries says where there is no memory for one."""


def run(work: Callable[[], Report], console: Console, command: str, strict: bool) -> int:
    """Does the work, reports its findings, publishes its report, and gives the exit code.

    Bad input, files that cannot be read or written and exhausted memory are findings and exit 2.
    Anything else is a bug of ours: one line that asks to report it (with a traceback under
    --verbose), and exit 70. Broken pipes and interrupts are the caller's business.
    """
    try:
        report = work()
        code = exit_code(report.findings, strict)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        report, code = _failure(error, console.verbose)
    finally:
        console.done()
    if not report.shown or console.json:
        console.report_findings(report.findings if console.verbose else unheard(report, strict))
    console.publish(report, command, code)
    return code


def _failure(error: Exception, verbose: bool) -> tuple[Report, int]:
    if isinstance(error, BadInput):
        return Report(findings=error.findings), BAD_INPUT
    finding = circumstance(error)
    if finding:
        return Report(findings=(finding,)), BAD_INPUT
    if verbose:
        traceback.print_exception(error, file=sys.stderr)
    return Report(findings=(_bug(error, verbose),)), OUR_BUG


def circumstance(error: Exception) -> Finding | None:
    """What is wrong with the machine or the file rather than with us, None where it is us."""
    if isinstance(error, OSError):
        return from_system(error)
    if isinstance(error, MemoryError) or _starved(error):
        hint = "split the input, or run on a machine with more memory"
        return Finding("out-of-memory", Severity.ERROR, "there is not enough memory", hint=hint)
    if isinstance(error, RecursionError):
        hint = "look for lists, quotes or tables inside each other, and flatten them"
        return Finding("too-deep", Severity.ERROR, "the input is nested too deeply", hint=hint)
    return None


def _starved(error: Exception) -> bool:
    """Whether there was no memory for a thread or for a library, of which Python makes errors that
    it has other reasons for too."""
    if isinstance(error, RuntimeError):
        return str(error) == "can't start new thread"
    return isinstance(error, ImportError) and str(error).endswith(_NO_ROOM)


def from_system(error: OSError) -> Finding:
    """What the operating system said about a file, as a finding with a remedy."""
    place = Where(str(error.filename)) if error.filename else Where()
    reason = _FULL.get(error.errno or 0) or (error.strerror or str(error)).lower()
    hint = {
        errno.ENOENT: "check the name",
        errno.EACCES: "check its permissions, or choose another place with -o",
        errno.EROFS: "choose another place with -o",
        errno.ENOSPC: "free some space, or choose another place with -o",
        errno.EISDIR: "name a file, not a folder",
        errno.ENOTDIR: "a file is in the way of a folder of that name",
    }.get(error.errno or 0, "mend that, or choose another place with -o")
    return Finding("file-system", Severity.ERROR, reason, place, hint)


def _bug(error: Exception, verbose: bool) -> Finding:
    message = f"this is a mistake in newsgrid, not yours: {type(error).__name__}: {error}"
    again = "what stands above" if verbose else "what --verbose prints"
    hint = f"please report it with the input and {again}"
    return Finding("bug", Severity.ERROR, message, hint=hint)
