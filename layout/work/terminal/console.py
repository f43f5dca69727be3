"""How a command talks: findings and steps to stderr, its report to stdout, and with `-o -` one file
to stdout, where nothing else is to stand then.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from layout.work.terminal.progress import Clock, progress
from layout.work.terminal.report import Report, ReportedFinding, as_data, summed, unreported
from slots.finding import Finding, bad_input
from slots.legible import legible, legible_json, on_a_line

STDOUT = Path("<stdout>")
"""What "-" stands for after -o: this very object, so that a file of that name is another one."""


class Console:
    """One command's voice. `json`, `verbose` and `strict` are the options of that name.

    With `verbose`, steps are numbered lines; else, on a terminal, one live line that appears when
    the work has taken a second. Where there is no terminal a line comes every ten seconds, by the
    `clock`; without one, none. Nothing of it reaches stdout, so that reports can be piped.
    """

    def __init__(
        self,
        json: bool = False,
        verbose: bool = False,
        strict: bool = False,
        clock: Clock | None = None,
    ) -> None:
        self.json = json
        self.strict = strict
        self.verbose = verbose
        self._steps = 0
        watched = clock is not None or (not verbose and sys.stderr.isatty())
        self._progress = progress(clock or Clock(), not verbose, _say_step) if watched else None

    def step(self, doing: str) -> None:
        """Says what is done next: "Step 3 - Breaking lines"."""
        self._steps += 1
        if self.verbose:
            _say(on_a_line(f"Step {self._steps} - {doing}"), sys.stderr)
            sys.stderr.flush()
        if self._progress:
            self._progress.step(doing)

    def progress(self, doing: str, done: int, of: int) -> None:
        """How far long work is: its share, the count, and the time left once it is known."""
        if self._progress:
            self._progress.share(doing, done, of)

    def say(self, text: str) -> None:
        """A line that people should read while they wait; the live line comes again below it."""
        self.done()
        _say(on_a_line(f"newsgrid: {text}"), sys.stderr)
        sys.stderr.flush()

    def done(self) -> None:
        """Takes the live line away."""
        if self._progress:
            self._progress.close()

    def report_findings(self, findings: tuple[Finding, ...]) -> None:
        """Findings, one a line, in the order given, each different one once; notes are summed by
        their kind, but with `verbose`."""
        reported = summed(findings, self.verbose)
        for line in dict.fromkeys(map(_line, reported)):
            _say(on_a_line(line), sys.stderr)
        if rest := unreported(reported):
            _say(rest, sys.stderr)

    def publish(self, report: Report, command: str, code: int) -> None:
        """The report on stdout: text for people, one JSON document with --json."""
        if report.announced:
            return
        if self.json:
            _say(document_text(report, command, code), sys.stdout)
        elif report.text:
            _say(legible(report.text), sys.stderr if report.aside else sys.stdout)

    def announce(self, report: Report, command: str) -> None:
        """The report of a command that goes on: text, or with --json one line of JSON."""
        line = json_text(_document(report, command, 0))
        _say(line if self.json else legible(report.text), sys.stdout)
        sys.stdout.flush()


class Quiet(Console):
    """A console that says nothing of how far work is, whatever stderr is: for programs."""

    def __init__(self) -> None:
        super().__init__(json=True)
        self._progress = None

    def step(self, doing: str) -> None:
        """Says nothing."""

    def progress(self, doing: str, done: int, of: int) -> None:
        """Says nothing."""

    def say(self, text: str) -> None:
        """Says nothing."""


QUIET = Quiet()
"""What all functions speak to that are given no console: it has no state, and says nothing."""


def _say(text: str, stream: TextIO) -> None:
    """A text on a stream, all of it: what the stream's encoding has no character for is spelled
    out."""
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)


def json_text(document: Any, indent: int | None = None) -> str:
    """JSON for stdout; in ASCII where that takes no UTF-8."""
    text = legible_json(json.dumps(document, indent=indent, ensure_ascii=False))
    if (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8":
        return text
    return json.dumps(json.loads(text), indent=indent)


def _say_step(text: str) -> None:
    """A line about what is going on, on stderr, whatever happens to it."""
    with suppress(OSError, ValueError):
        _say(on_a_line(f"newsgrid: {text}"), sys.stderr)
        sys.stderr.flush()


def _line(reported: ReportedFinding) -> str:
    finding = reported.finding
    severity = "" if finding.severity == "error" else f"{finding.severity.value}: "
    place = f"{finding.where}: " if str(finding.where) else ""
    hint = f" (hint: {finding.hint})" if finding.hint else ""
    return f"{place}{severity}{finding.message}{hint}{reported.rest}"


def document_text(report: Report, command: str, code: int) -> str:
    """A report as one JSON document."""
    return json_text(_document(report, command, code), 2)


def _document(report: Report, command: str, code: int) -> dict[str, Any]:
    findings = [as_data(finding) for finding in dict.fromkeys(report.findings)]
    return {"command": command, "exit": code, **report.data, "findings": findings}


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
