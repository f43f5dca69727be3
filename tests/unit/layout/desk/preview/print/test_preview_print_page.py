"""The PDF of one page: it shows what that page of the whole PDF shows."""

import pypdfium2
from PIL import ImageChops
from support.newspapers.sample_newspaper import picture
from support.press.sample_documents import headline, legs

from layout.page.document import Document, Image, Page
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.press.pdf import write_page, write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme


def test_a_picture_is_as_fine_as_its_largest_printing_asks(tmp_path):
    file = picture(tmp_path / "it.png", 3000, 2000)
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    grid = grid_of(FORMATS["a4"], 4)

    def page(number, width):
        rect = Rect(grid.live.x, grid.live.y, width, width * 2 // 3)
        shown = Image("picture", f"it-{number}", rect, file)
        type_ = (headline(grid, theme, foundry, 30), *legs(grid, theme, foundry, row=34))
        return Page(number, grid, type_, images=(shown,))

    document = Document("It", "en", None, (page(1, 60_000), page(2, 400_000)))
    whole = pypdfium2.PdfDocument(write_pdf(document, theme, foundry))
    for number in (1, 2):
        data = write_page(document, number, theme, foundry)
        alone = pypdfium2.PdfDocument(data)
        (image,) = list(alone[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        (same,) = list(whole[number - 1].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        assert image.get_px_size() == same.get_px_size()
        shown, expected = (pdf.render(scale=2).to_pil() for pdf in (alone[0], whole[number - 1]))
        assert ImageChops.difference(shown, expected).getbbox() is None
        assert len(alone) == 1
