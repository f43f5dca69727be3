"""Links to other stories as HTML: escaped, in their languages, titled by what all share."""

from __future__ import annotations

from dataclasses import replace

from layout.web.cards.next_to_read import SiteStories
from layout.web.cards.story_card import Thumbnail
from layout.web.fronts.container_lengths import front_sheet
from layout.web.fronts.read_on import BELOW_MARK, BESIDE_MARK, read_on
from tests.support.small_pages.square_theme import square_theme
from tests.unit.layout.web.cards.test_next_to_read import SPORT, TOWN, placed

SHEET = front_sheet(square_theme())


def links(own, *others):
    return read_on(own, SiteStories([own, *others]), SHEET)


def test_headlines_are_escaped_and_their_language_is_said():
    found = links(placed("own", 3), placed("el-mar", 2, language="es"))
    assert '<li class="read-on-card" lang="es">' in found.below
    assert '<a href="../town/el-mar.html">About el-mar &amp; co</a>' in found.below
    assert not found.beside  # there is no other section


def test_the_title_says_what_all_stories_of_the_row_share():
    own = placed("own", 9, ("ferry",))
    related, town = placed("a", 8, ("ferry",), SPORT), placed("b", 8)
    assert ">On this subject</h2>" in links(own, related).below
    assert ">More Town</h2>" in links(own, town).below
    assert ">Read on</h2>" in links(own, related, town).below
    assert (
        ">From other sections</h2>"
        in links(
            own, town, placed("c", 8, section=SPORT), *(placed(f"t{at}", 8) for at in range(4))
        ).beside
    )


def test_a_card_has_a_picture_no_wider_than_twice_a_column_or_its_deck():
    own, other = placed("own", 9), placed("b", 8)
    sizes = tuple(Thumbnail(f"media/b-{px}.jpg", px, px * 2 // 3) for px in (192, 640, 960))
    shown = replace(other, card=replace(other.card, pictures=sizes, summary="What it says."))
    told = replace(other, card=replace(other.card, summary="What it says."))
    assert 'srcset="../assets/media/b-192.jpg 192w, ../assets/media/b-640.jpg 640w"' in (
        links(own, shown).below
    )
    assert "read-on-deck" not in links(own, shown).below
    assert '<p class="read-on-deck">What it says.</p>' in links(own, told).below


def test_a_lone_story_leads_nowhere_and_marks_go():
    found = links(placed("own", 9))
    assert found.into(f"a\n{BESIDE_MARK}\nb\n{BELOW_MARK}\nc") == "a\nb\nc"


def test_all_letters_of_the_links_are_told_for_the_fonts():
    found = links(placed("own", 9, section=TOWN), placed("Ωmega", 8))
    assert "Ω" in found.used[SHEET.cuts("headline")[0]]
