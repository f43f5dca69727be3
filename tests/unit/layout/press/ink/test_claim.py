"""The claim to be PDF/UA-1: where it is made, and that it is true there."""

from __future__ import annotations

import io

import pikepdf
import pytest
from support.press.sample_documents import DATE, text_page, with_boxes
from support.press.sample_pictures import corners, image_in, saved

from layout.page.document import Box, Document, Page
from layout.page.rect import Rect
from layout.preflight.accessible.check import accessible_findings, barriers_where_placed
from layout.preflight.accessible.xmp import packet_of
from layout.press.ink.claim import all_described, is_accessible, may_claim
from layout.press.pdf import write_page, write_pdf
from layout.press.proof_marks import Proof
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


def page(**more) -> Page:
    plain = text_page(THEME, FOUNDRY, 1)
    return Page(1, plain.grid, plain.fragments, **more)


def document(of: Page) -> Document:
    return Document("Gazette", "en", DATE, (of,))


def claims(data: bytes) -> bool:
    """Whether a PDF claims to be PDF/UA-1; then it is."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = packet_of(pdf).part == "1"
        assert not said or accessible_findings(pdf) == ()
        return said


def ad(data: bytes, folder) -> Page:
    return page(images=(image_in(folder, "hats", data, Rect(0, 0, 90_000, 90_000), role="ad"),))


def artwork(font: bytes = b"", content: bytes = b"0 0 9 9 re f") -> bytes:
    """An advertiser's PDF, with a font of that dictionary."""
    with pikepdf.Pdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(90, 90)).obj
        sheet.Contents = pdf.make_stream(content)
        if font:
            sheet.Resources = pikepdf.Dictionary(Font={"/F": pikepdf.Object.parse(font)})
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
        return file.getvalue()


UNEMBEDDED = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F 9 Tf (Hats) Tj ET"


def test_pages_of_ours_claim_it_and_a_proof_does_not():
    box = Box("digest", "d", Rect(0, 0, 90_000, 90_000), "<p>Two lines of <b>text</b></p>")
    made = document(with_boxes(page(), (box,)))
    assert claims(write_pdf(made, THEME, FOUNDRY))
    assert claims(write_page(made, 1, THEME, FOUNDRY))
    assert not claims(write_pdf(made, THEME, FOUNDRY, Proof()))


@pytest.mark.parametrize(("alternative", "claimed"), [(' aria-label="A gull"', True), ("", False)])
def test_a_picture_in_a_box_must_be_described(alternative, claimed):
    drawn = f'<svg role="img"{alternative} viewBox="0 0 2 2"><path d="M0 0h2v2z"/></svg>'
    box = Box("digest", "d", Rect(0, 0, 90_000, 90_000), drawn)
    assert claims(write_pdf(document(with_boxes(page(), (box,))), THEME, FOUNDRY)) is claimed


@pytest.mark.parametrize(("alternative", "claimed"), [("The dam", True), ("", False)])
def test_a_picture_must_be_described(alternative, claimed, tmp_path):
    rect = Rect(0, 0, 90_000, 90_000)
    shown = image_in(
        tmp_path, "dam", saved(corners(), "PNG"), rect, story="s", alternative=alternative
    )
    made = document(page(images=(shown,)))
    assert all_described(made) is claimed
    assert claims(write_pdf(made, THEME, FOUNDRY)) is claimed


def test_artwork_must_say_what_its_glyphs_stand_for(tmp_path):
    drawn, lettered = artwork(), artwork(UNEMBEDDED, SHOWN)
    assert is_accessible(drawn) and not is_accessible(lettered) and not is_accessible(b"%PDF-")
    assert claims(write_pdf(document(ad(drawn, tmp_path)), THEME, FOUNDRY))
    assert not claims(write_pdf(document(ad(lettered, tmp_path)), THEME, FOUNDRY))
    assert not may_claim(document(page()), [drawn, lettered])


def test_tags_of_artwork_are_in_the_way_where_they_call_it_an_artifact():
    inside = artwork(content=b"/Artifact BMC 0 0 9 9 re f EMC")
    with pikepdf.open(io.BytesIO(inside)) as pdf:
        assert [each.rule for each in barriers_where_placed(pdf)] == ["artifact-in-content"]
