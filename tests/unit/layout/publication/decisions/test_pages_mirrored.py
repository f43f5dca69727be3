"""Pages mirrored: left is right where it stands, and twice is not at all."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from layout.publication.decisions.dummies_toml import read_dummy
from layout.publication.decisions.pages_mirrored import (
    Mirror,
    counterpart,
    drawn_name,
    mirror_image,
    mirrored_column,
    mirrored_spot,
    table_of,
)
from layout.publication.decisions.pages_swapped import with_pages_swapped
from layout.story.decided import REGIONS
from layout.typeset.words.theme import THEMES

COLUMNS = 5
OURS = THEMES / "default" / "dummies"


def dummy(name: str) -> Any:
    file = OURS / f"{name}.toml"
    return read_dummy(file.read_text(), file)[0]


OPENER = mirror_image(dummy("opener"))
DRAWN = {"opener-mirrored": table_of(OPENER)}
DUMMIES = {
    "inside-left": "inside-right",
    "inside-right": "inside-left",
    "opener": "opener-mirrored",
    "opener-mirrored": "opener",
}
TEXT = """\
# Friday

[page.4]  # outside
dummy = 'opener'   # as ever
regions = { lead = "surge" }

[story.oysters]
page = 4
region = 'top left'   # under the fold

[story.surge]
page = 5
columns = 3
place = {column = 1, row=31}  # spaced so

[story.garlic]
page = 2
jump = 5
rest = { region = "foot right", columns = 2 }

[ad.N05]
page = 5
side = "right"
place = "Right , foot"

[ad.N06]
page = 4
place = "column 2, row 40"  # sold

[house_ad.tip]
page = 4
place = { column = 1 }
"""


def mirror(**more: Any) -> Mirror:
    widths = {"stories": {"oysters": 0, "surge": 3}, "rests": {"garlic": 2}}
    names = {"ads": {"N05": 2, "N06": 1}, "house_ads": {"tip": 2}}
    return Mirror(
        COLUMNS, **{**widths, **names, "dummies": DUMMIES, "drawn": DRAWN, "spare": DRAWN, **more}
    )


def test_what_stands_outside_stands_outside_and_all_else_is_as_it_was_written() -> None:
    once = with_pages_swapped(TEXT, 4, 5, (), mirror())
    for line in (
        "[page.5]  # outside\ndummy = 'opener-mirrored'   # as ever\n",
        "[story.oysters]\npage = 5\nregion = 'top right'   # under the fold\n",
        "[story.surge]\npage = 4\ncolumns = 3\nplace = {column = 3, row=31}  # spaced so\n",
        'rest = { region = "foot left", columns = 2 }\n',
        '[ad.N05]\npage = 4\nside = "left"\nplace = "Left , foot"\n',
        '[ad.N06]\npage = 5\nplace = "column 4, row 40"  # sold\n',
        "[house_ad.tip]\npage = 5\nplace = { column = 4 }\n",
    ):
        assert line in once
    assert tomllib.loads(once)["dummy"] == {"opener-mirrored": DRAWN["opener-mirrored"]}
    assert with_pages_swapped(once, 4, 5, (), mirror()) == TEXT


def test_a_dummy_that_somebody_drew_stays() -> None:
    own = '[page.4]\ndummy = "opener-mirrored"\n\n[dummy.opener-mirrored]\ncolumns = 5\n'
    written = with_pages_swapped(own, 4, 5, (), mirror())
    assert written == own.replace("page.4", "page.5").replace('r-mirrored"', 'r"')


def test_a_mirror_image_is_drawn_as_it_is_read() -> None:
    table = table_of(OPENER)
    assert table["region"]["lead"] == {
        "takes": "lead", "columns": [3, 5], "at": "top", "picture": 3
    }  # fmt: skip
    assert table["region"]["briefs"]["columns"] == [1, 2] and table["about"] == "opener, mirrored"
    assert mirror_image(OPENER) == dummy("opener")
    pictures = mirror_image(dummy("pictures"))
    assert [[*one.columns] for one in pictures.regions[:2]] == [[1, 2, 3, 4], [0, 1]]


def test_names_of_dummies() -> None:
    assert counterpart("front-right-6") == "front-left-6"
    assert counterpart("leftover") == counterpart("inside-left-mirrored") == ""
    assert drawn_name(drawn_name("spread")) == "spread"


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_a_column_mirrored_twice_is_as_it_was(columns: int, first: int, width: int) -> None:
    turned = mirrored_column(first, columns, width)
    assert mirrored_column(turned, columns, width) == first
    assert (first == 1) == (turned + width - 1 == columns)  # at one edge, and then at the other


SPOTS = st.sampled_from(
    ["left", "right", "outside", "inside", "foot", "left, foot", "column 2", "RIGHT,row 9"]
)


@given(SPOTS, st.integers(1, 3))
def test_a_spot_mirrored_twice_is_as_it_was(spot: str, width: int) -> None:
    assert mirrored_spot(mirrored_spot(spot, COLUMNS, width), COLUMNS, width) == spot


@st.composite
def things(draw: st.DrawFn) -> tuple[str, Mirror]:
    """A pages.toml of pages 4 and 5 with all that can be mirrored, and what of it is."""
    lines = ["# ours", ""]
    widths: dict[str, dict[str, int]] = {"stories": {}, "rests": {}, "ads": {}, "house_ads": {}}
    pages, quote = st.sampled_from([4, 5]), draw(st.sampled_from("\"'"))
    for number in draw(st.sets(pages)):
        name = draw(st.sampled_from(["inside-left", "inside-right", "opener", "long-read"]))
        lines += [f"[page.{number}]", f"dummy = {quote}{name}{quote}"]
    for name in draw(st.sets(st.sampled_from("abc"))):
        width = draw(st.integers(1, 4))
        column = draw(st.integers(1, COLUMNS + 1 - width))
        lines += ["", f"[story.{name}]", f"page = {draw(pages)}  # here"]
        widths["stories"][name] = width
        if draw(st.booleans()):
            lines += [f"place = {{ column = {column},row = 3 }} # there", f"columns = {width}"]
        else:
            lines.append(f"region = {quote}{draw(st.sampled_from(REGIONS))}{quote}")
        if draw(st.booleans()):
            lines += [f"jump = {draw(pages)}", f"rest = {{column={column}, columns = {width}}}"]
            widths["rests"][name] = width
    for name in draw(st.sets(st.sampled_from(["A1", "A2"]))):
        page = draw(pages)
        lines += [f"[ad.{name}]", f"page = {page}", f'place = "{draw(SPOTS)}"']
        lines += [f'side = "{"right" if page % 2 else "left"}"'] if draw(st.booleans()) else []
        widths["ads"][name] = 2
    for name in draw(st.sets(st.sampled_from(["tip"]))):
        lines += [f"[house_ad.{name}]", f"page = {draw(pages)}", 'region = "left"']
        widths["house_ads"][name] = 2
    return "\n".join([*lines, ""]), mirror(**widths)


@given(things())
def test_swapped_and_mirrored_twice_is_the_same_file(drawn: tuple[str, Mirror]) -> None:
    text, of = drawn
    once = with_pages_swapped(text, 4, 5, (), of)
    assert with_pages_swapped(once, 5, 4, (), of) == text
