"""newsgrid print --press: a whole small newspaper as its printer takes it, read by others."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import groupby
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from support.newspapers.sample_newspaper import SETTINGS, newspaper
from support.press.press_files import colours_in, inks_of, most_ink
from support.press.press_profile import press_profile

from layout.desk.reports.edition.print_publication import print_newspaper
from layout.desk.reports.edition.target import Target
from layout.edition.make_edition import Order
from layout.preflight.profile import own_profile
from layout.preflight.run import preflight
from layout.press.colour.document import Wishes, in_inks
from layout.press.separation.printer import Printer
from layout.press.standard.declared import Facts
from layout.press.standard.press_settings import CONDITIONS, PressSettings, Standard
from layout.press.standard.pressed import Sheets
from layout.press.standard.pressed import pressed as pressed_file
from layout.publication.closed_pages import read_closed
from layout.publication.settings.print_grid import AS_PUBLISHED
from layout.work.terminal.console import QUIET, STDOUT
from slots.finding import BadInput

pytestmark = pytest.mark.slow
PRESS = '\n[press]\nprofile = "press.icc"\nink = 200\n'


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    """A newspaper of four pages, page 2 and 3 without colour, with dark artwork in light."""
    settings = SETTINGS.replace("pages = 4", "pages = 4\ncolour = [1, 4]", 1)
    folder = newspaper(tmp_path_factory.mktemp("press") / "paper", settings=settings + PRESS)
    (folder / "press.icc").write_bytes(press_profile())
    pixels = np.random.default_rng(3).integers(0, 90, (400, 600, 3)).astype(np.uint8)
    pixels[:200] = (20, 10, 40)
    Image.fromarray(pixels).save(folder / "art.png")
    plain = print_newspaper(order(folder), Target(folder.parent / "plain.pdf"), QUIET)
    assert plain.data["files"]
    return folder


def order(folder: Path) -> Order:
    return Order(folder, AS_PUBLISHED)


def pressed(folder: Path, output: Path | None = None, **more) -> list[Path]:
    report = print_newspaper(order(folder), Target(output, press=True, **more), QUIET)
    return [Path(name) for name in report.data["files"]]


@pytest.fixture(scope="module")
def file(paper) -> Path:
    (file,) = pressed(paper)
    return file


def test_one_file_by_its_name_in_the_folder_of_print_files(paper, file):
    assert file == paper / "press" / "TQN-2026-11-26.pdf"
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 4
        assert pdf.pdf_version == "1.6"
        assert "/StructTreeRoot" in pdf.Root
        assert "/Outlines" in pdf.Root


def test_it_is_the_same_again(paper, file):
    before = file.read_bytes()
    (again,) = pressed(paper)
    assert again.read_bytes() == before


def test_pressing_what_is_pressed_changes_nothing(file):
    with pikepdf.open(file) as pdf, pikepdf.open(file) as again:
        assert not in_inks(again, Printer(press_profile(), 200), Wishes(dpi=200)).refused
        for one, other in zip(pdf.pages, again.pages, strict=True):
            before, after = (pikepdf.parse_content_stream(page) for page in (one, other))
            assert pikepdf.unparse_content_stream(before) == pikepdf.unparse_content_stream(after)
            pictures = one.obj.Resources.get("/XObject", {})
            for name, it in pictures.items():
                if it.Subtype == "/Image":
                    same = other.obj.Resources.XObject[name]
                    assert same.read_raw_bytes() == it.read_raw_bytes()


def test_nothing_but_inks(file):
    found = set(colours_in(file.read_bytes()))
    allowed = {"k", "K", "picture /DeviceCMYK", "picture /DeviceGray", "group /DeviceCMYK"}
    assert found <= allowed, found - allowed


def test_pages_without_colour_have_black_alone(file):
    with pikepdf.open(file) as pdf:
        for number in (1, 2):
            for one in pikepdf.parse_content_stream(pdf.pages[number]):
                if str(one.operator) in ("k", "K"):
                    assert [float(ink) for ink in one.operands][:3] == [0, 0, 0]
            pictures = pdf.pages[number].obj.Resources.get("/XObject", {})
            for it in pictures.values():
                assert it.Subtype != "/Image" or str(it.ColorSpace) == "/DeviceGray"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_text_and_tags_are_as_they_were(paper, file):
    plain = paper.parent / "plain.pdf"
    for command in (["pdftotext"], ["pdftotext", "-raw"], ["pdfinfo", "-struct-text"]):
        read = [
            _in_order(
                subprocess.run(
                    [*command, str(one), *(["-"] if command[0] == "pdftotext" else [])],
                    capture_output=True,
                    check=True,
                ).stdout
            )
            for one in (plain, file)
        ]
        assert read[0] == read[1]
        assert len(read[0]) > 5_000


def _in_order(told: bytes) -> bytes:
    """What poppler tells, attributes of tags, whose order means nothing, by their names."""
    lines = told.splitlines()
    runs = groupby(lines, key=lambda line: line.lstrip().startswith(b"/"))
    return b"\n".join(line for named, run in runs for line in (sorted(run) if named else run))


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing(file):
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("mutool"), reason="mutool is not installed")
def test_mupdf_draws_it_without_a_word(file, tmp_path):
    command = ["mutool", "draw", "-q", "-r", "30", "-o", str(tmp_path / "%d.png"), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    own = "warning: ICC support is not available"  # of Debian's own build, whatever the file
    assert not [line for line in done.stderr.splitlines() if line != own]


def test_pdfium_draws_what_it_drew_before(paper, file):
    """The same page, but for colours: no place is white that was not, or the other way."""
    for number in range(4):
        before, after = (_drawn(one, number) for one in (paper.parent / "plain.pdf", file))
        differing = np.abs(before - after) > 90
        assert differing.mean() < 0.004


def _drawn(file: Path, number: int) -> np.ndarray:
    with pypdfium2.PdfDocument(file) as pdf:
        image = pdf[number].render(scale=0.7).to_pil().convert("L")
    return np.asarray(image).astype(int)


@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")
def test_ink_is_at_most_the_limit_in_any_square(file):
    data = file.read_bytes()
    inks = [inks_of(data, page) for page in (1, 2, 3, 4)]
    assert max(map(most_ink, inks)) <= 200
    assert max(map(most_ink, inks)) > 150, "so that the limit had something to do"
    for page in (1, 2):
        assert inks[page][:, :, :3].max() == 0
    body = inks[1][:, :, 3]
    assert body.max() > 99


@pytest.fixture(scope="module")
def sheet(paper) -> Path:
    """The same with pages 2 and 3 on one sheet."""
    settings = PressSettings(None, CONDITIONS["IFRA26S"], ink=200)
    facts = Facts("T", "en", None, Standard.X4, settings.condition, press_profile())
    plain = (paper.parent / "plain.pdf").read_bytes()
    sheets = Sheets((1, 2, 3, 4), frozenset(), frozenset({2}))
    done = pressed_file(plain, sheets, settings, Printer(press_profile(), 200), facts)
    file = paper.parent / "sheet.pdf"
    file.write_bytes(done.data)
    return file


def test_two_pages_on_one_sheet_stand_side_by_side(paper, sheet):
    plain = paper.parent / "plain.pdf"
    with pikepdf.open(sheet) as pdf:
        assert len(pdf.pages) == 3
        wide = [float(page.obj.TrimBox[2]) for page in pdf.pages]
        assert wide == pytest.approx([595.276, 2 * 595.276, 595.276], abs=0.01)
        labels = [repr(one) for one in pdf.Root.PageLabels.Nums]
        assert len(labels) == 6
        assert str(pdf.Root.PageLabels.Nums[3].P) == "2-3"
    both = np.concatenate([_drawn(plain, 1), _drawn(plain, 2)], axis=1)
    made = _drawn(sheet, 1)
    width = min(both.shape[1], made.shape[1])
    assert (np.abs(both[:, :width] - made[:, :width]) > 90).mean() < 0.02


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler's pdfinfo is not installed")
def test_tags_and_bookmarks_lead_to_the_sheet(paper, sheet):
    told = [
        subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True).stdout
        for file in (paper.parent / "plain.pdf", sheet)
    ]
    words = [re.findall(rb'"(.+)"', one) for one in told]
    assert words[0] == words[1]
    assert len(words[0]) > 50
    with pikepdf.open(sheet) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        with pdf.open_outline() as outline:
            reached = [
                one.destination
                for root in outline.root
                for one in (root, *root.children)
                if one.destination is not None
            ]
        assert reached
        assert all(one[0].objgen in pages for one in reached)


def test_a_file_for_each_page(paper, tmp_path):
    folder = tmp_path / "paper"
    shutil.copytree(paper, folder)
    toml = folder / "newsgrid.toml"
    toml.write_text(toml.read_text() + 'files = "pages"\nmarks = true\n')
    files = pressed(folder, tmp_path / "out")
    ends = ["A001.pdf", "A002.pdf", "B003.pdf", "B004.pdf"]
    assert [file.name[-8:] for file in files] == ends
    for file, number in zip(files, (1, 2, 3, 4), strict=True):
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == 1
            assert int(pdf.Root.PageLabels.Nums[1].St) == number
            assert "/StructTreeRoot" in pdf.Root
    (only,) = pressed(folder, tmp_path / "some", pages=(3,))
    assert only.name.endswith("B003.pdf")
    assert only.read_bytes() == files[2].read_bytes()
    with pytest.raises(BadInput, match="stdout takes one file"):
        pressed(folder, STDOUT)


def test_what_cannot_go_to_the_press_is_named_with_its_ad_and_nothing_is_written(paper, tmp_path):
    folder = tmp_path / "paper"
    shutil.copytree(paper, folder, ignore=shutil.ignore_patterns("press"))
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(600, 400))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F9=font))
    page.Contents = pdf.make_stream(b"BT /F9 40 Tf 50 50 Td (Quay Bank) Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    (folder / "quay.pdf").write_bytes(out.getvalue())
    book = folder / "ads.csv"
    book.write_text(book.read_text().replace("300,,art.png", "300,,quay.pdf"))
    with pytest.raises(BadInput) as error:
        pressed(folder)
    (finding,) = error.value.findings
    assert finding.code == "not-for-press"
    assert finding.where.file == str(folder / "quay.pdf")
    assert "ad A1 cannot go to the press: its font Helvetica is not embedded" in finding.message
    assert not (folder / "press").exists()


@pytest.fixture
def x1a(paper, tmp_path) -> Path:
    """The same paper as PDF/X-1a, a file for each page; what ad A1 paints is seen through."""
    folder = tmp_path / "paper"
    shutil.copytree(paper, folder, ignore=shutil.ignore_patterns("press"))
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(600, 400))
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G0=pikepdf.Dictionary(ca=0.5)))
    page.Contents = pdf.make_stream(b"/G0 gs 1 0 0 rg 50 50 300 200 re f")
    pdf.save(folder / "quay.pdf")
    book = folder / "ads.csv"
    book.write_text(book.read_text().replace("300,,art.png", "300,,quay.pdf"))
    toml = folder / "newsgrid.toml"
    toml.write_text(toml.read_text() + 'standard = "PDF/X-1a:2003"\nfiles = "pages"\n')
    return folder


def test_pages_without_transparency_are_pdf_x1a_and_the_others_are_told(x1a):
    report = print_newspaper(order(x1a), Target(press=True, close=True), QUIET)
    files = [Path(name) for name in report.data["files"] if "/press/" in name]
    told = [one for one in report.findings if one.code == "not-for-press"]
    (finding,) = told
    assert "page 2, ad A1 cannot go to the press: areas are 0.5 opaque" in finding.message
    assert finding.where.file == str(x1a / "quay.pdf")
    assert [file.name[-8:] for file in files] == ["A001.pdf", "B003.pdf", "B004.pdf"]
    profile = own_profile("pdf-x-1a")
    for file in files:
        assert not preflight(file.read_bytes(), profile).broken
    closed = read_closed(x1a)
    open_ = {page for one in report.findings if one.code == "not-closed" for page in _pages_in(one)}
    assert 2 in open_
    assert closed.numbers == {1, 2, 3, 4} - open_ and closed.numbers


def _pages_in(finding) -> list[int]:
    """The page that a finding is about."""
    found = re.match(r"page (\d+)", finding.message)
    return [int(found[1])] if found else []


def test_one_file_as_pdf_x1a_is_refused_with_what_stands_in_the_way(x1a):
    toml = x1a / "newsgrid.toml"
    toml.write_text(toml.read_text().replace('files = "pages"', 'files = "one"'))
    with pytest.raises(BadInput, match="page 2, ad A1 cannot go to the press"):
        print_newspaper(order(x1a), Target(press=True, close=True), QUIET)
    assert not (x1a / "press").exists() and not read_closed(x1a).pages


def test_without_press_in_the_settings_nobody_knows_what_the_printer_wants(tmp_path):
    folder = newspaper(tmp_path / "paper")
    with pytest.raises(BadInput, match="nothing says what the printer wants"):
        pressed(folder)


def test_what_closed_at_one_press_goes_to_no_other(tmp_path, paper):
    folder = tmp_path / "paper"
    shutil.copytree(paper, folder, ignore=shutil.ignore_patterns("closed", "press"))
    pressed(folder, tmp_path / "first.pdf", close=True)
    digests = {page.press for page in read_closed(folder).pages}
    assert len(digests) == 1 and "" not in digests
    (again,) = pressed(folder, tmp_path / "again.pdf")
    settings = folder / "newsgrid.toml"
    settings.write_text(settings.read_text().replace("ink = 200", "ink = 190"))
    with pytest.raises(BadInput) as raised:
        pressed(folder, tmp_path / "other.pdf")
    assert [one.code for one in raised.value.findings] == ["closed-page"] * 4
    assert "page 1 went to the press by other settings" in raised.value.findings[0].message
    named = settings.read_text().replace("ink = 190", 'ink = 200\nname = "other-{date}.pdf"')
    settings.write_text(named)
    (renamed,) = pressed(folder, tmp_path / "renamed.pdf")
    assert renamed.read_bytes() == again.read_bytes()  # how a file is called is no matter
