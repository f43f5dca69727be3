"""Headlines that are broken by decision: their words and emphasis, no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions.samples import GRID, setter

from layout.makeup.type.headline import HeadLevers, Raster, broken_at, set_head
from layout.page.grid import DESCENT_SHARE, Area
from layout.story.as_written import Story
from layout.story.run import Emphasis, Run, Runs, plain, text_of
from layout.typeset.words.set_line import Ending

RASTER = Raster(GRID.leading, round(GRID.leading * DESCENT_SHARE), GRID.live.width)
WORDS = st.lists(st.sampled_from(["Five", "banks", "to", "share", "Anglo-Saxon"]), min_size=1)


@given(WORDS, st.data())
def test_it_has_all_its_words_in_lines_as_they_were_decided(words: list[str], data) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(words)))) | {len(words)})
    lines = [" ".join(words[a:b]) for a, b in zip([0, *cuts], cuts, strict=False)]
    cut = data.draw(st.integers(0, len(" ".join(words))))
    text = " ".join(words)
    runs: Runs = tuple(
        Run(part, emphasis)
        for part, emphasis in ((text[:cut], Emphasis.NONE), (text[cut:], Emphasis.ITALIC))
        if part
    )
    broken = broken_at(runs, tuple(lines))
    assert broken and [text_of(one).strip() for one in broken] == lines
    italic = "".join(r.text for one in broken for r in one if r.emphasis is Emphasis.ITALIC)
    assert "".join(italic.split()) == "".join(text[cut:].split())


@pytest.mark.parametrize(
    "lines",
    [
        ("Ferry",),
        ("returns", "Ferry"),
        ("Ferry re", "turns"),
        ("Ferry returns", ""),
        ("ferry returns",),
    ],
)
def test_what_are_not_its_words_is_none(lines: tuple[str, ...]) -> None:
    assert broken_at(plain("Ferry returns"), lines) is None


@pytest.mark.parametrize(
    ("headline", "lines"),
    [
        ("It’s “over”", ("It's", '"over"')),
        ("Ten\u00a0km to go", ("Ten km", "to  go")),
        ("Anglo-Saxon ship", ("Anglo-", "Saxon ship")),
    ],
)
def test_spaces_and_quotation_marks_do_not_matter(headline: str, lines: tuple[str, ...]) -> None:
    assert broken_at(plain(headline), lines)


def test_each_line_that_is_decided_is_one_and_says_how_it_ends() -> None:
    story = Story("a", plain("Anglo-Saxon ship found under the market"), (), rank=1)
    breaks = broken_at(story.headline, ("Anglo-", "Saxon ship", "found under the market"))
    measure = GRID.rect(Area(0, 0, 3, 1)).width
    assert breaks
    levers = HeadLevers(dated=False, breaks=breaks)
    (part,) = [
        p
        for p in set_head(story, 3, measure, RASTER, setter(), levers).parts
        if p.role == "headline"
    ]
    assert [line.text for line in part.lines] == ["Anglo-", "Saxon ship", "found under the market"]
    endings = [line.ending for line in part.lines]
    assert endings == [Ending.TIGHT, Ending.SPACE, Ending.LAST]
    assert all(line.width <= measure for line in part.lines)
