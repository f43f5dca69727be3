"""Pictures in print: proportions, cutline, and what a frame of whole rows does to them."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from layout.desk.command import main
from layout.edition.single.picture_markup import UNKNOWN, picture_depth, picture_html, picture_size
from layout.press.frames.fetching import picture_address
from layout.story.block import Picture
from layout.story.run import Emphasis, Run, plain

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path):
    """A folder with a picture of 90 by 60 px."""
    Image.linear_gradient("L").resize((90, 60)).convert("RGB").save(tmp_path / "pier.png")
    return tmp_path


def test_proportions_are_the_file_s_or_what_the_story_gives(folder):
    assert picture_size(Picture("pier.png"), folder / "story.md") == (90, 60)
    assert picture_size(Picture("pier.png", width=200, height=50), folder / "story.md") == (200, 50)
    assert picture_size(Picture("missing.png"), folder / "story.md") == UNKNOWN
    assert picture_depth(Picture("pier.png"), folder / "story.md", 300_000) == 200_000


def test_a_file_that_is_no_picture_has_unknown_proportions(folder):
    (folder / "text.png").write_text("no picture")
    assert picture_size(Picture("text.png"), folder / "story.md") == UNKNOWN


def test_markup_has_picture_words_and_credit_escaped(folder):
    cutline = (Run("The pier & "), Run("the quay", Emphasis.ITALIC))
    picture = Picture("pier.png", 'a "pier"', cutline, "A. Torres <at>")
    html = picture_html(picture, folder / "story.md", 120_500)
    assert f'src="{picture_address(folder / "pier.png")}"' in html and str(folder) not in html
    assert 'alt="a &quot;pier&quot;"' in html
    assert "height:120.500pt" in html
    assert "The pier &amp; <em>the quay</em>" in html
    assert "A. Torres &lt;at&gt;" in html


def test_without_words_there_is_no_cutline(folder):
    assert "figcaption" not in picture_html(Picture("pier.png"), folder / "story.md", 1000)


def test_a_missing_file_is_shown_by_its_words(folder):
    html = picture_html(
        Picture("missing.png", "The old pier", plain("Gone")), folder / "story.md", 1000
    )
    assert "<img" not in html and "The old pier" in html and "Gone" in html


def test_a_printed_story_has_its_picture_and_cutline(folder, capsys):
    story = folder / "story.md"
    story.write_text(
        "# Bridge opens\n\nThe bridge opened on Friday.\n\n"
        '![The pier](pier.png "The pier at noon. Photo: A. Torres")\n\nIt was closed for long.\n'
    )
    assert main(["print", str(story), "--strict"]) == 0, capsys.readouterr().err
    with pypdfium2.PdfDocument(folder / "story.pdf") as document:
        page = document[0]
        kinds = [item.type for item in page.get_objects(max_depth=4)]
        text = page.get_textpage()
        words = re.sub(r"\s+", " ", text.get_text_bounded())
        text.close()
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds
    assert "The pier at noon." in words and "A. Torres" in words
    assert Path(folder / "story.pdf").stat().st_size > 1000


def test_a_link_out_of_the_publication_shows_nothing(tmp_path):
    secret = tmp_path / "secret.png"
    Image.new("RGB", (90, 60)).save(secret)
    publication = tmp_path / "paper"
    publication.mkdir()
    (publication / "newsgrid.toml").write_text('name = "Paper"\n')
    (publication / "pier.png").symlink_to(secret)
    story = publication / "story.md"
    assert picture_size(Picture("pier.png"), story) == UNKNOWN
    assert "secret" not in picture_html(Picture("pier.png", "The pier"), story, 1000)
