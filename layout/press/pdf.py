"""The PDF of a document: type, pictures and boxes in one file, written without a PDF library.

Steps: make the images ready; paint the pages, which says what glyphs are needed; embed the fonts;
where pages have boxes, render these with WeasyPrint and bring them in; write the file.

On a page, images come first, so that none can cover type; then fragments in the order given, each
marked with its part in the structure; then printed lines; then the boxes, which are form XObjects
that `layout.press.rendered_boxes` makes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from layout.page.document import Box, Document, Fragment, Image, Page, PlacedLine
from layout.page.rect import Rect
from layout.press.ink.bookmarks import bookmarks
from layout.press.ink.claim import may_claim
from layout.press.ink.embedded_font import embed
from layout.press.ink.glyph_runs import GlyphRuns
from layout.press.ink.metadata import information, metadata
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import filling, pt, stroke, text_string
from layout.press.ink.spoken_order import drop_cap_outline, drop_caps_by_fragment, speaking_lines
from layout.press.ink.structure_tree import ARTIFACT, Structure
from layout.press.pictures.document_images import Images
from layout.press.proof import MARGIN, ProofPainter
from layout.press.proof_marks import Proof
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending, Line
from layout.typeset.words.theme import Theme
from layout.work.processes.fork import Begin, at_once

if TYPE_CHECKING:
    from layout.press.frames.skeleton import Frame


_LABEL_STYLE = "label"
_LABEL_GAP = 2_500  # millipoints from the baseline of an ad's label to the ad: no descenders

_END = "EMC"


def write_pdf(
    document: Document,
    theme: Theme,
    foundry: Foundry,
    proof: Proof | None = None,
    begin: Begin = at_once,
) -> bytes:
    """The PDF of a document, ready to be written to a file; with `proof`, its proof.

    It says that it is PDF/UA-1 where it is: see `layout.press.ink.claim`.

    Same document, theme and fonts give the same bytes, however `begin` has the boxes rendered while
    pages are painted. All fonts are embedded and subset, the document is tagged, type and boxes are
    DeviceCMYK; pictures keep their colours.
    Raises BadInput with every picture, ad or creative that cannot be used.
    """
    boxes = _rendered(document, theme, foundry, begin)
    images = Images(document)
    return _written(_Order(document, theme, foundry, proof), images, boxes)


def write_page(document: Document, number: int, theme: Theme, foundry: Foundry) -> bytes:
    """A PDF of one page of a document: it shows what that page of the whole PDF shows, and tells
    what of the document's structure stands on it.

    `number` is the page's. Raises BadInput with what of the page cannot be used.
    """
    pages = tuple(page for page in document.pages if page.number == number)
    part = replace(document, pages=pages)
    boxes = _rendered(part, theme, foundry, at_once)
    order = _Order(part, theme, foundry, None)
    return _written(order, Images(part, document), boxes)


class _Order(NamedTuple):
    """What is painted: a document in the type of a theme, as a proof or not."""

    document: Document
    theme: Theme
    foundry: Foundry
    proof: Proof | None


def _written(order: _Order, images: Images, boxes: Callable[[], dict[Frame, bytes]]) -> bytes:
    document, theme, foundry, proof = order
    objects, structure, runs = Objects(), Structure(dict(document.languages)), GlyphRuns()
    images.write(objects)
    contents = _Contents(theme, runs, structure, images)
    streams = [contents.page(page, ad_labels(page, theme, foundry)) for page in document.pages]
    if proof is not None:
        painter = ProofPainter(document, theme, foundry, runs, proof)
        drawn = [painter.page(page, images) for page in document.pages]
        streams = ["\n".join(both) for both in zip(streams, drawn, strict=True)]
    fonts = "".join(
        f"/{name} {number} 0 R"
        for font in runs.fonts.values()
        for name, number in embed(font, objects).items()
    )
    rendered = boxes()
    forms = _forms(document, rendered, objects, structure)
    resources = _Resources(objects.add(f"<<{fonts}>>"), images, forms, objects)
    root, tree = objects.reserve(), objects.reserve()
    beside = 0 if proof is None else MARGIN
    pages = [
        objects.add(
            f"<<{_boxes(page, beside)}/Contents {objects.stream(stream.encode('ascii'))} 0 R"
            f"/Type/Page/Parent {tree} 0 R/Resources {resources.of(page)} 0 R"
            f"/StructParents {number}/Tabs/S>>"
        )
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True))
    ]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects.set(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    tagged = f"/StructTreeRoot {structure.write(objects, pages)} 0 R"
    parts = f"{tagged}{bookmarks(document, objects, pages)}{images.catalog()}"
    claimed = proof is None and may_claim(document, images.placed_files(), rendered.values())
    objects.set(root, _catalog(document, tree, parts, metadata(document, objects, claimed)))
    return objects.file(root, information(document, objects))


def _rendered(
    document: Document, theme: Theme, foundry: Foundry, begin: Begin
) -> Callable[[], dict[Frame, bytes]]:
    """Begins to render all boxes; what it gives waits for the PDF of each, by frame."""
    if not any(page.boxes for page in document.pages):
        return dict
    from layout.press.rendered_boxes import rendered  # slow to import

    return rendered(document, theme, foundry, begin)


def _forms(
    document: Document, boxes: dict[Frame, bytes], objects: Objects, structure: Structure
) -> dict[Page, list[int]]:
    """The numbers of the form XObjects of all boxes, by their page."""
    if not any(page.boxes for page in document.pages):
        return {}
    from layout.press.rendered_boxes import box_forms

    return box_forms(document, boxes, objects, structure)


class _Resources:
    """The resource dictionaries of pages: all pages share one of fonts; forms and images are each
    page's own."""

    def __init__(
        self, fonts: int, images: Images, forms: dict[Page, list[int]], objects: Objects
    ) -> None:
        self.fonts, self.images, self.forms, self.objects = fonts, images, forms, objects

    def of(self, page: Page) -> int:
        """The number of a page's resources; pages that need the same share them."""
        forms = enumerate(self.forms.get(page, ()))
        names = "".join(f"/{_form_name(i)} {number} 0 R" for i, number in forms)
        names += self.images.resources(page)
        shown = f"/XObject<<{names}>>" if names else ""
        return self.objects.once(f"<</Font {self.fonts} 0 R{shown}>>".encode("ascii"))


def _boxes(page: Page, beside: int) -> str:
    """The page's boxes; a proof's sheet is wider than the page by what stands `beside` it."""
    width, height = page.grid.trim
    trim = f"[0 0 {pt(width)} {pt(height)}]"
    return f"/MediaBox[0 0 {pt(width + beside)} {pt(height)}]/TrimBox{trim}"


def _catalog(document: Document, tree: int, parts: str, packet: int) -> str:
    """The catalog; `parts` are its entries for structure, bookmarks and layers, `packet` the number
    of the metadata."""
    return (
        f"<</Type/Catalog/Pages {tree} 0 R{parts}"
        f"/MarkInfo<</Marked true>>/Lang{text_string(document.language)}"
        f"/ViewerPreferences<</DisplayDocTitle true>>{_page_labels(document)}"
        f"/Metadata {packet} 0 R>>"
    )


def _page_labels(document: Document) -> str:
    """The catalog's entry for what pages are called: by their numbers in the paper."""
    labels, due = "", None
    for index, page in enumerate(document.pages):
        if page.number != due:
            labels += f"{index}<</S/D/St {page.number}>>"
        due = page.number + 1
    return f"/PageLabels<</Nums[{labels}]>>"


def ad_labels(page: Page, theme: Theme, foundry: Foundry) -> tuple[Fragment, ...]:
    """The words printed above the ads of a page, each flush left with its ad."""
    style = theme.styles[_LABEL_STYLE]
    labels = []
    things: tuple[Box | Image, ...] = (*page.boxes, *page.images)
    for box in things:
        if not box.label:
            continue
        words = tuple(foundry.word(text, style.cuts[0], style) for text in box.label.split())
        space = words[0].face.space * style.size // words[0].face.upem
        width = sum(word.width for word in words) + space * (len(words) - 1)
        line = Line(words, box.rect.width, width, space, ending=Ending.LAST)
        baseline = box.rect.y - _LABEL_GAP
        rect = Rect(box.rect.x, baseline - style.leading, box.rect.width, style.leading)
        placed = PlacedLine(box.rect.x, baseline, line)
        labels.append(Fragment("label", "", rect, (placed,), style.colour))
    return tuple(labels)


class _Contents:
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
        above = iter(labels)
        for box in page.boxes:
            self.structure.box(box, height)
            if box.label:
                self._fragment(next(above), self.structure.box_label(), parts)
        for label in above:  # of artwork: its alternative text says that it is an ad
            self._fragment(label, ARTIFACT, parts)
        parts.append("Q")
        for i, box in enumerate(page.boxes):
            parts.append(_form(box.rect, height, _form_name(i)))
        return "\n".join(parts)

    def _type(self, page: Page, parts: list[str]) -> None:
        caps = drop_caps_by_fragment(page)
        for fragment in page.fragments:
            cap = caps.get(fragment)
            for opening, part in self.structure.parts(fragment):
                if cap is None:
                    self._fragment(part, opening, parts)
                    continue
                shape = drop_cap_outline(cap, page.grid.trim[1])
                parts += [opening, filling(self.theme.colours[cap.colour]), shape]
                self._lines(part, parts, cap.text)
                parts.append(_END)
                cap = None

    def _fragment(self, fragment: Fragment, opening: str, parts: list[str]) -> None:
        parts.append(opening)
        self._lines(fragment, parts)
        parts.append(_END)

    def _lines(self, fragment: Fragment, parts: list[str], before: str = "") -> None:
        """The lines of a fragment; `before` is text that reads as the beginning of the first."""
        parts += ["BT", filling(self.theme.colours[fragment.colour])]
        parts += speaking_lines(fragment, self.runs, before)
        parts.append("ET")


def _form_name(box: int) -> str:
    """The name under which a page knows the form XObject of one of its boxes."""
    return f"Box{box}"


def _form(rect: Rect, height: int, name: str) -> str:
    """The operators that place a form XObject, whose origin is its lower left corner."""
    return f"q 1 0 0 1 {pt(rect.x)} {pt(height - rect.bottom)} cm /{name} Do Q"
