"""Artwork held against the profile of [preflight]: told on arrival, remembered, off by default."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.preflight.files import made

from layout.desk.command import main
from layout.desk.preview.lists.ad_list import bookings_data
from layout.publication.ads import preflighted
from layout.publication.ads.book_mistakes import booked, preflight_digest
from layout.publication.settings.newsgrid_toml import load_house
from layout.work.memory.memory import Memory

PAPER = 'name = "The Gazette"\n[print]\npages = 4\n'
ASKED = '[preflight]\nprofile = "gwg-2022-newspaper"\n'
BOOK = """\
id,advertiser,size,artwork
A1,Inn,2x85mm,inn.pdf
A2,Mill,2x85mm,mill.pdf
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "newsgrid.toml").write_text(PAPER + ASKED)
    (tmp_path / "ads.csv").write_text(BOOK)
    (tmp_path / "inn.pdf").write_bytes(made())
    (tmp_path / "mill.pdf").write_bytes(made(b"1 0 0 rg 20 20 60 60 re f"))
    return tmp_path


def found(paper: Path) -> list[tuple[str, str]]:
    """The findings of rules, with the ad they are of."""
    told = booked(paper / "ads.csv")[1]
    return [(one.message.split()[0], one.code) for one in told if one.code.startswith("R0")]


def test_what_artwork_breaks_is_told_with_ad_page_place_and_rule(paper):
    assert found(paper) == [("A2", "R0001"), ("A2", "R0027")]
    told = booked(paper / "ads.csv")[1]
    (rgb,) = (one for one in told if one.code == "R0027")
    assert str(rgb) == (
        f'{paper / "ads.csv"}:3:1: A2 (Mill): artwork "mill.pdf": page 1, 7.1 mm from the left, '
        "42.3 mm from the top: R0027: an area or line in DeviceRGB (hint: convert it to CMYK)"
    )


def test_nothing_is_told_where_nobody_asked(paper, monkeypatch):
    (paper / "newsgrid.toml").write_text(PAPER)
    monkeypatch.setattr(preflighted, "preflight", None)
    assert found(paper) == []
    assert preflight_digest(load_house(paper / "newsgrid.toml")) == ""


def test_a_profile_of_the_paper(paper):
    (paper / "ours.toml").write_text(
        'base = "gwg-2022-newspaper"\n[rules.R0001]\nseverity = "off"\n'
    )
    (paper / "newsgrid.toml").write_text(PAPER + '[preflight]\nprofile = "ours.toml"\n')
    assert found(paper) == [("A2", "R0027")]
    before = preflight_digest(load_house(paper / "newsgrid.toml"))
    (paper / "ours.toml").write_text(
        'base = "gwg-2022-newspaper"\n[rules.R0027]\nseverity = "off"\n'
    )
    assert found(paper) == [("A2", "R0001")]
    assert preflight_digest(load_house(paper / "newsgrid.toml")) != before
    (paper / "ours.toml").write_text("[rules.R27]\n")
    assert "unknown-rule" in [one.code for one in booked(paper / "ads.csv")[1]]


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ("gwg-2022", "unknown-profile"),
        ("nowhere.toml", "missing-file"),
        ("../ours.toml", "outside"),
    ],
)
def test_a_profile_that_is_not_there(paper, capsys, profile, code):
    (paper / "newsgrid.toml").write_text(PAPER + f'[preflight]\nprofile = "{profile}"\n')
    assert main(["check", str(paper / "newsgrid.toml"), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["line"]) == (code, 5)


def test_what_was_found_is_remembered_between_runs(paper, monkeypatch):
    first = found(paper)

    def never(*_):
        raise AssertionError("it was worked out again")

    monkeypatch.setattr(preflighted, "preflight", never)
    assert found(paper) == first
    with Memory(paper).making():
        assert found(paper) == first
    (paper / "inn.pdf").write_bytes(made(b"0 0 1 rg 20 20 60 60 re f"))
    with pytest.raises(AssertionError, match="again"):
        found(paper)


@pytest.mark.slow
def test_check_stack_print_and_the_desk_tell_it(paper, capsys):
    (paper / "stories").mkdir()
    (paper / "stories" / "a.md").write_text("# A ferry\n\n" + "It ran aground at noon. " * 90)
    for arguments in (
        ["check", str(paper), "--no-stories"],
        ["stack", str(paper)],
        ["print", str(paper), "-o", str(paper / "out.pdf")],
    ):
        assert main([*arguments, "--json"]) == 1
        told = json.loads(capsys.readouterr().out)["findings"]
        assert [one["code"] for one in told if one["code"].startswith("R0")] == ["R0001", "R0027"]
    rows = bookings_data(paper, {})["bookings"]
    told = [[one for one in row["problems"] if one["code"].startswith("R0")] for row in rows]
    assert list(map(len, told)) == [0, 2]
