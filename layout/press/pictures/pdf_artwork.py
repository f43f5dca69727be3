"""Ads that come as PDF files: the first page of each as a form XObject.

What is shown is the page's TrimBox, as that is the ad; without one its CropBox, without that its
MediaBox (a box that is empty or not on the page counts for none). /Rotate is honoured. Annotations,
scripts and all else that is not painted stays behind: see `layout.press.pictures.copy_objects`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import pikepdf

from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import number
from layout.press.pictures.copy_objects import Importer, inherited
from layout.press.pictures.hidden_layers import Layers, layers_of
from layout.press.pictures.painting_cost import check_workload
from layout.press.pictures.unpacked_size import MOST_UNPACKED
from layout.story.pictures.silence import hushed
from layout.story.pictures.unreadable import Unreadable, damaged
from slots.files.decoding import Undecodable, decoding

Edges = tuple[float, float, float, float]
"""Left, lower, right and upper edge of a box, in points."""

_Read = TypeVar("_Read")

_BOXES = ("/TrimBox", "/CropBox")
_TOLERANCE = 1.0  # points by which a box may stand out of its page
_LETTER: Edges = (0, 0, 612, 792)
_QUARTER = 90
_GIVEN = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page has from nodes above where it has none of its own."""

_MOST_NODES = 1_000
"""Nodes of a page tree that are looked at for a first page."""

_LARGEST = 100_000
"""Points that a page may be wide or deep: 35 m, ten times what PDF allows a page without units."""


def pdf_size(data: bytes) -> tuple[float, float]:
    """Width and height in points of what a file's first page shows, as it is to be seen.

    Raises Unreadable where the file is damaged, encrypted or without pages, or where painting the
    page comes to more than any ad should.
    """
    with _opened(data) as (_, page):
        check_workload(page, inherited(page, "/Resources"))
        left, foot, right, top = _shown(page)
        turned = _quarters(page) % 2
        return (top - foot, right - left) if turned else (right - left, top - foot)


def names_its_trim(data: bytes) -> bool:
    """Whether a file's first page says by a box of its own what of it is the ad: where none does,
    all of the sheet is taken for it. Raises Unreadable as `pdf_size` does."""
    with _opened(data) as (_, page):
        return "/TrimBox" in page.obj or "/ArtBox" in page.obj


def pdf_form(data: bytes, objects: Objects, layers: Layers | None = None) -> int:
    """Add a file's first page to the objects of a PDF, as a form whose origin is its lower left
    corner, as large as `pdf_size` says; its number. Its own layers are added to `layers`."""
    with _opened(data) as (pdf, page):
        importer = Importer(objects)
        box = _shown(page)
        form = importer.form(page, box, _form_matrix(box, _quarters(page)))
        for objgen, hidden in layers_of(pdf).items():
            number = importer.copied(objgen)
            if layers is not None and number is not None:
                layers.add(number, hidden)
        return form


def form_of(
    data: bytes,
    objects: Objects,
    read: Callable[[pikepdf.Pdf], _Read],
    change: Callable[[pikepdf.Pdf, bytes], bytes],
    besides: bytes,
) -> tuple[int, _Read]:
    """The same, of a file whose first page's content is changed, and whose form has more entries;
    and what is `read` of the file."""
    with _opened(data) as (pdf, page):
        box = _shown(page)
        matrix = _form_matrix(box, _quarters(page))
        number = Importer(objects).form(page, box, matrix, partial(change, pdf), besides)
        return number, read(pdf)


def _form_matrix(box: Edges, quarters: int) -> str:
    """The matrix that turns a box clockwise by quarters and moves its lower left corner to the
    origin.

    >>> _form_matrix((10, 20, 110, 70), 1)
    '0 -1 1 0 -20 110'
    """
    left, foot, right, top = box
    terms = {
        0: (1, 0, 0, 1, -left, -foot),
        1: (0, -1, 1, 0, -foot, right),
        2: (-1, 0, 0, -1, right, top),
        3: (0, 1, -1, 0, top, -left),
    }[quarters % 4]
    return " ".join(number(term, 5) for term in terms)


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[pikepdf.Pdf, pikepdf.Page]]:
    """A file and its first page; whatever is stumbled over in it while it is read, here or by those
    who asked for it, is reported as damage of the file."""
    try:
        with (
            decoding(Unreadable, pikepdf.PasswordError),
            hushed(),
            _limited(),
            pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf,
        ):
            if pdf.is_encrypted:
                raise _encrypted()
            yield pdf, _first_page(pdf)
    except pikepdf.PasswordError:
        raise _encrypted() from None
    except Undecodable as error:
        raise damaged(str(error)) from None


def _first_page(pdf: pikepdf.Pdf) -> pikepdf.Page:
    """The first page of a file, with what nodes above give to it. All the others, of which there
    may be hundreds of thousands, are not looked for: what is wrong with them is nothing to an ad.
    Raises Unreadable without any."""
    waiting: list[tuple[Any, dict[str, Any]]] = [(pdf.Root.get("/Pages"), {})]
    for _ in range(_MOST_NODES):
        node, given = waiting.pop() if waiting else (None, {})
        if not isinstance(node, pikepdf.Dictionary):
            continue
        given = given | {key: node[key] for key in _GIVEN if key in node}
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            first = range(min(len(kids), _MOST_NODES))
            waiting += [(kids[number], given) for number in reversed(first)]
        elif str(node.get("/Type", "/Page")) == "/Page":
            for key in given.keys() - node.keys():
                node[key] = given[key]
            return pikepdf.Page(node)
    raise damaged("it has no pages")


@contextmanager
def _limited() -> Iterator[None]:
    """Keeps qpdf from unpacking a small file to one that takes all memory, while it stands."""
    _limit(MOST_UNPACKED)
    try:
        yield
    finally:
        _limit(0)  # none: as it is where nobody has set one


def _limit(most: int) -> None:
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most,
        run_length_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
    )


def _encrypted() -> Unreadable:
    return Unreadable("is encrypted", "ask for the file without a password")


def _shown(page: pikepdf.Page) -> Edges:
    sheet = edges_of(page, "/MediaBox") or _LETTER
    for name in _BOXES:
        box = edges_of(page, name)
        if box is not None and _lies_in(box, sheet):
            return box
    if max(sheet[2] - sheet[0], sheet[3] - sheet[1]) > _LARGEST:
        raise Unreadable("has a page of more than 35 m", "save it again with a page of its size")
    return sheet


def edges_of(page: pikepdf.Page, name: str) -> Edges | None:
    """A box with its edges in order; None where it is not there, no box, or empty."""
    found = inherited(page, name) if name != "/TrimBox" else page.obj.get(name)
    if not isinstance(found, pikepdf.Array) or len(found) != 4:
        return None
    edges = [float(edge) for edge in found]
    left, right = sorted(edges[::2])
    foot, top = sorted(edges[1::2])
    return (left, foot, right, top) if right - left >= 1 and top - foot >= 1 else None


def _lies_in(box: Edges, sheet: Edges) -> bool:
    return (
        box[0] >= sheet[0] - _TOLERANCE
        and box[1] >= sheet[1] - _TOLERANCE
        and box[2] <= sheet[2] + _TOLERANCE
        and box[3] <= sheet[3] + _TOLERANCE
    )


def _quarters(page: pikepdf.Page) -> int:
    turn = inherited(page, "/Rotate")
    return int(turn) // _QUARTER % 4 if turn is not None and int(turn) % _QUARTER == 0 else 0
