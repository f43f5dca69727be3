"""The display list of a document as text: everything that is painted, where, in painting order.

    page 1 · 793.701 x 1133.858
    headline story · 34.016 94.3 725.669 x 31.5
      34.016 115.125 | Newsreader 600 34 | 0..512.3 space 7.1 | U.S. pledges aid | last
    stroke 34.016 39.685 - 759.685 39.685 · 0.25 hairline

Lengths in points, as goldens compare them.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.page.document import Crop, Document, Fragment, Image, Page, PlacedLine
from layout.page.rect import Rect
from layout.press.ink.pdf_operators import pt


def dump(document: Document) -> str:
    """The display list of a document, one thing a line."""
    head = [f"document {document.title} · {document.language} · {document.date or 'undated'}"]
    lines = [line for page in document.pages for line in _page(page)]
    found = [f"finding {finding.code} · {finding}" for finding in document.findings]
    refused = [f"refusal {refusal.slot} · {refusal}" for refusal in document.refusals]
    return "\n".join([*head, *lines, *found, *refused, ""])


def _page(page: Page) -> Iterator[str]:
    width, height = page.grid.trim
    yield f"page {page.number} · {pt(width)} x {pt(height)}"
    for fragment in page.fragments:
        yield from _fragment(fragment)
    for cap in page.drop_caps:
        yield f"drop cap {cap.text} · {cap.colour}"
        yield _line(cap.placed)
    for stroke in page.strokes:
        ends = f"{pt(stroke.x1)} {pt(stroke.y1)} - {pt(stroke.x2)} {pt(stroke.y2)}"
        yield f"stroke {ends} · {pt(stroke.thickness)} {stroke.colour}"
    for image in page.images:
        yield _image(image)
    for box in page.boxes:
        label = f" · {box.label}" if box.label else ""
        yield f"box {box.role} {box.id} · {_rect(box.rect)} · {len(box.html)} characters{label}"
    for leg in page.legs:
        yield f"leg {leg.story} · {_rect(leg.rect)} · {leg.filled} of {leg.rows} rows"


def _image(image: Image) -> str:
    """A picture or ad by its file's name: where the file lies is the machine's affair."""
    crop, said = image.crop, ""
    if crop != Crop():
        said = f" · crop {crop.left} {crop.top} {crop.right} {crop.bottom}"
    border = f" · border {pt(image.border)}" if image.border else ""
    label = f" · {image.label}" if image.label else ""
    name = f"{image.role} {image.id} {image.story or '(no story)'}"
    return f"image {name} · {_rect(image.rect)} · {image.file.name}{said}{border}{label}"


def _fragment(fragment: Fragment) -> Iterator[str]:
    more = f" paragraph {fragment.paragraph}" if fragment.paragraph else ""
    more += " continues" if fragment.continues else ""
    colour = f" {fragment.colour}" if fragment.colour != "black" else ""
    name = f"{fragment.role} {fragment.story or '(furniture)'}"
    yield f"{name} · {_rect(fragment.rect)}{more}{colour}"
    for placed in fragment.lines:
        yield _line(placed)


def _line(placed: PlacedLine) -> str:
    line = placed.line
    at = f"  {pt(placed.x)} {pt(placed.baseline)}"
    if not line.words:
        return f"{at} | empty"
    type_ = " + ".join(
        dict.fromkeys(f"{w.face.family} {w.face.cut.weight} {pt(w.size)}" for w in line.words)
    )
    extra = f"+{line.extra}" if line.extra else ""
    scale = f" scale {line.scale}" if line.scale != 1000 else ""
    scale += f" letters {line.letters:+}" if line.letters else ""
    span = f"{pt(line.indent)}..{pt(line.indent + line.width)} space {pt(line.space)}{extra}{scale}"
    return f"{at} | {type_} | {span} | {line.text} | {line.ending.name.lower()}"


def _rect(rect: Rect) -> str:
    return f"{pt(rect.x)} {pt(rect.y)} {pt(rect.width)} x {pt(rect.height)}"
