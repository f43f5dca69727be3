"""[press] of newsgrid.toml: what it may say, and every mistake with its place and remedy."""

import pytest
from support.press.press_profile import press_profile

from layout.page.format import MM
from layout.press.standard.press_settings import Standard
from layout.publication.settings.newsgrid_toml import read_house

DATED = 'name = "The Gazette"\n[edition]\ndate = 2026-11-26\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "press.icc").write_bytes(press_profile())
    return tmp_path


def read(folder, text, before=DATED):
    return read_house(before + text, folder / "newsgrid.toml")


def told(folder, text, before=DATED):
    house, findings = read(folder, text, before)
    assert house is None
    return [str(one).removeprefix(str(folder) + "/") for one in findings]


def test_a_publication_without_it_has_no_printer(folder):
    house, findings = read(folder, "")
    assert house.press is None
    assert not findings


def test_what_it_says(folder):
    house, findings = read(
        folder,
        """
[press]
profile = "press.icc"
condition = "SNAP"
standard = "PDF/X-1a:2003"
ink = 260
screen = 85
bleed = "3mm"
marks = true
spots = ["PANTONE 300 C"]
files = "pages"
trucks = "whole"
name = "{code}{page:02}.pdf"
code = "GZ"
""",
    )
    assert not findings
    press = house.press
    assert press.profile == folder / "press.icc"
    assert press.condition.identifier == "CGATS TR 002"
    assert press.standard is Standard.X1A
    assert (press.ink, press.screen, press.dpi) == (260, 85, 170)
    assert abs(press.bleed - 3 * MM) <= 1
    assert press.marks
    assert press.trucks == "whole"
    assert (press.files, press.name, press.code) == ("pages", "{code}{page:02}.pdf", "GZ")


def test_what_counts_where_it_says_nothing(folder):
    house, _ = read(folder, '[press]\nprofile = "press.icc"')
    press = house.press
    assert (press.standard, press.ink, press.dpi) == (Standard.X4, 220, 200)
    assert (press.bleed, press.marks, press.files) == (0, False, "one")
    assert (press.name, press.code) == ("{code}-{date}.pdf", "TG")
    house, _ = read(folder, '[press]\nprofile = "press.icc"\nfiles = "pages"')
    assert house.press.name == "{code}-{date}-{section}{page:03}.pdf"
    house, _ = read(folder, '[press]\nprofile = "press.icc"\ncondition = "Our press"')
    assert (house.press.condition.identifier, house.press.ink) == ("Our press", 240)
    assert not house.press.condition.registry


@pytest.mark.parametrize(
    "text, place, message, remedy",
    [
        ("", "4:2", "needs profile", "IFRA26S_2004_newsprint.icc"),
        ('condition = "Ours"', "4:2", "needs profile", "the printer's file"),
        (
            'profile = "pres.icc"',
            "5:11",
            'not there (did you mean "press.icc"?)',
            "ask the printer",
        ),
        ('profile = "../press.icc"', "5:11", "lies outside", "into this folder"),
        ('profile = "newsgrid.txt"', "5:11", "is no ICC profile", "the printer has given"),
        ('profile = "press.icc"\nink = 500', "6:7", "up to 400", "write 400"),
        ('profile = "press.icc"\nbleed = "2 lines"', "6:9", "is no bleed", "3mm"),
        ('profile = "press.icc"\nname = "{page}.pdf"', "6:8", "is of a page", "pages"),
        ('profile = "press.icc"\nstandard = "PDF/X-3"', "6:12", "PDF/X-3", "PDF/X-4"),
        ('profile = "press.icc"\nprofil = 1', "6:1", "unknown key", "known here"),
        ('profile = "press.icc"\nfiles = "all"', "6:9", "all", "one"),
    ],
)
def test_mistakes(folder, text, place, message, remedy):
    (folder / "newsgrid.txt").write_text("no profile\n" * 30)
    (line,) = told(folder, f"[press]\n{text}")
    assert line.startswith(f"newsgrid.toml:{place}: ")
    assert message in line
    assert remedy in line


def test_a_name_by_the_date_needs_one(folder):
    (line,) = told(folder, '[press]\nprofile = "press.icc"', 'name = "G"\n')
    assert "the edition has none" in line
    house, _ = read(folder, '[press]\nprofile = "press.icc"\nname = "{code}.pdf"', 'name = "G"\n')
    assert house.press.name == "{code}.pdf"
