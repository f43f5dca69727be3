"""A late ad booked with its artwork, where artwork of the book is; or nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import BOOK, newspaper

from layout.desk.preview.access import writable_files
from layout.desk.preview.access.writable_files import Conflict, Text
from layout.desk.preview.lists.late_ads import (
    BackAd,
    late_artwork,
    late_booked,
    late_checked,
    late_form,
    late_taken_back,
    late_tried,
)
from slots.finding import BadInput

CELLS = {"id": "A9", "advertiser": "Late Lamps", "size": "1x40mm"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return newspaper(tmp_path / "paper")


def test_artwork_goes_where_most_of_the_book_is(folder: Path) -> None:
    (folder / "ads.csv").write_text(BOOK.replace(",art.png", ",art/of/ads/art.png"))
    art = (folder / "art.png").read_bytes()
    done = late_booked(folder, CELLS, "Lamp.png", art, ".png")
    assert done["artwork"] == "art/of/ads/lamp.png"
    assert (folder / done["artwork"]).read_bytes() == art


def test_artwork_goes_again_where_the_book_changed_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beaten(*_: object) -> None:
        raise Conflict(Text("ads.csv", BOOK, "another"))

    art = (folder / "art.png").read_bytes()
    monkeypatch.setattr(writable_files, "write", beaten)
    with pytest.raises(Conflict):
        late_booked(folder, CELLS, "lamp.png", art, ".png")
    assert not (folder / "ads/lamp.png").exists()


def test_booked_and_taken_back_all_is_as_it_was(folder: Path) -> None:
    art = (folder / "art.png").read_bytes()
    done = late_booked(folder, CELLS, "lamp.png", art, ".png")
    back = BackAd(done["file"], done["before"], done["revision"], done["artwork"], done["digest"])
    assert late_taken_back(folder, back)["kept"] is False
    assert (folder / "ads.csv").read_text() == BOOK
    assert late_form(folder)["sizes"][0]["booked"] == 3


def test_trying_and_checking_write_nothing(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    art = (folder / "art.png").read_bytes()
    assert late_tried(folder, CELLS, "lamp.png")["wrong"] == {}
    assert late_checked(folder, CELLS, "lamp.png", art) == ".png"
    assert late_checked(folder, CELLS, "", b"") == ""
    with pytest.raises(BadInput, match="the file is empty"):
        late_artwork(folder, "lamp.png", CELLS, b"")
    with pytest.raises(BadInput, match="already the ad"):
        late_checked(folder, {**CELLS, "id": "A1"}, "", b"")
    assert sorted(folder.rglob("*")) == before
    assert (folder / "ads.csv").read_text() == BOOK
