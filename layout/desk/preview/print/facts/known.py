"""What is known of one thing in an edition, as the print view shows it.

{title, facts: [[name, value]], said: [sentences], file, line, findings}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from layout.work.terminal.report import as_data
from slots.finding import Finding


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a thing. `file` and `line` say where it is written, `findings` what is wrong
    with it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]
    file: str | None = None
    line: int | None = None
    findings: tuple[Finding, ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON has it; facts without a value are left out."""
        return {
            "title": self.title,
            "facts": [[name, value] for name, value in self.facts if value],
            "said": [sentence for sentence in self.sentences if sentence],
            "file": self.file,
            "line": self.line,
            "findings": [as_data(finding) for finding in self.findings],
        }
