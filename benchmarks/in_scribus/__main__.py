"""Runs Scribus on an edition and compares what it has with what the package says."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from support.idml.frames import SeenFrame, SeenIdml, seen

from layout.edition.make_edition import Order, make_newspaper
from layout.edition.workshop import workshop_in
from layout.idml.make_idml import Idml, Wishes, idml_of
from layout.idml.matter.paragraphs import text_runs
from layout.idml.matter.set_matter import SetParagraph

_INSIDE = Path(__file__).parent / "inside.py"
_MM = 25.4 / 72
_NEAR = 0.1
"""Millimetres that a frame may be off."""
_SAME_LINES = 0.98
"""The part of all frames that have our number of lines."""
_SECONDS = 900


def main() -> int:
    """0 where all is as it should be, 1 where it is not, 3 without Scribus."""
    if not shutil.which("scribus") or not shutil.which("xvfb-run"):
        print("in_scribus: scribus and xvfb-run are not installed: apt-get install scribus xvfb")
        return 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idml = _package(Path(sys.argv[1]), folder)
        told = _asked(folder, _leadings(idml))
        return 1 if list(_compared(seen(folder / "edition.idml"), idml, told)) else 0


def _package(publication: Path, folder: Path) -> Idml:
    """The edition of a publication as a package with our line ends, in a folder; its links named by
    where they lie, its fonts where Scribus finds them."""
    copy = folder / "publication"
    shutil.copytree(publication, copy)
    shop = workshop_in(copy)
    with shop.memory.making():
        idml = idml_of(
            make_newspaper(Order(copy), shop), Wishes(lines=True, package=True), "edition"
        )
    for name, data in {"edition.idml": idml.data, **idml.files}.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    fonts = folder / "home" / ".local" / "share" / "fonts"
    fonts.parent.mkdir(parents=True)
    shutil.copytree(folder / "Document fonts", fonts)
    return idml


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


def _compared(package: SeenIdml, idml: Idml, told: Mapping[str, Any]) -> Iterator[str]:
    """What is not as it should be, which is printed, with the figures of all."""
    items, wrong = told["items"], list[str]()
    wide = _width(idml)
    off = [0.0]
    for frame in package.frames:
        item = items.get(frame.id)
        if item is None:
            wrong.append(f"{frame.name} ({frame.id}) on page {frame.page} is not there")
            continue
        away = _away(frame, item, wide)
        off.append(away)
        if away > _NEAR:
            wrong.append(f"{frame.name} ({frame.id}) on page {frame.page} is {away:.2f} mm off")
    print(f"{len(package.frames)} frames, {len(off) - 1} there, {max(off):.4f} mm off at most")
    wrong += list(_texts(package, items))
    wrong += list(_lines(idml, items))
    print(f"layers {told['layers']}; masters {len(told['masters'])}")
    for each in wrong[:40]:
        print(f"  {each}")
    yield from wrong


def _width(idml: Idml) -> float:
    """The width of a page in millimetres."""
    root = re.search(rb'PageWidth="([\d.]+)"', _part(idml, "Resources/Preferences.xml"))
    assert root
    return float(root[1]) * _MM


def _part(idml: Idml, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(idml.data)) as archive:
        return archive.read(name)


def _away(frame: SeenFrame, item: Mapping[str, Any], wide: float) -> float:
    """How far a frame is from where it should be, or from as large, in millimetres."""
    x, y, width, height = item["place"]
    x += (item["page"] - int(frame.page)) * wide  # which page it counts to is Scribus's choice
    wanted = [each * _MM for each in (frame.x, frame.y, frame.width, frame.height)]
    if frame.tag == "GraphicLine":  # lines have no depth there
        return max(abs(x - wanted[0]), abs(y - wanted[1]))
    return max(abs(a - b) for a, b in zip((x, y, width, height), wanted, strict=True))


def _texts(package: SeenIdml, items: Mapping[str, Any]) -> Iterator[str]:
    """Texts that are not the same; of those with tables, which Scribus leaves out, what is around
    them."""
    same = tables = 0
    for frame in package.frames:
        if frame.tag != "TextFrame" or frame.attributes["PreviousTextFrame"] != "n":
            continue
        wanted, got = package.texts[frame.attributes["ParentStory"]], items[frame.id]["text"]
        if "\t" in wanted:
            tables += 1
            continue
        got = got.replace("\x1c", "\u2028").replace("\r", "\n").rstrip("\n")
        if got == wanted.replace("#", got if wanted == "#" else "#"):
            same += 1
        else:
            yield f"{frame.name}: {got[:60]!r} is not {wanted[:60]!r}"
    print(f"{same} texts the same, {tables} with tables")


def _lines(idml: Idml, items: Mapping[str, Any]) -> Iterator[str]:
    """Frames that have not our number of lines, if they are too many."""
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
                other.append(
                    f"{thread.name} on page {frame.page}: {item['lines']} lines, not {frame.lines}"
                )
    same = count - len(other)
    print(f"{same} of {count} frames have our number of lines ({same / count:.1%})")
    if len(other) > (1 - _SAME_LINES) * count:
        yield from other
    else:
        print("".join(f"  {each}\n" for each in other), end="")


if __name__ == "__main__":
    sys.exit(main())
