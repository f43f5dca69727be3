"""Usage errors: command lines that cannot be parsed, as findings, like all other errors."""

from __future__ import annotations

from collections.abc import Sequence

import click

from layout.desk.command_table import COMMANDS
from layout.work.terminal.console import document_text
from layout.work.terminal.report import BAD_INPUT, Report
from slots.finding import Finding, Severity

WHOLE = "newsgrid"
"""The name in the report of a command line that names no command."""


def is_json_requested(arguments: Sequence[str]) -> bool:
    """Whether --json is among the options, wherever in the command line something is wrong."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return "--json" in arguments[:end]


def usage_text(error: click.ClickException, arguments: Sequence[str]) -> str:
    """The report of a command line that cannot be parsed, as JSON."""
    command = arguments[0] if arguments[0] in COMMANDS else WHOLE
    findings = (_finding(error, command),)
    return document_text(Report(findings=findings), command, BAD_INPUT)


def _finding(error: click.ClickException, command: str) -> Finding:
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    whole = command if command == WHOLE else f"{WHOLE} {command}"
    return Finding("usage", Severity.ERROR, message, hint=f"{whole} --help tells what it takes")
