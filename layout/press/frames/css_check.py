"""The style sheet of print, a theme's or ours: what a theme's may hold."""

from __future__ import annotations

import re

from layout.press.frames.print_room import print_templates
from layout.typeset.words.theme import Theme
from slots.finding import BadInput, Finding, Severity, Where

_SHEET = "print.css"
_CLOSED = re.compile(r"<\s*/|<!", re.IGNORECASE)
_IMPORT = re.compile(r"@(import|font-face|color-profile|namespace)\b", re.IGNORECASE)


def print_css(theme: Theme) -> str:
    """The style sheet of frames. Raises BadInput where a theme's holds what leads out of it."""
    templates = print_templates(theme)
    text, file = templates.source(_SHEET)
    if templates.shelves.is_own(file):
        flaws = tuple(_flaws(text, file))
        if flaws:
            raise BadInput(flaws)
    return text


def _flaws(text: str, file: str) -> list[Finding]:
    """What a style sheet must not hold: the end of the element that it stands in, and rules that
    ask for more files than pictures. A backslash could spell either otherwise."""
    bare = re.sub(r"/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment[0]), text, flags=re.S)
    found = []
    for number, line in enumerate(bare.split("\n"), 1):
        said = _said(line)
        if said:
            where = Where(file, number)
            found.append(Finding("bad-template", Severity.ERROR, said[0], where, said[1]))
    for number, line in enumerate(text.split("\n"), 1):
        if _CLOSED.search(line) and not _CLOSED.search(bare.split("\n")[number - 1]):
            message = "HTML has no place in a style sheet, not even in a comment"
            hint = "take < and what follows away"
            where = Where(file, number)
            found.append(Finding("bad-template", Severity.ERROR, message, where, hint))
    return sorted(found, key=lambda finding: finding.where.line or 0)


def _said(line: str) -> tuple[str, str] | None:
    if _CLOSED.search(line):
        return "HTML has no place in a style sheet", "take < and what follows away"
    if rule := _IMPORT.search(line):
        message = f"@{rule[1].lower()} is not open to themes"
        return message, "write the rules here; families of type are named in theme.toml"
    if re.search(r"@[^{;]*\\", line):
        return "a rule's name is spelled with a backslash", "write it as it is read"
    return None
