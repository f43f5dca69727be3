"""The ad book of a publication: which file it is, its text whatever the encoding, and the sheet
that its sizes are for.
"""

from __future__ import annotations

from pathlib import Path

from layout.makeup.type.furniture import FOLIO_ROWS
from layout.page.grid import Grid
from layout.publication.settings.newsgrid_toml import House
from layout.publication.settings.print_grid import AS_PUBLISHED, grid_for
from slots.book.booking import Booking
from slots.book.sheet import Sheet
from slots.files.door import BOOK, Unopened, read_file, there
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.text.file_limits import PASSED

BOOKS = ("ads.csv", "ads.toml")

_PACKED = {b"PK\x03\x04": "a workbook", b"\xd0\xcf\x11\xe0": "a workbook", b"%PDF": "a PDF"}
"""How files begin that are often taken for a book's text, and what they are."""


def ad_book_of(
    house: House, grid: Grid, text: str | None = None
) -> tuple[tuple[Booking, ...], tuple[Finding, ...]]:
    """The bookings of a publication for a grid, and all findings; none without a book. They are
    those of another `text` of the book than that on disk, where there is one.

    Raises BadInput where there are two books, the file is no text, or it holds more than a book
    may.
    """
    from slots.book.read import read_book

    file, encoding = book_file(house), tuple[Finding, ...]()
    if text is not None:
        file = file or (house.folder or Path()) / BOOKS[0]
    elif file is None:
        return (), ()
    else:
        text, encoding = decoded(book_bytes(file), file)
    bookings, findings = read_book(text, str(file), sheet_of(grid))
    if not bookings and any(finding.code in PASSED for finding in findings):
        raise BadInput(findings)
    return bookings, (*encoding, *findings)


def book_file(house: House) -> Path | None:
    """The ads.csv or ads.toml of a publication, None without one. Raises BadInput where it has
    both."""
    folder = house.file.parent if house.file else house.publication.folder
    found = [folder / name for name in BOOKS if there(folder / name)] if folder else []
    if len(found) > 1:
        message = "there are two ad books, ads.csv and ads.toml"
        raise bad_input("two-books", message, Where(str(folder)), "keep one, take the other away")
    return found[0] if found else None


def book_bytes(file: Path) -> bytes:
    """The bytes of an ad book, which lies in its publication. Raises BadInput."""
    try:
        return read_file(file, BOOK, file.parent)
    except Unopened as error:
        raise error.at(Where(str(file))) from None


def sheet_of(grid: Grid) -> Sheet:
    """What sizes mean on the ordinary pages of a grid, below their folios."""
    rows = grid.rows - FOLIO_ROWS
    spine = grid.live.x + grid.trim[0] - grid.live.right
    _, width = grid.columns[0]
    return Sheet(
        len(grid.columns),
        rows * grid.leading,
        width,
        grid.gutter,
        grid.leading,
        spine,
        FOLIO_ROWS,
    )


def sheet_as_published(house: House) -> Sheet:
    """The same of the grid that a publication is printed on, if nothing else is asked for."""
    return sheet_of(grid_for(house, AS_PUBLISHED))


def decoded(data: bytes, file: Path) -> tuple[str, tuple[Finding, ...]]:
    """The text of a book: UTF-8, UTF-16 with its mark, else Windows Latin (cp1252), with a warning.

    Raises BadInput where it is no text at all.
    """
    where = Where(str(file))
    packed = next((kind for start, kind in _PACKED.items() if data.startswith(start)), None)
    if packed:
        hint = "save it from the spreadsheet as CSV, UTF-8"
        raise bad_input("not-text", f"this is {packed}, not a table of text", where, hint)
    text, findings = _text(data, file)
    nul = text.find("\0")
    if nul >= 0:
        where = Where(str(file), text.count("\n", 0, nul) + 1, nul - text.rfind("\n", 0, nul))
        message = "this is not text: a NUL stands here, which no text holds"
        raise bad_input("not-text", message, where, "save it as CSV, UTF-8")
    return text, findings


def _text(data: bytes, file: Path) -> tuple[str, tuple[Finding, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if file.suffix == ".toml":
            raise _not_utf8(data, error.start, file) from None
        text = data.decode("cp1252", errors="replace")
        return text, (_latin(data, error.start, text, file),)


def _place(data: bytes, start: int, file: Path) -> Where:
    before = data[:start]
    return Where(str(file), before.count(b"\n") + 1, start - before.rfind(b"\n"))


def _latin(data: bytes, start: int, text: str, file: Path) -> Finding:
    read = text[max(0, start - 12) : start + 12].splitlines()
    around = next((part for part in read if text[start] in part), text[start]).strip()
    message = f'not UTF-8: read as Windows Latin (cp1252), as in "{around}"'
    hint = "look whether names are right, or save it from the spreadsheet as CSV UTF-8"
    return Finding("encoding", Severity.WARNING, message, _place(data, start, file), hint)


def _not_utf8(data: bytes, start: int, file: Path) -> BadInput:
    where = _place(data, start, file)
    return bad_input("not-text", "this is not UTF-8 text", where, "save it as UTF-8")
