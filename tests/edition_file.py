"""The PDF as a file, by qpdf, pdffonts, pdfimages and pdfinfo: sound, embedded, in ink only."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from edition_reader import Sheet, Shown

from layout.page.document import Document, Image

TOLERANCE = 150  # millipoints
PAPER = re.compile(rb"(?s)stream\r?\n(.*?)\r?\nendstream")
TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]*|[-+.\d]+|[A-Za-z'\"*]+|\[|\]"
)
SHOWS = (b"Tj", b"TJ", b"'", b'"')
PRINTED = bytes([9, 10, 13, *range(32, 127)])
RICH = 0.85  # of black: a colour with so much of it must have no other ink


def file_problems(pdf: Path, document: Document, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """Everything other tools find wrong with the file, or different from the Document."""
    yield from _sound(pdf)
    yield from _fonts(pdf)
    yield from _inks(pdf)
    yield from _sizes(document, sheets)
    yield from _pictures(pdf, document, sheets)


def _run(*command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True)


def _sound(pdf: Path) -> Iterator[str]:
    run = _run("qpdf", "--check", str(pdf))
    if run.returncode:
        said = (run.stderr or run.stdout).decode("utf-8", "replace").strip().splitlines()
        yield f"qpdf: {said[-1] if said else 'the file is not sound'}"


def _fonts(pdf: Path) -> Iterator[str]:
    run = _run("pdffonts", str(pdf))
    for row in run.stdout.decode("utf-8", "replace").splitlines()[2:]:
        embedded = row.split()[-5:-4]
        if embedded != ["yes"]:
            yield f"pdffonts: {row.split()[0]} is not embedded"


def _inks(pdf: Path) -> Iterator[str]:
    """Text in RGB or rich black, counted over all streams of the file. Grey is black ink, too."""
    run = _run("qpdf", "--qdf", "--object-streams=disable", "--warning-exit-0", str(pdf), "-")
    found: Counter[str] = Counter()
    for stream in PAPER.finditer(run.stdout):
        if _is_content(stream[1]):
            found.update(_wrong_inks(stream[1]))
    for name, times in sorted(found.items()):
        yield f"text is set in {name}, {times} times"


def _is_content(data: bytes) -> bool:
    """Whether a stream is page content with text, not a font or a picture: these are binary."""
    if not re.search(rb"\bBT\b.*?\bT[jJ]\b", data, re.DOTALL):
        return False
    return len(data.translate(None, PRINTED)) < len(data) // 20


def _wrong_inks(data: bytes) -> Iterator[str]:
    """The fill colour of each piece of text that is no good. Reads operators one by one."""
    operands: list[bytes] = []
    stack: list[tuple[str, tuple[float, ...]]] = []
    fill: tuple[str, tuple[float, ...]] = ("grey", (0.0,))
    for token in TOKEN.findall(data):
        if not re.fullmatch(rb"[A-Za-z'\"*]+", token):
            operands.append(token)
            continue
        if token == b"q":
            stack.append(fill)
        elif token == b"Q" and stack:
            fill = stack.pop()
        elif token in (b"rg", b"k", b"g", b"sc", b"scn"):
            fill = _fill(token, operands, fill)
        elif token == b"cs":
            name = operands[-1].decode("ascii", "replace").removeprefix("/Device")
            fill = ("grey" if name == "Gray" else name, (0.0,))
        elif token in SHOWS:
            wrong = _wrong(fill)
            if wrong:
                yield wrong
        operands.clear()


def _fill(
    token: bytes, operands: list[bytes], before: tuple[str, tuple[float, ...]]
) -> tuple[str, tuple[float, ...]]:
    numbers = tuple(float(n) for n in operands if re.fullmatch(rb"[-+]?\d*\.?\d+\.?", n))
    names = {b"rg": "RGB", b"k": "CMYK", b"g": "grey"}
    return names.get(token, before[0]), numbers


def _wrong(fill: tuple[str, tuple[float, ...]]) -> str:
    space, inks = fill
    if space == "RGB":
        return space
    if space == "CMYK" and len(inks) == 4 and inks[3] >= RICH and any(inks[:3]):
        return f"rich black {inks}"
    return ""


def _sizes(document: Document, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    if len(sheets) != len(document.pages):
        yield f"the PDF has {len(sheets)} pages, the edition {len(document.pages)}"
    for page, sheet in zip(document.pages, sheets, strict=False):
        width, height = page.grid.trim
        if abs(sheet.width - width) > TOLERANCE or abs(sheet.height - height) > TOLERANCE:
            yield f"page {page.number}: is {sheet.width} x {sheet.height}, not {width} x {height}"


def _pictures(pdf: Path, document: Document, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """Every picture is on its page (pdfimages) and in its place (pdfium)."""
    rows = _run("pdfimages", "-list", str(pdf)).stdout.decode("utf-8", "replace").splitlines()[2:]
    listed = Counter(int(row.split()[0]) for row in rows if row.split()[2] == "image")
    for page, sheet in zip(document.pages, sheets, strict=False):
        bitmaps = [image for image in page.images if image.file.suffix.lower() != ".pdf"]
        if listed[sheet.number] < len(bitmaps):
            count = listed[sheet.number]
            yield f"page {page.number}: pdfimages lists {count} pictures of {len(bitmaps)}"
        for image in page.images:
            if not any(_fills(shown, image) for shown in sheet.shown):
                yield f"page {page.number}: {image.role} {image.id} is not in its place"


def _fills(shown: Shown, image: Image) -> bool:
    """Whether what is shown covers a picture's place (it may be cropped by it), or lies in it,
    centred, and reaches two of its edges."""
    rect = image.rect
    edges = (
        rect.x - shown.left,
        rect.y - shown.top,
        shown.right - rect.right,
        shown.bottom - rect.bottom,
    )
    if all(edge >= -TOLERANCE for edge in edges):
        return True
    if any(edge > TOLERANCE for edge in edges):
        return False
    middle = abs(edges[0] - edges[2]) <= 2 * TOLERANCE and abs(edges[1] - edges[3]) <= 2 * TOLERANCE
    across = edges[0] >= -TOLERANCE and edges[2] >= -TOLERANCE
    down = edges[1] >= -TOLERANCE and edges[3] >= -TOLERANCE
    return middle and (across or down)
