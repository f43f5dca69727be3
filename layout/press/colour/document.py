"""All pages of a PDF brought into the inks of a press: content, forms, patterns, glyphs that are
drawn, soft masks, pictures. Each is translated once for each way in which it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np
import pikepdf

from layout.press.colour.content import translated, with_start
from layout.press.colour.drawn_pictures import ANYWHERE, Pictures
from layout.press.colour.notes import Kept, Notes, Seen
from layout.press.colour.painting_state import Matrix, Outside, multiplied
from layout.press.colour.resources import Resources
from layout.press.colour.shadings import printed_shading
from layout.press.pictures.copy_objects import inherited
from layout.press.pictures.painting_cost import contents_of
from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import Refusal, Unpressable
from layout.press.separation.spaces import SpaceReader
from layout.story.pictures.silence import hushed

_MOST_PIECES = 50_000
_OF_DATA = ("/Length", "/Filter", "/DecodeParms")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How pages are printed: `black` are the places in the file, from 1, of those in black alone,
    `spots` the names of spot colours that the press runs, `dpi` the finest pictures it shows,
    `white` whether white that overprints, and so would not be seen, hides what lies under it,
    `small` whether small type in several inks is black in artwork, too.
    `pictures` are, for each page, how many of the things that it draws first are pictures and
    artwork, None of a page of which nobody knows: all else on it is of our own design. `limits` are
    those of ink for what has a lower one than the printer: by the page's place from 1, and how many
    things it has drawn by then."""

    black: frozenset[int] = frozenset()
    spots: frozenset[str] = frozenset()
    dpi: int = 300
    white: bool = False
    small: bool = False
    pictures: tuple[int | None, ...] = ()
    limits: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a file: `refused` is what cannot be printed, `transparent` what others are
    seen through, `layers` what belongs to one, `mended` what was no ink of the press ("rgb",
    "spots"), white that overprinted ("white-overprint") or small type in several inks
    ("small-type"), `adding` what may add ink to what lies under it, `packings` how pictures that
    stay are packed, `coarse` those that are printed with less than half the dots that the press can
    show."""

    refused: tuple[Refusal, ...]
    transparent: tuple[Seen, ...]
    layers: tuple[Seen, ...]
    mended: tuple[Seen, ...]
    adding: tuple[Seen, ...]
    packings: tuple[Seen, ...]
    coarse: tuple[Seen, ...]


def in_inks(pdf: pikepdf.Pdf, printer: Printer, wishes: Wishes) -> Done:
    """Brings all pages of a PDF, which is changed, into the inks of a press."""
    with hushed():
        return _Pages(pdf, printer, wishes).all()


@dataclass(slots=True)
class _Variant:
    """One way in which content was translated: what it found outside, for what it needs of that;
    what was noted then."""

    found: tuple[object, ...]
    needs: tuple[str, ...]
    made: Any
    noted: Kept


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


class _Pages:
    """Goes through the pages of one file."""

    def __init__(self, pdf: pikepdf.Pdf, printer: Printer, wishes: Wishes) -> None:
        self.pdf, self.printer, self.wishes = pdf, printer, wishes
        self.spaces = SpaceReader(wishes.spots)
        self.memo = _Memo()
        self.notes = notes = Notes()
        self.pictures = Pictures(pdf, wishes.dpi, self.notes)
        self.at, self.see_through = self.notes.at, self.notes.see_through
        self.picture = self.pictures.ordered
        self.keeping, self.again, self.layered = notes.keeping, notes.again, notes.layered
        self.mend, self.hides_white = notes.mend, wishes.white
        self.adds_up = notes.adds_up
        self.blackens_small = wishes.small
        self._printers = {printer.limit: printer}
        self.active: set[object] = set()

    def all(self) -> Done:
        """Every page in turn, then the pictures."""
        for number, page in enumerate(self.pdf.pages, 1):
            self.notes.turn_to(number)
            self.active.clear()
            with self.notes.refusing():
                self._one(page, number)
        self.pictures.make()
        notes, coarse = self.notes, tuple(self.pictures.coarse())
        refused = tuple(dict.fromkeys(notes.refused))
        seen, layers = tuple(notes.transparent), tuple(notes.layers)
        mended, packings = tuple(notes.mended), tuple(notes.packings)
        return Done(refused, seen, layers, mended, tuple(notes.adding), packings, coarse)

    def _one(self, page: pikepdf.Page, number: int) -> None:
        target = Target.BLACK if number in self.wishes.black else Target.COLOUR
        self.printer = self._printer()
        parts = contents_of(page)
        content = b"\n".join(part.read_bytes() for part in parts)
        room = self._room(inherited(page, "/Resources"), target, ("page", number))
        made = translated(content, room, Outside())
        written = with_start(content if made.content is None else made.content, made.needs, target)
        if written is not content or len(parts) != 1:
            page.obj["/Contents"] = self.pdf.make_stream(written)
        page.obj["/Resources"] = room.own
        group = page.obj.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            page.obj["/Group"] = self._group(group, target)

    def drawing(self) -> None:
        """Notes that something is drawn, in inks within its own limit."""
        self.notes.drawing()
        self.printer = self._printer()

    def _printer(self) -> Printer:
        """The printer with the limit of what is drawn now."""
        here = self.notes.here()
        limit = self.wishes.limits.get((here.page, here.nth), next(iter(self._printers)))
        if limit not in self._printers:
            self._printers[limit] = Printer(self.printer.profile, limit)
        return self._printers[limit]

    def _room(self, resources: Any, target: Target, otherwise: object) -> Resources:
        """The resources of content; those that several share are one."""
        own = isinstance(resources, pikepdf.Dictionary) and resources.objgen != (0, 0)
        key = (resources.objgen if own else otherwise, target, self.printer.limit)
        if key not in self.memo.rooms:
            self.memo.rooms[key] = Resources(resources, self, target, self._is_ours())
        if self.memo.rooms[key].layered:
            self.layered()
        return self.memo.rooms[key]

    def _is_ours(self) -> bool:
        """Whether what is drawn now is of our own design."""
        here, pictures = self.notes.here(), self.wishes.pictures
        first = pictures[here.page - 1] if here.page <= len(pictures) else None
        return first is not None and (not here.path or here.nth > first)

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
            self.printer.limit,
            outside.overprint,
            start,
            None if "/Resources" in it else id(room),
        )
        for known in self.memo.variants.get(key, ()):
            if known.found == tuple(outside.of(aspect) for aspect in known.needs):
                self.again(known.noted)
                return known.made, frozenset(known.needs)
        if it.objgen in self.active:
            raise Unpressable("it draws itself")
        if len(self.memo.sources) > _MOST_PIECES:
            raise Unpressable("there are too many forms and patterns")
        self.active.add(it.objgen)
        source = self._source(it)
        inner = room
        with self.keeping() as noted:
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
        variant = _Variant(tuple(outside.of(aspect) for aspect in aspects), aspects, made, noted)
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
            free = Outside(ANYWHERE)
            plain = int(cast(Any, it).get("/PaintType", 1)) == 2
            return self._translated(it, room, free, room.target, start=not plain)[0]
        shading = it.get("/Shading")
        if not isinstance(shading, pikepdf.Dictionary | pikepdf.Stream):
            raise Unpressable("a pattern has nothing in it")
        key = (it.objgen, room.target, room.printer.limit, "shading pattern")
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
        room.told(room.read(it.get("/ColorSpace")))
        which = id(room) if it.objgen == (0, 0) else 0
        key = (it.objgen, room.target, room.printer.limit, which, "shading")
        if it.objgen == (0, 0) or key not in self.memo.others:
            self.memo.others[key] = printed_shading(it, room, room.printer, self.pdf)
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
            free = Outside(ANYWHERE)
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
        key = (it.objgen, room.target, room.printer.limit, "font")
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
                    free = Outside(ANYWHERE)
                    glyphs[name] = self._translated(glyph, inner, free, room.target)[0]
        done["/CharProcs"] = glyphs
        return done


def _matrix_of(it: Any) -> Matrix:
    found = it.get("/Matrix")
    if not isinstance(found, pikepdf.Array) or len(found) != 6:
        return 1, 0, 0, 1
    a, b, c, d = (float(one) for one in cast(Any, found)[:4])
    return a, b, c, d
