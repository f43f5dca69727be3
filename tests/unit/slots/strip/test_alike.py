from __future__ import annotations

from dataclasses import replace

from slots.case import Case
from slots.placing.place import place
from slots.rulebook.load import default_rules
from slots.strip.content import Content, distinct
from slots.strip.measured_flow import Item, Role, Strip

PX = 750


def strip(screen: int, height: int = 120) -> Strip:
    items = tuple(
        Item(f"b{n}", Role.PARAGRAPH, n * 140 * PX, (n * 140 + height) * PX, 40, characters=240)
        for n in range(14)
    )
    return Strip(560 * PX, (screen * PX, 800 * PX), items[-1].bottom, items)


def ad(*heights: int) -> Content:
    return Content("ad-1", "ad", tuple((300 * PX, height * PX) for height in heights))


def test_strips_that_differ_in_the_screens_width_alone_are_one():
    strips = (strip(800), strip(900), strip(1000, 121), strip(1100))
    kept, (content,) = distinct(strips, (ad(250, 250, 250, 250),))
    assert kept == (strips[0], strips[2])
    assert content == ad(250, 250)


def test_everything_rules_can_see_keeps_them_apart():
    one = strip(800)
    others = (
        replace(one, viewport=(one.viewport[0], 1)),
        replace(one, line=1),
        replace(one, rail=1),
        replace(one, width=1),
        replace(one, height=one.height + 1),
        replace(one, items=(replace(one.items[0], words=3), *one.items[1:])),
    )
    contents = (ad(*[250] * 7),)
    assert distinct((one, *others), contents) == ((one, *others), contents)
    assert distinct((one, one), (ad(250, 100),)) == ((one, one), (ad(250, 100),))


def test_the_decision_is_the_same():
    strips = (strip(800), strip(900), strip(1000, 119), strip(1100), strip(1200, 119))
    contents = (ad(250, 250, 250, 250, 100), replace(ad(*[90] * 5), id="ad-2"))
    rules = default_rules()
    decision = place(Case(strips, contents, rules, "tablet"))
    assert decision.placements and decision.refusals
    kept, fewer = distinct(strips, contents)
    assert len(kept) == 3
    assert place(Case(kept, fewer, rules, "tablet")) == decision
