"""A story printed alone, in this process: what is written and told of it, its view, its proof."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from support.press.press_files import colours_in
from support.press.press_profile import press_profile

from layout.desk.reports.edition.print_lone_story import print_lone_story
from layout.desk.reports.edition.target import Target
from layout.desk.reports.explain.on_paper import print_view, proof_of
from layout.edition.single.print_story import make_print_edition
from layout.page.format import MM
from layout.preflight.profile import own_profile
from layout.preflight.run import preflight
from layout.publication.material import gather
from layout.publication.settings.print_grid import AS_PUBLISHED
from layout.work.terminal.console import QUIET
from slots.finding import BadInput

pytestmark = pytest.mark.slow
RULES = """\
[slot.inline]
holds = "ad"
takes = ["google-ad"]
sizes = ["300x250"]

[slot.inline.print]
sizes = ["2x60mm"]
side = "right"
value = 7
"""
TEXT = "The ferry crossed the bay at seven with forty people on board and came back at nine.\n\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (tmp_path / "slots.toml").write_text(RULES)
    file = tmp_path / "ferry.md"
    file.write_text(f"---\nheadline: The ferry\n---\n\n{TEXT}::: slot google-ad\n\n{TEXT * 30}")
    return file


def test_a_pdf_lies_beside_its_story_unless_a_place_is_named(story: Path, tmp_path: Path) -> None:
    report = print_lone_story(story, AS_PUBLISHED, Target(), QUIET)
    written = story.with_suffix(".pdf")
    assert report.data["files"] == [str(written)] and written.read_bytes()[:5] == b"%PDF-"
    assert report.text.startswith(f"Wrote {written} (") and "1 page, " in report.text
    assert "plan: cost " in report.text and not report.aside


def test_a_story_is_never_written_over(story: Path) -> None:
    before = story.read_bytes()
    with pytest.raises(BadInput):
        print_lone_story(story, AS_PUBLISHED, Target(story), QUIET)
    assert story.read_bytes() == before


def test_a_view_and_a_proof_say_what_stands_beside_the_story(story: Path) -> None:
    material = gather(story)
    edition = make_print_edition(material)
    view = print_view(material, edition)
    (ad,) = view.standings
    (box,) = (box for page in edition.document.pages for box in page.boxes)
    assert (ad.id, ad.slot) == (box.id, "inline") and ad.why.endswith("to the right; worth 7")
    first, last = ad.place["columns"]
    assert last - first == 1 and ad.place["page"] == 1
    assert ad.place["width_mm"] == round(box.rect.width / MM, 2)
    assert ad.where.startswith(f"page 1, columns {first} to {last}, ")
    assert view.figures["objective"] >= view.figures["bound"] and view.title == "print, 1 page"
    assert view.figures["optimal"] is ("no plan on as many pages is better" in view.verdict)
    (tick,) = proof_of(material, edition).ticks
    assert (tick.x, tick.y) == (box.rect.x, box.rect.y)
    assert tick.note == f"{box.id}: worth 7, to the right"


PRESS = '\n[press]\nprofile = "press.icc"\nfiles = "pages"\n'
"""A file for each page is what an edition has: a story is one file."""


def test_a_story_goes_to_the_press_of_its_publication(story: Path, tmp_path: Path) -> None:
    house = tmp_path / "newsgrid.toml"
    house.write_text(house.read_text() + "[edition]\ndate = 2026-11-26\n" + PRESS)
    (tmp_path / "press.icc").write_bytes(press_profile())
    report = print_lone_story(story, AS_PUBLISHED, Target(press=True), QUIET)
    written = tmp_path / "press" / "ferry.pdf"
    assert report.data["files"] == [str(written)]
    assert "PDF/X-4 for IFRA26S, at most 220 % ink" in report.text
    with pikepdf.open(written) as pdf:
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFX"
        assert "/TrimBox" in pdf.pages[0].obj
    allowed = {"k", "K", "picture /DeviceCMYK", "picture /DeviceGray", "group /DeviceCMYK"}
    assert set(colours_in(written.read_bytes())) <= allowed
    assert not preflight(written.read_bytes(), own_profile("pdf-x-4")).broken
    named = print_lone_story(story, AS_PUBLISHED, Target(tmp_path / "x.pdf", press=True), QUIET)
    assert Path(named.data["files"][0]).read_bytes() == written.read_bytes()


def test_a_story_whose_publication_has_no_printer_is_told_what_to_write(story: Path) -> None:
    with pytest.raises(BadInput, match="nothing says what the printer wants") as error:
        print_lone_story(story, AS_PUBLISHED, Target(press=True), QUIET)
    (finding,) = error.value.findings
    assert finding.where.file == str(story.parent / "newsgrid.toml")
    assert not story.with_suffix(".pdf").exists()
