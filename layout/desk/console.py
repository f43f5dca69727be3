"""How a command talks: findings and steps to stderr, its report to stdout."""

from __future__ import annotations

import json
import sys
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any, TextIO

from layout.desk.report import Report, as_data
from slots.finding import Finding
from slots.legible import legible, legible_json, on_a_line

if TYPE_CHECKING:
    from rich.text import Text

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
            _say(on_a_line(f"Step {self._steps} - {doing}"), sys.stderr)
            sys.stderr.flush()
        elif self._progress:
            self._progress.show(on_a_line(f"{doing} ..."))

    def progress(self, doing: str, done: int, of: int) -> None:
        """How far long work is, on the live line alone: a bar, the count, and the time left."""
        if self._progress:
            now = monotonic()
            self._began = self._began if self._began is not None and done else now
            self._progress.show(_bar(doing, done, of, now - self._began))

    def say(self, text: str) -> None:
        """A line that people should read while they wait; the live line comes again below it."""
        self.done()
        _say(on_a_line(f"newsgrid: {text}"), sys.stderr)
        sys.stderr.flush()

    def done(self) -> None:
        """Takes the live line away."""
        if self._progress:
            self._progress.close()

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """Findings, one a line, in the order given; each different one once."""
        for line in dict.fromkeys(map(_line, findings)):
            _say(on_a_line(line), sys.stderr)

    def publish(self, report: Report, command: str, code: int) -> None:
        """The report on stdout: text for people, one JSON document with --json."""
        if report.said:
            return
        if self.json:
            _say(json_text(_document(report, command, code), 2), sys.stdout)
        elif report.text:
            _say(legible(report.text), sys.stdout)

    def announce(self, report: Report, command: str) -> None:
        """The report of a command that goes on: text, or with --json one line of JSON."""
        line = json_text(_document(report, command, 0))
        _say(line if self.json else legible(report.text), sys.stdout)
        sys.stdout.flush()


def _say(text: str, stream: TextIO) -> None:
    """A text on a stream, all of it: what the stream's encoding has no sign for is spelled out."""
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)


def json_text(document: Any, indent: int | None = None) -> str:
    """JSON for stdout; in ASCII where that takes no UTF-8."""
    text = legible_json(json.dumps(document, indent=indent, ensure_ascii=False))
    if (sys.stdout.encoding or "utf-8").lower().replace("-", "") == "utf8":
        return text
    return json.dumps(json.loads(text), indent=indent)


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


def _plain(text: str) -> Text:
    """A text that means nothing but itself: to rich, "[/x]" in a file's name would be markup."""
    from rich.text import Text

    return Text(text)


class _Progress:
    """A live line on a terminal, shown from the first second on."""

    def __init__(self) -> None:
        self._text = ""
        self._status: Any = None
        self._timer: Timer | None = None

    def show(self, text: str) -> None:
        self._text = text
        if self._status:
            self._status.update(_plain(text))
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
        from slots.copies import STILL

        with STILL:
            from rich.console import Console as Terminal

            self._status = Terminal(stderr=True).status(_plain(self._text))
            self._status.start()
            self._status.update(self._text)  # it may have changed while all this was imported
