"""Printed addresses and codes."""

import re

import pytest

from layout.press.boxes.printed_address import (
    CODE_LENGTH,
    LETTERS,
    QUIET_ZONE,
    address_base,
    qr_squares,
    short_address,
    sign_up_address,
)
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.run import plain

PAPER = Publication(name="Cuenca High Life", site="https://www.cuencahighlife.com")


def test_a_short_address_is_the_same_for_the_same_target_alone():
    one = short_address(PAPER, "https://cuencahighlife.com/2022/cne")
    assert one == short_address(PAPER, "https://cuencahighlife.com/2022/cne")
    assert one != short_address(PAPER, "https://cuencahighlife.com/2022/cn")
    base, _, code = one.rpartition("/")
    assert base == "cuencahighlife.com"
    assert len(code) == CODE_LENGTH and set(code) <= set(LETTERS)


def test_no_letter_can_be_taken_for_another():
    assert not set(LETTERS) & set("01ilo")


@pytest.mark.parametrize(
    ("publication", "base"),
    [
        (PAPER, "cuencahighlife.com"),
        (Publication(short_address="chl.example/r/"), "chl.example/r"),
        (Publication(short_address="https://chl.example"), "chl.example"),
        (Publication(name="El Día"), "el-d-a.example"),
        (Publication(name="日報"), "newspaper.example"),
    ],
)
def test_the_base_is_the_publications_or_leads_nowhere(publication, base):
    assert address_base(publication) == base


@pytest.mark.parametrize(
    ("action", "publication", "expected"),
    [
        ("https://list.example/join", PAPER, "https://list.example/join"),
        ("/join", PAPER, "https://www.cuencahighlife.com/join"),
        (None, Publication(newsletter_action="https://a.example/s"), "https://a.example/s"),
    ],
)
def test_a_sign_up_leads_to_its_form(action, publication, expected):
    module = Module("newsletter", "n", plain("Subscribe"), action=action)
    assert sign_up_address(module, publication) == expected


def test_a_sign_up_without_a_form_leads_to_a_short_address():
    module = Module("newsletter", "n", plain("Subscribe"))
    assert re.fullmatch(r"https://cuencahighlife\.com/\w{5}", sign_up_address(module, PAPER))


def test_a_code_has_its_quiet_zone_and_is_what_segno_makes():
    import segno

    side, path = qr_squares("https://cuencahighlife.com/abcde")
    matrix = segno.make("https://cuencahighlife.com/abcde", error="m", micro=False).matrix
    assert side == len(matrix) + 2 * QUIET_ZONE
    drawn = set()
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        drawn |= {(int(x) + i, int(y)) for i in range(int(width))}
    dark = {
        (x + QUIET_ZONE, y + QUIET_ZONE)
        for y, row in enumerate(matrix)
        for x, bit in enumerate(row)
        if bit
    }
    assert drawn == dark
