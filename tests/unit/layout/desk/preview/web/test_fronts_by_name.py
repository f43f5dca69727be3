"""Fronts of the preview: by name, and what stands for them where rules ask for a story."""

from __future__ import annotations

from typing import Any

import pytest
from support.small_pages.square_theme import square_theme

from layout.desk.preview.web.front_names import fronts_of_site
from layout.desk.preview.web.published_fronts import (
    NO_SUCH,
    Unready,
    _front_at,
    _stand_in,
    found_front,
)
from layout.desk.preview.web.story_addresses import Spots
from layout.site.other_pages import SiteContents
from layout.story.block import Paragraph
from layout.story.publication import Publication
from layout.story.run import plain
from layout.web.cards.addresses import sections_of
from layout.web.cards.order_on_fronts import Container, Shape
from layout.web.fronts.compose_front import SiteMaterial
from slots.finding import BadInput


def spots() -> Spots:
    return Spots(sections_of(("Town", "Sport"), ("Town",), "News"), {}, {})


def test_each_front_has_the_path_that_the_site_gives_it() -> None:
    named = fronts_of_site(spots())
    assert {name: found_front(name, spots()) for name in named} == named


def test_a_name_that_is_none_is_answered_with_those_there_are() -> None:
    with pytest.raises(BadInput) as raised:
        found_front("front/weather", spots())
    (finding,) = raised.value.findings
    assert finding.code == NO_SUCH and finding.where.file == "front/weather"
    assert all(path in (finding.hint or "") for path in fronts_of_site(spots()))


def test_a_front_stands_as_a_story_with_a_paragraph_for_each_container() -> None:
    containers = [Container(title, Shape.LIST, (), title) for title in ("Town", "May 2026")]
    story = _stand_in("index.html", containers)
    assert story.slug == "index.html"
    assert list(story.body) == [Paragraph(plain("Town")), Paragraph(plain("May 2026"))]


def test_what_is_not_ready_says_how_far_it_is() -> None:
    unready = Unready(80, 2000)
    assert (unready.done, unready.of) == (80, 2000)


def test_a_page_of_older_stories_that_is_no_more_is_told() -> None:
    nothing: Any = None
    none = SiteContents(SiteMaterial(Publication(), square_theme(), nothing, nothing), (), (), None)
    with pytest.raises(BadInput) as raised:
        _front_at("town/3/index.html", "front:town:3", none)
    assert raised.value.findings[0].message == "this section has fewer pages now"
