"""The audit's own reading of relaxation, beside the one that places."""

from __future__ import annotations

import pytest

from slots.audit.measure_again import audit, relaxed
from slots.case import Case
from slots.rulebook.load import parse_rules
from slots.rules.relaxation import relaxed_terms
from slots.rules.terms import Rules
from slots.strip.content import Content
from slots.strip.decision import Decision, Placement, Relaxation
from slots.strip.measured_flow import Item, Role, Strip

RULES = """
[slot.ad]
holds     = "ad"
sizes     = ["300x250"]
label     = "Advertisement"
min       = 1
max       = 2
from_top  = "2 paragraphs"
never_after = ["heading"]
clearance = {{ image = "60px", heading = {{ above = "20px", below = "90px" }} }}
distance  = {{ ad = "500px", any = "150px" }}
relax     = [{}]
"""


def rules(*steps: str) -> Rules:
    return parse_rules(RULES.format(", ".join(f"{{ {step} }}" for step in steps)), "slots.toml")


@pytest.mark.parametrize(
    "step",
    [
        'rule = "from_top"',
        'rule = "from_top", to = "1 paragraph"',
        'rule = "never_after"',
        'rule = "clearance.image"',
        'rule = "clearance.image", to = "30px"',
        'rule = "clearance.heading"',
        'rule = "clearance.heading.below", to = "40px"',
        'rule = "clearance.full-width-image", to = "30px"',
        'rule = "clearance.full-width-image.below", to = "30px"',
        'rule = "distance.ad"',
        'rule = "distance.ad", to = "200px"',
        'rule = "distance.any", to = "10px"',
    ],
)
def test_both_take_a_step_alike(step: str):
    terms = rules(step).terms("ad", "mobile")
    assert relaxed(terms, [1]) == relaxed_terms(terms, 1)


def test_a_distance_that_is_dropped_is_not_asked_by_a_more_general_name():
    terms = relaxed(rules('rule = "distance.ad"').terms("ad", "mobile"), [1])
    assert {name: str(length) for name, length in terms.distance.items()} == {
        "ad": "0px",
        "any": "150px",
    }


def test_a_step_in_one_direction_leaves_the_other_to_the_more_general_name():
    said = 'rule = "clearance.full-width-image.below", to = "30px"'
    clearance = relaxed(rules(said).terms("ad", "mobile"), [1]).clearance["full-width-image"]
    assert (clearance.above, str(clearance.below)) == (None, "30px")


def test_no_more_stand_on_relaxed_terms_than_the_minimum_and_none_that_stands_nowhere():
    ruled = rules('rule = "from_top"')
    items = tuple(Item(f"p{n}", Role.PARAGRAPH, n * 75_000, n * 75_000 + 75_000) for n in range(9))
    strip = Strip(343 * 750, (375 * 750, 667 * 750), 9 * 75_000, items)
    contents = tuple(Content(f"ad-{n}", "ad", ((225_000, 187_500),)) for n in (1, 2))
    boxes = tuple(Placement(f"ad-{n}", f"p{n * 4}", (225_000, 187_500), 0, 0) for n in (1, 2))

    def told(*freed: str) -> set[str]:
        gave_way = Relaxation("ad", 1, "from_top", "2 paragraphs", "nothing", freed)
        decision = Decision(boxes, (), 0, 0, 0.0, (gave_way,))
        found = audit(Case((strip,), contents, ruled, "mobile"), decision)
        return {f"{each.slot} {each.required}" for each in found if each.rule == "relax"}

    assert told("ad-1") == set()
    assert told("ad-1", "ad-2") == {"ad at most 1 on relaxed terms"}
    assert told("ad-3") == {"ad-3 a place for a ad"}
