"""Pages that designers drew, read as dummies: what frames are called says what they are; what
cannot be read is refused in words, whoever made it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from support.idml.drawing import MIMETYPE, Drawn, package, zipped

from layout.idml.drawn.frames_of_page import Bounds, DrawnFrame, DrawnPage, drawn_pages
from layout.idml.drawn.on_grid import LEAST_ROWS, on_grid
from layout.idml.drawn.read_dummy_page import Drawing, DrawnDummy, dummy_of, read_drawn
from layout.idml.drawn.regions import AD, DECK, HEAD, PICTURE, TEXT, regions_of
from layout.page.grid import Grid, column_edges
from layout.page.rect import Rect
from layout.publication.decisions.dummies_toml import read_dummy
from slots.files.decoding import Undecodable
from slots.finding import BadInput

CORPUS = Path("/work/shared/corpora/imports/idml")
WIDE, DEEP = 500, 700
GRID = Grid(
    (500_000, 700_000),
    Rect(20_000, 20_000, 460_000, 660_000),
    column_edges(20_000, 460_000, 4, 20_000),
    66,
    10_000,
    20_000,
)
DRAWING = Drawing(GRID, (60_000, 40_000, 24_000))
COLUMN = 100.0  # points of a column; 120 to the next


def at(column: int, row: int, columns: int, rows: int, **more) -> Drawn:
    """A frame on cells of the grid."""
    wide = columns * 120 - 20
    return Drawn(20 + column * 120, 20 + row * 10, wide, rows * 10, **more)


def read(*frames: Drawn, page: str | None = None) -> DrawnDummy:
    return dummy_of(package(frames, WIDE, DEEP), Path("page.idml"), page, DRAWING)


def copy(letters: int = 400) -> str:
    return ("Copy of the day. " * 40)[:letters]


def told(dummy: DrawnDummy) -> dict[str, tuple[str, int, int, int, int]]:
    return {r.name: (r.takes, r.column, r.columns, r.row, r.rows) for r in dummy.regions}


def test_a_page_of_two_stories_is_a_lead_and_a_second() -> None:
    dummy = read(
        at(0, 0, 3, 4, text="A headline", size=38, style="Headline"),
        at(0, 4, 3, 12),
        at(0, 16, 3, 30, text=copy()),
        at(3, 0, 1, 3, text="Another", size=22, style="Headline"),
        at(3, 3, 1, 40, text=copy()),
    )
    assert told(dummy) == {"lead": ("lead", 0, 3, 0, 46), "second": ("second", 3, 1, 0, 43)}
    lead, second = dummy.regions
    assert (lead.picture, second.picture) == (3, 0)
    assert 'headline = "40pt"' in dummy.text and 'headline = "24pt"' in dummy.text
    assert not dummy.findings


def test_the_dummy_is_one_that_newsgrid_reads() -> None:
    dummy = read(at(0, 0, 2, 30, text=copy()), at(2, 0, 2, 30, text=copy()))
    made, wrong = read_dummy(dummy.text, Path("front.toml"))
    assert made is not None and not wrong
    assert [region.takes for region in made.regions] == ["lead", "second"]
    assert made.columns == 4


def test_names_of_two_parts_say_region_and_part() -> None:
    dummy = read(
        at(0, 0, 2, 20, text=copy(), name="harbour/body"),
        at(2, 40, 2, 10, name="harbour/picture"),
        at(2, 0, 2, 20, text=copy(), name="lead/body"),
    )
    names = told(dummy)
    assert names["lead"] == ("lead", 2, 2, 0, 20)
    assert names["harbour"][1:] == (0, 4, 0, 50) or dummy.regions[1].why


def test_frames_of_a_group_are_one_region() -> None:
    dummy = read(
        at(0, 0, 2, 10, text=copy(), group="g1"),
        at(0, 20, 2, 10, text=copy(), group="g1"),
        at(2, 0, 2, 30, text=copy()),
    )
    assert sorted(told(dummy).values()) == [("lead", 0, 2, 0, 30), ("second", 2, 2, 0, 30)]


def test_a_frame_around_others_holds_them() -> None:
    dummy = read(
        at(0, 0, 3, 40), at(0, 0, 3, 5, text="Head", size=40), at(0, 6, 3, 20, text=copy())
    )
    assert told(dummy) == {"lead": ("lead", 0, 3, 0, 40)}


def test_a_picture_over_a_head_belongs_to_it() -> None:
    dummy = read(
        at(0, 0, 2, 10),
        at(0, 10, 2, 3, text="Head", size=40, style="Titre"),
        at(0, 13, 2, 20, text=copy()),
    )
    assert told(dummy) == {"lead": ("lead", 0, 2, 0, 33)}
    assert dummy.regions[0].picture == 2


def test_ads_take_nothing_and_furniture_is_no_region() -> None:
    dummy = read(
        at(0, 0, 4, 1, text="Monday", name="folio"),
        at(0, 2, 4, 30, text=copy()),
        at(0, 40, 2, 20, layer="Ads"),
        at(2, 40, 2, 20, name="Anzeige 3"),
    )
    assert [region.takes for region in dummy.regions] == ["lead", "none", "none"]
    assert [region.name for region in dummy.regions] == ["lead", "ad", "anzeige-3"]
    assert "row = 39" in dummy.text or 'at = "foot"' in dummy.text
    assert not any(region.why for region in dummy.regions)


@pytest.mark.parametrize("name", ["briefs", "index", "none", "second"])
def test_regions_may_be_called_what_they_take(name: str) -> None:
    dummy = read(at(0, 0, 2, 30, text=copy()), at(2, 0, 2, 30, text=copy(), name=name))
    assert name in [region.takes for region in dummy.regions]


def test_what_stands_on_another_region_takes_nothing_and_is_told() -> None:
    dummy = read(at(0, 0, 3, 30, text=copy()), at(2, 5, 2, 30, text=copy(), name="other/body"))
    lost = [region for region in dummy.regions if region.why]
    assert len(lost) == 1 and "stands there" in lost[0].why
    assert [finding.code for finding in dummy.findings] == ["region-left-out"]


def test_a_few_rows_are_given_up() -> None:
    dummy = read(at(0, 0, 2, 32, text=copy()), at(0, 30, 2, 20, text=copy()))
    assert sorted(told(dummy).values()) == [("lead", 0, 2, 0, 32), ("second", 0, 2, 32, 18)]


def test_more_regions_than_a_dummy_has_are_left_out() -> None:
    frames = [at(column, row, 1, 14, text=copy()) for column in range(4) for row in (0, 16, 32)]
    dummy = read(*frames)
    assert sum(region.takes != "none" for region in dummy.regions) == 7
    assert sum("7 regions at most" in region.why for region in dummy.regions) == 5


def test_how_far_off_the_grid_a_region_is_drawn_is_told() -> None:
    dummy = read(Drawn(40, 25, 185, 300, text=copy()), at(2, 0, 2, 30, text=copy()))
    off = [f for f in dummy.findings if f.code == "off-grid"]
    assert len(off) == 1 and "7.1 mm" in off[0].message


def test_a_page_of_another_format_is_scaled_and_told() -> None:
    data = package([Drawn(0, 0, 100, 100, text=copy())], 200, 200)
    dummy = dummy_of(data, Path("page.idml"), None, DRAWING)
    assert told(dummy) == {"lead": ("lead", 0, 2, 0, 33)}
    assert [finding.code for finding in dummy.findings] == ["scaled-page", "off-grid"]


def test_a_region_that_is_too_shallow_takes_nothing() -> None:
    page = DrawnPage("1", WIDE, DEEP, Bounds(20, 20, 480, 680), 4, ())
    frames = [
        DrawnFrame("TextFrame", Bounds(20, 20 + at * 300, 240, 20 + at * 300 + deep), letters=9)
        for at, deep in enumerate((200, 10 * (LEAST_ROWS - 1)))
    ]
    laid = on_grid(page, regions_of(replace(page, frames=tuple(frames))), GRID)
    assert [region.takes for region in laid.regions] == ["lead", "none"]
    assert "too few" in laid.regions[1].why and not laid.scaled


def test_a_headline_unlike_any_of_the_theme_is_not_asked_for() -> None:
    dummy = read(at(0, 0, 4, 9, text="Head", size=120, style="Head"), at(0, 9, 4, 9, text=copy()))
    assert "headline" not in dummy.text


# --- what frames are ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "part"),
    [
        (DrawnFrame("TextFrame", Bounds(0, 0, 99, 99), styles=("Headline 48",), size=10), HEAD),
        (DrawnFrame("TextFrame", Bounds(0, 0, 99, 99), name="story/deck"), DECK),
        (DrawnFrame("TextFrame", Bounds(0, 0, 99, 99), styles=("corps",)), TEXT),
        (DrawnFrame("Rectangle", Bounds(0, 0, 99, 99), placed=True), PICTURE),
        (DrawnFrame("Rectangle", Bounds(0, 0, 99, 99), name="Foto 1"), PICTURE),
        (DrawnFrame("Rectangle", Bounds(0, 0, 99, 99), layer="Ads", placed=True), AD),
    ],
)
def test_what_frames_are_called_says_what_they_are(frame: DrawnFrame, part: str) -> None:
    page = DrawnPage("1", 500, 700, Bounds(0, 0, 500, 700), 4, (frame,))
    (region,) = regions_of(page) or [None]
    assert region is not None and region.parts == (part,)


# --- what cannot be read --------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(BadInput) as raised:
        dummy_of(data, Path("page.idml"), None, DRAWING)
    (finding,) = raised.value.findings
    assert finding.hint and finding.where.file == "page.idml"
    return finding.message


def spread(inside: str, before: str = "") -> bytes:
    """A package whose spread has this in it."""
    design = (
        '<Document xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging">'
        '<idPkg:Spread src="Spreads/Spread_a.xml"/></Document>'
    )
    text = f'{before}<Spread Self="a">{inside}</Spread>'
    return zipped({"designmap.xml": design.encode(), "Spreads/Spread_a.xml": text.encode()})


PAGE = '<Page Self="p" Name="1" GeometricBounds="0 0 700 500" ItemTransform="1 0 0 1 0 -350"/>'
POINT = "<Properties><PathGeometry><a><PathPointType Anchor='{}'/></a></PathGeometry></Properties>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "zip"),
        (b"PK\x03\x04 and no more", "zip"),
        (zipped({}, b"application/epub+zip"), "no IDML package"),
        (zipped({}), "designmap.xml is not there"),
        (zipped({"designmap.xml": b"<Document"}), "cannot be read"),
        (spread(""), "no pages"),
        (spread(PAGE), "no frames"),
        (spread('<Page GeometricBounds="0 0 0 0"/>'), "without a size"),
        (spread('<Page GeometricBounds="0 0 nan 500"/>'), "beyond any page"),
        (spread('<Page GeometricBounds="0 0 1e400 500"/>'), "beyond any page"),
        (spread('<Page GeometricBounds="0 0 500"/>'), "where 4 numbers should"),
        (spread(f'{PAGE}<Rectangle ItemTransform="x">{POINT}</Rectangle>'), "where 6 numbers"),
        (spread(f"{PAGE}<Rectangle>{POINT.format('1 z')}</Rectangle>"), "where a number should"),
        (spread(PAGE + '<Group ItemTransform="1e5 0 0 1e5 0 0">' * 3 + "</Group>" * 3), "beyond"),
        (spread("<Group>" * 200 + "</Group>" * 200), "deep"),
        (spread(PAGE, '<!DOCTYPE a [<!ENTITY b "b">]>'), "document type"),
    ],
)
def test_what_is_damaged_is_refused_in_words(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_a_bomb_is_not_unpacked() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("designmap.xml", b" " * 30_000_000)
    assert "as bombs do" in refused(kept.getvalue())


def test_parts_that_lead_out_of_the_package_are_not_there() -> None:
    design = (
        '<Document xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging">'
        '<idPkg:Spread src="../../../../etc/passwd"/></Document>'
    )
    assert "is not there" in refused(zipped({"designmap.xml": design.encode()}))


def test_styles_that_are_based_on_each_other_have_no_size() -> None:
    design = (
        '<Document xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging">'
        '<idPkg:Styles src="s.xml"/><idPkg:Spread src="a.xml"/></Document>'
    )
    styles = "".join(
        f'<ParagraphStyle Self="ParagraphStyle/{one}"><Properties><BasedOn>ParagraphStyle/{other}'
        "</BasedOn></Properties></ParagraphStyle>"
        for one, other in (("a", "b"), ("b", "a"))
    )
    parts = {
        "designmap.xml": design.encode(),
        "s.xml": f"<Styles>{styles}</Styles>".encode(),
        "a.xml": f"<Spread>{PAGE}</Spread>".encode(),
    }
    (page,) = drawn_pages(zipped(parts), "page.idml")
    assert (page.width, page.height, page.frames) == (500, 700, ())


def test_a_page_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(BadInput) as raised:
        read(at(0, 0, 2, 30, text=copy()), page="7")
    (finding,) = raised.value.findings
    assert finding.code == "unknown-page" and "its pages are 1" in finding.hint


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_drawn(tmp_path / "none.idml", None, DRAWING)


def test_not_even_one_byte_more_or_less_makes_a_traceback() -> None:
    data = bytearray(package([at(0, 0, 2, 30, text=copy())], WIDE, DEEP))
    for place in range(0, len(data), 7):
        spoiled = bytearray(data)
        spoiled[place] ^= 0x55
        try:
            dummy_of(bytes(spoiled), Path("page.idml"), None, DRAWING)
        except BadInput as error:
            assert all(finding.hint for finding in error.findings)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize("name", sorted(each.name for each in CORPUS.glob("*.idml")))
def test_pages_of_others_are_read_as_dummies_or_refused(name: str) -> None:
    file = CORPUS / name
    try:
        dummy = read_drawn(file, None, DRAWING)
    except BadInput as error:
        assert "template" in name and "no frames" in error.findings[0].message
        return
    made, wrong = read_dummy(dummy.text, Path("page.toml"))
    assert made is not None and not wrong
    assert any(region.takes != "none" for region in made.regions)


def test_undecodable_is_the_only_error_of_the_reader() -> None:
    with pytest.raises(Undecodable):
        drawn_pages(b"PK\x03\x04", "page.idml")
