"""Packages among what is decided: sidebars rank below their story and never jump; what no page has
room for as a package is refused with a smallest set, and is a story like any other."""

from __future__ import annotations

from support.editions.decided_stories import formed, page, sheet, written

from layout.makeup.edition.decisions.packages import (
    as_sidebar,
    no_sidebar,
    with_sidebars_there,
)
from layout.makeup.edition.decisions.refusal import FORM, SIDEBAR, Wish
from layout.makeup.edition.decisions.refused import kept_decisions
from layout.makeup.edition.shapes.setting import NEVER
from layout.story.decided import Decided, Decisions, Form

QUAY = written("quay", 16, rank=2)
TIDE, LOCK = written("tide", 5, rank=2), written("lock", 4, rank=5)
WITH_BOTH = {
    "quay": Decided(sidebar=("tide", "lock")),
    "tide": Decided(beside="quay"),
    "lock": Decided(beside="quay"),
}
ROOMY, SMALL = sheet(page(3), page(4)), sheet(page(3, 40), page(4, 40))


def test_a_package_has_the_stories_that_the_edition_has() -> None:
    found = with_sidebars_there(WITH_BOTH, {"quay": QUAY, "lock": LOCK})
    assert found["quay"].sidebar == ("lock",) and found["lock"].beside == "quay"
    alone = with_sidebars_there(WITH_BOTH, {"tide": TIDE})
    assert alone["tide"].beside == "" and alone["quay"].sidebar == ()


def test_a_sidebar_ranks_below_its_story_and_never_jumps_until_it_is_none() -> None:
    for one in (TIDE, LOCK):
        beside = as_sidebar(one, QUAY)
        assert beside.story.rank == max(3, one.story.rank) and beside.story.jump is False
        assert no_sidebar(beside, one).story == one.story


def test_what_one_page_has_room_for_is_kept() -> None:
    found = kept_decisions([QUAY, TIDE, LOCK], Decisions(WITH_BOTH), ROOMY)
    assert not found.refused
    assert [found.decisions.of(name).beside for name in ("tide", "lock")] == ["quay", "quay"]


def test_what_no_page_has_room_for_is_refused_and_a_story_like_any_other() -> None:
    long = written("tide", 30, rank=2)
    decided = Decisions({"quay": Decided(sidebar=("tide",)), "tide": Decided(beside="quay")})
    found = kept_decisions([QUAY, long], decided, SMALL)
    (refused,) = found.refused
    assert refused.wish == Wish("tide", SIDEBAR) and refused.together == (refused.wish,)
    assert found.decisions.of("tide").beside == "" and found.decisions.of("quay").sidebar == ()
    (left,) = (one for one in found.articles if one.story.slug == "tide")
    assert left.story.rank == 2


def test_of_forms_that_do_not_go_together_the_smallest_set_is_named() -> None:
    narrow, wide = Form(columns=2), Form(columns=5)
    decided = {
        "quay": Decided(sidebar=("tide",), form=narrow),
        "tide": Decided(beside="quay", form=wide),
    }
    found = kept_decisions(
        [formed(QUAY, columns=2), formed(TIDE, columns=5)], Decisions(decided), ROOMY
    )
    (refused,) = found.refused
    assert {one.key for one in refused.together} >= {FORM}
    assert refused.changes and all(change.cost < NEVER for change in refused.changes)
