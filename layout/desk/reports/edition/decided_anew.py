"""What a command decides: written into pages.toml as if typed, and told key by key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layout.edition.last_plan import RECORD, Record, keep_record
from layout.publication.decisions.pages_swapped import Change
from layout.story.decided import PAGES
from layout.work.terminal.output import write_file
from layout.work.terminal.report import Report, counted
from slots.files.door import there
from slots.legible import shown
from slots.rulebook.load import read_text


def decided_text(folder: Path) -> str:
    """The text of a publication's pages.toml; "" without one. Raises BadInput where it cannot be
    read."""
    file = folder / PAGES
    return read_text(file, root=folder) if there(file) else ""


def decided_report(
    record: Record | None, folder: Path, text: str, changes: Sequence[Change], trial: bool
) -> Report:
    """Writes a text of decisions, unless on `trial`, and says what it changes; keeps the plan that
    they were made in (`record`, if there is one), where none is kept yet: all else stays then."""
    files: list[str] = []
    if changes and not trial:
        write_file(folder / PAGES, text.encode())
        files.append(str(folder / PAGES))
        if record and not there(folder / RECORD):
            keep_record(folder, record, fresh=False)
            files.append(str(folder / RECORD))
    told = [
        {"table": c.table, "name": c.name, "key": c.key, "before": c.before, "after": c.after}
        for c in changes
    ]
    lines = [f"  {one.words}" for one in changes]
    head = f"{counted(len(changes), 'change')} in {shown(folder / PAGES)}"
    return Report({"files": files, "changes": told}, "\n".join([head, *lines]), ())
