"""What a run may leave behind: outputs that are whole, and sources that are as they were."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

States = dict[str, str]
"""What lies below a folder, by name: a digest of a file, or what else it is."""

OURS = ("edition.plan.json", "edition.plan.json.old")
KEPT = (".newsgrid",)
MANIFESTS = (".newsgrid-manifest.json",)
PLACES = ("out", "stories", "edition.pdf", "courier.pdf")
"""Where runs write: what `-o` says, and beside the story or publication without it."""


def states_of(folder: Path) -> States:
    """All that lies below a folder, links not followed."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            file = Path(place, name)
            found[str(file.relative_to(folder))] = _state(file)
    return found


def _state(file: Path) -> str:
    mode = file.lstat().st_mode
    if stat.S_ISLNK(mode):
        return f"link to {file.readlink()}"
    if not stat.S_ISREG(mode):
        return f"no file ({stat.S_IFMT(mode):o})"
    return hashlib.sha256(file.read_bytes()).hexdigest()


def wrong_after(before: States, folder: Path) -> list[str]:
    """What is wrong with what a run left."""
    return [*_wrong(before, states_of(folder), folder)]


def _wrong(before: States, after: States, folder: Path) -> Iterator[str]:
    for name, state in before.items():
        if name in OURS or after.get(name) == state:
            continue
        yield f"{name!r} was {'changed' if name in after else 'taken away'}"
    for name in after.keys() - before.keys():
        parts = Path(name).parts
        if parts[0] in KEPT or (name in OURS):
            continue
        if parts[-1] in MANIFESTS:
            continue
        if parts[-1].startswith(".") or not parts[0].startswith(PLACES):
            yield f"{name!r} was left"
        elif trouble := _torn(folder / name):
            yield f"{name!r} is not whole: {trouble}"
    if (
        "edition.plan.json" in after
        and after["edition.plan.json"] != before.get("edition.plan.json")
        and (trouble := _torn(folder / "edition.plan.json"))
    ):
        yield f"the record is not whole: {trouble}"


def _torn(file: Path) -> str:
    """Why an output is not whole; "" where it is."""
    check = CHECKS.get(file.suffix)
    if check is None:
        return ""
    try:
        check(file.read_bytes())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _pdf(data: bytes) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages), "no pages"
        problems = pdf.check_pdf_syntax()
        assert not problems, problems


def _html(data: bytes) -> None:
    assert data.rstrip().endswith(b"</html>"), "no end"


def _xml(data: bytes) -> None:
    import lxml.etree

    lxml.etree.fromstring(data)


def _png(data: bytes) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        image.load()


CHECKS: dict[str, Callable[[bytes], object]] = {
    ".pdf": _pdf,
    ".html": _html,
    ".json": json.loads,
    ".svg": _xml,
    ".xml": _xml,
    ".png": _png,
}
