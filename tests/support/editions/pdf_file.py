"""The PDF as a file, by qpdf, pdffonts, pdfimages and pdfinfo: sound, embedded, in ink only."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from support.editions.reader import Sheet, Shown

from layout.page.document import Document, Image, Page
from layout.page.rect import Rect

TOLERANCE = 150  # millipoints
TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]*|[-+.\d]+|[A-Za-z'\"*]+|\[|\]"
)
SHOWS = (b"Tj", b"TJ", b"'", b'"')
RICH = 0.85  # of black: a colour with so much of it must have no other ink


def file_problems(pdf: Path, document: Document, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """Everything other tools find wrong with the file, or different from the Document."""
    yield from _sound(pdf)
    yield from _fonts(pdf)
    yield from _inks(pdf, document, sheets)
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


def _inks(pdf: Path, document: Document, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """Text in RGB or rich black, on pages and in the forms that they show. Grey is black ink. What
    advertisers sent is told of in one sentence."""
    found = list(_all_inks(pdf, document, sheets))
    sent = [problem for problem in found if ", ad " in problem]
    yield from (problem for problem in found if problem not in sent)
    if sent:
        ads = ", ".join(problem.split(", ad ")[1].split(":")[0] for problem in sent[:6])
        yield f"the artwork of {len(sent)} ads has text in RGB or rich black: {ads}, ..."


def _all_inks(pdf: Path, document: Document, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    with pikepdf.open(pdf) as file:
        for page, sheet, paper in zip(document.pages, sheets, file.pages, strict=False):
            paper.contents_coalesce()
            contents = paper.obj.get("/Contents")
            if isinstance(contents, pikepdf.Stream):
                yield from _inks_of(f"page {page.number}", contents)
            for shown in sheet.shown:
                if shown.kind == "form":
                    form = paper.Resources.XObject[shown.name]
                    yield from _inks_of(_whose(shown, page), form)


def _inks_of(where: str, stream: pikepdf.Stream) -> Iterator[str]:
    """What is wrong with the inks of a stream, and of the forms in it."""
    found = Counter(_wrong_inks(stream.read_bytes()))
    for name, times in sorted(found.items()):
        yield f"{where}: text is set in {name}, {times} times"
    for inner in stream.get("/Resources", {}).get("/XObject", {}).values():
        if inner.get("/Subtype") == "/Form":
            yield from _inks_of(where, inner)


def _whose(shown: Shown, page: Page) -> str:
    """The name of what a form fills."""
    seen = Rect(shown.left, shown.top, shown.right - shown.left, shown.bottom - shown.top)
    for thing in (*page.images, *page.boxes):
        if thing.rect.inset(TOLERANCE).overlaps(seen):
            return f"page {page.number}, {thing.role} {thing.id}"
    return f"page {page.number}, a form"


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
