"""Whole editions of small newspapers printed in tests: exit code, report, stderr, and what of a
report a test asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from layout.desk.command import main

Report = dict[str, Any]
Printed = Callable[..., tuple[int, Report, str]]


def printer(folder: Path, capsys: Any, output: bool = True) -> Printed:
    """Prints folder/paper to folder/out.pdf (without `output` as print itself has it), with more
    options."""
    to = ["-o", str(folder / "out.pdf")] if output else []

    def printed(*options: str) -> tuple[int, Report, str]:
        arguments = ["print", str(folder / "paper"), "--json", *to]
        code = main([*arguments, *options])
        said = capsys.readouterr()
        return code, json.loads(said.out), said.err

    return printed


def codes(report: Report) -> list[str]:
    """The codes of all findings, sorted."""
    return sorted(finding["code"] for finding in report["findings"])


def of_code(report: Report, code: str) -> list[dict[str, Any]]:
    """The findings of a code."""
    return [finding for finding in report["findings"] if finding["code"] == code]


def remedied(report: Report) -> bool:
    """Whether every warning and error says what to do."""
    return all(finding["hint"] for finding in report["findings"] if finding["severity"] != "info")
