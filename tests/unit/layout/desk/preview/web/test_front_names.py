"""What the desk calls the pages that belong to no story."""

from __future__ import annotations

from layout.desk.preview.web.front_names import (
    front_name,
    front_path,
    fronts_of_site,
    is_front,
)
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


def test_each_front_has_one_name_and_pages_of_older_stories_have_theirs():
    spots = Spots(sections_of(("Town", "Sport"), ("Town",), "News"), {}, {})
    for name, path in {**fronts_of_site(spots), "front:sport:12": "sport/12/index.html"}.items():
        assert (front_path(name, spots), front_name(path, spots)) == (path, name)
    for name in ("front:town:1", "front:town:0", "front:town:02", "front:town:x", "front:none:2"):
        assert not front_path(name, spots) and is_front(name)
    for path in ("town/1/index.html", "none/2/index.html", "town/ferry.html", "2/index.html"):
        assert front_name(path, spots) is None
