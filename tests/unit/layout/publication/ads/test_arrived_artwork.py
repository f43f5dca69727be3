"""Artwork as it arrives: what it is, and what of it does not suit the ad."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from support.newspapers.sample_newspaper import SETTINGS, newspaper
from support.preflight.files import made

from layout.publication.ads.arrived_artwork import Arrived, arrived
from layout.publication.settings.newsgrid_toml import House, load_house
from slots.finding import BadInput, Severity

RED, GREY = b"1 0 0 rg 20 20 60 60 re f", b"0.5 g 20 20 60 60 re f"
ASKED = '[preflight]\nprofile = "gwg-2022-newspaper"\n'
PARTLY = SETTINGS.replace("pages = 4\n", "pages = 4\ncolour = [1]\n", 1)


def house_of(folder: Path, settings: str) -> House:
    return load_house(newspaper(folder / "paper", settings=settings) / "newsgrid.toml")


def png(mode: str, colour: int | str) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (300, 200), colour).save(file, "PNG")
    return file.getvalue()


def codes(found: Arrived) -> set[str]:
    return {one.code for one in found.findings}


@pytest.mark.parametrize(
    ("data", "coloured"),
    [
        (png("L", 90), False),
        (png("RGB", "red"), True),
        (made(GREY), False),
        (made(RED), True),
    ],
)
def test_colours_are_told_where_they_may_come_to_be_black(
    tmp_path: Path, data: bytes, coloured: bool
) -> None:
    house = house_of(tmp_path, PARTLY)
    found = arrived(house, "art", data, None, False)
    assert found.coloured == coloured == ("artwork-colour" in codes(found))
    assert "artwork-colour" not in codes(arrived(house, "art", data, None, True))


def test_a_profile_that_is_not_asked_for_gives_notes_alone(tmp_path: Path) -> None:
    found = arrived(house_of(tmp_path / "a", SETTINGS), "art.pdf", made(RED), None, True)
    held = arrived(house_of(tmp_path / "b", SETTINGS + ASKED), "art.pdf", made(RED), None, True)
    assert codes(found) == codes(held) and found.findings
    assert {one.severity for one in found.findings} == {Severity.INFO}
    assert {one.severity for one in held.findings} != {Severity.INFO}
    assert found.facts[-1].endswith("not asked for") and held.facts[-1].startswith("held against")


def test_a_picture_has_no_size_on_paper(tmp_path: Path) -> None:
    found = arrived(house_of(tmp_path, SETTINGS), "art.png", png("L", 90), None, True)
    assert (found.kind, found.size) == ("PNG", "")
    assert found.facts == ("PNG", "300 x 200 px", "in black")


@pytest.mark.parametrize("data", [b"", b"words", b"%PDF-1.7\nnothing\n"])
def test_what_cannot_be_printed_is_told_by_name(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInput, match="lamp"):
        arrived(house_of(tmp_path, SETTINGS), "lamp", data, None, True)
