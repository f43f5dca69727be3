"""Content streams: what stands on a page, as PDF operators, in reading order.

Images come first, so that none can cover type; then fragments in the order given, each marked with
its part in the structure; then printed lines; then the boxes, which are form XObjects that
`layout.press.rendered_boxes` makes.
"""

from __future__ import annotations

from layout.page.document import Fragment, Page
from layout.page.rect import Rect
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.pdf_operators import filling, pt, stroke
from layout.press.ink.spoken_order import drop_cap_outline, drop_caps_by_fragment, speaking_lines
from layout.press.ink.structure_tree import ARTIFACT, Structure
from layout.press.pictures.document_images import Images
from layout.typeset.words.theme import Theme

_END = "EMC"


class Contents:
    """Paints the pages of one document, one after the other."""

    def __init__(self, theme: Theme, runs: GlyphRuns, structure: Structure, images: Images) -> None:
        self.theme = theme
        self.images = images
        self.runs = runs
        self.structure = structure

    def page(self, page: Page, labels: tuple[Fragment, ...] = ()) -> str:
        """The content stream of a page; `labels` are what is printed above its ads."""
        height = page.grid.trim[1]
        self.runs.turn_to(height)
        self.structure.turn_to_next_page()
        parts: list[str] = []
        for image in page.images:
            parts += [self.structure.image(image, height), self.images.paint(image, height), _END]
        parts.append("q")  # or the forms of boxes would inherit tracking and scaling
        self._type(page, parts)
        if page.strokes:
            colours = self.theme.colours
            parts.append(ARTIFACT)
            parts += [stroke(line, height, colours) for line in page.strokes]
            parts.append(_END)
        for label in labels:
            self._fragment(label, ARTIFACT, parts)
        parts.append("Q")
        for i, box in enumerate(page.boxes):
            parts += [self.structure.box(box), _form(box.rect, height, form_name(i)), _END]
        return "\n".join(parts)

    def _type(self, page: Page, parts: list[str]) -> None:
        caps = drop_caps_by_fragment(page)
        for fragment in page.fragments:
            opening = self.structure.fragment(fragment)
            cap = caps.get(fragment)
            if cap is None:
                self._fragment(fragment, opening, parts)
                continue
            shape = drop_cap_outline(cap, page.grid.trim[1])
            parts += [opening, filling(self.theme.colours[cap.colour]), shape]
            self._lines(fragment, parts, cap.text)
            parts.append(_END)

    def _fragment(self, fragment: Fragment, opening: str, parts: list[str]) -> None:
        parts.append(opening)
        self._lines(fragment, parts)
        parts.append(_END)

    def _lines(self, fragment: Fragment, parts: list[str], before: str = "") -> None:
        """The lines of a fragment; `before` is text that reads as the beginning of the first."""
        parts += ["BT", filling(self.theme.colours[fragment.colour])]
        parts += speaking_lines(fragment, self.runs, before)
        parts.append("ET")


def form_name(box: int) -> str:
    """The name under which a page knows the form XObject of one of its boxes."""
    return f"Box{box}"


def _form(rect: Rect, height: int, name: str) -> str:
    """The operators that place a form XObject, whose origin is its lower left corner."""
    return f"q 1 0 0 1 {pt(rect.x)} {pt(height - rect.bottom)} cm /{name} Do Q"
