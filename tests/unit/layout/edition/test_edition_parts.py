"""The parts of an edition, each by itself: its mistakes all at once, pictures without which it is
printed, ads before the stories are read, one story alone, and the edition in numbers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from support.small_pages.square_theme import square_setter, square_theme

from layout.edition.in_numbers import figures_of
from layout.edition.last_plan import Record
from layout.edition.publication_mistakes import whole_shelf
from layout.edition.set_stories import Copy
from layout.edition.single.print_story import figures_alone, make_print_edition, words_in
from layout.edition.stack_ads import AdTask, left_open, read_ahead, with_copy
from layout.edition.unprintable_pictures import pictures_for, unprintable_pictures, width_of
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.edition.shortened_stories import shortened_in
from layout.page.document import Fragment, Leg, Page, PlacedLine
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.publication.material import Material
from layout.publication.ranking import Ranked
from layout.publication.settings.newsgrid_toml import House
from layout.story.as_written import Story
from layout.story.block import Paragraph, Picture
from layout.story.decided import Decisions
from layout.story.publication import PrintPlan, PrintSection, Publication
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Line
from layout.typeset.words.theme import load_theme
from slots.finding import BadInput, Finding, Severity
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Conflict

GRID = grid_of(FORMATS["compact"])
BOOK = "id,advertiser,size,artwork\na,Bakery,1 x 50 mm,\nb,Baths,1 x 50 mm,none.png\n"


# --- what is wrong, all of it at once --------------------------------------------------------


def test_where_there_is_no_edition_everything_wrong_is_told(tmp_path: Path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "bad.md").write_bytes(b"# Bad\n\nText with a NUL: \0\n")
    (tmp_path / "ads.csv").write_text(f"{BOOK}c,Hats,1 x 50,\n")
    (tmp_path / "newsgrid.toml").write_text('langage = "en"\n[print]\nformat = "compact"\n')
    with pytest.raises(BadInput) as error:
        whole_shelf(tmp_path)
    told = {(Path(str(each.where.file)).name, each.code) for each in error.value.findings}
    assert ("newsgrid.toml", "unknown-key") in told and ("bad.md", "binary-file") in told
    assert {("ads.csv", "no-artwork"), ("ads.csv", "bad-size")} <= told
    assert all(each.severity is Severity.ERROR for each in error.value.findings)


def test_what_depends_on_a_page_that_nobody_knows_is_not_told(tmp_path: Path):
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    (tmp_path / "ads.csv").write_text("id,advertiser,size\nc,Hats,40 columns x 50 mm\n")
    (tmp_path / "newsgrid.toml").write_text('[print]\nformat = "compakt"\n')
    with pytest.raises(BadInput) as error:
        whole_shelf(tmp_path)
    assert {each.code for each in error.value.findings} == {"unknown-format"}


# --- pictures that no press can show ---------------------------------------------------------


@pytest.fixture
def story(tmp_path: Path) -> Story:
    for name, size in (("good.png", (60, 40)), ("long.png", (1300, 100)), ("late.png", (60, 40))):
        Image.new("L", size).save(tmp_path / name)
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 40)
    names = ("good.png", "long.png", "bad.png", "late.png", "gone.png")
    body = tuple(Picture(name, "", plain("On the pier"), line=n) for n, name in enumerate(names, 1))
    return Story("s", plain("S"), body, source=str(tmp_path / "s.md"))


def test_an_edition_says_which_pictures_it_does_without(story: Story):
    found = list(unprintable_pictures(story))
    assert [(each.where.line, each.code) for each in found] == [
        (2, "unprintable-picture"),
        (3, "unprintable-picture"),
    ]
    assert "more than 12 times as wide as deep" in found[0].message
    seen = {Path(story.source).parent / "bad.png"}
    assert [each.where.line for each in unprintable_pictures(story, seen)] == [2]


def test_the_others_have_their_proportions_and_their_cutlines(story: Story, square_font: Path):
    by, findings = square_setter(), []
    late = Path(story.source).parent / "late.png"
    spoiled = {late: Finding("x", Severity.ERROR, "is cut short", hint="save it again")}
    (shape,) = pictures_for(story, GRID, by, spoiled, findings)
    assert shape.picture.src == "good.png" and shape.across * 2 == shape.down * 3
    assert [each.where.line for each in findings] == [2, 3, 4] and "cut short" in findings[
        2
    ].message
    (_, first), (_, second) = GRID.columns[:2]
    assert (width_of(GRID, 1), width_of(GRID, 2)) == (first, first + GRID.gutter + second)
    assert len(shape.cutlines) == len(GRID.columns) and shape.cutlines[1] >= shape.cutlines[6] > 0


# --- ads before the stories are read ---------------------------------------------------------


def sections(*pages: int | None) -> tuple[PrintSection, ...]:
    return tuple(PrintSection(f"S{n}", each) for n, each in enumerate(pages))


@pytest.mark.parametrize(
    ("plan", "is_open"),
    [
        (PrintPlan(8, sections(4, 4)), False),
        (PrintPlan(8, sections(4, None)), False),
        (PrintPlan(8, sections(None, None)), True),
        (PrintPlan(None, sections(4, None)), True),
        (PrintPlan(None, sections(4, 4)), False),
        (PrintPlan(8), False),
        (PrintPlan(), True),
    ],
)
def test_pages_are_open_where_stories_decide(plan: PrintPlan, is_open: bool):
    assert left_open(Publication(print_plan=plan)) is is_open


@pytest.fixture
def task(tmp_path: Path, square_font: Path) -> AdTask:
    (tmp_path / "ads.csv").write_text(BOOK)
    house = House(Publication(folder=tmp_path), FORMATS, tmp_path / "newsgrid.toml")
    return AdTask(house, tmp_path, GRID, Record(), {}, square_setter())


def test_a_book_is_read_ahead_and_stacked_later_where_pages_are_open(task: AdTask):
    book = read_ahead(task)
    assert [each.id for each in book.bookings] == ["a", "b"] and book.stack is None
    assert [each.code for each in book.wrong] == ["no-artwork"], "a file that is not there"
    assert [each.code for each in book.nameless] == ["no-artwork"] and book.artwork == {}
    assert "a (Bakery)" in book.nameless[0].message


def test_without_stories_all_that_is_wrong_is_told_together(task: AdTask):
    note = Finding("bad-value", Severity.ERROR, "rank", hint="write a number")
    with pytest.raises(BadInput) as error:
        with_copy(task, lambda: read_ahead(task), Copy((), (), {}, (note,)))
    assert [each.code for each in error.value.findings] == ["bad-value", "no-artwork"]


# --- one story alone -------------------------------------------------------------------------


def test_a_story_alone_is_set_whole_and_counted(square_font: Path):
    body = tuple(Paragraph(plain("word " * 40)) for _ in range(3))
    made = Story("s", plain("Dam holds"), body, deck=plain("For now"), byline="By A", language="en")
    material = Material(
        made, House(Publication(), FORMATS), None, square_theme(), Foundry(), {}, ()
    )
    edition = make_print_edition(material)
    assert edition.words == words_in(made) == 120 + 2 + 2 + 2
    (page,) = edition.document.pages
    set_words = sum(
        len(placed.line.words)
        for fragment in page.fragments
        if fragment.role == "body"
        for placed in fragment.lines
    )
    figures = figures_alone(edition)
    assert set_words == 120 and figures["pages"] == 1 and figures["boxes"] == 0
    assert figures["lines"] == sum(leg.filled for leg in page.legs) and 0 < figures["white"] < 1


# --- an edition in numbers -------------------------------------------------------------------


def test_figures_count_what_was_made():
    """Of a paper of two pages: one story that jumps, one that was cut; an ad, one without place."""
    word = SimpleNamespace(text="x", tight=False)
    line: Any = Line((word, word, word), 10, 10, 1)  # type: ignore[arg-type]
    rect = Rect(0, 0, 10, 10)
    pages = tuple(
        Page(
            number,
            GRID,
            (
                Fragment("body", "dam", rect, (PlacedLine(0, 0, line),)),
                Fragment("folio", "", rect, ()),
            ),
            legs=(Leg("dam", rect, 10, 7),),
        )
        for number in (1, 2)
    )
    photo = SimpleNamespace(picture=SimpleNamespace(src="p.jpg"))
    article = SimpleNamespace(
        every=(photo,),
        form=SimpleNamespace(length=None),
        story=Story("dam", (), tuple(Paragraph(plain("Two words")) for _ in range(5))),
        bodies=tuple(SimpleNamespace(cut=c, rows=9, stop=5 - c, paragraphs=c) for c in (0, 2)),
    )

    def stood(name: str, cut: int = 0):
        setting = SimpleNamespace(cut=cut, hung=SimpleNamespace(rows=()))
        turned, slugs = name.endswith(">"), (name.removesuffix(">"),)
        return SimpleNamespace(
            id=name,
            article=article,
            turned=turned,
            setting=setting,
            slugs=slugs,
            left_out=() if turned else (photo,),
        )

    filler = SimpleNamespace(columns=2, rows=5)
    plan: Any = SimpleNamespace(
        pages=(
            SimpleNamespace(page=1, placed=(stood("dam"), stood("goal", 2)), fillers=()),
            SimpleNamespace(page=2, placed=(stood("dam>"),), fillers=(filler, filler)),
        ),
        page_of={"dam": 1, "goal": 1, "dam>": 2},
        held=("dam", "late"),
        cost=30,
        bound=20,
    )
    stack = StackPage(1, "", 6, 50, 10, True, 500, 800, 0)
    lost = Conflict("b", (), (), "")
    ads = AdPlan((AdPlace("a", 1, 0, 40, 6, 10),), (lost,), objective=8, bound=10)
    made: Any = SimpleNamespace(
        plan=plan,
        document=SimpleNamespace(pages=pages),
        stacked=SimpleNamespace(
            plan=ads, pages=(stack, stack), refused=(), preferences=(), theme=load_theme()
        ),
        open_pages=(stack,),
        closed=SimpleNamespace(numbers={2}),
        refused=(),
        copy=SimpleNamespace(
            articles=(article,),
            unset={"novel": None},
            ranks={"dam": Ranked(2, "long")},
            decisions=Decisions(),
        ),
        before={"goal": 2, "dam": 1},
        shortened=tuple(shortened_in(plan)),
        preferred=SimpleNamespace(made=SimpleNamespace(plan=plan), missed=()),
        promos=(SimpleNamespace(slug="goal", page=2),),
    )
    found = figures_of(made)
    assert (found["pages"], found["stories"], found["words"], found["ads"]) == (2, 2, 6, 1)
    assert found["held"] == ["dam", "novel"], "of those that the paper has"
    assert (found["closed"], found["refused"]) == ([2], [])
    assert found["jumped"] == [{"id": "dam", "from": 1, "to": 2}] and found["jumps"] == 1
    assert found["promos"] == [{"id": "goal", "page": 2}]
    assert found["ranked"] == [{"id": "dam", "rank": 2, "why": "long"}]
    assert found["shortened"] == [
        {
            "id": "dam",
            "paragraphs": 2,
            "words": 4,
            "of": 10,
            "page": 1,
            "why": "page 1 has no room for them",
        }
    ]
    assert found["left_out"][0] == {"id": "dam", "pictures": ["p.jpg"], "of": 1}
    assert found["moved_stories"] == [{"id": "goal", "before": 2, "after": 1}]
    assert (found["fillers"], found["filler_cells"]) == (2, 20)
    assert (
        found["white"] == round(6 / hole_of(stack, ads.on(1)).cells, 5)
        and found["stacking"]["gap"] == 0.2
    )
    assert found["unplaced"] == ["b"]
