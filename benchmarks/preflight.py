"""What it costs to look at a hundred ads, beside programs that only separate or draw them.

    .venv/bin/python -m benchmarks.preflight [--runs 3]

Two hundreds: advertisers' PDFs of ../shared/corpora that want no password, again and again under
other names; and photographs in CMYK at 300 pixels an inch with black text over them, as designers
send them, each another. Of both newsgrid finds out all rules of GWG 2022, in one run, without a
memory. Ghostscript (`tiffsep`: plates at the same cells of 0.375 mm) and mutool (`draw -c cmyk`)
read the same files and judge nothing: what is not installed has no line.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpora import CORPORA
from benchmarks.measure import Cost, in_turn

COUNT = 100
HEADS = ("100 ads", "by", "CPU s", "wall s", "CPU, newsgrid = 1")
_DPI = "67.733"
"""Dots an inch of cells of 0.375 mm."""

_PIXELS = (1063, 1004)
"""90 x 85 mm at 300 pixels an inch."""

Figures = dict[str, dict[str, Cost]]


def figures(folder: Path, runs: int, say: Callable[[str], None]) -> Figures:
    """What each program takes for each hundred. Advertisers' PDFs are left out where they are not
    there."""
    found: Figures = {}
    for name, files in (("advertisers' PDFs", _sent()), ("CMYK photographs", _photographs())):
        place = folder / name.split()[0].strip("'")
        place.mkdir()
        for number, data in enumerate(files):
            (place / f"{number:03}.pdf").write_bytes(data)
        files_there = sorted(map(str, place.glob("*.pdf")))
        if files_there:
            say(f"{name}: {len(files_there)} files")
            found[name] = in_turn(_commands(files_there, place), folder, runs, say)
    return found


def rows(found: Figures) -> Iterator[tuple[str, ...]]:
    """The lines of the table."""
    for name, costs in found.items():
        ours = costs["newsgrid preflight"].cpu
        for tool, cost in costs.items():
            yield name, tool, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.cpu / ours:.2f}"


def _commands(files: Sequence[str], folder: Path) -> dict[str, Sequence[str]]:
    """The programs, by name; each may end with an error, for there are files that are refused."""
    newsgrid = (str(Path(sys.executable).with_name("newsgrid")), "preflight", "--json", *files)
    plates = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{_DPI}")
    quoted = " ".join(f"'{file}'" for file in files)
    drawn = (
        f"for file in {quoted}; do mutool draw -q -c cmyk -r {_DPI} -o /dev/null -F pam $file; done"
    )
    commands: dict[str, Sequence[str]] = {"newsgrid preflight": _always(newsgrid)}
    if shutil.which("gs"):
        commands["Ghostscript tiffsep"] = _always((*plates, f"-o{folder}/%d.tif", *files))
    if shutil.which("mutool"):
        commands["mutool draw -c cmyk"] = ("sh", "-c", f"{drawn} 2>/dev/null; true")
    return commands


def _always(command: Sequence[str]) -> Sequence[str]:
    """A command that ends well whatever it found."""
    return "sh", "-c", '"$@"; test $? -lt 2', "sh", *command


def _sent() -> Iterator[bytes]:
    """Advertisers' PDFs that can be opened, again and again."""
    from layout.preflight.opened.pdf import Unopenable, opened

    sound = []
    for file in sorted((CORPORA / "advertiser-pdfs").glob("*.pdf")):
        data = file.read_bytes()
        try:
            with opened(data) as pdf:
                sound += [] if pdf.is_encrypted else [data]
        except Unopenable:
            continue
    for number in range(COUNT if sound else 0):
        yield sound[number % len(sound)]


def _photographs() -> Iterator[bytes]:
    for number in range(COUNT):
        yield photograph_ad(number)


def photograph_ad(seed: int) -> bytes:
    """An ad of 90 x 85 mm: a photograph in CMYK and three lines of black text that overprint."""
    import pikepdf
    from PIL import Image as Picture

    from benchmarks.press import photograph

    with Picture.open(io.BytesIO(photograph(_PIXELS, seed))) as seen:
        out = io.BytesIO()
        seen.convert("CMYK").save(out, "JPEG", quality=88)
        width, height = seen.size
    wide, deep = 255.1, 240.9
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(wide, deep))
    picture = pdf.make_stream(
        out.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceCMYK,
        Decode=pikepdf.Array([1, 0] * 4),
        Filter=pikepdf.Name.DCTDecode,
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=True, op=True, OPM=1)
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(I=picture),
        Font=pikepdf.Dictionary(F=font),
        ExtGState=pikepdf.Dictionary(O=state),
    )
    lines = "".join(f"1 0 0 1 20 {40 + 22 * n} Tm (Quay Bank {seed}-{n}) Tj " for n in range(3))
    page.Contents = pdf.make_stream(
        f"q {wide} 0 0 {deep} 0 0 cm /I Do Q /O gs 0 0 0 1 k BT /F 18 Tf {lines}ET".encode()
    )
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def table(found: Figures) -> Table:
    """The figures as a table."""
    title = "100 ads held against GWG 2022, in one run, nothing remembered; goal: 10 s"
    shown = Table(*HEADS, title=title)
    for row in rows(found):
        shown.add_row(*row)
    return shown


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preflight")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (median)")
    runs = parser.parse_args().runs
    log = Console(stderr=True)
    with tempfile.TemporaryDirectory() as folder:
        Console().print(table(figures(Path(folder), runs, log.print)))


if __name__ == "__main__":
    main()
