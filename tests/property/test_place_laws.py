"""Laws of placing, against the independent checker of tests/support/placement/oracle.py."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.placement.oracle import (
    boxes,
    chain_of,
    check_complete_and_just,
    check_sound_and_optimal,
    density,
    every_valid_chain,
    typed,
    valid,
    worth,
)
from support.placement.oracle_gaps import HOLDS, PX

from slots.case import Case
from slots.placing.place import edges, place, solve
from slots.problem.build import build_problem
from slots.strip.content import Content
from slots.strip.measured_flow import Display, Item, Role, Strip

ROLES = ("paragraph", "paragraph", "paragraph", "heading", "image", "list", "ad")


# --- stories, contents and rules -----------------------------------------------------------------

LENGTHS = ("1px", "40px", "150px", "400px", "2 lines", "20 words", "1 paragraph", "2 paragraphs")
lengths = st.sampled_from((*LENGTHS, "10%", "35%", "0.2 screens", "1 screen"))
heights = st.sampled_from((0, 1, 28, 84, 140, 400))


@st.composite
def stories(draw):
    """One story at two widths: the same items, other heights."""
    parts = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ROLES),
                st.integers(0, 60),
                st.tuples(heights, heights),
                st.sampled_from((0, 8, 20, 32)),
                st.sampled_from((None, Display.INLINE, Display.FULL_WIDTH)),
            ),
            min_size=draw(st.sampled_from((0, 4))),
            max_size=6,
        )
    )
    tail = draw(st.sampled_from((0, 20)))
    return tuple(_strip(parts, n, tail) for n in range(draw(st.integers(1, 2))))


def _strip(parts, n, tail):
    items, top = [], 0
    for index, (role, words, tall, white, display) in enumerate(parts):
        top += white * PX if index else 0
        shown = display if role == "image" else None
        foot = top + tall[n] * PX
        level = 2 + words % 3 if role == "heading" else 2
        items.append(Item(f"i{index}", Role(role), top, foot, words, shown, level=level))
        top = foot
    return Strip((343, 680)[n] * PX, (375 * PX, (667, 900)[n] * PX), top + tail * PX, tuple(items))


@st.composite
def contents_of(draw, strips):
    fewest = draw(st.sampled_from((0, 2)))
    slots = draw(st.lists(st.sampled_from(("a", "a", "b", "m")), min_size=fewest, max_size=3))
    sizes = st.tuples(st.sampled_from((100, 300, 300, 360)), st.sampled_from((0, 50, 270)))
    found = []
    for index, slot in enumerate(slots):
        width, height = draw(sizes)
        found.append(Content(f"{slot}-{index}", slot, ((width * PX, height * PX),) * len(strips)))
    return tuple(found)


def maybe(key, values):
    """A rule in one of four cases, so that few rules meet and stories are not all shut."""
    some = values.map(lambda value: {key: value})
    return st.sampled_from((0, 0, 0, 1)).flatmap(lambda there: some if there else st.just({}))


roles = st.sampled_from(("paragraph", "heading", "h2", "image", "list"))
clearances = st.dictionaries(
    st.sampled_from(
        ("heading", "h2", "h3", "image", "full-width-image", "list", "paragraph", "ad")
    ),
    st.fixed_dictionaries({}, optional={"above": lengths, "below": lengths}),
    max_size=2,
)
terms = st.tuples(
    maybe("margin", st.sampled_from(("0px", "10px", "24px", "1 line"))),
    maybe("min", st.integers(0, 2)),
    maybe("max", st.integers(0, 2)),
    maybe("value", st.sampled_from((1, 3, 80, 100))),
    maybe("decay", st.sampled_from(("5%", "60%"))),
    maybe("from_top", lengths),
    maybe("from_end", lengths),
    maybe("adjacent", st.sampled_from(("5 words", "30 words"))),
    maybe("never_after", st.lists(roles, max_size=1)),
    maybe("never_before", st.lists(roles, max_size=1)),
    maybe("never_between", st.lists(st.tuples(roles, roles), max_size=1)),
    maybe("clearance", clearances),
    maybe(
        "distance",
        st.dictionaries(
            st.sampled_from(("same", "any", "ad", "module", "b", "blue_box")), lengths, max_size=2
        ),
    ),
).map(lambda parts: {key: value for part in parts for key, value in part.items()})
pages = st.tuples(
    maybe("max_ads", st.integers(0, 3)),
    maybe("density", st.sampled_from(("0%", "20%", "30%", "50%"))),
    maybe("order", st.permutations(("a", "b", "m")).map(lambda names: names[:2])),
    maybe("never_together", st.just([["a", "b"]])),
    maybe("evenness", st.sampled_from((0, 20, 300))),
    maybe("source_order", st.sampled_from((0, 5, 90))),
).map(lambda parts: {key: value for part in parts for key, value in part.items()})
rule_files = st.fixed_dictionaries(
    {"page": pages, "slot": st.fixed_dictionaries({"a": terms, "b": terms, "m": terms})}
)


@st.composite
def mixed(draw):
    """Anything with anything."""
    strips = draw(stories())
    return strips, draw(contents_of(strips)), draw(rule_files)


@st.composite
def crowded(draw):
    """Many contents in plain copy that ask much distance of each other, near and far."""
    tall = st.sampled_from((84, 140, 400))
    parts = draw(st.lists(st.tuples(tall, tall, st.integers(5, 60)), min_size=4, max_size=6))
    rows = [("paragraph", words, (one, two), 20, None) for one, two, words in parts]
    strips = tuple(_strip(rows, n, 0) for n in range(draw(st.integers(1, 2))))
    slots = draw(st.lists(st.sampled_from("aabm"), min_size=3, max_size=4))
    deep = st.sampled_from((0, 50, 270))
    sizes = [((100 * PX, draw(deep) * PX),) * len(strips) for _ in slots]
    contents = tuple(Content(f"{s}-{n}", s, sizes[n]) for n, s in enumerate(slots))
    far = st.sampled_from(("200px", "400px", "700px", "900px", "2 paragraphs", "60 words"))
    names = st.sampled_from(("same", "any", "ad", "a", "b", "m", "module"))
    own = st.fixed_dictionaries(
        {"distance": st.dictionaries(names, far, min_size=1, max_size=2)},
        optional={
            "value": st.sampled_from((1, 3, 80)),
            "decay": st.sampled_from(("5%", "60%")),
            "margin": st.sampled_from(("0px", "10px")),
        },
    )
    return strips, contents, {"page": draw(pages), "slot": {name: draw(own) for name in "abm"}}


@st.composite
def pictured(draw):
    """Pictures and crossheads among paragraphs, with clearances for general and special names."""
    shown = st.sampled_from((None, Display.INLINE, Display.FULL_WIDTH))
    role = st.sampled_from(("image", "heading", "paragraph", "list"))
    parts = draw(st.lists(st.tuples(role, heights, shown), min_size=3, max_size=7))
    rows = [(role, 20, (tall, tall + 9), 20, show) for role, tall, show in parts]
    strips = tuple(_strip(rows, n, 20) for n in range(draw(st.integers(1, 2))))
    box = ((300 * PX, 250 * PX),) * len(strips)
    contents = tuple(
        Content(f"{s}-{n}", s, box) for n, s in enumerate(draw(st.sampled_from(("a", "am"))))
    )
    near = st.sampled_from(("1px", "20px", "60px", "200px", "25 words", "1 paragraph", "2 lines"))
    sides = st.fixed_dictionaries({}, optional={"above": near, "below": near})
    names = ("image", "full-width-image", "inline-image", "heading", "list")
    own = st.fixed_dictionaries(
        {"clearance": st.fixed_dictionaries(dict.fromkeys(names[:3], sides))}
    )
    some = st.fixed_dictionaries({"clearance": st.dictionaries(st.sampled_from(names), sides)})
    either = st.one_of(own, some)
    return strips, contents, {"page": {}, "slot": {"a": draw(either), "b": {}, "m": draw(either)}}


any_case = st.one_of(mixed(), crowded(), pictured())


def plain(*copies):
    """Strips of paragraphs, each copy a list of (height in px, words)."""
    return tuple(
        _strip([("paragraph", words, (tall, tall), 20, None) for tall, words in copy], n, 0)
        for n, copy in enumerate(copies)
    )


def asked(*names_and_depths):
    """Contents 100 px wide on two strips, by slot and height in px."""
    return tuple(
        Content(f"{slot}-{n}", slot, ((100 * PX, deep * PX),) * 2)
        for n, (slot, deep) in enumerate(names_and_depths)
    )


TWIN_LEFT_OUT = (
    plain([(0, 0)] * 4, [(0, 0)] * 4),
    asked(("a", 0), ("m", 0), ("a", 0)),
    {"page": {"order": ["m", "a"]}, "slot": {"a": {"value": 1}, "b": {}, "m": {}}},
)
"""Only the later of two interchangeable contents keeps the story's order."""

OWED_FURTHER_UP = (
    plain(
        [(140, 34), (140, 18), (84, 49), (140, 25)],
        [(84, 34), (400, 18), (140, 49), (84, 25)],
    ),
    asked(("m", 270), ("b", 270), ("m", 50), ("a", 50)),
    {
        "page": {},
        "slot": {
            "a": {"distance": {"b": "700px"}, "margin": "10px", "decay": "60%"},
            "b": {"distance": {"ad": "60 words"}},
            "m": {"margin": "0px", "distance": {"a": "60 words"}},
        },
    },
)
"""The last content owes a distance to one that is not its neighbour."""

OTHER_CLASS_FIRST = (
    plain(
        [(84, 15), (84, 5), (84, 15), (400, 57), (400, 59)],
        [(140, 15), (400, 5), (140, 15), (84, 57), (140, 59)],
    ),
    asked(("m", 0), ("a", 270), ("a", 0), ("m", 270)),
    {
        "page": {"source_order": 90},
        "slot": {
            "a": {"decay": "5%", "distance": {"b": "60 words"}, "margin": "0px", "value": 80},
            "b": {},
            "m": {"decay": "5%", "distance": {"b": "60 words"}, "margin": "0px", "value": 3},
        },
    },
)
"""The best chain takes a content of the second class first."""

quick = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


# --- the laws -------------------------------------------------------------------------------------


@quick
@given(any_case)
@example(TWIN_LEFT_OUT)
@example(OWED_FURTHER_UP)
@example(OTHER_CLASS_FIRST)
def test_sound_and_optimal(case):
    check_sound_and_optimal(*case)


@quick
@given(any_case)
def test_complete_and_just(case):
    check_complete_and_just(*case)


@quick
@given(any_case)
def test_tracing_changes_nothing_and_twice_is_the_same(case):
    strips, contents, rules = case
    first = place(Case(strips, contents, typed(rules), "mobile"))
    assert first == place(Case(strips, contents, typed(rules), "mobile"))
    bare = place(Case(strips, contents, typed(rules), "mobile"), trace=False)
    assert (bare.placements, bare.objective, bare.bound, bare.refusals) == (
        *(first.placements, first.objective, first.bound),
        (),
    )


@quick
@given(any_case)
def test_edges_are_those_of_the_flow_on_every_strip(case):
    strips, contents, rules = case
    decision = place(Case(strips, contents, typed(rules), "mobile"), trace=False)
    chain = chain_of(decision, strips, contents)
    for n, strip in enumerate(strips):
        placed = edges(Case(strips, contents, typed(rules), "mobile"), decision, n)
        assert [(p.top, p.bottom) for p in placed] == boxes(rules, strip, n, contents, chain)
    assert edges(Case(strips, contents, typed(rules), "mobile"), decision, 0) == decision.placements


@quick
@given(any_case)
def test_density_is_never_over_its_limit(case):
    strips, contents, rules = case
    limited = {**rules, "page": {**rules["page"], "density": "30%"}}
    decision = place(Case(strips, contents, typed(limited), "mobile"), trace=False)
    ads = [w for _, w in chain_of(decision, strips, contents) if HOLDS[contents[w].slot] == "ad"]
    highest = max(density(strip, n, contents, ads, limited) for n, strip in enumerate(strips))
    assert decision.density == float(highest)
    assert not ads or highest <= Fraction(30, 100)


@quick
@given(any_case, st.integers(0, 30))
def test_a_search_cut_short_is_valid_and_its_bound_honest(case, steps):
    strips, contents, rules = case
    problem = build_problem(Case(strips, contents, typed(rules), "mobile"))
    decision = solve(problem, steps=steps)
    chain = chain_of(decision, strips, contents)
    assert valid(rules, strips, contents, chain)
    assert worth(rules, strips, contents, chain) == decision.objective
    best = max(
        worth(rules, strips, contents, c) for c in every_valid_chain(rules, strips, contents)
    )
    assert decision.objective <= best <= decision.bound


@pytest.mark.slow
@pytest.mark.parametrize("tall", [0, 1, 10**12])
@pytest.mark.parametrize("count", [0, 1, 3000])
def test_absurd_strips_end(tall, count):
    items = tuple(
        Item(f"i{n}", Role.PARAGRAPH, n * tall, (n + 1) * tall, n % 7) for n in range(count)
    )
    strip = Strip(343 * PX, (0, 0), count * tall, items, line=0)
    rules = {
        "page": {"density": "30%"},
        "slot": {
            "a": {"decay": "5%", "distance": {"any": "1 screen"}, "from_top": "20%"},
            "b": {"distance": {"ad": "300 words"}, "clearance": {"paragraph": {"above": "1 line"}}},
            "m": {"min": 2, "distance": {"same": "500px"}},
        },
    }
    slots = ("a", "m", "b", "m", "a")
    contents = tuple(Content(f"{s}-{n}", s, ((300 * PX, 250 * PX),)) for n, s in enumerate(slots))
    decision = place(Case((strip,), contents, typed(rules), "mobile"), trace=False)
    assert decision.objective <= decision.bound
    assert valid(rules, (strip,), contents, chain_of(decision, (strip,), contents))
