"""A print page as HTML: the same frames, the same lines, each line an element that cannot break.

The browser sets each line as the press does: on its baseline, in its measure, with the engine's own
word space. Justified lines get a little less, since CSS justification stretches spaces and never
shrinks them: so both edges are straight, however a screen rounds its glyphs.

Images are files beside the page, cropped by CSS.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from pathlib import Path

from layout.page.document import Box, Document, DropCap, Fragment, Image, Page, PlacedLine, Stroke
from layout.page.rect import Rect
from layout.press.frames.fetching import picture_address
from layout.press.frames.font_instances import instance
from layout.press.frames.inline_markup import (
    Paper,
    css_size,
    frame_class,
    root_variables,
)
from layout.press.frames.print_faces import font_face_css, print_faces
from layout.press.frames.print_room import print_templates, render_page
from layout.press.pdf import ad_labels
from layout.press.pictures.artwork import Artwork, bytes_of, sound_artwork
from layout.press.pictures.crop_and_place import place
from layout.sandbox.no_foreign_script import Allowed, page_findings
from layout.story.pictures.pixels import converting, decoded
from layout.story.pictures.unreadable import Unreadable, complaint
from layout.typeset.words.face import Face
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.theme import Theme
from slots.finding import BadInput, Finding

PAGE = "print.html"
_FONTS = "fonts"
_PX = 750  # millipoints in a CSS pixel
_SLACK = 0.03  # ems by which the spaces of a justified line are narrower before CSS stretches them
_RULES = """
body { background: var(--bed); margin: 0; }
main { display: block; padding: 24px 0; }
.sheet { position: relative; overflow: hidden; margin: 0 auto 24px; background: #fff;
  box-shadow: 0 1px 6px rgba(0, 0, 0, .25); }
.sheet h1, .sheet h2, .sheet p, .sheet figcaption { margin: 0; font: inherit; }
.line { position: absolute; display: block; white-space: pre; transform-origin: 0 0; }
.justified { text-align: justify; text-align-last: justify; }
.hyphen::after { content: "-"; }
.stroke { position: absolute; }
@media print { body { background: none; } main { padding: 0; }
  .sheet { margin: 0; box-shadow: none; break-after: page; } }
"""
_ELEMENTS = {"headline": "h1", "crosshead": "h2"}

_FOLDER = "images"
_SHOWN = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
"""What browsers show, by kind, and the endings of the files; pictures of other kinds become PNG."""

_DRAWN = "PDF"
"""The kind that browsers do not show in a page: they get a link to it."""

_IMAGE_RULES = """
.image { position: absolute; overflow: hidden; margin: 0; background: #fff; }
.image .pane { position: absolute; overflow: hidden; }
.image img { position: absolute; display: block; max-width: none; }
.image > a { position: absolute; inset: 0; display: grid; place-items: center; text-align: center;
  background: #eef1f4; font: 9pt/1.3 sans-serif; overflow: hidden; }
"""


def write_html(document: Document, theme: Theme, foundry: Foundry) -> dict[str, bytes]:
    """The document as files by name, to be written into one folder: print.html, fonts, images.

    Raises BadInput with every picture and ad that cannot be shown.
    """
    images = _ScreenImages(document)
    painter = _Sheets(theme, foundry, images)
    sheets = [painter.sheet(page) for page in document.pages]
    boxes = any(page.boxes for page in document.pages)
    faces = print_faces(theme, foundry) if boxes else ()
    files = {f"{_FONTS}/{face.file_name}": instance(face.face) for face in faces}
    files |= {f"{_FONTS}/{name}.ttf": instance(face) for face, name in painter.names.items()}
    own = _IMAGE_RULES if any(page.images for page in document.pages) else ""
    rules = "\n".join([_RULES, own, _page_rule(document), *painter.rules()])
    facts = {
        "language": document.language,
        "title": document.title,
        "fonts": font_face_css(faces, _FONTS),
        "rules": rules,
        **root_variables(theme, foundry, Paper.SCREEN),
    }
    page = render_page(["<main>", *sheets, "</main>"], facts, theme)
    _check_page(page, images, theme)
    return {PAGE: page.encode("utf-8"), **files, **images.files}


def _check_page(html: str, images: _ScreenImages, theme: Theme) -> None:
    """Raises BadInput where a theme has put something into the page that runs, or loads files from
    elsewhere."""
    templates = print_templates(theme)
    if templates.own:
        allowed = Allowed(pictures=frozenset(images.files))
        found = page_findings(html, allowed, templates.shelves)
        if found:
            raise BadInput(found)


def _place(rect: Rect) -> str:
    return (
        f"left:{css_size(rect.x)};top:{css_size(rect.y)};"
        f"width:{css_size(rect.width)};height:{css_size(rect.height)}"
    )


def _line_box(word: Word) -> tuple[int, int]:
    """The height of a line box of a word's type, and where browsers put the baseline in it.

    They round a font's ascent and descent to whole pixels first.
    """
    face, size = word.face, word.size
    ascent = round(face.ascent * size / face.upem / _PX) * _PX
    descent = round(-face.descent * size / face.upem / _PX) * _PX
    return ascent + descent, ascent


def _fills(line: Line) -> bool:
    """Whether a line is justified: it fills its measure and has gaps to do it with."""
    gaps = any(not word.tight for word in line.words[:-1])
    return gaps and line.indent + line.width == line.measure


def _set_width(line: Line) -> int:
    """The width of a line's element before its glyphs are scaled; ragged lines may overrun it."""
    return round(line.width * 1000 / line.scale)


def _spacing(line: Line) -> str:
    """Word-spacing that makes a gap as wide as the engine has set it; a justified line begins
    below that, so that the browser has something to add."""
    first = line.words[0]
    tracking = (first.tracking + line.letters) * first.size / 1000
    own = first.face.space * first.size / first.face.upem + tracking
    wanted = line.space * 1000 / line.scale - own - (_SLACK * first.size if _fills(line) else 0)
    return f"word-spacing:{wanted / 1000:.3f}pt;"


def _scaling(line: Line) -> str:
    return "" if line.scale == 1000 else f"transform:scaleX({line.scale / 1000:g});"


def _page_rule(document: Document) -> str:
    width, height = document.pages[0].grid.trim if document.pages else (0, 0)
    return f"@page {{ size: {css_size(width)} {css_size(height)}; margin: 0 }}"


class _Sheets:
    """Writes pages as HTML, and gathers the faces that their lines are set in: `names` has the CSS
    class of each."""

    def __init__(self, theme: Theme, foundry: Foundry, images: _ScreenImages) -> None:
        self.theme, self.foundry, self.images = theme, foundry, images
        self.names: dict[Face, str] = {}

    def rules(self) -> Iterator[str]:
        """The @font-face rules and classes of the faces used."""
        for face, name in self.names.items():
            yield f'@font-face{{font-family:"{name}";src:url("{_FONTS}/{name}.ttf")}}'
            features = "".join(f'"{feature}",' for feature in face.cut.features).rstrip(",")
            setting = f";font-feature-settings:{features}" if features else ""
            yield f'.{name}{{font-family:"{name}"{setting}}}'

    def sheet(self, page: Page) -> str:
        """A page: images, type in reading order, lines, boxes."""
        width, height = page.grid.trim
        labels = ad_labels(page, self.theme, self.foundry)
        parts = [
            f'<section class="sheet" id="page-{page.number}" '
            f'style="width:{css_size(width)};height:{css_size(height)}">'
        ]
        parts += [self.images.markup(image) for image in page.images]
        parts += [self._drop_cap(cap) for cap in page.drop_caps]
        parts += [self._fragment(fragment) for fragment in (*page.fragments, *labels)]
        parts += [self._stroke(stroke) for stroke in page.strokes]
        for box in page.boxes:
            style, inside = _place(box.rect), self.images.boxed(box)
            parts.append(f'<aside class="{frame_class(box.role)}" style="{style}">{inside}</aside>')
        return "\n".join([*parts, "</section>"])

    def _fragment(self, fragment: Fragment) -> str:
        element = _ELEMENTS.get(fragment.role, "p")
        lines = "".join(self._line(placed) for placed in fragment.lines)
        hidden = "" if fragment.story else ' data-furniture=""'
        name = f'class="{escape(fragment.role)}"{hidden}'
        return f'<{element} {name} style="color:var(--{fragment.colour})">{lines}</{element}>'

    def _drop_cap(self, cap: DropCap) -> str:
        return f'<p class="drop-cap" style="color:var(--{cap.colour})">{self._line(cap.placed)}</p>'

    def _line(self, placed: PlacedLine) -> str:
        """A line as an element of its own, its baseline where the press has it.

        What the copy has between this line and the next stands after the element: a space, or
        nothing where a word goes on; the hyphen of a broken word is painted, not written.
        """
        line = placed.line
        if not line.words:
            return ""
        first, width = line.words[0], _set_width(line)
        height, baseline = _line_box(first)
        style = (
            f"left:{css_size(placed.x + line.indent)};top:{css_size(placed.baseline - baseline)};"
            f"width:{css_size(width)};line-height:{css_size(height)};"
            f"{self._type(first, line)}{_spacing(line)}{_scaling(line)}"
        )
        classes = ["line", self._name(first.face)]
        classes += ["justified"] if _fills(line) else []
        classes += ["hyphen"] if line.ending is Ending.HYPHEN else []
        text = "".join(self._words(line))
        after = " " if line.ending is Ending.SPACE else ""
        return f'<span class="{" ".join(classes)}" style="{style}">{text}</span>{after}'

    def _words(self, line: Line) -> Iterator[str]:
        """Words and spaces; words in another type than the first are marked with theirs."""
        first, last = line.words[0], len(line.words) - 1
        for i, word in enumerate(line.words):
            broken = i == last and line.ending is Ending.HYPHEN
            text = escape(word.text.removesuffix("-") if broken else word.text)
            if (word.face, word.size, word.tracking) != (first.face, first.size, first.tracking):
                name = self._name(word.face)
                text = f'<span class="{name}" style="{self._type(word, line)}">{text}</span>'
            yield text if word.tight or i == last else text + " "

    def _type(self, word: Word, line: Line) -> str:
        """Size and tracking of a word in a line. Browsers take ligatures apart where letters are
        spaced; ours stay, unless the style itself has tracking, so they are asked for."""
        tracking = word.tracking + line.letters
        spacing = f"letter-spacing:{tracking / 1000:g}em;" if tracking else ""
        kept = ("liga", "clig", *word.face.cut.features) if spacing and not word.tracking else ()
        features = ",".join(f"'{feature}'" for feature in kept)
        joined = f"font-feature-settings:{features};" if kept else ""
        return f"font-size:{css_size(word.size)};{spacing}{joined}"

    def _name(self, face: Face) -> str:
        found = self.names.get(face)
        if found is None:
            found = self.names[face] = f"face-{len(self.names) + 1}"
        return found

    def _stroke(self, stroke: Stroke) -> str:
        half = stroke.thickness // 2
        upright = stroke.x1 == stroke.x2
        x, y = min(stroke.x1, stroke.x2), min(stroke.y1, stroke.y2)
        across, down = abs(stroke.x2 - stroke.x1), abs(stroke.y2 - stroke.y1)
        if upright:
            rect = Rect(x - half, y, stroke.thickness, down)
        else:
            rect = Rect(x, y - half, across, stroke.thickness)
        return f'<i class="stroke" style="{_place(rect)};background:var(--{stroke.colour})"></i>'


class _ScreenImages:
    """The images of a document for browsers: `files` are to be written beside the page."""

    def __init__(self, document: Document) -> None:
        """Reads every file. Raises BadInput with all that cannot be shown."""
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._artworks: dict[str, Artwork] = {}
        wrong: list[Finding] = []
        images = (image.file for page in document.pages for image in page.images)
        boxed = (Path(file) for page in document.pages for box in page.boxes for file in box.files)
        for file in dict.fromkeys((*images, *boxed)):
            try:
                self._take(file)
            except Unreadable as error:
                wrong.append(complaint(file, error))
        if wrong:
            raise BadInput(dict.fromkeys(wrong))

    def _take(self, file: Path) -> None:
        artwork = sound_artwork(file)
        ending = _SHOWN.get(artwork.kind, "pdf" if artwork.kind == _DRAWN else "png")
        name = f"{_FOLDER}/{artwork.digest[:16]}.{ending}"
        if name not in self.files:
            data = bytes_of(file)
            known = artwork.kind in _SHOWN or artwork.kind == _DRAWN
            self.files[name] = data if known else _as_png(data)
        self._artworks[str(file)], self._names[str(file)] = artwork, name

    def boxed(self, box: Box) -> str:
        """What stands in a box, its pictures named by the files beside the page."""
        html = box.html
        for file in dict.fromkeys(box.files):
            html = html.replace(picture_address(Path(file)), self._names[file])
        return html

    def markup(self, image: Image) -> str:
        """An image as an element that shows what its crop leaves.

        Browsers show no PDF in a page: of such an ad they get its place, and a link to the file.
        """
        key = str(image.file)
        artwork, name, rect = self._artworks[key], self._names[key], image.rect
        where = _box(rect.x, rect.y, rect.width, rect.height)
        line = ""
        if image.border:
            shadow = f"inset:0;box-shadow:inset 0 0 0 {css_size(image.border)} #000"
            line = f'<i class="stroke" style="{shadow}"></i>'
        shown = _picture(image, artwork, name) if artwork.kind != _DRAWN else _link(image, name)
        role = escape(image.role)
        return f'<figure class="image {role}" style="{where}">{shown}{line}</figure>'


def _link(image: Image, name: str) -> str:
    return f'<a href="{name}">{escape(image.alternative or image.id)} (PDF)</a>'


def _picture(image: Image, artwork: Artwork, name: str) -> str:
    """The whole picture in a pane that shows its crop."""
    rect, placed = image.rect, place(image.rect, artwork.proportions, image.crop)
    clip = placed.clip
    pane = _box(clip.x - rect.x, clip.y - rect.y, clip.width, clip.height)
    whole = _box(placed.left - clip.x, placed.top - clip.y, placed.width, placed.height)
    picture = f'<img src="{name}" alt="{escape(image.alternative)}" style="{whole}">'
    return f'<div class="pane" style="{pane}">{picture}</div>'


def _box(left: float, top: float, width: float, height: float) -> str:
    """A place in CSS, from millipoints."""
    names = ("left", "top", "width", "height")
    lengths = (css_size(round(length)) for length in (left, top, width, height))
    return ";".join(f"{name}:{length}" for name, length in zip(names, lengths, strict=True))


def _as_png(data: bytes) -> bytes:
    """A picture that browsers do not know (TIFF) as one that they do; which way up is kept."""
    from PIL import ImageOps

    out = io.BytesIO()
    with converting():
        image = ImageOps.exif_transpose(decoded(data))
        image.convert("RGBA" if "A" in image.mode else "RGB").save(out, "PNG")
    return out.getvalue()
