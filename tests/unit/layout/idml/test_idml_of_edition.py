"""An edition as IDML: valid, nothing dangling, every frame where the page has it, every word there,
links and fonts in the package, the same bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from support.idml.frames import SeenIdml, seen
from support.idml.idml_schemas import mistakes
from support.idml.idml_schemas import there as schemas_there
from support.idml.references import dangling
from support.newspapers.sample_newspaper import book_of, newspaper, sentences, with_story

from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import workshop_in
from layout.idml.make_idml import Copy, Idml, Wishes, idml_of, write_idml
from layout.idml.matter.paragraphs import text_of
from layout.page.document import Box, Crop, Image
from layout.page.rect import Rect
from layout.press.frames.skeleton import Frame, frames_pdfs
from layout.press.ink.metadata import issue_date
from layout.typeset.words.set_line import Ending

pytestmark = pytest.mark.slow

NEAR = 0.1 / 25.4 * 72
BOXED = f"""---
headline: Harbour council mends the northern pier
kicker: Harbour
deck: It stood on timber for ninety years
byline: By Ann Tull
section: News
rank: 1
cut: 0
---

{sentences(120, 5)}

| Boat | Trips | Fares |
|---|--:|--:|
| Heron | 12 | 1,204 |
| Mudlark | 7 | 980 |

{sentences(80, 6)}

::: blue-box How to apply
- **Who:** anyone over 18.
- **Where:** the library.
:::
"""
ESPAÑOL = (
    f"---\nheadline: El muelle\nlanguage: es\nsection: Sport\nrank: 2\n---\n\n{sentences(150, 7)}\n"
)
BOOK = book_of(
    "A1,Quay Bank,bank,2x60mm,News,2,,,,300,,art.png",
    "A3,Pier Foods,food,4x62mm,Sport,,,,,400,,strip.png",
    "A4,Loft Tea,tea,2x60mm,Sport,,,,,80,,",
)


@dataclass(frozen=True, eq=False)
class Made:
    """An edition, its IDML both ways, and what is seen of these."""

    paper: Newspaper
    plain: Idml
    lined: Idml
    seen: SeenIdml
    seen_lined: SeenIdml
    file: Path
    lined_file: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("idml")
    stories = {**with_story("boxed", BOXED), "muelle": ESPAÑOL}
    paper = newspaper(folder / "paper", stories, BOOK)
    shop = workshop_in(paper)
    with shop.memory.making():
        edition = make_newspaper(Order(paper), shop)
        plain = idml_of(edition, Wishes(), "edition")
        lined = idml_of(edition, Wishes(lines=True, package=True), "edition")
    files = folder / "plain.idml", folder / "lined.idml"
    for file, one in zip(files, (plain, lined), strict=True):
        file.write_bytes(one.data)
    yield Made(edition, plain, lined, seen(files[0]), seen(files[1]), *files)


def test_nothing_dangles(made: Made) -> None:
    assert dangling(made.file) == []
    assert dangling(made.lined_file) == []


@pytest.mark.skipif(not schemas_there(), reason="jing or the schemas are not here")
def test_every_part_is_valid(made: Made) -> None:
    assert mistakes(made.file) == []
    assert mistakes(made.lined_file) == []


def test_the_checker_finds_what_dangles(made: Made, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.idml"
    changes = {
        b'NextTextFrame="n"': b'NextTextFrame="s999f0"',
        b'ItemLayer="layerCopy"': b'ItemLayer="layerGone"',
        b"AppliedParagraphStyle=": b'AppliedCellStyle="CellStyle/gone" AppliedParagraphStyle=',
        b'Self="Color/black"': b'Self="Color/schwarz"',
        b'<idPkg:Story src="Stories/Story_s1.xml"/>': b"",
    }
    for old, new in changes.items():
        hit = False
        with zipfile.ZipFile(made.file) as source, zipfile.ZipFile(spoiled, "w") as target:
            for info in source.infolist():
                data = source.read(info)
                hit |= old in data
                target.writestr(info, data.replace(old, new, 1) if old in data else data)
        assert hit and dangling(spoiled), old


def test_the_same_edition_gives_the_same_bytes(made: Made) -> None:
    again = idml_of(made.paper, Wishes(), "edition")
    assert again.data == made.plain.data
    lined = idml_of(made.paper, Wishes(lines=True, package=True), "edition")
    assert lined.data == made.lined.data and lined.files == made.lined.files


def test_frames_stand_where_the_page_has_them(made: Made) -> None:
    lines = {
        (str(page.number), round(placed.baseline / 1000, 2))
        for page in made.paper.document.pages
        for fragment in page.fragments
        for placed in fragment.lines
    }
    for frame in made.seen.frames:
        if frame.tag == "TextFrame" and frame.layer == "layerCopy" and "/" in frame.name:
            baseline = frame.y + frame.first
            assert any(n == frame.page and abs(at - baseline) < NEAR for n, at in lines), frame


def test_legs_have_a_frame_each_in_one_thread(made: Made) -> None:
    legs: dict[str, list[tuple[int, Rect]]] = {}
    for page in made.paper.document.pages:
        for leg in page.legs:
            if leg.filled:
                legs.setdefault(leg.story, []).append((page.number, leg.rect))
    for story, wanted in legs.items():
        name = f"{story}/body"
        (key,) = [key for key, title in made.seen.titles.items() if title == name]
        thread = made.seen.thread(key)
        got = {(int(frame.page), round(frame.x, 1)) for frame in thread}
        assert got == {(number, round(rect.x / 1000, 1)) for number, rect in wanted}, story


def test_pictures_and_ads_stand_and_are_cropped_as_on_the_page(made: Made) -> None:
    images = [
        (str(page.number), image) for page in made.paper.document.pages for image in page.images
    ]
    assert images
    for number, image in images:
        (frame,) = [f for f in made.seen.frames if f.page == number and f.name == f"ad {image.id}"]
        rect = image.rect
        got = (frame.x, frame.y, frame.width, frame.height)
        wanted = (rect.x / 1000, rect.y / 1000, rect.width / 1000, rect.height / 1000)
        assert all(abs(a - b) < NEAR for a, b in zip(got, wanted, strict=True))
        shown = (frame.hung[0] * frame.bounds[0], frame.hung[3] * frame.bounds[1])
        assert shown[0] == pytest.approx(frame.width, abs=1) or shown[1] == pytest.approx(
            frame.height, abs=1
        )


def test_every_word_of_a_story_is_in_its_thread(made: Made) -> None:
    for page in made.paper.document.pages:
        for fragment in page.fragments:
            if not fragment.story or fragment.role == "table":
                continue
            text = "".join(
                p.line.text[:-1] if p.line.ending is Ending.HYPHEN else f"{p.line.text} "
                for p in fragment.lines
            ).strip()
            own = [
                text
                for key, text in made.seen.texts.items()
                if made.seen.titles[key].startswith(f"{fragment.story}/")
            ]
            assert any(text in each for each in own), text


def test_lines_of_ours_end_where_they_ended(made: Made) -> None:
    for key, text in made.seen_lined.texts.items():
        thread = made.seen_lined.thread(key)
        if "\t" in text:
            continue
        lines = re.split("[\n\u2028]", text)
        number = int(key.removeprefix("s"), 16)
        ours = made.lined.matter.threads[number - 1]
        assert len(lines) == sum(frame.lines for frame in ours.frames)
        assert len(thread) == len(ours.frames)
    plain, lined = made.seen.texts, made.seen_lined.texts
    for key in plain:
        joined = re.sub("-?\u2028", "", lined[key])
        assert re.sub(r"[\s-]", "", plain[key]) == re.sub(r"[\s-]", "", joined)


def test_a_table_is_one(made: Made) -> None:
    (text,) = [text for text in made.seen.texts.values() if "\t" in text]
    assert "Boat\tTrips\tFares\nHeron\t12\t1,204\nMudlark\t7\t980" in text


def test_a_box_is_a_ground_with_text_as_the_press_has_it(made: Made) -> None:
    pages = made.paper.document.pages
    ((page, box),) = [(p, b) for p in pages for b in p.boxes if b.role == "blue_box"]
    (ground,) = [f for f in made.seen.frames if f.name == f"blue_box {box.id} ground"]
    assert ground.page == str(page.number)
    rect = box.rect
    got = (ground.x, ground.y, ground.width, ground.height)
    wanted = (rect.x / 1000, rect.y / 1000, rect.width / 1000, rect.height / 1000)
    assert all(abs(a - b) < NEAR for a, b in zip(got, wanted, strict=True))
    (key,) = [k for k, t in made.seen.titles.items() if t == f"blue_box {box.id}"]
    assert made.seen.texts[key] == "How to apply\nWho: anyone over 18.\nWhere: the library."
    first = made.seen.thread(key)[0]
    assert abs(first.y + first.first - _title_in_the_press(made, box) - rect.y / 1000) < NEAR


def test_text_in_columns_of_a_box_is_one_thread_and_cells_are_their_own(made: Made) -> None:
    words = "Harbour engineers have mended the northern pier, which stood on timber. " * 9
    cells = "".join(f'<div class="cell">Day {number} is fair.</div>' for number in (1, 2))
    html = (
        f'<div class="wide"><div class="text flow"><p>{words}</p></div>'
        f'<div class="row-of-entries"><div>{cells}</div></div>'
        '<svg viewBox="0 0 9 9" width="30" height="30"><path d="M0 0h9v9z"/></svg></div>'
    )
    box = Box("blue_box", "x", Rect(40_000, 60_000, 400_000, 260_000), html)
    document, stacked = made.paper.document, made.paper.stacked
    page = replace(document.pages[1], boxes=(box,), images=())
    copy = Copy(replace(document, pages=(page,)), stacked.grid, stacked.theme, stacked.foundry)
    matter = write_idml(copy, Wishes(), "x").matter
    threads = [thread for thread in matter.threads if thread.name == "blue_box x"]
    said = ["\n".join(text_of(part) for part in thread.parts) for thread in threads]
    assert said == [words.strip(), "Day 1 is fair.", "Day 2 is fair."]
    assert [len(thread.frames) for thread in threads] == [2, 1, 1]
    (drawing,) = [graphic for graphic in matter.graphics if "drawing" in graphic.name]
    assert (drawing.shift, drawing.scale) == ((0.0, 0.0), (1.0, 1.0))
    with pikepdf.open(io.BytesIO(drawing.link.content())) as pdf:
        left, foot, right, top = (float(edge) for edge in pdf.pages[0].trimbox)
    assert (right - left, top - foot) == pytest.approx((22.5, 22.5), abs=0.01)


def _title_in_the_press(made: Made, box) -> float:
    """The baseline of a box's title in the PDF that the press makes of it, from its top."""
    import pdfplumber

    document, stacked = made.paper.document, made.paper.stacked
    frame = Frame(box.role, box.html, box.rect.width, box.rect.height, box.files)
    by = (stacked.theme, stacked.foundry, issue_date(document), document.language)
    (data,) = frames_pdfs((frame,), *by)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        letter = next(char for char in page.chars if char["text"] == "H")
        return float(page.height) - letter["matrix"][5]


def test_a_house_ad_or_the_place_of_an_ad_is_on_the_layer_of_ads(made: Made) -> None:
    boxes = [box for page in made.paper.document.pages for box in page.boxes if box.role == "ad"]
    assert boxes
    for box in boxes:
        own = [f for f in made.seen.frames if f.name.startswith(f"ad {box.id}")]
        assert own and {f.layer for f in own} == {"layerAds"}


def test_masters_have_masthead_and_folios_with_a_marker(made: Made) -> None:
    assert set(made.seen.masters.values()) == {
        "A-Front page",
        "B-News",
        "C-Sport opener",
        "D-Sport",
    }
    texts = [
        made.seen.texts[f.attributes["ParentStory"]]
        for f in made.seen.on_masters
        if f.tag == "TextFrame"
    ]
    assert "The Quay News" in texts and "Sport" in texts
    assert texts.count("#") == 3  # the folios of pages 2, 3 and 4
    own = [f.name for f in made.seen.frames]
    assert not {"folio", "masthead", "section_head"} & set(own)


def test_pages_face_each_other_and_name_their_masters(made: Made) -> None:
    with zipfile.ZipFile(made.file) as archive:
        spreads = [
            archive.read(n).decode() for n in sorted(archive.namelist()) if n.startswith("Spreads/")
        ]
    pages = [re.findall(r'<Page Self="page(\d+)"', text) for text in spreads]
    assert pages == [["1"], ["2", "3"], ["4"]]
    masters = re.findall(r'AppliedMaster="(\w+)"', "".join(spreads))
    assert masters == ["master0", "master1", "master2", "master3"]


def test_another_language_is_that_of_its_styles(made: Made) -> None:
    with zipfile.ZipFile(made.file) as archive:
        styles = archive.read("Resources/Styles.xml").decode()
        design = archive.read("designmap.xml").decode()
    assert 'AppliedLanguage="$ID/Spanish: Castilian"' in styles
    assert 'Self="Language/$ID/Spanish%3a Castilian"' in design
    assert 'AppliedLanguage="$ID/English: UK"' in styles


def test_swatches_are_inks(made: Made) -> None:
    with zipfile.ZipFile(made.file) as archive:
        graphic = archive.read("Resources/Graphic.xml").decode()
    colours = re.findall(r"<Color [^>]*>", graphic)
    assert all('Space="CMYK"' in colour for colour in colours)
    named = {name for colour in colours for name in re.findall(r' Name="([^"]*)"', colour)}
    assert named >= {"Black", *made.paper.stacked.theme.colours}


def test_a_package_has_its_links_and_fonts(made: Made) -> None:
    links = {f.link for f in made.seen_lined.frames if f.link}
    assert links and all(link.startswith("file:Links/") for link in links)
    files = set(made.lined.files)
    assert {link.removeprefix("file:") for link in links} <= files
    assert (
        made.lined.files["Links/art.png"]
        == (made.paper.stacked.house.folder / "art.png").read_bytes()
    )
    fonts = [name for name in files if name.startswith("Document fonts/")]
    assert len(fonts) == len(made.lined.fonts)
    listed = made.lined.files["fonts.txt"].decode()
    assert all(name in listed for name in fonts)


def test_fonts_of_a_package_are_static_and_named_as_styles_name_them(made: Made) -> None:
    from fontTools.ttLib import TTFont

    for name in made.lined.fonts:
        with TTFont(io.BytesIO(made.lined.files[f"Document fonts/{name.file}"])) as font:
            said = font["name"]
            assert "fvar" not in font
            assert said.getDebugName(16) == name.family and said.getDebugName(17) == name.style
            assert said.getDebugName(6) == name.postscript
            reserved = re.search(r"Reserved Font Name '?(\w+)", said.getDebugName(0) or "")
            assert not reserved or reserved[1] not in name.full


def test_without_a_package_links_lead_to_the_files_themselves(made: Made) -> None:
    links = {f.link for f in made.seen.frames if f.link}
    assert (made.paper.stacked.house.folder / "art.png").as_uri() in links
    assert not made.plain.files


def test_a_double_truck_is_one_frame_over_the_spine(made: Made) -> None:
    document = made.paper.document
    wide, art = document.pages[0].grid.trim[0], made.paper.stacked.house.folder / "strip.png"
    halves = {
        2: Image(
            "ad", "D", Rect(40_000, 50_000, wide - 40_000, 90_000), art, crop=Crop(right=50_000)
        ),
        3: Image("ad", "D", Rect(0, 50_000, wide - 40_000, 90_000), art, crop=Crop(left=50_000)),
    }
    pages = tuple(
        replace(page, images=(halves[page.number],) if page.number in halves else ())
        for page in document.pages
    )
    stacked = made.paper.stacked
    copy = Copy(replace(document, pages=pages), stacked.grid, stacked.theme, stacked.foundry)
    (graphic,) = [g for g in write_idml(copy, Wishes(), "x").matter.graphics if g.name == "ad D"]
    assert (graphic.page, graphic.rect) == (2, Rect(40_000, 50_000, 2 * (wide - 40_000), 90_000))


def test_a_closed_page_is_placed_as_its_pdf(made: Made, tmp_path: Path) -> None:
    document, stacked = made.paper.document, made.paper.stacked
    open_ = tuple(page for page in document.pages if page.number != 3)
    by = (stacked.grid, stacked.theme, stacked.foundry)
    copy = Copy(replace(document, pages=open_), *by, closed={3: b"%PDF-1.7 closed"})
    idml = write_idml(copy, Wishes(), "edition")
    assert idml.matter.pages == (1, 2, 3, 4)
    assert [finding.code for finding in idml.findings] == ["idml-closed-page"]
    file = tmp_path / "closed.idml"
    file.write_bytes(idml.data)
    assert dangling(file) == []
    (page,) = [f for f in seen(file).frames if f.name == "closed page 3"]
    assert (page.page, page.x, round(page.y, 3)) == ("3", 0, 0)
    assert b"Contents" in zipfile.ZipFile(file).read("Spreads/Spread_spread1.xml")


def test_simple_idml_reads_it(made: Made) -> None:
    simple = pytest.importorskip("simple_idml.idml", reason="SimpleIDML is not installed")
    with simple.IDMLPackage(str(made.file)) as package:
        assert len(package.spreads) == 3
        assert len(package.stories) == len(made.seen.texts)
        assert [page for spread in package.spreads_objects for page in spread.pages]
