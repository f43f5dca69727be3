"""What is wrong with a theme.toml, collected so that all of it is told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from slots.finding import Finding, Severity, Where
from slots.text.source_map import Path as KeyPath
from slots.text.source_map import Positions, positions


class Complaints:
    """The problems of one file, with line and column of each."""

    def __init__(self, file: Path, text: str) -> None:
        self.findings: list[Finding] = []
        self._file, self._text = file, text
        self._positions: Positions | None = None

    def add(self, path: KeyPath, message: str, hint: str, key: bool = False) -> None:
        """Notes what is wrong with the value (or `key`) at a path of the file."""
        if self._positions is None:
            self._positions = positions(self._text, str(self._file))
        find = self._positions.key if key else self._positions.value
        where: Where = find(path)
        self.findings.append(Finding("bad-theme", Severity.ERROR, message, where, hint))

    def in_order(self) -> list[Finding]:
        """The problems from the top of the file to its end."""
        return sorted(self.findings, key=lambda one: (one.where.line or 0, one.where.column or 0))


def near(word: str, words: Iterable[str]) -> str:
    """Which of the known words was meant, or what they are."""
    known = sorted(words)
    close = difflib.get_close_matches(word, known, 1)
    return f'did you mean "{close[0]}"?' if close else f"one of {', '.join(known)}"
