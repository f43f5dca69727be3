"""The PDF of a document: pages of type by our own hand, boxes laid over them by `overlay`.

Steps: paint the pages, which says what glyphs are needed; embed the fonts; write the file; where
pages have boxes, render these with WeasyPrint and bring them in.
"""

from __future__ import annotations

from layout.page.document import Document, Fragment, Page, PlacedLine
from layout.page.rect import Rect
from layout.press.content import Contents
from layout.press.font import embed
from layout.press.metadata import information, metadata
from layout.press.objects import Objects
from layout.press.operator import pt, text_string
from layout.press.proof import MARGIN, ProofPainter
from layout.press.proof_marks import Proof
from layout.press.runs import GlyphRuns
from layout.press.structure import Structure
from layout.typeset.foundry import Foundry
from layout.typeset.line import Ending, Line
from layout.typeset.theme import Theme

LABEL_STYLE = "label"
LABEL_GAP = 2_500  # from the baseline of an ad's label to the ad: its letters have no descenders


def write_pdf(
    document: Document, theme: Theme, foundry: Foundry, proof: Proof | None = None
) -> bytes:
    """The PDF of a document, ready to be written to a file; with `proof`, its proof.

    Same document, theme and fonts give the same bytes. All fonts are embedded and subset, the
    document is tagged, its colours are DeviceCMYK. Raises BadInput where a picture or creative
    cannot be used.
    """
    data = _pages_of_type(document, theme, foundry, proof)
    if any(page.boxes for page in document.pages):
        from layout.press.overlay import lay_boxes  # pikepdf and WeasyPrint: slow to import

        data = lay_boxes(data, document, theme, foundry)
    return data


def _pages_of_type(
    document: Document, theme: Theme, foundry: Foundry, proof: Proof | None
) -> bytes:
    objects, structure, runs = Objects(), Structure(), GlyphRuns()
    contents = Contents(theme, runs, structure)
    streams = [contents.page(page, ad_labels(page, theme, foundry)) for page in document.pages]
    if proof is not None:
        painter = ProofPainter(document, theme, foundry, runs, proof)
        streams = [
            f"{stream}\n{painter.page(page)}"
            for page, stream in zip(document.pages, streams, strict=True)
        ]
    beside = 0 if proof is None else MARGIN
    root, tree = objects.reserve(), objects.reserve()
    fonts = "".join(f"/{case.name} {embed(case, objects)} 0 R" for case in runs.cases.values())
    resources = objects.add(f"<</Font<<{fonts}>>>>")
    pages = [
        objects.add(
            f"<<{_boxes(page, beside)}/Contents {objects.stream(stream.encode('ascii'))} 0 R"
            f"/Type/Page/Parent {tree} 0 R/Resources {resources} 0 R"
            f"/StructParents {number}/Tabs/S>>"
        )
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True))
    ]
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects.set(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
    objects.set(root, _catalog(document, tree, structure.write(objects, pages), objects))
    return objects.file(root, information(document, objects))


def _boxes(page: Page, beside: int) -> str:
    """The page's boxes; a proof's sheet is wider than the page by what stands `beside` it."""
    width, height = page.grid.trim
    trim = f"[0 0 {pt(width)} {pt(height)}]"
    return f"/MediaBox[0 0 {pt(width + beside)} {pt(height)}]/TrimBox{trim}"


def _catalog(document: Document, tree: int, structure: int, objects: Objects) -> str:
    return (
        f"<</Type/Catalog/Pages {tree} 0 R/StructTreeRoot {structure} 0 R"
        f"/MarkInfo<</Marked true>>/Lang{text_string(document.language)}"
        f"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata(document, objects)} 0 R>>"
    )


def ad_labels(page: Page, theme: Theme, foundry: Foundry) -> tuple[Fragment, ...]:
    """The words printed above the ads of a page, each flush left with its ad."""
    style = theme.styles[LABEL_STYLE]
    labels = []
    for box in page.boxes:
        if not box.label:
            continue
        words = tuple(foundry.word(text, style.cuts[0], style) for text in box.label.split())
        space = words[0].face.space * style.size // words[0].face.upem
        width = sum(word.width for word in words) + space * (len(words) - 1)
        line = Line(words, box.rect.width, width, space, ending=Ending.LAST)
        baseline = box.rect.y - LABEL_GAP
        rect = Rect(box.rect.x, baseline - style.leading, box.rect.width, style.leading)
        placed = PlacedLine(box.rect.x, baseline, line)
        labels.append(Fragment("label", "", rect, (placed,), style.colour))
    return tuple(labels)
