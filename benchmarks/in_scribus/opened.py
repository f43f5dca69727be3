"""A package opened by Scribus, beside what the package says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from support.idml.frames import SeenFrame, SeenIdml, seen

from benchmarks.in_scribus.package import Package
from layout.idml.make_idml import Idml
from layout.idml.matter.paragraphs import text_runs
from layout.idml.matter.set_matter import SetParagraph

_INSIDE = Path(__file__).parent / "inside.py"
_MM = 25.4 / 72
_NEAR = 0.1
"""Millimetres that a frame may be off."""
_SAME_LINES = 0.98
"""The part of all frames that have our number of lines."""
_SECONDS = 900
_NARROW, _HOLDING = "\u202f", "\u00a0"


@dataclass(frozen=True, slots=True)
class Opened:
    """What Scribus has of a package: how many of its frames, how far off at most in millimetres,
    texts that are the same, those with tables (which Scribus leaves out), frames that have our
    number of lines of those that have any; `wrong` is what is not as it should be, `other` the
    frames with another number of lines."""

    frames: int
    off: float
    texts: int
    tables: int
    lines: int
    lined: int
    wrong: tuple[str, ...]
    other: tuple[str, ...]


def opened(package: Package) -> Opened:
    """A package opened by Scribus. Exits where Scribus does not open it."""
    idml, said = package.idml, seen(package.file)
    told = _asked(package.folder, _leadings(idml))
    items = told["items"]
    wrong, off = list[str](), [0.0]
    wide = _width(package)
    for frame in said.frames:
        item = items.get(frame.id)
        if item is None:
            wrong.append(f"{frame.name} ({frame.id}) on page {frame.page} is not there")
            continue
        off.append(away := _away(frame, item, wide))
        if away > _NEAR:
            wrong.append(f"{frame.name} ({frame.id}) on page {frame.page} is {away:.2f} mm off")
    texts = list(_texts(said, items))
    wrong += [text for text in texts if text not in ("", "\t")]
    count, other = _lines(idml, items)
    if len(other) > (1 - _SAME_LINES) * count:
        wrong += other
    return Opened(
        *(len(off) - 1, max(off), texts.count(""), texts.count("\t"), count - len(other), count),
        tuple(wrong),
        tuple(other),
    )


def _leadings(idml: Idml) -> dict[str, list[tuple[int, float]]]:
    """The paragraphs of each text by the ids of its frames: how many characters, and the leading in
    points; of one with tables, none."""
    found = {}
    for number, thread in enumerate(idml.matter.threads, 1):
        if not all(isinstance(part, SetParagraph) for part in thread.parts):
            continue
        told = [
            (sum(len(run.text) for run in text_runs(part, keep=True)), part.leading / 1000)
            for part in thread.parts
            if isinstance(part, SetParagraph)
        ]
        for at in range(len(thread.frames)):
            found[f"s{number:x}f{at}"] = told
    return found


def _asked(folder: Path, facts: Mapping[str, object]) -> dict[str, Any]:
    """What Scribus has of the document."""
    (folder / "facts.json").write_text(json.dumps(facts))
    home = folder / "home"
    (home / "run").mkdir(mode=0o700)
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}
    files = [str(folder / name) for name in ("edition.idml", "facts.json", "out.json")]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24"]
    command = [*screen, "scribus", "-g", "-ns", "-py", str(_INSIDE), *files]
    subprocess.run(command, env=environment, timeout=_SECONDS, capture_output=True, check=False)
    told: dict[str, Any] = json.loads((folder / "out.json").read_text())
    if "error" in told:
        raise SystemExit(told["error"])
    return told


def _width(package: Package) -> float:
    """The width of a page in millimetres."""
    with zipfile.ZipFile(package.file) as archive:
        preferences = archive.read("Resources/Preferences.xml")
    root = re.search(rb'PageWidth="([\d.]+)"', preferences)
    assert root
    return float(root[1]) * _MM


def _away(frame: SeenFrame, item: Mapping[str, Any], wide: float) -> float:
    """How far a frame is from where it should be, or from as large, in millimetres."""
    x, y, width, height = item["place"]
    x += (item["page"] - int(frame.page)) * wide  # which page it counts to is Scribus's choice
    wanted = [each * _MM for each in (frame.x, frame.y, frame.width, frame.height)]
    if frame.tag == "GraphicLine":  # lines have no depth there
        return max(abs(x - wanted[0]), abs(y - wanted[1]))
    return max(abs(a - b) for a, b in zip((x, y, width, height), wanted, strict=True))


def _texts(package: SeenIdml, items: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with each text: "" with none that is the same; "\\t" for one with a table."""
    for frame in package.frames:
        if frame.tag != "TextFrame" or frame.attributes["PreviousTextFrame"] != "n":
            continue
        wanted = package.texts[frame.attributes["ParentStory"]]
        if "\t" in wanted:
            yield "\t"
            continue
        got = items[frame.id]["text"] if frame.id in items else ""
        got = got.replace("\x1c", "\u2028").replace("\r", "\n").rstrip("\n")
        wanted = wanted.replace(_NARROW, _HOLDING)  # Scribus reads both as the one it has
        if got == wanted.replace("#", got if wanted == "#" else "#"):
            yield ""
        else:
            yield f"{frame.name}: {got[:60]!r} is not {wanted[:60]!r}"


def _lines(idml: Idml, items: Mapping[str, Any]) -> tuple[int, list[str]]:
    """How many frames have lines, and those that have another number of them than ours."""
    other, count = list[str](), 0
    for number, thread in enumerate(idml.matter.threads, 1):
        if not all(isinstance(part, SetParagraph) for part in thread.parts):
            continue
        for at, frame in enumerate(thread.frames):
            item = items.get(f"s{number:x}f{at}")
            if item is None:
                continue
            count += 1
            if item["lines"] != frame.lines:
                said = f"{item['lines']} lines, not {frame.lines}"
                other.append(f"{thread.name} on page {frame.page}: {said}")
    return count, other
