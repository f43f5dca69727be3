"""What lists show beside texts: pictures of artwork, amounts in a currency, a count for the tab."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from PIL import Image
from support.desk.running_desk import ROOT, Running, desk_on
from support.newspapers.faulty import faulty, write
from support.processes.aside import aside

from layout.desk.preview.lists import artwork_pictures
from layout.desk.preview.lists.ad_list import currency_of, mark_of

pytestmark = pytest.mark.slow

PDF = "ads/B01-arrow-port.pdf"
BOOK = f"""\
id,advertiser,size,section,price,artwork
A1,Arrow Ferries,2x60mm,News,$475,{PDF}
A2,Castle Carpets,2x60mm,News,"$1,120",ads/carpets.png
A3,Huge Homes,2x60mm,News,90,ads/huge.png
A4,Plain Words,2x60mm,News,90,ads/words.txt
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = faulty(tmp_path_factory.mktemp("lists") / "courier")
    (place / "ads").mkdir()
    shutil.copy(ROOT / "seeds" / "weekly" / PDF, place / PDF)
    Image.new("RGB", (40, 30), "teal").save(place / "ads/carpets.png")
    (place / "ads/huge.png").write_bytes(b"\x89PNG" + b"0" * 5_000_000)
    write(place, "ads/words.txt", "no picture")
    write(place, "ads/secret.png", "not in the book")
    write(place, "ads.csv", BOOK)
    return place


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Running]:
    with desk_on(folder) as running:
        yield running


def artwork(desk: Running, name: str):
    return desk.ask("GET", f"/ads/artwork?name={quote(name)}")


def test_artwork_is_shown_drawn_or_as_it_is(desk: Running, folder: Path):
    drawn = artwork(desk, PDF)
    assert (drawn.status, drawn.headers["content-type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(drawn.body)).width > 50
    assert artwork(desk, "ads/carpets.png").body == (folder / "ads/carpets.png").read_bytes()


def test_artwork_that_is_another_has_another_address(tmp_path: Path):
    assert mark_of(tmp_path / "a.pdf") == ""
    write(tmp_path, "a.pdf", "one")
    before = mark_of(tmp_path / "a.pdf")
    write(tmp_path, "a.pdf", "another")
    assert mark_of(tmp_path / "a.pdf") != before


@pytest.mark.parametrize(
    "name",
    ["ads/huge.png", "ads/words.txt", "ads/secret.png", "../secret.png", "slots.toml", ""],
)
def test_what_is_no_artwork_of_the_book_or_cannot_be_shown_is_not_found(desk: Running, name: str):
    answer = artwork(desk, name)
    assert answer.status == 404
    assert answer.json["findings"][0]["hint"]


def test_the_count_is_that_of_the_findings(desk: Running):
    listed = [line for line in desk.ask("GET", "/api/findings").body.decode().splitlines() if line]
    errors = sum(line.count('"severity":"error"') for line in listed)
    warnings = sum(line.count('"severity":"warning"') for line in listed)
    assert errors
    assert desk.ask("GET", "/api/findings/count").json == {"errors": errors, "warnings": warnings}


def test_amounts_are_in_the_currency_of_the_prices(desk: Running):
    book = desk.ask("GET", "/api/ads").json
    assert book["currency"] == "$"
    assert currency_of(["1200", "90,50 €", "€ 12", "$1"]) == "€"
    assert currency_of(["12", "", "about 4"]) == ""


def asked_for(name, bookings, folder):
    """What the desk answers to a request for artwork, where the book has such ads."""

    async def call(kind):
        assert kind == "ads"
        return {"bookings": bookings}

    desk = SimpleNamespace(lists=SimpleNamespace(call=call), folder=folder)
    request = SimpleNamespace(query_params={"name": name})
    return aside(artwork_pictures.artwork(desk, request))


def test_only_artwork_that_the_book_names_is_shown(tmp_path):
    (tmp_path / "a.png").write_bytes(b"picture")
    named = [{"artwork": "a.png", "there": True}]
    shown = asked_for("a.png", named, tmp_path)
    assert (shown.body, shown.media_type) == (b"picture", "image/png")
    for name, bookings in (
        ("b.png", named),
        ("a.png", []),
        ("a.png", [{**named[0], "there": False}]),
    ):
        assert asked_for(name, bookings, tmp_path).status_code == 404
    odd = [{"artwork": "a.tiff", "there": True}]
    assert asked_for("a.tiff", odd, tmp_path).status_code == 404, "no browser shows it"
