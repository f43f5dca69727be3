"""The audit agrees with placing on every gap, and a simulation's sums are those of its stories."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from layout.desk.reports.simulation.charts import TALL, histogram, lane, scatter
from layout.simulation.planned_point import Mark
from layout.simulation.results import Box, Point, StoryResult, changes_between, simulation
from slots.audit.finished_flow import Guest, flow_of
from slots.audit.measure_again import audit
from slots.case import Case
from slots.placing.place import place
from slots.rulebook.load import parse_rules
from slots.strip.content import Content
from slots.strip.decision import Decision, Placement
from slots.strip.measured_flow import Item, Role, Strip

PX = 750
TERMS = [
    'from_top = "300px"',
    'from_end = "2 paragraphs"',
    'adjacent = "20 words"',
    'never_after = ["heading"]',
    'never_inside = ["list", "paragraph"]',
    'never_between = [["paragraph", "image"]]',
    'only_before = ["paragraph", "image"]',
    'positions = ["every 250px", "-60 words", "after paragraph 2", "40% of text"]',
    'clearance = {heading = "150px", image = {below = "1 screen", unless_before = ["heading"]}}',
    'clearance = {image = "40 words", "#crash" = "2 paragraphs", list = "50% of paragraphs"}',
    'distance = {any = "200px"}',
    'distance = {same = "2 paragraphs", module = "90px"}',
]
PAGES = [
    'density = "15%"',
    "max_ads = 1",
    "max_per_screen = 1",
    'spacing = ["300px", "600px after 2 ads"]',
    'order = ["ad", "box"]',
]
ROLES = (Role.PARAGRAPH, Role.PARAGRAPH, Role.HEADING, Role.IMAGE, Role.LIST)


@st.composite
def strips(draw):
    """One story at two widths."""
    blocks = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ROLES),
                st.integers(1, 400),
                st.integers(0, 40),
                st.integers(0, 60),
                st.booleans(),
            ),
            min_size=1,
            max_size=9,
        )
    )
    made = []
    for width, share in ((360, 1.0), (450, 0.8)):
        items, foot = [], 0
        for number, (role, high, white, words, crash) in enumerate(blocks):
            top = foot + white * PX if items else 0
            foot = top + round(high * share) * PX
            tags = ("crash",) if crash else ()
            items.append(Item(f"b{number}", role, top, foot, words, None, tags, words * 5))
        made.append(Strip(width * PX, (width * PX, 500 * PX), foot, tuple(items)))
    return tuple(made)


@st.composite
def rulebooks(draw):
    """Rules for ads and boxes, any of the terms above."""
    slots = {
        name: [draw(st.sampled_from(TERMS))] if draw(st.booleans()) else []
        for name in ("ad", "box")
    }
    page = draw(st.lists(st.sampled_from(PAGES), unique=True))
    parts = [
        '[breakpoints]\nmobile = "320px..479px"',
        "[page]",
        *page,
        '[slot.ad]\nholds = "ad"\nsizes = ["300x100"]\nlabel = "Advertisement"\nmargin = "24px"',
        *slots["ad"],
        '[slot.box]\nholds = "blue_box"',
        *slots["box"],
    ]
    return parse_rules("\n".join(parts), "slots.toml")


CONTENTS = tuple(
    Content(f"{slot}-{number}", slot, ((300 * PX, 100 * PX),) * 2)
    for slot, number in (("ad", 1), ("ad", 2), ("box", 1))
)


def arranged(ruled, strip, gaps):
    """A decision with these contents, as (content, gap), and its edges as they are."""
    guests = tuple(
        Guest(content, ruled.terms(content.slot, "mobile"), ruled.slot[content.slot].holds, gap)
        for content, gap in sorted(gaps, key=lambda pair: pair[1])
    )
    names = (*(item.id for item in strip.items), None)
    placements = tuple(
        Placement(
            box.guest.content.id,
            names[box.guest.gap],
            box.guest.content.sizes[0],
            box.top,
            box.bottom,
        )
        for box in flow_of(strip, 0, guests).boxes
    )
    return Decision(placements, (), 0, 0, 0.0)


@given(strips(), rulebooks())
def test_what_place_decides_passes_the_audit(story, ruled):
    decision = place(Case(story, CONTENTS, ruled, "mobile"))
    assert audit(Case(story, CONTENTS, ruled, "mobile"), decision) == ()


@given(strips(), rulebooks())
def test_the_audit_closes_to_a_content_the_gaps_that_place_refuses_it(story, ruled):
    decision = place(Case(story, CONTENTS, ruled, "mobile"))
    by_id = {content.id: content for content in CONTENTS}
    names = (*(item.id for item in story[0].items), None)
    stands = [(by_id[each.slot], names.index(each.before)) for each in decision.placements]
    for content in CONTENTS:
        others = [pair for pair in stands if pair[0] is not content]
        for gap, name in enumerate(names):
            rules = {
                str(each.rule)
                for each in decision.refusals
                if each.slot == content.id and each.candidate == name
            }
            if rules == {"worth"}:
                continue
            tried = arranged(ruled, story[0], [*others, (content, gap)])
            found = audit(Case(story, CONTENTS, ruled, "mobile"), tried)
            assert bool(found) == bool(rules), (content.id, name, found, rules)


HOMES = st.sampled_from(["article", "beside", "rail", "end", None])


@st.composite
def points(draw):
    """What a story comes to on phones: a few boxes, each somewhere or nowhere."""
    boxes = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        home = draw(HOMES)
        slot = draw(st.sampled_from(["mid", "box"]))
        name = f"mid-auto-{number}" if slot == "mid" else f"box-{number}"
        before = draw(st.sampled_from(["b1", "b2", None])) if home == "article" else None
        boxes.append(Box(name, slot, "ad", home, before, None, 250, "" if home else "density"))
    density = draw(st.integers(0, 60)) / 100
    worth = draw(st.integers(0, 500))
    longest = draw(st.integers(0, 9000))
    return Point(
        "mobile", "320px..479px", tuple(boxes), worth, worth + draw(st.integers(0, 1)), worth,
        density, density, tuple(draw(st.lists(st.integers(0, 3000), max_size=3))), longest,
        320, 667, (), (),
    )  # fmt: skip


@given(st.lists(st.tuples(points(), points()), min_size=1, max_size=8))
def test_sums_are_those_of_the_stories(pairs):
    results = tuple(
        StoryResult(f"{n}.md", "", 10, True, (a,), (b,), changes_between(a, b), ())
        for n, (a, b) in enumerate(pairs)
    )
    unread = StoryResult("z.md", "", 0, False, (), (), (), ())
    summed = simulation("x", (*results, unread), "a.toml", "b.toml")
    assert (summed.stories, summed.failed, summed.words) == (len(pairs), 1, 10 * len(pairs))
    assert summed.changed == sum(bool(each.changes) for each in results)
    for side, index in ((summed.a, 0), (summed.b, 1)):
        (totals,) = side.breakpoints
        boxes = [box for pair in pairs for box in pair[index].boxes]
        assert totals.asked == len(boxes) == sum(each.asked for each in side.slots)
        assert totals.filled == sum(each.filled for each in side.slots)
        for each in side.slots:
            assert each.filled == each.article + each.beside + each.rail + each.end
            assert each.asked - each.filled == sum(count for _, count in each.reasons)
        densities = [pair[index].density for pair in pairs]
        assert totals.density_max == max(densities)
        below = sum(density <= totals.density_p95 for density in densities)
        assert below >= 0.95 * len(densities) and totals.density_p95 in densities
        assert totals.over == sum(density > 0.3 for density in densities)
        assert totals.gap_longest == max(pair[index].longest for pair in pairs)


@given(points(), points())
def test_changes_are_told_of_both_sides_alike(a, b):
    there, back = changes_between(a, b), changes_between(b, a)
    assert changes_between(a, a) == ()
    assert len(there) == len(back)
    turned = {"came": "gone", "gone": "came", "moved": "moved"}
    assert sorted(each.change for each in there) == sorted(turned[each.change] for each in back)
    standing = [sum(box.home is not None for box in side.boxes) for side in (a, b)]
    came = sum((each.change == "came") - (each.change == "gone") for each in there)
    assert standing[1] - standing[0] == came


@given(st.lists(st.lists(st.floats(0, 100), max_size=20), min_size=1, max_size=2))
def test_a_histogram_has_each_figure_once(sides):
    chart = histogram(sides, 2.5, 4, 30.0, 30.0)
    for index, side in enumerate(sides):
        assert sum(bin.counts[index] for bin in chart.bins) == len(side)
        for bin in chart.bins:
            inside = [f for f in side if bin.first < f <= bin.last or (not bin.first and f <= 0)]
            assert bin.counts[index] == len(inside)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=30))
def test_a_scatter_has_each_story_once_and_inside(pairs):
    chart = scatter(pairs)
    assert sum(dot.count for dot in chart.dots) == len(pairs)
    assert all(0 <= dot.x <= 220 and 0 <= dot.y <= 220 for dot in chart.dots)


@given(st.lists(st.integers(1, 900), min_size=1, max_size=20))
def test_a_lane_is_drawn_within_its_height(heights):
    marks, foot = [], 0
    for number, high in enumerate(heights):
        marks.append(Mark("paragraph", foot, foot + high, f"b{number}"))
        foot += high
    drawn = lane(foot, marks, foot, 6)
    (_, path) = drawn.paths[0]
    steps = path.removeprefix("M6 0").replace("m0 ", " ").replace("v", " ").split()
    assert drawn.height == TALL
    assert sum(map(int, steps)) >= TALL - 1


def test_one_that_came_among_alike_is_no_shift_of_all_below_it():
    def point(*gaps):
        boxes = tuple(
            Box(f"mid-auto-{n}", "mid", "ad", "article", gap, 0, 250, "")
            for n, gap in enumerate(gaps, start=1)
        )
        bare = Point("mobile", "320px..479px", (), 0, 0, 0, 0.0, 0.0, (), 0, 320, 667, (), ())
        return replace(bare, boxes=boxes)

    (change,) = changes_between(point("b3", "b9"), point("b3", "b6", "b9"))
    assert (change.id, change.change, change.was, change.now) == (
        "mid-auto-2", "came", "", "before b6",
    )  # fmt: skip
