"""newsgrid place: what is offered to a strip, and the stretches of copy that it comes to."""

import pytest

from slots.case import Case
from slots.interchange.place_strip import contents_of
from slots.rulebook.load import parse_rules
from slots.strip.measured_flow import Item, Role, Strip
from slots.strip.stretches import stretches

PX = 750
AD = '[slot.{0}]\nholds = "ad"\nlabel = "Advertisement"\nsizes = ["300x250"]\n'


def strip_of(count):
    items = tuple(
        Item(f"p{n}", Role.PARAGRAPH, n * 160 * PX, (n * 160 + 140) * PX, 40) for n in range(count)
    )
    return Strip(343 * PX, (375 * PX, 667 * PX), items[-1].bottom if items else 0, items)


def offered(text, strip):
    contents, findings = contents_of(Case((strip,), (), parse_rules(text, "r"), "mobile"))
    return [content.id for content in contents], [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("own", "ids"),
    [
        ("auto = 2\nmax = 5\n", ["a-1", "a-2"]),
        ("max = 3\n", ["a-1", "a-2", "a-3"]),
        ("max = 0\n", []),
        ('distance = { same = "1000px" }\n', ["a-1", "a-2"]),
        ('distance = { same = "1000px" }\n[page]\nstrategy = "greedy"\n', ["a-1", "a-2", "a-3"]),
        ('from_top = "9000px"\nmin = 1\n', ["a-1"]),
        ("max = 900\n[page]\nmax_ads = 4\n", ["a-1", "a-2", "a-3", "a-4"]),
    ],
)
def test_a_slot_gets_as_many_as_it_asks_for_or_as_could_stand(own, ids):
    assert offered(AD.format("a") + own, strip_of(10))[0] == ids


def test_no_more_are_offered_than_can_be_looked_at():
    ids, findings = offered(AD.format("a"), strip_of(40))
    assert len(ids) == 12
    assert findings == [
        'slot "a" has no max: 12 of it are offered a place, and no more (hint: set max or auto)'
    ]


def test_slots_without_a_place_in_a_strip_are_told():
    text = (
        AD.format("a") + 'region = "end"\n' + AD.format("b") + 'region = "rail"\n'
        '[slot.c]\nholds = "blue_box"\n'
    )
    ids, findings = offered(text, strip_of(4))
    assert ids == []
    assert findings == [
        "not placed: a, b (a strip is the copy alone, without rail and end)",
        "not placed: c (a module without sizes is as large as what is in it)",
    ]


def test_boxes_are_the_largest_that_fit_the_copy():
    text = AD.format("a").replace('["300x250"]', '["300x250", "728x90", "320x300"]') + "max = 1\n"
    rules = parse_rules(text, "r")
    (content,), _ = contents_of(Case((strip_of(4),), (), rules, "mobile"))
    assert content.sizes == ((320 * PX, 300 * PX),)


def test_stretches_are_those_of_the_copy_between_ads():
    own = Item("ad", Role.AD, 700 * PX, 900 * PX)
    strip = strip_of(4)
    strip = Strip(strip.width, strip.viewport, 1000 * PX, (*strip.items, own))
    found = stretches(strip, ["p2"])
    assert (found.count, found.longest, found.shortest) == (3, 380 * PX, 100 * PX)
    assert found.mean == 800 * PX / 3
    assert stretches(strip_of(0), []).longest == 0
