"""What to read next: the subject first, then the section, then others; the next older ones, so that
few pages change."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from layout.story.as_written import Story
from layout.story.run import plain
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.next_to_read import SiteStories
from layout.web.cards.story_card import card_of

TOWN, SPORT, ARTS = Section("Town", "town"), Section("Sport", "sport"), Section("Arts", "arts")


def placed(name, day, tags=(), section=TOWN, rank=3, language="en"):
    date = datetime.date(2026, 11, day)
    head = plain(f"About {name} & co")
    story = Story(name, head, (), date=date, tags=tags, language=language, rank=rank)
    return Placed(card_of(story, f"{name}.md", "", ()), section, f"{section.folder}/{name}.html")


def names(found):
    return [one.card.slug for one in found]


def test_those_that_share_most_tags_come_first_whatever_their_section():
    own = placed("own", 10, ("ferry", "Harbour"))
    both = placed("both", 2, ("harbour", "ferry"), SPORT)
    one = placed("one", 9, ("Ferry",))
    other = placed("other", 9, ("roads",))
    found = SiteStories([own, one, other, both]).after(own)
    assert names(found.row) == ["both", "one", "other"]
    assert (found.related, found.own) == (2, 3)


def test_the_next_older_come_first_and_younger_ones_fill_up():
    every = [placed(f"s{day}", day) for day in range(1, 10)]
    stories = SiteStories(every)
    assert names(stories.after(every[8]).row) == ["s8", "s7", "s6", "s5"]
    assert names(stories.after(every[1]).row) == ["s1", "s3", "s4", "s5"]
    assert names(stories.after(every[0]).row) == ["s2", "s3", "s4", "s5"]


def test_of_one_day_the_higher_ranks_come_first():
    every = [placed(f"s{rank}", 9, rank=rank) for rank in (4, 1, 3, 2)]
    assert names(SiteStories(every).after(every[1]).row) == ["s2", "s3", "s4"]


def test_the_rail_has_other_sections_in_turn_and_a_thin_section_is_filled_up():
    own = placed("own", 9)
    sport = [placed(f"sport{day}", day, section=SPORT) for day in range(1, 9)]
    arts = [placed(f"arts{day}", day, section=ARTS) for day in (2, 3)]
    found = SiteStories([own, *sport, *arts]).after(own)
    assert names(found.row) == ["sport8", "sport7", "sport6", "sport5"] and found.own == 0
    assert names(found.rail) == ["sport4", "arts3", "sport3", "arts2", "sport2"]


def test_a_story_that_the_site_has_not_leads_on_as_well():
    own, other = placed("own", 9, ("x",), ARTS), placed("other", 8)
    assert names(SiteStories([other]).after(own).row) == ["other"]


drawn_stories = st.lists(
    st.tuples(
        st.integers(1, 27),
        st.sets(st.sampled_from("abc")),
        st.sampled_from((TOWN, SPORT, ARTS)),
        st.integers(1, 5),
    ),
    max_size=14,
)


def drawn_placed(drawn):
    return [
        placed(f"s{at}", day, tuple(sorted(tags)), section, rank)
        for at, (day, tags, section, rank) in enumerate(drawn)
    ]


@given(drawn_stories)
def test_nothing_is_named_twice_and_no_story_itself(drawn):
    every = drawn_placed(drawn)
    stories = SiteStories(every)
    for one in every:
        found = stories.after(one)
        named = [*names(found.row), *names(found.rail)]
        assert len(named) == len({*named}) and one.card.slug not in named
        assert len(found.row) == min(4, len(every) - 1)
        assert all(other.section != one.section for other in found.rail)


@given(drawn_stories)
def test_a_new_story_changes_only_pages_that_had_too_few_older_ones(drawn):
    every = drawn_placed(drawn)
    before = SiteStories(every)
    after = SiteStories([*every, placed("new", 28, ("a",))])
    for one in every:
        then, now = before.after(one), after.after(one)
        older = [x for x in every if x.card.date <= one.card.date and x is not one]
        of_section = [x for x in older if x.section == one.section]
        tagged = [x for x in older if "a" in x.card.tags]
        if len(of_section) >= 4 and ("a" not in one.card.tags or len(tagged) >= 4):
            assert names(then.row) == names(now.row)
