"""Facts of a printed picture: how finely it is printed, and what its crop takes away."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.press.sample_pictures import corners, saved

from layout.desk.preview.print.facts.known import Facts
from layout.desk.preview.print.facts.printed_picture import COARSE, picture_facts
from layout.page.document import WHOLE, Crop, Document, Image, Page
from layout.page.format import FORMATS, INCH, grid_of
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.run import plain

GRID = grid_of(FORMATS["a4"])
ACROSS, DOWN = 300, 150


def made(folder: Path, width: int = 2 * INCH, crop: Crop | None = None, **more: Any) -> Any:
    """An edition with a picture of 300 x 150 px, so many millipoints wide, on page 3."""
    crop, keep = crop or Crop(), more.pop("keep", None)
    file = folder / "a.png"
    if not file.exists():
        file.write_bytes(saved(corners(ACROSS, DOWN), "PNG"))
    height = width * (crop.bottom - crop.top) * DOWN // ((crop.right - crop.left) * ACROSS)
    image = Image(
        "picture", "ferry-1", Rect(0, 0, width, height), file, story="ferry", crop=crop, **more
    )
    logo = Image("logo", "logo-1", Rect(0, 0, 9, 9), file)
    pages = (Page(2, GRID, (), images=(logo,)), Page(3, GRID, (), images=(image,)))
    picture = Picture("a.png", "Boats", credit="A. N.", line=12, keep=keep)
    story = Story("ferry", plain("The ferry"), (picture,), source=str(folder / "ferry.md"))
    copy = SimpleNamespace(articles=[SimpleNamespace(story=story)])
    document = Document("The Quay News", "en", None, pages)
    return SimpleNamespace(document=document, newspaper=SimpleNamespace(copy=copy))


def facts(of: Any, name: str = "ferry-1") -> Facts:
    found = picture_facts(of, name)
    assert found is not None
    return found


def test_a_picture_is_told_with_its_story_and_where_it_is_written(tmp_path: Path) -> None:
    found = facts(made(tmp_path))
    told = dict(found.facts)
    assert found.title == "a.png"
    assert (found.file, found.line) == (str(tmp_path / "ferry.md"), 12)
    assert (told["page"], told["story"], told["credit"]) == ("3", "The ferry", "A. N.")
    assert told["printed"] == "51 × 25 mm" and told["file size"] == "300 × 150 px, PNG"


def test_what_is_no_picture_of_the_edition_is_unknown(tmp_path: Path) -> None:
    for name in ("ferry-2", "logo-1"):
        assert picture_facts(made(tmp_path), name) is None


@pytest.mark.parametrize(("inches", "dots"), [(1, 300), (2, 150), (3, 100)])
def test_a_picture_below_so_many_dots_an_inch_looks_coarse(
    tmp_path: Path, inches: int, dots: int
) -> None:
    found = facts(made(tmp_path, inches * INCH))
    assert dict(found.facts)["resolution"] == f"{dots} dots an inch"
    assert any("coarse" in one for one in found.sentences) is (dots < COARSE)


def test_what_is_cropped_is_told_edge_by_edge(tmp_path: Path) -> None:
    crop = Crop(WHOLE // 20, 0, WHOLE - WHOLE // 10, WHOLE)
    found = facts(made(tmp_path, crop=crop))
    assert dict(found.facts)["crop"] == "left 5.0%, right 10.0%"
    assert any(one.startswith("It is cropped") for one in found.sentences)
    whole = facts(made(tmp_path))
    assert dict(whole.facts)["crop"] == "none" and "It is printed whole." in whole.sentences


def test_a_crop_keeps_what_must_be_kept_whole(tmp_path: Path) -> None:
    crop = Crop(0, 0, WHOLE // 2, WHOLE)
    kept = facts(made(tmp_path, crop=crop, keep=(0, 0, 400, 1000)))
    words = "It is cropped to the place it has; the part that must be kept is whole."
    assert words in kept.sentences
    assert words not in facts(made(tmp_path, crop=crop)).sentences
    assert words not in facts(made(tmp_path, keep=(0, 0, 400, 1000))).sentences


def test_a_cropped_picture_is_printed_as_finely_as_what_is_left_of_it(tmp_path: Path) -> None:
    half = Crop(0, 0, WHOLE // 2, WHOLE)
    assert dict(facts(made(tmp_path, 1 * INCH, half)).facts)["resolution"] == "150 dots an inch"


def test_a_file_that_is_gone_bad_is_told(tmp_path: Path) -> None:
    of = made(tmp_path)
    (tmp_path / "a.png").write_bytes(b"no picture")
    found = facts(of)
    assert "Its file cannot be read any more." in found.sentences
    assert dict(found.facts)["resolution"] == "" == dict(found.facts)["file size"]


def test_an_edition_of_one_story_has_no_article_to_name(tmp_path: Path) -> None:
    of = made(tmp_path)
    of.newspaper = None
    found = facts(of)
    assert dict(found.facts)["story"] == "ferry" and (found.file, found.line) == (None, None)
