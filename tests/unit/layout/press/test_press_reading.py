"""What readers get from painted lines: hyphens, drop caps, ligatures, reading order."""

import subprocess

import pypdfium2
import pytest
from support.press.sample_documents import (
    HEADLINE,
    TEXT,
    drop_cap_page,
    one_line_document,
    set_line,
    text_document,
    words_of,
)

from layout.page.document import Document, Fragment, Page, PlacedLine
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.press.pdf import write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending
from layout.typeset.words.theme import load_theme


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def foundry(theme):
    return Foundry(theme.fallback)


def pdftotext(data: bytes, *options: str) -> str:
    run = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    assert run.stderr == b""
    return run.stdout.decode()


def pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        texts = []
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
    return "\n".join(texts)


def folded(text: str) -> str:
    return " ".join(text.split())


def broken_document(parts, theme, foundry):
    """Lines "first words" | "last words" that break in a known way; filled up to a paragraph."""
    grid, style = grid_of(FORMATS["a4"]), theme.styles["body"]
    x, width = grid.columns[0]
    placed = tuple(
        PlacedLine(x, grid.baseline(5 + i), set_line(words_of(text, style, foundry), width, ending))
        for i, (text, ending) in enumerate(parts)
    )
    rect = Rect(x, grid.row_top(5), width, len(placed) * grid.leading)
    fragment = Fragment("body", "s", rect, placed, "black", 1)
    return Document("x", "en", None, (Page(1, grid, (fragment,)),))


BREAKS = [  # first line, second, how the first ends; what the copy has; how the first line reads
    ("local news and infor-", "mation for all", Ending.HYPHEN, "information", "infor\u00ad"),
    ("offers many useful on-", "line publications", Ending.TIGHT, "on-\u2060line", "on-\u2060"),
    ("they said so at once—", "and so it was", Ending.TIGHT, "once—\u2060and", "once—\u2060"),
    ("read it at length and/", "or in brief today", Ending.TIGHT, "and/\u2060or", "and/\u2060"),
]


@pytest.mark.parametrize(("first", "second", "ending", "copy", "end"), BREAKS)
def test_broken_words_are_joined_as_the_copy_has_them(
    first, second, ending, copy, end, theme, foundry, tmp_path
):
    parts = [
        ("the whole of the day they", Ending.SPACE),
        (first, ending),
        (second, Ending.SPACE),
        ("came to an end at last", Ending.LAST),
    ]
    data = write_pdf(broken_document(parts, theme, foundry), theme, foundry)
    assert structure_text(data, tmp_path).replace("\u00ad", "") == folded(
        f"the whole of the day they {first} {second} came to an end at last".replace(
            f"{first.split()[-1]} {second.split()[0]}", copy
        )
    )
    for text in (pdftotext(data), pdftotext(data, "-raw")):
        assert end in text.split(), "nothing is lost, and no word of two made one"
    # pdfium marks the hyphen of a broken word as U+FFFE, which copying drops
    words = pdfium(data).replace("\ufffe", "").split()
    assert (copy if ending is Ending.HYPHEN else end) in words


def structure_text(data: bytes, folder) -> str:
    """The text of a document of one paragraph, as those have it who follow the structure."""
    file = folder / "made.pdf"
    file.write_bytes(data)
    run = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True)
    return run.stdout.decode().split('"')[1]


def test_a_drop_cap_reads_as_part_of_its_word(theme, foundry):
    document = Document("x", "en", None, (drop_cap_page(theme, foundry),))
    data = write_pdf(document, theme, foundry)
    for text in (pdftotext(data), pdftotext(data, "-raw"), pdfium(data)):
        assert folded(text).startswith("U.S. Secretary of Homeland")
        assert folded(text).split().count("U") == 0


def test_a_drop_cap_is_painted(theme, foundry):
    page = drop_cap_page(theme, foundry)
    data = write_pdf(Document("x", "en", None, (page,)), theme, foundry)
    placed = page.drop_caps[0].placed
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[0].render(scale=4).to_pil().convert("RGB")
    x, foot = placed.x * 4 / 1000, placed.baseline * 4 / 1000
    word = placed.line.words[0]
    cap = word.face.cap_height * word.size * 4 / word.face.upem / 1000
    shape = image.crop((int(x), int(foot - cap), int(x + word.width * 4 / 1000), int(foot)))
    red, _, blue = (channel.tobytes() for channel in shape.split())
    inked = sum(b > r + 60 for r, b in zip(red, blue, strict=True))
    assert inked > 0.15 * shape.width * shape.height


def test_ligatures_read_as_their_letters(theme, foundry):
    style = theme.styles["body"]
    line = set_line(
        words_of("final offers of efficient offices", style, foundry), 300_000, Ending.LAST
    )
    assert any(len(word.glyphs) < len(word.text) for word in line.words)
    data = write_pdf(one_line_document(line, theme), theme, foundry)
    assert pdftotext(data).strip() == "final offers of efficient offices"
    assert pdfium(data) == "final offers of efficient offices"


def test_a_glyph_that_stands_for_two_texts_reads_as_each(theme, foundry):
    """Small capitals: the same glyph for "a" and, in all-small-caps, "A"; here glyph 0 for all."""
    style = theme.styles["byline"]
    words = words_of("ok 漢 字 ok", style, foundry)
    assert words[1].glyphs == words[2].glyphs == (0,)
    data = write_pdf(
        one_line_document(set_line(words, 200_000, Ending.LAST), theme), theme, foundry
    )
    assert pdftotext(data).strip() == "ok 漢 字 ok"


def test_fragments_come_in_reading_order(theme, foundry):
    data = write_pdf(text_document(theme, foundry, 8), theme, foundry)
    text = folded(pdftotext(data, "-raw"))
    assert text.startswith(HEADLINE)
    assert text.count(folded(TEXT)) == 8
    assert folded(pdfium(data)).count(folded(TEXT)) == 8
