"""Boxes as they were laid out: the text of modules and house ads as threads, their grounds, lines,
pictures and drawings.

A designer styles boxes in HTML; WeasyPrint lays them out, for the PDF and for us. What it made of a
box is read: each block that holds lines has its frame where the PDF has it; blocks below each other
that are equally wide share one, and those between which a paragraph is broken are one thread.
Drawings (codes, signs) are placed as PDF, cut out of one of the whole box without its text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from layout.idml.matter.graphics import Graphic
from layout.idml.matter.links import Links
from layout.idml.matter.paragraphs import Setting, alignment, leading_of
from layout.idml.matter.set_matter import (
    Layer,
    Panel,
    Ruled,
    SetLine,
    SetParagraph,
    SetRun,
    Swatch,
    TextFrame,
    Thread,
    Type,
)
from layout.page.document import Box, Document
from layout.page.rect import Rect
from layout.press.frames.print_faces import PrintFace, print_faces
from layout.press.frames.skeleton import frames_laid_out
from layout.press.ink.metadata import issue_date
from layout.press.rendered_boxes import frames_of
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending
from layout.typeset.words.style import Align

_PX = 750  # millipoints in a CSS pixel
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SIDES = ("top", "right", "bottom", "left")
_GAP = 1.0  # CSS pixels between two texts from which on a space stands there
_SNUG = 1_000  # millipoints of room beside a line, less than which its frame gets more
_HIDDEN = "hidden"
_DOUBLE = 2


@dataclass(slots=True)
class _BoxMatter:
    """What stands in the boxes of a document."""

    threads: list[Thread] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    rules: list[Ruled] = field(default_factory=list)
    graphics: list[Graphic] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """A block of lines: its role, its place in the box, in millipoints, and the element that it is
    of, with what that says."""

    role: str
    left: int
    width: int
    lines: tuple[SetLine, ...]
    leading: int
    element: Any
    said: str

    def continues(self, other: _Block) -> bool:
        """Whether it goes on with the paragraph of the block before."""
        return self.element is not None and self.element is other.element


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A box on its page, and what it is called."""

    page: int
    box: Box
    name: str

    @property
    def layer(self) -> Layer:
        """The layer of all that stands in it."""
        return Layer.ADS if self.box.role == "ad" else Layer.COPY


def box_matter(document: Document, setting: Setting, foundry: Foundry, links: Links) -> _BoxMatter:
    """What stands in all boxes of a document. Raises BadInput as the press does where a box cannot
    be laid out."""
    made = _BoxMatter()
    frames = tuple(frame for page in document.pages for frame in frames_of(page))
    if not frames:
        return made
    places = [
        _Place(page.number, box, f"{box.role} {box.id}")
        for page in document.pages
        for box in page.boxes
    ]
    faces = print_faces(setting.theme, foundry)
    by = (setting.theme, foundry, issue_date(document), document.language)
    with frames_laid_out(frames, *by) as laid:
        for place, page in zip(places, laid.pages, strict=True):
            reader = _Reader(place, setting, faces, links, made)
            reader.read(page)
            if reader.drawings:
                reader.draw(bytes(laid.copy([page]).write_pdf()))
    return made


class _Reader:
    """Reads one box. `drawings` are the rectangles in it that are drawn, in millipoints."""

    def __init__(
        self,
        place: _Place,
        setting: Setting,
        faces: Sequence[PrintFace],
        links: Links,
        made: _BoxMatter,
    ) -> None:
        self.place, self.setting, self.faces = place, setting, faces
        self.links, self.made = links, made
        self.blocks: list[_Block] = []
        self.drawings: list[Rect] = []
        self._colours = {
            tuple(part / 100 for part in colour.cmyk): colour.name
            for colour in setting.theme.colours.values()
        }

    def read(self, page: Any) -> None:
        """All of a box: what stands on the page that it was laid out on."""
        self._walk(page._page_box)
        for text in _texts(page._page_box):
            text.style["visibility"] = _HIDDEN  # or drawings that are cut out of the box had it
        self.blocks = [part for group in _whole(self.blocks) for part in _ended(group)]
        self.made.threads.extend(self._threads())

    def draw(self, pdf: bytes) -> None:
        """The drawings of a box, as parts of a PDF of it without its text."""
        for number, part in enumerate(self.drawings, 1):
            name = f"{self.place.name} drawing {number}"
            size = (part.width / 1000, part.height / 1000)
            link = self.links.drawn(name, _cut_out(pdf, part), size)
            where, layer = self._on_page(part), self.place.layer
            still = ((1.0, 1.0), (0.0, 0.0))
            self.made.graphics.append(Graphic(name, layer, self.place.page, where, link, *still))

    def _on_page(self, rect: Rect) -> Rect:
        here = self.place.box.rect
        return Rect(here.x + rect.x, here.y + rect.y, rect.width, rect.height)

    # --- what is painted --------------------------------------------------------------------------

    def _walk(self, box: Any) -> None:
        box = getattr(box, "_box", box)  # what is positioned stands behind a placeholder
        self._ground(box)
        self._edges(box)
        if hasattr(box, "replacement"):
            self._replaced(box)
            return
        children = list(getattr(box, "children", ()))
        lines = [child for child in children if type(child).__name__ == "LineBox"]
        if lines:
            self._lines(box, lines)
        for child in children:
            if child not in lines:
                self._walk(child)
        for line in lines:
            for child in _nested(line):
                self._walk(child)

    def _ground(self, box: Any) -> None:
        colour = box.style["background_color"]
        if not colour.alpha or not hasattr(box, "border_width"):
            return
        rect = self._border_box(box)
        if rect.width > 0 and rect.height > 0:
            fill = self._swatch(colour)
            name = f"{self.place.name} ground"
            self.made.panels.append(
                Panel(name, self.place.layer, self.place.page, self._on_page(rect), fill)
            )

    def _border_box(self, box: Any) -> Rect:
        """The outer edge of a box's borders, as far as the frame shows it."""
        here = self.place.box.rect
        left, top = _mpt(box.border_box_x()), _mpt(box.border_box_y())
        right = min(here.width, left + _mpt(box.border_width()))
        bottom = min(here.height, top + _mpt(box.border_height()))
        left, top = max(0, left), max(0, top)
        return Rect(left, top, right - left, bottom - top)

    def _edges(self, box: Any) -> None:
        """The borders of a box as lines in their middles."""
        if not hasattr(box, "border_width"):
            return
        rect = self._on_page(self._border_box(box))
        for side in _SIDES:
            width = getattr(box, f"border_{side}_width", 0)
            if not width or box.style[f"border_{side}_style"] in ("none", _HIDDEN):
                continue
            thick = _mpt(width)
            half = thick // _DOUBLE
            ends = {
                "top": ((rect.x, rect.y + half), (rect.right, rect.y + half)),
                "bottom": ((rect.x, rect.bottom - half), (rect.right, rect.bottom - half)),
                "left": ((rect.x + half, rect.y), (rect.x + half, rect.bottom)),
                "right": ((rect.right - half, rect.y), (rect.right - half, rect.bottom)),
            }[side]
            colour = self._swatch(_colour_of(box, side))
            rule = Ruled(self.place.layer, self.place.page, *ends, thick, colour)
            self.made.rules.append(rule)

    def _replaced(self, box: Any) -> None:
        """A picture of the box as a graphic; anything else that is drawn as a drawing."""
        left, top = _mpt(box.content_box_x()), _mpt(box.content_box_y())
        rect = Rect(left, top, _mpt(box.width), _mpt(box.height))
        if rect.width <= 0 or rect.height <= 0:
            return
        file = self._file(box)
        link = self.links.of(file) if file else None
        if link is None:
            self.drawings.append(rect)
            return
        wide, deep = link.size
        fit = max if box.style["object_fit"] == "cover" else min
        scale = fit(rect.width / 1000 / wide, rect.height / 1000 / deep)
        shift = (rect.width / 2000 - wide * scale / 2, rect.height / 2000 - deep * scale / 2)
        name, where = f"{self.place.name} picture", self._on_page(rect)
        alt = (box.element.get("alt") or "") if box.element is not None else ""
        self.made.graphics.append(
            Graphic(
                name, self.place.layer, self.place.page, where, link, (scale, scale), shift, alt
            )
        )

    def _file(self, box: Any) -> Path | None:
        """The file of a picture, as the box names its files."""
        from layout.press.frames.fetching import picture_address

        said = box.element.get("src") if box.element is not None else None
        for file in self.place.box.files:
            if said == picture_address(Path(file)):
                return Path(file)
        return None

    def _swatch(self, colour: Any) -> Swatch:
        """A colour of CSS: one of the theme's, else one that is named after its inks."""
        parts = tuple(round(float(part), 4) for part in tuple(colour.coordinates))
        if colour.space != "device-cmyk":
            red, green, blue = (
                min(1.0, max(0.0, part)) for part in tuple(colour.to("srgb").coordinates)
            )
            black = 1 - max(red, green, blue)
            rest = max(1e-9, 1 - black)
            parts = (*((1 - each - black) / rest for each in (red, green, blue)), black)
        for known, name in self._colours.items():
            if all(abs(one - other) < 5e-4 for one, other in zip(known, parts, strict=True)):
                return self.setting.swatch(name)
        cyan, magenta, yellow, black = (round(part * 100, 2) for part in parts)
        return Swatch(
            f"C{cyan:g} M{magenta:g} Y{yellow:g} K{black:g}", (cyan, magenta, yellow, black)
        )

    # --- what is read -----------------------------------------------------------------------------

    def _lines(self, box: Any, lines: Sequence[Any]) -> None:
        left, width = _mpt(box.content_box_x()), _mpt(box.width)
        set_ = [made for line in lines if (made := self._line(line, left, width))]
        if not set_:
            return
        leading = leading_of(set_) or _mpt(lines[0].height)
        role = _role(box, self.place.box.role)
        if len(set_) == 1 and width - set_[0].width < _SNUG:
            width += _SNUG + set_[0].width // 100
            set_ = [replace(set_[0], measure=width)]
        block = _Block(role, left, width, tuple(set_), leading, box.element, _said(box))
        self.blocks.append(block)

    def _line(self, line: Any, left: int, width: int) -> SetLine | None:
        """A line with all its texts; None where it has none that are seen."""
        texts = [each for each in _texts(line) if each.text.strip(" \t\r\n") and each.width]
        if not texts:
            return None
        runs: list[SetRun] = []
        edge: float | None = None
        for each in _texts(line):
            text = _SPACES.sub(" ", each.text)
            if not text or each.style["visibility"] != "visible":
                continue
            if not runs:
                text = text.lstrip(" ")
            elif edge is not None and each.position_x - edge > _GAP and not text.startswith(" "):
                text = text if runs[-1].text.endswith(" ") else f" {text}"
            edge = each.position_x + each.width
            type_ = self._type(each)
            if runs and runs[-1].type == type_:
                runs[-1] = SetRun(runs[-1].text + text, type_)
            elif text:
                runs.append(SetRun(text, type_))
        if not runs:
            return None
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
        first, last = texts[0], texts[-1]
        start, stop = _mpt(first.position_x), _mpt(last.position_x + last.width)
        here = self.place.box.rect
        baseline = here.y + _mpt(first.position_y + first.baseline)
        return SetLine(baseline, start - left, stop - start, width, tuple(runs), Ending.SPACE)

    def _type(self, text: Any) -> Type:
        style = text.style
        size = _mpt(style["font_size"])
        face = self._face(style["font_family"], int(style["font_weight"]), style["font_style"])
        spacing = style["letter_spacing"]
        tracking = 0 if spacing == "normal" or not size else round(_mpt(spacing) * 1000 / size)
        return Type(face.face, size, tracking, self._swatch(style["color"]))

    def _face(self, families: Sequence[str], weight: int, slope: str) -> PrintFace:
        """The face of ours that CSS has chosen."""
        names = [family.removeprefix("press-") for family in families]
        known = [face for name in names for face in self.faces if face.family == name]
        return min(
            known or self.faces,
            key=lambda face: (face.italic != (slope != "normal"), abs(face.weight - weight)),
        )

    # --- frames -----------------------------------------------------------------------------------

    def _threads(self) -> Iterator[Thread]:
        """The texts of the box: blocks below each other that are equally wide in one frame, frames
        between which a paragraph is broken in one thread."""
        groups: list[list[_Block]] = []
        for block in self.blocks:
            if groups and _follows(groups[-1][-1], block):
                groups[-1].append(block)
            else:
                groups.append([block])
        while groups:
            together = [groups.pop(0)]
            while groups and groups[0][0].continues(together[-1][-1]):
                together.append(groups.pop(0))
            parts: list[SetParagraph] = []
            for number, group in enumerate(together):
                opening, *others = self._parts(group)
                if number and group[0].continues(together[number - 1][-1]):
                    parts[-1] = replace(parts[-1], lines=parts[-1].lines + opening.lines)
                else:
                    parts.append(opening)
                parts += others
            frames = tuple(self._frame(group) for group in together)
            yield Thread(self.place.name, self.place.layer, tuple(parts), frames)

    def _parts(self, group: Sequence[_Block]) -> Iterator[SetParagraph]:
        yield self._paragraph(group[0], 0)
        for above, below in pairwise(group):
            gap = below.lines[0].baseline - above.lines[-1].baseline
            yield self._paragraph(below, max(0, gap - below.leading))

    def _paragraph(self, block: _Block, space: int) -> SetParagraph:
        align = alignment(block.lines, Align.LEFT)
        language = self.setting.language
        return SetParagraph(block.role, block.lines, align, block.leading, language, space)

    def _frame(self, group: Sequence[_Block]) -> TextFrame:
        here, first, last = self.place.box.rect, group[0], group[-1]
        size = max(run.type.size for run in first.lines[0].runs)
        baseline = first.lines[0].baseline
        foot = last.lines[-1].baseline
        foot += max(run.type.size for run in last.lines[-1].runs) * 3 // 10
        top = baseline - size
        rect = Rect(here.x + first.left, top, first.width, foot - top)
        lines = sum(len(block.lines) for block in group)
        return TextFrame(self.place.page, rect, baseline - top, lines)


def _mpt(pixels: float) -> int:
    """CSS pixels as millipoints."""
    return round(pixels * _PX)


def _colour_of(box: Any, side: str) -> Any:
    colour = box.style[f"border_{side}_color"]
    return box.style["color"] if colour == "currentcolor" else colour


def _follows(above: _Block, below: _Block) -> bool:
    same = (above.left, above.width) == (below.left, below.width)
    return same and below.lines[0].baseline > above.lines[-1].baseline


def _texts(box: Any) -> Iterator[Any]:
    """The texts of a line, in the order in which they stand."""
    box = getattr(box, "_box", box)
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _nested(line: Any) -> Iterator[Any]:
    """What of a line is painted besides its text: pictures and drawings in it."""
    for child in getattr(line, "children", ()):
        child = getattr(child, "_box", child)
        if hasattr(child, "replacement"):
            yield child
        else:
            yield from _nested(child)


def _said(box: Any) -> str:
    """The text of a block as its markup has it."""
    if box.element is None:
        return ""
    return _SPACES.sub(" ", "".join(box.element.itertext())).strip(" ")


def _whole(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """The blocks of each paragraph."""
    group: list[_Block] = []
    for block in blocks:
        if group and not block.continues(group[-1]):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _ended(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """The blocks of a paragraph, with what each line breaks at, from the text of the markup."""
    said, at = blocks[0].said, 0
    for block in blocks:
        lines = []
        for line in block.lines:
            text = "".join(run.text for run in line.runs)
            whole, broken = said.find(text, at), said.find(text.removesuffix("-"), at)
            if text.endswith("-") and broken >= 0 and not 0 <= whole - at < _DOUBLE:
                at, ending = broken + len(text) - 1, Ending.HYPHEN
            else:
                at = whole + len(text) if whole >= 0 else at
                follows = said[at : at + 1]
                ending = Ending.TIGHT if whole >= 0 and follows not in ("", " ") else Ending.SPACE
            lines.append(replace(line, ending=ending))
        if block is blocks[-1]:
            lines[-1] = replace(lines[-1], ending=Ending.LAST)
        yield replace(block, lines=tuple(lines))


def _cut_out(pdf: bytes, part: Rect) -> bytes:
    """A page that shows a part of another; the same bytes every time."""
    import pikepdf  # slow to import

    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        foot = float(page.mediabox[3]) - part.bottom / 1000
        edges = [part.x / 1000, foot, part.right / 1000, foot + part.height / 1000]
        for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox"):
            page.obj[name] = pikepdf.Array([round(edge, 3) for edge in edges])
        kept = io.BytesIO()
        document.save(kept, deterministic_id=True)
    return kept.getvalue()


def _role(box: Any, kind: str) -> str:
    """What a block is called: the kind of its box, and its own class or element."""
    element = box.element
    own = ""
    if element is not None:
        own = (element.get("class") or "").split(" ")[0] or str(box.element_tag).rpartition("}")[2]
    return f"{kind} {own}".strip()
