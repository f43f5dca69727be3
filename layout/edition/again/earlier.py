"""The plans of earlier editions, kept by date with the publication: editions/2026-11-25.json.

They are small files, and not the history of git, since a publication need not be in git, and what
is committed is not always what was printed.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from layout.edition.last_plan import RECORD, Record, read_record
from layout.work.terminal.output import write_file
from slots.files.door import RECORD as KIND
from slots.files.door import is_folder, listed, read_file
from slots.finding import BadInput, Where, bad_input
from slots.rules.mistake import suggestion

FOLDER = "editions"

_KEPT = 8
"""Editions whose plans are kept: those of the latest dates."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.json", re.ASCII)


def keep_earlier(folder: Path, day: datetime.date | None) -> None:
    """Keeps the plan of a publication, as it is by now, as that of the edition of a day, and takes
    away those of the oldest beyond eight. Nothing is kept of an edition without a date. Raises
    BadInput or OSError where nothing can be written."""
    if day is None:
        return
    text = read_file(folder / RECORD, KIND, folder)
    write_file(folder / FOLDER / f"{day.isoformat()}.json", text)
    for name in kept_editions(folder)[_KEPT:]:
        (folder / FOLDER / f"{name}.json").unlink()


def kept_editions(folder: Path) -> tuple[str, ...]:
    """The dates of the editions whose plans are kept, the latest first."""
    if not is_folder(folder / FOLDER):
        return ()
    found = (_NAME.fullmatch(file.name) for file in listed(folder / FOLDER))
    return tuple(sorted((one[1] for one in found if one), reverse=True))


def earlier_plan(folder: Path, day: str) -> Record:
    """The plan of an edition by its date. Raises BadInput where none is kept, or it is broken."""
    known = kept_editions(folder)
    if day not in known:
        hint = f"kept are: {', '.join(known)}" if known else "print an edition with a date first"
        message = f'no plan of "{day[:20]}" is kept{suggestion(day, known)}'
        raise bad_input("no-edition", message, Where("--edition"), hint)
    record, wrong = read_record(folder / FOLDER / f"{day}.json")
    if wrong:
        raise BadInput(wrong)
    return record
