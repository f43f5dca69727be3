"""How a command talks: findings and steps to stderr, its report to stdout."""

from __future__ import annotations

import json
import sys
from threading import Timer
from time import monotonic
from typing import Any

from layout.desk.report import Report, as_data
from slots.finding import Finding

PATIENCE = 1.0  # seconds until a terminal is told what is going on
BAR = 24  # characters of a progress bar


class Console:
    """One command's voice. `json`, `verbose` and `strict` are the options of that name.

    With `verbose`, steps are numbered lines; else, on a terminal, one live line that appears when
    the work has taken a second. Nothing of it reaches stdout, so that reports can be piped.
    """

    def __init__(self, json: bool = False, verbose: bool = False, strict: bool = False) -> None:
        self.json = json
        self.strict = strict
        self.verbose = verbose
        self._steps = 0
        self._began: float | None = None
        self._progress = _Progress() if not verbose and sys.stderr.isatty() else None

    def step(self, doing: str) -> None:
        """Says what is done next: "Step 3 - Breaking lines"."""
        self._steps += 1
        if self.verbose:
            print(f"Step {self._steps} - {doing}", file=sys.stderr, flush=True)
        elif self._progress:
            self._progress.show(f"{doing} ...")

    def progress(self, doing: str, done: int, of: int) -> None:
        """How far long work is, on the live line alone: a bar, the count, and the time left."""
        if self._progress:
            now = monotonic()
            self._began = self._began if self._began is not None and done else now
            self._progress.show(_bar(doing, done, of, now - self._began))

    def done(self) -> None:
        """Takes the live line away."""
        if self._progress:
            self._progress.close()

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """Findings, one a line, in the order given; each different one once."""
        for line in dict.fromkeys(map(_line, findings)):
            print(line, file=sys.stderr)

    def publish(self, report: Report, command: str, code: int) -> None:
        """The report on stdout: text for people, one JSON document with --json."""
        if report.said:
            return
        if self.json:
            print(json.dumps(_document(report, command, code), indent=2, ensure_ascii=False))
        elif report.text:
            print(report.text)

    def announce(self, report: Report, command: str) -> None:
        """The report of a command that goes on: text, or with --json one line of JSON."""
        line = json.dumps(_document(report, command, 0), ensure_ascii=False)
        print(line if self.json else report.text, flush=True)


def _bar(doing: str, done: int, of: int, seconds: float) -> str:
    """ "Simulating ██████░░░░ 120 of 200, about 9 s left" """
    filled = BAR * done // of if of else BAR
    left = ""
    if done and seconds >= PATIENCE:
        rest = round(seconds * (of - done) / done)
        left = f", about {rest // 60} min {rest % 60} s left" if rest >= 60 else f", {rest} s left"
    return f"{doing} {'█' * filled}{'░' * (BAR - filled)} {done:,} of {of:,}{left}"


def _line(finding: Finding) -> str:
    severity = "" if finding.severity == "error" else f"{finding.severity.value}: "
    place = f"{finding.where}: " if str(finding.where) else ""
    hint = f" (hint: {finding.hint})" if finding.hint else ""
    return f"{place}{severity}{finding.message}{hint}"


def _document(report: Report, command: str, code: int) -> dict[str, Any]:
    findings = [as_data(finding) for finding in dict.fromkeys(report.findings)]
    return {"command": command, "exit": code, **report.data, "findings": findings}


class _Progress:
    """A live line on a terminal, shown from the first second on."""

    def __init__(self) -> None:
        self._text = ""
        self._status: Any = None
        self._timer: Timer | None = None

    def show(self, text: str) -> None:
        self._text = text
        if self._status:
            self._status.update(text)
        elif not self._timer:
            self._timer = Timer(PATIENCE, self._appear)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        if self._status:
            self._status.stop()
        self._timer = self._status = None

    def _appear(self) -> None:
        from rich.console import Console as Terminal

        self._status = Terminal(stderr=True).status(self._text)
        self._status.start()
