"""An edition as print files: one, or one for each sheet, by their names; what keeps pages out is
told with the ad or picture that it lies in. What is painted is a small PDF made here."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from support.press.press_profile import press_profile

from layout.edition.press import print_files as module
from layout.edition.press.print_files import name_of_one, print_files
from layout.edition.workshop import Workshop
from layout.press.standard.file_names import EACH
from layout.press.standard.press_settings import CONDITIONS, EACH_PAGE, WHOLE, PressSettings
from layout.publication.closed_pages import NONE_CLOSED
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET
from slots.finding import BadInput, Severity

SECTIONS = ("News", "News", "News", "Sport")
ONE = "{code}-{date}-{number}.pdf"


def painted(*numbers: int, bad: int = 0) -> bytes:
    """Pages of a red area each; on the `bad` one there is text in a font that is not embedded."""
    pdf = pikepdf.new()
    for number in numbers:
        pdf.add_blank_page(page_size=(200, 200))
        page = pdf.pages[-1].obj
        page.Contents = pdf.make_stream(b"1 0 0 rg 20 20 100 100 re f")
        if number == bad:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(b"BT /F 20 Tf 20 50 Td (Quay) Tj ET")
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture
def settings(tmp_path: Path) -> PressSettings:
    file = tmp_path / "press.icc"
    file.write_bytes(press_profile())
    return PressSettings(file, CONDITIONS["IFRA26S"], ink=220, name=ONE, code="TG")


@pytest.fixture
def shop() -> Workshop:
    return Workshop(Memory(), QUIET)


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Pages are painted here; those that are put into this list cannot go to the press."""
    wrong: list[int] = []

    def several(made: object, shop: object, _: object, pages: tuple[int, ...]) -> bytes:
        return painted(*(pages or (1, 2, 3, 4)), bad=sum(wrong))

    monkeypatch.setattr(module, "edition_pdf", several)
    monkeypatch.setattr(module, "page_pdf", lambda made, page: painted(page, bad=sum(wrong)))
    return wrong


def made(folder: Path, truck: bool = False) -> SimpleNamespace:
    """What print files are made of: four pages, of which 1 and 4 are in colour."""
    pages = [SimpleNamespace(number=n, section=name) for n, name in enumerate(SECTIONS, 1)]
    day = datetime.date(2026, 11, 26)
    publication = SimpleNamespace(date=day, number="412", print_plan=SimpleNamespace(colour=(1, 4)))
    ads = [SimpleNamespace(id="A1", double_truck=truck)]
    places = [SimpleNamespace(id="A1", page=page) for page in (2, 3)] if truck else []
    stacked = SimpleNamespace(
        house=SimpleNamespace(folder=folder, publication=publication),
        pages=pages,
        bookings=ads,
        plan=SimpleNamespace(places=places),
    )
    drawn = [SimpleNamespace(number=n, images=(), boxes=()) for n in (1, 2, 3, 4)]
    document = SimpleNamespace(title="The Gazette", language="en", date=day, pages=drawn)
    return SimpleNamespace(stacked=stacked, document=document, closed=NONE_CLOSED)


def inks(data: bytes, page: int) -> list[float]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pikepdf.parse_content_stream(pdf.pages[page]):
            if str(one.operator) == "k":
                return [float(ink) for ink in one.operands]
    return []


def widths(data: bytes) -> list[float]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [float(page.obj.TrimBox[2]) for page in pdf.pages]


def each(settings: PressSettings, **more: object) -> PressSettings:
    return replace(settings, files=EACH_PAGE, name=EACH, **more)


def test_an_edition_is_one_file_in_inks_by_its_name(
    tmp_path: Path, settings: PressSettings, shop: Workshop, bad: list[int]
) -> None:
    paper = made(tmp_path)
    found = print_files(paper, shop, settings)
    assert list(found.files) == ["TG-2026-11-26-412.pdf"] and found.findings == ()
    assert name_of_one(settings, paper.stacked.house.publication) in found.files
    (data,) = found.files.values()
    assert len(widths(data)) == 4
    assert max(inks(data, 0)[:3]) > 0.3 and max(inks(data, 3)[:3]) > 0.3
    assert inks(data, 1)[:3] == [0, 0, 0] and inks(data, 1)[3] > 0


def test_some_pages_each_once_in_a_file_of_their_own(
    tmp_path: Path, settings: PressSettings, shop: Workshop, bad: list[int]
) -> None:
    found = print_files(made(tmp_path), shop, each(settings), (4, 1, 4))
    assert list(found.files) == ["TG-2026-11-26-B004.pdf", "TG-2026-11-26-A001.pdf"]
    assert [len(widths(data)) for data in found.files.values()] == [1, 1]


@pytest.mark.parametrize(
    ("trucks", "pages"), [(WHOLE, ["A001", "A002", "B004"]), ("split", ["A001", "A002", "A003"])]
)
def test_a_double_truck_is_one_sheet_where_it_is_printed_whole(
    tmp_path: Path,
    settings: PressSettings,
    shop: Workshop,
    bad: list[int],
    trucks: str,
    pages: list[str],
) -> None:
    found = print_files(made(tmp_path, truck=True), shop, each(settings, trucks=trucks))
    assert [name[-8:-4] for name in found.files][:3] == pages
    sheets = [widths(data) for data in found.files.values()]
    assert sheets[1] == pytest.approx([400 if trucks == WHOLE else 200])


def test_a_page_that_cannot_be_pressed_is_told_and_the_others_are_there(
    tmp_path: Path, settings: PressSettings, shop: Workshop, bad: list[int]
) -> None:
    bad.append(2)
    found = print_files(made(tmp_path), shop, each(settings))
    assert [name[-8:-4] for name in found.files] == ["A001", "A003", "B004"]
    assert found.kept_out == {2}
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("not-for-press", Severity.ERROR)
    assert finding.message.startswith("page 2") and "Helvetica" in finding.message


def test_there_is_no_file_without_a_page_and_no_edition_without_one_of_its_pages(
    tmp_path: Path, settings: PressSettings, shop: Workshop, bad: list[int]
) -> None:
    bad.append(2)
    for wanted, pages in ((each(settings), (2,)), (settings, ())):
        with pytest.raises(BadInput, match="cannot go to the press"):
            print_files(made(tmp_path), shop, wanted, pages)


def test_a_profile_that_is_gone_or_of_no_press_is_refused_by_its_name(
    tmp_path: Path, settings: PressSettings, shop: Workshop, bad: list[int]
) -> None:
    assert settings.profile is not None
    settings.profile.write_bytes(b"no profile at all")
    with pytest.raises(BadInput) as error:
        print_files(made(tmp_path), shop, settings)
    (finding,) = error.value.findings
    assert (finding.code, finding.where.file) == ("wrong-profile", str(settings.profile))
    settings.profile.unlink()
    with pytest.raises(BadInput) as error:
        print_files(made(tmp_path), shop, settings)
    assert error.value.findings[0].where.file == str(settings.profile)
