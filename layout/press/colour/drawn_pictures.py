"""The pictures that a file draws, made when all of it was gone through: how fine they must be is
known then. Each becomes one object, however often it is drawn.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextvars import copy_context
from dataclasses import dataclass, replace
from typing import Any, cast

import pikepdf

from layout.press.colour.notes import Notes, Seen
from layout.press.colour.painting_state import Matrix
from layout.press.colour.pictures import Made, Wanted, printed_picture
from layout.press.colour.resources import Resources
from layout.press.colour.samples import Taken, filters_of, opened, taken
from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import Grey, Space, Spot
from slots.files.decoding import decoding

_INCH = 72
_TINY = 16
ANYWHERE: Matrix = (1000, 0, 0, 1000)
"""Of content that is laid out where nobody can see from here (patterns, masks, glyphs): as if it
were very large, so that its pictures stay as fine as they are."""

_NOT_PRINTED = ("/OPI", "/Alternates", "/Metadata", "/Intent", "/SMaskInData")


@dataclass(slots=True)
class _Order:
    """A picture that is to be made: the object it becomes, in whose inks, and how many points it is
    wide at most."""

    it: Any
    made: Any
    place: Seen
    wanted: Wanted
    printer: Printer
    width: float = 0.0


class Pictures:
    """The pictures of one file, shown with so many dots an inch at most."""

    def __init__(self, pdf: pikepdf.Pdf, dpi: int, notes: Notes) -> None:
        self._pdf, self._dpi, self._notes = pdf, dpi, notes
        self._orders: dict[object, _Order] = {}
        self._known: dict[object, Any] = {}

    def ordered(self, it: Any, room: Resources, size: tuple[float, float]) -> Any:
        """A picture, printed so large, in points. What it becomes is filled in at the end, when it
        is known how large it is printed at most."""
        self._see_masks(it)
        if bool(it.get("/ImageMask", False)):
            return it
        space = self._space_of(it, room)
        room.told(space)
        if isinstance(space, Spot) and space.kept and room.target is Target.COLOUR:
            return self._in_spots(it, room, space)
        key = (it.objgen, room.target, room.printer.limit, id(space))
        order = self._orders.get(key)
        if order is None:
            made = self._pdf.make_stream(b"")
            wanted = Wanted(space, room.target)
            order = _Order(it, made, self._notes.here(), wanted, room.printer)
            self._orders[key] = order
        order.width = max(order.width, size[0])
        return order.made

    def _space_of(self, it: Any, room: Resources) -> Space:
        """The colour space of a picture: one and the same each time the room's content draws it."""
        key = (it.objgen, id(room), "space")
        if key not in self._known:
            given = it.get("/ColorSpace")
            self._known[key] = _packed_space(it, room) if given is None else room.read(given)
        return cast(Space, self._known[key])

    def _see_masks(self, it: Any) -> None:
        mask = it.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            if not self._hides_nothing(mask):
                self._notes.see_through("it has a soft mask")
        elif int(it.get("/SMaskInData", 0)):
            raise Unpressable("a picture in JPEG 2000 has its soft mask within it")

    def _hides_nothing(self, mask: Any) -> bool:
        """Whether a soft mask lets all of its picture be seen."""
        key = (mask.objgen, "hides nothing")
        if key not in self._known:
            self._known[key] = _is_empty(mask)
        return bool(self._known[key])

    def _in_spots(self, it: Any, room: Resources, space: Spot) -> Any:
        """A picture in spot colours that the press runs: its samples stay."""
        key = (it.objgen, id(space), "spots")
        if key not in self._known:
            made = self._copied(it, _NOT_PRINTED)
            made["/ColorSpace"] = room.spot_space(it["/ColorSpace"], space)
            self._known[key] = made
        return self._known[key]

    def _copied(self, it: Any, without: tuple[str, ...]) -> Any:
        made: Any = self._pdf.make_stream(it.read_raw_bytes())
        for name, value in it.items():
            if name not in ("/Length", *without):
                made[name] = value
        return made

    def make(self) -> None:
        """Makes all pictures, on all cores: decoding, converting and packing leave Python free."""
        from concurrent.futures import ThreadPoolExecutor  # slow to import

        orders, cores = list(self._orders.values()), os.cpu_count() or 1
        with ThreadPoolExecutor(cores) as threads:
            for start in range(0, len(orders), 4 * cores):
                self._some_pictures(orders[start : start + 4 * cores], threads)

    def coarse(self) -> Iterator[Seen]:
        """Pictures with one dot for a line of the screen, or fewer; not of those that are drawn so
        that nobody sees it (16 pixels, rules of GWG 2022, R0031), nor where nobody can see how
        large they are."""
        for order in self._orders.values():
            width, height = int(order.it.get("/Width", 0)), int(order.it.get("/Height", 0))
            anywhere = order.width >= ANYWHERE[0]
            if anywhere or not order.width or max(width, height) <= _TINY:
                continue
            dpi = width / order.width * _INCH
            if dpi < self._dpi / 2 - 1:
                yield replace(order.place, what=f"{dpi:.0f} dpi")

    def _some_pictures(self, orders: Sequence[_Order], threads: Any) -> None:
        waiting = []
        for order in orders:
            self._notes.go_back(order.place)
            with self._notes.refusing():
                across = int(order.width / _INCH * self._dpi) or 1
                wanted = replace(order.wanted, across=across)
                picture = taken(order.it)
                making = copy_context().run
                begun = threads.submit(making, printed_picture, picture, wanted, order.printer)
                waiting.append((order, picture, begun))
        for order, picture, begun in waiting:
            self._notes.go_back(order.place)
            with self._notes.refusing():
                self._fill(order, picture, begun.result())

    def _fill(self, order: _Order, picture: Taken, done: Made | None) -> None:
        """What a picture has become, put where it is referred to."""
        it, made = order.it, order.made
        for name, value in it.items():
            if name not in ("/Length", *_NOT_PRINTED):
                made[name] = value
        if "/SMask" in made and self._hides_nothing(made["/SMask"]):
            del made["/SMask"]
        if picture.matte and "/SMask" in made:
            made["/SMask"] = self._copied(made["/SMask"], ("/Matte",))
        if done is None or done.data is None:
            self._keep_samples(order, picture, done)
            return
        gone = ("/Decode", "/DecodeParms", "/Mask") if picture.key else ("/Decode", "/DecodeParms")
        for name in gone:
            if name in made:
                del made[name]
        made.write(done.data, filter=pikepdf.Name(done.packing))
        made["/Width"], made["/Height"] = done.width, done.height
        made["/ColorSpace"], made["/BitsPerComponent"] = pikepdf.Name(done.space), 8
        if done.space == "/DeviceCMYK" and done.packing == "/DCTDecode":
            made["/Decode"] = pikepdf.Array([1, 0] * 4)  # Adobe's way, which is Pillow's
        if done.mask:
            made["/Mask"] = self._pdf.make_stream(
                done.mask,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=done.width,
                Height=done.height,
                ImageMask=True,
                BitsPerComponent=1,
            )

    def _keep_samples(self, order: _Order, picture: Taken, done: Made | None) -> None:
        """A picture whose samples stay, in a colour space that says in inks what they are."""
        it, made, wanted = order.it, order.made, order.wanted
        made.write(
            it.read_raw_bytes(), filter=it.get("/Filter"), decode_parms=it.get("/DecodeParms")
        )
        self._notes.packings.update((self._notes.here(name), None) for name in filters_of(it))
        if done is None:
            grey = isinstance(wanted.space, Grey)
            made["/ColorSpace"] = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceCMYK
            return
        device = "/DeviceGray" if wanted.target is Target.MASK else "/DeviceCMYK"
        bits = 1 if picture.kind == "fax" else picture.bits
        table = [pikepdf.Name.Indexed, pikepdf.Name(device), (1 << bits) - 1]
        made["/ColorSpace"] = pikepdf.Array([*table, pikepdf.String(done.table)])
        if "/Decode" in made:
            del made["/Decode"]


def _is_empty(mask: Any) -> bool:
    """Whether a soft mask lets all of its picture be seen."""
    with decoding():
        plain = "/Decode" not in mask and int(mask.get("/BitsPerComponent", 8)) == 8
        return plain and "/Matte" not in mask and not mask.read_bytes().strip(b"\xff")


def _packed_space(it: Any, room: Resources) -> Any:
    """The colour space of a picture in JPEG 2000 that leaves it to the file."""
    if filters_of(it)[-1:] != ["/JPXDecode"]:
        raise Unpressable("a picture has no colour space")
    mode = opened(taken(it)).mode
    names = {"L": "/DeviceGray", "LA": "/DeviceGray", "CMYK": "/DeviceCMYK"}
    return room.space(names.get(mode, "/DeviceRGB"))
