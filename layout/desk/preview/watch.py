"""Watching: which files of the publication changed on disk, whoever changed them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from layout.desk.preview.desk import Desk

STEP, QUIET = 5, 20
"""Milliseconds: changes are gathered in steps, until nothing more comes or QUIET is over. An editor
that writes a file in two goes is heard once."""

OURS = frozenset({"edition.plan.json", "edition.plan.json.old"})
"""What newsgrid writes into a publication's folder itself, beside hidden files."""


async def watch(desk: Desk) -> None:
    """Tells the desk's tabs which files changed, until the desk stops."""
    from watchfiles import awatch

    root = desk.folder.resolve()
    async for changes in awatch(
        root, step=STEP, debounce=QUIET, stop_event=desk.stopping, raise_interrupt=False
    ):
        changed = set(_named((path for _, path in changes), root))
        if changed:
            desk.events.files_changed(changed)


def _named(paths: Iterable[str], root: Path) -> Iterable[str]:
    """Names below the folder of what people may have written: nothing hidden, nothing of ours,
    and no file that is on its way to its name."""
    for path in paths:
        file = Path(path)
        if not file.is_relative_to(root):
            continue
        parts = file.relative_to(root).parts
        hidden = any(part.startswith(".") or part.endswith(("~", ".tmp")) for part in parts)
        if parts and not hidden and parts[-1] not in OURS and file.suffix != ".pdf":
            yield "/".join(parts)


async def watching(desk: Desk) -> asyncio.Task[None]:
    """The watch, begun."""
    return asyncio.create_task(watch(desk))
