"""Findings as the desk sends them: exceptions become findings, and findings, and what TOML says,
become JSON. Files are called by their names below the publication's folder.

It is loaded by the desk and by its workers alike, and loads no more than they all have.
"""

from __future__ import annotations

import datetime
import math
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from layout.work.terminal.error_boundary import circumstance
from layout.work.terminal.report import as_data
from slots.files.door import inside
from slots.finding import BadInput, Finding, Severity


def findings_of(error: Exception) -> tuple[Finding, ...]:
    """What went wrong: in the input, in the machine, or in newsgrid itself."""
    if isinstance(error, BadInput):
        return error.findings
    return (circumstance(error) or bug(error),)


def bug(error: Exception) -> Finding:
    """A mistake of ours, as a finding."""
    message = f"this is a mistake in newsgrid, not yours: {type(error).__name__}: {error}"
    hint = "please report it with what you did"
    return Finding("bug", Severity.ERROR, message, hint=hint)


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON has them, each different one once."""
    return [as_data(finding) for finding in dict.fromkeys(findings)]


def below(folder: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings whose files are called by their names below a folder, each different one once."""
    return tuple(dict.fromkeys(_renamed(folder, finding) for finding in findings))


def _renamed(folder: Path, finding: Finding) -> Finding:
    file = finding.where.file
    if file is None:
        return finding
    name = name_of(folder, file)
    return finding if name == file else replace(finding, where=replace(finding.where, file=name))


def name_of(folder: Path, file: str) -> str:
    """A file's name below a folder, with slashes; as it was given where it lies elsewhere.

    >>> name_of(Path("gazette"), "gazette/stories/flood.md")
    'stories/flood.md'
    >>> name_of(Path("gazette"), "/etc/hosts")
    '/etc/hosts'
    """
    path = Path(file)
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    whole, root = path.absolute(), folder.absolute()
    if whole.is_relative_to(root):
        return whole.relative_to(root).as_posix()
    real = inside(path, folder)
    return real.relative_to(os.path.realpath(folder)).as_posix() if real else file


def toml_as_json(value: Any) -> Any:
    """A value of TOML as JSON has it: days and odd numbers as they are written."""
    if isinstance(value, dict):
        return {key: toml_as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [toml_as_json(each) for each in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
