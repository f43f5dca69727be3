"""Other PDF files opened for a look, whatever is in them: what cannot be read is said in words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf

from layout.preflight.geometry import Box
from layout.preflight.opened.numbers import box, name, real, same, table
from layout.preflight.opened.unpacked import MOST
from layout.story.pictures.silence import hushed
from slots.files.decoding import Undecodable, decoding

MOST_PAGES = 500
"""Pages that are looked at."""

_MOST_NODES = 20_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
LETTER = Box(0, 0, 612, 792)


class Unopenable(Exception):
    """A file that cannot be looked at: why, and what helps."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why, self.hint = why, hint


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its dictionary, and what it has from nodes above."""

    number: int
    own: Any
    given: dict[str, Any]

    def get(self, key: str) -> Any:
        """A value of its own, or of a node above where that is handed down; None without one."""
        found = self.own.get(key)
        return self.given.get(key) if found is None and key in _INHERITED else found

    def box(self, key: str) -> Box | None:
        """One of its boxes, as it is written."""
        return box(self.get(key))

    @property
    def media(self) -> Box:
        """The sheet: its MediaBox, or a letter where it has none."""
        found = self.box("/MediaBox")
        return found if found and found.width and found.height else LETTER

    @property
    def trim(self) -> Box:
        """What is left when it is cut: TrimBox, else ArtBox, CropBox, MediaBox."""
        found = (self.box(key) for key in ("/TrimBox", "/ArtBox", "/CropBox"))
        return next((each for each in found if each and each.width and each.height), self.media)

    @property
    def unit(self) -> float:
        """How long a unit of its space is, in points."""
        return max(1e-6, real(self.own.get("/UserUnit"), 1.0))

    @property
    def quarters(self) -> int:
        """How many quarters of a turn to the right it is shown turned, from 0 to 3."""
        return int(real(self.get("/Rotate"))) // 90 % 4

    @property
    def content(self) -> list[Any]:
        """The streams of its content."""
        found = self.own.get("/Contents")
        if isinstance(found, pikepdf.Array):
            return [each for each in list(found)[:10_000] if isinstance(each, pikepdf.Stream)]
        return [found] if isinstance(found, pikepdf.Stream) else []


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """A file, opened. Raises Unopenable where it is no PDF, is damaged beyond reading, or wants a
    password. One that opens without a password is opened, though it is encrypted."""
    try:
        with decoding(pikepdf.PasswordError), hushed(), _limited():
            pdf = pikepdf.open(io.BytesIO(data), inherit_page_attributes=False)
    except pikepdf.PasswordError:
        raise Unopenable("it wants a password", "ask for the file without one") from None
    except Undecodable as error:
        why = f"it cannot be read: {error}"
        raise Unopenable(why, "export it again from what made it") from None
    with hushed(), _limited(), pdf:
        yield pdf


def leaves(pdf: pikepdf.Pdf) -> tuple[Leaf, ...]:
    """The pages of a file in their order, at most MOST_PAGES. A tree that runs in circles, or has
    holes, gives those that can be reached."""
    found: list[Leaf] = []
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, dict[str, Any]]] = [(pdf.Root.get("/Pages"), {})]
    for _ in range(_MOST_NODES):
        if not waiting or len(found) >= MOST_PAGES:
            break
        node, given = waiting.pop()
        key = same(node)
        if not isinstance(node, pikepdf.Dictionary) or key in seen:
            continue
        seen |= {key} if key else set()
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            below = given | {each: node[each] for each in _INHERITED if each in node}
            waiting += [(kid, below) for kid in reversed(list(kids)[:_MOST_NODES])]
        else:
            found.append(Leaf(len(found) + 1, node, given))
    return tuple(found)


def hidden_layers(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The layers that are off, by their numbers."""
    usual = table(table(pdf.Root.get("/OCProperties")).get("/D"))
    off = usual.get("/OFF")
    each = list(off)[:10_000] if isinstance(off, pikepdf.Array) else []
    return frozenset(key for key in map(same, each) if key)


def is_hidden(found: Any, hidden: frozenset[tuple[int, int]]) -> bool:
    """Whether a layer that is hidden, or all that something belongs to are."""
    if not hidden or not isinstance(found, pikepdf.Dictionary):
        return False
    if name(found.get("/Type")) != "OCMD":
        return same(found) in hidden
    groups = found.get("/OCGs")
    each = list(groups)[:1000] if isinstance(groups, pikepdf.Array) else [groups]
    layers = [same(one) for one in each if isinstance(one, pikepdf.Dictionary)]
    return bool(layers) and all(one in hidden for one in layers)


@contextmanager
def _limited() -> Iterator[None]:
    """Keeps qpdf from unpacking a small file to one that takes all memory, while it stands."""
    _limit(MOST)
    try:
        yield
    finally:
        _limit(0)


def _limit(most: int) -> None:
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most,
        run_length_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
    )
