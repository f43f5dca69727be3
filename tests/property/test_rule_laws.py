"""Laws of the rules that count and pair: positions, spacing, screenfuls, categories, boxes beside
the copy, promotion and relaxation; against the checker of tests/support/placement/oracle.py.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.placement.oracle import (
    boxes,
    chain_of,
    check_complete_and_just,
    check_sound_and_optimal,
    every_valid_chain,
    least,
    typed,
    worth,
)
from support.placement.oracle_gaps import HOLDS, PX

from slots.audit.measure_again import audit
from slots.case import Case
from slots.exact import best_first
from slots.exact.best_first import best
from slots.placing.place import edges, place
from slots.problem.build import build_problem
from slots.strip.content import About, Content
from slots.strip.measured_flow import Display, Item, Role, Strip

quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
ROLES = ("paragraph", "paragraph", "paragraph", "heading", "image", "list", "embed")
NAMES = ("paragraph", "heading", "h2", "h3", "image", "list", "#crash", "#faq", "full-width-image")
NAMES += ("embed", "rich-link")
POSITIONS = (
    *("after paragraph 1", "after paragraph 2", "before paragraph -1", "before paragraph 2"),
    *("after paragraph -2", "25% of text", "50% of paragraphs", "200px", "1 screen", "40%"),
    *("-1 paragraph", "-200px", "-30% of text", "100 characters", "20 words", "0px"),
    *("every 2 paragraphs", "every 1 paragraph from 2 paragraphs", "every 300px from 100px"),
    *("every 120 characters from 60 characters", "every 0.5 screens"),
)
CRASH = About(tags=("crash",))
lengths = st.sampled_from(("40px", "150px", "400px", "20% of text", "1 paragraph", "90 characters"))
far = st.sampled_from(("100px", "300px", "700px", "1 screen", "1 paragraph", "30 words"))
categories = st.lists(st.sampled_from(("airline", "bank")), max_size=2, unique=True)


@st.composite
def strips_of(draw, most=6):
    """One story at one or two widths, its blocks with tags, with or without characters counted."""
    tall = st.sampled_from((0, 28, 84, 140, 400))
    row = st.tuples(
        st.sampled_from(ROLES),
        st.integers(0, 60),
        st.tuples(tall, tall),
        st.sampled_from((0, 8, 20)),
        st.lists(st.sampled_from(("crash", "faq")), max_size=1),
        st.sampled_from((None, Display.FULL_WIDTH)),
    )
    rows = draw(st.lists(row, min_size=draw(st.sampled_from((1, 4))), max_size=most))
    counted = draw(st.booleans())
    rail = draw(st.sampled_from((0, 0, 150)))
    return tuple(
        _strip(rows, n, counted, rail * PX * (n + 1)) for n in range(draw(st.integers(1, 2)))
    )


def _strip(rows, n, counted, rail):
    items, top = [], 0
    for index, (role, words, tall, white, tags, display) in enumerate(rows):
        top += white * PX if index else 0
        foot = top + tall[n] * PX
        shown = display if role == "image" else None
        signs = words * 5 + 3 if counted else 0
        own = words, shown, tuple(tags), signs, words > 0 and words % 8 == 0
        level = 2 + words % 3 if role == "heading" else 2
        items.append(Item(f"i{index}", Role(role), top, foot, *own, level))
        top = foot
    viewport = (375 * PX, (300, 500)[n] * PX)
    return Strip((343, 680)[n] * PX, viewport, top, tuple(items), rail=rail)


def some(**rules):
    """Any of these rules, each in one of three cases, so that not all gaps are shut."""
    maybe = [
        st.sampled_from((0, 0, 1)).flatmap(
            lambda there, key=key, values=values: (
                values.map(lambda value: {key: value}) if there else st.just({})
            )
        )
        for key, values in rules.items()
    ]
    return st.tuples(*maybe).map(
        lambda parts: {key: value for part in parts for key, value in part.items()}
    )


copy_terms = some(
    positions=st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=2),
    only_before=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3),
    never_inside=st.lists(st.sampled_from(NAMES), max_size=2),
    never_after=st.lists(st.sampled_from(NAMES), max_size=1),
    after_lead_in=st.booleans(),
    from_top=lengths,
    from_end=lengths,
    min=st.integers(0, 2),
    min_from=lengths,
    clearance=st.dictionaries(
        st.sampled_from(NAMES),
        st.fixed_dictionaries(
            {},
            optional={
                "above": lengths,
                "below": lengths,
                "unless_before": st.lists(st.sampled_from(NAMES), max_size=2),
            },
        ),
        max_size=3,
    ),
)
pair_terms = some(
    region=st.sampled_from(("article", "beside")),
    min_run=st.just("60px"),
    categories=categories,
    promotional=st.booleans(),
    margin=st.sampled_from(("0px", "10px", "24px")),
    max=st.integers(1, 3),
    min=st.integers(0, 2),
    value=st.sampled_from((1, 3, 80)),
    decay=st.sampled_from(("5%", "60%")),
    distance=st.dictionaries(
        st.sampled_from(("same", "any", "ad", "b", "#airline", "#bank", "same-category")),
        far,
        max_size=2,
    ),
)
pages = some(
    spacing=st.sampled_from(
        (["200px"], ["100px", "400px after 2 ads"], ["1 paragraph", "500px after 2 ads"])
    ),
    max_per_screen=st.integers(1, 2),
    density=st.sampled_from(("20%", "40%")),
    sticky_ad=st.just("50px"),
    sticky_video=st.booleans(),
    promotion=st.sampled_from(("30%", "50%")),
    never_together=st.sampled_from(([["#airline"]], [["a", "#bank"]], [["a", "b"]])),
)


@st.composite
def contents_of(draw, strips, slots):
    found = []
    for index, slot in enumerate(slots):
        size = (100 * PX, draw(st.sampled_from((50, 270))) * PX)
        own = tuple(draw(categories)) if slot != "m" else ()
        found.append(Content(f"{slot}-{index}", slot, (size,) * len(strips), own))
    return tuple(found)


@st.composite
def copy_cases(draw):
    """Rules about the copy, for one or two contents."""
    strips = draw(strips_of(8))
    contents = draw(contents_of(strips, draw(st.sampled_from(("a", "ab", "am")))))
    slots = {name: draw(copy_terms) for name in "abm"}
    return strips, contents, {"page": {}, "slot": slots}


@st.composite
def pair_cases(draw):
    """Rules about what stands with what, for many contents in copy that lets them."""
    strips = draw(strips_of(6))
    contents = draw(contents_of(strips, draw(st.lists(st.sampled_from("aabm"), max_size=4))))
    slots = {name: draw(pair_terms) for name in "abm"}
    slots = {n: {k: v for k, v in own.items() if _apt(n, k)} for n, own in slots.items()}
    barred = draw(st.sampled_from(({}, {}, {"airline": {"without_tags": ["crash"]}})))
    return strips, contents, {"page": draw(pages), "slot": slots, "category": barred}


def _apt(slot, rule):
    return rule != ("categories" if slot == "m" else "promotional")


@st.composite
def ad_cases(draw):
    """Many ads in plain copy, in it and beside it, under rules about how they follow each other."""
    tall = st.sampled_from((84, 140, 400))
    rows = draw(st.lists(st.tuples(tall, tall, st.integers(5, 60)), min_size=4, max_size=6))
    plain = [("paragraph", words, (one, two), 20, [], None) for one, two, words in rows]
    strips = tuple(_strip(plain, n, False, 0) for n in range(draw(st.integers(1, 2))))
    slots = draw(st.lists(st.sampled_from("aabbm"), min_size=3, max_size=4))
    contents = draw(contents_of(strips, slots))
    own = st.fixed_dictionaries(
        {"region": st.sampled_from(("article", "beside"))},
        optional={
            "value": st.sampled_from((1, 3, 80)),
            "decay": st.sampled_from(("5%", "60%")),
            "margin": st.sampled_from(("0px", "10px")),
            "distance": st.dictionaries(st.sampled_from(("same", "ad")), far, max_size=1),
        },
    )
    page = st.sampled_from(
        (
            {"spacing": ["100px", "400px after 2 ads", "900px after 3 ads"]},
            {"spacing": ["500px after 2 ads"], "evenness": 300},
            {"max_per_screen": 1},
            {"max_per_screen": 2, "evenness": 300},
            {},
        )
    )
    return strips, contents, {"page": draw(page), "slot": {name: draw(own) for name in "abm"}}


@st.composite
def twin_cases(draw):
    """Two slots of one ad each that ask for the same, so that nothing tells their ads apart."""
    strips, contents, rules = draw(ad_cases())
    slots = draw(st.permutations("abm"))[: draw(st.integers(2, 3))]
    size = (100 * PX, draw(st.sampled_from((50, 270))) * PX)
    contents = tuple(Content(f"{s}-{n}", s, (size,) * len(strips)) for n, s in enumerate(slots))
    own = draw(copy_terms) | rules["slot"]["a"] | draw(some(min=st.just(1), max=st.just(1)))
    named = draw(some(distance=st.dictionaries(st.sampled_from("abm"), far, max_size=1)))
    page = rules["page"] | draw(some(order=st.just(["a", "b"]), source_order=st.just(90)))
    both = {"a": own, "b": own | named, "m": rules["slot"]["m"]}
    return strips, contents, {"page": page, "slot": both}


any_case = st.one_of(copy_cases(), pair_cases(), ad_cases(), ad_cases(), twin_cases())


@quick
@given(any_case)
def test_sound_and_optimal(case):
    check_sound_and_optimal(*case, CRASH)


@quick
@given(any_case)
def test_complete_and_just(case):
    check_complete_and_just(*case, CRASH)


@quick
@given(any_case)
def test_edges_and_tracing(case):
    strips, contents, rules = case
    decision = place(Case(strips, contents, typed(rules), "mobile", CRASH), trace=False)
    traced = place(Case(strips, contents, typed(rules), "mobile", CRASH))
    assert replace(traced, refusals=(), alone=()) == decision
    chain = chain_of(decision, strips, contents)
    for n, strip in enumerate(strips):
        placed = edges(Case(strips, contents, typed(rules), "mobile"), decision, n)
        assert [(p.top, p.bottom) for p in placed] == boxes(rules, strip, n, contents, chain)


STEPS = (
    {"rule": "from_top", "to": "20px"},
    {"rule": "clearance.image.above", "to": "10px"},
    {"rule": "clearance.image.below"},
    {"rule": "clearance.image"},
    {"rule": "distance.same", "to": "50px"},
    {"rule": "positions"},
)


def eased(own, taken):
    """A slot's rules after so many steps, as the docs tell."""
    own = {**own, "clearance": dict(own.get("clearance", {}))}
    own["distance"] = dict(own.get("distance", {}))
    for step in own.get("relax", [])[:taken]:
        table, *path = step["rule"].split(".")
        to = step.get("to")
        if table == "distance":
            own["distance"][path[0]] = to or "0px"
        elif table == "clearance":
            ways = path[1:] or ["above", "below"]
            before = own["clearance"].get(path[0], {})
            own["clearance"][path[0]] = {**before, **dict.fromkeys(ways, to or "0px")}
        elif to is None:
            own.pop(table, None)
        else:
            own[table] = to
    return own


@st.composite
def awkward(draw):
    """Copy with few gaps that keep every rule, for ads that ask for one and for more."""
    tall, few = st.sampled_from((28, 84, 140)), draw(st.integers(4, 5))
    role = st.sampled_from(("paragraph", "paragraph", "image"))
    rows = draw(st.lists(st.tuples(role, tall, tall), min_size=few, max_size=few))
    blocks = [(kind, 20, (one, two), 20, [], None) for kind, one, two in rows]
    strips = tuple(_strip(blocks, n, False, 0) for n in range(draw(st.sampled_from((1, 1, 2)))))
    asked, steps = draw(st.sampled_from(((2, 2), (2, 3), (3, 2))))
    contents = draw(contents_of(strips, "a" * asked))
    near = st.sampled_from(("40px", "110px", "300px"))
    own = {
        "from_top": draw(st.sampled_from(("0px", "110px", "300px"))),
        "positions": draw(st.sampled_from(([], [], ["every 2 paragraphs"]))),
        "clearance": {"image": {"above": draw(near), "below": draw(near)}},
        "never_after": ["heading"],
        "min": draw(st.integers(2, 3)),
        "margin": "10px",
        "decay": draw(st.sampled_from(("0%", "60%"))),
        "distance": {"same": draw(st.sampled_from(("10px", "10px", "100px", "300px")))},
        "relax": draw(st.permutations(STEPS))[:steps],
    }
    return strips, contents, {"page": {}, "slot": {"a": own, "b": {}, "m": {}}}


def variants(rules, contents):
    """Every content once for each step: slots "a0", "a1", ... are "a" after so many steps.

    A slot's name for itself and for others stays what it was: of "a" only distances to "same" are
    drawn, which hold between its contents on any terms.
    """
    own = rules["slot"]["a"]
    count = len(own["relax"])
    slots = {f"a{taken}": eased(own, taken) for taken in range(count + 1)}
    for name, terms in slots.items():
        same = terms["distance"].pop("same")
        terms["distance"] = dict.fromkeys(slots, same)
        HOLDS[name] = "ad"
    return {**rules, "slot": {**rules["slot"], **slots}}, count


def every_eased_chain(rules, strips, contents):
    """(chain, steps of each content in it) of all that some steps for some contents allow."""
    wide, count = variants(rules, contents)
    for steps in itertools.product(range(count + 1), repeat=len(contents)):
        own = tuple(replace(c, slot=f"a{taken}") for c, taken in zip(contents, steps, strict=True))
        for chain in every_valid_chain(wide, strips, own):
            yield chain, tuple(steps[which] for _, which in chain)


def fewest(rules, chains, wanted):
    """What the docs promise: {level: how many may take it}, found by trying all there is."""
    options = {(min(len(chain), wanted), tuple(sorted(steps))) for chain, steps in chains}

    def most(levels):
        """The most that stand, where {level: most} may stand on terms after so many steps."""
        allowed = (
            present
            for present, steps in options
            if {*steps} <= {0, *levels}
            and all(sum(s >= level for s in steps) <= cap for level, cap in levels.items())
        )
        return max(allowed, default=0)

    levels, present = {}, most({})
    for last in range(1, len(rules["slot"]["a"]["relax"]) + 1):
        if present >= wanted or most({last: wanted}) <= present:
            continue
        present = most({last: wanted})
        every = next(n for n in range(1, wanted + 1) if most({last: n}) == present)
        free, kept = {**dict.fromkeys(levels, every), last: every}, {}
        for level in sorted(free, reverse=True):
            if level == min(free):
                kept[level] = every
                break
            for cap in range(1, every + 1):
                if most({**{k: v for k, v in free.items() if k < level}, level: cap, **kept}) == (
                    present
                ):
                    kept[level] = cap
                    break
            if kept[level] == every:
                break
        levels = kept
    return levels, present


@settings(quick, max_examples=60)
@given(awkward())
def test_no_more_rules_give_way_for_no_more_ads_than_the_minimum_asks(case):
    """Of all ways to let steps be taken, the one the docs tell: the fewest steps, for the fewest
    ads. What is placed is the best of all that this allows, and says who stands on what."""
    strips, contents, rules = case
    decision = place(Case(strips, contents, typed(rules), "mobile", CRASH))
    wanted = min(least(rules, strips, "a"), len(contents))
    chains = list(every_eased_chain(rules, strips, contents))
    levels, present = fewest(rules, chains, wanted)
    chain = chain_of(decision, strips, contents)
    assert min(len(chain), wanted) == present
    steps = [decision.steps(contents[which].id) for _, which in chain]
    assert sum(map(bool, steps)) == max(levels.values(), default=0) <= wanted
    for level, cap in levels.items():
        assert sum(taken >= level for taken in steps) <= cap
    options = [
        worth(rules, strips, contents, other)
        for other, taken in chains
        if {*taken} <= {0, *levels}
        and all(sum(s >= level for s in taken) <= cap for level, cap in levels.items())
    ]
    assert decision.objective == decision.bound == max(options)
    assert audit(Case(strips, contents, typed(rules), "mobile", CRASH), decision) == ()


@quick
@given(any_case, st.data())
def test_a_changed_word_moves_nothing_unless_a_rule_flips(case, data):
    """Another word of another length makes a block a line longer: heights change, words do not."""
    strips, contents, rules = case
    index = data.draw(st.integers(0, len(strips[0].items) - 1))
    if strips[0].items[index].role not in (Role.PARAGRAPH, Role.LIST, Role.HEADING):
        return
    if not strips[0].items[index].words:
        return
    changed = tuple(_longer(strip, index, strip.line) for strip in strips)
    allowed = every_valid_chain(rules, strips, contents)
    flipped = itertools.zip_longest(allowed, every_valid_chain(rules, changed, contents))
    if all(one == other for one, other in flipped):  # which ends at the first that differs
        before = place(Case(strips, contents, typed(rules), "mobile", CRASH), trace=False)
        after = place(Case(changed, contents, typed(rules), "mobile", CRASH), trace=False)
        stood = [(p.slot, p.before) for p in before.placements]
        assert stood == [(p.slot, p.before) for p in after.placements]
        assert before.objective == after.objective


def _longer(strip, index, more):
    items = tuple(
        replace(item, top=item.top + more * (n > index), bottom=item.bottom + more * (n >= index))
        for n, item in enumerate(strip.items)
    )
    return replace(strip, items=items, height=strip.height + more)


@quick
@given(st.data())
def test_dominance_loses_nothing(data):
    """On stories too long for brute force: the search with and without forgetting any label."""
    tall = st.sampled_from((60, 140, 300))
    rows = data.draw(st.lists(st.tuples(tall, st.integers(5, 60)), min_size=6, max_size=9))
    plain = [("paragraph", words, (high, high), 20, [], None) for high, words in rows]
    strips = (_strip(plain, 0, False, 0),)
    slots = data.draw(st.lists(st.sampled_from("aabm"), min_size=3, max_size=5))
    contents = data.draw(contents_of(strips, slots))
    own = st.fixed_dictionaries(
        {"margin": st.just("0px")},
        optional={
            "decay": st.sampled_from(("5%", "60%", "90%")),
            "value": st.sampled_from((1, 3, 80)),
            "distance": st.dictionaries(st.sampled_from(("same", "ad", "any")), far, max_size=1),
        },
    )
    page = data.draw(
        st.sampled_from(
            (
                {"spacing": ["300px", "700px after 2 ads"], "evenness": 0},
                {"spacing": ["900px after 2 ads"], "evenness": 300},
                {"max_per_screen": 1, "evenness": 100},
                {"max_per_screen": 2, "evenness": 0},
            )
        )
    )
    rules = {"page": page, "slot": {name: data.draw(own) for name in "abm"}}
    problem = build_problem(Case(strips, contents, typed(rules), "mobile"))
    chain, bound = best(problem)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(best_first, "_obliged", lambda view, chain, mask: 0)
        whole, whole_bound = best(problem, 10**9)
    assert (chain, bound) == (whole, whole_bound)
