"""All pages of a PDF brought into the inks of a press: content, forms, patterns, glyphs that are
drawn, soft masks, pictures. Each is translated once for each way in which it is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
import pikepdf

from layout.press.colour.content import translated, with_start
from layout.press.colour.painting_state import Matrix, Outside, multiplied
from layout.press.colour.pictures import Made, Wanted, printed_picture
from layout.press.colour.resources import Resources
from layout.press.colour.samples import Taken, filters_of, opened, taken
from layout.press.colour.shadings import printed_shading
from layout.press.pictures.copy_objects import inherited
from layout.press.pictures.painting_cost import contents_of
from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import AGAIN, Refusal, Unpressable
from layout.press.separation.spaces import Grey, Space, SpaceReader, Spot
from layout.story.pictures.silence import hushed
from slots.files.decoding import Undecodable, decoding

_INCH = 72
_DEEPEST = 40
_TINY = 16
_MOST_PIECES = 50_000
_ANYWHERE: Matrix = (1000, 0, 0, 1000)
"""Of content that is laid out where nobody can see from here (patterns, masks, glyphs): as if it
were very large, so that its pictures stay as fine as they are."""

_OF_DATA = ("/Length", "/Filter", "/DecodeParms")
_NOT_PRINTED = ("/OPI", "/Alternates", "/Metadata", "/Intent", "/SMaskInData")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How pages are printed: `black` are the places in the file, from 1, of those in black alone,
    `spots` the names of spot colours that the press runs, `dpi` the finest pictures it shows."""

    black: frozenset[int] = frozenset()
    spots: frozenset[str] = frozenset()
    dpi: int = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """Something of a page that older printing standards do not know: its place in the file, a path
    to it, and how much the page had drawn by then."""

    page: int
    path: str
    what: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file: `refused` is what cannot be printed, `transparent` what others are
    seen through, `packings` how pictures that stay are packed, `coarse` those that are printed with
    less than half the dots that the press can show."""

    refused: tuple[Refusal, ...]
    transparent: tuple[Seen, ...]
    packings: tuple[Seen, ...]
    coarse: tuple[Seen, ...]


def in_inks(pdf: pikepdf.Pdf, printer: Printer, wishes: Wishes) -> Done:
    """Brings all pages of a PDF, which is changed, into the inks of a press."""
    with hushed():
        return _Pages(pdf, printer, wishes).all()


@dataclass(slots=True)
class _Order:
    """A picture that is to be made: the object it becomes, and how many points it is wide at
    most."""

    it: Any
    made: Any
    place: Seen
    wanted: Wanted
    width: float = 0.0


@dataclass(slots=True)
class _Variant:
    """One way in which content was translated: what it found outside, for what it needs of that."""

    found: tuple[object, ...]
    needs: tuple[str, ...]
    made: Any


@dataclass(slots=True)
class _Source:
    """Content as it was: forms are written over by their first translation."""

    content: bytes
    entries: dict[str, Any]
    used: bool = False


@dataclass(slots=True)
class _Memo:
    """What was made already, by what it is made of."""

    variants: dict[object, list[_Variant]] = field(default_factory=dict)
    sources: dict[object, _Source] = field(default_factory=dict)
    rooms: dict[object, Resources] = field(default_factory=dict)
    others: dict[object, Any] = field(default_factory=dict)
    orders: dict[object, _Order] = field(default_factory=dict)


class _Pages:
    """Goes through the pages of one file."""

    def __init__(self, pdf: pikepdf.Pdf, printer: Printer, wishes: Wishes) -> None:
        self.pdf, self.printer, self.wishes = pdf, printer, wishes
        self.spaces = SpaceReader(wishes.spots)
        self.memo = _Memo()
        self.page = 0
        self.path: list[str] = []
        self.active: set[object] = set()
        self.refused: list[Refusal] = []
        self.seen: dict[Seen, None] = {}
        self.packed: dict[Seen, None] = {}
        self.nth = 0

    def all(self) -> Done:
        """Every page in turn, then the pictures."""
        for number, page in enumerate(self.pdf.pages, 1):
            self.page, self.path, self.nth = number, [], 0
            with self._refusing():
                self._one(page)
        self._pictures()
        refused, coarse = tuple(dict.fromkeys(self.refused)), tuple(self._coarse())
        return Done(refused, tuple(self.seen), tuple(self.packed), coarse)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Keeps what is refused in its block, with the path that leads to it."""
        try:
            with decoding(Unpressable):
                yield
        except Unpressable as error:
            self._refuse(str(error), error.remedy)
        except Undecodable as error:
            self._refuse(f"it is damaged: {error}", AGAIN)

    def _refuse(self, message: str, remedy: str) -> None:
        path = " > ".join(self.path)
        self.refused.append(Refusal(self.page, path, message, self.nth, remedy))
        self.active.clear()

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """The path goes through something of this name; where that is refused it stays there."""
        self.path.append(name.removeprefix("/"))
        if len(self.path) > _DEEPEST:
            raise Unpressable("forms and patterns are nested too deeply")
        yield
        self.path.pop()

    def see_through(self, what: str) -> None:
        """Notes that something lets others be seen through it."""
        self.seen[self._seen(what)] = None

    def _seen(self, what: str) -> Seen:
        return Seen(self.page, " > ".join(self.path), what, self.nth)

    def drawing(self) -> None:
        """Something is drawn: on the page itself, or within what it draws."""
        self.nth += not self.path

    def _one(self, page: pikepdf.Page) -> None:
        target = Target.BLACK if self.page in self.wishes.black else Target.COLOUR
        parts = contents_of(page)
        content = b"\n".join(part.read_bytes() for part in parts)
        room = self._room(inherited(page, "/Resources"), target, ("page", self.page))
        made = translated(content, room, Outside())
        written = with_start(content if made.content is None else made.content, made.needs, target)
        if written is not content or len(parts) != 1:
            page.obj["/Contents"] = self.pdf.make_stream(written)
        page.obj["/Resources"] = room.own
        group = page.obj.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            page.obj["/Group"] = self._group(group, target)

    def _room(self, resources: Any, target: Target, otherwise: object) -> Resources:
        """The resources of content; those that several share are one."""
        own = isinstance(resources, pikepdf.Dictionary) and resources.objgen != (0, 0)
        key = (resources.objgen if own else otherwise, target)
        if key not in self.memo.rooms:
            self.memo.rooms[key] = Resources(resources, self, target)
        return self.memo.rooms[key]

    def _group(self, group: Any, target: Target) -> Any:
        """A transparency group that mixes inks, or, for a soft mask, greys."""
        made: Any = pikepdf.Dictionary()
        for key, value in group.items():
            made[key] = value
        if "/CS" in made:
            grey = target is Target.MASK
            made["/CS"] = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceCMYK
        return made

    # Content of forms, patterns, glyphs

    def form(self, it: Any, room: Resources, outside: Outside) -> tuple[Any, frozenset[str]]:
        """A form XObject, and what it depends on."""
        matrix = _matrix_of(it)
        outside = replace(outside, matrix=multiplied(matrix, outside.matrix))
        group = it.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and str(group.get("/S")) == "/Transparency":
            knocks = bool(group.get("/K", False))
            if knocks:
                self.see_through("it is a group whose parts knock each other out")
        return self._translated(it, room, outside, room.target)

    def _translated(
        self, it: Any, room: Resources, outside: Outside, target: Target, start: bool = False
    ) -> tuple[Any, frozenset[str]]:
        """Content with resources, translated for what it finds outside; once for the same."""
        key = (
            it.objgen,
            target,
            outside.overprint,
            start,
            None if "/Resources" in it else id(room),
        )
        for known in self.memo.variants.get(key, ()):
            if known.found == tuple(outside.of(aspect) for aspect in known.needs):
                return known.made, frozenset(known.needs)
        if it.objgen in self.active:
            raise Unpressable("it draws itself")
        if len(self.memo.sources) > _MOST_PIECES:
            raise Unpressable("there are too many forms and patterns")
        self.active.add(it.objgen)
        source = self._source(it)
        inner = room
        if isinstance(source.entries.get("/Resources"), pikepdf.Dictionary):
            inner = self._room(source.entries["/Resources"], target, it.objgen)
        done = translated(source.content, inner, outside)
        content = source.content if done.content is None else done.content
        needs = done.needs
        if start:
            content, needs = with_start(content, needs, target), needs & {"size"}
        made = self._rewritten(it, source, content, inner, target)
        self.active.discard(it.objgen)
        aspects = tuple(sorted(needs))
        variant = _Variant(tuple(outside.of(aspect) for aspect in aspects), aspects, made)
        self.memo.variants.setdefault(key, []).append(variant)
        return made, needs

    def _source(self, it: Any) -> _Source:
        if it.objgen not in self.memo.sources:
            self.memo.sources[it.objgen] = _Source(it.read_bytes(), dict(it.items()))
        return self.memo.sources[it.objgen]

    def _rewritten(
        self, it: Any, source: _Source, content: bytes, room: Resources, target: Target
    ) -> Any:
        """The stream with its translated content: itself the first time, then another."""
        key = (it.objgen, content, id(room))
        if key in self.memo.others:
            return self.memo.others[key]
        made = self.pdf.make_stream(content) if source.used else it
        if made is it:
            if content != source.content:
                it.write(content)
        else:
            for name, value in source.entries.items():
                if name not in _OF_DATA:
                    made[name] = value
        source.used = True
        if "/Resources" in source.entries or made is not it:
            made["/Resources"] = room.own
        if isinstance(source.entries.get("/Group"), pikepdf.Dictionary):
            made["/Group"] = self._group(source.entries["/Group"], target)
        for name in ("/OPI", "/PS", "/Ref", "/Metadata"):
            if name in made:
                del made[name]
        self.memo.others[key] = made
        return made

    def pattern(self, it: Any, room: Resources) -> Any:
        """A pattern."""
        if isinstance(it, pikepdf.Stream):
            free = Outside(_ANYWHERE)
            plain = int(cast(Any, it).get("/PaintType", 1)) == 2
            return self._translated(it, room, free, room.target, start=not plain)[0]
        shading = it.get("/Shading")
        if not isinstance(shading, pikepdf.Dictionary | pikepdf.Stream):
            raise Unpressable("a pattern has nothing in it")
        key = (it.objgen, room.target, "shading pattern")
        if it.objgen == (0, 0) or key not in self.memo.others:
            made: Any = pikepdf.Dictionary()
            for name, value in it.items():
                if name != "/ExtGState":
                    made[name] = value
            made["/Shading"] = self.shading(shading, room)
            self.memo.others[key] = self.pdf.make_indirect(made)
        return self.memo.others[key]

    def shading(self, it: Any, room: Resources) -> Any:
        """A shading."""
        key = (it.objgen, room.target, id(room) if it.objgen == (0, 0) else 0, "shading")
        if it.objgen == (0, 0) or key not in self.memo.others:
            self.memo.others[key] = printed_shading(it, room, self.printer, self.pdf)
        return self.memo.others[key]

    def soft_mask(self, it: Any, room: Resources) -> Any:
        """The soft mask of a graphics state: a group in greys, by whose lightness it masks."""
        form = it.get("/G")
        if not isinstance(form, pikepdf.Stream):
            raise Unpressable("a soft mask has nothing in it")
        made: Any = pikepdf.Dictionary()
        for name, value in it.items():
            made[name] = value
        with self.at("soft mask"):
            free = Outside(_ANYWHERE)
            inner = self._room(pikepdf.Dictionary(), Target.MASK, "masks without resources")
            group = cast(Any, form.get("/Group", pikepdf.Dictionary()))
            made["/G"] = self._translated(form, inner, free, Target.MASK)[0]
            if "/BC" in it:
                space = room.read(group["/CS"]) if "/CS" in group else None
                values = np.array([[float(one) for one in it["/BC"]]])
                if space is None or values.shape[1] != space.size:
                    del made["/BC"]
                else:
                    grey = space.printed(values, self.printer, Target.MASK)
                    made["/BC"] = pikepdf.Array([round(float(grey[0, 0]), 4)])
        return made

    def font(self, it: Any, room: Resources) -> Any:
        """A font: one whose glyphs are drawn by operators has them translated."""
        if str(it.get("/Subtype")) != "/Type3":
            return it
        key = (it.objgen, room.target, "font")
        if it.objgen != (0, 0) and key in self.memo.others:
            return self.memo.others[key]
        made: Any = pikepdf.Dictionary()
        for name, value in it.items():
            made[name] = value
        inner = room
        if isinstance(it.get("/Resources"), pikepdf.Dictionary):
            inner = self._room(it["/Resources"], room.target, (it.objgen, "glyphs"))
            made["/Resources"] = inner.own
        glyphs: Any = pikepdf.Dictionary()
        self.memo.others[key] = done = self.pdf.make_indirect(made)
        for name, glyph in it.get("/CharProcs", pikepdf.Dictionary()).items():
            if isinstance(glyph, pikepdf.Stream):
                with self.at(name):
                    free = Outside(_ANYWHERE)
                    glyphs[name] = self._translated(glyph, inner, free, room.target)[0]
        done["/CharProcs"] = glyphs
        return done

    # Pictures

    def picture(self, it: Any, room: Resources, size: tuple[float, float]) -> Any:
        """A picture, printed so large, in points. What it becomes is filled in at the end, when it
        is known how large it is printed at most."""
        self._see_masks(it)
        if bool(it.get("/ImageMask", False)):
            return it
        space = self._space_of(it, room)
        if isinstance(space, Spot) and space.kept and room.target is Target.COLOUR:
            return self._in_spots(it, room, space)
        key = (it.objgen, room.target, id(space))
        order = self.memo.orders.get(key)
        if order is None:
            made = self.pdf.make_stream(b"")
            wanted = Wanted(space, room.target)
            order = _Order(it, made, self._seen(""), wanted)
            self.memo.orders[key] = order
        order.width = max(order.width, size[0])
        return order.made

    def _space_of(self, it: Any, room: Resources) -> Space:
        """The colour space of a picture: one and the same each time the room's content draws it."""
        key = (it.objgen, id(room), "space")
        if key not in self.memo.others:
            given = it.get("/ColorSpace")
            self.memo.others[key] = _packed_space(it, room) if given is None else room.read(given)
        return cast(Space, self.memo.others[key])

    def _see_masks(self, it: Any) -> None:
        mask = it.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            if not self._hides_nothing(mask):
                self.see_through("it has a soft mask")
        elif int(it.get("/SMaskInData", 0)):
            raise Unpressable("a picture in JPEG 2000 has its soft mask within it")

    def _hides_nothing(self, mask: Any) -> bool:
        """Whether a soft mask lets all of its picture be seen."""
        key = (mask.objgen, "hides nothing")
        if key not in self.memo.others:
            self.memo.others[key] = _is_empty(mask)
        return bool(self.memo.others[key])

    def _in_spots(self, it: Any, room: Resources, space: Spot) -> Any:
        """A picture in spot colours that the press runs: its samples stay."""
        key = (it.objgen, id(space), "spots")
        if key not in self.memo.others:
            made = self._copied(it, _NOT_PRINTED)
            made["/ColorSpace"] = room.spot_space(it["/ColorSpace"], space)
            self.memo.others[key] = made
        return self.memo.others[key]

    def _copied(self, it: Any, without: tuple[str, ...]) -> Any:
        made: Any = self.pdf.make_stream(it.read_raw_bytes())
        for name, value in it.items():
            if name not in ("/Length", *without):
                made[name] = value
        return made

    def _pictures(self) -> None:
        """Makes all pictures, on all cores: decoding, converting and packing leave Python free."""
        from concurrent.futures import ThreadPoolExecutor  # slow to import

        orders, cores = list(self.memo.orders.values()), os.cpu_count() or 1
        with ThreadPoolExecutor(cores) as threads:
            for start in range(0, len(orders), 4 * cores):
                self._some_pictures(orders[start : start + 4 * cores], threads)

    def _coarse(self) -> Iterator[Seen]:
        """Pictures with one dot for a line of the screen, or fewer; not of those that are drawn so
        that nobody sees it (16 pixels, rules of GWG 2022, R0031), nor where nobody can see how
        large they are."""
        for order in self.memo.orders.values():
            width, height = int(order.it.get("/Width", 0)), int(order.it.get("/Height", 0))
            anywhere = order.width >= _ANYWHERE[0]
            if anywhere or not order.width or max(width, height) <= _TINY:
                continue
            dpi = width / order.width * _INCH
            if dpi < self.wishes.dpi / 2 - 1:
                yield replace(order.place, what=f"{dpi:.0f} dpi")

    def _some_pictures(self, orders: Sequence[_Order], threads: Any) -> None:
        waiting = []
        for order in orders:
            self._go_back(order)
            with self._refusing():
                across = int(order.width / _INCH * self.wishes.dpi) or 1
                wanted = replace(order.wanted, across=across)
                picture = taken(order.it)
                making = copy_context().run
                begun = threads.submit(making, printed_picture, picture, wanted, self.printer)
                waiting.append((order, picture, begun))
        for order, picture, begun in waiting:
            self._go_back(order)
            with self._refusing():
                self._fill(order, picture, begun.result())

    def _go_back(self, order: _Order) -> None:
        """To where a picture was met first: what is wrong with it is said to be there."""
        place = order.place
        self.page, self.path, self.nth = place.page, [place.path] if place.path else [], place.nth

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
            made["/Mask"] = self.pdf.make_stream(
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
        self.packed.update((self._seen(name), None) for name in filters_of(it))
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


def _matrix_of(it: Any) -> Matrix:
    found = it.get("/Matrix")
    if not isinstance(found, pikepdf.Array) or len(found) != 6:
        return 1, 0, 0, 1
    a, b, c, d = (float(one) for one in cast(Any, found)[:4])
    return a, b, c, d
