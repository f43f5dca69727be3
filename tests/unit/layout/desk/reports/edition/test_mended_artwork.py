"""Artwork that is mended on its way to the press: what the settings list, and told ad by ad; an ad
that needs anything else keeps its page out."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from support.newspapers.sample_newspaper import HEAD, SETTINGS, newspaper
from support.press.press_files import colours_in
from support.press.press_profile import press_profile

from layout.desk.reports.edition.print_publication import print_newspaper
from layout.desk.reports.edition.target import Target
from layout.edition.make_edition import Order
from layout.preflight.profile import own_profile
from layout.preflight.run import preflight
from layout.publication.ads.book_mistakes import booked
from layout.publication.settings.print_grid import AS_PUBLISHED
from layout.work.terminal.console import QUIET
from slots.finding import Finding, Severity

pytestmark = pytest.mark.slow
BOOK = (
    f"{HEAD}"
    "A1,Quay Bank,bank,2x60mm,News,1,,,,300,,light.pdf\n"
    "A2,Tide Motors,cars,2x60mm,News,2,,,,200,,spot.pdf\n"
    "A3,Pier Foods,food,2x60mm,Sport,3,,,,400,,sheet.pdf\n"
    "A4,Loft Tea,tea,2x60mm,Sport,4,,,,80,,white.pdf\n"
    "A5,Net Loft,nets,2x60mm,Sport,4,,,,80,,small.pdf\n"
)
TINT = b"0.5 0 0 0 k 0 0 300 200 re f "
N = pikepdf.Name


def artwork(file: Path, content: bytes, trim: bool = True, **resources: pikepdf.Dictionary) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(content)
    page.Resources = pikepdf.Dictionary({f"/{name}": it for name, it in resources.items()})
    if trim:
        page.TrimBox = [0, 0, 300, 200]
    pdf.save(file)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper with a planted ad of each kind, one a page."""
    folder = newspaper(tmp_path_factory.mktemp("mend") / "paper", book=BOOK)
    (folder / "press.icc").write_bytes(press_profile())
    artwork(folder / "light.pdf", b"1 0 0 rg 20 20 200 100 re f")
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 1, 1, 0], N=1)
    spot = pikepdf.Array([N.Separation, N("/PANTONE 485 C"), N.DeviceCMYK, tint])
    spaces = pikepdf.Dictionary(Cs=spot)
    artwork(folder / "spot.pdf", b"/Cs cs 1 scn 20 20 200 100 re f", ColorSpace=spaces)
    artwork(folder / "sheet.pdf", TINT, trim=False)
    over = pikepdf.Dictionary(G0=pikepdf.Dictionary(op=True, OP=True, OPM=1))
    artwork(folder / "white.pdf", TINT + b"/G0 gs 0 0 0 0 k 50 50 90 90 re f", ExtGState=over)
    font = pikepdf.Dictionary(
        Type=N.Font,
        Subtype=N.Type3,
        FontBBox=[0, 0, 1, 1],
        FontMatrix=[1, 0, 0, 1, 0, 0],
        FirstChar=97,
        LastChar=97,
        Widths=[1],
        Encoding=pikepdf.Dictionary(Type=N.Encoding, Differences=[97, N.a]),
        CharProcs=pikepdf.Dictionary(),
    )
    red = b"0 0.9 0.8 0.1 k BT /F0 8 Tf 20 20 Td (aaa) Tj ET"
    artwork(folder / "small.pdf", red, Font=pikepdf.Dictionary(F0=font))
    return folder


def printed(folder: Path, mend: str, more: str = "") -> tuple[list[Path], tuple[Finding, ...]]:
    press = f'[press]\nprofile = "press.icc"\nfiles = "pages"\n{mend}'
    (folder / "newsgrid.toml").write_text(f"{SETTINGS}\n{press}\n{more}")
    report = print_newspaper(Order(folder, AS_PUBLISHED), Target(press=True), QUIET)
    return [Path(name) for name in report.data["files"]], report.findings


def of(findings: tuple[Finding, ...], code: str) -> dict[str, Finding]:
    """Findings by the ad that they are of."""
    told = (one for one in findings if one.code == code)
    return {one.message.split("ad ")[1][:2]: one for one in told}


def test_what_is_listed_is_mended_and_told_with_its_ad_and_file(paper: Path) -> None:
    files, findings = printed(
        paper, 'mend = ["rgb", "spots", "boxes", "white-overprint", "small-type"]'
    )
    told = of(findings, "mended")
    assert {name: Path(one.where.file or "").name for name, one in told.items()} == {
        "A1": "light.pdf",
        "A2": "spot.pdf",
        "A3": "sheet.pdf",
        "A4": "white.pdf",
        "A5": "small.pdf",
    }
    assert all(one.severity is Severity.INFO and one.hint for one in told.values())
    for name, words in (
        ("A1", "RGB"),
        ("A2", "spot"),
        ("A3", "TrimBox"),
        ("A4", "overprint"),
        ("A5", "10 pt"),
    ):
        assert words in told[name].message
    assert [file.name[-7:] for file in files] == ["001.pdf", "002.pdf", "003.pdf", "004.pdf"]
    whites = own_profile("gwg-2022-newspaper-pages")
    for file in files:
        data = file.read_bytes()
        allowed = {"k", "K", "picture /DeviceCMYK", "picture /DeviceGray", "group /DeviceCMYK"}
        assert set(colours_in(data)) <= allowed
        broken = {one.rule for one in preflight(data, whites).broken}
        assert not broken & {"R0007", "R0008", "R0017", "R0020", "R0027"}


def test_an_ad_that_needs_what_is_not_listed_keeps_its_page_out(paper: Path) -> None:
    files, findings = printed(paper, "mend = []")
    refused = of(findings, "not-for-press")
    assert refused.keys() == {"A1", "A2", "A3"}
    for name, kind in (("A1", "rgb"), ("A2", "spots"), ("A3", "boxes")):
        assert f'[press] mend has not "{kind}"' in refused[name].message
        assert f'add "{kind}" to mend under [press]' in (refused[name].hint or "")
    assert [file.name[-7:] for file in files] == ["004.pdf"]
    assert not of(findings, "mended")
    rules = own_profile("gwg-2022-newspaper-pages")
    broken = {one.rule for one in preflight(files[0].read_bytes(), rules).broken}
    assert {"R0008", "R0017"} <= broken, "white and small type are as the artwork has them"


def test_colours_and_boxes_are_mended_where_nobody_says_otherwise(paper: Path) -> None:
    files, findings = printed(paper, "")
    assert of(findings, "mended").keys() == {"A1", "A2", "A3"}
    assert len(files) == 4


def test_preflight_tells_what_will_be_mended_as_a_note_and_refuses_the_rest(paper: Path) -> None:
    asked = '[preflight]\nprofile = "gwg-2022-newspaper"\n'
    found = {}
    for mend in ('mend = ["rgb", "white-overprint"]', "mend = []"):
        press = f'[press]\nprofile = "press.icc"\n{mend}'
        (paper / "newsgrid.toml").write_text(f"{SETTINGS}\n{press}\n{asked}")
        told = booked(paper / "ads.csv")[1]
        found[mend] = {one.code: one for one in told if one.code in ("R0008", "R0020", "R0027")}
    listed, bare = found.values()
    assert listed["R0027"].severity is Severity.INFO and listed["R0008"].severity is Severity.INFO
    assert listed["R0027"].message.endswith('--press mends it (mend has "rgb")')
    assert listed["R0020"].severity is Severity.ERROR
    assert bare["R0027"].severity is Severity.ERROR and bare["R0008"].severity is Severity.WARNING
