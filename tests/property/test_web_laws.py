"""Laws of the web: breaking keeps the text, ends, and fits; strips are ordered and add up."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.story.as_written import Story
from layout.story.block import Block, Crosshead, Divider, Listing, Paragraph, Quote, Table
from layout.story.reading_order import texts_of_block
from layout.story.run import Emphasis, Run, Runs, plain, text_of
from layout.typeset.breaks.browser_wrap import EM, FIXED, SNAP, Ribbon, count_lines, wrap
from layout.typeset.breaks.opportunities import opportunities
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import load_theme
from layout.web.measure.blocks_to_forms import Shaper, kind_of
from layout.web.measure.column_and_rail_widths import AROUND, PX, sheet_of
from layout.web.measure.ribbon import fold, unroll
from layout.web.measure.story_strips import head_height, heads_of, shape_story, strip_of, strips_of
from layout.web.measure.text_width import Gauge
from layout.web.plan.measured_breakpoint import DEVICES

CUTS = tuple(
    Cut("newsreader", weight, italic, 18) for weight in (400, 700) for italic in (False, True)
)
SIZE = 18 * PX
SIGNS = "aaaeinorstwAV.,;:!?'\"()[]-–—/…“”‘’ñé5%€ 漢\u00a0\u00ad\u200b"
words = st.text(alphabet=SIGNS, max_size=30)
runs = st.lists(
    st.builds(
        Run, words, st.sampled_from(list(Emphasis)), st.sampled_from((None, "https://a.example/"))
    ),
    max_size=4,
).map(tuple)
measures = st.integers(1, 700)


@cache
def gauge() -> Gauge:
    return Gauge(Foundry(), (Cut("libre_franklin"),))


def ribbon_of(text: Runs, narrowest: int = 200) -> Ribbon:
    return unroll(text, CUTS, gauge(), narrowest * EM // 18).at(SIZE)


@given(runs, measures)
def test_lines_begin_at_rising_places_from_the_first(text: Runs, measure: int):
    lines = wrap(ribbon_of(text), measure * FIXED)
    whole = text_of(fold(text))
    assert lines == tuple(sorted(set(lines)))
    assert lines[:1] == ((0,) if whole else ())
    cuts = (*lines, len(whole))
    assert "".join(whole[start:end] for start, end in pairwise(cuts)) == whole
    assert all(whole[start:end].strip(" ") for start, end in pairwise(cuts))


@given(runs, st.integers(12, 700))
def test_no_line_is_wider_than_the_measure_but_a_single_cluster(text: Runs, measure: int):
    ribbon = ribbon_of(text, narrowest=1)
    places = dict(zip(ribbon.places, ribbon.starts, strict=True))
    ends = dict(zip(ribbon.places, ribbon.ends, strict=True))
    for clusters in ribbon.chopped.values():
        places |= dict(zip(clusters.places, clusters.starts, strict=True))
        ends |= dict(zip(clusters.places, clusters.ends, strict=True))
    lines = wrap(ribbon, measure * FIXED)
    inner = sorted(ends)
    for start, following in pairwise((*lines, len(text_of(fold(text))) + 1)):
        last = max(place for place in inner if start <= place < following)
        width = ends[last] - places[start]
        alone = last == start
        assert width <= measure * FIXED + SNAP or alone


def oracle(ribbon: Ribbon, measure: int) -> tuple[int, ...]:
    """One segment after the other, without seams or chopping: the plainest greedy breaking."""
    lines, at = [], 0
    while at < len(ribbon.starts):
        lines.append(ribbon.places[at])
        following = at + 1
        for stop in range(at + 1, len(ribbon.starts) + 1):
            if ribbon.ends[stop - 1] - ribbon.starts[at] <= measure + SNAP:
                following = stop
        at = following
    return tuple(lines)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 20)), max_size=40), measures)
def test_fast_breaking_is_plain_breaking(segments: list[tuple[int, int]], measure: int):
    starts, ends, at = [], [], 0
    for width, gap in segments:
        starts.append(at * FIXED)
        ends.append((at + width) * FIXED)
        at += width + gap
    ribbon = Ribbon(tuple(range(len(starts))), tuple(starts), tuple(ends))
    assert wrap(ribbon, measure * FIXED) == oracle(ribbon, measure * FIXED)


@given(runs, st.sampled_from((9_750, 13_500, 18_001)), st.lists(st.integers(0, 45_000), min_size=1))
def test_counting_lines_at_many_measures_is_wrapping_at_each(
    text: Runs, size: int, widths: list[int]
):
    ribbon = unroll(text, CUTS, gauge(), 200 * EM // 18)
    rising = sorted(width * SNAP for width in widths)
    plainly = [len(wrap(ribbon.at(size), measure)) for measure in rising]
    assert count_lines(ribbon, size, rising) == plainly


@given(st.lists(st.tuples(st.integers(1, 90_000), st.integers(0, 9_000))), st.data())
def test_counting_lines_is_exact_to_the_unit(segments: list[tuple[int, int]], data: st.DataObject):
    starts, ends, seams, at = [], [], [], 0
    for width, gap in segments:
        starts.append(at)
        ends.append(at + width)
        at += width + gap
        if gap % 3 == 0:
            seams.append(at - gap // 2)
    ribbon = Ribbon(tuple(range(len(starts))), tuple(starts), tuple(ends), tuple(seams))
    sized = ribbon.at(SIZE)
    edges = sorted(
        {end - start + d for start in sized.starts for end in sized.ends for d in (0, 1)}
    )
    exact = [edge - SNAP for edge in edges if edge >= SNAP] or [0]
    rising = sorted(data.draw(st.lists(st.sampled_from(exact), min_size=1, max_size=9)))
    assert count_lines(ribbon, SIZE, rising) == [len(wrap(sized, each)) for each in rising]


@given(runs)
def test_tokens_added_whole_are_atoms_added_one_by_one(text: Runs):
    quick, plainly = (unroll(text, CUTS, gauge(), narrowest) for narrowest in (1000 * EM, -1))
    for column in ("places", "starts", "ends", "seams"):
        assert getattr(quick, column) == getattr(plainly, column)
    assert len(plainly.chopped) == len(plainly.places), "all added by atoms"
    assert not quick.chopped


@given(runs, runs)
def test_what_a_foundry_remembers_changes_nothing(before: Runs, text: Runs):
    warm, fresh = (Gauge(Foundry(), (Cut("libre_franklin"),)) for _ in range(2))
    unroll(before, CUTS, warm, 200)
    page = Gauge(warm.foundry, warm.fallback)
    ribbons = [unroll(text, CUTS, each, 200 * EM) for each in (page, fresh)]
    assert ribbons[0].ends == ribbons[1].ends
    assert page.texts == fresh.texts


@given(runs, st.integers(60, 600))
def test_narrower_never_takes_fewer_lines(text: Runs, measure: int):
    plain_text = tuple(Run(run.text) for run in text)
    ribbon = ribbon_of(plain_text)
    if ribbon.rising:  # a soft hyphen may show on the narrower line only
        wide, narrow = wrap(ribbon, measure * FIXED), wrap(ribbon, (measure - 10) * FIXED)
        assert len(narrow) >= len(wide)


@given(st.text(max_size=40).filter(lambda token: " " not in token))
def test_opportunities_lie_inside_the_token_and_rise(token: str):
    found = opportunities(token)
    assert list(found) == sorted(set(found))
    assert all(0 < at < len(token) for at in found)


blocks = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Crosshead, runs, st.integers(2, 4)),
    st.builds(Quote, st.lists(runs, min_size=1, max_size=2).map(tuple), runs, st.booleans()),
    st.builds(Listing, st.lists(runs, min_size=1, max_size=3).map(tuple)),
    st.builds(Table, st.just(()), st.lists(st.tuples(runs, runs), max_size=2).map(tuple)),
    st.just(Divider()),
)


@settings(max_examples=30)
@given(st.lists(blocks, max_size=6).map(tuple), st.lists(st.integers(1, 2000), min_size=1), runs)
def test_all_screens_together_are_each_by_itself(
    body: tuple[Block, ...], screens: list[int], headline: Runs
):
    sheet = sheet_of(load_theme())
    story = Story("s", headline, body, byline="By Ana Torres", deck=headline)
    shaped = shape_story(story, Shaper(sheet, gauge(), {}))
    alone = tuple(strip_of(shaped, screen, sheet) for screen in screens)
    assert strips_of(shaped, screens, sheet) == alone
    heads = tuple(round(head_height(shaped, screen, sheet) * PX) for screen in screens)
    assert heads_of(shaped, screens, sheet) == heads


@settings(max_examples=30)
@given(st.lists(blocks, max_size=6).map(tuple), st.sampled_from(DEVICES))
def test_strips_are_ordered_and_add_up(body: tuple[Block, ...], screen: int):
    sheet = sheet_of(load_theme())
    shaped = shape_story(Story("s", plain("S"), body), Shaper(sheet, gauge(), {}))
    strip = strip_of(shaped, screen, sheet)
    assert [item.id for item in strip.items] == [f"b{n}" for n in range(1, len(body) + 1)]
    assert all(item.top <= item.bottom for item in strip.items)
    gaps = 0
    for (before, one), (after, other) in pairwise(zip(strip.items, body, strict=True)):
        gap = after.top - before.bottom
        assert gap == max(AROUND[kind_of(one)][1], AROUND[kind_of(other)][0]) * PX
        gaps += gap
    heights = sum(item.bottom - item.top for item in strip.items)
    assert heights + gaps == strip.height == (strip.items[-1].bottom if strip.items else 0)


@settings(max_examples=20)
@given(st.lists(blocks, max_size=6).map(tuple))
def test_every_character_of_the_copy_is_counted(body: tuple[Block, ...]):
    sheet = sheet_of(load_theme())
    shaped = shape_story(Story("s", plain("S"), body), Shaper(sheet, gauge(), {}))
    strip = strip_of(shaped, 375, sheet)
    counted = [sum(map(len, texts_of_block(block))) for block in body]
    assert [item.characters for item in strip.items] == counted
