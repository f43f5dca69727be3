"""Print files as others read them: qpdf, Ghostscript, MuPDF, PDFium, poppler; and our preflight.

Ink is counted on the separations that Ghostscript makes (tiffsep): every plate, spot colours, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

_DPI = 72
_SQUARE = 15 / 25.4
_HOME = Path(__file__).parents[2]
_OWN_WORDS = "warning: ICC support is not available"  # of Debian's MuPDF, whatever the file
_OPERATORS = {
    **dict.fromkeys(("g", "G"), "DeviceGray"),
    **dict.fromkeys(("rg", "RG"), "DeviceRGB"),
    **dict.fromkeys(("k", "K"), "DeviceCMYK"),
}


@dataclass(frozen=True, slots=True)
class Ink:
    """The most ink of a file in per cent: of any square of 15 mm, of any pixel, with its page; what
    Ghostscript said on the way; the plates beside the four."""

    square: float
    square_page: int
    pixel: float
    pixel_page: int
    said: tuple[str, ...]
    spots: tuple[str, ...]


def preflighted(file: Path, profile: str) -> dict[str, int]:
    """How often a file breaks each rule of a profile: errors and warnings."""
    command = [str(Path(sys.executable).with_name("newsgrid")), "preflight"]
    command += [str(file), "--profile", profile, "--json"]
    here = {**os.environ, "PYTHONPATH": str(_HOME)}
    told = subprocess.run(command, env=here, capture_output=True, text=True)
    if told.returncode not in (0, 1):
        sys.exit(told.stderr)
    found: Counter[str] = Counter()
    for each in json.loads(told.stdout)["files"]:
        for broken in each["broken"]:
            if broken["severity"] != "info":
                found[broken["rule"]] += broken["times"]
    return dict(found)


def told_by_qpdf(file: Path) -> tuple[str, ...]:
    """What qpdf --check complains of."""
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    return tuple(done.stderr.splitlines()) if done.returncode else ()


def told_by_mupdf(file: Path) -> tuple[str, ...]:
    """What MuPDF complains of when it draws all pages."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["mutool", "draw", "-q", "-r", "30", "-o", f"{folder}/%d.png", str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in done.stderr.splitlines() if line.strip() != _OWN_WORDS]
    return (*lines, f"exit code {done.returncode}") if done.returncode else tuple(lines)


def told_by_pdfium(file: Path) -> tuple[str, ...]:
    """What PDFium cannot open or draw; a page that it leaves white is one, too."""
    import pypdfium2

    said = []
    try:
        with pypdfium2.PdfDocument(file) as pdf:
            for number in range(len(pdf)):
                image = pdf[number].render(scale=0.3).to_pil().convert("L")
                if int(np.min(np.asarray(image))) > 128:
                    said.append(f"page {number + 1} is empty")
    except pypdfium2.PdfiumError as error:
        said.append(str(error))
    return tuple(said)


def same_text(plain: Path, press: Path) -> bool:
    """Whether poppler reads the same words in two files, in the order of their content."""
    read = [
        subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
        for file in (plain, press)
    ]
    return bool(read[0].stdout.strip()) and read[0].stdout == read[1].stdout


def ink(file: Path) -> Ink:
    """The ink of a file, page by page, as Ghostscript separates it."""
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
    squares, pixels = [], []
    said: list[str] = []
    spots: set[str] = set()
    for number in range(1, count + 1):
        with tempfile.TemporaryDirectory() as folder:
            command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"]
            command += [f"-r{_DPI}", f"-dFirstPage={number}", f"-dLastPage={number}"]
            command += [f"-sOutputFile={folder}/p.tif", str(file)]
            done = subprocess.run(command, capture_output=True, text=True)
            said += (done.stdout + done.stderr).splitlines()
            plates = {each.stem[2:-1]: _plate(each) for each in Path(folder).glob("p(*).tif")}
        spots |= plates.keys() - {"Cyan", "Magenta", "Yellow", "Black"}
        total = np.sum(np.stack(list(plates.values())), axis=0)
        squares.append((_most(total), number))
        pixels.append((float(np.max(total)), number))
    return Ink(*max(squares), *max(pixels), tuple(dict.fromkeys(said)), tuple(sorted(spots)))


def _plate(file: Path) -> np.ndarray[Any, Any]:
    with Image.open(file) as image:
        return (255 - np.asarray(image).astype(float)) / 2.55


def _most(total: np.ndarray[Any, Any]) -> float:
    """The highest mean of any square of 15 mm."""
    side = min(round(_SQUARE * _DPI), *total.shape)
    sums = np.pad(total, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    means = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return float(np.max(means)) / side**2


def spaces(file: Path) -> tuple[str, ...]:
    """The colour spaces of a file: of operators, pictures, shadings, groups and resources."""
    found: set[str] = set()
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            found.update(_operators(page))
        for it in pdf.objects:
            if isinstance(it, pikepdf.Stream | pikepdf.Dictionary):
                found.update(_named(it))
            if isinstance(it, pikepdf.Stream) and _painted(it):
                found.update(_operators(it))
    return tuple(sorted(found))


def _painted(it: Any) -> bool:
    return str(it.get("/Subtype", "")) == "/Form" or it.get("/PatternType") == 1


def _operators(it: Any) -> Iterator[str]:
    for one in pikepdf.parse_content_stream(it, " ".join(_OPERATORS)):
        yield _OPERATORS[str(one.operator)]


def _named(it: Any) -> Iterator[str]:
    if str(it.get("/Subtype", "")) == "/Image" and not it.get("/ImageMask", False):
        yield _space(it.get("/ColorSpace"))
    if "/ShadingType" in it:
        yield _space(it.ColorSpace)
    if it.get("/S") == "/Transparency" and "/CS" in it:
        yield _space(it.CS)
    table = it.get("/ColorSpace")
    for space in table.values() if isinstance(table, pikepdf.Dictionary) else ():
        yield _space(space)


def _space(it: Any) -> str:
    """The name of a colour space; of a table or pattern that of what it is of."""
    if not isinstance(it, pikepdf.Array):
        return str(it)[1:]
    if str(it[0]) in ("/Indexed", "/Pattern"):
        return _space(it[1]) if len(it) > 1 else ""
    return f"{str(it[0])[1:]} {it[1]}" if str(it[0]) == "/Separation" else str(it[0])[1:]
