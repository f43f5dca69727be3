"""Strips, contents and problems of a few lines, in whole px, for tests of the parts of placing."""

from __future__ import annotations

from slots.case import Case
from slots.problem.build import build_problem
from slots.rules.terms import Rules
from slots.strip.content import Content
from slots.strip.measured_flow import Item, Role, Strip
from slots.units import PX

SIZE = (300, 100)
WIDTHS = {"mobile": "320px..479px"}


def strip_of(roles, high=100, white=20, words=50, screen=600, **more):
    """Blocks p0, i1, ... of these roles, all of one height with the same white between them."""
    items = tuple(
        Item(f"{role[0]}{n}", Role(role), top * PX, (top + high) * PX, words)
        for n, role in enumerate(roles)
        for top in [n * (high + white)]
    )
    height = items[-1].bottom if items else 0
    return Strip(340 * PX, (340 * PX, screen * PX), height, items, 20 * PX, **more)


def paragraphs(count, **more):
    return strip_of(["paragraph"] * count, **more)


def content(name, size=SIZE, categories=(), strips=1):
    """A content of the slot that its name begins with: "a-1" of slot a."""
    box = size[0] * PX, size[1] * PX
    return Content(name, name.partition("-")[0], (box,) * strips, categories)


def rules_of(page=None, **slots):
    """Rules whose slots hold ads of one size, unless they say otherwise."""
    ad = {"holds": "ad", "sizes": ["300x100"]}
    made = {
        name: {**ad, **own} if own.get("holds", "ad") == "ad" else own
        for name, own in slots.items()
    }
    return Rules.model_validate({"breakpoints": WIDTHS, "page": page or {}, "slot": made})


def case_of(rules, names, *strips, **more):
    """A case at the only breakpoint; contents by their names, or as they are."""
    contents = tuple(
        content(each, strips=len(strips)) if isinstance(each, str) else each for each in names
    )
    return Case(strips, contents, rules, "mobile", **more)


def problem_of(rules, names, *strips, **more):
    return build_problem(case_of(rules, names, *strips, **more))
