"""Each rule that counts, pairs or gives way, on a story where one can see what it does."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pytest

from slots.audit.measure_again import audit
from slots.case import Case
from slots.placing.hold_elsewhere import PlacedCase, breaking
from slots.placing.place import place
from slots.rulebook.load import parse_rules
from slots.rules.terms import Rules
from slots.strip.content import About, Content
from slots.strip.decision import Decision
from slots.strip.measured_flow import Display, Item, Role, Strip

PX = 750


def strip(*blocks: str, heights: tuple[int, ...] = (), width: int = 343) -> Strip:
    """Blocks 100 px high (or so high), 20 px apart: "p", "h", "i", "l", with "#tag" behind."""
    roles = {"p": Role.PARAGRAPH, "h": Role.HEADING, "i": Role.IMAGE, "l": Role.LIST}
    items, top = [], 0
    for number, block in enumerate(blocks):
        kind, _, tag = block.partition("#")
        tall = (heights[number] if heights else 100) * PX
        display = Display.INLINE if kind == "i" else None
        tags = (tag,) if tag else ()
        items.append(Item(f"{kind}{number}", roles[kind], top, top + tall, 20, display, tags, 120))
        top += tall + 20 * PX
    return Strip(width * PX, (375 * PX, 600 * PX), top - 20 * PX, tuple(items))


def rules(text: str) -> Rules:
    return parse_rules(text, "slots.toml")


AD = '[slot.a]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\nmargin = "0px"\n'


def ads(count: int, strips: int = 1, **more: Any) -> tuple[Content, ...]:
    size = ((300 * PX, 250 * PX),) * strips
    return tuple(Content(f"a-{number}", "a", size, **more) for number in range(1, count + 1))


def spots(decision: Decision) -> list[str | None]:
    return [placement.before for placement in decision.placements]


def refused(decision: Decision) -> set[str]:
    return {str(refusal.rule) for refusal in decision.refusals}


@pytest.mark.parametrize(
    ("position", "before"),
    [
        ("after paragraph 2", "i2"),
        ("before paragraph 3", "p3"),
        ("after paragraph -1", None),
        ("before paragraph -1", "p4"),
        ("2 paragraphs", "i2"),
        ("130px", "i2"),
        ("50% of text", "p3"),
        ("300 characters", "p3"),
        ("-1 paragraph", "p4"),
        ("-130px", "p3"),
        ("-30% of paragraphs", "p3"),
    ],
)
def test_positions(position: str, before: str | None) -> None:
    story = strip("p", "p", "i", "p", "p")
    decision = place(Case((story,), ads(1), rules(f'{AD}positions = ["{position}"]'), "mobile"))
    assert spots(decision) == [before]
    assert refused(decision) == {"positions"}


def test_a_position_the_story_is_too_short_for_is_no_gap() -> None:
    for position in ("after paragraph 9", "900px", "-900px", "before paragraph -9"):
        decision = place(
            Case((strip("p", "p"),), ads(1), rules(f'{AD}positions = ["{position}"]'), "m")
        )
        assert spots(decision) == []


def test_every_so_many_paragraphs() -> None:
    story = strip(*"pppppppp")
    text = f'{AD}positions = ["every 3 paragraphs from 2 paragraphs"]'
    assert spots(place(Case((story,), ads(4), rules(text), "mobile"))) == ["p2", "p5", None]


def test_a_position_holds_at_every_width() -> None:
    """At 343 px the gap past 200 px is the second, at 680 px the third: it is the third."""
    narrow = strip(*"pppp", heights=(200, 200, 200, 200))
    wide = strip(*"pppp", heights=(80, 80, 80, 80), width=680)
    both = (narrow, wide)
    decision = place(Case(both, ads(1, 2), rules(f'{AD}positions = ["190px"]'), "mobile"))
    assert spots(decision) == ["p2"]
    decision = place(Case(both, ads(1, 2), rules(f'{AD}positions = ["-190px"]'), "mobile"))
    assert spots(decision) == ["p1"]


def test_only_before_and_never_inside() -> None:
    story = strip("p", "l#faq", "l#faq", "h#faq", "p")
    only = place(Case((story,), ads(5), rules(f'{AD}only_before = ["paragraph"]'), "mobile"))
    assert spots(only) == ["p0", "p4"]
    inside = place(Case((story,), ads(6), rules(f'{AD}never_inside = ["#faq"]'), "mobile"))
    assert spots(inside) == ["p0", "l1", "p4", None]


def test_a_clearance_that_is_not_asked_before_a_heading() -> None:
    story = strip("p", "h", "i", "p")
    base = f"{AD}only_before = ['heading']\n[slot.a.clearance]\n"
    asked = 'inline-image = { below = "200px" }'
    spared = 'inline-image = { below = "200px", unless_before = ["heading"] }'
    assert spots(place(Case((story,), ads(1), rules(base + asked), "mobile"))) == []
    assert spots(place(Case((story,), ads(1), rules(base + spared), "mobile"))) == ["h1"]


def test_clearance_from_tagged_blocks() -> None:
    story = strip("p", "p#crash", "p", "p", "p")
    decision = place(
        Case((story,), ads(9), rules(f'{AD}clearance = {{"#crash" = "100px"}}'), "mobile")
    )
    assert spots(decision) == ["p0", "p3", "p4", None]


def test_spacing_grows_with_the_ads_above() -> None:
    story = strip(*"pppppppppp")
    text = f'[page]\nspacing = ["200px", "400px after 2 ads"]\nevenness = 0\n{AD}decay = "1%"'
    decision = place(Case((story,), ads(9), rules(text), "mobile"))
    assert spots(decision) == ["p0", "p2", "p6", None]
    assert decision.objective == decision.bound
    assert "spacing" in refused(decision)


def test_no_screen_shows_more_ads_than_allowed() -> None:
    story = strip(*"pppppppppppp")
    text = f"[page]\nmax_per_screen = 1\n{AD}"
    decision = place(Case((story,), ads(4), rules(text), "mobile"))
    edges = [(p.top, p.bottom) for p in decision.placements]
    assert len(edges) == 3
    assert all(lower[0] - upper[1] >= 600 * PX for upper, lower in pairwise(edges))
    assert "max_per_screen" in refused(decision)


def test_boxes_beside_the_copy_move_nothing() -> None:
    story = strip(*"pppppppppp")
    text = f'{AD}region = "beside"\ndistance = {{ same = "100px" }}'
    decision = place(Case((story,), ads(3), rules(text), "mobile"))
    marks = {item.id: item.top for item in story.items}
    assert [p.top for p in decision.placements] == [
        marks[p.before] if p.before else story.height for p in decision.placements
    ]
    heads = [p.top for p in decision.placements]
    assert all(below - above >= 350 * PX for above, below in pairwise(heads))


def test_categories_keep_apart_and_stay_out_of_stories() -> None:
    story = strip(*"pppppp")
    size = ((300 * PX, 250 * PX),)
    both = (Content("a-1", "a", size, ("airline",)), Content("a-2", "a", size, ("airline",)))
    other = (both[0], Content("a-2", "a", size, ("bank",)))
    never = rules(f'[page]\nnever_together = [["#airline"]]\n{AD}')
    assert len(place(Case((story,), both, never, "mobile")).placements) == 1
    assert len(place(Case((story,), other, never, "mobile")).placements) == 2
    far = rules(f'{AD}distance = {{ "same-category" = "2000px" }}')
    assert len(place(Case((story,), both, far, "mobile")).placements) == 1
    assert len(place(Case((story,), other, far, "mobile")).placements) == 2
    named = rules(f'{AD}distance = {{ "#airline" = "2000px" }}')
    assert len(place(Case((story,), both, named, "mobile")).placements) == 1
    crash = rules(f'[category.airline]\nwithout_tags = ["crash"]\n{AD}')
    told = place(Case((story,), other, crash, "mobile", About(tags=("crash",))))
    assert [p.slot for p in told.placements] == ["a-2"]
    assert refused(told) >= {"category.airline.without_tags"}


@pytest.mark.parametrize(
    ("when", "about", "met"),
    [
        ('words = ["dam"]', About(text="The Dam broke"), True),
        ('words = ["dam"]', About(text="Damage"), False),
        ('without_words = ["plane crash"]', About(text="a plane\ncrash"), False),
        ('authors = ["Ada Ruiz"]', About(authors=("ADA RUIZ",)), True),
        ('without_authors = ["Ada Ruiz"]', About(authors=("Ada Ruiz",)), False),
        ('languages = ["es"]', About(language="es-EC"), True),
        ('languages = ["es"]', About(language="est"), False),
        ('devices = ["mobile"]', About(), True),
        ('devices = ["desktop"]', About(), False),
        ("published_from = 2026-01-02", About(date=datetime.date(2026, 1, 1)), False),
        ("published_until = 2026-01-02", About(date=datetime.date(2026, 1, 2)), True),
        ("max_age = 3", About(date=datetime.date(2026, 1, 1)), False),
        (
            "max_age = 3",
            About(date=datetime.date(2026, 1, 1), today=datetime.date(2026, 1, 4)),
            True,
        ),
        ("min_paragraphs = 4", About(), True),
        ("min_paragraphs = 5", About(), False),
        ("max_blocks = 4", About(), False),
        ("max_words = 50", About(words=40), True),
    ],
)
def test_conditions(when: str, about: About, met: bool) -> None:
    story = strip("p", "p", "i", "p", "p")
    decision = place(Case((story,), ads(1), rules(f"{AD}[slot.a.when]\n{when}"), "mobile", about))
    assert bool(decision.placements) is met
    assert met or {r.split(".")[0] for r in refused(decision)} == {"when"}


def test_density_counts_an_ad_that_stays_in_view_and_a_sticky_video() -> None:
    story = strip(*"pppppp")
    free = place(Case((story,), ads(1), rules(f'[page]\ndensity = "30%"\n{AD}'), "mobile"))
    assert free.density == 250 / (700 + 250)
    sticky = f'[page]\ndensity = "30%"\nsticky_ad = "50px"\n{AD}'
    told = place(Case((story,), ads(1), rules(sticky), "mobile"))
    assert told.placements == () and "density" in refused(told)
    video = f'[page]\ndensity = "50%"\nsticky_video = true\n{AD}'
    assert len(place(Case((story,), ads(2), rules(video), "mobile")).placements) == 1


def test_rules_give_way_in_order_until_the_minimum_is_there() -> None:
    story = strip("p", "i", "p", "i", "p")
    text = f"""{AD}min = 1
relax = [
  {{ rule = "clearance.image", to = "50px" }},
  {{ rule = "clearance.image.below", to = "0px" }},
  {{ rule = "clearance.image.above", to = "10px" }},
  {{ rule = "from_top" }},
]
from_top = "1 paragraph"
clearance = {{ image = "150px" }}
from_end = "50px"
"""
    decision = place(Case((story,), ads(2), rules(text), "mobile"))
    assert [str(each) for each in decision.relaxed] == [
        "a: clearance.image 150px -> 50px (step 1, for a-1)",
        "a: clearance.image.below 50px -> 0px (step 2, for a-1)",
    ]
    assert decision.placements
    enough = place(Case((strip(*"ppppp"),), ads(2), rules(text), "mobile"))
    assert enough.relaxed == ()


FREED = """
[page]
evenness = 0
[slot.a]
holds     = "ad"
sizes     = ["300x250"]
label     = "Advertisement"
margin    = "0px"
from_top  = "2 paragraphs"
clearance = { image = "150px" }
relax     = [{ rule = "from_top", to = "1 paragraph" }, { rule = "clearance.image" }]
"""


def freed(story: str, count: int, least: int, text: str = FREED) -> tuple[Decision, list[int]]:
    """A decision that is sound and proven, and the steps that its ads stand on, sorted."""
    ruled, copy = rules(text.replace("from_top ", f"min = {least}\nfrom_top ")), strip(*story)
    decision = place(Case((copy,), ads(count), ruled, "mobile"))
    assert audit(Case((copy,), ads(count), ruled, "mobile"), decision) == ()
    assert decision.objective == decision.bound
    placed = tuple(c for c in ads(count) if c.id in {box.slot for box in decision.placements})
    held = PlacedCase(Case((copy,), placed, ruled, "mobile"), decision)
    assert breaking(held, (copy,), placed) == ()
    return decision, sorted(decision.steps(box.slot) for box in decision.placements)


@pytest.mark.parametrize(
    ("least", "steps"), [(1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (4, [0, 1, 2, 2])]
)
def test_a_step_frees_no_more_ads_than_the_minimum_needs(least: int, steps: list[int]) -> None:
    """Gap 2 keeps every rule, gap 1 the first step, all others the second: with a `min` of 3,
    0.4.0 let all five ads stand by the second."""
    decision, found = freed("ppppipip", 5, least)
    assert found == steps
    by_step = [sum(taken >= number for taken in steps) for number in (1, 2)]
    assert [len(each.ads) for each in decision.relaxed] == [count for count in by_step if count]
    told = "a: from_top 2 paragraphs -> 1 paragraph (step 1, for {})"
    assert least == 1 or str(decision.relaxed[0]) == told.format(", ".join(decision.relaxed[0].ads))


def test_an_ad_that_is_not_freed_is_refused_by_the_rules_as_they_are_written() -> None:
    decision, _ = freed("ppppipip", 5, 2)
    out = {"a-1", "a-2", "a-3"} - {box.slot for box in decision.placements}
    told = {f"{r.rule} {r.required}" for r in decision.refusals if r.slot in out}
    assert "from_top 2 paragraphs" in told and "from_top 1 paragraph" not in told


def test_ads_that_come_nearer_to_each_other_are_both_freed() -> None:
    nearer = '[{ rule = "distance.same", to = "50px" }, '
    text = FREED.replace("relax     = [", f'distance = {{ same = "400px" }}\nrelax = {nearer}')
    _, steps = freed("ppppp", 3, 2, text)
    assert steps == [1, 1]


@pytest.mark.parametrize("count", [8, 12])
def test_many_ads_of_which_few_are_freed_are_proven_best(count: int) -> None:
    _, steps = freed("ph" + "pip" * 12 + "pp", count, 4)
    assert steps == [0, 0, 1, 2]


def test_greedy_frees_the_first_ads_that_find_a_gap_and_no_more_than_the_minimum_needs() -> None:
    copy, text = strip(*"ppppipip"), FREED.replace("evenness = 0", 'strategy = "greedy"')
    ruled = rules(text.replace("from_top ", "min = 3\nfrom_top "))
    decision = place(Case((copy,), ads(5), ruled, "mobile"))
    assert [decision.steps(box.slot) for box in decision.placements] == [2, 0, 2]


def test_greedy_frees_none_once_the_minimum_is_there_though_more_ads_would_fit() -> None:
    text = FREED.replace("evenness = 0", 'strategy = "greedy"')
    ruled = rules(text.replace("from_top ", "min = 1\nfrom_top "))
    decision = place(Case((strip(*"ppp"),), ads(3), ruled, "mobile"))
    assert [decision.steps(box.slot) for box in decision.placements] == [0, 0]


def test_a_minimum_that_counts_in_long_stories_only() -> None:
    text = (
        f'{AD}min = 1\nmin_from = "5 paragraphs"\nfrom_top = "900px"\nrelax=[{{rule="from_top"}}]'
    )
    assert place(Case((strip(*"pppp"),), ads(1), rules(text), "mobile")).placements == ()
    assert len(place(Case((strip(*"ppppp"),), ads(1), rules(text), "mobile")).placements) == 1


def test_eight_ads_and_a_box_are_proven_best() -> None:
    story = strip(*("ppph" * 15))
    text = f"""[page]
density = "30%"
max_per_screen = 1
{AD}decay = "4%"
never_after = ["heading"]
distance = {{ ad = "500px" }}
[slot.m]
holds = "blue_box"
"""
    box = Content("m", "m", ((300 * PX, 400 * PX),))
    decision = place(Case((story,), (*ads(8), box), rules(text), "mobile"), trace=False)
    assert decision.objective == decision.bound
    assert len(decision.placements) == 9
