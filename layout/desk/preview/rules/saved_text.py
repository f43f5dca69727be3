"""The rules as text: where they lie, what a text says, and what is wrong with it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from layout.desk.preview.access.writable_files import NEW, read
from layout.desk.preview.workers.findings_as_data import findings_data, toml_as_json
from layout.publication.settings.newsgrid_toml import RULES, find_publication
from slots.finding import BadInput, Finding, Where, bad_input
from slots.text.broken_toml import parsed
from slots.text.source_map import positions

LONGEST = 128_000
"""Characters of a file of rules that the desk works with."""

_DEEPEST = 100
"""Parts of a key at most."""

_HALF = re.compile("[\ud800-\udfff]")

_ALONE = "this story belongs to no publication: newsgrid new DIR starts one, with rules of its own"
_AROUND = "the rules lie in a folder above this one: open that folder to change them"


@dataclass(frozen=True, slots=True)
class Rulefile:
    """A publication's file of rules. `own`: it has one; `why`: why it cannot be written, else
    empty."""

    name: str
    text: str
    revision: str
    own: bool
    why: str = ""


def rulefile(folder: Path, alone: bool) -> Rulefile:
    """The rules that hold for a folder, or newsgrid's own. Raises BadInput where they cannot be
    read as text."""
    from slots.rulebook.load import default_text, read_text

    settings = None if alone else find_publication(folder / RULES)
    if settings is None:
        return Rulefile(RULES, default_text(), NEW, False, _ALONE)
    file = settings.parent / RULES
    if os.path.realpath(file.parent) != os.path.realpath(folder):
        text = read_text(file) if file.is_file() else default_text()
        return Rulefile(str(file), text, NEW, file.is_file(), _AROUND)
    if not file.is_file():
        return Rulefile(RULES, default_text(), NEW, False)
    there = read(folder, RULES)
    return Rulefile(RULES, there.text.removeprefix("\ufeff"), there.revision, True)


def check_bounds(text: str) -> None:
    """Raises BadInput for what is no file of rules by its size, which would take too long to read,
    or by its characters."""
    hint = "a file of rules has some kilobytes"
    if len(text) > LONGEST:
        message = f"longer than {LONGEST:,} characters"
        raise bad_input("too-large", message, Where(RULES), hint)
    for row, line in enumerate(text.split("\n"), 1):
        if line.partition("=")[0].count(".") > _DEEPEST:
            raise bad_input("too-large", "a key of too many parts", Where(RULES, row, 1), hint)
        half = _HALF.search(line)
        if half:
            hint = "take it out: it is half a character"
            where = Where(RULES, row, half.start() + 1)
            raise bad_input("not-utf-8", "cannot be saved as UTF-8", where, hint)


def reading(text: str) -> dict[str, Any]:
    """The data of a text, as the desk's pages read it: see /api/rules/read."""
    from slots.lint.all_warnings import linted

    try:
        check_bounds(text)
        findings = _findings(lambda: linted(text, RULES))
        data = parsed(text.removeprefix("\ufeff"))
    except BadInput as error:
        return _unread(error.findings)
    except (tomllib.TOMLDecodeError, RecursionError):
        return _unread(findings)
    return {
        "ok": True,
        "data": toml_as_json(data),
        "lines": _lines(text),
        "findings": findings_data(findings),
    }


def _unread(findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {"ok": False, "data": None, "lines": {}, "findings": findings_data(findings)}


def _findings(find: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """What is wrong; where a text is too strange to look for that, that it is."""
    try:
        return find()
    except BadInput as error:
        return error.findings
    except RecursionError:
        message = "lists or tables are nested too deeply to be rules"
        return bad_input("toml-syntax", message, Where(RULES), "take a few levels out").findings


def _lines(text: str) -> dict[str, list[int]]:
    """Line and column of every key and table, by its path with dots between."""
    try:
        places = positions(text.removeprefix("\ufeff"), RULES)
    except RecursionError:
        return {}
    return {
        ".".join(map(str, path)): [where.line, where.column]
        for found in (places.values, places.keys)
        for path, where in found.items()
        if where.line and where.column
    }


def presets() -> list[dict[str, str]]:
    """The rules of others that come with newsgrid: names, what they are, and texts."""
    from slots.rulebook.by_name import preset_names, preset_text

    texts = {name: preset_text(name) for name in preset_names()}
    return [{"name": name, "title": titled(text), "text": text} for name, text in texts.items()]


def titled(text: str) -> str:
    """A preset's description of itself: the comment at its top."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#") or line.strip() == "#":
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines)
