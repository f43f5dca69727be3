"""Pictures of pages as PNG: every pixel as it was drawn."""

import io
import random

import pypdfium2
import pytest
from PIL import Image

from layout.desk.preview.workers.page_raster import drawn, png_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("size", [(1, 1), (3, 1), (1, 5), (7, 3), (31, 17), (64, 64)])
@pytest.mark.parametrize(("samples", "mode"), [(1, "L"), (3, "RGB")])
@pytest.mark.parametrize("beside", [0, 5])
def test_every_pixel_comes_back(size, samples, mode, beside):
    dice = random.Random(repr((size, samples, beside)))
    width, height = size
    rows = [dice.randbytes(width * samples) for _ in range(height)]
    pixels = b"".join(row + bytes(beside) for row in rows)
    data = png_of(memoryview(pixels), size, width * samples + beside, samples)
    image = Image.open(io.BytesIO(data))
    image.load()
    assert (image.size, image.mode) == (size, mode)
    assert image.tobytes() == b"".join(rows)


def test_a_page_is_as_large_as_asked_and_as_pdfium_draws_it():
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    image = Image.open(io.BytesIO(drawn(document, 1.5)))
    assert image.size == (300, 150)
    assert image.tobytes() == document[0].render(scale=1.5).to_pil().tobytes()
