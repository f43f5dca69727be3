"""Two pages of a pages.toml swapped: its text stays as it was written, twice is not at all."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.publication.decisions.pages_swapped import changes_between, with_pages_swapped
from layout.publication.decisions.write_decisions import Edit, with_edits
from slots.finding import BadInput

TEXT = """\
# Friday

[page.4]  # the opener
dummy = "opener"
regions = { lead = "surge" }   # see page 5
deadline = "21:00"

[story.oysters]   # promised
page = [3, 4]  # either
jump = 5
rows = 4

[page.5]
house_ads = ["tip"]

[ad.N05]
page = 5
side = "right"

[house_ad.tip]
page = 4
"""


def test_tables_change_numbers_and_all_else_stays() -> None:
    assert with_pages_swapped(TEXT, 4, 5) == (
        TEXT.replace("[page.4]", "[page.X]").replace("[page.5]", "[page.4]")
        .replace("[page.X]", "[page.5]").replace("[3, 4]", "[3, 5]").replace("jump = 5", "jump = 4")
        .replace("page = 5\nside", "page = Y\nside").replace("page = 4\n", "page = 5\n")
        .replace("page = Y", "page = 4")
    )  # fmt: skip


PAGES = st.integers(2, 6)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Decisions as people and the desk write them."""
    edits = [Edit("page", str(n), "only", True) for n in draw(st.sets(PAGES))]
    edits += [
        Edit("story", name, key, draw(PAGES | st.lists(PAGES, min_size=1, unique=True)))
        for name in draw(st.sets(st.sampled_from("abc")))
        for key in draw(st.sets(st.sampled_from(["page", "jump"])))
    ]
    edits += [Edit("ad", "A", "page", n) for n in draw(st.sets(PAGES, max_size=1))]
    return with_edits("# ours\n", edits)


@given(texts(), PAGES, PAGES)
def test_swapped_twice_is_as_it_was(text: str, one: int, other: int) -> None:
    once = with_pages_swapped(text, one, other)
    assert with_pages_swapped(once, one, other) == text
    assert with_pages_swapped(once, other, one) == text
    assert {c.table for c in changes_between(text, once)} <= {"page", "story", "ad"}


def test_what_else_is_decided_comes_after() -> None:
    text = with_pages_swapped(TEXT, 4, 5, [Edit("story", "rowers", "page", 5)])
    assert tomllib.loads(text)["story"]["rowers"] == {"page": 5}
    assert [c.words for c in changes_between(TEXT, text)][-2:] == [
        "[ad.N05] page: 5 → 4",
        "[house_ad.tip] page: 4 → 5",
    ] and "[story.rowers] page: - → 5" in [c.words for c in changes_between(TEXT, text)]


@pytest.mark.parametrize(
    "text",
    [
        'page.4.lead = "surge"\n',
        'page = { 4 = { lead = "surge" } }\n',
        '[page.3]\nlead = """\n[page.4]\n"""\n',
        "[page.4\n",
    ],
)
def test_what_cannot_be_changed_with_certainty_is_left(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        with_pages_swapped(text, 4, 5)
    assert caught.value.findings[0].remedy
