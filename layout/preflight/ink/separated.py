"""A copy of a file in which ink stands for colour, so that any renderer of RGB shows inks.

    plane "colour":  red, green, blue = 1 - cyan, 1 - magenta, 1 - yellow
    plane "black":   red = green = blue = 1 - black

Blending, opacity and clips work on each component by itself, so what two renderings show is what
the four plates would have. Colours are rewritten where content sets them; images, shadings and
patterns where they stand. What overprints in mode 1 is blended so that an ink it has none of stays
(Darken). Soft masks stay as they are: they are no ink. Source: ISO 32000-1, 8.6, 8.7, 11.7.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pikepdf

from layout.preflight.content.colour import CMYK, GRAY, RGB, Space, Values, as_process
from layout.preflight.content.functions import function_of
from layout.preflight.content.read_space import Spaces
from layout.preflight.ink.image_inks import Pixels, image_inks
from layout.preflight.opened.numbers import entries, name, real, reals, same, table, whole
from layout.preflight.opened.pdf import Leaf
from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable, decoding

PLANES = ("colour", "black")

_UNCOLOURED = "/NewsgridUncoloured"
_INLINE = "/NewsgridInline"
_STEPS = 256
"""Samples along a shading."""

_GRID = 24
"""Samples along each side of a shading by two inputs."""

_DEEPEST = 30
_KEPT = 200_000_000
"""Bytes of images that are kept for the other plane."""

_DEVICE = {"g": GRAY, "G": GRAY, "rg": RGB, "RG": RGB, "k": CMYK, "K": CMYK}
_SETTING = ("sc", "scn", "SC", "SCN")

_Spread = Callable[[Space, Values], Values]


def _colour_plane(space: Space, values: Values) -> Values:
    return tuple(1 - min(1.0, max(0.0, ink)) for ink in as_process(space, values)[:3])


def _black_plane(space: Space, values: Values) -> Values:
    return (1 - min(1.0, max(0.0, as_process(space, values)[3])),) * 3


class Separation:
    """Rewrites the pages of a file for one plane, in place; `images` are those read for another."""

    def __init__(self, pdf: pikepdf.Pdf, plane: str, images: Images) -> None:
        self._pdf, self._black, self._images = pdf, plane == "black", images
        self._shown: _Spread = _black_plane if self._black else _colour_plane
        self._spaces = Spaces()
        self._done: set[tuple[int, int]] = set()

    def page(self, leaf: Leaf) -> None:
        """One page, cut to its trim and upright. Raises TooMuch or Undecodable where a part of it
        cannot be counted."""
        page, trim = leaf.own, pikepdf.Array(list(leaf.trim))
        resources = table(leaf.get("/Resources"))
        data = b"\n".join(unpacked(part) for part in leaf.content)
        self._resources(resources, 0)
        page["/Contents"] = self._pdf.make_stream(self._content(data, resources))
        page["/Resources"] = resources
        page["/MediaBox"] = page["/CropBox"] = trim
        page["/Rotate"] = 0
        for key in ("/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit", "/Annots"):
            if key in page:
                del page[key]
        self._group(page)

    def _first(self, it: Any) -> bool:
        """Whether a part is met for the first time."""
        key = same(it)
        if key is None:
            return True
        if key in self._done:
            return False
        self._done.add(key)
        return True

    def _group(self, it: Any) -> None:
        group = it.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            group["/CS"] = pikepdf.Name.DeviceRGB

    def _resources(self, found: Any, depth: int) -> None:
        """All that content can name."""
        if depth > _DEEPEST or not self._first(found):
            return
        for _, state in entries(found.get("/ExtGState")):
            self._state(state)
        for _, it in list(entries(found.get("/XObject"))):
            if isinstance(it, pikepdf.Stream):
                self._xobject(it, found, depth)
        for _, it in entries(found.get("/Pattern")):
            self._pattern(it, found, depth)
        for _, it in entries(found.get("/Shading")):
            self._shading(it, found)
        for _, font in entries(found.get("/Font")):
            self._font(font, found, depth)

    def _xobject(self, it: pikepdf.Stream, around: Any, depth: int) -> None:
        if name(it.get("/Subtype")) == "Form":
            self._form(it, around, depth)
        elif name(it.get("/Subtype")) == "Image" and self._first(it):
            self._image(it, around)

    def _form(self, form: pikepdf.Stream, around: Any, depth: int) -> None:
        if not self._first(form):
            return
        own = form.get("/Resources")
        resources = around if own is None else table(own)
        if own is not None:
            self._resources(resources, depth + 1)
        data = self._content(unpacked(form), resources)
        self._group(form)
        if own is not None:
            form["/Resources"] = resources
        form.write(data)

    def _state(self, state: Any) -> None:
        """What overprints in mode 1 leaves inks that it has none of."""
        found = table(state)
        overprints = found.get("/OP") is True or found.get("/op") is True
        if "/BM" in found and name(found.get("/BM")) not in ("Normal", "Compatible"):
            return
        if overprints and real(found.get("/OPM")) == 1:
            found["/BM"] = pikepdf.Name.Darken
        elif "/OP" in found or "/op" in found:
            found["/BM"] = pikepdf.Name.Normal

    def _font(self, font: Any, around: Any, depth: int) -> None:
        if not isinstance(font, pikepdf.Dictionary) or name(font.get("/Subtype")) != "Type3":
            return
        own = font.get("/Resources")
        resources = around if own is None else table(own)
        if own is not None:
            self._resources(resources, depth + 1)
        for _, glyph in entries(font.get("/CharProcs")):
            if isinstance(glyph, pikepdf.Stream) and self._first(glyph):
                data = unpacked(glyph)
                if b"d1" not in data:
                    glyph.write(self._content(data, resources))

    def _pattern(self, it: Any, around: Any, depth: int) -> None:
        if isinstance(it, pikepdf.Stream):
            if it.get("/PaintType") != 2:
                self._form(it, around, depth)
        elif isinstance(it, pikepdf.Dictionary):
            self._state(it.get("/ExtGState"))
            self._shading(it.get("/Shading"), around)

    # content

    def _content(self, data: bytes, resources: Any) -> bytes:
        """Content with each of its colours rewritten."""
        with decoding(TooMuch):
            stream = self._pdf.make_stream(data)
            instructions = list(pikepdf.parse_content_stream(stream))
            written = _Content(self, resources).rewritten(instructions)
            return bytes(pikepdf.unparse_content_stream(written))

    def rgb(self, space: Space, values: Values) -> list[float]:
        """A colour of this plane."""
        padded = (*values, *space.first[len(values) :])
        return [round(part, 5) for part in self._shown(space, padded)]

    def space(self, found: Any, resources: Any) -> Space:
        """A colour space of the file."""
        return self._spaces.of(found, resources)

    def inline(self, instruction: Any, resources: Any) -> Any:
        """An image of content, as a resource: its name."""
        image = instruction.iimage
        keys = {key: value for key, value in image.obj.items() if key != "/Length"}
        stream = self._pdf.make_stream(bytes(image.read_raw_bytes()), keys)
        stream["/Type"], stream["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
        self._image(stream, resources, keep=False)
        if not isinstance(resources.get("/XObject"), pikepdf.Dictionary):
            resources["/XObject"] = pikepdf.Dictionary()
        listed = resources["/XObject"]
        key = f"{_INLINE}{len(listed)}"
        listed[key] = stream
        return pikepdf.Name(key)

    def uncoloured(self, resources: Any) -> Any:
        """The space of patterns that take the colour they are given: its name."""
        if not isinstance(resources.get("/ColorSpace"), pikepdf.Dictionary):
            resources["/ColorSpace"] = pikepdf.Dictionary()
        spaces = resources["/ColorSpace"]
        spaces[_UNCOLOURED] = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceRGB])
        return pikepdf.Name(_UNCOLOURED)

    # images and shadings

    def _image(self, stream: pikepdf.Stream, resources: Any, *, keep: bool = True) -> None:
        if bool(stream.get("/ImageMask")):
            return
        found = stream.get("/ColorSpace")
        jpx = found is None
        space = RGB if jpx else self._spaces.of(found, resources)
        inks, there = self._images.of(stream, space) if keep else image_inks(stream, space)
        part = inks[:, :, 3:4].repeat(3, axis=2) if self._black else inks[:, :, :3]
        self._pixels(stream, 255 - part, "/DeviceRGB")
        if there is not None:
            alpha = self._pdf.make_stream(b"")
            alpha["/Type"], alpha["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
            self._pixels(alpha, there, "/DeviceGray")
            stream["/SMask"] = alpha
            del stream["/Mask"]

    def _pixels(self, stream: pikepdf.Stream, pixels: Any, space: str) -> None:
        """Puts pixels in the place of those of an image."""
        for key in ("/Decode", "/DecodeParms", "/Filter", "/Intent", "/SMaskInData"):
            if key in stream:
                del stream[key]
        stream["/Width"], stream["/Height"] = int(pixels.shape[1]), int(pixels.shape[0])
        stream["/BitsPerComponent"], stream["/ColorSpace"] = 8, pikepdf.Name(space)
        stream.write(np.ascontiguousarray(pixels).tobytes())

    def _shading(self, shading: Any, resources: Any) -> None:
        if not isinstance(shading, pikepdf.Dictionary | pikepdf.Stream) or not self._first(shading):
            return
        space = self._spaces.of(shading.get("/ColorSpace"), resources)
        kind = whole(shading.get("/ShadingType"))
        background = reals(shading.get("/Background"))
        if background:
            shading["/Background"] = pikepdf.Array(self.rgb(space, background))
        given = shading.get("/Function")
        if given is None:
            if space.kind not in ("cmyk", "gray"):
                raise Undecodable("the ink of a shaded mesh that is not in CMYK is not known")
            shading["/ColorSpace"] = self._by_tint(space)
            return
        sizes: Values
        if kind == 1:
            ends, sizes = reals(shading.get("/Domain")) or (0.0, 1.0, 0.0, 1.0), (_GRID, _GRID)
        else:
            ends, sizes = self._along(shading, kind), (_STEPS,)
        shading["/Function"] = self._sampled(function_of(given), space, ends, sizes)
        shading["/ColorSpace"] = pikepdf.Name.DeviceRGB

    def _along(self, shading: Any, kind: int) -> Values:
        """Between what values the one input of a shading lies."""
        if kind >= 4:
            return reals(shading.get("/Decode"))[4:6] or (0.0, 1.0)
        return reals(shading.get("/Domain"))[:2] or (0.0, 1.0)

    def _sampled(
        self, function: Callable[[Values], Values], space: Space, ends: Values, sizes: Values
    ) -> Any:
        """The colours that a function gives, as a table of this plane."""
        first = [ends[0] + k / (sizes[0] - 1) * (ends[1] - ends[0]) for k in range(int(sizes[0]))]
        if len(sizes) == 1:
            inputs: list[Values] = [(at,) for at in first]
        else:
            steps = range(int(sizes[1]))
            second = [ends[2] + k / (sizes[1] - 1) * (ends[3] - ends[2]) for k in steps]
            inputs = [(x, y) for y in second for x in first]
        colours = [self.rgb(space, function(values)) for values in inputs]
        data = np.rint(np.array(colours) * 255).astype(np.uint8).tobytes()
        return self._pdf.make_stream(
            data,
            FunctionType=0,
            Domain=pikepdf.Array(list(ends)),
            Range=pikepdf.Array([0, 1] * 3),
            Size=pikepdf.Array([int(size) for size in sizes]),
            BitsPerSample=8,
        )

    def _by_tint(self, space: Space) -> Any:
        """Grey or CMYK as a space that is shown in this plane: of a mesh, whose colours stand
        among its points."""
        if space.kind == "gray":
            program = b"{dup dup}" if self._black else b"{pop 1 1 1}"
        elif self._black:
            program = b"{4 1 roll pop pop pop 1 exch sub dup dup}"
        else:
            program = b"{pop 1 exch sub 3 1 roll 1 exch sub 3 1 roll 1 exch sub 3 1 roll}"
        tint = self._pdf.make_stream(
            program,
            FunctionType=4,
            Domain=pikepdf.Array([0, 1] * space.components),
            Range=pikepdf.Array([0, 1] * 3),
        )
        names = [pikepdf.Name(f"/Ink{number}") for number in range(space.components)]
        parts = [pikepdf.Name.DeviceN, pikepdf.Array(names), pikepdf.Name.DeviceRGB, tint]
        return pikepdf.Array(parts)


class Images:
    """The inks of images, kept from one plane to the next as far as there is room."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[Pixels, Pixels | None]] = {}
        self._bytes = 0

    def of(self, stream: pikepdf.Stream, space: Space) -> tuple[Pixels, Pixels | None]:
        """The inks of an image, as `image_inks` gives them."""
        key = same(stream)
        if key is not None and key in self._kept:
            return self._kept[key]
        found = image_inks(stream, space)
        self._bytes += found[0].nbytes
        if key is not None and self._bytes <= _KEPT:
            self._kept[key] = found
        return found


class _Content:
    """Rewrites one content stream: knows in what spaces fills and strokes are at each point."""

    def __init__(self, whole_: Separation, resources: Any) -> None:
        self._whole, self._resources = whole_, resources
        self._spaces: tuple[Space, Space] = (GRAY, GRAY)
        self._saved: list[tuple[Space, Space]] = []
        self._devices: dict[str, Space] = {}

    def rewritten(self, instructions: list[Any]) -> list[Any]:
        """The same operators, with colours of the plane."""
        return [each for one in instructions for each in self._one(one)]

    def _one(self, instruction: Any) -> list[Any]:
        operator = str(instruction.operator)
        if operator == "INLINE IMAGE":
            if instruction.iimage.image_mask:
                return [instruction]
            return [_operation([self._whole.inline(instruction, self._resources)], "Do")]
        if operator == "q":
            self._saved.append(self._spaces)
        elif operator == "Q" and self._saved:
            self._spaces = self._saved.pop()
        elif operator in _DEVICE or operator in ("cs", "CS") or operator in _SETTING:
            return self._colour(operator, list(instruction.operands))
        return [instruction]

    def _colour(self, operator: str, operands: list[Any]) -> list[Any]:
        stroke = operator.isupper()
        if operator in _DEVICE:
            family = _DEVICE[operator].family
            if family not in self._devices:
                named = pikepdf.Name(f"/{family}")
                self._devices[family] = self._whole.space(named, self._resources)
            space = self._devices[family]
            self._keep(space, stroke)
            return self._set(space, reals(operands), stroke)
        if operator in ("cs", "CS"):
            space = self._whole.space(operands[0], self._resources) if operands else GRAY
            self._keep(space, stroke)
            if space.family == "Pattern":
                return []
            return self._set(space, space.first, stroke)
        space = self._spaces[stroke]
        if operands and isinstance(operands[-1], pikepdf.Name):
            return self._pattern(space, operands, stroke)
        return self._set(space, reals(operands), stroke)

    def _keep(self, space: Space, stroke: bool) -> None:
        self._spaces = (self._spaces[0], space) if stroke else (space, self._spaces[1])

    def _set(self, space: Space, values: Values, stroke: bool) -> list[Any]:
        return [_operation(self._whole.rgb(space, values), "RG" if stroke else "rg")]

    def _pattern(self, space: Space, operands: list[Any], stroke: bool) -> list[Any]:
        """A pattern: one without colours of its own gets those of the plane."""
        choose, fill = ("CS", "SCN") if stroke else ("cs", "scn")
        if space.family != "Pattern" or space.base is None:
            return [_operation([pikepdf.Name.Pattern], choose), _operation(operands[-1:], fill)]
        named = self._whole.uncoloured(self._resources)
        colour = self._whole.rgb(space.base, reals(operands[:-1]))
        return [_operation([named], choose), _operation([*colour, operands[-1]], fill)]


def _operation(operands: list[Any], operator: str) -> Any:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))
