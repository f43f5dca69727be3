"""Artwork held against the profile of [preflight]: told on arrival, remembered, off by default."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from support.preflight.files import made

from layout.desk.command import main
from layout.desk.preview.lists.tasks import ListBench
from layout.desk.preview.print.tasks import PrintBench
from layout.edition.last_plan import Record, record_text
from layout.publication.ads import preflighted
from layout.publication.ads.book_mistakes import booked, preflight_digest
from layout.publication.settings.newsgrid_toml import load_house
from layout.work.memory.memory import Memory
from slots.stacking.task.ad_plan import AdPlace

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


LOCKED = "id,advertiser,size,lock,artwork\nA1,Inn,2x85mm,2,inn.pdf\nA2,Mill,2x85mm,3,mill.pdf\n"


@pytest.fixture
def printed(paper):
    """A paper with a story, and ads that stand on pages 2 and 3."""
    (paper / "ads.csv").write_text(LOCKED)
    (paper / "stories").mkdir()
    (paper / "stories" / "a.md").write_text("# A ferry\n\n" + "It ran aground at noon. " * 90)
    return paper


def spots(findings: Sequence[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """The rules that ads break, each with where."""
    return [(one["code"], one["spot"]) for one in findings if "spot" in one]


def told_by(capsys, *arguments: str) -> list[dict[str, Any]]:
    assert main([*arguments, "--json"]) == 1
    findings: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return findings


@pytest.mark.slow
def test_check_stack_print_and_the_desk_tell_where_it_is_printed(printed, capsys):
    before = spots(told_by(capsys, "check", str(printed), "--no-stories"))
    on_artwork = {"page": 1, "x_mm": 7.1, "y_mm": 42.3}
    whole, area = before
    assert whole == ("R0001", {"ad": "A2", "artwork": on_artwork, "printed": None}), before
    assert area == ("R0027", {"ad": "A2", "artwork": on_artwork, "printed": None})

    stacked = spots(told_by(capsys, "stack", str(printed)))
    out = printed / "out.pdf"
    findings = told_by(capsys, "print", str(printed), "-o", str(out))
    assert spots(findings) == stacked
    (rule, spot) = stacked[1]
    assert (rule, spot["artwork"], spot["printed"]["page"]) == ("R0027", on_artwork, 3)
    left, top = red_on(out, 3)
    assert spot["printed"]["x_mm"] == pytest.approx(left, abs=0.3)
    assert spot["printed"]["y_mm"] == pytest.approx(top, abs=0.3)
    (words,) = (one["message"] for one in findings if one["code"] == "R0027")
    at = f"on page 3, {spot['printed']['x_mm']:g} mm from the left, {spot['printed']['y_mm']:g} mm"
    assert words.startswith(f'A2 (Mill) {at} from the top: artwork "mill.pdf": page 1, 7.1 mm from')

    assert spots(told_by(capsys, "check", str(printed), "--no-stories")) == stacked
    assert main(["stack", str(printed)]) == 1 and at in capsys.readouterr().err

    bench = ListBench(str(printed), alone=False)
    files, _ = bench.files()
    (found,) = (f for name, f in zip(files, bench.checked(files), strict=True) if name == "ads.csv")
    assert spots(found) == stacked
    rows = {row["id"]: row for row in bench.ads()["bookings"]}
    assert spots(rows["A2"]["problems"]) == stacked and spots(rows["A1"]["problems"]) == []
    view = PrintBench(str(printed), alone=False)
    assert spots(view.edition("")["findings"]) == stacked
    facts = view.facts("", "ad", "A2")
    assert facts is not None and spots(facts["findings"]) == stacked
    assert facts["findings"][0]["file"] == "ads.csv"
    other = view.facts("", "ad", "A1")
    assert other is not None and other["findings"] == []


def test_the_list_of_findings_follows_the_last_print(printed):
    bench = ListBench(str(printed), alone=False)
    (printed / "edition.plan.json").write_text(record_text(Record((AdPlace("A2", 3, 0, 9, 2, 9),))))
    files, _ = bench.files()
    at = files.index("ads.csv")
    pages = [spot["printed"]["page"] for _, spot in spots(bench.checked(files)[at])]
    (printed / "edition.plan.json").write_text(record_text(Record((AdPlace("A2", 4, 0, 9, 2, 9),))))
    bench.files()
    later = [spot["printed"]["page"] for _, spot in spots(bench.checked(files)[at])]
    assert (pages, later) == ([3, 3], [4, 4])


def red_on(pdf: Path, page: int) -> tuple[float, float]:
    """How far the red on a page is from its left and its top in mm, as a renderer shows it."""
    file = pypdfium2.PdfDocument(pdf)
    bitmap = file[page - 1].render(scale=4, rev_byteorder=True).to_numpy()
    file.close()
    red = (bitmap[:, :, 0] > 150) & (bitmap[:, :, 1] < 90) & (bitmap[:, :, 2] < 90)
    rows, columns = np.nonzero(red)
    return float(np.min(columns)) / 4 * 25.4 / 72, float(np.min(rows)) / 4 * 25.4 / 72
