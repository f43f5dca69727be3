"""What the desk calls the pages that belong to no story."""

from __future__ import annotations

from layout.desk.preview.web.front_names import fronts_of_site, is_front
from layout.desk.preview.web.story_addresses import Spots
from layout.web.cards.addresses import sections_of


def test_a_front_is_no_story_and_a_story_no_front():
    assert is_front("front:home") and is_front("front:town")
    assert not is_front("stories/front.md")


def test_the_home_page_comes_first_then_the_sections_in_their_order():
    sections = sections_of(("Town", "Sport"), ("Town",), "News")
    fronts = fronts_of_site(Spots(sections, {}, {}))
    assert list(fronts) == ["front:home", *(f"front:{each.folder}" for each in sections)]
    assert all(is_front(name) for name in fronts)
    assert len(set(fronts.values())) == len(fronts)
